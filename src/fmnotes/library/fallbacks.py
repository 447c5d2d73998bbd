"""Where a link leads at whose address there is no page: as GitHub and other tools understand it."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from fmnotes.library.index import NoteIndex
from fmnotes.notes.file_names import OPENING_STEMS
from fmnotes.notes.location import address_folders
from fmnotes.notes.note import Note
from fmnotes.text.names import Address, nfc, path_key, slug
from fmnotes.text.regex import regex

_ABOVE = 2
_UPWARDS = regex(r"\A(?:\.{1,2}/)+")


def folder_page(index: NoteIndex, note: Note, target: str) -> Address | None:
    """A folder of notes that has no note of its own: its category, or the home (GitHub lists such a folder)."""
    path = nfc(unquote(target)).removeprefix("@/")
    folder = posixpath.normpath(path if path.startswith("/") else posixpath.join(posixpath.dirname(note.path), path))
    parts = [part for part in folder.split("/") if part and part != "."]
    if parts[:1] == [".."]:
        return None
    address = "/categories/" + "".join(f"{slug(part)}/" for part in address_folders(tuple(parts))) if parts else "/"
    # In the language of the note, where there is such a page.
    there = (one for one in (f"/{note.metadata.language}{address}", address) if path_key(one) in index.pages)
    return next(map(Address, there), None)


def slugged_page(index: NoteIndex, note: Note, target: str) -> str | Address | None:
    """The page at `target` with its names as addresses have them: Jekyll leaves the spaces of categories as `%20`."""
    parts = [part for part in unquote(target).split("/") if part]
    if not target.startswith("/") or not any(" " in part for part in parts):
        return None
    made = "".join(f"/{slug(part)}" for part in parts)
    return index.by_address(index.addresses[note.path], f"{made}/")


def categorised_note(index: NoteIndex, note: Note, target: str) -> str | None:
    """The note of `/paper/bert/`: `/:categories/:title/`, as Minimal Mistakes is set up (Jekyll, Permalinks)."""
    *folders, name = [part for part in unquote(target).removesuffix(".html").split("/") if part] or [""]
    choice = index.by_name(note.path, name) if target.startswith("/") and folders else None
    if choice is None:
        return None
    own = [part for category in index.notes[choice.path].metadata.categories for part in category]
    return choice.path if list(map(slug, folders)) == list(map(slug, own)) else None


def ordered_or_titled_note(index: NoteIndex, note: Note, target: str) -> str | None:
    """The note that `target`, without a suffix, means by its title, or by its path without numbers."""
    return _titled_note(index, note, target) or _numbered_note(index, note, target)


def _titled_note(index: NoteIndex, note: Note, target: str) -> str | None:
    """The only note whose title, with hyphens, is the end of `target`: Hugo's address of it (Hugo, URL management)."""
    name = unquote(target).strip("/").rpartition("/")[2]
    choice = index.by_name(note.path, name.replace("-", " ")) if "-" in name else None
    return choice.path if choice and not choice.others else None


def _numbered_note(index: NoteIndex, note: Note, target: str) -> str | None:
    """The only note at `target` but for numbers that order files: `02-basics/01-bert.md` is at `/docs/basics/bert`.

    (Docusaurus, Sidebar: number prefixes. Such an address may begin with folders above the notes folder.)
    """
    path = nfc(unquote(target)).removesuffix("/")
    whole = path if path.startswith("/") else posixpath.join(posixpath.dirname(note.path), path)
    parts = posixpath.normpath(whole).strip("/").split("/")
    above = range(min(len(parts), _ABOVE + 1)) if path.startswith("/") else range(1)
    return next((found for start in above if (found := index.by_unnumbered("/".join(parts[start:])))), None)


def moved_note(index: NoteIndex, note: Note, target: str) -> str | None:
    """The only note of the path, or else the name, in `target`; every folder may have an index or a README."""
    tail = _UPWARDS.sub("", unquote(target))
    if "/" in tail and (whole := index.by_name(note.path, tail)) and not whole.others:
        return whole.path
    name = tail.rpartition("/")[2]
    choice = (
        None if name.rpartition(".")[0].lower() in OPENING_STEMS and "/" in target else index.by_name(note.path, name)
    )
    return choice.path if choice and not choice.others else None
