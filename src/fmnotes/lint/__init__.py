"""Advice on how study notes are written: `fmnotes check` gives it, a build never does."""

from fmnotes.lint.fixes import Fix, mend
from fmnotes.lint.lint import lint_notes

__all__ = ["Fix", "lint_notes", "mend"]
