"""`==x==` as in Obsidian, with the flanking of emphasis, so that `a == b` stays text."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from fmnotes.markdown.rules.paired import pair_resolver, push_pairs
from fmnotes.text.regex import regex

_RUN = regex("=+")

resolve = pair_resolver("=", "mark")


def highlight(state: StateInline, silent: bool) -> bool:
    run = _RUN.match(state.src, state.pos, state.posMax)
    if run and len(run[0]) > 2:
        # The line of a table that is drawn with signs.
        if not silent:
            state.append_pending(run[0])
        state.pos = run.end()
        return True
    return push_pairs(state, silent, "=")
