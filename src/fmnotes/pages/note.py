"""The page of a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from fmnotes.library.neighbours import Beside
from fmnotes.library.related import related_notes
from fmnotes.notes.note import Note
from fmnotes.notes.values import text_of
from fmnotes.pages.context import Planner
from fmnotes.pages.holes import HolePlanner, embedded, features_of
from fmnotes.pages.page import Alternate, BodyUse, DateText, NoteLink, Page, TermLink, root_of
from fmnotes.pages.series import SeriesPosition, series_position
from fmnotes.pages.sharing import note_data, share_image
from fmnotes.text.names import quoted
from fmnotes.text.order import sort_key


class TocEntry(NamedTuple):
    """A heading of the page: `level` is as shown, `href` begins with `#`; `markup` has formulas in it."""

    level: int
    text: str
    href: str
    markup: Markup = Markup()


class BacklinkEntry(NamedTuple):
    link: NoteLink
    context: str


@dataclass(frozen=True, slots=True)
class NoteContent:
    """What `note.html` shows. `categories` are paths of links, outermost first."""

    date: DateText | None
    updated: DateText | None
    author: str
    minutes: int
    draft: bool
    categories: tuple[tuple[TermLink, ...], ...]
    tags: tuple[TermLink, ...]
    toc: tuple[TocEntry, ...]
    translations: tuple[Alternate, ...]
    previous: NoteLink | None
    next: NoteLink | None
    backlinks: tuple[BacklinkEntry, ...]
    related: tuple[NoteLink, ...]
    series: SeriesPosition | None
    source: str
    edit_url: str
    extra: Mapping[str, str]
    title_id: str
    title_markup: Markup


class NotePages:
    """The pages of notes, each planned when it is asked for."""

    def __init__(self, planner: Planner, holes: HolePlanner) -> None:
        self._planner, self._holes = planner, holes

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The published notes that have a page of their own: one at a home's address is shown by the home instead."""
        library = self._planner.library
        homes = {library.prefix(language) + "/" for language in library.languages}
        return tuple(path for path in library.notes if library.addresses[path] not in homes)

    def page(self, path: str) -> Page:
        """The page of the note at `path`."""
        note, beside = self._planner.library.notes[path], self._planner.library.neighbours.get(path, (None, None))
        return _page(self._planner, note, self._holes.own(path), beside)


def _page(planner: Planner, note: Note, use: BodyUse, beside: Beside) -> Page:
    library, data = planner.library, note.metadata
    language = library.interface_language(note.path)
    address = library.addresses[note.path]
    image = share_image(planner, note, use)
    return Page(
        address=address,
        template="note.html",
        root=root_of(address),
        language=language,
        content_language=data.language,
        title=data.title,
        content=_content(planner, note, use, beside),
        description=note.outline.abstract,
        canonical=planner.url(address),
        feed=planner.feed(language),
        alternates=note_alternates(planner, note) or planner.homes(),
        bodies=(use,),
        image_hosts=image_hosts(use),
        trusted=note.body.trusted_html,
        features=features_of([use]),
        image=image,
        structured=note_data(planner, note, image),
    )


def _content(planner: Planner, note: Note, use: BodyUse, beside: Beside) -> NoteContent:
    library, data = planner.library, note.metadata
    language = library.interface_language(note.path)
    heading = note.outline.headings[data.title_heading] if data.title_heading >= 0 else None
    return NoteContent(
        date=planner.date(data.date, language),
        updated=planner.date(data.updated, language),
        author=data.author,
        minutes=note.outline.minutes,
        draft=data.hidden == "draft",
        categories=_categories(planner, note.path, language),
        tags=tuple(planner.term_link(term, language) for term in library.tags.terms_of(note.path)),
        toc=_toc(note, use) if data.toc else (),
        translations=_translations(planner, note),
        previous=planner.note_link(beside[0]) if beside[0] else None,
        next=planner.note_link(beside[1]) if beside[1] else None,
        backlinks=_backlinks(planner, note.path, language),
        related=tuple(planner.note_link(path) for path in related_notes(library, note.path, language)),
        series=series_position(planner, note.path, language),
        source=note.path,
        edit_url=planner.config.edit_url.replace("{path}", quote(note.path)),
        title_id=heading.id if heading else "",
        title_markup=Markup(heading.markup if heading and heading.text == data.title else ""),
        extra={key: text_of(value) or "" for key, value in sorted(data.extra.items())},
    )


def _categories(planner: Planner, path: str, language: str) -> tuple[tuple[TermLink, ...], ...]:
    terms = planner.library.categories.terms
    return tuple(
        tuple(planner.term_link(terms[term.key[: depth + 1]], language) for depth in range(len(term.key)))
        for term in planner.library.categories.terms_of(path)
    )


def _toc(note: Note, use: BodyUse) -> tuple[TocEntry, ...]:
    return tuple(
        TocEntry(
            level=min(6, heading.level + use.shift),
            text=heading.shown or heading.text,
            href="#" + quoted(heading.id),
            markup=Markup(heading.markup),
        )
        for index, heading in enumerate(note.outline.headings)
        if index != use.title_heading and heading.text and heading.level <= 4
    )


def _translations(planner: Planner, note: Note) -> tuple[Alternate, ...]:
    """The other languages of the note, for the reader."""
    group = planner.library.translations.get(note.path, {})
    return tuple(
        planner.alternate(language, planner.library.addresses[path])
        for language, path in sorted(group.items())
        if path != note.path and path in planner.library.addresses
    )


def note_alternates(planner: Planner, note: Note) -> tuple[Alternate, ...]:
    """Every language of the note, itself included, for hreflang; nothing without a translation."""
    others = _translations(planner, note)
    if not others:
        return ()
    own = planner.alternate(note.metadata.language, planner.library.addresses[note.path])
    return tuple(sorted((own, *others), key=lambda one: one.language))


def _backlinks(planner: Planner, path: str, language: str) -> tuple[BacklinkEntry, ...]:
    found = [
        BacklinkEntry(planner.note_link(backlink.path), backlink.context)
        for backlink in planner.library.backlinks.get(path, ())
    ]
    return tuple(
        sorted(found, key=lambda entry: (entry.link.language != language, sort_key(entry.link.title, language)))
    )


def image_hosts(use: BodyUse) -> tuple[str, ...]:
    """Origins of the pictures that a body loads from elsewhere, for the page's CSP."""
    origins = set()
    for part in embedded(use):
        for hole in part.holes:
            if hole.kind == "image" and hole.absolute:
                parts = urlsplit(hole.href)
                if parts.hostname and parts.hostname.isascii():
                    origins.add(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}")
    return tuple(sorted(origin for origin in origins if not set(origin) & set(" ;,'\"")))
