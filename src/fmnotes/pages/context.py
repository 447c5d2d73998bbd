"""What planning shares: cards, term links and holes are made once and used on many pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from fmnotes.config import Config
from fmnotes.library.library import Library
from fmnotes.library.taxonomy import Taxonomy, Term
from fmnotes.markdown.body import Body
from fmnotes.pages.deferred import Deferred
from fmnotes.pages.page import Alternate, Card, DateText, NoteLink, Page, ShareCard, SiteInfo, TermLink, root_of
from fmnotes.pages.words import LANGUAGE_NAMES, words
from fmnotes.text.dates import NoteDate
from fmnotes.text.names import Address, Href, quoted
from fmnotes.text.order import sort_key

_CARD_TAGS = 8
_ABOUT = ("/about/", "/소개/")


@dataclass(frozen=True, slots=True)
class Asset:
    """A published file of the notes folder: where from, where to, what it measures (0: not known)."""

    path: str
    address: Address
    digest: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """What pages are planned from beside the library: the author's files, pictures to draw, bodies by their digest.

    `static` are the names of files that are copied to the root.
    """

    assets: Mapping[str, Asset]
    static: Collection[str]
    cards: Mapping[str, ShareCard]
    load_body: Callable[[str], Body]


@dataclass
class Planner:
    """The library, and what has been made of it so far."""

    library: Library
    material: Material
    config: Config
    _cards: dict[tuple[str, str], Card] = field(default_factory=dict)
    _links: dict[str, NoteLink] = field(default_factory=dict)
    _term_links: dict[tuple[str, str, tuple[str, ...]], TermLink] = field(default_factory=dict)

    @cached_property
    def at(self) -> Mapping[str, str]:
        """The note at each address that is one's."""
        return {address: path for path, address in self.library.addresses.items()}

    # -- addresses -------------------------------------------------------------------------------------------

    def href(self, language: str, address: str) -> Href:
        """A list's address in the interface of `language`."""
        return quoted(self.library.prefix(language) + address)

    def url(self, address: str) -> str:
        """The absolute address; empty without a base_url."""
        return self.config.base_url + quoted(address) if self.config.base_url else ""

    def feed(self, language: str) -> Href | None:
        """The site's feed in `language`: only with a base_url and dated notes."""
        if not self.config.base_url or not self.library.days:
            return None
        return self.href(language, "/feed.xml")

    def term_feed(self, term: Term, language: str) -> Href | None:
        """The feed of a tag or category: the same, with notes of its own."""
        if self.feed(language) is None or not self.library.dated_view(language, term.notes):
            return None
        return self.href(language, f"{term.address}feed.xml")

    # -- pieces of pages -------------------------------------------------------------------------------------

    def date(self, date: NoteDate | None, language: str) -> DateText | None:
        return DateText(date.iso(), date.text(language)) if date else None

    def note_link(self, path: str) -> NoteLink:
        if path not in self._links:
            note = self.library.summaries[path]
            self._links[path] = NoteLink(note.title, quoted(self.library.addresses[path]), note.language)
        return self._links[path]

    def card(self, path: str, language: str) -> Card:
        made = self._cards.get((path, language))
        if made is None:
            note = self.library.summaries[path]
            made = self._cards[path, language] = Card(
                self.note_link(path),
                self.date(note.date, language),
                note.abstract,
                tuple(self.term_link(term, language) for term in self.library.tags.terms_of(path)[:_CARD_TAGS]),
                note.minutes,
            )
        return made

    def cards(self, paths: Sequence[str], language: str) -> Sequence[Card]:
        return Deferred(lambda: (self.card(path, language) for path in paths))

    def note_links(self, paths: Iterable[str]) -> Sequence[NoteLink]:
        return Deferred(lambda: map(self.note_link, paths))

    def term_link(self, term: Term, language: str) -> TermLink:
        key = (term.kind, language, term.key)
        if key not in self._term_links:
            count = len(self.library.view(language, term.notes))
            self._term_links[key] = TermLink(term.name, self.href(language, term.address), count)
        return self._term_links[key]

    def term_tree(self, taxonomy: Taxonomy, language: str, parent: tuple[str, ...] = ()) -> tuple[TermLink, ...]:
        """The terms below `parent` with all that is below them, in the reader's order."""
        made = []
        for term in self.sorted_terms(taxonomy.children(parent), language):
            link = self.term_link(term, language)
            children = self.term_tree(taxonomy, language, term.key)
            made.append(TermLink(link.name, link.href, link.count, children))
        return tuple(made)

    def sorted_terms(self, terms: Iterable[Term], language: str) -> Sequence[Term]:
        return sorted(terms, key=lambda term: (sort_key(term.name, language), term.key))

    # -- pages -----------------------------------------------------------------------------------------------

    def alternates(self, address: str) -> tuple[Alternate, ...]:
        """A list page in every language of the site; nothing for a site of one language."""
        if len(self.library.languages) < 2:
            return ()
        return tuple(
            self.alternate(language, self.library.prefix(language) + address) for language in self.library.languages
        )

    def homes(self) -> tuple[Alternate, ...]:
        """The way to the other languages from a page that has no other; it is no translation of them."""
        return tuple(one._replace(url="") for one in self.alternates("/"))

    def alternate(self, language: str, address: str) -> Alternate:
        return Alternate(language, LANGUAGE_NAMES.get(language, language), quoted(address), self.url(address))

    def page(
        self,
        template: str,
        language: str,
        address: str,
        title: str,
        content: object,
        number: int = 1,
        **more: object,
    ) -> Page:
        """A list page: `address` is that of the list's first page, without the language's prefix."""
        full = Address(self.library.prefix(language) + page_address(address, number))
        alternates = self.alternates(address)
        values: dict[str, object] = {
            "content_language": language,
            "feed": self.feed(language),
            # Further pages are no translations of each other: their switch leads to the list's first page.
            "alternates": alternates if number == 1 else tuple(one._replace(url="") for one in alternates),
            "canonical": self.url(full),
            "root": root_of(full),
        }
        return Page(
            address=full,
            template=template,
            language=language,
            title=title,
            content=content,
            **(values | more),  # type: ignore[arg-type]
        )

    def site_info(self, language: str) -> SiteInfo:
        """What every page in `language` may show of the site."""
        text = words(language)
        nav = [(name, f"/{name}/") for name in ("categories", "tags", "series", "archive")]
        present = {
            "categories": bool(self.library.categories.terms),
            "tags": bool(self.library.tags.terms),
            "series": bool(self.library.series.terms),
            "archive": bool(self.library.days),
        }
        shown = [(name, text[name], self.href(language, to)) for name, to in nav if present[name]]
        about = next((one for one in _ABOUT if self.library.prefix(language) + one in self.at), None)
        if about:
            shown.append(("about", text["about"], self.href(language, about)))
        return SiteInfo(
            title=self.config.title or text["notes"],
            description=self.config.description,
            author=self.config.author,
            language=language,
            main=self.library.main,
            base_url=self.config.base_url,
            home=self.href(language, "/"),
            nav=tuple(shown),
            styled=bool(self.config.theme),
            search=self.href(language, "/search/") if self.config.search else None,
            verification=self.config.verification,
            words=text,
        )


def page_address(address: str, number: int) -> Address:
    """The address of a list's page: `…/page/2/` from the second on."""
    return Address(address if number == 1 else f"{address}page/{number}/")


def absolute_anchor(fragment: str) -> str:
    return f"#{quote(fragment)}" if fragment else ""
