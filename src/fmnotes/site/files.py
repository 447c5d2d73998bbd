"""Every file of a site: pages, drawn cards, the search index, the theme's files, the author's."""

from __future__ import annotations

from pathlib import Path

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.site.assets.cards import draw
from fmnotes.site.cache.versions import program_digest
from fmnotes.site.output.manifest import OutputFolder
from fmnotes.site.output.writing import OutputFile, digest_of
from fmnotes.site.plan import SitePlan
from fmnotes.site.render import render
from fmnotes.site.search import prepare
from fmnotes.site.texts import Progress
from fmnotes.site.theme.theme import Theme, settings_css
from fmnotes.text.names import file_of, path_key


def output_files(
    plan: SitePlan, theme: Theme, output: OutputFolder, progress: Progress
) -> tuple[dict[str, OutputFile], list[Diagnostic]]:
    """Every file of the site. Raises ThemeError and OSError."""
    search = prepare(plan, f"{program_digest()} {plan.config_text}", output) if plan.config.search else None
    others, meanwhile = (search.jobs, search.indexed) if search else ((), lambda: None)
    rendered = render(plan, theme, output, others, progress, meanwhile)
    files, problems = rendered.pages, rendered.problems
    files |= _cards(plan, output)
    if search:
        files |= search.finished(rendered.others, output)
    return _with_assets(files, plan, theme, problems), problems


def _cards(plan: SitePlan, output: OutputFolder) -> dict[str, OutputFile]:
    """The drawn pictures that pages refer to; one that is on disk as it was drawn is not drawn again."""
    if plan.card_font is None:
        return {}
    used = {"_/cards/" + page.image.url.rpartition("/")[2] for page in plan.pages if page.image}
    files: dict[str, OutputFile] = {}
    for name in used & plan.cards.keys():
        known = output.manifest.files.get(name)
        fingerprint = f"{plan.card_font.digest} {program_digest()}"
        if known and known.fingerprint == fingerprint and name in output.intact:
            files[name] = OutputFile(known.digest, fingerprint=fingerprint)
        else:
            data = draw(plan.cards[name], plan.card_font)
            files[name] = OutputFile(digest_of(data), data, fingerprint=fingerprint)
    return files


def _with_assets(
    files: dict[str, OutputFile], plan: SitePlan, theme: Theme, problems: list[Diagnostic]
) -> dict[str, OutputFile]:
    static = dict(theme.static)
    if plan.config.theme:
        static["settings.css"] = settings_css(plan.config.theme, static["base.css"])
    for name, data in static.items():
        files[f"_/{name}"] = OutputFile(digest_of(data), data)
    files[".nojekyll"] = OutputFile(digest_of(b""), b"")
    for asset in plan.assets.values():
        files[file_of(asset.address)] = OutputFile(asset.digest, source=plan.config.notes / asset.path)
    if not plan.static:
        return files
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
