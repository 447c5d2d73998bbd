"""Labels behind or below a formula, brought into it: `$$ … $$ (eq-x)`, `$$ … $$ {#eq-x}`, `` :eqlabel:`x` ``.

(MyST, Math and equations; Quarto, Equations; d2lbook.) Such a formula gets a number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from markdown_it.rules_core import StateCore

from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.markdown.rules.equations import COUNTED, LABEL
from fmnotes.text.regex import regex

_BEHIND = regex(r"\$\$[ \t]+(?:\(([\w:.-]{1,80})\)|\{#([\w:.-]{1,80})[^{}\n]{0,200}\})[ \t]*$", re.MULTILINE)
_D2L = regex(r"\$\$([ \t]*\n(?:[ \t]*\n)?[ \t]*):eqlabel:`([^`\n]{1,100})`")
_ASKED = regex(r"[`<(]#?[\w:.-]{1,80}[`>)]")
_PLAINLY_A_LABEL = regex(r"[A-Za-z][A-Za-z]*[\d:_-][\w:.-]*")
_LIKE_A_LABEL = regex(r"eq[-:_]\w")


def equation_labels(state: StateCore) -> None:
    """Before blocks are found: the labels that a reference in the text may mean.

    MyST and Quarto write one behind the formula: `$$ … $$ (eq-x)`, `$$ … $$ {#eq-x}`.
    """
    if "$$ (" in state.src or "$$ {#" in state.src:
        asked = Counter(_ASKED.findall(state.src))
        state.src = CodeFinder(state.src).outside(lambda part: _with_labels(part, asked))
    if ":eqlabel:" in state.src:
        state.src = _with_labels_below(state.src)
    if "\\label" in state.src:
        state.env["labels"] = frozenset(LABEL.findall(state.src))


def _with_labels_below(src: str) -> str:
    """Of d2lbook, with the label in the formula; its line stays, so that places hold."""
    plain = CodeFinder(src).hidden("x")

    def moved(found: re.Match[str]) -> str:
        return rf"{COUNTED}\label{{{found[2]}}}$${found[1]}" if plain[found.start()] == "$" else found[0]

    return _D2L.sub(moved, src)


def _with_labels(part: str, asked: Mapping[str, int]) -> str:
    """`part` with the labels inside of its formulas; `asked` says how often names stand in marks of a reference."""
    made, done, marks = list[str](), 0, 0
    for found in _BEHIND.finditer(part):
        marks += part.count("$$", done, found.start())
        line = part.rfind("\n", 0, found.start()) + 1
        own_line = not part[line : found.start()].strip() and _PLAINLY_A_LABEL.fullmatch(found[1] or "")
        named = found[2] or own_line or _is_label(found[1], asked)
        # That of a heading is its id.
        is_end = marks % 2 and not part.startswith("#", line) and named
        made += [part[done : found.start()], f"{COUNTED}\\label{{{found[1] or found[2]}}}$$" if is_end else found[0]]
        done, marks = found.end(), marks + 1
    return "".join([*made, part[done:]])


def _is_label(word: str, asked: Mapping[str, int]) -> bool:
    """A word in parentheses that nothing refers to may be one of the text, as is one that stands there twice."""
    if any(asked[mark] for mark in (f"`{word}`", f"<{word}>", f"(#{word})")):
        return True
    return _LIKE_A_LABEL.match(word) is not None and asked[f"({word})"] == 1
