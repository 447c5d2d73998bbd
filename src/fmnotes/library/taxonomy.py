"""Tags and hierarchical categories: spellings of one name meet, different names keep apart, no slug is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from fmnotes.diagnostics import Diagnostic, diagnose
from fmnotes.notes.note import Note
from fmnotes.text.names import Address, merge_key, name_key, slug

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A tag (one level) or a category (a path of levels). `address` is without a language's prefix.

    `notes` are the paths of its notes, those of its subcategories included, in the order they were given.
    """

    kind: str
    key: Key
    names: tuple[str, ...]
    address: Address
    notes: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[-1]


@dataclass(frozen=True)
class Taxonomy:
    """All terms of a kind, by key; `of_note` gives the keys of one note's own terms.

    `merged` are keys of names that are equal to another one's but for punctuation, with its key.
    """

    kind: str
    terms: Mapping[Key, Term]
    of_note: Mapping[str, tuple[Key, ...]]
    merged: Mapping[Key, Key]

    def terms_of(self, path: str) -> tuple[Term, ...]:
        return tuple(self.terms[key] for key in self.of_note.get(path, ()))

    def named(self, name: str) -> Term | None:
        """The term of one level that `name` stands for."""
        key = (name_key(name),)
        return self.terms.get(self.merged.get(key, key))

    def children(self, parent: Key) -> tuple[Term, ...]:
        """The terms one level below `parent` (the roots for the empty key)."""
        return tuple(self._children.get(parent, ()))

    @cached_property
    def _children(self) -> Mapping[Key, Sequence[Term]]:
        found: dict[Key, list[Term]] = {}
        for key, term in self.terms.items():
            found.setdefault(key[:-1], []).append(term)
        return found


def gather_tags(notes: Iterable[Note], aliases: Mapping[str, str]) -> tuple[Taxonomy, list[Diagnostic]]:
    """The tags; `aliases` gives names that stand for another one."""
    wanted = {name_key(other): name for other, name in aliases.items()}

    def names_of(note: Note) -> tuple[tuple[str, ...], ...]:
        return tuple((wanted.get(name_key(name), name),) for name in note.metadata.tags)

    return gather_terms("tags", "tag", notes, names_of)


def gather_categories(notes: Iterable[Note]) -> tuple[Taxonomy, list[Diagnostic]]:
    return gather_terms("categories", "category", notes, lambda note: note.metadata.categories)


def gather_terms(
    kind: str, fallback: str, notes: Iterable[Note], names_of: Callable[[Note], tuple[tuple[str, ...], ...]]
) -> tuple[Taxonomy, list[Diagnostic]]:
    """The terms of a kind: `names_of` gives a note's own as paths of names, `fallback` begins slugs without letters."""
    spellings: dict[Key, Counter[str]] = {}
    members: dict[Key, list[str]] = {}
    of_note: dict[str, list[Key]] = {}
    problems: list[Diagnostic] = []
    slugs = _Slugs(fallback)
    for note in notes:
        for path in names_of(note):
            key: Key = ()
            for name in path:
                key, clash = slugs.claim(key, name)
                if clash:
                    problems.append(diagnose("term-clash", note.place(kind), name=name, other=clash))
                spellings.setdefault(key, Counter())[name] += 1
                held = members.setdefault(key, [])
                if not held or held[-1] != note.path:
                    held.append(note.path)
            if key and key not in (own := of_note.setdefault(note.path, [])):
                own.append(key)
    shown = {key: max(counts, key=lambda name: counts[name]) for key, counts in spellings.items()}
    terms = {
        key: Term(
            kind,
            key,
            tuple(shown[key[: depth + 1]] for depth in range(len(key))),
            Address(f"/{kind}/" + "".join(f"{part}/" for part in slugs.path(key))),
            tuple(dict.fromkeys(members[key])),
        )
        for key in shown
    }
    return Taxonomy(kind, terms, {path: tuple(keys) for path, keys in of_note.items()}, slugs.merged), problems


class _Slugs:
    """Gives each name below a parent one slug: equal slugs are one term if the names are equal but for punctuation."""

    def __init__(self, fallback: str) -> None:
        self._fallback = fallback
        self._by_key: dict[Key, str] = {}
        self._owner: dict[tuple[Key, str], tuple[Key, str]] = {}
        self._canonical: dict[Key, Key] = {}

    @property
    def merged(self) -> dict[Key, Key]:
        return {asked: key for asked, key in self._canonical.items() if asked != key}

    def claim(self, parent: Key, name: str) -> tuple[Key, str]:
        """The key that `name` has below `parent`, and the other name it had to be told apart from (first time only)."""
        asked = (*parent, name_key(name))
        if asked in self._canonical:
            return self._canonical[asked], ""
        made = wanted = slug(name, self._fallback)
        if wanted == "page":
            # `…/page/2/` is the second page of a list.
            made = wanted = "page-1"
        clash, number = "", 1
        while (parent, made) in self._owner:
            key, other = self._owner[parent, made]
            if merge_key(other) == merge_key(name):
                self._canonical[asked] = key
                return key, ""
            clash, number = clash or other, number + 1
            made = f"{wanted}-{number}"
        self._owner[parent, made] = (asked, name)
        self._by_key[asked] = made
        self._canonical[asked] = asked
        return asked, clash

    def path(self, key: Key) -> list[str]:
        return [self._by_key[key[: depth + 1]] for depth in range(len(key))]
