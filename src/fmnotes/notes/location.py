"""What a path says of a note: language, date, category, draft, and the names its address is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from fmnotes.notes.file_names import INDEX_FILES, INDEX_STEMS, NOTE_SUFFIXES
from fmnotes.text.dates import NoteDate, date_in_name
from fmnotes.text.names import nfc
from fmnotes.text.regex import regex

_DROPPED = {"content", "post", "posts", "_posts", "docs", "ko", "en", "_drafts"}
_TERMS = {"tags", "categories"}
_SECTIONS = {"post", "posts", "_posts"}
_LANGUAGES = {"ko", "en"}
_MARKED_STEM = regex(r"(.+)\.(ko|en)")
_TWIN_STEM = regex(r"(.+)_(en|ko)")
_ESCAPE = regex(r"%(?:3[AFCE]|2[2AF]|5C|7C)", re.IGNORECASE)
_NAMESPACE = regex(r"(?<=[^\W_])___(?=[^\W_])")
_NOTION_ID = regex(r"[ -][0-9a-f]{32}$")
_HEXO = "source"
_OPENING = regex(r"_?(?:index|readme)[._]", re.IGNORECASE)
_TRANSPARENT = ("content", "post", "posts", "_posts", "docs")


@dataclass(frozen=True, slots=True)
class Location:
    """`folders` are the address folders, `stem` the last part of the address (empty for the root's index).

    `pair_key` is equal for paths that are translations of one note. `bundle` is true for `x/index.md`, and for an
    `x/README.md` in its place. `undated` is true for a file in `_posts` without a date in its name: Jekyll publishes
    none (Jekyll, Posts), and drafts are kept so.
    """

    folders: tuple[str, ...]
    stem: str
    title: str
    pair_key: str
    language: str = ""
    date: NoteDate | None = None
    drafts: bool = False
    bundle: bool = False
    undated: bool = False

    @property
    def is_of_terms(self) -> bool:
        """Does it open a list of terms, as Hugo's `tags/_index.md` and `tags/bert/_index.md` do?"""
        return self.bundle and (*self.folders, self.stem)[0] in _TERMS

    @property
    def parked(self) -> bool:
        """Does the place of the file alone make it a draft?"""
        return self.drafts or self.undated


def may_open_folder(path: str) -> bool:
    """May the note at `path` be that of its folder? `locate` says whether it is, which takes all paths."""
    return _OPENING.match(path.rpartition("/")[2]) is not None


def address_folders(folders: tuple[str, ...]) -> tuple[str, ...]:
    """Folders as an address shows them: without `content`, `posts`, `ko` …; Jekyll's `_name` as `name`."""
    if folders[:2] == ("src", "content"):
        # Astro, Content collections.
        folders = folders[2:]
    return tuple(_without_id(name).lstrip("_") or name for name in folders if name.lower() not in _DROPPED)


def _without_id(name: str) -> str:
    """Notion's exports have an id of 32 digits behind every name."""
    return _NOTION_ID.sub("", name) or name


def _as_logseq_means(name: str) -> str:
    """`AI___모델` and `Attention%3A …` are how Logseq spells what no name of a file may hold."""
    return _ESCAPE.sub(lambda found: unquote(found[0]), _NAMESPACE.sub("/", name))


def locate(path: str, known: frozenset[str]) -> Location:
    """Read `path` (relative to the notes folder); `known` are all note paths, which decide whether `x_en` is a twin."""
    *folders, name = nfc(path).split("/")
    hexo = folders[:1] == [_HEXO] and _is_hexo(known)
    if hexo:
        folders = folders[1:]
    raw_folder = path.rpartition("/")[0]
    stem, _, suffix = name.rpartition(".")
    stem, language = _language(stem, raw_folder, suffix, known)
    if not language:
        language = next((folder for folder in reversed(folders) if folder in _LANGUAGES), "")
    shown = address_folders(tuple(folders))
    bundle = stem.lower() in INDEX_STEMS or _is_readme(stem, raw_folder, known)
    pair = tuple(folder for folder in folders if folder not in _LANGUAGES)
    if bundle:
        own = folders[-1] if folders and shown else ""
        stem = own.lstrip("_") or own
        if folders and folders[-1].lower() in _SECTIONS:
            stem = folders[-1].lstrip("_")
        elif folders and folders[-1].lower() in _DROPPED:
            stem = shown[-1] if shown else ""
            shown = shown[:-1]
        else:
            shown = shown[:-1]
    date, rest = date_in_name(_without_id(stem))
    title = rest.replace("-", " ").strip() if date else rest
    return Location(
        folders=shown,
        stem=rest or stem,
        title=_as_logseq_means(title or stem or "index"),
        pair_key="/".join([*pair, "" if bundle else stem]).casefold(),
        language=language,
        date=date,
        drafts="_drafts" in map(str.lower, folders),
        bundle=bundle,
        undated="_posts" in folders and date is None and not bundle and not hexo,
    )


@lru_cache(1)
def _is_hexo(known: frozenset[str]) -> bool:
    """Hexo keeps its pages in `source/`, and names of posts need no date there."""
    return any(path.startswith(f"{_HEXO}/_posts/") for path in known)


def _is_readme(stem: str, folder: str, known: frozenset[str]) -> bool:
    """GitHub, MkDocs and GitBook open a folder with its README, where it has no index.

    `docs/` and the like have the address of the folder that they are in: an index there counts, and the README above.
    """
    if stem.lower() != "readme":
        return False
    base = [part for part in folder.split("/") if part and part.lower() not in _TRANSPARENT]
    places = ["/".join(base), *("/".join(parts) for name in _TRANSPARENT for parts in ([name, *base], [*base, name]))]
    paths = (f"{place}/{name}".lstrip("/") for place in places for name in INDEX_FILES)
    above = (f"{places[0]}/README{suffix}".lstrip("/") for suffix in NOTE_SUFFIXES)
    return known.isdisjoint(paths) and (folder in {places[0], nfc(places[0])} or known.isdisjoint(above))


def _language(stem: str, folder: str, suffix: str, known: frozenset[str]) -> tuple[str, str]:
    marked = _MARKED_STEM.fullmatch(stem)
    if marked:
        return marked[1], marked[2]
    twin = _TWIN_STEM.fullmatch(stem)
    if twin and f"{folder}/{twin[1]}.{suffix}".lstrip("/") in known:
        return twin[1], twin[2]
    return stem, ""
