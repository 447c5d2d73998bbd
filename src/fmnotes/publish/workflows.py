"""The workflows that `fmnotes init` writes: they build and deploy with GitHub's own actions, pinned by hash."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from fmnotes.config import Config
from fmnotes.git.run import Git, GitError, repository_of

_FOLDER = Path(__file__).parent / "workflows"
_NAMES = {"pages.yml": "pages.yml", "pull-request.yml": "pages-pull-request.yml"}


def workflow_files(config: Config, package: str = "") -> Mapping[Path, str]:
    """The files by their path: GitHub reads them at the top of the repository alone.

    `package` is what pip installs; without it, the version of fmnotes that writes this.
    """
    top = repository_of(config.root) or config.root
    values = {
        "@BRANCH@": _branch(top),
        "@FOLDER@": config.root.relative_to(top).as_posix(),
        "@OUTPUT@": _below(config.output, top),
        "@DEPTH@": "0" if config.git_dates else "1",
        "@PACKAGE@": package or f"fmnotes=={version('fmnotes')}",
    }
    files = {}
    for source, name in _NAMES.items():
        text = (_FOLDER / source).read_text("utf-8")
        for mark, value in values.items():
            text = text.replace(mark, value.replace("\\", "\\\\").replace('"', '\\"'))
        files[top / ".github/workflows" / name] = text.replace('"./', '"')
    return files


def _branch(top: Path) -> str:
    """The branch that is worked on; `main` where there is none yet."""
    try:
        return Git(top).text("symbolic-ref", "--quiet", "--short", "HEAD") if repository_of(top) else "main"
    except GitError:
        return "main"


def _below(path: Path, top: Path) -> str:
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else "site"
