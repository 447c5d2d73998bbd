"""Gram -> notes, coded as short text and cut into files (KOREAN 2.4 and 2.5).

A file is a JSON object: gram -> the numbers of its notes in three classes, separated by commas. Numbers grow; what is
written is the distance to the one before, less one, in digits of 32: the last digit of a number is of the first half of
the alphabet, those before it, from the lowest, of the second half.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import sub

from fmnotes.search.documents import Grams
from fmnotes.text.grams import shard_of

ALPHABET = "abcdefghijklmnopqrstuvwxyz012345ABCDEFGHIJKLMNOPQRSTUVWXYZ6789-_"
_SIZES = ((60, 1), (300, 64), (2_000, 256))
_MOST = 1024

Postings = Mapping[str, tuple[list[int], ...]]
"""For each gram the numbers of its notes: in headings and names, in prose, in code."""


def shards_for(notes: int) -> int:
    """How many files: a query should load little, and a small site should have few."""
    return next((shards for most, shards in _SIZES if notes < most), _MOST)


def gather(every: Iterable[tuple[set[str], set[str], Grams]]) -> Postings:
    """The postings of notes in order: the grams of its names, of its terms, and of its text."""
    found: dict[str, tuple[list[int], ...]] = {}
    for number, one in enumerate(every):
        for kind, grams in enumerate(classes_of(*one)):
            for gram in grams:
                lists = found.get(gram)
                if lists is None:
                    lists = found[gram] = ([], [], [])
                lists[kind].append(number)
    return found


def classes_of(names: set[str], terms: set[str], grams: Grams) -> tuple[set[str], set[str], set[str]]:
    """The grams of a note, each in the first class that has it."""
    head, prose, verbatim = (set(part.split("\n")) if part else set() for part in grams)
    head |= names
    prose = (prose | terms) - head
    return head, prose, verbatim - head - prose


def encoder(notes: int) -> Callable[[Sequence[int]], str]:
    """A function that codes growing numbers below `notes`."""
    written = ["", *map(_digits, range(notes + 1))]
    return lambda numbers: "".join(map(written.__getitem__, map(sub, numbers, (-1, *numbers))))


def _digits(value: int) -> str:
    text = ""
    while value >= 32:
        text += ALPHABET[32 + (value & 31)]
        value >>= 5
    return text + ALPHABET[value]


def shard_files(postings: Postings, notes: int) -> list[bytes]:
    """The files, by their number."""
    count, encode = shards_for(notes), encoder(notes)
    files: list[dict[str, str]] = [{} for _ in range(count)]
    for gram in sorted(postings):
        if gram:
            coded = ",".join(map(encode, postings[gram])).rstrip(",")
            files[shard_of(gram, count)][gram] = coded
    return list(map(written, files))


def written(shard: Mapping[str, str]) -> bytes:
    """One file, its grams in order."""
    return json.dumps(shard, ensure_ascii=False, separators=(",", ":")).encode()
