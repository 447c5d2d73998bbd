"""The search index as files of the site: grams are taken by all cores, and not again when nothing changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.library.library import Library
from fmnotes.notes.note import Note
from fmnotes.search.documents import NO_GRAMS, Grams, name_bonds, name_grams, term_grams, text_grams
from fmnotes.search.index import FOLDER, search_files, told_of, updated_files
from fmnotes.search.postings import classes_of
from fmnotes.search.terms import TermsError, read_terms
from fmnotes.search.update import Edit
from fmnotes.site.bodies import Bodies
from fmnotes.site.manifest import Manifest, is_intact, manifest_path, write_whole
from fmnotes.site.workers import Lost, share_out
from fmnotes.site.writing import OutputFile, digest_of

TERMS = "terms.yml"
Terms = tuple[tuple[str, ...], ...]
_FEW = 100
"""More edits than this at once, and the index is made anew."""


class Searched(Protocol):
    """The part of a site's plan that the index is made of."""

    @property
    def library(self) -> Library: ...

    @property
    def bodies(self) -> Bodies: ...

    @property
    def terms(self) -> Terms: ...

    @property
    def edited(self) -> Mapping[str, Note] | None:
        """The notes whose words alone differ from the last build, as they were; None where more may differ."""


def load_terms(config: Config) -> tuple[Terms, list[Diagnostic]]:
    """The groups of names in `terms.yml`, beside the configuration or in the notes folder; none without one."""
    for folder in dict.fromkeys((config.root, config.notes)):
        path = folder / TERMS
        if path.is_file() and not path.is_symlink():
            try:
                return read_terms(path.read_text("utf-8-sig")), []
            except (OSError, UnicodeDecodeError) as problem:
                return (), [diagnose("terms-invalid", Place(TERMS), problem=problem)]
            except TermsError as problem:
                return (), [diagnose("terms-invalid", Place(TERMS, problem.line), problem=problem)]
    return (), []


def search_path(state: Path, output: Path) -> Path:
    """The file in the state folder that remembers what the index in `output` was made of."""
    path = manifest_path(state, output)
    return path.with_name(path.name.replace("output-", "search-"))


class Row(NamedTuple):
    """A note: its text (the key in the cache), path, what is seen of it; `told` is a digest of all but its words."""

    text: str
    path: str
    seen: str
    told: str


class Indexed(NamedTuple):
    """What an index was made of: a key for all that is not of one note, and a row for each note, in order."""

    key: str
    rows: tuple[Row, ...]

    @property
    def fingerprint(self) -> str:
        return hashlib.blake2b(repr(self).encode("utf-8", "replace"), digest_size=16).hexdigest()


def search_outputs(
    plan: Searched, key: str, folder: Path, manifest: Manifest, state: Path | None
) -> dict[str, OutputFile]:
    """The files of the index in the output `folder`; `key` tells everything else that decides it.

    `state` is a file (where there is one) that remembers what the index was made of: few edits then change few files.
    """
    known = {name: one for name, one in manifest.files.items() if name.startswith(FOLDER)}
    intact = known and all(is_intact(folder, name, one) for name, one in known.items())
    before = {one.fingerprint for one in known.values()} if intact else set()
    last, key = _load(state) if state else None, f"{key} {plan.terms!r}"
    # What is remembered may be of a build that came to nothing.
    written = last if last and before == {last.fingerprint} else None
    indexed = _edited(plan, key, written) or _indexed(plan, key, last)
    mark = indexed.fingerprint
    same = {name: OutputFile(one.digest, fingerprint=mark) for name, one in known.items()}
    if before == {mark}:
        return same
    changed = _updated(plan, written, indexed, folder) if written else None
    if changed is None:
        grams = all_grams(plan.library, plan.bodies, {})
        same, changed = {}, dict(search_files(plan.library, grams, plan.terms, each))
    if state:
        _save(state, indexed)
    return same | {name: OutputFile(digest_of(data), data, fingerprint=mark) for name, data in changed.items()}


def _edited(plan: Searched, key: str, last: Indexed | None) -> Indexed | None:
    """What the index is made of now, where nothing but texts of notes has changed."""
    if plan.edited is None or last is None or last.key != key or len(last.rows) != len(plan.library.addresses):
        return None
    shown = {path for path in plan.edited if path in plan.library.notes}
    rows = (_row(plan, plan.library.notes[row.path]) if row.path in shown else row for row in last.rows)
    return Indexed(key, tuple(rows))


