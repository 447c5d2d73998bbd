"""Footnotes: definitions and references as mdit-py-plugins reads them, gathered at the end of the note.

None is lost: of two with one label the first is meant (GitHub's rule), and what nothing refers to stands at the end.
"""

from __future__ import annotations

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_def as footnote_definition
from mdit_py_plugins.footnote.index import footnote_inline as stock_inline
from mdit_py_plugins.footnote.index import footnote_ref, footnote_tail

from fmnotes.text.regex import regex

__all__ = ["footnote_definition", "footnote_inline", "footnote_reference", "footnote_tail", "spare_footnotes"]

_PATTERN = regex(r"\^\[[!-Z\\^-~]{1,40}\](?:[+?]|\*(?![\w*])|\{\d|\$(?![\w\\])|\\[dwsbDWSB])")
"""A regular expression: `^[a-z]+$`."""
_UNDEFINED = regex(r"\[\^[^\s\[\]^]{1,80}\](?![(:])")


def footnote_reference(state: StateInline, silent: bool) -> bool:
    """`[^label]`; without a definition it is text that says so."""
    if not state.src.startswith("[^", state.pos):
        return False
    if footnote_ref(state, silent):
        return True
    found = _UNDEFINED.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("footnote_missing", "", 0)
        token.content, token.meta = found[0], {"at": found.span()}
    state.pos = found.end()
    return True


def spare_footnotes(state: StateCore) -> None:
    """After inline rules: definitions that nothing refers to come last, and are told of."""
    if "footnotes" not in state.env:
        return
    data = state.env["footnotes"]
    listed = data.setdefault("list", {})
    used = {note["label"] for note in listed.values() if "label" in note}
    seen: set[str] = set()
    for token in state.tokens:
        if token.type != "footnote_reference_open":
            continue
        label = token.meta["label"]
        if label in seen or label not in used:
            code = "footnote-duplicate" if label in seen else "footnote-unused"
            state.env.setdefault("spare_footnotes", []).append((code, label, token.map))
            label = f"{label}\0{len(listed)}" if label in seen else label
            token.meta["label"] = label
            listed[len(listed)] = {"label": label, "count": 0}
        seen.add(label)


def footnote_inline(state: StateInline, silent: bool) -> bool:
    """`^[its text]`; one inside another is text, so that a run of openings costs nothing."""
    inside = state.env.get("in_footnote", False)
    if inside or not state.src.startswith("^[", state.pos) or state.html_terminator_last("]") < state.pos:
        return False
    if _PATTERN.match(state.src, state.pos, state.posMax):
        return False
    state.env["in_footnote"] = True
    try:
        return stock_inline(state, silent)
    finally:
        state.env["in_footnote"] = False
