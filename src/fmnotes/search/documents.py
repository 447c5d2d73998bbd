"""What the index knows of each note: the grams of its text, by how much they weigh."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from fmnotes.library.library import Library
from fmnotes.markdown.body import Body
from fmnotes.notes.note import Note
from fmnotes.search.phrases import packed, unpacked
from fmnotes.search.words import Found, apart, found_by, inner_names
from fmnotes.text.regex import regex

_PAPER = regex(r"(?:arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*)(\d{4}\.\d{4,5})", re.IGNORECASE)
_IDENTIFIER = regex(r"\d{4}\.\d{4,5}")
_PAPER_KEYS = {"paper", "papers", "arxiv"}


class Grams(NamedTuple):
    """The grams of a text, each in the first class that has it: headings, prose, then code and formulas.

    Each class is one string, with a line for every gram, in no order: a thousand small strings are slow to hand on.
    `bonds` are those of its words (`search.phrases`), in order.
    """

    head: str
    prose: str
    verbatim: str
    bonds: Sequence[int]

    @property
    def classes(self) -> tuple[str, str, str]:
        return self.head, self.prose, self.verbatim

    @staticmethod
    def read(text: str) -> Grams:
        """The grams out of one text, as `written` makes it. Raises ValueError."""
        head, prose, verbatim, bonds = text.split("\x1f")
        return Grams(head, prose, verbatim, unpacked(bonds))

    @property
    def written(self) -> str:
        return "\x1f".join((*self.classes, packed(self.bonds)))


def text_grams(body: Body) -> Grams:
    """What the body of a note is found by."""
    head = found_by(apart(heading.text for heading in body.headings))
    prose, verbatim = found_by(body.prose), found_by(body.verbatim)
    below = prose.grams - head.grams
    code = verbatim.grams.union(inner_names(body.verbatim)) - head.grams - below
    bonds = head.bonds | prose.bonds | verbatim.bonds
    return Grams("\n".join(head.grams), "\n".join(below), "\n".join(code), sorted(bonds))


def names_found_by(note: Note) -> Found:
    """What a note is found by above all: its title and its other names."""
    return found_by(apart((note.metadata.title, *note.metadata.aliases)))


def term_grams(note: Note, library: Library) -> set[str]:
    """Its tags, categories, description and papers: `@2108.07258` for the filter, `2108.07258` for whoever types it."""
    names = [term.name for term in library.tags.terms_of(note.path)]
    names += [name for term in library.categories.terms_of(note.path) for name in term.names]
    found = found_by(note.metadata.description).grams if note.metadata.description else set[str]()
    papers = (f"{mark}{paper}" for paper in papers_of(note) for mark in ("@", ""))
    return found.union(papers, *map(_term_grams, names))


@lru_cache(1_000)
def _term_grams(name: str) -> frozenset[str]:
    """Terms come again with other notes."""
    return frozenset(found_by(name).grams)


def papers_of(note: Note) -> Iterable[str]:
    """The arXiv numbers that a note links to, or names in its front matter."""
    found = {paper for ref in note.outline.references for paper in _PAPER.findall(ref.target)}
    for key, value in note.metadata.extra.items():
        if key.lower() in _PAPER_KEYS:
            found.update(_IDENTIFIER.findall(str(value)))
    return found
