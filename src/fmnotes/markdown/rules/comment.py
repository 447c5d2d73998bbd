"""Comments of Liquid, Hugo, Kramdown and MDX, and of HTML what Markdown takes for text, with what its author hid.

One that reaches over paragraphs is taken out before blocks are found: the rules for them see only a part of it. So are
templates that Hugo runs in a text.
"""

from __future__ import annotations

import re
from collections import Counter

from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.rules_core import StateCore

from fmnotes.markdown.rules.code_finder import CodeFinder, indent_behind
from fmnotes.markdown.rules.equations import HIDDEN
from fmnotes.text.regex import regex

# The first character by itself: where it is none of them, nothing more is tried.
_COMMENTS = regex(
    r"[{<\[](?:(?<=\{)(?:(?P<liquid>%-?[ \t]*comment[ \t]*-?%\})|(?P<hugo>\{/\*)|(?P<kramdown>::comment\})"
    r"|(?P<shortcode>\{[<%][ \t]*comment[ \t]*[%>]\}\})|(?P<mdx>/\*)|(?P<partial>\{<[ \t]*[\w-]+\.inline[ \t]*>\}\}"
    r"(?=[^{}]{0,500}\{\{-?[ \t]*(?:if|with|range|partial|\.|\$)))"
    r"|(?P<rawhtml>\{[<%][ \t]*/?[ \t]*(?:rawhtml|[\w-]+\.inline)[ \t]*[%>]\}\}))"
    r"|(?<=\[)(?P<tistory>##_(?P<part>[A-Za-z]{1,20})\|[^\n]{0,2000}?_##\])"
    r"|(?<=<)(?:(?P<html>!--)"
    r"|(?P<hidden>(?P<element>div|p|span|section|article|aside|details|font|ul|ol|li|table|pre|em|strong|b|i|h[1-6])\b"
    r"""(?=(?:[^<>"']|"[^"<>]*"|'[^'<>]*'){0,500}?\s(?:hidden(?=[\s>=])|style\s*=\s*["']"""
    r"""[^<>"']*?(?:display\s*:\s*none|visibility\s*:\s*hidden)))"""
    r"[^<>]{0,2000}>)))",
    re.IGNORECASE,
)
_ENDS = {
    "liquid": regex(r"\{%-?[ \t]*endcomment[ \t]*-?%\}"),
    "hugo": regex(r"\*/\}\}"),
    "shortcode": regex(r"\{\{[<%][ \t]*/[ \t]*comment[ \t]*[%>]\}\}"),
    "partial": regex(r"\{\{<[ \t]*/[ \t]*[\w-]+\.inline[ \t]*>\}\}"),
    "mdx": regex(r"\*/\}"),
    "kramdown": regex(r"\{:/(?:comment)?\}"),
    "html": regex(r"--!?>"),
}
_HEADING_ID = regex(r"\{/\*\s*#?[\w.:-]+\s*\*/\}[ \t]*$", re.MULTILINE)
_OTHERS = regex(r"<svg|\{\{[<%]\s*(?:figure|img|image)\b", re.IGNORECASE)
"""What becomes something else in a comment too, with line ends that may end it."""
_HEADING = regex(r"#{1,6}[ \t]")
_EMPTY_LINE = regex(r"\n[ \t>]*\n")
_LONGEST, _MOST_MISSES = 20_000, 50
_MARKS = ("<!--", "comment", "{/*", "hidden", "none", "rawhtml", ".inline", "[##_")


def comments(state: StateCore) -> None:
    """Take them out; their line ends stay, so that places hold."""
    src = state.src
    if not any(mark in src for mark in _MARKS):
        return
    kept: list[str] = []
    position = 0
    never: set[str] = set()
    misses: Counter[str] = Counter()
    code, looked = CodeFinder(src), 0
    for found in _COMMENTS.finditer(src):
        kind = found.lastgroup or ""
        while (span := code.after(max(position, looked)))[1] <= found.start():
            looked = max(span[1], looked + 1)
        if found.start() < max(position, looked) or span[0] <= found.start() or kind in never:
            continue
        end = _end(state, found)
        if end is None:
            misses[kind] += 1
            # Of another element there may be an end.
            never |= {kind} if kind != "hidden" or misses[kind] > _MOST_MISSES else set()
            if kind == "html":
                state.env["open_comment"] = (src.count("\n", 0, found.start()), "<!--", "-->")
            continue
        if _is_kept(state, kind, found.start(), end):
            looked = end
            continue
        if kind == "tistory":
            # A picture that only Tistory knows how to find.
            state.env.setdefault("left_out", {}).setdefault(f"[##_{found['part']}", src.count("\n", 0, found.start()))
        if kind == "hidden":
            line = src.count("\n", 0, found.start())
            state.env.setdefault("html_left_out", []).append((line, "html-hidden", found["element"]))
            state.env.setdefault(HIDDEN, []).append(src[found.end() : end])
        lines = src.count("\n", found.start(), end)
        kept += [src[position : found.start()], "\n" * lines, indent_behind(src, found.start(), end)]
        position = end
    state.src = "".join([*kept, src[position:]])


def _is_kept(state: StateCore, kind: str, start: int, end: int) -> bool:
    """Is it read later, as any HTML or as the id of a heading (`## Title {/*id*/}`, React's documentation)?

    An empty line in it may end a block of HTML that stood before: what is behind it would be shown.
    """
    src = state.src
    if kind == "mdx":
        line = src.rfind("\n", 0, start) + 1
        return _HEADING.match(src, line) is not None and _HEADING_ID.match(src, start) is not None
    if kind != "html" or _OTHERS.search(src, start, end):
        return False
    if state.md.options.get("html_elements_only") and _EMPTY_LINE.search(src, start, end):
        return False
    return HTML_TAG_RE.fullmatch(src[start:end]) is not None


def _end(state: StateCore, found: re.Match[str]) -> int | None:
    """Where what `found` begins ends, and what is shown goes on; None where it does not."""
    kind = found.lastgroup or ""
    if kind in {"rawhtml", "tistory"}:
        return found.end()
    if kind != "hidden":
        end = _ENDS[kind].search(state.src, found.end())
        return end.end() if end else None
    if not state.md.options.get("html_elements_only"):
        return None
    depth = 1
    tags = re.compile(rf"<(/?){found['element']}\b[^<>]*>", re.IGNORECASE)
    for tag in tags.finditer(state.src, found.end(), found.end() + _LONGEST):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return None
