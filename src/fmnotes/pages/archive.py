"""The archive by year and month: dated notes only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fmnotes.pages.calendar import Calendar, calendar
from fmnotes.pages.context import Planner
from fmnotes.pages.page import DateText, NoteLink, Page, TermLink
from fmnotes.pages.words import words
from fmnotes.text.dates import NoteDate, month_name
from fmnotes.text.names import Address, Href


@dataclass(frozen=True, slots=True)
class DayLinks:
    """A day's notes; `id` names it on the pages of its month and year (`day-03-15`)."""

    id: str
    date: DateText
    links: Sequence[NoteLink]


@dataclass(frozen=True, slots=True)
class MonthLinks:
    """A month's heading and link, and its days, newest first."""

    link: TermLink
    days: tuple[DayLinks, ...]


@dataclass(frozen=True, slots=True)
class ArchiveContent:
    """What `archive.html` shows: years with their months as links; notes by day on the page of a year or month.

    `calendars` are those of the years shown, newest first, with their links.
    """

    years: tuple[TermLink, ...]
    months: tuple[MonthLinks, ...]
    calendars: tuple[tuple[TermLink, Calendar], ...]
    total: int


def plan_archive(planner: Planner) -> Iterator[Page]:
    every = {language: _by_month(planner, language) for language in planner.library.languages}
    for language, by_month in every.items():
        others = {one: _addresses(months) for one, months in every.items()}
        for page in _pages(planner, language, by_month) if by_month else ():
            own = page.address.removeprefix(planner.library.prefix(language))
            kept = tuple(one for one in page.alternates if own in others[one.language])
            yield replace(page, alternates=kept if len(kept) > 1 else planner.homes())


def _addresses(months: Iterable[tuple[int, int]]) -> set[str]:
    years = {_year_address(year) for year, _ in months}
    return {"/archive/", *years, *(_month_address(*month) for month in months)}


Days = Mapping[tuple[int, int], Mapping[date, Sequence[str]]]
"""The paths of dated notes by (year, month) and day, newest first."""


def _by_month(planner: Planner, language: str) -> Days:
    found: dict[tuple[int, int], dict[date, list[str]]] = {}
    for path in planner.library.dated_view(language):
        day = planner.library.days[path]
        found.setdefault((day.year, day.month), {}).setdefault(day, []).append(path)
    return {
        month: {day: tuple(found[month][day]) for day in sorted(found[month], reverse=True)}
        for month in sorted(found, reverse=True)
    }


def day_counts(planner: Planner, language: str) -> dict[date, tuple[int, Href]]:
    """How many notes each day has, newest first, and where they are listed: on the page of their month."""
    days = planner.library.days
    counts = Counter(days[path] for path in planner.library.dated_view(language))
    return {
        day: (counts[day], Href(f"{planner.href(language, _month_address(day.year, day.month))}#{_day_id(day)}"))
        for day in sorted(counts, reverse=True)
    }


def _day_id(day: date) -> str:
    return f"day-{day:%m-%d}"


def _pages(planner: Planner, language: str, by_month: Days) -> Iterator[Page]:
    text = words(language)
    counts = day_counts(planner, language)
    totals = {month: sum(map(len, days.values())) for month, days in by_month.items()}
    months = {month: _month_link(planner, language, month, totals[month]) for month in by_month}
    numbers = list(dict.fromkeys(year for year, _ in by_month))
    years = tuple(_year_link(planner, language, year, months) for year in numbers)
    calendars = {
        year: (link, calendar(counts, date(year, 1, 1), date(year, 12, 31), language))
        for link, year in zip(years, numbers, strict=True)
    }

    def page(address: str, title: str, shown: list[tuple[int, int]], drawn: list[int], count: int) -> Page:
        listed = tuple(MonthLinks(months[month], _days(planner, by_month[month], language)) for month in shown)
        content = ArchiveContent(years, listed, tuple(calendars[year] for year in drawn), count)
        notes = [path for month in shown for paths in by_month[month].values() for path in paths]
        return planner.page("archive.html", language, address, title, content, section="archive", notes=notes)

    yield page("/archive/", text["archive"], [], numbers, sum(totals.values()))
    for link, year in zip(years, numbers, strict=True):
        title = text["archive_title"].format(name=link.name)
        yield page(_year_address(year), title, [month for month in by_month if month[0] == year], [year], link.count)
    for month in by_month:
        title = text["archive_title"].format(name=months[month].name)
        yield page(_month_address(*month), title, [month], [], totals[month])


def _days(planner: Planner, days: Mapping[date, Sequence[str]], language: str) -> tuple[DayLinks, ...]:
    return tuple(
        DayLinks(_day_id(day), DateText(day.isoformat(), NoteDate(day).text(language)), planner.note_links(paths))
        for day, paths in days.items()
    )


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
