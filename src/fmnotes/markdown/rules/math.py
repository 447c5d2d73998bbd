r"""`$…$`, `$$…$$`, `\(…\)`, `\[…\]` and `\begin{align}…`, cut out before anything else can touch them.

A closing dollar before a digit is a price (Pandoc's rule).
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from fmnotes.markdown.rules.escaped_brackets import is_among_formulas, is_escaped
from fmnotes.markdown.rules.formula_signs import (
    HANGUL_WORDS,
    LONGEST,
    TEX,
    is_bracketed,
    is_bracketed_twice,
    is_displayed,
    is_formula,
    is_variable,
)
from fmnotes.text.regex import regex

_COMMAND = regex(r"\\[A-Za-z]|[A-Za-z0-9)]\^|(?<![A-Za-z])[A-Za-z]_|^\s[^=]*=.*\s$")
_BLOCK = regex(r"#{1,6}\s|[`~]{3}|>|[-*]\s+(?:[가-힣]|\w{3})")
_ENVIRONMENT = regex(
    r"\\begin\{((?:equation|align|alignat|aligned|gather|multline|eqnarray|flalign|cases|split)(?:\\?\*)?)\}"
)
_ONLY_COMMAND = regex(r"\s*\\[A-Za-z]+\s*")
_BRACKETS = {r"\(": r"\)", r"\[": r"\]", r"\\(": r"\\)", r"\\[": r"\\]"}
_DISPLAYED = (r"\[", r"\\[")
_OPEN_WORDS = regex(r"\\(?:text[a-z]{0,2}|mbox)\{(?:[^{}$]|\$[^${}]{0,200}\$)*$")
_MARKED = regex(r"\\[A-Za-z]|[\^_=]")
_DOLLARS = regex(r"\s*\$\$([^$]+)\$\$\s*")
_MOST_INNER = 4
_MOST_LINES = 300
_IN_ROWS = regex(r"\\begin\{(?:align|gather|eqnarray|multline|split|equation)")


def math_inline(state: StateInline, silent: bool) -> bool:
    src, start, end = state.src, state.pos, state.posMax
    if src.startswith("\\$$", start):
        # Chirpy's way to keep Kramdown from a formula of its own lines, in a list or at the head of a paragraph.
        state.pos += 1
        found = _display_in_line(state, silent, display=False)
        state.pos -= not found
        return found
    if src[start] == "\\":
        return _bracketed(state, silent)
    if src[start] != "$":
        return False
    if src.startswith("$$$", start):
        return _of_three(state, silent)
    if src.startswith("$$", start):
        return _display_in_line(state, silent)
    close = _next_dollar(src, start + 1, end)
    if close < 0 or close == start + 1:
        return False
    close = _past_words(src, start, close, end)
    body = src[start + 1 : close]
    if len(body) > 2 and body[0] == body[-1] == "`" and body.count("`") == 2:
        # GitHub's way to keep Markdown away from a formula.
        return _push(state, silent, body[1:-1], close + 1, display=False)
    following = src[close + 1 : close + 2]
    priced = following.isdecimal() and not _ONLY_COMMAND.fullmatch(body)
    if priced or following == "$" or is_variable(body, following) or not is_formula(body):
        return False
    if following.isascii() and following.isalpha() and len(body) > 3 and not TEX.search(body):
        return False
    return _push(state, silent, body, close + 1, display=False)


def _of_three(state: StateInline, silent: bool) -> bool:
    """`$$$x$$$`: a formula in a line, as editors of Korea (Haroopad) had it; else the signs are text."""
    start = state.pos + 3
    close = state.src.find("$$$", start, min(state.posMax, start + LONGEST))
    body = state.src[start:close] if close > 0 else ""
    # With spaces inside it must be told by more than its marks.
    sure = body == body.strip() or _MARKED.search(body)
    whole = sure and "\n" not in body and "$" not in body
    if whole and is_formula(body) and not state.src.startswith("$", close + 3):
        return _push(state, silent, body, close + 3, display=False)
    if not silent:
        state.append_pending("$$$")
    state.pos = start
    return True


def _past_words(src: str, start: int, close: int, end: int) -> int:
    r"""Where the formula ends whose words hold formulas: `$\text{if $x$ is}$`."""
    for _ in range(_MOST_INNER):
        if not _OPEN_WORDS.search(src, start, close):
            break
        inner = _next_dollar(src, close + 1, end)
        outer = _next_dollar(src, inner + 1, end) if inner > 0 else -1
        if outer < 0:
            break
        close = outer
    return close


def _next_dollar(src: str, start: int, end: int) -> int:
    """Index of the next dollar that no backslash escapes, or -1."""
    position = src.find("$", start, end)
    while position > 0:
        slashes = 0
        while src[position - 1 - slashes] == "\\" and position - 1 - slashes >= start:
            slashes += 1
        if slashes % 2 == 0:
            return position
        position = src.find("$", position + 1, end)
    return position


def _display_in_line(state: StateInline, silent: bool, *, display: bool = True) -> bool:
    start = state.pos
    close = state.src.find("$$", start + 2, state.posMax)
    if close < 0 or close - start > LONGEST:
        return False
    body = state.src[start + 2 : close]
    if not is_displayed(body):
        return False
    apart = display and _stands_apart(state.src, start, body, close + 2)
    return _push(state, silent, body, close + 2, display=display, apart=apart)


def _stands_apart(src: str, start: int, body: str, end: int) -> bool:
    """Is it plainly no formula of a line, though it stands in one? It has rows, is one of two, or ends a sentence."""
    beside = src.startswith("$$", end) or src.endswith("$$", 0, start)
    ends = src[start - 1 : start] in {".", ":"} and src[end : end + 1] in {"", "\n"}
    return beside or ends or bool(_IN_ROWS.search(body))


def _bracketed(state: StateInline, silent: bool) -> bool:
    # Where the page itself is read for formulas, Markdown would take one backslash away: Jekyll's notes have two.
    opening = next((one for one in _BRACKETS if state.src.startswith(one, state.pos)), "")
    if not opening:
        return _environment(state, silent)
    closing = _BRACKETS[opening]
    close = state.src.find(closing, state.pos + len(opening), min(state.posMax, state.pos + LONGEST))
    body = state.src[state.pos + len(opening) : close] if close > 0 else ""
    before = state.src[state.pos - 1 : state.pos]
    twice = len(opening) > 2 and is_bracketed_twice(body, before, among=bool(state.env.get("doubled_meant")))
    if not (twice if len(opening) > 2 else is_bracketed(body) or is_among_formulas(state, body)):
        return False
    end = close + len(closing)
    if opening == r"\(" and is_escaped(state, body):
        return False
    if opening == r"\[" and not _COMMAND.search(body) and not _alone(state.src, state.pos, end):
        # An escaped bracket in a sentence, as programs write them: `\[x\]`, `\[key=value\]`.
        return False
    return _push(state, silent, body, end, display=opening.endswith("["))


def _environment(state: StateInline, silent: bool) -> bool:
    r"""`\begin{align}` … `\end{align}` where it could begin no block: behind words, below the text of an item."""
    found = _ENVIRONMENT.match(state.src, state.pos, state.posMax)
    end = f"\\end{{{found[1]}}}" if found else ""
    close = state.src.find(end, state.pos, min(state.posMax, state.pos + LONGEST)) if found else -1
    if close < 0:
        return False
    close += len(end)
    return _push(state, silent, state.src[state.pos : close], close, display=True, apart=True)


def _push(state: StateInline, silent: bool, body: str, end: int, *, display: bool, apart: bool = False) -> bool:
    if not silent:
        token = state.push("math", "math", 0)
        token.content = body
        alone = apart or _alone(state.src, state.pos, end)
        token.meta = {"at": (state.pos, end), "display": display, "alone": alone, "linked": state.linkLevel > 0}
    state.pos = end
    return True


def _alone(src: str, start: int, end: int) -> bool:
    """Does the formula have its lines to itself, but for a full stop or comma behind it?"""
    before = src[src.rfind("\n", 0, start) + 1 : start]
    line_end = src.find("\n", end)
    after = src[end : line_end if line_end >= 0 else len(src)]
    return not before.strip() and after.strip() in {"", ".", ",", ";"}


def math_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Lines from one that begins with `$$` (or `\\[`, or an environment) to one that ends with its other half."""
    # A line at the margin goes on with the item above it (CommonMark, 5.1), whether the formula has one or several.
    if state.is_code_block(start_line) or (silent and 0 <= state.sCount[start_line] < state.blkIndent):
        return False
    begin = state.bMarks[start_line] + state.tShift[start_line]
    first = state.src[begin : state.eMarks[start_line]]
    if first[:1] not in "$\\":
        return False
    opening, closing, keep = _delimiters(first)
    if not opening:
        return False
    last_line = _closing_line(state, start_line, end_line, first, opening, closing)
    if last_line < 0:
        return False
    if silent:
        return True
    lines = state.getLines(start_line, last_line + 1, state.blkIndent, False).strip()
    token = state.push("math_block", "math", 0)
    content = lines if keep else lines[len(opening) : -len(closing)]
    twice = _DOLLARS.fullmatch(content)
    token.content = twice[1] if twice else content
    token.map = [start_line, last_line + 1]
    state.line = last_line + 1
    return True


