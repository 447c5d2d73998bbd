"""What the server and the watcher share: the newest snapshot, and who waits for the next."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import NamedTuple

from fmnotes.preview.snapshot import Snapshot


class News(NamedTuple):
    """What the browsers are told: the version, whether style sheets or pictures changed, where the author writes."""

    version: int
    styles: bool = False
    pictures: bool = False
    follow: str = ""


@dataclass
class Live:
    """One writer (the watcher) publishes; any number of readers look or wait."""

    snapshot: Snapshot
    news: News = field(default_factory=lambda: News(0))
    closed: bool = False
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def publish(self, snapshot: Snapshot, *, styles: bool = False, pictures: bool = False, follow: str = "") -> None:
        with self._changed:
            self.snapshot = snapshot
            self.news = News(snapshot.version, styles, pictures, follow)
            self._changed.notify_all()

    def exchange(self, old: Snapshot, new: Snapshot) -> None:
        """Put `new`, which shows the same, in the place of `old`, if that is still the newest."""
        with self._changed:
            if self.snapshot is old:
                self.snapshot = new

    def wait(self, version: int, seconds: float) -> News:
        """The news after `version`; the same as before when nothing happens for `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self.news.version > version, seconds)
            return self.news

    def close(self) -> None:
        """Let all who wait go."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()
