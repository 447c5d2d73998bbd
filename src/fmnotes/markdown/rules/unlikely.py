"""Stock rules that are asked on every other line, with a look at the line first: seldom is it one of theirs."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import hr as stock_hr
from markdown_it.rules_block import lheading as stock_lheading
from markdown_it.rules_block import table as stock_table

from fmnotes.text.regex import regex

_BREAK = regex(r"([*_-])[ \t]*(?:\1[ \t]*)+")
_UNDERLINE = regex(r"[> \t]*(?:=+|-+)[ \t]*")
_DIVIDER = regex(r"(?:[|:]|-[-|:])[-|: \t]*")


def hr(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`---`, `* * *`: asked only where the line holds nothing but one marker."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not _BREAK.fullmatch(state.src, begin, state.eMarks[start_line]):
        return False
    return stock_hr(state, start_line, end_line, silent)


def table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A table: asked only where the next line divides a head from a body."""
    below = start_line + 1
    if below >= end_line:
        return False
    begin = state.bMarks[below] + state.tShift[below]
    if not _DIVIDER.fullmatch(state.src, begin, state.eMarks[below]):
        return False
    return stock_table(state, start_line, end_line, silent)


def lheading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """An underlined heading: asked only where a line before the next empty one is an underline.

    A paragraph is looked through once, though every line of it may be asked for.
    """
    first, last = state.env.get("not_underlined", (0, 0))
    if first <= start_line < last:
        return False
    line = start_line + 1
    while line < end_line and not state.isEmpty(line):
        if _UNDERLINE.fullmatch(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line]):
            return stock_lheading(state, start_line, end_line, silent)
        line += 1
    state.env["not_underlined"] = (start_line, line)
    return False
