"""Front-matter values as fields: text, switches, dates, names of tags and categories."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.notes.dialects import SINGULAR, key_name
from fmnotes.notes.front_matter import Entry, Plain, Value
from fmnotes.text.characters import squeeze, without_controls, xml_text
from fmnotes.text.dates import NoteDate, date_of, parse_date
from fmnotes.text.names import nfc
from fmnotes.text.regex import regex

_SPACES = {ord(ch): " " for ch in "\t\n\r"}
_CONTROL = regex(r"[\x00-\x08\x0b-\x1f]")
_NULLS = {"", "~", "null", "none"}
_BOOLEANS = {"true": True, "false": False}
_ON_OFF = {**_BOOLEANS, "yes": True, "on": True, "no": False, "off": False}
_LEVELS = regex(r"\s*[/>]\s*")
_DEEPEST = 8
_WIKILINK = regex(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_COMMAS = regex(r"\s*,\s*")

Report = Callable[[Diagnostic], None]


def is_null(value: Value) -> bool:
    return value is None or (isinstance(value, Plain) and value.strip().lower() in _NULLS)


def text_of(value: Value) -> str | None:
    """A scalar as clean text, HTML entities read, edge spaces gone; None for nothing or for a list."""
    if is_null(value) or isinstance(value, list | dict):
        return None
    try:
        written = str(value).lower() if isinstance(value, bool) else str(value)
    except ValueError:  # an integer of thousands of digits
        return None
    return _clean(written) or None


@lru_cache(maxsize=4096)
def _clean(written: str) -> str:
    """Tags, categories and authors come again and again."""
    return squeeze(without_controls(xml_text(nfc(html.unescape(written))).translate(_SPACES)))


def place_of(entry: Entry) -> Place:
    return Place("", entry.value_line, entry.value_column, max(1, len(entry.raw) - entry.value_column + 1), entry.raw)


def title_of(entry: Entry, report: Report) -> str | None:
    """A title; `[논문] 제목` that YAML took for a list, and a `#` it took for a comment, as they were written."""
    written = entry.raw[entry.value_column - 1 :].strip()
    if isinstance(entry.value, list) and written.startswith("["):
        report(diagnose("front-matter-repaired", place_of(entry), key="title", value=written))
        return text_of(written)
    if isinstance(entry.value, Plain):
        whole = entry.raw.partition(":")[2].strip()
        if re.search(r"(?:^|\s)#\S", whole) and whole != entry.value:
            report(diagnose("front-matter-repaired", place_of(entry), key="title", value=whole))
            return text_of(whole)
        if entry.value.endswith(","):
            assumed = entry.value.rstrip(", ")
            report(diagnose("front-matter-repaired", place_of(entry), key="title", value=assumed))
            return text_of(assumed)
    if isinstance(entry.value, str) and _CONTROL.search(entry.value) and written[:1] == '"':
        # `"\alpha"`: a bell and `lpha` to YAML, a letter to the author.
        whole = written.strip('"')
        report(diagnose("front-matter-repaired", place_of(entry), key="title", value=whole))
        return text_of(whole)
    if isinstance(entry.value, dict | list):
        report(diagnose("value-type", place_of(entry), key="title", ko="문자열", en="a string"))
    return text_of(entry.value)


def string_of(key: str, entry: Entry, report: Report) -> str | None:
    """Text; of a list or a mapping, its only name."""
    if isinstance(entry.value, dict | list):
        names = [name for one in flat(entry.value) if (name := text_of(one))]
        if len(names) == 1 or not entry.value:
            return next(iter(names), None)
        report(diagnose("value-type", place_of(entry), key=key, ko="문자열", en="a string"))
        return None
    return text_of(entry.value)


def switch_of(key: str, entry: Entry, report: Report) -> bool | None:
    """true or false; None for nothing. Any other word is a warning, and hides the note (the caller decides)."""
    value = entry.value
    if isinstance(value, bool) or is_null(value):
        return value if isinstance(value, bool) else None
    known = _BOOLEANS.get(str(value).strip().lower()) if isinstance(value, str) else None
    if known is None:
        report(diagnose("switch-not-boolean", place_of(entry), key=key, value=_shown(value)))
        raise ValueError(key)
    return known


def on_off(value: Value) -> bool | None:
    """What a word switches, or None: the words of YAML 1.1."""
    return _ON_OFF.get(str(value).strip().lower())


def number_of(key: str, entry: Entry, report: Report) -> float | None:
    """A number, for orders; None for nothing, with a warning for what is no number."""
    text = text_of(entry.value)
    if text is None and is_null(entry.value):
        return None
    try:
        text = text or "?"
        number = float(text) if len(text) < 16 else math.inf
    except ValueError:
        number = math.inf
    if math.isfinite(number):
        return number
    report(diagnose("value-type", place_of(entry), key=key, ko="수", en="a number"))
    return None


def _shown(value: Value) -> str:
    return squeeze(str(value))[:60]


def date_value(entry: Entry, zone: ZoneInfo, report: Report, code: str = "date-invalid") -> NoteDate | None:
    """A date or moment; None for nothing, and for what is no date, with a diagnostic of `code`."""
    value = entry.value
    if isinstance(value, date | datetime) and value.year > 1:
        return date_of(value, zone)
    # `[[2024-01-02]]` without quotes is a list in YAML.
    inner = list(flat(value)) if isinstance(value, list) else []
    text = text_of(inner[0] if len(inner) == 1 else value)
    if text is None and not isinstance(value, list | dict):
        return None
    if (text or "").startswith("0001-01-01"):
        # Hugo's zero date: none was given.
        return None
    found = read_date(text or "", zone)
    if found is None and not is_placeholder(text or ""):
        told = "date-ignored" if (text or "").lower() in _MOMENTS else code
        report(diagnose(told, place_of(entry), value=_shown(value)))
    return found


def is_placeholder(text: str) -> bool:
    """`{{date}}` and `<% tp.date.now() %>` stand in templates of notes."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None


