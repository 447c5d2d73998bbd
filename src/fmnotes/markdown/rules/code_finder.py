"""Where code stands in a text that is not parsed yet: what is taken out or rewritten before blocks are found skips it.

Fences count wherever they stand (in lists, in quotes), lines that are indented where no list explains it, and spans.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from itertools import chain

from fmnotes.text.regex import regex

# Patterns that begin with a character are looked for faster: what must not stand before it is asked behind it.
_TICKS = regex(r"`(?<![`\\]`)`*")
# An empty line, an item, a heading, a rule, the row of a table: no span goes on behind it.
_BLOCK = regex(
    r"\n(?=[ \t>]*(?:\n|\Z|(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]|(?:=+|-+|\*{3,}|_{3,})[ \t]*(?:\n|\Z)"
    r"|\|[^\n]{0,2000}\|[ \t]*(?:\n|\Z)))"
)
_PREFIX = r"(?:[ \t>]|(?<=[ \t>])(?:[-*+]|\d{1,9}[.)])[ \t]|^(?:[-*+]|\d{1,9}[.)])[ \t])*+"
_FENCE = regex(rf"^(?P<prefix>{_PREFIX})(?P<marks>`{{3,}}(?=[^`\n]*$)|~{{3,}})", re.MULTILINE)
_LINES = r"(?P<code>(?: {4}|\t)[^\n]*(?:\n(?:(?: {4}|\t)[^\n]*|[ \t]*(?=\n)))*+)"
_INDENTED, _INDENTED_FIRST = regex(rf"\n[ \t]*\n{_LINES}"), regex(_LINES)
# What the lines below may be indented for: lists, definitions, footnotes, admonitions.
_HOLDS = r"[ \t>]*(?:(?:[-*+:]|\d{1,9}[.)]|\[\^[^\]\n]+\]:|!!!|\?\?\?\+?|===)(?:[ \t]|$)|(?:!!!|\?\?\?\+?)[A-Za-z])"
_HOLDING, _HOLDING_FIRST = regex(rf"\n{_HOLDS}", re.MULTILINE), regex(_HOLDS, re.MULTILINE)
# A heading, and a line without indent behind an empty one: what was open ends there.
_FREE, _FREE_FIRST = regex(r"\n(?:#{1,6}[ \t]|[ \t]*\n(?=\S))"), regex(r"\S")
_PLAIN = regex(r"^\S", re.MULTILINE)
_INDENT = regex(r"([ \t]*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
_CODE = 4


class CodeFinder:
    """Finds the pieces of code of a text one after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._fence = self._span = self._block = (-1, -1)
        self._unclosed: dict[str, int] = {}
        self._paragraph, self._lonely = -1, set[int]()

    def after(self, offset: int) -> tuple[int, int]:
        """Where the first piece of code that begins at `offset` or later begins and ends; past the text without one."""
        self._fence = self._next(self._fence, offset, self._fence_from)
        self._span = self._next(self._span, offset, self._span_from)
        self._block = self._next(self._block, offset, self._indented_from)
        block = min(self._fence, self._block)
        # A block is found before a span: where both hold the same, the block does.
        return self._span if self._span[1] <= block[0] else block

    def outside(self, replace: Callable[[str], str]) -> str:
        """The text, with `replace` of each part that is no code."""
        made: list[str] = []
        position = 0
        while position <= len(self._text):
            start, end = self.after(position)
            made += [replace(self._text[position:start]), self._text[start:end]]
            position = max(end, start + 1)
        return "".join(made)

    def sub(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> str:
        """The text, with `replace` of each match that begins outside of code."""
        made: list[str] = []
        position = 0
        for found in self.matches(pattern):
            made += [self._text[position : found.start()], replace(found)]
            position = found.end()
        return "".join([*made, self._text[position:]])

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches that begin outside of code."""
        position, (start, end) = 0, self.after(0)
        while found := pattern.search(self._text, position):
            while end <= found.start() < len(self._text):
                start, end = self.after(max(end, start + 1))
            if found.start() < start:
                yield found
                position = max(found.end(), found.start() + 1)
            else:
                position = max(end, found.start() + 1)

    def hidden(self, mark: str) -> str:
        """The text, with `mark` for each character of code but line ends."""
        made: list[str] = []
        position = 0
        while position <= len(self._text):
            start, end = self.after(position)
            end = max(end, start + 1)
            made += [self._text[position:start], re.sub(r"[^\n]", mark, self._text[start:end])]
            position = end
        return "".join(made)

    def _next(self, known: tuple[int, int], offset: int, find: Callable[[int], tuple[int, int]]) -> tuple[int, int]:
        return known if known[0] >= offset else find(offset)

    @property
    def _nowhere(self) -> tuple[int, int]:
        return len(self._text), len(self._text)

    def _span_from(self, offset: int) -> tuple[int, int]:
        for found in _TICKS.finditer(self._text, offset):
            ticks = len(found[0])
            if found.start() >= self._paragraph:
                block = _BLOCK.search(self._text, found.end())
                self._paragraph, self._lonely = block.start() if block else len(self._text), set()
            if ticks in self._lonely:
                continue
            if closing := _closing(ticks).search(self._text, found.end(), self._paragraph):
                return found.start(), closing.end()
            self._lonely.add(ticks)
        return self._nowhere

    def _fence_from(self, offset: int) -> tuple[int, int]:
        found = _FENCE.search(self._text, offset)
        if not found:
            return self._nowhere
        marks, prefix = found["marks"], found["prefix"]
        if ">" in prefix:
            return found.start(), self._end_in_quote(found.end(), marks, prefix.count(">"))
        return found.start(), self._end_of_fence(found.end(), marks, nested=len(prefix) > 1)

    def _end_in_quote(self, offset: int, marks: str, depth: int) -> int:
        """After the line that closes it, or before the first line that is not so deep in quotes."""
        position = self._text.find("\n", offset) + 1
        while 0 < position < len(self._text):
            end = self._text.find("\n", position)
            line = self._text[position : end if end >= 0 else len(self._text)]
            inner = line.lstrip(" \t>")
            if line[: len(line) - len(inner)].count(">") < depth:
                return position
            position = end + 1 if end >= 0 else len(self._text)
            if inner.startswith(marks) and not inner.rstrip().strip(marks[0]):
                break
        return position or len(self._text)

    def _end_of_fence(self, offset: int, marks: str, *, nested: bool) -> int:
        """After the line that closes it; where none does, the end of the text, or of the list it is in."""
        if len(marks) < self._unclosed.get(marks[0], len(marks) + 1):
            closing = re.compile(rf"^[ \t>]*{re.escape(marks)}{marks[0]}*[ \t]*$", re.MULTILINE)
            if found := closing.search(self._text, offset):
                return found.end()
            self._unclosed[marks[0]] = len(marks)
        outside = _PLAIN.search(self._text, offset) if nested else None
        return outside.start() if outside else len(self._text)

    def _indented_from(self, offset: int) -> tuple[int, int]:
        """Lines of four spaces behind an empty line, where nothing since the last free line explains them."""
        for found in self._each(_INDENTED_FIRST, _INDENTED, offset):
            start = found.start("code")
            if _last(self._holding, start) < _last(self._free, start) or not self._holding:
                return start, found.end("code")
        return self._nowhere

    @cached_property
    def _holding(self) -> list[int]:
        places = self._each(_HOLDING_FIRST, _HOLDING, 0)
        return [found.start() + found[0].startswith("\n") for found in places]

    @cached_property
    def _free(self) -> list[int]:
        return [found.start() for found in self._each(_FREE_FIRST, _FREE, 0)]

    def _each(self, first: re.Pattern[str], behind: re.Pattern[str], offset: int) -> Iterator[re.Match[str]]:
        """What begins the text, and what stands behind the ends of lines."""
        found = None if offset else first.match(self._text)
        return chain([found] if found else (), behind.finditer(self._text, found.end() if found else offset))


@cache
def _closing(ticks: int) -> re.Pattern[str]:
    return re.compile(rf"{'`' * ticks}(?<!`{{{ticks + 1}}})(?!`)")


def _last(places: list[int], before: int) -> int:
    """The last of the places before one; -1 without one."""
    at = bisect_left(places, before)
    return places[at - 1] if at else -1


def indent_behind(text: str, start: int, end: int) -> str:
    """What stands before the line in which `end` is, where what begins at `start` is taken out up to there.

    It stays in the item of the line where that began, and becomes no code.
    """
    if "\n" not in text[start:end]:
        return ""
    first, last = (_INDENT.match(text, text.rfind("\n", 0, at) + 1) for at in (start, end))
    width = len(first[0]) if first else 0
    indent = last[1] if last else ""
    return indent if len(indent) < width + _CODE else " " * width
