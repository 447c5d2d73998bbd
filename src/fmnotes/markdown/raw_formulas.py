"""Formulas in the text of raw HTML: MathJax and KaTeX look for them in the finished page, in tables and boxes too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple

from fmnotes.markdown.rules.formula_signs import is_bracketed, is_bracketed_twice, is_displayed, is_formula
from fmnotes.text.regex import regex

_CODE = regex(r"<(pre|code|kbd|samp|script|style|textarea)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = regex(r"<[^>]*>?")
_FORMULA = regex(
    r"(?<!\\)\$\$(?P<display>[^$]{1,3000})\$\$|\\\\\[(?P<blocks>(?:(?!\\\\\]).){1,3000})\\\\\]"
    r"|\\\\\((?P<lines>(?:(?!\\\\\)).){1,1000})\\\\\)|\\\[(?P<block>(?:(?!\\\]).){1,3000})\\\]"
    r"|\\\((?P<line>(?:(?!\\\)).){1,1000})\\\)|(?<![\\$\w])\$(?P<inline>(?:[^$\n]|\n(?![ \t]*\n)){1,500})\$(?![\d$])",
    re.DOTALL,
)


class RawPart(NamedTuple):
    """`text` is HTML, or TeX of a formula: in a line, or displayed; `written` is how the formula stood there."""

    text: str
    kind: Literal["html", "inline", "display"] = "html"
    written: str = ""


def formulas_in(html: str) -> Iterator[RawPart]:
    """`html` in parts, formulas apart; what stands in tags and in code is none."""
    position = 0
    if "$" in html or r"\(" in html or r"\[" in html:
        for start, end in _texts(html):
            for found in _FORMULA.finditer(html, start, end):
                if part := _formula(found):
                    yield RawPart(html[position : found.start()])
                    yield part
                    position = found.end()
    yield RawPart(html[position:])


def _texts(html: str) -> Iterator[tuple[int, int]]:
    """Where there is text: between tags, but not in code."""
    position = 0
    while tag := _next(html, position):
        yield position, tag.start()
        position = tag.end()
    yield position, len(html)


def _next(html: str, position: int) -> re.Match[str] | None:
    """The next tag; one of code with all up to its end."""
    tag = _TAG.search(html, position)
    return _CODE.match(html, tag.start()) or tag if tag else None


def _formula(found: re.Match[str]) -> RawPart | None:
    tex = unescape(found[found.lastgroup or 0])
    means = {"display": is_displayed, "inline": is_formula}.get(found.lastgroup or "", is_bracketed)
    before = found.string[found.start() - 1 : found.start()]
    sound = is_bracketed_twice(tex, before) if found.lastgroup == "lines" else means(tex)
    if not tex.strip() or not sound:
        return None
    return RawPart(tex, "display" if found.lastgroup in {"display", "block", "blocks"} else "inline", found[0])
