"""TOML, read by tomllib; what it complains of in Korean and in English, with its place."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from fmnotes.text.regex import regex

_WHERE = regex(r"(?P<problem>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)
_ENDLESS = ("따옴표가 닫히지 않았습니다", "a quote that does not end")
_TWICE = ("같은 키나 표가 두 번 있습니다", "a key or a table stands twice")
_IN_WORDS = (
    ("Invalid value", ("값이 없거나 따옴표가 없습니다", "a value is missing, or its quotes are")),
    ("Invalid initial character for a key part", ("키가 이 문자로 시작할 수 없습니다", "a key cannot begin with this")),
    ("Invalid statement", ("`키 = 값`이 아닌 줄입니다", "a line that is no `key = value`")),
    ("Invalid date or datetime", ("달력에 없는 날짜입니다", "a date that is not in the calendar")),
    ("Invalid hex value", ("알 수 없는 \\ 표기입니다", "an unknown \\ escape")),
    ("Unescaped '\\'", ("값에 \\ 문자가 있으면 작은따옴표로 감싸세요", "put single quotes around a value with \\")),
    ("Escaped character", ("알 수 없는 \\ 표기입니다", "an unknown \\ escape")),
    ("Unclosed array", ("목록의 `]`가 없습니다", "the `]` of a list is missing")),
    ("Unclosed inline table", ("표의 `}`가 없습니다", "the `}` of a table is missing")),
    ("Expected '=' after a key", ("키 뒤에 `=`가 없습니다", "a key without its `=`")),
    ("Expected newline or end of document", ("값 뒤에 다른 글이 있습니다", "more stands behind the value")),
    ("Expected ']", ("표 이름의 `]`가 없습니다", "the `]` of the table's name is missing")),
    ("Expected \"'", _ENDLESS),
    ("Expected '\"", _ENDLESS),
    ("Unterminated string", _ENDLESS),
    ("Illegal character '\\n'", _ENDLESS),
    ("Found invalid character", ("쓸 수 없는 문자입니다", "a character that may not stand here")),
    ("Illegal character", ("쓸 수 없는 문자입니다", "a character that may not stand here")),
    ("Cannot", _TWICE),
    ("Duplicate", _TWICE),
)  # fmt: skip


class TomlError(Exception):
    """A text that is no TOML: what is wrong in Korean and in English, and where (line, column, from 1)."""

    def __init__(self, ko: str, en: str, line: int, column: int) -> None:
        super().__init__(en)
        self.ko, self.en, self.line, self.column = ko, en, line, column


def read_toml(text: str) -> dict[str, Any]:
    """The table that `text` is. Raises TomlError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise _error(str(problem), text) from None
    except RecursionError:
        raise TomlError("너무 깊이 겹쳐 있습니다", "too deeply nested", 1, 1) from None
    except ValueError as problem:
        # A number of thousands of digits, which Python does not read.
        raise TomlError("값을 읽을 수 없습니다", str(problem), 1, 1) from None


def _error(said: str, text: str) -> TomlError:
    found = _WHERE.match(said)
    problem = found["problem"] if found else said
    ko, en = next((words for start, words in _IN_WORDS if problem.startswith(start)), (problem, problem))
    if found and found["line"]:
        return TomlError(ko, en, int(found["line"]), int(found["column"]))
    # What is missing at the end is told where the last words stand.
    last = max((number for number, line in enumerate(text.splitlines(), 1) if line.strip()), default=1)
    return TomlError(ko, en, last, 1)
