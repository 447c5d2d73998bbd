"""The stages from a folder to pages: read, parse, gather, measure, plan. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from fmnotes.config import Config, describe
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.library.gather import Gathered, gather
from fmnotes.library.library import Library
from fmnotes.library.visibility import is_below, parts_of_hidden, sections_of
from fmnotes.markdown.body import Body
from fmnotes.notes.folder import Reading, Walk, reading_of, walk_folder, without_texts
from fmnotes.notes.note import Note, ParsedText, make_note
from fmnotes.pages.context import Asset, Material
from fmnotes.pages.page import ShareCard, SiteInfo
from fmnotes.pages.plan import Pages, plan_pages
from fmnotes.site.assets.cards import CardFont, card_font, drawable
from fmnotes.site.assets.measure import measure_assets, static_files, static_problems
from fmnotes.site.cache.bodies import Bodies
from fmnotes.site.cache.database import Cache
from fmnotes.site.cache.settled import settled_texts
from fmnotes.site.checks.misplaced import misplaced
from fmnotes.site.checks.unfit_defaults import unfit_defaults
from fmnotes.site.output.manifest import known_manifest
from fmnotes.site.problems import in_order, without_links_to
from fmnotes.site.state import state_folder
from fmnotes.site.terms import Terms, load_terms
from fmnotes.site.texts import Ahead, FolderRead, Progress, parse_notes, read_ahead
from fmnotes.site.theme.overrides import unknown_blocks

_GUESSED = {"dendron": "dialect-guessed", "obsidian": "tags-in-text"}
_MOST_NOTES = 20_000
_MOST_TEXT = 100


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What one run is told beside the configuration; `now` is an input, so that equal inputs give equal bytes."""

    now: datetime
    output: Path
    drafts: bool = False
    strict: bool = False
    keep_going: bool = False
    untrusted: bool = False
    texts: bool = False
    """Are the texts of notes asked for often? Else they are read again for the few that need it."""
    lean: bool = False
    """Is nothing asked for of the front matter of notes once they are made? Then it is not held."""


class Again(NamedTuple):
    """What is left to do where only the words of the notes `edited` differ from the last build into this output.

    They are as they were then. `stale` are the addresses of pages that may show one of them, `addresses` those of all.
    """

    edited: Mapping[str, Note]
    stale: frozenset[str]
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class SitePlan:
    """A site before it is rendered: everything that pages may show."""

    config: Config
    reading: Reading
    library: Library
    failed: tuple[str, ...]
    pages: Pages
    info: Mapping[str, SiteInfo]
    bodies: Bodies
    assets: Mapping[str, Asset]
    static: Mapping[str, Path]
    terms: Terms
    cards: Mapping[str, ShareCard]
    card_font: CardFont | None
    diagnostics: tuple[Diagnostic, ...]
    notes: Mapping[str, Note]
    """All notes by path, those that are not shown too."""
    parsed: int = 0
    """How many texts were parsed: the others were known."""
    again: Again | None = None
    gathered: Gathered | None = None
    """How the library was made; None where that is not asked for any more."""

    @cached_property
    def config_text(self) -> str:
        """Equal where the configuration says the same."""
        return describe(self.config)

    @property
    def edited(self) -> Mapping[str, Note] | None:
        """The notes whose words alone differ from the last build, as they were; None where more may differ."""
        return self.again.edited if self.again else None

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.again.addresses if self.again else self.pages)

    def shown_bodies(self) -> Iterator[Body]:
        """What is known of each body without fetching it."""
        return (note.body for note in self.library.notes.values())


def plan_site(config: Config, options: BuildOptions, progress: Progress, cache: Cache) -> SitePlan:
    """Everything up to rendering; texts that `cache` knows are not parsed again, and new ones are kept in it."""
    return plan_parsed(read_site(config, options, progress, cache), config, options, progress, cache)


def read_site(
    config: Config,
    options: BuildOptions,
    progress: Progress,
    cache: Cache,
    meanwhile: Callable[[], object] = lambda: None,
) -> FolderRead:
    """The notes folder; texts that `cache` knows by the times of their files are not read.

    Many that are new are parsed as soon as they are read; those of strangers are counted first. `meanwhile` is
    what can be done here while they are.
    """
    walk = walk_folder(config, not_notes(config, options.output))
    if options.untrusted:
        walk = _limited(walk)
    if options.texts:
        return FolderRead(reading_of(walk, config, {}))
    before = cache.files()
    fresh = [path for path, signature in walk.notes if before.get(path, ((),))[0] != signature]
    make = None if config.git_dates else partial(_made, config, options, frozenset(path for path, _ in walk.notes))
    ahead = Ahead() if options.untrusted else read_ahead(fresh, config, progress, cache, make, meanwhile)
    reading = replace(reading_of(walk, config, before, ahead.read), abandoned=ahead.lost)
    cache.keep_files(settled_texts(reading), before)
    # Where a path leads depends on which other notes there are.
    return FolderRead(reading, {} if reading.failed else ahead.notes)


