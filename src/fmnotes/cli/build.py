"""`fmnotes build`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from fmnotes.cli.report import EXIT_FINE, EXIT_PROBLEMS, Reporter
from fmnotes.cli.settings import UsageError, refuse, settings
from fmnotes.config import output_refusal
from fmnotes.diagnostics import Diagnostic, Place, Severity, diagnose
from fmnotes.site.build import BuildOptions, BuildResult, build


def run_build(
    *,
    folder: Path,
    now: datetime,
    lang: str | None = None,
    strict: bool = False,
    base_url: str | None = None,
    html: str | None = None,
    out: Path | None = None,
    drafts: bool = False,
    keep_going: bool = False,
) -> int:
    """Build the site of `folder`; returns the exit code."""
    try:
        config, reporter = settings(folder, lang, base_url=base_url, html=html)
    except UsageError as problem:
        return problem.code
    if drafts and out is None:
        return refuse(reporter, diagnose("drafts-need-out", Place()))
    output = out.resolve() if out else config.output
    refused = output_refusal(config, output)
    if refused is None and drafts and output == config.output:
        return refuse(reporter, diagnose("drafts-need-out", Place()))
    if refused:
        return refuse(reporter, diagnose("output-refused", Place(), path=output, ko=refused[0], en=refused[1]))
    options = BuildOptions(now, output, drafts=drafts, strict=strict, keep_going=keep_going)
    result = build(config, options, reporter.progress)
    reporter.problems(result.diagnostics)
    _summary(reporter, result, output)
    return exit_code(result.diagnostics, strict=strict)


def exit_code(found: tuple[Diagnostic, ...], *, strict: bool) -> int:
    worst = Severity.WARNING if strict else Severity.ERROR
    return EXIT_PROBLEMS if any(one.severity >= worst for one in found) else EXIT_FINE


def _summary(reporter: Reporter, result: BuildResult, output: Path) -> None:
    read_summary(reporter, result)
    reporter.counts(result.diagnostics)
    if not result.wrote:
        reporter.say("아무것도 쓰지 않았습니다", "nothing was written")
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
        f"{result.read} notes: {shown} shown, {total} hidden" + (f" ({reasons})" if reasons else "") + f", {failed} in error",
    )
    if result.failed:
        reporter.say("오류가 있는 노트:", "notes in error:")
        for path in result.failed:
            reporter.say(f"  {path}", f"  {path}")
    if result.reading.skipped:
        skipped = ", ".join(f"{reporter.reason(name)} {count}" for name, count in result.reading.skipped)
        reporter.say(f"건너뜀: {skipped}", f"skipped: {skipped}")
