"""Code blocks: what the words after the language ask for, and the HTML of it.

Title, line numbers, marked, added and removed lines, long lines that wrap, as Docusaurus,
MkDocs, Hugo and Expressive Code write them.
"""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

from fmnotes.markdown.code_marks import read_marks
from fmnotes.markdown.highlighting import OPTION, highlight, language_of, marked_by_hackmd
from fmnotes.text.regex import regex

_TITLE = regex(r"""(?:title|filename)[=:](?:"([^"]*)"|'([^']*)'|(\S+))""")
# VitePress calls the tabs of a group so.
_LABEL = regex(r"(?:^|\s)\[([^\[\]]+)\]\s*$")
_FILE = regex(r"[^\s:]*[./][^\s:]*|[A-Z]\w+")
_MARKED = regex(r"""(?:^|[\s},"])(?:\{([\d,\s-]+)\}|hl_lines=(?:"([\d,\s-]+)"|\[([^\]]*)\]|([\d,-]+)))""")
_ADDED = regex(r"""\bins=\{([\d,\s-]+)\}""")
_REMOVED = regex(r"""\bdel=\{([\d,\s-]+)\}""")
_NUMBERED = regex(r"\b(?:linenos|lineNos|linenums|showLineNumbers|(?<!no-)line-numbers)\b(?!=[\"']?false)")
_START = regex(r"""\b(?:linenums|linenostart|lineNoStart|showLineNumbers|line-numbers)=[\"'{]?(\d{1,6})""")
_WRAPPED = regex(r"""\bwrap\b(?!=["']?false)""")
_RANGE = regex(r"(\d{1,6})(?:-(\d{1,6}))?")
_MOST = 2000


class CodeOptions(NamedTuple):
    """What a fence asks for: lines count from 1 within the block, `start` is the first number shown (0: none)."""

    title: str = ""
    start: int = 0
    wrapped: bool = False
    marked: frozenset[int] = frozenset()
    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()

    def with_marks(self, marked: frozenset[int], added: frozenset[int], removed: frozenset[int]) -> CodeOptions:
        """The same with more lines that are marked, added and removed."""
        return self._replace(marked=self.marked | marked, added=self.added | added, removed=self.removed | removed)

    @property
    def by_line(self) -> bool:
        return bool(self.start or self.marked or self.added or self.removed)


def read_options(info: str) -> CodeOptions:
    """The options in a fence's info string, the language aside."""
    if marked := marked_by_hackmd(info):
        counted = "" if marked[3] is None else f"linenums={marked[3] or 1}"
        wrapped = "wrap" if marked[2] or marked[4] else ""
        return read_options(f"{marked[1] or 'text'} {counted} {wrapped} {info[marked.end() :]}")
    plain = info.strip().startswith("{") or OPTION.match(info)
    first, _, rest = ("", "", info.strip()) if plain else info.strip().partition(" ")
    first, brace, lines = first.partition("{")
    file, rest = first.partition(":")[2].removeprefix("title="), f"{brace}{lines} {rest}".strip()
    if file.startswith("line-numbers"):
        # VitePress, Line numbers.
        file, rest = "", f"{file} {rest}"
    if not rest and not file:
        return CodeOptions()
    title = _TITLE.search(rest) or _LABEL.search(rest)
    start = _START.search(rest)
    return CodeOptions(
        title=next(filter(None, title.groups()), "") if title else file if _FILE.fullmatch(file) else "",
        start=int(start[1]) if start else int(bool(_NUMBERED.search(rest))),
        wrapped=bool(_WRAPPED.search(rest)),
        marked=_numbers(_MARKED, rest),
        added=_numbers(_ADDED, rest),
        removed=_numbers(_REMOVED, rest),
    )


def _numbers(pattern: re.Pattern[str], rest: str) -> frozenset[int]:
    found = pattern.search(rest)
    written = next(filter(None, found.groups()), "") if found else ""
    numbers: set[int] = set()
    for first, last in _RANGE.findall(written):
        numbers.update(range(int(first), min(int(last or first), int(first) + _MOST) + 1))
    return frozenset(numbers)


def code_html(code: str, info: str) -> str:
    """A whole block: plain `<pre><code>` unless the fence asks for more."""
    language = language_of(info)
    code, *marks = read_marks(code)
    options = read_options(info).with_marks(*marks)
    named = f' class="language-{escape(language)}"' if language else ""
    inner = highlight(code, language)
    if options.by_line:
        inner = "".join(_line(line, number, options) for number, line in enumerate(_lines(inner), 1))
        counted = f' data-start="{options.start}"' if options.start else ""
        names = " ".join(["lines", *["numbered"] * bool(options.start), *["wrap"] * options.wrapped])
        block = f'<pre class="{names}"{counted}><code{named}>{inner}</code></pre>\n'
    else:
        plain = ' class="wrap"' if options.wrapped else ""
        block = f"<pre{plain}><code{named}>{inner}</code></pre>\n"
    if not options.title:
        return block
    return f'<figure class="code"><figcaption>{escape(options.title, quote=False)}</figcaption>\n{block}</figure>\n'


def _line(html: str, number: int, options: CodeOptions) -> str:
    kinds = [
        name
        for name, numbers in (("hl", options.marked), ("ins", options.added), ("del", options.removed))
        if number in numbers
    ]
    shown = f'<span class="no">{options.start + number - 1}</span>' if options.start else ""
    return f'<span class="{" ".join(["line", *kinds])}">{shown}{html}\n</span>'


def _lines(html: str) -> list[str]:
    """Highlighted code cut at its line ends; a span that reaches over one is closed there and opened again."""
    lines: list[str] = []
    for line in html.removesuffix("\n").split("\n"):
        opening = lines[-1].rpartition('<span class="') if lines else ("", "", "")
        still_open = bool(opening[1]) and "</span>" not in opening[2]
        start = ""
        if still_open:
            start = f'<span class="{opening[2].partition(">")[0]}>'
            lines[-1] += "</span>"
        lines.append(start + line)
    return lines
