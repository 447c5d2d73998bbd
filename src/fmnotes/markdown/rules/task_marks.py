"""Obsidian's tasks with a mark of their own: `- [/]`, `- [-]`, `- [>]`. Any but a space is one that was dealt with."""

from __future__ import annotations

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from fmnotes.text.regex import regex

_MARK = regex(r"\[([^\s\]\[])\](?:[ \t]+|$)")


def task_marks(state: StateCore) -> None:
    """Before inline parsing: what CommonMark's extension knows of `[ ]` and `[x]` holds for these too."""
    lists: list[Token] = []
    for index, token in enumerate(state.tokens):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(token)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "inline" and index > 1 and state.tokens[index - 2].type == "list_item_open":
            item, found = state.tokens[index - 2], _MARK.match(token.content)
            if found and "checked" not in item.meta:
                token.content = token.content[found.end() :]
                item.meta = {**item.meta, "checked": True, "mark": found[1]}
                item.attrJoin("class", "task-list-item")
                if "contains-task-list" not in str(lists[-1].attrs.get("class", "")):
                    lists[-1].attrJoin("class", "contains-task-list")
