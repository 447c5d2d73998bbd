"""What a note's Markdown becomes: HTML with holes, and what other stages want to know of it.

The holes are what depends on other files or on where the body is shown: addresses, image sizes, ids.
`pages.fill` fills them: in a page, in a feed, in an embed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from fmnotes.diagnostics import Diagnostic
from fmnotes.text.hangul import Letters

RefKind = Literal["link", "wikilink", "image", "embed", "raw", "tag", "label", "named"]
LabelKind = Literal["section", "figure", "table", "code", "equation", ""]


class Label(NamedTuple):
    """A name by which an author refers to the place `id` from any note, and the words that stand for it there.

    Those of a section are its heading; of some kinds only the kind can be told.
    """

    name: str
    id: str
    kind: LabelKind
    words: str = ""


class Reference(NamedTuple):
    """Something the author points at. `target` is percent-encoded as Markdown normalises it, or a name as written.

    `line`, `column` (from 1) and `width` say where it stands; `context` is the sentence around it, for backlinks.
    `size` is what `![[x|300x200]]` asks for; `title` is Markdown's link title. A `label` is asked for by its name, and
    has the words of what it leads to, as a `named` link has, which has none of its own.
    """

    kind: RefKind
    target: str
    line: int = 0
    column: int = 0
    width: int = 1
    title: str = ""
    context: str = ""
    size: tuple[int, int] = (0, 0)


class LinkOpen(NamedTuple):
    """`<a …>` for `Body.references[ref]`; `attributes` are final ones of its own (from raw HTML)."""

    ref: int
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class LinkClose:
    """The end of the innermost open link: what it becomes depends on what the link became."""


@dataclass(frozen=True, slots=True)
class Image:
    """`<img …>` for `Body.references[ref]`; `figure` when it has a paragraph to itself."""

    ref: int
    alt: str = ""
    attributes: str = ""
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """A bare address inside a tag of raw HTML (`srcset`, `poster`, `<source src>`) for `Body.references[ref]`."""

    ref: int


@dataclass(frozen=True, slots=True)
class Embed:
    """A note shown inside this one, for `Body.references[ref]`; `block` when alone in its paragraph."""

    ref: int
    label: str = ""
    block: bool = False


@dataclass(frozen=True, slots=True)
class IdDef:
    """` id="…"` inside a tag."""

    id: str


@dataclass(frozen=True, slots=True)
class IdRef:
    """` href="#…"` inside a tag: a footnote and its way back."""

    id: str


@dataclass(frozen=True, slots=True)
class HeadingOpen:
    """`<h2 id="…">` for `Body.headings[index]`; the page decides the level and leaves out the title."""

    index: int


@dataclass(frozen=True, slots=True)
class HeadingClose:
    """`</h2>` of the same heading."""

    index: int


@dataclass(frozen=True, slots=True)
class BlockOpen:
    """`<div id="^…">` round a block that Obsidian's `^id` names."""

    id: str


@dataclass(frozen=True, slots=True)
class BlockClose:
    """The end of the same block."""

    id: str


Piece = (
    str
    | LinkOpen
    | LinkClose
    | Image
    | Address
    | Embed
    | IdDef
    | IdRef
    | HeadingOpen
    | HeadingClose
    | BlockOpen
    | BlockClose
)


class Heading(NamedTuple):
    """A heading as written: its level (1 to 6), its id, its text without markup; `shown` has formulas as symbols.

    `nested` when it stands inside a list, a quote or raw HTML, where what follows it is not all its section; `led` when
    it is the first, and text stands before it; `quoted` inside a list or a quote, where it names no note. `markup` is
    HTML with its formulas as MathML, where their symbols in a row would say something else (`x²`).
    """

    level: int
    id: str
    text: str
    line: int
    nested: bool = False
    shown: str = ""
    led: bool = False
    quoted: bool = False
    markup: str = ""


_NO_LETTERS = Letters(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered note that knows no other note.

    `prose` is its text without code blocks and markup, `size` its length; `verbatim` what stands in code and
    display formulas. `pieces`, `prose` and `verbatim` are large: of a note they are left out, and fetched when a page
    shows it (`site.cache.bodies`).
    """

    pieces: tuple[Piece, ...]
    references: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    ids: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    prose: str = ""
    verbatim: str = ""
    size: int = 0
    counts: Letters = _NO_LETTERS
    abstract: str = ""
    code_lines: int = 0
    images: int = 0
    formulas: int = 0
    math_characters: str = ""
    trusted_html: bool = False
    diagnostics: tuple[Diagnostic, ...] = field(default=(), compare=False)
