"""The workflows that `fmnotes init` writes: they build and deploy with GitHub's own actions, pinned by hash."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from fmnotes.config import Config
from fmnotes.git.run import Git, GitError, repository_of
from fmnotes.markdown.diagrams import can_draw
from fmnotes.text.quotes import in_quotes

_FOLDER = Path(__file__).parent / "workflows"
_NAMES = {"pages.yml": "pages.yml", "pull-request.yml": "pages-pull-request.yml"}


def workflow_files(config: Config, package: str = "") -> Mapping[Path, str]:
    """The files by their path: GitHub reads them at the top of the repository alone.

    `package` is what pip installs; without it, the version of fmnotes that writes this, with what it uses here.
    """
    top = repository_of(config.root) or config.root
    values = {
        "@BRANCH@": _branch(top),
        "@FOLDER@": config.root.relative_to(top).as_posix(),
        "@OUTPUT@": _below(config.output, top),
        "@DEPTH@": "0" if config.git_dates else "1",
        "@PACKAGE@": package or f"fmnotes{_extras(config)}=={version('fmnotes')}",
    }
    files = {}
    for source, name in _NAMES.items():
        text = (_FOLDER / source).read_text("utf-8")
        for mark, value in values.items():
            text = text.replace(mark, in_quotes(value)[1:-1])
        files[top / ".github/workflows" / name] = text.replace('"./', '"')
    return files


def _extras(config: Config) -> str:
    names = [*["cards"] * bool(config.card_font), *["mermaid"] * can_draw()]
    return f"[{','.join(names)}]" if names else ""


def _branch(top: Path) -> str:
    """The main branch: that of the remote, one of the usual names, or the one that is worked on."""
    if repository_of(top) is None:
        return "main"
    git = Git(top)
    for asked in (
        ("rev-parse", "--abbrev-ref", "origin/HEAD"),
        ("rev-parse", "--abbrev-ref", "--verify", "main"),
        ("rev-parse", "--abbrev-ref", "--verify", "master"),
        ("symbolic-ref", "--quiet", "--short", "HEAD"),
    ):
        with suppress(GitError):
            return git.text(*asked).removeprefix("origin/")
    return "main"


def _below(path: Path, top: Path) -> str:
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else "site"
