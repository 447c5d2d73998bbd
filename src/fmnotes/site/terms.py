"""`terms.yml` of a site: names of one thing, for its search (`search.terms`)."""

from __future__ import annotations

from fmnotes.config import TERMS, Config
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.search.terms import TermsError, read_terms
from fmnotes.text.characters import place_of

Terms = tuple[tuple[str, ...], ...]


def load_terms(config: Config) -> tuple[Terms, list[Diagnostic]]:
    """The groups of names in `terms.yml`, beside the configuration or in the notes folder; none without one."""
    for folder in dict.fromkeys((config.root, config.notes)):
        path = folder / TERMS
        if path.is_file() and not path.is_symlink():
            try:
                return read_terms(path.read_text("utf-8-sig")), []
            except UnicodeDecodeError as problem:
                words = {"ko": "UTF-8이 아닙니다", "en": "it is not UTF-8"}
                return (), [diagnose("terms-invalid", Place(TERMS, *place_of(problem)), **words)]
            except OSError as problem:
                said = problem.strerror or problem
                return (), [diagnose("terms-invalid", Place(TERMS), ko=said, en=said)]
            except TermsError as problem:
                return (), [diagnose("terms-invalid", Place(TERMS, problem.line), ko=problem.ko, en=problem.en)]
    return (), []
