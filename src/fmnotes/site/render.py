"""Pages -> files of the site: each is planned, compared with the last build and rendered by one of the workers.

What a worker renders it lays into a folder of its own beside the cache, under the number of the page; `sync` moves it
from there. So pages go through no pipe, this process never holds them all, and no worker waits for another to put a
file into the same folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.site.manifest import Manifest, is_intact, make_state_folder
from fmnotes.site.math_font import FONT, math_font
from fmnotes.site.plan import Again, SitePlan
from fmnotes.site.rebuilt import Surroundings, fingerprint_of, reasons, surroundings
from fmnotes.site.texts import Progress
from fmnotes.site.theme import Theme
from fmnotes.site.versions import program_digest
from fmnotes.site.workers import Lost, share_out
from fmnotes.site.writing import OutputFile, digest_of
from fmnotes.text.names import file_of, nfc

_STAGE = "pages"
_FONT = -1
"""The job that cuts the font of the formulas: it takes as long as hundreds of pages, so it is begun first."""


def site_surroundings(plan: SitePlan, theme: Theme) -> dict[str, Surroundings]:
    """What the pages of each language are made with."""
    return {
        language: surroundings(theme.digest, program_digest(), f"{plan.told} {info!r}")
        for language, info in plan.info.items()
    }


def page_files(
    plan: SitePlan, theme: Theme, output: Path, manifest: Manifest, state: Path | None, progress: Progress
) -> tuple[dict[str, OutputFile], list[Diagnostic]]:
    """The file of every page, and the font of their formulas. What is on disk as it was left is not rendered again.

    With a `state` folder pages are laid aside there, inside of `emptied`. Without one everything is handed on in
    memory, and no font is cut. Raises ThemeError and OSError.
    """
    stage = state / _STAGE if state else None
    if state and stage:
        make_state_folder(state)
        stage.mkdir(exist_ok=True)
    theme.prepare()
    work = _Work(plan, theme, site_surroundings(plan, theme), output, manifest, state, stage)
    files, names = (_kept(manifest, plan.again), _stale(plan, plan.again)) if plan.again else ({}, _all(plan))
    if state and not plan.again:
        names = {_FONT: FONT, **names}
    lost: dict[int, Lost] = {}
    for done, (number, made) in enumerate(share_out(work.done, list(names))):
        progress("render", done, len(names))
        if isinstance(made, Lost):
            lost[number] = made
        elif number != _FONT or made.data:
            files[names[number]] = made
    return files, [_lost(plan, number, lost[number]) for number in sorted(lost)]


def _all(plan: SitePlan) -> dict[int, str]:
    """The number of every page with the name of its file."""
    return {number: file_of(address) for number, address in enumerate(plan.pages.addresses)}


def _stale(plan: SitePlan, again: Again) -> dict[int, str]:
    """The same of the pages that are rendered again."""
    found = {address: plan.pages.find(nfc(address)) for address in again.stale}
    return {number: file_of(address) for address, number in found.items() if number is not None}


def _kept(manifest: Manifest, again: Again) -> dict[str, OutputFile]:
    """All pages and the font as they are on disk: whoever asks for this has looked whether they are."""
    names = (*map(file_of, again.addresses), FONT)
    known = {name: manifest.files[name] for name in names if name in manifest.files}
    return {name: OutputFile(one.digest, fingerprint=one.fingerprint) for name, one in known.items()}


def _lost(plan: SitePlan, number: int, lost: Lost) -> Diagnostic:
    if number == _FONT:
        return diagnose("theme-template", Place(), problem=f"/{FONT}: {lost.value}")
    page = plan.pages[number]
    return diagnose("theme-template", Place(f"templates/{page.template}"), problem=f"{page.address}: {lost.value}")


@dataclass(frozen=True, slots=True)
class _Work:
    """What a worker does, by the number of the page."""

    plan: SitePlan
    theme: Theme
    around: dict[str, Surroundings]
    output: Path
    manifest: Manifest
    state: Path | None
    stage: Path | None

    def done(self, number: int) -> OutputFile:
        if number == _FONT:
            font = math_font(self.plan.shown_bodies(), self.state) if self.state else b""
            return OutputFile(digest_of(font), font)
        page = self.plan.pages[number]
        name, fingerprint = file_of(page.address), fingerprint_of(page, self.around[page.language])
        known = self.manifest.files.get(name)
        why = reasons(known, fingerprint, self.output, name)
        if known and not why:
            return OutputFile(known.digest, fingerprint=fingerprint)
        data = self.theme.render(page, self.plan.info[page.language], self.plan.bodies.load)
        made = OutputFile(digest_of(data), None, None, fingerprint, " ".join(why))
        if self.stage is None:
            return made._replace(data=data)
        if known and known.digest == made.digest and is_intact(self.output, name, known):
            return made
        staged = f"{self.stage}/{os.getpid()}/{number}"
        try:
            _write(staged, data)
        except FileNotFoundError:
            Path(staged).parent.mkdir()
            _write(staged, data)
        return made._replace(staged=staged)


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as file:  # noqa: PTH123 (a string for each page)
        file.write(data)


@contextmanager
def emptied(state: Path) -> Iterator[None]:
    """Before and after it nothing lies aside: what a build that was killed left, or what was not moved.

    Raises OSError.
    """
    _empty(state / _STAGE)
    try:
        yield
    finally:
        with suppress(OSError):
            _empty(state / _STAGE)


def _empty(stage: Path) -> None:
    """Raises OSError."""
    if stage.is_symlink():
        stage.unlink()
    if stage.is_dir():
        for entry in os.scandir(stage):
            if entry.name.isdigit() and entry.is_dir(follow_symlinks=False):
                _empty(Path(entry.path))
            elif entry.name.isdigit():
                os.unlink(entry.path)  # noqa: PTH108
        with suppress(OSError):
            stage.rmdir()
