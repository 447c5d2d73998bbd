"""`fmnotes check`: every diagnostic, nothing written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from fmnotes.cli.build import exit_code, read_summary
from fmnotes.cli.settings import UsageError, settings
from fmnotes.site.build import BuildOptions, check


def run_check(
    *,
    folder: Path,
    now: datetime,
    lang: str | None = None,
    strict: bool = False,
    base_url: str | None = None,
    html: str | None = None,
    drafts: bool = False,
) -> int:
    """Report every problem of `folder`; returns the exit code."""
    try:
        config, reporter = settings(folder, lang, base_url=base_url, html=html)
    except UsageError as problem:
        return problem.code
    options = BuildOptions(now, config.output, drafts=drafts, strict=strict)
    result = check(config, options, reporter.progress)
    reporter.problems(result.diagnostics)
    read_summary(reporter, result)
    reporter.counts(result.diagnostics)
    return exit_code(result.diagnostics, strict=strict)
