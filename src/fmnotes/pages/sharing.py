"""What search engines and messengers show of a page: its picture (Open Graph) and JSON-LD (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup

from fmnotes.library.targets import suffix_of
from fmnotes.notes.note import Note
from fmnotes.pages.context import Planner
from fmnotes.pages.page import BodyUse, ShareImage
from fmnotes.text.names import Address

_SHARED = frozenset({"png", "jpg", "jpeg", "gif", "webp"})
"""The formats that messengers show; none shows SVG."""
_SCHEMA = "https://schema.org"


CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""The size that messengers show whole (Open Graph, 1.91:1)."""


def share_image(planner: Planner, note: Note, use: BodyUse) -> ShareImage | None:
    """The cover that the front matter names, else the first picture of the body, else a card that is drawn.

    Only with a base_url.
    """
    if not planner.config.base_url:
        return None
    first = use.holes[note.outline.cover : note.outline.cover + 1] if note.outline.cover >= 0 else ()
    for hole in (*first, *use.holes):
        if hole.kind == "image" and suffix_of(hole.href.partition("?")[0]) in _SHARED:
            url = hole.href if hole.absolute else planner.config.base_url + hole.href
            return ShareImage(url, hole.width, hole.height)
    if card := planner.material.cards.get(note.path):
        return ShareImage(planner.config.base_url + card.name, CARD_WIDTH, CARD_HEIGHT)
    return None


def note_data(planner: Planner, note: Note, image: ShareImage | None) -> Markup:
    """A note as a BlogPosting, with the way to it through its first category; nothing without a base_url."""
    library, data = planner.library, note.metadata
    url = planner.url(library.addresses[note.path])
    if not url:
        return Markup()
    zone = planner.config.zone
    author = data.author or planner.config.author
    told: dict[str, object] = {
        "@type": "BlogPosting",
        "headline": data.title,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": data.language,
        "description": note.outline.abstract,
        "datePublished": data.date.rfc3339(zone) if data.date else "",
        "dateModified": data.updated.rfc3339(zone) if data.updated else "",
        "author": {"@type": "Person", "name": author} if author else "",
        "keywords": [term.name for term in library.tags.terms_of(note.path)],
        "image": image.url if image else "",
    }
    parts = [told, *_breadcrumb(planner, note)]
    return _written({"@graph": [_filled(part) for part in parts]})


def site_data(planner: Planner, language: str, title: str) -> Markup:
    """The home as a WebSite; nothing without a base_url."""
    url = planner.url(planner.library.prefix(language) + "/")
    if not url:
        return Markup()
    told = {
        "@type": "WebSite",
        "name": title,
        "url": url,
        "inLanguage": language,
        "description": planner.config.description,
        "potentialAction": _search_action(url) if planner.config.search else "",
    }
    return _written(_filled(told))


def _search_action(home: str) -> dict[str, object]:
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{home}search/?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }


def _breadcrumb(planner: Planner, note: Note) -> list[dict[str, object]]:
    """Home, the categories above the note, the note itself; nothing for a note without a category."""
    library = planner.library
    language = library.interface_language(note.path)
    found = library.categories.terms_of(note.path)
    if not found:
        return []
    terms = [library.categories.terms[found[0].key[: depth + 1]] for depth in range(len(found[0].key))]
    steps = [(term.name, planner.url(Address(library.prefix(language) + term.address))) for term in terms]
    steps.append((note.metadata.title, planner.url(library.addresses[note.path])))
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": url}
        for number, (name, url) in enumerate(steps, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]


def _filled(told: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in told.items() if value}


def _written(told: Mapping[str, object]) -> Markup:
    """JSON that cannot end the element it stands in (HTML, 4.12.1.3)."""
    text = json.dumps({"@context": _SCHEMA, **told}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate({ord(ch): f"\\u{ord(ch):04x}" for ch in "<>&\u2028\u2029"}))
