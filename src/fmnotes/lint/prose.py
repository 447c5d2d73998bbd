"""The lines of a note that are prose: code, formulas, comments and addresses hidden, every column where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.notes.body_metadata import with_body_metadata
from fmnotes.notes.front_matter import read_front_matter
from fmnotes.text.regex import regex

HIDDEN = "\ufffc"
"""Stands for each character that is no prose: neither space nor letter, so that nothing beside it changes."""

_HIDDEN = regex(
    r"(?<!`)(`++)(?!`).{0,1000}?(?<!`)\1(?!`)|\$\$.{0,1000}?\$\$|(?<!\\)\$(?=\S)[^$\n]{0,1000}?(?<=\S)\$(?!\d)"
    r"|<!--.{0,1000}?-->|<[^<>]{1,300}>|\]\([^()\n]{0,1000}\)|https?://[^\s<>)]+|\{[{%<][^\n]{0,500}?[}%>]\}"
    r"|%%.{0,1000}?%%"
)
_OPENING = regex(
    r"<(?P<html>pre|textarea|script|style)\b[^<>]{0,300}>|(?P<comment><!--)|(?P<percent>%%)"
    r"|\{%-?\s*(?P<liquid>highlight|raw|codeblock|comment)\b[^%\n]{0,200}%\}"
    r"|\{\{[<%]\s*(?P<hugo>highlight|mermaid|katex)\b[^\n{}]{0,200}[>%]\}\}"
)
_CLOSING = {
    "html": r"</{}\s*>", "comment": "-->", "percent": "%%", "liquid": r"\{{%-?\s*end{}\s*-?%\}}",
    "hugo": r"\{{\{{[<%]\s*/\s*{}\s*[>%]\}}\}}",
}  # fmt: skip
_HTML_BLOCK = regex(
    r"^ {0,3}</?(?:div|table|section|article|aside|center|details|figure|form|iframe|p|ul|ol|dl|nav|svg)\b[^\n]*"
    r"(?:\n[^\n]*\S[^\n]*)*",
    re.MULTILINE | re.IGNORECASE,
)
"""Lines of HTML, up to an empty one (CommonMark 4.6, kind 6)."""
_NO_END = regex(r"[^\n]")
_IGNORE = regex(r"<!--\s*fmnotes-ignore(?:-next-line)?:?\s*([\w, -]*)-->")
MATH_FENCE = regex(r"\s*(?:\$\$|\\\[|\\\])\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a body: its number in the file (from 1), as written, and with what is not prose hidden."""

    number: int
    text: str
    prose: str
    ignored: frozenset[str]

    def ignores(self, rule: str) -> bool:
        return rule in self.ignored or "all" in self.ignored


def prose_of(text: str) -> Iterator[Line]:
    """The prose lines of a whole note, front matter left out."""
    front = with_body_metadata(read_front_matter(text))
    return prose_lines(front.body, front.body_line)


def prose_lines(body: str, first_line: int) -> Iterator[Line]:
    """The lines outside fenced code and formula blocks; those below a formula that is not closed are words.

    `<!-- fmnotes-ignore: todo -->` counts for its own line and the next; without a name, for all rules.
    """
    before, opened = frozenset[str](), list[Line]()
    seen = CodeFinder(body).hidden(HIDDEN)
    seen = _HTML_BLOCK.sub(lambda found: _NO_END.sub(HIDDEN, found[0]), _without_apart(seen))
    for number, (text, shown) in enumerate(zip(body.split("\n"), seen.split("\n"), strict=True), first_line):
        if text.strip() and not shown.strip(f"{HIDDEN} \t"):
            before = _ignored(text) or before
            continue
        edge = MATH_FENCE.fullmatch(text) is not None or shown.count("$$") % 2 == 1
        if opened and edge:
            opened.clear()
            continue
        own = _ignored(text)
        line = Line(number, text, _HIDDEN.sub(lambda found: HIDDEN * len(found[0]), shown), own | before)
        before = own
        if opened or edge:
            opened.append(line)
        else:
            yield line
    yield from opened


def _without_apart(text: str) -> str:
    """Without what goes on over lines and is shown as it is, or not at all: code of other tools, comments, raw text."""
    made, position, endless = list[str](), 0, set[str]()
    while found := _OPENING.search(text, position):
        kind = str(found.lastgroup)
        closing = _CLOSING[kind].format(found[kind])
        end = None if closing in endless else re.compile(closing).search(text, found.end())
        if end is None:
            endless.add(closing)
        stop = end.end() if end else found.end()
        made += [text[position : found.start()], _NO_END.sub(HIDDEN, text[found.start() : stop])]
        position = stop
    return "".join([*made, text[position:]])


def _ignored(text: str) -> frozenset[str]:
    found = _IGNORE.search(text)
    if not found:
        return frozenset()
    names = frozenset(name.strip() for name in found[1].split(",") if name.strip())
    return names or frozenset({"all"})
