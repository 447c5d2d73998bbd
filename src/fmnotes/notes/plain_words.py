"""Words of the front matter, which is no Markdown, without the marks of Markdown and HTML that authors write there."""

from __future__ import annotations

import re
from functools import cache

from fmnotes.markdown.formulas import FormulaError, FormulaRenderer, formula_text
from fmnotes.markdown.rules.formula_signs import is_formula
from fmnotes.text.characters import squeeze

_FORMULA = re.compile(r"(?<![\\$])\$([^$\n]{1,200})\$(?![\d$])")
_CODE = re.compile(r"(?<!`)`([^`\n]{1,100})`(?!`)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_BREAK = re.compile(r"<(?:br|/?p)\b[^<>]{0,100}>")
_LINK = re.compile(r"!?\[([^\[\]\n]{1,200})\]\([^()\s]{1,500}\)")
_STRONG = re.compile(r"(\*\*|__)(?! )([^*_\n]{1,300})(?<! )\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?! )([^*\n]{1,300})(?<! )\*(?![\w*])")


def plain_title(text: str) -> str:
    """A title with its formulas as symbols and its code as words: `$\\beta$-VAE` is β-VAE."""
    if "$" in text:
        text = _FORMULA.sub(_symbols, text)
    return _CODE.sub(r"\1", text) if "`" in text else text


def plain_description(text: str) -> str:
    """A description without tags, links and emphasis."""
    if not any(mark in text for mark in "<[*_$`"):
        return text
    text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", _LINK.sub(r"\1", _TAG.sub("", _BREAK.sub(" ", text)))))
    return squeeze(plain_title(text))


def _symbols(found: re.Match[str]) -> str:
    if not is_formula(found[1]):
        return found[0]
    try:
        return formula_text(_renderer().render(found[1], display=False))
    except FormulaError:
        return found[0]


@cache
def _renderer() -> FormulaRenderer:
    return FormulaRenderer({})
