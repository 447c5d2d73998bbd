"""One problem with its place in a file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from typing import Any, Literal

from fmnotes.diagnostics.catalogue import CATALOGUE
from fmnotes.diagnostics.entry import Severity

Language = Literal["ko", "en"]


_LONGEST_LINE = 4_000


def shown_line(text: str) -> str:
    """A line as a place has it: a very long one is not shown, as each of its thousands of problems would hold it."""
    return text if len(text) <= _LONGEST_LINE else ""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where: a path as shown to the user, a line and a column counted from 1 (0: not known).

    `width` is how many characters the caret underlines; `text` is the source line itself (`shown_line`).
    """

    path: str = ""
    line: int = 0
    column: int = 0
    width: int = 1
    text: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """A problem, named by a code of the catalogue; `values` fill the holes of its message."""

    place: Place
    code: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        return CATALOGUE[self.code].severity

    def message(self, language: Language) -> str:
        entry = CATALOGUE[self.code]
        return (entry.ko if language == "ko" else entry.en).format_map(dict(self.values))

    def hint(self, language: Language) -> str:
        entry = CATALOGUE[self.code]
        return (entry.hint_ko if language == "ko" else entry.hint_en).format_map(dict(self.values))

    def without_line(self) -> Diagnostic:
        """The same without the line of text, which may be another by now."""
        return replace(self, place=replace(self.place, text=""))

    def row(self) -> list[Any]:
        """The same as lists of text and numbers, for JSON."""
        return [astuple(self.place), self.code, self.values]

    @staticmethod
    def of_row(row: Any) -> Diagnostic:
        """The diagnostic that `row` made, out of JSON. Raises TypeError and ValueError for what is no such row."""
        place, code, values = row
        return Diagnostic(Place(*place), code, tuple((name, value) for name, value in values))

    def at(self, path: str) -> Diagnostic:
        """The same problem, told of the file at `path`."""
        return replace(self, place=replace(self.place, path=path))


def diagnose(code: str, place: Place, **values: object) -> Diagnostic:
    """Make a diagnostic; every hole of the code's message must be filled here, so that printing cannot fail."""
    made = Diagnostic(place, code, tuple((name, str(value)) for name, value in values.items()))
    for language in ("ko", "en"):
        made.message(language)
        made.hint(language)
    return made


class ProblemError(Exception):
    """What cannot go on; `diagnostic` says why and what to do."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def unwritten(problem: OSError, path: object = None) -> Diagnostic:
    """What the system says of a file that could not be written, or read: the one it names, else `path`."""
    named = problem.filename
    unread = isinstance(named, str) and os.path.exists(named) and not os.access(named, os.R_OK)  # noqa: PTH110
    path = problem.filename2 or named or path
    return diagnose(
        "file-failed" if unread else "output-write", Place(), path=path, problem=problem.strerror or problem
    )


def stops(found: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Is there an error among `found`, or with `strict` a warning?"""
    worst = Severity.WARNING if strict else Severity.ERROR
    return any(one.severity >= worst for one in found)
