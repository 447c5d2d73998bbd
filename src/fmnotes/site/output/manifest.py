"""What we wrote into an output folder: the only files that may ever be deleted or written over."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from fmnotes.config import Config
from fmnotes.disk import replace_whole
from fmnotes.site.state import kept_file, make_state_folder, state_folder, unconfigured

_VERSION = 2


KEPT = "kept"
"""Why a file of ours that is no part of the site any more is still there: somebody changed it."""


class Written(NamedTuple):
    """A file we wrote: its digest, its size and time as the disk had them then, the fingerprint of its page."""

    digest: str
    size: int = -1
    mtime_ns: int = -1
    fingerprint: str = ""
    before: str = ""
    """What it may be still: the digests, with spaces between, that it had before builds that came to no end."""
    why: str = ""
    """Why it was rendered when it last was (`site.incremental.rebuilt`)."""

    @property
    def digests(self) -> list[str]:
        """All that may lie there and is ours."""
        return list(dict.fromkeys([self.digest, *self.before.split()]))


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files we wrote below one output folder, and the fingerprint of the site they show."""

    files: Mapping[str, Written] = field(default_factory=dict)
    site: str = ""
    exists: bool = False


class OutputFolder(NamedTuple):
    """An output folder, what we wrote there, and the folder (where there is one) of what is kept between builds.

    `intact` are the names of files that were as we left them when the build began.
    """

    folder: Path
    manifest: Manifest
    state: Path | None
    intact: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Was everything there that we wrote?"""
        return len(self.intact) == len(self.manifest.files)


def look_at(folder: Path, manifest: Manifest, state: Path) -> OutputFolder:
    """What is there of all we wrote: each file is looked at once a build."""
    intact = frozenset(name for name, known in manifest.files.items() if is_intact(folder, name, known))
    return OutputFolder(folder, manifest, state, intact)


def manifest_path(state: Path, output: Path) -> Path:
    return kept_file(state, output, "output")


def known_manifest(config: Config, output: Path) -> Path:
    """The manifest of what was written there, even before the folder had a configuration."""
    own, before = (manifest_path(state, output) for state in (state_folder(config), unconfigured(config)))
    return own if own.is_file() or not before.is_file() else before


def load_manifest(path: Path) -> Manifest:
    """The manifest at `path`; an empty one where there is none or it is not readable."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["version"] != _VERSION:
            return Manifest()
        files = {name: _written(values) for name, values in data["files"].items() if _is_inside(name)}
        return Manifest(files, str(data["site"]), exists=True)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Manifest()


def _is_inside(name: str) -> bool:
    """A manifest may come from a stranger's repository: it may speak of files below the output folder only."""
    parts = name.split("/")
    foreign = sys.platform == "win32" and ("\\" in name or ":" in name)
    return not foreign and "\0" not in name and not {"", ".", ".."} & set(parts)


def _written(values: list[object]) -> Written:
    digest, size, mtime_ns, fingerprint, before, why = values
    return Written(str(digest), int(str(size)), int(str(mtime_ns)), str(fingerprint), str(before), str(why))


def is_intact(root: Path | str, name: str, known: Written | None) -> bool:
    """Is the file as we left it, by size and time? (A hand that edits it changes the time.)"""
    if known is None or known.mtime_ns < 0:
        return False
    try:
        found = os.lstat(f"{root}/{name}")
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and (found.st_size, found.st_mtime_ns) == (known.size, known.mtime_ns)


def save_manifest(path: Path, manifest: Manifest) -> None:
    """Write whole or not at all. Raises OSError."""
    make_state_folder(path.parent)
    files = {name: list(one) for name, one in sorted(manifest.files.items())}
    # A file name may hold bytes that are no UTF-8; JSON escapes carry them.
    text = json.dumps({"version": _VERSION, "site": manifest.site, "files": files})
    replace_whole(path, text)
