"""Sentences in mixed Korean and English text: the one around a link, the first ones as an abstract."""

from __future__ import annotations

from fmnotes.text.characters import squeeze
from fmnotes.text.regex import regex

_END = regex(r"(?<=[.!?。…])[\"'”’)\]]*\s+|\n{2,}")
_LONGEST_CONTEXT = 220
_WINDOW = 1000


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of `text` that holds the characters from `start` to `end`, on one line, cut when very long."""
    left, right = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    for found in _END.finditer(text, left, right):
        if found.end() <= start:
            left = found.end()
        elif found.start() >= end:
            right = found.start()
            break
    if right - left > _LONGEST_CONTEXT:
        left = max(left, start - _LONGEST_CONTEXT // 2)
        right = min(right, max(end, start) + _LONGEST_CONTEXT // 2)
    return squeeze(text[left:right])


def abstract_of(text: str, longest: int = 180) -> str:
    """The first sentences of `text`, whole where they fit in `longest` characters, else cut at a word with `…`."""
    flat = squeeze(text[: longest * 4])
    if len(flat) <= longest:
        return flat
    whole = 0
    for found in _END.finditer(flat[: longest + 2]):
        if found.start() <= longest:
            whole = found.start()
    if whole >= longest // 3:
        return flat[:whole].rstrip()
    return flat[:longest].rsplit(" ", 1)[0].rstrip(" ,") + "…"
