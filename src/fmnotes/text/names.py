"""Names that become addresses: NFC, Hangul kept, never empty."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NewType
from urllib.parse import quote

from fmnotes.text.characters import squeeze, without_controls
from fmnotes.text.regex import regex

Address = NewType("Address", str)
"""Where a page lives, from the root of the site, unquoted: `/nlp/bert-정리/`, `/feed.xml`."""

Href = NewType("Href", str)
"""An address ready for an attribute, percent-encoded, without the leading slash: a page puts its root before it."""

_LONGEST_SEGMENT = 180
_APOSTROPHES = regex("['\u2019\u2018\u02bc`]")
_PLUS_PLUS = regex(r"(?<=[a-z])\+\+(?![a-z+])")
_SHARP = regex(r"(?<![\w])([a-z])#")
_DOT_WORD = regex(r"(?<![\w.])\.(?=[a-z])")
_SEPARATORS = regex(r"[^\w]+")
_ASCII_HEADING = regex(r"[^a-z0-9 _-]")


def nfc(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=4096)
def name_key(text: str) -> str:
    """The key under which two spellings of one name meet: no controls, NFC, one space, casefold."""
    return nfc(squeeze(without_controls(text))).casefold()


def path_key(path: str) -> str:
    """Paths and addresses compare as NFC + casefold."""
    return nfc(path).casefold()


def slug(name: str, fallback: str = "note") -> str:
    """A path segment for `name`: lower case, Hangul kept, `C++`, `C#`, `.NET`, `&` as words.

    A name without a letter or digit becomes `<fallback>-<hash>`; one over 180 bytes is cut and given a hash.
    """
    text = name_key(name)
    made = _SHARP.sub(r"\1sharp", _PLUS_PLUS.sub("pp", text))
    made = _DOT_WORD.sub("dot", made).replace("&", " and ").replace("+", "plus" if made.strip("+") else "")
    made = _SEPARATORS.sub("-", _APOSTROPHES.sub("", made)).strip("-")
    made = "".join(ch for ch in made if ch in "-_" or unicodedata.category(ch)[0] in "LNM")
    if not made.strip("-_"):
        return f"{fallback}-{hashlib.sha1(text.encode('utf-8', 'replace'), usedforsecurity=False).hexdigest()[:8]}"
    return _cut(made.strip("-") or made)


def _cut(made: str) -> str:
    encoded = made.encode()
    if len(encoded) <= _LONGEST_SEGMENT:
        return made
    digest = hashlib.sha1(encoded, usedforsecurity=False).hexdigest()[:8]
    head = encoded[: _LONGEST_SEGMENT - 9].decode("utf-8", "ignore")
    return f"{head.rpartition('-')[0] if '-' in head[60:] else head}-{digest}"


def merge_key(name: str) -> str:
    """Two tags with one slug are one tag if they are equal without punctuation and spaces."""
    return "".join(ch for ch in name_key(name) if ch.isalnum() or ch in "+#")


def file_of(address: str) -> str:
    """The output file of an address: `/a/b/` is `a/b/index.html`."""
    return address[1:] + "index.html" if address.endswith("/") else address[1:]


def heading_slug(text: str) -> str:
    """The id GitHub gives a heading: github-slugger 2, with NFC first and `section` for nothing."""
    lowered = nfc(text.strip()).lower()
    if lowered.isascii():
        made = _ASCII_HEADING.sub("", lowered)
    else:
        made = "".join(ch for ch in lowered if _kept_in_heading(ch))
    return made.replace(" ", "-") or "section"


def _kept_in_heading(ch: str) -> bool:
    if ch in " -_" or "가" <= ch <= "힣" or "a" <= ch <= "z" or "0" <= ch <= "9":
        return True
    category = unicodedata.category(ch)
    return category[0] in "LM" or category in {"Nd", "Nl", "Pc"}


class UniqueIds:
    """Ids of one document: a second `a` becomes `a-1`, as GithubSlugger counts."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def claim(self, wanted: str) -> str:
        made = wanted
        while made in self._seen:
            self._seen[wanted] += 1
            made = f"{wanted}-{self._seen[wanted]}"
        self._seen[made] = 0
        return made


_PLAIN_PATH = regex(r"[A-Za-z0-9_./-]*", re.ASCII)


@lru_cache(8_192)
def quoted(address: str) -> Href:
    """`address` percent-encoded for an attribute, without its leading slash."""
    path = address.lstrip("/")
    # Most addresses of English notes say nothing that would have to be encoded.
    return Href(path if _PLAIN_PATH.fullmatch(path) else quote(path, safe="/~!$&'()*+,;=:@"))
