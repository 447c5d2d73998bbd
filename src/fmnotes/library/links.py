"""What each reference of a note leads to, with a diagnostic where it leads nowhere."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from rapidfuzz import process

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.library.files import FileIndex, Found, OutsideError, is_secret
from fmnotes.library.index import NoteIndex
from fmnotes.markdown.body import Reference
from fmnotes.notes.note import Note
from fmnotes.text.names import Address, heading_slug, name_key, path_key

Kind = Literal["note", "page", "file", "static", "external", "anchor", "missing", "unsafe"]

_NOWHERE = Address("")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ALLOWED = ("http://", "https://", "mailto:", "tel:")
_IMAGES = frozenset("png jpg jpeg gif webp avif svg bmp ico tif tiff".split())
_NOT_NOTES = frozenset(
    "pdf zip csv tsv txt py ipynb mp3 mp4 webm ogg wav m4a json yaml yml toml docx pptx xlsx bib".split()
)
_ACTIVE = frozenset("html htm xhtml js mjs svg xml swf".split())


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads. `address` is a page or file of the site, `url` an address elsewhere.

    `path` is the note's or file's path in the notes folder; `fragment` an id that exists on the page.
    """

    kind: Kind
    address: Address = _NOWHERE
    fragment: str = ""
    url: str = ""
    path: str = ""


