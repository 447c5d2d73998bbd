"""Which heading names a note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fmnotes.markdown.body import Heading
from fmnotes.text.regex import regex

_NUMBER = regex(r"^(?:[\d.]+|[IVX]{1,5}\.|[Ⅰ-Ⅻ]\.?|[①-⑳])\s*")
_DOTS = regex(r"[\s.…:!?]+$")
_NUMBERED = regex(
    r"(?:(?:Step|Day|Part|Chapter|Q)\s*)?[\[(]?0?(\d{1,2})(?:[.)\]:](?!\d)|장(?!\w)|강(?!\w)|️?⃣)", re.IGNORECASE
)
_PICTURE = regex(r"^[^\w\s\[(#]+\s*")
_PARTS = frozenset(
    "abstract,introduction,intro,overview,summary,paper,background,contents,tl;dr,tldr,motivation,definition,"
    "reference,references,goal,goals,notes,what i learned,초록,요약,핵심 요약,서론,개요,소개,들어가며,"
    "들어가기,들어가는 글,배경,등장 배경,목차,정의,개념,기본 개념,핵심 개념,학습 목표,학습 내용,문제,"
    "오늘 배운 내용,오늘 배운 것,참고,참고 자료,참고자료,내용,메모,이론,설치,논문 정보,서문,머리말,시작하며,"
    "시작하기 전에,목표,특징,정리,주제".split(",")
)
"""What the first part of a paper's notes is called, and of many."""


def title_heading(headings: Sequence[Heading]) -> int:
    """The index of the H1 that names the note, or -1: not the first of several parts behind an introduction.

    Nor is it one in a quote or an item, or the first of several that is called as such parts are, or numbered in a row.
    """
    parts = [index for index, one in enumerate(headings) if one.level == 1 and not one.quoted]
    if not parts:
        return -1
    texts = [_PICTURE.sub("", headings[index].text.strip()) for index in parts[:2]]
    name = _PICTURE.sub("", _DOTS.sub("", _NUMBER.sub("", texts[0]))).casefold()
    return -1 if len(parts) > 1 and (headings[0].led or name in _PARTS or _in_a_row(*texts)) else parts[0]


def _in_a_row(first: str, second: str) -> bool:
    """`1. 문제`, `2. 모델`: neither names the note."""
    one, two = _NUMBERED.match(first), _NUMBERED.match(second)
    return one is not None and two is not None and int(one[1]) + 1 == int(two[1])
