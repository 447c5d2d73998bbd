"""Texts -> notes: what the cache knows is not parsed again, the rest by all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

from fmnotes.config import Config
from fmnotes.notes.note import Note, ParsedText, abandoned, make_note, parse_text
from fmnotes.notes.source import Reading, Source
from fmnotes.notes.stored import Stored, restore, store
from fmnotes.search.documents import text_grams
from fmnotes.site.bodies import Bodies
from fmnotes.site.cache import Cache
from fmnotes.site.keys import keys_of
from fmnotes.site.workers import PATIENCE, Lost, share_out

Progress = Callable[[str, int, int], None]
"""(stage, done, total): called now and then while a stage goes on."""

_LARGE = 64_000
"""A longer note (in bytes) is parsed where it can be stopped."""
_STRANGERS_PATIENCE = 5.0


def parse_notes(
    reading: Reading, config: Config, progress: Progress, cache: Cache, *, untrusted: bool = False
) -> tuple[list[Note], Bodies]:
    """Every note that was read. Those of strangers are given less time, and all of it where it can be stopped.

    Bodies stay in the cache: a note has the facts of its own.
    """
    known = frozenset(source.path for source in reading.sources)
    keys = keys_of(reading.sources, config)
    texts = parse_texts(reading.sources, config, progress, cache, keys, untrusted=untrusted)
    cache.keep(keys.values())
    notes = [make_note(one.path, texts[one.digest], config, known, reading.dates) for one in reading.sources]
    sources = {source.digest: source for source in reading.sources}
    facts = {text.digest: text.body for text in texts.values()}
    bodies = Bodies(cache, keys, facts, lambda digest: parse_text(sources[digest], config).body)
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
) -> dict[str, ParsedText]:
    """Each text by its digest: those that the cache does not know are parsed, by all cores."""
    texts: dict[str, ParsedText] = {}
    wanted = {one.digest: one for one in sources}
    facts = cache.facts(keys[digest] for digest in wanted)
    for digest in wanted:
        if keys[digest] in facts:
            with suppress(ValueError):
                texts[digest] = restore(digest, facts[keys[digest]])
    fresh = [source for digest, source in wanted.items() if digest not in texts]
    risky = frozenset(job for job, source in enumerate(fresh) if untrusted or source.signature[1] > _LARGE)
    patience = _STRANGERS_PATIENCE if untrusted else PATIENCE
    work = share_out(lambda job: _stored(fresh[job], config), range(len(fresh)), risky=risky, patience=patience)
    for done, (job, stored) in enumerate(work):
        progress("parse", done, len(fresh))
        digest = fresh[job].digest
        if isinstance(stored, Lost):
            cache.parsed += 1
            texts[digest] = abandoned(fresh[job])
        else:
            cache.add(keys[digest], stored)
            texts[digest] = restore(digest, stored.facts)
    return texts
