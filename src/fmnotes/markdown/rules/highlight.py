"""`==x==` as in Obsidian, with the flanking of emphasis, so that `a == b` stays text."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from fmnotes.markdown.rules.paired import pair_resolver, push_pairs

resolve = pair_resolver("=", "mark")


def highlight(state: StateInline, silent: bool) -> bool:
    return push_pairs(state, silent, "=")
