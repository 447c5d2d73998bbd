"""Running git with fixed arguments: no hooks, no pager, no helper of the repository's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "core.autocrlf": "false",
    "log.showSignature": "false",
    "log.showRoot": "true",
    "gc.auto": "0",
    "color.ui": "false",
}


class GitError(Exception):
    """git is not there, or refused; `str()` is what it said."""


class NoGitError(GitError):
    """There is no git on this machine."""


@dataclass(frozen=True, slots=True)
class Git:
    """Commands for the repository around `folder`."""

    folder: Path

    def run(self, *arguments: str, data: bytes = b"", extra: Mapping[str, str] | None = None) -> bytes:
        """The standard output of one command, with `data` on its standard input. Raises GitError."""
        settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
        command = ["git", "--no-pager", "-C", str(self.folder), *settings, *arguments]
        try:
            done = subprocess.run(command, input=data, capture_output=True, env=_environment(extra or {}), check=False)
        except FileNotFoundError:
            raise NoGitError("git: command not found") from None
        except OSError as problem:
            raise GitError(f"git: {problem.strerror or problem}") from None
        if done.returncode:
            raise GitError(done.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]}: {done.returncode}")
        return done.stdout

    def text(self, *arguments: str) -> str:
        """The same as text, without the line end."""
        return self.run(*arguments).decode("utf-8", "surrogateescape").strip()


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Messages in English, to be told apart; what a hook that called us says of its own repository does not count."""
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    quiet = {} if sys.stdin and sys.stdin.isatty() else {"GIT_TERMINAL_PROMPT": "0"}
    return kept | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"} | quiet | dict(extra)


_FOREIGN = {
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_EXTERNAL_DIFF", "GIT_PAGER",
}  # fmt: skip


def repository_of(folder: Path) -> Path | None:
    """The top of the work tree that `folder` lies in, found without starting git; None outside of one."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)
