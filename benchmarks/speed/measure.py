"""One command, timed; or watched for the memory of all its processes together (Linux)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class Command(NamedTuple):
    """What is run, where, and with which variables beside those of this process."""

    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str]


def seconds(command: Command) -> float:
    """How long it takes. Raises CalledProcessError."""
    start = time.perf_counter()
    _done(_begun(command))
    return time.perf_counter() - start


def memory(command: Command) -> float:
    """The most that it and its children hold at one time, in MB: pages that they share count once (PSS).

    Raises CalledProcessError.
    """
    return watched(command, 0.1)[1]


def watched(command: Command, pause: float) -> tuple[float, float]:
    """Seconds and that memory in one; a look every `pause` seconds, which takes time itself where there is much to see.

    Raises CalledProcessError.
    """
    start = time.perf_counter()
    process, most = _begun(command), 0.0
    while process.poll() is None:
        most = max(most, sum(_shared(pid) for pid in _tree(process.pid)))
        with suppress(subprocess.TimeoutExpired):
            process.wait(pause)
    took = time.perf_counter() - start
    _done(process)
    return took, most / 1000


def _begun(command: Command) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **command.environment}
    return subprocess.Popen(
        command.words, cwd=command.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _done(process: subprocess.Popen[bytes]) -> None:
    if process.wait():
        raise subprocess.CalledProcessError(process.returncode, process.args)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                yield from _tree(int(child))


def _shared(pid: int) -> float:
    """The proportional set size of a process in kB."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return float(line.split()[1])
    return 0.0