def _delimiters(first: str) -> tuple[str, str, bool]:
    if first.startswith("$$"):
        if not first.startswith("$$$"):
            return "$$", "$$", False
        whole = first.rstrip()
        known = whole == "$$$" or (whole.endswith("$$$") and "$" not in whole[3:-3])
        return ("$$$", "$$$", False) if known else ("", "", False)
    for opening in _DISPLAYED:
        if first.startswith(opening):
            return opening, _BRACKETS[opening], False
    found = _ENVIRONMENT.match(first)
    return (found[0], f"\\end{{{found[1]}}}", True) if found else ("", "", False)


def _closing_line(state: StateBlock, start_line: int, end_line: int, first: str, opening: str, closing: str) -> int:
    """The line that ends the formula, or -1: a lesser indent comes first, or text follows it.

    Empty lines may be in it (kramdown, `block_math`) where its marks have their lines to themselves.
    """
    rest = first[len(opening) :].rstrip()
    if closing in rest:
        body = rest[: -len(closing)]
        whole = rest.endswith(closing) and body.count(closing) == 0 and body.strip()
        return start_line if whole and (opening not in _DISPLAYED or re.search(r"\\[A-Za-z]|[\^_=]", body)) else -1
    ends: dict[str, int] = state.env.setdefault("math_ends", {})
    if closing not in ends:
        ends[closing] = state.src.rfind(closing)
    if ends[closing] < state.eMarks[start_line]:
        return -1
    # Empty lines in an environment that begins beside the marks are in the formula.
    gap, outside, nested = False, False, rest.count("\\begin{") - rest.count("\\end{")
    for line in range(start_line + 1, min(end_line, start_line + _MOST_LINES)):
        if state.isEmpty(line):
            gap, outside = True, outside or nested < 1
            continue
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        if state.sCount[line] < state.blkIndent or (gap and (HANGUL_WORDS.search(text) or _BLOCK.match(text))):
            return -1
        if outside and rest:
            return -1
        if closing in text:
            ended = text.endswith(closing) and text.count(closing) == 1
            return line if ended and (not gap or text == closing or "\\end{" in text) else -1
        nested += text.count("\\begin{") - text.count("\\end{")
    return -1
