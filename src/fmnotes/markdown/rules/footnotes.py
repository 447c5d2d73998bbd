"""Footnotes: definitions and references as mdit-py-plugins reads them, gathered at the end of the note."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_def as footnote_definition
from mdit_py_plugins.footnote.index import footnote_inline as stock_inline
from mdit_py_plugins.footnote.index import footnote_ref, footnote_tail

__all__ = ["footnote_definition", "footnote_inline", "footnote_reference", "footnote_tail"]


def footnote_reference(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[^", state.pos):
        return False
    return footnote_ref(state, silent)


def footnote_inline(state: StateInline, silent: bool) -> bool:
    """`^[its text]`; one inside another is text, so that a run of openings costs nothing (SAFETY T8)."""
    inside = state.env.get("in_footnote", False)
    if inside or not state.src.startswith("^[", state.pos) or state.html_terminator_last("]") < state.pos:
        return False
    state.env["in_footnote"] = True
    try:
        return stock_inline(state, silent)
    finally:
        state.env["in_footnote"] = False
