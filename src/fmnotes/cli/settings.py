"""The configuration that a command works with: the file's, and what the command line says on top of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from fmnotes.cli.report import EXIT_USAGE, Reporter
from fmnotes.config import KEYS, Config, InvalidValueError, load_config
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.markdown.formulas import FormulaError, FormulaRenderer


class UsageError(Exception):
    """The command cannot start; everything has been said. `code` is the exit code."""

    code = EXIT_USAGE


@dataclass(frozen=True, slots=True)
class CommandOptions:
    """What the command line says; None where it says nothing and the configuration holds."""

    folder: Path
    now: datetime
    lang: str | None = None
    strict: bool = False
    base_url: str | None = None
    html: str | None = None
    out: Path | None = None
    drafts: bool = False
    keep_going: bool = False
    form: str = "text"
    fix: bool = False
    yes: bool = False


def settings(options: CommandOptions) -> tuple[Config, Reporter]:
    """Load the folder's configuration and lay the options over it. Raises UsageError after printing why."""
    if not options.folder.is_dir():
        code = "folder-is-file" if options.folder.is_file() else "folder-missing"
        missing = diagnose(code, Place(), path=options.folder)
        raise _refused(Reporter.for_language(options.lang, ""), [missing])
    config, problems = configuration(options)
    reporter = Reporter.for_language(options.lang, config.language if config else "")
    if config is None:
        raise _refused(reporter, problems)
    return config, reporter


def configuration(options: CommandOptions) -> tuple[Config | None, list[Diagnostic]]:
    """The folder's configuration with the options on top of it; None with the diagnostics where anything is wrong."""
    config, problems = load_config(options.folder)
    if config is None:
        return None, problems
    for key, value in {"base_url": options.base_url, "html": options.html}.items():
        if value is None:
            continue
        try:
            checked: dict[str, Any] = {key: KEYS[key](value)}
        except InvalidValueError as expected:
            name = "--" + key.replace("_", "-")
            return None, [diagnose("config-value", Place(), key=name, ko=expected.ko, en=expected.en)]
        config = replace(config, **checked)
    try:
        FormulaRenderer(config.macros)
    except FormulaError as problem:
        return None, [diagnose("config-value", Place(), key="macros", ko=problem, en=problem)]
    return config, problems


def _refused(reporter: Reporter, problems: list[Diagnostic]) -> UsageError:
    reporter.problems(problems)
    return UsageError()


def refuse(reporter: Reporter, problem: Diagnostic) -> int:
    """Print one usage problem; returns the exit code."""
    reporter.problems([problem])
    return EXIT_USAGE
