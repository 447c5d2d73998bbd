"""Lines `Key: value` of a body that are metadata: their keys and values, as entries of front matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fmnotes.notes.dialects import FIELDS, SWITCHES, key_name, language_code
from fmnotes.notes.front_matter import Entry, Plain
from fmnotes.notes.publication import STATES, UNSEEN
from fmnotes.notes.values import read_date
from fmnotes.text.regex import regex

PAIR = regex(
    r" {0,3}(?:[-*+•·▪◦‣∙●○■□]\s+)?(?:\*\*|__)?"
    r"(?P<key>[^\W\d_][^\W\d]*(?:\(s\))?(?:[ -][^\W\d_]+){0,4})(?:\*\*|__)?[ \t]*"
    r"[:\uff1a]{1,2}+"
    r"(?:\*\*|__)?[ \t]*(?P<value>\S.*?)[ \t]*"
)
_QUOTED = regex(r"`([^`]+)`")
_ITEM = regex(r"#?\[\[(?:[^\[\]\n|]*\|)?([^\[\]\n|]+)\]\]")
_SWITCHED = dict.fromkeys(("true", "yes", "on", "예"), "true")
_SWITCHED |= dict.fromkeys(("false", "no", "off", "아니요", "아니오"), "false")
"""Notion writes a checkbox as Yes or No."""
_LINK = regex(r"\[([^\]\n]*)\]\([^)\n]*\)")
LONGEST = 120
SAID = UNSEEN - {"hidden"}
"""`State: hidden` may speak of a network."""
_DATES = ("date", "updated")
NAMED = {
    key: field for field in (*_DATES, "tags", "categories", "author", "series", "language") for key in FIELDS[field]
}
HEADED = NAMED | {key: field for field in ("title", "slug", "description", "aliases") for key in FIELDS[field]}
"""Where `Title: …` is the first line: the head of a note of Pelican, or of MultiMarkdown."""
_COMMAS = regex(r"\s*,\s*")
ANY_ZONE = ZoneInfo("UTC")


class Found(NamedTuple):
    """A line (from 0, in the body) and what it says."""

    number: int
    key: str
    entry: Entry


def field_of_key(key: str) -> str:
    return NAMED.get(key, key)


def pair_of(line: str, named: Mapping[str, str]) -> tuple[str, str] | None:
    """Key and value of a line that is metadata and nothing else."""
    found = PAIR.fullmatch(line) if len(line) <= LONGEST else None
    if not found:
        return None
    key, value = found["key"], _LINK.sub(r"\1", found["value"]).strip("*_ ")
    field = named.get(key_name(key))
    if field in {"tags", "categories"}:
        names = _QUOTED.findall(value) if not _QUOTED.sub("", value).strip(" ,;|·/") else []
        value = ", ".join(names) or _ITEM.sub(r",\1,", value).strip(", ")
        value = value[1:-1] if value[:1] == "[" and value.find("]") == len(value) - 1 else value
    if key_name(key) in SWITCHES:
        said = _switched(value.lower(), hiding=SWITCHES[key_name(key)])
        return (key, said) if said else None
    if key_name(key) in STATES:
        return (key, value) if value.lower() in SAID or named is HEADED else None
    if field in _DATES:
        return (key, value) if read_date(value, ANY_ZONE) else None
    if field == "language":
        return (key, value) if language_code(value) in {"ko", "en"} else None
    sentence = value.endswith((".", "?", "!", "다")) and named is not HEADED
    return (key, value) if field and value and not sentence else None


def _switched(word: str, *, hiding: bool) -> str:
    """`true` or `false` for what switches a note; `공개 여부: 비공개` hides it too, other words say nothing of it."""
    if word in UNSEEN or word == ("o" if hiding else "x"):
        return str(hiding).lower()
    return _SWITCHED.get(word, "")


def entry_of(line: str, pair: tuple[str, str], number: int) -> Entry:
    entry = plain_entry(line, pair[1], number)
    if HEADED.get(key_name(pair[0])) != "aliases":
        return entry
    return entry._replace(value=[Plain(one) for one in _COMMAS.split(_ITEM.sub(r"\1", pair[1])) if one])


def plain_entry(line: str, value: str, number: int) -> Entry:
    column = max(0, line.find(value)) + 1
    return Entry(Plain(value), number, len(line) - len(line.lstrip()) + 1, number, column, line)
