"""Front matter -> the values of its fields, whatever keys hold them; problems come without a path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar
from zoneinfo import ZoneInfo

from fmnotes.config import OptIn
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.notes import values
from fmnotes.notes.dialects import FIELDS, READ_KEYS, key_name, language_code
from fmnotes.notes.front_matter import Entry, FrontMatter, Value
from fmnotes.notes.publication import hidden_by, hides_below
from fmnotes.notes.slips import misspelt
from fmnotes.text.dates import NoteDate
from fmnotes.text.names import name_key

_OF_BOOKS = frozenset("total_page total_pages totalpage isbn isbn13 isbn_13 isbn10 book_title start_read_date".split())
_Name = TypeVar("_Name", str, tuple[str, ...])


class Fields:
    """Reads fields out of the entries of `front`; what does not fit is in `diagnostics`."""

    def __init__(self, front: FrontMatter, zone: ZoneInfo) -> None:
        self._entries: dict[str, tuple[str, Entry]] = {}
        self._zone = zone
        self.diagnostics: list[Diagnostic] = []
        for written, entry in front.entries.items():
            if key_name(written) in self._entries:
                place = Place("", entry.line, entry.column, len(written), entry.raw)
                self.diagnostics.append(diagnose("key-duplicate", place, key=written))
            self._entries[key_name(written)] = (written, entry)
        for key, (written, entry) in self._entries.items():
            # What the configuration says is told there.
            close = misspelt(key) if entry.line else ""
            if close:
                place = Place("", entry.line, entry.column, len(written), entry.raw)
                self.diagnostics.append(diagnose("key-misspelt", place, key=written, close=close))

    def _found(self, name: str) -> Iterator[tuple[str, Entry]]:
        return (self._entries[key] for key in FIELDS[name] if key in self._entries)

    def value(self, name: str) -> Value:
        return next((entry.value for _, entry in self._found(name) if not values.is_null(entry.value)), None)

    def title(self) -> str | None:
        for _, entry in self._found("title"):
            if title := values.title_of(entry, self.diagnostics.append):
                return title
        return None

    def text(self, name: str) -> str:
        for key, entry in self._found(name):
            if text := values.string_of(key, entry, self.diagnostics.append):
                return text
        return ""

    def address(self) -> str:
        """A permalink with every character it was written with: what is wrong with it is judged where it is used.

        A slug that begins with `/` is one (Docusaurus).
        """
        for key, entry in self._found("permalink"):
            if str(entry.value).lower() == "false":
                continue
            if isinstance(entry.value, list | dict | bool):
                self._unfit(key, entry, "주소", "an address")
            elif "://" in str(entry.value):
                # Where the text is from, or was: of clippings and exports.
                continue
            elif not values.is_null(entry.value):
                return str(entry.value).strip()
        slug = str(self.value("slug") or "").strip()
        return slug if slug.startswith("/") else ""

    def language(self) -> str:
        """A code such as `ko` or `en`; empty where none is given, or something that names no language."""
        for key, entry in self._found("language"):
            text = values.text_of(entry.value)
            if text and (code := language_code(text)):
                return code
            if text is None and isinstance(entry.value, str):
                continue
            self._unfit(key, entry, "ko나 en 같은 언어 코드", "a language code such as ko or en")
        return ""

    def _unfit(self, key: str, entry: Entry, ko: str, en: str) -> None:
        if not values.is_null(entry.value):
            self.diagnostics.append(diagnose("value-type", values.place_of(entry), key=key, ko=ko, en=en))

    def date(self, name: str, code: str = "date-invalid") -> NoteDate | None:
        for _, entry in self._found(name):
            if found := values.date_value(entry, self._zone, self.diagnostics.append, code):
                return found
        if name == "date" and "published" in self._entries:
            # A BOOLEAN in Jekyll, a date elsewhere.
            return self._date(self._entries["published"][1])
        return None

    def _date(self, entry: Entry) -> NoteDate | None:
        return values.date_value(entry, self._zone, lambda _: None)

    def is_of_book(self) -> bool:
        """Is it said of a book, so that a day of publication is that of the book (Obsidian's plug-ins for books)?"""
        return not _OF_BOOKS.isdisjoint(self._entries)

    def number(self, name: str) -> float | None:
        for key, entry in self._found(name):
            if (found := values.number_of(key, entry, self.diagnostics.append)) is not None:
                return found
        return None

    def tags(self) -> tuple[str, ...]:
        return tuple(self._names("tags", values.tags_of))

    def categories(self) -> tuple[tuple[str, ...], ...]:
        found = self._names("categories", values.categories_of)
        return tuple({tuple(map(name_key, path)): path for path in found if path}.values())

    def _names(self, name: str, read: Callable[[str, Value], Iterator[_Name]]) -> Iterator[_Name]:
        """Those of every key of a field; a mapping that holds none is told of."""
        for key, entry in self._found(name):
            found = list(read(key, entry.value))
            if not found and isinstance(entry.value, dict) and entry.value:
                self._unfit(key, entry, "이름의 목록", "a list of names")
            yield from found

    def aliases(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Other names, and old addresses: an alias that begins with `/` or a scheme is an address."""
        every = list(self._names("aliases", values.aliases_of))
        redirects = [name for name in every if name.startswith("/") or "://" in name]
        names = [name for name in every if name not in redirects]
        return tuple(dict.fromkeys(names)), (*redirects, *self._names("redirects", values.aliases_of))

    def hidden(self, opt_in: OptIn | None, title: str) -> str:
        found = hidden_by(self._entries, lambda entry: self._date(entry) is not None, self.diagnostics.append, opt_in)
        for index, one in enumerate(self.diagnostics):
            if found and one.code == "key-misspelt" and dict(one.values)["key"] == found.key:
                self.diagnostics[index] = replace(one, code="key-hides")
        days = (str(entry.value) for _, entry in self._found("date"))
        return found.reason if found else "template" * any(map(values.is_placeholder, (title, *days)))

    def cascade(self) -> tuple[str, ...]:
        return hides_below(self._entries["cascade"][1].value) if "cascade" in self._entries else ()

    def switched_off(self, name: str) -> bool:
        """Hugo themes write a table of its own below `toc`: that switches nothing."""
        for key, entry in self._found(name):
            if values.on_off(entry.value) is None and not isinstance(entry.value, list | dict):
                self._unfit(key, entry, "true나 false", "true or false")
            return values.on_off(entry.value) is False
        return False

    def extra(self) -> dict[str, Value]:
        return {written: entry.value for key, (written, entry) in self._entries.items() if key not in READ_KEYS}