def _indexed(plan: Searched, key: str, last: Indexed | None) -> Indexed:
    """What the index is made of now; of a note that has not changed since `last`, the digest need not be made again."""
    earlier = {row[:3]: row for row in last.rows} if last and last.key == key else {}
    notes = plan.library.notes.values()
    known = ((note, (plan.bodies.keys[note.text.digest], note.path, _seen(plan, note))) for note in notes)
    return Indexed(key, tuple(earlier.get(one) or _row(plan, note) for note, one in known))


def _seen(plan: Searched, note: Note) -> str:
    return f"{plan.library.addresses[note.path]} {note.metadata.language} {note.metadata.title}"


def _row(plan: Searched, note: Note) -> Row:
    told = repr(told_of(note, plan.library)).encode("utf-8", "replace")
    digest = hashlib.blake2b(told, digest_size=8).hexdigest()
    return Row(plan.bodies.keys[note.text.digest], note.path, _seen(plan, note), digest)


def _updated(plan: Searched, before: Indexed, now: Indexed, folder: Path) -> dict[str, bytes] | None:
    """The files that differ where few texts were edited; None where more than that has changed."""
    if before.key != now.key or [row.path for row in before.rows] != [row.path for row in now.rows]:
        return None
    pairs = zip(before.rows, now.rows, strict=True)
    differing = [(number, old, new) for number, (old, new) in enumerate(pairs) if old != new]
    edits = [edit for one in differing for edit in (_edit(plan, *one),) if edit] if len(differing) <= _FEW else []
    if not edits or len(edits) < len(differing):
        return None
    try:
        return dict(updated_files(plan.library, edits, lambda name: (folder / name).read_bytes()))
    except (OSError, ValueError, TypeError, LookupError):
        return None


def _edit(plan: Searched, number: int, before: Row, now: Row) -> Edit | None:
    """What became of a note; None where it is not known how it was."""
    note, body = plan.library.notes[now.path], plan.bodies.earlier(before.text)
    old = note if before.told == now.told else (plan.edited or {}).get(now.path)
    if body is None or old is None:
        return None
    (was, bonds), (made, own) = (
        (classes_of(name_grams(one), term_grams(one, plan.library), grams), name_bonds(one).union(grams.bonds))
        for one, grams in ((old, text_grams(body)), (note, text_grams(plan.bodies.load(note.text.digest))))
    )
    return Edit(number, was, made, (bonds, own), before.told != now.told)


def _load(path: Path) -> Indexed | None:
    """What the last index was made of; None where that is not known."""
    try:
        key, rows = json.loads(path.read_text("utf-8"))
        return Indexed(str(key), tuple(Row(*map(str, row)) for row in rows))
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _save(path: Path, indexed: Indexed) -> None:
    with suppress(OSError):
        write_whole(path, json.dumps(indexed))


def all_grams(library: Library, bodies: Bodies, known: Mapping[str, Grams]) -> dict[str, Grams]:
    """The grams of every text by its digest: those `known`, those that the cache has, the others by all cores."""
    made = dict(known)
    digests = {note.text.digest for note in library.notes.values()} - made.keys()
    # A text that came while a preview runs has no key: it is not in the cache.
    keys = {digest: bodies.keys[digest] for digest in digests if digest in bodies.keys}
    kept = bodies.cache.grams(keys.values())
    for digest, key in keys.items():
        with suppress(ValueError, KeyError):
            made[digest] = Grams.read(kept[key])
    rest = sorted(digests - made.keys())
    for job, grams in share_out(lambda job: text_grams(bodies.load(rest[job])), range(len(rest))):
        made[rest[job]] = NO_GRAMS if isinstance(grams, Lost) else grams
    return made


def each(work: Callable[[int], bytes], count: int, meanwhile: Callable[[], object]) -> Iterator[tuple[int, bytes]]:
    """A job for each number below `count`, by all cores where there are many, and `meanwhile` by this one."""
    for number, data in share_out(work, range(count), meanwhile=meanwhile):
        yield number, work(number) if isinstance(data, Lost) else data
