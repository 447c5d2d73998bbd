"""The whole site as one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from fmnotes.library.neighbours import Beside
from fmnotes.library.targets import Target
from fmnotes.library.taxonomy import Taxonomy
from fmnotes.library.translations import Group
from fmnotes.notes.note import Note
from fmnotes.text.dates import NoteDate
from fmnotes.text.names import Address

LANGUAGES = ("ko", "en")
"""The languages that the interface speaks."""


class Backlink(NamedTuple):
    """A note that links here, and the sentence around its first link."""

    path: str
    context: str


class Summary(NamedTuple):
    """What lists and links of other pages show of a note."""

    title: str
    language: str
    date: NoteDate | None
    abstract: str
    minutes: int


def summary_of(note: Note) -> Summary:
    data = note.metadata
    return Summary(data.title, data.language, data.date, note.outline.abstract, note.outline.minutes)


@dataclass(frozen=True)
class Library:
    """All published notes together. Lists hold paths; `notes` is in site order: newest first, then undated by path.

    `hidden` says why a note is not shown; `redirects` lead from old addresses to notes; `assets` maps files of the
    notes folder to their addresses.
    """

    notes: Mapping[str, Note]
    summaries: Mapping[str, Summary]
    addresses: Mapping[str, Address]
    languages: tuple[str, ...]
    tags: Taxonomy
    categories: Taxonomy
    series: Taxonomy
    translations: Mapping[str, Group]
    targets: Mapping[str, tuple[Target, ...]]
    backlinks: Mapping[str, tuple[Backlink, ...]]
    assets: Mapping[str, Address]
    redirects: Mapping[Address, str] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict)
    neighbours: Mapping[str, Beside] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    """The days of dated notes."""

    @property
    def main(self) -> str:
        return self.languages[0]

    def prefix(self, language: str) -> str:
        """What addresses of lists in `language` begin with: nothing for the main language."""
        return "" if language == self.main else f"/{language}"

    def interface_language(self, path: str) -> str:
        language = self.summaries[path].language
        return language if language in self.languages else self.main

    def view(self, language: str, paths: Iterable[str] | None = None) -> tuple[str, ...]:
        """Notes as a reader of `language` sees them: a translation group once, in that language where it exists."""
        chosen: dict[str, None] = {}
        for path in self.notes if paths is None else paths:
            group = self.translations.get(path)
            chosen[group.get(language, _first(group)) if group else path] = None
        return tuple(chosen)

    def dated_view(self, language: str, paths: Iterable[str] | None = None) -> tuple[str, ...]:
        """The same of dated notes: of a group that is dated in one language only, that note."""
        dated = [path for path in (self.notes if paths is None else paths) if path in self.days]
        translated = [path for path in dated if path in self.translations]
        own = {id(self.translations[path]) for path in translated if self.summaries[path].language == language}
        return tuple(
            path
            for path in dated
            if path not in self.translations
            or self.summaries[path].language == language
            or id(self.translations[path]) not in own
        )


def _first(group: Group) -> str:
    return next(group[language] for language in (*LANGUAGES, *group) if language in group)
