"""`fmnotes`: the group of commands. Everything heavy is imported by the command that needs it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from fmnotes import __version__
from fmnotes.cli.exit_codes import EXIT_FAULT, EXIT_INTERRUPTED, EXIT_USAGE


class _Bilingual(click.Command):
    """Shown in a list with all that its sentences say, in both languages."""

    def get_short_help_str(self, limit: int = 0) -> str:
        """The first paragraph, whole."""
        return " ".join((self.help or "").partition("\n\n")[0].split())


class _Group(_Bilingual, click.Group):
    """Turns every way to end into an exit code: nothing a user does shows a traceback."""

    command_class = _Bilingual
    group_class = type

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        # A command makes millions of small values and few cycles, and ends soon: the collector would only slow it.
        gc.disable()
        try:
            sys.exit(super().main(*args, **kwargs) or 0)
        except (click.exceptions.Abort, KeyboardInterrupt):
            sys.exit(EXIT_INTERRUPTED)
        except click.UsageError as problem:
            from fmnotes.cli.usage import usage_problem

            click.echo(usage_problem(problem), err=True)
            sys.exit(EXIT_USAGE)
        except OSError as problem:
            click.echo(_unforeseen(problem), err=True)
            sys.exit(EXIT_USAGE)
        except Exception:  # the last net: a fault of ours, with what is needed to report it
            click.echo(_fault(), err=True)
            sys.exit(EXIT_FAULT)
        finally:
            # The interpreter collects once more when it ends: nothing there is worth looking at.
            gc.freeze()


def _unforeseen(problem: OSError) -> str:
    """Of a disk that is full, or a file that may not be read, where no command has words of its own for it."""
    from fmnotes.diagnostics import Place, diagnose

    where, reason = problem.filename or ".", problem.strerror or problem
    found = diagnose("file-failed", Place(), path=where, problem=reason)
    return "\n".join(f"error[{found.code}]: {found.message(one)}\n    {found.hint(one)}" for one in ("ko", "en"))


def _fault() -> str:
    import traceback

    return (
        "fmnotes에 문제가 생겼습니다. 아래 내용을 그대로 알려 주세요.\n"
        "fmnotes failed through a fault of its own. Please report the text below as it is.\n\n"
        f"Python {sys.version.split()[0]} {sys.platform}\n{traceback.format_exc()}"
    )


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def main() -> None:
    """노트 폴더를 링크로 이어진 사이트로 만듭니다. A folder of notes becomes a linked site."""


def _now() -> datetime:
    try:
        return datetime.now().astimezone()
    except ValueError:
        # A TZ in the environment that is more than a day away from UTC.
        return datetime.now(UTC)


_FOLDER = click.argument("folder", type=click.Path(path_type=Path), default=".", required=False)
_LANG = click.option("--lang", type=click.Choice(["ko", "en"]), help="메시지 언어 / language of messages")
_STRICT = click.option("--strict", is_flag=True, help="경고도 오류로 / treat warnings as errors")
_BASE_URL = click.option("--base-url", metavar="URL", help="사이트 주소 / where the site will live")
_HTML = click.option(
    "--html", type=click.Choice(["safe", "trusted", "escape"]), help="노트 안의 HTML / raw HTML in notes"
)


def _with(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


@main.command()
@_with(_FOLDER, _LANG, _STRICT, _BASE_URL, _HTML)
@click.option("--out", type=click.Path(path_type=Path), help="출력 폴더 / output folder")
@click.option("--drafts", is_flag=True, help="초안과 예약 글도 / show drafts and scheduled notes too")
@click.option(
    "--no-search", "search", is_flag=True, default=True, flag_value=False, help="검색 없이 / leave the search out"
)
@click.option("--untrusted", is_flag=True, help="낯선 사람의 노트로 보기 / read the notes as a stranger's")
@click.option("--keep-going", is_flag=True, help="오류가 있어도 나머지를 쓰기 / write the rest despite errors")
def build(**given: Any) -> int:
    """사이트를 만듭니다. Build the site."""
    from fmnotes.cli.build import run_build
    from fmnotes.cli.settings import CommandOptions

    return run_build(CommandOptions(now=_now(), **given))


@main.command()
@_with(_FOLDER, _LANG, _HTML)
@click.option("--port", default=8000, type=click.IntRange(0, 65535), help="포트 / port")
@click.option("--host", default="127.0.0.1", help="듣는 주소 / address to listen on")
@click.option("--open", "open_", is_flag=True, help="브라우저로 열기 / open the browser")
@click.option("--poll", is_flag=True, help="이벤트 없이 살피기 / look at the disk instead of waiting for events")
@click.option("--follow", is_flag=True, help="고치는 노트로 따라가기 / lead the browser to the note being edited")
@click.option("--no-drafts", "drafts", is_flag=True, default=True, flag_value=False, help="초안을 빼기 / hide drafts")
def serve(port: int, host: str, open_: bool, poll: bool, follow: bool, **given: Any) -> int:
    """고치는 대로 보여 줍니다. Show the site and keep it up to date."""
    from fmnotes.cli.serve import ServeOptions, run_serve
    from fmnotes.cli.settings import CommandOptions

    serving = ServeOptions(host, port, poll, open_, follow)
    return run_serve(CommandOptions(now=_now(), **given), serving)


@main.command()
@_with(_FOLDER, _LANG, _STRICT, _BASE_URL, _HTML)
@click.option("--drafts", is_flag=True, help="초안과 예약 글도 / check drafts and scheduled notes too")
@click.option("--links", is_flag=True, help="페이지의 모든 링크도 / every link of the built pages too")
@click.option("--external", is_flag=True, help="바깥 링크도 물어보기 / ask the links to elsewhere too")
@click.option("--fix", is_flag=True, help="안전한 것을 고치기 / mend what is safe to mend")
@click.option("--yes", is_flag=True, help="묻지 않고 고치기 / mend without asking")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="출력 / form")
def check(**given: Any) -> int:
    """모든 문제를 알려 주고 사이트는 쓰지 않습니다. Report every problem; write no site."""
    from fmnotes.cli.check import run_check
    from fmnotes.cli.settings import CommandOptions

    return run_check(CommandOptions(now=_now(), **given))


@main.command()
@_with(_FOLDER, _LANG, _STRICT, _BASE_URL, _HTML)
@click.option("--dry-run", is_flag=True, help="무엇이 공개되는지만 보기 / show what becomes public, send nothing")
@click.option("--branch", default="gh-pages", help="게시할 브랜치 / branch to publish to")
@click.option("--remote", default="origin", help="원격 저장소 / remote")
@click.option("--message", default="", help="커밋 메시지 / message of the commit")
@click.option("--force-orphan", is_flag=True, help="기록을 커밋 하나로 / keep a history of one commit")
@click.option("--yes", is_flag=True, help="묻지 않고 게시하기 / publish without asking")
def publish(dry_run: bool, branch: str, remote: str, message: str, force_orphan: bool, **given: Any) -> int:
    """무엇이 공개되는지 보이고 GitHub Pages 브랜치에 올립니다. Show what becomes public, then publish it."""
    from fmnotes.cli.publish import PublishOptions, run_publish
    from fmnotes.cli.settings import CommandOptions

    publishing = PublishOptions(remote, branch, message, dry_run, force_orphan)
    return run_publish(CommandOptions(now=_now(), **given), publishing)


@main.command()
@click.argument("note")
@_with(_FOLDER, _LANG)
@click.option("--rebuilt", is_flag=True, help="페이지를 다시 그린 까닭 / why a page is rendered again")
def why(note: str, rebuilt: bool, **given: Any) -> int:
    """노트의 값이 어디에서 왔는지 알려 줍니다. Say where each value of a note came from."""
    from fmnotes.cli.settings import CommandOptions
    from fmnotes.cli.why import run_why, run_why_rebuilt

    explain = run_why_rebuilt if rebuilt else run_why
    return explain(CommandOptions(now=_now(), **given), note)


@main.command()
@_with(_FOLDER, _LANG)
def clean(**given: Any) -> int:
    """캐시만 비웁니다. Empty the cache, and only it."""
    from fmnotes.cli.clean import run_clean
    from fmnotes.cli.settings import CommandOptions

    return run_clean(CommandOptions(now=_now(), **given))


@main.command()
@click.argument("title")
@click.argument("site", type=click.Path(path_type=Path), default=".", required=False)
@click.option("--lang", "language", type=click.Choice(["ko", "en"]), help="노트의 언어 / language of the note")
@click.option("--folder", help="노트 폴더 안의 폴더 / folder inside the notes folder")
def new(title: str, site: Path, language: str | None, folder: str | None) -> int:
    """오늘 날짜의 새 노트를 만듭니다. Make a new note of today."""
    from fmnotes.cli.new import run_new
    from fmnotes.cli.settings import CommandOptions

    return run_new(CommandOptions(site, _now()), title, language, folder)


@main.command()
@_with(_FOLDER, _LANG)
def init(**given: Any) -> int:
    """설정과 첫 노트를 만듭니다. 있는 파일은 건드리지 않습니다. Make a configuration and a first note."""
    from fmnotes.cli.init import run_init
    from fmnotes.cli.settings import CommandOptions

    return run_init(CommandOptions(now=_now(), **given))


@main.group()
def theme() -> None:
    """테마의 파일을 사이트의 것으로 바꿉니다. A site's own files of the theme."""


@theme.command("copy")
@click.argument("name")
@_with(_FOLDER, _LANG)
def theme_copy(name: str, **given: Any) -> int:
    """테마의 파일을 templates/로 복사합니다. Copy a file of the theme into templates/."""
    from fmnotes.cli.settings import CommandOptions
    from fmnotes.cli.theme import run_copy

    return run_copy(CommandOptions(now=_now(), **given), name)


@theme.command("diff")
@_with(_FOLDER, _LANG)
def theme_diff(**given: Any) -> int:
    """복사한 뒤 테마가 바뀐 파일을 알려 줍니다. Say which copies the theme has left behind."""
    from fmnotes.cli.settings import CommandOptions
    from fmnotes.cli.theme import run_diff

    return run_diff(CommandOptions(now=_now(), **given))
