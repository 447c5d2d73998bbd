"""TOML front matter (`+++`), by tomllib, with the line of each key."""

from __future__ import annotations

import re
import tomllib

from fmnotes.diagnostics import Diagnostic
from fmnotes.notes.front_matter.values import FORBIDDEN, LARGEST, Block, Entry, MalformedError, is_deep
from fmnotes.text.numbers import is_large

_WHERE = re.compile(r"(?P<problem>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)
_LONGEST_LINE = 2000
_KEY = re.compile(r"^\s*(?:\[+\s*)?(?P<quote>[\"']?)(?P<key>[^\"'=\[\].]+?)(?P=quote)\s*(?=[=\].])(?:=\s*)?")


def parse_toml(block: Block) -> tuple[dict[str, Entry], list[Diagnostic]]:
    """Entries of a TOML table. Raises MalformedError."""
    if len(block.text) > LARGEST:
        raise MalformedError("over 64 KB", 1, 1, code="front-matter-too-large")
    try:
        table = tomllib.loads(block.text)
    except tomllib.TOMLDecodeError as problem:
        found = _WHERE.match(str(problem))
        line, column = (int(found["line"]), int(found["column"])) if found and found["line"] else (len(block.lines), 1)
        raise MalformedError(found["problem"] if found else str(problem), line, column) from None
    except ValueError as problem:
        raise MalformedError(str(problem), 1, 1) from None
    except RecursionError:
        raise MalformedError("too deeply nested", 1, 1, code=FORBIDDEN) from None
    if any(is_deep(value) for value in table.values()):
        raise MalformedError("nested deeper than 8 levels", 1, 1, code=FORBIDDEN)
    if any(map(is_large, table.values())):
        raise MalformedError("a number of more than 64 bits", 1, 1, code=FORBIDDEN)
    places = _places(block)
    return {key: block.entry(value, *places.get(key, ((1, 1), (1, 1)))) for key, value in table.items()}, []


def _places(block: Block) -> dict[str, tuple[tuple[int, int], tuple[int, int]]]:
    places: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {}
    for number, line in enumerate(block.lines, 1):
        found = _KEY.match(line) if len(line) < _LONGEST_LINE else None
        if found:
            places.setdefault(found["key"].strip(), ((number, found.start("key") + 1), (number, found.end() + 1)))
    return places
