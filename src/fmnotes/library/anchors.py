"""Finding the place in a note that a link's fragment means."""

from __future__ import annotations

from typing import NamedTuple

from fmnotes.notes.note import Outline
from fmnotes.text.names import heading_slug, name_key


class _Known(NamedTuple):
    outline: Outline
    ids: frozenset[str]
    headings: dict[str, str]


class Anchors:
    """The ids and headings of notes, by every way to write them."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}

    def find(self, path: str, outline: Outline, written: str) -> str | None:
        """The id of the place that `written` names in the note at `path`; None where it has none."""
        known = self._known.get(path)
        if known is None or known.outline is not outline:
            headings = {name_key(one.text): one.id for one in reversed(outline.headings)}
            known = self._known[path] = _Known(outline, frozenset(outline.ids), headings)
        for spelling in (written, f"u-{written}", heading_slug(written), written.lower()):
            if spelling in known.ids:
                return spelling
        return known.headings.get(name_key(written))
