"""TOML front matter (`+++`), with the line of each key."""

from __future__ import annotations

from fmnotes.diagnostics import Diagnostic
from fmnotes.notes.front_matter.values import (
    FORBIDDEN,
    LARGEST,
    OVER_64_KB,
    TOO_DEEP,
    Block,
    Entry,
    MalformedError,
    is_deep,
)
from fmnotes.text.numbers import is_large
from fmnotes.text.regex import regex
from fmnotes.text.toml import TomlError, read_toml

_LONGEST_LINE = 2000
_KEY = regex(r"^\s*+(?:\[++\s*+)?(?P<quote>[\"']?)(?P<key>[^\"'=\[\].]{1,200}?)(?P=quote)\s*+(?=[=\].])(?:=\s*)?")


def parse_toml(block: Block) -> tuple[dict[str, Entry], list[Diagnostic]]:
    """Entries of a TOML table. Raises MalformedError."""
    if len(block.text) > LARGEST:
        raise MalformedError(*OVER_64_KB, 1, 1, code="front-matter-too-large")
    try:
        table = read_toml(block.text)
    except TomlError as problem:
        raise MalformedError(problem.ko, problem.en, problem.line, problem.column) from None
    if any(is_deep(value) for value in table.values()):
        raise MalformedError(*TOO_DEEP, 1, 1, code=FORBIDDEN)
    if any(map(is_large, table.values())):
        raise MalformedError("64비트가 넘는 수", "a number of more than 64 bits", 1, 1, code=FORBIDDEN)
    places = _places(block)
    return {key: block.entry(value, *places.get(key, ((1, 1), (1, 1)))) for key, value in table.items()}, []


def _places(block: Block) -> dict[str, tuple[tuple[int, int], tuple[int, int]]]:
    places: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {}
    for number, line in enumerate(block.lines, 1):
        found = _KEY.match(line) if len(line) < _LONGEST_LINE else None
        if found:
            places.setdefault(found["key"].strip(), ((number, found.start("key") + 1), (number, found.end() + 1)))
    return places
