"""Previous and next: dated notes in order of time, undated ones within their folder in order of name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from fmnotes.notes.note import Note
from fmnotes.text.order import natural_key

Beside = tuple[str | None, str | None]
"""The note before and the note after, by path."""


class Ordered(Protocol):
    """The part of a library that this needs: its notes in site order, and what a reader of a language sees."""

    @property
    def notes(self) -> Mapping[str, Note]: ...

    @property
    def languages(self) -> tuple[str, ...]: ...

    def view(self, language: str, paths: Iterable[str] | None = None) -> tuple[str, ...]: ...

    def interface_language(self, path: str) -> str: ...


def neighbours(library: Ordered) -> Mapping[str, Beside]:
    """For each note those before and after it, as a reader of its language goes through them."""
    found: dict[str, Beside] = {}
    for language in library.languages:
        own = [path for path in library.view(language) if library.interface_language(path) == language]
        dated = [path for path in reversed(own) if library.notes[path].metadata.date]
        _chain(dated, found)
        folders: dict[str, list[str]] = {}
        for path in own:
            if not library.notes[path].metadata.date:
                folders.setdefault(path.rpartition("/")[0], []).append(path)
        for paths in folders.values():
            _chain(sorted(paths, key=lambda path: (natural_key(path), path)), found)
    return found


def _chain(paths: list[str], found: dict[str, Beside]) -> None:
    for index, path in enumerate(paths):
        before = paths[index - 1] if index else None
        after = paths[index + 1] if index + 1 < len(paths) else None
        found[path] = (before, after)
