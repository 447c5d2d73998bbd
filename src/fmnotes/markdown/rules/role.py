"""Roles of MyST and Sphinx: `` {ref}`x` ``, `` {numref}`words <x>` ``, `` {math}`x` ``, `` {sub}`2` ``.

(MyST, Roles.)
"""

from __future__ import annotations

import re
from urllib.parse import quote

from markdown_it.rules_inline import StateInline

from fmnotes.text.regex import regex

_ROLE = regex(r"\{([a-z][a-z:-]*)\}`([^`\n]{1,300})`")
_NAMED = regex(r"(.*?)[ \t]*<([^<>]+)>")
_NUMBER = regex(r"%s|\{(?:number|name)\}")
_LABELS = frozenset("ref numref eq eqref any prf:ref".split())
_FILES = frozenset("doc download".split())
_CODE = frozenset(
    "func class meth mod attr obj data exc const code file command program option envvar samp guilabel "
    "menuselection".split()
)
_DOMAIN = regex(r"(?:py|c|cpp|js|rst):[a-z]+")
_ICON = regex(r"octicon|fa[bsr]?|material-[a-z]+")
_BADGE = regex(r"bdg(?:-[a-z-]+)?")
"""Of sphinx-design."""
_RAISED = {"del": "s", "strike": "s", "sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup"}
_WORDS = frozenset("term abbr kbd index glue glue:text glue:any u underline smallcaps".split())
_CITED = regex(r"cite(?::\w+|[a-z]*)")
_KEY = regex(r"([^\W\d][^.\d]*)\.((?:[^\W\d][^.\d]*\.)*)((?:19|20)\d\d)[a-z.]*")
"""Of d2lbook: `Vaswani.Shazeer.Parmar.ea.2017`."""


def role(state: StateInline, silent: bool) -> bool:
    """What a role says, in its place; a name that is none is text."""
    found = _ROLE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    name, content = found.groups()
    named = _NAMED.fullmatch(content)
    words, target = named.groups() if named else ("", content.strip())
    if name == "math" or (name in {"eq", "eqref"} and target in state.env.get("labels", ())):
        _formula(state, found, silent)
    elif name in _LABELS:
        _link(state, found, {"label": target}, "", _NUMBER.sub("", words).strip(), silent)
    elif name == "button" and words:
        _link(state, found, {}, quote(target, safe=":/?#[]@!$&'()*+,;=%~-._"), words, silent)
    elif name in _FILES:
        href = target if target.startswith(("https://", "http://")) else quote(target, safe="/%#")
        # A page without words is called by its title.
        meta = {"wiki": target.removeprefix("/")} if name == "doc" and words else {}
        _link(state, found, meta, "" if meta else href, words or ("" if name == "doc" else target), silent)
    elif name in _CODE or _DOMAIN.fullmatch(name):
        _code(state, words or target.removeprefix("~").removeprefix("!"), silent)
    elif name in _RAISED:
        _raised(state, _RAISED[name], content, silent)
    elif name in _WORDS or _CITED.fullmatch(name):
        _say(state, _cited(name, target) if _CITED.fullmatch(name) else words or target, silent)
    elif _BADGE.fullmatch(name) or _ICON.fullmatch(name):
        _say(state, content if _BADGE.fullmatch(name) else "", silent)
    else:
        return False
    state.pos = found.end()
    return True


def _formula(state: StateInline, found: re.Match[str], silent: bool) -> None:
    if silent:
        return
    token = state.push("math", "math", 0)
    token.content = found[2] if found[1] == "math" else f"\\eqref{{{found[2]}}}"
    token.meta = {"at": found.span(), "display": False, "alone": False, "linked": state.linkLevel > 0}
    token.meta |= {"bare": True} if found[1] != "math" else {}


def _link(state: StateInline, found: re.Match[str], meta: dict[str, str], href: str, words: str, silent: bool) -> None:
    if silent:
        return
    opening = state.push("link_open", "a", 1)
    opening.meta = {"at": found.span(), **meta}
    if href:
        opening.attrs["href"] = href
    if words:
        state.push("text", "", 0).content = words
    state.push("link_close", "a", -1)


def _code(state: StateInline, content: str, silent: bool) -> None:
    if not silent:
        state.push("code_inline", "code", 0).content = content


def _raised(state: StateInline, tag: str, content: str, silent: bool) -> None:
    if not silent:
        state.push(f"{tag}_open", tag, 1)
        state.push("text", "", 0).content = content
        state.push(f"{tag}_close", tag, -1)


def _say(state: StateInline, words: str, silent: bool) -> None:
    if not silent:
        state.append_pending(words)


def _cited(name: str, keys: str) -> str:
    """`(Vaswani et al., 2017)` of a key that says so; any other as it is."""
    told = [_author(key.strip()) for key in keys.split(",")]
    return ", ".join(told) if name in {"citet", "cite:t", "citeauthor"} else f"({'; '.join(told)})"


def _author(key: str) -> str:
    found = _KEY.fullmatch(key)
    return f"{found[1]} et al., {found[3]}" if found and found[2] else f"{found[1]}, {found[3]}" if found else key
