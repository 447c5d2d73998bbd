"""The configuration that `fmnotes init` writes: every key that most sites need, with comments in both languages."""

from __future__ import annotations

import json
from pathlib import Path

from fmnotes.cli.report import Reporter
from fmnotes.config import KEYS, Config, InvalidValueError, with_guessed_dialects
from fmnotes.foreign import Said, below, breaks_lines, foreign_settings, shows_emoji
from fmnotes.notes.dialects import SWITCHES, key_name
from fmnotes.notes.opt_in import opt_in
from fmnotes.notes.vault import shows_line_ends, template_folders
from fmnotes.text.names import nfc
from fmnotes.text.quotes import in_quotes

CONFIG = "fmnotes.toml"
_CONFIGURATION = """\
# 모든 설정과 뜻은 fmnotes의 docs/configuration.md에 / every key and its meaning: docs/configuration.md of fmnotes
{taken}
title = {title}
{description}
{author}

# 주 언어: "ko" 또는 "en". 비워 두면 노트를 보고 정합니다. / the main language; guessed from the notes without it
{language}

# 사이트가 있을 주소. 피드와 사이트맵에 필요합니다. / where the site will live; feeds and the sitemap need it
{base_url}

# 노트가 있는 폴더 / where the notes are
notes = {notes}

# 읽지 않을 파일과 폴더 / files and folders that are not read
{ignore}

# 날짜가 있는 노트의 주소 / addresses of notes with a date
{permalink}

# 사이트를 쓸 폴더 / where the site is written
# output = "site"
"""
_TAKEN = "# {name}에서 가져온 값이 있습니다 / some values are from {name}\n"
_EMPTY = {
    "description": '# description = ""',
    "author": '# author = ""',
    "language": '# language = "ko"',
    "base_url": '# base_url = "https://user.github.io/notes/"',
    "ignore": '# ignore = ["/private"]',
    "permalink": '# permalink = "/:year/:slug/"',
}
_DIALECTS = """
# 알아본 것: {mark}. 다른 기기에서도 같게 / known by {mark}: the same on every machine
dialects = {dialects}
"""
_OPT_IN = """
# {tool}: 공개한다고 한 노트만 보입니다. 다른 기기에서도 같게 / only notes that say so are shown, on every machine
[[defaults]]
path = ""
{key} = false
"""
_LINE_ENDS = """
# 문단 안의 줄바꿈이 지금까지처럼 보입니다 / line ends inside a paragraph show, as they did
breaks = true
"""


def first_configuration(root: Path, notes: str, reporter: Reporter) -> str:
    """The text of `fmnotes.toml` for the site in `root`, whose notes are in its folder `notes`."""
    known = with_guessed_dialects(Config(root, notes=root / notes))
    emoji = ("emoji",) if shows_emoji(root) else ()
    marks = ", ".join((*(mark for _, mark in known.guessed), *emoji))
    more = _DIALECTS.format(mark=marks, dialects=json.dumps((*known.dialects, *emoji))) if marks else ""
    shown = breaks_lines(root) or ("obsidian" in known.dialects and shows_line_ends(known))
    more += _LINE_ENDS if shown else ""
    found = opt_in(known)
    if found and key_name(found.key) in SWITCHES:
        more += _OPT_IN.format(tool=found.tool, key=in_quotes(found.key))
    own = (one for one in sorted(template_folders(known)) if one.is_dir() and one.is_relative_to(known.notes))
    templates = [f"/{folder.relative_to(known.notes).as_posix()}" for folder in own]
    return _configuration(root, notes, reporter, templates) + more


def _configuration(root: Path, notes: str, reporter: Reporter, templates: list[str]) -> str:
    """With what another tool's configuration says, where that is fit for ours."""
    name, said = foreign_settings(root)
    if notes != ".":
        # Its paths begin at the root, ours at the notes.
        said |= {"ignore": list(below(said.pop("ignore"), notes))} if "ignore" in said else {}
    if templates:
        name, said = name or ".obsidian", said | {"ignore": [*said.get("ignore", ()), *templates]}
    folder = "".join(ch for ch in nfc(root.name.encode("utf-8", "replace").decode()) if ch.isprintable())
    values = {"title": folder or "fmnotes"} | {key: one for key, one in said.items() if _fits(key, one)}
    lines = {key: f"{key} = {_written(values[key])}" if key in values else empty for key, empty in _EMPTY.items()}
    if said and not (root / CONFIG).exists():
        told = ", ".join(key for key in said if key in values)
        reporter.say(f"{name}에서 가져왔습니다: {told}", f"taken from {name}: {told}")
    taken = _TAKEN.format(name=name) if said else ""
    return _CONFIGURATION.format(taken=taken, title=_written(values["title"]), notes=_written(notes), **lines)


def _fits(key: str, value: Said) -> bool:
    try:
        KEYS[key](value)
    except InvalidValueError:
        return False
    return True


def _written(value: Said) -> str:
    """As TOML writes it (TOML 1.0, String, Array)."""
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return in_quotes(value)
