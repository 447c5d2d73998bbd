"""Raw HTML -> parts of a body, for the cleaner to see later (`cleaning`)."""

from __future__ import annotations

import re

from fmnotes.markdown.cleaning import prepare
from fmnotes.markdown.formulas import FormulaError, formula_html, formula_text
from fmnotes.markdown.raw_formulas import RawPart, formulas_in
from fmnotes.markdown.writer import BodyWriter, Opaque
from fmnotes.text.regex import regex

_UNSEEN = regex(r"<(script|style|template)\b[\s\S]*?(?:</\1\s*>|$)", re.IGNORECASE)
_LIQUID_TAG = regex(r"\{%-?[ \t]*(\w{1,80})")
_TAGS = regex(r"<[^>]*>?")


def write_raw(writer: BodyWriter, content: str, line: int) -> str:
    """Raw HTML that the cleaner will see later, with its frames turned into links; returns its words."""
    writer.raw(content, line)
    html, frames, dropped = prepare(content)
    for frame in frames:
        writer.report_line("html-frame", line + _row(content, frame), url=frame)
    for name in dropped:
        writer.report_line("html-dropped", line + _row(content, f"<{name}"), name=name)
    for tag in _LIQUID_TAG.finditer(content):
        if tag[1] not in writer.unknown_tags:
            writer.unknown_tags.add(tag[1])
            writer.report_line("template-tag", line + content.count("\n", 0, tag.start()), name=tag[1])
    for part in formulas_in(html):
        _write_part(writer, part)
    return _TAGS.sub(" ", _UNSEEN.sub(" ", html))


def _write_part(writer: BodyWriter, part: RawPart) -> None:
    """HTML as it is; a formula that cannot be read is words."""
    if part.kind == "html":
        writer.parts.append(part.text)
        return
    display = part.kind == "display"
    try:
        mathml = writer.formula_renderer.render(part.text, display=display)
    except FormulaError:
        writer.parts.append(part.written)
        return
    writer.formulas += 1
    writer.parts.append(Opaque(formula_html(mathml, display=display, block=False)))
    writer.math_characters.update(formula_text(mathml))


def _row(content: str, words: str) -> int:
    """The line of `content`, from 0, in which `words` first stand; the first where they are written in another way."""
    return content.count("\n", 0, max(0, content.lower().find(words.lower())))
