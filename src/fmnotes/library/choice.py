"""Which of several notes of one name a link means."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from fmnotes.library.translations import Group
from fmnotes.notes.note import Note


@dataclass(frozen=True, slots=True)
class Choice:
    """The note that was chosen for a name, and the others that fit as well."""

    path: str
    others: tuple[str, ...] = ()


class Chooser:
    """Chooses among notes, once for all notes in a folder that ask alike."""

    def __init__(self, notes: Mapping[str, Note], groups: Mapping[str, Group], shown: Container[str]) -> None:
        self.notes, self.groups, self._shown = notes, groups, shown
        self._fitting: dict[tuple[str, str], list[str]] = {}
        self._chosen: dict[tuple[str, str, str], Choice | None] = {}

    def choose(self, note_path: str, wanted: str, paths: Sequence[str]) -> Choice:
        """Of the notes that go by the name `wanted`: those shown first, in its language, near it, high up."""
        language, folder = self.notes[note_path].metadata.language, posixpath.dirname(note_path)
        while True:
            key = (wanted, language, folder)
            if key not in self._chosen:
                self._chosen[key] = self._highest(self._fitting_for(wanted, language, paths), folder)
            if choice := self._chosen[key]:
                return choice
            folder = posixpath.dirname(folder)

    def _fitting_for(self, wanted: str, language: str, paths: Sequence[str]) -> list[str]:
        key = (wanted, language)
        if key not in self._fitting:
            shown = [path for path in paths if path in self._shown]
            found = sorted({self.in_language(path, language) for path in shown or paths})
            own = [path for path in found if self.notes[path].metadata.language == language]
            self._fitting[key] = own or found
        return self._fitting[key]

    @staticmethod
    def _highest(paths: Sequence[str], folder: str) -> Choice | None:
        """Of those below `folder` one as high up as can be; None where none is below it."""
        below = [path for path in paths if path.startswith(f"{folder}/")] if folder else paths
        if not below:
            return None
        depth = min(path.count("/") for path in below)
        first, *others = (path for path in below if path.count("/") == depth)
        return Choice(first, tuple(others))

    def in_language(self, path: str, language: str) -> str:
        own = self.notes[path].metadata.language == language
        return path if own else self.groups.get(path, {}).get(language, path)
