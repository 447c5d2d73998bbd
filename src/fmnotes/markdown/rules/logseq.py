"""What Logseq writes into blocks for itself: `id:: 6590…`, `collapsed:: true`, the state of flash cards."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore

_OWN = re.compile(
    r"(?:\n|\A)[ \t]*(?:id::[ \t]+[0-9a-f]{8}-[0-9a-f-]{27}|collapsed::[ \t]+(?:true|false)"
    r"|heading::[ \t]+(?:true|false|\d)|background-color::[ \t]+\S+"
    r"|(?:card-[a-z-]+|logseq\.[a-z.-]+|ls-type|hl-[a-z-]+)::[^\n]*)[ \t]*(?=\n|\Z)"
)


def block_properties(state: StateCore) -> None:
    """Lines of such properties are no words of a block; those that an author names stay."""
    if ":: " not in state.src:
        return
    for token in state.tokens:
        if token.type == "inline" and "::" in token.content:
            token.content = _OWN.sub("", token.content).lstrip("\n")
