"""TeX with the commands that authors define replaced by what they mean, to see how much it comes to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from fmnotes.text.regex import regex

LONGEST = 50_000
"""Of a formula, with its commands replaced: what is longer makes a page that nobody can load."""
_MOST = 1000
_DEFINITION = regex(
    r"\\(?:(?:re)?newcommand|providecommand)\s*\*?\s*(?:\{\s*\\([A-Za-z]+)\s*\}|\\([A-Za-z]+))\s*(?:\[\d\])?\s*(?=\{)"
    r"|\\g?def\s*\\([A-Za-z]+)\s*(?:#\d\s*)*(?=\{)"
)
_LET = regex(r"\\let\s*\\([A-Za-z]+)\s*=?\s*(\\[A-Za-z]+|[^\s\\{}])")
_OTHERS = regex(r"\\(?:let|futurelet|[gex]?def|(?:re)?newcommand|providecommand)(?![A-Za-z])")
_COMMAND = regex(r"\\([A-Za-z]+)")
_BRACE = regex(r"\\.|[{}]", re.DOTALL)
_PARAMETER = regex(r"#([1-9])")
_TOKEN = regex(r"\s*(\\[A-Za-z]+|\\.|\S)", re.DOTALL)


def expanded(tex: str, macros: Mapping[str, str]) -> str | None:
    """`tex` without its definitions, and without the commands that these and `macros` define.

    None where it comes to too much, or defines in a way that is not known here.
    """
    if not macros and not _OTHERS.search(tex):
        return tex
    tex = _LET.sub(r"\\def\\\1{\2}", tex)
    bodies, rest, position = dict(macros), list[str](), 0
    for found in _DEFINITION.finditer(tex):
        if found.start() < position:
            continue
        end = _group_end(tex, found.end())
        if end < 0:
            return None
        bodies[next(filter(None, found.groups()))] = tex[found.end() + 1 : end - 1]
        rest.append(tex[position : found.start()])
        position = end
    text = "".join([*rest, tex[position:]])
    return None if _OTHERS.search(text) else _replaced(text, bodies)


def _replaced(text: str, bodies: Mapping[str, str]) -> str | None:
    position = 0
    left = _MOST
    while found := _COMMAND.search(text, position):
        position = found.start()
        body = bodies.get(found[1])
        if body is None:
            position = found.end()
            continue
        left -= 1
        if left < 0 or len(text) > LONGEST:
            return None
        arguments, end = _arguments(text, found.end(), max(map(int, _PARAMETER.findall(body)), default=0))
        text = text[:position] + _PARAMETER.sub(partial(_argument, arguments), body) + text[end:]
    return text


def _argument(given: list[str], found: re.Match[str]) -> str:
    return given[int(found[1]) - 1]


def _arguments(text: str, position: int, count: int) -> tuple[list[str], int]:
    """The next `count` groups or signs, without their braces, and where they end."""
    found: list[str] = []
    for _ in range(count):
        token = _TOKEN.match(text, position)
        end = _group_end(text, token.start(1)) if token and token[1] == "{" else -1
        if token and end > 0:
            found.append(text[token.start(1) + 1 : end - 1])
            position = end
        else:
            found.append(token[1] if token else "")
            position = token.end() if token else position
    return found, position


def _group_end(text: str, start: int) -> int:
    """Behind the brace that closes the one at `start`; -1 where none does."""
    depth = 0
    for found in _BRACE.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    return -1
