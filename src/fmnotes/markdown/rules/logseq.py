"""Of Logseq: what it writes into blocks for itself (`id:: 6590…`, `collapsed:: true`, the clock), references to blocks
by that id, and blocks of Org mode.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from fmnotes.markdown.rules.callout import is_kind, push_callout, push_inside
from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.markdown.rules.label import BLOCK_ID, keep_label
from fmnotes.markdown.rules.lines import find_line, match_line
from fmnotes.markdown.rules.marks import in_words
from fmnotes.markdown.rules.shortcode import push_code
from fmnotes.text.regex import regex

_OWN = regex(
    rf"(?:\n|\A)[ \t]*(?:id::[ \t]+(?P<id>{BLOCK_ID})|collapsed::[ \t]+(?:true|false)"
    r"|heading::[ \t]+(?:true|false|\d)|background-color::[ \t]+\S+"
    r"|:LOGBOOK:[ \t]*(?:\n[^\n]*){0,60}?\n[ \t]*:END:"
    r"|(?:card-[a-z-]+|logseq\.[a-z.-]+|ls-type|hl-[a-z-]+)::[^\n]*)[ \t]*(?=\n|\Z)"
)
_REFERENCE = regex(
    rf"\[(?P<words>[^\[\]\n]{{1,200}})\]\(\(\((?P<named>{BLOCK_ID})\)\)\)"
    rf"|(?:\{{\{{embed[ \t]+)?\(\((?P<id>{BLOCK_ID})\)\)(?:[ \t]*\}}\}})?"
)
_NAMED = regex(rf"\(\({BLOCK_ID}\)\)")
_ORG = regex(r"#\+BEGIN_(\w+)[ \t]*([\w+#-]*)[^\n]*", re.IGNORECASE)


def block_references(state: StateCore) -> None:
    """`((6590…))`, `[words](((6590…)))` and `{{embed ((6590…))}}` lead to the block, as labels of books do."""
    if _NAMED.search(state.src):
        state.src = CodeFinder(state.src).outside(
            lambda part: in_words(part, lambda one: _REFERENCE.sub(_as_role, one))
        )


def _as_role(found: re.Match[str]) -> str:
    if found["named"]:
        return f"{{ref}}`{found['words']} <{found['named']}>`"
    return f"{{numref}}`{found['id']}`"


def block_properties(state: StateCore) -> None:
    """Lines of such properties are no words of a block, which its id names; those that an author names stay."""
    if ":: " not in state.src and ":LOGBOOK:" not in state.src:
        return
    for token in state.tokens:
        if token.type != "inline" or ("::" not in token.content and ":LOGBOOK:" not in token.content):
            continue
        text, names = token.content, [found["id"] for found in _OWN.finditer(token.content) if found["id"]]
        token.content = _OWN.sub("", text).lstrip("\n")
        line = token.map[0] if token.map else 0
        for name in names:
            # Below a heading or code they stand in a paragraph of their own.
            keep_label(state.env, name, line, below=not token.content)


def org_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`#+BEGIN_TIP` to `#+END_TIP`: a callout, a quote, code; of other names the inside, of a query nothing."""
    head = match_line(state, start_line, _ORG)
    close = head and find_line(state, start_line, end_line, re.compile(rf"#\+END_{head[1]}[ \t]*", re.IGNORECASE))
    if not head or close is None:
        return False
    if silent:
        return True
    name = head[1].lower()
    if name in {"src", "example"}:
        return push_code(state, start_line, close, head[2], silent)
    if name in {"query", "comment"}:
        state.line = close + 1
    elif is_kind(name):
        push_callout(state, name, None, "", (start_line, close, close + 1))
    else:
        push_inside(state, (start_line, close, close + 1))
    return True
