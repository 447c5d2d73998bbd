"""From one snapshot to the next: notes are parsed again only where their text changed.

Most saves change one body and nothing that another page shows: then only the digests of that body are exchanged, and
library and pages stand.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic
from fmnotes.library.gather import Gathered
from fmnotes.library.lazy import with_values
from fmnotes.library.regather import regather
from fmnotes.notes.folder import Reading, read_folder
from fmnotes.notes.note import Note, make_note, parse_text
from fmnotes.notes.source import Source, read_source
from fmnotes.preview.snapshot import Snapshot, addresses_of
from fmnotes.site.assets.measure import static_files
from fmnotes.site.cache.database import open_cache
from fmnotes.site.cache.settled import settled_texts
from fmnotes.site.incremental.again import plan_again
from fmnotes.site.incremental.last import load_last, remembered, save_last
from fmnotes.site.plan import BuildOptions, not_notes, plan_parsed, plan_read, read_site
from fmnotes.site.problems import in_order, shown_folder
from fmnotes.site.state import state_folder
from fmnotes.site.texts import Progress
from fmnotes.site.theme.theme import Theme

_LAST = "library-preview.json"


def first(config: Config, options: BuildOptions, progress: Progress) -> Snapshot:
    """The site as it is at the start: as it was left, where that still holds; many notes are parsed by workers."""
    # Nothing is written into the folder: what is parsed is kept where a folder without a configuration keeps it.
    state = state_folder(replace(config, file=None))
    cache, path = open_cache(state), state / _LAST
    read, last = read_site(config, options, progress, cache), load_last(path)
    taken = plan_again(last, read.reading, config, options, progress, cache) if last else None
    plan = taken.plan if taken else plan_parsed(read, config, options, progress, cache)
    if taken is None:
        save_last(path, remembered(plan, config, options, written=False))
    failing = {} if plan.again else {path: note for path, note in plan.notes.items() if note.failed}
    # Another number in every run: a tab that outlives a server learns that its page is old.
    version = time.time_ns() // 1_000_000
    return Snapshot(version, config, plan, plan.notes, failing, Theme(config), addresses_of(plan))


def thorough(old: Snapshot, config: Config, options: BuildOptions) -> Snapshot:
    """Everything read and planned anew; a text that is known is not parsed again."""
    own = not_notes(config, options.output)
    if config.notes == old.config.notes:
        reading = _with_texts(read_folder(config, own, settled_texts(old.plan.reading)), old)
    else:
        # Files that were moved are as they were, but what is known of them leads to where they were.
        reading = read_folder(config, own)
    known = frozenset(source.path for source in reading.sources)
    same_options = config == old.config
    texts = (
        {note.text.digest: note.text for note in (*old.notes.values(), *old.failing.values())} if same_options else {}
    )
    # Where a note's path leads depends on which other notes there are (`x.md` beside `x.en.md`).
    before_it = old.plan.reading
    same_paths = same_options and known == frozenset(source.path for source in before_it.sources)
    same_paths = same_paths and reading.dates == before_it.dates
    fresh: dict[str, Note] = {}
    whole: dict[str, Note] = {}
    for source in reading.sources:
        before = old.failing.get(source.path) or old.notes.get(source.path)
        if same_paths and before and before.text.digest == source.digest:
            fresh[source.path] = before
        else:
            text = texts.get(source.digest)
            note = make_note(source.path, text or parse_text(source, config), config, known, reading.dates)
            fresh[source.path] = note
            if text is None:
                whole[source.path] = note
    # Another configuration may parse the same texts otherwise: nothing of the old is asked for.
    bodies = (old.plan.bodies if same_options else replace(old.plan.bodies, keys={}, held={})).renewed(whole)
    notes, failing = _kept(old, fresh)
    for path in reading.failed:
        if path in old.notes:
            notes[path] = failing[path] = old.notes[path]
    same_files = same_paths and not failing and not old.failing and reading.files == before_it.files
    gathered = _regathered(old, notes, config) if same_files else None
    plan = plan_read(reading, list(notes.values()), bodies, config, options, gathered)
    made = Snapshot(old.version + 1, config, plan, notes, failing, Theme(config), addresses_of(plan))
    return replace(made, _grams=old._grams) if same_options else made


def _with_texts(reading: Reading, old: Snapshot) -> Reading:
    """`reading`, with the sources of `old` that are the same: they may hold their texts."""
    before = {source.path: source for source in old.plan.reading.sources}
    sources = (
        replace(was, signature=one.signature) if (was := before.get(one.path)) and was.digest == one.digest else one
        for one in reading.sources
    )
    return replace(reading, sources=tuple(sources))


def _regathered(old: Snapshot, notes: Mapping[str, Note], config: Config) -> Gathered | None:
    """What is gathered of `notes`, where they differ from the last in their words alone."""
    if old.plan.gathered is None or static_files(config.static) != old.plan.static:
        return None
    fresh = {path: note for path, note in notes.items() if note is not old.plan.notes[path]}
    made = regather(old.plan.gathered, fresh)
    return made.gathered if made else None


def quick(old: Snapshot, changed: Iterable[str]) -> Snapshot | None:
    """`old` with the new bodies of `changed`, notes that are still there; None where other pages may be concerned."""
    fresh: dict[str, Note] = {}
    read: dict[str, Source] = {}
    known = frozenset(source.path for source in old.plan.reading.sources)
    for path in changed:
        before = old.notes.get(path)
        if before is None or path in old.failing or (old.config.notes / path).is_symlink():
            return None
        source = read_source(old.config.notes, path)
        if not isinstance(source, Source):
            return None
        note = make_note(path, parse_text(source, old.config), old.config, known, old.plan.reading.dates)
        if note.failed or before.outline_digest != note.outline_digest:
            return None
        fresh[path], read[path] = note, source
    sources = tuple(read.get(source.path, source) for source in old.plan.reading.sources)
    reading = replace(old.plan.reading, sources=sources)
    digests = {old.notes[path].text.digest: note.text.digest for path, note in fresh.items()}
    if any(source.digest in digests and source.path not in fresh for source in old.plan.reading.sources):
        # Two notes of equal text: the digest alone does not say whose body changed.
        return None
    rendered = {
        address: shown for address, shown in dict(old._rendered).items() if digests.keys().isdisjoint(shown.texts)
    }
    notes = with_values(old.notes, fresh)
    shown = with_values(
        old.plan.library.notes, {path: note for path, note in fresh.items() if path in old.plan.library.notes}
    )
    bodies = old.plan.bodies.renewed(fresh, gone=digests.keys() - set(digests.values()))
    library = replace(old.plan.library, notes=shown)
    pages = old.plan.pages.moved(library, digests, bodies.load)
    problems = _problems(old, fresh, reading)
    if problems is None:
        return None
    plan = replace(old.plan, reading=reading, library=library, pages=pages, bodies=bodies, diagnostics=problems)
    return replace(old, version=old.version + 1, plan=plan, notes=notes, _rendered=rendered)


def _problems(old: Snapshot, fresh: Mapping[str, Note], reading: Reading) -> tuple[Diagnostic, ...] | None:
    """The site's problems with the fresh notes' own; those of their links stand where the links stand now.

    None where another problem of these notes may have moved too.
    """
    config = old.config
    paths = {shown_folder(config) + path: path for path in fresh}
    kept = [one for one in old.plan.diagnostics if one.place.path not in paths]
    theirs = [one for one in old.plan.diagnostics if one.place.path in paths]
    old_own = (one for path in fresh for one in old.notes[path].diagnostics)
    before = {one.without_line() for one in in_order(old_own, old.plan.reading, config)}
    moved = []
    for one in theirs:
        path, place = paths[one.place.path], one.place
        links = zip(old.notes[path].outline.references, fresh[path].outline.references, strict=True)
        at = {(link.line, link.column): now for link, now in links}
        if one.without_line() not in before:
            now = at.get((place.line, place.column))
            if now is None:
                return None
            there = replace(place, path=path, line=now.line, column=now.column, width=now.width, text="")
            moved.append(replace(one, place=there))
    own = [one for note in fresh.values() for one in note.diagnostics]
    return tuple(sorted({*kept, *in_order([*moved, *own], reading, config)}))


def _kept(old: Snapshot, fresh: Mapping[str, Note]) -> tuple[dict[str, Note], dict[str, Note]]:
    """What is shown of `fresh`, and what of it fails: a note that was shown before stays as it was."""
    notes: dict[str, Note] = {}
    failing: dict[str, Note] = {}
    for path, note in fresh.items():
        before = old.notes.get(path)
        if note.failed:
            failing[path] = note
        notes[path] = before if note.failed and before and not before.failed else note
    return notes, failing
