"""CommonMark 0.31.2 in `trusted` mode: as stock markdown-it-py renders it, but for the rules that are ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from fmnotes.markdown.render import BodyOptions, render_body
from tests.cases import flat
from tests.commonmark_examples import commonmark_examples

OURS = {
    548: "wikilink: [[[foo]]]",
    590: "wikilink: ![[foo]] is an embed",
    602: "bare_url: <https://foo.bar/baz bim>",
    608: "bare_url: < https://foo.bar >",
    611: "bare_url: https://example.com",
}
"""Examples that a rule of ours renders otherwise, by number."""


@pytest.fixture(scope="module")
def examples(pytestconfig: pytest.Config) -> list[dict[str, str]]:
    return commonmark_examples(Path(str(pytestconfig.cache and pytestconfig.cache.mkdir("commonmark"))))


def _stock(markdown: str) -> str:
    html: str = MarkdownIt("commonmark", {"xhtmlOut": False}).render(markdown)
    return _same_quotes(html)


def _ours(markdown: str) -> str:
    body = render_body(markdown, first_line=1, language=lambda: "en", options=BodyOptions("trusted"))
    html = flat(body, ids=False)
    if "language-" in html:
        # Our highlighting wraps code in spans; the code itself must be the same.
        html = re.sub(r'<span class="\w+">|</span>', "", html)
    return _same_quotes(html)


def _same_quotes(html: str) -> str:
    return html.replace("&quot;", '"').replace("&#x27;", "'").strip("\n")


def test_all_652_examples(examples: list[dict[str, str]]) -> None:
    """Every example renders as the stock parser renders it, but for those that OURS names."""
    assert len(examples) == 652
    different = {int(one["example"]) for one in examples if _stock(one["markdown"]) != _ours(one["markdown"])}
    assert different == set(OURS)
