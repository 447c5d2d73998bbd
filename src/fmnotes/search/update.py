"""From one index to the next: an edited text touches the files of the pairs that it gained or lost, and no others."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from fmnotes.search.postings import ALPHABET, encoder, shards_for, written
from fmnotes.text.grams import shard_of

_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}

Classes = tuple[set[str], set[str], set[str]]


class Edit(NamedTuple):
    """A note's number, and what it was and is found by, in classes (`postings.classes_of`).

    `bonds` are those of its words (`search.phrases`), before and after. `renamed` where more than its prose differs:
    its title, its other names, its headings.
    """

    number: int
    before: Classes
    after: Classes
    bonds: tuple[set[int], set[int]]
    renamed: bool


def changed_shards(edits: list[Edit], notes: int, load: Callable[[int], bytes]) -> Mapping[int, bytes]:
    """The files that change, by their number, from those that `load` gives.

    Raises ValueError for a file that is none of ours.
    """
    count = shards_for(notes)
    touched: dict[int, set[str]] = {}
    for edit in edits:
        for before, after in zip(edit.before, edit.after, strict=True):
            for gram in before ^ after:
                touched.setdefault(shard_of(gram, count), set()).add(gram)
    encode = encoder(notes)
    made = {}
    for number, grams in touched.items():
        shard: dict[str, str] = json.loads(load(number))
        for gram in grams:
            lists = _moved(gram, [set(numbers(part)) for part in (shard.get(gram, "") + ",,").split(",")[:3]], edits)
            if coded := ",".join(encode(sorted(one)) for one in lists).rstrip(","):
                shard[gram] = coded
            else:
                shard.pop(gram, None)
        made[number] = written(dict(sorted(shard.items())))
    return made


def _moved(gram: str, lists: list[set[int]], edits: list[Edit]) -> list[set[int]]:
    for edit in edits:
        for kind, own in enumerate(lists):
            own.discard(edit.number)
            if gram in edit.after[kind]:
                own.add(edit.number)
    return lists


def numbers(coded: str) -> list[int]:
    """What `postings.encoder` coded. Raises ValueError."""
    found: list[int] = []
    number, delta, scale = -1, 0, 1
    for letter in coded:
        if letter not in _VALUES:
            raise ValueError(letter)
        value = _VALUES[letter]
        delta += (value & 31) * scale
        scale *= 32
        if value < 32:
            number += delta + 1
            found.append(number)
            delta, scale = 0, 1
    return found
