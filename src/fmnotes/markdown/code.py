"""Tokens of code -> the body: highlighted, and diagrams drawn."""

from __future__ import annotations

from markdown_it.token import Token

from fmnotes.markdown import diagrams
from fmnotes.markdown.code_block import code_html, read_options
from fmnotes.markdown.highlighting import is_known, is_too_large, language_of
from fmnotes.markdown.writer import BodyWriter, Opaque


def write_code(writer: BodyWriter, token: Token) -> None:
    """A fence, or lines that are indented: highlighted, or drawn; what is odd about it is told."""
    language = language_of(token.info) if token.type == "fence" else ""
    line = writer.file_line(token.map[0] if token.map else 0)
    if token.type == "fence" and not token.level and _is_open(token):
        writer.report_line("code-open", line, width=len(token.markup), mark=token.markup)
    writer.code_lines += token.content.count("\n")
    writer.verbatim.append(token.content)
    drawn = _drawn(writer, token, line) if language == diagrams.LANGUAGE else ""
    if language != diagrams.LANGUAGE and language and is_too_large(token.content, language):
        writer.report_line("code-too-large", line, kilobytes=len(token.content.encode()) // 1000)
    elif not is_known(language) and language not in writer.unknown_languages:
        writer.unknown_languages.add(language)
        writer.report_line("code-language-unknown", line, language=language)
    writer.parts.append(Opaque(drawn or code_html(token.content, token.info if token.type == "fence" else "")))


def _is_open(token: Token) -> bool:
    """Does a fence end with what it stands in, and not with a line of its own?"""
    content, lines = token.content, token.map or [0, 0]
    return bool(token.markup) and content.count("\n") + (content[-1:] not in {"", "\n"}) == lines[1] - lines[0] - 1


def _drawn(writer: BodyWriter, token: Token, line: int) -> str:
    """The picture of a diagram; empty where there is none, and its source is shown."""
    if not diagrams.can_draw():
        if not writer.undrawn:
            writer.report_line("diagram-source", line)
        writer.undrawn = True
    elif token.content.strip():
        try:
            drawing = diagrams.draw(token.content)
        except diagrams.TooLargeError:
            writer.report_line("diagram-too-large", line)
        except diagrams.DiagramError as problem:
            writer.report_line("diagram-invalid", line, reason=problem)
        else:
            writer.images += 1
            caption, korean = read_options(token.info).title, writer.language() == "ko"
            return diagrams.diagram_html(token.content, drawing, caption=caption, korean=korean)
    return ""
