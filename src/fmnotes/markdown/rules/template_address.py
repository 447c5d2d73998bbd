"""Addresses that Hugo and Jekyll compute: `[x]({{< ref "y" >}})`, `[x]({% post_url y %})`, `{{ site.url }}/x`.

Markdown's own link rule cannot read them (they hold spaces and quotes), so they are rewritten before blocks are
found: a note's name behind a mark that no text can hold, or the plain path. Code is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from urllib.parse import quote

from markdown_it.rules_core import StateCore

from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.text.regex import regex

NOTE_MARK = "\ufdd3"
"""What stands before a note's name in an address."""

BEFORE = r"(?:(?<=\]\()|(?<=\]\(<)|(?<=\]: )|(?<=src=[\"'])|(?<=href=[\"']))[ \t]*"
"""Stands before an address of Markdown or HTML."""
_HUGO = (
    r"\{\{[<%][ \t]*(?:rel)?ref[ \t]+(?:path=)?[\"'`]?(?P<ref>[^\"'`>%\n]{1,300}?)"
    r"(?:[\"'`](?:[ \t]+\w+=[^>%\n]{0,80}?)?)?[ \t]*[>%]\}\}"
)
_LIQUID = r"\{%-?[ \t]*(?:post_url|link)[ \t]+(?P<note>[^%\n]{1,300}?)[ \t]*-?%\}"
_SITE = r"(?:\{\{-?[ \t]*s(?:it|ti)e\.(?:base)?url{1,2}[ \t]*-?\}\}){1,3}/?"
_FILTERS = r"(?:relative_url|absolute_url|prepend:[ \t]*site\.\w+)"
_FILTER = rf"\{{\{{-?[ \t]*[\"'](?P<path>[^\"'\n]{{0,300}})[\"'](?:[ \t]*\|[ \t]*{_FILTERS}){{1,3}}[ \t]*-?\}}\}}"
_BASE = r"(?:\{\{-?[ \t]*s(?:it|ti)e\.(?:base)?url{1,2}[ \t]*-?\}\})?"


_POST_LINK = regex(
    r"\{%-?[ \t]*(post_link|asset_link)[ \t]+(\"[^\"\n]{1,200}\"|'[^'\n]{1,200}'|[^\s%\"']{1,200})"
    r"(?:[ \t]++([^\n%\[\]]{1,200}?))?[ \t]*-?%\}"
)
_COMPUTED = regex(
    r"(?<!!)\[([^\[\]\n]{1,200})\]\((?:"
    r"\{\{[<%][ \t]*\w+[ \t]+[\"'](/[^\"'\s]{1,300}|[^\"'\s]{1,300}\.md(?:#[^\"'\s]{0,100})?)[\"'][ \t]*[>%]\}\}"
    r"|[^()\s{}]*\{\{[<%][ \t]*(\w+)[^\n{}]{0,200}[>%]\}\}[^()\s{}]*)\)"
)
_FILE = regex(r"\.(?!(?:md|markdown|html)\b)\w{2,5}\Z", re.IGNORECASE)
_MARKED = regex(rf"{NOTE_MARK}[^\s\"'()<>\[\]]*")
_ANYWHERE = regex(rf"\[[^\[\]\n]*\]\({_MARKED.pattern}\)|{_MARKED.pattern}")
_IN_WORDS = regex(rf"\[[^\[\]\n]*\]\({_MARKED.pattern}\)|(?<=\]\(){_MARKED.pattern}")


def _pattern(*addresses: str) -> re.Pattern[str]:
    return re.compile(f"{BEFORE}(?:{'|'.join(addresses)})", re.MULTILINE)


_LIQUID_ADDRESS = regex(r"\{[{%][^{}\n]*?(?:url|link|prepend)")
_HUGO_ADDRESS = _pattern(_HUGO)
_JEKYLL_ADDRESS = _pattern(f"{_BASE}{_LIQUID}", _SITE, _FILTER)


