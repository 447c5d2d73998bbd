"""Tables and definitions that MyST writes as lists: `{list-table}`, `{csv-table}`, `{glossary}`.

(Docutils, Table directives; Sphinx, Glossary.)
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence

from markdown_it.rules_block import StateBlock

from fmnotes.markdown.rules.callout import push_inside

_ROW = re.compile(r"[ \t]*[*-][ \t]+[*-](?:[ \t]+(.*))?")
_CELL = re.compile(r"[ \t]+[*-](?:[ \t]+(.*))?")
_MOST_CELLS = 5_000


def list_rows(text: str) -> list[list[str]]:
    """The rows of a list of lists, each cell on one line; none where the text is something else."""
    rows: list[list[str]] = []
    for line in filter(str.strip, text.split("\n")):
        if row := _ROW.fullmatch(line):
            rows.append([row[1] or ""])
        elif rows and (cell := _CELL.fullmatch(line)):
            rows[-1].append(cell[1] or "")
        elif rows and line[0] in " \t":
            rows[-1][-1] = f"{rows[-1][-1]} {line.strip()}".strip()
        else:
            return []
    return rows


def csv_rows(text: str, header: str) -> list[list[str]]:
    """The rows of comma-separated values below those of `header`."""
    try:
        lines = [*([header] if header else []), *filter(str.strip, text.split("\n"))]
        return list(csv.reader(lines, skipinitialspace=True))
    except csv.Error:
        return []


def push_table(state: StateBlock, rows: Sequence[Sequence[str]], settings: Mapping[str, str], line: int) -> bool:
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
                _push_row(state, [*row, *[""] * (columns - len(row))], tag, line)
            state.push(f"{part}_close", part, -1)
    state.push("table_close", "table", -1)
    return True


def _push_row(state: StateBlock, cells: Sequence[str], tag: str, line: int) -> None:
    state.push("tr_open", "tr", 1)
    for cell in cells:
        state.push(f"{tag}_open", tag, 1)
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = cell.strip(), [line, line + 1], []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


def push_glossary(state: StateBlock, start: int, close: int) -> bool:
    """Terms that stand at the edge, and what is indented below each, as a list of definitions; False for others."""
    edge = min((state.sCount[line] for line in range(start, close) if not state.isEmpty(line)), default=0)
    terms = [line for line in range(start, close) if not state.isEmpty(line) and state.sCount[line] == edge]
    if len(terms) == sum(1 for line in range(start, close) if not state.isEmpty(line)):
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
