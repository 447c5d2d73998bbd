"""Front matter, path and text -> Metadata: what the program knows of a note, whatever dialect said it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from fmnotes.config import OptIn
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.git.history import Dates
from fmnotes.markdown.body import Body
from fmnotes.notes import values
from fmnotes.notes.dialects import FIELDS, READ_KEYS, key_name, language_code
from fmnotes.notes.front_matter import Entry, FrontMatter, Value
from fmnotes.notes.location import Location
from fmnotes.notes.publication import hidden_by, hides_below, list_page
from fmnotes.notes.slips import misspelt
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
    reader = _Reader(front, zone)
    language, marked = _language(reader, body, location)
    title = reader.title()
    first = title_heading(body.headings)
    if title is None:
        title = body.headings[first].text if first >= 0 and body.headings[first].text else location.title
    elif first >= 0 and name_key(body.headings[first].text) != name_key(title):
        first = -1
    names, redirects = reader.aliases()
    address, extra = reader.address(), reader.extra()
    published = reader.date("publish_date")
    date = reader.date("date") or location.date or published or (NoteDate(committed.first) if committed else None)
    made = Metadata(
        title=title,
        language=language,
        marked_language=marked,
        date=date,
        updated=reader.date("updated", "date-ignored") or _changed(committed, date),
        publish_date=published,
        expires=reader.date("expires"),
        tags=_tags(reader, body),
        categories=reader.categories() or ((location.folders,) if location.folders else ()),
        hidden=reader.hidden(opt_in, title) or ("draft" if location.parked else list_page(extra, body.counts, address)),
        cascade=reader.cascade() if location.bundle else (),
        slug=reader.text("slug"),
        permalink=address,
        aliases=names,
        redirects=redirects,
        series=next(map(values.plain_name, values.names_of("tag", reader.value("series"))), ""),
        series_number=reader.number("series_number"),
        description=reader.text("description"),
        translation_key=reader.text("translation_key"),
        author=", ".join(map(values.plain_name, values.names_of("tag", reader.value("author")))),
        toc=not reader.switched_off("toc"),
        # Behind another heading it is one of the sections, and stays.
        title_heading=first if first == 0 else -1,
        extra=extra,
    )
    return made, reader.diagnostics


def _tags(reader: _Reader, body: Body) -> tuple[str, ...]:
    """Those of the front matter, then those that stand in the text."""
    names = (*reader.tags(), *(ref.target for ref in body.references if ref.kind == "tag"))
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name_key(name), name)
    return tuple(found.values())


def _changed(committed: Dates | None, date: NoteDate | None) -> NoteDate | None:
    """The day of the last change in the history; nothing where that is the day of the note itself."""
    return NoteDate(committed.last) if committed and date and committed.last > date.day else None


def _language(reader: _Reader, body: Body, location: Location) -> tuple[str, bool]:
    if written := reader.language():
        return written, True
    if location.language:
        return location.language, True
    letters = body.counts
    if not (letters.syllables or letters.latin):
        # A note without prose speaks the language of its title, or of its file's name.
        letters = count_letters(reader.text("title") or location.title)
    return letters.language, False


class _Reader:
    """Reads fields out of entries, and notes what does not fit."""

    def __init__(self, front: FrontMatter, zone: ZoneInfo) -> None:
        self._entries: dict[str, tuple[str, Entry]] = {}
        self._zone = zone
        self.diagnostics: list[Diagnostic] = []
        for written, entry in front.entries.items():
            if key_name(written) in self._entries:
                place = Place("", entry.line, entry.column, len(written), entry.raw)
                self.diagnostics.append(diagnose("key-duplicate", place, key=written))
            self._entries[key_name(written)] = (written, entry)
        for key, (written, entry) in self._entries.items():
            # What the configuration says is told there.
            close = misspelt(key) if entry.line else ""
            if close:
                place = Place("", entry.line, entry.column, len(written), entry.raw)
                self.diagnostics.append(diagnose("key-misspelt", place, key=written, close=close))

        self.switched_off("breaks")

    def _found(self, name: str) -> Iterator[tuple[str, Entry]]:
        return (self._entries[key] for key in FIELDS[name] if key in self._entries)

    def value(self, name: str) -> Value:
        return next((entry.value for _, entry in self._found(name) if not values.is_null(entry.value)), None)

    def title(self) -> str | None:
        for _, entry in self._found("title"):
            if title := values.title_of(entry, self.diagnostics.append):
                return title
        return None

    def text(self, name: str) -> str:
        for key, entry in self._found(name):
            if text := values.string_of(key, entry, self.diagnostics.append):
                return text
        return ""

    def address(self) -> str:
        """A permalink with every character it was written with: what is wrong with it is judged where it is used.

        A slug that begins with `/` is one (Docusaurus).
        """
        for key, entry in self._found("permalink"):
            if str(entry.value).lower() == "false":
                continue
            if isinstance(entry.value, list | dict | bool):
                self._unfit(key, entry, "주소", "an address")
            elif "://" in str(entry.value):
                # Where the text is from, or was: of clippings and exports.
                continue
            elif not values.is_null(entry.value):
                return str(entry.value).strip()
        slug = str(self.value("slug") or "").strip()
        return slug if slug.startswith("/") else ""

    def language(self) -> str:
        """A code such as `ko` or `en`; empty where none is given, or something that names no language."""
        for key, entry in self._found("language"):
            text = values.text_of(entry.value)
            if text and (code := language_code(text)):
                return code
            if text is None and isinstance(entry.value, str):
                continue
            self._unfit(key, entry, "ko나 en 같은 언어 코드", "a language code such as ko or en")
        return ""

    def _unfit(self, key: str, entry: Entry, ko: str, en: str) -> None:
        if not values.is_null(entry.value):
            self.diagnostics.append(diagnose("value-type", values.place_of(entry), key=key, ko=ko, en=en))

    def date(self, name: str, code: str = "date-invalid") -> NoteDate | None:
        for _, entry in self._found(name):
            if found := values.date_value(entry, self._zone, self.diagnostics.append, code):
                return found
        if name == "date" and "published" in self._entries:
            # A BOOLEAN in Jekyll, a date elsewhere.
            return self._date(self._entries["published"][1])
        return None

    def _date(self, entry: Entry) -> NoteDate | None:
        return values.date_value(entry, self._zone, lambda _: None)

    def number(self, name: str) -> float | None:
        for key, entry in self._found(name):
            if (found := values.number_of(key, entry, self.diagnostics.append)) is not None:
                return found
        return None

    def tags(self) -> tuple[str, ...]:
        return tuple(name for key, entry in self._found("tags") for name in values.tags_of(key, entry.value))

    def categories(self) -> tuple[tuple[str, ...], ...]:
        found = (path for key, entry in self._found("categories") for path in values.categories_of(key, entry.value))
        return tuple({tuple(map(name_key, path)): path for path in found if path}.values())

    def aliases(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Other names, and old addresses: an alias that begins with `/` or a scheme is an address."""
        every = list(values.aliases_of(self.value("aliases")))
        redirects = [name for name in every if name.startswith("/") or "://" in name]
        names = [name for name in every if name not in redirects]
        return tuple(dict.fromkeys(names)), (*redirects, *values.aliases_of(self.value("redirects")))

    def hidden(self, opt_in: OptIn | None, title: str) -> str:
        found = hidden_by(self._entries, lambda entry: self._date(entry) is not None, self.diagnostics.append, opt_in)
        days = (str(entry.value) for _, entry in self._found("date"))
        return found.reason if found else "template" * any(map(values.is_placeholder, (title, *days)))

    def cascade(self) -> tuple[str, ...]:
        return hides_below(self._entries["cascade"][1].value) if "cascade" in self._entries else ()

    def switched_off(self, name: str) -> bool:
        """Hugo themes write a table of its own below `toc`: that switches nothing."""
        for key, entry in self._found(name):
            if values.on_off(entry.value) is None and not isinstance(entry.value, list | dict):
                self._unfit(key, entry, "true나 false", "true or false")
            return values.on_off(entry.value) is False
        return False

    def extra(self) -> dict[str, Value]:
        return {written: entry.value for key, (written, entry) in self._entries.items() if key not in READ_KEYS}
