"""All advice on the notes of a site, as diagnostics."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.lint.lines import advise
from fmnotes.lint.prose import Line, prose_of
from fmnotes.lint.terms import Vocabulary, advise_on_terms
from fmnotes.notes.source import Source


def lint_notes(sources: Sequence[Source], ignored: Collection[str], *, tags: bool = False) -> Iterator[Diagnostic]:
    """Advice on every note but for the rules in `ignored`, as `lint-<rule>` at its line and column.

    With `tags`, `#name` is one and no slip for a heading.
    """
    lines: dict[str, list[Line]] = {source.path: list(prose_of(source.text)) for source in sources}
    vocabulary = Vocabulary(lines)
    for path, own in lines.items():
        for advice in chain(advise(own), advise_on_terms(own, vocabulary)):
            tag = tags and advice.rule == "heading-space" and advice.width == 1
            if tag or advice.rule in ignored or advice.line.ignores(advice.rule):
                continue
            place = Place(path, advice.line.number, advice.column, advice.width, advice.line.text)
            yield diagnose(f"lint-{advice.rule}", place, **dict(advice.values))
