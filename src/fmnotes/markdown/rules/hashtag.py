"""Obsidian's tags in the text: `#모델 #ai/vision` leads to the page of the tag, and the note has it.

A letter, mark, digit, `_`, `-` or `/` may stand in one, and not digits alone (https://help.obsidian.md/tags). It begins
a word: `C#` and `a#b` are none.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_EMOJI = "\u200d\ufe0f\u2600-\u27bf\U0001f000-\U0001faff"
BEGINS = r"(?<!\S)#(?=[^\s#])"
_TAG = re.compile(rf"(?<!\S)#([\w{_EMOJI}/-]+)")
_NUMBER = re.compile(r"[\d/_-]*")


def hashtag(state: StateInline, silent: bool) -> bool:
    found = _TAG.match(state.src, state.pos, state.posMax)
    name = found[1].strip("/") if found else ""
    if state.linkLevel or not name or _NUMBER.fullmatch(name):
        return False
    end = state.pos + 1 + len(found[1].rstrip("/")) if found else state.pos
    if not silent:
        opening = state.push("link_open", "a", 1)
        opening.meta = {"at": (state.pos, end), "tag": name}
        state.push("text", "", 0).content = state.src[state.pos : end]
        state.push("link_close", "a", -1)
    state.pos = end
    return True
