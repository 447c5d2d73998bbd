"""`fmnotes check --fix`: shows what it would mend in the notes, asks, and writes it."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import click

from fmnotes.cli.report import Reporter, counted
from fmnotes.config import Config
from fmnotes.diagnostics import stops, unwritten
from fmnotes.disk import replace_whole
from fmnotes.lint import Fix, mend
from fmnotes.notes.folder import read_folder
from fmnotes.notes.front_matter import read_front_matter
from fmnotes.site.plan import not_notes
from fmnotes.site.problems import shown_folder


def mend_notes(config: Config, reporter: Reporter, *, sure: bool) -> None:
    """Mend the notes of `config`; without `sure`, only after a person at the terminal has said yes."""
    found = _mendable(config)
    for path, (_, fixes) in found.items():
        for fix in fixes:
            where = f"{shown_folder(config)}{path.relative_to(config.notes).as_posix()}:{fix.line}"
            for shown in (where, f"  - {fix.before}", f"  + {fix.after}"):
                reporter.answer(shown, shown)
    if not found:
        reporter.say("고칠 것이 없습니다", "nothing to mend")
        return
    lines = sum(len(fixes) for _, fixes in found.values())
    question = f"{lines}줄을 고칠까요?" if reporter.language == "ko" else f"Mend {counted(lines, 'line')}?"
    if not sure and not (sys.stdin.isatty() and click.confirm(question, err=True)):
        reporter.say("아무것도 고치지 않았습니다 (--yes로 고칩니다)", "nothing was changed (--yes changes it)")
        return
    # What its author saved meanwhile is looked at once more.
    now = found if sure else _mendable(config)
    for path, (text, fixes) in found.items():
        if now.get(path) == (text, fixes):
            _replace(path, text, reporter)
        else:
            name = path.relative_to(config.notes).as_posix()
            reporter.say(f"그사이 바뀌어 그대로 둡니다: {name}", f"left alone, as it has changed meanwhile: {name}")


def _mendable(config: Config) -> dict[Path, tuple[bytes, list[Fix]]]:
    """The notes that a build reads and that have something to mend: their new bytes, and the lines that change."""
    found: dict[Path, tuple[bytes, list[Fix]]] = {}
    for source in read_folder(config, not_notes(config, config.output)).sources:
        path = config.notes / source.path
        text = path.read_bytes().decode("utf-8")
        crlf = "\r\n" in text
        mark, plain = "\ufeff" * text.startswith("\ufeff"), text.removeprefix("\ufeff").replace("\r\n", "\n")
        if "\r" in plain or (crlf and plain.count("\n") != text.count("\r\n")):
            continue
        front = read_front_matter(plain)
        if stops(front.diagnostics, strict=False):
            # Where its body begins is not known.
            continue
        mended, fixes = mend(plain, front.body_line, config.lint_ignore, tags=config.has_text_tags)
        if fixes:
            found[path] = ((mark + (mended.replace("\n", "\r\n") if crlf else mended)).encode(), fixes)
    return found


def _replace(path: Path, data: bytes, reporter: Reporter) -> None:
    """Write through a temporary file, so that a note is never half written."""
    try:
        replace_whole(path, data, stat.S_IMODE(path.stat().st_mode))
    except OSError as problem:
        reporter.problems([unwritten(problem, path)])
