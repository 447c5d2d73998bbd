"""All pages of a site, in one place: a new kind of page is a new module and a line here."""

from __future__ import annotations

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.library.library import Library
from fmnotes.pages.archive import plan_archive
from fmnotes.pages.context import Material, Planner
from fmnotes.pages.crawlers import plan_crawlers
from fmnotes.pages.feed import plan_feeds
from fmnotes.pages.holes import HolePlanner
from fmnotes.pages.listing import plan_homes, plan_terms
from fmnotes.pages.not_found import plan_not_found
from fmnotes.pages.note import plan_notes
from fmnotes.pages.page import Page, SiteInfo
from fmnotes.pages.redirect import plan_redirects
from fmnotes.pages.search import plan_search
from fmnotes.pages.series import plan_series
from fmnotes.pages.sitemap import plan_sitemap
from fmnotes.pages.titles import plan_titles


def plan_pages(
    library: Library, material: Material, config: Config
) -> tuple[list[Page], dict[str, SiteInfo], list[Diagnostic]]:
    """The pages of `library`, what each interface language may show of the site, and problems with embeds."""
    planner = Planner(library, material, config)
    holes = HolePlanner(planner)
    pages = [*plan_homes(planner, holes), *plan_notes(planner, holes)]
    if library.tags.terms:
        pages += plan_terms(planner, library.tags)
    if library.categories.terms:
        pages += plan_terms(planner, library.categories)
    if library.series.terms:
        pages += plan_series(planner)
    pages += plan_archive(planner)
    listed = list(pages)
    pages += plan_search(planner)
    pages += plan_redirects(planner)
    pages += plan_not_found(planner)
    pages += plan_titles(planner)
    pages += plan_feeds(planner, holes)
    pages += plan_sitemap(planner, listed)
    pages += plan_crawlers(planner)
    problems = list(holes.diagnostics)
    if not config.base_url:
        problems.append(diagnose("base-url-missing", Place()))
    elif config.base_url_source:
        problems.append(diagnose("base-url-guessed", Place(), url=config.base_url, source=config.base_url_source))
    return pages, {language: planner.site_info(language) for language in library.languages}, problems
