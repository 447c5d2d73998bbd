"""A build with nothing to do: known by the sizes and times of everything that a build reads.

Nothing is read, parsed or planned then. Imports little: most of such a build would be spent on loading the program.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from fmnotes.config import CONFIGURATIONS, TERMS, Config, describe
from fmnotes.diagnostics import Diagnostic
from fmnotes.disk import replace_whole
from fmnotes.git.run import Git, GitError, repository_of
from fmnotes.notes.vault import template_folders
from fmnotes.site.cache.settled import is_settled
from fmnotes.site.cache.versions import PACKAGE, library_versions
from fmnotes.site.output.manifest import is_intact, load_manifest, manifest_path
from fmnotes.site.state import kept_file, make_state_folder
from fmnotes.site.theme.folder import theme_folder

_VERSION = 1
_OUTCOME = "outcome"
_UNREAD = {".git", ".fmnotes", ".venv"}


class Outcome(NamedTuple):
    """What a build says when it is done."""

    read: int
    shown: int
    hidden: Counter[str]
    failed: tuple[str, ...]
    skipped: tuple[tuple[str, int], ...]
    pages: int
    assets: int
    diagnostics: tuple[Diagnostic, ...]


class State(NamedTuple):
    """Everything a build reads, as one digest; `settled` when nothing of it was written a moment ago."""

    digest: str
    settled: bool


def state_of(config: Config, options: Sequence[object], today: date, own: Sequence[Path]) -> State:
    """The state before a build. `own` are folders that no build reads: the output, the state."""
    hasher = hashlib.blake2b(digest_size=16)
    told = [
        describe(config),
        repr(options),
        today.isoformat(),
        str(config.notes),
        _head(config),
        library_versions(),
    ]
    told += [str(config.above), *sorted(map(str, template_folders(config)))]
    hasher.update("\0".join(told).encode("utf-8", "surrogateescape"))
    folders = [config.notes, PACKAGE, theme_folder(), *([config.templates, config.static] if config.file else [])]
    files = [config.root / name for name in (*CONFIGURATIONS, TERMS, config.card_font or "fmnotes.toml")]
    newest, now = 0, time.time_ns()
    for row in _rows(folders, files, {str(folder) for folder in own}, config.static):
        hasher.update(row[0])
        newest = max(newest, row[1])
    return State(hasher.hexdigest(), is_settled(newest, now))


def _head(config: Config) -> str:
    """The commit whose history gives dates, where git is asked for them."""
    if not config.git_dates or repository_of(config.notes) is None:
        return ""
    with suppress(GitError):
        return Git(config.notes).text("rev-parse", "HEAD", "--is-shallow-repository")
    return "none"


def _rows(folders: Sequence[Path], files: Sequence[Path], own: set[str], static: Path) -> Iterator[tuple[bytes, int]]:
    """A line for each file and folder with all that changes when it changes, and the time of its last change."""
    for file in files:
        with suppress(OSError):
            yield _row(str(file), file.stat())
    waiting = [(str(folder), index) for index, folder in enumerate(folders)]
    while waiting:
        folder, index = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            yield f"{folder}\0none\0".encode("utf-8", "surrogateescape"), 0
            continue
        for entry in entries:
            if entry.path in own or _is_unread(entry.name, folders[index], static):
                continue
            try:
                if entry.is_symlink():
                    yield f"{entry.path}\0{Path(entry.path).readlink()}\0".encode("utf-8", "surrogateescape"), 0
                # A link counts as what it leads to as well: a template may be one.
                found = entry.stat()
            except OSError:
                continue
            if stat.S_ISDIR(found.st_mode):
                if not entry.is_symlink():
                    waiting.append((entry.path, index))
                # The time of a folder changes with what we write into it, its name is enough.
                yield f"{entry.path}\0/\0".encode("utf-8", "surrogateescape"), 0
            else:
                yield _row(entry.path, found)


def _is_unread(name: str, folder: Path, static: Path) -> bool:
    """What no build reads of a folder. Files with a dot are read in `static` alone, but they are few everywhere."""
    if folder == PACKAGE:
        return name == "__pycache__"
    return name in _UNREAD and folder != static


def _row(path: str, found: os.stat_result) -> tuple[bytes, int]:
    told = f"{path}\0{found.st_mode} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}\0"
    return told.encode("utf-8", "surrogateescape"), max(found.st_mtime_ns, found.st_ctime_ns)


def earlier(folder: Path, output: Path, state: State) -> tuple[Outcome, int] | None:
    """What the last build into `output` said, if it read this very state and its files are as it left them.

    With the number of these files.
    """
    path = manifest_path(folder, output)
    try:
        kept = json.loads(kept_file(folder, output, _OUTCOME).read_text("utf-8"))
        if kept["version"] != _VERSION or kept["state"] != state.digest:
            return None
        outcome = _outcome(kept["outcome"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    manifest = load_manifest(path)
    if manifest.site != kept["site"] or not all(is_intact(output, name, one) for name, one in manifest.files.items()):
        return None
    return outcome, len(manifest.files)


def remember(folder: Path, output: Path, state: State, site: str, outcome: Outcome) -> None:
    """Keep what a build said, for the next that has nothing to do; nothing where that could not be told apart."""
    path = kept_file(folder, output, _OUTCOME)
    with suppress(OSError):
        path.unlink(missing_ok=True)
        if state.settled:
            make_state_folder(folder)
            told = {**outcome._asdict(), "diagnostics": [one.row() for one in outcome.diagnostics]}
            kept = {"version": _VERSION, "state": state.digest, "site": site, "outcome": told}
            replace_whole(path, json.dumps(kept))


def _outcome(told: dict[str, Any]) -> Outcome:
    made = Outcome(**told)
    return made._replace(
        hidden=Counter(told["hidden"]),
        failed=tuple(told["failed"]),
        skipped=tuple((name, count) for name, count in told["skipped"]),
        diagnostics=tuple(map(Diagnostic.of_row, told["diagnostics"])),
    )
