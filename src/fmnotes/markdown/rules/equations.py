r"""Numbers, references and definitions that go through a note, as LaTeX and MathJax have them.

Formulas are rendered one by one, so each gets what it needs of the others: a `\tag` for the number of each of its
lines, the number that a `\ref` means, and the commands that were defined before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import quote

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from fmnotes.markdown.body import Label
from fmnotes.markdown.highlighting import language_of
from fmnotes.markdown.tex import INSIDE, LONGEST
from fmnotes.text.regex import regex

_CONCERNED = (
    "\\begin{",
    "\\label",
    "\\newcommand",
    "\\renewcommand",
    "\\providecommand",
    "\\DeclareMathOperator",
    "\\def",
)
_NUMBERED = regex(r"\\begin\{(equation|align|gather|multline|eqnarray|flalign|alignat)\}(.*?)\\end\{\1\}", re.DOTALL)
_ONE_NUMBER = ("equation", "multline")
_ROW_PART = regex(r"\\begin\b|\\end\b|\\\\|\\[{}%]|[{}]|%[^\n]*")
_COMMENT = regex(r"(?<!\\)%[^\n]*")
_SPACING = regex(r"^\s*\[[^\[\]]{0,20}\]")
LABEL = regex(r"\\label\s*\{([^{}]{1,200})\}")
_TAG = regex(r"\\tag(\*?)\s*\{([^{}]{0,200})\}")
_UNNUMBERED = regex(r"\\(?:nonumber|notag)\b")
_REFERENCE = regex(r"\\(eq)?ref\s*\{([^{}]{1,200})\}")
_NAME = r"\s*(?:\{\s*\\([A-Za-z]+)\s*\}|\\([A-Za-z]+))\s*"
_DEFINITION = regex(
    rf"\\(?:(?:(?:re)?new|provide)command\s*\*?|(DeclareMathOperator\*?)){_NAME}(\[\d\])?\s*(\{{{INSIDE}\}})"
)
_PRIMITIVE = regex(rf"\\def\s*\\([A-Za-z]+)\s*((?:#\d){{0,9}})\s*(\{{{INSIDE}\}})")
_TAGGED = regex(
    r"\\begin\{(align|gather)\*?\}((?:(?!\\begin\{\1)[\s\S])*?)\\end\{\1\*?\}\s*"
    r"((?:\\label\s*\{[^{}]{0,200}\}\s*)?\\tag\*?\s*\{[^{}]{0,200}\}\s*(?:\\label\s*\{[^{}]{0,200}\}\s*)?)\Z"
)
"""One number for all its rows, as MathJax forgives."""
_COMMAND = regex(r"\\([A-Za-z]+)")
_MATH = ("math", "math_block")
COUNTED = r"\label{}"
"""Stands beside the label of a formula that gets a number by it, as in MyST, Quarto and d2lbook."""


HIDDEN = "hidden_formulas"
"""What was taken out of the text because it is not shown: MathJax reads its definitions all the same."""


@dataclass
class _Equations:
    """What the formulas of a note have said so far."""

    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    labels: dict[str, str] = field(default_factory=dict)
    commands: dict[str, str] = field(default_factory=dict)

    def read(self, token: Token) -> None:
        """Number the lines of a formula, and remember its labels and definitions."""
        if len(token.content) > LONGEST:
            return
        found = len(self.labels)
        token.content = self.without_definitions(_TAGGED.sub(_as_one, token.content))
        used = self._used(token.content)
        token.content = _NUMBERED.sub(self._numbered, token.content)
        named = list(filter(str.strip, LABEL.findall(token.content)))
        if named and COUNTED in token.content:
            token.content = self._counted(token.content.replace(COUNTED, ""))
        for label in named:
            tag = _TAG.search(token.content)
            self.labels.setdefault(label, _shown(tag) if tag else f"({label})")
        if len(self.labels) > found:
            token.meta["labels"] = list(self.labels)[found:]
            token.content = LABEL.sub("", token.content)
        token.meta["commands"] = used

    def without_definitions(self, tex: str) -> str:
        """Remember what `tex` defines."""
        return _DEFINITION.sub(self._define, _PRIMITIVE.sub(_as_command, tex))

    def _counted(self, content: str) -> str:
        """A formula of one row with the next number, where it has none."""
        if _TAG.search(content) or len(_rows(content)) > 1 or "\\begin{equation" in content:
            return content
        return rf"\begin{{equation*}}{content.strip()}\tag{{{next(self.numbers)}}}\end{{equation*}}"

    def _define(self, found: re.Match[str]) -> str:
        name, body = found[2] or found[3], found[5]
        if found[1]:
            body = rf"{{\operatorname{found[1].removeprefix('DeclareMathOperator')}{body}}}"
        # Known or not: what was defined before, here or in the configuration, gives way.
        self.commands[name] = rf"\providecommand{{\{name}}}{{}}\renewcommand{{\{name}}}{found[4] or ''}{body}"
        return ""

    def _used(self, content: str) -> str:
        """The definitions of the commands in `content`, and of those in them."""
        if not self.commands:
            return ""
        found, asked, size = dict[str, str](), [content], 0
        # What is longer than a formula may be is not rendered anyway.
        while asked and size < LONGEST:
            for name in _COMMAND.findall(asked.pop()):
                if name in self.commands and name not in found:
                    found[name] = self.commands[name]
                    asked.append(found[name])
                    size += len(found[name])
        return "".join(reversed(found.values()))

    def _numbered(self, found: re.Match[str]) -> str:
        name, body = found[1], found[2]
        rows = [body] if name in _ONE_NUMBER else _rows(body)
        written = r"\\".join(map(self._row, rows))
        return rf"\begin{{{name}*}}{written}\end{{{name}*}}"

    def _row(self, row: str) -> str:
        if not _COMMENT.sub("", _SPACING.sub("", row)).strip():
            return row
        tag, label = _TAG.search(row), LABEL.search(row)
        if tag is None and not _UNNUMBERED.search(row):
            # A comment goes on to the end of its line.
            between = "\n" if "%" in row else " "
            row = f"{row.rstrip()}{between}\\tag{{{next(self.numbers)}}}"
            tag = _TAG.search(row)
        if label and tag:
            self.labels.setdefault(label[1], _shown(tag))
        return row

    def refer(self, content: str) -> str:
        """References inside of a formula as text; those to labels that are nowhere stay."""

        def number(found: re.Match[str]) -> str:
            shown = self.labels.get(found[2])
            return found[0] if shown is None else rf"\text{{{_as_asked(found, shown)}}}"

        return _REFERENCE.sub(number, content)


def _as_command(found: re.Match[str]) -> str:
    r"""`\def\a#1{…}` of TeX as LaTeX has it."""
    arguments = f"[{found[2].count('#')}]" if found[2] else ""
    return rf"\newcommand{{\{found[1]}}}{arguments}{found[3]}"


def _as_one(found: re.Match[str]) -> str:
    inner = f"{found[1]}ed"
    return rf"\begin{{equation*}}\begin{{{inner}}}{found[2]}\end{{{inner}}}{found[3]}\end{{equation*}}"


def _shown(tag: re.Match[str]) -> str:
    return tag[2] if tag[1] else f"({tag[2]})"


def _as_asked(found: re.Match[str], shown: str) -> str:
    r"""`\eqref` has parentheses, `\ref` none."""
    return shown if found[1] else shown.removeprefix("(").removesuffix(")")


def _rows(body: str) -> list[str]:
    r"""The parts between `\\`, but not those inside of groups and other environments."""
    rows, start, depth = [], 0, 0
    for found in _ROW_PART.finditer(body):
        if found[0] in {"{", r"\begin"}:
            depth += 1
        elif found[0] in {"}", r"\end"}:
            depth -= 1
        elif found[0] == r"\\" and depth == 0:
            rows.append(body[start : found.start()])
            start = found.end()
    return [*rows, body[start:]]


def reference(state: StateInline, silent: bool) -> bool:
    r"""`\eqref{…}` and `\ref{…}` in the text, where the note has such a label."""
    if "labels" not in state.env:
        return False
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not found or found[2] not in state.env["labels"]:
        return False
    if not silent:
        token = state.push("math", "math", 0)
        linked = state.linkLevel > 0
        token.content = found[0]
        token.meta = {"at": found.span(), "display": False, "alone": False, "linked": linked, "bare": True}
    state.pos = found.end()
    return True


def equations(state: StateCore) -> None:
    """After inline rules: formulas in the order of the text, then the references to them."""
    hidden = state.env.get(HIDDEN, ())
    if not hidden and not any(word in state.src for word in _CONCERNED) and "label:" not in state.src:
        return
    known = _Equations()
    for text in hidden:
        known.without_definitions(text)
    headings = {token.meta["id"] for token in state.tokens if token.type == "heading_open"}
    for token in _formulas(state.tokens):
        known.read(token)
        if "labels" in token.meta:
            token.meta["labels"] = [label for label in token.meta["labels"] if id_of(label) not in headings]
    for token in state.tokens:
        if token.type == "math_block" or _is_fence(token):
            token.content = known.refer(token.content)
        elif token.children:
            token.children = [one for child in token.children for one in _referring(child, known)]
    found = (Label(name, id_of(name), "equation", shown) for name, shown in known.labels.items())
    state.env.setdefault("labels_found", []).extend(found)


def _formulas(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from (one for one in (token, *(token.children or ())) if one.type in _MATH or _is_fence(one))


def _is_fence(token: Token) -> bool:
    return token.type == "fence" and language_of(token.info) == "math"


def _referring(token: Token, known: _Equations) -> list[Token]:
    """A formula that is nothing but a reference is a link."""
    if token.type != "math":
        return [token]
    found = _REFERENCE.fullmatch(token.content.strip())
    if not found or found[2] not in known.labels:
        token.content = known.refer(token.content)
        return [Token("text", "", 0, content=token.content)] if token.meta.get("bare") else [token]
    opening = Token("link_open", "a", 1, attrs={"href": f"#{quote(id_of(found[2]))}"}, meta={"at": token.meta["at"]})
    words = Token("text", "", 0, content=_as_asked(found, known.labels[found[2]]))
    return [words] if token.meta.get("linked") else [opening, words, Token("link_close", "a", -1)]


def id_of(label: str) -> str:
    """The id of an equation: its label, without white space."""
    return re.sub(r"\s+", "-", label.strip())
