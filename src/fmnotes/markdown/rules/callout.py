"""GitHub alerts (`> [!NOTE]`) and Obsidian callouts (`> [!tip]- 제목`), made of block quotes."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from fmnotes.text.regex import regex

_HEAD = regex(r"\[!([A-Za-z가-힣][\w -]*?)(?:\|[^\]\n]*)?\]([+-]?)(?!\()")
_SAME = {
    "note": "note",
    "info": "info",
    "tip": "tip",
    "hint": "tip",
    "important": "important",
    "warning": "warning",
    "attention": "warning",
    "caution": "caution",
    "danger": "danger",
    "error": "danger",
    "abstract": "abstract",
    "summary": "abstract",
    "tldr": "abstract",
    "todo": "todo",
    "success": "success",
    "check": "success",
    "done": "success",
    "question": "question",
    "help": "question",
    "faq": "question",
    "failure": "failure",
    "fail": "failure",
    "missing": "failure",
    "bug": "bug",
    "example": "example",
    "quote": "quote",
    "cite": "quote",
}
_TITLES = {
    "ko": {
        "note": "참고", "info": "정보", "tip": "팁", "important": "중요", "warning": "주의", "caution": "경고",
        "danger": "위험", "abstract": "요약", "todo": "할 일", "success": "완료", "question": "질문", "failure": "실패",
        "bug": "버그", "example": "예시", "quote": "인용",
    },
    "en": {
        "note": "Note", "info": "Info", "tip": "Tip", "important": "Important", "warning": "Warning",
        "caution": "Caution", "danger": "Danger", "abstract": "Abstract", "todo": "To do", "success": "Done",
        "question": "Question", "failure": "Failure", "bug": "Bug", "example": "Example", "quote": "Quote",
    },
}  # fmt: skip


def callouts(state: StateCore) -> None:
    """Turn block quotes that begin with `[!kind]` into callouts: the rest of that line is the title."""
    if "[!" not in state.src:
        return
    tokens, made = state.tokens, []
    ends: list[bool] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "blockquote_open":
            head = _head(tokens, index)
            ends.append(head is not None)
            if head:
                made.extend(_opening(state, token, tokens[index + 2], head))
                index += _body_start(tokens, index)
                continue
        elif token.type == "blockquote_close" and ends.pop():
            token.type = "callout_close"
            token.meta["fold"] = _opener(made).meta["fold"]
        made.append(token)
        index += 1
    state.tokens = made


def _opener(made: list[Token]) -> Token:
    depth = 0
    for token in reversed(made):
        if token.type in {"callout_close", "blockquote_close"}:
            depth += 1
        elif token.type in {"callout_open", "blockquote_open"}:
            if depth == 0:
                return token
            depth -= 1
    raise AssertionError("a callout closes that never opened")


def _head(tokens: list[Token], index: int) -> re.Match[str] | None:
    if tokens[index + 1].type != "paragraph_open":
        return None
    return _HEAD.match(tokens[index + 2].content)


def _opening(state: StateCore, quote: Token, inline: Token, head: re.Match[str]) -> list[Token]:
    first, _, rest = inline.content.partition("\n")
    title = first[head.end(2) :].strip()
    opening = opening_tokens(state.env, head[1], title or None, head[2], inline.map, inline.level)
    opening[0].map = quote.map
    if inline.map:
        inline.map = [inline.map[0] + 1, inline.map[1]]
    inline.content = rest
    return opening


def is_kind(word: str) -> bool:
    """Is `word` one of the kinds of Obsidian and GitHub, or another name for one?"""
    return word.lower() in _SAME


def opening_tokens(
    env: MutableMapping[str, Any], word: str, title: str | None, fold: str, lines: list[int] | None, level: int
) -> list[Token]:
    """A callout's first tokens: of the kind that `word` names, with its title.

    Without one (None) it is that of the kind; an empty one is none at all, but where the callout folds (`fold` is `-`
    or `+`) and needs something to unfold it by.
    """
    kind = _SAME.get(word.lower(), "note")
    language = "ko" if env.get("language", str)() == "ko" else "en"
    known = _TITLES[language][kind] if is_kind(word) else word.replace("-", " ").capitalize()
    opening = Token("callout_open", "div", 1, block=True, meta={"kind": kind, "fold": fold})
    if title == "" and not fold:
        return [opening]
    heading = Token("inline", "", 0, content=title or known, map=lines, children=[], level=level, block=True)
    # By its colour alone a kind cannot be told (WCAG 1.4.1); one that is as it always is needs no word.
    label = known if title and title != known and kind != "note" and is_kind(word) else ""
    title_open = Token("callout_title_open", "p", 1, meta={"label": label})
    return [opening, title_open, heading, Token("callout_title_close", "p", -1)]


def push_short_callout(state: StateBlock, word: str, title: str | None, text: str, line: int, fold: str = "") -> None:
    """A callout of one line: `text` is its only paragraph."""
    state.tokens.extend(opening_tokens(state.env, word, title, fold, [line, line + 1], state.level))
    state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text, [line, line + 1], []
    state.push("paragraph_close", "p", -1)
    state.tokens.append(Token("callout_close", "div", -1, block=True, meta={"fold": fold}))
    state.line = line + 1


def push_callout(
    state: StateBlock, word: str, title: str | None, fold: str, lines: tuple[int, int, int], indent: int = 0
) -> None:
    """A callout that is no block quote: `lines` are its own, the last of its content, and the first after it."""
    start, _, after = lines
    opening = opening_tokens(state.env, word, title, fold, [start, start + 1], state.level)
    opening[0].map = [start, after]
    state.tokens.extend(opening)
    state.level += 1
    push_inside(state, lines, indent)
    state.level -= 1
    state.tokens.append(Token("callout_close", "div", -1, block=True, meta={"fold": fold}))


def push_inside(state: StateBlock, lines: tuple[int, int, int], indent: int = 0) -> None:
    """The Markdown below the first of `lines` and above the second, as if nothing stood round it."""
    start, end, after = lines
    old_parent, old_end, old_indent = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "root", end, old_indent + indent
    state.env["inside"] = state.env.get("inside", 0) + 1
    state.md.block.tokenize(state, start + 1, end)
    state.env["inside"] -= 1
    state.parentType, state.lineMax, state.blkIndent = old_parent, old_end, old_indent
    state.line = min(after, old_end)


def _body_start(tokens: list[Token], index: int) -> int:
    """How many tokens the head used up: the quote, and its first paragraph when nothing is left of it."""
    return 1 if tokens[index + 2].content.strip() else 4
