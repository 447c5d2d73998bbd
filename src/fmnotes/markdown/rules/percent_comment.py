"""Comments of Obsidian, `%%…%%`. Their author does not see them, nor does a reader.

Which marks belong together is told from their order, as Obsidian does it, but what is plainly text stays: `100%%`,
`"%%"`, `%%time and %%timeit`. One that reaches over paragraphs is taken out before blocks are found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.text.regex import regex

_MARK = regex(r"(?<![%\\])%%(?!%)")
_NUMBER = regex(r"(?<!\w)[\d.,]+\Z")
_FORMULA = regex(r"\$\$[\s\S]{1,5000}?\$\$")
_NEW_BLOCK = regex(r"\n[ \t]*(?:\n|[-*+>#|]|\d{1,9}[.)][ \t]|`{3}|~{3})")
_OPENING = frozenset("([{\"'“‘「『/,")
_CLOSING = frozenset(")]}\"'”’」』")


class _Mark(NamedTuple):
    """A `%%`, with the characters beside it; is what stands before it a number?"""

    start: int
    before: str
    after: str
    numbered: bool

    @property
    def is_quoted(self) -> bool:
        return self.before in _OPENING and self.after in _CLOSING

    @property
    def begins(self) -> bool:
        """Does a comment, or the name of a command, begin here rather than end?"""
        return (self.before.isspace() or self.before in _OPENING) and not self.after.isspace()

    @property
    def names(self) -> bool:
        """`%%time`"""
        return self.after.isascii() and self.after.isalnum()


def _marks(text: str, end: int) -> Iterator[_Mark]:
    for found in _MARK.finditer(text, 0, end):
        at = found.start()
        before, after = text[at - 1] if at else "\n", text[at + 2] if at + 2 < end else "\n"
        mark = _Mark(at, before, after, before.isdigit() and _NUMBER.search(text, max(0, at - 20), at) is not None)
        if not mark.is_quoted:
            yield mark


def _closes(opening: _Mark, mark: _Mark, *, inside: bool) -> bool:
    """`inside`: do both stand in one paragraph?"""
    if mark.begins and (mark.names or not inside or not opening.after.isspace()):
        return False
    return not (mark.numbered and opening.names)


def percent_comments(state: StateCore) -> None:
    """Take out the comments that reach over blocks; their line ends stay, so that places hold."""
    src = state.src
    if "%%" not in src:
        return
    plain = _FORMULA.sub(lambda found: re.sub(r"[^\n]", "\0", found[0]), CodeFinder(src).hidden("\0"))
    kept: list[str] = []
    position = 0
    opening: _Mark | None = None
    doubtful = False
    for mark in _marks(plain, len(plain)):
        if opening is None:
            opening = None if mark.numbered else mark
            continue
        inside = _in_paragraph(plain, opening, mark)
        if _closes(opening, mark, inside=inside):
            if not inside:
                kept += [src[position : opening.start], _line_ends(src[opening.start : mark.start])]
                position = mark.start + 2
            opening, doubtful = None, False
        elif mark.begins:
            _report(state, opening, doubtful)
            opening, doubtful = mark, False
        else:
            doubtful = True
    if opening:
        _report(state, opening, doubtful)
    state.src = "".join([*kept, src[position:]])


def _in_paragraph(text: str, opening: _Mark, mark: _Mark) -> bool:
    """Lines from one that begins with the comment stand apart, too."""
    if _NEW_BLOCK.search(text, opening.start, mark.start):
        return False
    line = text.rfind("\n", 0, opening.start) + 1
    return "\n" not in text[opening.start : mark.start] or text[line : opening.start].strip(" \t>") != ""


def _line_ends(comment: str) -> str:
    """As many lines, and how deep the last one stands: what follows in it belongs to the same list or quote."""
    prefix = re.match(r"[ \t>]*", comment.rpartition("\n")[2])
    return "\n" * comment.count("\n") + (prefix[0] if prefix else "")


def _report(state: StateCore, opening: _Mark, doubtful: bool) -> None:
    """One that is never closed was to be hidden, perhaps; `%%time` was not."""
    if doubtful or not opening.names:
        state.env.setdefault("open_comment", (state.src.count("\n", 0, opening.start), "%%", "%%"))


def percent_comment(state: StateInline, silent: bool) -> bool:
    """`%%…%%` inside a paragraph."""
    if not state.src.startswith("%%", state.pos):
        return False
    known: dict[str, list[_Mark]] = state.env.setdefault("percents", {})
    if state.src not in known:
        plain = CodeFinder(state.src).hidden("\0") if "`" in state.src else state.src
        known[state.src] = list(_marks(plain, len(plain)))
    marks = known[state.src]
    first = bisect_left(marks, state.pos, key=lambda mark: mark.start)
    opening = marks[first] if first < len(marks) else None
    if opening is None or opening.start != state.pos or opening.numbered:
        return False
    for index in range(first + 1, len(marks)):
        mark = marks[index]
        if mark.start + 2 > state.posMax:
            break
        if _closes(opening, mark, inside=True):
            state.pos = mark.start + 2
            return True
        if mark.begins:
            break
    return False
