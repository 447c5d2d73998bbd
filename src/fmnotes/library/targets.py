"""Where a reference can lead, and what can be told of an address by its letters alone."""

from __future__ import annotations

import posixpath
import re
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from fmnotes.notes.file_names import NOTE_SUFFIXES
from fmnotes.text.names import Address
from fmnotes.text.regex import regex

Kind = Literal["note", "page", "file", "static", "external", "anchor", "missing", "unsafe"]

KIND = "@"
"""Begins the `words` of a target that has none: what kind of thing it is follows."""
_NOWHERE = Address("")
SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
NO_SCHEME = regex(r"(?:[\w.+-]+@)?(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|io|ai|dev|app|kr|co)(?:/.*)?", re.IGNORECASE)
_PAGE = regex(r"page=\d{1,6}")
_ALLOWED = ("http://", "https://", "mailto:", "tel:")
IMAGES = frozenset("png jpg jpeg gif webp avif svg bmp ico tif tiff".split())
NOTES = frozenset(suffix.removeprefix(".") for suffix in NOTE_SUFFIXES)
ATTACHMENTS = frozenset(
    "pdf zip csv tsv txt py ipynb mp3 mp4 webm ogg wav m4a json yaml yml toml docx pptx xlsx bib".split()
)
_INLINE_PICTURE = regex(
    r"data:image/(?:(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=%]+|svg\+xml(?:;base64|;utf8|;charset=utf-8)?,[\w%/:;=,()*!~$+@?.-]+)\Z",
    re.IGNORECASE | re.ASCII,
)
_ON_GITHUB = regex(
    r"(https://github\.com/[^/]+/[^/]+)/blob/([^?#]+\.(?:png|jpe?g|gif|webp|svg|avif))(?:\?raw=true)?\Z", re.IGNORECASE
)
_ON_DISK = regex(r"file:|[A-Za-z]:(?:[\\/]|%5C)|/Users/[^/]+/.|/home/[^/]+/.*\.\w{2,5}$", re.IGNORECASE)
_APP = regex(
    r"(?:zotero|obsidian|evernote|onenote|notion|logseq|x-devonthink-item|bear|things|vscode|marginnote\d?app|raycast):",
    re.IGNORECASE,
)
UNREAD = frozenset("mdx qmd rmd mkd mdown rst org adoc".split())
"""Texts that are not read: whether one is a draft is not known, so none is published as a file."""
ACTIVE = frozenset("html htm xhtml xht mhtml mht js mjs svg xml xsl xslt swf".split())


class Target(NamedTuple):
    """Where a reference leads. `address` is a page or file of the site, `url` an address elsewhere.

    `path` is the note's or file's path in the notes folder; `fragment` an id that exists on the page. `words` stand
    for it where a link has none of its own.
    """

    kind: Kind
    address: Address = _NOWHERE
    fragment: str = ""
    url: str = ""
    path: str = ""
    words: str = ""


_DOI = regex(r"\Adoi:(?=10\.\d{4,9}/)", re.IGNORECASE)


def at_page(file: Target, fragment: str) -> Target:
    """With the `#page=2` of a PDF (RFC 8118): a file has no headings to check a fragment against."""
    return file._replace(fragment=fragment) if file.kind in {"file", "static"} and _PAGE.fullmatch(fragment) else file


def external_url(target: str) -> str:
    """An address elsewhere that may stand in a page; empty for other schemes and for what is no address.

    That of a paper is at doi.org (DOI Handbook, 3.8), as MyST has it.
    """
    target = _DOI.sub("https://doi.org/", target)
    if not target.lower().startswith(_ALLOWED):
        return ""
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    if parts.scheme in {"http", "https"} and not parts.hostname:
        return ""
    head, mark, fragment = target.partition("#")
    return head + mark + fragment.replace("#", "%23")


def as_picture(url: str) -> str:
    """GitHub's page about a picture is none: the picture has an address of its own."""
    return _ON_GITHUB.sub(r"\1/raw/\2", url)


def is_on_disk(target: str) -> bool:
    """Is it the path of a file on its author's own computer? It tells their name, too."""
    return bool(_ON_DISK.match(target))


def opens_app(target: str) -> bool:
    """Does the address open a program of its author's, as Zotero's and Obsidian's do?"""
    return bool(_APP.match(target))


def is_inline_picture(target: str) -> bool:
    """A picture that stands in its address, as Google Docs writes them, or a drawing: in an image it runs nothing."""
    return bool(_INLINE_PICTURE.match(target))


def suffix_of(path: str) -> str:
    name = posixpath.basename(path)
    return name.rpartition(".")[2].lower() if "." in name else ""


def relative(note_path: str, path: str) -> str:
    """The way from the note to the file at `path`, as a link would write it; nothing for nothing."""
    return posixpath.relpath(path, posixpath.dirname(note_path) or ".") if path else ""
