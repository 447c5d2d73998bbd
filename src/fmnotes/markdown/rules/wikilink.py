"""`[[note]]`, `[[note#heading|label]]`, `![[image.png|300]]`, `![[note]]`.

`[[x]](a/b)`, `[[x]][label]` and `[[x]]` with a reference definition stay what CommonMark makes of them.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

from fmnotes.text.regex import regex

_LINK = regex(r"!?\[\[([^\[\]\n]+)\]\]")
_ANY = r"(?:[^()\s]|\([^()\s]{0,300}+\)){0,1000}+"
_LABELLED = regex(
    rf"\((?:<[^<>\n]*>|(?=#|[A-Za-z][A-Za-z0-9+.-]{{0,40}}:|[^()\s:/]{{0,1000}}/){_ANY}|[^()\s]{{0,1000}}\.(?:[A-Za-z]|\d[A-Za-z])\w{{0,7}}(?:[?#]{_ANY})?)"
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?\s*\)"
)
"""An address, in which there is a slash, a scheme or the end of a file's name: `[[BERT]](설명)` is a link and words."""
_LABEL = regex(r"\[([^\[\]^\n]{0,200})\]")
_LINES = regex(r"(?:[ \t]*!\[\[[^\[\]\n]+\]\][ \t]*(?:\n|$))+")
_MOST_LINES = 5_000
_BRACED = regex(r"\{([^{}\n]{1,200})\}")
_SIZE = regex(r"(\d{1,5})(?:x(\d{1,5}))?")
# An interval of numbers (`[[1,n]]`), an element of a list (`row[[0]]`, `df[["a"]]`).
_NUMBERS = regex(r"-?\d+\s*,\s*-?\w+|[\"'].*[\"']")
_INDEXED = regex(r"[A-Za-z0-9_\])]")


def wikilink(state: StateInline, silent: bool) -> bool:
    src, start = state.src, state.pos
    if src[start] not in "[!" or not src.startswith("[[", start + (src[start] == "!")):
        return False
    found = _LINK.match(src, start, state.posMax)
    if not found or _LABELLED.match(src, found.end(), state.posMax) or _is_labelled(state, found.end()):
        return False
    if _NUMBERS.fullmatch(found[1]) or (found[1].isdecimal() and start and _INDEXED.match(src[start - 1])):
        return False
    target, *labels = (part.strip() for part in re.split(r"\\?\|", unescape(found[1])))
    end = found.end()
    if labels and state.env.get("dendron"):
        target, *labels = reversed([target, *labels])
    elif braced := _BRACED.match(src, end, state.posMax):
        # Vimwiki as johngrib writes it: the label stands in braces behind the link.
        labels, end = [braced[1]], braced.end()
    embed = src[start] == "!"
    if not target or (not embed and (state.linkLevel > 0 or _is_reference(state, found[1]))):
        return False
    if not silent:
        _push(state, target, labels, embed=embed, end=end)
    state.pos = end
    return True


def _is_labelled(state: StateInline, position: int) -> bool:
    """Does the label of a definition follow, as in `[[1]][paper]`?"""
    found = _LABEL.match(state.src, position, state.posMax)
    return found is not None and (not found[1] or normalizeReference(found[1]) in state.env.get("references", {}))


def _is_reference(state: StateInline, label: str) -> bool:
    """Has CommonMark a link for it? A definition of a note is Foam's, which writes one for every wikilink."""
    found = state.env.get("references", {}).get(normalizeReference(label))
    if not found:
        return False
    name = unquote(found["href"]).rstrip("/").rpartition("/")[2]
    return "://" in found["href"] or not (name.endswith(".md") or name == label.strip("/").rpartition("/")[2])


def _stands_alone(src: str, embed: str) -> bool:
    """Are there embeds only, each on a line of its own?"""
    return src.strip() == embed or (len(src) < _MOST_LINES and bool(_LINES.fullmatch(src)))


def _push(state: StateInline, target: str, labels: list[str], *, embed: bool, end: int) -> None:
    at = (state.pos, end)
    if embed:
        size = _SIZE.fullmatch(labels[-1]) if labels else None
        words = labels[:-1] if size else labels
        token = state.push("embed", "", 0)
        token.content = " ".join(words)
        token.meta = {
            "at": at,
            "target": target,
            "size": (int(size[1]), int(size[2] or 0)) if size else (0, 0),
            "alone": _stands_alone(state.src, state.src[slice(*at)]),
        }
        return
    opening = state.push("link_open", "a", 1)
    opening.meta = {"at": at, "wiki": target}
    label = " | ".join(labels) if labels and any(labels) else target.lstrip("#") if target[0] == "#" else target
    state.push("text", "", 0).content = label
    state.push("link_close", "a", -1)
