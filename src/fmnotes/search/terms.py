"""`terms.yml`: names of one thing, in whatever language, each group on a line.

    - [대조 학습, contrastive learning]
    - [파운데이션 모델, 기반 모델, foundation model, FM]

A query for one of them finds the others too.
"""

from __future__ import annotations

from fmnotes.notes.front_matter import read_front_matter
from fmnotes.notes.values import is_null, text_of

_MOST = 2_000
_LONGEST = 100


class TermsError(Exception):
    """What is wrong, in Korean and in English, and on which line (0: not known)."""

    def __init__(self, ko: str, en: str, line: int = 0) -> None:
        super().__init__(en)
        self.ko, self.en, self.line = ko, en, line


def read_terms(text: str) -> tuple[tuple[str, ...], ...]:
    """Groups of at least two names. Raises TermsError where the text is no list of lists of names."""
    # Front matter is read strictly, with limits and without tags: a list of our own is one of its values.
    block = "".join(f"  {line}\n" for line in text.splitlines())
    front = read_front_matter(f"---\nterms:\n{block}---\n")
    for one in front.diagnostics:
        words = {"ko": "괄호나 따옴표가 맞지 않습니다", "en": "a bracket or quote that does not end"} | dict(one.values)
        raise TermsError(words["ko"], words["en"], max(0, one.place.line - 2))
    value = front.entries["terms"].value if "terms" in front.entries else []
    if is_null(value):
        return ()
    if isinstance(value, dict):
        value = [[name, *(others if isinstance(others, list) else [others])] for name, others in value.items()]
    if not isinstance(value, list) or len(value) > _MOST:
        raise TermsError("이름 묶음의 목록이 아닙니다", "not a list of lists of names")
    groups = []
    for row in value:
        names = [text_of(name) for name in row] if isinstance(row, list) else []
        sound = [name for name in names if name and len(name) <= _LONGEST]
        if len(sound) < 2 or len(sound) < len(names):
            raise TermsError(f"이름이 둘 이상인 묶음이 아닙니다: {row}", f"not a list of two or more names: {row}")
        groups.append(tuple(sound))
    return tuple(groups)
