"""The next Library where some notes changed their words alone: titles, links, headings, and no list or address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import NamedTuple

from fmnotes.diagnostics import Diagnostic
from fmnotes.library.gather import Gathered
from fmnotes.library.lazy import with_values
from fmnotes.library.library import Backlink, Library, summary_of
from fmnotes.library.names import names_of
from fmnotes.library.targets import Target
from fmnotes.notes.note import Note


class _Moved(NamedTuple):
    """What is resolved again: targets and problems by the path of the note."""

    targets: Mapping[str, tuple[Target, ...]]
    problems: Mapping[str, tuple[Diagnostic, ...]]


class Regathered(NamedTuple):
    """What was gathered; the notes whose links were resolved again, and those whose backlinks were made again."""

    gathered: Gathered
    resolved: Set[str]
    linked: Set[str]


def regather(before: Gathered, fresh: Mapping[str, Note]) -> Regathered | None:
    """`before` with the notes `fresh` in the place of those of their paths; None where more than words has changed.

    Links are resolved again in the notes that changed, in those that link to them or ask for a name that one of them
    had or has, and in those where something was wrong: the answer may be another now.
    """
    index = before.resolver.index
    old = {path: index.notes[path] for path in fresh if path in index.notes}
    if len(old) < len(fresh) or any(_listed_by(note) != _listed_by(fresh[path]) for path, note in old.items()):
        return None
    if any(one.place.path in fresh for one in before.problems):
        return None
    library, renewed = before.library, index.renewed(fresh)
    names = {name for notes in (old, fresh) for note in notes.values() for name in names_of(note).edited}
    linking = {one.path for path in fresh for one in library.backlinks.get(path, ())}
    asking = {path for path, asked in before.asked.items() if not names.isdisjoint(asked)}
    again = (fresh.keys() | linking | asking | before.link_problems.keys()) & library.notes.keys()
    resolver = replace(before.resolver, index=renewed)
    resolved = {path: resolver.resolve(renewed.notes[path]) for path in again}
    moved = _Moved({path: one[0] for path, one in resolved.items()}, {path: one[1] for path, one in resolved.items()})
    if _files(library.targets[path] for path in again) != _files(moved.targets.values()):
        return None
    problems = {**before.link_problems, **moved.problems}
    linked = _linked(library, moved.targets)
    gathered = Gathered(
        _library(library, {path: note for path, note in fresh.items() if path in library.notes}, moved.targets, linked),
        before.problems,
        {path: found for path, found in problems.items() if found},
        {path: names for path, names in before.asked.items() if path not in again} | renewed.asked,
        resolver,
    )
    return Regathered(gathered, again, linked)


def _listed_by(note: Note) -> object:
    """All that decides about lists, their order, and addresses."""
    words = {"title": "", "description": "", "author": "", "aliases": (), "toc": True, "title_heading": -1}
    return replace(note.metadata, **words), bool(note.outline.size)  # type: ignore[arg-type]


def _files(targets: Iterable[tuple[Target, ...]]) -> set[str]:
    return {target.path for found in targets for target in found if target.kind == "file"}


def _linked(library: Library, moved: Mapping[str, tuple[Target, ...]]) -> set[str]:
    """The notes that the moved links led to, or lead to."""
    return {
        target.path
        for path, now in moved.items()
        for target in (*library.targets[path], *now)
        if target.kind == "note" and target.path != path
    }


def _library(
    library: Library, fresh: Mapping[str, Note], moved: Mapping[str, tuple[Target, ...]], linked: Set[str]
) -> Library:
    notes, targets = with_values(library.notes, fresh), with_values(library.targets, moved)
    places = {path: place for place, path in enumerate(notes)}
    backlinks = {}
    for path in linked:
        kept = [one for one in library.backlinks[path] if one.path not in moved]
        found = (first_link(notes[source], now, path) for source, now in moved.items() if source != path)
        made = [*kept, *(one for one in found if one)]
        backlinks[path] = tuple(sorted(made, key=lambda one: places[one.path]))
    return replace(
        library,
        notes=notes,
        summaries=with_values(library.summaries, {path: summary_of(note) for path, note in fresh.items()}),
        targets=targets,
        backlinks=with_values(library.backlinks, backlinks),
    )


def first_link(source: Note, targets: tuple[Target, ...], path: str) -> Backlink | None:
    """The first link of `source` to the note at `path`."""
    for ref, target in zip(source.outline.references, targets, strict=True):
        if target.kind == "note" and target.path == path:
            return Backlink(source.path, ref.context)
    return None
