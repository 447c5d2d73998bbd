"""What crawlers ask for at the root of a domain: robots.txt (RFC 9309), and the key file of IndexNow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fmnotes.pages.context import Planner
from fmnotes.pages.page import Page
from fmnotes.text.names import Address


@dataclass(frozen=True, slots=True)
class CrawlerContent:
    """The address that `robots.txt` names, the key that `indexnow.txt` holds."""

    sitemap: str = ""
    key: str = ""


def plan_crawlers(planner: Planner) -> Iterator[Page]:
    """No robots.txt where no crawler would read it (below a path), nor beside one of the site's own in `static/`."""
    config, language = planner.config, planner.library.main

    def page(address: str, template: str, content: CrawlerContent) -> Page:
        return Page(Address(address), template, "", language, language, "", content)

    if config.base_url and config.base_path == "/" and "robots.txt" not in planner.material.static:
        yield page("/robots.txt", "robots.txt", CrawlerContent(sitemap=planner.url("/sitemap.xml")))
    if config.indexnow:
        yield page(f"/{config.indexnow}.txt", "indexnow.txt", CrawlerContent(key=config.indexnow))
