"""All pages of a site, in one place: a new kind of page is a new module and a line here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property
from typing import overload

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.library.library import Library
from fmnotes.pages.archive import plan_archive
from fmnotes.pages.context import Material, Planner
from fmnotes.pages.crawlers import plan_crawlers
from fmnotes.pages.feed import plan_feeds
from fmnotes.pages.fill import LoadBody
from fmnotes.pages.holes import HolePlanner
from fmnotes.pages.listing import plan_further_homes, plan_homes, plan_terms
from fmnotes.pages.not_found import plan_not_found
from fmnotes.pages.note import NotePages
from fmnotes.pages.page import Page, SiteInfo
from fmnotes.pages.redirect import plan_redirects
from fmnotes.pages.search import plan_search
from fmnotes.pages.series import plan_series
from fmnotes.pages.sitemap import plan_sitemap
from fmnotes.pages.titles import plan_titles
from fmnotes.text.names import Address, nfc


class Pages(Sequence[Page]):
    """The pages of a site: those of notes, each planned when it is asked for, then homes, feeds, and all others.

    A page has a number. Homes are planned together, when the first of them is asked for; so are feeds, and the others.
    """

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self._holes = HolePlanner(planner)
        self._embedding: list[str] = []
        self._notes = NotePages(planner, self._holes)

    def moved(self, library: Library, digests: Mapping[str, str], load_body: LoadBody) -> Pages:
        """The same pages of a library in which nothing but some bodies differs: `digests` leads from old to new."""
        material = replace(self._planner.material, load_body=load_body)
        made = Pages(replace(self._planner, library=library, material=material))
        for name in ("homes", "feeds", "others"):
            if name in self.__dict__:
                made.__dict__[name] = [page.moved(digests) for page in self.__dict__[name]]
        return made

    # -- by number -------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._notes.paths) + len(self._lists)

    @overload
    def __getitem__(self, number: int) -> Page: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Page]: ...
    def __getitem__(self, number: int | slice) -> Page | Sequence[Page]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        index = number - len(self._notes.paths)
        if index < 0:
            return self._notes.page(self._notes.paths[number])
        few = [*self.homes, *self.feeds]
        return few[index] if index < len(few) else self.others[index - len(few)]

    def __iter__(self) -> Iterator[Page]:
        yield from (self._notes.page(path) for path in self._notes.paths)
        yield from self._lists

    @property
    def _lists(self) -> list[Page]:
        return [*self.homes, *self.feeds, *self.others]

    # -- by address ------------------------------------------------------------------------------------------

    @property
    def addresses(self) -> list[Address]:
        """The address of every page, by its number."""
        notes = [self._planner.library.addresses[path] for path in self._notes.paths]
        return notes + [page.address for page in self._lists]

    def find(self, address: str) -> int | None:
        """The number of the page at `address`, which is in NFC; lists are planned only where no note is there."""
        if address in self._numbers:
            return self._numbers[address]
        few = [*self.homes, *(self.feeds if address.endswith("/feed.xml") else ())]
        found = next((index for index, page in enumerate(few) if nfc(page.address) == address), None)
        return len(self._notes.paths) + found if found is not None else self._listed.get(address)

    @cached_property
    def _listed(self) -> Mapping[str, int]:
        before = len(self._notes.paths) + len(self.homes) + len(self.feeds)
        return {nfc(page.address): number for number, page in enumerate(self.others, before)}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        addresses = self._planner.library.addresses
        return {nfc(addresses[path]): number for number, path in enumerate(self._notes.paths)}

    # -- by kind ---------------------------------------------------------------------------------------------

    @cached_property
    def homes(self) -> list[Page]:
        return list(plan_homes(self._planner, self._holes))

    @cached_property
    def feeds(self) -> list[Page]:
        return list(plan_feeds(self._planner, self._holes))

    @cached_property
    def others(self) -> list[Page]:
        planner, library = self._planner, self._planner.library
        further = list(plan_further_homes(planner, self._holes))
        lists = list(plan_archive(planner))
        for taxonomy in (library.tags, library.categories):
            lists += plan_terms(planner, taxonomy) if taxonomy.terms else ()
        lists += plan_series(planner) if library.series.terms else ()
        return [
            *lists,
            *further,
            *plan_search(planner),
            *plan_redirects(planner),
            *plan_not_found(planner),
            *plan_titles(planner),
            *plan_sitemap(planner, self._notes.paths, [*self.homes, *further, *lists]),
            *plan_crawlers(planner),
        ]

    def info(self) -> dict[str, SiteInfo]:
        """What every page in each language may show of the site."""
        return {language: self._planner.site_info(language) for language in self._planner.library.languages}

    def embed_problems(self) -> list[Diagnostic]:
        """Embeds that go round in a circle, or too deep: only notes that embed others are looked at."""
        library = self._planner.library
        for path, targets in library.targets.items():
            if any(target.kind in {"note", "anchor"} for target in targets) and any(
                ref.kind == "embed" for ref in library.notes[path].outline.references
            ):
                self._holes.body(path)
                self._embedding.append(path)
        return self._holes.diagnostics

    def shows(self) -> dict[str, list[str]]:
        """The texts on every page that shows others than the note whose page it is; `embed_problems` comes before."""
        addresses = self._planner.library.addresses
        shown: dict[str, list[str]] = {addresses[path]: self._holes.body(path).texts() for path in self._embedding}
        return shown | {page.address: page.texts for page in self._lists if page.bodies}

    def listing(self, notes: Set[str]) -> list[Address]:
        """The lists that show words of one of `notes`."""
        return [page.address for page in self._lists if not notes.isdisjoint(page.notes)]


def plan_pages(
    library: Library, material: Material, config: Config
) -> tuple[Pages, dict[str, SiteInfo], list[Diagnostic]]:
    """The pages of `library`, what each interface language may show of the site, and problems with embeds."""
    planner = Planner(library, material, config)
    pages = Pages(planner)
    problems = pages.embed_problems()
    if not config.base_url:
        problems.append(diagnose("base-url-missing", Place()))
    elif config.base_url_source:
        problems.append(diagnose("base-url-guessed", Place(), url=config.base_url, source=config.base_url_source))
    return pages, pages.info(), problems
