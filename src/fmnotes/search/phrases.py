"""Which words stand beside each other: for phrases in quotes.

Of Hangul the pairs of syllables tell it. For the others each pair of neighbouring words is a number of 16 bits, and a
file holds the notes of 1024 numbers, in order; that two pairs meet in one number is rare enough. A site of many notes
has none of this, as it doubles the index: the pages can be asked instead.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from zlib import crc32

from fmnotes.markdown.body import Body
from fmnotes.notes.note import Note
from fmnotes.text.grams import LETTERS, SYLLABIC, folded

MOST = 2_000
FILES = 64
_NUMBERS = 1024
_WORD = re.compile(f"[{SYLLABIC}]+|[{LETTERS}]+")
_SYLLABLES = "\u3000"

Encode = Callable[[Sequence[int]], str]


def bonds_of(note: Note, body: Body) -> set[int]:
    """The numbers of all pairs of words that stand beside each other in a note."""
    names = (note.metadata.title, *note.metadata.aliases, *(heading.text for heading in body.headings))
    return {bond for text in (*names, body.prose, body.verbatim) for bond in _bonds(text)}


def _bonds(text: str) -> Iterator[int]:
    for left, right in set(pairwise(_WORD.findall(folded(text)))):
        if left < _SYLLABLES or right < _SYLLABLES:
            # A particle may cling to a Hangul word: of that, what touches the other word counts.
            ends = f"{left if left < _SYLLABLES else left[-1]} {right if right < _SYLLABLES else right[0]}"
            yield crc32(ends.encode()) & 0xFFFF


def packed(bonds: set[int]) -> bytes:
    """The same as bytes, to hand on between processes."""
    return array("H", sorted(bonds)).tobytes()


def unpacked(data: bytes) -> set[int]:
    return set(array("H", data))


def bond_files(every: Sequence[set[int]], encode: Encode) -> Mapping[int, bytes]:
    """The files by their numbers, from the bonds of notes in order."""
    notes: dict[int, list[int]] = {}
    for number, bonds in enumerate(every):
        for bond in bonds:
            notes.setdefault(bond, []).append(number)
    return {
        file: _written([encode(notes.get(file + FILES * place, ())) for place in range(_NUMBERS)])
        for file in range(FILES)
    }


def changed_files(
    edits: Iterable[tuple[int, set[int], set[int]]],
    load: Callable[[int], bytes],
    decode: Callable[[str], list[int]],
    encode: Encode,
) -> Mapping[int, bytes]:
    """The files that change with `edits`: a note's number, its bonds before and after.

    Raises ValueError, TypeError or LookupError for a file that is none of ours.
    """
    files: dict[int, list[str]] = {}
    for number, before, after in edits:
        for bond in before ^ after:
            place, file = divmod(bond, FILES)
            if file not in files:
                files[file] = json.loads(load(file))
            others = {one for one in decode(files[file][place]) if one != number}
            files[file][place] = encode(sorted(others | ({number} if bond in after else set())))
    return {file: _written(rows) for file, rows in files.items()}


def _written(rows: Sequence[str]) -> bytes:
    return json.dumps(rows, separators=(",", ":")).encode()
