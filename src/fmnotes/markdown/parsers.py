"""Faster loops around markdown-it's rules: which rules are asked depends on the character that stands there.

The stock loops ask every rule at every stop; most of them look at one character and decline. The order of the rules
is that of the engine's lists; nothing else changes (the CommonMark examples and the text cases say so).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from fmnotes.markdown.states import BlockState, InlineState

BlockFunction = Callable[[StateBlock, int, int, bool], bool]


class CoreRule(NamedTuple):
    """A rule for the whole text or all its blocks; `dialect` is the one it belongs to, if not all."""

    name: str
    rule: Callable[[StateCore], None]
    dialect: str = ""


class BlockRule(NamedTuple):
    """A rule, the characters at which a line of its begins (none: any), and the blocks that it may interrupt."""

    name: str
    rule: BlockFunction
    starts: str
    interrupts: tuple[str, ...] = ()
    dialect: str = ""


class InlineRule(NamedTuple):
    """A rule, and the characters at which it can begin."""

    name: str
    rule: Callable[[StateInline, bool], bool]
    starts: str
    dialect: str = ""


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
        state = InlineState(src, md, env, tokens)  # type: ignore[arg-type]
        self.tokenize(state)
        if state.delimiters or any(meta and meta["delimiters"] for meta in state.tokens_meta):
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


class _Interrupters(Ruler[BlockFunction]):
    """The rules that may interrupt a block of a kind, as one that asks those fitting a line's first character."""

    def __init__(self, rules: Sequence[BlockRule]) -> None:
        super().__init__()
        for rule in rules:
            self.push(rule.name, rule.rule, {"alt": list(rule.interrupts)})
        kinds = {kind for rule in rules for kind in rule.interrupts}
        self._by_kind = {kind: [_first_of([rule for rule in rules if kind in rule.interrupts])] for kind in kinds}

    def getRules(self, chainName: str = "") -> list[BlockFunction]:  # noqa: N802, N803 (the names are markdown-it's)
        """Whatever may interrupt a `chainName`."""
        return self._by_kind[chainName]


def _first_of(rules: Sequence[BlockRule]) -> BlockFunction:
    plain = tuple(rule.rule for rule in rules if not rule.starts)
    characters = {ch for rule in rules for ch in rule.starts}
    table = {ch: tuple(rule.rule for rule in rules if ch in (rule.starts or ch)) for ch in characters}

    def ask(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[line] + state.tShift[line]
        for rule in table.get(state.src[begin : begin + 1], plain):  # noqa: SIM110 (asked of every item of a list)
            if rule(state, line, end, silent):
                return True
        return False

    return ask


class DispatchingBlock(ParserBlock):
    """markdown-it's block parser with a table of rules by a line's first character."""

    def __init__(self, rules: Sequence[BlockRule]) -> None:
        super().__init__()
        self.ruler = _Interrupters(rules)
        # `:` and `~` begin nothing by themselves, but go on with a definition list.
        characters = {ch for rule in rules for ch in rule.starts} | set(":~")
        self._table = {ch: self._of(rules, ch) for ch in characters}
        self._plain = self._of(rules, "")
        self._alone = (rules[-1].rule,)
        self._indented = tuple(rule.rule for rule in rules if rule.name in {"code", "paragraph"})
        self._interrupting = {
            ch: tuple(rule.rule for rule in rules if ch in (rule.starts or ch) and "paragraph" in rule.interrupts)
            for ch in characters
        }

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token] | None:  # noqa: N803
        """Tokens of a whole text, appended to `outTokens`."""
        state = BlockState(src, md, env, outTokens)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens

    @staticmethod
    def _of(rules: Sequence[BlockRule], ch: str) -> tuple[BlockFunction, ...]:
        fits = (rule for rule in rules if not rule.starts or (ch and ch in rule.starts))
        return tuple(rule.rule for rule in fits if rule.name != "code")

    def _fitting(self, state: StateBlock, line: int, end: int) -> tuple[BlockFunction, ...]:
        if state.is_code_block(line):
            return self._indented
        rules = self._table.get(state.src[state.bMarks[line] + state.tShift[line]])
        if rules is None:
            return self._alone if _stands_alone(state, line, end) else self._plain
        return rules

    def interrupting(self, ch: str) -> tuple[BlockFunction, ...] | None:
        """The rules that may interrupt a paragraph on a line that begins with `ch`; None: only a table might."""
        return self._interrupting.get(ch)

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 (markdown-it's names)
        """Read the lines from `startLine` to `endLine`, or to the first that belongs to the block around them."""
        deepest = state.md.options["maxNesting"]
        line, blank = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            # Too deep to go on: what is here is shown as text, and nothing of it is lost.
            for rule in self._fitting(state, line, endLine) if state.level < deepest else self._alone:
                if rule(state, line, endLine, False):
                    break
            state.tight = not blank
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                blank = True
            if line < endLine and state.isEmpty(line):
                blank = True
                line += 1
                state.line = line


def _stands_alone(state: StateBlock, line: int, end: int) -> bool:
    """Does no line follow that could make a table, an underlined heading or a definition of this one?"""
    below = line + 1
    if below >= end or state.sCount[below] < state.blkIndent:
        return below >= end or not state.isEmpty(below)
    if not state.isEmpty(below):
        return False
    begin = state.bMarks[below + 1] + state.tShift[below + 1] if below + 1 < end else 0
    return below + 1 >= end or state.src[begin : begin + 1] not in {":", "~"}
