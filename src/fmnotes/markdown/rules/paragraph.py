"""The stock paragraph, except that a `$$` left open keeps its lines: `+ b` inside a formula starts no list."""

from __future__ import annotations

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

from fmnotes.markdown.rules.unlikely import table
from fmnotes.text.regex import regex

_ITEM = regex(r"[-*+] +\S")
"""An item of a list: at the margin it always interrupts, so no rule need be asked."""

_TEX = regex(r"\\[A-Za-z]|[\^_=]")
_EMBED = regex(r"!\[\[[^\[\]\n.|]+(?:#[^\[\]\n|]*)?\]\][ \t]*")


def paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    end_line = state.lineMax
    old_parent, state.parentType = state.parentType, "paragraph"
    src, begins, ends = state.src, state.bMarks, state.eMarks
    line = start_line + 1
    if "$" in src[begins[start_line] : ends[start_line]]:
        line = _formula_end(state, start_line, end_line) + 1
    embeds = _is_embed(state, start_line)
    while line < end_line and not state.isEmpty(line):
        if embeds != _is_embed(state, line):
            # Text and an embed below each other are two paragraphs: the embed is shown, as in Obsidian.
            break
        # An indented line, or one that a block quote has already judged (sCount < 0), goes on with the paragraph.
        if 0 <= state.sCount[line] <= state.blkIndent + 3 and _is_interrupted(state, line, end_line):
            break
        line = _formula_end(state, line, end_line) + 1
    if line == start_line + 1:
        content = mdTrim(src[begins[start_line] + state.tShift[start_line] : ends[start_line]])
    else:
        content = mdTrim(state.getLines(start_line, line, state.blkIndent, False))
    state.line = line
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [start_line, line]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = content, [start_line, line], []
    state.push("paragraph_close", "p", -1)
    state.parentType = old_parent
    return True


def _is_embed(state: StateBlock, line: int) -> bool:
    """Is it nothing but `![[note]]`? Pictures stay in their paragraph."""
    begin = state.bMarks[line] + state.tShift[line]
    return state.src.startswith("![[", begin) and bool(_EMBED.fullmatch(state.src, begin, state.eMarks[line]))


def _is_interrupted(state: StateBlock, line: int, end_line: int) -> bool:
    """Does another block begin on `line`? Where its first character starts none, only a table can."""
    begin = state.bMarks[line] + state.tShift[line]
    if state.sCount[line] == 0 and _ITEM.match(state.src, begin):
        return True
    rules = state.md.block.interrupting(state.src[begin])  # type: ignore[attr-defined]
    if rules is None:
        below = line + 1
        return (
            below < end_line
            and "-" in state.src[state.bMarks[below] : state.eMarks[below]]
            and table(state, line, end_line, True)
        )
    return any(rule(state, line, end_line, True) for rule in rules)


def _formula_end(state: StateBlock, line: int, end_line: int) -> int:
    """The line where a `$$` that `line` leaves open is closed, or a `$` that it is; before any blank line.

    Else `line` itself.
    """
    twice = state.src.count("$$", state.bMarks[line], state.eMarks[line]) % 2 == 1
    if not twice and not _is_dollar(state, line):
        return line
    for later in range(line + 1, end_line):
        if state.isEmpty(later):
            return line
        if not twice and _is_dollar(state, later):
            return later if _TEX.search(state.src, state.eMarks[line], state.bMarks[later]) else line
        if twice and state.src.count("$$", state.bMarks[later], state.eMarks[later]) % 2 == 1:
            return later
    return line


def _is_dollar(state: StateBlock, line: int) -> bool:
    begin = state.bMarks[line] + state.tShift[line]
    return state.src.startswith("$", begin) and state.src[begin : state.eMarks[line]].rstrip() == "$"
