"""Pygments' lexers, asked for those rules alone that can match where they are.

A lexer tries the rules of its state one after the other at every token: thirty of them for Python, of which two or
three can begin with the character that stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from typing import Any

from pygments.lexer import Lexer, RegexLexer
from pygments.token import Error, Whitespace, _TokenType

from fmnotes.text.first_characters import ASCII, first_characters

Token = tuple[int, Any, str]
"""Where it begins, its kind, its text."""
_Rule = tuple[Callable[[str, int], re.Match[str] | None], Any, Any]
"""What matches, the kind of the token or what makes tokens of it, and the states that follow."""

_WORTH = 5_000
"""To find what patterns begin with takes as long as it takes to read so many letters."""


def quicken(lexer: Lexer) -> Lexer:
    """`lexer`, which is quicker from some length on if it is one that has only rules. Its tokens are the same."""
    if isinstance(lexer, RegexLexer) and type(lexer).get_tokens_unprocessed is RegexLexer.get_tokens_unprocessed:
        vars(lexer)["get_tokens_unprocessed"] = _Quick(lexer)
    return lexer


class _Quick:
    def __init__(self, lexer: RegexLexer) -> None:
        self._lexer, self._read = lexer, 0
        self._states: dict[str, _Rules] = {}

    def __call__(self, text: str, stack: Sequence[str] = ("root",)) -> Iterator[Token]:
        self._read += len(text)
        if self._read < _WORTH:
            return RegexLexer.get_tokens_unprocessed(self._lexer, text, stack)
        return self._tokens(text, list(stack))

    def _tokens(self, text: str, stack: list[str]) -> Iterator[Token]:
        position, rules = 0, self._rules(stack[-1])
        while True:
            for match, made, following in rules[text[position : position + 1]]:
                if not (found := match(text, position)):
                    continue
                if type(made) is _TokenType:
                    yield position, made, found.group()
                elif made is not None:
                    yield from made(self._lexer, found)
                position = found.end()
                if following is not None:
                    _follow(stack, following)
                    rules = self._rules(stack[-1])
                break
            else:
                if position >= len(text):
                    return
                # No rule fits. A line that is wrong says nothing of the next one.
                letter = text[position]
                yield position, Whitespace if letter == "\n" else Error, letter
                position += 1
                if letter == "\n":
                    stack[:] = ["root"]
                    rules = self._rules("root")

    def _rules(self, state: str) -> _Rules:
        if state not in self._states:
            self._states[state] = _Rules(self._lexer._tokens[state])  # type: ignore[attr-defined]
        return self._states[state]


class _Rules(dict[str, Sequence[_Rule]]):
    """The rules of a state by the character that a text begins with, in their order."""

    def __init__(self, rules: Sequence[_Rule]) -> None:
        self._all = rules
        self._begins = [_begins(rule[0]) for rule in rules]

    def __missing__(self, letter: str) -> Sequence[_Rule]:
        if letter not in ASCII:
            return self._all
        self[letter] = [rule for rule, begins in zip(self._all, self._begins, strict=True) if letter in begins]
        return self[letter]


def _begins(match: object) -> Set[str]:
    pattern = getattr(match, "__self__", None)
    return first_characters(pattern) if isinstance(pattern, re.Pattern) else ASCII


def _follow(stack: list[str], states: tuple[str, ...] | str | int) -> None:
    """Go on in other states: a number leaves so many, and the first state is never left."""
    if isinstance(states, int):
        del stack[max(1, len(stack) + states) :]
        return
    for state in (states,) if isinstance(states, str) else states:
        if state == "#push":
            stack.append(stack[-1])
        elif state != "#pop":
            stack.append(state)
        elif len(stack) > 1:
            stack.pop()
