"""The search index as files of the site: grams are taken by all cores, and not again when nothing changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from fmnotes.disk import replace_whole
from fmnotes.notes.note import Note
from fmnotes.search.documents import Grams, names_found_by, term_grams, text_grams
from fmnotes.search.index import FOLDER, Job, index_jobs, told_of, updated_files
from fmnotes.search.postings import classes_of
from fmnotes.search.update import Edit
from fmnotes.site.cache.bodies import Bodies
from fmnotes.site.output.manifest import OutputFolder
from fmnotes.site.output.writing import OutputFile, digest_of
from fmnotes.site.plan import SitePlan
from fmnotes.site.state import kept_file

_FEW = 100
"""More edits than this at once, and the index is made anew."""


def search_path(state: Path, output: Path) -> Path:
    """The file in the state folder that remembers what the index in `output` was made of."""
    return kept_file(state, output, "search")


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


class Prepared(NamedTuple):
    """What is to be done for an index: `files` of it that are known, and the jobs that make the others.

    What it is made of takes a while to tell of many notes: it may be asked for while the jobs are done.
    """

    indexed: Callable[[], Indexed]
    files: Mapping[str, OutputFile]
    jobs: Sequence[Job] = ()

    def finished(self, made: Mapping[str, OutputFile], output: OutputFolder) -> dict[str, OutputFile]:
        """All its files, with what the jobs made; what they were made of is remembered."""
        if output.state and (self.jobs or any(one.data is not None for one in self.files.values())):
            with suppress(OSError):
                replace_whole(search_path(output.state, output.folder), json.dumps(self.indexed()))
        mark = self.indexed().fingerprint
        return {name: one._replace(fingerprint=mark) for name, one in (*self.files.items(), *made.items())}


def prepare(plan: SitePlan, key: str, output: OutputFolder) -> Prepared:
    """What the index in an output folder needs; `key` tells everything else that decides it.

    Where it is remembered what the index was made of, few edits change few files.
    """
    folder = output.folder
    known = {name: one for name, one in output.manifest.files.items() if name.startswith(FOLDER)}
    intact = known and output.intact.issuperset(known)
    before = {one.fingerprint for one in known.values()} if intact else set()
    last, key = _load(search_path(output.state, folder)) if output.state else None, f"{key} {plan.terms!r}"
    # What is remembered may be of a build that came to nothing.
    written = last if last and before == {last.fingerprint} else None
    indexed = cache(lambda: _edited(plan, key, written) or _indexed(plan, key, last))
    same = {name: OutputFile(one.digest) for name, one in known.items()}
    if before and before == {indexed().fingerprint}:
        return Prepared(indexed, same)
    changed = _updated(plan, written, indexed(), folder) if written else None
    if changed is not None:
        return Prepared(indexed, same | {name: OutputFile(digest_of(data), data) for name, data in changed.items()})
    return Prepared(indexed, {}, index_jobs(plan.library, partial(load_grams, plan.bodies), plan.terms))


def _edited(plan: SitePlan, key: str, last: Indexed | None) -> Indexed | None:
    """What the index is made of now, where nothing but texts of notes has changed."""
    if plan.edited is None or last is None or last.key != key or len(last.rows) != len(plan.library.addresses):
        return None
    shown = {path for path in plan.edited if path in plan.library.notes}
    rows = (_row(plan, plan.library.notes[row.path]) if row.path in shown else row for row in last.rows)
    return Indexed(key, tuple(rows))


def _indexed(plan: SitePlan, key: str, last: Indexed | None) -> Indexed:
    """What the index is made of now; of a note that has not changed since `last`, the digest need not be made again."""
    earlier = {row[:3]: row for row in last.rows} if last and last.key == key else {}
    notes = plan.library.notes.values()
    known = ((note, (plan.bodies.keys[note.text.digest], note.path, _seen(plan, note))) for note in notes)
    return Indexed(key, tuple(earlier.get(one) or _row(plan, note) for note, one in known))


def _seen(plan: SitePlan, note: Note) -> str:
    return f"{plan.library.addresses[note.path]} {note.metadata.language} {note.metadata.title}"


def _row(plan: SitePlan, note: Note) -> Row:
    told = repr(told_of(note, plan.library)).encode("utf-8", "replace")
    digest = hashlib.blake2b(told, digest_size=8).hexdigest()
    return Row(plan.bodies.keys[note.text.digest], note.path, _seen(plan, note), digest)


def _updated(plan: SitePlan, before: Indexed, now: Indexed, folder: Path) -> dict[str, bytes] | None:
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


def _edit(plan: SitePlan, number: int, before: Row, now: Row) -> Edit | None:
    """What became of a note; None where it is not known how it was."""
    note, body = plan.library.notes[now.path], plan.bodies.earlier(before.text)
    old = note if before.told == now.told else (plan.edited or {}).get(now.path)
    if body is None or old is None:
        return None
    (was, bonds), (made, own) = (
        (classes_of(names.grams, term_grams(one, plan.library), grams), names.bonds.union(grams.bonds))
        for one, grams in ((old, text_grams(body)), (note, text_grams(plan.bodies.load(note.text.digest))))
        for names in (names_found_by(one),)
    )
    return Edit(number, was, made, (bonds, own), before.told != now.told)


def _load(path: Path) -> Indexed | None:
    """What the last index was made of; None where that is not known."""
    try:
        key, rows = json.loads(path.read_text("utf-8"))
        return Indexed(str(key), tuple(Row(*map(str, row)) for row in rows))
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def load_grams(bodies: Bodies, digests: Sequence[str]) -> dict[str, Grams]:
    """The grams of texts by their digests: those that the cache has, and those of the others."""
    # A text that came while a preview runs has no key: it is not in the cache.
    keys = {digest: bodies.keys[digest] for digest in digests if digest in bodies.keys}
    kept, made = bodies.cache.grams(keys.values()), {}
    for digest, key in keys.items():
        with suppress(ValueError, KeyError):
            made[digest] = Grams.read(kept[key])
    return made | {digest: text_grams(bodies.load(digest)) for digest in digests if digest not in made}
