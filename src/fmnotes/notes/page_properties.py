"""Page properties of Logseq: a first block of nothing but `key:: value` (Logseq, Properties)."""

from __future__ import annotations

from collections.abc import Iterator

from fmnotes.notes.dialects import SWITCHES, key_name
from fmnotes.notes.pairs import HEADED, Found, entry_of, field_of_key, pair_of
from fmnotes.notes.publication import STATES, is_unseen
from fmnotes.text.regex import regex

_PROPERTY = regex(r"(?:- |  )?[\w./-]{1,60}::(?:[ \t][^\n]*)?")
_OWN = frozenset(
    map(key_name, "icon filters collapsed id template template-including-parent exclude-from-graph-view".split())
)


def page_properties(lines: list[str]) -> set[int]:
    """Their lines, from 0; none where the first block is anything else."""
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    end = next((number for number in range(start, len(lines)) if not _PROPERTY.fullmatch(lines[number])), len(lines))
    return set(range(start, end)) if end == len(lines) or not lines[end].strip() or lines[end][0] in "-#" else set()


def read_properties(lines: list[str], page: set[int], first_line: int, given: set[str]) -> Iterator[Found]:
    """What page properties say. A switch that says neither yes nor no is told, and hides, as in front matter."""
    for number in sorted(page):
        line = lines[number]
        key, _, value = line.removeprefix("- ").strip().partition("::")
        name, value = key_name(key), value.strip()
        pair = pair_of(f"{key}:: {value}", HEADED)
        if not pair and value and name in SWITCHES:
            pair = (key, value.strip("\"'"))
        if name in STATES and name != "visibility":
            # `Status:: 읽는 중` says nothing of who may see it.
            pair = (key, value) if is_unseen(value) else None
        if pair and field_of_key(name) not in given:
            given.add(field_of_key(name))
            yield Found(number, pair[0], entry_of(line, pair, first_line + number))


def is_own(line: str) -> bool:
    """Is it a property that Logseq writes for itself?"""
    return key_name(line.removeprefix("- ").strip().partition("::")[0]) in _OWN
