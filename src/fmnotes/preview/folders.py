"""What lies in the folders of a site, told by `stat` alone: whether anything changed, and what."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from fmnotes.notes.folder import SKIPPED_FOLDERS
from fmnotes.notes.source import Signature, signature_of

_PASSING = ("~", ".swp", ".swx")
"""What editors write beside a file and take away again."""


def look(folders: Mapping[str, Path], skip: frozenset[Path]) -> dict[tuple[str, str], Signature]:
    """Every file below `folders` (by name), by (name, path below it); a folder that is not there has none."""
    found: dict[tuple[str, str], Signature] = {}
    for name, folder in folders.items():
        if folder.is_file():
            if signature := signature_at(folder):
                found[name, folder.name] = signature
            continue
        for path, signature in _walk(str(folder), "", skip, every=name == "static"):
            found[name, path] = signature
    return found


def signature_at(path: str | Path) -> Signature | None:
    """What `stat` tells of the file at `path`; None where there is none."""
    try:
        return signature_of(os.stat(path, follow_symlinks=False))  # noqa: PTH116 (a string where it is one already)
    except OSError:
        return None


def _walk(folder: str, prefix: str, skip: frozenset[Path], *, every: bool) -> Iterator[tuple[str, Signature]]:
    """With `every`, files that are no notes' too: those of `static/` are copied as they are."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        passing = entry.name.startswith(".") or entry.name.endswith(_PASSING) or entry.name in SKIPPED_FOLDERS
        if passing and not every:
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                if Path(entry.path) not in skip:
                    yield from _walk(entry.path, f"{prefix}{entry.name}/", skip, every=every)
                continue
            signature = signature_of(entry.stat(follow_symlinks=False))
        except OSError:
            continue
        yield prefix + entry.name, signature


def differences(
    old: Mapping[tuple[str, str], Signature], new: Mapping[tuple[str, str], Signature]
) -> set[tuple[str, str]]:
    """The files that are in one of the two only, or differ."""
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
