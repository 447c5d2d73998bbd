"""Headings in raw HTML, as Tistory's exports and many a README have them: they are headings of the note.

`<h2>절</h2>` stands in the contents, may be linked to, and gives the note its title if it is the first `<h1>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from fmnotes.text.regex import regex

_PART = regex(
    r"<(?P<elsewhere>pre|script|style|textarea|template|svg|summary|table)\b[\s\S]*?(?:</(?P=elsewhere)\s*>|\Z)"
    r"|<h(?P<level>[1-6])(?P<attributes>\s[^<>]{0,300})?>"
    r"(?P<inner>(?:(?!</?(?:h[1-6]|p|div|ul|ol|table|pre|section|details)\b)[\s\S]){1,1000}?)"
    r"</h(?P=level)\s*>[ \t]*\n?",
    re.IGNORECASE,
)
"""What no heading is looked for in, or a heading."""
_ID = regex(r"""\sid\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)
_PLACED = regex(r"align", re.IGNORECASE)
_TAG = regex(r"(<[^<>]*>)")


def html_headings(state: StateCore) -> None:
    """Cut them out of the blocks of HTML in which they stand. One that is placed by its author stays as it is.

    Where HTML is trusted, all of it stays as it is written.
    """
    if not state.md.options["html_elements_only"] or ("</h" not in state.src and "</H" not in state.src):
        return
    made: list[Token] = []
    for token in state.tokens:
        if token.type == "html_block" and not token.meta:
            made += _apart(token)
        else:
            made.append(token)
    state.tokens = made


def _apart(block: Token) -> Iterator[Token]:
    position, first = 0, block.map[0] if block.map else 0
    for found in _PART.finditer(block.content):
        level, text = found["level"], _TAG.sub("", found["inner"] or "").strip()
        if not text or (level != "1" and _PLACED.search(found["attributes"] or "")):
            continue
        if found.start() > position:
            yield _html(block, position, found.start())
        line = first + block.content.count("\n", 0, found.start())
        yield from _heading(found, [line, line + 1], block.level)
        position = found.end()
    if position == 0:
        yield block
    elif block.content[position:].strip():
        yield _html(block, position, len(block.content))


def _html(block: Token, start: int, end: int) -> Token:
    lines = [(block.map[0] if block.map else 0) + block.content.count("\n", 0, at) for at in (start, end)]
    return Token("html_block", "", 0, content=block.content[start:end], map=lines, level=block.level, block=True)


def _heading(found: re.Match[str], lines: list[int], level: int) -> Iterator[Token]:
    tag, written = f"h{found['level']}", _ID.search(found["attributes"] or "")
    children = [
        Token("html_inline", "", 0, content=part) if part[0] == "<" else Token("text", "", 0, content=unescape(part))
        for part in _TAG.split(" ".join(found["inner"].split()))
        if part
    ]
    meta = {"id": unescape(written[1])} if written else {}
    yield Token("heading_open", tag, 1, map=lines, level=level, block=True, meta=meta)
    yield Token("inline", "", 0, map=lines, children=children, level=level + 1, block=True)
    yield Token("heading_close", tag, -1, level=level, block=True)
