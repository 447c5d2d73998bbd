"""Block tokens -> HTML and holes, with the line ends that markdown-it writes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from itertools import takewhile

from markdown_it.token import Token

from fmnotes.markdown.asides import ASIDES
from fmnotes.markdown.body import BlockClose, BlockOpen, Heading, HeadingClose, HeadingOpen, IdDef
from fmnotes.markdown.code import write_code
from fmnotes.markdown.formulas import symbols_html
from fmnotes.markdown.highlighting import language_of
from fmnotes.markdown.inlines import write_equation_ids, write_formula, write_inline
from fmnotes.markdown.raw_html import write_raw
from fmnotes.markdown.writer import BodyWriter, Handler, Opaque
from fmnotes.text.characters import squeeze
from fmnotes.text.regex import regex

_MORE = regex(r"\s*<!--\s*more\s*-->", re.IGNORECASE)
_UNREAD = regex(r"\n {0,3}(`{3,}|[-*+] (?=\S)|#{1,6} (?=\S)|!\[[^\[\]\n]*\]\(|\*\*(?=\S)|\d{1,2}\. (?=\S))")
"""Markdown on a line of its own in what is HTML (CommonMark 4.6)."""
_VERBATIM = regex(r"<(?:pre|code|script|style|textarea|svg)\b|<!--", re.IGNORECASE)
_UNSPOKEN = regex(r"<(?:pre|code|textarea|svg)\b|<!--|\bhidden\b|display\s*:\s*none", re.IGNORECASE)
_TEX = regex(r"[\\^]|[A-Za-z]_")
"""Without its marks a formula would say something else: it is named by its source."""
_TASKS = (("to do", "done"), ("할 일", "끝낸 일"))
_MARKED_TASKS = {"/": ("in progress", "하는 중"), "-": ("cancelled", "취소함"), ">": ("put off", "미룸")}
"""Marks of Obsidian's themes (Minimal, Things) for what is not done."""


def write_tokens(writer: BodyWriter, tokens: Sequence[Token]) -> None:
    """Write a whole note."""
    for index, token in enumerate(tokens):
        if token.type == "inline":
            write_inline(writer, token)
        else:
            _HANDLERS.get(token.type, _element)(writer, tokens, index)


