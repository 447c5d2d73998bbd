"""`fmnotes theme copy NAME` and `fmnotes theme diff`: a site's own files of the theme."""

from __future__ import annotations

from click.exceptions import Exit

from fmnotes.cli.exit_codes import EXIT_FINE, EXIT_PROBLEMS
from fmnotes.cli.report import Reporter
from fmnotes.cli.settings import CommandOptions, refuse, settings
from fmnotes.config import Config
from fmnotes.diagnostics import Place, diagnose, unwritten
from fmnotes.site.theme.overrides import Override, copy_file, overrides, theme_names
from fmnotes.text.nearest import nearest


def run_copy(given: CommandOptions, name: str) -> int:
    """Copy the theme's file `name` into the site's templates, where it takes the theme's place."""
    config, reporter = _configured(given)
    names = theme_names()
    wanted = name if name in names else f"static/{name}"
    if wanted not in names:
        close = nearest(name, names, least=40)
        return refuse(
            reporter, diagnose("theme-file-unknown", Place(), name=name, close=close[0][0] if close else names[0])
        )
    try:
        made = copy_file(wanted, config.templates)
    except FileExistsError as problem:
        return refuse(reporter, diagnose("override-exists", Place(), path=problem.filename))
    except OSError as problem:
        return refuse(reporter, unwritten(problem))
    shown = made.relative_to(config.root).as_posix() if made.is_relative_to(config.root) else str(made)
    reporter.answer(shown, shown)
    return EXIT_FINE


def run_diff(given: CommandOptions) -> int:
    """Say of each of the site's files whether the theme has changed under it; 1 where one is stale."""
    config, reporter = _configured(given)
    found = list(overrides(config.templates))
    for one in found:
        _tell(one, reporter)
    if not found:
        reporter.say("테마에서 바꾼 파일이 없습니다", "no file of the theme is overridden")
    return EXIT_PROBLEMS if any(one.state == "stale" for one in found) else EXIT_FINE


_STATES = {
    "current": ("테마와 맞습니다", "fits the theme"),
    "stale": ("테마가 바뀌었습니다", "the theme has changed"),
    "unknown": ("언제 복사했는지 모릅니다. 테마와 다른 곳:", "copied at some time; it differs from the theme in:"),
    "own": ("테마에 없는 파일", "not a file of the theme"),
}


def _tell(one: Override, reporter: Reporter) -> None:
    ko, en = _STATES[one.state]
    reporter.answer(f"{one.name}: {ko}", f"{one.name}: {en}")
    for block in one.missing:
        reporter.answer(f"  테마에 없는 블록: {block}", f"  the theme has no block {block}")
    for line in one.changes.splitlines():
        reporter.answer(line, line)


def _configured(given: CommandOptions) -> tuple[Config, Reporter]:
    """A folder without a configuration has no templates. Raises Exit."""
    config, reporter = settings(given)
    if config.file is None:
        raise Exit(refuse(reporter, diagnose("theme-needs-config", Place())))
    return config, reporter
