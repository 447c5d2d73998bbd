"""Heading ids as GitHub makes them, Hangul kept; `# Title[[my-id]]` and `# Title {#my-id}` give one."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from fmnotes.text.names import UniqueIds, heading_slug

# Ids of footnotes and of the theme's own parts (`fm-…`).
_TAKEN = re.compile(r"fn(?:ref)?\d|fm-")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_MORE = r"""(?:\.[\w-]+|[\w-]+=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}]+))"""
_WRITTEN_ID = re.compile(
    rf"(?<=[^\s!])\[\[([a-z0-9_-]+)\]\]$|(?:^|\s+)\{{:?\s*(?:{_MORE}\s+)*#([\w.:-]+)(?:\s+{_MORE})*\s*\}}\s*$"
    rf"|\s+\{{:?\s*(?:{_MORE}\s+)*\.[\w-]+(?:\s+{_MORE})*\s*\}}\s*$"
)


def written_heading_ids(state: StateCore) -> None:
    """Before inline parsing: take `[[id]]`, glued to the text, or `{#id}` off the end of a heading."""
    for opening, inline in _headings(state):
        content = inline.content.rstrip()
        found = _WRITTEN_ID.search(content[-200:]) if content.endswith(("]]", "}")) else None
        if found:
            inline.content = content[: len(content) - len(found[0])]
            if found[1] or found[2]:
                opening.meta["id"] = found[1] or found[2]


def heading_ids(state: StateCore) -> None:
    """After inline parsing: give every heading an id that is unique in the note, and its plain text."""
    ids = UniqueIds()
    for opening, inline in _headings(state):
        children = inline.children or []
        opening.meta["text"] = plain_text(children)
        # GitHub's ids know nothing of tags.
        wanted = opening.meta.get("id") or heading_slug(
            plain_text([one for one in children if one.type != "html_inline"])
        )
        opening.meta["id"] = ids.claim(f"h-{wanted}" if _TAKEN.match(wanted) else wanted)


def _headings(state: StateCore) -> list[tuple[Token, Token]]:
    tokens = state.tokens
    return [(token, tokens[index + 1]) for index, token in enumerate(tokens) if token.type == "heading_open"]


def plain_text(tokens: tuple[Token, ...] | list[Token]) -> str:
    """The text a reader sees, without markup: what GitHub makes ids of."""
    parts: list[str] = []
    for token in tokens:
        if token.type in {"text", "code_inline", "math", "text_special"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"} or (token.type == "html_inline" and _BREAK.match(token.content)):
            parts.append(" ")
        elif token.type == "image":
            parts.append(plain_text(token.children or ()))
    return "".join(parts).strip()
