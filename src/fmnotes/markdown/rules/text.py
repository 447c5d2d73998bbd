"""Plain text up to the next character that a rule of ours reacts to.

The stock rule stops at 23 characters; most of them (`-`, `:`, `#`, `+`, `%`, `{` …) start nothing here, and each stop
asks every rule in turn.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_STOP = re.compile(r"[\n\\`*_~\[\]<&$]|!\[|==|%%|\^\[|\{[{%: .#\w]|https?://")


def text(state: StateInline, silent: bool) -> bool:
    start = state.pos
    found = _STOP.search(state.src, start, state.posMax)
    end = found.start() if found else state.posMax
    if end == start:
        return False
    if not silent:
        state.append_pending(state.src[start:end])
    state.pos = end
    return True
