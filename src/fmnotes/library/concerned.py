"""Which pages of notes may show something else after an edit of the words of some (`regather`): never too few."""

from __future__ import annotations

from collections.abc import Iterator, Set

from fmnotes.library.library import Library
from fmnotes.library.regather import Regathered
from fmnotes.library.related import COMMON


def concerned(before: Library, made: Regathered, edited: Set[str]) -> set[str]:
    """The notes whose own pages may show something else: the `edited` ones, and those that tell of them.

    That a page shows the body of another note is not looked at.
    """
    after, shown = made.gathered.library, edited & before.notes.keys()
    found = {*shown, *(made.resolved & before.notes.keys()), *made.linked}
    for path in shown:
        found.update(one for one in after.neighbours.get(path, (None, None)) if one)
        # A reader of another language may be led here from a note whose group names this one.
        for own in {path, *(other for other, group in after.translations.items() if path in group.values())}:
            found.update(_beside(before, own), _beside(after, own))
    return found & before.notes.keys()


def _beside(library: Library, path: str) -> Iterator[str]:
    """The notes that may be related to one, or stand in a series with it."""
    for taxonomy in (library.tags, library.categories):
        for term in taxonomy.terms_of(path):
            if len(term.notes) <= COMMON:
                yield from term.notes
    for term in library.series.terms_of(path):
        yield from term.notes
    yield from (target.path for target in library.targets.get(path, ()) if target.kind == "note")
    yield from (one.path for one in library.backlinks.get(path, ()))


def embeds_of(library: Library, path: str) -> list[tuple[str, str]]:
    """The notes that one shows inside it, and the section of each."""
    targets = library.targets.get(path, ())
    references = library.notes[path].outline.references if targets else ()
    return [
        (target.path or path, target.fragment)
        for ref, target in zip(references, targets, strict=True)
        if ref.kind == "embed" and target.kind in {"note", "anchor"}
    ]