def _element(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    """A token that is its tag: lists, quotes, tables, and paragraphs but for the hidden ones of tight lists."""
    token = tokens[index]
    if token.hidden:
        return
    if token.nesting == -1:
        writer.parts.append(f"</{token.tag}>\n" if token.block else f"</{token.tag}>")
        return
    lead = "\n" if token.block and index and tokens[index - 1].hidden else ""
    attributes = _attributes(token) if token.attrs else ""
    writer.parts.append(f"{lead}<{token.tag}{attributes}>{_line_end(tokens, index)}")


def _paragraph(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    token = tokens[index]
    opening = writer.in_paragraph = token.nesting == 1
    if opening:
        # An embed alone on its line may become blocks, which a `<p>` cannot hold: `pages.fill` adds it if need be.
        if alone := _alone(tokens[index + 1].children or ()):
            token.hidden, tokens[index + 1].children = True, alone
        writer.paragraph = -1 if token.hidden else len(writer.parts)
    token.hidden = writer.paragraph < 0
    if token.hidden:
        return
    parts = writer.parts[writer.paragraph + 1 :]
    if opening or any(not isinstance(part, str) or part.strip(" \n") for part in parts):
        _element(writer, tokens, index)
    else:
        # Nothing of it shows: a comment, definitions of TeX.
        del writer.parts[writer.paragraph :]


def _alone(children: Sequence[Token]) -> list[Token]:
    """The picture, or the embeds, that a paragraph is nothing else than; they stand for themselves."""
    held = [one for one in children if one.type not in {"softbreak", "hardbreak"}]
    embeds = all(one.type == "embed" and one.meta["alone"] for one in held)
    if not embeds and [one.type for one in children] != ["image"]:
        return []
    for one in held:
        one.meta["figure"] = True
    return held


def _attributes(token: Token) -> str:
    made = ""
    for name, value in token.attrs.items():
        if name == "style":
            made += f' class="{str(value).replace("text-align:", "align-")}"'
        else:
            made += f' {name}="{escape(str(value))}"'
    return made


def _line_end(tokens: Sequence[Token], index: int) -> str:
    token = tokens[index]
    if not token.block:
        return ""
    if token.nesting == 1 and index + 1 < len(tokens):
        following = tokens[index + 1]
        if following.type == "inline" or following.hidden:
            return ""
        if following.nesting == -1 and following.tag == token.tag:
            return ""
    return "\n"


def _table(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    """A frame round the table scrolls where the page is too narrow for it."""
    writer.parts.append('<div class="table">\n<table>\n' if tokens[index].nesting == 1 else "</table>\n</div>\n")


def _header_cell(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    """An empty one (the corner of a table) heads nothing."""
    token = tokens[index]
    writer.in_header_cell = token.nesting == 1
    if not tokens[index + token.nesting].content:
        token.tag = "td"
    _element(writer, tokens, index)


def _list_item(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    _element(writer, tokens, index)
    meta = tokens[index].meta
    if "checked" in meta:
        korean, mark = writer.language() == "ko", meta.get("mark", "")
        state = _MARKED_TASKS.get(mark, ("", ""))[korean]
        checked = " checked" if meta["checked"] and not state else ""
        label = state or _TASKS[korean][bool(checked)]
        told = f' data-mark="{escape(mark)}" title="{escape(mark)}"' if mark else ""
        shown = f"<small>{state}</small> " if state else ""
        writer.parts.append(Opaque(f'<input type="checkbox" disabled{checked} aria-label="{label}"{told}> {shown}'))


def _heading_open(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    token = tokens[index]
    line = writer.file_line(token.map[0] if token.map else 0)
    led = not writer.headings and writer.has_prose
    level = int(token.tag[1])
    writer.headings.append(
        Heading(level, token.meta["id"], token.meta["text"], line, token.level > 0, led=led, quoted=token.level > 0)
    )
    writer.ids[token.meta["id"]] = None
    writer.in_heading = True
    writer.parts.append(HeadingOpen(len(writer.headings) - 1))


def _heading_close(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    heading = writer.headings[-1]
    shown = "".join(writer.words).strip()
    formulas = any(one.type == "math" for one in tokens[index - 1].children or ())
    if _TEX.search(heading.text) and (formulas or shown != heading.text):
        writer.headings[-1] = heading._replace(markup=_markup(writer, tokens[index - 1]))
    elif shown != heading.text:
        writer.headings[-1] = heading._replace(shown=shown)
    writer.in_heading = False
    writer.parts += [HeadingClose(len(writer.headings) - 1), "\n"]


def _anchor(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    own = tokens[index].meta["id"]
    if own not in writer.ids:
        writer.ids[own] = None
        writer.parts += ["<span", IdDef(own), "></span>\n"]


def _markup(writer: BodyWriter, inline: Token) -> str:
    """The heading that was just written, without links; nothing of one that holds HTML or footnotes."""
    if any(one.type == "html_inline" or one.type.startswith("footnote") for one in inline.children or ()):
        return ""
    written = takewhile(lambda part: not isinstance(part, HeadingOpen), reversed(writer.parts))
    html = [part.html if isinstance(part, Opaque) else part for part in written if isinstance(part, str | Opaque)]
    return symbols_html("".join(reversed(html)).strip())


def _fence(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    """Code; one of `math` is GitHub's other way to write a formula."""
    if tokens[index].type == "fence" and language_of(tokens[index].info) == "math":
        _math_block(writer, tokens, index)
    else:
        write_code(writer, tokens[index])


def _math_block(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    token = tokens[index]
    if not token.content.strip():
        return
    writer.begin_block("", token.map[0] if token.map else 0)
    writer.parts.append('<div class="math-block">')
    write_equation_ids(writer, token)
    write_formula(writer, token, display=True, block=True, at=None)
    writer.parts.append("</div>\n")


def _html_block(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    token = tokens[index]
    if _MORE.match(token.content):
        writer.end_abstract()
    found = _UNREAD.search(token.content)
    if found and not _VERBATIM.search(token.content):
        line = (token.map[0] if token.map else 0) + token.content.count("\n", 0, found.end())
        writer.report_once("html-markdown", writer.file_line(line), width=max(1, len(found[1])))
    if writer.html_policy == "trusted":
        writer.raw_html = True
        writer.parts.append(token.content)
        return
    words = write_raw(writer, token.content, writer.file_line(token.map[0] if token.map else 0))
    if _UNSPOKEN.search(token.content):
        writer.verbatim.append(words)
    else:
        writer.add_words(squeeze(unescape(words)))


def _block_id_open(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    writer.ids[tokens[index].meta["id"]] = None
    writer.parts.append(BlockOpen(tokens[index].meta["id"]))


def _block_id_close(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    writer.parts.append(BlockClose(tokens[index].meta["id"]))


_HANDLERS: Mapping[str, Handler] = {
    "paragraph_open": _paragraph,
    "paragraph_close": _paragraph,
    "table_open": _table,
    "table_close": _table,
    "th_open": _header_cell,
    "th_close": _header_cell,
    "list_item_open": _list_item,
    "heading_open": _heading_open,
    "heading_close": _heading_close,
    "anchor": _anchor,
    "fence": _fence,
    "code_block": _fence,
    "math_block": _math_block,
    "html_block": _html_block,
    "block_id_open": _block_id_open,
    "block_id_close": _block_id_close,
    **ASIDES,
}
