"""The archive by year and month: dated notes only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from fmnotes.pages.context import Planner
from fmnotes.pages.page import Card, Page, TermLink
from fmnotes.pages.words import words
from fmnotes.text.dates import month_name
from fmnotes.text.names import Address


@dataclass(frozen=True, slots=True)
class MonthCards:
    """A month's heading and link, and its notes, newest first."""

    link: TermLink
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ArchiveContent:
    """What `archive.html` shows: years with their months as links; notes by month on the page of a year or month."""

    years: tuple[TermLink, ...]
    months: tuple[MonthCards, ...]
    total: int


def plan_archive(planner: Planner) -> Iterator[Page]:
    every = {language: _by_month(planner, language) for language in planner.library.languages}
    for language, by_month in every.items():
        others = {one: _addresses(months) for one, months in every.items()}
        for page in _pages(planner, language, by_month) if by_month else ():
            own = page.address.removeprefix(planner.library.prefix(language))
            kept = tuple(one for one in page.alternates if own in others[one.language])
            yield replace(page, alternates=kept if len(kept) > 1 else ())


def _addresses(months: Iterable[tuple[int, int]]) -> set[str]:
    years = {_year_address(year) for year, _ in months}
    return {"/archive/", *years, *(_month_address(*month) for month in months)}


def _by_month(planner: Planner, language: str) -> dict[tuple[int, int], tuple[Card, ...]]:
    """Cards of dated notes by (year, month), newest first."""
    found: dict[tuple[int, int], list[Card]] = {}
    for path in planner.library.dated_view(language):
        date = planner.library.notes[path].metadata.date
        if date:
            found.setdefault((date.day.year, date.day.month), []).append(planner.card(path, language))
    return {month: tuple(found[month]) for month in sorted(found, reverse=True)}


def _pages(planner: Planner, language: str, by_month: dict[tuple[int, int], tuple[Card, ...]]) -> Iterator[Page]:
    text = words(language)
    months = {month: _month_link(planner, language, month, len(cards)) for month, cards in by_month.items()}
    years = tuple(_year_link(planner, language, year, months) for year in dict.fromkeys(year for year, _ in by_month))
    total = sum(year.count for year in years)

    def page(address: str, title: str, shown: list[tuple[int, int]], count: int) -> Page:
        cards = tuple(MonthCards(months[month], by_month[month]) for month in shown)
        content = ArchiveContent(years, cards, count)
        return planner.page("archive.html", language, address, title, content, section="archive")

    yield page("/archive/", text["archive"], [], total)
    for link, year in zip(years, dict.fromkeys(year for year, _ in by_month), strict=True):
        title = text["archive_title"].format(name=link.name)
        yield page(_year_address(year), title, [month for month in by_month if month[0] == year], link.count)
    for month, cards in by_month.items():
        title = text["archive_title"].format(name=months[month].name)
        yield page(_month_address(*month), title, [month], len(cards))


def _year_address(year: int) -> Address:
    return Address(f"/archive/{year:04d}/")


def _month_address(year: int, month: int) -> Address:
    return Address(f"/archive/{year:04d}/{month:02d}/")


def _month_link(planner: Planner, language: str, month: tuple[int, int], count: int) -> TermLink:
    name = words(language)["year_month"].format(year=month[0], month=month_name(month[1], language))
    return TermLink(name, planner.href(language, _month_address(*month)), count)


def _year_link(planner: Planner, language: str, year: int, months: dict[tuple[int, int], TermLink]) -> TermLink:
    own = tuple(
        TermLink(month_name(month[1], language), link.href, link.count)
        for month, link in months.items()
        if month[0] == year
    )
    name = words(language)["year"].format(year=year)
    return TermLink(name, planner.href(language, _year_address(year)), sum(link.count for link in own), own)
