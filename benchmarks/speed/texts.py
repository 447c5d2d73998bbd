"""Real notes, cut into pieces of about 4 KB: words of real notes are hundreds of thousands, not dozens.

Front matter, pictures and what belongs to templates is left out; links to other files lead to other pieces, so that
every generator has the same to do and little to complain of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from zlib import crc32

_SIZE = 4096
_SHORTEST = 500
_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)\n.*?\n\1\n", re.DOTALL)
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{\{|\{%|%\}")
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)|<img[^>]*>")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]:?")
_LINK = re.compile(r"\[([^\]\[]+)\]\((?!https?:|mailto:)[^()\n]*\)|\[\[([^\]]+)\]\](?:\{[^}]*\})?")
_BREAK = re.compile(r"\n(?=## )|\n\n(?=[^\s`|>$-])")


def pieces(folder: Path, most: int) -> list[str]:
    """At most so many pieces of the notes in `folder`, in an order of their own; the same for the same notes."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".mdx"} and path.is_file())
    found = [piece for path in paths for piece in _cut(_plain(path.read_text("utf-8", "replace")))]
    Random(1).shuffle(found)
    count = min(most, len(found))
    return [_LINK.sub(lambda link: _to_note(link, count), piece) for piece in found[:count]]


def _plain(text: str) -> str:
    for shape in (_FRONT_MATTER, _TEMPLATE, _FOOTNOTE):
        text = shape.sub("", text)
    return _PICTURE.sub(lambda picture: picture[1] or "", text)


def _cut(text: str) -> Iterator[str]:
    """Between blocks, and not inside of code or a formula; what cannot be cut well is left out."""
    piece = ""
    for block in [*_BREAK.split(text), ""]:
        if (len(piece.encode()) > _SIZE and not _open(piece)) or not block:
            if len(piece) > _SHORTEST and len(piece.encode()) < 2 * _SIZE and not _open(piece):
                yield piece + "\n"
            piece = ""
        piece = f"{piece}\n\n{block}".lstrip("\n")


def _open(piece: str) -> bool:
    return any(piece.count(mark) % 2 for mark in ("```", "~~~", "$$"))


def _to_note(link: re.Match[str], count: int) -> str:
    words = link[1] or re.split(r"[/|]", link[2])[-1]
    return f"[{words}](note-{crc32(link[0].encode()) % count}.md)"
