"""Advice that one line, or two, can give."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from fmnotes.lint.prose import HIDDEN, MATH_FENCE, Line
from fmnotes.text.regex import regex

HEADING = regex(r"#(?=[가-힣])|#{2,6}(?=[가-힣A-Za-z0-9])")
ITEM = regex(r"([ ]{0,3})(-|\d{1,2}[.)])(?=[가-힣]|\[[ xX]\] )")
_SPACED_BOLD = regex(r"(?<![\\*])\*\*(?!\*)(?:[ \t]+[^*\n]*?[^*\s][ \t]*|[^*\s][^*\n]*?[ \t]+)\*\*(?!\*)")
_ARGUMENTS = regex(r"[(\[,=]\*\*[A-Za-z_][^*]*\*\*[A-Za-z_]")
"""`f(**kwargs **more)` is code."""
_LETTERED = regex(r"[ ]{0,3}(?:([가나다라마바사아자차카타파하])[.)] |([①-⑳]))")
_BOLD = regex(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
_EMPTY_ALT = regex(r"!\[\]\(|<img\b(?![^>]{0,300}\balt=)[^>]{0,300}>")
_LONE_URL = regex(r"\s*(?:[-*+] )?<?https?://[^\s<>]+>?\s*")
_TODO = regex(r"\b(?:TODO|FIXME|TBD)\b|작성 ?중(?![가-힣])|추가 ?예정|정리 ?필요(?![가-힣])")
_TEX = regex(r"\\[A-Za-z]+|[\^_=]")
_DOLLAR = regex(r"(?<!\\)\$(?!\d)")


class Advice(NamedTuple):
    """A rule's id, where it applies (line; column from 1; width), and what its message needs."""

    rule: str
    line: Line
    column: int
    width: int
    values: tuple[tuple[str, object], ...] = ()


def advise(lines: Sequence[Line]) -> Iterator[Advice]:
    """All advice on the lines of a note."""
    for line in lines:
        yield from _spaces(line)
        if MATH_FENCE.fullmatch(line.text):
            yield Advice("formula-open", line, 1, len(line.text))
        for found in _TODO.finditer(line.prose):
            yield Advice("todo", line, found.start() + 1, len(found[0]), (("word", found[0]),))
    yield from _run_together(lines)
    yield from _odd_dollars(lines)
    for rule, places in (
        ("bold-github", [(line, at) for line in lines for at in _not_bold_on_github(line.prose)]),
        ("alt-empty", [(line, found.start()) for line in lines for found in _EMPTY_ALT.finditer(line.text)]),
        ("url-bare", [(line, 0) for line in lines if _LONE_URL.fullmatch(line.text)]),
    ):
        yield from _once(rule, places)


def _once(rule: str, places: Iterable[tuple[Line, int]]) -> Iterator[Advice]:
    """One piece of advice a note, at the first place, with the number of places."""
    heard = [(line, at) for line, at in places if not line.ignores(rule)]
    if heard:
        line, at = heard[0]
        yield Advice(rule, line, at + 1, 2, (("n", len(heard)),))


def _spaces(line: Line) -> Iterator[Advice]:
    if heading := is_heading(line.prose):
        yield Advice("heading-space", line, 1, heading.end())
    if item := ITEM.match(line.prose):
        yield Advice("list-space", line, item.start(2) + 1, len(item[2]))
    for bold in spaced_bold(line.prose):
        yield Advice("bold-spaces", line, bold.start() + 1, len(bold[0]))


def is_heading(prose: str) -> re.Match[str] | None:
    """`##제목`, `#첫 제목`: meant as a heading. `#태그` and `#하나 #둘` are tags."""
    found = HEADING.match(prose)
    words = prose.split()
    if not found or (len(found[0]) == 1 and (len(words) == 1 or all(word.startswith("#") for word in words))):
        return None
    return found


def spaced_bold(prose: str) -> list[re.Match[str]]:
    """`** 강조 **`, `**강조 **`: what is between two words in bold is not meant."""
    alone = _BOLD.sub(lambda found: HIDDEN * len(found[0]), prose)
    found = list(_SPACED_BOLD.finditer(alone)) if alone.count("**") == 2 else []
    # `x ** 2 + y ** 2` are powers: bold clings to a word on at least one side.
    around = ((one, alone[max(0, one.start() - 1) : one.end() + 1]) for one in found)
    return [one for one, text in around if re.search(r"\S\*\*|\*\*\S", text) and not _ARGUMENTS.match(text)]


def _run_together(lines: Sequence[Line]) -> Iterator[Advice]:
    """`가.` and `①` make no list: lines that follow each other run together into one paragraph."""
    for above, line in pairwise(lines):
        first, second = _LETTERED.match(above.prose), _LETTERED.match(line.prose)
        ends = above.text.endswith(("  ", "\\"))
        if first and second and line.number == above.number + 1 and not ends and bool(first[1]) == bool(second[1]):
            yield Advice("list-letters", line, 1, len(second[0]))


def _odd_dollars(lines: Sequence[Line]) -> Iterator[Advice]:
    """A paragraph with one `$` left over, prices aside: a formula that was not closed."""
    paragraph: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.prose.strip() and (not paragraph or line.number == paragraph[-1].number + 1):
            paragraph.append(line)
            continue
        left = [(one, found.start()) for one in paragraph for found in _DOLLAR.finditer(one.prose)]
        # `$HOME` and `$refs` are names; what looks like TeX was meant as a formula.
        if len(left) % 2 and _TEX.search(left[-1][0].text, left[-1][1]):
            yield Advice("dollar-odd", left[-1][0], left[-1][1] + 1, 1)
        paragraph = [line] if line is not None and line.prose.strip() else []


def _not_bold_on_github(prose: str) -> Iterator[int]:
    """Where CommonMark, and so GitHub, shows the asterisks of `**강조(emphasis)**는`."""
    for found in _BOLD.finditer(prose):
        after, before = prose[found.end() : found.end() + 1], prose[found.start() - 1 : found.start()]
        closes_badly = _is_punctuation(found[1][-1]) and after.isalnum()
        opens_badly = _is_punctuation(found[1][0]) and before.isalnum() and found.start() > 0
        if closes_badly or opens_badly:
            yield found.start()


def _is_punctuation(ch: str) -> bool:
    return unicodedata.category(ch)[0] in "PS"
