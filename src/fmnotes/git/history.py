"""Dates of files out of the history, in one call; renames are followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fmnotes.git.run import Git, GitError
from fmnotes.text.names import nfc

_MARK = "\x01"


class Dates(NamedTuple):
    """When a file was first committed, and when its text last changed."""

    first: date
    last: date


class ShallowError(GitError):
    """The clone holds only the end of the history: its dates would be those of the clone."""


def dates_of(folder: Path, zone: ZoneInfo) -> Mapping[str, Dates]:
    """The dates of the files below `folder` by their path in it (NFC); days are those of `zone`.

    Raises ShallowError, or GitError where there is no repository. One without a commit gives nothing.
    """
    git = Git(folder)
    if git.text("rev-parse", "--is-shallow-repository") == "true":
        raise ShallowError
    try:
        git.run("rev-parse", "--verify", "--quiet", "HEAD")
    except GitError:
        return {}
    log = git.run("log", "-z", f"--format={_MARK}%aI", "--name-status", "-M", "--relative", "--no-ext-diff", "--", ".")
    return _read(log.decode("utf-8", "surrogateescape"), zone)


def _read(log: str, zone: ZoneInfo) -> dict[str, Dates]:
    """Newest commit first: what a file was called later is known when it is met under an older name."""
    first: dict[str, date] = {}
    last: dict[str, date] = {}
    now_called: dict[str, str] = {}
    born: set[str] = set()
    for day, status, paths in _changes(log, zone):
        name = now_called.get(paths[-1], paths[-1])
        if name in born or status == "D":
            continue
        if status != "R100":
            last.setdefault(name, day)
        first[name] = day
        if status == "A":
            born.add(name)
        elif status.startswith("R"):
            now_called[paths[0]] = name
            now_called.pop(paths[1], None)
    return {nfc(name): Dates(day, last.get(name, day)) for name, day in first.items()}


def _changes(log: str, zone: ZoneInfo) -> Iterator[tuple[date, str, tuple[str, ...]]]:
    day: date | None = None
    parts = iter(log.split("\0"))
    for part in parts:
        word = part.lstrip("\n")
        if word.startswith(_MARK):
            day = _day(word[1:].strip(), zone)
        elif word:
            count = 2 if word[0] in "RC" else 1
            paths = tuple(next(parts, "") for _ in range(count))
            if day:
                yield day, word, paths


def _day(text: str, zone: ZoneInfo) -> date | None:
    """The day of a commit; None for a date that is none: git keeps whatever it is given."""
    try:
        return datetime.fromisoformat(text).astimezone(zone).date()
    except (ValueError, OverflowError):
        return None
