"""Names that look alike, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable

from fmnotes.text.regex import regex

_DIGITS = regex(r"\d+")
_WEEKDAY = regex(r"\s*\(?[월화수목금토일](?:요일)?\)?$")
_SPARE = 4


def nearest(
    wanted: str, names: Iterable[str], least: float, limit: int = 1, *, numbered: bool = False
) -> list[tuple[str, float]]:
    """Up to `limit` of `names` that are at least `least` percent like `wanted`, with their percentage, best first.

    Of `numbered` names none is like one with another number.
    """
    # Loaded where a name is missing: a sound site never asks.
    from rapidfuzz import fuzz, process

    # A list: of a mapping it would compare the values.
    found = process.extract(wanted, list(names), scorer=fuzz.ratio, score_cutoff=least, limit=limit + _SPARE)
    # Another day or picture is no slip.
    same = _DIGITS.sub("", wanted) if numbered and _DIGITS.search(wanted) else None
    return [(name, score) for name, score, _ in found if same is None or not _is_another(same, wanted, name)][:limit]


def _is_another(same: str, wanted: str, name: str) -> bool:
    """Do two names differ in their numbers, and in little else?"""
    numbers, others = _DIGITS.findall(wanted), _DIGITS.findall(name)
    return numbers != others and len(numbers) == len(others) and _letters(same) == _letters(_DIGITS.sub("", name))


def _letters(text: str) -> str:
    return _WEEKDAY.sub("", text)
