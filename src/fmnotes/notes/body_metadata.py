"""Metadata that stands in the body: `Date: 2023-05-29`, `• Category: Paper Review`, Tistory's `2023. 12. 9. 14:26`.

Only at the very top or right under the H1, only keys that say something of a note, and only where the front matter
does not say it already. What is read leaves the body; its lines stay, empty, so that places hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fmnotes.diagnostics import Place, diagnose
from fmnotes.notes.dialects import FIELDS, SWITCHES, key_name, language_code
from fmnotes.notes.front_matter import Entry, FrontMatter, Plain
from fmnotes.notes.publication import STATES, UNSEEN
from fmnotes.notes.values import read_date

_PAIR = re.compile(
    r" {0,3}(?:[-*+•·▪◦‣∙●○■□]\s+)?(?:\*\*|__)?(?P<key>[^\W\d_][^\W\d]*(?:[ -][^\W\d_]+){0,4})(?:\*\*|__)?[ \t]*"
    r"[:\uff1a]{1,2}+"
    r"(?:\*\*|__)?[ \t]*(?P<value>\S.*?)[ \t]*"
)
_EMPTY = re.compile(r"\s*[^\W\d_][\w -]{0,40}::\s*")
_BREAK = re.compile(r"(?:<br ?/?>|\\)\Z", re.IGNORECASE)
_QUOTED = re.compile(r"`([^`]+)`")
_ITEM = re.compile(r"#?\[\[([^\[\]\n]+)\]\]")
_TISTORY_DATE = re.compile(
    r"[ \t]*(?P<value>\d{4}\. ?\d{1,2}\. ?\d{1,2}\. \d{1,2}:\d{2})[ \t]*(?:[ㆍ·∙|][ \t]*(?P<category>\S.*?))?[ \t]*"
)
_TITLE = re.compile(r" {0,3}#[ \t]")
_UNDERLINE = re.compile(r" {0,3}=+[ \t]*")
_FENCE = re.compile(r" {0,3}(?:`{3}|~{3})")
_SWITCHED = dict.fromkeys(("true", "yes", "on", "예"), "true")
_SWITCHED |= dict.fromkeys(("false", "no", "off", "아니요", "아니오"), "false")
"""Notion writes a checkbox as Yes or No."""
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_LONGEST = 120
_HEAD = 6
_CHROME = 8
_SHORT = 60
_SAID = UNSEEN - {"hidden"}
"""`State: hidden` may speak of a network."""
_DATES = ("date", "updated")
_NAMED = {
    key: field for field in (*_DATES, "tags", "categories", "author", "series", "language") for key in FIELDS[field]
}
_HEADED = _NAMED | {key: field for field in ("title", "slug", "description", "aliases") for key in FIELDS[field]}
"""Where `Title: …` is the first line: the head of a note of Pelican, or of MultiMarkdown."""
_TITLED = re.compile(r"title[ \t]*:", re.IGNORECASE)
_COMMAS = re.compile(r"\s*,\s*")
_PROPERTY = re.compile(r"(?:- |  )?[\w./-]{1,60}::(?:[ \t][^\n]*)?")
_OWN = frozenset(
    map(key_name, "icon filters collapsed id template template-including-parent exclude-from-graph-view".split())
)
_SETTING = re.compile(r"([A-Za-z][\w-]{0,40}):(?:[ \t].*)?")
_ANY_ZONE = ZoneInfo("UTC")


class _Found(NamedTuple):
    """A line (from 0, in the body) and what it says."""

    number: int
    key: str
    entry: Entry


def with_body_metadata(front: FrontMatter) -> FrontMatter:
    """`front` with what the head of its body says, and the body without it.

    Where lines of the same kind stand among them that say nothing of the note (`Level: Gold`, a HTTP header), all
    stay, each on a line of its own: what is read may be content as well.
    """
    lines = _before_code(front.body.split("\n", 60)[:60])
    index = _after_title(lines)
    page = _page_properties(lines) if not front.entries else set[int]()
    named = _HEADED if _TITLED.match(front.body.lstrip()) and not front.entries else _NAMED
    given = {_field(key_name(key)) for key in front.entries}
    found: list[_Found] = []
    above = lines[:index] if _only_pairs(lines, index) else []
    if page:
        found += _properties(lines, page, front.body_line, given)
        above, index = [], max(index, max(page) + 1)
    stays = _gather(above, 0, front.body_line, given, found, named)
    stays |= _gather(lines[index:], index, front.body_line, given, found, named)
    if "date" not in given:
        start = max(found[-1].number + 1, index) if found else index
        found += (one for one in _stamp(lines, start, front.body_line) if _field(one.key) not in given)
    if not found:
        return front
    head = _whole_head(lines) if named is _HEADED and not page else {one for one in page if _is_own(lines[one])}
    taken = head | (set() if stays and not head else {one.number for one in found})
    first = min(one.number for one in found)
    place = Place("", front.body_line + first, 1, max(1, len(lines[first])), lines[first])
    whole = front.body.split("\n")
    if page:
        whole = [f"{line}  " if at in page else line for at, line in enumerate(whole)]
    elif stays and not head:
        whole = _broken(whole, first, max(one.number for one in found))
    return replace(
        front,
        entries={**front.entries, **{one.key: one.entry for one in found}},
        body="\n".join("" if number in taken else line for number, line in enumerate(whole)),
        diagnostics=(
            *front.diagnostics,
            diagnose("metadata-in-body", place, names=", ".join(one.key for one in found)),
        ),
    )


def _broken(lines: list[str], first: int, last: int) -> list[str]:
    """Properties that stay in the body, as Notion exports them: each on its own line."""
    while last + 1 < len(lines) and _is_property(lines[last + 1]):
        last += 1
    ends = range(first, last)
    return [
        f"{line}  " if at in ends and _is_property(line) and not _BREAK.search(line.rstrip()) else line
        for at, line in enumerate(lines)
    ]


def _is_property(line: str) -> bool:
    return len(line) <= _LONGEST and _PAIR.fullmatch(line) is not None


def _page_properties(lines: list[str]) -> set[int]:
    """The lines of Logseq's page properties: a first block of nothing but `key:: value`."""
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    end = next((number for number in range(start, len(lines)) if not _PROPERTY.fullmatch(lines[number])), len(lines))
    return set(range(start, end)) if end == len(lines) or not lines[end].strip() or lines[end][0] in "-#" else set()


