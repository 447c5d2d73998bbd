"""Notes -> Library: the whole site as one value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic
from fmnotes.library.addresses import AddressBook, asset_address
from fmnotes.library.files import FileIndex
from fmnotes.library.index import NoteIndex
from fmnotes.library.links import LinkResolver, page_keys
from fmnotes.library.neighbours import Beside, neighbours
from fmnotes.library.redirects import gather_redirects
from fmnotes.library.series import gather_series
from fmnotes.library.targets import Target
from fmnotes.library.taxonomy import Taxonomy, gather_categories, gather_tags
from fmnotes.library.translations import Group, group_translations
from fmnotes.library.visibility import hidden_reason
from fmnotes.notes.note import Note
from fmnotes.text.names import Address
from fmnotes.text.order import natural_key

_LANGUAGES = ("ko", "en")
_YEAR = re.compile(r"/archive/\d")


class Backlink(NamedTuple):
    """A note that links here, and the sentence around its first link."""

    path: str
    context: str


@dataclass(frozen=True)
class Library:
    """All published notes together. Lists hold paths; `notes` is in site order: newest first, then undated by path.

    `hidden` says why a note is not shown; `redirects` lead from old addresses to notes; `assets` maps files of the
    notes folder to their addresses.
    """

    notes: Mapping[str, Note]
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
        language = self.notes[path].metadata.language
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
        own = {id(self.translations[path]) for path in translated if self.notes[path].metadata.language == language}
        return tuple(
            path
            for path in dated
            if path not in self.translations
            or self.notes[path].metadata.language == language
            or id(self.translations[path]) not in own
        )


def _first(group: Group) -> str:
    return next(group[language] for language in (*_LANGUAGES, *group) if language in group)


def gather(
    notes: Sequence[Note],
    files: Iterable[str],
    static: Iterable[str],
    config: Config,
    now: datetime,
    *,
    drafts: bool = False,
) -> tuple[Library, list[Diagnostic]]:
    """Bring notes together. `files` and `static` are the paths in the notes and static folders; `now` hides the future.

    Notes that failed (an error of their own) must not be among `notes`.
    """
    hidden = {note.path: hidden_reason(note, now, config.zone, drafts=drafts) for note in notes}
    wanted = sorted((note for note in notes if not hidden[note.path]), key=_site_order)
    main, languages = _languages(wanted, config)
    groups, problems = _group(wanted, config.tag_aliases)
    book = AddressBook(main, frozenset(_homes(languages)), config.permalink)
    book.reserve([*_list_pages(groups, languages, wanted), *_fixed_addresses(languages)])
    addresses = book.note_addresses(sorted(wanted, key=lambda note: note.path))
    # A note that lost its address to another is in no list; what it alone brought to the lists goes with it.
    shown = [note for note in wanted if note.path in addresses]
    if len(shown) < len(wanted):
        groups, _ = _group(shown, config.tag_aliases)
    redirects = gather_redirects(shown, addresses, book)
    pages = _linked_pages(groups, languages, shown)
    index = NoteIndex({note.path: note for note in notes}, addresses, groups.translations, pages, redirects)
    resolver = LinkResolver(index, FileIndex(files), FileIndex(static), config.base_url, config.html == "trusted", [])
    targets = {note.path: resolver.resolve(note) for note in shown}
    made = Library(
        notes={note.path: note for note in shown},
        addresses=addresses,
        languages=languages,
        tags=groups.tags,
        categories=groups.categories,
        series=groups.series,
        translations=groups.translations,
        targets=targets,
        backlinks=_backlinks(shown, targets),
        assets=_asset_addresses(targets, book),
        redirects=redirects,
        hidden={path: reason for path, reason in hidden.items() if reason},
        days={note.path: note.metadata.date.day for note in shown if note.metadata.date},
    )
    return replace(made, neighbours=neighbours(made)), [*problems, *book.diagnostics, *resolver.diagnostics]


@dataclass(frozen=True, slots=True)
class _Groups:
    tags: Taxonomy
    categories: Taxonomy
    series: Taxonomy
    translations: Mapping[str, Group]


def _group(notes: Sequence[Note], aliases: Mapping[str, str]) -> tuple[_Groups, list[Diagnostic]]:
    tags, tag_problems = gather_tags(notes, aliases)
    categories, category_problems = gather_categories(notes)
    series, series_problems = gather_series(notes)
    translations, problems = group_translations(notes)
    found = [*tag_problems, *category_problems, *series_problems, *problems]
    return _Groups(tags, categories, series, translations), found


def _site_order(note: Note) -> tuple[object, ...]:
    date = note.metadata.date
    if date is None:
        return (1, natural_key(note.path), note.path)
    day, seconds = date.sort_key
    return (0, -day, -seconds, note.path)


def _languages(shown: Sequence[Note], config: Config) -> tuple[str, tuple[str, ...]]:
    """The main language, and all interface languages with the main one first."""
    counts = dict.fromkeys(_LANGUAGES, 0)
    for note in shown:
        if note.metadata.language in counts and (note.outline.size or note.metadata.marked_language):
            counts[note.metadata.language] += 1
    main = config.language or (config.languages[0] if config.languages else "")
    if not main:
        main = "en" if counts["en"] > counts["ko"] else "ko"
    others = config.languages or tuple(language for language, count in counts.items() if count)
    return main, (main, *(language for language in others if language != main))


def _homes(languages: Sequence[str]) -> list[str]:
    return ["/", *(f"/{language}/" for language in languages[1:])]


def _list_pages(groups: _Groups, languages: Sequence[str], shown: Sequence[Note]) -> list[str]:
    """Addresses of the pages that list notes, in every language."""
    lists: list[str] = []
    for taxonomy in (groups.tags, groups.categories, groups.series):
        if taxonomy.terms:
            lists += [f"/{taxonomy.kind}/", *(term.address for term in taxonomy.terms.values())]
    days = {note.metadata.date.day for note in shown if note.metadata.date}
    if days:
        months = {f"/archive/{day:%Y/%m}/" for day in days} | {f"/archive/{day:%Y}/" for day in days}
        lists += ["/archive/", *sorted(months)]
    terms = (*groups.tags.terms.values(), *groups.categories.terms.values())
    lists += [f"{term.address}feed.xml" for term in terms]
    return [*lists, *(f"/{language}{address}" for language in languages[1:] for address in lists)]


def _linked_pages(groups: _Groups, languages: Sequence[str], shown: Sequence[Note]) -> frozenset[str]:
    """The pages that are no notes and that a note may link to."""
    lists = (address for address in _list_pages(groups, languages, shown) if not _YEAR.search(address))
    return page_keys([*lists, *_homes(languages)])


def _fixed_addresses(languages: Sequence[str]) -> list[str]:
    """Addresses that no note may take, whether they have a page now or not (DESIGN 5)."""
    fixed = ["/tags/", "/categories/", "/series/", "/archive/", "/search/", "/feed.xml"]
    others = [f"/{language}{address}" for language in languages[1:] for address in fixed]
    return [*fixed, *others, "/404.html", "/sitemap.xml", "/robots.txt", "/_/base.css", "/_/body.css", "/_/notes.json"]


def _backlinks(notes: Sequence[Note], targets: Mapping[str, tuple[Target, ...]]) -> dict[str, tuple[Backlink, ...]]:
    found: dict[str, dict[str, Backlink]] = {}
    for note in notes:
        for ref, target in zip(note.outline.references, targets[note.path], strict=True):
            if target.kind == "note" and target.path != note.path:
                found.setdefault(target.path, {}).setdefault(note.path, Backlink(note.path, ref.context))
    return {path: tuple(links.values()) for path, links in found.items()}


def _asset_addresses(targets: Mapping[str, tuple[Target, ...]], book: AddressBook) -> dict[str, Address]:
    used = {target.path for resolved in targets.values() for target in resolved if target.kind == "file"}
    return {path: book.claim(path, asset_address(path, book.main)) for path in sorted(used)}
