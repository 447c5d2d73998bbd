"""Words of the front matter, which is no Markdown, without the marks of Markdown and HTML that authors write there."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from fmnotes.markdown.formula_words import formula_words
from fmnotes.markdown.formulas import FormulaError, FormulaRenderer
from fmnotes.markdown.rules.formula_signs import is_formula
from fmnotes.markdown.rules.html import WORD_TAG
from fmnotes.text.characters import squeeze
from fmnotes.text.regex import regex

_FORMULA = regex(r"(?<![\\$])\$([^$\n]{1,200})\$(?![\d$])")
_CODE = regex(r"(?<!`)`([^`\n]{1,100})`(?!`)")
_BREAK = regex(
    r"</?(?:br|p|div|h[1-6]|ul|ol|li|center|blockquote|details|summary|figure)(?=[\s/>])[^<>]{0,300}>", re.IGNORECASE
)
_NAME = regex(r"[A-Z][A-Z_]+")
_LINK = regex(r"(?<![A-Za-z0-9_)\]])!?\[([^\[\]\n]{1,200})\]\([^()\s]{1,500}\)")
_STRONG = regex(r"(?<![A-Za-z0-9_*])\*\*(?! )([^*\n]{1,300})(?<! )\*\*(?![A-Za-z0-9_*])")
_EMPHASIS = regex(r"(?<![A-Za-z0-9_*])\*(?! )([^*\n]{1,300})(?<! )\*(?![A-Za-z0-9_*])")


def plain_title(text: str) -> str:
    """A title with its formulas as symbols and its code as words: `$\\beta$-VAE` is β-VAE."""
    return _outside_code(text, lambda part: _FORMULA.sub(_symbols, part) if "$" in part else part)


def plain_description(text: str) -> str:
    """A description without tags, links and emphasis."""
    return squeeze(_outside_code(text, _words)) if any(mark in text for mark in "<[*_$`") else text


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """`text` with `change` of what is not between backticks, and without these."""
    parts = _CODE.split(text)
    return "".join(part if index % 2 else change(part) for index, part in enumerate(parts))


def _words(part: str) -> str:
    part = _LINK.sub(r"\1", WORD_TAG.sub("", _BREAK.sub(" ", part)))
    return _FORMULA.sub(_symbols, _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", part)))


def _symbols(found: re.Match[str]) -> str:
    # `$HOME$` is a variable.
    if not is_formula(found[1]) or _NAME.fullmatch(found[1]):
        return found[0]
    try:
        return formula_words(_renderer().render(found[1], display=False))
    except FormulaError:
        return found[0]


@cache
def _renderer() -> FormulaRenderer:
    return FormulaRenderer({})
