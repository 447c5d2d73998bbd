"""Template tags inside a text: `{% raw %}`, Kramdown's `{:.class}` after a span, and all others, shown as written."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.markdown.rules.headings import plain_text
from fmnotes.markdown.rules.kramdown import ATTRIBUTES, CLASSES
from fmnotes.text.regex import regex

_RAW = regex(r"\{%-?[ \t]*raw[ \t]*-?%\}")
_RAW_END = regex(r"\{%-?[ \t]*endraw[ \t]*-?%\}")
_RAW_CODE = regex(
    r"\s*\{%-?[ \t]*raw[ \t]*-?%\}\n?((?:(?!\{%-?[ \t]*(?:end)?raw\b)[\s\S])*)\{%-?[ \t]*endraw[ \t]*-?%\}\s*"
)
_RAW_PAIR = regex(
    r"(\{%-?[ \t]*raw[ \t]*-?%\})((?:(?!\{%|\{\{[<%#]|\{\{-?\s*s(?:it|ti)e\.)[\s\S]){1,20000}?)"
    r"(\{%-?[ \t]*endraw[ \t]*-?%\})"
)
"""With nothing in it that would be read as a tag."""
_ESCAPED = regex(r"\{\{([<%])/\*([^\n]{0,300}?)\*/([>%])\}\}")
_TAG = regex(
    r"\{\{[<%][ \t]*/?[ \t]*([\w./-]{1,80})[^\n]{0,400}?[>%]\}\}|\{%-?[ \t]*([\w-]{1,80})[^\n]{0,400}?%\}"
    r"|\{\{(#\w{1,80})[^\n{}]{0,400}\}\}"
)
_KATEX = regex(
    r"\{\{[<%][ \t]*(?:katex|math)\b([^\n{}]{0,80})[>%]\}\}((?:(?!\{\{[<%])[\s\S]){0,2000}?)"
    r"\{\{[<%][ \t]*/[ \t]*(?:katex|math)[ \t]*[>%]\}\}"
)
"""Of the theme Book."""
_COMMENT = regex(r"\{%-?[ \t]*comment[ \t]*-?%\}.{0,2000}?\{%-?[ \t]*endcomment[ \t]*-?%\}", re.DOTALL)
_ATTRIBUTES = regex(f"{ATTRIBUTES}|{CLASSES}")
# Logseq writes `{:height 541, :width 778}`.
_PICTURE = regex(
    r"""\{[ \t]*+(?:(?:[.#][\w-]++|:(?:height|width)[ \t]++\d{1,5}+,?"""
    r"""|[\w-]++=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]++))[ \t]*+)++\}"""
)
_WIDTH = regex(r"""(?:\b(?:width|w)=|:width\s+|(?<!-)\bwidth:\s*)["']?(\d{1,5})(?:px)?(?=["'\s},;])""")
_PERCENT = regex(r"""(?:\b(?:width|w)=|(?<!-)\bwidth:\s*)["']?(\d{1,3})%""")
_HEIGHT = regex(r"""(?:\b(?:height|h)=|:height\s+|(?<!-)\bheight:\s*)["']?(\d{1,5})(?:px)?(?=["'\s},;])""")
_UNSEEN = frozenset("katex math mathjax lead toc clear center rawhtml badge keyword keywordlist".split())
"""Of themes: what switches something on, or says how the text between two of them looks."""
_FIGURE = regex(r"(?<![\w\"])#(fig-[\w:.-]{1,80})")
_ALTERNATIVE = regex(r"""\bfig-alt=["']([^"'\n]{1,500})["']""")
_SPANS = {"link_close", "image", "embed", "code_inline", "math"}


def raw_marks(state: StateCore) -> None:
    """`{% raw %}` and its end around words and formulas say nothing to Markdown, which reads what is between them.

    (Liquid, `raw`.) Those that have a line for themselves are taken out as blocks.
    """
    if "endraw" in state.src and _RAW_PAIR.search(state.src):
        state.src = CodeFinder(state.src).sub(_RAW_PAIR, _between)


def _between(found: re.Match[str]) -> str:
    text = found.string
    before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    after = text[found.end() : (text + "\n").find("\n", found.end())]
    first = found[1] if not before.strip() and found[2].startswith("\n") else ""
    # A line of its own right below HTML is a part of that.
    ends = found[2].endswith("\n") and not found[2].rstrip().endswith(">")
    last = found[3] if not after.strip() and ends else ""
    return f"{first}{found[2]}{last}"


def raw_in_code(state: StateCore) -> None:
    """`{% raw %}` and its end around all of a piece of code: Jekyll reads them there too, and shows neither."""
    for token in state.tokens if "endraw" in state.src else ():
        for one in (token, *(token.children or ())):
            if one.type in {"fence", "code_block", "code_inline"} and (found := _RAW_CODE.fullmatch(one.content)):
                one.content = found[1]


def hugo_tag(state: StateInline, silent: bool) -> bool:
    """`{{< … >}}`: as it is written; `{{</* … */>}}` is how Hugo writes about one."""
    escaped = _ESCAPED.match(state.src, state.pos, state.posMax)
    if escaped:
        return _text(state, silent, "{{" + escaped[1] + escaped[2] + escaped[3] + "}}", escaped.end())
    if not state.src.startswith("{{", state.pos):
        return False
    formula = _KATEX.match(state.src, state.pos, state.posMax)
    if formula and formula[2].strip():
        if not silent:
            token = state.push("math", "math", 0)
            inside = formula[2].strip()
            display = "display" in formula[1] or inside.startswith("$$")
            token.content = inside.strip("$") if inside.startswith("$") else formula[2]
            token.meta = {"at": formula.span(), "display": display, "alone": display, "linked": state.linkLevel > 0}
        state.pos = formula.end()
        return True
    found = _TAG.match(state.src, state.pos, state.posMax)
    if found and (found[1] or "").lower() in _UNSEEN:
        state.pos = found.end()
        return True
    return _unknown(state, silent)


def liquid_tag(state: StateInline, silent: bool) -> bool:
    """`{% raw %}…{% endraw %}` is its inside, as text; another tag is as it is written."""
    if not state.src.startswith("{%", state.pos):
        return False
    raw = _RAW.match(state.src, state.pos, state.posMax)
    if raw and (end := _raw_end(state, raw.end())):
        return _text(state, silent, state.src[raw.end() : end.start()], end.end())
    comment = _COMMENT.match(state.src, state.pos, state.posMax)
    if comment:
        state.pos = comment.end()
        return True
    return _unknown(state, silent)


def _raw_end(state: StateInline, start: int) -> re.Match[str] | None:
    """The next `{% endraw %}`; where there is none, that is remembered, as all later ones would look in vain."""
    if state.html_terminator_last("endraw") < start:
        return None
    return _RAW_END.search(state.src, start, min(state.posMax, start + 20_000))


def span_attributes(state: StateInline, silent: bool) -> bool:
    """`{:…}` or `{.x}` glued to a link, an image, code or emphasis says how it looks: not shown."""
    if state.pending or not state.tokens:
        return False
    found = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if not found or not (state.tokens[-1].type in _SPANS or _closes(state)):
        return False
    if not silent:
        _resize(state.tokens[-1], found[0])
    state.pos = found.end()
    return True


def picture_attributes(state: StateInline, silent: bool) -> bool:
    """`{width=300}` glued to an image or a link, as Pandoc and MkDocs write it: its size; the rest is not shown."""
    if state.pending or not state.tokens or state.tokens[-1].type not in {"image", "link_close"}:
        return False
    found = _PICTURE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        _resize(state.tokens[-1], found[0])
        _name(state.tokens[-1], found[0])
    state.pos = found.end()
    return True


def _name(token: Token, attributes: str) -> None:
    """`#fig-x` and `fig-alt="…"` (Quarto, Figures): what links lead to, and what is said where it is not seen."""
    found, words = _FIGURE.search(attributes), _ALTERNATIVE.search(attributes)
    if token.type != "image" or not found:
        return
    caption = plain_text(token.children or [])
    token.meta["id"] = found[1]
    if caption:
        token.attrs.setdefault("title", caption)
    if words:
        token.meta["alt"] = words[1]


def _resize(token: Token, attributes: str) -> None:
    width, height = _WIDTH.search(attributes), _HEIGHT.search(attributes)
    if token.type == "image" and (part := _PERCENT.search(attributes)):
        token.meta["percent"] = int(part[1])
    elif token.type == "image" and (width or height):
        token.meta["size"] = (int(width[1]) if width else 0, int(height[1]) if height else 0)


def _closes(state: StateInline) -> bool:
    """Did a run that may close emphasis end just here?"""
    last = state.delimiters[-1] if state.delimiters else None
    return bool(last and last.close and last.token == len(state.tokens) - 1)


def _unknown(state: StateInline, silent: bool) -> bool:
    found = _TAG.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("template_tag", "", 0)
        token.content = found[0]
        token.meta = {"name": found[1] or found[2] or found[3], "at": (state.pos, found.end())}
    state.pos = found.end()
    return True


def _text(state: StateInline, silent: bool, words: str, end: int) -> bool:
    if not silent:
        state.append_pending(words)
    state.pos = end
    return True
