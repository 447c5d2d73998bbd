"""What is wrong with the references of a note."""

from __future__ import annotations

from urllib.parse import unquote

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.library.targets import Kind, Target
from fmnotes.markdown.body import Reference
from fmnotes.notes.note import Note

_LONGEST = 200
_MOST_SUGGESTED = 100


class LinkProblems:
    """Those of one note after another: `found` are those of the note at hand."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self._suggested = 0

    def begin(self) -> None:
        """Another note follows."""
        self.found, self._suggested = [], 0

    def report(self, note: Note, ref: Reference, code: str, **values: object) -> None:
        place = Place(note.path, ref.line, ref.column, ref.width)
        self.found.append(diagnose(code, place, **values))

    def refuse(self, note: Note, ref: Reference | None, code: str, kind: Kind) -> Target:
        """The target of a reference that is reported, where there is one."""
        if ref:
            self.report(note, ref, code, target=unquote(ref.target[:_LONGEST]))
        return Target(kind)

    def may_suggest(self) -> bool:
        """Looking for names that are alike takes time: the first of many slips in a note are helped."""
        self._suggested += 1
        return self._suggested <= _MOST_SUGGESTED
