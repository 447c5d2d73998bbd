"""GitHub alerts (`> [!NOTE]`) and Obsidian callouts (`> [!tip]- 제목`), made of block quotes."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_HEAD = re.compile(r"\[!([A-Za-z가-힣][\w -]*?)(?:\|[^\]\n]*)?\]([+-]?)(?!\()")
_SAME = {
    "note": "note",
    "info": "note",
    "tip": "tip",
    "hint": "tip",
    "important": "important",
    "warning": "warning",
    "attention": "warning",
    "caution": "caution",
    "danger": "caution",
    "error": "caution",
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
        "note": "참고", "tip": "팁", "important": "중요", "warning": "주의", "caution": "경고", "abstract": "요약",
        "todo": "할 일", "success": "완료", "question": "질문", "failure": "실패", "bug": "버그", "example": "예시",
        "quote": "인용",
    },
    "en": {
        "note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning", "caution": "Caution",
        "abstract": "Abstract", "todo": "To do", "success": "Done", "question": "Question", "failure": "Failure",
        "bug": "Bug", "example": "Example", "quote": "Quote",
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
    word = head[1].lower()
    kind = _SAME.get(word, "note")
    first, _, rest = inline.content.partition("\n")
    title = first[head.end(2) :].strip()
    language = "ko" if state.env.get("language") == "ko" else "en"
    known = _TITLES[language][kind] if word in _SAME else head[1].replace("-", " ").capitalize()
    quote.type = "callout_open"
    quote.meta.update(kind=kind, fold=head[2])
    heading = Token("inline", "", 0, content=title or known, map=inline.map, children=[], level=inline.level)
    heading.block = True
    if inline.map:
        inline.map = [inline.map[0] + 1, inline.map[1]]
    inline.content = rest
    return [quote, Token("callout_title_open", "p", 1), heading, Token("callout_title_close", "p", -1)]


def _body_start(tokens: list[Token], index: int) -> int:
    """How many tokens the head used up: the quote, and its first paragraph when nothing is left of it."""
    return 1 if tokens[index + 2].content.strip() else 4
