"""Values of front matter: text as written; what a plain `true` or `2023` means is decided where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from fmnotes.diagnostics import Diagnostic, Place, diagnose

FORBIDDEN = "front-matter-forbidden"
LARGEST = 64 * 1024
DEEPEST = 8
OVER_64_KB = ("64 KB가 넘습니다", "over 64 KB")
TOO_DEEP = ("8단계보다 깊이 겹친 값", "nested deeper than 8 levels")


class Plain(str):
    """A YAML scalar without quotes: `true`, `2023`, `no`, `~` may mean more than their letters."""

    __slots__ = ()


Value = str | bool | int | float | date | datetime | time | None | list[Any] | dict[str, Any]


class Entry(NamedTuple):
    """A key's value and the places (line, column, from 1) of key and value; `raw` is the value's own line."""

    value: Value
    line: int
    column: int
    value_line: int
    value_column: int
    raw: str


@dataclass(frozen=True, slots=True)
class Block:
    """The lines between the fences: `first_line` is the file's line of the first of them, from 1."""

    lines: tuple[str, ...]
    first_line: int
    indent: int = 0

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def report(self, code: str, line: int, column: int, width: int = 1, **values: object) -> Diagnostic:
        """A diagnostic at `line`, `column` (from 1) of the block."""
        source = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        place = Place("", self.first_line + line - 1, column + self.indent, width, " " * self.indent + source)
        return diagnose(code, place, **values)

    def entry(self, value: Value, key_at: tuple[int, int], value_at: tuple[int, int]) -> Entry:
        """An entry with places in the file, from places in the block (line, column, from 1)."""
        source = self.lines[value_at[0] - 1] if value_at[0] <= len(self.lines) else ""
        return Entry(
            value,
            self.first_line + key_at[0] - 1,
            key_at[1] + self.indent,
            self.first_line + value_at[0] - 1,
            value_at[1] + self.indent,
            " " * self.indent + source,
        )


def is_deep(value: object) -> bool:
    """Is something nested deeper than the limit? (Without recursion: a hostile value may be thousands deep.)"""
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True


class MalformedError(Exception):
    """A block that cannot be read: what is wrong in Korean and in English, and where in it (line, column, from 1)."""

    def __init__(self, ko: str, en: str, line: int, column: int, *, code: str = "front-matter-syntax") -> None:
        super().__init__(en)
        self.ko, self.en, self.line, self.column, self.code = ko, en, line, column, code

    @property
    def repairable(self) -> bool:
        return self.code == "front-matter-syntax"
