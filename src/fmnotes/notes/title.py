"""Which heading names a note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fmnotes.markdown.body import Heading

_NUMBER = re.compile(r"^[\d.]+\s*")
_PARTS = frozenset(
    "abstract introduction intro overview summary paper background contents tl;dr tldr "
    "초록 요약 서론 개요 소개 들어가며 들어가기 배경 목차".split()
)
"""What the first part of a paper's notes is called, and of many."""


def title_heading(headings: Sequence[Heading]) -> int:
    """The index of the H1 that names the note, or -1: not the first of several parts behind an introduction.

    Nor is it one in a quote or an item, or the first of several that is called as such parts are.
    """
    parts = [index for index, one in enumerate(headings) if one.level == 1 and not one.quoted]
    if not parts:
        return -1
    name = _NUMBER.sub("", headings[parts[0]].text.strip().casefold())
    return -1 if len(parts) > 1 and (headings[0].led or name in _PARTS) else parts[0]
