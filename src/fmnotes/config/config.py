"""`fmnotes.toml`, or `[tool.fmnotes]` in pyproject.toml, as one frozen value; all mistakes are reported at once."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from fmnotes.config.defaults import Defaults
from fmnotes.config.invalid import InvalidValueError
from fmnotes.config.opt_in import OptIn
from fmnotes.config.values import DIALECTS, KEYS, HtmlPolicy
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.text.toml import TomlError, read_toml

_FILE = "fmnotes.toml"
_PYPROJECT = "pyproject.toml"
CONFIGURATIONS = (_FILE, _PYPROJECT)
"""The files that may hold a configuration, the first before the second."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a site can be told. Paths are absolute; `root` is the folder the command was given.

    `base_url_source` says what a base_url was guessed from (`static/CNAME`, the git remote), `ignore_source` the file
    of another tool that `ignore` is from; `guessed` has dialects and by what file or folder they were known, where
    `dialects` is not configured; `opt_in` the tool by which notes are published one by one;
    `of_hugo` whether the site is Hugo's, where what stands beside an `index.md` is a part of it, and a string one name.
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
    timezone: str = "Asia/Seoul"
    notes: Path = Path()
    templates: Path = Path()
    static: Path = Path()
    output: Path = Path()
    html: HtmlPolicy = "safe"
    external_images: Literal["load", "link"] = "load"
    ignore: tuple[str, ...] = ()
    ignore_source: str = ""
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


_NOWHERE = ".fmnotes/none"
_FOLDERS = {"notes": "notes", "templates": "templates", "static": "static", "output": "site"}


def load_config(folder: Path) -> tuple[Config | None, list[Diagnostic]]:
    """The configuration of `folder`; without a file, the folder itself is the notes folder and has no templates.

    Returns None with the diagnostics when anything in it is wrong (exit code 2).
    """
    root = folder.resolve()
    for name in (_FILE, _PYPROJECT):
        path = root / name
        if not path.is_file():
            continue
        try:
            text = path.read_text("utf-8-sig")
            table: Any = read_toml(text)
        except UnicodeDecodeError as problem:
            return None, [diagnose("config-encoding", Place(name, *_place_of(path, problem)))]
        except TomlError as problem:
            return None, [_toml_error(name, text, problem)]
        if name == _PYPROJECT:
            tool = table.get("tool")
            table = tool.get("fmnotes") if isinstance(tool, dict) else None
            if table is None:
                continue
            if not isinstance(table, dict):
                line = next(number for number, line in enumerate(text.splitlines(), 1) if "fmnotes" in line)
                words = "[tool.fmnotes]가 표가 아닙니다", "[tool.fmnotes] is not a table"
                return None, [_toml_error(name, text, TomlError(*words, line, 1))]
        return _read(root, path, table, text)
    nowhere = root / _NOWHERE
    made = Config(root, notes=root, output=root / "site", templates=nowhere, static=nowhere, above=_above(root))
    return with_guessed_dialects(made), []


def _above(root: Path) -> Path | None:
    """The configuration that somebody may have meant who is in a folder of a site; none outside of its repository."""
    if (root / ".git").exists():
        return None
    for folder in root.parents:
        if os.path.isfile(folder / _FILE):  # noqa: PTH113 (a folder that may not be looked into has none)
            return folder / _FILE
        if (folder / ".git").exists():
            return None
    return None


def with_guessed_dialects(config: Config) -> Config:
    """What would be wrong elsewhere is read only in what is plainly a vault of that tool."""
    marks = {
        "dendron": (config.root / "dendron.yml", config.root.parent / "dendron.yml", config.notes / "root.schema.yml"),
        "obsidian": tuple(folder / ".obsidian" for folder in (config.notes, config.root, config.root.parent)),
    }
    there = {"dendron": Path.is_file, "obsidian": Path.is_dir}
    found = {name: next(filter(there[name], paths), None) for name, paths in marks.items()}
    guessed = tuple((name, path.name) for name, path in found.items() if path)
    return replace(config, dialects=(*DIALECTS, *(name for name, _ in guessed)), guessed=guessed)


def _place_of(path: Path, problem: UnicodeDecodeError) -> tuple[int, int]:
    """Line and column (from 1, in bytes) of what is no UTF-8."""
    before = path.read_bytes()[: problem.start]
    return before.count(b"\n") + 1, len(before) - before.rfind(b"\n")


def _toml_error(name: str, text: str, problem: TomlError) -> Diagnostic:
    lines = text.splitlines()
    source = lines[problem.line - 1] if problem.line <= len(lines) else ""
    place = Place(name, problem.line, problem.column, 1, source)
    return diagnose("config-syntax", place, ko=problem.ko, en=problem.en)


def _read(root: Path, path: Path, table: Mapping[str, object], text: str) -> tuple[Config | None, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    values: dict[str, Any] = {}
    for key, value in table.items():
        place = _place(path.name, text, key)
        if key not in KEYS:
            close = difflib.get_close_matches(key, KEYS, 1)
            code = "config-misspelt" if close else "config-unknown"
            problems.append(diagnose(code, place, key=key, close=close[0] if close else ""))
            continue
        try:
            values[key] = KEYS[key](value)
        except InvalidValueError as expected:
            problems.append(diagnose("config-value", place, key=key, ko=expected.ko, en=expected.en))
    for key, default in _FOLDERS.items():
        values[key] = root.joinpath(values.get(key, default)).resolve()
        # Git keeps no empty folder: of the names that are meant anyway nothing is asked.
        asked = key in {"templates", "static"} and table.get(key, default) != default
        if asked and not problems and not values[key].is_dir():
            problems.append(diagnose("config-folder", _place(path.name, text, key), key=key, path=values[key]))
    if problems:
        return None, problems
    made = Config(root=root, file=path, **values)
    if "dialects" not in values:
        made = with_guessed_dialects(made)
    return _folders_apart(made, path.name, text)


def _folders_apart(config: Config, name: str, text: str) -> tuple[Config | None, list[Diagnostic]]:
    refused = output_refusal(config, config.output)
    if refused:
        place = _place(name, text, "output")
        return None, [diagnose("output-refused", place, path=config.output, ko=refused[0], en=refused[1])]
    if not config.notes.is_dir():
        return None, [diagnose("notes-missing", _place(name, text, "notes"), path=config.notes)]
    return config, []


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


def _place(name: str, text: str, key: str) -> Place:
    """Where `key` stands; in a pyproject.toml, not in the tables of other tools above ours."""
    ours = name != _PYPROJECT
    for number, line in enumerate(text.splitlines(), 1):
        ours = ours or "tool.fmnotes" in line
        found = re.match(rf"\s*(?:\[{{1,2}}[\w.]*\.?)?{re.escape(key)}\b", line) if ours else None
        if found:
            return Place(name, number, found.end() - len(key) + 1, len(key), line)
    return Place(name)


def describe(config: Config) -> str:
    """The configuration as text that is equal exactly when two builds are told the same (no absolute path)."""
    shown = {
        one.name: getattr(config, one.name)
        for one in fields(config)
        if one.name not in {"root", "file", "notes", "templates", "static", "output", "above"}
    }
    return repr(sorted(shown.items(), key=lambda pair: pair[0]))
