"""Which other notes one may want to read next: those that share rare tags and a category with it, or link to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import log2

from fmnotes.library.library import Library
from fmnotes.library.taxonomy import Taxonomy

_SHOWN = 4
_LEAST = 0.25
_LINK = 0.5
_COMMON = 60
"""A term of more notes says little of any of them, and would make the search quadratic."""


class RelatedNotes:
    """Asked for one note after another; nothing is kept between them."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def of(self, path: str, language: str) -> tuple[str, ...]:
        """Up to four notes, most related first, as a reader of `language` sees them."""
        scores = self._scores(path)
        own = {path, *self._library.translations.get(path, {}).values()}
        ranked = sorted(scores, key=lambda other: (-scores[other], other))
        near = [other for other in ranked if scores[other] >= _LEAST]
        seen = self._library.view(language, near)
        return tuple(other for other in seen if other not in own)[:_SHOWN]

    def _scores(self, path: str) -> Counter[str]:
        scores: Counter[str] = Counter()
        for other, score in self._shared(path):
            scores[other] += score  # type: ignore[assignment]
        del scores[path]
        return scores

    def _shared(self, path: str) -> Iterator[tuple[str, float]]:
        library = self._library
        weighted: tuple[tuple[Taxonomy, float], ...] = ((library.tags, 1.0), (library.categories, 0.6))
        for taxonomy, weight in weighted:
            for term in taxonomy.terms_of(path):
                if len(term.notes) <= _COMMON:
                    yield from ((other, weight / log2(1 + len(term.notes))) for other in term.notes)
        for target in library.targets[path]:
            if target.kind == "note":
                yield target.path, _LINK
        for backlink in library.backlinks.get(path, ()):
            yield backlink.path, _LINK
