"""sitemap.xml and robots.txt (sitemaps.org 0.9): every page a reader can reach, with its translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fmnotes.pages.context import Planner
from fmnotes.pages.page import Alternate, Page
from fmnotes.text.names import Address


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    url: str
    changed: str
    alternates: tuple[Alternate, ...]


@dataclass(frozen=True, slots=True)
class SitemapContent:
    entries: tuple[SitemapEntry, ...]


def plan_sitemap(planner: Planner, pages: Iterable[Page]) -> Iterator[Page]:
    """Nothing without a base_url: a sitemap needs absolute addresses."""
    if not planner.config.base_url:
        return
    library = planner.library
    changed = {
        address: (note.metadata.updated or note.metadata.date)
        for path, address in library.addresses.items()
        for note in (library.notes[path],)
    }
    entries = []
    for page in pages:
        if page.address.endswith("/") or page.address.endswith(".html"):
            date = changed.get(page.address)
            entries.append(SitemapEntry(page.canonical, date.day.isoformat() if date else "", page.alternates))
    content = SitemapContent(tuple(sorted(entries, key=lambda entry: entry.url)))
    yield Page(
        address=Address("/sitemap.xml"),
        template="sitemap.xml",
        root=planner.config.base_url,
        language=library.main,
        content_language=library.main,
        title="",
        content=content,
    )
