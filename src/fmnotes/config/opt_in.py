"""Where notes are published one by one."""

from __future__ import annotations

from typing import NamedTuple


class OptIn(NamedTuple):
    """A tool that publishes only notes with `key: true`, and what tells that it is used, below the vault or site."""

    file: str
    tool: str
    key: str
