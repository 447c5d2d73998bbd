"""Putting files in their places, and taking them away, so that no reader ever sees half of one."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from fmnotes.site.output.manifest import Written
from fmnotes.site.workers import Lost, share_out

_TEMPORARY = ".fmnotes-tmp"


class OutputFile(NamedTuple):
    """A file of the site: its bytes, or where to copy them from, or the file that is moved to its place (`staged`).

    None of them when the file on disk is known to be it.
    """

    digest: str
    data: bytes | None = None
    source: Path | None = None
    fingerprint: str = ""
    why: str = ""
    staged: str = ""


def digest_of(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def write_files(root: Path, files: Mapping[str, OutputFile], changed: list[str], records: dict[str, Written]) -> None:
    """Each file through a temporary one in the same file system, so that no reader ever sees half of it.

    Many are shared out to all cores: most of the time goes into making folders. Raises OSError.
    """
    root.mkdir(parents=True, exist_ok=True)
    remove_temporary(root)
    made: set[str] = {str(root)}
    done = share_out(lambda number: _put(root, changed[number], files[changed[number]], made), range(len(changed)))
    lost: list[str] = []
    for number, record in done:
        if isinstance(record, Lost):
            lost.append(changed[number])
        else:
            records[changed[number]] = record
    if lost:
        remove_temporary(root)
        records.update((name, _put(root, name, files[name], made)) for name in lost)


def remove_temporary(root: Path) -> None:
    """What a writing that was stopped has left. Raises OSError."""
    for old in root.glob(f"{_TEMPORARY}-*"):
        if old.name.removeprefix(f"{_TEMPORARY}-").isdecimal():
            old.unlink(missing_ok=True)


def _put(root: Path, name: str, wanted: OutputFile, made: set[str]) -> Written:
    """Write one file; `made` are folders that are there. Raises OSError."""
    path = f"{root}/{name}"
    folder = os.path.dirname(path)  # noqa: PTH120
    if folder not in made:
        _make_folder(folder, made)
    if wanted.staged and _moved(wanted, path):
        return record_of(os.lstat(path), wanted)
    # Each process has a temporary file of its own.
    temporary = f"{root}/{_TEMPORARY}-{os.getpid()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    data = wanted.data if wanted.data is not None else Path(wanted.staged or wanted.source or path).read_bytes()
    with os.fdopen(os.open(temporary, flags, 0o644), "wb") as file:
        file.write(data)
        file.flush()
        record = record_of(os.fstat(file.fileno()), wanted)
    os.replace(temporary, path)  # noqa: PTH105
    return record


def _moved(wanted: OutputFile, path: str) -> bool:
    """Put a file in its place; false where it lies on another disk. Raises OSError."""
    try:
        os.replace(wanted.staged, path)  # noqa: PTH105
    except FileNotFoundError:
        if not _is_there(path, wanted):
            raise
    except OSError as problem:
        if problem.errno != errno.EXDEV:
            raise
        return False
    return True


def _is_there(path: str, wanted: OutputFile) -> bool:
    """Did a process that died since put it in its place?"""
    try:
        return digest_of(Path(path).read_bytes()) == wanted.digest
    except OSError:
        return False


def _make_folder(folder: str, made: set[str]) -> None:
    above = os.path.dirname(folder)  # noqa: PTH120
    if above not in made:
        _make_folder(above, made)
    with suppress(FileExistsError):
        os.mkdir(folder)  # noqa: PTH102
    made.add(folder)


def record_of(found: os.stat_result, wanted: OutputFile) -> Written:
    return Written(wanted.digest, found.st_size, found.st_mtime_ns, wanted.fingerprint, why=wanted.why)


def delete_files(root: Path, doomed: list[str]) -> None:
    for name in doomed:
        (root / name).unlink(missing_ok=True)
        folder = Path(name).parent
        while folder != Path():
            try:
                (root / folder).rmdir()
            except OSError:
                break
            folder = folder.parent
