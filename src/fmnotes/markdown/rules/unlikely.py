"""Two stock rules that are asked on every other line, with a look at the line first: seldom is one of them."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import hr as stock_hr
from markdown_it.rules_block import table as stock_table

_BREAK = re.compile(r"([*_-])[ \t]*(?:\1[ \t]*)+")
_DIVIDER = re.compile(r"(?:[|:]|-[-|:])[-|: \t]*")


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
