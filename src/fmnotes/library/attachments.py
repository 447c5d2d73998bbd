"""The files that references of notes lead to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from fmnotes.library.files import FileIndex, Found, OutsideError, is_secret
from fmnotes.library.link_problems import LinkProblems
from fmnotes.library.targets import ACTIVE, NO_SCHEME, UNREAD, Target, relative, suffix_of
from fmnotes.markdown.body import Reference
from fmnotes.notes.note import Note
from fmnotes.text.names import Address


@dataclass(frozen=True, slots=True)
class Attachments:
    """Finds files among those of the notes folder and of `static/`; active ones are for notes that are `trusted`."""

    files: FileIndex
    static: FileIndex
    trusted: bool
    problems: LinkProblems

    def by_name(self, note: Note, name: str) -> Target | None:
        """The file of that name, wherever it is, unless it may not be published."""
        found = self.files.find_by_name(note.path, name)
        secret = found and (is_secret(found.path) or suffix_of(found.path) in UNREAD)
        return Target("file", path=found.path) if found and not secret else None

    def find(self, note: Note, ref: Reference, path: str, *, image: bool = False) -> Target | None:
        """The file at `path`; None where there is none. A file that may not be published is a target that says so."""
        if is_secret(unquote(path)):
            return self.problems.refuse(note, ref, "asset-refused", "missing")
        try:
            found = self.files.find_in(note.path, path, note.metadata.pictures_folder)
        except OutsideError:
            found = self._from_top(path)
            if found is None:
                shown = image or ref.kind in {"image", "embed"}
                return self.problems.refuse(note, ref, "link-outside" if shown else "link-above", "missing")
            self.problems.report(note, ref, "asset-above", target=unquote(path), actual=relative(note.path, found.path))
        if found is None and (in_static := self._in_static(path)):
            return in_static
        if found is None and image and "/" not in unquote(path):
            named = self.files.find_by_name(note.path, path)
            found = Found(named.path, "inexact" if ref.kind == "image" else "exact") if named else None
        return self._judged(note, ref, path, found, image=image) if found else None

    def _judged(self, note: Note, ref: Reference, path: str, found: Found, *, image: bool) -> Target | None:
        """The target of a reference to `found`, unless it may not be published or is not what was meant."""
        if is_secret(found.path):
            return self.problems.refuse(note, ref, "asset-refused", "missing")
        suffix = suffix_of(found.path)
        if suffix in ACTIVE and not self.trusted and not (image and suffix == "svg"):
            return self.problems.refuse(note, ref, "attachment-active", "missing")
        if found.match == "inexact" and not image and not suffix:
            return None
        if found.match != "exact":
            code = "asset-inexact" if found.match == "inexact" else "asset-decomposed"
            self.problems.report(note, ref, code, target=unquote(path), actual=relative(note.path, found.path))
        return Target("file", path=found.path)

    def missing(self, note: Note, ref: Reference, path: str) -> Target:
        """The target of a reference to no file, which is reported with what it may mean."""
        if NO_SCHEME.fullmatch(path):
            self.problems.report(
                note, ref, "link-no-scheme", target=unquote(path), scheme="mailto:" if "@" in path else "https://"
            )
            return Target("missing")
        close = self.files.close_to(path) if self.problems.may_suggest() else ""
        code = "asset-misspelt" if close else "asset-missing"
        self.problems.report(note, ref, code, target=unquote(path), close=relative(note.path, close))
        return Target("missing")

    def is_there(self, note: Note, path: str) -> bool:
        """Is there a file of that name, whether it may be published or not?"""
        found = self.files.find(note.path, path)
        return found is not None and found.match == "exact"

    def _from_top(self, path: str) -> Found | None:
        """The file that a browser would ask for: it takes no way above the top (RFC 3986, 5.2.4)."""
        found = self.files.find("", posixpath.normpath("/" + unquote(path).lstrip("/")))
        return found if found and found.match == "exact" else None

    def _in_static(self, path: str) -> Target | None:
        try:
            found = self.static.find("", path)
        except OutsideError:
            return None
        return Target("static", Address("/" + found.path)) if found else None
