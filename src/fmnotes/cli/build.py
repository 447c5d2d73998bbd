"""`fmnotes build`."""

from __future__ import annotations

from pathlib import Path

from fmnotes.cli.report import EXIT_FINE, EXIT_PROBLEMS, Reporter
from fmnotes.cli.settings import CommandOptions, UsageError, refuse, settings
from fmnotes.config import output_refusal
from fmnotes.diagnostics import Diagnostic, Place, Severity, diagnose
from fmnotes.site.build import BuildResult, build
from fmnotes.site.plan import BuildOptions


def run_build(given: CommandOptions) -> int:
    """Build the site of `given.folder`; returns the exit code."""
    try:
        config, reporter = settings(given)
    except UsageError as problem:
        return problem.code
    if given.out and given.out.is_symlink():
        return refuse(reporter, diagnose("output-link", Place(), path=given.out))
    output = given.out.resolve() if given.out else config.output
    if given.drafts and (given.out is None or output == config.output):
        return refuse(reporter, diagnose("drafts-need-out", Place()))
    if refused := output_refusal(config, output):
        return refuse(reporter, diagnose("output-refused", Place(), path=output, ko=refused[0], en=refused[1]))
    options = BuildOptions(given.now, output, given.drafts, given.strict, given.keep_going, given.untrusted)
    result = build(config, options, reporter.progress)
    reporter.problems(result.diagnostics)
    _summary(reporter, result, output)
    return exit_code(result.diagnostics, strict=given.strict)


def exit_code(found: tuple[Diagnostic, ...], *, strict: bool) -> int:
    worst = Severity.WARNING if strict else Severity.ERROR
    return EXIT_PROBLEMS if any(one.severity >= worst for one in found) else EXIT_FINE


def _summary(reporter: Reporter, result: BuildResult, output: Path) -> None:
    read_summary(reporter, result)
    reporter.counts(result.diagnostics)
    if not result.wrote:
        errors = any(one.severity is Severity.ERROR for one in result.diagnostics)
        reporter.say(
            "아무것도 쓰지 않았습니다" + ("" if errors else " (--strict: 경고를 오류로 봅니다)"),
            "nothing was written" + ("" if errors else " (--strict takes warnings for errors)"),
        )
        return
    done, seconds = result.synced, reporter.seconds()
    reporter.say(
        f"페이지 {result.pages}개, 첨부 {result.assets}개 → {output} "
        f"(새로 씀 {done.written}, 그대로 {done.unchanged}, 지움 {done.deleted}), {seconds}초",
        f"{result.pages} pages, {result.assets} attachments → {output} "
        f"({done.written} written, {done.unchanged} unchanged, {done.deleted} deleted), {seconds} s",
    )


def read_summary(reporter: Reporter, result: BuildResult) -> None:
    """What was read, what is shown, and what is not and why: the three add up."""
    hidden = result.hidden
    shown, failed = len(result.library.notes), len(result.failed)
    reasons = ", ".join(f"{reporter.reason(name)} {count}" for name, count in sorted(hidden.items()))
    total = hidden.total()
    reporter.say(
        f"노트 {result.read}개: 보임 {shown}, 숨김 {total}" + (f" ({reasons})" if reasons else "") + f", 오류 {failed}",
        f"{result.read} notes: {shown} shown, {total} hidden"
        + (f" ({reasons})" if reasons else "")
        + f", {failed} in error",
    )
    if result.failed:
        reporter.say("오류가 있는 노트:", "notes in error:")
        for path in result.failed:
            reporter.listed(path)
    if result.reading.skipped:
        skipped = ", ".join(f"{reporter.reason(name)} {count}" for name, count in result.reading.skipped)
        reporter.say(f"건너뜀: {skipped}", f"skipped: {skipped}")
