"""Filling the holes of a body: in a page, in a feed (absolute addresses, no ids), in an embed (ids with a prefix)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from itertools import chain
from typing import NamedTuple
from urllib.parse import quote, unquote

from fmnotes.markdown.body import (
    Address,
    BlockClose,
    BlockOpen,
    Body,
    Embed,
    HeadingClose,
    HeadingOpen,
    IdDef,
    IdRef,
    Image,
    LinkClose,
    LinkOpen,
    Piece,
    Reference,
)
from fmnotes.markdown.sections import section_of
from fmnotes.notes.file_names import without_suffix
from fmnotes.pages.page import BodyUse, Hole
from fmnotes.text.regex import regex

LoadBody = Callable[[str], Body]
_WIDTH = regex(r' width="(\d+)"')
_HEIGHT = regex(r' height="(\d+)"')
_ZOOM = regex(r'class="[^"]*\bzoom-(\d+)\b')


class Frame(NamedTuple):
    """Where a body is shown: what comes before its hrefs, and before its ids (None: no ids); words for its parts.

    `page` is the page on which the ids are, where that is another: a feed has none.
    """

    root: str
    ids: str | None = ""
    missing: str = ""
    anchor: str = ""
    depth: int = 0
    page: str = ""


def fill(use: BodyUse, load_body: LoadBody, frame: Frame) -> str:
    """The HTML of the body that `use` names."""
    body = load_body(use.digest)
    filler = _Filler(body, use, load_body, frame)
    pieces = filler.pieces()
    following = (*pieces[1:], "")
    return "".join(filler.write(piece, after) for piece, after in zip(pieces, following, strict=False))


class _Filler:
    def __init__(self, body: Body, use: BodyUse, load_body: LoadBody, frame: Frame) -> None:
        self._body, self._use, self._load, self._frame = body, use, load_body, frame
        self._closings: list[str] = []
        self._embeds = 0
        self._ids: frozenset[str] | None = None

    def pieces(self) -> Sequence[Piece]:
        """The pieces to show: without the title, or one section only."""
        pieces = self._body.pieces
        if self._use.section:
            shown = section_of(self._body, self._use.section)
            self._ids = frozenset(piece.id for piece in shown if isinstance(piece, IdDef))
            return shown
        if self._use.title_heading < 0 or HeadingOpen(self._use.title_heading) not in pieces:
            return pieces
        start = pieces.index(HeadingOpen(self._use.title_heading))
        end = pieces.index(HeadingClose(self._use.title_heading))
        title = pieces[start + 1 : end]
        if all(isinstance(piece, str) for piece in title):
            return pieces[:start] + pieces[end + 1 :]
        marks = [piece for piece in title if not isinstance(piece, str)]
        if all(isinstance(piece, IdDef) for piece in marks):
            # Of `# <a name="x"></a> Title` only the place is left.
            return (
                *pieces[:start],
                *chain.from_iterable(("<span", one, "></span>") for one in marks),
                *pieces[end + 1 :],
            )
        # Pictures, links and notes of the title would be lost: the page shows its words alone.
        return (*pieces[:start], "<p>", *title, "</p>\n", *pieces[end + 1 :])

    def write(self, piece: Piece, after: Piece) -> str:
        """One piece; `after` is the one that follows it."""
        if isinstance(piece, str):
            return piece
        if isinstance(piece, LinkOpen):
            # Nobody would see a link without words: MyST writes `[](b.md)` for the name of what it leads to.
            hole, ref = self._use.holes[piece.ref], self._body.references[piece.ref]
            words = _shown(hole, ref) if isinstance(after, LinkClose) else ""
            return self._link(hole, piece.attributes) + escape(words, quote=False)
        if isinstance(piece, LinkClose):
            return self._closings.pop()
        if isinstance(piece, HeadingOpen | HeadingClose):
            return self._heading(piece)
        if isinstance(piece, BlockOpen | BlockClose):
            return f"<div{self._id(piece.id)}>\n" if isinstance(piece, BlockOpen) else "</div>\n"
        if isinstance(piece, IdDef | IdRef):
            return self._id(piece.id) if isinstance(piece, IdDef) else self._id_ref(piece.id)
        if isinstance(piece, Image):
            made = self._image(self._use.holes[piece.ref], piece.alt, piece.attributes)
            return self._figure(made, self._use.holes[piece.ref]) if piece.figure else made
        if isinstance(piece, Address):
            hole = self._use.holes[piece.ref]
            return "data:," if hole.kind == "missing" else escape(self._href(hole))
        return self._embed(piece)

    def _href(self, hole: Hole) -> str:
        return hole.href if hole.absolute else self._frame.root + hole.href

    def _id(self, own: str) -> str:
        return "" if self._frame.ids is None else f' id="{escape(self._frame.ids + own)}"'

    def _id_ref(self, own: str) -> str:
        here = self._frame.ids is not None and (self._ids is None or own in self._ids)
        return f' href="{self._own_anchor(own)}"' if here else ""

    def _own_anchor(self, own: str) -> str:
        return f"#{quote((self._frame.ids or '') + own)}"

    def _title_anchor(self) -> str:
        """Where links to the note's title lead: an embed does not show it."""
        index = self._use.title_heading
        return f"#{quote(self._body.headings[index].id)}" if index >= 0 else ""

    def _link(self, hole: Hole, attributes: str) -> str:
        title = f' title="{escape(hole.title)}"' if hole.title and " title=" not in attributes else ""
        if hole.kind == "plain":
            self._closings.append("</span>")
            return "<span>"
        if hole.kind == "missing":
            self._closings.append("</span>")
            named = hole.title or self._frame.missing
            return f'<span class="missing" title="{escape(named)}">'
        self._closings.append("</a>")
        if self._frame.depth and hole.href == self._title_anchor():
            return "<a>"
        if hole.href.startswith("#") and not hole.absolute:
            return f"<a{self._anchored(hole.href)}{title}{attributes}>"
        extra = ""
        if hole.kind == "external":
            extra = ' rel="noopener noreferrer"' + ("" if " class=" in attributes else ' class="external"')
        elif hole.language:
            extra = f' hreflang="{hole.language}"'
        return f'<a href="{escape(self._href(hole))}"{title}{extra}{attributes}>'

    def _anchored(self, anchor: str) -> str:
        """The way to an id of the body itself."""
        frame = self._frame
        if frame.ids is not None:
            return f' href="#{escape(frame.ids + anchor[1:])}"'
        return f' href="{escape(frame.page + anchor)}"' if frame.page else ""

    def _heading(self, piece: HeadingOpen | HeadingClose) -> str:
        heading = self._body.headings[piece.index]
        level = min(6, heading.level + self._use.shift)
        if isinstance(piece, HeadingOpen):
            return f"<h{level}{self._id(heading.id)}>"
        if self._frame.ids != "" or not heading.text:
            return f"</h{level}>"
        label = escape(f"{self._frame.anchor}: {heading.shown or heading.text}")
        anchor = f'<a class="anchor" href="{self._own_anchor(heading.id)}" aria-label="{label}">#</a>'
        return f"{anchor}</h{level}>"

    def _image(self, hole: Hole, alt: str, attributes: str) -> str:
        if hole.kind == "missing":
            words = escape(alt or unquote(hole.href) or self._frame.missing)
            title = f' title="{escape(hole.title)}"' if hole.title else ""
            return f'<span class="missing"{title}>{words}</span>'
        if hole.kind == "media":
            return self._film(hole)
        if hole.kind != "image":
            inner = escape(alt or _named(hole.href))
            return f"{self._link(hole, '')}{inner}{self._closings.pop()}"
        size, attributes = _sized(hole, attributes)
        title = f' title="{escape(hole.title)}"' if hole.title and " title=" not in attributes else ""
        privacy = ' referrerpolicy="no-referrer"' if hole.absolute else ""
        source = escape(self._href(hole))
        late = ' loading="lazy" decoding="async"'
        return f'<img src="{source}" alt="{escape(alt)}"{title}{size}{attributes}{late}{privacy}>'

    def _film(self, hole: Hole) -> str:
        tag = "video" if hole.title == "video" else "audio"
        return f'<{tag} src="{escape(self._href(hole))}" controls></{tag}>'

    def _figure(self, image: str, hole: Hole) -> str:
        """A picture that stands for itself, with its title below it."""
        if hole.kind != "image":
            return f"<p>{image}</p>\n"
        if not hole.title:
            return f'<p class="picture">{image}</p>\n'
        return f"<figure>{image}<figcaption>{escape(hole.title, quote=False)}</figcaption></figure>\n"

    def _embed(self, piece: Embed) -> str:
        hole = self._use.holes[piece.ref]
        if hole.kind == "embed" and hole.embed and piece.block:
            return self._note(hole, hole.embed)
        if hole.kind == "media":
            made = self._film(hole)
        elif hole.kind == "image":
            made = self._image(hole, piece.label, "")
        else:
            label = escape(piece.label or self._body.references[piece.ref].target)
            made = f"{self._link(hole._replace(kind='link') if hole.kind == 'embed' else hole, '')}{label}"
            made += self._closings.pop()
        return f"<p>{made}</p>\n" if piece.block else made

    def _note(self, hole: Hole, use: BodyUse) -> str:
        """Another note, or a section of it, in a frame of its own with a link to where it stands."""
        self._embeds += 1
        ids = None if self._frame.ids is None else f"{self._frame.ids}e{self._embeds}-"
        inner = fill(use, self._load, self._frame._replace(ids=ids, depth=self._frame.depth + 1, page=""))
        language = f' lang="{use.language}"' if use.language else ""
        head = f'<p class="embed-title"><a href="{escape(self._href(hole))}">{escape(hole.title)}</a></p>\n'
        head = head if hole.title else ""
        return f'<div class="embed"{language}>\n{head}{inner}</div>\n'


