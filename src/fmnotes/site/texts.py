"""Files -> texts -> notes: what the cache knows is not parsed again, the rest is read and parsed by all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic
from fmnotes.notes.folder import Reading
from fmnotes.notes.note import Note, ParsedText, abandoned, make_note, parse_text
from fmnotes.notes.source import Source, read_source
from fmnotes.notes.stored import Stored, restore, store
from fmnotes.search.documents import text_grams
from fmnotes.site.cache.bodies import Bodies
from fmnotes.site.cache.database import Cache
from fmnotes.site.cache.keys import key_suffix, keys_of
from fmnotes.site.workers import PATIENCE, Lost, share_out

Progress = Callable[[str, int, int], None]
"""(stage, done, total): called now and then while a stage goes on."""

_LARGE = 64_000
"""A longer note (in bytes) is parsed where it can be stopped."""
_STRANGERS_PATIENCE = 5.0
_WORTH = 50
"""Fewer texts are parsed sooner than processes are made."""


def parse_notes(
    read: FolderRead, config: Config, progress: Progress, cache: Cache, *, untrusted: bool = False, lean: bool = False
) -> tuple[list[Note], Bodies]:
    """Every note that was read. Those of strangers are given less time, and all of it where it can be stopped.

    Bodies stay in the cache: a note has the facts of its own. A `lean` one has not even its front matter.
    """
    reading, made = read.reading, dict(read.made)
    known, keys = frozenset(source.path for source in reading.sources), keys_of(reading.sources, config)
    by_text: dict[str, list[Source]] = {}
    for source in reading.sources:
        if source.path not in made:
            by_text.setdefault(source.digest, []).append(source)
    rest = [one for sources in by_text.values() for one in sources if one.digest not in reading.abandoned]
    parsed = parse_texts(rest, config, progress, cache, keys, untrusted=untrusted)
    for text in chain(map(abandoned, reading.abandoned), parsed):
        for source in by_text[text.digest]:
            note = make_note(source.path, text, config, known, reading.dates)
            made[source.path] = note.lean() if lean else note
    cache.keep(keys.values())
    notes = [made[source.path] for source in reading.sources]
    facts = {note.text.digest: note.body for note in notes}
    by_digest = {source.digest: source for source in reading.sources}
    bodies = Bodies(cache, keys, facts, lambda digest: parse_text(by_digest[digest], config).body)
    return notes, bodies


def _stored(source: Source, config: Config) -> Stored:
    text = parse_text(source, config)
    stored = store(text)
    return stored._replace(grams=text_grams(text.body).written) if config.search else stored


def parse_texts(
    sources: Iterable[Source],
    config: Config,
    progress: Progress,
    cache: Cache,
    keys: Mapping[str, str],
    *,
    untrusted: bool = False,
) -> Iterator[ParsedText]:
    """Each text once, in any order: those that the cache does not know are parsed, by all cores."""
    wanted = {one.digest: one for one in sources}
    by_key = {keys[digest]: digest for digest in wanted}
    for key, facts in cache.facts(by_key):
        try:
            text = restore(by_key[key], facts)
        except ValueError:
            continue
        del wanted[text.digest]
        yield text
    fresh = list(wanted.values())
    apart = frozenset(job for job, source in enumerate(fresh) if untrusted or source.signature[1] > _LARGE)
    patience = _STRANGERS_PATIENCE if untrusted else PATIENCE

    def work(job: int) -> tuple[str, Stored]:
        read = fresh[job].read()
        return read.digest, _stored(read, config)

    for done, (job, made) in enumerate(share_out(work, range(len(fresh)), apart=apart, patience=patience)):
        progress("parse", done, len(fresh))
        digest = fresh[job].digest
        if isinstance(made, Lost):
            cache.parsed += 1
            yield abandoned(digest)
        else:
            # A file may have been saved since the folder was looked at: the cache must not take its text for the old.
            if made[0] == digest:
                cache.add(keys[digest], made[1])
            yield restore(digest, made[1].facts)


class _Found(NamedTuple):
    """What a worker tells of a file: the digest of its text, and the text parsed where it was not known."""

    digest: str
    stored: Stored | None


class Ahead(NamedTuple):
    """What was read and parsed at once: what stands at each path, texts that were given up, notes that were made."""

    read: Mapping[str, Source | Diagnostic] = {}
    lost: frozenset[str] = frozenset()
    notes: Mapping[str, Note] = {}


class FolderRead(NamedTuple):
    """A folder, and those of its notes that were made as soon as they were read."""

    reading: Reading
    made: Mapping[str, Note] = {}


def read_ahead(
    paths: Sequence[str],
    config: Config,
    progress: Progress,
    cache: Cache,
    make: Callable[[str, ParsedText], Note] | None,
    meanwhile: Callable[[], object],
) -> Ahead:
    """The files at `paths`, read and parsed by all cores: what is parsed goes into the cache, no text is held here.

    Few files are left to those who read them. `meanwhile` is what can be done here until the first results come;
    `make` makes a note while others are parsed.
    """
    if len(paths) < _WORTH:
        return Ahead()
    known, suffix = cache.keys(), key_suffix(config)

    def work(job: int) -> _Found | Diagnostic:
        read = read_source(config.notes, paths[job])
        if not isinstance(read, Source):
            return read
        return _Found(read.digest, None if read.digest + suffix in known else _stored(read, config))

    found: dict[str, Source | Diagnostic] = {}
    lost: set[str] = set()
    notes: dict[str, Note] = {}
    jobs = range(len(paths))
    for done, (job, made) in enumerate(share_out(work, jobs, apart=frozenset(jobs), meanwhile=meanwhile)):
        progress("parse", done, len(paths))
        path = paths[job]
        if isinstance(made, Lost):
            found[path] = read = read_source(config.notes, path)
            lost.update([read.digest] if isinstance(read, Source) else ())
            cache.parsed += 1
        elif isinstance(made, _Found):
            found[path] = Source(path, config.notes, made.digest)
            if made.stored and made.digest + suffix not in known:
                known.add(made.digest + suffix)
                cache.add(made.digest + suffix, made.stored)
                if make:
                    notes[path] = make(path, restore(made.digest, made.stored.facts))
        else:
            found[path] = made
    return Ahead(found, frozenset(lost), notes)
