"""Obsidian's block ids: ` ^block1` at the end of a block, or alone below it, names it for links and embeds."""

from __future__ import annotations

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from fmnotes.text.regex import regex

_BLOCK_ID = regex(r"(?:^|[ \t\n])\^([A-Za-z0-9-]{1,40})[ \t]*$")
_LED_TO = regex(r"#\^([A-Za-z0-9])(?![A-Za-z0-9-])")
_FEW_WORDS = 3


def block_ids(state: StateCore) -> None:
    """Before inline parsing: take each id off its text, and put the block that it names between two tokens."""
    if "^" not in state.src:
        return
    seen: set[str] = set()
    made: list[Token] = []
    tokens = iter(state.tokens)
    for token in tokens:
        made.append(token)
        found = _BLOCK_ID.search(token.content) if token.type == "inline" and "^" in token.content else None
        if (
            not found
            or not made[-2].type.endswith(("paragraph_open", "heading_open"))
            or not _is_meant(state, token.content, found[1])
        ):
            continue
        token.content = token.content[: found.start()]
        closing = next(tokens)
        start = len(made) - 2
        if token.content:
            made.append(closing)
            if token.content.startswith("[!") and made[start - 1].type == "blockquote_open":
                # The head of a callout is no block of its own: it is all named, where this is all of it.
                start -= 1
                closing = next(tokens)
                made.append(closing)
                if closing.type != "blockquote_close":
                    continue
        else:
            del made[start:]
            start = _previous(made)
            if 0 < start < len(made) - 1 and made[start - 1].type == "blockquote_open" and _is_callout(made[start + 1]):
                start -= 1
                made.append(next(tokens))
                if made[-1].type != "blockquote_close":
                    continue
        if found[1] not in seen and start < len(made):
            seen.add(found[1])
            meta = {"id": f"^{found[1]}"}
            made.insert(start, Token("block_id_open", "div", 1, meta=meta))
            made.append(Token("block_id_close", "div", -1, meta=meta))
    state.tokens = _over_items(made) if seen else made


def _over_items(tokens: list[Token]) -> list[Token]:
    """An id in the first line of an item names all of it, with the lists below."""
    made: list[Token] = []
    items: list[tuple[int, Token]] = []
    for token in tokens:
        if token.type == "block_id_open" and made and made[-1].type == "list_item_open":
            items.append((made[-1].level, token))
        elif token.type == "block_id_close" and items and items[-1][1].meta is token.meta:
            continue
        elif token.type == "list_item_close" and items and items[-1][0] == token.level:
            made.append(Token("block_id_close", "div", -1, meta=items.pop()[1].meta))
        made.append(token)
    return made


def _is_callout(inline: Token) -> bool:
    return inline.type == "inline" and inline.content.startswith("[!")


def _is_meant(state: StateCore, text: str, name: str) -> bool:
    """`^C` is a key, `x ^2` a power: a single letter or digit counts in a vault, where a link of the note leads to it,
    or behind a sentence.
    """
    if len(name) > 1 or state.env["obsidian"] or (name.isdigit() and len(text.split()) > _FEW_WORDS):
        return True
    if "led_to" not in state.env:
        state.env["led_to"] = set(_LED_TO.findall(state.src))
    return name in state.env["led_to"]


def _previous(made: list[Token]) -> int:
    """Where the last whole block begins; the end where there is none, or where it has an id already."""
    if made and made[-1].type == "block_id_close":
        return len(made)
    depth = 0
    for index in range(len(made) - 1, -1, -1):
        depth -= made[index].nesting
        if depth < 0:
            break
        if depth == 0:
            return index
    return len(made)
