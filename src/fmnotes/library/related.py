"""Which other notes one may want to read next: those that share rare tags and a category with it, or a link."""

from __future__ import annotations

from math import log2

from fmnotes.library.library import Library

_SHOWN = 4
_LEAST = 0.25
_LINK = 0.5
COMMON = 60
"""A term of more notes says little of any of them, and would make the search quadratic."""


def related_notes(library: Library, path: str, language: str) -> tuple[str, ...]:
    """Up to four notes, most related to that at `path` first, as a reader of `language` sees them."""
    scores = _scores(library, path)
    own = {path, *library.translations.get(path, {}).values()}
    # Those that link here are listed as such.
    own.update(backlink.path for backlink in library.backlinks.get(path, ()))
    near = [other for other, score in scores.items() if score >= _LEAST]
    ranked = sorted(near, key=lambda other: (-scores[other], other))[: 4 * _SHOWN]
    return tuple(other for other in library.view(language, ranked) if other not in own)[:_SHOWN]


def _scores(library: Library, path: str) -> dict[str, float]:
    scores: dict[str, float] = {}
    for taxonomy, weight in ((library.tags, 1.0), (library.categories, 0.6)):
        for term in taxonomy.terms_of(path):
            if len(term.notes) <= COMMON:
                score = weight / log2(1 + len(term.notes))
                for other in term.notes:
                    scores[other] = scores.get(other, 0.0) + score
    linked = [target.path for target in library.targets[path] if target.kind == "note"]
    for other in (*linked, *(backlink.path for backlink in library.backlinks.get(path, ()))):
        scores[other] = scores.get(other, 0.0) + _LINK
    scores.pop(path, None)
    return scores
