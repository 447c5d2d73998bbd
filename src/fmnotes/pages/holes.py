"""What fills each hole of a note's body, from the targets that the library found."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.library.targets import IMAGES, KIND, Target, is_inline_picture, is_on_disk, suffix_of
from fmnotes.markdown.body import Address, Body, Embed, Image, LinkOpen, Reference
from fmnotes.markdown.sections import section_of
from fmnotes.notes.note import Note
from fmnotes.pages.context import Asset, Planner, absolute_anchor
from fmnotes.pages.page import BodyUse, Hole
from fmnotes.pages.words import words
from fmnotes.text.names import quoted

_DEEPEST_EMBED = 4
_MOST_EMBEDS = 100
_MOST_EMBEDDED = 1_000_000
"""Characters of embedded notes that one page shows."""
_VIDEO = frozenset("mp4 webm ogv mov".split())
_AUDIO = frozenset("mp3 ogg wav m4a flac".split())


class HolePlanner:
    """Makes the BodyUse of notes; embeds go four levels deep and never round in a circle."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self._whole: dict[str, BodyUse] = {}
        self._embeds = self._embedded = 0
        self._found: dict[Diagnostic, None] = {}

    @property
    def diagnostics(self) -> list[Diagnostic]:
        return list(self._found)

    def body(self, path: str) -> BodyUse:
        """How a note's body is shown on its own page; it is kept for the other pages that show it."""
        if path not in self._whole:
            self._whole[path] = self.own(path)
        return self._whole[path]

    def own(self, path: str) -> BodyUse:
        """The same, not kept: most notes are shown once."""
        if path in self._whole:
            return self._whole[path]
        self._embeds = self._embedded = 0
        return self._use(path, (path,), section="")

    def _use(self, path: str, chain: tuple[str, ...], section: str) -> BodyUse:
        note = self._planner.library.notes[path]
        targets = self._planner.library.targets[path]
        title = note.metadata.title_heading
        # What a section does not show is not asked for: it embeds nothing, and is in no circle.
        embedded = len(chain) > 1
        body = self._planner.material.load_body(note.text.digest) if section or embedded else note.body
        pieces = section_of(body, section) if section else body.pieces
        if embedded:
            self._embedded += sum(len(piece) for piece in pieces if isinstance(piece, str))
        shown = {piece.ref for piece in pieces if isinstance(piece, LinkOpen | Image | Address | Embed)}
        others = any(one.level == 1 and index != title for index, one in enumerate(note.outline.headings))
        return BodyUse(
            digest=note.text.digest,
            holes=tuple(
                self._hole(note, ref, target, chain) if not section or index in shown else Hole("missing")
                for index, (ref, target) in enumerate(zip(note.outline.references, targets, strict=True))
            ),
            title_heading=title,
            shift=int(others),
            section=section,
            language=note.metadata.language if embedded else "",
            features=body_features(note.body),
        )

    def _hole(self, note: Note, ref: Reference, target: Target, chain: tuple[str, ...]) -> Hole:
        if target.kind == "unsafe" and ref.kind not in {"image", "embed"}:
            return Hole("plain")
        if target.kind in {"missing", "unsafe"}:
            shown = unquote(ref.target).replace("\\", "/").rpartition("/")[2] if is_on_disk(ref.target) else ref.target
            return Hole("missing", shown if ref.kind in {"image", "embed"} else "")
        if target.kind == "external":
            return self._external(ref, target)
        if target.kind in {"file", "static"}:
            return self._file(ref, target)
        if target.kind == "anchor":
            return self._own_place(note, ref, target, chain)
        href = quoted(target.address) + absolute_anchor(target.fragment)
        if target.kind == "note" and ref.kind == "embed":
            section = self._section(target.path, target.fragment)
            return self._embed(note, ref, (target.path, section), chain, href)
        language = ""
        if target.kind == "note":
            other = self._planner.library.summaries[target.path].language
            language = other if other != note.metadata.language else ""
        return Hole("link", href, title=ref.title, language=language, words=self._words(note, target))

    def _external(self, ref: Reference, target: Target) -> Hole:
        asked = ref.kind in {"image", "embed"} or (ref.kind == "raw" and suffix_of(target.url) in IMAGES)
        fetched = target.url.lower().startswith(("http://", "https://"))
        loads = fetched and self._planner.config.external_images == "load"
        if asked and (loads or is_inline_picture(target.url)):
            return Hole("image", target.url, absolute=True, title=ref.title, width=ref.size[0], height=ref.size[1])
        return Hole("external", target.url, absolute=True, title=ref.title)

    def _file(self, ref: Reference, target: Target) -> Hole:
        asset = self._planner.material.assets.get(target.path) if target.kind == "file" else None
        address = asset.address if asset else target.address
        href = quoted(address) + (f"#{target.fragment}" if target.fragment else "")
        suffix = suffix_of(address)
        if ref.kind in {"embed", "image"} and suffix in _VIDEO | _AUDIO:
            return Hole("media", href, title="video" if suffix in _VIDEO else "audio")
        if (ref.kind == "image" and suffix != "pdf") or (ref.kind in {"embed", "raw"} and suffix in IMAGES):
            width, height = _shown_size(asset, ref.size)
            return Hole("image", href, title=ref.title, width=width, height=height)
        return Hole("link", href, title=ref.title)

    def _own_place(self, note: Note, ref: Reference, target: Target, chain: tuple[str, ...]) -> Hole:
        """A link to a place of the note itself; an embed shows the section there once more."""
        fragment = target.fragment
        anchor = absolute_anchor(fragment)
        section = self._section(note.path, fragment) if ref.kind == "embed" else ""
        if section and self._holds(note, section, ref):
            self._report(note, ref, "embed-cycle", chain=" → ".join([*chain, f"{note.path}#{section}"]))
        elif section:
            # It says itself what it is: its page is this one.
            return self._embed(note, ref, (note.path, section), chain, anchor)._replace(title="")
        href = anchor or quoted(self._planner.library.addresses[note.path])
        return Hole("link", href, title=ref.title, words=self._words(note, target))

    def _words(self, note: Note, target: Target) -> str:
        """Of a figure or a table that has no name of its own, what it is."""
        if not target.words.startswith(KIND):
            return target.words
        return str(getattr(words(note.metadata.language), f"a_{target.words[1:]}", ""))

    def _section(self, path: str, fragment: str) -> str:
        """`fragment` where it is a block or the heading of a section that ends somewhere; else nothing, for all."""
        headings = self._planner.library.notes[path].outline.headings
        sound = fragment.startswith("^") or any(one.id == fragment and not one.nested for one in headings)
        return fragment if sound else ""

    def _embed(self, note: Note, ref: Reference, place: tuple[str, str], chain: tuple[str, ...], href: str) -> Hole:
        """The note, or the section of it, at `place`."""
        path, section = place
        plain = Hole("link", href, title="")
        own = f"{path}#{section}" if section else path
        if own in chain:
            self._report(note, ref, "embed-cycle", chain=" → ".join([*chain, own]))
            return plain
        self._embeds += 1
        if len(chain) > _DEEPEST_EMBED or self._embeds > _MOST_EMBEDS or self._embedded > _MOST_EMBEDDED:
            self._report(note, ref, "embed-depth", target=path)
            return plain
        inner = self._use(path, (*chain, own), section)
        return Hole("embed", href, title=self._planner.library.summaries[path].title, embed=inner)

    def _holds(self, note: Note, section: str, ref: Reference) -> bool:
        """Is the embed `ref` of a section of its own note in that very section?"""
        shown = section_of(self._planner.material.load_body(note.text.digest), section)
        return any(isinstance(one, Embed) and note.outline.references[one.ref] == ref for one in shown)

    def _report(self, note: Note, ref: Reference, code: str, **values: object) -> None:
        self._found[diagnose(code, Place(note.path, ref.line, ref.column, ref.width), **values)] = None


def body_features(body: Body) -> tuple[str, ...]:
    held = {
        "code": body.code_lines,
        "figure": body.images,
        "footnote": "fn1" in body.ids,
        "formula": body.formulas,
    }
    return tuple(name for name, held_here in held.items() if held_here)


def features_of(uses: Iterable[BodyUse]) -> tuple[str, ...]:
    """What the bodies of a page hold, those inside them included."""
    return tuple(sorted({name for use in uses for one in embedded(use) for name in one.features}))


def _shown_size(asset: Asset | None, asked: tuple[int, int]) -> tuple[int, int]:
    """Width and height for the tag: what was asked for, in the proportions of the file."""
    width, height = (asset.width, asset.height) if asset else (0, 0)
    if asked[0] and not asked[1]:
        return asked[0], round(asked[0] * height / width) if width else 0
    if asked[1] and not asked[0] and height:
        return round(asked[1] * width / height), asked[1]
    return asked if asked[0] else (width, height)


def embedded(use: BodyUse) -> list[BodyUse]:
    """`use` and every use inside it: whose images and formulas a page shows."""
    found = [use]
    for hole in use.holes:
        if hole.embed:
            found += embedded(hole.embed)
    return found