def _made(config: Config, options: BuildOptions, known: frozenset[str], path: str, text: ParsedText) -> Note:
    note = make_note(path, text, config, known)
    return note.lean() if options.lean else note


def plan_parsed(read: FolderRead, config: Config, options: BuildOptions, progress: Progress, cache: Cache) -> SitePlan:
    """Everything from a folder that was read up to rendering."""
    notes, bodies = parse_notes(read, config, progress, cache, untrusted=options.untrusted, lean=options.lean)
    reading = read.reading if options.texts else without_texts(read.reading, config)
    return replace(plan_read(reading, notes, bodies, config, options), parsed=cache.parsed)


def _limited(walk: Walk) -> Walk:
    """Nothing of a folder that a stranger filled to keep the machine busy: it is told before any text is read."""
    count, size = len(walk.notes), sum(signature[1] for _, signature in walk.notes) // 1_000_000
    if count <= _MOST_NOTES and size <= _MOST_TEXT:
        return walk
    problem = diagnose("untrusted-limits", Place(), notes=count, size=size)
    return replace(walk, notes=[], diagnostics=[*walk.diagnostics, problem])


def plan_read(
    reading: Reading,
    notes: Sequence[Note],
    bodies: Bodies,
    config: Config,
    options: BuildOptions,
    gathered: Gathered | None = None,
) -> SitePlan:
    """The same from notes that are parsed already, and perhaps gathered."""
    static = static_files(config.static)
    gathered = gathered or gather(
        _sound(notes, config), reading.files, static, config, options.now, drafts=options.drafts
    )
    library = gathered.library
    assets, more = measure_assets(config.notes, library, bodies.cache)
    font, cards, undrawn = _cards(library, config)
    terms, unread = load_terms(config) if config.search else ((), [])
    pages, info, last = plan_pages(library, Material(assets, static, cards, bodies.load), config)
    broken = [*reading.failed, *(note.path for note in notes if note.failed)]
    linked = without_links_to(broken, gathered.diagnostics)
    found = [*_read_problems(reading, notes, config), *linked, *more, *last, *undrawn, *unread]
    shown_or_hidden = library.notes.keys() | library.hidden.keys()
    return SitePlan(
        config=config,
        reading=reading,
        library=library,
        failed=(*reading.failed, *(note.path for note in notes if note.path not in shown_or_hidden)),
        pages=pages,
        info=info,
        bodies=bodies,
        assets=assets,
        static=static,
        terms=terms,
        cards={card.name: card for card in cards.values()},
        card_font=font,
        diagnostics=in_order(found, reading, config),
        notes={note.path: note for note in notes},
        gathered=gathered,
    )


def _sound(notes: Sequence[Note], config: Config) -> list[Note]:
    """Those without an error; what an index note hides stays hidden where the index itself has one."""
    hiding = sections_of(note for note in notes if note.failed)
    parts = parts_of_hidden(notes, {note.path: "draft" * note.failed for note in notes}) if config.of_hugo else {}
    return [note for note in notes if not (note.failed or note.path in parts or is_below(note, hiding))]


def _read_problems(reading: Reading, notes: Sequence[Note], config: Config) -> list[Diagnostic]:
    return [
        *(diagnose(_GUESSED[name], Place(), file=mark) for name, mark in config.guessed),
        *reading.diagnostics,
        *(one for note in notes for one in note.diagnostics if not _of_list(note, one)),
        *static_problems(config.static),
        *unfit_defaults(reading, config),
        *misplaced(config),
        *unknown_blocks(config.templates, config.templates.name),
    ]


def _of_list(note: Note, problem: Diagnostic) -> bool:
    """Is it that the page of another tool, which is not shown, holds the tags that make its list?"""
    return note.metadata.hidden == "list" and problem.code == "template-tag"


def _cards(library: Library, config: Config) -> tuple[CardFont | None, dict[str, ShareCard], list[Diagnostic]]:
    """The pictures that can be drawn for notes; they need the address of the site to be named by."""
    font, problems = card_font(config)
    if font is None or not config.base_url:
        return None, {}, problems
    titles = {path: note.metadata.title for path, note in library.notes.items()}
    cards, missing = drawable(font, titles, config.title)
    return font, cards, [*problems, *missing]


def not_notes(config: Config, output: Path) -> frozenset[Path]:
    """Folders inside the notes folder that are ours: outputs we have a manifest of, the theme, the state."""
    outputs = [folder for folder in (config.output, output) if known_manifest(config, folder).is_file()]
    return frozenset([*outputs, config.templates, config.static, state_folder(config)])
