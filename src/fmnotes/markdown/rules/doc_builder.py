"""Marks of doc-builder, which makes Hugging Face's documentation: what programs describe themselves is not here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from fmnotes.text.regex import regex

_AUTODOC = regex(r"\[\[autodoc\]\] ([\w.]+)")
_MEMBER = regex(r"^\s*- (\w+)\s*$", re.MULTILINE)
_NAME = regex(r"\[`~?([\w.]+(?:\(\))?)`\](?![\[(:])")
_COLAB = "[[open-in-colab]]"
_SPOKEN = regex(r"\[\[(?:autodoc|open-in-colab)\]\]|<Tip\b|<hfoption|\[`~[\w.]+`\](?!\()")


def is_spoken(text: str) -> bool:
    """Is a note written for doc-builder?"""
    return _SPOKEN.search(text) is not None


def without_marks(tokens: list[Token]) -> Iterator[Token]:
    """The tokens of a note, before its inline text is parsed, without them.

    `[[open-in-colab]]` is not shown, `[[autodoc]] Trainer` names what is described with its members, and
    ``[`~Trainer.train`]`` is a name.
    """
    for index, token in enumerate(tokens):
        beside = token if token.type == "inline" else tokens[index + token.nesting] if token.nesting else token
        if (token.type.startswith("paragraph") or token.type == "inline") and beside.content == _COLAB:
            continue
        if token.type == "inline":
            token.content = _plain(token.content)
        yield token


def _plain(text: str) -> str:
    found = _AUTODOC.match(text)
    if not found:
        return _NAME.sub(r"`\1`", text) if "[`" in text else text
    members = [name for name in _MEMBER.findall(text, found.end()) if name != "all"]
    rest = _MEMBER.sub("", text[found.end() :]).strip()
    named = f"`{found[1]}`" + ("" if not members else ": " + ", ".join(f"`{name}`" for name in members))
    return f"{named} {rest}".strip()
