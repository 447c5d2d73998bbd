"""Finding a file that a note mentions: by its exact name, then NFC/NFD, then case (KOREAN 3.1)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Literal
from urllib.parse import unquote

from fmnotes.text.names import nfc, path_key
from fmnotes.text.nearest import nearest

_SECRETS = (
    ".env*",
    "*.pem",
    "*.key",
    "id_rsa*",
    "id_ed25519*",
    "id_ecdsa*",
    ".git",
    ".netrc",
    ".npmrc",
    ".pypirc",
)
_ASSET_ROOTS = ("", "static/", "assets/", "content/", "docs/")

Match = Literal["exact", "decomposed", "inexact"]


@dataclass(frozen=True, slots=True)
class Found:
    """A file by its path as the disk spells it, and whether the author spelt it so."""

    path: str
    match: Match


class OutsideError(Exception):
    """The path leads out of the notes folder."""


class FileIndex:
    """All files of the notes folder, by every spelling."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = frozenset(files)

    @cached_property
    def _nfc(self) -> dict[str, str]:
        return {nfc(path): path for path in sorted(self.files, reverse=True)}

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {path_key(path): path for path in sorted(self.files, reverse=True)}

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for path in sorted(self.files):
            names.setdefault(path_key(posixpath.basename(path)), []).append(path)
        return names

    @cached_property
    def _by_stem(self) -> dict[str, str]:
        return {_stem(name): paths[0] for name, paths in self._by_name.items()}

    def find(self, note_path: str, target: str) -> Found | None:
        """The file that `target` means in the note at `note_path`. Raises OutsideError."""
        candidates = list(_candidates(note_path, target))
        for path in candidates:
            if path in self.files:
                return Found(path, "exact")
        for path in candidates:
            if nfc(path) in self._nfc:
                return Found(self._nfc[nfc(path)], "decomposed")
        for path in candidates:
            if path_key(path) in self._folded:
                return Found(self._folded[path_key(path)], "inexact")
        return None

    def find_by_name(self, note_path: str, target: str) -> Found | None:
        """Obsidian's rule: the file of that name, wherever it is; the nearest one if there are several."""
        name = path_key(posixpath.basename(unquote(target)))
        tail = path_key(unquote(target).strip("/"))
        paths = [path for path in self._by_name.get(name, []) if path_key(path).endswith(tail)]
        if not paths:
            return None
        nearest = max(paths, key=lambda path: (len(posixpath.commonprefix([path, note_path])), -len(path)))
        return Found(nearest, "exact")

    def close_to(self, target: str) -> str:
        """The path whose name is most like the target's; empty when none is like it."""
        wanted = _stem(path_key(posixpath.basename(unquote(target))))
        found = nearest(wanted, self._by_stem, least=74)
        return self._by_stem[found[0][0]] if found else ""


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def is_secret(path: str) -> bool:
    """Files that must never be published, wherever they are (SAFETY T5)."""
    return any(fnmatchcase(part, pattern) for part in path.lower().split("/") for pattern in _SECRETS)


def _candidates(note_path: str, target: str) -> Iterator[str]:
    folder = posixpath.dirname(note_path)
    stem = posixpath.basename(note_path).rpartition(".")[0]
    spellings = dict.fromkeys([target, unquote(target)])
    for spelling in spellings:
        if not spelling.startswith("/"):
            yield _inside(posixpath.join(folder, spelling))
            yield posixpath.normpath(posixpath.join(folder, stem, spelling))
    for spelling in spellings:
        for root in _ASSET_ROOTS:
            yield posixpath.normpath(root + spelling.lstrip("/"))


def _inside(path: str) -> str:
    normal = posixpath.normpath(path)
    if normal == ".." or normal.startswith("../"):
        raise OutsideError(path)
    return normal
