"""A site in a real git repository with a bare remote beside it: `Repository(tmp_path).note(…).publish()`."""

from __future__ import annotations

import subprocess
from pathlib import Path

from click.testing import CliRunner, Result

from fmnotes.cli.main import main


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


class Repository:
    """Below `root`: `remote.git`, bare, and `내 노트`, the work tree with a configuration and `notes/`."""

    def __init__(self, root: Path) -> None:
        self.remote, self.work = root / "remote.git", root / "내 노트"
        self.work.mkdir(parents=True)
        subprocess.run(["git", "init", "-q", "--bare", str(self.remote)], check=True)
        git(self.work, "init", "-q", "-b", "main")
        git(self.work, "remote", "add", "origin", str(self.remote))
        self.file("fmnotes.toml", 'title = "시험"\nlanguage = "ko"\n')

    def file(self, path: str, text: str | bytes) -> Repository:
        target = self.work / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return self

    def note(self, path: str, text: str) -> Repository:
        return self.file(f"notes/{path}", text)

    def commit(self, message: str = "notes", date: str = "2024-01-01T12:00:00+09:00") -> Repository:
        git(self.work, "add", "-A")
        subprocess.run(
            ["git", "-C", str(self.work), "commit", "-qm", message],
            env=_environment() | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date},
            check=True,
        )
        return self

    def publish(self, *options: str) -> Result:
        return CliRunner().invoke(main, ["publish", str(self.work), "--lang", "en", *options])

    def published(self, branch: str = "gh-pages") -> dict[str, bytes]:
        """Every file of the remote's branch."""
        names = git(self.remote, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "-z", branch).split("\0")
        return {
            name: subprocess.run(
                ["git", "-C", str(self.remote), "cat-file", "blob", f"{branch}:{name}"], capture_output=True, check=True
            ).stdout
            for name in names
            if name
        }

    def commits(self, branch: str = "gh-pages") -> int:
        return int(git(self.remote, "rev-list", "--count", branch))


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)
