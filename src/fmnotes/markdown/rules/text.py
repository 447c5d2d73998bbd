"""Plain text up to the next character that a rule of ours reacts to.

The stock rule stops at 23 characters; most of them (`-`, `:`, `#`, `+`, `%`, `{` …) start nothing here, and each stop
asks every rule in turn.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from fmnotes.markdown.rules.hashtag import BEGINS
from fmnotes.text.regex import regex

_STOPS = r"[\n\\`*_~\[\]<&$]|!\[|==|%%|\^(?:\[|[^\s^]{1,20}\^)|\{[{%: .#\w]|https?://"
_STOP, _TAGGED = regex(_STOPS), regex(f"{_STOPS}|{BEGINS}")


def text(state: StateInline, silent: bool) -> bool:
    return _up_to(_STOP, state, silent)


def tagged_text(state: StateInline, silent: bool) -> bool:
    """The same where `#tag` is one."""
    return _up_to(_TAGGED, state, silent)


def _up_to(stop: re.Pattern[str], state: StateInline, silent: bool) -> bool:
    start = state.pos
    found = stop.search(state.src, start, state.posMax)
    end = found.start() if found else state.posMax
    if end == start:
        return False
    if not silent:
        state.append_pending(state.src[start:end])
    state.pos = end
    return True
