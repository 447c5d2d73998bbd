"""Comments of Obsidian (`%%…%%`), Liquid, Hugo, Kramdown and MDX. Their author does not see them, nor does a reader.

One that reaches over paragraphs is taken out before blocks are found: the rules for them see only a part of it.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from fmnotes.markdown.rules.code_finder import CodeFinder

_COMMENTS = re.compile(
    r"(?P<liquid>\{%-?[ \t]*comment[ \t]*-?%\})|(?P<hugo>\{\{/\*)|(?P<kramdown>\{::comment\})"
    r"|(?P<shortcode>\{\{[<%][ \t]*comment[ \t]*[%>]\}\})|(?P<mdx>\{/\*)"
    r"|(?P<obsidian>^[ \t]*%%(?=[^%\n]*$))",
    re.MULTILINE,
)
_ENDS = {
    "liquid": re.compile(r"\{%-?[ \t]*endcomment[ \t]*-?%\}"),
    "hugo": re.compile(r"\*/\}\}"),
    "shortcode": re.compile(r"\{\{[<%][ \t]*/[ \t]*comment[ \t]*[%>]\}\}"),
    "mdx": re.compile(r"\*/\}"),
    "kramdown": re.compile(r"\{:/(?:comment)?\}"),
    "obsidian": re.compile(r"%%[ \t]*$", re.MULTILINE),
}
_DIGITS = frozenset("0123456789")
_MARKS = ("%%", "comment", "{/*")


def comments(state: StateCore) -> None:
    """Take out all comments but those of a line (`comment`); their line ends stay, so that places hold."""
    src = state.src
    if not any(mark in src for mark in _MARKS):
        return
    kept: list[str] = []
    position = 0
    never: set[str] = set()
    code, looked = CodeFinder(src), 0
    for found in _COMMENTS.finditer(src):
        kind = found.lastgroup or ""
        while (span := code.after(max(position, looked)))[1] <= found.start():
            looked = max(span[1], looked + 1)
        if found.start() < max(position, looked) or span[0] <= found.start() or kind in never:
            continue
        end = _ENDS[kind].search(src, found.end())
        if end is None:
            never.add(kind)
            if kind == "obsidian" and not src[found.end() : found.end() + 1].strip():
                state.env["open_comment"] = src.count("\n", 0, found.start())
            continue
        kept += [src[position : found.start()], "\n" * src.count("\n", found.start(), end.end())]
        position = end.end()
    state.src = "".join([*kept, src[position:]])


def comment(state: StateInline, silent: bool) -> bool:
    """`%%…%%` inside a block; an unclosed `%%` is text, and so are `100%% … 50%%` and `%%time, %%timeit`."""
    if not state.src.startswith("%%", state.pos) or state.src[max(0, state.pos - 1) : state.pos] in _DIGITS:
        return False
    end = state.src.find("%%", state.pos + 2, state.posMax)
    if end <= state.pos + 2 or (state.src[end - 1].isspace() and _is_word(state.src[end + 2 : end + 3])):
        return False
    state.pos = end + 2
    return True


def _is_word(ch: str) -> bool:
    return ch.isascii() and ch.isalnum()


def comment_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Lines from one that is `%%` and no more, to the next such line."""
    if state.is_code_block(start_line) or _line(state, start_line) != "%%":
        return False
    for line in range(start_line + 1, end_line):
        if _line(state, line) == "%%":
            state.line = state.line if silent else line + 1
            return True
    return False


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
