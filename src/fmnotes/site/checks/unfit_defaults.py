"""`[[defaults]]` that no note gets: a slip in its path may publish what was meant to be hidden."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from fmnotes.config import Config, Defaults
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.notes.dialects import SWITCHES, key_name
from fmnotes.notes.folder import Reading
from fmnotes.notes.slips import misspelt
from fmnotes.text.nearest import nearest
from fmnotes.text.regex import regex

_TABLE = regex(r"\s*\[\[\s*(?:tool\.fmnotes\.)?defaults\s*\]\]")


def unfit_defaults(reading: Reading, config: Config) -> Iterator[Diagnostic]:
    """Tables for which there is no note, nor a folder, and keys in them that are slips."""
    paths = [*(source.path for source in reading.sources), *reading.failed]
    for number, one in enumerate(config.defaults):
        for key, _ in one.values:
            if meant := misspelt(key_name(key)):
                yield diagnose("defaults-misspelt", _place(config, number), key=key, close=meant)
        if not one.path or any(map(one.fits, paths)) or any((config.notes / part).exists() for part in one.folders):
            continue
        folders = {path.rpartition("/")[0] for path in paths} - {""}
        close = [name for name, _ in nearest(one.path, sorted(folders), least=60)]
        code = "defaults-hide-nothing" if _hides(one) else "defaults-unused"
        yield diagnose(code, _place(config, number), path=one.path, close=close[0] if close else "…")


def _hides(one: Defaults) -> bool:
    return any(key_name(key) in SWITCHES for key, _ in one.values)


def _place(config: Config, number: int) -> Place:
    """Where table `number` (from 0) begins in the configuration."""
    if config.file is None:
        return Place()
    with suppress(OSError, UnicodeDecodeError):
        lines = config.file.read_text("utf-8-sig").splitlines()
        found = [(at, line) for at, line in enumerate(lines, 1) if _TABLE.match(line)]
        if number < len(found):
            return Place(config.file.name, found[number][0], 1, len(found[number][1]), found[number][1])
    return Place(config.file.name)
