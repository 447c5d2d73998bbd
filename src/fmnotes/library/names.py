"""What a note goes by: the names by which links ask for it."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from fmnotes.notes.note import Note
from fmnotes.text.dates import month_name
from fmnotes.text.names import name_key, nfc
from fmnotes.text.regex import regex

_NUMBERED = regex(r"\A(\d{12}(?:\d{2})?)[ _-]")
"""A note of a Zettelkasten is called by its number alone, whatever follows."""

_DAY = regex(r"\d{4}([-_.])\d{2}\1\d{2}")


class Names(NamedTuple):
    """What a note goes by: file names, which an edit does not change, its title, other names; the labels in it."""

    stems: tuple[str, ...]
    title: str
    aliases: tuple[str, ...]
    labels: tuple[str, ...] = ()

    @property
    def edited(self) -> set[str]:
        """Those that an edit can change, as they are asked for."""
        return {name_key(name) for name in (self.title, *self.aliases)} | {f"#{name_key(one)}" for one in self.labels}


def names_of(note: Note) -> Names:
    stem, place = stem_of(note.path), note.location
    stems = dict.fromkeys((stem, place.stem, place.title, *_NUMBERED.findall(stem)))
    labels = tuple(one.name for one in note.outline.labels)
    # Another note may be called by that day.
    aliases = dict.fromkeys((*note.metadata.aliases, *_names_of_day(note)))
    return Names(tuple(stems), note.metadata.title, tuple(aliases), labels)


def _names_of_day(note: Note) -> list[str]:
    """What links call a daily note: Logseq has it in a file `2024_01_03`, and links to `[[Jan 3rd, 2024]]`."""
    found = _DAY.fullmatch(note.location.stem)
    if not found or not note.location.date:
        return []
    day = note.location.date.day
    year, month, number = str(day.year), month_name(day.month, "en"), day.day
    nth = f"{number}{'th' if 10 < number < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}, {year}"
    dates = (f"{year}{sign}{day.month:02}{sign}{number:02}" for sign in "-_.")
    return [*dates, f"{month[:3]} {nth}", f"{month} {nth}", f"{year}년 {day.month}월 {number}일"]


def stem_of(path: str) -> str:
    """The file name without its suffix, composed."""
    return nfc(posixpath.basename(path)).rpartition(".")[0]
