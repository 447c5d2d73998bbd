"""Metadata that stands in the body: `Date: 2023-05-29`, `• Category: Paper Review`, Tistory's `2023. 12. 9. 14:26`.

Only at the very top or right under the H1, only keys that say something of a note, and only where the front matter
does not say it already. What is read leaves the body; its lines stay, empty, so that places hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from fmnotes.diagnostics import Place, diagnose
from fmnotes.notes.dialects import key_name
from fmnotes.notes.front_matter import FrontMatter
from fmnotes.notes.page_properties import is_own, page_properties, read_properties
from fmnotes.notes.pairs import (
    ANY_ZONE,
    HEADED,
    LONGEST,
    NAMED,
    PAIR,
    Found,
    entry_of,
    field_of_key,
    pair_of,
    plain_entry,
)
from fmnotes.notes.values import read_date
from fmnotes.text.regex import regex

_EMPTY = regex(r"\s*[^\W\d_][\w -]{0,40}::\s*")
_BREAK = regex(r"(?:<br ?/?>|\\)\Z", re.IGNORECASE)
_TISTORY_DATE = regex(
    r"[ \t]*(?P<value>\d{4}\. ?\d{1,2}\. ?\d{1,2}\. \d{1,2}:\d{2})[ \t]*(?:[ㆍ·∙|][ \t]*(?P<category>\S.*?))?[ \t]*"
)
_TITLE = regex(r" {0,3}#[ \t]")
_UNDERLINE = regex(r" {0,3}=+[ \t]*")
_FENCE = regex(r" {0,3}(?:`{3}|~{3})")
_HEAD = 6
_CHROME = 8
_SHORT = 60
_LAST_TAGS = regex(r"#{6}[ \t]+tags[ \t]*:", re.IGNORECASE)
_TITLED = regex(r"title[ \t]*:", re.IGNORECASE)
_SETTING = regex(r"([A-Za-z][\w-]{0,40}):(?:[ \t].*)?")


def with_body_metadata(front: FrontMatter) -> FrontMatter:
    """`front` with what the head of its body says, and the body without it.

    Where lines of the same kind stand among them that say nothing of the note (`Level: Gold`, a HTTP header), all
    stay, each on a line of its own: what is read may be content as well.
    """
    lines = _before_code(front.body.split("\n", 60)[:60])
    index = _after_title(lines)
    page = page_properties(lines) if not front.entries else set[int]()
    named = HEADED if not page and not front.entries and _TITLED.match(front.body.lstrip()) else NAMED
    given = {field_of_key(key_name(key)) for key in front.entries}
    found: list[Found] = []
    above = lines[:index] if _only_pairs(lines, index) else []
    if page:
        found += read_properties(lines, page, front.body_line, given)
        above, index = [], max(index, max(page) + 1)
    stays = _gather(above, 0, front.body_line, given, found, named)
    stays |= _gather(lines[index:], index, front.body_line, given, found, named)
    if "date" not in given:
        start = max(found[-1].number + 1, index) if found else index
        found += (one for one in _stamp(lines, start, front.body_line) if field_of_key(one.key) not in given)
    tail = _last_tags(front, given)
    if not found and not tail:
        return front
    head = _whole_head(lines) if named is HEADED and not page else {one for one in page if is_own(lines[one])}
    taken = head | {one.number for one in found if one.number in page or head or not stays}
    taken |= {one.number for one in tail}
    first = min(one.number for one in (*found, *tail))
    whole = front.body.split("\n")
    place = Place("", front.body_line + first, 1, max(1, len(whole[first])), whole[first])
    if page:
        whole = [f"{line}  " if at in page else line for at, line in enumerate(whole)]
    elif found and stays and not head:
        whole = _broken(whole, first, max(one.number for one in found))
    return replace(
        front,
        entries={**front.entries, **{one.key: one.entry for one in (*found, *tail)}},
        body="\n".join("" if number in taken else line for number, line in enumerate(whole)),
        diagnostics=(
            *front.diagnostics,
            diagnose("metadata-in-body", place, names=", ".join(one.key for one in (*found, *tail))),
        ),
    )


def _last_tags(front: FrontMatter, given: set[str]) -> list[Found]:
    """HackMD's tags (`###### tags: `ml``) as the last line of a note."""
    text = front.body.rstrip()
    last = text.rpartition("\n")[2]
    if "tags" in given or not _LAST_TAGS.match(last):
        return []
    number = text.count("\n")
    pair = pair_of(_without_break(last), NAMED)
    return [Found(number, pair[0], entry_of(_without_break(last), pair, front.body_line + number))] if pair else []


def _broken(lines: list[str], first: int, last: int) -> list[str]:
    """Properties that stay in the body, as Notion exports them: each on its own line."""
    while last + 1 < len(lines) and _is_property(lines[last + 1]):
        last += 1
    while first > 0 and _is_property(lines[first - 1]):
        first -= 1
    ends = range(first, last)
    return [
        f"{line}  " if at in ends and _is_property(line) and not _BREAK.search(line.rstrip()) else line
        for at, line in enumerate(lines)
    ]


def _is_property(line: str) -> bool:
    return len(line) <= LONGEST and PAIR.fullmatch(line) is not None


def _whole_head(lines: list[str]) -> set[int]:
    """The lines of Pelican's head, those that say nothing here (`Figure:`, `save_as:`) among them; none if unsure."""
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    end = next((number for number in range(start, len(lines)) if not lines[number].strip()), len(lines))
    keys = [found[1] for line in lines[start:end] if (found := _SETTING.fullmatch(line))]
    sure = len(keys) == end - start and sum(key_name(key) in HEADED for key in keys) > 1
    return set(range(start, end)) if sure else set()


def _gather(
    lines: list[str], start: int, first_line: int, given: set[str], found: list[Found], named: Mapping[str, str]
) -> bool:
    """Add what `lines` say (the first is line `start` of the body) to `found`; do other such lines stand among them?"""
    others = False
    late = False
    for number, line in enumerate(map(_without_break, lines), start):
        if not line.strip():
            continue
        pair = pair_of(line, {} if late else named)
        if pair and field_of_key(key_name(pair[0])) not in given:
            given.add(field_of_key(key_name(pair[0])))
            found.append(Found(number, pair[0], entry_of(line, pair, first_line + number)))
        elif PAIR.fullmatch(line[:LONGEST]) or _EMPTY.fullmatch(line[:LONGEST]):
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
    return bool(above) and all(len(line) <= LONGEST and PAIR.fullmatch(line) for line in above)


def _stamp(lines: list[str], start: int, first_line: int) -> list[Found]:
    """A line near the top that is nothing but the moment of a Tistory post, and its category."""
    head = [number for number in range(start, len(lines)) if lines[number].strip()][:_HEAD]
    for number in head:
        found = _TISTORY_DATE.fullmatch(lines[number]) if len(lines[number]) <= LONGEST else None
        if found and read_date(found["value"], ANY_ZONE):
            made = [Found(number, "date", plain_entry(lines[number], found["value"], first_line + number))]
            if found["category"]:
                category = plain_entry(lines[number], found["category"], first_line + number)
                made.append(Found(number, "category", category))
            return made
    return []
