"""Reading a folder: the only place where notes are looked for."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.git.history import Dates, ShallowError, dates_of
from fmnotes.git.run import GitError
from fmnotes.notes.file_names import NOTE_SUFFIXES
from fmnotes.notes.ignored import Ignored
from fmnotes.notes.source import Known, Signature, Source, read_source, signature_of
from fmnotes.notes.vault import template_folders
from fmnotes.text.characters import without_controls
from fmnotes.text.names import nfc

_DEEPEST = 100
_DOTTED = (".gitbook", ".vuepress")
"""Where GitBook and VuePress keep the pictures of their notes (`.gitbook/assets`, `.vuepress/public`)."""
_PICTURES = frozenset({*_DOTTED, "public"})
"""No notes are there, but what notes show. (A `public` with a home in it is the output of Hugo.)"""
_DRAWING = ".excalidraw.md"
"""What Obsidian's plug-in Excalidraw keeps its drawings in: Markdown by name only."""
_UNREAD_SUFFIXES = {".mdx", ".ipynb", ".qmd", ".rmd", ".mkd", ".mdown", ".rst", ".org", ".adoc"}
SKIPPED_FOLDERS = {
    "_templates", "archetypes", "node_modules", "vendor", "_site", "_includes", "_layouts", "_data", "_sass",
    "_plugins", "_build", "_book",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder holds: notes, the paths of all other files, and what was left out and why (with counts).

    `dates` are what git knows of the files, where it is asked, by their path in NFC.
    """

    sources: tuple[Source, ...]
    files: tuple[str, ...]
    skipped: tuple[tuple[str, int], ...] = ()
    failed: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    dates: Mapping[str, Dates] = field(default_factory=dict)
    looked: int = 0
    """When the folder was looked at, in nanoseconds."""
    abandoned: frozenset[str] = frozenset()
    """The digests of texts that could not be parsed to their end when they were read."""


_NOTHING_KNOWN: Known = {}
Read = Mapping[str, Source | Diagnostic]
"""What was read at a path, or why it could not be."""
_NOTHING_READ: Read = {}


@dataclass
class Walk:
    """What was found in a folder, before any note is read; `looked` says when, in nanoseconds."""

    looked: int
    ignored: Ignored
    notes: list[tuple[str, Signature]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_folder(config: Config, not_notes: frozenset[Path] = frozenset(), known: Known = _NOTHING_KNOWN) -> Reading:
    """Read every note below `config.notes` that is not `known` already.

    `not_notes` are folders that are ours (output, cache, theme).
    """
    return reading_of(walk_folder(config, not_notes), config, known)


def walk_folder(config: Config, not_notes: frozenset[Path]) -> Walk:
    """Look at every file below `config.notes`, and read none."""
    walk = Walk(time.time_ns(), Ignored(config.ignore))
    unread = frozenset(nfc(str(folder)) for folder in not_notes | template_folders(config))
    for path, entry in _entries(config, config.notes, "", unread, walk):
        suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 (a string per file, not a Path: this is the hot loop)
        if path.endswith(_DRAWING):
            walk.skipped[_DRAWING] += 1
        elif suffix in NOTE_SUFFIXES and (kept := _PICTURES.intersection(path.split("/"))):
            walk.skipped[f"{min(kept)}/"] += 1
        elif suffix in NOTE_SUFFIXES:
            walk.notes.append((path, _signature(entry)))
        else:
            if suffix in _UNREAD_SUFFIXES:
                walk.skipped[suffix] += 1
            walk.files.append(path)
    if config.ignore_source and walk.ignored.used:
        patterns = ", ".join(one for one in config.ignore if one in walk.ignored.used)
        walk.diagnostics.append(diagnose("ignore-taken", Place(config.ignore_source), patterns=patterns))
    if config.file:
        place = Place(config.file.name)
        walk.diagnostics += [diagnose("ignore-unused", place, pattern=one) for one in walk.ignored.unused]
    return walk


def reading_of(walk: Walk, config: Config, known: Known, read: Read = _NOTHING_READ) -> Reading:
    """What the folder holds: notes are read that are neither `known` nor `read` already."""
    sources: list[Source] = []
    failed: list[str] = []
    for path, signature in walk.notes:
        before, digest = known.get(path, (None, ""))
        if before == signature:
            sources.append(Source(path, config.notes, digest, signature))
            continue
        result = read.get(path) or read_source(config.notes, path)
        if isinstance(result, Source):
            sources.append(replace(result, signature=signature))
        else:
            failed.append(path)
            walk.diagnostics.append(result)
    dates = _git_dates(config, walk)
    return Reading(
        tuple(sources),
        tuple(walk.files),
        tuple(sorted(walk.skipped.items())),
        tuple(failed),
        tuple(walk.diagnostics),
        dates,
        walk.looked,
    )


def without_texts(reading: Reading, config: Config) -> Reading:
    """The same with texts that are read when they are asked for."""
    sources = (replace(one, _text=config.notes) for one in reading.sources)
    return replace(reading, sources=tuple(sources))


def _git_dates(config: Config, walk: Walk) -> Mapping[str, Dates]:
    if not config.git_dates:
        return {}
    try:
        return dates_of(config.notes, config.zone)
    except ShallowError:
        walk.diagnostics.append(diagnose("git-shallow", Place()))
    except GitError as problem:
        walk.diagnostics.append(diagnose("git-dates", Place(), problem=problem))
    return {}


def _signature(entry: os.DirEntry[str]) -> Signature:
    """A file that vanishes meanwhile has none: reading it will say so."""
    try:
        return signature_of(entry.stat(follow_symlinks=False))
    except OSError:
        return (0, 0, 0, 0)


def _entries(
    config: Config, folder: Path, prefix: str, not_notes: frozenset[str], walk: Walk
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Files below `folder` with their paths, in a stable order, whatever order the disk gives."""
    if prefix.count("/") > _DEEPEST:
        walk.diagnostics.append(diagnose("note-unreadable", Place(prefix), problem=f"over {_DEEPEST} folders deep"))
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: (nfc(entry.name), entry.name))
    except OSError as problem:
        walk.diagnostics.append(diagnose("note-unreadable", Place(prefix or "."), problem=problem.strerror))
        return
    for entry in entries:
        path = prefix + entry.name
        if not _is_text(entry.name):
            shown = path.encode("utf-8", "replace").decode()
            walk.diagnostics.append(diagnose("note-unreadable", Place(shown), problem="the name is not UTF-8"))
        elif reason := _skip_reason(walk.ignored, entry, path, not_notes):
            walk.skipped[reason] += 1
        elif entry.is_symlink():
            _follow_nowhere(config.notes, path, walk)
        elif entry.is_dir(follow_symlinks=False):
            _check_name(entry.name, path, walk)
            yield from _entries(config, folder / entry.name, path + "/", not_notes, walk)
        elif entry.is_file(follow_symlinks=False):
            _check_name(entry.name, path, walk)
            yield path, entry


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _check_name(name: str, path: str, walk: Walk) -> None:
    if without_controls(name) != name:
        names = " ".join(f"U+{ord(ch):04X}" for ch in name if not without_controls(ch))
        walk.diagnostics.append(diagnose("name-control", Place(path), names=names))


