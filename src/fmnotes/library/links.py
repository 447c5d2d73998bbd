"""What each reference of a note leads to, with a diagnostic where it leads nowhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote, urlsplit

from fmnotes.diagnostics import Diagnostic
from fmnotes.library.anchors import Anchors
from fmnotes.library.attachments import Attachments
from fmnotes.library.fallbacks import (
    categorised_note,
    folder_page,
    moved_note,
    ordered_or_titled_note,
    slugged_page,
)
from fmnotes.library.index import NoteIndex
from fmnotes.library.labels import Labels
from fmnotes.library.link_problems import LinkProblems
from fmnotes.library.own_pages import Site, own_page
from fmnotes.library.targets import (
    ACTIVE,
    ATTACHMENTS,
    IMAGES,
    NO_SCHEME,
    NOTES,
    SCHEME,
    UNREAD,
    Target,
    as_picture,
    at_page,
    external_url,
    is_inline_picture,
    is_on_disk,
    opens_app,
    relative,
    suffix_of,
)
from fmnotes.markdown.body import Reference
from fmnotes.notes.file_names import NOTE_SUFFIXES
from fmnotes.notes.note import Note
from fmnotes.text.names import Address, heading_slug
from fmnotes.text.nearest import nearest

_SHOWN = 5
_LONGEST_NAME = 40


@dataclass
class LinkResolver:
    """Resolves the references of one note after another."""

    index: NoteIndex
    attachments: Attachments
    site: Site
    tag_address: Callable[[Note, str], Address | None]
    _anchors: Anchors = field(default_factory=Anchors)

    @property
    def _problems(self) -> LinkProblems:
        return self.attachments.problems

    @cached_property
    def _labels(self) -> Labels:
        return Labels(self.index, self._anchors, self._problems)

    @cached_property
    def _base_path(self) -> str:
        """The folders of `base_url` (`/repo/`), which some write before an address; empty where the notes have such."""
        folders = urlsplit(self.site.base_url).path.rstrip("/") + "/"
        top = folders[1:].partition("/")[0]
        own = (*self.attachments.files.files, *self.attachments.static.files, *self.index.notes)
        return "" if not top or any(path.startswith(f"{top}/") for path in own) else folders

    def resolve(self, note: Note) -> tuple[tuple[Target, ...], tuple[Diagnostic, ...]]:
        """A target for each of the note's references, in their order, and what is wrong with them."""
        self._problems.begin()
        return tuple(self._resolve(note, ref) for ref in note.outline.references), tuple(self._problems.found)

    def _resolve(self, note: Note, ref: Reference) -> Target:
        if ref.kind == "wikilink":
            return self._wikilink(note, ref)
        if ref.kind == "embed":
            return self._embed(note, ref)
        if ref.kind == "label":
            return self._labels.asked(note, ref)
        if ref.kind == "named":
            return self._named(note, ref)
        if ref.kind == "tag":
            address = self.tag_address(note, ref.target)
            return Target("page", address) if address else Target("missing")
        return self._url(note, ref)

    # -- labels of a book, and links without words -----------------------------------------------------------

    def _named(self, note: Note, ref: Reference) -> Target:
        own = self._labels.heading(note, ref.target) if ref.target.startswith("#") else None
        target = self._labels.find(note, ref, ref.target) or own or self._url(note, ref)
        if target.kind != "note" or target.words:
            return target
        owner = self.index.notes[target.path]
        return target._replace(words=self._labels.words_at(owner, target.fragment) or owner.metadata.title)

    # -- Markdown and HTML: URLs -----------------------------------------------------------------------------

    def _url(self, note: Note, ref: Reference) -> Target:
        target = ref.target
        if own := own_page(self.index, self.site, note, target):
            return Target("page", own) if isinstance(own, str) else self._to_note(note, None, *own)
        written = unquote(target) if ref.kind == "link" else ""
        if written.startswith("[[") and written.endswith("]]"):
            # Logseq's `[words]([[page]])`.
            return self._wikilink(note, ref._replace(target=written[2:-2]))
        if is_on_disk(target) and not (target[0] == "/" and self.attachments.find(note, ref, target)):
            return self._problems.refuse(note, ref, "file-elsewhere", "unsafe")
        if SCHEME.match(target) or target.startswith(("//", "/\\", "\\")):
            url = target if ref.kind == "image" and is_inline_picture(target) else external_url(target)
            if url:
                return Target("external", url=as_picture(url) if ref.kind == "image" else url)
            if ref.kind == "link" and (labelled := self._labels.find(note, ref, target)):
                return labelled
            return self._problems.refuse(note, ref, "link-app" if opens_app(target) else "link-unsafe", "unsafe")
        if target.startswith("#"):
            known = ref.kind != "link" or self._labels.heading(note, target)
            labelled = None if known else self._labels.find(note, ref, target)
            return labelled or self._anchor(note, ref, note, target[1:])
        if ref.kind == "raw" and ("{{" in target or "{%" in target):
            # An address that another tool computes is no file that is missing.
            self._problems.report(note, ref, "template-tag", name=target.strip("/ {}%")[:_LONGEST_NAME])
            return Target("missing")
        if target.endswith(NOTE_SUFFIXES) and (exact := self.index.by_path(note.path, target)):
            # The name of a file may hold what else begins a query or a fragment.
            return self._to_note(note, ref, exact, "")
        path, _, fragment = target.partition("#")
        path = path.partition("?")[0]
        return self._local(note, ref, path, fragment) if path else Target("anchor")

    def _local(self, note: Note, ref: Reference, path: str, fragment: str) -> Target:
        if self._base_path and path.startswith(self._base_path):
            path = path[len(self._base_path) - 1 :]
        if ref.kind == "image":
            return self._file(note, ref, path)
        return self._page_or_file(note, ref, path, fragment)

    def _page_or_file(self, note: Note, ref: Reference, path: str, fragment: str) -> Target:
        reached = self.index.reach(note.path, path) or slugged_page(self.index, note, path)
        reached = reached or categorised_note(self.index, note, path)
        if reached in self.index.notes:
            return self._to_note(note, ref, str(reached), fragment)
        if reached:
            return Target("page", Address(reached))
        suffix = suffix_of(path)
        if suffix in UNREAD:
            return self._unread_note(note, ref, path, suffix)
        if suffix in NOTES:
            moved = moved_note(self.index, note, path)
            if moved and "/" in path:
                self._problems.report(note, ref, "link-moved", target=unquote(path), actual=relative(note.path, moved))
            return self._to_note(note, ref, moved, fragment) if moved else self._missing_note(note, ref, path)
        if not suffix and (found := ordered_or_titled_note(self.index, note, path)):
            return self._to_note(note, ref, found, fragment)
        if not suffix.strip(".") and (folder := folder_page(self.index, note, path)):
            return Target("page", folder)
        file = self.attachments.find(note, ref, path)
        if file:
            return at_page(file, fragment)
        if suffix == "html" and (found := self.index.by_path(note.path, path.removesuffix("html") + "md")):
            return self._to_note(note, ref, found, fragment)
        is_note = not suffix or ref.kind == "wikilink"
        return self._missing_note(note, ref, path) if is_note else self.attachments.missing(note, ref, path)

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
            # Behind `Re: ` a title goes on; an address has no space.
            if SCHEME.match(name) and " " not in name:
                return self._url(note, ref)
            suffix = suffix_of(name)
            known = suffix in IMAGES or suffix in ATTACHMENTS
            if known or (suffix and suffix not in ACTIVE):
                file = (self.attachments.find(note, ref, name) if known else None) or self.attachments.by_name(
                    note, name
                )
                if file or known:
                    return at_page(file, fragment) if file else self.attachments.missing(note, ref, name)
            return self._missing_note(note, ref, name)
        if choice.others:
            others = [*choice.others[:_SHOWN], *(["…"] if len(choice.others) > _SHOWN else [])]
            self._problems.report(
                note, ref, "link-ambiguous", target=name, chosen=choice.path, others=", ".join(others)
            )
        return self._to_note(note, ref, choice.path, fragment, wiki=True)

    def _embed(self, note: Note, ref: Reference) -> Target:
        name, _, fragment = (part.strip() for part in ref.target.partition("#"))
        if suffix_of(name) == "excalidraw":
            found = self.attachments.by_name(note, f"{name}.svg") or self.attachments.by_name(note, f"{name}.png")
            return found or self.attachments.missing(note, ref, name)
        if suffix_of(name) in IMAGES | ATTACHMENTS:
            found = self.attachments.find(note, ref, name, image=True) or self.attachments.by_name(note, name)
            return at_page(found, fragment) if found else self.attachments.missing(note, ref, name)
        return self._wikilink(note, ref)

    def _file(self, note: Note, ref: Reference, path: str) -> Target:
        found = None if suffix_of(path) in UNREAD else self.attachments.find(note, ref, path, image=True)
        return found or self.attachments.missing(note, ref, path)

    # -- notes and their headings ----------------------------------------------------------------------------

    def _to_note(self, note: Note, ref: Reference | None, path: str, fragment: str, *, wiki: bool = False) -> Target:
        if path not in self.index.addresses:
            return self._problems.refuse(note, ref, "link-hidden", "missing")
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
            close = nearest(heading_slug(written), owner.outline.ids, least=70) if self._problems.may_suggest() else []
            code = "anchor-misspelt" if close else "anchor-missing"
            self._problems.report(note, ref, code, anchor=written, close=close[0][0] if close else "")
        return Target("anchor", fragment=found or "")

    def _unread_note(self, note: Note, ref: Reference, path: str, suffix: str) -> Target:
        if not self.attachments.is_there(note, path):
            return self._missing_note(note, ref, path)
        self._problems.report(note, ref, "link-unread", target=unquote(path), suffix=f".{suffix}")
        return Target("missing")

    def _missing_note(self, note: Note, ref: Reference, path: str) -> Target:
        if NO_SCHEME.fullmatch(path):
            return self.attachments.missing(note, ref, path)
        if ref.kind == "link" and "/" not in path and (labelled := self._labels.find(note, ref, path)):
            return labelled
        close = self.index.close_to(note.path, path) if self._problems.may_suggest() else ""
        code = "link-misspelt" if close else "link-missing"
        shown = close if ref.kind == "wikilink" else relative(note.path, close)
        self._problems.report(note, ref, code, target=unquote(path), close=shown)
        return Target("missing")
