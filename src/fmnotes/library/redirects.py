"""Old addresses of notes: each leads to the note that names it, unless something else lives there."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from fmnotes.diagnostics import diagnose
from fmnotes.library.addresses import AddressBook
from fmnotes.notes.note import Note
from fmnotes.text.names import Address, path_key
from fmnotes.text.permalinks import normal_permalink, permalink_refusal


def gather_redirects(notes: Sequence[Note], addresses: dict[str, Address], book: AddressBook) -> dict[Address, str]:
    """Old address -> path of the note. What cannot be one, or is taken, is left out with a warning in `book`."""
    found: dict[Address, str] = {}
    for note in sorted(notes, key=lambda note: note.path):
        for written in dict.fromkeys(note.metadata.redirects):
            path = _path(written)
            refused = permalink_refusal(path) if path is not None else ("주소가 아님", "it is no address")
            # An alias is an old address only if it looks like one (`notes.metadata`).
            names = ("aliases", "redirects") if written[:1] == "/" or "://" in written else ("redirects",)
            places = [place for name in names if (place := note.place(name)).line]
            place = next((one for one in places if written in one.text), places[0] if places else note.place())
            if refused or path is None:
                values = {"value": written, "ko": refused[0], "en": refused[1]} if refused else {}
                book.diagnostics.append(diagnose("redirect-invalid", place, **values))
                continue
            old = normal_permalink(path)
            if path_key(old) == path_key(addresses[note.path]):
                continue
            if other := book.owner(old):
                if other != note.path:
                    book.diagnostics.append(diagnose("redirect-clash", place, address=old, other=other))
                continue
            book.register(old, note.path)
            found[old] = note.path
    return found


def _path(written: str) -> str | None:
    """The path of an old address; None where there is none (`#x`, the root of a site)."""
    try:
        parts = urlsplit(written.strip())
    except ValueError:
        return None
    path = parts.path if parts.scheme in {"", "http", "https"} else ""
    return path if path.strip("/") else None
