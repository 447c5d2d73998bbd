"""Series: the index of all, a page of each in its order, and where a note stands in its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fmnotes.pages.context import Planner
from fmnotes.pages.page import Card, NoteLink, Page, TermIndexContent, TermLink
from fmnotes.pages.words import words


@dataclass(frozen=True, slots=True)
class SeriesContent:
    """What `series.html` shows: the notes of a series in the order of reading."""

    name: str
    cards: Sequence[Card]

    @property
    def minutes(self) -> int:
        """For all of them."""
        return sum(card.minutes for card in self.cards)


@dataclass(frozen=True, slots=True)
class SeriesPosition:
    """Where a note stands: `number` of `total`, from 1, and its neighbours in the series."""

    link: TermLink
    number: int
    total: int
    previous: NoteLink | None
    next: NoteLink | None


def plan_series(planner: Planner) -> Iterator[Page]:
    """The index of the series and a page for each, in every language."""
    taxonomy = planner.library.series
    for language in planner.library.languages:
        text = words(language)
        terms = planner.sorted_terms(taxonomy.terms.values(), language)
        index = TermIndexContent("series", (), tuple(planner.term_link(term, language) for term in terms))
        yield planner.page("terms.html", language, "/series/", text["series"], index, section="series")
        for term in terms:
            notes = planner.library.view(language, term.notes)
            content = SeriesContent(term.name, planner.cards(notes, language))
            title = text["series_title"].format(name=term.name)
            yield planner.page("series.html", language, term.address, title, content, section="series", notes=notes)


def series_position(planner: Planner, path: str, language: str) -> SeriesPosition | None:
    """Where the note at `path` stands in its series, as a reader of `language` sees it; None without a series."""
    terms = planner.library.series.terms_of(path)
    if not terms:
        return None
    order = planner.library.view(language, terms[0].notes)
    if path not in order:
        return None
    index = order.index(path)
    return SeriesPosition(
        link=planner.term_link(terms[0], language),
        number=index + 1,
        total=len(order),
        previous=planner.note_link(order[index - 1]) if index else None,
        next=planner.note_link(order[index + 1]) if index + 1 < len(order) else None,
    )
