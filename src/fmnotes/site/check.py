"""`check`: a build up to its last stage, and advice on the notes."""

from __future__ import annotations

from dataclasses import dataclass

from fmnotes.config import Config
from fmnotes.lint import lint_notes
from fmnotes.lint.leaks import find_secrets
from fmnotes.site.assets.math_font import FONT
from fmnotes.site.cache.database import open_cache
from fmnotes.site.checks.crawl import broken_links
from fmnotes.site.checks.outside import broken_outside
from fmnotes.site.files import output_files
from fmnotes.site.output.manifest import Manifest, OutputFolder
from fmnotes.site.output.writing import OutputFile
from fmnotes.site.plan import BuildOptions, plan_site
from fmnotes.site.problems import in_order
from fmnotes.site.result import BuildResult, result_of
from fmnotes.site.state import state_folder
from fmnotes.site.texts import Progress
from fmnotes.site.theme.theme import Theme, ThemeError


@dataclass(frozen=True, slots=True)
class Checks:
    """What `check` looks at beside the notes: the links of the built pages, and those to elsewhere."""

    links: bool = False
    external: bool = False


def check(config: Config, options: BuildOptions, progress: Progress, checks: Checks = Checks()) -> BuildResult:
    """The same as a build up to its last stage, rendering included, and advice on the notes; no page is written."""
    plan = plan_site(config, options, progress, open_cache(state_folder(config), writable=False))
    files: dict[str, OutputFile] = {}
    try:
        files, problems = output_files(plan, Theme(config), OutputFolder(options.output, Manifest(), None), progress)
    except ThemeError as problem:
        problems = [problem.diagnostic]
    if any(body.math_characters for body in plan.shown_bodies()):
        files[FONT] = OutputFile("")
    if checks.links or checks.external:
        problems += broken_links(files, config.base_path, config.base_url)
    advice = [
        *lint_notes(
            [one for one in plan.reading.sources if one.path in plan.library.notes],
            config.lint_ignore,
            tags=config.has_text_tags,
        ),
        *(one for source in plan.reading.sources for one in find_secrets(source.text, source.path)),
    ]
    if checks.external:
        advice += broken_outside(plan.library, state_folder(config) / "links.json", options.now.timestamp())
    return result_of(plan, (*plan.diagnostics, *problems, *in_order(advice, plan.reading, config)))
