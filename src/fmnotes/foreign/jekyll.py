"""What a `_config.yml` leaves out: of Jekyll, of Hexo, and of Jupyter Book."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Set
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from fmnotes.foreign.hugo import is_of_hugo
from fmnotes.foreign.patterns import from_top, names_in, text_of
from fmnotes.foreign.table import table_of
from fmnotes.notes.file_names import NOTE_SUFFIXES
from fmnotes.notes.folder import SKIPPED_FOLDERS
from fmnotes.text.regex import regex

_MOST_NOTES = 20_000
_TOC = "_toc.yml"
JEKYLL_FILES = ("_config.yml", "_config.yaml")
_OF_JEKYLL = (
    *JEKYLL_FILES, "Gemfile", "Gemfile.lock", "_layouts", "_includes", "_drafts", "_data", "_sass",
)  # fmt: skip
_PROGRAM = regex(r'"(?:next|contentlayer|gatsby|astro|nuxt|@sveltejs/kit)"\s*:')
_DATED = regex(r"\d{4}-\d{1,2}-\d{1,2}-")


def of_jekyll(root: Path, file: Path) -> Iterator[str]:
    """Jekyll, Hexo and Jupyter Book: each has a `_config.yml`. Names with an underscore are no pages."""
    table = table_of(file)
    yield from from_top(names_in(table.get("exclude_patterns")), "")
    if str(table.get("only_build_toc_files")).lower() == "true":
        yield from _outside_of_contents(root)
    if (root / "source/_posts").is_dir():
        # Hexo, Folder Structure: its pages are in `source/`.
        yield from ("/themes", "/scaffolds", *_underscored(root / "source", "/source/", {"_posts", "_drafts"}))
    elif table and not is_of_hugo(root):
        yield from _jekyll_leaves_out(root, table)


def has_undated_posts(root: Path) -> bool:
    """Is `_posts` that of a program in JavaScript (Next.js has it in its example of a blog), and not Jekyll's?

    Where one post has its date in its name, those without are drafts.
    """
    package = root / "package.json"
    if not package.is_file() or package.is_symlink() or not _PROGRAM.search(text_of(package)):
        return False
    signs = any((root / name).exists() for name in _OF_JEKYLL) or any(root.glob("*/_config.y*ml"))
    return not signs and not any(_DATED.match(post.name) for post in root.glob("_posts/**/*.md"))


def _jekyll_leaves_out(root: Path, table: Mapping[str, Any]) -> Iterator[str]:
    """Jekyll, Configuration Options: `include`, `exclude`, `collections`."""
    collections = table.get("collections")
    shown = collections.items() if isinstance(collections, dict) else ()
    kept = {f"_{name}" for name, one in shown if isinstance(one, dict) and str(one.get("output")) == "true"}
    kept |= {"_posts", "_drafts", *(name.strip("/") for name in names_in(table.get("include")))}
    named = [name.removeprefix("./").strip("/") for name in names_in(table.get("exclude"))]
    if (root / "index.html").is_file():
        # A README is for those who come to the repository: the home is another page.
        named.append("README.md")
    yield from (f"/{name}" for name in named if name and ("*" in name or (root / name).exists()))
    yield from _unpublished(table.get("defaults"))
    yield from _underscored(root, "/", kept)


def _unpublished(defaults: object) -> Iterator[str]:
    """Jekyll, Front Matter Defaults: the places whose notes are not published.

    What says `published: true` there is left out as well, and told.
    """
    for one in defaults if isinstance(defaults, list) else ():
        scope, values = (one.get("scope"), one.get("values")) if isinstance(one, dict) else (None, None)
        path, kind = (scope.get("path"), scope.get("type")) if isinstance(scope, dict) else (None, None)
        if isinstance(kind, str) and kind and not str(path or "").strip("/"):
            # All of a collection.
            path = f"_{kind}"
        closed = isinstance(values, dict) and str(values.get("published")).lower() == "false"
        if closed and isinstance(path, str) and path.strip("/") and ".." not in path.split("/"):
            yield f"/{path.strip('/')}"


def _underscored(folder: Path, shown: str, kept: Set[str]) -> Iterator[str]:
    """The folders in `folder` whose names begin so, and the notes wherever they are; `shown` is the way to it."""
    names = {one.name for one in folder.glob("_*") if one.is_dir() or one.suffix.lower() in NOTE_SUFFIXES}
    yield from (f"{shown}{name}" for name in sorted(names - kept - SKIPPED_FOLDERS))
    if not any(name.endswith(NOTE_SUFFIXES) for name in kept):
        yield from ("_*.md", "_*.markdown")


def _outside_of_contents(root: Path) -> Iterator[str]:
    """Jupyter Book, `only_build_toc_files`: the notes that its table of contents does not name."""
    named = set(_named_in(table_of(root / _TOC))) if (root / _TOC).is_file() else set[str]()
    globs = [one for one in named if "*" in one]
    for number, path in enumerate(_notes_in(root)):
        if number > _MOST_NOTES:
            # What cannot be told apart is left out.
            yield from ("*.md", "*.markdown")
            return
        spelt = (path.as_posix(), path.with_suffix("").as_posix())
        if named.isdisjoint(spelt) and not any(fnmatch(one, pattern) for one in spelt for pattern in globs):
            yield f"/{path.as_posix()}"


def _notes_in(root: Path) -> Iterator[Path]:
    """The notes below `root`, as seen from there, where notes are looked for."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one not in SKIPPED_FOLDERS)
        yield from (Path(folder, one).relative_to(root) for one in sorted(names) if one.lower().endswith(NOTE_SUFFIXES))


def _named_in(contents: object) -> Iterator[str]:
    """What every part of a table of contents names; one that others lead to again, by an alias of YAML, once."""
    waiting, known = [contents], set[int]()
    while waiting:
        part = waiting.pop()
        if not isinstance(part, dict) or id(part) in known:
            continue
        known.add(id(part))
        for key, value in part.items():
            if key in {"file", "root", "glob"} and isinstance(value, str):
                yield value.removeprefix("./")
            if isinstance(value, list) and id(value) not in known:
                known.add(id(value))
                waiting += value
