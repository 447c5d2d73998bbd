"""The published branch, by git's plumbing and an index of our own: work tree and index stay as they are.

Blobs are written without filters, so no autocrlf, attribute or hook of the user's changes a byte.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fmnotes.git.run import Git, GitError
from fmnotes.notes.file_names import NOTE_SUFFIXES

NOTES = "_/notes.json"
_BUILT = {"index.html", ".nojekyll"}
_SET_UP = {"CNAME", ".nojekyll"}
_SOURCES = (*NOTE_SUFFIXES, "fmnotes.toml", "pyproject.toml", "package.json", "Gemfile", "go.mod", "Cargo.toml")
_FOLDERS = (".github/", "src/")
_NOBODY = {"NAME": "fmnotes", "EMAIL": "fmnotes@localhost"}


@dataclass(frozen=True, slots=True)
class Published:
    """What the branch holds now: its commit (empty: there is no branch yet), blobs by path, titles by address."""

    commit: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of the repository at `address`, seen from the one that `git` works in."""

    git: Git
    address: str
    name: str

    @property
    def ref(self) -> str:
        return f"refs/heads/{self.name}"

    def is_for_sources(self, now: Published) -> bool:
        """Is it the branch that is checked out, or one that holds anything but a built site?"""
        try:
            current = self.git.text("symbolic-ref", "--quiet", "--short", "HEAD")
        except GitError:
            current = ""
        if current == self.name:
            return True
        files = now.files
        if files.keys() <= _SET_UP or NOTES in files:
            # A site of ours may hold any file that an author attached; GitHub writes a domain there before any site.
            return False
        return not _BUILT & files.keys() or any(name.endswith(_SOURCES) or name.startswith(_FOLDERS) for name in files)

    def published(self) -> Published:
        """What readers see now, fetched from the remote. Raises GitError."""
        # A pattern of `ls-remote` also fits the end of longer names.
        rows = (row.split("\t") for row in self.git.text("ls-remote", "--", self.address, self.ref).splitlines())
        commit = next((row[0] for row in rows if row[-1] == self.ref), "")
        if not commit:
            return Published()
        quietly = ("--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head")
        self.git.run("fetch", *quietly, "--", self.address, self.ref)
        tree = self.git.run("ls-tree", "-r", "-z", "--full-tree", commit).decode("utf-8", "surrogateescape")
        files: dict[str, str] = {}
        for row in tree.split("\0")[:-1]:
            head, _, path = row.partition("\t")
            files[path] = head.split(" ")[2]
        return Published(commit, files, self._titles(files))

    def _titles(self, files: Mapping[str, str]) -> dict[str, str]:
        if NOTES not in files:
            return {}
        return titles_of(self.git.run("cat-file", "blob", files[NOTES]))

    def content(self, blob: str) -> bytes:
        return self.git.run("cat-file", "blob", blob)

    def blobs(self, files: Mapping[str, Path], *, write: bool) -> dict[str, str]:
        """The blob of each file by its path in the site; `write` puts them into the repository."""
        names = sorted(files)
        paths = "".join(f"{files[name]}\n" for name in names).encode("utf-8", "surrogateescape")
        store = ["-w"] if write else []
        found = self.git.run("hash-object", *store, "--no-filters", "--stdin-paths", data=paths)
        return dict(zip(names, found.decode().split(), strict=True))

    def commit(self, blobs: Mapping[str, str], parents: Iterable[str], message: str) -> str:
        """A commit with exactly these files; nothing but objects is added to the repository."""
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            rows = "".join(f"100644 {blob}\t{name}\0" for name, blob in sorted(blobs.items()))
            data = rows.encode("utf-8", "surrogateescape")
            self.git.run("update-index", "-z", "--add", "--index-info", data=data, extra=index)
            tree = self.git.run("write-tree", extra=index).decode().strip()
        above = [part for parent in parents for part in ("-p", parent)]
        made = self.git.run("commit-tree", "--no-gpg-sign", tree, *above, data=message.encode(), extra=self._identity())
        return made.decode().strip()

    def _identity(self) -> dict[str, str]:
        """A name for the commit where the user has told git none."""
        try:
            self.git.run("var", "GIT_COMMITTER_IDENT")
            self.git.run("var", "GIT_AUTHOR_IDENT")
        except GitError:
            return {f"GIT_{who}_{what}": name for who in ("AUTHOR", "COMMITTER") for what, name in _NOBODY.items()}
        return {}

    def push(self, commit: str, expected: str) -> None:
        """Put the branch on `commit` if it still stands on `expected` (empty: if it is not there). Raises GitError."""
        lease = f"--force-with-lease={self.ref}:{expected}"
        self.git.run("push", "--quiet", "--no-verify", "--no-signed", lease, "--", self.address, f"{commit}:{self.ref}")


def titles_of(data: bytes) -> dict[str, str]:
    """Titles by address out of `_/notes.json`; nothing where it is not ours."""
    try:
        rows = json.loads(data)
        return {f"/{href}": title for title, href, *_ in rows if isinstance(title, str) and isinstance(href, str)}
    except (ValueError, TypeError, RecursionError):
        return {}


def valid_branch(git: Git, name: str) -> bool:
    try:
        git.run("check-ref-format", f"refs/heads/{name}")
    except GitError:
        return False
    return name != "HEAD" and not name.startswith(("-", "refs/"))
