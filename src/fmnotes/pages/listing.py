"""Pages that list notes: the home, tags, categories, and their indexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from fmnotes.library.taxonomy import Taxonomy, Term
from fmnotes.pages.archive import day_counts
from fmnotes.pages.calendar import Calendar, calendar, year_before
from fmnotes.pages.context import Planner, page_address
from fmnotes.pages.holes import HolePlanner, features_of
from fmnotes.pages.note import image_hosts
from fmnotes.pages.page import BodyUse, Card, Page, Pager, TermIndexContent, TermLink
from fmnotes.pages.sharing import share_image, site_data
from fmnotes.pages.words import words
from fmnotes.text.names import Href
from fmnotes.text.order import group_heading

_HOME_TAGS = 30
_RELATED_TAGS = 8
_TELLING = 200


@dataclass(frozen=True, slots=True)
class HomeContent:
    """What `home.html` shows; `intro` says whether an index note stands above the lists (`page.bodies`),
    `heading` and `heading_id` what that is called, if it says so.
    """

    cards: Sequence[Card]
    total: int
    categories: tuple[TermLink, ...]
    tags: tuple[TermLink, ...]
    activity: Calendar | None
    pager: Pager
    intro: bool = False
    heading: str = ""
    heading_id: str = ""


@dataclass(frozen=True, slots=True)
class TermContent:
    """What `term.html` shows: a tag or a category, the path of links above it, the terms below it.

    `related` are the tags that its notes have most often beside it.
    """

    kind: str
    name: str
    above: tuple[TermLink, ...]
    below: tuple[TermLink, ...]
    related: tuple[TermLink, ...]
    cards: Sequence[Card]
    total: int
    pager: Pager


def plan_homes(planner: Planner, holes: HolePlanner) -> Iterator[Page]:
    """The home in each language; an index note at its address becomes its introduction."""
    for language in planner.library.languages:
        yield next(_homes(planner, holes, language))


def plan_further_homes(planner: Planner, holes: HolePlanner) -> Iterator[Page]:
    """The pages of each home from the second on."""
    for language in planner.library.languages:
        yield from islice(_homes(planner, holes, language), 1, None)


def _homes(planner: Planner, holes: HolePlanner, language: str) -> Iterator[Page]:
    library = planner.library
    intro = planner.at.get(library.prefix(language) + "/")
    paths = tuple(path for path in library.view(language) if path != intro)
    often = sorted(library.tags.terms.values(), key=lambda term: (-len(term.notes), term.key))[:_HOME_TAGS]
    tags = tuple(planner.term_link(term, language) for term in planner.sorted_terms(often, language))
    categories = planner.term_tree(library.categories, language)
    for pager, part in paginate(planner, language, "/", paths):
        use = holes.body(intro) if intro and pager.number == 1 else None
        heading, heading_id = _own_title(planner, intro) if use and intro else ("", "")
        content = HomeContent(
            cards=planner.cards(part, language),
            total=len(paths),
            categories=categories,
            tags=tags,
            activity=_activity(planner, language) if pager.number == 1 else None,
            pager=pager,
            intro=use is not None,
            heading=heading,
            heading_id=heading_id,
        )
        yield _home(planner, language, content, part, intro, use)


def _own_title(planner: Planner, path: str) -> tuple[str, str]:
    """What a note is called, where not its file alone says so, and the id of that heading."""
    note = planner.library.notes[path]
    title, index = note.metadata.title, note.metadata.title_heading
    return title if title != note.location.title else "", note.outline.headings[index].id if index >= 0 else ""


def _activity(planner: Planner, language: str) -> Calendar | None:
    """The year up to the newest note; None where no note has a date."""
    counts = day_counts(planner, language)
    newest = max(counts, default=None)
    return calendar(counts, year_before(newest), newest, language) if newest else None


def _home(
    planner: Planner,
    language: str,
    content: HomeContent,
    paths: Sequence[str],
    intro: str | None,
    use: BodyUse | None,
) -> Page:
    title = planner.config.title or words(language)["notes"]
    more: dict[str, object] = {
        "section": "home",
        "notes": (*paths, intro) if intro else paths,
        "description": planner.config.description,
        "structured": site_data(planner, language, title),
    }
    if intro and use:
        note = planner.library.notes[intro]
        more |= {
            "bodies": (use,),
            "image_hosts": image_hosts(use),
            "trusted": note.body.trusted_html,
            "features": features_of([use]),
            "image": share_image(planner, note, use),
        }
    return planner.page("home.html", language, "/", title, content, number=content.pager.number, **more)


def plan_terms(planner: Planner, taxonomy: Taxonomy) -> Iterator[Page]:
    """The index of a taxonomy and a page for each of its terms, in every language."""
    for language in planner.library.languages:
        text = words(language)
        yield planner.page(
            "terms.html",
            language,
            f"/{taxonomy.kind}/",
            text[taxonomy.kind],
            _index_content(planner, taxonomy, language),
            section=taxonomy.kind,
        )
        label = "tag_title" if taxonomy.kind == "tags" else "category_title"
        for term in taxonomy.terms.values():
            title = text[label].format(name=" / ".join(term.names))
            feed = planner.term_feed(term, language)
            for content, notes in _term_pages(planner, taxonomy, term, language):
                more = {"section": taxonomy.kind, "feed": feed, "notes": notes}
                number = content.pager.number
                yield planner.page("term.html", language, term.address, title, content, number=number, **more)


def _index_content(planner: Planner, taxonomy: Taxonomy, language: str) -> TermIndexContent:
    if taxonomy.kind == "categories":
        return TermIndexContent(taxonomy.kind, (), planner.term_tree(taxonomy, language))
    terms = planner.sorted_terms(taxonomy.terms.values(), language)
    groups = groupby(terms, key=lambda term: group_heading(term.name, language))
    shown = tuple(
        (heading, tuple(planner.term_link(term, language) for term in members)) for heading, members in groups
    )
    return TermIndexContent(taxonomy.kind, shown, ())


def _term_pages(
    planner: Planner, taxonomy: Taxonomy, term: Term, language: str
) -> Iterator[tuple[TermContent, Sequence[str]]]:
    """What each page shows, and the notes on it."""
    above = tuple(planner.term_link(taxonomy.terms[term.key[:depth]], language) for depth in range(1, len(term.key)))
    below = planner.term_tree(taxonomy, language, term.key)
    paths = planner.library.view(language, term.notes)
    related = _related_tags(planner, term, language)
    for pager, part in paginate(planner, language, term.address, paths):
        cards = planner.cards(part, language)
        yield TermContent(taxonomy.kind, term.name, above, below, related, cards, len(paths), pager), part


def _related_tags(planner: Planner, term: Term, language: str) -> tuple[TermLink, ...]:
    tags = planner.library.tags
    own = (tags.of_note.get(path, ()) for path in term.notes)
    # What stands among hundreds of others in a note says nothing of them.
    beside = Counter(key for keys in own if len(keys) <= _TELLING for key in keys)
    if term.kind == tags.kind:
        beside.pop(term.key, None)
    often = sorted(beside, key=lambda key: (-beside[key], key))[:_RELATED_TAGS]
    return tuple(planner.term_link(tags.terms[key], language) for key in often)


def paginate(
    planner: Planner, language: str, address: str, paths: Sequence[str]
) -> Iterator[tuple[Pager, Sequence[str]]]:
    """Cut a list into pages; an empty list is one empty page."""
    size = planner.config.per_page
    total = max(1, -(-len(paths) // size))

    def href(number: int) -> Href:
        return planner.href(language, page_address(address, number))

    for number in range(1, total + 1):
        pager = Pager(
            number,
            total,
            href(number - 1) if number > 1 else None,
            href(number + 1) if number < total else None,
            tuple((one, href(one)) for one in sorted({1, number - 1, number, number + 1, total}) if 0 < one <= total),
        )
        yield pager, paths[(number - 1) * size : number * size]
