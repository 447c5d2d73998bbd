"""`fmnotes build`."""

from __future__ import annotations

from pathlib import Path

from fmnotes.cli.exit_codes import EXIT_FINE, EXIT_PROBLEMS
from fmnotes.cli.report import Reporter, counted
from fmnotes.cli.settings import CommandOptions, refuse, settings
from fmnotes.config import Config, output_refusal, resolved
from fmnotes.diagnostics import Diagnostic, Place, diagnose, stops, unwritten
from fmnotes.site.incremental.unchanged import Outcome, State, earlier, remember, state_of
from fmnotes.site.output.lock import LockedError, build_lock
from fmnotes.site.output.sync import Synced
from fmnotes.site.state import state_folder
from fmnotes.text.dates import today


def run_build(given: CommandOptions) -> int:
    """Build the site of `given.folder`; returns the exit code."""
    config, reporter = settings(given)
    if given.out and given.out.is_symlink():
        return refuse(reporter, diagnose("output-link", Place(), path=given.out))
    output = resolved(given.out) if given.out else config.output
    if given.drafts and (output == config.output or config.output in output.parents):
        return refuse(reporter, diagnose("drafts-need-out", Place()))
    if refused := output_refusal(config, output):
        return refuse(reporter, diagnose("output-refused", Place(), path=output, ko=refused[0], en=refused[1]))
    asked = (output, given.drafts, given.strict, given.keep_going, given.untrusted)
    try:
        with build_lock(state_folder(config)):
            state = state_of(
                config, asked, today(given.now, config.zone), [output, config.output, state_folder(config)]
            )
            if done := earlier(state_folder(config), output, state):
                return _told(reporter, given, done[0], Synced(unchanged=done[1]), output)
            return _build(config, given, output, state, reporter)
    except LockedError as other:
        return refuse(reporter, diagnose("build-locked", Place(), pid=other))
    except OSError as problem:
        return refuse(reporter, unwritten(problem, state_folder(config)))


def _build(config: Config, given: CommandOptions, output: Path, state: State, reporter: Reporter) -> int:
    # Here, because a build that has nothing to do needs none of it.
    from fmnotes.site.build import build
    from fmnotes.site.plan import BuildOptions

    options = BuildOptions(given.now, output, given.drafts, given.strict, given.keep_going, given.untrusted)
    result = build(config, options, reporter.progress)
    if result.wrote and not result.synced.diagnostics and not result.waits:
        remember(state_folder(config), output, state, result.site, result.outcome)
    synced = result.synced if result.wrote else None
    return _told(reporter, given, result.outcome, synced, output, (result.plan.parsed, result.rendered))


def _told(
    reporter: Reporter,
    given: CommandOptions,
    outcome: Outcome,
    synced: Synced | None,
    output: Path,
    work: tuple[int, int] = (0, 0),
) -> int:
    """Print what a build found and did (`work`: notes parsed, pages rendered); returns the exit code."""
    reporter.problems_in_short(outcome.diagnostics)
    read_summary(reporter, outcome)
    reporter.counts(outcome.diagnostics)
    if synced is None:
        errors = stops(outcome.diagnostics, strict=False)
        if any(one.code == "output-write" for one in outcome.diagnostics):
            reporter.say(
                "다 쓰지 못했습니다: 다시 빌드하면 마저 씁니다", "not all was written: the next build writes the rest"
            )
        else:
            reporter.say(
                "아무것도 쓰지 않았습니다" + ("" if errors else " (--strict: 경고를 오류로 봅니다)"),
                "nothing was written" + ("" if errors else " (--strict takes warnings for errors)"),
            )
        return exit_code(outcome.diagnostics, strict=given.strict)
    seconds = reporter.seconds()
    reporter.say(
        f"새로 읽은 노트 {work[0]}개, 새로 그린 페이지 {work[1]}개",
        f"{counted(work[0], 'note')} parsed, {counted(work[1], 'page')} rendered",
    )
    reporter.say(
        f"페이지 {outcome.pages}개, 첨부 {outcome.assets}개 → {output} "
        f"(새로 씀 {synced.written}, 그대로 {synced.unchanged}, 지움 {synced.deleted}), {seconds}초",
        f"{counted(outcome.pages, 'page')}, {counted(outcome.assets, 'attachment')} → {output} "
        f"({synced.written} written, {synced.unchanged} unchanged, {synced.deleted} deleted), {seconds} s",
    )
    return exit_code(outcome.diagnostics, strict=given.strict)


def exit_code(found: tuple[Diagnostic, ...], *, strict: bool) -> int:
    return EXIT_PROBLEMS if stops(found, strict=strict) else EXIT_FINE


def read_summary(reporter: Reporter, outcome: Outcome) -> None:
    """What was read, what is shown, and what is not and why: the three add up."""
    shown, hidden, failed = outcome.shown, outcome.hidden, len(outcome.failed)
    reasons = ", ".join(f"{reporter.reason(name)} {count}" for name, count in sorted(hidden.items()))
    total = hidden.total()
    why = f" ({reasons})" if reasons else ""
    ko = f"노트 {outcome.read}개: 보임 {shown}, 숨김 {total}{why}, 오류 {failed}"
    en = f"{counted(outcome.read, 'note')}: {shown} shown, {total} hidden{why}"
    reporter.say(ko, f"{en}, {failed} in error")
    if outcome.failed:
        reporter.say("오류가 있는 노트:", "notes in error:")
        for path in outcome.failed:
            reporter.listed(path)
    if outcome.skipped:
        skipped = ", ".join(f"{reporter.reason(name)} {count}" for name, count in outcome.skipped)
        reporter.say(f"건너뜀: {skipped}", f"skipped: {skipped}")
    if not outcome.read:
        reporter.say(
            "노트가 없습니다: .md와 .markdown 파일을 읽습니다", "no notes: files that end in .md or .markdown are read"
        )
