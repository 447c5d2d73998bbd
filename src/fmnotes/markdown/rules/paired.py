"""Runs of a doubled marker, shared by `~~strikethrough~~` and `==highlight==`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from fmnotes.markdown.rules.flanking import scan


def push_pairs(state: StateInline, silent: bool, marker: str) -> bool:
    """Push `marker` two by two as delimiters; a single one is text (`3~5개`, `a=b`)."""
    if silent or state.src[state.pos] != marker:
        return False
    run = scan(state, state.pos)
    if run.length < 2:
        return False
    if marker == "=" and _is_operator(state.src, state.pos, state.pos + run.length):
        state.push("text", "", 0).content = marker * run.length
        state.pos += run.length
        return True
    if run.length % 2:
        state.push("text", "", 0).content = marker
    for _ in range(run.length // 2):
        state.push("text", "", 0).content = marker * 2
        state.delimiters.append(Delimiter(ord(marker), 0, len(state.tokens) - 1, -1, run.can_open, run.can_close))
    state.pos += run.length
    return True


def _is_operator(src: str, start: int, end: int) -> bool:
    """`y==1`: between two letters or digits of ASCII it compares."""
    around = src[start - 1 : start] + src[end : end + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()


def pair_resolver(marker: str, tag: str) -> Callable[[StateInline], None]:
    """A second-pass rule that turns matched delimiters of `marker` into `tag`."""

    def resolve(state: StateInline) -> None:
        for delimiters in _delimiter_lists(state):
            for opener in delimiters:
                if opener.marker != ord(marker) or opener.end == -1:
                    continue
                closer = delimiters[opener.end]
                for index, kind, nesting in ((opener.token, "open", 1), (closer.token, "close", -1)):
                    token = state.tokens[index]
                    token.type, token.tag, token.content, token.markup = f"{tag}_{kind}", tag, "", marker * 2
                    token.nesting = 1 if nesting == 1 else -1

    return resolve


def _delimiter_lists(state: StateInline) -> Iterable[list[Delimiter]]:
    yield state.delimiters
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            yield meta["delimiters"]
