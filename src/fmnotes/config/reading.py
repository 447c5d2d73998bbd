"""Finding the configuration of a folder and reading it; all mistakes of one kind are reported at once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from fmnotes.config.config import CONFIGURATIONS, Config, output_refusal, with_guessed_dialects
from fmnotes.config.invalid import InvalidValueError
from fmnotes.config.values import KEYS
from fmnotes.diagnostics import Diagnostic, Place, ProblemError, diagnose
from fmnotes.text.characters import place_of
from fmnotes.text.nearest import nearest
from fmnotes.text.toml import TomlError, read_toml

_FILE, _PYPROJECT = CONFIGURATIONS
_NOWHERE = ".fmnotes/none"
_FOLDERS = {"notes": "notes", "templates": "templates", "static": "static", "output": "site"}
_OUTSIDE = frozenset(
    "ignore notes output templates base_url html external_images per_page dialects lint_ignore edit_url git_dates "
    "indexnow card_font verification".split()
)
"""Keys that stand in a table by mistake: below its head TOML takes them for its own."""


class _File(NamedTuple):
    """A file with a configuration, and what it says."""

    name: str
    text: str
    table: Mapping[str, Any]

    def place(self, key: str, inner: str = "") -> Place:
        """Where `key` stands, or `inner` below it; in a pyproject.toml, not in the tables of other tools above ours."""
        found, ours, wanted = Place(self.name), self.name != _PYPROJECT, [key, *filter(None, (inner,))]
        for number, line in enumerate(self.text.splitlines(), 1):
            ours = ours or "tool.fmnotes" in line
            at = re.match(rf"\s*(?:\[{{1,2}}[\w.]*\.?)?[\"']?({re.escape(wanted[0])})\b", line) if ours else None
            if at:
                found = Place(self.name, number, at.start(1) + 1, len(wanted[0]), line)
                wanted.pop(0)
            if not wanted:
                break
        return found


class _RefusedError(ProblemError):
    """A file that holds no configuration, or none that can be read."""


def load_config(folder: Path) -> tuple[Config | None, list[Diagnostic]]:
    """The configuration of `folder`; without a file, the folder itself is the notes folder and has no templates.

    Returns None with the diagnostics when anything in it is wrong (exit code 2).
    """
    root = resolved(folder)
    try:
        found = [one for one in (_file(root, name) for name in CONFIGURATIONS) if one]
    except _RefusedError as refused:
        return None, [refused.diagnostic]
    if len(found) > 1:
        return None, [diagnose("config-twice", found[1].place("fmnotes"), first=found[0].name)]
    if found:
        return _read(root, found[0])
    nowhere = root / _NOWHERE
    made = Config(root, notes=root, output=root / "site", templates=nowhere, static=nowhere, above=_above(root))
    return with_guessed_dialects(made), []


def resolved(path: Path) -> Path:
    """`path` without links; one that leads in a circle stays, and cannot be opened."""
    try:
        return path.resolve()
    except (RuntimeError, OSError):
        return path.absolute()


def _file(root: Path, name: str) -> _File | None:
    """The configuration in the file `name`, where there is one. Raises _RefusedError."""
    path = root / name
    # One that is there and cannot be read may say what is to be kept private.
    if not os.path.lexists(path):
        return None
    try:
        text = path.read_text("utf-8-sig") if path.is_file() else None
    except UnicodeDecodeError as problem:
        raise _RefusedError(diagnose("config-encoding", Place(name, *place_of(problem)))) from None
    except OSError:
        text = None
    if text is None:
        words = {"ko": "파일이 아니거나 읽을 수 없습니다", "en": "it is no file, or cannot be read"}
        raise _RefusedError(diagnose("config-syntax", Place(name), **words))
    try:
        table: Any = read_toml(text)
        if name == _PYPROJECT:
            tool = table.get("tool")
            table = tool.get("fmnotes") if isinstance(tool, dict) else None
            if table is not None and not isinstance(table, dict):
                line = next(number for number, line in enumerate(text.splitlines(), 1) if "fmnotes" in line)
                raise TomlError("[tool.fmnotes]가 표가 아닙니다", "[tool.fmnotes] is not a table", line, 1)
    except TomlError as problem:
        # Beside a configuration of ours, a file of other tools that does not speak of us is theirs.
        if name == _PYPROJECT and "fmnotes" not in text and os.path.lexists(root / _FILE):
            return None
        raise _RefusedError(_toml_error(name, text, problem)) from None
    return None if table is None else _File(name, text, table)


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


def _toml_error(name: str, text: str, problem: TomlError) -> Diagnostic:
    lines = text.splitlines()
    source = lines[problem.line - 1] if problem.line <= len(lines) else ""
    place = Place(name, problem.line, problem.column, 1, source)
    return diagnose("config-syntax", place, ko=problem.ko, en=problem.en)


def _read(root: Path, file: _File) -> tuple[Config | None, list[Diagnostic]]:
    problems = list(_strayed(file))
    values: dict[str, Any] = {}
    for key, value in file.table.items():
        if key not in KEYS:
            close = nearest(key, KEYS, least=60)
            code = "config-misspelt" if close else "config-unknown"
            problems.append(diagnose(code, file.place(key), key=key, close=close[0][0] if close else ""))
            continue
        try:
            values[key] = KEYS[key](value)
        except InvalidValueError as wrong:
            shown = f"{key}.{wrong.inner}" if wrong.inner else key
            place = file.place(key, wrong.inner)
            problems.append(diagnose("config-value", place, key=shown, ko=wrong.ko, en=wrong.en))
    for key, default in _FOLDERS.items():
        values[key] = resolved(root / values.get(key, default))
        # Git keeps no empty folder: of the names that are meant anyway nothing is asked.
        asked = key in {"templates", "static"} and file.table.get(key, default) != default
        if asked and not problems and not values[key].is_dir():
            problems.append(diagnose("config-folder", file.place(key), key=key, path=values[key]))
    if problems:
        return None, problems
    made = Config(root=root, file=root / file.name, **values)
    if "dialects" not in values:
        made = with_guessed_dialects(made)
    return _folders_apart(made, file)


def _strayed(file: _File) -> Iterator[Diagnostic]:
    """Keys that stand below the head of a table, where they would do nothing."""
    macros, defaults = file.table.get("macros"), file.table.get("defaults")
    tables = [("macros", macros), *(("defaults", one) for one in (defaults if isinstance(defaults, list) else []))]
    for name, table in tables:
        for key in table if isinstance(table, dict) else ():
            if key in _OUTSIDE:
                yield diagnose("config-inside", file.place(name, key), key=key, table=name)


def _folders_apart(config: Config, file: _File) -> tuple[Config | None, list[Diagnostic]]:
    refused = output_refusal(config, config.output)
    if refused:
        words = {"ko": refused[0], "en": refused[1]}
        return None, [diagnose("output-refused", file.place("output"), path=config.output, **words)]
    for key, folder in (("static", config.static), ("templates", config.templates)):
        # What is in them is copied as it is, or read as templates: notes are neither.
        if config.notes == folder or folder in config.notes.parents:
            return None, [diagnose("config-overlap", file.place(key), key=key, path=folder)]
    if not config.notes.is_dir():
        return None, [diagnose("notes-missing", file.place("notes"), path=config.notes)]
    return config, []
