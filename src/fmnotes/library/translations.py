"""Notes that are one text in two languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fmnotes.diagnostics import Diagnostic, diagnose
from fmnotes.notes.note import Note
from fmnotes.text.names import name_key

Group = Mapping[str, str]
"""Language -> path of the member in that language."""


def group_translations(notes: Sequence[Note]) -> tuple[dict[str, Group], list[Diagnostic]]:
    """For every note that has a translation, its group; a second member in one language stays out, with a warning."""
    found: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        for key in _keys(note):
            found.setdefault(key, []).append(note)
    groups: dict[str, dict[str, str]] = {}
    problems: list[Diagnostic] = []
    for (kind, _), members in found.items():
        if len({note.metadata.language for note in members}) < 2:
            continue
        group: dict[str, str] = {}
        for note in members:
            group |= groups.get(note.path, {})
        for note in members:
            other = group.setdefault(note.metadata.language, note.path)
            if other != note.path and kind != "path":
                problems.append(
                    diagnose("translation-duplicate", note.place("translation_key", "permalink"), other=other)
                )
        for path in group.values():
            groups[path] = group
    return dict(groups), problems


def _keys(note: Note) -> list[tuple[str, str]]:
    keys = [("path", note.location.pair_key)]
    data = note.metadata
    if data.translation_key:
        keys.append(("key", name_key(data.translation_key)))
    if data.permalink and data.marked_language:
        permalink = name_key(data.permalink).strip("/")
        for prefix in ("ko/", "en/"):
            permalink = permalink.removeprefix(prefix)
        keys.append(("permalink", permalink))
    return keys
