"""Patterns that are compiled when they are first asked.

The program has hundreds of them, and the notes of a folder ask few: to compile them all took a quarter of its start.
"""

from __future__ import annotations

import re
from typing import AnyStr, cast

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "groups", "groupindex")


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` returns, for every use of it but `isinstance`. A slip in `pattern` is raised at the first.

    The `re` of what it finds is another object.
    """
    return cast("re.Pattern[AnyStr]", _Uncompiled(pattern, flags))


class Regex:
    """Has what the compiled pattern has as attributes of its own, so that a call of them goes nowhere else first."""

    __slots__ = ("flags", "pattern", *_ASKED)

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self.flags = pattern, flags


class _Uncompiled(Regex):
    __slots__ = ()

    def __getattr__(self, name: str) -> object:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for each in _ASKED:
            setattr(self, each, getattr(compiled, each))
        # From here on an attribute is looked up without a detour (two threads may both come here, to the same end).
        self.__class__ = Regex  # type: ignore[assignment]
        return getattr(self, name)
