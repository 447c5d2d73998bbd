"""What the index knows of each note: the grams of its text, by how much they weigh."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fmnotes.library.library import Library
from fmnotes.markdown.body import Body
from fmnotes.notes.note import Note
from fmnotes.search.phrases import STOP, bonds_in, packed, unpacked
from fmnotes.text.grams import grams_in, grams_of, words_of

_PAPER = re.compile(r"(?:arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*)(\d{4}\.\d{4,5})", re.IGNORECASE)
_IDENTIFIER = re.compile(r"\d{4}\.\d{4,5}")
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


NO_GRAMS = Grams("", "", "", ())


def text_grams(body: Body) -> Grams:
    """What the body of a note is found by."""
    headings = words_of(_apart(heading.text for heading in body.headings))
    words, code = words_of(body.prose), words_of(body.verbatim)
    head = grams_in(headings)
    prose = grams_in(words) - head
    verbatim = grams_in(code) - head - prose if code else set()
    bonds = bonds_in([*headings, STOP, *words, STOP, *code])
    return Grams("\n".join(head), "\n".join(prose), "\n".join(verbatim), sorted(bonds))


def _apart(texts: Iterable[str]) -> str:
    """As one, but the end of a text does not stand beside the beginning of the next."""
    return f" {STOP} ".join(texts)


def name_grams(note: Note) -> set[str]:
    """What a note is found by above all: its title and its other names."""
    return grams_of("\n".join((note.metadata.title, *note.metadata.aliases)))


def name_bonds(note: Note) -> set[int]:
    """Which words stand beside each other in one of them."""
    return bonds_in(words_of(_apart((note.metadata.title, *note.metadata.aliases))))


def term_grams(note: Note, library: Library) -> set[str]:
    """Its tags, categories, description and papers (`@2108.07258`)."""
    names = [term.name for term in library.tags.terms_of(note.path)]
    names.append(note.metadata.description)
    names += [name for term in library.categories.terms_of(note.path) for name in term.names]
    return grams_of("\n".join(names)) | {f"@{paper}" for paper in papers_of(note)}


def papers_of(note: Note) -> Iterable[str]:
    """The arXiv numbers that a note links to, or names in its front matter."""
    found = {paper for ref in note.outline.references for paper in _PAPER.findall(ref.target)}
    for key, value in note.metadata.extra.items():
        if key.lower() in _PAPER_KEYS:
            found.update(_IDENTIFIER.findall(str(value)))
    return found
