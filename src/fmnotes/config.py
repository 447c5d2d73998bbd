"""`fmnotes.toml`, or `[tool.fmnotes]` in pyproject.toml, as one frozen value; all mistakes are reported at once."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fmnotes.diagnostics import Diagnostic, Place, diagnose

_BASE_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[^\s?#\\\[\]]*)?")
HtmlPolicy = Literal["safe", "trusted", "escape"]
_FILE = "fmnotes.toml"
_PYPROJECT = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a site can be told. Paths are absolute; `root` is the folder the command was given."""

    root: Path
    file: Path | None = None
    title: str = ""
    description: str = ""
    author: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()
    base_url: str = ""
    timezone: str = "Asia/Seoul"
    notes: Path = Path()
    templates: Path = Path()
    static: Path = Path()
    output: Path = Path()
    html: HtmlPolicy = "safe"
    external_images: Literal["load", "link"] = "load"
    ignore: tuple[str, ...] = ()
    macros: Mapping[str, str] = field(default_factory=dict)
    per_page: int = 20

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def base_path(self) -> str:
        """The path of `base_url`, with a slash at both ends: `/notes/`; `/` without a base_url."""
        return "/" + (urlsplit(self.base_url).path.strip("/") + "/").lstrip("/")


class InvalidValueError(Exception):
    """A value that does not fit its key; the two words are what was expected, in Korean and in English."""

    def __init__(self, ko: str, en: str) -> None:
        super().__init__(en)
        self.ko, self.en = ko, en


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidValueError("문자열", "a string")
    return value


def _path(value: object) -> str:
    text = _text(value)
    if not text or "\0" in text or text.startswith("~"):
        raise InvalidValueError("폴더 경로", "the path of a folder")
    return text


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InvalidValueError("문자열 목록", "a list of strings")
    return tuple(value)


def _table(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise InvalidValueError("문자열 표", "a table of strings")
    made = {str(name).lstrip("\\"): body for name, body in value.items()}
    if not all(re.fullmatch("[A-Za-z]+", name) for name in made):
        raise InvalidValueError("영문자로만 된 명령 이름", "command names of letters only")
    return made


def _one_of(*choices: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value not in choices:
            raise InvalidValueError(" | ".join(choices), " | ".join(choices))
        return str(value)

    return check


def _languages(value: object) -> tuple[str, ...]:
    known = _texts(value)
    if not known or set(known) - {"ko", "en"}:
        raise InvalidValueError('["ko"], ["en"] 또는 ["ko", "en"]', '["ko"], ["en"] or ["ko", "en"]')
    return known


def _base_url(value: object) -> str:
    text = _text(value)
    if text and (not _BASE_URL.fullmatch(text) or ".." in text):
        raise InvalidValueError("https://로 시작하는 주소", "an address that starts with https://")
    return text.rstrip("/") + "/" if text else ""


def _timezone(value: object) -> str:
    text = _text(value)
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidValueError('시간대 이름 (예: "Asia/Seoul")', 'a time zone name such as "Asia/Seoul"') from None
    return text


def _positive(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1000:
        raise InvalidValueError("1에서 1000 사이의 수", "a number from 1 to 1000")
    return value


KEYS: Mapping[str, Callable[[object], object]] = {
    "title": _text,
    "description": _text,
    "author": _text,
    "language": _one_of("ko", "en"),
    "languages": _languages,
    "base_url": _base_url,
    "timezone": _timezone,
    "notes": _path,
    "templates": _path,
    "static": _path,
    "output": _path,
    "html": _one_of("safe", "trusted", "escape"),
    "external_images": _one_of("load", "link"),
    "ignore": _texts,
    "macros": _table,
    "per_page": _positive,
}
"""Every configuration key and what reads its value; docs/configuration.md lists the same keys (a test says so)."""

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
            table: Any = tomllib.loads(text)
        except UnicodeDecodeError as problem:
            return None, [diagnose("config-syntax", Place(name), problem=str(problem))]
        except (ValueError, RecursionError) as problem:
            return None, [_toml_error(name, text, str(problem))]
        if name == _PYPROJECT:
            tool = table.get("tool")
            table = tool.get("fmnotes") if isinstance(tool, dict) else None
            if table is None:
                continue
            if not isinstance(table, dict):
                return None, [_toml_error(name, text, "[tool.fmnotes] is not a table")]
        return _read(root, path, table, text)
    nowhere = root / _NOWHERE
    return Config(root, notes=root, output=root / "site", templates=nowhere, static=nowhere), []


def _toml_error(name: str, text: str, problem: str) -> Diagnostic:
    found = re.search(r"\(at line (\d+), column (\d+)\)", problem)
    line, column = (int(found[1]), int(found[2])) if found else (1, 1)
    lines = text.splitlines()
    source = lines[line - 1] if line <= len(lines) else ""
    return diagnose("config-syntax", Place(name, line, column, 1, source), problem=problem.split(" (at ")[0])


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
    if problems:
        return None, problems
    made = Config(root=root, file=path, **values)
    return _folders_apart(made, _place(path.name, text, "output"))


def _folders_apart(config: Config, place: Place) -> tuple[Config | None, list[Diagnostic]]:
    refused = output_refusal(config, config.output)
    if refused:
        return None, [diagnose("output-refused", place, path=config.output, ko=refused[0], en=refused[1])]
    if not config.notes.is_dir():
        return None, [diagnose("notes-missing", replace(place), path=config.notes)]
    return config, []


def output_refusal(config: Config, output: Path) -> tuple[str, str] | None:
    """Why `output` cannot be the output folder, in Korean and in English; None when it can."""
    if output == Path(output.anchor) or output == Path.home():
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
    for number, line in enumerate(text.splitlines(), 1):
        found = re.match(rf"\s*(?:\[[\w.]*\.?)?{re.escape(key)}\b", line)
        if found:
            return Place(name, number, found.end() - len(key) + 1, len(key), line)
    return Place(name)


def describe(config: Config) -> str:
    """The configuration as text that is equal exactly when two builds are told the same (no absolute path)."""
    shown = {
        one.name: getattr(config, one.name)
        for one in fields(config)
        if one.name not in {"root", "file", "notes", "templates", "static", "output"}
    }
    return repr(sorted(shown.items(), key=lambda pair: pair[0]))