def _sized(hole: Hole, attributes: str) -> tuple[str, str]:
    """Width and height of a picture, as far as `attributes` leave them open; and what is left of those."""
    width, height = hole.width, hole.height
    if not width or (" width=" in attributes and (" height=" in attributes or not height)):
        return "", attributes
    if asked := _WIDTH.search(attributes):
        return f' height="{round(int(asked[1]) * height / width)}"', attributes
    if (asked := _HEIGHT.search(attributes)) and height:
        attributes = attributes.replace(asked[0], "", 1)
        width, height = round(int(asked[1]) * width / height), int(asked[1])
    elif zoom := _ZOOM.search(attributes):
        width, height = (max(1, size * int(zoom[1]) // 100) for size in (width, height))
    return f' width="{width}"' + (f' height="{height}"' if height else ""), attributes


def _shown(hole: Hole, ref: Reference) -> str:
    """The words of a link that has none of its own; none for a place that is not there."""
    if ref.kind == "label":
        return hole.words or ref.target
    lost = ref.kind != "named" or (ref.target.startswith("#") and "#" not in hole.href)
    return "" if lost else hole.words or _named(ref.target)


def _named(address: str) -> str:
    """The end of an address, as it was written."""
    path, _, part = unquote(address).partition("#")
    return without_suffix(path.rstrip("/").rpartition("/")[2]) or part
