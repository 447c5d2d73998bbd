"""Advice on words: slips of terms that the site uses often, and one term written in two ways in a note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from fmnotes.lint.lines import Advice
from fmnotes.lint.prose import Line
from fmnotes.text.regex import regex

# Letters of ASCII only: a Korean particle clings to the word.
_WORD = regex(r"(?<![A-Za-z0-9_.@/#-])[A-Za-z]{6,20}(?![A-Za-z0-9_@/#-]|\.[A-Za-z])")
_HYPHENED = regex(r"(?<![A-Za-z0-9_-])[A-Za-z]{2,12}-[A-Za-z]{3,12}(?![A-Za-z0-9_-])")
_JOINED = regex(r"(?<![A-Za-z0-9_-])[A-Za-z]{5,24}(?![A-Za-z0-9_-])")
_HANGUL = regex("[가-힣]")
_OFTEN = 6
_LONG = 9
_SELDOM = 2
_ENDINGS = ("s", "es", "d", "ed", "r", "er", "ing", "ly", "al", "y", "n", "e")


class Vocabulary:
    """The longer Latin words of a site, with how often each occurs."""

    def __init__(self, notes: Mapping[str, Sequence[Line]]) -> None:
        self.counts = Counter(
            word.lower() for lines in notes.values() for line in lines for word in _WORD.findall(line.prose)
        )
        self._often = sorted(word for word, count in self.counts.items() if count >= _OFTEN)
        self._slips: dict[str, str] | None = None

    @property
    def slips(self) -> Mapping[str, str]:
        """Rare words -> the frequent one that they are a slip of."""
        if self._slips is None:
            rare = sorted(word for word, count in self.counts.items() if count <= _SELDOM)
            self._slips = {word: term for word in rare if (term := self._term_near(word))}
        return self._slips

    def _term_near(self, word: str) -> str:
        # Loaded where somebody asks: a build never does.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extract(word, self._often, scorer=OSA.distance, score_cutoff=1, limit=3)
        return next((term for term, _, _ in found if _is_slip(word, term)), "")


def _is_slip(word: str, term: str) -> bool:
    """One letter more, less, other or swapped, inside the word: at its ends other words begin (`height`, `weights`)."""
    start = next((i for i, (a, b) in enumerate(zip(word, term, strict=False)) if a != b), min(len(word), len(term)))
    inside = 1 < start < min(len(word), len(term)) - 2
    if len(word) == len(term) < _LONG and sorted(word) != sorted(term):
        # Another letter in its place makes another word: `indent` and `intent`, `logger` and `longer`.
        return False
    return inside and not any(word in (term + end, term[:-1] + end) or term == word + end for end in _ENDINGS)


def advise_on_terms(lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Advice]:
    """Slips of the site's terms, and terms that the note writes in two ways."""
    for line in lines:
        # Among Korean words a Latin one is a term; in English prose `though` is no slip of `through`.
        for found in _WORD.finditer(line.prose) if _HANGUL.search(line.prose) else ():
            if term := vocabulary.slips.get(found[0].lower()):
                values = (("word", found[0]), ("term", term))
                yield Advice("spelling-near", line, found.start() + 1, len(found[0]), values)
    yield from _mixed(lines)


def _mixed(every: Sequence[Line]) -> Iterator[Advice]:
    """Footnotes aside: the titles of papers there are spelt as their authors spell them."""
    lines = [line for line in every if not line.prose.lstrip().startswith("[^")]
    hyphened = {found.lower() for line in lines for found in _HYPHENED.findall(line.prose)}
    joined = {term.replace("-", ""): term for term in hyphened}
    told: set[str] = set()
    for line in lines if joined else ():
        for found in _JOINED.finditer(line.prose):
            term = joined.get(found[0].lower(), "")
            if term and term not in told and found[0][1:].islower():
                told.add(term)
                yield Advice("term-mixed", line, found.start() + 1, len(found[0]), (("word", found[0]), ("term", term)))
