"""`fmnotes init`: a configuration with comments, a `.gitignore`, a first note, the workflows that publish.

What is there stays as it is.
"""

from __future__ import annotations

import difflib
import json
from pathlib import Path

from fmnotes.cli.foreign import Said, foreign_settings
from fmnotes.cli.report import EXIT_FINE, EXIT_USAGE, Reporter
from fmnotes.cli.settings import CommandOptions, refuse
from fmnotes.config import KEYS, Config, InvalidValueError, load_config, with_guessed_dialects
from fmnotes.diagnostics import Place, diagnose
from fmnotes.git.remote import github_of, remote_url
from fmnotes.git.run import repository_of
from fmnotes.notes.folder import NOTE_SUFFIXES
from fmnotes.notes.vault import shows_line_ends
from fmnotes.publish.workflows import workflow_files
from fmnotes.text.names import nfc
from fmnotes.text.quotes import in_quotes

_CONFIG = "fmnotes.toml"
_IGNORED = ("/site/", "/.fmnotes/")
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
# {mark}로 알아본 것: 다른 기기에도 그대로 / known by {mark}: the same on every machine
dialects = {dialects}
"""
_LINE_ENDS = """
# 줄바꿈을 Obsidian에서처럼 / line ends show, as in Obsidian
breaks = true
"""
_FIRST_NOTES = {
    "ko": (
        "첫-노트.md",
        """\
---
title: 첫 노트
date: {day}
tags: [시작]
---

**노트(note)**는 Markdown으로 씁니다. 수식은 $e^{{i\\pi}} + 1 = 0$처럼,
다른 노트로 가는 링크는 `[[노트 이름]]`처럼 적습니다.

`fmnotes build`가 이 폴더를 사이트로 만듭니다.
""",
    ),
    "en": (
        "first-note.md",
        """\
---
title: First note
date: {day}
tags: [start]
---

A **note** is written in Markdown. A formula is $e^{{i\\pi}} + 1 = 0$,
and `[[the name of a note]]` is a link to it.

`fmnotes build` makes a site of this folder.
""",
    ),
}


def run_init(given: CommandOptions) -> int:
    """Prepare `given.folder`; returns the exit code."""
    reporter = Reporter.for_language(given.lang, "")
    root = given.folder.resolve()
    if root.exists() and not root.is_dir():
        return refuse(reporter, diagnose("folder-is-file", Place(), path=given.folder))
    try:
        root.mkdir(parents=True, exist_ok=True)
        if _configured(root):
            reporter.say(
                "그대로 두었습니다: pyproject.toml의 [tool.fmnotes]", "left as it is: [tool.fmnotes] in pyproject.toml"
            )
        else:
            _configure(given, reporter, root)
        _ignore(reporter, root / ".gitignore")
        return _workflows(reporter, root)
    except OSError as problem:
        reporter.problems([diagnose("output-write", Place(), path=problem.filename, problem=problem.strerror)])
        return EXIT_USAGE


def _configure(given: CommandOptions, reporter: Reporter, root: Path) -> None:
    notes = _notes_folder(root)
    known = with_guessed_dialects(Config(root, notes=root / notes))
    marks = ", ".join(mark for _, mark in known.guessed)
    more = _DIALECTS.format(mark=marks, dialects=json.dumps(known.dialects)) if marks else ""
    more += _LINE_ENDS if "obsidian" in known.dialects and shows_line_ends(known) else ""
    _create(reporter, root / _CONFIG, _configuration(root, notes, reporter) + more)
    if not _has_notes(root / notes):
        (root / notes).mkdir(exist_ok=True)
        name, text = _FIRST_NOTES[reporter.language]
        _create(reporter, root / notes / name, text.format(day=given.now.date().isoformat()))


def _configuration(root: Path, notes: str, reporter: Reporter) -> str:
    """With what another tool's configuration says, where that is fit for ours."""
    name, said = foreign_settings(root)
    if notes != ".":
        # Its paths begin at the root.
        said.pop("ignore", None)
    folder = "".join(ch for ch in nfc(root.name.encode("utf-8", "replace").decode()) if ch.isprintable())
    values = {"title": folder or "fmnotes"} | {key: one for key, one in said.items() if _fits(key, one)}
    lines = {key: f"{key} = {_written(values[key])}" if key in values else empty for key, empty in _EMPTY.items()}
    if said and not (root / _CONFIG).exists():
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


