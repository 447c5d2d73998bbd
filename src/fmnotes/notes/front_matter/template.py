"""Front matter that is still to be filled in: the template of a note, which is none itself."""

from __future__ import annotations

from collections.abc import Sequence

from fmnotes.diagnostics import Diagnostic
from fmnotes.notes.front_matter.values import Entry, Plain
from fmnotes.text.regex import regex

_CODES = {"front-matter-syntax", "front-matter-repaired"}
_MARK = r"(?:\{\{[^{}\n]{0,200}\}\}|\{%(?:(?!%\}).){0,200}%\}|<%(?:(?!%>).){0,200}%>)"
_TO_FILL = regex(
    rf"[ \t]*(?:-[ \t]+|[\w \"'-]{{1,60}}:[ \t]*)?[\"']?({_MARK})(?:[ ,]{{0,4}}{_MARK}){{0,20}}[\"']?[ \t]*"
)
"""A line that holds nothing else: `title: {{ mustache }} 문법` is a title."""


def as_template(entries: dict[str, Entry], found: Sequence[Diagnostic]) -> tuple[dict[str, Entry], list[Diagnostic]]:
    """`- {{citekey}}` and `tags: {% for … %}` are no mistakes: the title of such a note is what is to be filled in."""
    odd = [one for one in found if one.code in _CODES]
    for one in odd:
        if mark := _TO_FILL.fullmatch(one.place.text):
            line = one.place.line
            title = Entry(Plain(mark[1]), line, 1, line, mark.start(1) + 1, one.place.text)
            return {**entries, "title": title}, [other for other in found if other not in odd]
    return entries, [*found]
