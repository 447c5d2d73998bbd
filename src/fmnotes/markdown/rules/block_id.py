"""Obsidian's block ids: ` ^block1` at the end of a block names it for links and is not shown."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore

_BLOCK_ID = re.compile(r"(?:^|[ \t\n])\^[A-Za-z0-9-]{1,40}[ \t]*$")


def block_ids(state: StateCore) -> None:
    """Before inline parsing: take the id off the end of a block; links to it lead to the note."""
    if "^" not in state.src:
        return
    for token in state.tokens:
        if token.type == "inline" and "^" in token.content:
            token.content = _BLOCK_ID.sub("", token.content)
