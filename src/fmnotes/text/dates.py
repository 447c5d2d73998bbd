"""Dates as people write them in notes, kept as what they are: a calendar date, or a moment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from fmnotes.text.regex import regex

_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTHS = "January February March April May June July August September October November December".split()
_WRITTEN_MONTHS = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS).replace("Sep(?:", "Sep(?:t|")
_DAY_NAMES = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_ENGLISH = (
    rf"(?:{_DAY_NAMES}\.?,?\s+)?(?:(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<m3>{_WRITTEN_MONTHS})\.?\s+"
    r"(?(d3)|(?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\s+)(?P<y3>\d{4})"
)
# A note of a Zettelkasten has the clock behind the day.
_COMPACT = r"(?P<y4>(?:19|20)\d{2})(?P<m4>\d{2})(?P<d5>\d{2})(?:[0-2]\d[0-5]\d(?:[0-5]\d)?)?"
_KOREAN = r"(?P<y>\d{4})\s*년\s*(?P<m>\d{1,2})\s*월\s*(?P<d>\d{1,2})\s*일"
# The plug-in Linter of Obsidian, in Korean: `월요일, 6월 17일 2024, 3:55:59 오전`.
_KOREAN_LAST = r"(?:[월화수목금토일]요일,?\s+)?(?P<m5>\d{1,2})월\s+(?P<d6>\d{1,2})일,?\s+(?P<y5>\d{4})"
_NUMERIC = r"(?P<y2>\d{4})(?P<sep>[-./])\s*(?P<m2>\d{1,2})(?P=sep)\s*(?P<d2>\d{1,2})\.?"
_WEEKDAY = rf"(?:\s*\(?(?:[월화수목금토일](?:요일)?|{_DAY_NAMES})\)?(?=[\s,.]|$))?"
_CLOCK = (
    r"(?:[T\s,-]\s*(?:at\s+)?(?P<half>오전|오후|am|pm)?\s*(?P<H>\d{1,2})(?:시(?!\s*\d)|[:시]\s*(?P<M>\d{1,2})분?)"
    r"(?::(?P<S>\d{1,2})(?:[.,]\d+)?)?(?:\s*(?P<half2>am|pm|오전|오후))?"
    # Chirpy's guide shows `+/-TTTT`, and many write it so.
    r"(?:\s*(?:(?:utc|gmt)?(?P<zone>(?<![a-z])(?:z|utc|gmt|kst)|[+-]\d{2}:?\d{2}|[+-]\d{1,2})|\+/-(?:TTTT|\d{4}))"
    # The same zone twice, its name, or what a browser in Korea calls it.
    r"(?:(?=[+-])(?P=zone))?(?:\s+(?:\(?[A-Z]{2,5}\)?|\([^()]{1,40}\)))?)?)?"
)
_DATE = regex(rf"\s*(?:{_KOREAN}|{_KOREAN_LAST}|{_NUMERIC}|{_ENGLISH}|{_COMPACT}){_WEEKDAY}{_CLOCK}\s*", re.IGNORECASE)
# A daily note may say its weekday: `2024-07-19(금)`.
# Logseq's journals are called `2024_07_19`, notes of a Zettelkasten `202407191230`.
_FILE_NAME = regex(
    r"(?:(\d{4})([-._])(\d{1,2})\2(\d{1,2})|((?:19\d|20[0-3])\d)(\d{2})(\d{2})(?:\d{4}(?:\d{2})?)?(?=[-_ ~]|$))"
    r"(?:[ _]?\(?[월화수목금토일](?:요일)?\)?$|\s*~[\s\d._-]+$|[-_ ]+|$)"
)
_RANGE = regex(r"\s*(?:→|~)\s*")
_HALF_DAY = regex(r"\(((?:오전|오후)[\s\d:]+)\)")
_NAMED_ZONES = {"z": timedelta(0), "utc": timedelta(0), "gmt": timedelta(0), "kst": timedelta(hours=9)}


@dataclass(frozen=True, slots=True)
class NoteDate:
    """A day, and the moment where the author gave one (always with an offset)."""

    day: date
    moment: datetime | None = None

    @property
    def sort_key(self) -> tuple[int, float]:
        """Later is greater; within a day a bare date comes before its moments."""
        return (self.day.toordinal(), self.moment.timestamp() if self.moment else float("-inf"))

    def is_after(self, now: datetime, zone: ZoneInfo) -> bool:
        """In the future at `now`? A bare date never is on its own day."""
        if self.moment is not None:
            return self.moment > now
        return self.day > now.astimezone(zone).date()

    def iso(self) -> str:
        return self.moment.isoformat() if self.moment else self.day.isoformat()

    def rfc3339(self, zone: ZoneInfo) -> str:
        """A full timestamp, as Atom wants it (RFC 4287, 3.3); midnight in `zone` for a bare date."""
        moment = self.moment or datetime.combine(self.day, time(0), zone)
        return moment.isoformat(timespec="seconds").replace("+00:00", "Z")

    def text(self, language: str) -> str:
        """`2023. 12. 9. 14:26` in Korean, `9 December 2023, 14:26` in English."""
        day = self.day
        clock = f"{self.moment:%H:%M}" if self.moment and (self.moment.hour or self.moment.minute) else ""
        if language == "ko":
            return f"{day.year}. {day.month}. {day.day}." + (f" {clock}" if clock else "")
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" + (f", {clock}" if clock else "")


def month_name(month: int, language: str) -> str:
    return f"{month}월" if language == "ko" else _MONTHS[month - 1]


def parse_date(text: str, zone: ZoneInfo) -> NoteDate | None:
    """Read a date or a moment; None where `text` is not one of the known shapes.

    A moment without an offset is taken in `zone`. Raises ValueError for a shape that is known and a day that
    is not in the calendar (`2026-02-30`).
    """
    found = _DATE.fullmatch(_first_of_range(text))
    if not found:
        return _since_epoch(text, zone)
    part = found.groupdict()
    day = _day(part)
    if part["H"] is None:
        return NoteDate(day)
    hour = int(part["H"])
    half = (part["half"] or part["half2"] or "").lower()
    if half in {"오후", "pm"} and hour < 12:
        hour += 12
    elif half in {"오전", "am"} and hour == 12:
        hour = 0
    if hour == 24 and not int(part["M"] or 0) + int(part["S"] or 0):
        # The end of the day (ISO 8601).
        if day == date.max:
            raise ValueError(text)
        day, hour = day + timedelta(days=1), 0
    clock = time(hour, int(part["M"] or 0), int(part["S"] or 0))
    if (part["zone"] or "").lower() in {"z", "utc", "gmt"}:
        return date_of(datetime.combine(day, clock, UTC), zone)
    return NoteDate(day, datetime.combine(day, clock, _offset(part["zone"]) or zone))


def _first_of_range(text: str) -> str:
    """Notion writes `2024년 1월 5일 (오전 9:00) → 2024년 1월 7일`."""
    return _HALF_DAY.sub(r"\1", _RANGE.split(text)[0]) if "→" in text or "~" in text or "(" in text else text


def _since_epoch(text: str, zone: ZoneInfo) -> NoteDate | None:
    """Seconds or, as Dendron writes them, milliseconds since 1970."""
    written = text.strip()
    if not (written.isascii() and written.isdecimal() and len(written) in {10, 13}):
        return None
    return date_of(datetime.fromtimestamp(int(written[:10]), zone), zone)


def _day(part: Mapping[str, str | None]) -> date:
    """The day of whichever shape matched. Raises ValueError where the calendar has no such day."""
    year = next(filter(None, (part[name] for name in ("y", "y2", "y3", "y4", "y5"))), "")
    month = (
        part["m"] or part["m2"] or part["m4"] or part["m5"] or _MONTH_NAMES.index((part["m3"] or "").lower()[:3]) + 1
    )
    if int(year) < 2:
        # What lies a day before it could not be told.
        raise ValueError(year)
    return date(
        int(year), int(month), int(next(filter(None, (part[name] for name in ("d", "d2", "d3", "d4", "d5", "d6"))), ""))
    )


def _offset(text: str | None) -> timezone | None:
    if not text:
        return None
    if text.lower() in _NAMED_ZONES:
        return timezone(_NAMED_ZONES[text.lower()])
    digits = text[1:].replace(":", "")
    digits = digits.zfill(2).ljust(4, "0")
    delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-delta if text[0] == "-" else delta)


def date_of(value: date | datetime, zone: ZoneInfo) -> NoteDate:
    """A native date or moment (TOML has them) as a NoteDate."""
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=zone)
        if moment.tzinfo is UTC:
            with suppress(OverflowError):  # `9999-12-31T23:59:59Z`: never
                # A machine wrote this; the reader's clock is the site's.
                moment = moment.astimezone(zone)
        return NoteDate(moment.date(), moment)
    return NoteDate(value)


def date_in_name(stem: str) -> tuple[NoteDate | None, str]:
    """The date at the head of a file name (`2024-01-01-bert`) and the rest of the name; (None, stem) without one."""
    found = _FILE_NAME.match(stem)
    if not found:
        return None, stem
    try:
        year, month, number = found.group(1, 3, 4) if found[1] else found.group(5, 6, 7)
        day = date(int(year), int(month), int(number))
    except ValueError:
        return None, stem
    # Numbers keep a note of a Zettelkasten apart from others of its title.
    return NoteDate(day), stem[found.end() :] if found[1] else stem


def today(now: datetime, zone: ZoneInfo) -> date:
    return now.astimezone(zone).date()
