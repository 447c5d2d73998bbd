"""The configuration that a command works with: the file's, and what the command line says on top of it."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from click.exceptions import Exit

from fmnotes.cli.exit_codes import EXIT_USAGE
from fmnotes.cli.report import Reporter
from fmnotes.config import CONFIGURATIONS, KEYS, Config, InvalidValueError, load_config
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.foreign import (
    breaks_lines,
    foreign_settings,
    has_undated_posts,
    is_of_hugo,
    left_out,
    left_out_above,
    main_language,
    shows_emoji,
)
from fmnotes.git.remote import custom_domain, github_of, remote_url
from fmnotes.git.run import repository_of
from fmnotes.notes.opt_in import opt_in


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
    search: bool = True
    untrusted: bool = False
    links: bool = False
    external: bool = False


def settings(options: CommandOptions) -> tuple[Config, Reporter]:
    """Load the folder's configuration and lay the options over it. Raises Exit after printing why."""
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
    if options.untrusted and (link := next((one for one in CONFIGURATIONS if (options.folder / one).is_symlink()), "")):
        return None, [diagnose("untrusted-outside", Place(), path=link)]
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
    if config.file is None:
        config = _as_published(config)
    of_hugo = is_of_hugo(config.root)
    language = config.language or (main_language(config.root) if of_hugo else "")
    config = replace(config, opt_in=opt_in(config), of_hugo=of_hugo, language=language)
    config = replace(config, undated_posts=of_hugo or has_undated_posts(config.root))
    if problem := _macro_problem(config):
        return None, [problem]
    if not options.search:
        config = replace(config, search=False)
    if options.untrusted:
        return _untrusted(config)
    return _addressed(config), problems


def _as_published(config: Config) -> Config:
    """Without a configuration of ours, what another tool leaves out is left out, and its emoji and line ends show."""
    found = left_out(config.root)
    if not found.patterns and not found.unread:
        found = left_out_above(config.root)
    config = replace(config, breaks=config.breaks or breaks_lines(config.root))
    if shows_emoji(config.root):
        config = replace(config, dialects=(*config.dialects, "emoji"))
    if found.unread:
        config = replace(config, ignore_unread=found.unread)
    config = _named(config)
    return replace(config, ignore=found.patterns, ignore_source=found.source) if found.patterns else config


def _named(config: Config) -> Config:
    """The site is called what another tool is told to call it; its language is guessed from the notes all the same."""
    source, said = foreign_settings(config.root)
    taken: dict[str, Any] = {}
    for key in _NAMES:
        with suppress(InvalidValueError):
            if key in said and not getattr(config, key):
                taken[key] = KEYS[key](said[key])
    return replace(config, **taken, taken=(source, *taken)) if taken else config


def _addressed(config: Config) -> Config:
    """The configuration with an address where it has none: that of `static/CNAME`, else that of the git remote."""
    github = github_of(remote_url(config.root))
    top = repository_of(config.root)
    if github and top and config.notes.is_relative_to(top):
        path = config.notes.relative_to(top).as_posix()
        config = replace(config, repository=github.web, repository_path="" if path == "." else f"{path}/")
    if config.base_url:
        return config
    if domain := custom_domain(config.static):
        return replace(config, base_url=f"https://{domain}/", base_url_source="static/CNAME")
    return replace(config, base_url=github.site, base_url_source="git remote") if github else config


def _untrusted(config: Config) -> tuple[Config | None, list[Diagnostic]]:
    """What a stranger's copy of the site may decide: nothing but how its notes are read."""
    for folder in (config.notes, config.output):
        if not folder.is_relative_to(config.root):
            return None, [diagnose("untrusted-outside", Place(), path=folder)]
    nowhere = Path(os.devnull)
    kept = {one: getattr(config, one) for one in _HARMLESS}
    kept |= {"html": "escape", "external_images": "link"}
    # Without a file of its own the site keeps its state in the user's cache folder, not in the stranger's.
    return Config(root=config.root, templates=nowhere, static=nowhere, **kept), []


_NAMES = ("title", "description", "author")
_HARMLESS = (
    "title", "description", "author", "language", "languages", "base_url", "timezone", "notes", "output", "ignore",
    "per_page", "dialects", "breaks", "permalink", "tag_aliases", "defaults", "opt_in", "of_hugo",
    "undated_posts", "search",
)  # fmt: skip


def _refused(reporter: Reporter, problems: list[Diagnostic]) -> Exit:
    reporter.problems(problems)
    return Exit(EXIT_USAGE)


def refuse(reporter: Reporter, problem: Diagnostic) -> int:
    """Print one usage problem; returns the exit code."""
    reporter.problems([problem])
    return EXIT_USAGE


def _macro_problem(config: Config) -> Diagnostic | None:
    if not config.macros:
        return None
    # Here, because few sites have macros of their own.
    from fmnotes.markdown.formulas import FormulaError, FormulaRenderer

    try:
        FormulaRenderer(config.macros)
    except FormulaError as problem:
        reason = str(problem).partition(": ")[2] or str(problem)
        for name, meaning in config.macros.items():
            with suppress(FormulaError):
                FormulaRenderer({**config.macros, name: ""})
                place = _macro_place(config, name)
                return diagnose("config-macro", place, name=f"\\{name}", tex=meaning, problem=reason)
        return diagnose("config-macro", _macro_place(config, ""), name="macros", tex="", problem=reason)
    return None


def _macro_place(config: Config, name: str) -> Place:
    lines = config.file.read_text("utf-8-sig").splitlines() if config.file else []
    written = re.compile(rf"""\s*["']?\\*{name}["']?\s*=""")
    line = next((number for number, text in enumerate(lines, 1) if name and written.match(text)), 0)
    return Place(config.file.name if config.file else "", line, 1, 1, lines[line - 1] if line else "")
