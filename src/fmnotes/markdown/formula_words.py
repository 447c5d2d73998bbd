"""MathML -> the formula in a line of plain text: `2^10`, `(a+b)/c`, `√n`, `∑_(i=1)^n`.

For abstracts, the sentences around links, titles and the search, where raised and lowered signs cannot be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import unescape

from fmnotes.text.regex import regex

_TAG = regex(r"<(/?)([a-z]+)([^>]*?)(/?)>")
_SIMPLE = regex(r"[−-]?(?:[^\W\d_]+|[\d.,]+)(?:[_^][^\W_]+)?|√[^\W_]+(?:[_^][^\W_]+)?|√?\([^()]*\)")
_BRACES = frozenset("⏟⏞⎵⎴")
_CLINGING = frozenset("′″‴*∗†⊤⊺")
_FEWEST = 2


def formula_words(mathml: str) -> str:
    """The words of a formula, as they are read."""
    formula = mathml.partition("<annotation")[0]
    opened: list[tuple[str, list[str]]] = [("", [])]
    done = 0
    for tag in _TAG.finditer(formula):
        if text := formula[done : tag.start()]:
            opened[-1][1].append(unescape(text))
        done = tag.end()
        if tag[4]:
            opened[-1][1].append("")
        elif not tag[1]:
            opened.append(("binomial" if tag[2] == "mfrac" and "linethickness" in tag[3] else tag[2], []))
        elif len(opened) > 1:
            name, parts = opened.pop()
            whole = len(parts) >= _FEWEST or name == "msqrt"
            opened[-1][1].append(_WRITTEN[name](parts) if name in _WRITTEN and whole else "".join(parts))
    return "".join(part for _, parts in opened for part in parts).strip()


def _one(text: str) -> str:
    """In brackets, unless it is one sign, word or number."""
    return text if len(text) < _FEWEST or _SIMPLE.fullmatch(text) else f"({text})"


def _raised(text: str) -> str:
    return text if not text or text[0] in _CLINGING else f"^{_one(text)}"


def _lowered(text: str) -> str:
    return f"_{_one(text)}" if text and text not in _BRACES else ""


_WRITTEN: Mapping[str, Callable[[Sequence[str]], str]] = {
    "mfrac": lambda parts: f"{_one(parts[0])}/{_one(parts[1])}",
    "binomial": lambda parts: f"{parts[0]} {parts[1]}",
    "msup": lambda parts: parts[0] + _raised(parts[1]),
    "msub": lambda parts: parts[0] + _lowered(parts[1]),
    "munder": lambda parts: parts[0] + _lowered(parts[1]),
    "msubsup": lambda parts: parts[0] + _lowered(parts[1]) + "".join(map(_raised, parts[2:])),
    "munderover": lambda parts: parts[0] + _lowered(parts[1]) + "".join(map(_raised, parts[2:])),
    "msqrt": lambda parts: f"√{_one(''.join(parts))}",
    "mroot": lambda parts: f"{_one(parts[1])}√{_one(parts[0])}",
    "mtable": "; ".join,
    "mtr": " ".join,
}