def _workflows(reporter: Reporter, root: Path) -> int:
    """The workflows of GitHub, and the one setting to switch on; returns the exit code."""
    config, problems = load_config(root)
    if config is None:
        reporter.problems(problems)
        return EXIT_USAGE
    for path, text in workflow_files(config).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        _create(reporter, path, text)
        there = path.read_text("utf-8", "replace")
        if there != text:
            _differs(reporter, path.name, there, text)
    github = github_of(remote_url(root))
    if github:
        where = f"{github.web}/settings/pages"
        reporter.say(
            f"한 번만: {where} 에서 Source를 GitHub Actions로", f"once: at {where}, let Source be GitHub Actions"
        )
        reporter.say(f"push하면 열리는 곳: {github.site}", f"after a push, the site is at {github.site}")
    else:
        first = "" if repository_of(root) else "git init -b main, "
        reporter.say(
            f"게시하려면 GitHub 저장소를 연결하고({first}git remote add origin 주소) 다시 fmnotes init",
            f"to publish, connect a GitHub repository ({first}git remote add origin ADDRESS), then fmnotes init again",
        )
    reporter.say("이제: fmnotes serve", "next: fmnotes serve")
    return EXIT_FINE


def _differs(reporter: Reporter, name: str, there: str, ours: str) -> None:
    lines = difflib.unified_diff(
        there.splitlines(), ours.splitlines(), name, f"{name} (fmnotes init)", lineterm="", n=1
    )
    reporter.say("지금 쓴다면 이렇게 다릅니다:", "what would be written now differs:")
    for line in lines:
        reporter.listed(line)


def _configured(root: Path) -> bool:
    """Does a pyproject.toml hold the configuration already?"""
    if (root / _CONFIG).exists():
        return False
    config, problems = load_config(root)
    return bool(problems) or (config is not None and config.file is not None)


def _notes_folder(root: Path) -> str:
    """`notes`, unless the notes lie somewhere else already: Hugo's `content`, or the folder itself."""
    for name in ("notes", "content"):
        if _has_notes(root / name):
            return name
    return "." if _has_notes(root) else "notes"


def _has_notes(folder: Path) -> bool:
    names = {"readme", "changelog", "license", "contributing"} if folder.name != "notes" else set()
    return folder.is_dir() and any(
        path.suffix.lower() in NOTE_SUFFIXES and path.stem.lower() not in names
        for path in folder.rglob("*")
        if not any(part.startswith(".") or part == "node_modules" for part in path.relative_to(folder).parts)
    )


def _create(reporter: Reporter, path: Path, text: str) -> None:
    # A workflow is two folders down, where file lists hide it.
    folders = path.parts[-3:-1] if ".github" in path.parts else path.parts[-2:-1] if path.name.endswith(".md") else ()
    shown = "/".join((*folders, path.name))
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        reporter.say(f"그대로 두었습니다: {shown}", f"left as it is: {shown}")
    else:
        reporter.say(f"만들었습니다: {shown}", f"made: {shown}")


def _ignore(reporter: Reporter, path: Path) -> None:
    if not path.exists():
        _create(reporter, path, "".join(f"{line}\n" for line in _IGNORED))
        return
    written = {line.strip().strip("/") for line in path.read_text("utf-8", "replace").splitlines()}
    missing = " ".join(line for line in _IGNORED if line.strip("/") not in written)
    if missing:
        reporter.say(f".gitignore에 더하면 좋은 줄: {missing}", f"worth adding to .gitignore: {missing}")
