"""sitemap.xml (sitemaps.org 0.9): every page a reader can reach, with its translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fmnotes.notes.note import Note
from fmnotes.pages.context import Planner
from fmnotes.pages.deferred import Deferred
from fmnotes.pages.note import note_alternates
from fmnotes.pages.page import Alternate, Page
from fmnotes.text.names import Address


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    url: str
    changed: str
    alternates: tuple[Alternate, ...]


@dataclass(frozen=True, slots=True)
class SitemapContent:
    entries: Sequence[SitemapEntry]


def plan_sitemap(planner: Planner, notes: Iterable[str], lists: Iterable[Page]) -> Iterator[Page]:
    """`notes` have pages of their own. Nothing without a base_url: a sitemap needs absolute addresses."""
    if not planner.config.base_url:
        return
    language, own, others = planner.library.main, list(notes), list(lists)
    yield Page(
        address=Address("/sitemap.xml"),
        template="sitemap.xml",
        root=planner.config.base_url,
        language=language,
        content_language=language,
        title="",
        content=SitemapContent(Deferred(lambda: _entries(planner, own, others))),
    )


def _entries(planner: Planner, notes: Iterable[str], lists: Iterable[Page]) -> list[SitemapEntry]:
    """In the order of their addresses."""
    library = planner.library
    entries = [_list_entry(planner, page) for page in lists if page.address.endswith(("/", ".html"))]
    entries += [
        SitemapEntry(planner.url(library.addresses[note.path]), _changed(note), note_alternates(planner, note))
        for note in (library.notes[path] for path in notes)
        if library.addresses[note.path].endswith(("/", ".html"))
    ]
    return sorted(entries, key=lambda entry: entry.url)


def _list_entry(planner: Planner, page: Page) -> SitemapEntry:
    """A home that an index note introduces has the date of that note."""
    intro = planner.at.get(page.address)
    return SitemapEntry(
        page.canonical,
        _changed(planner.library.notes[intro]) if intro else "",
        tuple(one for one in page.alternates if one.url),
    )


def _changed(note: Note) -> str:
    date = note.metadata.updated or note.metadata.date
    return date.day.isoformat() if date else ""
