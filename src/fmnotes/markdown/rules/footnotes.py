"""Footnotes: definitions and references as mdit-py-plugins reads them, gathered at the end of the note."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_def as footnote_definition
from mdit_py_plugins.footnote.index import footnote_ref, footnote_tail

__all__ = ["footnote_definition", "footnote_reference", "footnote_tail"]


def footnote_reference(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[^", state.pos):
        return False
    return footnote_ref(state, silent)
