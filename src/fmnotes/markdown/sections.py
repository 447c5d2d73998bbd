"""Sections of a body, for embeds: each with the footnotes that it refers to, which stand at the end of the note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from fmnotes.markdown.body import BlockClose, BlockOpen, Body, HeadingOpen, IdDef, IdRef, LinkClose, LinkOpen, Piece
from fmnotes.text.regex import regex

_FOOTNOTE = regex(r"fn\d+")
_OPENING = '<section class="footnotes">\n<ol>\n'
_CLOSING = "</ol>\n</section>\n"
_ITEM = "<li"
_TAG = regex(r"""<(/?)([a-z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_HELD = "\0"
_TAG_OR_TEXT = regex(rf"{_TAG.pattern}|[^<{_HELD}]+|<|{_HELD}", re.IGNORECASE)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_ELEMENTS: Mapping[type, str] = {LinkOpen: "<a>", LinkClose: "</a>", BlockOpen: "<div>", BlockClose: "</div>"}


def section_of(body: Body, section: str) -> Sequence[Piece]:
    """The block of the id `section` (`^…`), or from the heading of that id up to the next of its level or above.

    All of the body where it has neither.
    """
    if BlockOpen(section) in body.pieces:
        shown = body.pieces[body.pieces.index(BlockOpen(section)) + 1 : body.pieces.index(BlockClose(section))]
        return (*_balanced(shown), *_footnotes(body, shown))
    index = next((i for i, heading in enumerate(body.headings) if heading.id == section), None)
    if index is None:
        return body.pieces
    level = body.headings[index].level
    start = body.pieces.index(HeadingOpen(index))
    rest = ((i, body.headings[i]) for i in range(index + 1, len(body.headings)))
    following = next((i for i, heading in rest if heading.level <= level and not heading.nested), None)
    if following is not None:
        shown = body.pieces[start : body.pieces.index(HeadingOpen(following))]
        return (*_balanced(shown), *_footnotes(body, shown))
    return _balanced(body.pieces[start:])


def _balanced(shown: Sequence[Piece]) -> Sequence[Piece]:
    """`shown` without the ends of elements that begin outside of it, and with ends for those that end outside."""
    pieces = iter([piece for piece in shown if not isinstance(piece, str)])
    # An id in a tag is a piece of its own: the tag is looked at whole.
    text = "".join(piece if isinstance(piece, str) else _HELD for piece in shown)
    opened: list[tuple[str, Piece]] = []
    made: list[Piece] = []
    for found in _TAG_OR_TEXT.finditer(text):
        parts = _with_pieces(found[0], pieces)
        name, end = _element(found, parts[0])
        if end is None:
            if name and name not in (one for one, _ in opened):
                continue
            while name and opened.pop()[0] != name:
                pass
        elif name:
            opened.append((name, end))
        made += parts
    return (*made, *(end for _, end in reversed(opened)))


def _with_pieces(text: str, pieces: Iterator[Piece]) -> list[Piece]:
    """`text` with the next of `pieces` wherever one is held out of it."""
    parts: list[Piece] = []
    for index, part in enumerate(text.split(_HELD)):
        parts += [next(pieces), part] if index else [part]
    return [part for part in parts if part != ""]


def _element(found: re.Match[str], piece: Piece) -> tuple[str, Piece | None]:
    """The name of what begins or ends here, nothing for what does neither; what is to end it, if it begins."""
    if isinstance(piece, LinkOpen | LinkClose):
        return "link", LinkClose() if isinstance(piece, LinkOpen) else None
    if isinstance(piece, BlockOpen | BlockClose):
        return piece.id, BlockClose(piece.id) if isinstance(piece, BlockOpen) else None
    name = (found[2] or "").lower()
    if not name or name in _VOID or found[0].endswith("/>"):
        return "", ""
    return name, None if found[1] else f"</{name}>"


def _footnotes(body: Body, shown: Sequence[Piece]) -> Sequence[Piece]:
    """Those that `shown` calls, and those that these call, in the order of the note."""
    items = dict(_items(body.pieces))
    found, asked = set[str](), list(shown)
    while asked:
        piece = asked.pop()
        if isinstance(piece, IdRef) and piece.id in items and piece.id not in found:
            found.add(piece.id)
            asked += items[piece.id]
    called = [piece for own, item in items.items() if own in found for piece in item]
    return (_OPENING, *called, _CLOSING) if called else ()


def _items(pieces: Sequence[Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """Each footnote by its id, from `<li` to `</li>`."""
    starts = [index for index, piece in enumerate(pieces) if isinstance(piece, IdDef) and _FOOTNOTE.fullmatch(piece.id)]
    for start, end in pairwise([*starts, len(pieces)]):
        own, last = pieces[start], pieces[end - 1]
        if isinstance(own, IdDef) and isinstance(last, str):
            # What begins the next item, or ends the list, stands in the same string.
            rest = last.removesuffix(_ITEM) if end < len(pieces) else last.rpartition(_CLOSING)[0]
            yield own.id, [_ITEM, *pieces[start : end - 1], rest]


def unnested(pieces: Sequence[Piece]) -> frozenset[int]:
    """The headings that stand inside of no other element, of a body that the cleaner has balanced (`cleaning`)."""
    depth, html, found = 0, list[str](), set[int]()
    for piece in pieces:
        if isinstance(piece, HeadingOpen):
            depth += _balance("".join(html))
            html.clear()
            if depth == 0:
                found.add(piece.index)
        elif isinstance(piece, str):
            html.append(piece)
        else:
            html.append(_ELEMENTS.get(type(piece), ""))
    return frozenset(found)


def _balance(html: str) -> int:
    """How many elements of `html` stay open."""
    balance = 0
    for closing, name, inner in _TAG.findall(html):
        if closing:
            balance -= 1
        elif name not in _VOID and not inner.endswith("/"):
            balance += 1
    return balance
