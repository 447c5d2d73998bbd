"""What the labels of a book lead to: `(name)=`, `` :label:`name` `` and those of formulas, from any of its notes."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote

from fmnotes.library.index import NoteIndex
from fmnotes.markdown.body import Label
from fmnotes.notes.note import Note, Outline
from fmnotes.text.names import name_key


class Labelled(NamedTuple):
    """The note at `path` has the label: the words that stand for it there, or what kind of thing it names."""

    path: str
    label: Label
    words: str


def find_label(index: NoteIndex, note: Note, written: str) -> Labelled | None:
    """The place that `written` names: in the note itself, else in one that is near and in its language."""
    key = label_key(written)
    own = _own(note.outline, key)
    path = note.path if own else index.by_label(note.path, key)
    label = own or (_own(index.notes[path].outline, key) if path else None)
    return Labelled(path, label, _words(index.notes[path].outline, label)) if path and label else None


def label_key(written: str) -> str:
    return name_key(unquote(written).removeprefix("#"))


def _own(outline: Outline, key: str) -> Label | None:
    return next((one for one in outline.labels if name_key(one.name) == key), None)


def _words(outline: Outline, label: Label) -> str:
    return label.words or heading_at(outline, label.id)


def heading_at(outline: Outline, own: str) -> str:
    """The words of the heading with this id; empty where there is none."""
    return next((one.shown or one.text for one in outline.headings if one.id == own), "")
