"""Where code stands in a text that is not parsed yet: what is taken out or rewritten before blocks are found skips it.

Fences count wherever they stand (in lists, in quotes), lines that are indented where no list explains it, and spans.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_SPAN = re.compile(r"(?<![`\\])(`++)(?!`)(?:(?!\n[ \t]*\n)[\s\S]){1,300}?(?<!`)\1(?!`)")
_PREFIX = r"(?:[ \t>]|(?<=[ \t>])(?:[-*+]|\d{1,9}[.)])[ \t]|^(?:[-*+]|\d{1,9}[.)])[ \t])*+"
_FENCE = re.compile(rf"^(?P<prefix>{_PREFIX})(?P<marks>`{{3,}}(?=[^`\n]*$)|~{{3,}})", re.MULTILINE)
_INDENTED = re.compile(r"(?:\A|\n[ \t]*\n)(?P<code>(?: {4}|\t)[^\n]*(?:\n(?:(?: {4}|\t)[^\n]*|[ \t]*(?=\n)))*)")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]|^[ \t]*\[\^", re.MULTILINE)
_PLAIN = re.compile(r"^\S", re.MULTILINE)


class CodeFinder:
    """Finds the pieces of code of a text one after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._fence = self._span = self._block = (-1, -1)
        self._unclosed: dict[str, int] = {}

    def after(self, offset: int) -> tuple[int, int]:
        """Where the first piece of code that begins at `offset` or later begins and ends; past the text without one."""
        self._fence = self._next(self._fence, offset, self._fence_from)
        self._span = self._next(self._span, offset, self._span_from)
        self._block = self._next(self._block, offset, self._indented_from)
        return min(self._fence, self._span, self._block)

    def outside(self, replace: Callable[[str], str]) -> str:
        """The text, with `replace` of each part that is no code."""
        made: list[str] = []
        position = 0
        while position <= len(self._text):
            start, end = self.after(position)
            made += [replace(self._text[position:start]), self._text[start:end]]
            position = max(end, start + 1)
        return "".join(made)

    def _next(self, known: tuple[int, int], offset: int, find: Callable[[int], tuple[int, int]]) -> tuple[int, int]:
        return known if known[0] >= offset else find(offset)

    @property
    def _nowhere(self) -> tuple[int, int]:
        return len(self._text), len(self._text)

    def _span_from(self, offset: int) -> tuple[int, int]:
        found = _SPAN.search(self._text, offset)
        return found.span() if found else self._nowhere

    def _fence_from(self, offset: int) -> tuple[int, int]:
        found = _FENCE.search(self._text, offset)
        if not found:
            return self._nowhere
        marks = found["marks"]
        return found.start(), self._end_of_fence(found.end(), marks, nested=len(found["prefix"]) > 1)

    def _end_of_fence(self, offset: int, marks: str, *, nested: bool) -> int:
        """After the line that closes it; where none does, the end of the text, or of the list or quote it is in."""
        if len(marks) < self._unclosed.get(marks[0], len(marks) + 1):
            closing = re.compile(rf"^[ \t>]*{re.escape(marks)}{marks[0]}*[ \t]*$", re.MULTILINE)
            if found := closing.search(self._text, offset):
                return found.end()
            self._unclosed[marks[0]] = len(marks)
        outside = _PLAIN.search(self._text, offset) if nested else None
        return outside.start() if outside else len(self._text)

    def _indented_from(self, offset: int) -> tuple[int, int]:
        """Lines of four spaces behind an empty line, where no list above explains them."""
        for found in _INDENTED.finditer(self._text, offset):
            start = found.start("code")
            above = self._text[max(0, start - _ABOVE) : start]
            items, plain = _last(_ITEM, above), _last(_PLAIN, above)
            if items < 0 or plain > items:
                return start, found.end("code")
        return self._nowhere


_ABOVE = 2000


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins; -1 without one."""
    return max((found.start() for found in pattern.finditer(text)), default=-1)
