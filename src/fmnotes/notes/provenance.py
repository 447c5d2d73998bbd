"""Where each value of a note came from: the same order of preference as `notes.metadata`, told instead of taken."""

from __future__ import annotations

from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from fmnotes.config import OptIn
from fmnotes.notes import publication, values
from fmnotes.notes.dialects import FIELDS, key_name, language_code
from fmnotes.notes.front_matter import Entry
from fmnotes.notes.note import Note
from fmnotes.notes.title import title_heading

Source = Literal["front matter", "body", "text", "heading", "file name", "folder", "prose", "configuration", "git"]

_ANY_ZONE = ZoneInfo("UTC")
SHOWN = ("title", "date", "updated", "language", "tags", "categories", "series", "slug", "permalink", "author")
"""The fields that are worth telling, in the order of telling."""


class Origin(NamedTuple):
    """What said it: the key as it is written, and its line in the file (from 1; 0: no line)."""

    source: Source
    key: str = ""
    line: int = 0


def origin_of(note: Note, name: str) -> Origin | None:
    """Where the value of the field `name` of `note` came from; None where it has none."""
    for wanted in FIELDS[name]:
        for written, entry in note.entries.items():
            if key_name(written) == wanted and _is_used(note, name, entry):
                return _written(note, written, entry.line)
    if name == "title":
        index = title_heading(note.body.headings)
        first = note.body.headings[index] if index >= 0 and note.body.headings[index].text else None
        return Origin("heading", "#", first.line) if first else Origin("file name")
    if name == "language":
        if note.metadata.language in note.path.split("/")[:-1]:
            return Origin("folder")
        return Origin("file name" if note.location.language else "prose")
    if name == "date" and note.metadata.date:
        path = Origin("file name") if note.location.date else None
        return _published(note) or path or origin_of(note, "publish_date") or Origin("git")
    if name == "updated" and note.metadata.updated:
        return Origin("git")
    if name == "categories" and note.metadata.categories:
        return Origin("folder")
    tags = note.outline.references if name == "tags" else ()
    found = (Origin("text", "#", ref.line) for ref in tags if ref.kind == "tag")
    return next(found, None)


def _is_used(note: Note, name: str, entry: Entry) -> bool:
    """Is the entry where the value came from? A date that is none, or a language that is none, was passed over."""
    if values.is_null(entry.value):
        return False
    if name in {"date", "updated"}:
        return values.date_value(entry, _ANY_ZONE, lambda _: None) is not None
    if name == "language":
        return language_code(values.text_of(entry.value) or "") == note.metadata.language
    return not isinstance(entry.value, list | dict) or any(map(values.text_of, values.flat(entry.value)))


def _written(note: Note, key: str, line: int) -> Origin:
    if not line:
        return Origin("configuration", key)
    return Origin("body" if line >= note.text.front.body_line else "front matter", key, line)


def _published(note: Note) -> Origin | None:
    """`published`, where it is the date of the note and no switch."""
    found = ((written, entry) for written, entry in note.entries.items() if key_name(written) == "published")
    return next((_written(note, key, entry.line) for key, entry in found if _is_used(note, "date", entry)), None)


def _template_day(note: Note) -> Origin | None:
    """The date that a template leaves to be filled in."""
    for written, entry in note.entries.items():
        if key_name(written) in FIELDS["date"] and values.is_placeholder(str(entry.value)):
            return _written(note, written, entry.line)
    return None


def hidden_by(note: Note, opt_in: OptIn | None) -> Origin | None:
    """The switch that hides `note`, or its folder; None where neither does."""
    if not note.metadata.hidden:
        return None
    entries = {key_name(written): (written, entry) for written, entry in note.entries.items()}
    found = publication.hidden_by(entries, lambda entry: _is_used(note, "date", entry), lambda _: None, opt_in)
    if found:
        return _written(note, found.key, note.entries[found.key].line)
    if note.location.parked:
        return Origin("folder" if note.location.drafts else "file name")
    if note.metadata.hidden == "template":
        named = values.is_placeholder(note.metadata.title)
        return origin_of(note, "title") if named else _template_day(note)
    if note.metadata.hidden == "list":
        keys = ("layout", "type", *FIELDS["permalink"], "slug")
        written = next(one for key in keys for one in note.entries if key_name(one) == key)
        return _written(note, written, note.entries[written].line)
    return None
