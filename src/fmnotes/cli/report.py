"""What commands print: diagnostics, the summary, the progress bar."""

from __future__ import annotations

import json
import os
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import click

from fmnotes.diagnostics import Diagnostic, Language, Severity
from fmnotes.text.secrets import masked

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_STAGES = {"parse": ("노트 읽기", "reading notes"), "render": ("페이지 쓰기", "rendering pages")}
_REASONS = {
    "draft": ("초안", "draft"),
    "private": ("비공개", "private"),
    "list": ("목록 페이지", "list pages"),
    "template": ("템플릿", "templates"),
    "scheduled": ("예약", "scheduled"),
    "expired": ("기한 지남", "expired"),
    "ignore": ("ignore 설정", "ignored"),
    ".": ("점으로 시작하는 이름", "dot names"),
    "symlink": ("심볼릭 링크", "symbolic links"),
}
_BAR_AFTER = 0.5
_LONGEST_LINE = 200
_MOST_INFOS = 10
_FEW = 10


@dataclass
class Reporter:
    """Prints in one language: diagnostics and summary to standard error, so that output can be piped."""

    language: Language
    started: float = field(default_factory=time.monotonic)
    _bar_shown: bool = False
    _last: float = 0.0

    @staticmethod
    def for_language(asked: str | None, site: str) -> Reporter:
        """`--lang`, else the site's language, else the environment's."""
        name = asked or site
        if name not in {"ko", "en"}:
            locale = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
            name = "ko" if locale.lower().startswith("ko") else "en"
        return Reporter("ko" if name == "ko" else "en")

    def say(self, ko: str, en: str) -> None:
        self._clear_bar()
        _echo(ko if self.language == "ko" else en)

    def answer(self, ko: str, en: str) -> None:
        """What a command was asked for, on standard output."""
        self._clear_bar()
        _echo(_printable(ko if self.language == "ko" else en), err=False)

    def listed(self, text: str) -> None:
        """One of several, such as a path of the user's, on a line of its own."""
        _echo(f"  {_printable(text)}")

    def problems(self, found: Iterable[Diagnostic]) -> None:
        """Print diagnostics: file, line, column, what is wrong, the line with a caret, how to mend it."""
        self._clear_bar()
        github = os.environ.get("GITHUB_ACTIONS") == "true"
        for problem in found:
            _echo(self._text(problem))
            if github:
                _echo(self._annotation(problem))

    def first_problems(self, found: Sequence[Diagnostic]) -> None:
        """The first of them, and how many more there are."""
        self.problems(found[:_FEW])
        if more := max(0, len(found) - _FEW):
            self.say(
                f"{more}개 더 있습니다 (fmnotes check가 모두 보여 줍니다)", f"{more} more (fmnotes check shows all)"
            )

    def problems_in_short(self, found: Iterable[Diagnostic]) -> None:
        """The same, of each kind of information the first ones: of an old site there may be thousands."""
        seen: Counter[str] = Counter()
        for problem in found:
            seen[problem.code] += problem.severity is Severity.INFO
            if seen[problem.code] <= _MOST_INFOS:
                self.problems([problem])
        for code, number in seen.items():
            if more := max(0, number - _MOST_INFOS):
                self.say(
                    f"info[{code}]: {more}개 더 있습니다 (fmnotes check가 모두 보여 줍니다)",
                    f"info[{code}]: {more} more (fmnotes check shows all)",
                )

    def machine_problems(self, found: Sequence[Diagnostic], form: str) -> None:
        """Diagnostics for programs, on standard output: `json`, one array; `github`, one annotation a line."""
        self._clear_bar()
        if form == "json":
            _echo(json.dumps([self._record(one) for one in found], ensure_ascii=False, indent=1), err=False)
        else:
            for problem in found:
                _echo(self._annotation(problem), err=False)

    def _record(self, problem: Diagnostic) -> dict[str, object]:
        place = problem.place
        return {
            "code": problem.code,
            "severity": problem.severity.word,
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "width": place.width,
            "message": self._message(problem),
            "hint": problem.hint(self.language),
        }

    def _message(self, problem: Diagnostic) -> str:
        """In words, without the secrets that a value may hold."""
        return masked(problem.message(self.language))

    def _text(self, problem: Diagnostic) -> str:
        place = problem.place
        where = ":".join(str(part) for part in (place.path, place.line, place.column) if part)
        head = f"{_printable(where)}: " if where else ""
        label = click.style(f"{problem.severity.word}[{problem.code}]", fg=_COLOURS[problem.severity], bold=True)
        said = "\n".join(map(_printable, self._message(problem).split("\n")))
        lines = [f"{head}{label}: {said}"]
        if place.text.strip() and place.line:
            lines += _excerpt(place.line, masked(place.text), place.column, place.width)
        if hint := problem.hint(self.language):
            lines.append(f"    {_printable(hint)}")
        return "\n".join(lines)

    def _annotation(self, problem: Diagnostic) -> str:
        place = problem.place
        parts = [("file", _printable(place.path)), ("line", place.line), ("col", place.column)]
        fields = ",".join(f"{name}={_escaped(str(value), ',:')}" for name, value in parts if value)
        message = f"{self._message(problem)}. {problem.hint(self.language)}"
        return f"::{_GITHUB[problem.severity]} {fields}::{_escaped(message)}"

    def counts(self, found: Sequence[Diagnostic]) -> None:
        errors = sum(1 for one in found if one.severity is Severity.ERROR)
        warnings = sum(1 for one in found if one.severity is Severity.WARNING)
        self.say(f"오류 {errors}개, 경고 {warnings}개", f"{counted(errors, 'error')}, {counted(warnings, 'warning')}")
        if errors + warnings > _FEW:
            kinds = Counter(one.code for one in found if one.severity is not Severity.INFO)
            self.listed(", ".join(f"{code} {number}" for code, number in kinds.most_common()))

    def reason(self, name: str) -> str:
        both = _REASONS.get(name, (name, name))
        return both[0] if self.language == "ko" else both[1]

    def progress(self, stage: str, done: int, total: int) -> None:
        """A bar on a terminal, once the work has taken more than half a second."""
        now = time.monotonic()
        if now - self.started < _BAR_AFTER or now - self._last < 0.1 or not sys.stderr.isatty():
            return
        self._last, self._bar_shown = now, True
        width = 24 * done // max(1, total)
        name = _STAGES[stage][0 if self.language == "ko" else 1]
        click.echo(f"\r{name} [{'#' * width}{'.' * (24 - width)}] {done}/{total}\033[K", nl=False, err=True)

    def _clear_bar(self) -> None:
        if self._bar_shown:
            click.echo("\r\033[K", nl=False, err=True)
            self._bar_shown = False

    def seconds(self) -> str:
        return f"{time.monotonic() - self.started:.2f}"


