"""What a note goes by: the names by which links ask for it."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple

from fmnotes.notes.note import Note
from fmnotes.text.names import name_key, nfc

_NUMBERED = re.compile(r"\A(\d{12}(?:\d{2})?)[ _-]")
"""A note of a Zettelkasten is called by its number alone, whatever follows."""


class Names(NamedTuple):
    """What a note goes by: file names, which an edit does not change, its title, other names; the labels in it."""

    stems: tuple[str, ...]
    title: str
    aliases: tuple[str, ...]
    labels: tuple[str, ...] = ()

    @property
    def edited(self) -> set[str]:
        """Those that an edit can change, as they are asked for."""
        return {name_key(name) for name in (self.title, *self.aliases)} | {f"#{name_key(one)}" for one in self.labels}


def names_of(note: Note) -> Names:
    stem, place = stem_of(note.path), note.location
    stems = dict.fromkeys((stem, place.stem, place.title, *_NUMBERED.findall(stem)))
    labels = tuple(one.name for one in note.outline.labels)
    return Names(tuple(stems), note.metadata.title, note.metadata.aliases, labels)


def stem_of(path: str) -> str:
    """The file name without its suffix, composed."""
    return nfc(posixpath.basename(path)).rpartition(".")[0]
