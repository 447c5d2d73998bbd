"""The Markdown of Dive into Deep Learning (d2lbook, Markdown Cells): references, tabs, marks of slides."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from fmnotes.markdown.rules.callout import push_inside
from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.markdown.rules.lines import find_line, match_line
from fmnotes.markdown.rules.shortcode import push_figure
from fmnotes.text.regex import regex

_SPEAKS = regex(r"^:(?:label|eqlabel|begin_tab):`|^#@tab |:(?:numref|eqref|cite):`", re.MULTILINE)
_SURELY = regex(r"^:(?:label|eqlabel|begin_tab):`|^#@tab ", re.MULTILINE)
"""Its references are those of Sphinx too; marks of slides are its own."""
_ROLE = regex(r":(numref|eqref|ref|cite|citet|citep):(?=`[^`\n]{1,300}`)")
_SLIDE = regex(r"\[\*\*((?:(?!\n\n)[^*]|\*(?!\*)){1,600})\*\*\]|\(\*\*((?:(?!\n\n)[^*]|\*(?!\*)){1,600})\*\*\)")
_SLIDES_ONLY = regex(r"\[~~(?:(?!\n\n|~~\])[\s\S]){1,600}~~\]")
_WIDTH = regex(r"(^!\[[^\n]*\)[ \t]*\n[ \t]*):width:`(\d{1,5})(?:px|pt)?`[ \t]*$", re.MULTILINE)
_SPARE = regex(r"^:(?:width|bibliography|alt):`[^`\n]*`[ \t]*$", re.MULTILINE)
_CAPTION = regex(r"^:(?=[^\s:`][^\n]*\n(?:[ \t]*\n)?[ \t]*\|)", re.MULTILINE)
_TAB = regex(r"^(?:#@tab|%%tab)[ \t][^\n]*\n", re.MULTILINE)
_TAB_OPEN = regex(r":begin_tab:`([^`\n]{1,80})`[ \t]*")
_TAB_END = regex(r":end_tab:[ \t]*")


def d2l_marks(state: StateCore) -> None:
    """What d2lbook reads in a text, as MyST would have it; only in a note that speaks so. Lines stay."""
    if ":`" not in state.src and "#@tab" not in state.src:
        return
    if not _SPEAKS.search(state.src):
        return
    slides = state.env["d2l"] = _SURELY.search(state.src) is not None
    plain = CodeFinder(state.src).hidden("x")
    src = _ROLE.sub(lambda found: found[0] if plain[found.start()] == "x" else f"{{{found[1]}}}", state.src)
    src = _WIDTH.sub(_sized, src)
    state.src = CodeFinder(src).outside(_plain) if slides else src


def _sized(found: re.Match[str]) -> str:
    picture = found[1].rstrip()
    return f"{picture}{{width={found[2]}}}{found[1][len(picture) :]}"


def _plain(part: str) -> str:
    part = _SLIDES_ONLY.sub(lambda found: "\n" * found[0].count("\n"), part)
    part = _SLIDE.sub(lambda found: f"**{(found[1] or found[2]).strip()}**", part)
    return _CAPTION.sub("", _SPARE.sub("", part))


def d2l_code(state: StateCore) -> None:
    """Code without the line that says for which framework it is."""
    if not state.env.get("d2l"):
        return
    # What is written for Sphinx alone: lists of chapters.
    state.tokens = [one for one in state.tokens if one.type != "fence" or one.info.strip() != "eval_rst"]
    for token in state.tokens:
        if token.type == "fence":
            token.content = _TAB.sub("", token.content, count=1)


def d2l_tab(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """``:begin_tab:`pytorch` `` to `:end_tab:`: its name, and what is in it."""
    head = match_line(state, start_line, _TAB_OPEN)
    close = find_line(state, start_line, end_line, _TAB_END) if head else None
    if not head or close is None:
        return False
    if not silent:
        push_figure(state, start_line, f"**{head[1]}**", "")
        push_inside(state, (start_line, close, close + 1))
    return True
