"""Hugo's pictures and films in a line with other words, in an item or in a cell: `글 {{< figure src="a.png" >}} 글`.

Those that have their line for themselves are blocks (`rules.shortcode`).
"""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore

from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.markdown.rules.shortcode import arguments, picture_or_film

_SHORTCODE = re.compile(
    r"\{\{[<%][ \t]*(figure|img|image|youtube|vimeo|gist|glossary_tooltip)"
    r"((?:[ \t](?:(?![>%]\}\})[^\n]){0,600}?)?)[ \t]*/?[>%]\}\}"
)
_MARKERS = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*")


def shortcodes_in_line(state: StateCore) -> None:
    """Each becomes Markdown, with its caption behind it; what names nothing stays."""
    if "{{<" in state.src or "{{%" in state.src:
        state.src = CodeFinder(state.src).outside(lambda part: _SHORTCODE.sub(_in_line, part))


def _in_line(found: re.Match[str]) -> str:
    if found[1] == "glossary_tooltip":
        # Of Kubernetes' documentation: the words of the text.
        return arguments(found[2])[1].get("text", "") or found[0]
    text = found.string
    line, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
    after = text[found.end() : end if end >= 0 else len(text)]
    if not after.strip() and _MARKERS.fullmatch(text, line, found.start()):
        return found[0]
    shown = picture_or_film(found[1], *arguments(found[2]))
    return " ".join(filter(None, shown)) if shown else found[0]
