"""No pattern of the program takes long on a short line: each is tried on what it nearly matches, repeated.

What is exponential, or cubic, in the length of a line would stop a build for minutes (law 7).
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import fmnotes
from fmnotes.text.regex import Regex, regex

codes: Any = importlib.import_module("re._constants")
parsing: Any = importlib.import_module("re._parser")
_SAMPLES = 2
_LONGEST = 160
_PUMPED = 1_500
_MOST_SECONDS = 2.0
_LETTERS = " a1\tA-._:/\"'=\n{}[]()<>|*#가,;%$!\\`~"


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    seen = set[str]()
    for module in pkgutil.walk_packages(fmnotes.__path__, "fmnotes."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                for one in _inside(value):
                    if one.pattern not in seen:
                        seen.add(one.pattern)
                        yield f"{module.name.removeprefix('fmnotes.')}:{name}", one


def _inside(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, (re.Pattern, Regex)) and isinstance(value.pattern, str):
        yield re.compile(value.pattern, value.flags)
    elif isinstance(value, dict):
        yield from (one for item in value.values() for one in _inside(item))
    elif isinstance(value, (list, tuple)):
        yield from (one for item in value for one in _inside(item))


class _Writer:
    """Writes texts that a pattern matches, or nearly (assertions are not looked at)."""

    def __init__(self, pattern: re.Pattern[str], seed: int) -> None:
        self._random = random.Random(f"{pattern.pattern!r}{seed}")
        self._groups = dict[int, str]()
        self.text = self._sequence(parsing.parse(pattern.pattern, pattern.flags & ~re.DEBUG))[:_LONGEST]

    def _sequence(self, parts: Any) -> str:
        return "".join(self._part(kind, value) for kind, value in parts)

    def _part(self, kind: Any, value: Any) -> str:
        if kind is codes.LITERAL:
            return chr(value)
        if kind is codes.NOT_LITERAL:
            return "b" if value == ord("a") else "a"
        if kind is codes.ANY:
            return "a"
        if kind is codes.IN:
            return self._one_of(value)
        if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            least, most, inner = value
            times = least if least > 6 else self._random.choice([least, min(most, least + 1), min(most, least + 2)])
            return "".join(self._sequence(inner) for _ in range(times))
        if kind is codes.BRANCH:
            return self._sequence(self._random.choice(value[1]))
        if kind is codes.GROUPREF:
            return self._groups.get(value, "")
        return self._group(kind, value)

    def _group(self, kind: Any, value: Any) -> str:
        if kind is codes.ATOMIC_GROUP:
            return self._sequence(value)
        if kind is not codes.SUBPATTERN:
            return ""
        made = self._sequence(value[3])
        if value[0]:
            self._groups[value[0]] = made
        return made

    def _one_of(self, items: Any) -> str:
        own = "".join(chr(value) for kind, value in items if kind is codes.LITERAL)
        own += "".join(chr(value[0]) for kind, value in items if kind is codes.RANGE)
        pool = [one for one in own + _LETTERS if _is_in(one, items)]
        return self._random.choice(pool) if pool else "a"


_CATEGORIES = {
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
}


def _is_in(letter: str, items: Any) -> bool:
    negated = items[0][0] is codes.NEGATE
    found = any(
        (kind is codes.LITERAL and ord(letter) == value)
        or (kind is codes.RANGE and value[0] <= ord(letter) <= value[1])
        or (kind is codes.CATEGORY and re.match(_CATEGORIES[value], letter))
        for kind, value in items
    )
    return found != negated


def _hostile(text: str) -> Iterator[str]:
    for start in range(len(text)):
        for length in (1, 2, len(text) - start):
            part = text[start : start + length]
            for tail in ("\x01", " \x01"):
                yield text[:start] + part * (_PUMPED // len(part)) + text[start + length :] + tail


class _TooLongError(Exception):
    """A search that was interrupted."""


def _interrupt(*_: object) -> None:
    raise _TooLongError


def _is_slow(pattern: re.Pattern[str], text: str) -> bool:
    signal.setitimer(signal.ITIMER_REAL, _MOST_SECONDS)
    try:
        pattern.fullmatch(text)
        pattern.search(text)
    except _TooLongError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="no timer that interrupts")
def test_law_7_no_pattern_takes_long_on_a_short_line() -> None:
    before = signal.signal(signal.SIGALRM, _interrupt)
    try:
        for name, pattern in _patterns():
            texts = (text for seed in range(_SAMPLES) for text in _hostile(_Writer(pattern, seed).text))
            assert not (slow := [text for text in texts if _is_slow(pattern, text)][:1]), (name, slow)
    finally:
        signal.signal(signal.SIGALRM, before)


def test_a_pattern_that_takes_long_is_noticed() -> None:
    """The test above can fail."""
    before = signal.signal(signal.SIGALRM, _interrupt)
    pattern = re.compile(r"\[(?:\s*(?:\w[\w .]*)\s*,?)*\]")
    try:
        assert any(_is_slow(pattern, text) for text in _hostile(_Writer(pattern, 0).text))
    finally:
        signal.signal(signal.SIGALRM, before)


def test_a_pattern_is_compiled_when_it_is_asked() -> None:
    """And then it does what a compiled one does, in `flags` and groups too."""
    own, wrong = regex(r"(?P<word>[a-z]+)-(\d)", re.IGNORECASE), regex("(")
    assert own.pattern == r"(?P<word>[a-z]+)-(\d)"
    assert [found["word"] for found in own.finditer("BERT-1 gpt-2")] == ["BERT", "gpt"]
    assert (own.groups, own.groupindex, own.sub(r"\1", "CLIP-3"), own.split("a-1b")) == (
        2, {"word": 1}, "CLIP", ["", "a", "1", "b"],
    )  # fmt: skip
    assert own.flags & re.IGNORECASE
    assert regex(rb"\d").search(b"a1")
    with pytest.raises(re.error):
        wrong.search("")
    with pytest.raises(AttributeError):
        own.none  # type: ignore[attr-defined]  # noqa: B018
