"""The value that a template receives. Equal pages render to equal bytes, so a page's fingerprint is its cache key."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

from markupsafe import Markup

from fmnotes.pages.words import Words
from fmnotes.text.names import Address, Href

HoleKind = Literal["link", "external", "missing", "image", "embed", "media", "plain"]


class Hole(NamedTuple):
    """What fills one reference of a body. `href` is site-relative, or absolute for kind `external` and its images."""

    kind: HoleKind
    href: str = ""
    absolute: bool = False
    title: str = ""
    language: str = ""
    width: int = 0
    height: int = 0
    embed: BodyUse | None = None
    words: str = ""
    """What a link without words of its own shows."""


@dataclass(frozen=True, slots=True)
class BodyUse:
    """A body shown on a page: which one (by its text's digest), how its holes are filled, which part of it.

    `title_heading` is the heading that the page shows as its title and the body leaves out (-1: none); `shift` how
    many levels lower headings are shown; `section` the id of the only section to show (embeds).
    """

    digest: str
    holes: tuple[Hole, ...] = ()
    title_heading: int = -1
    shift: int = 0
    section: str = ""
    language: str = ""
    features: tuple[str, ...] = ()
    """What of `code`, `figure`, `footnote`, `formula` the body holds: the scripts that its page needs."""

    def texts(self) -> list[str]:
        """The digests of all texts that are shown: its own, then those inside it."""
        inner = (hole.embed.texts() for hole in self.holes if hole.embed)
        return [self.digest, *(digest for digests in inner for digest in digests)]

    def moved(self, digests: Mapping[str, str]) -> BodyUse:
        """The same of the texts that `digests` leads to."""
        holes = tuple(hole._replace(embed=hole.embed.moved(digests)) if hole.embed else hole for hole in self.holes)
        return replace(self, digest=digests.get(self.digest, self.digest), holes=holes)


class DateText(NamedTuple):
    """A date for `<time datetime>` and for the eye."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class TermLink:
    """A tag, a category, a month: its name, its page and how many notes it has."""

    name: str
    href: Href
    count: int = 0
    children: tuple[TermLink, ...] = ()


class NoteLink(NamedTuple):
    """A note by title. `language` is its own, which may differ from the page's."""

    title: str
    href: Href
    language: str


@dataclass(frozen=True, repr=False)
class Card:
    """A note in a list. It stands on many pages, so for their fingerprints it is a digest that is made once."""

    link: NoteLink
    date: DateText | None
    abstract: str
    tags: tuple[TermLink, ...]
    minutes: int

    @cached_property
    def _digest(self) -> str:
        told = repr((self.link, self.date, self.abstract, self.tags, self.minutes))
        return hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=12).hexdigest()

    def __repr__(self) -> str:
        return self._digest


class Alternate(NamedTuple):
    """The same page in another language: for the reader (`href`, `name`) and for search engines (`url`)."""

    language: str
    name: str
    href: Href
    url: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a list page stands: `newer` and `older` are empty at the ends.

    `pages` are the first, the last and those beside it, with their numbers.
    """

    number: int = 1
    total: int = 1
    newer: Href | None = None
    older: Href | None = None
    pages: tuple[tuple[int, Href], ...] = ()


class ShareImage(NamedTuple):
    """The picture that stands for a page where it is shared; `url` is absolute."""

    url: str
    width: int = 0
    height: int = 0


class ShareCard(NamedTuple):
    """What a drawn picture of a note says."""

    title: str
    site: str

    @property
    def name(self) -> str:
        """Its file below the theme's: equal cards are one."""
        digest = hashlib.blake2b(f"{self.title}\0{self.site}".encode("utf-8", "replace"), digest_size=8)
        return f"_/cards/{digest.hexdigest()}.png"


@dataclass(frozen=True, slots=True)
class TermIndexContent:
    """What `terms.html` shows: names under their headings (가나다, ABC), or a tree."""

    kind: str
    groups: tuple[tuple[str, tuple[TermLink, ...]], ...]
    tree: tuple[TermLink, ...]


_NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Page:
    """One output file. `root` leads from it to the root of the site; every href of the page comes behind it.

    `language` is that of the interface, `content_language` that of the text. `content` differs by template.
    """

    address: Address
    template: str
    root: str
    language: str
    content_language: str
    title: str
    content: object
    description: str = ""
    canonical: str = ""
    feed: Href | None = None
    alternates: tuple[Alternate, ...] = ()
    bodies: Sequence[BodyUse] = ()
    image_hosts: tuple[str, ...] = ()
    trusted: bool = False
    section: str = ""
    features: tuple[str, ...] = ()
    image: ShareImage | None = None
    structured: Markup = _NOTHING
    """What search engines read of the page: JSON-LD, safe inside a script element."""
    notes: Collection[str] = ()
    """Of a list: the notes whose words it shows, by path."""

    @property
    def texts(self) -> list[str]:
        """The digests of all texts that are shown."""
        return [digest for use in self.bodies for digest in use.texts()]

    def moved(self, digests: Mapping[str, str]) -> Page:
        """The same of the texts that `digests` leads to."""
        if digests.keys().isdisjoint(self.texts):
            return self
        return replace(self, bodies=tuple(use.moved(digests) for use in self.bodies))


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """What every page of one interface language may show of the site; its title and description speak `main`."""

    title: str
    description: str
    author: str
    language: str
    main: str
    base_url: str
    home: Href
    nav: tuple[tuple[str, str, Href], ...]
    styled: bool
    search: Href | None
    verification: tuple[tuple[str, str], ...]
    words: Words = field(hash=False)


def root_of(address: str) -> str:
    """The way from a page back to the root of the site: `../../` from `/nlp/bert/`, `./` from `/` and `/404.html`."""
    return "../" * (address.count("/") - 1) or "./"
