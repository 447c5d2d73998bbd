"""Work shared out to processes that are forked from this one, and may be killed.

A worker inherits everything by the fork: a job is only a number, and what comes back is by value.
A worker that dies or does not answer costs the one job that did it, and nothing else.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import socket
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

if sys.platform != "win32":
    import resource

T = TypeVar("T")

WORTH = 150
"""Fewer jobs are done sooner than a process is made."""
_CHUNK = 16
_AHEAD = 2
PATIENCE = 60.0
_MOST_PAGES = 60_000
"""Pages of memory (4 KiB each) that a worker may come to have of its own. What it only looks at is copied: Python
counts in a value who uses it."""


class Lost(Enum):
    """A job without a result: its worker died, or did not answer in time."""

    DIED = "died"
    HUNG = "hung"


class _Raised(Enum):
    YES = "yes"


def share_out(
    work: Callable[[int], T],
    jobs: Sequence[int],
    *,
    apart: Set[int] = frozenset(),
    patience: float = PATIENCE,
    large: int = 0,
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[tuple[int, T | Lost]]:
    """Each job with its result, as they come: from a worker for each core where there is enough to do.

    The first `large` jobs take as long as many others. Those `apart` always go to a worker, which may be killed after
    `patience` seconds. Where this process cannot be forked, everything is done in it, as long as it takes no longer.
    What `work` raises is raised here. `meanwhile` is done here while workers work.
    """
    count = _cores()
    if sys.platform != "linux" or threading.active_count() > 1:
        shared: Set[int] = frozenset()
    elif len(jobs) >= WORTH and count > 1:
        shared = frozenset(jobs)
    else:
        shared = apart
    yield from ((job, _in_time(work, job, patience)) for job in jobs if job not in shared)
    if shared:
        portions = _portions([job for job in jobs if job in shared], count, large)
        yield from _Crew(work, portions, count, patience).results(meanwhile)


class _TooLongError(BaseException):
    """Raised into work that takes too long; no handler of it takes this for a problem of its own."""


def _in_time(work: Callable[[int], T], job: int, patience: float) -> T | Lost:
    """A job done in this process, given up after `patience` seconds where a timer can interrupt it.

    Patterns and all other work in Python can be; where it is not the main thread that works, nothing is.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return work(job)
    before = signal.signal(signal.SIGALRM, _interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, patience)
        return work(job)
    except _TooLongError:
        return Lost.HUNG
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _interrupt(*_: object) -> None:
    raise _TooLongError


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _portions(jobs: Sequence[int], processes: int, large: int) -> Iterator[Sequence[int]]:
    """Large jobs alone, then many at once; the last in small portions, so that no worker is left alone with many."""
    last = max(large, len(jobs) - _CHUNK * 2 * processes)
    starts = [*range(large), *range(large, last, _CHUNK), *range(last, len(jobs), _CHUNK // 4), len(jobs)]
    return (jobs[start:end] for start, end in pairwise(starts))


@dataclass(eq=False)
class _Worker:
    process: ForkProcess
    connection: Connection
    chunks: deque[Sequence[int]] = field(default_factory=deque)
    since: float = 0.0
    """When it began the first of its chunks."""
    spent: bool = False
    """Does it hold so much that another takes its place once it has done its chunks?"""


class _Crew:
    def __init__(
        self, work: Callable[[int], Any], portions: Iterable[Sequence[int]], processes: int, patience: float
    ) -> None:
        self._work, self._patience, self._size = work, patience, processes
        self._waiting = deque(portions)
        self._workers: list[_Worker] = []
        self._died: set[int] = set()
        """Jobs that a worker died of, or with."""

    def results(self, meanwhile: Callable[[], object]) -> Iterator[tuple[int, Any]]:
        try:
            self._assign()
            meanwhile()
            while self._waiting or any(worker.chunks for worker in self._workers):
                self._assign()
                busy = {worker.connection: worker for worker in self._workers if worker.chunks}
                deadline = min(worker.since for worker in busy.values()) + self._patience
                for ready in wait(list(busy), max(0.0, deadline - time.monotonic())):
                    yield from self._received(busy[ready])  # type: ignore[index]
                for worker in [one for one in self._workers if one.chunks]:
                    if time.monotonic() > worker.since + self._patience:
                        yield from self._lost(worker, Lost.HUNG)
        finally:
            for worker in self._workers:
                _dismiss(worker)

    def _assign(self) -> None:
        """Give every worker a chunk, and then one more, so that none waits for this process to read its results."""
        while self._waiting and len(self._workers) < self._size:
            self._workers.append(self._hire())
        for depth in range(_AHEAD):
            for worker in self._workers:
                if self._waiting and len(worker.chunks) == depth and not worker.spent:
                    if not worker.chunks:
                        worker.since = time.monotonic()
                    worker.chunks.append(self._waiting.popleft())
                    # One that is dead by now tells so when its results are read.
                    with suppress(OSError):
                        worker.connection.send(worker.chunks[-1])

    def _hire(self) -> _Worker:
        ours, theirs = multiprocessing.Pipe()
        inherited = [ours, *(worker.connection for worker in self._workers)]
        fork = multiprocessing.get_context("fork")
        process = fork.Process(target=_serve, args=(theirs, inherited, self._work), daemon=True)
        process.start()
        theirs.close()
        _limit(ours, self._patience)
        return _Worker(process, ours)

    def _received(self, worker: _Worker) -> Iterator[tuple[int, Any]]:
        try:
            results, worker.spent = worker.connection.recv()
        except BlockingIOError:
            for other in self._workers:
                other.since = time.monotonic()
            yield from self._lost(worker, Lost.HUNG)
            return
        except (EOFError, OSError):
            yield from self._lost(worker, Lost.DIED)
            return
        worker.chunks.popleft()
        worker.since = time.monotonic()
        if worker.spent and not worker.chunks:
            self._workers.remove(worker)
            _dismiss(worker)
        for job, result in results:
            # What went wrong there goes wrong here too, and can be told in full.
            yield job, self._work(job) if result is _Raised.YES else result

    def _lost(self, worker: _Worker, lost: Lost) -> Iterator[tuple[int, Any]]:
        """A chunk that cost a worker is tried job by job; a job that hangs, or twice loses its worker, is lost."""
        self._workers.remove(worker)
        _dismiss(worker)
        suspect = worker.chunks.popleft()
        self._waiting.extendleft(worker.chunks)
        if len(suspect) == 1 and (lost is Lost.HUNG or suspect[0] in self._died):
            yield suspect[0], lost
        else:
            self._died.update(suspect if len(suspect) == 1 else ())
            self._waiting.extendleft([job] for job in suspect)


def _limit(connection: Connection, patience: float) -> None:
    """One that is stopped in the middle of a message is not waited for either: reading raises BlockingIOError."""
    with socket.socket(fileno=os.dup(connection.fileno())) as end:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", int(patience), int(patience % 1 * 1e6)))


def _dismiss(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.connection.close()


def _serve(connection: Connection, inherited: Sequence[Connection], work: Callable[[int], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What was inherited stays as it is, and shared; templates leave cycles behind with every page.
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()
    for other in inherited:
        other.close()
    try:
        while True:
            results = [(job, _attempt(work, job)) for job in connection.recv()]
            connection.send((results, _own_pages() > _MOST_PAGES))
    except (EOFError, OSError):
        return


def _own_pages() -> int:
    """How many pages of memory this process was given since it was forked."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def _attempt(work: Callable[[int], Any], job: int) -> Any:
    try:
        return work(job)
    except Exception:  # whatever it is, `_received` meets it again
        return _Raised.YES
