"""Watching a site's folders: watchdog says that something happened, a look at the disk says what.

Events may be lost (a queue that overflows, a folder that is replaced, a network drive), so a look is taken every two
seconds too. Reading files causes nothing: only what `stat` tells counts.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from fmnotes.notes.source import Signature
from fmnotes.preview.folders import differences, look, signature_at

Changed = set[tuple[str, str]]
"""Files that changed, by the name of their folder and their path below it."""

_KINDS: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileClosedEvent, FileMovedEvent, FileDeletedEvent,
    DirCreatedEvent, DirMovedEvent, DirDeletedEvent,
]  # fmt: skip
_QUIET = 0.025
_LONGEST = 0.3
_HEARTBEAT = 2.0
_LOCKED = 2.0
_EMPTY = 0.5
"""Some programs empty a file, and fill it a moment later."""


class _Wake(FileSystemEventHandler):
    """Sets the event; `paths` are what it was about, since they were last taken."""

    def __init__(self, wake: threading.Event) -> None:
        self._wake = wake
        self.paths: set[str] = set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.paths |= {str(path) for path in (event.src_path, event.dest_path) if path}
        self._wake.set()

    def taken(self) -> set[str]:
        taken, self.paths = self.paths, set()
        return taken


class Watcher:
    """Calls `act` with what changed, one change after another, until it is stopped."""

    def __init__(self, folders: Callable[[], Mapping[str, Path]], skip: frozenset[Path], *, poll: bool) -> None:
        self._folders, self._skip, self._poll = folders, skip, poll
        self._wake, self._stopped = threading.Event(), threading.Event()
        self._handler = _Wake(self._wake)
        self._observer: Any = None
        self._watched: dict[str, int] = {}
        self._seen: dict[tuple[str, str], Signature] = self._look()

    def start(self) -> str:
        """Begin to watch; returns why events are not to be had (then the disk is looked at), or nothing."""
        handler, reason = self._handler, ""
        if not self._poll:
            try:
                self._observer = Observer()
                self._schedule(handler)
                self._observer.start()
            except OSError as problem:
                reason = str(problem)
                self._observer = None
        if self._observer is None:
            self._observer = PollingObserver(timeout=1.0)
            self._schedule(handler)
            self._observer.start()
        return reason

    def _schedule(self, handler: _Wake) -> None:
        self._watched = self._places()
        for folder in self._folders().values():
            if folder.is_dir():
                self._observer.schedule(handler, str(folder), recursive=True, event_filter=_KINDS)
            elif folder.parent.is_dir():
                self._observer.schedule(handler, str(folder.parent), recursive=False, event_filter=_KINDS)

    def run(self, act: Callable[[Changed], None]) -> None:
        """Until `stop` is called."""
        while not self._stopped.is_set():
            self._wake.wait(_HEARTBEAT)
            if self._stopped.is_set():
                return
            hints: set[str] = set()
            if self._wake.is_set():
                self._settle()
                hints = self._handler.taken()
            changed = self._saved(hints)
            if changed is None:
                changed = self.changed()
            if changed:
                act(changed)
            if self._places() != self._watched:
                self._watch_again()

    def _places(self) -> dict[str, int]:
        """The folders that are watched, and which they are: one that was replaced tells nothing any more."""
        found: dict[str, int] = {}
        for folder in self._folders().values():
            with suppress(OSError):
                found[str(folder)] = folder.stat().st_ino
        return found

    def _watch_again(self) -> None:
        # Where that fails, the look at the disk every two seconds remains.
        with suppress(OSError):
            self._observer.unschedule_all()
            self._schedule(self._handler)

    def _saved(self, hints: set[str]) -> Changed | None:
        """What of `hints` changed, where all are files that were there and still are; else None: look at everything."""
        watched = self._folders()
        folders = [(f"{folder}{os.sep}", name) for name, folder in watched.items() if folder.is_dir()]
        if not hints.isdisjoint(map(str, watched.values())):
            return None
        now: dict[tuple[str, str], Signature] = {}
        for hint in hints:
            keys = (
                (name, hint[len(start) :].replace(os.sep, "/")) for start, name in folders if hint.startswith(start)
            )
            key = next(keys, None)
            signature = signature_at(hint) if key in self._seen else None
            if key is None or signature is None or signature[1] == 0:
                return None
            now[key] = signature
        found = {key for key, signature in now.items() if self._seen[key] != signature}
        self._seen.update(now)
        return found or None

    def changed(self) -> Changed:
        """What differs from the last look; a file that was just emptied is given time to be written."""
        now, until = self._look(), time.monotonic() + _EMPTY
        found = differences(self._seen, now)
        while time.monotonic() < until and any(self._was_emptied(key, now) for key in found):
            time.sleep(0.05)
            now = self._look()
            found = differences(self._seen, now)
        self._seen = now
        return found

    def _was_emptied(self, key: tuple[str, str], now: Mapping[tuple[str, str], Signature]) -> bool:
        return key in now and now[key][1] == 0 and self._seen.get(key, (0, 1, 0, 0))[1] > 0

    def stop(self) -> None:
        self._stopped.set()
        self._wake.set()
        if self._observer is not None:
            self._observer.stop()

    def _settle(self) -> None:
        """Wait until it is quiet, but not for long; and for git to be done."""
        begin = time.monotonic()
        while time.monotonic() - begin < _LONGEST:
            self._wake.clear()
            if not self._wake.wait(_QUIET):
                break
        notes = self._folders()["notes"]
        lock = next((git for one in (notes, *notes.parents) if (git := one / ".git").is_dir()), notes) / "index.lock"
        while lock.exists() and time.monotonic() - begin < _LOCKED:
            time.sleep(0.05)
        self._wake.clear()

    def _look(self) -> dict[tuple[str, str], Signature]:
        return look(self._folders(), self._skip)
