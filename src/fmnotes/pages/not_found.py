"""404.html: shown at any depth, so it alone uses links from the path of the base_url."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fmnotes.pages.context import Planner
from fmnotes.pages.page import Card, Page
from fmnotes.pages.words import words
from fmnotes.text.names import quoted

_NEWEST = 5


@dataclass(frozen=True, slots=True)
class NotFoundContent:
    cards: Sequence[Card]


def plan_not_found(planner: Planner) -> Iterator[Page]:
    language = planner.library.main
    newest = planner.library.view(language)[:_NEWEST]
    yield planner.page(
        "404.html",
        language,
        "/404.html",
        words(language)["not_found"],
        NotFoundContent(planner.cards(newest, language)),
        root="/" + quoted(planner.config.base_path.strip("/")) + ("/" if planner.config.base_path != "/" else ""),
        canonical="",
        alternates=planner.homes(),
        notes=newest,
    )
