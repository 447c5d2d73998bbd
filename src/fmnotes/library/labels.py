"""What the labels of a book lead to: `(name)=`, `` :label:`name` `` and those of formulas, from any of its notes."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from fmnotes.library.anchors import Anchors
from fmnotes.library.index import NoteIndex
from fmnotes.library.link_problems import LinkProblems
from fmnotes.library.targets import KIND, Target
from fmnotes.markdown.body import Label, Reference
from fmnotes.notes.note import Note, Outline
from fmnotes.text.names import name_key


@dataclass(frozen=True, slots=True)
class Labels:
    """Finds labels in the note that refers to them, else in one that is near and in its language."""

    index: NoteIndex
    anchors: Anchors
    problems: LinkProblems

    def asked(self, note: Note, ref: Reference) -> Target:
        """The place that a reference by label names, with a warning where there is none."""
        found = self.find(note, ref, ref.target) or self.heading(note, ref.target)
        if found is None:
            self.problems.report(note, ref, "label-missing", name=ref.target)
        return found or Target("missing")

    def find(self, note: Note, ref: Reference, written: str) -> Target | None:
        """The place that has the label `written`; None where none has it."""
        key = name_key(unquote(written).removeprefix("#"))
        own = _labelled(note.outline, key)
        path = note.path if own else self.index.by_label(note.path, key)
        label = own or (_labelled(self.index.notes[path].outline, key) if path else None)
        if path is None or label is None:
            return None
        words = label.words or heading_at(self.index.notes[path].outline, label.id) or KIND + label.kind
        if path == note.path:
            return Target("anchor", fragment=label.id, words=words)
        if path not in self.index.addresses:
            return self.problems.refuse(note, ref, "link-hidden", "missing")
        return Target("note", self.index.addresses[path], label.id, path=path, words=words)

    def heading(self, note: Note, written: str) -> Target | None:
        """The place of the note itself that `written` names, as a fragment would."""
        anchor = self.anchors.find(note.path, note.outline, unquote(written).removeprefix("#"))
        return Target("anchor", fragment=anchor, words=heading_at(note.outline, anchor)) if anchor else None


def heading_at(outline: Outline, own: str) -> str:
    """The words of the heading with this id; empty where there is none."""
    return next((one.shown or one.text for one in outline.headings if one.id == own), "")


def _labelled(outline: Outline, key: str) -> Label | None:
    return next((one for one in outline.labels if name_key(one.name) == key), None)
