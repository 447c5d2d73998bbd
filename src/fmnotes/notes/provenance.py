"""Where each value of a note came from: what gives it alone, by the very rules of `notes.metadata`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from fmnotes.config import OptIn
from fmnotes.markdown.body import Body
from fmnotes.notes import publication, values
from fmnotes.notes.dialects import FIELDS, key_name
from fmnotes.notes.front_matter import Entry, FrontMatter
from fmnotes.notes.location import Location
from fmnotes.notes.metadata import Metadata, infer_metadata
from fmnotes.notes.note import Note

Source = Literal["front matter", "body", "text", "heading", "file name", "folder", "prose", "configuration", "git"]

SHOWN = ("title", "date", "updated", "language", "tags", "categories", "series", "slug", "permalink", "author")
"""The fields that are worth telling, in the order of telling."""
_NOWHERE = Location((), "", "", "")
_NOTHING = Body(())


class Origin(NamedTuple):
    """What said it: the key as it is written, and its line in the file (from 1; 0: no line)."""

    source: Source
    key: str = ""
    line: int = 0


class _Part(NamedTuple):
    """A part of all that a note's metadata are inferred from."""

    origin: Origin
    entries: Mapping[str, Entry]
    body: Body = _NOTHING
    location: Location = _NOWHERE


def origins(note: Note, zone: ZoneInfo) -> dict[str, Origin]:
    """Where the value of each of the fields that are `SHOWN` came from; those without a value are left out."""
    alone = [(part.origin, _inferred(part, zone)) for part in _parts(note)]
    found = ((name, _origin(note, name, alone)) for name in SHOWN)
    return {name: origin for name, origin in found if origin}


def _parts(note: Note) -> Iterator[_Part]:
    """Each entry of the front matter, what of the body says something, and what of the path does."""
    for written, entry in note.entries.items():
        yield _Part(_written(note, written, entry.line), {written: entry})
    body, location = note.body, note.location
    index = note.metadata.title_heading
    if body.headings:
        yield _Part(
            Origin("heading", "#", body.headings[max(index, 0)].line), {}, replace(_NOTHING, headings=body.headings)
        )
    tags = [ref for ref in note.outline.references if ref.kind == "tag"]
    if tags:
        yield _Part(Origin("text", "#", tags[0].line), {}, replace(_NOTHING, references=body.references))
    if location.language:
        named = note.path.rpartition(".")[0].endswith((f".{location.language}", f"_{location.language}"))
        part = replace(_NOWHERE, language=location.language)
        yield _Part(Origin("file name" if named else "folder"), {}, location=part)
    yield _Part(Origin("file name"), {}, location=replace(_NOWHERE, title=location.title, date=location.date))
    yield _Part(Origin("folder"), {}, location=replace(_NOWHERE, folders=location.folders))


def _inferred(part: _Part, zone: ZoneInfo) -> Metadata:
    return infer_metadata(FrontMatter(part.entries), part.body, part.location, zone, None, None)[0]


def _origin(note: Note, name: str, alone: list[tuple[Origin, Metadata]]) -> Origin | None:
    value = getattr(note.metadata, name)
    if not value:
        return None
    if name == "language" and not note.metadata.marked_language:
        return Origin("prose")
    keys = FIELDS[name]
    # Of two keys that say the same, the one that is asked for first.
    order = sorted(alone, key=lambda one: _rank(keys, one[0]))
    said = [(origin, getattr(data, name)) for origin, data in order if name != "language" or data.marked_language]
    whole = (origin for origin, one in said if one == value)
    parts = (origin for origin, one in said if one and name in {"tags", "categories"})
    git = Origin("git") if name in {"date", "updated"} else None
    return next(whole, None) or next(parts, git)


def _rank(keys: tuple[str, ...], origin: Origin) -> int:
    name = key_name(origin.key)
    return keys.index(name) if name in keys else len(keys)


def _written(note: Note, key: str, line: int) -> Origin:
    if not line:
        return Origin("configuration", key)
    return Origin("body" if line >= note.text.front.body_line else "front matter", key, line)


def hidden_by(note: Note, zone: ZoneInfo, opt_in: OptIn | None) -> Origin | None:
    """The switch that hides `note`, or its folder; None where neither does."""
    if not note.metadata.hidden:
        return None
    entries = {key_name(written): (written, entry) for written, entry in note.entries.items()}
    found = publication.hidden_by(
        entries, lambda entry: values.date_value(entry, zone, lambda _: None) is not None, lambda _: None, opt_in
    )
    if found:
        return _written(note, found.key, note.entries[found.key].line)
    if note.location.parked:
        return Origin("folder" if note.location.drafts else "file name")
    if note.metadata.hidden == "template":
        named = values.is_placeholder(note.metadata.title)
        return origins(note, zone).get("title") if named else _template_day(note)
    if note.metadata.hidden == "list":
        keys = ("layout", "type", *FIELDS["permalink"], "slug")
        written = next((one for key in keys for one in note.entries if key_name(one) == key), "")
        return _written(note, written, note.entries[written].line) if written else Origin("file name")
    return None


def _template_day(note: Note) -> Origin | None:
    """The date that a template leaves to be filled in."""
    for written, entry in note.entries.items():
        if key_name(written) in FIELDS["date"] and values.is_placeholder(str(entry.value)):
            return _written(note, written, entry.line)
    return None
