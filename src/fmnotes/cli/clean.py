"""`fmnotes clean`: forget what was parsed. What was written is remembered: it guards the output folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fmnotes.cli.exit_codes import EXIT_FINE
from fmnotes.cli.settings import CommandOptions, refuse, settings
from fmnotes.diagnostics import Place, diagnose, unwritten
from fmnotes.site.cache.database import NAME, remove
from fmnotes.site.output.lock import LockedError, build_lock
from fmnotes.site.state import state_folder

_REMADE = ("outcome-*.json", "library-*.json", "search-*.json", "math-*.woff", "links.json")
"""What is remembered beside the cache, and can be made again."""


def run_clean(given: CommandOptions) -> int:
    """Empty the cache of `given.folder`, and that of its preview; returns the exit code."""
    config, reporter = settings(given)
    states = list(dict.fromkeys([state_folder(config), state_folder(replace(config, file=None))]))
    try:
        size = sum(_emptied(state) for state in states if state.is_dir()) // 1000
    except LockedError as other:
        return refuse(reporter, diagnose("build-locked", Place(), pid=other))
    except OSError as problem:
        return refuse(reporter, unwritten(problem))
    told = ", ".join(map(str, states))
    reporter.say(f"캐시를 비웠습니다 ({size} kB): {told}", f"emptied the cache ({size} kB): {told}")
    return EXIT_FINE


def _emptied(state: Path) -> int:
    """How many bytes the cache had. Raises LockedError and OSError."""
    path = state / NAME
    with build_lock(state):
        size = path.stat().st_size if path.is_file() else 0
        remove(path)
        for file in [one for pattern in _REMADE for one in state.glob(pattern)]:
            file.unlink(missing_ok=True)
    return size
