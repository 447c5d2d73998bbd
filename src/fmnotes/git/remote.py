"""Where a repository is published: its remote, and the address of its GitHub Pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from fmnotes.git.run import Git, GitError, repository_of
from fmnotes.text.regex import regex

_GITHUB = regex(
    r"(?:https?://(?:[^@/]+@)?|ssh://(?:git@)?|git://|(?:git@)?)(?:www\.|ssh\.)?github\.com(?::\d+)?[/:]"
    r"(?P<owner>[A-Za-z0-9-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?"
)
_DOMAIN = regex(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)


class GitHub(NamedTuple):
    """A repository on GitHub."""

    owner: str
    name: str

    @property
    def web(self) -> str:
        return f"https://github.com/{self.owner}/{self.name}"

    @property
    def site(self) -> str:
        """The address of its Pages: the owner's own, or below it."""
        owner = self.owner.lower()
        own = self.name.lower() == f"{owner}.github.io"
        return f"https://{owner}.github.io/" + ("" if own else f"{self.name}/")


def github_of(url: str) -> GitHub | None:
    """The repository that `url` is the remote address of; None where it is not on GitHub."""
    found = _GITHUB.fullmatch(url.strip())
    return GitHub(found["owner"], found["name"]) if found else None


def remote_url(folder: Path) -> str:
    """The address of the remote `origin`, or else of the only one; empty without one, or without git."""
    if repository_of(folder) is None:
        return ""
    try:
        listed = Git(folder).text("config", "--get-regexp", r"^remote\..*\.url$")
    except GitError:
        return ""
    found: dict[str, str] = {}
    for line in listed.splitlines():
        key, _, url = line.partition(" ")
        found.setdefault(key.removeprefix("remote.").removesuffix(".url"), url)
    if "origin" in found:
        return found["origin"]
    return next(iter(found.values())) if len(found) == 1 else ""


def custom_domain(static: Path) -> str:
    """The domain that `static/CNAME` names; empty without one."""
    try:
        lines = (static / "CNAME").read_text("utf-8").split()
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[0].lower() if len(lines) == 1 and _DOMAIN.fullmatch(lines[0]) else ""
