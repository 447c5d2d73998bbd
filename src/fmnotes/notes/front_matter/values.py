"""Values of front matter: text as written; what a plain `true` or `2023` means is decided where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from fmnotes.diagnostics import Diagnostic, Place, diagnose

FORBIDDEN = "front-matter-forbidden"
LARGEST = 64 * 1024
DEEPEST = 8


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
    """A block that cannot be read: what is wrong, and where in the block (line, column, from 1)."""

    def __init__(self, problem: str, line: int, column: int, *, code: str = "front-matter-syntax") -> None:
        super().__init__(problem)
        self.problem, self.line, self.column, self.code = problem, line, column, code

    @property
    def repairable(self) -> bool:
        return self.code == "front-matter-syntax"


_IN_WORDS = {
    "could not find expected ':'": ("키 뒤에 `:`이 없습니다", "a key without its `:`"),
    "mapping values are not allowed in this context": (
        "값에 `:`이 또 있거나 들여쓰기가 맞지 않습니다", "a second `:` in a value, or a wrong indent",
    ),
    "did not find expected key": ("여기에 키가 와야 합니다", "a key was expected here"),
    "did not find expected <block end>": ("들여쓰기가 위와 맞지 않습니다", "the indent does not fit the lines above"),
    "did not find expected '-' indicator": ("목록의 `-`가 와야 합니다", "a `-` of the list was expected"),
    "did not find expected ',' or ']'": ("목록의 `,`나 `]`가 없습니다", "a `,` or `]` of the list is missing"),
    "did not find expected ',' or '}'": ("`,`나 `}`가 없습니다", "a `,` or `}` is missing"),
    "found unexpected end of stream": ("따옴표가 닫히지 않았습니다", "a quote that does not end"),
    "found character that cannot start any token": (
        "값이 이 문자로 시작할 수 없습니다 (탭이거나 @, `)", "a value cannot begin with this (a tab, @ or `)",
    ),
    "found unknown escape character": ("알 수 없는 \\ 표기입니다", "an unknown \\ escape"),
    "`key: value` expected": ("`키: 값`이 와야 합니다", "`key: value` expected"),
    "a line without a key": ("`키: 값`이 아닌 줄입니다", "a line that is no `key: value`"),
    "a key must be text": ("키는 글자여야 합니다", "a key must be text"),
    "a second document": ("`---`가 또 있습니다", "a second `---`"),
    "not a JSON object": ("JSON이 아닙니다", "not a JSON object"),
    "Invalid value": ("값이 없거나 따옴표가 없습니다", "a value is missing, or its quotes are"),
    "Unclosed array": ("목록의 `]`가 없습니다", "the `]` of a list is missing"),
    "Expected '=' after a key in a key/value pair": ("키 뒤에 `=`가 없습니다", "a key without its `=`"),
    "Illegal character '\\n'": ("따옴표가 닫히지 않았습니다", "a quote that does not end"),
    "Cannot overwrite a value": ("같은 키가 두 번 있습니다", "a key stands twice"),
    "Invalid date or datetime": ("달력에 없는 날짜입니다", "a date that is not in the calendar"),
}  # fmt: skip


def in_words(problem: str) -> tuple[str, str]:
    """What a parser complains of, in Korean and in English; its own words where we have none."""
    return _IN_WORDS.get(problem, (problem, problem))
