"""The search page, in every language; what it looks through is made by `fmnotes.search`."""

from __future__ import annotations

from collections.abc import Iterator

from fmnotes.pages.context import Planner
from fmnotes.pages.page import Page
from fmnotes.pages.words import words

ADDRESS = "/search/"


def plan_search(planner: Planner) -> Iterator[Page]:
    """Nothing where the configuration leaves the search out."""
    if planner.config.search:
        for language in planner.library.languages:
            yield planner.page("search.html", language, ADDRESS, words(language)["search"], None, section="search")