def counted(number: int, word: str) -> str:
    """`1 note`, `2 notes`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _echo(text: str, *, err: bool = True) -> None:
    colour = False if os.environ.get("NO_COLOR") else None
    try:
        click.echo(text, err=err, color=colour)
    except UnicodeEncodeError:
        # A console of another encoding (cp949, ASCII) shows what it can.
        encoding = (sys.stderr if err else sys.stdout).encoding or "ascii"
        click.echo(text.encode(encoding, "replace").decode(encoding), err=err, color=colour)


def _excerpt(line: int, text: str, column: int, width: int) -> list[str]:
    """The source line and a caret below it; Hangul takes two columns of a terminal."""
    start = max(0, column - 1 - _LONGEST_LINE // 2) if len(text) > _LONGEST_LINE else 0
    shown = text[start : start + _LONGEST_LINE]
    before, marked = shown[: max(0, column - 1 - start)], shown[max(0, column - 1 - start) :][:width]
    number = str(line)
    gutter = " " * max(0, 5 - len(number)) + number
    lines = [f"{gutter} | {_printable(shown)}"]
    if column:
        lines.append(f"{' ' * len(gutter)} | {' ' * _columns(before)}{'^' * max(1, _columns(marked))}")
    return lines


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in _printable(text))


def _printable(text: str) -> str:
    """Control characters of a note must not reach the terminal."""
    if text.isprintable():
        return text
    return "".join(ch if ch.isprintable() or ch == " " else ("  " if ch == "\t" else "\ufffd") for ch in text)


def _escaped(text: str, more: str = "") -> str:
    for ch in "%\r\n" + more:
        text = text.replace(ch, f"%{ord(ch):02X}")
    return text
