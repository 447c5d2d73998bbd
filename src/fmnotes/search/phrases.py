"""Which words stand beside each other: for phrases in quotes.

Of Hangul the pairs of syllables tell it. The others have bonds, numbers of 20 bits (`search.words`). One of 65,536 rows
holds the notes of a range of bonds, and a file some of the rows. A note of 4 KB is in one of two hundred: that it is in
that of a pair by chance is rare enough, as it has to have the words as well.
"""

from __future__ import annotations

import json
from array import array
from binascii import a2b_base64, b2a_base64
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

from fmnotes.search.words import BITS

_ROWS = 1 << 16
_IN_ROW = (1 << BITS) // _ROWS
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
    """All files, with their numbers; the rows of a few are held at a time.

    `every` are the bonds of notes: those of texts, in order, and those of names.
    """
    files = files_for(len(every))
    size = _ROWS // files
    for first in range(0, files, _TOGETHER):
        rows = _inverted(every, first * size, (first + _TOGETHER) * size)
        for start in range(0, len(rows), size):
            yield first + start // size, _written(list(map(encode, rows[start : start + size])))


def _inverted(every: Sequence[tuple[Sequence[int], Set[int]]], start: int, end: int) -> list[list[int]]:
    """The notes of some of the rows; one that is there twice is coded once."""
    held: list[list[int]] = [[] for _ in range(start, end)]
    first, last = start * _IN_ROW, end * _IN_ROW
    for number, (bonds, names) in enumerate(every):
        for bond in bonds[bisect_left(bonds, first) : bisect_left(bonds, last)]:
            held[bond // _IN_ROW - start].append(number)
        for bond in names:
            if first <= bond < last:
                held[bond // _IN_ROW - start].append(number)
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
        was, now = ({bond // _IN_ROW for bond in bonds} for bonds in (before, after))
        for row in was ^ now:
            file, place = divmod(row, _ROWS // files)
            if file not in changed:
                changed[file] = json.loads(load(file))
            others = {one for one in decode(changed[file][place]) if one != number}
            changed[file][place] = encode(sorted(others | ({number} if row in now else set())))
    return {file: _written(rows) for file, rows in changed.items()}


def _written(rows: Sequence[str]) -> bytes:
    return json.dumps(rows, separators=(",", ":")).encode()
