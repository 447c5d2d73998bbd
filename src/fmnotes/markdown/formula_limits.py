"""What math-core is not asked to read, as it would take too long or end the process."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fmnotes.markdown.tex import INSIDE, LONGEST

_GROUP = re.compile(r"(?<!\\)[{}]|\\left\b|\\right\b|\\begin\b|\\end\b")
# math-core reads by recursion: thousands of open groups would end the process.
_DEEPEST = 150
_SIDES = "ang|[aA]ngle|floor|ceil|brack|[bB]race|vert|Vert|group|paren|moustache|bracket"
_TOKEN = re.compile(
    r"\\text[a-z]{0,6}\s*\{[^{}]*\}|\\[mh]box\s*\{[^{}]*\}"
    r"|(?P<begins>\\begin\s*\{[^{}]*\}|(?<!\\)\{)|(?P<ends>\\end\s*\{[^{}]*\}|(?<!\\)\})"
    rf"|(?P<opens>\\left(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\?.)?|[(\[⟨⌊⌈⟦⟪⦅⌜⎰⦇⟬⟮⧼⌞]|\\\{{|\\(?:l{{1,2}}(?:{_SIDES})|[ul]lcorner)(?![A-Za-z]))"
    rf"|(?P<closes>\\right(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\?.)?|[)\]⟩⌋⌉⟧⟫⦆⌝⎱⦈⟭⟯⧽⌟]|\\\}}|\\(?:r{{1,2}}(?:{_SIDES})|[ul]rcorner)(?![A-Za-z]))"
    r"|(?P<row>\\\\|&)|\\(?P<command>[A-Za-z]+)|\\."
)  # fmt: skip
# With each bracket that is not closed, math-core takes twice as long.
_MOST_OPEN = 18
_DEFINED = re.compile(rf"\\renewcommand\{{\\([A-Za-z]+)\}}(?:\[\d\])?\{{({INSIDE})\}}")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_ROUNDS = 8


def too_much(tex: str, macros: Mapping[str, str]) -> str:
    """Why `tex` is not to be read, in which `macros` may stand; nothing where it may be."""
    if len(tex) > LONGEST or _depth(tex) > _DEEPEST:
        return "too long or too deeply nested"
    return "too many brackets that are not closed" if _unclosed(tex, macros) > _MOST_OPEN else ""


def _depth(tex: str) -> int:
    """How many groups are open at once, at the most."""
    deepest = depth = 0
    for found in _GROUP.finditer(tex):
        depth += 1 if found[0] in {"{", "\\left", "\\begin"} else -1
        deepest = max(deepest, depth)
    return deepest


def _unclosed(tex: str, macros: Mapping[str, str]) -> int:
    """How many brackets a group leaves open with those in it, at the most; rows of a table count for themselves."""
    most, groups = 0, [0]
    weights = _weights({**macros, **dict(_DEFINED.findall(tex))} if "renewcommand" in tex else macros)
    for found in _TOKEN.finditer(tex):
        kind = found.lastgroup
        if kind == "opens":
            groups[-1] += 1
        elif kind == "closes":
            groups[-1] = max(0, groups[-1] - 1)
        elif kind == "command":
            groups[-1] = max(0, groups[-1] + weights.get(found["command"], 0))
        elif kind == "begins":
            groups.append(0)
        elif kind == "row":
            most, groups[-1] = max(most, groups[-1]), 0
        elif kind == "ends" and len(groups) > 1:
            inner = groups.pop()
            groups[-1] += inner
    return max(most, *groups)


def _weights(bodies: Mapping[str, str]) -> Mapping[str, int]:
    """How many brackets each command leaves open, by itself and by those in it; less than none where it closes some."""
    weights: dict[str, int] = {}
    for _ in range(_ROUNDS):
        before = dict(weights)
        for name, body in bodies.items():
            kinds = [found.lastgroup for found in _TOKEN.finditer(body)]
            own = kinds.count("opens") - kinds.count("closes")
            inner = sum(weights.get(one, 0) for one in _COMMAND.findall(body))
            weights[name] = max(-_MOST_OPEN, min(_MOST_OPEN + 1, own + inner))
        if weights == before:
            break
    return {name: weight for name, weight in weights.items() if weight}
