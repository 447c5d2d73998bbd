"""`/_/notes.json`: the titles and addresses of all notes, for the page of a wrong address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fmnotes.pages.context import Planner
from fmnotes.pages.page import NoteLink, Page
from fmnotes.text.names import Address

TITLES = Address("/_/notes.json")


@dataclass(frozen=True, slots=True)
class TitlesContent:
    """Notes in site order: newest first."""

    notes: Sequence[NoteLink]


def plan_titles(planner: Planner) -> Iterator[Page]:
    """One file for all languages; its hrefs are relative to the root of the site."""
    language, notes = planner.library.main, planner.library.notes
    yield Page(
        address=TITLES,
        template="notes.json",
        root="",
        language=language,
        content_language=language,
        title="",
        content=TitlesContent(planner.note_links(notes)),
        notes=notes.keys(),
    )
