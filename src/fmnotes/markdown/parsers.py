"""Faster loops around markdown-it's rules: which rules are asked depends on the character that stands there.

The stock loops ask every rule at every stop; most of them look at one character and decline. The order of the rules
is that of the engine's lists; nothing else changes (the CommonMark examples and the text cases say so).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

BlockRule = Callable[[StateBlock, int, int, bool], bool]


class InlineRule(NamedTuple):
    """A rule, and the characters at which it can begin."""

    name: str
    rule: Callable[[StateInline, bool], bool]
    starts: str


class PairRule(NamedTuple):
    """A rule that joins delimiters after the text has been read."""

    name: str
    rule: Callable[[StateInline], None]


class DispatchingInline(ParserInline):
    """markdown-it's inline parser with a table of rules by character in place of one list for all."""

    def __init__(self, rules: Sequence[InlineRule], text: InlineRule, pairs: Sequence[PairRule]) -> None:
        super().__init__()
        characters = sorted({ch for rule in rules for ch in rule.starts})
        self._table = {ch: tuple(rule.rule for rule in (text, *rules) if ch in rule.starts) for ch in characters}
        self._text = (text.rule,)
        self._pairs = tuple(pair.rule for pair in pairs)
        self._stops = re.compile("[" + re.escape("".join(characters)) + "]")

    def tokenize(self, state: StateInline) -> None:
        """Read the block's text from `state.pos` to `state.posMax`."""
        table, plain, src, end = self._table, self._text, state.src, state.posMax
        deepest = state.md.options["maxNesting"]
        while state.pos < end:
            start = state.pos
            if state.level < deepest:
                for rule in table.get(src[start], plain):
                    if rule(state, False):
                        break
            if state.pos == start:
                state.append_pending(src[start])
                state.pos = start + 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 (the name is markdown-it's)
        """Step over one token without writing it; what was found is remembered in `state.cache`."""
        start = state.pos
        if start in state.cache:
            state.pos = state.cache[start]
            return
        if state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax
        else:
            for rule in self._table.get(state.src[start], self._text):
                state.level += 1
                found = rule(state, True)
                state.level -= 1
                if found:
                    break
            if state.pos == start:
                state.pos += 1
        state.cache[start] = state.pos

    def parse(self, src: str, md: object, env: object, tokens: list[Token]) -> list[Token]:
        """Tokens of one block's text."""
        state = StateInline(src, md, env, tokens)  # type: ignore[arg-type]
        self.tokenize(state)
        if state.delimiters or state.tokens_meta:
            for rule in self._pairs:
                rule(state)
        return state.tokens

    def parse_blocks(self, state: StateCore) -> None:
        """The core rule `inline`: a block's text in which nothing can begin is one token, without further ado."""
        for token in state.tokens:
            if token.type != "inline":
                continue
            if self._stops.search(token.content):
                token.children = self.parse(token.content, state.md, state.env, [])
            elif token.content:
                token.children = [Token("text", "", 0, content=token.content)]


def plain_start(markers: str, rules: Sequence[BlockRule]) -> BlockRule:
    """A block rule for lines whose first character is none of `markers`: only `rules` need be asked."""
    marked = frozenset(markers)

    def start(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        begin = state.bMarks[start_line] + state.tShift[start_line]
        if silent or begin >= state.eMarks[start_line] or state.src[begin] in marked or state.is_code_block(start_line):
            return False
        return any(rule(state, start_line, end_line, False) for rule in rules)

    return start
