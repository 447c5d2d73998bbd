"""When the times of a file tell whether it is the same."""

from __future__ import annotations

from fmnotes.notes.folder import Reading
from fmnotes.notes.source import Known

_TICK = 50_000_000
_WHOLE_SECOND = 2_000_000_000
"""Two changes within so much may leave one time: where times are kept finely, and where in whole seconds."""


def is_settled(newest: int, now: int) -> bool:
    """Was a file that changed at `newest` (ns) left alone long enough that another change would show in its times?"""
    return now - newest > (_TICK if newest % 1_000_000_000 else _WHOLE_SECOND)


def settled_texts(reading: Reading) -> Known:
    """The texts that need not be read again as long as their files have the same times."""
    return {
        one.path: (one.signature, one.digest)
        for one in reading.sources
        if is_settled(max(one.signature[0], one.signature[3]), reading.looked)
    }
