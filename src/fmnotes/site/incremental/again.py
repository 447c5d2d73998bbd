"""A build after an edit of few notes: what was gathered still holds, but for what their words have to do with.

Where outlines are equal, the library is. Where titles, headings or links differ, links are resolved again
that may lead elsewhere, and pages are compared again that may show them. Notes come from the cache, each when it is
asked for.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic
from fmnotes.library.concerned import concerned, embeds_of
from fmnotes.library.gather import Gathered
from fmnotes.library.lazy import Lazy, with_values
from fmnotes.library.regather import Regathered, regather
from fmnotes.library.stored import restore_gathered, store_regathered
from fmnotes.notes.folder import Reading
from fmnotes.notes.note import Note, parse_text
from fmnotes.pages.context import Asset, Material, Planner
from fmnotes.pages.plan import Pages
from fmnotes.site.assets.measure import measure_assets, static_files
from fmnotes.site.cache.bodies import Bodies
from fmnotes.site.cache.database import Cache
from fmnotes.site.cache.keys import keys_of
from fmnotes.site.incremental.known import Known
from fmnotes.site.incremental.last import Last, digest_of_value, dumped, inputs_of
from fmnotes.site.plan import Again, BuildOptions, SitePlan
from fmnotes.site.problems import in_folder, in_order
from fmnotes.site.terms import load_terms
from fmnotes.site.texts import Progress, parse_texts

_FEW = 100
"""More edits than this at once, and everything is gathered anew."""


class TakenOver(NamedTuple):
    """A plan that was made from the last, and what it leaves for the next."""

    plan: SitePlan
    last: Last


class _Edits(NamedTuple):
    """The notes that were edited, as they were and as they are; what was gathered with them in it.

    `words` says how, where more than bodies was edited.
    """

    old: Mapping[str, Note]
    fresh: Mapping[str, Note]
    gathered: Gathered
    words: Regathered | None


def plan_again(
    last: Last, reading: Reading, config: Config, options: BuildOptions, progress: Progress, cache: Cache
) -> TakenOver | None:
    """The plan, where nothing but the words of few notes has changed since `last`; else None, with nothing lost."""
    changed = _changed(last, reading)
    if changed is None or last.inputs != inputs_of(config, options, reading):
        return None
    keys = keys_of(reading.sources, config)
    edited = [source for source in reading.sources if source.path in changed]
    parsed = parse_texts(edited, config, progress, cache, keys, untrusted=options.untrusted)
    texts = {text.digest: text for text in parsed}
    cache.keep(keys.values())
    known = Known(reading, config, cache, texts, last.texts)
    try:
        told = json.loads(last.library)
        before = restore_gathered(told, known.earlier, reading.files, static_files(config.static), config)
        edits = _edits(before, known, changed)
    except ValueError:
        return None
    assets, problems = measure_assets(config.notes, before.library, cache)
    if edits is None or digest_of_value(assets) != last.assets or (edits.words and problems):
        return None
    characters = _characters(last.characters, edits)
    if characters is None:
        return None
    plan = _plan(last, before, edits, known, keys, assets)
    library = dumped(store_regathered(told, edits.words, edits.fresh)) if edits.words else last.library
    now = {source.path: source.digest for source in reading.sources}
    return TakenOver(plan, last.renewed(now, plan.diagnostics, characters, library))


def _changed(last: Last, reading: Reading) -> set[str] | None:
    """The notes that were edited; None where it is more than that, or not to be told."""
    now = {source.path: source.digest for source in reading.sources}
    if last.texts.keys() != now.keys():
        return None
    changed = {path for path, digest in last.texts.items() if now[path] != digest}
    if len(changed) > _FEW or not changed.isdisjoint(last.linked) or _shared(last, changed, now):
        return None
    return changed


def _plan(
    last: Last, before: Gathered, edits: _Edits, known: Known, keys: Mapping[str, str], assets: Mapping[str, Asset]
) -> SitePlan:
    config, library = known.config, edits.gathered.library
    static, (terms, _) = static_files(config.static), load_terms(config) if config.search else ((), [])
    bodies = Bodies(known.cache, keys, known.bodies(), lambda digest: parse_text(known.sources[digest], config).body)
    pages = Pages(Planner(library, Material(assets, static, {}, bodies.load), config))
    return SitePlan(
        config=config,
        reading=known.reading,
        library=library,
        failed=(),
        pages=pages,
        info=pages.info(),
        bodies=bodies,
        assets=assets,
        static=static,
        terms=terms,
        cards={},
        card_font=None,
        diagnostics=_diagnostics(last, before, edits, known.reading, config),
        notes=with_values(Lazy(last.texts, known.note), edits.fresh),
        parsed=known.cache.parsed,
        again=_again(last, before, edits, pages),
        gathered=edits.gathered,
    )


def _shared(last: Last, changed: set[str], now: Mapping[str, str]) -> bool:
    """Had, or has, an edited note the very text of another? Its digest would not say whose it is."""
    before, after = Counter(last.texts.values()), Counter(now.values())
    return any(before[last.texts[path]] > 1 or after[now[path]] > 1 for path in changed)


def _edits(before: Gathered, known: Known, changed: set[str]) -> _Edits | None:
    """None where lists, addresses, files or embeds may be others now. Raises ValueError."""
    fresh = {path: known.note(path) for path in changed}
    old = {path: known.earlier(path) for path in changed}
    if any(note.failed for note in fresh.values()):
        return None
    alike = all(note.outline_digest == fresh[path].outline_digest for path, note in old.items())
    if alike and changed.isdisjoint(before.link_problems):
        return _Edits(old, fresh, _with_notes(before, fresh), None)
    words = regather(before, fresh)
    if words is None:
        return None
    library, now = before.library, words.gathered.library
    shown = fresh.keys() & library.notes.keys()
    if any(embeds_of(one, path) for one in (library, now) for path in shown) or any(
        embeds_of(library, path) != embeds_of(now, path) for path in words.resolved
    ):
        return None
    return _Edits(old, fresh, words.gathered, words)


def _with_notes(gathered: Gathered, fresh: Mapping[str, Note]) -> Gathered:
    """The same with notes of equal outlines in the place of some."""
    library, resolver = gathered.library, gathered.resolver
    shown = {path: note for path, note in fresh.items() if path in library.notes}
    index = replace(resolver.index, notes=with_values(resolver.index.notes, fresh))
    return gathered._replace(
        library=replace(library, notes=with_values(library.notes, shown)), resolver=replace(resolver, index=index)
    )


def _characters(before: Mapping[str, int], edits: _Edits) -> dict[str, int] | None:
    """How many notes have each character of formulas; None where their font needs others than before."""
    counts, shown = Counter(before), edits.gathered.library.notes.keys()
    for path in edits.fresh.keys() & shown:
        counts.subtract(edits.old[path].body.math_characters)
        counts.update(edits.fresh[path].body.math_characters)
    left = {character: count for character, count in counts.items() if count > 0}
    return left if left.keys() == before.keys() else None


def _diagnostics(
    last: Last, before: Gathered, edits: _Edits, reading: Reading, config: Config
) -> tuple[Diagnostic, ...]:
    """Those of before, but those of the edited notes and of links that were resolved again as they are now."""
    resolved = edits.words.resolved if edits.words else ()
    gone = [one for note in edits.old.values() for one in note.diagnostics]
    gone += [one for path in resolved for one in before.link_problems.get(path, ())]
    made = [one for note in edits.fresh.values() for one in note.diagnostics]
    made += [one for path in resolved for one in edits.gathered.link_problems.get(path, ())]
    bare = {in_folder(one.without_line(), config) for one in gone}
    kept = (one for one in map(Diagnostic.of_row, last.diagnostics) if one.without_line() not in bare)
    return tuple(sorted({*kept, *in_order(made, reading, config)}))


def _again(last: Last, before: Gathered, edits: _Edits, pages: Pages) -> Again:
    addresses, words = before.library.addresses, edits.words
    edited = edits.fresh.keys() & addresses.keys()
    looked_at = edited | (words.resolved & addresses.keys() if words else set())
    texts = {last.texts[path] for path in looked_at}
    stale: set[str] = {addresses[path] for path in (concerned(before.library, words, edited) if words else edited)}
    stale |= {address for address, shown in last.shows.items() if not texts.isdisjoint(shown)}
    if words and last.others:
        stale.update(pages.listing(edited))
    homes = set(last.others)
    notes = [address for address in addresses.values() if address not in homes]
    return Again(edits.old, frozenset(stale), (*notes, *last.others))
