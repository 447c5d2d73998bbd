"""What was gathered as JSON and back: what one build made of all notes, for the next that changes few.

Notes are not in it: they come from what is kept of their texts, each when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic
from fmnotes.library.gather import Gathered, link_resolver
from fmnotes.library.lazy import Lazy
from fmnotes.library.library import Backlink, Library, Summary
from fmnotes.library.names import Names
from fmnotes.library.neighbours import Beside
from fmnotes.library.regather import Regathered, first_link
from fmnotes.library.targets import Target
from fmnotes.library.taxonomy import Taxonomy, Term
from fmnotes.notes.note import Note
from fmnotes.text.dates import NoteDate


def store_gathered(gathered: Gathered) -> Iterator[tuple[str, Any]]:
    """What JSON can say of it, part by part: shown notes are their place in site order."""
    yield from _library(gathered.library)
    index = gathered.resolver.index
    yield "names", [[path, *index.names[path]] for path in index.notes]
    yield "problems", [one.row() for one in gathered.problems]
    yield from _links(gathered).items()


def store_regathered(before: Mapping[str, Any], made: Regathered, fresh: Iterable[str]) -> dict[str, Any]:
    """The same of what `before` told of, gathered again with the notes `fresh`: the rest is not looked at."""
    gathered, library = made.gathered, made.gathered.library
    numbers = {path: number for number, path in enumerate(library.notes)}
    names = {path: [path, *gathered.resolver.index.names[path]] for path in fresh}
    targets = {numbers[path]: [_target(one, numbers) for one in library.targets[path]] for path in made.resolved}
    backlinks = {path: [numbers[one.path] for one in library.backlinks[path]] for path in made.linked}
    return {
        **before,
        "summaries": [
            _summary(library.summaries[path]) if path in names else row
            for path, row in zip(numbers, before["summaries"], strict=True)
        ],
        "targets": [targets.get(number, row) for number, row in enumerate(before["targets"])],
        "backlinks": [backlinks.get(path, row) for path, row in zip(numbers, before["backlinks"], strict=True)],
        "names": [names.get(row[0], row) for row in before["names"]],
        **_links(gathered),
    }


def _links(gathered: Gathered) -> dict[str, Any]:
    return {
        "link_problems": {path: [one.row() for one in found] for path, found in gathered.link_problems.items()},
        "asked": {path: sorted(names) for path, names in gathered.asked.items()},
    }


def _library(library: Library) -> Iterator[tuple[str, Any]]:
    numbers = {path: number for number, path in enumerate(library.notes)}
    groups = list({id(group): group for group in library.translations.values()}.values())
    places = {id(group): place for place, group in enumerate(groups)}
    yield "notes", [[path, library.addresses[path]] for path in library.notes]
    yield "summaries", [_summary(one) for one in library.summaries.values()]
    yield "languages", library.languages
    yield "taxonomies", [_terms(one, numbers) for one in (library.tags, library.categories, library.series)]
    yield "translations", [groups, {path: places[id(group)] for path, group in library.translations.items()}]
    yield "targets", [[_target(one, numbers) for one in library.targets[path]] for path in library.notes]
    yield "backlinks", [[numbers[one.path] for one in library.backlinks[path]] for path in library.notes]
    beside = (library.neighbours.get(path, (None, None)) for path in library.notes)
    yield "neighbours", [[_number(numbers, one) for one in both] for both in beside]
    yield "assets", library.assets
    yield "redirects", library.redirects
    yield "hidden", library.hidden
    yield "days", {path: day.isoformat() for path, day in library.days.items()}


def _summary(one: Summary) -> list[Any]:
    date = one.date
    told = date and [date.day.isoformat(), date.moment and date.moment.isoformat()]
    return [one.title, one.language, told, one.abstract, one.minutes]


def _number(numbers: Mapping[str, int], path: str | None) -> int | None:
    return None if path is None else numbers[path]


def _terms(taxonomy: Taxonomy, numbers: Mapping[str, int]) -> list[Any]:
    places = {key: place for place, key in enumerate(taxonomy.terms)}
    terms = [
        [one.key, one.names, one.address, [numbers[path] for path in one.notes]] for one in taxonomy.terms.values()
    ]
    own = {path: [places[key] for key in keys] for path, keys in taxonomy.of_note.items()}
    return [taxonomy.kind, terms, own, list(taxonomy.merged.items())]


def _target(target: Target, numbers: Mapping[str, int]) -> list[Any]:
    if target.kind == "note":
        row: list[Any] = [numbers[target.path], target.fragment]
        return [*row, target.words] if target.words else row
    return list(target)


def restore_gathered(
    told: Any, notes: Callable[[str], Note], files: Iterable[str], static: Iterable[str], config: Config
) -> Gathered:
    """What was gathered when `store_gathered` told of it; `notes` gives a note as it was then. Raises ValueError."""
    try:
        return _gathered(told, notes, files, static, config)
    except (TypeError, KeyError, IndexError, AttributeError) as problem:
        raise ValueError(str(problem)) from None


def _gathered(
    told: Any, notes: Callable[[str], Note], files: Iterable[str], static: Iterable[str], config: Config
) -> Gathered:
    names = {
        path: Names(tuple(stems), title, tuple(aliases), tuple(labels))
        for path, stems, title, aliases, labels in told["names"]
    }
    every = Lazy(names, notes)
    library = _restored(told, every)
    return Gathered(
        library,
        tuple(map(Diagnostic.of_row, told["problems"])),
        {path: tuple(map(Diagnostic.of_row, rows)) for path, rows in told["link_problems"].items()},
        {path: frozenset(asked) for path, asked in told["asked"].items()},
        link_resolver(library, every, names, files, static, config),
    )


def _restored(told: Any, notes: Mapping[str, Note]) -> Library:
    addresses = dict(told["notes"])
    paths, numbers = list(addresses), {path: number for number, path in enumerate(addresses)}
    tags, categories, series = (_taxonomy(one, paths) for one in told["taxonomies"])
    groups, members = told["translations"]
    rows, before, links, summaries = (told[name] for name in ("targets", "neighbours", "backlinks", "summaries"))

    def beside(path: str) -> Beside:
        previous, following = (None if one is None else paths[one] for one in before[numbers[path]])
        return previous, following

    targets = Lazy(paths, lambda path: tuple(_targeted(row, paths, addresses) for row in rows[numbers[path]]))

    def backlinks(path: str) -> tuple[Backlink, ...]:
        return tuple(_backlink(notes[paths[one]], targets[paths[one]], path) for one in links[numbers[path]])

    return Library(
        notes=Lazy(paths, notes.__getitem__),
        summaries=Lazy(paths, lambda path: _summarised(summaries[numbers[path]])),
        addresses=addresses,
        languages=tuple(told["languages"]),
        tags=tags,
        categories=categories,
        series=series,
        translations={path: groups[place] for path, place in members.items()},
        targets=targets,
        backlinks=Lazy(paths, backlinks),
        assets=told["assets"],
        redirects=told["redirects"],
        hidden=told["hidden"],
        neighbours=Lazy(paths, beside),
        days={path: date.fromisoformat(day) for path, day in told["days"].items()},
    )


def _summarised(row: Any) -> Summary:
    title, language, told, abstract, minutes = row
    day, moment = told or (None, None)
    when = NoteDate(date.fromisoformat(day), datetime.fromisoformat(moment) if moment else None) if day else None
    return Summary(title, language, when, abstract, minutes)


def _taxonomy(row: Any, paths: Sequence[str]) -> Taxonomy:
    kind, rows, of_note, merged = row
    terms = {
        tuple(key): Term(kind, tuple(key), tuple(names), address, tuple(paths[one] for one in notes))
        for key, names, address, notes in rows
    }
    keys = list(terms)
    own = {path: tuple(keys[place] for place in places) for path, places in of_note.items()}
    return Taxonomy(kind, terms, own, {tuple(asked): tuple(key) for asked, key in merged})


def _targeted(row: Any, paths: Sequence[str], addresses: Mapping[str, Any]) -> Target:
    if isinstance(row[0], int):
        path = paths[row[0]]
        return Target("note", addresses[path], row[1], path=path, words="".join(row[2:]))
    return Target(*row)


def _backlink(source: Note, targets: tuple[Target, ...], path: str) -> Backlink:
    made = first_link(source, targets, path)
    return made or Backlink(source.path, "")
