"""`terms.yml` of a site: names of one thing, for its search (`search.terms`)."""

from __future__ import annotations

from fmnotes.config import TERMS, Config
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.search.terms import TermsError, read_terms

Terms = tuple[tuple[str, ...], ...]


def load_terms(config: Config) -> tuple[Terms, list[Diagnostic]]:
    """The groups of names in `terms.yml`, beside the configuration or in the notes folder; none without one."""
    for folder in dict.fromkeys((config.root, config.notes)):
        path = folder / TERMS
        if path.is_file() and not path.is_symlink():
            try:
                return read_terms(path.read_text("utf-8-sig")), []
            except (OSError, UnicodeDecodeError) as problem:
                return (), [diagnose("terms-invalid", Place(TERMS), ko=problem, en=problem)]
            except TermsError as problem:
                return (), [diagnose("terms-invalid", Place(TERMS, problem.line), ko=problem.ko, en=problem.en)]
    return (), []
