"""The page of a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from fmnotes.library.related import RelatedNotes
from fmnotes.notes.note import Note
from fmnotes.notes.values import text_of
from fmnotes.pages.context import Planner
from fmnotes.pages.holes import HolePlanner, embedded, features_of
from fmnotes.pages.page import Alternate, BodyUse, DateText, NoteLink, Page, TermLink, root_of
from fmnotes.pages.series import SeriesPosition, series_position
from fmnotes.pages.sharing import note_data, share_image
from fmnotes.text.names import quoted
from fmnotes.text.order import natural_key, sort_key


class TocEntry(NamedTuple):
    """A heading of the page: `level` is as shown, `href` begins with `#`."""

    level: int
    text: str
    href: str


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
    extra: tuple[tuple[str, str], ...]
    title_id: str


def plan_notes(planner: Planner, holes: HolePlanner) -> Iterator[Page]:
    """A page for every published note; one at a home's address is shown by the home instead."""
    neighbours, related = _Neighbours(planner), RelatedNotes(planner.library)
    homes = {planner.library.prefix(language) + "/" for language in planner.library.languages}
    for path, note in planner.library.notes.items():
        if planner.library.addresses[path] not in homes:
            yield _page(planner, note, holes.body(path), neighbours.of(path), related)


def _page(
    planner: Planner, note: Note, use: BodyUse, neighbours: tuple[str | None, str | None], related: RelatedNotes
) -> Page:
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
        content=_content(planner, note, use, neighbours, related),
        description=note.outline.abstract,
        canonical=planner.url(address),
        feed=planner.feed(language),
        alternates=_alternates(planner, note),
        bodies=(use,),
        image_hosts=image_hosts(use),
        trusted=note.body.trusted_html,
        features=features_of([use]),
        image=image,
        structured=note_data(planner, note, image),
    )


def _content(
    planner: Planner, note: Note, use: BodyUse, neighbours: tuple[str | None, str | None], related: RelatedNotes
) -> NoteContent:
    library, data = planner.library, note.metadata
    language = library.interface_language(note.path)
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
        previous=planner.note_link(neighbours[0]) if neighbours[0] else None,
        next=planner.note_link(neighbours[1]) if neighbours[1] else None,
        backlinks=_backlinks(planner, note.path, language),
        related=tuple(planner.note_link(path) for path in related.of(note.path, language)),
        series=series_position(planner, note.path, language),
        source=note.path,
        edit_url=planner.config.edit_url.replace("{path}", quote(note.path)),
        title_id=note.outline.headings[data.title_heading].id if data.title_heading >= 0 else "",
        extra=tuple(sorted((key, text_of(value) or "") for key, value in data.extra.items())),
    )


def _categories(planner: Planner, path: str, language: str) -> tuple[tuple[TermLink, ...], ...]:
    terms = planner.library.categories.terms
    return tuple(
        tuple(planner.term_link(terms[term.key[: depth + 1]], language) for depth in range(len(term.key)))
        for term in planner.library.categories.terms_of(path)
    )


def _toc(note: Note, use: BodyUse) -> tuple[TocEntry, ...]:
    return tuple(
        TocEntry(min(6, heading.level + use.shift), heading.shown or heading.text, "#" + quoted(heading.id))
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


def _alternates(planner: Planner, note: Note) -> tuple[Alternate, ...]:
    """Every language of the note, itself included, for hreflang (KOREAN 3.8); nothing without a translation."""
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


class _Neighbours:
    """Previous and next: dated notes in order of time, undated ones within their folder in order of name."""

    def __init__(self, planner: Planner) -> None:
        self._before: dict[str, tuple[str | None, str | None]] = {}
        library = planner.library
        for language in library.languages:
            own = [path for path in library.view(language) if library.interface_language(path) == language]
            dated = [path for path in reversed(own) if library.notes[path].metadata.date]
            self._chain(dated)
            folders: dict[str, list[str]] = {}
            for path in own:
                if not library.notes[path].metadata.date:
                    folders.setdefault(path.rpartition("/")[0], []).append(path)
            for paths in folders.values():
                self._chain(sorted(paths, key=lambda path: (natural_key(path), path)))

    def _chain(self, paths: list[str]) -> None:
        for index, path in enumerate(paths):
            before = paths[index - 1] if index else None
            after = paths[index + 1] if index + 1 < len(paths) else None
            self._before[path] = (before, after)

    def of(self, path: str) -> tuple[str | None, str | None]:
        return self._before.get(path, (None, None))
