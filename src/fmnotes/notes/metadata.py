"""Front matter, path and text -> Metadata: what the program knows of a note, whatever dialect said it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from fmnotes.config import OptIn
from fmnotes.diagnostics import Diagnostic
from fmnotes.git.history import Dates
from fmnotes.markdown.body import Body
from fmnotes.notes import values
from fmnotes.notes.fields import Fields
from fmnotes.notes.front_matter import FrontMatter, Value
from fmnotes.notes.location import Location
from fmnotes.notes.plain_words import plain_description, plain_title
from fmnotes.notes.publication import list_page
from fmnotes.notes.title import title_heading
from fmnotes.text.dates import NoteDate
from fmnotes.text.hangul import count_letters
from fmnotes.text.names import name_key

_PICTURES = ("img_path", "media_subpath")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of a note. `hidden` says why it is not published; `marked_language` whether its language is explicit.

    `title_heading` is the index of the H1 that gave the title, or equals it, and leaves the body; -1 for none.
    `cascade` are patterns of the notes below that are drafts with it (Hugo).
    """

    title: str
    language: str
    marked_language: bool = False
    date: NoteDate | None = None
    updated: NoteDate | None = None
    publish_date: NoteDate | None = None
    expires: NoteDate | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[tuple[str, ...], ...] = ()
    hidden: str = ""
    cascade: tuple[str, ...] = ()
    slug: str = ""
    permalink: str = ""
    aliases: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
    series: str = ""
    series_number: float | None = None
    description: str = ""
    translation_key: str = ""
    author: str = ""
    toc: bool = True
    title_heading: int = -1
    extra: Mapping[str, Value] = field(default_factory=dict, compare=False)

    @property
    def pictures_folder(self) -> str:
        """Where the pictures of the note lie, as Chirpy says it; nothing where it does not."""
        return next((value for key in _PICTURES if isinstance(value := self.extra.get(key), str)), "")


def infer_metadata(
    front: FrontMatter, body: Body, location: Location, zone: ZoneInfo, committed: Dates | None, opt_in: OptIn | None
) -> tuple[Metadata, list[Diagnostic]]:
    """What `front` says, completed from the body, the path and the history. Problems come without a path."""
    fields = Fields(front, zone)
    # Line ends were decided with the text: here it is told what is no switch.
    fields.switched_off("breaks")
    language, marked = _language(fields, body, location)
    title, first = _title(fields, body, location)
    names, redirects = fields.aliases()
    address, extra = fields.address(), fields.extra()
    published = fields.date("publish_date")
    date = (
        fields.date("date")
        or location.date
        or (None if fields.is_of_book() else published)
        or (NoteDate(committed.first) if committed else None)
    )
    made = Metadata(
        title=title,
        language=language,
        marked_language=marked,
        date=date,
        updated=fields.date("updated", "date-ignored") or _changed(committed, date),
        publish_date=published,
        expires=fields.date("expires"),
        tags=_tags(fields, body),
        categories=fields.categories() or _folder(location),
        hidden=fields.hidden(opt_in, title) or _parked(location, body, address, extra),
        cascade=fields.cascade() if location.bundle else (),
        slug=fields.text("slug"),
        permalink=address,
        aliases=names,
        redirects=redirects,
        series=next(map(values.plain_name, values.names_of("tag", fields.value("series"))), ""),
        series_number=fields.number("series_number"),
        description=plain_description(fields.text("description")),
        translation_key=fields.text("translation_key"),
        author=", ".join(map(values.plain_name, values.names_of("tag", fields.value("author")))),
        toc=not fields.switched_off("toc"),
        # Behind another heading it is one of the sections, and stays.
        title_heading=first if first == 0 else -1,
        extra=extra,
    )
    return made, fields.diagnostics


def _folder(location: Location) -> tuple[tuple[str, ...], ...]:
    """The category of a note that names none."""
    return (location.folders,) if location.folders and not location.is_of_terms else ()


def _parked(location: Location, body: Body, address: str, extra: Mapping[str, Value]) -> str:
    """Why the place of a note hides it, or that it is a list that another tool fills; empty for others."""
    of_terms = location.is_of_terms and not (body.images or body.formulas or body.code_lines)
    return "draft" if location.parked else list_page(extra, body.counts, address, of_terms=of_terms)


def _title(fields: Fields, body: Body, location: Location) -> tuple[str, int]:
    """The title, and the index of the H1 that gave it or equals it (-1: none)."""
    first = title_heading(body.headings)
    heading = body.headings[first].text if first >= 0 else ""
    if title := plain_title(fields.title() or ""):
        return title, first if name_key(heading) == name_key(title) else -1
    return heading or location.title, first


def _tags(fields: Fields, body: Body) -> tuple[str, ...]:
    """Those of the front matter, then those that stand in the text."""
    names = (*fields.tags(), *(ref.target for ref in body.references if ref.kind == "tag"))
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name_key(name), name)
    return tuple(found.values())


def _changed(committed: Dates | None, date: NoteDate | None) -> NoteDate | None:
    """The day of the last change in the history; nothing where that is the day of the note itself."""
    return NoteDate(committed.last) if committed and date and committed.last > date.day else None


def _language(fields: Fields, body: Body, location: Location) -> tuple[str, bool]:
    if written := fields.language():
        return written, True
    if location.language:
        return location.language, True
    letters = body.counts
    if not (letters.syllables or letters.latin):
        # A note without prose speaks the language of its title, or of its file's name.
        letters = count_letters(fields.text("title") or location.title)
    return letters.language, False
