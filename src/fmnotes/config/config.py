"""What a site can be told, in `fmnotes.toml` or `[tool.fmnotes]` of pyproject.toml, as one frozen value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from fmnotes.config.defaults import Defaults
from fmnotes.config.opt_in import OptIn
from fmnotes.config.values import DIALECTS, HtmlPolicy

_FILE = "fmnotes.toml"
_PYPROJECT = "pyproject.toml"
CONFIGURATIONS = (_FILE, _PYPROJECT)
"""The files that may hold a configuration, the first before the second."""


TERMS = "terms.yml"
"""Names of one thing, for the search: beside the configuration or among the notes."""
_FURTHEST_VAULT = 8


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a site can be told. Paths are absolute; `root` is the folder the command was given.

    `base_url_source` says what a base_url was guessed from (`static/CNAME`, the git remote), `ignore_source` the file
    of another tool that `ignore` is from, `ignore_unread` one that cannot be read,
    `taken` one of them with the keys whose values are from it; `repository` is the address on
    GitHub that the git remote names, and `repository_path` the way there to the notes (`docs/`, or nothing); `guessed`
    has dialects and by what file or folder they were known, where `dialects` is not configured; `opt_in` the tool by
    which notes are published one by one; `of_hugo` whether the site is Hugo's, where what stands beside an `index.md`
    is a part of it, and a string one name; `undated_posts` whether `_posts` is a folder like any other.
    """

    root: Path
    file: Path | None = None
    title: str = ""
    description: str = ""
    author: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()
    base_url: str = ""
    base_url_source: str = ""
    repository: str = ""
    repository_path: str = ""
    timezone: str = "Asia/Seoul"
    notes: Path = Path()
    templates: Path = Path()
    static: Path = Path()
    output: Path = Path()
    html: HtmlPolicy = "safe"
    external_images: Literal["load", "link"] = "load"
    ignore: tuple[str, ...] = ()
    ignore_source: str = ""
    ignore_unread: str = ""
    taken: tuple[str, ...] = ()
    macros: Mapping[str, str] = field(default_factory=dict)
    per_page: int = 20
    dialects: tuple[str, ...] = DIALECTS
    guessed: tuple[tuple[str, str], ...] = ()
    lint_ignore: tuple[str, ...] = ()
    breaks: bool = False
    permalink: str = ""
    tag_aliases: Mapping[str, str] = field(default_factory=dict)
    defaults: tuple[Defaults, ...] = ()
    opt_in: OptIn | None = None
    of_hugo: bool = False
    undated_posts: bool = False
    edit_url: str = ""
    editor: str = ""
    theme: tuple[tuple[str, str], ...] = ()
    git_dates: bool = False
    search: bool = True
    verification: tuple[tuple[str, str], ...] = ()
    indexnow: str = ""
    card_font: str = ""
    above: Path | None = None
    """A configuration in a folder above one that has none: it is not used."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def base_path(self) -> str:
        """The path of `base_url`, with a slash at both ends: `/notes/`; `/` without a base_url."""
        return "/" + (urlsplit(self.base_url).path.strip("/") + "/").lstrip("/")

    @property
    def has_text_tags(self) -> bool:
        """Is `#name` in the text a tag, and no slip for a heading?"""
        return "obsidian" in self.dialects


def with_guessed_dialects(config: Config) -> Config:
    """What would be wrong elsewhere is read only in what is plainly a vault of that tool."""
    marks = {
        "dendron": (config.root / "dendron.yml", config.root.parent / "dendron.yml", config.notes / "root.schema.yml"),
        "obsidian": tuple(folder / ".obsidian" for folder in (config.notes, config.root, *folders_above(config.root))),
    }
    there = {"dendron": Path.is_file, "obsidian": Path.is_dir}
    found = {name: next(filter(there[name], paths), None) for name, paths in marks.items()}
    guessed = tuple((name, _shown(path, config.root)) for name, path in found.items() if path)
    return replace(config, dialects=(*DIALECTS, *(name for name, _ in guessed)), guessed=guessed)


def folders_above(root: Path) -> list[Path]:
    """The folders that may hold the vault of which `root` is a part: the next, and others in the same repository.

    Where there is none, they end before the home folder.
    """
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 (a user without a home is no fault)
    found: list[Path] = []
    for folder in root.parents[:_FURTHEST_VAULT]:
        # What lies in a repository of its own is no part of a vault around it.
        if found and (folder == home or (found[-1] / ".git").exists()):
            break
        found.append(folder)
    return found[:1] if (root / ".git").exists() else found


def _shown(path: Path, root: Path) -> str:
    """Its name, with the way up to it where that is long."""
    up = len(root.relative_to(path.parent).parts) if root.is_relative_to(path.parent) else 0
    return "../" * up + path.name if up > 1 else path.name


def output_refusal(config: Config, output: Path) -> tuple[str, str] | None:
    """Why `output` cannot be the output folder, in Korean and in English; None when it can."""
    home = os.path.expanduser("~")  # noqa: PTH111 (a user without a home is no fault)
    if output == Path(output.anchor) or str(output) == home:
        return "루트나 홈 폴더", "the root or the home folder"
    if output == config.root or output in config.root.parents:
        return "사이트 폴더이거나 그 위 폴더", "the site's own folder or one above it"
    sources = [config.templates, config.static] if config.file else []
    if config.notes != config.root:
        sources.append(config.notes)
    for source in sources:
        if output == source or output in source.parents or source in output.parents:
            return f"원본 폴더({source.name})와 겹침", f"overlaps the source folder {source.name}"
    if ".git" in output.parts or ".fmnotes" in output.parts:
        return "도구가 쓰는 폴더", "a folder that belongs to a tool"
    return None


def describe(config: Config) -> str:
    """The configuration as text that is equal exactly when two builds are told the same (no absolute path)."""
    shown = {
        one.name: getattr(config, one.name)
        for one in fields(config)
        if one.name not in {"root", "file", "notes", "templates", "static", "output", "above"}
    }
    return repr(sorted(shown.items(), key=lambda pair: pair[0]))
