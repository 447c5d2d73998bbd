"""What Velog embeds, `!youtube[id]` on a line of its own: a link, as nothing is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from markdown_it.rules_block import StateBlock

from fmnotes.markdown.rules.lines import match_line
from fmnotes.text.regex import regex

_EMBED = regex(r"(?:!(?P<site>[a-z]+)\[|@\[(?P<other>[a-z]+)\]\()(?P<id>[\w/.-]{1,100})[\])][ \t]*")
_SITES: Mapping[str, str] = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "twitter": "https://twitter.com/",
    "codepen": "https://codepen.io/",
    "codesandbox": "https://codesandbox.io/s/",
}


def velog_embed(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """One of the sites that Velog knows; anything else is text."""
    found = match_line(state, start_line, _EMBED)
    site = (found["site"] or found["other"]) if found else ""
    if not found or site not in _SITES:
        return False
    if not silent:
        state.push("paragraph_open", "p", 1).map = [start_line, start_line + 1]
        token = state.push("inline", "", 0)
        token.content = f"[{site.capitalize()}: {found['id']}]({_SITES[site]}{found['id']})"
        token.map, token.children = [start_line, start_line + 1], []
        state.push("paragraph_close", "p", -1)
        state.line = start_line + 1
    return True
