"""markdown-it's states of a block and of a text, making their tokens in fewer steps.

A note has some two hundred tokens. The stock constructor of a token takes thirteen defaults through a dataclass and
converts its attributes; the stock `push` asks for pending text through a property. What is made is the same.
"""

from __future__ import annotations

from typing import Literal

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

Nesting = Literal[-1, 0, 1]


class _Token(Token):
    __slots__ = ()

    def __init__(self, type_: str, tag: str, nesting: Nesting, level: int, block: bool) -> None:
        self.type = type_
        self.tag = tag
        self.nesting = nesting
        self.level = level
        self.block = block
        self.content = self.markup = self.info = ""
        self.attrs = {}
        self.meta = {}
        self.map = self.children = None
        self.hidden = False


class BlockState(StateBlock):
    """The state of the block rules."""

    def push(self, ttype: str, tag: str, nesting: Nesting) -> Token:
        """Push a token: an opening one stands on the level outside what it opens, and so does its closing one."""
        if nesting < 0:
            self.level -= 1
        token = _Token(ttype, tag, nesting, self.level, True)
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


class InlineState(StateInline):
    """The state of the inline rules."""

    def pushPending(self) -> Token:  # noqa: N802 (the name is markdown-it's)
        """Push the text gathered so far."""
        token = _Token("text", "", 0, self.pendingLevel, False)
        token.content = self.pending
        self._pending = ""
        self.tokens.append(token)
        return token

    def push(self, ttype: str, tag: str, nesting: Nesting) -> Token:
        """Push a token, after the text gathered so far; a pair keeps the delimiters between its ends to itself."""
        if self._pending_buffer or self._pending:
            self.pushPending()
        meta = None
        if nesting < 0:
            self.level -= 1
            self.delimiters = self._prev_delimiters.pop()
        token = _Token(ttype, tag, nesting, self.level, False)
        if nesting > 0:
            self.level += 1
            self._prev_delimiters.append(self.delimiters)
            self.delimiters = []
            meta = {"delimiters": self.delimiters}
        self.pendingLevel = self.level
        self.tokens.append(token)
        self.tokens_meta.append(meta)
        return token
