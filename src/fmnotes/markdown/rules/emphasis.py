"""`*`, `**`, `_`, `__`: CommonMark's algorithm with Korean-aware flanking."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import postProcess
from markdown_it.rules_inline.state_inline import Delimiter

from fmnotes.markdown.rules.flanking import scan

resolve = postProcess
"""The second pass is the stock one: it turns matched delimiters into `<em>` and `<strong>`."""


def emphasis(state: StateInline, silent: bool) -> bool:
    """Push each marker as text with a delimiter; `resolve` makes pairs of them."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    run = scan(state, state.pos)
    for _ in range(run.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(ord(marker), run.length, len(state.tokens) - 1, -1, run.can_open, run.can_close)
        )
    state.pos += run.length
    return True
