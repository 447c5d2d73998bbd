"""A file of another tool's configuration, in TOML or YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from fmnotes.notes.front_matter.values import Plain
from fmnotes.text.toml import TomlError, read_toml

_LARGEST = 512 * 1024
_MOST_NODES = 20_000
_DEEPEST = 60
_MERGED = "<<"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_table(file: Path) -> dict[str, Any]:
    """Its keys in lower case; none where it is not there, or cannot be read."""
    try:
        return table_of(file)
    except ValueError:
        return {}


def table_of(file: Path) -> dict[str, Any]:
    """The same. Raises ValueError where it cannot be read: what it leaves out is not known then."""
    try:
        data = file.read_bytes()[: _LARGEST + 1]
        if len(data) > _LARGEST:
            raise ValueError(file)
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", "replace")
        table: object = read_toml(text) if file.suffix == ".toml" else _Reader(text).read()
    except FileNotFoundError:
        return {}
    except (OSError, TomlError, yaml.YAMLError, RecursionError) as problem:
        raise ValueError(file) from problem
    return {str(key).lower(): value for key, value in table.items()} if isinstance(table, dict) else {}


class _Reader:
    """YAML with all its features, which tools use; a tag means nothing here, what an alias names is the same value."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))
        self._named: dict[str, Any] = {}
        self._nodes = 0

    def read(self) -> Any:
        """The first document. Raises ValueError and YAMLError."""
        for event in self._events:
            if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                return None if isinstance(event, yaml.StreamEndEvent) else self._value(event, 0)
        return None

    def _value(self, event: Any, depth: int) -> Any:
        self._nodes += 1
        if depth > _DEEPEST or self._nodes > _MOST_NODES:
            raise ValueError(depth)
        if isinstance(event, yaml.AliasEvent):
            return self._named.get(str(event.anchor))
        made: Any
        if isinstance(event, yaml.ScalarEvent):
            tagged = event.tag and not event.implicit[1]
            made = "" if tagged else Plain(event.value) if event.implicit[0] and not event.style else str(event.value)
        elif isinstance(event, yaml.SequenceStartEvent):
            made = []
            while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
                made.append(self._value(inner, depth + 1))
        else:
            made = self._mapping(depth)
        if event.anchor:
            self._named[event.anchor] = made
        return made

    def _mapping(self, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        merged: list[Mapping[str, Any]] = []
        while not isinstance(inner := next(self._events), yaml.MappingEndEvent):
            key, value = self._value(inner, depth + 1), self._value(next(self._events), depth + 1)
            if key == _MERGED:
                merged += [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]
            elif isinstance(key, str):
                made[str(key)] = value
        for one in merged:
            # What is named once and merged a thousand times is read a thousand times.
            self._nodes += len(one)
            if self._nodes > _MOST_NODES:
                raise ValueError(self._nodes)
            made = {**one, **made}
        return made
