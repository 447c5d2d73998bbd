"""Inline tokens -> HTML and holes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from markdown_it.token import Token

from fmnotes.markdown.body import Embed, IdDef, IdRef, Image, LinkClose, LinkOpen, RefKind
from fmnotes.markdown.formula_words import formula_words
from fmnotes.markdown.formulas import FormulaError, failed_formula_html, formula_html, formula_text
from fmnotes.markdown.picture_sizes import width_class
from fmnotes.markdown.raw_html import write_raw
from fmnotes.markdown.rules.equations import id_of
from fmnotes.markdown.rules.headings import plain_text
from fmnotes.markdown.writer import BodyWriter, Opaque
from fmnotes.text.regex import regex

_HUMPED = regex("[a-z0-9][A-Z]")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_TEXTS = ("text", "text_special")
_HANGUL = regex("[가-힣]{1,8}")
_SHORT = 24
_SIZED = regex(r"\|(\d{1,5})(?:x(\d{1,5}))?$")
_ONLY_SIZE = regex(r"(\d{2,4})(?:x(\d{1,4}))?")
_UNKNOWN = "…"
"""For the words of what a link leads to, which are known when pages are made."""
_BREAKS = {"<br>", "<br/>", "<br />", "<wbr>"}


def write_inline(writer: BodyWriter, token: Token) -> None:
    """Write the children of an `inline` token."""
    writer.begin_block(token.content, token.map[0] if token.map else None)
    links: list[tuple[int, int]] = []
    children = token.children or []
    for index, child in enumerate(children):
        kind = child.type
        if kind in _TEXTS:
            if text := child.content:
                special = "<" in text or "&" in text or ">" in text
                writer.parts.append(escape(text, quote=False) if special else text)
                writer.word(text)
        elif kind == "link_open":
            wordless = children[index + 1].type == "link_close"
            links.append((_open_link(writer, child, wordless=wordless), writer.offset))
            if wordless and "label" in child.meta:
                writer.word(_UNKNOWN)
        elif kind == "link_close":
            writer.parts.append(LinkClose())
            writer.span(*links.pop())
        elif kind == "math" and (particle := _particle(child, children[index + 1 : index + 2])):
            _with_particle(writer, child, particle, children[index + 1])
        else:
            _HANDLERS[kind](writer, child)
    writer.end_block()


def _particle(formula: Token, following: Sequence[Token]) -> str:
    """The Hangul that clings to a formula: Korean breaks between words only, and browsers know no words there."""
    found = _HANGUL.match(following[0].content) if following and following[0].type == "text" else None
    return found[0] if found and len(formula.content) <= _SHORT and not formula.meta["display"] else ""


def _with_particle(writer: BodyWriter, formula: Token, particle: str, following: Token) -> None:
    writer.parts.append('<span class="whole">')
    _math(writer, formula)
    writer.parts.append(f"{particle}</span>")
    writer.word(particle)
    following.content = following.content.removeprefix(particle)


def _open_link(writer: BodyWriter, token: Token, *, wordless: bool) -> int:
    meta = token.meta
    at = meta.get("at")
    if "tag" in meta:
        ref = writer.refer("tag", meta["tag"], at)
        writer.parts.append(LinkOpen(ref, ' class="tag"'))
        writer.tagged += meta["at"][1] - meta["at"][0]
        return ref
    if "label" in meta:
        ref = writer.refer("label", meta["label"], at)
    elif "wiki" in meta:
        ref = writer.refer("wikilink", meta["wiki"], at, str(token.attrs.get("title", "")))
    else:
        # In a heading it is a handle to take hold of the heading by.
        kind: RefKind = "named" if wordless and not writer.in_heading else "link"
        ref = writer.refer(kind, str(token.attrs["href"]), at, str(token.attrs.get("title", "")))
    if meta.get("cut"):
        writer.report("url-cut", at, cut=meta["cut"], url=token.attrs["href"])
    writer.parts.append(LinkOpen(ref))
    return ref


def _image(writer: BodyWriter, token: Token) -> None:
    alt, size = token.meta.get("alt") or plain_text(token.children or ()), token.meta.get("size", ())
    if not any(size) and (sized := _SIZED.search(alt) or _size_alone(writer, alt)):
        alt, size = alt[: sized.start()], (int(sized[1]), int(sized[2] or 0))
    title, source = str(token.attrs.get("title", "")), str(token.attrs["src"])
    ref = writer.refer("image", source, token.meta.get("at"), title)
    if any(size):
        writer.resize(ref, size)
    writer.images += 1
    writer.verbatim.append(alt)
    if (own := token.meta.get("id")) and own not in writer.ids:
        writer.ids[own] = None
        writer.parts += ["<span", IdDef(own), "></span>"]
    share = width_class(token.meta.get("percent", 0))
    attributes = f' class="{share}"' if share else ""
    writer.parts.append(Image(ref, alt, attributes, figure=token.meta.get("figure", False)))


def _size_alone(writer: BodyWriter, alt: str) -> re.Match[str] | None:
    """`![250](a.png)` and `![300x200](a.png)` (Obsidian, Embed files); elsewhere a number may be a name."""
    found = _ONLY_SIZE.fullmatch(alt)
    return found if found and (found[2] or writer.obsidian) else None


def _embed(writer: BodyWriter, token: Token) -> None:
    ref = writer.refer("embed", token.meta["target"], token.meta["at"])
    if any(token.meta["size"]):
        writer.resize(ref, token.meta["size"])
    writer.images += token.meta["target"].lower().endswith(_PICTURES)
    writer.span(ref, writer.offset)
    writer.parts.append(Embed(ref, token.content, token.meta["alone"] and writer.in_paragraph))


def _code(writer: BodyWriter, token: Token) -> None:
    writer.parts.append(f"<code>{escape(token.content, quote=False)}</code>")
    writer.word(token.content)
    if _HUMPED.search(token.content):
        # By its parts it is found as what stands in code is (`search.words`).
        writer.verbatim.append(token.content)


def _math(writer: BodyWriter, token: Token) -> None:
    if not token.content.strip():
        return
    write_equation_ids(writer, token)
    display = bool(token.meta["display"])
    block, at = token.meta["alone"], token.meta["at"]
    writer.word(write_formula(writer, token, display=display, block=block, at=at))


def write_equation_ids(writer: BodyWriter, token: Token) -> None:
    """Places that references lead to, before the formula that has their labels."""
    for label in token.meta.get("labels", ()):
        own = id_of(label)
        if own not in writer.ids:
            writer.ids[own] = None
            writer.parts += ["<span", IdDef(own), "></span>"]


def write_formula(writer: BodyWriter, token: Token, *, display: bool, block: bool, at: tuple[int, int] | None) -> str:
    """Write a formula as MathML, and return its text; one that cannot be read shows its source, with a warning."""
    tex = token.content
    writer.formulas += 1
    if block:
        writer.verbatim.append(tex)
    try:
        mathml = writer.formula_renderer.render(token.meta.get("commands", "") + tex, display=display)
    except FormulaError as problem:
        writer.report("math-invalid", at, problem=problem)
        writer.parts.append(Opaque(failed_formula_html(tex, display=display)))
        return tex.strip()
    text = formula_words(mathml)
    # A header needs a name that can be read out, which a formula alone does not give it (ARIA 1.2, role math).
    named = mathml.replace("<math", f'<math aria-label="{escape(text)}"', 1) if writer.in_header_cell else mathml
    writer.parts.append(Opaque(formula_html(named, display=display, block=block)))
    writer.math_characters.update(formula_text(mathml))
    return text


def _html(writer: BodyWriter, token: Token) -> None:
    content = token.content
    if writer.html_policy == "trusted" or content.lower() in _BREAKS:
        writer.parts.append(content if writer.html_policy == "trusted" else Opaque("<br>"))
        writer.word(" ")
        writer.raw_html |= writer.html_policy == "trusted"
        return
    writer.verbatim.append(write_raw(writer, content, writer.locate(token.meta.get("at"))[0]))


def _abbr_open(writer: BodyWriter, token: Token) -> None:
    writer.parts.append(f'<abbr title="{escape(token.content)}">')


def _template_tag(writer: BodyWriter, token: Token) -> None:
    """A tag of a template language that means nothing here, as it is written; each name is told once."""
    if token.meta["name"] not in writer.unknown_tags:
        writer.unknown_tags.add(token.meta["name"])
        writer.report("template-tag", token.meta["at"], name=token.meta["name"])
    # It is shown, but it is no word of the note.
    writer.parts.append(escape(token.content, quote=False))


def _softbreak(writer: BodyWriter, token: Token) -> None:
    writer.parts.append("<br>\n" if writer.breaks else "\n")
    writer.word("\n")


def _hardbreak(writer: BodyWriter, token: Token) -> None:
    writer.parts.append("<br>\n")
    writer.word("\n")


def _footnote_reference(writer: BodyWriter, token: Token) -> None:
    number = token.meta["id"] + 1
    sub = token.meta.get("subId", 0)
    own = f"fnref{number}" + (f"-{sub}" if sub else "")
    writer.ids[own] = None
    writer.footnotes_called.add(own)
    writer.parts += ['<sup class="footnote-ref"><a', IdRef(f"fn{number}"), IdDef(own), f">{number}</a></sup>"]


def _footnote_missing(writer: BodyWriter, token: Token) -> None:
    writer.report("footnote-missing", token.meta["at"], label=token.content[2:-1])
    writer.parts.append(escape(token.content, quote=False))
    writer.word(token.content)


def _tag(html: str) -> Callable[[BodyWriter, Token], None]:
    def write(writer: BodyWriter, token: Token) -> None:
        writer.parts.append(html)

    return write


_HANDLERS: Mapping[str, Callable[[BodyWriter, Token], None]] = {
    "code_inline": _code,
    "math": _math,
    "image": _image,
    "embed": _embed,
    "softbreak": _softbreak,
    "hardbreak": _hardbreak,
    "html_inline": _html,
    "footnote_ref": _footnote_reference,
    "footnote_missing": _footnote_missing,
    "template_tag": _template_tag,
    "abbr_open": _abbr_open,
    "abbr_close": _tag("</abbr>"),
    **{
        f"{tag}_{kind}": _tag(f"<{'/' if kind == 'close' else ''}{tag}>")
        for tag in ("em", "strong", "s", "mark", "sub", "sup")
        for kind in ("open", "close")
    },
}
