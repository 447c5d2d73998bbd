"""YAML with guards: libyaml's events under limits, scalars as they are written.

No anchors, tags, deep nesting or large documents: libyaml's own composer ends the process on 30,000 brackets, and
YAML 1.1 reads `no` as false, `12:30` as 750. Duplicate keys: the last one counts, with a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from fmnotes.diagnostics import Diagnostic
from fmnotes.notes.front_matter.values import (
    DEEPEST,
    FORBIDDEN,
    LARGEST,
    OVER_64_KB,
    TOO_DEEP,
    Block,
    Entry,
    MalformedError,
    Plain,
    Value,
)

_MOST_NODES = 2000
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_At = tuple[int, int]
_INDENT = ("들여쓰기가 맞지 않습니다", "a wrong indent")
_ENDLESS = ("따옴표가 닫히지 않았습니다", "a quote that does not end")
_ESCAPE = ("알 수 없는 \\ 표기입니다", "an unknown \\ escape")
_TAB = ("들여쓰기에 탭을 쓸 수 없습니다", "an indent cannot hold a tab")
_FOLDED = ("|나 >로 시작하는 값은 따옴표로 감싸야 합니다", "a value that begins with | or > needs quotes")
_MARKED = ("&, *, !로 시작하는 값은 따옴표로 감싸야 합니다", "a value that begins with &, * or ! needs quotes")
_DIRECTIVE = ("줄이 %로 시작할 수 없습니다", "a line cannot begin with %")
_IN_WORDS: Mapping[str, tuple[str, str]] = {
    "could not find expected ':'": ("키 뒤에 `:`이 없습니다", "a key without its `:`"),
    "mapping values are not allowed in this context": (
        "값에 `:`이 또 있거나 들여쓰기가 맞지 않습니다", "a second `:` in a value, or a wrong indent",
    ),
    "found unexpected ':'": ("값에 `:`이 또 있습니다", "a second `:` in a value"),
    "did not find expected key": ("여기에 키가 와야 합니다", "a key was expected here"),
    "did not find expected <block end>": ("들여쓰기가 위와 맞지 않습니다", "the indent does not fit the lines above"),
    "mapping keys are not allowed in this context": _INDENT,
    "block sequence entries are not allowed in this context": _INDENT,
    "did not find expected '-' indicator": ("목록의 `-`가 와야 합니다", "a `-` of the list was expected"),
    "did not find expected ',' or ']'": ("목록의 `,`나 `]`가 없습니다", "a `,` or `]` of the list is missing"),
    "did not find expected ',' or '}'": ("`,`나 `}`가 없습니다", "a `,` or `}` is missing"),
    "found unexpected end of stream": _ENDLESS,
    "found unexpected document indicator": _ENDLESS,
    "found character that cannot start any token": (
        "값이 이 문자로 시작할 수 없습니다 (탭이거나 @, `)", "a value cannot begin with this (a tab, @ or `)",
    ),
    "did not find expected node content": ("값이 이 문자로 시작할 수 없습니다", "a value cannot begin with this"),
    "found unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found a tab character where an indentation space is expected": _TAB,
    "found a tab character that violates indentation": _TAB,
    "did not find expected comment or line break": _FOLDED,
    "found an indentation indicator equal to 0": _FOLDED,
    "did not find expected alphabetic or numeric character": _MARKED,
    "did not find expected tag URI": _MARKED,
    "did not find expected whitespace or line break": _MARKED,
    "did not find the expected '>'": _MARKED,
    "did not find URI escaped octet": _MARKED,
    "found undefined tag handle": _MARKED,
    "could not find expected directive name": _DIRECTIVE,
    "found unexpected non-alphabetical character": _DIRECTIVE,
    "found unknown directive name": _DIRECTIVE,
}  # fmt: skip
"""What libyaml complains of."""


def parse_yaml(block: Block) -> tuple[dict[str, Entry], list[Diagnostic]]:
    """Entries of a YAML mapping. Raises MalformedError."""
    if len(block.text) > LARGEST:
        raise MalformedError(*OVER_64_KB, 1, 1, code="front-matter-too-large")
    try:
        return _Builder(block).build()
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = problem.problem or "not YAML"
        raise MalformedError(*_IN_WORDS.get(said, ("YAML로 읽을 수 없습니다", said)), line, column) from None
    except yaml.reader.ReaderError as problem:
        name = f"(U+{_code(problem.character):04X})"
        raise MalformedError(
            f"제어 문자입니다 {name}", f"a control character {name}", *_offset(block, problem.position)
        ) from None
    except RecursionError:
        raise MalformedError(*TOO_DEEP, 1, 1, code=FORBIDDEN) from None


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
            raise MalformedError("`키: 값`이 와야 합니다", "`key: value` expected", *_at(event))
        entries = self._mapping_entries()
        self._only_one_document()
        return entries, self._duplicates

    def _only_one_document(self) -> None:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise MalformedError("`---`가 또 있습니다", "a second `---`", *_at(event))

    def _next(self) -> Any:
        event = next(self._events)
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            words = f"값 {_MOST_NODES}개가 넘는 머리말", f"more than {_MOST_NODES} values"
            raise MalformedError(*words, *_at(event), code=FORBIDDEN)
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
            raise MalformedError("키는 글자여야 합니다", "a key must be text", *_at(event))
        _no_features(event)
        return str(event.value)

    def _value(self, event: Any, depth: int) -> Value:
        _no_features(event)
        if isinstance(event, yaml.ScalarEvent):
            return Plain(event.value) if event.implicit[0] and not event.style else str(event.value)
        if depth >= DEEPEST:
            raise MalformedError(*TOO_DEEP, *_at(event), code=FORBIDDEN)
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
        raise _feature(f"*{event.anchor}", event)
    if event.anchor:
        raise _feature(f"&{event.anchor}", event)
    if event.tag and event.tag != "!":
        raise _feature(str(event.tag), event)


def _feature(name: str, event: Any) -> MalformedError:
    return MalformedError(f"YAML 기능 {name}", f"the YAML feature {name}", *_at(event), code=FORBIDDEN)
