"""Gram -> notes, coded as short text and cut into files.

A file is a JSON object: gram -> the numbers of its notes in three classes, separated by commas. Numbers grow; what is
written is the distance to the one before, less one, in digits of 32: the last digit of a number is of the first half of
the alphabet, those before it, from the lowest, of the second half. The letters are neighbours, so that they are read by
their codes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import sub

from fmnotes.search.documents import Grams
from fmnotes.text.grams import shard_of

ALPHABET = "".join(map(chr, range(ord("="), ord("|") + 1)))
_SIZES = ((60, 1), (300, 64), (2_000, 256))
_MOST = 1024
_CLASSES = 3

Postings = tuple[Mapping[str, list[int]], ...]
"""For each gram the numbers of its notes: in headings and names, in prose, in code."""


def shards_for(notes: int) -> int:
    """How many files: a query should load little, and a small site should have few."""
    return next((shards for most, shards in _SIZES if notes < most), _MOST)


def gather(every: Iterable[tuple[set[str], set[str], Grams]]) -> Postings:
    """The postings of notes in order: the grams of its names, of its terms, and of its text."""
    head, prose, verbatim = classes = tuple(defaultdict[str, list[int]](list) for _ in range(_CLASSES))
    for number, (names, terms, grams) in enumerate(every):
        for held, part in zip(classes, grams.classes, strict=True):
            for gram in part.split("\n") if part else ():
                held[gram].append(number)
        # The classes of a text hold nothing twice; what names and terms add may be in a lower one.
        for gram in names:
            if head[gram][-1:] != [number]:
                head[gram].append(number)
                _leave(number, gram, prose, verbatim)
        for gram in terms:
            if head.get(gram, ())[-1:] != [number] and prose[gram][-1:] != [number]:
                prose[gram].append(number)
                _leave(number, gram, verbatim)
    return classes


def _leave(number: int, gram: str, *classes: dict[str, list[int]]) -> None:
    for held in classes:
        if held.get(gram, ())[-1:] == [number]:
            held[gram].pop()


def classes_of(names: set[str], terms: set[str], grams: Grams) -> tuple[set[str], set[str], set[str]]:
    """The grams of a note, each in the first class that has it."""
    head, prose, verbatim = (set(part.split("\n")) if part else set() for part in grams.classes)
    head |= names
    prose = (prose | terms) - head
    return head, prose, verbatim - head - prose


def encoder(notes: int) -> Callable[[Sequence[int]], str]:
    """A function that codes growing numbers below `notes`."""
    written = ["", *map(_digits, range(notes + 1))]

    def encode(numbers: Sequence[int]) -> str:
        if len(numbers) == 1:
            return written[numbers[0] + 1]
        return "".join(map(written.__getitem__, map(sub, numbers, (-1, *numbers))))

    return encode


def _digits(value: int) -> str:
    text = ""
    while value >= 32:
        text += ALPHABET[32 + (value & 31)]
        value >>= 5
    return text + ALPHABET[value]


def shards_of(postings: Postings, notes: int) -> list[list[str]]:
    """The grams of each file, in order."""
    count = shards_for(notes)
    files: list[list[str]] = [[] for _ in range(count)]
    for gram in sorted(set[str]().union(*postings)):
        files[shard_of(gram, count)].append(gram)
    return files


def shard_file(grams: Iterable[str], postings: Postings, encode: Callable[[Sequence[int]], str]) -> bytes:
    """One file: what the notes of its grams are."""
    head, prose, verbatim = postings
    rows = {}
    for gram in grams:
        if gram in head or gram in verbatim:
            rows[gram] = ",".join([encode(held.get(gram, ())) for held in postings]).rstrip(",")
        else:
            rows[gram] = f",{encode(prose[gram])}"
    return written(rows)


def written(shard: Mapping[str, str]) -> bytes:
    """One file, its grams in order."""
    return json.dumps(shard, ensure_ascii=False, separators=(",", ":")).encode()
