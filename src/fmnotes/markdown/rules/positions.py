"""Stock rules that remember where in their paragraph a link began, so that diagnostics can name a column."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.autolink import autolink as stock_autolink
from markdown_it.rules_inline.image import image as stock_image
from markdown_it.rules_inline.link import link as stock_link

from fmnotes.markdown.rules.template_address import NOTE_MARK
from fmnotes.text.regex import regex

_ENCODED_MARK = quote(NOTE_MARK)
_PLAYED = regex(
    r"https?://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch|embed|shorts|live)|youtu\.be/|vimeo\.com/\d"
    r"|(?:www\.|mobile\.)?(?:twitter|x)\.com/\w+/status/|[^\s?#]+\.(?:mp4|webm|mov|mp3|pdf)(?=[?#]|$))",
    re.IGNORECASE,
)

InlineRule = Callable[[StateInline, bool], bool]


def remembering(rule: InlineRule, token_type: str) -> InlineRule:
    """`rule`, with `meta["at"]` = (start, end) in the block's text on its first token of `token_type`."""

    def positioned(state: StateInline, silent: bool) -> bool:
        start, made = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            for token in state.tokens[made : made + 2]:
                if token.type == token_type:
                    token.meta["at"] = (start, state.pos)
        return True

    return positioned


def _closable(rule: InlineRule) -> InlineRule:
    """`rule`, asked only where a `]` is still to come: runs of open brackets then cost next to nothing."""

    def asked(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] not in "[!" or state.html_terminator_last("]") < state.pos:
            return False
        return rule(state, silent)

    return asked


def _to_note(rule: InlineRule) -> InlineRule:
    """`rule`, whose address may be a note's name behind a mark (`rules.template_address`)."""

    def asked(state: StateInline, silent: bool) -> bool:
        made = len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[made : made + 2]:
            href = str(token.attrs.get("href", ""))
            if token.type == "link_open" and href.startswith(_ENCODED_MARK):
                token.meta["wiki"] = unquote(href.removeprefix(_ENCODED_MARK))
        return True

    return asked


def _videos(rule: InlineRule) -> InlineRule:
    """`rule`, but what Obsidian would play or show in the page is a link: nothing is fetched from elsewhere."""

    def asked(state: StateInline, silent: bool) -> bool:
        if not rule(state, silent):
            return False
        token = state.tokens[-1] if state.tokens and not silent else None
        if token and token.type == "image" and _PLAYED.match(source := str(token.attrs["src"])):
            state.tokens.pop()
            words = token.content.rpartition("|")[0] or token.content or unquote(source)
            if state.linkLevel == 0:
                state.push("link_open", "a", 1).attrs = {"href": source}
                state.tokens[-1].meta = token.meta
            state.push("text", "", 0).content = words
            if state.linkLevel == 0:
                state.push("link_close", "a", -1)
        return True

    return asked


link = _to_note(_closable(remembering(stock_link, "link_open")))
autolink = remembering(stock_autolink, "link_open")
image = _videos(_closable(remembering(stock_image, "image")))
