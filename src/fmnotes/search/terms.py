"""`terms.yml`: names of one thing, in whatever language, each group on a line.

    - [대조 학습, contrastive learning]
    - [파운데이션 모델, 기반 모델, foundation model, FM]

A query for one of them finds the others too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fmnotes.notes.front_matter import Value, read_front_matter
from fmnotes.notes.values import is_null, text_of

_MOST = 2_000
_TOGETHER = 100
_LONGEST = 100


class TermsError(Exception):
    """What is wrong, in Korean and in English, and on which line (0: not known)."""

    def __init__(self, ko: str, en: str, line: int = 0) -> None:
        super().__init__(en)
        self.ko, self.en, self.line = ko, en, line


def read_terms(text: str) -> tuple[tuple[str, ...], ...]:
    """Groups of at least two names. Raises TermsError where the text is no list of lists of names."""
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("-")][_TOGETHER::_TOGETHER]
    bounds = [0, *starts, len(lines)]
    value = [row for start, end in pairwise(bounds) for row in _rows(lines[start:end], start)]
    if len(value) > _MOST:
        raise TermsError(f"이름 묶음이 {_MOST}개를 넘습니다", f"more than {_MOST} groups of names")
    groups = []
    for row in value:
        names = [text_of(name) for name in row] if isinstance(row, list) else []
        sound = [name for name in names if name and len(name) <= _LONGEST]
        if len(sound) < 2 or len(sound) < len(names):
            raise TermsError(f"이름이 둘 이상인 묶음이 아닙니다: {row}", f"not a list of two or more names: {row}")
        groups.append(tuple(sound))
    return tuple(groups)


def _rows(lines: Sequence[str], above: int) -> list[Value]:
    """The groups in some of the lines, below so many others. Raises TermsError."""
    # Front matter is read strictly, with limits and without tags: a list of our own is one of its values.
    block = "".join(f"  {line}\n" for line in lines)
    front = read_front_matter(f"---\nterms:\n{block}---\n")
    for one in front.diagnostics:
        words = {"ko": "괄호나 따옴표가 맞지 않습니다", "en": "a bracket or quote that does not end"} | dict(one.values)
        raise TermsError(words["ko"], words["en"], max(0, one.place.line - 2 + above))
    value = front.entries["terms"].value if "terms" in front.entries else []
    if is_null(value):
        return []
    if isinstance(value, dict):
        return [[name, *(others if isinstance(others, list) else [others])] for name, others in value.items()]
    if not isinstance(value, list):
        raise TermsError("이름 묶음의 목록이 아닙니다", "not a list of lists of names")
    return value
