"""One preview: the sentence that names its parts."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from fmnotes.config import CONFIGURATIONS, TERMS, Config
from fmnotes.diagnostics import Diagnostic, Severity
from fmnotes.foreign import tool_files
from fmnotes.notes.file_names import NOTE_SUFFIXES
from fmnotes.notes.vault import settings_files
from fmnotes.preview.changes import first, quick, thorough
from fmnotes.preview.clock import clock_from
from fmnotes.preview.live import Live
from fmnotes.preview.snapshot import Snapshot
from fmnotes.preview.watch import Changed, Watcher
from fmnotes.site.plan import BuildOptions, not_notes
from fmnotes.site.texts import Progress
from fmnotes.site.theme.folder import theme_folder

Told = Callable[["Update"], None]
Load = Callable[[], tuple[Config | None, list[Diagnostic]]]
"""Reads the configuration again, with what the command line says on top of it."""
_PICTURED = frozenset({"notes", "static"})
_QUIET = 1.5
"""After the start the browser is served first."""


@dataclass(frozen=True, slots=True)
class Watching:
    """How changes are looked for, and whether browsers are led to the note that is written."""

    poll: bool = False
    follow: bool = False


@dataclass(frozen=True, slots=True)
class Update:
    """One change that was taken in: which files, how long it took, what is wrong since then."""

    files: tuple[str, ...]
    seconds: float
    snapshot: Snapshot
    problems: tuple[Diagnostic, ...] = ()
    """What is wrong with the configuration, where it was read again; errors that were not there before."""


class Preview:
    """Keeps a `Live` up to date with the folders of its configuration."""

    def __init__(
        self, config: Config, options: BuildOptions, progress: Progress, watching: Watching, load: Load
    ) -> None:
        self._config, self._follow, self._load = config, watching.follow, load
        above = (file for file in tool_files(config.root.parent) if file.is_file())
        self._of_tools = {str(file): file for file in (*tool_files(config.root), *above)}
        self._first_options, self.clock = options, clock_from(options.now)
        self._watcher = Watcher(self._folders, not_notes(config, options.output), poll=watching.poll)
        self.live = Live(first(config, options, progress))
        self._stopped = threading.Event()
        self._misconfigured: list[Diagnostic] = []
        self._broken = self.live.snapshot.theme.compile_all()
        if self._broken:
            self.live.exchange(self.live.snapshot, replace(self.live.snapshot, others=tuple(self._broken)))

    @property
    def _options(self) -> BuildOptions:
        """What the command line said, at the time that it is."""
        return replace(self._first_options, now=self.clock())

    def _folders(self) -> Mapping[str, Path]:
        config = self._config
        folders = {"notes": config.notes, "theme": theme_folder()}
        if config.file:
            folders |= {"templates": config.templates, "static": config.static}
        folders |= {str(file): file for file in settings_files(config)}
        return folders | self._of_tools | {name: config.root / name for name in (*CONFIGURATIONS, TERMS)}

    def watch(self, told: Told, failed: Callable[[Exception], None]) -> str:
        """Take in changes from now on, in a thread; returns why events are not to be had, or nothing.

        Whatever goes wrong with one change, the next is looked at.
        """

        def act(changed: Changed) -> None:
            try:
                told(self.take_in(changed))
            except Exception as problem:
                with suppress(Exception):
                    failed(problem)

        reason = self._watcher.start()
        threading.Thread(target=self._warm_up, daemon=True).start()
        threading.Thread(target=self._watcher.run, args=(act,), daemon=True).start()
        return reason

    def _warm_up(self) -> None:
        """What was taken over from an earlier run is made ready, so that the first edit of a title is quick too."""
        old = self.live.snapshot
        if old.plan.again and not self._stopped.wait(_QUIET):
            with suppress(Exception):
                new = thorough(old, self._config, self._options)
                self.live.exchange(old, replace(new, version=old.version, others=old.others))

    def take_in(self, changed: Changed) -> Update:
        """The next snapshot, published as soon as it is there."""
        start = time.perf_counter()
        old = self.live.snapshot
        own = any(name in CONFIGURATIONS for name, _ in changed)
        configured = own or any(name in self._of_tools for name, _ in changed)
        if configured and (self._config.file is None or self._config.file.exists()):
            # One that is gone will come back, or was renamed by an editor: until then the old one holds.
            config, self._misconfigured = self._load()
            self._config = config or self._config
        notes = [path for name, path in changed if name == "notes"]
        only_notes = len(notes) == len(changed) and all(path in old.notes for path in notes)
        made = quick(old, notes) if only_notes else None
        made = made or thorough(old, self._config, self._options)
        if configured or any(name in {"templates", "theme"} for name, _ in changed):
            self._broken = made.theme.compile_all()
        made = replace(made, others=(*self._misconfigured, *self._broken))
        styles = configured or any(path.endswith(".css") for _, path in changed)
        pictures = any(not path.endswith((*NOTE_SUFFIXES, ".css")) for name, path in changed if name in _PICTURED)
        self.live.publish(
            made, styles=styles, pictures=pictures, follow=_written(old, made, notes) if self._follow else ""
        )
        seconds = time.perf_counter() - start
        told = dict.fromkeys([*(self._misconfigured if own else ()), *_new_errors(old, made)])
        return Update(tuple(sorted({path for _, path in changed})), seconds, made, tuple(told))

    def stop(self) -> None:
        self._stopped.set()
        self._watcher.stop()
        self.live.close()


def _new_errors(old: Snapshot, new: Snapshot) -> list[Diagnostic]:
    """What stops a build now and did not before; where it stands may have moved."""
    known = set(map(_sign, old.problems))
    return [one for one in new.problems if one.severity is Severity.ERROR and _sign(one) not in known]


def _sign(problem: Diagnostic) -> tuple[object, ...]:
    """What a problem is known again by, wherever in its file it stands by now."""
    return problem.place.path, problem.code, *(one for one in problem.values if one[0] != "offset")


def _written(old: Snapshot, new: Snapshot, notes: list[str]) -> str:
    """Where the author writes, if that is one note: its address, and the heading above the first line that differs."""
    address = new.plan.library.addresses.get(notes[0], "") if len(notes) == 1 else ""
    if not address:
        return ""
    before, now = (_lines(snapshot, notes[0]) for snapshot in (old, new))
    line = next((at for at, (left, right) in enumerate(zip(before, now, strict=False), 1) if left != right), len(now))
    above = [heading.id for heading in new.notes[notes[0]].outline.headings if heading.line <= line]
    return address + (f"#{above[-1]}" if above else "")


def _lines(snapshot: Snapshot, path: str) -> list[str]:
    return next((source.text.split("\n") for source in snapshot.plan.reading.sources if source.path == path), [])
