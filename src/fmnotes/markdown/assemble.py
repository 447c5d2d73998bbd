"""Parts -> pieces: text run together; where a note holds raw HTML, once through the cleaner and apart again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from urllib.parse import quote, unquote

from fmnotes.markdown.body import (
    Address,
    HeadingClose,
    HeadingOpen,
    IdDef,
    IdRef,
    Image,
    LinkClose,
    LinkOpen,
    Piece,
    Reference,
    RefKind,
)
from fmnotes.markdown.cleaning import MARK, clean
from fmnotes.markdown.rules.template_address import NOTE_MARK
from fmnotes.markdown.writer import BodyWriter, Opaque, Part
from fmnotes.text.regex import regex

_MARK = "\ufdd0(\\d+)\ufdd1"
_TAG = regex(f'<(?:a|img|h[1-6])\\b[^>]*>|</(?:a|h[1-6])>| (?:id|href)="{_MARK}"|{_MARK}')
_HREF = regex(f' href="{_MARK}"')
_SRC = regex(f' src="{_MARK}"')
_ID = regex(f' id="{_MARK}"')
_ANY = regex(_MARK)
_ALT = regex(r' alt="([^"]*)"')
# A raw address may hold spaces and Hangul as the author typed them; Markdown's own come percent-encoded.
_URL_SAFE = "%/:?#[]@!$&'()*+,;=~-._|{}^"


Hold = Callable[[Piece], str]
"""Keeps a piece and returns the mark that stands for it."""


def assemble(writer: BodyWriter) -> tuple[Piece, ...]:
    """The pieces of a body, from what its writer gathered."""
    if not writer.raw_html or writer.html_policy == "trusted":
        return tuple(_merged(writer.parts))
    held: list[Piece] = []

    def hold(piece: Piece) -> str:
        held.append(piece)
        return MARK.format(len(held) - 1)

    marked = "".join(_marked(part, writer, hold) for part in writer.parts)
    cleaned = clean(marked, lambda tag, attribute, value: _register(writer, hold, tag, attribute, value))
    return tuple(_merged(_split(cleaned, held)))


def _merged(parts: Iterable[Part]) -> Iterator[Piece]:
    buffer: list[str] = []
    for part in parts:
        if isinstance(part, str):
            buffer.append(part)
        elif isinstance(part, Opaque):
            buffer.append(part.html)
        else:
            if text := "".join(buffer):
                yield text
            buffer.clear()
            yield part
    if text := "".join(buffer):
        yield text


def _marked(part: Part, writer: BodyWriter, hold: Hold) -> str:
    """A part as HTML in which the holes are marks: real tags, so that the cleaner nests them right."""
    if isinstance(part, str):
        return part
    if isinstance(part, Opaque):
        return hold(part.html)
    if isinstance(part, LinkOpen):
        return f'<a href="{hold(part)}">'
    if isinstance(part, LinkClose):
        return "</a>"
    if isinstance(part, Image):
        return f'<img src="{hold(part)}" alt="{escape(part.alt)}"{part.attributes}>'
    if isinstance(part, HeadingOpen):
        return f'<h{writer.headings[part.index].level} id="{hold(part)}">'
    if isinstance(part, HeadingClose):
        return f"</h{writer.headings[part.index].level}>"
    if isinstance(part, IdDef):
        return f' id="{hold(part)}"'
    if isinstance(part, IdRef):
        return f' href="{hold(part)}"'
    return hold(part)


def _register(writer: BodyWriter, hold: Hold, tag: str, attribute: str, value: str) -> str | None:
    """What raw HTML points at becomes a reference; its ids get `u-`, so that they clobber nothing."""
    if attribute == "id":
        own = "u-" + re.sub(r"\s+", "-", value.strip())
        if own in writer.ids:
            return None
        writer.ids[own] = None
        return hold(IdDef(own))
    if attribute == "srcset":
        candidates = [part.split() for part in value.split(",") if part.strip()]
        return ", ".join(" ".join([hold(Address(_refer(writer, one[0], "image"))), *one[1:2]]) for one in candidates)
    ref = _refer(writer, value, "raw" if tag == "a" else "image")
    if tag == "a":
        return hold(LinkOpen(ref))
    if tag == "img" and attribute == "src":
        writer.images += 1
        return hold(Image(ref))
    return hold(Address(ref))


def _refer(writer: BodyWriter, value: str, kind: RefKind) -> int:
    if kind == "raw" and value.startswith(NOTE_MARK):
        name = unquote(value.removeprefix(NOTE_MARK))
        writer.references.append(Reference("wikilink", name, *writer.find_raw(value), len(name)))
        return len(writer.references) - 1
    line, column = writer.find_raw(value.split("&")[0] or value)
    writer.references.append(Reference(kind, quote(value.strip(), safe=_URL_SAFE), line, column, len(value)))
    return len(writer.references) - 1


def _split(html: str, held: list[Piece]) -> Iterator[str | Piece]:
    """Take cleaned HTML apart at the marks; raw links and headings without one keep their own ends."""
    position = 0
    links: list[bool] = []
    headings: list[int] = []
    for found in _TAG.finditer(html):
        yield html[position : found.start()]
        position, tag = found.end(), found[0]
        if tag == "</a>":
            yield LinkClose() if links and links.pop() else tag
        elif tag.startswith("</h"):
            index = headings.pop() if headings else -1
            yield HeadingClose(index) if index >= 0 else tag
        elif tag.startswith("<h"):
            yield from _heading(tag, held, headings)
        elif tag.startswith("<a"):
            yield from _link(tag, held, links)
        elif tag.startswith("<img"):
            yield from _image(tag, held)
        else:
            yield from _filled(tag, held)
    yield html[position:]


def _piece(pattern: re.Pattern[str], tag: str, held: list[Piece]) -> Piece | None:
    found = pattern.search(tag)
    return held[int(found[1])] if found else None


def _heading(tag: str, held: list[Piece], headings: list[int]) -> Iterator[str | Piece]:
    piece = _piece(_ID, tag, held)
    if isinstance(piece, HeadingOpen):
        headings.append(piece.index)
        yield piece
        return
    headings.append(-1)
    yield from _filled(tag, held)


def _link(tag: str, held: list[Piece], links: list[bool]) -> Iterator[str | Piece]:
    piece = _piece(_HREF, tag, held)
    links.append(isinstance(piece, LinkOpen))
    if not isinstance(piece, LinkOpen):
        yield from _filled(tag, held)
        return
    yield from _own_id(tag, held)
    yield LinkOpen(piece.ref, piece.attributes + _ID.sub("", _HREF.sub("", tag[2:-1])))


def _image(tag: str, held: list[Piece]) -> Iterator[str | Piece]:
    piece = _piece(_SRC, tag, held) or _piece(_ANY, tag, held)
    if not isinstance(piece, Image | Address):
        return
    yield from _own_id(tag, held)
    alt = _ALT.search(tag)
    rest = _ID.sub("", _ALT.sub("", _SRC.sub("", tag[4:-1])))
    # A srcset is dropped where the address of the picture itself is known: one measured picture is enough.
    rest = re.sub(r' srcset="[^"]*"', "", rest)
    yield Image(piece.ref, unescape(alt[1]) if alt else "", rest, isinstance(piece, Image) and piece.figure)


def _own_id(tag: str, held: list[Piece]) -> Iterator[str | Piece]:
    """A place for the id of a tag that the page will write anew."""
    piece = _piece(_ID, tag, held)
    if isinstance(piece, IdDef):
        yield from ("<span", piece, "></span>")


def _filled(written: str, held: list[Piece]) -> Iterator[str | Piece]:
    """Any other tag or text: each mark gives way to its piece; an id or href piece writes its attribute itself."""
    position = 0
    for found in re.finditer(f' (?:id|href)="{_MARK}"|{_MARK}', written):
        yield written[position : found.start()]
        position = found.end()
        piece = held[int(found[1] or found[2])]
        if found[1] and not isinstance(piece, IdDef | IdRef):
            yield from (written[found.start() : found.start(1) - 1], piece, '"')
        else:
            yield piece
    yield written[position:]
