r"""Brackets of sentences that are escaped, as GitBook writes all: `강화학습\(RL\)`, where `\(x\)` is one too."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.markdown.rules.formula_signs import SYMBOL, is_wordless
from fmnotes.text.regex import regex

_ESCAPED_WORDS = regex(r"(?<!\\)\\\((?:[가-힣][가-힣 ]{0,60}|[A-Za-z][a-z]{2,30} [A-Za-z ]{3,60}|[A-Z]{2,10})\\\)")
_PLAIN = regex(r"(?<![\\\]])\(")
_APART = regex(
    r"\$\$.{0,2000}?\$\$|\$[^$\n]{1,300}\$|\]\(<[^<>\n]{0,500}>[^()\n]{0,200}\)|<[^<>\n]{1,500}>"
    r"|\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,500}\)|https?://\S{1,500}",
    re.DOTALL,
)
"""Formulas, addresses, titles of links and tags."""
_MEANT = regex(r"\\\((?:(?!\\[()])[^\n$]){0,200}?(?:\\[A-Za-z]|[\^_=<>+])")
_DOUBLED = regex(r"\\\\\((?:(?!\\\\[()])[^\n$]){0,200}?(?:(?<!\\)\\[A-Za-z]|[\^_=])")
_COMMANDS = regex(r"\\\((?:(?!\\[()])[^\n$]){0,200}?\\[A-Za-z]{2}")
_NUMBER = regex(r"\s*-?\d{1,9}(?:[.,]\d{1,9})?\s*")
_WORDS = regex(r"\\(?:text[a-z]{0,2}|mbox)\{[^{}]*\}")


def escaped_brackets(state: StateCore) -> None:
    r"""Does the note escape brackets of sentences, as GitBook writes `\(RL\)`? Then `\(x\)` may be one of them."""
    if "\\(" in state.src:
        # Where every bracket is escaped, none was meant as TeX's.
        prose = _APART.sub("", CodeFinder(state.src).hidden("x"))
        meant = state.env["brackets_meant"] = _MEANT.search(prose) is not None
        words = _ESCAPED_WORDS.search(prose) and not _PLAIN.search(prose)
        state.env["brackets_escaped"] = bool(words and not meant)
        state.env["brackets_sure"] = bool(_COMMANDS.search(prose) and not words)
        state.env["doubled_meant"] = _DOUBLED.search(prose) is not None


def is_among_formulas(state: StateInline, body: str) -> bool:
    r"""A number in brackets (`\(1\)`), where others hold formulas; whatever is no words, where those hold TeX."""
    number = state.env.get("brackets_meant") and _NUMBER.fullmatch(body)
    return bool(number or (state.env.get("brackets_sure") and is_wordless(body)))


def is_escaped(state: StateInline, body: str) -> bool:
    r"""A call in the text (`O\(n\)`), a formula in dollars, or one symbol where other brackets hold words."""
    before = state.src[state.pos - 1 : state.pos]
    called = before.isascii() and before.isalnum() and SYMBOL.fullmatch(body)
    return bool(called or "$" in _WORDS.sub("", body) or (state.env.get("brackets_escaped") and SYMBOL.fullmatch(body)))
