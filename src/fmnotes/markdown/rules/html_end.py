"""Where a block of raw HTML ends, beside where CommonMark ends it: at the next empty line."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

_GOES_ON = re.compile(r"<(style|script|pre(?=\s|>\s*<code))")
"""What an empty line does not end."""
_WHOLE = re.compile(r"<(center|p|figure|table|details|video|iframe|div(?=\s+\w))\b", re.IGNORECASE)
"""What ends with its own end for Kramdown. A bare `<div>` does not (CommonMark, example 185)."""
_KRAMDOWN_END = re.compile(r"\{:/(?:nomarkdown)?\}[ \t]*")
_END = re.compile(r"</(?:center|p|figure|table|details|video|iframe)>[ \t]*", re.IGNORECASE)


def move_end(state: StateBlock, start_line: int, end_line: int) -> None:
    """The block that was just found may go on behind an empty line, or end with its element."""
    content = state.tokens[-1].content.lower()
    opened = {one[1]: one.start() for one in _GOES_ON.finditer(content)}
    for name, at in opened.items():
        if at > content.rfind(f"</{name}"):
            _to_the_end(state, start_line, end_line, f"</{name}")
    if not opened:
        _with_its_element(state, start_line)
    for line in range(start_line + 1, state.line if "{:/" in content else 0):
        if _KRAMDOWN_END.fullmatch(state.src, _begin(state, line), state.eMarks[line]):
            _set_end(state, start_line, line)
            break


def _to_the_end(state: StateBlock, start_line: int, end_line: int, closing: str) -> None:
    """A block that an empty line ended inside of `<style>` goes on: a table of pandas has one (nbconvert).

    So does `<pre>` behind other elements, as Tistory writes it; a bare one does not (CommonMark, example 148).
    """
    last = state.env.setdefault("raw_ends", {})
    if closing not in last:
        last[closing] = state.src.lower().rfind(closing)
    if last[closing] < state.bMarks[start_line]:
        return
    line = state.line
    while line < end_line and closing not in state.src[state.bMarks[line] : state.eMarks[line]].lower():
        line += 1
    if line == end_line:
        return
    while line < end_line and not state.isEmpty(line):
        line += 1
    _set_end(state, start_line, line)


def _with_its_element(state: StateBlock, start_line: int) -> None:
    """Words right below `</center>` are Markdown (Kramdown, HTML Blocks): they do not begin with a tag."""
    begin = _begin(state, start_line)
    if _END.fullmatch(state.src, begin, state.eMarks[start_line]):
        if state.line > start_line + 1 and not state.src.startswith("<", _begin(state, start_line + 1)):
            _set_end(state, start_line, start_line + 1)
        return
    opening = _WHOLE.match(state.src, begin)
    if not opening:
        return
    tags, depth = re.compile(rf"<(/?){opening[1]}\b", re.IGNORECASE), 0
    for line in range(start_line, state.line - 1):
        text = state.src[state.bMarks[line] : state.eMarks[line]].rstrip()
        depth += sum(-1 if found[1] else 1 for found in tags.finditer(text))
        if depth <= 0:
            ended = text.lower().endswith(f"</{opening[1].lower()}>")
            if ended and not state.src.startswith("<", _begin(state, line + 1)):
                _set_end(state, start_line, line + 1)
            return


def _begin(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _set_end(state: StateBlock, start_line: int, line: int) -> None:
    token, state.line = state.tokens[-1], line
    token.map, token.content = [start_line, line], state.getLines(start_line, line, state.blkIndent, True)
