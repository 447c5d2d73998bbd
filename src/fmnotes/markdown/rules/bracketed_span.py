"""`[글]{.underline}`, `[글]{style="color:red"}`: words with attributes (Pandoc, `bracketed_spans`; Quarto).

How they look is not shown, but for what is marked; the words are. What gives them an id stays as it is.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from fmnotes.text.regex import regex

_ATTRIBUTE = r"""(?:\.[A-Za-z][\w-]*+|[A-Za-z][\w-]*+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]++))"""
_SPAN = regex(
    r"\[((?:[^\[\]\n`$]|\[[^\[\]\n`$]{0,200}\]|`[^`\n]{1,200}`|\$[^$\n]{1,200}\$){1,300})\]"
    rf"\{{[ \t]*+({_ATTRIBUTE}(?:[ \t]++{_ATTRIBUTE}){{0,7}})[ \t]*+\}}"
)
_LONGEST = 1_500
_MARKED = regex(r"\.(?:mark|highlight)(?![\w-])")


def bracketed_span(state: StateInline, silent: bool) -> bool:
    """The words between the brackets, as Markdown."""
    # `a[0]{x=1}` is code, `:contentReference[oaicite:0]{index=0}` what a copied answer leaves.
    if state.pos and state.src[state.pos - 1].isascii() and state.src[state.pos - 1].isalnum():
        return False
    near = state.src.find("]{", state.pos, min(state.posMax, state.pos + _LONGEST)) > 0
    found = _SPAN.match(state.src, state.pos, state.posMax) if near else None
    if not found:
        return False
    if not silent:
        _push(state, found)
    state.pos = found.end()
    return True


def _push(state: StateInline, found: re.Match[str]) -> None:
    marked, end = _MARKED.search(found[2]) is not None, state.posMax
    if marked:
        state.push("mark_open", "mark", 1)
    state.pos, state.posMax = found.span(1)
    state.md.inline.tokenize(state)
    if marked:
        state.push("mark_close", "mark", -1)
    state.posMax = end
