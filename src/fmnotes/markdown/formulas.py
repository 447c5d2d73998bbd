"""TeX -> MathML Core at build time, by math-core; without a `style` attribute, so that a strict CSP holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

import math_core

from fmnotes.markdown.colours import shade_of
from fmnotes.markdown.formula_limits import too_much
from fmnotes.markdown.repairs import in_rows, in_words, repaired, unescaped
from fmnotes.markdown.rules.formula_signs import HANGUL_WORDS
from fmnotes.markdown.tex import MACROS, translated
from fmnotes.text.regex import regex

_MACROS = {
    "dotsc": r"\ldots",
    "dotsb": r"\cdots",
    "dotsm": r"\cdots",
    "pmb": r"\boldsymbol{#1}",
    "ceil": r"\left\lceil #1 \right\rceil",
    "floor": r"\left\lfloor #1 \right\rfloor",
    "abs": r"\left| #1 \right|",
    "norm": r"\left\| #1 \right\|",
    "argmax": r"\operatorname*{argmax}",
    "argmin": r"\operatorname*{argmin}",
    "R": r"\mathbb{R}",
    "bm": r"\boldsymbol{#1}",
    "label": r"",
    **MACROS,
}
_ZERO_WIDTH = regex("[\u200b-\u200d\u2060\ufeff\u00ad]")
_SYMBOLS = str.maketrans(
    {
        "∅": r"\emptyset ",
        "∴": r"\therefore ",
        "\u00a0": " ",
        "−": "-",
        "√": r"\surd ",
        "⊤": r"\top ",
        "∣": "|",
        "，": ",",
    }
)
_LABEL = regex(r"\\label\s*\{[^{}]*\}|\\nonumber\b|\\notag\b|\\require\s*\{[^{}]*\}")
_ROW_SPACE = regex(r"\\\\\*?\s*\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|in|mu|px)\s*\]")
_REFERENCE = regex(r"\\(?:eq)?ref\s*\{([^{}]*)\}")
# math-core reads letters of ASCII there only.
_WRITTEN_TAG = regex(r"\\tag(\*?)\s*\{([A-Za-z0-9. ]{0,200}[^A-Za-z0-9. {}][^{}]{0,200})\}")
_STYLED = regex(r'<(m\w+)((?: [\w-]+="[^"]*")*? (?:style|scriptlevel|displaystyle)="[^"]*"(?: [\w-]+="[^"]*")*)(/?)>')
_ATTRIBUTE = regex(r' ([\w-]+)="([^"]*)"')
_NAMED_COLOUR = regex(r"(?<=color\{)([A-Za-z]+)(?=\})")
_NARROW = 24
_ANY_TAG = regex("<[^>]*>")
_AROUND = regex(r"<annotation.*?</annotation>|</?(?:semantics|span)[^>]*>", re.DOTALL)
_POSITION = regex(r"^(\d+): ?")
_CLASSES = {
    "text-align: right": "m-r",
    "text-align: left": "m-l",
    "text-align: center": "m-c",
    "padding-right: 0": "m-pr0",
    "padding-left: 0": "m-pl0",
    "padding-right:0": "m-pr0",
    "padding-left:0": "m-pl0",
    "padding-left:1em": "m-pl1",
    "padding-right:0.1667em": "m-prs",
    "padding-left:0.1667em": "m-pls",
    "width: 50%": "m-half",
    "width: 100%": "m-full",
    "margin-left:-0.16666667em": "m-back",
    "border-top: 0.05em solid currentcolor": "m-bt",
    "border-bottom: 0.05em solid currentcolor": "m-bb",
    "border-left: 0.05em solid currentcolor": "m-bl",
    "border-right: 0.05em solid currentcolor": "m-br",
    "border-top: 0.05em dashed currentcolor": "m-btd",
    "border-right: 0.05em dashed currentcolor": "m-brd",
}


class FormulaError(Exception):
    """TeX that math-core cannot read; `str()` is its reason."""


def _known_colour(found: re.Match[str]) -> str:
    """The shade nearest to a colour that math-core has no name for."""
    return {"grey": "gray"}.get(shade := shade_of(found[1]), shade) or found[1]


class FormulaRenderer:
    """Renders formulas with the site's macros; nothing that one formula defines reaches another."""

    def __init__(self, macros: Mapping[str, str]) -> None:
        """Raises FormulaError for macros that math-core cannot read."""
        try:
            converter = math_core.LatexToMathML(
                macros={**_MACROS, **macros},
                allow_unreliable_rendering=True,
                annotation=True,
                fancy_error=False,
                max_expansions=1000,
            )
        except math_core.LatexError as problem:
            raise FormulaError(str(problem)) from None
        self._macros = macros
        self._convert = converter.convert_with_local_state

    def render(self, tex: str, *, display: bool) -> str:
        """MathML for `tex`. Raises FormulaError with math-core's reason."""
        if problem := too_much(tex, self._macros):
            raise FormulaError(problem)
        source = _ZERO_WIDTH.sub(" ", tex).translate(_SYMBOLS).strip()
        if r"\\" in tex:
            source = _ROW_SPACE.sub(r"\\\\", source)
        source = _REFERENCE.sub(r"\\text{(\1)}", _LABEL.sub("", translated(unescaped(source))))
        rows, problem = in_rows(source), ""
        words = in_words(rows) if HANGUL_WORDS.search(rows) else rows
        coloured = _NAMED_COLOUR.sub(_known_colour, words)
        for tried in dict.fromkeys((words, coloured, rows, source, repaired(rows, display=display))):
            try:
                return self._attempt(tried, display)
            except math_core.LatexError as one:
                problem = problem or _POSITION.sub("", str(one))
        raise FormulaError(problem)

    def _attempt(self, source: str, display: bool) -> str:
        if problem := too_much(source, self._macros):
            raise FormulaError(problem)
        tags: list[str] = []

        def hold(found: re.Match[str]) -> str:
            tags.append(found[2].replace("$", ""))
            return rf"\tag{found[1]}{{heldtag{len(tags)}end}}"

        mathml = _STYLED.sub(_unstyled, self._convert(_WRITTEN_TAG.sub(hold, source), displaystyle=display))
        for number, tag in enumerate(tags, 1):
            mathml = mathml.replace(f"heldtag{number}end", escape(tag))
        return mathml


