"""The days on which notes were written, as a year of weeks: columns from Sunday to Saturday, the newest week last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from fmnotes.pages.words import words
from fmnotes.text.dates import NoteDate, month_name
from fmnotes.text.names import Href

_WEEKS = 53
_MOST = 4


class CalendarDay(NamedTuple):
    """A day with notes: its week and weekday (from 0), how many notes as a level from 1 to 4, where they are listed."""

    week: int
    weekday: int
    level: int
    href: Href
    label: str


class CalendarMonth(NamedTuple):
    """A month's name above the week of its first day."""

    week: int
    name: str


class Calendar(NamedTuple):
    """`weeks` columns; only days that have notes are named."""

    weeks: int
    months: tuple[CalendarMonth, ...]
    days: tuple[CalendarDay, ...]


def calendar(counts: Mapping[date, tuple[int, Href]], first: date, last: date, language: str) -> Calendar:
    """From the week of `first` to that of `last`; `counts` are the notes of each day and where they are listed."""
    start = _before(first, first.isoweekday() % 7)
    months = []
    for index in range((last.year - first.year) * 12 + last.month - first.month + 1):
        year, month = divmod(first.month - 1 + index, 12)
        begin = date(first.year + year, month + 1, 1)
        if begin >= first:
            months.append(CalendarMonth((begin - start).days // 7, month_name(month + 1, language)[:3]))
    text = words(language)
    days = []
    for day in sorted(day for day in counts if first <= day <= last):
        count, href = counts[day]
        label = text["day_count_one" if count == 1 else "day_count"].format(day=NoteDate(day).text(language), n=count)
        days.append(CalendarDay((day - start).days // 7, (day - start).days % 7, min(count, _MOST), href, label))
    return Calendar((last - start).days // 7 + 1, tuple(months), tuple(days))


def year_before(last: date) -> date:
    """The first day of the weeks that end with the week of `last`."""
    return _before(last, last.isoweekday() % 7 + 7 * (_WEEKS - 1))


def _before(day: date, days: int) -> date:
    """So many days before, or the first one there is."""
    return day - min(day - date.min, timedelta(days=days))
