"""Where builds keep what they remember, and how it is written."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from pathlib import Path

from fmnotes.config import Config


def state_folder(config: Config) -> Path:
    """`.fmnotes/` beside the configuration; without one, or where it cannot be, in the user's cache folder."""
    own = config.root / ".fmnotes"
    # A folder that is mounted to be read has no place for it.
    writable = os.access(own if own.exists() else config.root, os.W_OK)
    return own if config.file and writable else unconfigured(config)


def unconfigured(config: Config) -> Path:
    """The folder for what builds of a folder without configuration remember. Raises OSError."""
    name = hashlib.blake2b(str(config.root).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return _cache_home() / "fmnotes" / name


def _cache_home() -> Path:
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 (Path.home raises another error)
    if not home.is_absolute():
        raise OSError(errno.ENOENT, "no home folder", "~")
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
    if sys.platform == "darwin":
        return home / "Library/Caches"
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # A relative one is to be ignored (XDG Base Directory Specification).
    return named if named.is_absolute() else home / ".cache"


def kept_file(state: Path, output: Path, kind: str) -> Path:
    """The file in a state folder that remembers what `kind` says of builds into the folder `output`."""
    name = hashlib.blake2b(str(output).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return state / f"{kind}-{name}.json"


def make_state_folder(folder: Path) -> None:
    """The folder for what builds remember; it ignores itself in git. Raises OSError.

    It may have come with a site of others: through a link in it, or in its place, nothing is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with os.scandir(folder) as entries:
        links = [str(folder)] if folder.is_symlink() else [entry.path for entry in entries if entry.is_symlink()]
    if links:
        raise OSError(errno.ELOOP, "a link", links[0])
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", "utf-8")
