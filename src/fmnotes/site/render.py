"""Pages -> files of the site: each is planned, compared with the last build and rendered by one of the workers.

What a worker makes it lays into a folder of its own beside the cache, under a number; `sync` moves it from there. So
pages go through no pipe, this process never holds them all, and no worker waits for another to put a file into the same
folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import NamedTuple

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.pages.page import Page
from fmnotes.search.index import Job
from fmnotes.site.assets.math_font import FONT, math_font
from fmnotes.site.cache.versions import program_digest
from fmnotes.site.incremental.rebuilt import Surroundings, fingerprint_of, reasons, surroundings
from fmnotes.site.output.manifest import Manifest, OutputFolder
from fmnotes.site.output.writing import OutputFile, digest_of
from fmnotes.site.plan import Again, SitePlan
from fmnotes.site.state import make_state_folder
from fmnotes.site.texts import Progress
from fmnotes.site.theme.theme import Theme
from fmnotes.site.workers import Lost, share_out
from fmnotes.text.names import file_of, nfc

_STAGE = "pages"
_FONT, _OTHERS = -1, -2
"""The job that cuts the font of the formulas, and the first of the others: each takes as long as many pages."""
_numbers = count()


def site_surroundings(plan: SitePlan, theme: Theme) -> dict[str, Surroundings]:
    """What the pages of each language are made with."""
    return {
        language: surroundings(theme.digest, program_digest(), f"{plan.config_text} {info!r}")
        for language, info in plan.info.items()
    }


class Rendered(NamedTuple):
    """The files of all pages with the font of their formulas; those that other jobs made; what went wrong."""

    pages: dict[str, OutputFile]
    others: dict[str, OutputFile]
    problems: list[Diagnostic]


def render(
    plan: SitePlan,
    theme: Theme,
    output: OutputFolder,
    others: Sequence[Job],
    progress: Progress,
    meanwhile: Callable[[], object] = lambda: None,
) -> Rendered:
    """The file of every page, and the font of their formulas. What is on disk as it was left is not rendered again.

    `others` are jobs that are done beside, `meanwhile` what can be done here while workers render. With a state folder
    files are laid aside there, inside of `emptied`. Without one everything is handed on in memory, and no font is cut.
    Raises ThemeError and OSError.
    """
    if output.state:
        make_state_folder(output.state)
        (output.state / _STAGE).mkdir(exist_ok=True)
    theme.prepare()
    work = _Work(plan, theme, site_surroundings(plan, theme), output, others)
    made = Rendered({}, {}, [])
    if plan.again:
        made.pages.update(_kept(output.manifest, plan.again))
    pages: Iterable[int] = _stale(plan, plan.again) if plan.again else range(len(plan.pages))
    large = [*range(_OTHERS, _OTHERS - len(others), -1), *([_FONT] if output.state and not plan.again else ())]
    numbers = [*large, *pages]
    lost: dict[int, Lost] = {}
    for done, (number, files) in enumerate(share_out(work.done, numbers, large=len(large), meanwhile=meanwhile)):
        progress("render", done, len(numbers))
        if isinstance(files, Lost) and number > _OTHERS:
            lost[number] = files
        else:
            # An index is needed whole: what another process did not come to an end with is made by this one.
            files = work.done(number) if isinstance(files, Lost) else files
            (made.pages if number > _OTHERS else made.others).update(files)
    made.problems.extend(_lost(plan, number, lost[number]) for number in sorted(lost))
    return made


def _stale(plan: SitePlan, again: Again) -> list[int]:
    """The pages that are rendered again."""
    found = (plan.pages.find(nfc(address)) for address in again.stale)
    return [number for number in found if number is not None]


def _kept(manifest: Manifest, again: Again) -> dict[str, OutputFile]:
    """All pages and the font as they are on disk: whoever asks for this has looked whether they are."""
    names = (*map(file_of, again.addresses), FONT)
    known = {name: manifest.files[name] for name in names if name in manifest.files}
    return {name: OutputFile(one.digest, fingerprint=one.fingerprint) for name, one in known.items()}


def _lost(plan: SitePlan, number: int, lost: Lost) -> Diagnostic:
    if number == _FONT:
        return diagnose("page-lost", Place(), page=f"/{FONT}", what=lost.value)
    return diagnose("page-lost", Place(), page=plan.pages[number].address, what=lost.value)


@dataclass(frozen=True, slots=True)
class _Work:
    """What a worker does, by the number of the page."""

    plan: SitePlan
    theme: Theme
    around: dict[str, Surroundings]
    output: OutputFolder
    others: Sequence[Job]

    def done(self, number: int) -> list[tuple[str, OutputFile]]:
        if number <= _OTHERS:
            return [(name, self._laid_aside(data)) for name, data in self.others[_OTHERS - number]()]
        if number == _FONT:
            font = math_font(self.plan.shown_bodies(), self.output.state) if self.output.state else b""
            return [(FONT, OutputFile(digest_of(font), font))] if font else []
        page = self.plan.pages[number]
        name = file_of(page.address)
        return [(name, self._page(page, name))]

    def _page(self, page: Page, name: str) -> OutputFile:
        fingerprint, known = fingerprint_of(page, self.around[page.language]), self.output.manifest.files.get(name)
        why = reasons(known, fingerprint, intact=name in self.output.intact)
        if known and not why:
            return OutputFile(known.digest, fingerprint=fingerprint)
        data = self.theme.render(page, self.plan.info[page.language], self.plan.bodies.load)
        if known and known.digest == digest_of(data) and name in self.output.intact:
            return OutputFile(known.digest, None, None, fingerprint, " ".join(why))
        return self._laid_aside(data)._replace(fingerprint=fingerprint, why=" ".join(why))

    def _laid_aside(self, data: bytes) -> OutputFile:
        if self.output.state is None:
            return OutputFile(digest_of(data), data)
        staged = f"{self.output.state}/{_STAGE}/{os.getpid()}/{next(_numbers)}"
        try:
            _write(staged, data)
        except FileNotFoundError:
            Path(staged).parent.mkdir()
            _write(staged, data)
        return OutputFile(digest_of(data), staged=staged)


def _write(path: str, data: bytes) -> None:
    with open(path, "xb") as file:  # noqa: PTH123 (a string for each page)
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
