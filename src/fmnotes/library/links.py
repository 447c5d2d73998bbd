"""What each reference of a note leads to, with a diagnostic where it leads nowhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.library.anchors import Anchors
from fmnotes.library.files import FileIndex, Found, OutsideError, is_secret
from fmnotes.library.index import NoteIndex
from fmnotes.library.targets import (
    ACTIVE,
    ATTACHMENTS,
    IMAGES,
    NO_SCHEME,
    NOTES,
    SCHEME,
    UNREAD,
    Kind,
    Target,
    at_page,
    external_url,
    is_inline_picture,
    relative,
    suffix_of,
)
from fmnotes.markdown.body import Reference
from fmnotes.notes.note import Note
from fmnotes.text.names import Address, heading_slug
from fmnotes.text.nearest import nearest

_SHOWN = 5
_LONGEST = 200
_MOST_SUGGESTED = 100


@dataclass
class LinkResolver:
    """Resolves the references of one note after another."""

    index: NoteIndex
    files: FileIndex
    static: FileIndex
    base_url: str
    trusted: bool
    tag_address: Callable[[Note, str], Address | None]
    _found: list[Diagnostic] = field(default_factory=list)
    _anchors: Anchors = field(default_factory=Anchors)
    _suggested: int = 0

    def resolve(self, note: Note) -> tuple[tuple[Target, ...], tuple[Diagnostic, ...]]:
        """A target for each of the note's references, in their order, and what is wrong with them."""
        self._found, self._suggested = [], 0
        return tuple(self._resolve(note, ref) for ref in note.outline.references), tuple(self._found)

    def _resolve(self, note: Note, ref: Reference) -> Target:
        if ref.kind == "wikilink":
            return self._wikilink(note, ref)
        if ref.kind == "embed":
            return self._embed(note, ref)
        if ref.kind == "tag":
            address = self.tag_address(note, ref.target)
            return Target("page", address) if address else Target("missing")
        return self._url(note, ref)

    # -- Markdown and HTML: URLs -----------------------------------------------------------------------------

    def _url(self, note: Note, ref: Reference) -> Target:
        target = ref.target
        if self.base_url and target.startswith(self.base_url):
            own = self._own_site(note, target)
            if own:
                return own
        if SCHEME.match(target) or target.startswith(("//", "/\\", "\\")):
            url = target if ref.kind == "image" and is_inline_picture(target) else external_url(target)
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
        try:
            parts = urlsplit(target[len(self.base_url) :])
        except ValueError:
            return None
        found = self.index.by_address(Address("/"), "/" + parts.path)
        if found in self.index.addresses:
            return self._to_note(note, None, str(found), parts.fragment)
        return Target("page", Address(found)) if found and found not in self.index.notes else None

    def _page_or_file(self, note: Note, ref: Reference, path: str, fragment: str) -> Target:
        reached = self.index.reach(note.path, path)
        if reached in self.index.notes:
            return self._to_note(note, ref, str(reached), fragment)
        if reached:
            return Target("page", Address(reached))
        suffix = suffix_of(path)
        if suffix in UNREAD:
            return self._missing_note(note, ref, path)
        if suffix in NOTES:
            choice = self.index.by_name(note.path, unquote(path).rpartition("/")[2])
            if choice and not choice.others:
                return self._to_note(note, ref, choice.path, fragment)
            return self._missing_note(note, ref, path)
        file = self._find(note, ref, path)
        if file:
            return at_page(file, fragment)
        is_note = not suffix or ref.kind == "wikilink"
        return self._missing_note(note, ref, path) if is_note else self._missing_file(note, ref, path)

    # -- wikilinks and embeds --------------------------------------------------------------------------------

    def _wikilink(self, note: Note, ref: Reference) -> Target:
        name, _, fragment = ref.target.partition("#")
        if ("#" in ref.target or "^" in name) and (whole := self.index.by_name(note.path, ref.target)):
            return self._to_note(note, ref, whole.path, "")
        name, _, block = name.partition("^")
        name, fragment = name.strip(), f"^{block.strip()}" if block else fragment.strip()
        if not name:
            return self._anchor(note, ref, note, fragment, wiki=True)
        choice = self.index.by_name(note.path, name)
        if choice is None:
            if SCHEME.match(name):
                return self._url(note, ref)
            suffix = suffix_of(name)
            known = suffix in IMAGES or suffix in ATTACHMENTS
            if known or (suffix and suffix not in ACTIVE):
                file = (self._find(note, ref, name) if known else None) or self._by_name(note, name)
                if file or known:
                    return at_page(file, fragment) if file else self._missing_file(note, ref, name)
            return self._missing_note(note, ref, name)
        if choice.others:
            others = [*choice.others[:_SHOWN], *(["…"] if len(choice.others) > _SHOWN else [])]
            self._report(note, ref, "link-ambiguous", target=name, chosen=choice.path, others=", ".join(others))
        return self._to_note(note, ref, choice.path, fragment, wiki=True)

    def _embed(self, note: Note, ref: Reference) -> Target:
        name, _, fragment = (part.strip() for part in ref.target.partition("#"))
        if suffix_of(name) == "excalidraw":
            found = self._by_name(note, f"{name}.svg") or self._by_name(note, f"{name}.png")
            return found or self._missing_file(note, ref, name)
        if suffix_of(name) in IMAGES | ATTACHMENTS:
            found = self._find(note, ref, name, image=True) or self._by_name(note, name)
            return at_page(found, fragment) if found else self._missing_file(note, ref, name)
        return self._wikilink(note, ref)

    def _by_name(self, note: Note, name: str) -> Target | None:
        found = self.files.find_by_name(note.path, name)
        secret = found and (is_secret(found.path) or suffix_of(found.path) in UNREAD)
        return Target("file", path=found.path) if found and not secret else None

    # -- notes and their headings ----------------------------------------------------------------------------

    def _to_note(self, note: Note, ref: Reference | None, path: str, fragment: str, *, wiki: bool = False) -> Target:
        if path not in self.index.addresses:
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
        if not written or written == "top":
            return Target("anchor")
        found = self._anchors.find(owner.path, owner.outline, written)
        if found is None and ref:
            close = nearest(heading_slug(written), owner.outline.ids, least=70) if self._may_suggest() else []
            code = "anchor-misspelt" if close else "anchor-missing"
            self._report(note, ref, code, anchor=written, close=close[0][0] if close else "")
        return Target("anchor", fragment=found or "")

    # -- files -----------------------------------------------------------------------------------------------

    def _file(self, note: Note, ref: Reference, path: str) -> Target:
        found = None if suffix_of(path) in UNREAD else self._find(note, ref, path, image=True)
        return found or self._missing_file(note, ref, path)

    def _find(self, note: Note, ref: Reference, path: str, *, image: bool = False) -> Target | None:
        """The file at `path`; None where there is none. A file that may not be published is a target that says so."""
        if is_secret(unquote(path)):
            return self._problem(note, ref, "asset-refused", "missing")
        try:
            found = self.files.find_in(note.path, path, note.metadata.pictures_folder)
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
        suffix = suffix_of(found.path)
        if suffix in ACTIVE and not self.trusted and not (image and suffix == "svg"):
            return self._problem(note, ref, "attachment-active", "missing")
        if found.match == "inexact" and not image and not suffix:
            return None
        if found.match != "exact":
            code = "asset-inexact" if found.match == "inexact" else "asset-decomposed"
            self._report(note, ref, code, target=unquote(path), actual=relative(note.path, found.path))
        return Target("file", path=found.path)

    def _in_static(self, path: str) -> Target | None:
        try:
            found = self.static.find("", path)
        except OutsideError:
            return None
        return Target("static", Address("/" + found.path)) if found else None

    # -- problems --------------------------------------------------------------------------------------------

    def _missing_file(self, note: Note, ref: Reference, path: str) -> Target:
        if NO_SCHEME.fullmatch(path):
            self._report(
                note, ref, "link-no-scheme", target=unquote(path), scheme="mailto:" if "@" in path else "https://"
            )
            return Target("missing")
        close = self.files.close_to(path) if self._may_suggest() else ""
        code = "asset-misspelt" if close else "asset-missing"
        self._report(note, ref, code, target=unquote(path), close=relative(note.path, close))
        return Target("missing")

    def _missing_note(self, note: Note, ref: Reference, path: str) -> Target:
        close = self.index.close_to(note.path, path) if self._may_suggest() else ""
        code = "link-misspelt" if close else "link-missing"
        shown = close if ref.kind == "wikilink" else relative(note.path, close)
        self._report(note, ref, code, target=unquote(path), close=shown)
        return Target("missing")

    def _may_suggest(self) -> bool:
        """Looking for names that are alike takes time: the first of many slips in a note are helped."""
        self._suggested += 1
        return self._suggested <= _MOST_SUGGESTED

    def _problem(self, note: Note, ref: Reference | None, code: str, kind: Kind) -> Target:
        if ref:
            self._report(note, ref, code, target=unquote(ref.target[:_LONGEST]))
        return Target(kind)

    def _report(self, note: Note, ref: Reference, code: str, **values: object) -> None:
        place = Place(note.path, ref.line, ref.column, ref.width)
        self._found.append(diagnose(code, place, **values))