def _unstyled(tag: re.Match[str]) -> str:
    """The tag with classes for its styles, and for attributes that HTML checkers know on other elements only."""
    if tag[1] in {"math", "mstyle"}:
        return tag[0]
    names: list[str] = []
    kept = ""
    for name, value in _ATTRIBUTE.findall(tag[2]):
        if name == "style":
            names += _classes_of(value)
        elif name == "scriptlevel":
            names.append("m-d0")
        elif name == "displaystyle" and tag[1] != "mtable":
            names.append("m-ds" if value == "true" else "m-cs")
        elif name == "class":
            names.append(value)
        else:
            kept += f' {name}="{value}"'
    return f"<{tag[1]}" + (f' class="{" ".join(names)}"' if names else "") + f"{kept}{tag[3]}>"


def _classes_of(style: str) -> Iterator[str]:
    """A colour is one of the theme's shades, which can be read on light and on dark paper."""
    for declaration in filter(None, (part.strip() for part in style.split(";"))):
        if shade := shade_of(declaration.removeprefix("color:")) if declaration.startswith("color:") else "":
            yield f"ink-{shade}"
        elif name := _CLASSES.get(declaration, ""):
            yield name


def formula_html(mathml: str, *, display: bool, block: bool) -> str:
    """The element a page shows: inline, in display style within a line, or on lines of its own.

    One that may be too long for a narrow screen is marked, so that it can scroll.
    """
    if display and block:
        return f'<span class="math display block">{mathml}</span>'
    wide = " wide" if len(formula_text(mathml)) > _NARROW else ""
    if not display:
        return f'<span class="math{wide}">{mathml}</span>'
    flat = mathml.replace('<math display="block"', '<math displaystyle="true"', 1)
    return f'<span class="math display{wide}">{flat}</span>'


def formula_text(mathml: str) -> str:
    """The symbols of a formula in a row: how much room it takes, and which of them a font needs."""
    return unescape(_ANY_TAG.sub("", mathml.partition("<annotation")[0])).strip()


def symbols_html(html: str) -> str:
    """HTML with formulas, without their sources and the elements around them; nothing where one could not be read."""
    return "" if "math-error" in html else _AROUND.sub("", html)


def failed_formula_html(tex: str, *, display: bool) -> str:
    """The source, shown as it was written."""
    mark = "$$" if display else "$"
    return f'<code class="math-error">{escape(mark + tex + mark, quote=False)}</code>'
