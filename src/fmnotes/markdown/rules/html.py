"""Raw HTML as CommonMark finds it; where it will be cleaned, tags that are no HTML elements stay text.

`<premise>` and `<class>` in a note mean themselves; passed through, a browser would swallow them.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block as stock_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.html_inline import html_inline as stock_inline

from fmnotes.markdown.rules.html_end import ends_before, ends_early, goes_on
from fmnotes.markdown.rules.positions import remembering
from fmnotes.text.regex import regex

_NAME = regex(r"</?([A-Za-z][\w-]*)")

ELEMENTS = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br "
    "button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em "
    "embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr "
    "html i iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr "
    "noframes noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script "
    "search section select slot small source span strike strong style sub summary sup svg table tbody td template "
    "textarea tfoot th thead time title tr track tt u ul var video wbr".split()
)

# What a picture or formula is made of: none of it is shown, so none of it may become text.
FOREIGN = frozenset(
    "animate circle clippath defs desc ellipse feblend filter foreignobject g image line lineargradient marker mask "
    "metadata path pattern polygon polyline radialgradient rect stop symbol text textpath tspan use view mfrac mi mn "
    "mo mover mrow msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics annotation".split()
)


WORD_TAG = regex(
    r"</?(?:a|abbr|b|big|br|cite|code|del|em|font|i|img|ins|kbd|mark|p|q|s|small|span|strike|strong|sub|sup|tt|u)"
    r"(?=[\s/>])[^<>]{0,500}>",
    re.IGNORECASE,
)
"""A tag that stands among words."""
_MARKDOWN_INSIDE = regex(
    r"""(<(?:div|section|article|aside|details|figure|main|header|footer|center)\b[^<>]{0,200}?)"""
    r"""\smarkdown(?:\s*=\s*["']?(?:1|block|span|true)["']?)?(?=[\s>])([^<>]{0,200}>)(\s*<summary\b[^<>]{0,200}>.{0,1000}</summary>)?\s*"""
)
_MARKDOWN_LINE = regex(
    r"""(<(div|p|section|article|aside|center)\b[^<>]{0,200}?)\smarkdown"""
    r"""(?:\s*=\s*["']?(?:1|block|span|true)["']?)?(?=[\s>])([^<>]{0,200}>)[ \t]*(\S.{0,2000}?)[ \t]*</\2>[ \t]*"""
)
_SUMMARY = regex(r"<summary\b[^<>]{0,200}>.{0,1000}</summary>\s*")
_WORDS = (
    "a abbr audio b big button cite code data del dfn em i ins kbd label mark meter output progress q s samp small "
    "strike strong sub sup time tt u var video"
)
_WORD_TAG = regex(rf"<(/?)({_WORDS.replace(' ', '|')})\s*>", re.IGNORECASE)
_PLACES = (
    "address area base body details dir form head link map menu meta object p param section source span table title"
)
_PLACE_TAG = regex(rf"<(/?)({_PLACES.replace(' ', '|')})>", re.IGNORECASE)
_PLACE_BEFORE = regex(rf"<({_PLACES.replace(' ', '|')})>$", re.IGNORECASE)
_TAGS = regex(r"`+[^`]*`+|<(/?)([A-Za-z][\w-]*)[^<>]*>")
_BARE = regex(r"""<[A-Za-z][\w-]*((?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*/?>""")
_WITH_VALUE = regex(r"""[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)""")
_LONE = regex(r"<(?:img|br)\b[^<>\n]{0,600}>[ \t]*", re.IGNORECASE)
_MOST_LONE = 50
_BOOLEANS = frozenset(
    "allowfullscreen async autofocus autoplay checked compact controls default defer disabled download hidden inert "
    "ismap loop markdown module multiple muted nomodule noresize noshade novalidate nowrap open playsinline readonly "
    "required reversed scoped selected setup webkitallowfullscreen mozallowfullscreen".split()
)


def _is_element(src: str, start: int) -> bool:
    """An element of HTML, and not `a<b and c>d`: an attribute without a value is one of a few."""
    found = _NAME.match(src, start)
    if not found:
        return True
    if found[1].lower() not in ELEMENTS:
        return False
    tag = _BARE.match(src, start)
    bare = _WITH_VALUE.sub(" ", tag[1]).split() if tag and tag[1] else ()
    return all(name.lower() in _BOOLEANS or "-" in name for name in bare)


_positioned = remembering(stock_inline, "html_inline")


def html_inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    if state.md.options["html_elements_only"] and not (_is_element(state.src, state.pos) and _is_whole(state)):
        return False
    return _positioned(state, silent)


def _is_whole(state: StateInline) -> bool:
    """Is the tag at this place one of an element that begins and ends in this paragraph?

    A bare `<code>` or `<video>` alone is a word, and so are `<s>` and `</s>`, tokens of language models: as tags they
    would change all that follows. What has attributes is meant as HTML, and structure may reach over paragraphs.
    """
    found = _WORD_TAG.match(state.src, state.pos) or _placeholder(state)
    if not found or (found[1] and found[2].lower() != "s"):
        return True
    # Where an address is being read in another way, what stands before it is where it was.
    whole = state.env.get("written", state.src)
    src, elements = state.env.get("elements", ("", {}))
    if src is not whole:
        elements = _elements(whole)
        state.env["elements"] = whole, elements
    first, last = elements.get(found[2].lower(), (-1, -1))
    return bool(first <= state.pos <= last)


def _placeholder(state: StateInline) -> re.Match[str] | None:
    """`cp <source> …`, `Set<p>`: behind a word, what would else be the structure of a page."""
    before = state.src[max(0, state.pos - 80) : state.pos]
    words = before.rstrip(" \t")
    found = _PLACE_TAG.match(state.src, state.pos)
    if not found or not words or words.endswith(("\n", ".")):
        return None
    if words.endswith(">") and not _PLACE_BEFORE.search(words):
        return None
    if found[2].lower() == "p" and not before[-1:].isalnum():
        return None
    # Structure that goes on in other blocks is meant.
    goes_on = state.src.startswith(("\n", "<summary", "<tr"), found.end()) or (
        found.end() == state.posMax and before[-1:].isspace()
    )
    return None if goes_on else found


def _elements(src: str) -> dict[str, tuple[int, int]]:
    """Where each element of a paragraph first begins and last ends; none that does only one of the two.

    `<s>` and `</s>` strike out where each stands close to what it strikes, and there is one for the other.
    """
    begins: dict[str, list[int]] = {}
    ends: dict[str, list[int]] = {}
    loose = False
    for found in _TAGS.finditer(src):
        if not found[2]:
            continue
        (ends if found[1] else begins).setdefault(found[2].lower(), []).append(found.start())
        outside = src[found.start() - 1 : found.start()] if found[1] else src[found.end() : found.end() + 1]
        loose = loose or (found[2].lower() == "s" and (not outside.strip() or outside in "<>"))
    if loose or len(begins.get("s", ())) != len(ends.get("s", ())):
        begins.pop("s", None)
    return {name: (starts[0], ends[name][-1]) for name, starts in begins.items() if name in ends}


def html_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[begin : begin + 1] != "<":
        return False
    if state.md.options["html_elements_only"] and not _is_element(state.src, begin):
        return False
    if _around_markdown(state, start_line, silent):
        return True
    if _above_words(state, start_line, end_line):
        return False
    if not silent and ends_early(state, start_line, end_line):
        return True
    if (
        not silent
        and stock_block(state, start_line, end_line, True)
        and ends_before(state, start_line, end_line, _MARKDOWN_INSIDE)
    ):
        _as_html(state, state.line, end_line)
        return True
    found = stock_block(state, start_line, end_line, silent)
    if found and not silent:
        goes_on(state, start_line, end_line)
    return found


def _above_words(state: StateBlock, line: int, end_line: int) -> bool:
    """Pictures and line breaks right above words are part of their paragraph (Kramdown, HTML Spans), not raw HTML."""
    first, end_line = line, min(end_line, line + _MOST_LONE)
    while line < end_line and _LONE.fullmatch(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line]):
        line += 1
    begin = state.bMarks[line] + state.tShift[line] if line < end_line else 0
    return first < line < end_line and not state.isEmpty(line) and state.src[begin] != "<"


