"""A Library as JSON and back: what one build gathered, for the next that changes nothing of it.

Notes are not in it: they come from what is kept of their texts, each when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from fmnotes.library.library import Backlink, Library
from fmnotes.library.neighbours import Beside
from fmnotes.library.regather import first_link
from fmnotes.library.targets import Target
from fmnotes.library.taxonomy import Taxonomy, Term
from fmnotes.notes.note import Note

T = TypeVar("T")


class Lazy(Mapping[str, T]):
    """A mapping whose values are made when they are asked for, once; `keys` is in the order of the mapping."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], T]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        made = self._made.get(key)
        if made is None:
            if key not in self._keys:
                raise KeyError(key)
            made = self._made[key] = self._make(key)
        return made

    def replaced(self, values: Mapping[str, T]) -> Lazy[T]:
        """The same with other values for some of its keys."""
        other = Lazy(self._keys, self._make)
        other._made = {**self._made, **values}
        return other

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def with_values(mapping: Mapping[str, T], values: Mapping[str, T]) -> Mapping[str, T]:
    """`mapping` with other values for some of its keys; what has not been made is not made for that."""
    return mapping.replaced(values) if isinstance(mapping, Lazy) else {**mapping, **values}


def store_library(library: Library) -> dict[str, Any]:
    """What JSON can say of `library`: notes are their place in site order."""
    numbers = {path: number for number, path in enumerate(library.notes)}
    groups = list({id(group): group for group in library.translations.values()}.values())
    places = {id(group): place for place, group in enumerate(groups)}
    return {
        "notes": [[path, library.addresses[path]] for path in library.notes],
        "languages": library.languages,
        "taxonomies": [_terms(one, numbers) for one in (library.tags, library.categories, library.series)],
        "translations": [groups, {path: places[id(group)] for path, group in library.translations.items()}],
        "targets": [[_target(one, numbers) for one in library.targets[path]] for path in library.notes],
        "backlinks": {path: [numbers[one.path] for one in backlinks] for path, backlinks in library.backlinks.items()},
        "neighbours": [
            [_number(numbers, one) for one in library.neighbours.get(path, (None, None))] for path in numbers
        ],
        "assets": library.assets,
        "redirects": library.redirects,
        "hidden": library.hidden,
        "days": {path: day.isoformat() for path, day in library.days.items()},
    }


def _number(numbers: Mapping[str, int], path: str | None) -> int | None:
    return None if path is None else numbers[path]


def _terms(taxonomy: Taxonomy, numbers: Mapping[str, int]) -> list[Any]:
    places = {key: place for place, key in enumerate(taxonomy.terms)}
    terms = [
        [one.key, one.names, one.address, [numbers[path] for path in one.notes]] for one in taxonomy.terms.values()
    ]
    return [taxonomy.kind, terms, {path: [places[key] for key in keys] for path, keys in taxonomy.of_note.items()}]


def _target(target: Target, numbers: Mapping[str, int]) -> list[Any]:
    if target.kind == "note":
        return [numbers[target.path], target.fragment]
    return list(target)


def restore_library(told: Any, notes: Callable[[str], Note]) -> Library:
    """The library of which `store_library` told; `notes` gives a note by its path. Raises ValueError."""
    try:
        return _restored(told, notes)
    except (TypeError, KeyError, IndexError, AttributeError) as problem:
        raise ValueError(str(problem)) from None


def _restored(told: Any, notes: Callable[[str], Note]) -> Library:
    addresses = dict(told["notes"])
    paths, numbers = list(addresses), {path: number for number, path in enumerate(addresses)}
    tags, categories, series = (_taxonomy(one, paths) for one in told["taxonomies"])
    groups, members = told["translations"]
    shown, rows, before = Lazy(paths, notes), told["targets"], told["neighbours"]

    def beside(path: str) -> Beside:
        previous, following = (None if one is None else paths[one] for one in before[numbers[path]])
        return previous, following

    targets = Lazy(paths, lambda path: tuple(_targeted(row, paths, addresses) for row in rows[numbers[path]]))
    links = told["backlinks"]

    def backlinks(path: str) -> tuple[Backlink, ...]:
        return tuple(_backlink(shown[paths[one]], targets[paths[one]], path) for one in links[path])

    return Library(
        notes=shown,
        addresses=addresses,
        languages=tuple(told["languages"]),
        tags=tags,
        categories=categories,
        series=series,
        translations={path: groups[place] for path, place in members.items()},
        targets=targets,
        backlinks=Lazy(links, backlinks),
        assets=told["assets"],
        redirects=told["redirects"],
        hidden=told["hidden"],
        neighbours=Lazy(paths, beside),
        days={path: date.fromisoformat(day) for path, day in told["days"].items()},
    )


def _taxonomy(row: Any, paths: Sequence[str]) -> Taxonomy:
    kind, rows, of_note = row
    terms = {
        tuple(key): Term(kind, tuple(key), tuple(names), address, tuple(paths[one] for one in notes))
        for key, names, address, notes in rows
    }
    keys = list(terms)
    return Taxonomy(kind, terms, {path: tuple(keys[place] for place in places) for path, places in of_note.items()})


def _targeted(row: Any, paths: Sequence[str], addresses: Mapping[str, Any]) -> Target:
    if isinstance(row[0], int):
        path = paths[row[0]]
        return Target("note", addresses[path], row[1], path=path)
    return Target(*row)


def _backlink(source: Note, targets: tuple[Target, ...], path: str) -> Backlink:
    made = first_link(source, targets, path)
    return made or Backlink(source.path, "")