def hugo_addresses(state: StateCore) -> None:
    """`{{< ref "name#part" >}}` and `relref` lead to the note of that name."""
    if "ref" in state.src and "{{" in state.src:
        _rewrite(state, _HUGO_ADDRESS, lambda found: _note(found["ref"]))
    if "{{<" in state.src or "{{%" in state.src:
        state.src = CodeFinder(state.src).sub(_COMPUTED, partial(_label, state))


def _label(state: StateCore, found: re.Match[str]) -> str:
    """Of a link whose address only Hugo can tell, what it is called; a path that a tag is given may be the address."""
    if found[2] and found[2][0] != "/":
        address = _note(found[2])
        state.env.setdefault("computed", {}).setdefault(address, found[0][found[0].index("](") + 2 : -1])
        return f"[{found[1]}]({address})"
    if found[2]:
        return f"[{found[1]}]({quote(found[2], safe='/#?=&%')})"
    told, name = state.env.setdefault("left_out", {}), f"{{{{< {found[3]} >}}}}"
    if name not in told:
        told[name] = state.src.count("\n", 0, found.start())
    return found[1]


def jekyll_addresses(state: StateCore) -> None:
    """`post_url`, `link`, `site.url`, `site.baseurl`, `relative_url`; Hexo's `{% post_link b 글 %}`, a link whole."""
    if "{%" in state.src and ("post_link" in state.src or "asset_link" in state.src):
        written = state.env.setdefault("computed", {})

        def linked(found: re.Match[str]) -> str:
            link = _post_link(found, html=bool(state.md.options["html"]))
            written.setdefault(link, found[0])
            return link

        state.src = CodeFinder(state.src).sub(_POST_LINK, linked)
    if _LIQUID_ADDRESS.search(state.src):
        _rewrite(state, _JEKYLL_ADDRESS, _jekyll)


def _post_link(found: re.Match[str], *, html: bool) -> str:
    name = found[2].strip("\"'")
    words = (found[3] or name.rpartition("/")[2]).strip("\"'")
    if found[1] == "post_link":
        return f"[{words}]({_note(name)})"
    # As HTML, which is a link in raw HTML too.
    return f'<a href="{escape(name)}">{escape(words)}</a>' if html else f"[{words}](<{name}>)"


def _rewrite(state: StateCore, pattern: re.Pattern[str], made: Callable[[re.Match[str]], str]) -> None:
    """Outside of code; what stood there is remembered (`restore_addresses`)."""
    written = state.env.setdefault("computed", {})

    def rewritten(found: re.Match[str]) -> str:
        address = made(found)
        if address.startswith(NOTE_MARK):
            written.setdefault(address, found[0])
        return address

    if pattern.search(state.src):
        state.src = CodeFinder(state.src).outside(lambda part: pattern.sub(rewritten, part))


def restore_addresses(state: StateCore) -> None:
    """Where no link came of an address (in what turned out to be code, or HTML), it is as it was written."""
    written = state.env.get("computed")
    if written:
        for token in state.tokens:
            for one in (token, *(token.children or ())):
                if NOTE_MARK in one.content and one.type != "inline":
                    pattern = _IN_WORDS if one.type.startswith("html") else _ANYWHERE
                    one.content = pattern.sub(partial(_as_written, written), one.content)


def _as_written(written: Mapping[str, str], found: re.Match[str]) -> str:
    """A link that was made whole, or its address alone."""
    if found[0] in written or not found[0].startswith("["):
        return written.get(found[0], found[0][1:])
    return _MARKED.sub(partial(_as_written, written), found[0])


def _jekyll(found: re.Match[str]) -> str:
    if found["note"]:
        name = found["note"].strip("\"'")
        is_file = "post_url" not in found[0] and _FILE.search(name)
        return f"/{quote(name.lstrip('/'))}" if is_file else _note(name)
    if found["path"] is not None:
        if "://" in found["path"]:
            return str(found["path"])
        return "/" + quote(found["path"].lstrip("/"), safe="/#?=&%")
    return "/"


def _note(name: str) -> str:
    """The home is no note: `{{< ref "/" >}}` is an address."""
    named = name.strip().lstrip("/")
    return NOTE_MARK + quote(named, safe="/#") if named else "/"
