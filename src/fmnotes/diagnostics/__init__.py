"""Problems are values: a code, a place, the words that fill its message. Only the command line prints them."""

from fmnotes.diagnostics.catalogue import CATALOGUE
from fmnotes.diagnostics.diagnostic import (
    Diagnostic,
    Language,
    Place,
    ProblemError,
    diagnose,
    shown_line,
    stops,
    unwritten,
)
from fmnotes.diagnostics.entry import Entry, Severity

__all__ = [
    "CATALOGUE",
    "Diagnostic",
    "Entry",
    "Language",
    "Place",
    "ProblemError",
    "Severity",
    "diagnose",
    "shown_line",
    "stops",
    "unwritten",
]
