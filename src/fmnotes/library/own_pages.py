"""Full addresses that lead to a page of the site itself: its own, and those of notes in the repository on GitHub."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from fmnotes.library.index import NoteIndex
from fmnotes.notes.note import Note
from fmnotes.text.names import Address, nfc
from fmnotes.text.regex import regex

_IN_REPOSITORY = regex(r"/(?:blob|tree)/[^/?#]+/([^?#]+?)/?(?:\?[^#]*)?(?:#(.*))?")


class Site(NamedTuple):
    """Where the notes are read elsewhere, as full addresses: at the site's own (`base_url`), and on GitHub.

    `path` is the way to the notes in the repository; what is not known is empty.
    """

    base_url: str
    repository: str
    path: str


def own_page(index: NoteIndex, site: Site, note: Note, target: str) -> tuple[str, str] | Address | None:
    """The path and the part of the note, or the page, that a full address is of; None for all others.

    What leads to the text of `note` itself on GitHub is meant so.
    """
    if site.base_url and target.startswith(site.base_url):
        try:
            parts = urlsplit(target[len(site.base_url) :])
        except ValueError:
            return None
        found = index.reach(note.path, "/" + parts.path)
        if found in index.addresses:
            return str(found), parts.fragment
        return Address(found) if found and found not in index.notes else None
    if not site.repository or not target.lower().startswith(f"{site.repository.lower()}/"):
        return None
    there = _IN_REPOSITORY.fullmatch(target, len(site.repository))
    path = nfc(unquote(there[1])) if there else ""
    if not there or not path.startswith(site.path):
        return None
    named = index.by_path("", f"/{path.removeprefix(site.path)}")
    if not named or named == note.path or named not in index.addresses:
        return None
    return named, there[2] or ""
