"""Which heading names a note."""

from __future__ import annotations

from collections.abc import Sequence

from fmnotes.markdown.body import Heading


def title_heading(headings: Sequence[Heading]) -> int:
    """The index of the H1 that names the note, or -1: not the first of several parts behind an introduction."""
    first = next((index for index, one in enumerate(headings) if one.level == 1), -1)
    parts = sum(1 for one in headings if one.level == 1)
    return -1 if parts > 1 and headings[0].led else first
