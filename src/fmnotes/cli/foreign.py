"""What the configuration of another tool says of the same site: Hugo, Jekyll, MkDocs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any

from fmnotes.notes.folder import NOTE_SUFFIXES, SKIPPED_FOLDERS
from fmnotes.notes.front_matter.values import Block, MalformedError
from fmnotes.notes.front_matter.yaml_block import parse_yaml

_FILES = (
    "hugo.toml", "config.toml", "config/_default/hugo.toml", "config/_default/config.toml",
    "hugo.yaml", "hugo.yml", "config.yaml", "config.yml", "_config.yml", "_config.yaml",
    "mkdocs.yml", "mkdocs.yaml",
)  # fmt: skip
_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "site_name"),
    "description": ("description", "site_description"),
    "author": ("author", "site_author"),
    "language": ("lang", "languagecode", "defaultcontentlanguage", "locale"),
    "base_url": ("baseurl", "site_url", "url"),
}
_JEKYLL = ("_config.yml", "_config.yaml")
_PRESETS: Mapping[str, str] = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title.html",
}
_TAG = re.compile(r"(?<=[:-] )!!?[A-Za-z]\S*")
Said = str | list[str]
"""A value of the configuration."""
_LARGEST = 64 * 1024
_LONGEST = 200


def foreign_settings(root: Path) -> tuple[str, dict[str, Said]]:
    """The name of the file that was read (nothing without one), and what it says, by our keys."""
    for name in _FILES:
        file = root / name
        if file.is_file() and not file.is_symlink():
            table = _table(file)
            if table:
                return name, _said(table) | (_jekyll(root, table) if name in _JEKYLL else {})
    return "", {}


def _table(file: Path) -> dict[str, Any]:
    """Its keys in lower case; none where it cannot be read: it is not ours to complain of."""
    try:
        text = file.read_bytes()[: _LARGEST + 1].decode("utf-8-sig")
        if len(text) > _LARGEST:
            return {}
        table: Mapping[str, Any] = tomllib.loads(text) if file.suffix == ".toml" else _yaml(text)
    except (OSError, ValueError, RecursionError, MalformedError):
        return {}
    return {str(key).lower(): value for key, value in table.items()}


def _yaml(text: str) -> dict[str, Any]:
    """As front matter is read; MkDocs names functions by tags, which mean nothing here. Raises MalformedError."""
    entries, _ = parse_yaml(Block(tuple(_TAG.sub('""', text).split("\n")), 1))
    return {key: entry.value for key, entry in entries.items()}


def _said(table: Mapping[str, Any]) -> dict[str, Said]:
    found: dict[str, str] = {}
    params = table.get("params")
    inner = {str(key).lower(): value for key, value in params.items()} if isinstance(params, dict) else {}
    for key, names in _KEYS.items():
        values = (_text(one[name]) for one in (table, inner) for name in names if name in one)
        found[key] = next(filter(None, values), "")
    # Jekyll writes the host and the path apart.
    if _text(table.get("url", "")).startswith("http") and not found["base_url"].startswith("http"):
        found["base_url"] = _text(table["url"]).rstrip("/") + "/" + found["base_url"].strip("/")
    found["language"] = found["language"][:2].lower()
    return {key: value for key, value in found.items() if value}


def left_out(root: Path) -> tuple[str, tuple[str, ...]]:
    """What Jekyll or Hexo would not publish of `root`, as patterns, and the file that says so; none without one."""
    for name in _JEKYLL:
        file = root / name
        if file.is_file() and not file.is_symlink() and (table := _table(file)):
            return name, tuple(_left_out(root, table))
    return "", ()


def _jekyll(root: Path, table: Mapping[str, Any]) -> dict[str, Said]:
    """Where its posts are (Jekyll, Permalinks; Hexo, Permalinks), and what it does not publish."""
    found: dict[str, Said] = {}
    pattern = next(filter(None, map(_text, _patterns(table))), "")
    if pattern:
        made = _PRESETS.get(pattern, pattern)
        found["permalink"] = made if made.startswith("/") else f"/{made}"
    if patterns := _left_out(root, table):
        found["ignore"] = patterns
    return found


def _left_out(root: Path, table: Mapping[str, Any]) -> list[str]:
    """Names with an underscore are no pages, but for those that are named."""
    return _hexo_leaves_out(root) if (root / "source/_posts").is_dir() else _jekyll_leaves_out(root, table)


def _hexo_leaves_out(root: Path) -> list[str]:
    """Hexo, Folder Structure: its pages are in `source/`."""
    return ["/themes", "/scaffolds", *_underscored(root / "source", "/source/", {"_posts", "_drafts"})]


def _jekyll_leaves_out(root: Path, table: Mapping[str, Any]) -> list[str]:
    """Jekyll, Configuration Options: `include`, `exclude`, `collections`."""
    collections = table.get("collections")
    shown = collections.items() if isinstance(collections, dict) else ()
    kept = {f"_{name}" for name, one in shown if isinstance(one, dict) and str(one.get("output")) == "true"}
    kept |= {"_posts", "_drafts", *(name.strip("/") for name in _names(table.get("include")))}
    named = [name.strip("/") for name in _names(table.get("exclude"))]
    if (root / "index.html").is_file():
        # A README is for those who come to the repository: the home is another page.
        named.append("README.md")
    there = [f"/{name}" for name in named if name and ("*" in name or (root / name).exists())]
    return [*there, *_underscored(root, "/", kept)]


def _underscored(folder: Path, shown: str, kept: Set[str]) -> list[str]:
    """The folders and notes in `folder`, and the posts, whose names begin so; `shown` is the way to it."""
    names = {one.name for one in folder.glob("_*") if one.is_dir() or one.suffix.lower() in NOTE_SUFFIXES}
    posts = {f"_posts/{one.name}" for one in (folder / "_posts").glob("_*")}
    return [f"{shown}{name}" for name in sorted((names - kept - SKIPPED_FOLDERS) | posts)]


def _names(value: object) -> list[str]:
    names = [_text(one) for one in value] if isinstance(value, list) else []
    return [name for name in names if ".." not in name.split("/")]


def _patterns(table: Mapping[str, Any]) -> Iterator[object]:
    """What may say it, the first first: defaults for posts, the collection, the site."""
    defaults = table.get("defaults")
    for one in defaults if isinstance(defaults, list) else ():
        scope, values = (one.get("scope"), one.get("values")) if isinstance(one, dict) else ({}, {})
        if isinstance(scope, dict) and isinstance(values, dict) and scope.get("type") == "posts":
            yield values.get("permalink")
    collections = table.get("collections")
    posts = collections.get("posts") if isinstance(collections, dict) else None
    yield posts.get("permalink") if isinstance(posts, dict) else None
    yield table.get("permalink")


def _text(value: object) -> str:
    """One line of text; the name of a person who is described by a table."""
    if isinstance(value, dict):
        value = value.get("name", "")
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if len(text) <= _LONGEST and text.isprintable() else ""
