"""Looking at whole lines: what a rule for blocks with an end of their own does, within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_block import StateBlock

from fmnotes.text.regex import regex

_FENCE = regex(r"(`{3,}(?=[^`]*$)|~{3,})(.*)")
_LONGEST = 2000
_BUDGET = 300_000


def match_line(state: StateBlock, line: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """`pattern`, matched with all of `line` but its indent; nothing for code and for very long lines."""
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if end - begin > _LONGEST or state.is_code_block(line):
        return None
    return pattern.fullmatch(state.src, begin, end)


def may_look(state: StateBlock) -> bool:
    """May a rule look at one more line for the end of a block?

    A note of nothing but openings would have every one look at all lines below it: all searches of a note together
    see a bounded number of lines.
    """
    state.env["lines_seen"] = state.env.get("lines_seen", 0) + 1
    return bool(state.env["lines_seen"] <= _BUDGET)


def lines_after(state: StateBlock, start_line: int, end_line: int) -> Iterator[int]:
    """The lines that may hold the end of a block that opens on `start_line`: those of the block, fenced code aside."""
    fence = ""
    for line in range(start_line + 1, end_line):
        if not may_look(state) or (state.sCount[line] < state.blkIndent and not state.isEmpty(line)):
            return
        opening = match_line(state, line, _FENCE)
        if fence:
            fence = "" if opening and opening[1].startswith(fence) and not opening[2].strip() else fence
        elif opening:
            fence = opening[1]
        else:
            yield line


def find_end(
    state: StateBlock, start_line: int, end_line: int, opening: re.Pattern[str], end: re.Pattern[str]
) -> int | None:
    """The line that ends the block of `start_line`: blocks of the same kind inside it have ends of their own."""
    depth = 0
    for line in lines_after(state, start_line, end_line):
        if match_line(state, line, opening):
            depth += 1
        elif match_line(state, line, end):
            if not depth:
                return line
            depth -= 1
    return None


def find_line(state: StateBlock, start_line: int, end_line: int, pattern: re.Pattern[str]) -> int | None:
    """The first line after `start_line` that is `pattern` and nothing else, whatever stands between."""
    for line in range(start_line + 1, end_line):
        if not may_look(state):
            return None
        if match_line(state, line, pattern):
            return line
    return None
