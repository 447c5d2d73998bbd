"""One build: the sentence that names every stage, from a folder to files."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, Place, Severity, diagnose
from fmnotes.lint import lint_notes
from fmnotes.lint.leaks import find_secrets
from fmnotes.site.again import plan_again
from fmnotes.site.cache import open_cache
from fmnotes.site.cards import draw
from fmnotes.site.crawl import broken_links
from fmnotes.site.last import last_path, load_last, remembered, renewed, save_last
from fmnotes.site.manifest import Manifest, load_manifest, manifest_path, save_manifest, state_folder
from fmnotes.site.math_font import FONT
from fmnotes.site.output import OutputFile, Synced, digest_of, is_intact, sync
from fmnotes.site.outside import broken_outside
from fmnotes.site.plan import BuildOptions, Progress, SitePlan, plan_parsed, plan_site, read_site
from fmnotes.site.problems import in_order
from fmnotes.site.render import leave_stage, page_files
from fmnotes.site.search import search_outputs, search_path
from fmnotes.site.theme import Theme, ThemeError, settings_css
from fmnotes.site.unchanged import Outcome
from fmnotes.site.versions import program_digest
from fmnotes.text.names import file_of, path_key


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build says, what it wrote, and how much it had to do; `wrote` is false where errors forbade it."""

    plan: SitePlan
    outcome: Outcome
    synced: Synced = field(default_factory=Synced)
    wrote: bool = False
    rendered: int = 0

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.outcome.diagnostics

    @property
    def waits(self) -> bool:
        """Will a note appear as time goes on, without anything that changes? (One that expires does so with a day.)"""
        return bool(self.outcome.hidden["scheduled"])

    @property
    def authored(self) -> frozenset[str]:
        """The files of the site that are the author's own, as they are: attachments, and those of `static/`."""
        return frozenset([*(file_of(asset.address) for asset in self.plan.assets.values()), *self.plan.static])


def build(config: Config, options: BuildOptions, progress: Progress) -> BuildResult:
    """Read, parse, gather, plan, render, and write; nothing is written when a note has an error (but `keep_going`).

    The caller holds the lock of the folder (`site.lock`).
    """
    state, cache = state_folder(config), open_cache(state_folder(config))
    path = manifest_path(state, options.output)
    manifest, last = load_manifest(path), load_last(last_path(path))
    reading = read_site(config, options, cache)
    plan = None
    if last and last.site == manifest.site and all(is_intact(options.output, *one) for one in manifest.files.items()):
        plan = plan_again(last, reading, config, options, progress, cache)
    plan = plan or plan_parsed(reading, config, options, progress, cache)
    if not may_write(plan.diagnostics, options):
        return _result(plan, plan.diagnostics)
    try:
        result, site = _written(plan, Theme(config), manifest, state, options, progress)
    except ThemeError as problem:
        return _result(plan, (*plan.diagnostics, problem.diagnostic))
    except OSError as problem:
        where, reason = problem.filename or state, problem.strerror or problem
        return _result(plan, (*plan.diagnostics, diagnose("output-write", Place(), path=where, problem=reason)))
    if result.wrote:
        again = plan.again and last and renewed(last, reading, plan.diagnostics, site)
        save_last(last_path(path), again or remembered(plan, config, options, site))
    return result


def _written(
    plan: SitePlan, theme: Theme, manifest: Manifest, state: Path, options: BuildOptions, progress: Progress
) -> tuple[BuildResult, str]:
    """Render and write what was planned; with the fingerprint of all files. Raises ThemeError and OSError."""
    path = manifest_path(state, options.output)
    files, problems = output_files(plan, theme, options.output, manifest, state, progress)
    if problems:
        return _result(plan, (*plan.diagnostics, *problems)), ""
    site = _fingerprint(files)
    synced = sync(options.output, files, manifest, site, lambda one: save_manifest(path, one))
    wrote = not any(one.severity is Severity.ERROR for one in synced.diagnostics)
    leave_stage(state, list(files.values()))
    rendered = sum(1 for file in files.values() if file.why)
    made = _result(plan, (*plan.diagnostics, *synced.diagnostics))
    return replace(made, synced=synced, wrote=wrote, rendered=rendered), site


