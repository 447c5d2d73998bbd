"""Heading ids as GitHub makes them, Hangul kept; `# T[[id]]`, `# T {#id}` and `# T {/*id*/}` give one."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from fmnotes.markdown.rules.doc_builder import is_spoken, without_marks
from fmnotes.text.names import UniqueIds, heading_slug
from fmnotes.text.regex import regex

# Ids of footnotes and of the theme's own parts (`fm-…`).
_TAKEN = regex(r"fn(?:ref)?\d|fm-")
_BREAK = regex(r"<br\b", re.IGNORECASE)
_MORE = r"""(?:\.[\w-]+|[\w-]+=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}]+))"""
_BRACKETED_ID = regex(r"\s*\[\[([^\s\[\]|]+)()\]\]$")
_MARKED = regex(r"[^\s!\[\]](?:\[\[[^\s\[\]|]+\]\]|\s\[\[[a-z0-9_.-]+\]\])$")
_GLUED = regex(r"[^\s!\[\]]\[\[[^\s\[\]|]+\]\]$")
_WRITTEN_ID = regex(
    rf"(?<=[^\s!])\[\[([a-z0-9_-]+)\]\]$|(?:^|\s+)\{{:?\s*(?:{_MORE}\s+)*#([\w.:-]+)(?:\s+{_MORE})*\s*\}}\s*$"
    rf"|\s+\{{:?\s*(?:{_MORE}\s+)*\.[\w-]+(?:\s+{_MORE})*\s*\}}\s*$"
    r"|\s*\{/\*\s*#?([\w.:-]+)\s*\*/\}$|\s+\{-\}$"
)


def written_heading_ids(state: StateCore) -> None:
    """Before inline parsing: take `[[id]]`, glued to the text, `{#id}` or `{/*id*/}` off the end of a heading."""
    pairs = _headings(state)
    # Where one is at the end of most headings (Hugging Face's documentation), none is a link.
    marked = [inline.content.rstrip()[-200:] for _, inline in pairs if "]]" in inline.content]
    pattern = _MARKED if marked and is_spoken(state.src) else _GLUED
    ended = sum(pattern.search(end) is not None for end in marked)
    all_ids = (ended > 1 and 2 * ended > len(pairs)) or (ended == 1 and "[[autodoc]]" in state.src)
    for opening, inline in pairs:
        content = inline.content.rstrip()
        pattern = _BRACKETED_ID if all_ids and content.endswith("]]") else _WRITTEN_ID
        found = pattern.search(content[-200:]) if content.endswith(("]]", "}")) else None
        if found:
            inline.content = content[: len(content) - len(found[0])]
            if written := next(filter(None, found.groups()), ""):
                opening.meta["id"] = written
    if all_ids:
        state.tokens = list(without_marks(state.tokens))


def heading_ids(state: StateCore) -> None:
    """After inline parsing: give every heading an id that is unique in the note, and its plain text."""
    ids = UniqueIds()
    for opening, inline in _headings(state):
        children = inline.children or []
        opening.meta["text"] = plain_text(children)
        # GitHub's ids know nothing of tags.
        wanted = opening.meta.get("id") or heading_slug(
            plain_text([one for one in children if one.type != "html_inline"], named=True)
        )
        opening.meta["id"] = ids.claim(f"h-{wanted}" if _TAKEN.match(wanted) else wanted)


def _headings(state: StateCore) -> list[tuple[Token, Token]]:
    tokens = state.tokens
    return [(token, tokens[index + 1]) for index, token in enumerate(tokens) if token.type == "heading_open"]


def plain_text(tokens: tuple[Token, ...] | list[Token], *, named: bool = False) -> str:
    """The text a reader sees, without markup: what GitHub makes ids of, with emoji by their names (`named`)."""
    parts: list[str] = []
    for token in tokens:
        if token.type in {"text", "code_inline", "math", "text_special"}:
            parts.append(token.meta.get("named", token.content) if named else token.content)
        elif token.type in {"softbreak", "hardbreak"} or (token.type == "html_inline" and _BREAK.match(token.content)):
            parts.append(" ")
        elif token.type == "image":
            parts.append(plain_text(token.children or ()))
    return "".join(parts).strip()
