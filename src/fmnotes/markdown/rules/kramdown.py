"""Attribute lists and tables of contents: Kramdown's `{: .prompt-tip }` and `{:toc}`, others' `{.lead}`, `[TOC]`.

They say how a page looks or where its contents go, which the theme decides; Chirpy's prompts are callouts.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from fmnotes.markdown.rules.callout import is_kind, opening_tokens
from fmnotes.markdown.rules.label import keep_label
from fmnotes.markdown.rules.lines import match_line
from fmnotes.text.regex import regex

ATTRIBUTES = r"\{:(?=[^{}\n]*(?:[.#][\w-]|=|toc\b)|[ \t]*\}|:|/|[ \t]+[A-Za-z][\w-]*[ \t]*\})[^{}\n]*\}"
"""A list of attributes: a class, an id, `key=value`, `toc` or, behind a space, the name of such a list is in it.

`{:else}` and `{:a 1}` are something else.
"""
CLASSES = (
    r"\{[ \t]*[.#][A-Za-z][\w:-]*"
    r"(?:[ \t]+(?:[.#][A-Za-z][\w:-]*|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)))*[ \t]*\}"
)
"""The same without a colon, as Python-Markdown, Pandoc and markdown-it-attrs have it: a class or an id comes first."""
_TRAILING_CLASSES = regex(rf"(?:^|\n|(?<=\$\$))[ \t]*({CLASSES})[ \t]*$")
_LONGEST_QUOTE = 2_000
_TRAILING = regex(rf"(?:^|\n)[ \t]*({ATTRIBUTES})[ \t]*$")
_LEADING = regex(rf"[ \t]*{ATTRIBUTES}[ \t]*\n(?=.)")
_ALONE = regex(rf"[ \t]*{ATTRIBUTES}[ \t]*")
_LINE = regex(rf"(?!\{{:[ \t]*toc){ATTRIBUTES}[ \t]*")
_LONGEST = 300
_SEED = regex(r"[^\n]*\n?[ \t]*\{:[ \t]*toc[^{}\n]*\}[ \t]*(?:\n<br[ /]*>)*")
_FILE = regex(r"""\bfile=(?:"([^"\n]+)"|'([^'\n]+)')""")
_LONE_QUOTE = regex(r">[ \t]*")
_PROMPT = regex(r"\.prompt-(\w+)")
_CONTENTS = regex(r"\[TOC\]|\[toc\]|\[\[_?(?:TOC|toc)_?\]\]|\{:[ \t]*toc[^}\n]*\}")
_CONTENTS_FENCE = regex(r"[ \t]*(?:toc|table-of-contents|(?:multi-)?column-settings)[ \t]*")
_LISTS = {"bullet_list_open", "ordered_list_open"}
_WRAPPERS = {"paragraph_open", "list_item_open", *_LISTS}
_ID = regex(r"""(?<![\w-])id=["']?([\w.:-]+)|(?<![\w=])#([\w.:-]+)""")
_QUOTED = regex(r"""(?<!\bid)=(?:"[^"]*"|'[^']*')""")


def bare_quote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A lone `>`, then lines without one: all of them up to the next empty line are quoted (kramdown, `blockquote`)."""
    if silent or not match_line(state, start_line, _LONE_QUOTE):
        return False
    line = start_line + 1
    while line < end_line and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        if state.src.startswith((">", "```", "~~~"), state.bMarks[line] + state.tShift[line]):
            return False
        line += 1
    if line == start_line + 1:
        return False
    old_max, old_parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = line, "blockquote"
    opening = state.push("blockquote_open", "blockquote", 1)
    opening.markup, opening.map = ">", [start_line, line]
    state.md.block.tokenize(state, start_line + 1, line)
    state.push("blockquote_close", "blockquote", -1).markup = ">"
    state.lineMax, state.parentType, state.line = old_max, old_parent, line
    return True


def attribute_line(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line of attributes ends the block above it, where text follows without a blank line too."""
    if not 0 < start_line < end_line - 1 or state.isEmpty(start_line - 1) or state.isEmpty(start_line + 1):
        return False
    found = match_line(state, start_line, _LINE)
    if not found or silent:
        return bool(found)
    opening, text, closing = (
        state.push("paragraph_open", "p", 1),
        state.push("inline", "", 0),
        state.push("paragraph_close", "p", -1),
    )
    opening.map = text.map = closing.map = [start_line, start_line + 1]
    text.content, text.children = found[0], []
    state.line = start_line + 1
    return True


def contents_marks(state: StateCore) -> None:
    """`[TOC]` alone in a paragraph is left out: every page has its contents. So is a fence of `toc` (Gatsby)."""
    if "toc" in state.src:
        state.tokens = [one for one in state.tokens if one.type != "fence" or not _CONTENTS_FENCE.fullmatch(one.info)]
    if "TOC]" in state.src or "toc]" in state.src or "TOC_]" in state.src or "toc_]" in state.src:
        for index, token in reversed(list(enumerate(state.tokens))):
            if (
                token.type == "inline"
                and _CONTENTS.fullmatch(token.content.strip())
                and _is_at(state.tokens, index, token)
            ):
                _remove(state.tokens, index)


