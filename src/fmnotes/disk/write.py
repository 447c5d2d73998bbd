"""Two ways to write a file: a new one, never over another, and one that takes the place of what was there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_LONGEST = 200
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def replace_whole(path: Path, data: str | bytes, mode: int | None = None) -> None:
    """Write a file that no reader ever sees half of. Raises OSError.

    A link in its place is replaced, never written through; `mode` are its rights.
    """
    short = path.name.encode("utf-8", "surrogateescape")[:_LONGEST].decode("utf-8", "ignore")
    temporary = path.with_name(f".{short}.fmnotes")
    temporary.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(temporary, _NEW, 0o644), "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode("utf-8"))
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def create(path: Path, data: str | bytes, top: Path) -> None:
    """Write a new file somewhere below `top`. Raises FileExistsError, and OSError where it cannot be written.

    What leads out of `top` by a link is refused: it may have come with a folder of others.
    """
    if not path.parent.resolve().is_relative_to(top.resolve()):
        raise OSError(errno.ELOOP, "a link", str(path.parent))
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, _NEW, 0o644), "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode("utf-8"))
