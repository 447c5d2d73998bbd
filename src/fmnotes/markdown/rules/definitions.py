"""Link definitions (`[label]: address`) that remember whether something asked for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_COMMENTS = frozenset({"//", "COMMENT"})


class Definitions(dict[str, Any]):
    """By label, as the rules of markdown-it fill it and ask it."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        """As a dictionary does."""
        self._asked.add(label)
        return super().get(label, default)

    def unused(self) -> Iterator[tuple[str, list[int]]]:
        """Labels that no link named, and the lines of their definitions."""
        # `[//]: # (words)` is how a comment is written.
        unused = ((label, one) for label, one in self.items() if label not in self._asked)
        return ((label, one["map"]) for label, one in unused if label not in _COMMENTS and one["href"] not in {"", "#"})