_PLACEHOLDER = regex(r"\{\{[^{}\n]*\}\}|\{%(?:(?!%\}).)*%\}|<%(?:(?!%>).)*%>")
_MOMENTS = {"today", "now", "last-modified"}
"""When the site is built, or the file was saved (Quarto, Dates)."""


def read_date(text: str, zone: ZoneInfo) -> NoteDate | None:
    """A date as it is written in notes, with a trailing comma or as a link to a day; None for what is none."""
    try:
        return parse_date(plain_name(text.rstrip(", ")), zone)
    except ValueError:
        return None


_NAMES_IN_MAPS = ("name", "title", "label", "user", "id")


def flat(value: Value) -> Iterator[Value]:
    """The scalars in a value: of nested lists each, of a mapping the one that names it, of `논문: 리뷰` itself."""
    if isinstance(value, list):
        for item in value:
            yield from flat(item)
    elif isinstance(value, dict):
        named = next((value[key] for key in _NAMES_IN_MAPS if key in value), None)
        if named is not None:
            yield from flat(named)
        elif len(value) == 1:
            (key, one), *_ = value.items()
            yield f"{key}: {text_of(one) or ''}".rstrip(": ")
    else:
        yield value


def names_of(key: str, value: Value) -> Iterator[str]:
    """The names in a value of tags, aliases and the like: lists, commas, and spaces under a plural key."""
    if isinstance(value, list | dict):
        for item in flat(value):
            if name := text_of(item):
                yield from _comma_parts(name)
        return
    text = text_of(value)
    if text is None:
        return
    hashtags = all(word.startswith("#") for word in text.split())
    if "," in text or (key_name(key) in SINGULAR and not hashtags):
        yield from _comma_parts(text)
    else:
        yield from text.split()


def _comma_parts(text: str) -> Iterator[str]:
    yield from (part for part in _COMMAS.split(text) if part)


def tags_of(key: str, value: Value) -> Iterator[str]:
    for name in names_of(key, value):
        plain = plain_name(name)
        yield plain.lstrip("#").strip() or plain


def plain_name(name: str) -> str:
    """`[[note|label]]` and `` `code` `` around a name are not part of it (Obsidian, Logseq)."""
    return _WIKILINK.sub(r"\1", name).strip("`") or name


def aliases_of(_key: str, value: Value) -> Iterator[str]:
    """Names as they are: in a list one may hold commas; a plain string is parted by them (Obsidian, Aliases)."""
    names = filter(None, map(text_of, flat(value)))
    yield from names if isinstance(value, list | dict) else (part for name in names for part in _comma_parts(name))


def categories_of(key: str, value: Value) -> Iterator[tuple[str, ...]]:
    """Category paths. A string under the plural key is one path made of its words (Jekyll)."""
    if isinstance(value, list) and any(isinstance(item, list) for item in value):
        # Hexo: each inner list is a path.
        for item in value:
            path = tuple(name for one in flat(item) if (name := text_of(one)))
            yield from [path] if path else []
        return
    if not isinstance(value, list | dict) and key_name(key) not in SINGULAR:
        text = text_of(value)
        if text and "," not in text and not _LEVELS.search(text):
            yield tuple(text.split())
            return
        yield from (levels(part) for part in _comma_parts(text or ""))
        return
    singular = key if key_name(key) in SINGULAR else "category"
    numbers = key_name(key) == "tistorycategory"
    names = (name for name in names_of(singular, value) if not (numbers and name.isdigit()))
    yield from filter(None, (levels(name) for name in names))


def levels(name: str) -> tuple[str, ...]:
    if "[[" in name:
        # A link of Obsidian: the name of the note, without its folders.
        name = plain_name(name).rpartition("/")[2]
    return tuple(part for part in _LEVELS.split(name.strip("/> ")) if part)[:_DEEPEST]
