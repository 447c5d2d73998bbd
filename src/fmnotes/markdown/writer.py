"""Gathers what the token handlers produce: HTML and holes in order, and the facts other stages want."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from fmnotes.config import HtmlPolicy
from fmnotes.diagnostics import Diagnostic, Place, diagnose, shown_line
from fmnotes.markdown.body import Heading, Piece, Reference, RefKind
from fmnotes.markdown.formulas import FormulaRenderer
from fmnotes.text.regex import regex
from fmnotes.text.sentences import abstract_of, sentence_around

_ABSTRACT_LENGTH = 400
_FURTHEST = 500
_PROPERTIES = regex(r"(?:[^\W\d_][^\n:]{0,30}:{1,2} [^\n]{1,80}(?:\n|\Z)){3,}")
_HASHTAGS = regex(r"\s*(?:#(?!\d)[^\s#]+\s*)+")
_SAID_OF = regex(
    r"(?:출처|원문|논문|링크|Sources?|Paper|Link)\s*[:：][^\n]{0,80}\Z"
    r"|(?:그림|표|Figure|Fig\.?|Table)\s*\d+\s*[.:)][^\n]{0,120}\Z|[📅🔗][^\n]{0,80}\Z"
)
_LABEL = regex(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*\[([^\[\]\n]{1,999})\]:")
_SENTENCE = 40
_ENOUGH = 8
_NEWLINE = regex("\n")


@dataclass(frozen=True, slots=True)
class Opaque:
    """HTML of our own making that the cleaner must not touch: formulas, code, checkboxes."""

    html: str


Part = str | Piece | Opaque


class BodyWriter:
    """The state of one rendering. Lines and columns count from 1 in the whole file."""

    def __init__(self, text: str, first_line: int, html: HtmlPolicy, formulas: FormulaRenderer) -> None:
        self.html_policy = html
        self.formula_renderer = formulas
        self.parts: list[Part] = []
        self.references: list[Reference] = []
        self.headings: list[Heading] = []
        self.ids: dict[str, None] = {}
        self.diagnostics: list[Diagnostic] = []
        self.raw_html = False
        self._raw: list[tuple[int, str]] = []
        self._raw_asked = 0
        self.code_lines = 0
        self.images = 0
        self.formulas = 0
        self.math_characters: set[str] = set()
        self.unknown_languages: set[str] = set()
        self.undrawn = False
        self._reported: set[str] = set()
        self.unknown_tags: set[str] = set()
        self.footnotes_called: set[str] = set()
        self.in_paragraph = False
        self.in_heading = False
        self.paragraph = 0
        self.tagged = 0
        self.in_header_cell = False
        self.breaks = False
        self.obsidian = False
        self.language: Callable[[], str] = str
        self._lines = text.split("\n")
        self._first_line = first_line
        self._prose: list[str] = []
        self.verbatim: list[str] = []
        self._abstract: list[str] = []
        self._spare: list[str] = []
        self._abstract_length = 0
        self._content, self._base = "", 0
        self._starts: list[int] = []
        self._indents: dict[int, int] = {}
        self.words: list[str] = []
        self.offset = 0
        self._spans: list[tuple[int, int, int]] = []

    # -- one inline block ------------------------------------------------------------------------------------

    def begin_block(self, content: str, line: int | None) -> None:
        """`content` is the block's Markdown; `line` its first line in the body, from 0."""
        if line is not None:
            self._base = line
        self._content = content
        self._starts = []
        self._indents = {}
        self.words = []
        self.offset = self.tagged = 0
        self._spans = []

    def word(self, text: str) -> None:
        self.words.append(text)
        self.offset += len(text)

    def end_block(self) -> None:
        text = "".join(self.words)
        self._prose.append(text)
        begins = self.in_paragraph and self._abstract_length < _ABSTRACT_LENGTH
        only_tags = self.tagged and self.tagged == len("".join(text.split()))
        if begins and not only_tags:
            spare = self._is_apparatus(text)
            (self._spare if spare else self._abstract).append(text)
            self._abstract_length += 0 if spare else len(text)
        for ref, start, end in self._spans:
            self.references[ref] = self.references[ref]._replace(context=sentence_around(text, start, end))

    def add_words(self, text: str) -> None:
        """Words of raw HTML: where no paragraph of Markdown begins the note, they do."""
        if text:
            self._prose.append(text)
        if text and self._abstract_length < _ABSTRACT_LENGTH:
            self._spare.append(text)

    def _is_apparatus(self, text: str) -> bool:
        """Does a paragraph say nothing of its own: properties, tags, a source, a caption, or nothing but links?"""
        if _PROPERTIES.fullmatch(text) or _HASHTAGS.fullmatch(text) or _SAID_OF.match(text.strip()):
            return True
        if not self._spans or (len(self._spans) == 1 and len(text) > _SENTENCE):
            return False
        position, between = 0, list[str]()
        for _, start, end in self._spans:
            between.append(text[position:start])
            position = max(position, end)
        return not any(map(str.isalpha, "".join([*between, text[position:]])))

    def end_abstract(self) -> None:
        """What follows (footnotes) is no beginning of the note."""
        self._abstract_length = _ABSTRACT_LENGTH

    def span(self, ref: int, start: int) -> None:
        """The words since `start` are what reference `ref` is written on: its context is the sentence around them."""
        self._spans.append((ref, start, self.offset))

    # -- what is found ---------------------------------------------------------------------------------------

    def refer(self, kind: RefKind, target: str, at: tuple[int, int] | None, title: str = "") -> int:
        """Note a reference that stands at the offsets `at` of the current block; returns its index."""
        line, column, width = self.locate(at)
        self.references.append(Reference(kind, target, line, column, width, title))
        return len(self.references) - 1

    def resize(self, ref: int, size: tuple[int, int]) -> None:
        self.references[ref] = self.references[ref]._replace(size=size)

    def locate(self, at: tuple[int, int] | None) -> tuple[int, int, int]:
        """Line, column and width in the file of a span of the current block's Markdown."""
        if at is None:
            return self._base + self._first_line, 1, 1
        start, end = at
        if not self._starts:
            self._starts = [0, *(found.end() for found in _NEWLINE.finditer(self._content))]
        row = bisect_right(self._starts, start) - 1
        begin = self._starts[row]
        stop = self._starts[row + 1] - 1 if row + 1 < len(self._starts) else len(self._content)
        width = max(1, min(end, stop) - start)
        line = self._base + row
        return line + self._first_line, self._indent(line, row, begin, stop) + start - begin + 1, width

    def _indent(self, line: int, row: int, begin: int, stop: int) -> int:
        """How far the block's line stands to the right in its source line, behind `> `, `- ` or a table's bars."""
        if row not in self._indents:
            source = self._lines[line] if line < len(self._lines) else ""
            written = self._content[begin:stop]
            # Escaped bars make a table cell differ from its source: its beginning is enough to find it.
            found = max(source.find(written), source.find(written[:_ENOUGH]) if written else 0)
            self._indents[row] = max(0, found)
        return self._indents[row]

    def report(self, code: str, at: tuple[int, int] | None, **values: object) -> None:
        line, column, width = self.locate(at)
        self.report_line(code, line, column, width, **values)

    def report_line(self, code: str, line: int, column: int = 1, width: int = 1, **values: object) -> None:
        index = line - self._first_line
        source = shown_line(self._lines[index]) if 0 <= index < len(self._lines) else ""
        self.diagnostics.append(diagnose(code, Place("", line, column, width, source), **values))

    def file_line(self, line: int) -> int:
        """The line in the file of line `line` (from 0) of the body."""
        return line + self._first_line

    def raw(self, html: str, line: int) -> None:
        """Raw HTML that begins on `line` of the file: remembered, so that what it points at has a place."""
        self.raw_html = True
        self._raw.append((line, html))

    def find_raw(self, value: str) -> tuple[int, int]:
        """Line and column in the file of an address inside raw HTML. They are asked for in the order of the text."""
        for index in range(self._raw_asked, min(len(self._raw), self._raw_asked + _FURTHEST)):
            line, html = self._raw[index]
            found = html.find(value)
            if found >= 0:
                self._raw_asked = index
                row = line + html.count("\n", 0, found)
                source = self._lines[row - self._first_line] if row - self._first_line < len(self._lines) else ""
                return row, max(0, source.find(value)) + 1
        return self._raw[self._raw_asked][0] if self._raw else self._first_line, 1

    def report_once(self, code: str, line: int, width: int) -> None:
        """The first of its kind in a note."""
        if code not in self._reported:
            self._reported.add(code)
            self.report_line(code, line, width=width)

    def report_found(self, env: Mapping[str, Any]) -> None:
        """What the rules found that would be lost or mean nothing."""
        for name, line in env.get("left_out", {}).items():
            self.report_line("markup-left-out", self.file_line(line), name=name)
        if "open_comment" in env:
            line, mark, end = env["open_comment"]
            self.report_line("comment-open", self.file_line(line), width=len(mark), mark=mark, end=end)
        for line, code, name in env.get("html_left_out", ()):
            self.report_line(code, self.file_line(line), name=name)
        for line in env.get("lost_cells", ()):
            self.report_line("table-cells", self.file_line(line))
        for label, lines in env["references"].unused():
            first = lines[0] if lines else 0
            self.report_line("reference-unused", self.file_line(first), label=self._as_written(label, first))
        for kind, label, lines in env.get("spare_footnotes", ()):
            self.report_line(kind, self.file_line(lines[0] if lines else 0), label=label)

    def _as_written(self, label: str, line: int) -> str:
        """The label of a definition as it stands on its line: markdown-it makes capitals of it."""
        found = _LABEL.match(self._lines[line]) if line < len(self._lines) else None
        return found[1] if found and normalizeReference(found[1]) == label else label

    # -- the sums --------------------------------------------------------------------------------------------

    @property
    def has_prose(self) -> bool:
        return any(self._prose)

    @property
    def prose(self) -> str:
        return "\n".join(text for text in self._prose if text)

    @property
    def abstract(self) -> str:
        return abstract_of(" ".join(self._abstract or self._spare) or self.prose[:800])


Handler = Callable[[BodyWriter, Sequence[Token], int], None]
"""Writes one of the tokens, the one at an index."""
