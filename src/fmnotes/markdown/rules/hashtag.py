"""Obsidian's tags in the text: `#모델 #ai/vision` leads to the page of the tag, and the note has it.

Anything but spaces and punctuation may stand in one, `-`, `_` and `/` too, and not digits alone
(https://help.obsidian.md/tags). It begins a word, emphasized or not: `C#` and `a#b` are none.
"""

from __future__ import annotations

import unicodedata

from markdown_it.rules_inline import StateInline

from fmnotes.text.regex import regex

_BEFORE = r"(?:(?<!\S)|(?<=\s[*~=])|(?<=\A[*~=])|(?<=\s[*~=]{2})|(?<=\A[*~=]{2}))"
_ENDS = r"\s!-,.:-@\[-^`{-~\u2000-\u200c\u200e-\u206f\u2e00-\u2e7f\u3000-\u303f\uff01-\uff0f\uff1a-\uff20"
BEGINS = rf"{_BEFORE}#(?=[^{_ENDS}])"
_TAG = regex(rf"{_BEFORE}#([^{_ENDS}]+)")


def hashtag(state: StateInline, silent: bool) -> bool:
    found = _TAG.match(state.src, state.pos, state.posMax)
    if not found or state.linkLevel:
        return False
    name = found[1].strip("/")
    if name.isdigit() or not any(unicodedata.category(ch)[0] in "LNS" for ch in name):
        return False
    end = found.start(1) + len(found[1].rstrip("/"))
    if not silent:
        opening = state.push("link_open", "a", 1)
        opening.meta = {"at": (state.pos, end), "tag": name}
        state.push("text", "", 0).content = state.src[state.pos : end]
        state.push("link_close", "a", -1)
    state.pos = end
    return True
