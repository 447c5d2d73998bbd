"""One state of the site: whoever answers a request sees this, and no half of the next."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic
from fmnotes.library.addresses import AddressBook
from fmnotes.library.visibility import hidden_reasons
from fmnotes.notes.location import may_open_folder
from fmnotes.notes.note import Note
from fmnotes.search.documents import Grams
from fmnotes.search.index import FOLDER, index_jobs
from fmnotes.site.assets.cards import draw
from fmnotes.site.assets.math_font import FONT, math_font
from fmnotes.site.plan import SitePlan
from fmnotes.site.problems import in_order
from fmnotes.site.search import load_grams
from fmnotes.site.state import state_folder
from fmnotes.site.theme.theme import Theme, settings_css
from fmnotes.text.names import file_of, nfc


@dataclass(frozen=True)
class Addresses:
    """What stands at which address, in NFC: the path of a note or of its file, a file of `static/`."""

    notes: Mapping[str, str]
    files: Mapping[str, str]
    static: Mapping[str, Path]


def addresses_of(plan: SitePlan) -> Addresses:
    return Addresses(
        {nfc(address): path for path, address in plan.library.addresses.items()},
        {nfc(asset.address): path for path, asset in plan.assets.items()},
        {nfc(name): path for name, path in plan.static.items()},
    )


class Shown(NamedTuple):
    """A page as it was rendered, and the digests of the texts on it."""

    data: bytes
    texts: list[str]


@dataclass(frozen=True)
class Snapshot:
    """`notes` are what is shown; `failing` the notes whose newest version has an error, with that version.

    A note that was shown before stays as it was until it is mended.
    """

    version: int
    config: Config
    plan: SitePlan
    notes: Mapping[str, Note]
    failing: Mapping[str, Note]
    theme: Theme
    addresses: Addresses
    others: tuple[Diagnostic, ...] = ()
    """Problems of the configuration and of templates, as they were last read."""
    _rendered: dict[str, Shown] = field(default_factory=dict)
    _planning: threading.Lock = field(default_factory=threading.Lock)
    _grams: dict[str, Grams] = field(default_factory=dict)
    """Those of every text that was ever searched here: most are the same in the next snapshot."""

    @cached_property
    def problems(self) -> tuple[Diagnostic, ...]:
        """All problems of the site, those of failing notes included."""
        if not self.failing and not self.others:
            return self.plan.diagnostics
        failing = (one for note in self.failing.values() for one in note.diagnostics)
        own = in_order(failing, self.plan.reading, self.config)
        return tuple(sorted({*self.plan.diagnostics, *own, *self.others}))

    @cached_property
    def _font(self) -> bytes:
        # Nothing is written into the folder: what is cut is kept where a folder without a configuration keeps it.
        return math_font(self.plan.shown_bodies(), state_folder(replace(self.config, file=None)))

    @cached_property
    def _search(self) -> Mapping[str, bytes]:
        library = self.plan.library
        return dict(chain.from_iterable(job() for job in index_jobs(library, self._load_grams, self.plan.terms)))

    def _load_grams(self, digests: Sequence[str]) -> Mapping[str, Grams]:
        missing = [digest for digest in digests if digest not in self._grams]
        self._grams.update(load_grams(self.plan.bodies, missing))
        return self._grams

    def note_at(self, address: str) -> str:
        """The path of the note whose page stands at `address`; empty for other pages."""
        return self.addresses.notes.get(nfc(address), "")

    def hidden_at(self, address: str) -> str:
        """The path of the hidden note whose page would stand at `address`; empty where there is none."""
        library = self.plan.library
        book = AddressBook(library.main, frozenset(f"/{one}/" for one in library.languages[1:]), self.config.permalink)
        addresses = book.note_addresses([self.notes[path] for path in sorted(library.hidden)])
        wanted = {nfc(address), nfc(f"{address}/"), nfc(address.removesuffix("index.html"))}
        return next((path for path, found in addresses.items() if nfc(found) in wanted), "")

    def hidden_when_published(self, path: str, now: datetime) -> str:
        """Why a build without drafts hides the note at `path`; nothing for one that it shows."""
        # Those of folders may hide what is below; the others are not even made.
        asked = [self.notes[one] for one in self.notes if one == path or may_open_folder(one)]
        return hidden_reasons(asked, self.config, now, drafts=False)[path]

    def render(self, address: str) -> bytes | None:
        """The page at `address`, as a build writes it; None where there is none. Raises ThemeError."""
        address = nfc(address)
        if address not in self._rendered:
            with self._planning:
                number = self.plan.pages.find(address)
            if number is None:
                return None
            with self._planning:
                page = self.plan.pages[number]
            data = self.theme.render(page, self.plan.info[page.language], self.plan.bodies.load)
            self._rendered[address] = Shown(data, page.texts)
        return self._rendered[address].data

    def has(self, address: str) -> bool:
        """Is there a page at `address`?"""
        with self._planning:
            return self.plan.pages.find(nfc(address)) is not None

    def file(self, address: str) -> bytes | None:
        """A file of the theme, of `static/`, or one that a published note refers to; None where there is none."""
        name = nfc(file_of(address))
        if name == FONT:
            return self._font or None
        if name.startswith(FOLDER):
            return self._search.get(name) if self.plan.config.search else None
        if name == "_/settings.css":
            given = self.plan.config.theme
            return settings_css(given, self.theme.static["base.css"]) if given else None
        if name in self.plan.cards and self.plan.card_font:
            return draw(self.plan.cards[name], self.plan.card_font)
        if name == ".nojekyll":
            return b""
        if name.startswith("_/") and name[2:] in self.theme.static:
            return self.theme.static[name[2:]]
        asset = self.addresses.files.get(f"/{name}")
        path = self.plan.config.notes / asset if asset else self.addresses.static.get(name)
        return _read(path) if path else None


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
