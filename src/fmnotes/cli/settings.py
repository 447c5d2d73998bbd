"""The configuration that a command works with: the file's, and what the command line says on top of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from fmnotes.cli.report import EXIT_USAGE, Reporter
from fmnotes.config import KEYS, Config, InvalidValue, load_config
from fmnotes.diagnostics import Diagnostic, Place, diagnose


class UsageError(Exception):
    """The command cannot start; everything has been said. `code` is the exit code."""

    code = EXIT_USAGE


def settings(folder: Path, lang: str | None, **given: Any) -> tuple[Config, Reporter]:
    """Load the configuration of `folder` and lay the options over it. Raises UsageError after printing why."""
    if not folder.is_dir():
        raise _refused(Reporter.for_language(lang, ""), [diagnose("folder-missing", Place(), path=folder)])
    config, problems = load_config(folder)
    reporter = Reporter.for_language(lang, config.language if config else "")
    if config is None:
        raise _refused(reporter, problems)
    for key, value in given.items():
        if value is None:
            continue
        try:
            config = replace(config, **{key: KEYS[key](value)})
        except InvalidValue as expected:
            name = "--" + key.replace("_", "-")
            problem = diagnose("config-value", Place(), key=name, ko=expected.ko, en=expected.en)
            raise _refused(reporter, [problem]) from None
    return config, reporter


def _refused(reporter: Reporter, problems: list[Diagnostic]) -> UsageError:
    reporter.problems(problems)
    return UsageError()


def refuse(reporter: Reporter, problem: Diagnostic) -> int:
    """Print one usage problem; returns the exit code."""
    reporter.problems([problem])
    return EXIT_USAGE
