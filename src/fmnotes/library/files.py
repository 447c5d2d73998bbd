"""Finding a file that a note mentions: by its exact name, then NFC/NFD, then case."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
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
    "*.env",
    "*.p12",
    "*.pfx",
    "*.jks",
    "*.keystore",
    "*.kdbx",
    "*.ovpn",
    "*.tfstate",
    "credentials.json",
    "client_secret*.json",
    "service-account*.json",
    "secrets.y*ml",
    "token.pickle",
)
_ASSET_ROOTS = (
    *("", "static/", "assets/", "content/", "docs/", "public/", "source/"),
    *("docs/public/", ".vuepress/public/", "docs/.vuepress/public/"),
)
"""Where `/` begins: Hugo, Jekyll, Next and VitePress, Hexo, VuePress."""

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
        self._suggestions: dict[str, str] = {}
        self._ending: dict[str, list[str]] = {}
        self._nearest: dict[tuple[str, str], str] = {}

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

    def find_in(self, note_path: str, target: str, pictures: str) -> Found | None:
        """The same where Windows wrote `\\` for `/`, or else in the folder `pictures`. Raises OutsideError."""
        found = self.find(note_path, target)
        if found is None and "%5C" in target:
            found = self.find(note_path, target.replace("%5C", "/"))
        if found is None and pictures and not target.startswith("/"):
            found = self.find(note_path, f"/{pictures.strip('/')}/{target}")
        return found

    def find_by_name(self, note_path: str, target: str) -> Found | None:
        """Obsidian's rule: the file of that name, wherever it is; the nearest one if there are several."""
        tail = path_key(unquote(target).strip("/"))
        if tail not in self._ending:
            named = self._by_name.get(path_key(posixpath.basename(unquote(target))), [])
            self._ending[tail] = [path for path in named if f"/{path_key(path)}".endswith(f"/{tail}")]
        paths = self._ending[tail]
        if not paths:
            return None
        # In order of the alphabet the one that shares most with the note stands beside it.
        at = bisect_left(paths, note_path)
        shared = max((posixpath.commonprefix([path, note_path]) for path in paths[max(0, at - 1) : at + 1]), key=len)
        if (tail, shared) not in self._nearest:
            near = (path for path in paths if path.startswith(shared))
            self._nearest[tail, shared] = min(near, key=lambda path: (len(path), path))
        return Found(self._nearest[tail, shared], "exact")

    def close_to(self, target: str) -> str:
        """The path whose name is most like the target's; empty when none is like it."""
        wanted = _stem(path_key(posixpath.basename(unquote(target))))
        if wanted not in self._suggestions:
            found = nearest(wanted, self._by_stem, least=74, numbered=True)
            self._suggestions[wanted] = self._by_stem[found[0][0]] if found else ""
        return self._suggestions[wanted]


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def is_secret(path: str) -> bool:
    """Files that must never be published, wherever they are."""
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
