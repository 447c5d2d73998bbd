"""`fmnotes publish`: what becomes public, in words; then, when a person agrees, the site on its branch."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

import click

from fmnotes.cli.build import exit_code, read_summary
from fmnotes.cli.exit_codes import EXIT_FINE, EXIT_PROBLEMS, EXIT_USAGE
from fmnotes.cli.report import Reporter
from fmnotes.cli.settings import CommandOptions, refuse, settings
from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, Place, diagnose, stops
from fmnotes.publish.indexnow import tell_search_engines
from fmnotes.publish.publish import Publication, PublishError, branch_of, prepare
from fmnotes.site.build import build
from fmnotes.site.output.lock import LockedError, build_lock
from fmnotes.site.plan import BuildOptions
from fmnotes.site.state import state_folder
from fmnotes.text.characters import without_controls

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """Where to publish, and how."""

    remote: str = "origin"
    branch: str = "gh-pages"
    message: str = ""
    dry_run: bool = False
    force_orphan: bool = False


def run_publish(given: CommandOptions, publishing: PublishOptions) -> int:
    """Build, show what becomes public, ask, push; returns the exit code."""
    config, reporter = settings(given)
    try:
        branch, before = branch_of(config, publishing.remote, publishing.branch)
    except PublishError as problem:
        reporter.problems([problem.diagnostic])
        return EXIT_USAGE
    options = BuildOptions(given.now, config.output, strict=given.strict, texts=True)
    try:
        with build_lock(state_folder(config)):
            result = build(config, options, reporter.progress)
            reporter.problems(result.diagnostics)
            read_summary(reporter, result.outcome)
            reporter.counts(result.diagnostics)
            if not result.wrote:
                reporter.say("게시하지 않았습니다", "nothing was published")
                return exit_code(result.diagnostics, strict=given.strict) or EXIT_PROBLEMS
            # What is shown to the author is what this build has written, and no other one since.
            publication = prepare(config, branch, before, result, config.output)
        return _publish(config, publication, publishing, reporter, sure=given.yes, strict=given.strict)
    except LockedError as other:
        return refuse(reporter, diagnose("build-locked", Place(), pid=other))
    except PublishError as problem:
        reporter.problems([problem.diagnostic])
        return EXIT_PROBLEMS


def _publish(
    config: Config,
    publication: Publication,
    publishing: PublishOptions,
    reporter: Reporter,
    *,
    sure: bool,
    strict: bool,
) -> int:
    """Raises PublishError."""
    _show(publication, reporter, limit=0 if publishing.dry_run else _SHOWN)
    _warn(publication, reporter, limit=0 if publishing.dry_run else _SHOWN)
    if stops(publication.diagnostics, strict=strict):
        strictly = not stops(publication.diagnostics, strict=False)
        reporter.say(
            "게시하지 않았습니다" + (" (--strict: 경고를 오류로 봅니다)" if strictly else ""),
            "nothing was published" + (" (--strict takes warnings for errors)" if strictly else ""),
        )
        return EXIT_PROBLEMS
    if publication.is_same and not (publishing.force_orphan and publication.has_history):
        reporter.say("이미 게시된 것과 같습니다", "the published site is the same already")
        return EXIT_FINE
    if publishing.dry_run:
        reporter.say("--dry-run: 아무것도 보내지 않았습니다", "--dry-run: nothing was sent")
        return EXIT_FINE
    if publication.needs_consent and not sure and not _agreed(reporter):
        return EXIT_USAGE
    message = publishing.message or f"Publish {len(publication.files)} files"
    commit = publication.send(message, orphan=publishing.force_orphan)
    _farewell(config, publication, commit, reporter)
    return EXIT_FINE


def _read(address: str) -> str:
    """An address as it is read, Hangul and all."""
    return without_controls(unquote(address))


def _show(publication: Publication, reporter: Reporter, limit: int) -> None:
    """The change for readers, in words; of long lists the first `limit` lines (0: all)."""
    change = publication.exposure
    moved = [(f"{one.title}: {_read(one.old)} → {_read(one.new)}", one.led) for one in change.moved]
    led, broken = ([row for row, is_led in moved if is_led is wanted] for wanted in (True, False))
    parts = (
        (
            "처음 공개되는 글",
            "notes that become public",
            [f"+ {title}  {_read(address)}" for title, address in change.new],
        ),
        ("주소가 바뀌고 옛 주소에서 이어지는 글", "notes that move, with a redirect", [f"~ {row}" for row in led]),
        (
            "주소가 바뀌고 옛 주소가 끊기는 글",
            "notes that move; the old address breaks",
            [f"! {row}" for row in broken],
        ),
        (
            "제목이 바뀌는 글",
            "notes with another title",
            [f"~ {old} → {title}  {_read(address)}" for old, title, address in change.renamed],
        ),
        ("사라지는 글", "notes that disappear", [f"- {title}  {_read(address)}" for title, address in change.gone]),
        ("처음 공개되는 파일", "files that become public", [f"+ {name}" for name in change.new_files]),
        ("사라지는 파일", "files that disappear", [f"- {name}" for name in change.gone_files]),
    )
    for ko, en, rows in parts:
        _list(reporter, (ko, en), rows, limit)
    if change.gone:
        reporter.say(
            "사라지는 글도 브랜치의 지난 기록에는 남습니다. 기록까지 지우려면 --force-orphan",
            "what disappears stays in the history of the branch; --force-orphan forgets that too",
        )
    if broken:
        hint = "redirects: [/…/]"
        reporter.say(f"옛 주소를 살리려면 머리말에 {hint}", f"to keep an old address, in the front matter: {hint}")
    if change.edited:
        reporter.say(
            f"내용만 바뀌는 페이지와 파일 {change.edited}개", f"pages and files that only change: {change.edited}"
        )


def _warn(publication: Publication, reporter: Reporter, limit: int) -> None:
    """Of each kind of problem the first `limit` (0: all), so that the lists above them stay in sight."""
    kinds: dict[str, list[Diagnostic]] = {}
    for one in publication.diagnostics:
        kinds.setdefault(one.code, []).append(one)
    for code, found in kinds.items():
        reporter.problems(found[:limit] if limit else found)
        if limit and len(found) > limit:
            more = len(found) - limit
            reporter.say(f"{code}: {more}개 더 (모두 보기: --dry-run)", f"{code}: {more} more (all of them: --dry-run)")


def _list(reporter: Reporter, heading: tuple[str, str], rows: Sequence[str], limit: int) -> None:
    if not rows:
        return
    reporter.say(f"{heading[0]} {len(rows)}개:", f"{heading[1]} ({len(rows)}):")
    for row in rows[:limit] if limit else rows:
        reporter.listed(row)
    if limit and len(rows) > limit:
        more = len(rows) - limit
        reporter.say(f"  … {more}개 더 (모두 보기: --dry-run)", f"  … {more} more (all of them: --dry-run)")


def _agreed(reporter: Reporter) -> bool:
    if not sys.stdin.isatty():
        reporter.problems([diagnose("publish-unconfirmed", Place())])
        return False
    question = "게시할까요?" if reporter.language == "ko" else "publish this?"
    if click.confirm(question, default=False, err=True):
        return True
    reporter.say("게시하지 않았습니다", "nothing was published")
    return False


def _farewell(config: Config, publication: Publication, commit: str, reporter: Reporter) -> None:
    """Where the site is, how to see that it is live, and the one setting to switch on the first time."""
    name, github = publication.branch.name, publication.github
    reporter.say(f"게시했습니다: {name} {commit[:10]}", f"published: {name} {commit[:10]}")
    if github and not publication.before.commit:
        where = f"{github.web}/settings/pages"
        reporter.say(
            f"처음 한 번만: {where} 에서 Branch를 {name} / (root)로 고르고 Save",
            f"once only: at {where}, choose the branch {name} / (root) and press Save",
        )
    if config.base_url:
        reporter.answer(config.base_url, config.base_url)
    if github:
        reporter.say(
            f"1~2분 뒤 열립니다. 진행: {github.web}/deployments",
            f"live in a minute or two; progress: {github.web}/deployments",
        )
    if config.indexnow and config.base_url:
        _announce(config, publication, reporter)


def _announce(config: Config, publication: Publication, reporter: Reporter) -> None:
    pages = publication.changed_pages()
    try:
        tell_search_engines(config.base_url, config.indexnow, [config.base_url + page for page in pages])
    except OSError as problem:
        reporter.problems([diagnose("indexnow-failed", Place(), problem=problem)])
    else:
        reporter.say(f"검색 엔진에 알린 주소 {len(pages)}개", f"told the search engines of {len(pages)} addresses")
