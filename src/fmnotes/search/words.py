"""Text -> what it is found by: grams (`text.grams`), and bonds for phrases (`search.phrases`).

A text can have both pairs of a word of three syllables and not the word: 일부, 부분 and no 일부분. So each three
syllables beside each other are a gram as well. They are many, and stand in for a check only: one of 46,656 rows, named
by three digits of 36 of their checksum, is what they share with others.

That two words of Hangul stand beside each other is told by a gram, the pair of syllables across the space; of others by
a number of 20 bits, their bond: each word has a number for the word after it and one for the word before it, and what
the two give together is the bond of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise, product
from operator import itemgetter, xor
from string import ascii_lowercase, digits
from typing import NamedTuple
from zlib import crc32

from fmnotes.search.endings import LOOSE
from fmnotes.text.grams import SYLLABIC, folded, grams_of, parts_of, tokens_of
from fmnotes.text.regex import regex

BITS = 20
STOP = "\0"
"""Stands for itself among words, and beside none."""
_LOW = (1 << BITS) - 1
_ACROSS = regex(rf"([{SYLLABIC}])\s+(?=([{SYLLABIC}]))")
_SYLLABLES = "\u3000"
_LEFT, _RIGHT, _NONE = (1 << bit for bit in range(BITS, BITS + 3))
_BOTH = _LEFT | _RIGHT
_KEPT = 100_000
_DIGITS = digits + ascii_lowercase
_TWO_DIGITS = list(map("".join, product(_DIGITS, repeat=2)))
_INNER = regex(r"[a-z0-9][A-Z][A-Za-z0-9]{3,39}")
_HUMP = regex(r"(?:^|(?<=[a-z0-9]))[A-Z]")
_SHORTEST = 4


class Found(NamedTuple):
    """What a text is found by."""

    grams: set[str]
    bonds: set[int]


Word = tuple[int, int, Sequence[str]]
"""What a word is to the one after it and to the one before it; the grams that it is found by alone.

The numbers have the bits of a bond, then which of the two is Hangul: so those that make no bond are the largest.
"""

_AFTER, _BEFORE, _GRAMS = map(itemgetter, range(3))


class _Known(dict[str, Word]):
    """Words come again and again, in a note and in the next. `inner` are bonds in a word: `self-attention` has one."""

    inner: dict[str, Sequence[int]]

    def forget(self) -> None:
        self.clear()
        # Two different bits: of one, nothing would be left where two of them meet.
        self[STOP] = (_NONE, 2 * _NONE, ())
        self.inner = {}

    def __missing__(self, token: str) -> Word:
        parts = [token] if token.isalnum() or token >= _SYLLABLES else parts_of(token)
        if len(parts) > 1:
            self.inner[token] = [_left(one) ^ _right(other) for one, other in pairwise(parts)]
        grams = [*grams_of(token), *_rows(token)] if token >= _SYLLABLES else grams_of(token)
        self[token] = made = (_left(parts[-1]), _right(parts[0]), grams)
        return made


_known = _Known()
_known.forget()


def _rows(word: str) -> Iterator[str]:
    """The rows of each three syllables."""
    for left, middle, right in zip(word, word[1:], word[2:], strict=False):
        if right not in LOOSE:
            first, others = divmod(crc32(f"{left}{middle}{right}".encode()) % 36**3, 36**2)
            yield f"={_DIGITS[first]}{_TWO_DIGITS[others]}"


def _left(word: str) -> int:
    """A particle may cling to a Hangul word: of that, what touches the other word counts."""
    return crc32(word.encode()) & _LOW if word < _SYLLABLES else crc32(word[-1].encode()) & _LOW | _LEFT


def _right(word: str) -> int:
    return crc32(word.encode()) >> 32 - BITS if word < _SYLLABLES else crc32(word[0].encode()) >> 32 - BITS | _RIGHT


def found_by(text: str) -> Found:
    """What a text is found by; its parts stand apart at a `STOP`."""
    if len(_known) > _KEPT:
        _known.forget()
    text = folded(text)
    tokens = tokens_of(text)
    words = list(map(_known.__getitem__, tokens))
    several = dict(zip(tokens, words, strict=True))
    grams = set(chain.from_iterable(map(_GRAMS, several.values())))
    grams.update(map(" ".join, set(_ACROSS.findall(text))))
    pairs = set(map(xor, map(_AFTER, words), map(_BEFORE, words[1:])))
    bonds = {pair & _LOW for pair in pairs if pair < _BOTH}
    bonds.update(chain.from_iterable(map(_known.inner.__getitem__, several.keys() & _known.inner.keys())))
    return Found(grams, bonds)


def inner_names(code: str) -> Iterator[str]:
    """What the names in code end with: `PointerException` and `exception` of `NullPointerException`."""
    for found in _INNER.finditer(code):
        name = found[0][1:]
        for hump in _HUMP.finditer(name):
            if len(name) - hump.start() >= _SHORTEST:
                yield name[hump.start() :].lower()


def apart(texts: Iterable[str]) -> str:
    """As one, but the end of a text does not stand beside the beginning of the next."""
    return f" {STOP} ".join(texts)