def _skip_reason(ignored: Ignored, entry: os.DirEntry[str], path: str, not_notes: frozenset[str]) -> str:
    name = entry.name
    if ignored.patterns and ignored.fits(path):
        return "ignore"
    if name.startswith(".") and name not in _DOTTED:
        return "."
    if entry.is_dir(follow_symlinks=False) or entry.is_symlink():
        if name in SKIPPED_FOLDERS or (name == "public" and os.path.isfile(f"{entry.path}/index.html")):  # noqa: PTH113
            return name + "/"
        if os.path.isfile(f"{entry.path}/pyvenv.cfg"):  # noqa: PTH113 (a string for each folder)
            return name + "/"
        if path.endswith("logseq/bak"):
            # What Logseq keeps of texts that were deleted or written over.
            return "logseq/bak/"
        if nfc(entry.path) in not_notes:
            return path + "/"
    return ""


def _follow_nowhere(root: Path, path: str, walk: Walk) -> None:
    """A link to something that may hold notes is told; of others it is enough that they are counted."""
    try:
        target = (root / path).resolve()
        inside, is_folder = target.is_relative_to(root), target.is_dir()
    except (OSError, RuntimeError):
        # It leads to itself.
        inside, is_folder = True, False
    if is_folder or os.path.splitext(path)[1].lower() in NOTE_SUFFIXES:  # noqa: PTH122
        walk.diagnostics.append(diagnose("symlink-skipped" if inside else "symlink-outside", Place(path)))
    else:
        walk.skipped["symlink"] += 1
