"""Which notes are published: drafts, private, scheduled and expired ones are hidden, and counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from fnmatch import fnmatchcase
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fmnotes.notes.note import Note
from fmnotes.notes.publication import EVERYTHING


class Section(NamedTuple):
    """A folder whose index note makes drafts of what is below: in one language only, where the index has one."""

    patterns: tuple[str, ...]
    language: str


Sections = Mapping[str, Section]
"""By folder."""


def sections_of(notes: Iterable[Note]) -> Sections:
    """The folders whose index note, among `notes`, hides what is below (Hugo's `cascade`)."""
    return {
        note.path.rpartition("/")[0]: Section(note.metadata.cascade, note.location.language)
        for note in notes
        if note.metadata.cascade
    }


def hidden_reason(note: Note, now: datetime, zone: ZoneInfo, sections: Sections, *, drafts: bool) -> str:
    """`draft`, `private`, `scheduled`, `expired`, or nothing for a note that is shown at `now`."""
    data = note.metadata
    hidden = data.hidden or ("draft" if sections and _is_below(note, sections) else "")
    if hidden:
        return "" if drafts and hidden == "draft" else hidden
    start = data.publish_date or data.date
    if start and start.is_after(now, zone):
        return "" if drafts else "scheduled"
    if data.expires and not data.expires.is_after(now, zone) and data.expires.day != now.astimezone(zone).date():
        return "expired"
    return ""


def _is_below(note: Note, sections: Sections) -> bool:
    folder = note.path
    while folder:
        folder = folder.rpartition("/")[0]
        section = sections.get(folder)
        spoken = section and section.language in {"", note.metadata.language}
        if section and spoken and any(_matches(note.path, pattern) for pattern in section.patterns):
            return True
    return False


def _matches(path: str, pattern: str) -> bool:
    """Hugo's paths begin at the content folder, in small letters and without the file's suffix."""
    if pattern == EVERYTHING:
        return True
    logical = "/" + path.lower().removeprefix("content/").rpartition(".")[0].removesuffix("/index")
    return fnmatchcase(logical, pattern.lower())
