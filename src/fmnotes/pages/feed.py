"""Atom feeds (RFC 4287): the newest dated notes with their full text, for the site, each tag and each category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from fmnotes.pages.context import Planner
from fmnotes.pages.deferred import Deferred
from fmnotes.pages.holes import HolePlanner
from fmnotes.pages.page import Page
from fmnotes.pages.words import words
from fmnotes.text.characters import xml_text
from fmnotes.text.names import Address, quoted

_NEWEST = 20


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """`published` and `updated` are RFC 3339 timestamps; `url` is absolute and the entry's id."""

    title: str
    url: str
    published: str
    updated: str
    language: str
    summary: str
    author: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedContent:
    """What `feed.xml` shows; `page.bodies` are the entries' texts in the same order."""

    url: str
    home: str
    author: str
    entries: Sequence[FeedEntry]

    @property
    def updated(self) -> str:
        """That of the entry that was changed last."""
        return max((entry.updated for entry in self.entries), key=datetime.fromisoformat)


def plan_feeds(planner: Planner, holes: HolePlanner) -> Iterator[Page]:
    """Nothing without a base_url: a feed needs absolute addresses."""
    if not planner.config.base_url:
        return
    library = planner.library
    for language in library.languages:
        if planner.feed(language) is None:
            continue
        title = planner.config.title or words(language)["notes"]
        yield _feed(planner, holes, language, "/", title, library.dated_view(language))
        for term in (*library.tags.terms.values(), *library.categories.terms.values()):
            if paths := library.dated_view(language, term.notes):
                name = f"{title} - {' / '.join(term.names)}"
                yield _feed(planner, holes, language, term.address, name, paths)


def _feed(planner: Planner, holes: HolePlanner, language: str, home: str, title: str, paths: Sequence[str]) -> Page:
    """The feed of the list at `home`, which shows `paths`, newest first."""
    home = planner.library.prefix(language) + home
    address = home + "feed.xml"
    notes = paths[:_NEWEST]
    content = FeedContent(
        url=planner.url(address),
        home=planner.url(home),
        author=planner.config.author or planner.config.title or "fmnotes",
        entries=Deferred(lambda: (_entry(planner, path) for path in notes)),
    )
    return Page(
        address=Address(address),
        template="feed.xml",
        root=planner.config.base_url,
        language=language,
        content_language=language,
        title=xml_text(title),
        content=content,
        description=xml_text(planner.config.description),
        bodies=Deferred(lambda: map(holes.body, notes)),
        notes=notes,
    )


def _entry(planner: Planner, path: str) -> FeedEntry:
    note = planner.library.notes[path]
    data, zone = note.metadata, planner.config.zone
    assert data.date is not None
    changed = max(data.date, data.updated or data.date, key=lambda date: date.sort_key)
    return FeedEntry(
        title=xml_text(data.title),
        url=planner.config.base_url + quoted(planner.library.addresses[path]),
        published=data.date.rfc3339(zone),
        updated=changed.rfc3339(zone),
        language=data.language,
        summary=xml_text(note.outline.abstract),
        author=xml_text(data.author),
        tags=tuple(xml_text(term.name) for term in planner.library.tags.terms_of(path)),
    )