def _properties(lines: list[str], page: set[int], first_line: int, given: set[str]) -> Iterator[_Found]:
    """What page properties say. A switch that says neither yes nor no is told, and hides, as in front matter."""
    for number in sorted(page):
        line = lines[number]
        key, said, value = line.removeprefix("- ").strip().partition("::")
        name, value = key_name(key), value.strip()
        pair = _pair(f"{key}:: {value}", _HEADED)
        if not pair and value and name in SWITCHES:
            pair = (key, value.strip("\"'"))
        if name in STATES and name != "visibility" and value.lower() not in _SAID:
            # `Status:: 읽는 중`
            continue
        if said and pair and _field(name) not in given:
            given.add(_field(name))
            yield _Found(number, pair[0], _property(line, pair, first_line + number))


def _is_own(line: str) -> bool:
    """Is it a property that Logseq writes for itself?"""
    return key_name(line.removeprefix("- ").strip().partition("::")[0]) in _OWN


def _property(line: str, pair: tuple[str, str], number: int) -> Entry:
    entry = _entry(line, pair[1], number)
    if _HEADED.get(key_name(pair[0])) != "aliases":
        return entry
    return entry._replace(value=[Plain(one) for one in _COMMAS.split(_ITEM.sub(r"\1", pair[1])) if one])


def _whole_head(lines: list[str]) -> set[int]:
    """The lines of Pelican's head, those that say nothing here (`Figure:`, `save_as:`) among them; none if unsure."""
    start = next(number for number, line in enumerate(lines) if line.strip())
    end = next((number for number in range(start, len(lines)) if not lines[number].strip()), len(lines))
    keys = [found[1] for line in lines[start:end] if (found := _SETTING.fullmatch(line))]
    sure = len(keys) == end - start and sum(key_name(key) in _HEADED for key in keys) > 1
    return set(range(start, end)) if sure else set()