def attribute_lists(state: StateCore) -> None:
    """`{: … }` or `{.x}` on the last line of a block says how it looks; `{:toc}` makes of a list the contents."""
    if "{" not in state.src:
        return
    for index, token in reversed(list(enumerate(state.tokens))):
        written = token.type == "inline" and ("{:" in token.content or token.content.endswith("}"))
        if not written or not _is_at(state.tokens, index, token):
            continue
        # That of a heading is its id (`headings.written_heading_ids`).
        heading = state.tokens[index - 1].type == "heading_open"
        if not heading and (found := _TRAILING_CLASSES.search(token.content, max(0, len(token.content) - _LONGEST))):
            token.content = token.content[: found.start()].rstrip()
            _apply(state, index, found[1][1:-1])
            continue
        _before_the_block(token)
        if _SEED.fullmatch(token.content) and _is_only_item(state.tokens, index):
            _remove(state.tokens, index)
        elif found := _TRAILING.search(token.content):
            token.content = token.content[: found.start()].rstrip()
            _apply(state, index, found[1][2:-1])


def _before_the_block(token: Token) -> None:
    """Kramdown reads attributes above a block too. Lines of nothing else are one list, of the block above them."""
    lines = token.content.split("\n")
    if all(map(_ALONE.fullmatch, lines)):
        token.content = "{:" + " ".join(line.strip()[2:-1] for line in lines) + "}"
    elif (lead := _LEADING.match(token.content)) and token.map:
        token.content, token.map = token.content[lead.end() :], [token.map[0] + 1, token.map[1]]


def _apply(state: StateCore, index: int, attributes: str) -> None:
    prompt = _PROMPT.search(attributes)
    if prompt and is_kind(prompt[1]):
        _make_callout(state, index, prompt[1])
    elif state.tokens[index].content and (own := _own_id(attributes)):
        keep_label(state.env, own, (state.tokens[index].map or [0])[0])
    elif not state.tokens[index].content:
        _give_to_block_above(state.tokens, index, attributes)
        _remove(state.tokens, index)


def _own_id(attributes: str) -> str:
    """The id among attributes; a `#` in the value of another is a colour or a number."""
    found = _ID.search(_QUOTED.sub("", attributes))
    return (found[1] or found[2]) if found else ""


def _is_only_item(tokens: list[Token], index: int) -> bool:
    """Does the text at `index` stand in a list of one item? Kramdown puts the contents in its place."""
    return index >= 3 and tokens[index - 3].type in _LISTS and tokens[index + 3].type.endswith("list_close")


def _give_to_block_above(tokens: list[Token], index: int, attributes: str) -> None:
    """`{: #id }` below a heading is its id; `{: file="a.py" }` below code (Chirpy) is its title."""
    own, file = _own_id(attributes), _FILE.search(attributes)
    above = tokens[index - 2] if index >= 2 else None
    if own and above and above.type == "heading_close":
        tokens[index - 4].meta["id"] = own
    elif file and above and above.type == "fence":
        above.info = f'{above.info or "text"} title="{file[1] or file[2]}"'


def _is_at(tokens: list[Token], index: int, token: Token) -> bool:
    """Is it still there? The row of a table goes with its last cell."""
    return index < len(tokens) and tokens[index] is token


def _remove(tokens: list[Token], index: int) -> None:
    """Take out the inline token at `index` and the blocks that hold nothing else."""
    start, end = index, index + 1
    if tokens[index - 1].type == "td_open":
        # The row of a table that Markdown made of the line.
        start = next(at for at in range(index, -1, -1) if tokens[at].type == "tr_open")
        end = next(at for at in range(index, len(tokens)) if tokens[at].type == "tr_close") + 1
    while start and end < len(tokens) and tokens[start - 1].type in _WRAPPERS and tokens[end].nesting == -1:
        start, end = start - 1, end + 1
    del tokens[start:end]


def _quote_end(tokens: list[Token], index: int) -> int | None:
    """The end of the quote right above the text at `index`, or of the one around it."""
    if not tokens[index].content and index >= 2 and tokens[index - 2].type == "blockquote_close":
        return index - 2
    depth = 0
    for at in range(index, min(len(tokens), index + _LONGEST_QUOTE)):
        depth += tokens[at].nesting * (tokens[at].type in {"blockquote_open", "blockquote_close"})
        if depth < 0:
            return at
        if tokens[at].level == 0 and tokens[at].nesting >= 0:
            return None
    return None


def _make_callout(state: StateCore, index: int, kind: str) -> None:
    """The block quote whose last text is at `index` becomes a callout."""
    tokens = state.tokens
    close = _quote_end(tokens, index)
    if close is None:
        if not tokens[index].content:
            _remove(tokens, index)
        return
    level = tokens[close].level
    before = range(close, -1, -1)
    start = next(at for at in before if tokens[at].type == "blockquote_open" and tokens[at].level == level)
    opening = opening_tokens(state.env, kind, None, "", tokens[start].map, level)
    opening[0].map = tokens[start].map
    tokens[close].type, tokens[close].meta = "callout_close", {"fold": ""}
    if not tokens[index].content:
        _remove(tokens, index)
    tokens[start : start + 1] = opening
