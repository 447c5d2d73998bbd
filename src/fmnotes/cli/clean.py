"""`fmnotes clean`: forget what was parsed. What was written is remembered: it guards the output folder (DESIGN 7)."""

from __future__ import annotations

from fmnotes.cli.report import EXIT_FINE
from fmnotes.cli.settings import CommandOptions, UsageError, refuse, settings
from fmnotes.diagnostics import Place, diagnose
from fmnotes.site.cache import NAME, remove
from fmnotes.site.lock import LockedError, build_lock
from fmnotes.site.manifest import state_folder

_KEPT = ("outcome-*.json", "library-*.json", "search-*.json", "math-*.woff", "links.json")


def run_clean(given: CommandOptions) -> int:
    """Empty the cache of `given.folder`, and only it; returns the exit code."""
    try:
        config, reporter = settings(given)
    except UsageError as problem:
        return problem.code
    state = state_folder(config)
    path = state / NAME
    try:
        size = path.stat().st_size // 1000 if path.is_file() else 0
        if state.is_dir():
            with build_lock(state):
                remove(path)
                for file in [one for pattern in _KEPT for one in state.glob(pattern)]:
                    file.unlink(missing_ok=True)
    except LockedError as other:
        return refuse(reporter, diagnose("build-locked", Place(), pid=other))
    except OSError as problem:
        return refuse(reporter, diagnose("output-write", Place(), path=problem.filename, problem=problem.strerror))
    reporter.say(f"캐시를 비웠습니다 ({size} kB): {state}", f"emptied the cache ({size} kB): {state}")
    return EXIT_FINE
