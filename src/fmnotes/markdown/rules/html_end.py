"""Where a block of raw HTML ends, beside where CommonMark ends it: at the next empty line."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from fmnotes.markdown.rules.lines import may_look
from fmnotes.text.regex import regex

_GOES_ON = regex(r"<(style|script|pre(?=\s|>\s*<code))")
"""What an empty line does not end."""
_BLOCK = regex(
    r"</?(?:center|p|figure|figcaption|table|details|iframe|div|section|article|aside|ul|ol|h[1-6])(?=[\s>])|<hr[\s/>]",
    re.IGNORECASE,
)
_WHOLE = regex(r"<(center|p|figure|figcaption|table|details|iframe|h[1-6]|div(?=\s+\w))(?=[\s>])", re.IGNORECASE)
"""What ends with its own end for Kramdown. A bare `<div>` does not (CommonMark, example 185)."""
_END = regex(r"</(?:center|p|figure|figcaption|table|details|iframe|h[1-6])>[ \t]*|<hr[^<>]*>[ \t]*", re.IGNORECASE)
_CODE = 4
_KRAMDOWN_END = regex(r"\{:/(?:nomarkdown)?\}[ \t]*")


def ends_early(state: StateBlock, start_line: int, end_line: int) -> bool:
    """Push the block at `start_line`, where it ends before an empty line: words right below it are Markdown.

    They do not begin with a tag. (Kramdown, HTML Blocks; its `{::nomarkdown}` ends with a mark of its own.)
    """
    if not _BLOCK.match(state.src, _begin(state, start_line)):
        return False
    opening = _WHOLE.match(state.src, _begin(state, start_line))
    tags = re.compile(rf"<(/?){opening[1] if opening else '(?!)'}\b", re.IGNORECASE)
    depth = 0
    for line in range(start_line, end_line - 1):
        text = state.src[state.bMarks[line] : state.eMarks[line]].rstrip()
        if _GOES_ON.search(text.lower()) or state.isEmpty(line + 1) or not may_look(state):
            return False
        depth += sum(-1 if found[1] else 1 for found in tags.finditer(text))
        below = _begin(state, line + 1)
        whole = opening and depth <= 0 and text.lower().endswith(f"</{opening[1].lower()}>")
        ended = whole or (line == start_line and _END.fullmatch(text.lstrip()))
        words = state.src[below] != "<" and state.sCount[line + 1] - state.blkIndent < _CODE
        if (ended and words) or _KRAMDOWN_END.fullmatch(state.src, below, state.eMarks[line + 1]):
            state.push("html_block", "", 0)
            _set_end(state, start_line, line + 1)
            return True
        if opening and depth <= 0:
            return False
    return False


def ends_before(state: StateBlock, start_line: int, end_line: int, inside: re.Pattern[str]) -> bool:
    """Push the block at `start_line`, where it ends before a line that is `inside`, whose content is Markdown."""
    last = state.env.setdefault("markdown_last", state.src.rfind("markdown"))
    if last < state.bMarks[start_line]:
        return False
    for line in range(start_line, end_line):
        text = state.src[_begin(state, line) : state.eMarks[line]]
        if not text or _GOES_ON.search(text.lower()) or not may_look(state):
            return False
        if line > start_line and "markdown" in text and inside.fullmatch(text):
            state.push("html_block", "", 0)
            _set_end(state, start_line, line)
            return True
    return False


def goes_on(state: StateBlock, start_line: int, end_line: int) -> None:
    """The block that was just pushed may go on behind an empty line."""
    content = state.tokens[-1].content.lower()
    for name, at in {one[1]: one.start() for one in _GOES_ON.finditer(content)}.items():
        if at > content.rfind(f"</{name}"):
            _to_the_end(state, start_line, end_line, f"</{name}")


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


def _begin(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _set_end(state: StateBlock, start_line: int, line: int) -> None:
    token, state.line = state.tokens[-1], line
    token.map, token.content = [start_line, line], state.getLines(start_line, line, state.blkIndent, True)
