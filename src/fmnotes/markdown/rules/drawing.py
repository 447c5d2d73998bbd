"""`<svg>` in a text -> a picture of it, which runs no script (SVG 2, secure static mode): never a part of the page.

Before blocks are found, as an empty line in it would end a block of HTML.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from markdown_it.rules_core import StateCore

from fmnotes.markdown.rules.code_finder import CodeFinder, indent_behind
from fmnotes.text.regex import regex

_LARGEST = 100_000
_RISKY = regex(r"<script|<foreignObject|<!DOCTYPE|<!ENTITY|\son\w+\s*=|javascript:", re.IGNORECASE)
_OPENING = regex(r"<svg\b[^<>]{0,2000}(?<!/)>(?=[\s>]*<)", re.IGNORECASE)
"""`<svg>` in a sentence is a word."""
_MOST_OPEN = 50
_TAG = regex(r"<(/?)svg\b[^<>]*(?<!/)>", re.IGNORECASE)
_LAST = regex(r">\s*</svg\s*>\Z", re.IGNORECASE)
_FAR = 1000
_HEAD = regex(r"<svg\b[^<>]*>", re.IGNORECASE)
_SIZE = regex(r"""\s(width|height)\s*=\s*["']?(\d{1,5}(?:\.\d+)?)(?:px)?(?=["'\s>])""", re.IGNORECASE)
_NAMESPACES = {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink"}


def drawings(state: StateCore) -> None:
    """A picture for each; one that cannot be shown is left out, and told. Their line ends stay, so that places hold."""
    src = state.src
    if ("<svg" not in src and "<SVG" not in src) or not state.md.options.get("html_elements_only"):
        return
    made, position, seen, line, unclosed = list[str](), 0, 0, 0, 0
    for found in CodeFinder(src).matches(_OPENING):
        if found.start() < seen:
            continue
        end = _end(src, found.end())
        if end is None:
            unclosed += 1
            if unclosed > _MOST_OPEN:
                break
            continue
        seen = end
        if "`" in src[found.end() : end] or not _LAST.search(src, max(found.end(), end - _FAR), end):
            continue
        picture = _picture(src[found.start() : end])
        line += src.count("\n", position, found.start())
        if not picture:
            state.env.setdefault("html_left_out", []).append((line, "html-dropped", "svg"))
        lines = src.count("\n", found.start(), end)
        made += [src[position : found.start()], picture, "\n" * lines, indent_behind(src, found.start(), end)]
        position, line = end, line + lines
    state.src = "".join([*made, src[position:]])


def _end(src: str, position: int) -> int | None:
    """Behind the tag that closes the one before `position`; None where none does."""
    depth = 1
    for tag in _TAG.finditer(src, position):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return None


def _picture(svg: str) -> str:
    """The `<img>` that shows it; empty for what is no well-formed drawing, or could do more than be seen."""
    from xml.etree import ElementTree  # here, because few notes draw

    head = _HEAD.match(svg)
    if not head or len(svg) > _LARGEST or _RISKY.search(svg):
        return ""
    missing = (f' {name}="{value}"' for name, value in _NAMESPACES.items() if f"{name}=" not in head[0])
    whole = f"<svg{''.join(missing)}{svg[4 : svg.rindex('<')]}</svg>"
    try:
        root = ElementTree.fromstring(whole)
    except ElementTree.ParseError:
        return ""
    title = next((" ".join((one.text or "").split()) for one in root.iter() if one.tag.endswith("}title")), "")
    sizes = "".join(f' {name.lower()}="{round(float(value))}"' for name, value in _SIZE.findall(head[0]))
    return f'<img src="data:image/svg+xml,{quote(whole)}" alt="{escape(title)}"{sizes}>'
