"""A broken site for each diagnostic, and exactly what `fmnotes check` prints of it, in both languages.

`FMNOTES_UPDATE=1` writes the output anew: read the difference before you commit it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from fmnotes.cli.main import main
from fmnotes.diagnostics import CATALOGUE

FOLDER = Path(__file__).parent / "broken"
SITES = sorted(path for path in FOLDER.iterdir() if path.is_dir())
ELSEWHERE = {
    # A process that is killed (test_workers).
    "page-lost",
    # What is on the command line.
    "title-empty", "file-exists", "folder-outside", "note-unknown", "note-unlike-any", "page-unknown", "folder-missing", "folder-is-file", "drafts-need-out", "theme-file-unknown", "override-exists", "port-taken", "port-next", "host-open", "host-invalid", "watch-polling", "theme-needs-config",
    # What git or a file system will not carry, or is too large for a folder of examples.
    "note-unreadable", "note-too-large", "note-abandoned", "symlink-outside", "symlink-skipped", "name-control",
    "front-matter-too-large", "asset-decomposed",
    # What git and a remote say, what a publication would show, what is drawn or asked elsewhere.
    "base-url-guessed", "git-shallow", "untrusted-outside", "untrusted-limits", "publish-no-repository",
    "publish-no-remote", "publish-branch", "publish-above", "publish-nothing", "publish-foreign", "config-above", "ignore-taken", "ignore-unread", "settings-taken", "vault-opt-in", "config-encoding", "publish-rejected", "publish-refused", "publish-no-access", "publish-no-git", "publish-git",
    "publish-unconfirmed", "publish-kept-cname", "indexnow-failed", "pages-too-large", "pages-large",
    "pages-file-too-large", "pages-robots", "static-link", "static-secret", "static-control", "publish-changed", "leak-word", "leak-mail", "leak-phone", "leak-local",
    "card-glyphs", "page-link-broken", "external-broken",
    # What merman says of a diagram, and without it (test_diagrams).
    "diagram-source", "diagram-invalid", "diagram-too-large",
    # What only a build finds in its output folder.
    "output-foreign", "output-forgotten", "output-changed", "output-kept", "output-link", "output-write", "build-locked", "file-failed",
}  # fmt: skip


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("path", SITES, ids=lambda path: path.name)
def test_what_is_printed(path: Path, language: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(path, site, ignore=shutil.ignore_patterns("printed.*"))
    result = CliRunner().invoke(main, ["check", str(site), "--lang", language])
    printed = (result.stdout + result.stderr).replace(str(site), "SITE")
    assert f"[{path.name}]" in printed
    expected = path / f"printed.{language}.txt"
    if os.environ.get("FMNOTES_UPDATE") == "1":
        expected.write_text(printed, "utf-8")
    assert printed == expected.read_text("utf-8")


def test_every_diagnostic_has_a_site() -> None:
    assert {path.name for path in SITES} | ELSEWHERE == set(CATALOGUE)
    assert not {path.name for path in SITES} & ELSEWHERE
