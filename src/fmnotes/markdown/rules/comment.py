"""Obsidian's `%%comments%%`, in a line or over lines: their author never sees them shown, so no reader does."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline


def comment(state: StateInline, silent: bool) -> bool:
    """`%%…%%` inside a block; an unclosed `%%` is text."""
    if not state.src.startswith("%%", state.pos):
        return False
    end = state.src.find("%%", state.pos + 2, state.posMax)
    if end <= state.pos + 2:
        return False
    state.pos = end + 2
    return True


def comment_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Lines from one that is `%%` and no more, to the next such line."""
    if state.is_code_block(start_line) or _line(state, start_line) != "%%":
        return False
    for line in range(start_line + 1, end_line):
        if _line(state, line) == "%%":
            state.line = state.line if silent else line + 1
            return True
    return False


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
