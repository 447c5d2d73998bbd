"""What a publication changes for the world: which notes and files become public, move, or disappear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from fmnotes.publish.branch import Published
from fmnotes.text.names import file_of

_LISTS = ("tags/", "categories/", "series/", "archive/", "search/", "page/")
_PAGES = ("/index.html", "/feed.xml")
_GENERATED = frozenset({"404.html", "feed.xml", "sitemap.xml", "robots.txt", "index.html", ".nojekyll"})


@dataclass(frozen=True, slots=True)
class Moved:
    """A note with a new address; `led` when the old one leads to it."""

    title: str
    old: str
    new: str
    led: bool


@dataclass(frozen=True, slots=True)
class Exposure:
    """Notes as (title, address), files as paths; `edited` counts the pages and files that only changed.

    `renamed` are addresses with another title than before, as (old title, new title, address): the same note, or not.
    """

    new: tuple[tuple[str, str], ...] = ()
    moved: tuple[Moved, ...] = ()
    renamed: tuple[tuple[str, str, str], ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    new_files: tuple[str, ...] = ()
    gone_files: tuple[str, ...] = ()
    edited: int = 0

    @property
    def is_silent(self) -> bool:
        """Nothing in it that a person has to agree to."""
        return not (self.new or self.moved or self.renamed or self.gone or self.new_files or self.gone_files)


def compare(
    before: Published,
    blobs: Mapping[str, str],
    notes: Mapping[str, str],
    authored: Collection[str],
    is_ours: Callable[[str], bool],
) -> Exposure:
    """From what is public to the files `blobs` and the titles `notes` by address.

    `authored` are the files that come from the author as they are: attachments, and those of `static/`; `is_ours` says
    whether a page on the branch was written by us.
    """
    appeared = {address: title for address, title in notes.items() if address not in before.notes}
    vanished = {address: title for address, title in before.notes.items() if address not in notes}
    moved = _moves(vanished, appeared, blobs)
    left, come = {one.old for one in moved}, {one.new for one in moved}
    pages = {page_file(address) for address in (*notes, *before.notes)}
    return Exposure(
        new=tuple((title, address) for address, title in appeared.items() if address not in come),
        moved=tuple(moved),
        gone=tuple((title, address) for address, title in vanished.items() if address not in left),
        renamed=tuple(
            (before.notes[address], title, address)
            for address, title in notes.items()
            if before.notes.get(address, title) != title
        ),
        new_files=tuple(sorted(name for name in authored if name in blobs and name not in before.files)),
        gone_files=_files(before.files.keys() - blobs.keys(), pages if before.notes else (), is_ours),
        edited=sum(1 for name, blob in blobs.items() if before.files.get(name, blob) != blob),
    )


def _moves(vanished: Mapping[str, str], appeared: Mapping[str, str], blobs: Mapping[str, str]) -> list[Moved]:
    """A title that left one address for one other: the same note, as far as readers can tell."""
    gone, come = Counter(vanished.values()), Counter(appeared.values())
    only = {title for title in gone if gone[title] == come[title] == 1}
    there = {title: address for address, title in appeared.items() if title in only}
    return [
        Moved(title, address, there[title], page_file(address) in blobs)
        for address, title in vanished.items()
        if title in only
    ]


def page_file(address: str) -> str:
    """The file of the page at `address`, as it is named in the site."""
    return file_of(unquote(address))


def _files(names: Collection[str], pages: Collection[str], is_ours: Callable[[str], bool]) -> tuple[str, ...]:
    """What was an author's among files that are no more: by their names, and of pages by what is in them."""
    made = (name for name in names if name in pages or _is_made(name))
    return tuple(sorted({*names} - {name for name in made if not name.endswith("/index.html") or is_ours(name)}))


def _is_made(name: str) -> bool:
    inner = name.removeprefix("en/").removeprefix("ko/")
    return inner in _GENERATED or inner.startswith("_/") or (inner.startswith(_LISTS) and inner.endswith(_PAGES))
