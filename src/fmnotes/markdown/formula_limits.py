"""What math-core is not asked to read, as it would take too long or end the process."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fmnotes.markdown.tex import INSIDE, LONGEST

_GROUP = re.compile(r"(?<!\\)[{}]|\\left\b|\\right\b|\\begin\b|\\end\b")
# math-core reads by recursion: thousands of open groups would end the process.
_DEEPEST = 150
_SIDES = "angle|floor|ceil|brack|brace|vert|Vert|group|paren|moustache|lbracket"
_BRACKET = re.compile(
    rf"\\\\|(?P<opens>[(\[⟨⌊⌈⟦]|\\\{{|\\l(?:{_SIDES})(?![A-Za-z]))"
    rf"|(?P<closes>[)\]⟩⌋⌉⟧]|\\\}}|\\r(?:{_SIDES})(?![A-Za-z])|\\right\s*\.)"
    r"|\\[^\w\s]|\\(?P<command>[A-Za-z]+)|(?P<group>[{}&])"
)
# With each bracket that its group does not close, math-core takes twice as long.
_MOST_OPEN = 14
_DEFINED = re.compile(rf"\\renewcommand\{{\\([A-Za-z]+)\}}(?:\[\d\])?\{{({INSIDE})\}}")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_ROUNDS = 8


def too_much(tex: str) -> str:
    """Why `tex` is not to be read; nothing where it may be."""
    if len(tex) > LONGEST or _depth(tex) > _DEEPEST:
        return "too long or too deeply nested"
    return "too many brackets that are not closed" if _unclosed(tex) > _MOST_OPEN else ""


def _depth(tex: str) -> int:
    """How many groups are open at once, at the most."""
    deepest = depth = 0
    for found in _GROUP.finditer(tex):
        depth += 1 if found[0] in {"{", "\\left", "\\begin"} else -1
        deepest = max(deepest, depth)
    return deepest


def _unclosed(tex: str) -> int:
    """How many brackets one group leaves open, at the most."""
    most, groups, weights = 0, [0], _weights(tex)
    for found in _BRACKET.finditer(tex):
        if found["opens"] or found["command"]:
            groups[-1] += 1 if found["opens"] else weights.get(found["command"], 0)
        elif found["closes"]:
            groups[-1] = max(0, groups[-1] - 1)
        elif found["group"] == "{":
            groups.append(0)
        elif found["group"] == "}" and len(groups) > 1:
            most = max(most, groups.pop())
        elif found["group"] == "&" or found[0] == r"\\":
            most, groups[-1] = max(most, groups[-1]), 0
    return max(most, *groups)


def _weights(tex: str) -> Mapping[str, int]:
    """How many brackets each command that is defined in `tex` leaves open, by itself and by those in it."""
    bodies = dict(_DEFINED.findall(tex)) if "renewcommand" in tex else {}
    weights: dict[str, int] = {}
    for _ in range(_ROUNDS if bodies else 0):
        for name, body in bodies.items():
            brackets = [found.lastgroup for found in _BRACKET.finditer(body)]
            own = max(0, brackets.count("opens") - brackets.count("closes"))
            weights[name] = min(_MOST_OPEN + 1, own + sum(weights.get(one, 0) for one in _COMMAND.findall(body)))
    return weights
