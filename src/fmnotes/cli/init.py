"""`fmnotes init`: a configuration with comments, a `.gitignore`, a first note, the workflows that publish.

What is there stays as it is.
"""

from __future__ import annotations

import difflib
from pathlib import Path

from fmnotes.cli.exit_codes import EXIT_FINE, EXIT_USAGE
from fmnotes.cli.first_configuration import CONFIG, first_configuration
from fmnotes.cli.report import Reporter
from fmnotes.cli.settings import CommandOptions, refuse
from fmnotes.config import Config, load_config, resolved
from fmnotes.diagnostics import Place, diagnose, unwritten
from fmnotes.disk import create
from fmnotes.foreign import foreign_notes
from fmnotes.git.remote import github_of, remote_url
from fmnotes.git.run import repository_of
from fmnotes.notes.folder import walk_folder
from fmnotes.publish.workflows import workflow_files

_IGNORED = ("/site/", "/.fmnotes/")
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
    root = resolved(given.folder)
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
        reporter.problems([unwritten(problem)])
        return EXIT_USAGE


def _configure(given: CommandOptions, reporter: Reporter, root: Path) -> None:
    notes = _notes_folder(root)
    _create(reporter, root / CONFIG, first_configuration(root, notes, reporter), root)
    if not _has_notes(root / notes):
        (root / notes).mkdir(exist_ok=True)
        name, text = _FIRST_NOTES[reporter.language]
        _create(reporter, root / notes / name, text.format(day=given.now.date().isoformat()), root)


def _workflows(reporter: Reporter, root: Path) -> int:
    """The workflows of GitHub, and the one setting to switch on; returns the exit code."""
    config, problems = load_config(root)
    if config is None:
        reporter.problems(problems)
        return EXIT_USAGE
    for path, text in workflow_files(config).items():
        _create(reporter, path, text, path.parents[2])
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
    if (root / CONFIG).exists():
        return False
    config, problems = load_config(root)
    return bool(problems) or (config is not None and config.file is not None)


def _notes_folder(root: Path) -> str:
    """`notes`, unless the notes lie somewhere else already: Hugo's `content`, or the folder itself."""
    for name in filter(None, ("notes", "content", foreign_notes(root))):
        if _has_notes(root / name):
            return name
    return "." if _has_notes(root) else "notes"


def _has_notes(folder: Path) -> bool:
    """Are there notes that a build would read, beside what a repository has without any?"""
    names = {"readme", "changelog", "license", "contributing"} if folder.name != "notes" else set()
    found = walk_folder(Config(folder, notes=folder), frozenset()).notes if folder.is_dir() else []
    return any(Path(path).stem.lower() not in names for path, _ in found)


def _create(reporter: Reporter, path: Path, text: str, root: Path) -> None:
    # A workflow is two folders below the top of the repository, where file lists hide it.
    shown = path.relative_to(root).as_posix()
    try:
        create(path, text, root)
    except FileExistsError:
        reporter.say(f"그대로 두었습니다: {shown}", f"left as it is: {shown}")
    else:
        reporter.say(f"만들었습니다: {shown}", f"made: {shown}")


def _ignore(reporter: Reporter, path: Path) -> None:
    if not path.exists():
        _create(reporter, path, "".join(f"{line}\n" for line in _IGNORED), path.parent)
        return
    written = {line.strip().strip("/") for line in path.read_text("utf-8", "replace").splitlines()}
    missing = " ".join(line for line in _IGNORED if line.strip("/") not in written)
    if missing:
        reporter.say(f".gitignore에 더하면 좋은 줄: {missing}", f"worth adding to .gitignore: {missing}")
