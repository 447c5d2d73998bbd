"""What the configuration of another tool says of the same site: Hugo, Jekyll, MkDocs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from fmnotes.foreign.hugo import HUGO_FILES
from fmnotes.foreign.jekyll import JEKYLL_FILES
from fmnotes.foreign.left_out import left_out
from fmnotes.foreign.table import read_table

_FILES = (*HUGO_FILES, *JEKYLL_FILES, "mkdocs.yml", "mkdocs.yaml")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "site_name"),
    "description": ("description", "site_description"),
    "author": ("author", "site_author"),
    "language": ("lang", "languagecode", "defaultcontentlanguage", "locale"),
    "base_url": ("baseurl", "site_url", "url"),
}
_LINE_ENDS = (("markup", "goldmark", "renderer", "hardwraps"), ("kramdown", "hard_wrap"))
_EMOJI = frozenset({"jemoji", "pymdownx.emoji"})
_PRESETS: Mapping[str, str] = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title.html",
}
Said = str | list[str]
"""A value of the configuration."""
_LONGEST = 200


def shows_emoji(root: Path) -> bool:
    """Is another tool told to show `:pushpin:` as 📌 (Hugo, `enableEmoji`; Jekyll's jemoji; pymdownx.emoji)?"""
    table = _table_of(root)
    return str(table.get("enableemoji")).lower() == "true" or not _EMOJI.isdisjoint(_extensions(table))


def breaks_lines(root: Path) -> bool:
    """Is another tool told to show line ends (Hugo's `hardWraps`, kramdown's `hard_wrap`, MkDocs with `nl2br`)?"""
    table = _table_of(root)
    said = (_inside(table, keys) for keys in _LINE_ENDS)
    return any(str(one).lower() == "true" for one in said) or "nl2br" in _extensions(table)


def _table_of(root: Path) -> Mapping[str, Any]:
    """What the first file says that another tool reads, in `root` or above it."""
    files = (folder / name for folder in (root, root.parent) for name in _FILES)
    return next((read_table(file) for file in files if file.is_file() and not file.is_symlink()), {})


def _inside(table: Any, keys: Iterable[str]) -> object:
    """The value in tables of tables; None where there is none. Capital letters make no difference (Hugo)."""
    for key in keys:
        if not isinstance(table, dict):
            return None
        table = {str(name).lower(): value for name, value in table.items()}.get(key)
    return table


def foreign_notes(root: Path) -> str:
    """The folder of notes of another tool, as seen from `root`: MkDocs has one (Configuration, `docs_dir`)."""
    for file in (root / "mkdocs.yml", root / "mkdocs.yaml"):
        if file.is_file():
            said = str(read_table(file).get("docs_dir") or "docs").strip("./")
            return said if said and ".." not in said.split("/") else ""
    return ""


def _extensions(table: Mapping[str, Any]) -> Iterator[str]:
    """What Jekyll and MkDocs are extended with: names, or tables with a name and its options."""
    for key in ("plugins", "gems", "markdown_extensions"):
        for one in table[key] if isinstance(table.get(key), list | dict) else ():
            yield str(next(iter(one), "")) if isinstance(one, dict) else str(one)


def foreign_settings(root: Path) -> tuple[str, dict[str, Said]]:
    """The name of the file that was read (nothing without one), and what it says, by our keys."""
    source, patterns, _ = left_out(root)
    unread: dict[str, Said] = {"ignore": list(patterns)} if patterns else {}
    for name in _FILES:
        file = root / name
        if file.is_file() and not file.is_symlink():
            table = read_table(file)
            if table:
                return name, _said(table) | (_jekyll(table) if name in JEKYLL_FILES else {}) | unread
    return source, unread


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


def _jekyll(table: Mapping[str, Any]) -> dict[str, Said]:
    """Where its posts are (Jekyll, Permalinks; Hexo, Permalinks)."""
    pattern = next(filter(None, map(_text, _patterns(table))), "")
    made = _PRESETS.get(pattern, pattern)
    return {"permalink": made if made.startswith("/") else f"/{made}"} if pattern else {}


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
