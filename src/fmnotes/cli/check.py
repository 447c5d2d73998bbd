"""`fmnotes check`: every diagnostic, and no site. `--fix` mends notes, `--external` remembers answers."""

from __future__ import annotations

from fmnotes.cli.build import exit_code, read_summary
from fmnotes.cli.fix import mend_notes
from fmnotes.cli.settings import CommandOptions, settings
from fmnotes.site.check import Checks, check
from fmnotes.site.plan import BuildOptions


def run_check(given: CommandOptions) -> int:
    """Report every problem of `given.folder`; returns the exit code."""
    config, reporter = settings(given)
    if given.fix:
        mend_notes(config, reporter, sure=given.yes)
    options = BuildOptions(given.now, config.output, given.drafts, given.strict, texts=True)
    result = check(config, options, reporter.progress, Checks(given.links, given.external))
    if given.form == "text":
        reporter.problems(result.diagnostics)
    else:
        reporter.machine_problems(result.diagnostics, given.form)
    read_summary(reporter, result.outcome)
    reporter.counts(result.diagnostics)
    return exit_code(result.diagnostics, strict=given.strict)