def _around_markdown(state: StateBlock, start_line: int, silent: bool) -> bool:
    """Kramdown's and Python-Markdown's `<div markdown="1">`: what follows is Markdown, without a blank line too.

    So is what follows a `<summary>` right behind it.
    """
    line = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
    if "markdown" in line and (whole := _MARKDOWN_LINE.fullmatch(line)):
        if not silent:
            _push_line(state, start_line, whole)
        return True
    found = _MARKDOWN_INSIDE.fullmatch(line) if "markdown" in line else None
    content = f"{found[1]}{found[2]}{found[3] or ''}\n" if found else ""
    if state.tokens and state.tokens[-1].meta.get("markdown") and _SUMMARY.fullmatch(line):
        # The head of what folds stands in a line of its own.
        content = line + "\n"
    if content and not silent:
        state.line = start_line + 1
        token = state.push("html_block", "", 0)
        token.map, token.content, token.meta = [start_line, state.line], content, {"markdown": found is not None}
        _as_html(state, state.line, state.lineMax)
    return bool(content)


def _as_html(state: StateBlock, line: int, end_line: int) -> None:
    """Tags right below HTML are no code, however far they are indented."""
    while line < end_line and not state.isEmpty(line) and state.is_code_block(line):
        if state.src[state.bMarks[line] + state.tShift[line]] != "<":
            break
        state.sCount[line] = state.blkIndent
        line += 1


def _push_line(state: StateBlock, line: int, found: re.Match[str]) -> None:
    """An element that begins and ends on one line, with Markdown in it."""
    around = () if found[2] == "p" else (f"{found[1]}{found[3]}\n", f"</{found[2]}>\n")
    for content in around[:1]:
        state.push("html_block", "", 0).content = content
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = found[4], [line, line + 1], []
    state.push("paragraph_close", "p", -1)
    for content in around[1:]:
        state.push("html_block", "", 0).content = content
    state.line = line + 1
