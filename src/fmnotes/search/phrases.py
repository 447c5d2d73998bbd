"""Which words stand beside each other: for phrases in quotes.

Of Hangul the pairs of syllables tell it. The others have bonds, numbers of 20 bits (`search.words`). The more notes,
the more of these bits count: a row holds the notes of a range of bonds, and a file 1024 rows. That two pairs meet in
one row is rare enough, as a note has to have the words as well.
"""

from __future__ import annotations

import json
from array import array
from binascii import a2b_base64, b2a_base64
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import repeat
from operator import rshift

from fmnotes.search.words import BITS

_ROWS = 1024
_FILES = ((1_000, 64), (20_000, 256))
_MOST = 1024
_TOGETHER = 32

Encode = Callable[[Sequence[int]], str]


def packed(bonds: Sequence[int]) -> str:
    """The same as a text, for the cache."""
    return b2a_base64(array("I", bonds).tobytes(), newline=False).decode()


def unpacked(text: str) -> Sequence[int]:
    """What `packed` made a text. Raises ValueError."""
    return array("I", a2b_base64(text))


def files_for(notes: int) -> int:
    """How many files: a query should load little, and a small site should have few."""
    return next((files for most, files in _FILES if notes < most), _MOST)


def phrase_files(every: Sequence[tuple[Sequence[int], Set[int]]], encode: Encode) -> Iterator[tuple[int, bytes]]:
    """The `files_for` so many notes, with their numbers. The rows of a few are held at a time.

    `every` are the bonds of notes: those of texts, in order, and those of names.
    """
    files = files_for(len(every))
    for first in range(0, files, _TOGETHER):
        rows = _inverted(every, _shift(files), first * _ROWS, (first + _TOGETHER) * _ROWS)
        for place in range(_TOGETHER):
            some = rows[place * _ROWS : (place + 1) * _ROWS]
            yield first + place, _written([encode(row) if row else "" for row in some])


def _shift(files: int) -> int:
    """By how much a bond is shifted for its row in so many files, a power of two."""
    return BITS - (files * _ROWS - 1).bit_length()


def _inverted(every: Sequence[tuple[Sequence[int], Set[int]]], shift: int, start: int, end: int) -> list[list[int]]:
    """The notes of the rows from `start` to `end`; one that is there twice is coded once."""
    rows: list[list[int]] = [[] for _ in range(start, end)]
    # Those before take no room: they are one.
    placed = [[0]] * start + rows
    first, last = start << shift, end << shift
    for number, (bonds, names) in enumerate(every):
        some = bonds[bisect_left(bonds, first) : bisect_left(bonds, last)]
        # A million bonds: no step of the interpreter for each.
        deque(map(list.append, map(placed.__getitem__, map(rshift, some, repeat(shift))), repeat(number)), maxlen=0)
        for bond in names:
            if first <= bond < last:
                placed[bond >> shift].append(number)
    return rows


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
    shift = _shift(files)
    for number, before, after in edits:
        was, now = ({bond >> shift for bond in bonds} for bonds in (before, after))
        for row in was ^ now:
            file, place = divmod(row, _ROWS)
            if file not in changed:
                changed[file] = json.loads(load(file))
            others = {one for one in decode(changed[file][place]) if one != number}
            changed[file][place] = encode(sorted(others | ({number} if row in now else set())))
    return {file: _written(rows) for file, rows in changed.items()}


def _written(rows: Sequence[str]) -> bytes:
    return json.dumps(rows, separators=(",", ":")).encode()
