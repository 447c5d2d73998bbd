"""Which text between dollars or brackets is meant as a formula.

Korean prose between two lone dollars is none: Hangul outside `\\text{…}` is refused unless the body also holds a TeX
command, `^` or `_`.
"""

from __future__ import annotations

import re

from fmnotes.text.regex import regex

_TEXT_GROUP = regex(r"\\(?:text|textrm|textbf|textit|mathrm|mbox|operatorname|tag)\*?\s*\{[^{}]*\}")
_ARGUMENT = regex(r"(?:\\[A-Za-z]+|[_^}])\s*\{[^{}$\n]*\}")
_DEEPEST = 3
_HANGUL = regex("[가-힣ㄱ-ㆎ]")
HANGUL_WORDS = regex(r"[가-힣]\s+[가-힣]")
TEX = regex(r"\\[A-Za-z]|[\^_]")
_SPACE = regex(r"\\[ ,;:!]")
_RELATION = regex(r"[=<>+*/|-]")
_NOT_A_VALUE = regex(r"\d[\d.,]*\s*[A-Za-z]*|\d[\d.,]*\s.*")
_CALL = regex(r"[A-Za-z]'?\([^()가-힣]*(?:\([^()가-힣]*\)[^()가-힣]*)?\)")
SYMBOL = regex(r"\s*(?:[A-Za-z]'?|[a-z]{2,6}(?=\())(?:\([\w\s,.;|+-]*\))?\s*|\s+\d+(?:\.\d+)?\s+")
_SIGN = regex(r"\d+(?:\.\d+)?|[A-Za-z]+'*|\s+|.", re.DOTALL)
_OPERATORS = frozenset("+-*/<>,|")
_FUNCTIONS = frozenset("sin cos tan log ln exp max min arg det dim mod softmax sigmoid relu tanh sign var cov".split())
_ABBREVIATION = regex(r"\s*[A-Z]/[A-Z]\s*|\s*\d+\s*/\s*\d+\s*")
"""`I/O`, `N/A`, `24/7`."""
_IN_PATH = regex(r"[:\\/A-Za-z0-9]")
_LETTER = regex(r" ?[A-Za-z] ?")
_SUM = regex(r"[A-Za-z]+(?:\s+[=+*×·/]\s+[A-Za-z]+){1,20}")
"""`Accuracy = Precision + Recall`: words, but with a sign between any two."""
_CLINGING = regex(r"[A-Za-z_({]")
LONGEST = 5000


def is_formula(body: str) -> bool:
    """Is the text between two single dollars meant as a formula?"""
    inner = body.strip()
    if not inner or len(body) > LONGEST or "\n\n" in body:
        return False
    if is_prose(inner):
        return False
    if TEX.search(inner):
        return True
    if _HANGUL.search(_TEXT_GROUP.sub("", inner)) or "\n" in body:
        return False
    if _SPACE.search(inner):
        return True
    if body[0].isspace() != body[-1].isspace():
        return _LETTER.fullmatch(body) is not None
    if body[0].isspace():
        return " " not in inner or bool(_RELATION.search(inner) or _CALL.fullmatch(inner))
    return not _looks_like_prose(inner)


_TWO_WORDS = regex("[A-Za-z]{3,} [A-Za-z]{3,}")


def is_prose(inner: str) -> bool:
    """Two Hangul words in a row are a sentence that two lone dollars caught, but for those in groups of commands."""
    outside = _TEXT_GROUP.sub("", inner)
    for _ in range(_DEEPEST):
        if not HANGUL_WORDS.search(outside):
            return False
        outside = _ARGUMENT.sub(r"\\x", outside)
    return bool(HANGUL_WORDS.search(outside))


def _looks_like_prose(inner: str) -> bool:
    """Two prices or shell variables, not a formula: words of several letters with spaces between them."""
    if _SUM.fullmatch(inner):
        return False
    words = inner.split()
    long_words = sum(1 for word in words if len(word.strip(".,;:()")) > 3 and word.strip(".,;:()").isalpha())
    return long_words >= 2 or (len(words) > 1 and bool(_NOT_A_VALUE.fullmatch(words[0])) and long_words >= 1)


def is_variable(body: str, following: str) -> bool:
    """`$USER_NAME, $USER_ID`: the second dollar clings to what follows it, as in a shell."""
    clings = body[-1].isspace() and not body[0].isspace() and bool(_CLINGING.match(following))
    return clings and not any(mark in body for mark in "\\^{")


def is_displayed(body: str) -> bool:
    """Is the text between two pairs of dollars meant as a formula?"""
    tex = TEX.search(body) or _SPACE.search(body)
    words = body.strip() and not tex and _HANGUL.search(_TEXT_GROUP.sub("", body))
    return bool(body.strip()) and not words and not is_prose(body)


def is_bracketed_twice(body: str, before: str = "", *, among: bool = False) -> bool:
    r"""Is the text between `\\(` and `\\)` one? A path of Windows or a pattern has such a backslash too.

    `among`: are others in the note formulas for sure? Then all are that hold no Hangul.
    """
    odd = r"\\" in body or body.count("(") != body.count(")") or is_prose(body)
    if odd or TEX.search(body) or "=" in body or SYMBOL.fullmatch(body):
        return not odd
    if among and body.strip(" +*|/?") == body.strip() and before not in {":", "/", "\\"} and not _HANGUL.search(body):
        return bool(body.strip())
    return not _IN_PATH.fullmatch(before) and _is_sum(body)


def _is_sum(body: str) -> bool:
    """`(W - F + 2P)/S + 1`, `max(0, -)`, `3`: signs between operands, or one number, and no words."""
    signs = _SIGN.findall(body.strip())
    letters = [sign.rstrip("'") for sign in signs if sign[0].isalpha()]
    words = [one for one in letters if len(one) > 1 and one not in _FUNCTIONS]
    numbers = [sign for sign in signs if sign[0].isdigit()]
    known = all(sign[0].isalnum() or sign.isspace() or sign in "()" or sign in _OPERATORS for sign in signs)
    dated = any(len(one) > 1 and one[0] == "0" and one[1] != "." for one in numbers)
    beside = any(
        gap.isspace() and left[0].isalnum() and right[0].isalnum()
        for left, gap, right in zip(signs, signs[1:], signs[2:], strict=False)
    )
    if (
        not known
        or dated
        or beside
        or any(len(one) > 2 or one.isupper() for one in words)
        or _ABBREVIATION.fullmatch(body)
    ):
        return False
    if not signs or signs[-1] in _OPERATORS:
        return False
    if not letters and len(numbers) == 1:
        return len(numbers[0]) < 4
    return bool(letters or len(numbers) > 1) and not _OPERATORS.isdisjoint(signs)


def is_wordless(body: str) -> bool:
    """Is there something, and neither Hangul nor English words?"""
    return bool(body.strip()) and not _HANGUL.search(body) and not _TWO_WORDS.search(body)


def is_bracketed(body: str) -> bool:
    r"""Is the text between `\(` and `\)` meant as a formula?"""
    marked = re.search(r"\\[A-Za-z]|[\^_=<>+]", body) and re.search(r"\w", body)
    return bool(marked or SYMBOL.fullmatch(body))
