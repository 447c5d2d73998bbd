"""The search index as files of the site: grams are taken by all cores, and not again when nothing changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.library.library import Library
from fmnotes.pages.fill import LoadBody
from fmnotes.search.documents import NO_GRAMS, Grams, text_grams
from fmnotes.search.index import FOLDER, search_files
from fmnotes.search.terms import TermsError, read_terms
from fmnotes.site.manifest import Manifest
from fmnotes.site.output import OutputFile, digest_of, is_intact
from fmnotes.site.workers import Lost, share_out

TERMS = "terms.yml"
Terms = tuple[tuple[str, ...], ...]


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


def search_outputs(
    library: Library, load_body: LoadBody, terms: Terms, key: str, output: Path, manifest: Manifest
) -> dict[str, OutputFile]:
    """The files of the index; `key` tells everything else that decides it (program and configuration)."""
    fingerprint = _fingerprint(library, terms, key)
    known = {name: one for name, one in manifest.files.items() if name.startswith(FOLDER)}
    if known and all(one.fingerprint == fingerprint and is_intact(output, name, one) for name, one in known.items()):
        return {name: OutputFile(one.digest, fingerprint=fingerprint) for name, one in known.items()}
    files = search_files(library, all_grams(library, load_body, {}), terms)
    return {name: OutputFile(digest_of(data), data, fingerprint=fingerprint) for name, data in files}


def all_grams(library: Library, load_body: LoadBody, known: Mapping[str, Grams]) -> dict[str, Grams]:
    """The grams of every text by its digest; those `known` are not taken again."""
    made = dict(known)
    digests = list({note.text.digest: None for note in library.notes.values() if note.text.digest not in known})
    for job, grams in share_out(lambda job: text_grams(load_body(digests[job])), range(len(digests))):
        made[digests[job]] = NO_GRAMS if isinstance(grams, Lost) else grams
    return made


def _fingerprint(library: Library, terms: Terms, key: str) -> str:
    hasher = hashlib.blake2b(f"{key}\0{terms!r}\0".encode("utf-8", "replace"), digest_size=16)
    for path, note in library.notes.items():
        told = (path, note.text.digest, library.addresses[path], note.metadata.tags, note.metadata.categories)
        hasher.update(repr(told).encode("utf-8", "replace"))
    return hasher.hexdigest()
