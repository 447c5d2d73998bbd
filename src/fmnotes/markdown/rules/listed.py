"""Tables and definitions that MyST writes as lists: `{list-table}`, `{csv-table}`, `{glossary}`.

(Docutils, Table directives; Sphinx, Glossary.)
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from markdown_it.rules_block import StateBlock

from fmnotes.markdown.rules.callout import push_inside
from fmnotes.text.regex import regex

_ROW = regex(r"([ \t]*[*-][ \t]+)[*-](?:[ \t]+(.*))?")
_CELL = regex(r"([ \t]+)[*-](?:[ \t]+(.*))?")
_BLOCK = regex(r"[ \t]*(?:[-*+>|]|#{1,6}|\d+[.)]|`{3}|~{3}|:{3})(?:[ \t]|$|[`~:])")
_MARKS = {"tab": "\t", "space": " "}
_MOST_CELLS = 5_000

Cell = tuple[str, int]
"""The words of a cell, and the line that they begin on."""


def list_rows(lines: Sequence[str], first: int) -> list[list[Cell]]:
    """The rows of a list of lists, which begin on line `first`; none where a cell holds more than words."""
    rows: list[list[Cell]] = []
    width, ended = 0, False
    for number, line in enumerate(lines, first):
        if not line.strip():
            ended = True
            continue
        row, cell = _ROW.fullmatch(line), _CELL.fullmatch(line)
        if row and (not rows or len(row[1]) == width):
            width = len(row[1])
            rows.append([(row[2] or "", number)])
        elif rows and cell and len(cell[1]) == width:
            rows[-1].append((cell[2] or "", number))
        elif rows and not ended and line[:width].isspace() and not _BLOCK.match(line):
            words, own = rows[-1][-1]
            rows[-1][-1] = f"{words} {line.strip()}".strip(), own
        else:
            return []
        ended = False
    return rows


def csv_rows(text: str, settings: Mapping[str, str], first: int) -> list[list[Cell]]:
    """The rows of comma-separated values below those of the setting `header`; none of what is in a file."""
    if "file" in settings or "url" in settings:
        return []
    mark = _MARKS.get(said := settings.get("delim", ","), said)
    try:
        rows = list(csv.reader(io.StringIO(text), skipinitialspace=True, delimiter=mark if len(mark) == 1 else ","))
        head = list(csv.reader([settings["header"]], skipinitialspace=True)) if settings.get("header") else []
    except csv.Error:
        return []
    return [[(" ".join(cell.split()), first) for cell in row] for row in (*head, *rows) if row]


def push_table(state: StateBlock, rows: Sequence[Sequence[Cell]], settings: Mapping[str, str], line: int) -> bool:
    """A table of `rows`, the first of them its head; False for none, and for one of too many cells."""
    columns = max(map(len, rows), default=0)
    if not columns or columns * len(rows) > _MOST_CELLS:
        return False
    said = settings.get("header-rows", "")
    heads = int(said) if said.isdecimal() and len(said) < 3 else int(bool(settings.get("header")))
    state.push("table_open", "table", 1).map = [line, line + 1]
    # A table of HTML without a head has an empty one here, as Markdown has no other.
    for part, tag, its in (("thead", "th", rows[:heads] or [[]]), ("tbody", "td", rows[heads:])):
        if its:
            state.push(f"{part}_open", part, 1)
            for row in its:
                _push_row(state, [*row, *[("", line)] * (columns - len(row))], tag)
            state.push(f"{part}_close", part, -1)
    state.push("table_close", "table", -1)
    return True


def _push_row(state: StateBlock, cells: Sequence[Cell], tag: str) -> None:
    state.push("tr_open", "tr", 1)
    for words, line in cells:
        state.push(f"{tag}_open", tag, 1)
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = words.strip(), [line, line + 1], []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


def push_glossary(state: StateBlock, start: int, close: int) -> bool:
    """Terms that stand at the edge, and what is indented below each, as a list of definitions; False for others."""
    lines = [line for line in range(start, close) if not state.isEmpty(line)]
    edge = min((state.sCount[line] for line in lines), default=0)
    terms = [line for line in lines if state.sCount[line] == edge]
    if len(terms) == len(lines) or terms[0] != lines[0]:
        return False
    state.push("dl_open", "dl", 1).map = [start, close]
    for at, line in enumerate(terms):
        state.push("dt_open", "dt", 1)
        inline = state.push("inline", "", 0)
        inline.content, inline.children = state.getLines(line, line + 1, edge, False).strip(), []
        inline.map = [line, line + 1]
        state.push("dt_close", "dt", -1)
        end = terms[at + 1] if at + 1 < len(terms) else close
        inner = [state.sCount[one] for one in range(line + 1, end) if not state.isEmpty(one)]
        if inner:
            state.push("dd_open", "dd", 1)
            push_inside(state, (line, end, end), min(inner) - state.blkIndent)
            state.push("dd_close", "dd", -1)
    state.push("dl_close", "dl", -1)
    return True
