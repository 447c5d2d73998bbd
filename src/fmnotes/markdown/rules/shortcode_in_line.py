"""Hugo's pictures and films in a line with other words, in an item or in a cell: `글 {{< figure src="a.png" >}} 글`.

Those that have their line for themselves are blocks (`rules.shortcode`).
"""

from __future__ import annotations

import re
from functools import partial

from markdown_it.rules_core import StateCore

from fmnotes.markdown.rules.code_finder import CodeFinder, indent_behind
from fmnotes.markdown.rules.shortcode import arguments, picture_or_film
from fmnotes.text.regex import regex

_SHORTCODE = regex(
    r"\{\{[<%][ \t]*(figure|img|image|youtube|vimeo|gist|instagram|tweet|x|glossary_tooltip|heading)"
    r"((?:[ \t](?:(?![>%]\}\})(?:[^\n]|\n(?!\s*\n))){0,600}?)?)[ \t]*/?[>%]\}\}"
)
_HEADINGS = {
    "objectives": ("목적", "Objectives"),
    "prerequisites": ("시작하기 전에", "Before you begin"),
    "whatsnext": ("다음 내용", "What's next"),
    "cleanup": ("정리하기", "Cleaning up"),
    "synopsis": ("시놉시스", "Synopsis"),
    "options": ("옵션", "Options"),
    "seealso": ("참고 항목", "See also"),
    "envvars": ("환경 변수", "Environment variables"),
}
"""Sections that every page of Kubernetes' documentation may have, by the names of their addresses."""
_MARKERS = regex(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*")


def shortcodes_in_line(state: StateCore) -> None:
    """Each becomes Markdown, with its caption behind it; what names nothing stays."""
    if "{{<" in state.src or "{{%" in state.src:
        korean = state.env.get("language", str)() == "ko"
        shown = partial(_in_line, korean=korean)
        state.src = CodeFinder(state.src).sub(_SHORTCODE, shown)


def _in_line(found: re.Match[str], *, korean: bool) -> str:
    plain, named = arguments(found[2])
    if found[1] == "glossary_tooltip":
        # Of Kubernetes' documentation: the words of the text, on as many lines.
        words = named.get("text") or named.get("term_id", "").replace("-", " ")
        return words + "\n" * found[0].count("\n") if words else found[0]
    if found[1] == "heading":
        both = _HEADINGS.get(plain[0]) if plain else None
        return f"{both[not korean]} {{#{plain[0]}}}" if both else found[0]
    text = found.string
    line, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
    after = text[found.end() : end if end >= 0 else len(text)]
    if not after.strip() and _MARKERS.fullmatch(text, line, found.start()):
        return found[0]
    shown = picture_or_film(found[1], plain, named)
    # One line end stays, as more would end the paragraph.
    below = "\n" + indent_behind(text, found.start(), found.end()) if "\n" in found[0] else ""
    return " ".join(filter(None, shown)) + below if shown else found[0]