def _fingerprint(files: Mapping[str, OutputFile]) -> str:
    """Equal for sites of equal files."""
    hasher = hashlib.blake2b(digest_size=16)
    for name, file in sorted(files.items()):
        hasher.update(f"{name}\0{file.digest}\0".encode("utf-8", "surrogateescape"))
    return hasher.hexdigest()


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
        files, problems = output_files(plan, Theme(config), options.output, Manifest(), None, progress)
    except ThemeError as problem:
        problems = [problem.diagnostic]
    if any(body.math_characters for body in plan.shown_bodies()):
        files[FONT] = OutputFile("")
    if checks.links or checks.external:
        problems += broken_links(files, config.base_path, config.base_url)
    advice = [
        *lint_notes([one for one in plan.reading.sources if one.path in plan.library.notes], config.lint_ignore),
        *(one for source in plan.reading.sources for one in find_secrets(source.text, source.path)),
    ]
    if checks.external:
        advice += broken_outside(plan.library, state_folder(config) / "links.json", options.now.timestamp())
    return _result(plan, (*plan.diagnostics, *problems, *in_order(advice, plan.reading, config)))


def may_write(diagnostics: Iterable[Diagnostic], options: BuildOptions) -> bool:
    worst = Severity.WARNING if options.strict else Severity.ERROR
    return options.keep_going or not any(one.severity >= worst for one in diagnostics)


def _result(plan: SitePlan, diagnostics: Iterable[Diagnostic]) -> BuildResult:
    reading, library = plan.reading, plan.library
    outcome = Outcome(
        read=len(reading.sources) + len(reading.failed),
        shown=len(library.notes),
        hidden=Counter(library.hidden.values()),
        failed=plan.failed,
        skipped=reading.skipped,
        pages=plan.count,
        assets=len(plan.assets),
        diagnostics=tuple(diagnostics),
    )
    return BuildResult(plan, outcome)


def output_files(
    plan: SitePlan, theme: Theme, output: Path, manifest: Manifest, state: Path | None, progress: Progress
) -> tuple[dict[str, OutputFile], list[Diagnostic]]:
    """Every file of the site. Raises ThemeError and OSError."""
    files, problems = page_files(plan, theme, output, manifest, state, progress)
    files |= _cards(plan, output, manifest)
    if plan.searched:
        key = f"{program_digest()} {plan.told}"
        files |= search_outputs(plan, key, output, manifest, state and search_path(state, output))
    return _with_assets(files, plan, theme, problems), problems


def _cards(plan: SitePlan, output: Path, manifest: Manifest) -> dict[str, OutputFile]:
    """The drawn pictures that pages refer to; one that is on disk as it was drawn is not drawn again."""
    if plan.card_font is None:
        return {}
    used = {"_/cards/" + page.image.url.rpartition("/")[2] for page in plan.pages if page.image}
    files: dict[str, OutputFile] = {}
    for name in used & plan.cards.keys():
        known = manifest.files.get(name)
        fingerprint = f"{plan.card_font.digest} {program_digest()}"
        if known and known.fingerprint == fingerprint and is_intact(output, name, known):
            files[name] = OutputFile(known.digest, fingerprint=fingerprint)
        else:
            data = draw(plan.cards[name], plan.card_font)
            files[name] = OutputFile(digest_of(data), data, fingerprint=fingerprint)
    return files


def _with_assets(
    files: dict[str, OutputFile], plan: SitePlan, theme: Theme, problems: list[Diagnostic]
) -> dict[str, OutputFile]:
    static = {**theme.static, **({"settings.css": settings_css(plan.theme)} if plan.theme else {})}
    for name, data in static.items():
        files[f"_/{name}"] = OutputFile(digest_of(data), data)
    files[".nojekyll"] = OutputFile(digest_of(b""), b"")
    for asset in plan.assets.values():
        files[file_of(asset.address)] = OutputFile(asset.digest, source=plan.notes_folder / asset.path)
    taken = {path_key(name) for name in files}
    folders = {path_key(parent.as_posix()) for name in files for parent in Path(name).parents}
    for name, path in plan.static.items():
        parents = {path_key(parent.as_posix()) for parent in Path(name).parents} - {"."}
        if path_key(name) in taken | folders or parents & taken:
            problems.append(diagnose("static-clash", Place(f"static/{name}"), address=f"/{name}"))
            continue
        # Another file that differs in case alone would be lost where the disk cannot tell them apart.
        taken.add(path_key(name))
        files[name] = OutputFile(digest_of(path.read_bytes()), source=path)
    return files
