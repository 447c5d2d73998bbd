"""`x^2^` of Pandoc, HackMD and Quarto. `2^3^4` is a tower of powers, and stays."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_RAISED = re.compile(r"\^([^\s^\[\]{}$`*_\\]{1,20})\^(?![A-Za-z0-9^])")


def superscript(state: StateInline, silent: bool) -> bool:
    """What stands between two carets, glued to what is before them."""
    found = _RAISED.match(state.src, state.pos, state.posMax)
    if not found or not state.pos or state.src[state.pos - 1].isspace():
        return False
    if not silent:
        state.push("sup_open", "sup", 1)
        state.push("text", "", 0).content = found[1]
        state.push("sup_close", "sup", -1)
    state.pos = found.end()
    return True
