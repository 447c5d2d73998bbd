"""Which notes are published: drafts, private, scheduled and expired ones are hidden, and counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fnmatch import fnmatchcase
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fmnotes.config import Config
from fmnotes.notes.note import Note
from fmnotes.notes.publication import EVERYTHING
from fmnotes.text.names import nfc


class Section(NamedTuple):
    """A folder whose index note makes drafts of what is below: in one language only, where the index has one."""

    patterns: tuple[str, ...]
    language: str


Sections = Mapping[str, Sequence[Section]]
"""By folder: it may have an index in each language."""


def sections_of(notes: Iterable[Note]) -> Sections:
    """The folders whose index note, among `notes`, hides what is below (Hugo's `cascade`)."""
    found: dict[str, list[Section]] = {}
    for note in notes:
        if note.metadata.cascade:
            section = Section(note.metadata.cascade, note.location.language)
            found.setdefault(note.path.rpartition("/")[0], []).append(section)
    return found


def hidden_reasons(notes: Sequence[Note], config: Config, now: datetime, *, drafts: bool) -> dict[str, str]:
    """Why each of the notes is not shown at `now`, by path: nothing for one that is."""
    sections = sections_of(notes)
    hidden = {note.path: _reason(note, now, config.zone, sections, drafts=drafts) for note in notes}
    return hidden | parts_of_hidden(notes, hidden) if config.of_hugo else hidden


def _reason(note: Note, now: datetime, zone: ZoneInfo, sections: Sections, *, drafts: bool) -> str:
    """`draft`, `private`, `scheduled`, `expired`, or nothing for a note that is shown at `now`."""
    data = note.metadata
    hidden = data.hidden or ("draft" if is_below(note, sections) else "")
    if hidden:
        return "" if drafts and hidden == "draft" else hidden
    start = data.publish_date or data.date
    if start and start.is_after(now, zone):
        return "" if drafts else "scheduled"
    if data.expires and not data.expires.is_after(now, zone) and data.expires.day != now.astimezone(zone).date():
        return "expired"
    return ""


def parts_of_hidden(notes: Iterable[Note], hidden: Mapping[str, str]) -> dict[str, str]:
    """The notes that are part of a bundle of which nothing is shown, and why: by path (Hugo, Page Bundles).

    `hidden` says why each note is (nothing for one that is shown). What stands beside an `index.md` is a part of it.
    """
    reasons: dict[str, list[str]] = {}
    for note in notes:
        folder, _, name = note.path.rpartition("/")
        if folder and name.lower().startswith("index."):
            reasons.setdefault(f"{folder}/", []).append(hidden[note.path])
    bundles = {folder: own[0] for folder, own in reasons.items() if all(own)}
    found: dict[str, str] = {}
    for path in (path for path, own in hidden.items() if not own) if bundles else ():
        folder = path.rpartition("/")[0]
        while folder and f"{folder}/" not in bundles:
            folder = folder.rpartition("/")[0]
        if folder:
            found[path] = bundles[f"{folder}/"]
    return found


def is_below(note: Note, sections: Sections) -> bool:
    """Is `note` in one of the sections that hide it?"""
    folder = note.path if sections else ""
    while folder:
        folder = folder.rpartition("/")[0]
        for section in sections.get(folder, ()):
            if section.language in {"", note.metadata.language} and _matches(note, section.patterns):
                return True
    return False


def _matches(note: Note, patterns: Iterable[str]) -> bool:
    """Hugo's paths begin at the content folder, in small letters and without the file's suffixes."""
    logical = "/" + nfc(note.path).lower().removeprefix("content/").rpartition(".")[0]
    logical = logical.removesuffix(f".{note.location.language}").removesuffix("/index")
    return any(pattern == EVERYTHING or fnmatchcase(logical, nfc(pattern).lower()) for pattern in patterns)
