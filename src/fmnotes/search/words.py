"""Words -> what they are found by: grams (`text.grams`), and bonds for phrases (`search.phrases`).

That two words of Hangul stand beside each other is told by a gram, the pair of syllables across the space; of others by
a number of 20 bits, their bond. Both are taken in one pass: each word has a number for the word after it and one for
the word before it, and what the two give together says whether they make a pair of syllables, a bond, or nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from operator import itemgetter, xor
from typing import NamedTuple
from zlib import crc32

from fmnotes.text.grams import LETTERS, SYLLABIC, grams_of, tokens_of

BITS = 20
STOP = "\0"
"""Stands for itself among words, and beside none."""
_LOW = (1 << BITS) - 1
_WORD = re.compile(f"[{SYLLABIC}]+|[{LETTERS}]+")
_SYLLABLES = "\u3000"
_SYLLABLE_BEFORE, _SYLLABLE_AFTER = 24, 40
_LEFT, _RIGHT, _NONE = (1 << bit for bit in range(60, 63))
_BOTH = _LEFT | _RIGHT
_KEPT = 100_000


class Found(NamedTuple):
    """What words are found by."""

    grams: set[str]
    bonds: set[int]


class _Word(NamedTuple):
    """What a word is to the one after it and to the one before it; what it is found by alone.

    The bonds are those inside: `self-attention` has one. Its number has the bits of a bond, then a syllable with which
    it ends or begins, where it does, then which of the two is Hangul: so those that make no bond are the largest.
    """

    left: int
    right: int
    grams: tuple[str, ...]
    bonds: tuple[int, ...]


_AFTER, _BEFORE, _GRAMS, _BONDS = map(itemgetter, range(4))
_STOP = _Word(_NONE | 1, 2 * _NONE, (), ())
_SYMBOLS = _Word(_NONE, 2 * _NONE, (), ())
"""Symbols alone part syllables, but not the words of a phrase."""


class _Known(dict[str, _Word]):
    """Words come again and again, in a note and in the next."""

    def __missing__(self, word: str) -> _Word:
        if len(self) > _KEPT:
            self.clear()
        self[word] = made = _word(word)
        return made


class _Across(dict[int, str]):
    """The pair across one space that a number of two words stands for; none where symbols are between."""

    def __missing__(self, number: int) -> str:
        if len(self) > _KEPT:
            self.clear()
        before, after = (number >> bit & 0xFFFF for bit in (_SYLLABLE_BEFORE, _SYLLABLE_AFTER))
        self[number] = made = f"{chr(before)} {chr(after)}" if before and after else ""
        return made


_known, _across = _Known(), _Across()


def _word(word: str) -> _Word:
    if word.isalpha() and word.isascii():
        number = crc32(word.encode())
        return _Word(number & _LOW, number >> 32 - BITS, grams_of((word,)), ())
    tokens = tokens_of(word)
    if not tokens:
        return _STOP if word == STOP else _SYMBOLS
    parts = tokens if "".join(tokens).isalnum() else _WORD.findall(word)
    left, right = _as_left(parts[-1]), _as_right(parts[0])
    if left & _LEFT and parts[-1][-1] == word[-1]:
        left |= ord(word[-1]) << _SYLLABLE_BEFORE
    if right & _RIGHT and parts[0][0] == word[0]:
        right |= ord(word[0]) << _SYLLABLE_AFTER
    bonds = map(xor, map(_as_left, parts), map(_as_right, parts[1:])) if len(parts) > 1 else ()
    return _Word(left, right, grams_of(tokens), tuple(bond & _LOW for bond in bonds if bond < _BOTH))


def _as_left(word: str) -> int:
    """A particle may cling to a Hangul word: of that, what touches the other word counts."""
    return crc32(word.encode()) & _LOW if word < _SYLLABLES else crc32(word[-1].encode()) & _LOW | _LEFT


def _as_right(word: str) -> int:
    return crc32(word.encode()) >> 32 - BITS if word < _SYLLABLES else crc32(word[0].encode()) >> 32 - BITS | _RIGHT


def found_by(words: Sequence[str]) -> Found:
    """What `words`, folded and without spaces (`text.grams.words_of`), are found by in this order."""
    known = list(map(_known.__getitem__, words))
    several = list(map(_known.__getitem__, set(words)))
    grams, bonds = set(chain.from_iterable(map(_GRAMS, several))), set(chain.from_iterable(map(_BONDS, several)))
    pairs = _pairs(known)
    both, neither = bisect_left(pairs, _BOTH), bisect_left(pairs, _NONE)
    grams.update(map(_across.__getitem__, pairs[both:neither]))
    grams.discard("")
    bonds.update([pair & _LOW for pair in pairs[:both]])
    if neither < len(pairs):
        bonds.update(_past_symbols(known))
    return Found(grams, bonds)


def _pairs(known: Sequence[_Word]) -> list[int]:
    """What neighbours make together: bonds, then pairs of syllables, then what is apart."""
    return sorted(set(map(xor, map(_AFTER, known), map(_BEFORE, known[1:]))))


def _past_symbols(known: Sequence[_Word]) -> Iterator[int]:
    """The bonds of words between which nothing but symbols stands."""
    end = 0
    with suppress(ValueError):
        while True:
            start = end = known.index(_SYMBOLS, end)
            while end < len(known) and known[end] == _SYMBOLS:
                end += 1
            if start and end < len(known) and (pair := known[start - 1].left ^ known[end].right) < _BOTH:
                yield pair & _LOW


def apart(texts: Iterable[str]) -> str:
    """As one, but the end of a text does not stand beside the beginning of the next."""
    return f" {STOP} ".join(texts)
