"""A build after an edit of bodies alone: nothing that other pages show has changed, so what was gathered still holds.

Notes come from the cache, each when a page asks for it (DESIGN 2: equal outlines, equal library).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from fmnotes.config import Config, describe
from fmnotes.diagnostics import Diagnostic
from fmnotes.library.library import Library
from fmnotes.library.stored import Lazy, restore_library
from fmnotes.markdown.body import Body
from fmnotes.notes.note import Note, ParsedText, make_note, parse_text
from fmnotes.notes.source import Reading, Source
from fmnotes.notes.stored import restore
from fmnotes.pages.context import Material, Planner
from fmnotes.pages.plan import Pages
from fmnotes.site.bodies import Bodies
from fmnotes.site.cache import Cache
from fmnotes.site.keys import key_suffix, keys_of
from fmnotes.site.last import Last, digest_of_value, inputs_of
from fmnotes.site.measure import measure_assets, static_files
from fmnotes.site.plan import Again, BuildOptions, SitePlan
from fmnotes.site.problems import in_order, shown_folder
from fmnotes.site.search import load_terms
from fmnotes.site.texts import Progress, parse_texts

_FEW = 100
"""More edits than this at once, and everything is gathered anew."""


def plan_again(
    last: Last, reading: Reading, config: Config, options: BuildOptions, progress: Progress, cache: Cache
) -> SitePlan | None:
    """The plan, where nothing but the bodies of few notes has changed since `last`; else None, with nothing lost."""
    static, (terms, _) = static_files(config.static), load_terms(config) if config.search else ((), [])
    now = {source.path: source.digest for source in reading.sources}
    changed = {path: digest for path, digest in last.texts.items() if now.get(path) != digest}
    same = last.inputs == inputs_of(config, options, reading) and last.texts.keys() == now.keys()
    if not same or len(changed) > _FEW or not changed.keys().isdisjoint(last.linked) or _shared(last, changed, now):
        return None
    keys = keys_of(reading.sources, config)
    edited = [source for source in reading.sources if source.path in changed]
    texts = parse_texts(edited, config, progress, cache, keys, untrusted=options.untrusted)
    cache.keep(keys.values())
    known = _Known(reading, config, cache, texts)
    fresh = {path: known.note(path) for path in changed}
    try:
        library = restore_library(last.library, known.note)
    except ValueError:
        return None
    assets, _ = measure_assets(config.notes, library)
    alike = all(not note.failed and known.is_like(note, changed[path]) for path, note in fresh.items())
    if not alike or digest_of_value(assets) != last.assets:
        return None
    bodies = Bodies(cache, keys, known.bodies, lambda digest: parse_text(known.sources[digest], config).body)
    pages = Pages(Planner(library, Material(assets, static, {}, bodies.load), config))
    plan = _plan(reading, library, pages, bodies, config)
    return replace(
        plan,
        assets=assets,
        static=static,
        terms=terms,
        diagnostics=_diagnostics(last, fresh, reading, config),
        notes=Lazy(now, known.note),
        parsed=cache.parsed,
        again=_again(last, changed, library),
    )


def _shared(last: Last, changed: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Had, or has, an edited note the very text of another? Its digest would not say whose it is."""
    before, after = Counter(last.texts.values()), Counter(now.values())
    return any(before[digest] > 1 or after[now[path]] > 1 for path, digest in changed.items())


def _plan(reading: Reading, library: Library, pages: Pages, bodies: Bodies, config: Config) -> SitePlan:
    return SitePlan(
        reading=reading,
        library=library,
        failed=(),
        pages=pages,
        info=pages.info(),
        bodies=bodies,
        assets={},
        static={},
        notes_folder=config.notes,
        terms=(),
        searched=config.search,
        cards={},
        card_font=None,
        told=describe(config),
        theme=config.theme,
        diagnostics=(),
        notes={},
    )


@dataclass(frozen=True)
class _Known:
    """Notes and texts out of the cache, each when it is asked for; `texts` are those that were parsed just now."""

    reading: Reading
    config: Config
    cache: Cache
    texts: Mapping[str, ParsedText]

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        return {source.digest: source for source in self.reading.sources}

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        return {source.path: source.digest for source in self.reading.sources}

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(self._digests)

    @cached_property
    def _suffix(self) -> str:
        return key_suffix(self.config)

    @cached_property
    def bodies(self) -> Mapping[str, Body]:
        return Lazy(self.sources, lambda digest: self._text(digest).body)

    def note(self, path: str) -> Note:
        return self._made(path, self._text(self._digests[path]))

    def is_like(self, note: Note, digest: str) -> bool:
        """Did `note` tell other pages the same when its text had this digest?"""
        text = self._kept(digest)
        return text is not None and self._made(note.path, text).outline_digest == note.outline_digest

    def _made(self, path: str, text: ParsedText) -> Note:
        return make_note(path, text, self.config, self._paths, self.reading.dates)

    def _text(self, digest: str) -> ParsedText:
        return self.texts.get(digest) or self._kept(digest) or parse_text(self.sources[digest], self.config)

    def _kept(self, digest: str) -> ParsedText | None:
        key = digest + self._suffix
        with suppress(ValueError, KeyError):
            return restore(digest, self.cache.facts([key])[key])
        return None


def _diagnostics(last: Last, fresh: Mapping[str, Note], reading: Reading, config: Config) -> tuple[Diagnostic, ...]:
    """Those of before, but of the edited notes their own of now."""
    paths = {shown_folder(config) + path for path in fresh}
    kept = (one for one in map(Diagnostic.of_row, last.diagnostics) if one.place.path not in paths)
    own = in_order((one for note in fresh.values() for one in note.diagnostics), reading, config)
    return tuple(sorted({*kept, *own}))


def _again(last: Last, changed: Mapping[str, str], library: Library) -> Again:
    old = {digest for path, digest in changed.items() if path in library.addresses}
    stale: set[str] = {library.addresses[path] for path in changed if path in library.addresses}
    stale |= {address for address, texts in last.shows.items() if not old.isdisjoint(texts)}
    homes = set(last.others)
    notes = [address for address in library.addresses.values() if address not in homes]
    return Again(frozenset(changed), frozenset(stale), (*notes, *last.others))
