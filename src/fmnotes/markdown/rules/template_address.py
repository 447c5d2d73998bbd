"""Addresses that Hugo and Jekyll compute: `[x]({{< ref "y" >}})`, `[x]({% post_url y %})`, `{{ site.url }}/x`.

Markdown's own link rule cannot read them (they hold spaces and quotes), so they are rewritten before blocks are
found: a note's name behind a mark that no text can hold, or the plain path. Code is left alone.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from markdown_it.rules_core import StateCore

NOTE_MARK = "\ufdd3"
"""What stands before a note's name in an address."""

_FENCE = r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*\n)*?(?: {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
CODE = rf"{_FENCE}|(?<!`)(?P<tick>`++).{{1,300}}?(?<!`)(?P=tick)(?!`)"
_BEFORE = r"(?:(?<=\]\()|(?<=\]\(<)|(?<=\]: )|(?<=src=[\"'])|(?<=href=[\"']))[ \t]*"
_HUGO = (
    r"\{\{[<%][ \t]*(?:rel)?ref[ \t]+(?:path=)?[\"'`]?(?P<ref>[^\"'`>%\n]{1,300}?)"
    r"(?:[\"'`](?:[ \t]+\w+=[^>%\n]{0,80}?)?)?[ \t]*[>%]\}\}"
)
_LIQUID = r"\{%-?[ \t]*(?:post_url|link)[ \t]+(?P<note>[^%\n]{1,300}?)[ \t]*-?%\}"
_SITE = r"(?:\{\{-?[ \t]*s(?:it|ti)e\.(?:base)?url{1,2}[ \t]*-?\}\}){1,3}/?"
_FILTERS = r"(?:relative_url|absolute_url|prepend:[ \t]*site\.\w+)"
_FILTER = rf"\{{\{{-?[ \t]*[\"'](?P<path>[^\"'\n]{{0,300}})[\"'](?:[ \t]*\|[ \t]*{_FILTERS}){{1,3}}[ \t]*-?\}}\}}"
_BASE = r"(?:\{\{-?[ \t]*s(?:it|ti)e\.(?:base)?url{1,2}[ \t]*-?\}\})?"


def _pattern(*addresses: str) -> re.Pattern[str]:
    return re.compile(f"{CODE}|{_BEFORE}(?:{'|'.join(addresses)})", re.MULTILINE)


_HUGO_ADDRESS = _pattern(_HUGO)
_JEKYLL_ADDRESS = _pattern(f"{_BASE}{_LIQUID}", _SITE, _FILTER)


def hugo_addresses(state: StateCore) -> None:
    """`{{< ref "name#part" >}}` and `relref` lead to the note of that name."""
    if "ref" in state.src and "{{" in state.src:
        state.src = _HUGO_ADDRESS.sub(lambda found: _note(found["ref"]) if found["ref"] else found[0], state.src)


def jekyll_addresses(state: StateCore) -> None:
    """`post_url`, `link`, `site.url`, `site.baseurl`, `relative_url`."""
    if "{{" in state.src or "{%" in state.src:
        state.src = _JEKYLL_ADDRESS.sub(_jekyll, state.src)


def _jekyll(found: re.Match[str]) -> str:
    if found["fence"] or found["tick"]:
        return found[0]
    if found["note"]:
        return _note(found["note"].strip("\"'"))
    if found["path"] is not None:
        if "://" in found["path"]:
            return str(found["path"])
        return "/" + quote(found["path"].lstrip("/"), safe="/#?=&%")
    return "/"


def _note(name: str) -> str:
    return NOTE_MARK + quote(name.strip().lstrip("/"), safe="/#")
