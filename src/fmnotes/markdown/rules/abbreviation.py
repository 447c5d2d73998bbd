"""`*[LLM]: Large Language Model` on a line of its own: what the word means wherever it stands in the note.

As PHP Markdown Extra, Kramdown and Python-Markdown have it (PHP Markdown Extra, Abbreviations).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.text.regex import regex

_DEFINITION = regex(r"^ {0,3}\*\[([^\[\]\n]{1,60})\]:[ \t]*([^\n]{0,300})$", re.MULTILINE)
_ITALIC = regex(r"[^*]\*[ \t]*\Z")
"""`*[Figure 2]: Overview*` is a caption in italics."""
_MOST = 200


def abbreviations(state: StateCore) -> None:
    """Before blocks are found: the lines that define them are not shown."""
    if "*[" not in state.src or not _DEFINITION.search(state.src):
        return
    found: dict[str, str] = state.env.setdefault("abbreviations", {})

    def kept(line: re.Match[str]) -> str:
        if _ITALIC.search(line[2]):
            return line[0]
        if len(found) < _MOST:
            found[line[1].strip()] = line[2].strip()
        return ""

    state.src = CodeFinder(state.src).sub(_DEFINITION, kept)


def abbreviated(state: StateCore) -> None:
    """After inline rules: each word of a text that was defined says what it means. Particles may follow it."""
    known: Mapping[str, str] = {word: words for word, words in state.env.get("abbreviations", {}).items() if words}
    if not known:
        return
    longest_first = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w])(?:{longest_first})(?![A-Za-z0-9_])")
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = [part for child in token.children for part in _parts(child, pattern, known)]


def _parts(token: Token, pattern: re.Pattern[str], known: Mapping[str, str]) -> Iterator[Token]:
    if token.type != "text" or not pattern.search(token.content):
        yield token
        return
    position = 0
    for found in pattern.finditer(token.content):
        yield _text(token, token.content[position : found.start()])
        yield Token("abbr_open", "abbr", 1, content=known[found[0]])
        yield _text(token, found[0])
        yield Token("abbr_close", "abbr", -1)
        position = found.end()
    yield _text(token, token.content[position:])


def _text(token: Token, content: str) -> Token:
    return Token("text", "", 0, content=content, level=token.level, meta=dict(token.meta))
