"""`|` inside `$…$` and `[[a|b]]` divides no table cell: masked before blocks are found, put back after."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore

from fmnotes.text.regex import regex

PIPE_MASK = "\ufdd2"
_SPAN = regex(
    r"(?<!\\)\$(?=\S)[^$\n]*?(?<=\S)(?<!\\)\$(?![A-Za-z0-9])|\[\[[^\[\]\n]+\]\]|\{\{[<%][^\n{}]*[>%]\}\}"
    r"|\\\((?:(?!\\\))[^\n`]){1,300}\\\)"
)
_MARKS = ("$", "[[", "{{", "\\(")


def mask_pipes(state: StateCore) -> None:
    """Before blocks: hide the pipes of formulas and wikilinks on lines that could be table rows."""
    if "|" not in state.src or not any(mark in state.src for mark in _MARKS):
        return
    masked = "".join(_rows(state.src))
    if masked != state.src:
        state.src = masked
        state.env["masked"] = True


def _rows(src: str) -> Iterator[str]:
    """The text in parts: those between lines with a pipe, and each of these lines, masked."""
    end = 0
    while (pipe := src.find("|", end)) >= 0:
        begin = src.rfind("\n", end, pipe) + 1 or end
        yield src[end:begin]
        end = src.find("\n", pipe)
        end = len(src) if end < 0 else end
        row = src[begin:end]
        yield _SPAN.sub(_masked, row) if any(mark in row for mark in _MARKS) else row
    yield src[end:]


def _masked(span: re.Match[str]) -> str:
    return re.sub(r"(?<!\\)\|", PIPE_MASK, span[0])


def unmask_pipes(state: StateCore) -> None:
    """After blocks: every token has its pipes again."""
    if not state.env.get("masked"):
        return
    state.src = state.src.replace(PIPE_MASK, "|")
    for token in state.tokens:
        if PIPE_MASK in token.content:
            token.content = token.content.replace(PIPE_MASK, "|")
        if PIPE_MASK in token.info:
            token.info = token.info.replace(PIPE_MASK, "|")
    for definition in state.env.get("references", {}).values():
        for name in ("href", "title"):
            definition[name] = definition[name].replace(PIPE_MASK, "|").replace("%EF%B7%92", "|")
