"""Comments of Liquid, Hugo, Kramdown and MDX, and of HTML what Markdown takes for text. Nobody sees them.

One that reaches over paragraphs is taken out before blocks are found: the rules for them see only a part of it.
"""

from __future__ import annotations

import re

from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.rules_core import StateCore

from fmnotes.markdown.rules.code_finder import CodeFinder

_COMMENTS = re.compile(
    r"(?P<liquid>\{%-?[ \t]*comment[ \t]*-?%\})|(?P<hugo>\{\{/\*)|(?P<kramdown>\{::comment\})"
    r"|(?P<shortcode>\{\{[<%][ \t]*comment[ \t]*[%>]\}\})|(?P<mdx>\{/\*)"
    r"|(?P<html><!--)"
)
_ENDS = {
    "liquid": re.compile(r"\{%-?[ \t]*endcomment[ \t]*-?%\}"),
    "hugo": re.compile(r"\*/\}\}"),
    "shortcode": re.compile(r"\{\{[<%][ \t]*/[ \t]*comment[ \t]*[%>]\}\}"),
    "mdx": re.compile(r"\*/\}"),
    "kramdown": re.compile(r"\{:/(?:comment)?\}"),
    "html": re.compile(r"--!?>"),
}
_MARKS = ("<!--", "comment", "{/*")


def comments(state: StateCore) -> None:
    """Take them out; their line ends stay, so that places hold."""
    src = state.src
    if not any(mark in src for mark in _MARKS):
        return
    kept: list[str] = []
    position = 0
    never: set[str] = set()
    code, looked = CodeFinder(src), 0
    for found in _COMMENTS.finditer(src):
        kind = found.lastgroup or ""
        while (span := code.after(max(position, looked)))[1] <= found.start():
            looked = max(span[1], looked + 1)
        if found.start() < max(position, looked) or span[0] <= found.start() or kind in never:
            continue
        end = _ENDS[kind].search(src, found.end())
        if end is None:
            never.add(kind)
            if kind == "html":
                state.env["open_comment"] = (src.count("\n", 0, found.start()), "<!--", "-->")
            continue
        if kind == "html" and HTML_TAG_RE.fullmatch(src[found.start() : end.end()]):
            # As any HTML.
            looked = end.end()
            continue
        kept += [src[position : found.start()], "\n" * src.count("\n", found.start(), end.end())]
        position = end.end()
    state.src = "".join([*kept, src[position:]])