def _gather(
    lines: list[str], start: int, first_line: int, given: set[str], found: list[_Found], named: Mapping[str, str]
) -> bool:
    """Add what `lines` say (the first is line `start` of the body) to `found`; do other such lines stand among them?"""
    others = False
    late = False
    for number, line in enumerate(map(_without_break, lines), start):
        if not line.strip():
            continue
        pair = _pair(line, {} if late else named)
        if pair and _field(key_name(pair[0])) not in given:
            given.add(_field(key_name(pair[0])))
            found.append(_Found(number, pair[0], _property(line, pair, first_line + number)))
        elif _PAIR.fullmatch(line[:_LONGEST]) or _EMPTY.fullmatch(line[:_LONGEST]):
            # Behind a longer one, which may be a sentence, only what hides the note is read.
            others, late = others or pair is None, late or len(line) >= _SHORT
        else:
            break
    return others


def _without_break(line: str) -> str:
    # HackMD's tags stand in the smallest heading.
    text = line.rstrip().removeprefix("###### ")
    found = _BREAK.search(text[-6:])
    return text[: -len(found[0])].rstrip() if found else text


def _before_code(lines: list[str]) -> list[str]:
    """The lines above the first fence: what stands in code is an example."""
    return lines[: next((number for number, line in enumerate(lines) if _FENCE.match(line)), len(lines))]


def _after_title(lines: list[str]) -> int:
    """The line after the H1, or 0 where the text does not begin with one (a few lines of a site's own aside)."""
    for number, line in enumerate(lines[:_CHROME]):
        if _TITLE.match(line):
            return number + 1
        if number and lines[number - 1].strip() and _UNDERLINE.fullmatch(line):
            return number + 1
    return 0


def _only_pairs(lines: list[str], index: int) -> bool:
    """Do only `Key: value` lines stand above the title, which ends before line `index`?"""
    above = [line for line in lines[: max(0, index - 1)] if line.strip()]
    if above and index and _UNDERLINE.fullmatch(lines[index - 1]):
        above.pop()
    return bool(above) and all(len(line) <= _LONGEST and _PAIR.fullmatch(line) for line in above)


def _field(key: str) -> str:
    return _NAMED.get(key, key)


def _pair(line: str, named: Mapping[str, str]) -> tuple[str, str] | None:
    """Key and value of a line that is metadata and nothing else."""
    found = _PAIR.fullmatch(line) if len(line) <= _LONGEST else None
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
        return (key, value) if value.lower() in _SAID or named is _HEADED else None
    if field in _DATES:
        return (key, value) if read_date(value, _ANY_ZONE) else None
    if field == "language":
        return (key, value) if language_code(value) in {"ko", "en"} else None
    sentence = value.endswith((".", "?", "!", "다")) and named is not _HEADED
    return (key, value) if field and value and not sentence else None


def _switched(word: str, *, hiding: bool) -> str:
    """`true` or `false` for what switches a note; `공개 여부: 비공개` hides it too, other words say nothing of it."""
    if word in UNSEEN or word == ("o" if hiding else "x"):
        return str(hiding).lower()
    return _SWITCHED.get(word, "")


def _entry(line: str, value: str, number: int) -> Entry:
    column = max(0, line.find(value)) + 1
    return Entry(Plain(value), number, len(line) - len(line.lstrip()) + 1, number, column, line)


def _stamp(lines: list[str], start: int, first_line: int) -> list[_Found]:
    """A line near the top that is nothing but the moment of a Tistory post, and its category."""
    head = [number for number in range(start, len(lines)) if lines[number].strip()][:_HEAD]
    for number in head:
        found = _TISTORY_DATE.fullmatch(lines[number]) if len(lines[number]) <= _LONGEST else None
        if found and read_date(found["value"], _ANY_ZONE):
            made = [_Found(number, "date", _entry(lines[number], found["value"], first_line + number))]
            if found["category"]:
                category = _entry(lines[number], found["category"], first_line + number)
                made.append(_Found(number, "category", category))
            return made
    return []
