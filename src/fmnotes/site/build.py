"""One build: the sentence that names every stage, from a folder to files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, stops, unwritten
from fmnotes.site.cache.database import open_cache
from fmnotes.site.files import output_files
from fmnotes.site.incremental.again import plan_again
from fmnotes.site.incremental.last import Last, last_path, load_last, remembered, save_last
from fmnotes.site.output.manifest import (
    OutputFolder,
    known_manifest,
    load_manifest,
    look_at,
    manifest_path,
    save_manifest,
)
from fmnotes.site.output.sync import sync
from fmnotes.site.output.writing import OutputFile
from fmnotes.site.plan import BuildOptions, SitePlan, plan_parsed, read_site
from fmnotes.site.render import emptied
from fmnotes.site.result import BuildResult, result_of
from fmnotes.site.state import state_folder
from fmnotes.site.texts import Progress
from fmnotes.site.theme.theme import Theme, ThemeError


def build(config: Config, options: BuildOptions, progress: Progress) -> BuildResult:
    """Read, parse, gather, plan, render, and write; nothing is written when a note has an error (but `keep_going`).

    The caller holds the lock of the folder (`site.output.lock`).
    """
    state = state_folder(config)
    path = manifest_path(state, options.output)
    output, theme = look_at(options.output, load_manifest(known_manifest(config, options.output)), state), Theme(config)
    plan, left = _planned(config, options, output, theme, progress)
    if not may_write(plan.diagnostics, options):
        return result_of(plan, plan.diagnostics)
    try:
        with emptied(state):
            result = _written(plan, theme, output, path, options, progress)
    except ThemeError as problem:
        return result_of(plan, (*plan.diagnostics, problem.diagnostic))
    except OSError as problem:
        return result_of(plan, (*plan.diagnostics, unwritten(problem, state)))
    if result.wrote:
        save_last(last_path(state, options.output), left and left._replace(site=result.site))
    return result


def _planned(
    config: Config, options: BuildOptions, output: OutputFolder, theme: Theme, progress: Progress
) -> tuple[SitePlan, Last | None]:
    """The plan, and what the next build takes over. What planning alone needed is not held any more."""
    state = state_folder(config)
    cache, last = open_cache(state), load_last(last_path(state, options.output))
    options = replace(options, lean=True)
    read = read_site(config, options, progress, cache, theme.compile_all)
    if last and last.site == output.manifest.site and output.is_whole:
        taken = plan_again(last, read.reading, config, options, progress, cache)
        if taken:
            return replace(taken.plan, gathered=None), taken.last
    plan = plan_parsed(read, config, options, progress, cache)
    left = remembered(plan, config, options, written=True) if may_write(plan.diagnostics, options) else None
    return replace(plan, gathered=None), left


def _written(
    plan: SitePlan, theme: Theme, output: OutputFolder, path: Path, options: BuildOptions, progress: Progress
) -> BuildResult:
    """Render and write what was planned; `path` is that of the manifest. Raises ThemeError and OSError."""
    files, problems = output_files(plan, theme, output, progress)
    if problems and not options.keep_going:
        return result_of(plan, (*plan.diagnostics, *problems))
    site = _fingerprint(files)
    synced = sync(output, files, site, lambda one: save_manifest(path, one))
    wrote = not stops(synced.diagnostics, strict=False)
    rendered = sum(1 for file in files.values() if file.why)
    made = result_of(plan, (*plan.diagnostics, *problems, *synced.diagnostics))
    return replace(made, site=site, synced=synced, wrote=wrote, rendered=rendered)


def _fingerprint(files: Mapping[str, OutputFile]) -> str:
    """Equal for sites of equal files."""
    hasher = hashlib.blake2b(digest_size=16)
    for name, file in sorted(files.items()):
        hasher.update(f"{name}\0{file.digest}\0".encode("utf-8", "surrogateescape"))
    return hasher.hexdigest()


def may_write(diagnostics: Iterable[Diagnostic], options: BuildOptions) -> bool:
    return options.keep_going or not stops(diagnostics, strict=options.strict)
