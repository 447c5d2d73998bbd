"""The time in a preview, which may run for days: scheduled notes appear, and a new note has the day of today."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

Clock = Callable[[], datetime]


def clock_from(start: datetime) -> Clock:
    """A clock that shows `start` now."""
    begun = time.time()
    return lambda: start + timedelta(seconds=time.time() - begun)
