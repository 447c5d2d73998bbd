"""`x^2^`, `각주^1^` of Pandoc, HackMD and Quarto. `2^3^4`, `x^2+y^(1/2)` and `좋아요^o^` stay."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from fmnotes.text.regex import regex

_RAISED = regex(
    r"(?:(?<=[A-Za-z0-9)\]])\^(?![oO]\^)([A-Za-zα-ω0-9]{1,6}(?:[+-][A-Za-z0-9]{1,4})?|[+-]\d{0,3}|\d{1,3}[+-]"
    r"|[가-힣]{1,8})|(?<=[가-힣])\^([1-9]\d{0,2}))\^(?![A-Za-z0-9^({+-])"
)


def superscript(state: StateInline, silent: bool) -> bool:
    """What stands between two carets, glued to what is before them."""
    found = _RAISED.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("sup_open", "sup", 1)
        state.push("text", "", 0).content = found[1] or found[2]
        state.push("sup_close", "sup", -1)
    state.pos = found.end()
    return True
