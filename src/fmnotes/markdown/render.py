"""One note's Markdown, rendered without knowing any other note: the rules (`markdown.engine`), then the writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from fmnotes.config import DIALECTS, HtmlPolicy
from fmnotes.markdown.assemble import assemble
from fmnotes.markdown.blocks import write_tokens
from fmnotes.markdown.body import Body
from fmnotes.markdown.engine import parser
from fmnotes.markdown.formulas import FormulaRenderer
from fmnotes.markdown.rules.definitions import Definitions
from fmnotes.markdown.sections import unnested
from fmnotes.markdown.writer import BodyWriter
from fmnotes.text.hangul import count_letters


@lru_cache(maxsize=4)
def _formulas(macros: tuple[tuple[str, str], ...]) -> FormulaRenderer:
    return FormulaRenderer(dict(macros))


class BodyOptions(NamedTuple):
    """What a body depends on beside its text: the policy for raw HTML, TeX macros, dialects, whether line ends show."""

    html: HtmlPolicy = "safe"
    macros: Mapping[str, str] = MappingProxyType({})
    dialects: Iterable[str] = DIALECTS
    breaks: bool = False


def render_body(markdown: str, *, first_line: int, language: Callable[[], str], options: BodyOptions) -> Body:
    """Render `markdown` (as `text.characters.clean_text` leaves it) without knowing any other note.

    `first_line` is the line of the file at which it begins, from 1. `language` is asked where words of
    the program's own stand in the body, as the titles of callouts that have none. Nothing here raises for any text.
    """
    html, asked = options.html, frozenset(options.dialects)
    env: dict[str, Any] = {
        "language": language,
        "dendron": "dendron" in asked,
        "obsidian": "obsidian" in asked,
        "references": Definitions(),
    }
    tokens = parser(html, asked).parse(markdown, env)
    writer = BodyWriter(markdown, first_line, html, _formulas(tuple(sorted(options.macros.items()))))
    writer.breaks, writer.language = options.breaks, language
    writer.obsidian = bool(env["obsidian"])
    write_tokens(writer, tokens)
    writer.report_found(env)
    pieces = assemble(writer)
    prose = writer.prose
    headings = tuple(writer.headings)
    if writer.raw_html:
        # An element that the author left open may hold anything that follows.
        apart = unnested(pieces) if html != "trusted" else frozenset[int]()
        headings = tuple(one._replace(nested=one.nested or index not in apart) for index, one in enumerate(headings))
    return Body(
        pieces=pieces,
        references=tuple(writer.references),
        headings=headings,
        ids=tuple(writer.ids),
        labels=tuple({one.name: one for one in reversed(env.get("labels_found", ()))}.values()),
        prose=prose,
        verbatim="\n".join(writer.verbatim),
        size=len(prose),
        counts=count_letters(prose),
        abstract=writer.abstract,
        code_lines=writer.code_lines,
        images=writer.images,
        formulas=writer.formulas,
        math_characters="".join(sorted(writer.math_characters)),
        trusted_html=writer.raw_html and html == "trusted",
        diagnostics=tuple(writer.diagnostics),
    )
