"""Notes -> Library: lists, addresses, then links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic
from fmnotes.library.addresses import AddressBook, asset_address
from fmnotes.library.attachments import Attachments
from fmnotes.library.files import FileIndex
from fmnotes.library.index import NoteIndex
from fmnotes.library.library import LANGUAGES, Backlink, Library, summary_of
from fmnotes.library.link_problems import LinkProblems
from fmnotes.library.links import LinkResolver
from fmnotes.library.names import Names, names_of
from fmnotes.library.neighbours import neighbours
from fmnotes.library.own_pages import Site
from fmnotes.library.redirects import gather_redirects
from fmnotes.library.series import gather_series
from fmnotes.library.targets import Target
from fmnotes.library.taxonomy import Taxonomy, gather_categories, gather_tags
from fmnotes.library.translations import Group, group_translations
from fmnotes.library.visibility import hidden_reasons
from fmnotes.notes.note import Note
from fmnotes.text.names import Address, name_key, path_key
from fmnotes.text.order import natural_key


class Gathered(NamedTuple):
    """A library; problems of its lists and addresses, and those of links by note; how links were resolved.

    `asked` are the names that the links of a note asked for.
    """

    library: Library
    problems: tuple[Diagnostic, ...]
    link_problems: Mapping[str, tuple[Diagnostic, ...]]
    asked: Mapping[str, Set[str]]
    resolver: LinkResolver

    @property
    def diagnostics(self) -> list[Diagnostic]:
        return [*self.problems, *(one for found in self.link_problems.values() for one in found)]


def gather(
    notes: Sequence[Note],
    files: Iterable[str],
    static: Iterable[str],
    config: Config,
    now: datetime,
    *,
    drafts: bool = False,
) -> Gathered:
    """Bring notes together. `files` and `static` are the paths in the notes and static folders; `now` hides the future.

    Notes that failed (an error of their own) must not be among `notes`.
    """
    hidden = hidden_reasons(notes, config, now, drafts=drafts)
    wanted = sorted((note for note in notes if not hidden[note.path]), key=_site_order)
    main, languages = _languages(wanted, config)
    groups, problems = _group(wanted, config.tag_aliases)
    book = AddressBook(main, frozenset(_homes(languages)), config.permalink)
    days = [note.metadata.date.day for note in wanted if note.metadata.date]
    book.reserve([*_list_pages(groups, languages, days), *_fixed_addresses(languages, config)])
    addresses = book.note_addresses(sorted(wanted, key=lambda note: note.path))
    # A note that lost its address to another is in no list; what it alone brought to the lists goes with it.
    shown = [note for note in wanted if note.path in addresses]
    if len(shown) < len(wanted):
        groups, _ = _group(shown, config.tag_aliases)
    redirects = gather_redirects(shown, addresses, book)
    made = _library(shown, addresses, languages, groups)
    secret = {path: reason for path, reason in hidden.items() if reason}
    made = replace(made, redirects=redirects, neighbours=neighbours(made), hidden=secret)
    named = {note.path: names_of(note) for note in notes}
    resolver = link_resolver(made, {note.path: note for note in notes}, named, files, static, config)
    return _linked(made, resolver, book, problems)


def _linked(library: Library, resolver: LinkResolver, book: AddressBook, problems: Iterable[Diagnostic]) -> Gathered:
    """`library` with what its links lead to; `problems` are those of its lists."""
    resolved = {path: resolver.resolve(note) for path, note in library.notes.items()}
    targets = {path: one[0] for path, one in resolved.items()}
    backlinks, assets = _backlinks(library.notes.values(), targets), _asset_addresses(targets, book)
    return Gathered(
        replace(library, targets=targets, backlinks=backlinks, assets=assets),
        (*problems, *book.diagnostics),
        {path: one[1] for path, one in resolved.items() if one[1]},
        dict(resolver.index.asked),
        resolver,
    )


def link_resolver(
    library: Library,
    notes: Mapping[str, Note],
    names: Mapping[str, Names],
    files: Iterable[str],
    static: Iterable[str],
    config: Config,
) -> LinkResolver:
    """What resolves links between the `notes` of a library, hidden ones included, and to its lists and files."""
    groups = _Groups(library.tags, library.categories, library.series, library.translations)
    pages = _linked_pages(groups, library.languages, library.days.values())
    index = NoteIndex(notes, names, library.addresses, library.translations, pages, library.redirects)
    wanted = {name_key(other): name for other, name in config.tag_aliases.items()}

    def tag_address(note: Note, name: str) -> Address | None:
        term = library.tags.named(wanted.get(name_key(name), name))
        return Address(library.prefix(library.interface_language(note.path)) + term.address) if term else None

    attachments = Attachments(FileIndex(files), FileIndex(static), config.html == "trusted", LinkProblems())
    site = Site(config.base_url, config.repository, config.repository_path)
    return LinkResolver(index, attachments, site, tag_address)


def _library(
    shown: Sequence[Note],
    addresses: Mapping[str, Address],
    languages: tuple[str, ...],
    groups: _Groups,
) -> Library:
    """All but what links lead to."""
    return Library(
        notes={note.path: note for note in shown},
        summaries={note.path: summary_of(note) for note in shown},
        addresses=addresses,
        languages=languages,
        tags=groups.tags,
        categories=groups.categories,
        series=groups.series,
        translations=groups.translations,
        targets={},
        backlinks={},
        assets={},
        days={note.path: note.metadata.date.day for note in shown if note.metadata.date},
    )


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
    counts = dict.fromkeys(LANGUAGES, 0)
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


def _list_pages(groups: _Groups, languages: Sequence[str], dated: Iterable[date]) -> list[str]:
    """Addresses of the pages that list notes, in every language; `dated` are the days of notes."""
    lists: list[str] = []
    for taxonomy in (groups.tags, groups.categories, groups.series):
        if taxonomy.terms:
            lists += [f"/{taxonomy.kind}/", *(term.address for term in taxonomy.terms.values())]
    days = set(dated)
    if days:
        months = {f"/archive/{day:%Y/%m}/" for day in days} | {f"/archive/{day:%Y}/" for day in days}
        lists += ["/archive/", *sorted(months)]
    terms = (*groups.tags.terms.values(), *groups.categories.terms.values())
    lists += [f"{term.address}feed.xml" for term in terms]
    return [*lists, *(f"/{language}{address}" for language in languages[1:] for address in lists)]


def _linked_pages(groups: _Groups, languages: Sequence[str], dated: Iterable[date]) -> frozenset[str]:
    """The pages that are no notes and that a note may link to, in the form in which links look them up."""
    return frozenset(map(path_key, [*_list_pages(groups, languages, dated), *_homes(languages)]))


def _fixed_addresses(languages: Sequence[str], config: Config) -> list[str]:
    """Addresses that no note may take, whether they have a page now or not."""
    fixed = ["/tags/", "/categories/", "/series/", "/archive/", "/search/", "/feed.xml"]
    others = [f"/{language}{address}" for language in languages[1:] for address in fixed]
    key = [f"/{config.indexnow}.txt"] if config.indexnow else []
    return [*fixed, *others, *key, "/404.html", "/sitemap.xml", "/robots.txt", "/_/"]


def _backlinks(notes: Collection[Note], targets: Mapping[str, tuple[Target, ...]]) -> dict[str, tuple[Backlink, ...]]:
    found: dict[str, dict[str, Backlink]] = {}
    for note in notes:
        for ref, target in zip(note.outline.references, targets[note.path], strict=True):
            if target.kind == "note" and target.path != note.path:
                found.setdefault(target.path, {}).setdefault(note.path, Backlink(note.path, ref.context))
    return {note.path: tuple(found.get(note.path, {}).values()) for note in notes}


def _asset_addresses(targets: Mapping[str, tuple[Target, ...]], book: AddressBook) -> dict[str, Address]:
    used = {target.path for resolved in targets.values() for target in resolved if target.kind == "file"}
    return {path: book.claim(path, asset_address(path, book.main)) for path in sorted(used)}
