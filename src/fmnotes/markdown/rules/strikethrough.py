"""`~~x~~` as in GFM, with Korean-aware flanking; a single `~` is a Korean range and never a marker."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from fmnotes.markdown.rules.paired import pair_resolver, push_pairs

resolve = pair_resolver("~", "s")


def strikethrough(state: StateInline, silent: bool) -> bool:
    return push_pairs(state, silent, "~")
