"""What a pattern can begin with, so that a text that begins otherwise need not be tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from typing import Any

Items = Iterable[tuple[Any, Any]]
Begins = tuple[frozenset[str], bool]
"""The characters that something can begin with, and whether it can also be empty."""

_READER = "re._parser"
ASCII = frozenset(map(chr, range(128)))
_NOTHING: frozenset[str] = frozenset()
_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip


@lru_cache(maxsize=4096)
def first_characters(pattern: re.Pattern[str]) -> frozenset[str]:
    """The ASCII characters that what `pattern` matches can begin with: all of them where it can also match nothing.

    Python's own reader of patterns is asked, which it does not promise to keep: without it, all of them.
    """
    with suppress(ImportError, AttributeError):
        items = import_module(_READER).parse(pattern.pattern, pattern.flags)
        found, empty = _first(items, folded=bool(pattern.flags & re.IGNORECASE))
        return ASCII if empty else found
    return ASCII


def _first(items: Items, *, folded: bool) -> Begins:
    """`folded`: are capitals and small letters the same?"""
    found = _NOTHING
    for operation, given in items:
        begins, empty = _OPERATIONS.get(operation.name, _anything)(given, folded)
        found |= begins
        if not empty:
            return found, False
    return found, True


def _anything(_: Any, folded: bool) -> Begins:
    return ASCII, True


def _nothing(_: Any, folded: bool) -> Begins:
    """What takes no character: whether it holds is asked by the pattern itself."""
    return _NOTHING, True


def _any_character(_: Any, folded: bool) -> Begins:
    return ASCII, False


def _literal(code: int, folded: bool) -> Begins:
    listed = _listed("LITERAL", code, folded)
    return ASCII if listed is None else listed, False


def _not_literal(code: int, folded: bool) -> Begins:
    return ASCII - (_listed("LITERAL", code, folded) or _NOTHING), False


def _set(items: Any, folded: bool) -> Begins:
    (first, _), *rest = items
    if first.name == "NEGATE":
        return ASCII - _NOTHING.union(*(_listed(one.name, given, folded) or _NOTHING for one, given in rest)), False
    listed = [_listed(one.name, given, folded) for one, given in items]
    return _NOTHING.union(*(ASCII if one is None else one for one in listed)), False


def _listed(name: str, given: Any, folded: bool) -> frozenset[str] | None:
    """The ASCII characters of one part of a set; None where they are not known."""
    if name == "CATEGORY":
        shape = _CATEGORIES.get(given.name)
        return frozenset(filter(re.compile(shape).match, ASCII)) if shape else None
    low, high = given if name == "RANGE" else (given, given)
    if name not in {"LITERAL", "RANGE"} or (folded and high >= len(ASCII)):
        # A few letters beyond ASCII are also capitals or small letters of one in it.
        return None
    found = frozenset(map(chr, range(low, min(high + 1, len(ASCII)))))
    return found | {letter.swapcase() for letter in found} if folded else found


def _branch(given: Any, folded: bool) -> Begins:
    begins = [_first(one, folded=folded) for one in given[1]]
    return _NOTHING.union(*(found for found, _ in begins)), any(empty for _, empty in begins)


def _group(given: Any, folded: bool) -> Begins:
    _, added, removed, items = given
    return _first(items, folded=bool((folded or added & re.IGNORECASE) and not removed & re.IGNORECASE))


def _repeated(given: Any, folded: bool) -> Begins:
    least, _, items = given
    found, empty = _first(items, folded=folded)
    return found, empty or not least


_OPERATIONS: Mapping[str, Callable[[Any, bool], Begins]] = {
    "LITERAL": _literal,
    "NOT_LITERAL": _not_literal,
    "ANY": _any_character,
    "IN": _set,
    "BRANCH": _branch,
    "SUBPATTERN": _group,
    "ATOMIC_GROUP": lambda items, folded: _first(items, folded=folded),
    "MAX_REPEAT": _repeated,
    "MIN_REPEAT": _repeated,
    "POSSESSIVE_REPEAT": _repeated,
    "AT": _nothing,
    "ASSERT": _nothing,
    "ASSERT_NOT": _nothing,
}
