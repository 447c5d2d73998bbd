"""Tables: a row keeps what its author wrote, and a table of Kramdown's needs no head."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit

from fmnotes.markdown.rules.lines import match_line
from fmnotes.markdown.rules.table_pipes import PIPE_MASK
from fmnotes.markdown.rules.unlikely import table as plain_table
from fmnotes.text.regex import regex

_ROW = regex(r"\|.*\|[ \t]*")
_DIVIDER = regex(r"\|[-=|:+ \t]*[-=][-=|:+ \t]*")
_DASHES = regex(r":?[-=]{3,}:?")
_MOST_CELLS = 20_000
"""In a note: a row of many cells would make as many of each of the others."""
_COMMENT = regex(r"<!--.*?(?:-->|$)")
_CODE = regex(r"(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)")
_FEWEST = 2
_ATTRIBUTES = regex(r"\{:[^{}\n]*\}[ \t]*")


def table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """As GFM has it, but a pipe inside of code divides no cell where the row has too many; what is lost is told."""
    made = len(state.tokens)
    if not plain_table(state, start_line, end_line, silent) and not (
        _mask_head(state, start_line, end_line) and plain_table(state, start_line, end_line, silent)
    ):
        return False
    if silent:
        return True
    columns = sum(1 for token in state.tokens[made:] if token.type == "th_open")
    too_long = [line for line in range(start_line + 2, state.line) if len(_cells(state, line)) > columns]
    if too_long and _mask(state, too_long):
        del state.tokens[made:]
        plain_table(state, start_line, end_line, silent)
    if any(match_line(state, line, _DIVIDER) for line in range(start_line + 2, state.line)):
        _without_dashes(state, made)
    for line in too_long:
        if any(_seen(cell) for cell in _cells(state, line)[columns:]):
            state.env.setdefault("lost_cells", []).append(line)
    return True


def _mask_head(state: StateBlock, line: int, end_line: int) -> bool:
    """Hide the pipes inside of code in what may be the head of a table: was there one?"""
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if state.src.find("`", begin, end) < 0 or line + 1 >= end_line or not match_line(state, line + 1, _DIVIDER):
        return False
    return _mask(state, [line])


def _without_dashes(state: StateBlock, made: int) -> None:
    """A row of nothing but dashes divides those above from those below (kramdown, Tables)."""
    tokens = state.tokens
    rows = [at for at in range(made, len(tokens)) if tokens[at].type == "tr_open"][1:]
    ends = [next(one for one in range(at, len(tokens)) if tokens[one].type == "tr_close") for at in rows]
    dividing = [
        (at, end)
        for at, end in zip(rows, ends, strict=True)
        if all(_DASHES.fullmatch(token.content) for token in tokens[at:end] if token.type == "inline")
    ]
    # What would leave an empty table divides nothing.
    for at, end in reversed(dividing if len(dividing) < len(rows) else []):
        del tokens[at : end + 1]


def _seen(cell: str) -> bool:
    return bool(_COMMENT.sub("", cell).strip())


def _cells(state: StateBlock, line: int) -> list[str]:
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    return escapedSplit(state.src[begin:end].strip().removeprefix("|").removesuffix("|"))


def _mask(state: StateBlock, lines: Sequence[int]) -> bool:
    """Hide the pipes inside of code on `lines`: is there one?"""
    parts: list[str] = []
    position = 0
    for line in lines:
        begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        hidden = _CODE.sub(lambda found: found[0].replace("|", PIPE_MASK), state.src[begin:end])
        parts += [state.src[position:begin], hidden]
        position = end
    masked = "".join([*parts, state.src[position:]])
    if masked == state.src:
        return False
    state.src, state.env["masked"] = masked, True
    return True


def headless_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Rows that begin and end with a pipe, and no line that makes the first a head (kramdown, Tables).

    One alone may be words between bars, but of pictures.
    """
    line = start_line
    while line < end_line and not state.isEmpty(line) and match_line(state, line, _ROW):
        line += 1
    rows = [one for one in range(start_line, line) if not match_line(state, one, _DIVIDER)]
    pictured = len(rows) == 1 and state.src.count("![", state.bMarks[rows[0]], state.eMarks[rows[0]]) > 1
    ends = line >= end_line or state.isEmpty(line) or match_line(state, line, _ATTRIBUTES)
    if silent or (len(rows) < _FEWEST and not pictured) or not ends:
        return False
    _mask(state, rows)
    cells = {one: _cells(state, one) for one in rows}
    width = max(map(len, cells.values()))
    state.env["cells"] = state.env.get("cells", 0) + width * len(rows)
    if state.env["cells"] > _MOST_CELLS:
        return False
    state.push("table_open", "table", 1).map = [start_line, line]
    state.push("tbody_open", "tbody", 1).map = [start_line, line]
    for one, row in cells.items():
        state.push("tr_open", "tr", 1).map = [one, one + 1]
        for cell in [*row, *[""] * (width - len(row))]:
            state.push("td_open", "td", 1)
            token = state.push("inline", "", 0)
            token.content, token.map, token.children = cell.strip(), [one, one + 1], []
            state.push("td_close", "td", -1)
        state.push("tr_close", "tr", -1)
    state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)
    state.line = line
    return True
