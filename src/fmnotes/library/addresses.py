"""Addresses: the promise kept across versions. Unique when compared NFC + casefold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.notes.location import address_folders
from fmnotes.notes.note import Note
from fmnotes.text.characters import without_controls
from fmnotes.text.names import Address, file_of, nfc, path_key, slug
from fmnotes.text.permalinks import PLACEHOLDERS, normal_permalink, permalink_refusal
from fmnotes.text.regex import regex

_PLACEHOLDER = regex(rf":({'|'.join(PLACEHOLDERS)})(?![a-z_])")
_PAGE = regex(r".*/page/\d+/")


@dataclass
class AddressBook:
    """Who has which file of the output. Fixed pages come first, then what authors asked for, then what is inferred.

    `homes` are addresses that only an index note may share with the home; `pattern` is the configuration's
    `permalink` for notes with a date.
    """

    main: str
    homes: frozenset[str] = frozenset()
    pattern: str = ""
    owners: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _numbers: dict[Address, int] = field(default_factory=dict)
    """The last number that was given to an address that several notes want."""

    def reserve(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            self.register(address, "fmnotes")

    def note_addresses(self, notes: Sequence[Note]) -> dict[str, Address]:
        """An address for every note, by path; notes whose permalink is refused or taken get none."""
        wanted = {note.path: self._wanted(note) for note in notes}
        explicit = [note for note in notes if note.metadata.permalink or note.metadata.slug]
        inferred = [note for note in notes if not (note.metadata.permalink or note.metadata.slug)]
        made: dict[str, Address] = {}
        for note in explicit:
            address = wanted[note.path]
            if address and self._claim_explicit(note, address):
                made[note.path] = address
        for note in inferred:
            address = wanted[note.path]
            if address:
                is_index = not note.location.stem and address in self.homes
                made[note.path] = self.claim(note.path, address, shares_home=is_index)
        return made

    def owner(self, address: str) -> str:
        """Who has the file of `address`, a file where it needs a folder, or a folder where it needs the file.

        A note's path, `fmnotes`, or nothing.
        """
        key = path_key(file_of(address))
        above = (key[:index] for index, ch in enumerate(key) if ch == "/")
        found = self.owners.get(key) or self.folders.get(key)
        found = found or next((self.owners[folder] for folder in above if folder in self.owners), "")
        return found or ("fmnotes" if self._is_ours(key) or _PAGE.fullmatch(address) else "")

    def _is_ours(self, key: str) -> bool:
        """A home, or below `/_/`, where all is that is no page."""
        return key in self._home_files or key.partition("/")[0] == "_"

    @cached_property
    def _home_files(self) -> frozenset[str]:
        return frozenset(map(file_of, self.homes))

    def register(self, address: str, owner: str) -> None:
        """From now on `address` belongs to `owner`."""
        key = path_key(file_of(address))
        self.owners[key] = owner
        for index, ch in enumerate(key):
            if ch == "/":
                self.folders.setdefault(key[:index], owner)

    def _wanted(self, note: Note) -> Address | None:
        data, where = note.metadata, note.location
        prefix = f"/{data.language}" if self._is_prefixed(note) else ""
        if data.permalink:
            written = _filled(data.permalink, note)
            if self._is_refused(note, written, data.permalink):
                return None
            address = normal_permalink(written)
            return address if address.startswith(f"{prefix}/") and prefix else Address(prefix + address)
        if data.slug and not re.search(r"\w", data.slug):
            self.diagnostics.append(diagnose("slug-empty", note.place("slug"), value=data.slug))
        last = slug(data.slug) if data.slug else (slug(where.stem) if where.stem else "")
        parts = [*map(slug, where.folders), last] if last else list(map(slug, where.folders))
        if self.pattern and last and data.date:
            made = prefix + _filled(self.pattern, note)
            return None if self._is_refused(note, made, made) else Address(made)
        return Address(prefix + "/" + "".join(f"{part}/" for part in parts))

    def _is_refused(self, note: Note, address: str, written: str) -> bool:
        refused = permalink_refusal(address)
        if refused:
            values = {"value": written, "ko": refused[0], "en": refused[1]}
            self.diagnostics.append(diagnose("permalink-invalid", note.place("permalink"), **values))
        return bool(refused)

    def _is_prefixed(self, note: Note) -> bool:
        data = note.metadata
        return data.marked_language and data.language in {"ko", "en"} and data.language != self.main

    def _claim_explicit(self, note: Note, address: Address) -> bool:
        shares_home = address in self.homes and bool(note.metadata.permalink)
        key = path_key(file_of(address))
        other = self.owners.get(key, "") if shares_home else self.owner(address)
        if other:
            place = note.place("permalink", "slug")
            self.diagnostics.append(diagnose("address-clash", place, address=address, other=other))
            return False
        self.register(address, note.path)
        return True

    def claim(self, path: str, wanted: Address, *, shares_home: bool = False) -> Address:
        """`wanted`, or the next free address like it (`/x-2/`), with a warning."""
        if shares_home and path_key(file_of(wanted)) not in self.owners:
            self.register(wanted, path)
            return wanted
        address, number = wanted, self._numbers.get(wanted, 1)
        while self.owner(address):
            number += 1
            address = _numbered(wanted, number)
        self._numbers[wanted] = number
        if address != wanted:
            self.diagnostics.append(
                diagnose("address-moved", Place(path), address=wanted, moved=address, other=self.owner(wanted))
            )
        self.register(address, path)
        return address


def _filled(written: str, note: Note) -> str:
    """`/:year/:title/` with the parts that the note has, by the names of Jekyll (Permalinks) and `:folders`.

    A part that is empty leaves no empty segment.
    """
    if not _PLACEHOLDER.search(written):
        return written
    data, day = note.metadata, note.metadata.date.day if note.metadata.date else None
    name = slug(data.slug) if data.slug else slug(note.location.stem)
    categories = "/".join(slug(level) for path in data.categories for level in path)
    folders = "/".join(map(slug, note.location.folders))
    parts = {"title": name, "slug": name, "categories": categories, "folders": folders}
    if day:
        parts |= {"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}", "i_month": f"{day.month}"}
        parts |= {"i_day": f"{day.day}", "short_year": f"{day:%y}"}
    return re.sub(r"/{2,}", "/", _PLACEHOLDER.sub(lambda found: parts.get(found[1], found[0]), written))


def _numbered(address: str, number: int) -> Address:
    if address.endswith("/"):
        return Address(f"{address[:-1] or '/index'}-{number}/")
    stem, dot, suffix = address.rpartition(".")
    return Address(f"{stem}-{number}{dot}{suffix}" if dot else f"{address}-{number}")


def asset_address(path: str, main: str) -> Address:
    """Where a file of the notes folder is published: beside the notes of its folder, under its NFC name."""
    *folders, name = nfc(path).split("/")
    prefix = [folder for folder in folders if folder in {"ko", "en"} and folder != main][:1]
    # As its notes begin; further down a folder of posts is one of pictures.
    top = next((at for at, folder in enumerate(folders) if address_folders((folder,))), len(folders))
    shown = [
        slug(name)
        for folder in folders[top:]
        for name in (address_folders((folder,)) or ((folder,) if folder not in {"ko", "en"} else ()))
    ]
    return Address("/" + "/".join([*prefix, *shown, without_controls(name) or "file"]))
