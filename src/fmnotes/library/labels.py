"""What the labels of a book lead to: `(name)=`, `` :label:`name` `` and those of formulas, from any of its notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from fmnotes.library.anchors import Anchors
from fmnotes.library.index import NoteIndex
from fmnotes.library.link_problems import LinkProblems
from fmnotes.library.targets import KIND, Target
from fmnotes.markdown.body import Label, Reference
from fmnotes.notes.note import Note, Outline
from fmnotes.text.names import name_key


class _Places(NamedTuple):
    """The labels of an outline, and the words of its headings by their ids."""

    outline: Outline
    labels: dict[str, Label]
    headings: dict[str, str]


@dataclass(frozen=True, slots=True)
class Labels:
    """Finds labels in the note that refers to them, else in one that is near and in its language."""

    index: NoteIndex
    anchors: Anchors
    problems: LinkProblems
    _known: dict[str, _Places] = field(default_factory=dict)

    def asked(self, note: Note, ref: Reference) -> Target:
        """The place that a reference by label names, with a warning where there is none."""
        found = self.find(note, ref, ref.target) or self.heading(note, ref.target)
        if found is None:
            self.problems.report(note, ref, "label-missing", name=ref.target)
        return found or Target("missing")

    def find(self, note: Note, ref: Reference, written: str) -> Target | None:
        """The place that has the label `written`; None where none has it."""
        key = name_key(unquote(written).removeprefix("#"))
        own = self._places(note).labels.get(key)
        path = note.path if own else self.index.by_label(note.path, key)
        places = self._places(self.index.notes[path]) if path else None
        label = own or (places.labels.get(key) if places else None)
        if path is None or places is None or label is None:
            return None
        words = label.words or places.headings.get(label.id) or KIND + label.kind
        if path == note.path:
            return Target("anchor", fragment=label.id, words=words)
        if path not in self.index.addresses:
            return self.problems.refuse(note, ref, "link-hidden", "missing")
        return Target("note", self.index.addresses[path], label.id, path=path, words=words)

    def heading(self, note: Note, written: str) -> Target | None:
        """The place of the note itself that `written` names, as a fragment would."""
        anchor = self.anchors.find(note.path, note.outline, unquote(written).removeprefix("#"))
        words = self.words_at(note, anchor) if anchor else ""
        return Target("anchor", fragment=anchor, words=words) if anchor else None

    def words_at(self, note: Note, own: str) -> str:
        """The words of the note's heading with this id; empty where there is none."""
        return self._places(note).headings.get(own, "")

    def _places(self, note: Note) -> _Places:
        known = self._known.get(note.path)
        if known is None or known.outline is not note.outline:
            labels = {name_key(one.name): one for one in reversed(note.outline.labels)}
            headings = {one.id: one.shown or one.text for one in note.outline.headings}
            known = self._known[note.path] = _Places(note.outline, labels, headings)
        return known
