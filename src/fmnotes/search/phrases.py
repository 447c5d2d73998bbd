"""Which words stand beside each other: for phrases in quotes.

Of Hangul the pairs of syllables tell it. For the others each pair of neighbouring words is a number of 20 bits, a bond.
The more notes, the more of these bits count: a row holds the notes of a range of bonds, and a file 1024 rows. That two
pairs meet in one row is rare enough, as a note has to have the words as well.
"""

from __future__ import annotations

import json
import re
from array import array
from binascii import a2b_base64, b2a_base64
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain
from operator import itemgetter, xor
from typing import NamedTuple
from zlib import crc32

from fmnotes.text.grams import LETTERS, SYLLABIC

_BITS = 20
_LOW = (1 << _BITS) - 1
_ROWS = 1024
_FILES = ((1_000, 64), (20_000, 256))
_MOST = 1024
_TOGETHER = 16
STOP = "\0"
"""Stands for itself among words, and beside none."""
_WORD = re.compile(f"[{SYLLABIC}]+|[{LETTERS}]+")
_SYLLABLES = "\u3000"
_LEFT, _RIGHT, _NONE = (1 << bit for bit in range(_BITS, _BITS + 3))
_KEPT = 100_000

Encode = Callable[[Sequence[int]], str]


class _Ends(NamedTuple):
    """What a word is to the one before it and to the one after it, and the bonds inside: `self-attention` has one."""

    right: int
    left: int
    inside: tuple[int, ...]


_BEFORE, _AFTER, _INSIDE = itemgetter(1), itemgetter(0), itemgetter(2)


class _Known(dict[str, _Ends | None]):
    """Words come again and again, in a note and in the next."""

    def __missing__(self, word: str) -> _Ends | None:
        if len(self) > _KEPT:
            self.clear()
        if word == STOP:
            return _Ends(_NONE, 2 * _NONE, ())
        parts = _WORD.findall(word)
        inside = tuple(map(xor, map(_as_left, parts), map(_as_right, parts[1:])))
        self[word] = ends = _Ends(_as_right(parts[0]), _as_left(parts[-1]), inside) if parts else None
        return ends


_known = _Known()


def _as_left(word: str) -> int:
    """A particle may cling to a Hangul word: of that, what touches the other word counts."""
    return crc32(word.encode()) & _LOW if word < _SYLLABLES else crc32(word[-1].encode()) & _LOW | _LEFT


def _as_right(word: str) -> int:
    return crc32(word.encode()) >> 32 - _BITS if word < _SYLLABLES else crc32(word[0].encode()) >> 32 - _BITS | _RIGHT


def bonds_in(words: Iterable[str]) -> set[int]:
    """The bonds of `words`, folded and without spaces (`text.grams.words_of`), in order."""
    ends = list(filter(None, map(_known.__getitem__, words)))
    pairs = set(map(xor, map(_BEFORE, ends), map(_AFTER, ends[1:]))).union(chain.from_iterable(map(_INSIDE, ends)))
    # Where both are Hangul, the pairs of syllables tell it.
    return {pair & _LOW for pair in pairs if pair < _LEFT | _RIGHT}


def packed(bonds: Sequence[int]) -> str:
    """The same as a text, for the cache."""
    return b2a_base64(array("I", bonds).tobytes(), newline=False).decode()


def unpacked(text: str) -> Sequence[int]:
    """What `packed` made a text. Raises ValueError."""
    return array("I", a2b_base64(text))


def files_for(notes: int) -> int:
    """How many files: a query should load little, and a small site should have few."""
    return next((files for most, files in _FILES if notes < most), _MOST)


def phrase_files(every: Sequence[tuple[Sequence[int], Set[int]]], encode: Encode) -> Callable[[int], bytes]:
    """A function that makes one of the `files_for` so many notes, by its number; those of 16 in a row soonest.

    `every` are the bonds of notes: those of texts, in order, and those of names.
    """
    rows, share = files_for(len(every)) * _ROWS, _TOGETHER * _ROWS

    @lru_cache(maxsize=1)
    def inverted(part: int) -> list[list[int]]:
        return _inverted(every, rows, part * share, (part + 1) * share)

    def made(file: int) -> bytes:
        part, place = divmod(file, _TOGETHER)
        return _written([encode(notes) for notes in inverted(part)[place * _ROWS : (place + 1) * _ROWS]])

    return made


def _inverted(every: Sequence[tuple[Sequence[int], Set[int]]], rows: int, start: int, end: int) -> list[list[int]]:
    """The notes of some of so many rows; one that is there twice is coded once."""
    held: list[list[int]] = [[] for _ in range(start, end)]
    first, last = ((row << _BITS) // rows for row in (start, end))
    for number, (bonds, names) in enumerate(every):
        for bond in bonds[bisect_left(bonds, first) : bisect_left(bonds, last)]:
            held[(bond * rows >> _BITS) - start].append(number)
        for bond in names:
            if first <= bond < last:
                held[(bond * rows >> _BITS) - start].append(number)
    return held


def changed_files(
    edits: Iterable[tuple[int, set[int], set[int]]],
    files: int,
    load: Callable[[int], bytes],
    decode: Callable[[str], list[int]],
    encode: Encode,
) -> Mapping[int, bytes]:
    """Those of so many `files` that change with `edits`: a note's number, its bonds before and after.

    Raises ValueError, TypeError or LookupError for a file that is none of ours.
    """
    changed: dict[int, list[str]] = {}
    for number, before, after in edits:
        was, now = ({bond * files * _ROWS >> _BITS for bond in bonds} for bonds in (before, after))
        for row in was ^ now:
            file, place = divmod(row, _ROWS)
            if file not in changed:
                changed[file] = json.loads(load(file))
            others = {one for one in decode(changed[file][place]) if one != number}
            changed[file][place] = encode(sorted(others | ({number} if row in now else set())))
    return {file: _written(rows) for file, rows in changed.items()}


def _written(rows: Sequence[str]) -> bytes:
    return json.dumps(rows, separators=(",", ":")).encode()
