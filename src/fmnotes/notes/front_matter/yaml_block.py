"""YAML with guards: libyaml's events under limits, scalars as they are written.

No anchors, tags, deep nesting or large documents: libyaml's own composer ends the process on 30,000 brackets, and
YAML 1.1 reads `no` as false, `12:30` as 750. Duplicate keys: the last one counts, with a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from fmnotes.diagnostics import Diagnostic
from fmnotes.notes.front_matter.values import DEEPEST, FORBIDDEN, LARGEST, Block, Entry, MalformedError, Plain, Value

_MOST_NODES = 2000
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_At = tuple[int, int]


def parse_yaml(block: Block) -> tuple[dict[str, Entry], list[Diagnostic]]:
    """Entries of a YAML mapping. Raises MalformedError."""
    if len(block.text) > LARGEST:
        raise MalformedError("over 64 KB", 1, 1, code="front-matter-too-large")
    try:
        return _Builder(block).build()
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise MalformedError(problem.problem or "not YAML", line, column) from None
    except yaml.reader.ReaderError as problem:
        raise MalformedError(
            f"a control character (U+{_code(problem.character):04X})", *_offset(block, problem.position)
        ) from None
    except RecursionError:
        raise MalformedError("too deeply nested", 1, 1, code=FORBIDDEN) from None


def _code(character: int | str | bytes) -> int:
    return character if isinstance(character, int) else ord(character[:1])


def _offset(block: Block, position: int) -> _At:
    # libyaml counts bytes, the pure reader characters; a control character tells itself.
    for number, line in enumerate(block.lines, 1):
        for column, ch in enumerate(line, 1):
            if ord(ch) < 32 and ch != "\t":
                return number, column
    return block.text.count("\n", 0, position) + 1, 1


class _Builder:
    def __init__(self, block: Block) -> None:
        self._block = block
        self._events: Iterator[Any] = iter(yaml.parse(block.text, Loader=_Loader))
        self._nodes = 0
        self._duplicates: list[Diagnostic] = []

    def build(self) -> tuple[dict[str, Entry], list[Diagnostic]]:
        event = self._next()
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return {}, []
        if isinstance(event, yaml.ScalarEvent) and not event.value.strip():
            return {}, []
        if not isinstance(event, yaml.MappingStartEvent):
            raise MalformedError("`key: value` expected", *_at(event))
        entries = self._mapping_entries()
        self._only_one_document()
        return entries, self._duplicates

    def _only_one_document(self) -> None:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise MalformedError("a second document", *_at(event))

    def _next(self) -> Any:
        event = next(self._events)
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise MalformedError(f"more than {_MOST_NODES} values", *_at(event), code=FORBIDDEN)
        return event

    def _mapping_entries(self) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event)
            first = self._next()
            value = self._value(first, 1)
            if key in entries:
                line, column = _at(event)
                self._duplicates.append(self._block.report("key-duplicate", line, column, len(key), key=key))
                del entries[key]
            entries[key] = self._block.entry(value, _at(event), _at(first))
        return entries

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise MalformedError("a key must be text", *_at(event))
        _no_features(event)
        return str(event.value)

    def _value(self, event: Any, depth: int) -> Value:
        _no_features(event)
        if isinstance(event, yaml.ScalarEvent):
            return Plain(event.value) if event.implicit[0] and not event.style else str(event.value)
        if depth >= DEEPEST:
            raise MalformedError("nested deeper than 8 levels", *_at(event), code=FORBIDDEN)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := self._next(), yaml.SequenceEndEvent):
                items.append(self._value(inner, depth + 1))
            return items
        mapping: dict[str, Any] = {}
        while not isinstance(inner := self._next(), yaml.MappingEndEvent):
            key = self._key(inner)
            mapping[key] = self._value(self._next(), depth + 1)
        return mapping


def _at(event: Any) -> _At:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _no_features(event: Any) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise MalformedError(f"*{event.anchor}", *_at(event), code=FORBIDDEN)
    if event.anchor:
        raise MalformedError(f"&{event.anchor}", *_at(event), code=FORBIDDEN)
    if event.tag and event.tag != "!":
        raise MalformedError(str(event.tag), *_at(event), code=FORBIDDEN)
