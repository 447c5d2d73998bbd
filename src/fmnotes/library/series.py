"""Series: notes that are read in an order, by number where they have one, else by date, else by name."""

from __future__ import annotations

from collections.abc import Sequence

from fmnotes.diagnostics import Diagnostic
from fmnotes.library.taxonomy import Taxonomy, gather_terms
from fmnotes.notes.note import Note
from fmnotes.text.order import natural_key


def gather_series(notes: Sequence[Note]) -> tuple[Taxonomy, list[Diagnostic]]:
    """A term for each series, its notes in the order of reading."""

    def names_of(note: Note) -> tuple[tuple[str, ...], ...]:
        return ((note.metadata.series,),) if note.metadata.series else ()

    return gather_terms("series", "series", sorted(notes, key=_order), names_of)


def _order(note: Note) -> tuple[object, ...]:
    data = note.metadata
    number = (0, data.series_number) if data.series_number is not None else (1, 0)
    date = (0, *data.date.sort_key) if data.date else (1, 0, 0.0)
    return (*number, *date, natural_key(note.path), note.path)
