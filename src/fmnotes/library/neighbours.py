"""Previous and next: dated notes in order of time, undated ones within their folder in order of name."""

from __future__ import annotations

from collections.abc import Mapping

from fmnotes.library.library import Library
from fmnotes.text.order import natural_key

Beside = tuple[str | None, str | None]
"""The note before and the note after, by path."""


def neighbours(library: Library) -> Mapping[str, Beside]:
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