@dataclass
class LinkResolver:
    """Resolves the references of one note after another, and gathers what is wrong with them."""

    index: NoteIndex
    files: FileIndex
    static: FileIndex
    shown: frozenset[str]
    base_url: str
    trusted: bool
    diagnostics: list[Diagnostic]

    def resolve(self, note: Note) -> tuple[Target, ...]:
        """A target for each of the note's references, in their order."""
        return tuple(self._resolve(note, ref) for ref in note.outline.references)

    def _resolve(self, note: Note, ref: Reference) -> Target:
        if ref.kind == "wikilink":
            return self._wikilink(note, ref)
        if ref.kind == "embed":
            return self._embed(note, ref)
        return self._url(note, ref)

    # -- Markdown and HTML: URLs -----------------------------------------------------------------------------

    def _url(self, note: Note, ref: Reference) -> Target:
        target = ref.target
        if self.base_url and target.startswith(self.base_url):
            own = self._own_site(note, target)
            if own:
                return own
        if _SCHEME.match(target) or target.startswith(("//", "/\\", "\\")):
            url = _external_url(target)
            if url:
                return Target("external", url=url)
            return self._problem(note, ref, "link-unsafe", "unsafe")
        if target.startswith("#"):
            return self._anchor(note, ref, note, target[1:])
        path, _, fragment = target.partition("#")
        path = path.partition("?")[0]
        if not path:
            return Target("anchor")
        if ref.kind == "image":
            return self._file(note, ref, path)
        return self._page_or_file(note, ref, path, fragment)

    def _own_site(self, note: Note, target: str) -> Target | None:
        parts = urlsplit(target[len(self.base_url) :])
        found = self.index.by_address(Address("/"), "/" + parts.path)
        if found in self.shown:
            return self._to_note(note, None, str(found), parts.fragment)
        return None

    def _page_or_file(self, note: Note, ref: Reference, path: str, fragment: str) -> Target:
        found = self.index.by_path(note.path, path)
        if not found:
            at = self.index.addresses.get(note.path, Address("/"))
            reached = self.index.by_address(at, path)
            if isinstance(reached, str) and reached in self.index.notes:
                found = reached
            elif reached:
                return Target("page", Address(reached))
        if found:
            return self._to_note(note, ref, found, fragment)
        suffix = _suffix(path)
        if suffix not in {"md", "markdown"} and ref.kind != "wikilink":
            file = self._find(note, ref, path)
            if isinstance(file, Target):
                return file
            if ref.kind == "raw" and suffix in _IMAGES:
                return self._missing_file(note, ref, path)
        if suffix in {"", "md", "markdown"} or "." not in path:
            choice = self.index.by_name(note.path, unquote(path).rpartition("/")[2])
            if choice and not choice.others and suffix:
                return self._to_note(note, ref, choice.path, fragment)
            return self._missing_note(note, ref, path)
        return self._missing_file(note, ref, path)

    # -- wikilinks and embeds --------------------------------------------------------------------------------

    def _wikilink(self, note: Note, ref: Reference) -> Target:
        name, _, fragment = ref.target.partition("#")
        name = name.partition("^")[0].strip() if not name.startswith("^") else ""
        if not name:
            return self._anchor(note, ref, note, fragment, wiki=True)
        choice = self.index.by_name(note.path, name)
        if choice is None:
            if _SCHEME.match(name):
                return self._url(note, ref)
            suffix = _suffix(name)
            if suffix in _IMAGES or suffix in _NOT_NOTES:
                file = self._find(note, ref, name) or self._by_name(note, name)
                return file if isinstance(file, Target) else self._missing_file(note, ref, name)
            return self._missing_note(note, ref, name)
        if choice.others:
            self._report(note, ref, "link-ambiguous", target=name, chosen=choice.path, others=", ".join(choice.others))
        return self._to_note(note, ref, choice.path, fragment, wiki=True)

    def _embed(self, note: Note, ref: Reference) -> Target:
        name = ref.target.partition("#")[0].strip()
        if _suffix(name) in _IMAGES | _NOT_NOTES:
            found = self._find(note, ref, name, image=True)
            if found is None:
                found = self._by_name(note, name)
            return found or self._missing_file(note, ref, name)
        return self._wikilink(note, ref)

    def _by_name(self, note: Note, name: str) -> Target | None:
        found = self.files.find_by_name(note.path, name)
        return Target("file", path=found.path) if found and not is_secret(found.path) else None

    # -- notes and their headings ----------------------------------------------------------------------------

    def _to_note(self, note: Note, ref: Reference | None, path: str, fragment: str, *, wiki: bool = False) -> Target:
        if path not in self.shown:
            return self._problem(note, ref, "link-hidden", "missing")
        address = self.index.addresses[path]
        if not fragment:
            return Target("note", address, path=path)
        anchor = self._anchor(note, ref, self.index.notes[path], fragment, wiki=wiki)
        return Target("note", address, anchor.fragment, path=path)

    def _anchor(self, note: Note, ref: Reference | None, owner: Note, fragment: str, *, wiki: bool = False) -> Target:
        """A heading or other id of `owner`; the bare page, with a warning, where there is none of that name."""
        written = unquote(fragment)
        if wiki:
            written = written.rpartition("#")[2]
            if written.startswith("^"):
                return Target("anchor")
        if not written or written == "top":
            return Target("anchor")
        ids = owner.outline.ids
        for spelling in (written, f"u-{written}", heading_slug(written), written.lower()):
            if spelling in ids:
                return Target("anchor", fragment=spelling)
        wanted = name_key(written)
        for heading in owner.outline.headings:
            if name_key(heading.text) == wanted:
                return Target("anchor", fragment=heading.id)
        if ref:
            close = process.extractOne(heading_slug(written), ids, score_cutoff=75)
            code = "anchor-misspelt" if close else "anchor-missing"
            self._report(note, ref, code, anchor=written, close=close[0] if close else "")
        return Target("anchor")

    # -- files -----------------------------------------------------------------------------------------------

    def _file(self, note: Note, ref: Reference, path: str) -> Target:
        return self._find(note, ref, path, image=True) or self._missing_file(note, ref, path)

    def _find(self, note: Note, ref: Reference, path: str, *, image: bool = False) -> Target | None:
        """The file at `path`; None where there is none. A file that may not be published is a target that says so."""
        if is_secret(unquote(path)):
            return self._problem(note, ref, "asset-refused", "missing")
        try:
            found = self.files.find(note.path, path)
        except OutsideError:
            return self._problem(note, ref, "link-outside", "missing")
        if found is None:
            in_static = self._in_static(path)
            if in_static is None and image and "/" not in unquote(path):
                named = self.files.find_by_name(note.path, path)
                found = Found(named.path, "inexact" if ref.kind == "image" else "exact") if named else None
            if found is None:
                return in_static
        if is_secret(found.path):
            return self._problem(note, ref, "asset-refused", "missing")
        if not image and ref.kind != "raw" and _suffix(found.path) in _ACTIVE and not self.trusted:
            return self._problem(note, ref, "attachment-active", "missing")
        if found.match == "inexact":
            self._report(note, ref, "asset-inexact", target=unquote(path), actual=found.path)
        return Target("file", path=found.path)

    def _in_static(self, path: str) -> Target | None:
        try:
            found = self.static.find("", path)
        except OutsideError:
            return None
        return Target("static", Address("/" + found.path)) if found else None

    # -- problems --------------------------------------------------------------------------------------------

    def _missing_file(self, note: Note, ref: Reference, path: str) -> Target:
        close = self.files.close_to(path)
        code = "asset-misspelt" if close else "asset-missing"
        self._report(note, ref, code, target=unquote(path), close=_relative(note.path, close))
        return Target("missing")

    def _missing_note(self, note: Note, ref: Reference, path: str) -> Target:
        close = self.index.close_to(path)
        code = "link-misspelt" if close else "link-missing"
        shown = close if ref.kind == "wikilink" else _relative(note.path, close)
        self._report(note, ref, code, target=unquote(path), close=shown)
        return Target("missing")

    def _problem(self, note: Note, ref: Reference | None, code: str, kind: Kind) -> Target:
        if ref:
            self._report(note, ref, code, target=unquote(ref.target))
        return Target(kind)

    def _report(self, note: Note, ref: Reference, code: str, **values: object) -> None:
        place = Place(note.path, ref.line, ref.column, ref.width)
        self.diagnostics.append(diagnose(code, place, **values))


def _external_url(target: str) -> str:
    """An address elsewhere that may stand in a page; empty for other schemes and for what is no address."""
    if not target.lower().startswith(_ALLOWED):
        return ""
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    if parts.scheme in {"http", "https"} and not parts.hostname:
        return ""
    head, mark, fragment = target.partition("#")
    return head + mark + fragment.replace("#", "%23")


def _suffix(path: str) -> str:
    name = posixpath.basename(path)
    return name.rpartition(".")[2].lower() if "." in name else ""


def _relative(note_path: str, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(note_path) or ".") if path else ""


def page_keys(addresses: list[str]) -> frozenset[str]:
    """Addresses of pages that are not notes, in the form in which links look them up."""
    return frozenset(path_key(address) for address in addresses)
