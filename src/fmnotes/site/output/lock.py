"""One build at a time for each site: a lock that vanishes with its process."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from fmnotes.site.state import make_state_folder

_PATIENCE = 10.0


class LockedError(Exception):
    """Another build holds the lock; `str()` is its process id."""


@contextmanager
def build_lock(folder: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock in `folder`; wait up to `patience` seconds for another build. Raises LockedError and OSError."""
    make_state_folder(folder)
    with (folder / "lock").open("a+", encoding="utf-8") as file:
        deadline = time.monotonic() + patience
        while not _try_lock(file):
            if time.monotonic() > deadline:
                file.seek(0)
                raise LockedError(file.read().strip() or "?")
            time.sleep(0.1)
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[str]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
