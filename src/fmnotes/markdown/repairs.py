r"""TeX as authors write it: what Markdown would have taken from it, and what MathJax forgives.

Hugo's and Hexo's Markdown, and Kramdown, take one backslash off `\\{` and `\_` before MathJax sees them: authors write
them for that. Here formulas are cut out before anything else, so it is done here.
"""

from __future__ import annotations

import re
from html import unescape

from fmnotes.text.regex import regex

_LINE_END = regex(r"((?<!\\)(?:\\\\)*\\)(?=\n|$)")
_DOUBLED = regex(r"(?<!\\)\\\\(?=[{}|,;_%!:])")
_ROW_END = regex(r"(?<!\\)\\\\(?![\\{}|,;_%!:])")
_ROW_END_TWICE = regex(r"(?<!\\)\\{4}(?!\\)")
_LOW = regex(
    r"((?<![A-Za-z\\])[A-Za-z]'*|\\(?!text|math|operator)[A-Za-z]+|[\]}|)])\\_\s?"
    r"(?=\{|[A-Za-z0-9](?![A-Za-z0-9])|\\(?!text|math|operator))"
)
_WORDS_BEFORE = regex(r"\\(?:text\w*|mathrm|mathtt|mathsf|mathit|mbox|operatorname)\*?\s*\{[^{}]*\}\\_")
_BAR = regex(r"(?<!\\)\\\|")
_GIVEN = regex(
    r"((?<![A-Za-z\\])(?:[pPqQ]|\\pi|\\Pr)(?:_(?:\{[^{}]{0,20}\}|\\?[A-Za-z]+|\d)|'){0,2}\s*"
    r"(?:\\left|\\[bB]igg?[lr]?)?\([^()|]{0,80}?(?<=[\w}'\]])\s*)\\\|(?=(?:(?!\\\|)[^()]){1,80}\))"
)
"""`p(y\\|x)`: Kramdown would take a bare bar for a table. `D(p \\| q)` has two."""
_DIVERGENCE = regex(r"(\([^()\\|]{1,60}(?:\([^()\\|]{0,40}\))?\s*)\\\|\s?\\\|(?=[^\\|]{1,80}\))")
"""`(P\\|\\|Q)` has one of those signs."""
_ENTITY = regex(r"&(?:lt|gt|amp|nbsp|quot|#39);")
"""Markdown reads them before MathJax looks."""
_BRACE = regex(r"\\.|([{}])", re.DOTALL)
_PUNCTUATION = regex(r"(?<!\\)\\(?=[*\[\]<])")
_ENVIRONMENT = regex(r"\\begin\s*\{([^{}]*)\}(?:(?!\\begin).)*?\\end\s*\{\1\}", re.DOTALL)
_BRACED = regex(r"(?<!\\)\{[^{}]*\}")
_DEEPEST = 8
_MATH_IN_TEXT = regex(r"\\(text(?:bf|it|rm)?)\s*\{((?:[^{}$]|\$(?:[^{}$]|\{[^{}$]*\})*\$)*)\}")
_TEXT_TWICE = regex(r"\\text\s*\{\s*(\\text(?:bf|it|rm)\s*\{[^{}]*\})\s*\}")
_TAG_BEHIND = regex(r"\s*(\\tag\*?\s*\{[^{}]*\})\s*\Z")
_TEXT = regex(r"\\(?:text|textrm|textbf|textit|mbox)\s*\{[^{}$]*\}")
_HANGUL_RUN = regex("[가-힣ㄱ-ㆎ]+(?: +[가-힣ㄱ-ㆎ]+)*")
_TEXT_GROUP = regex(r"(\\(?:text[a-z]{0,2}|mathrm|mathbf|mbox|operatorname|tag)\*?\s*\{[^{}]*\})")
_NUMBERED = regex(r"\\begin\s*\{(?:equation|align|gather|multline|flalign|eqnarray|alignat)\*?\}")
_TAGGED = regex(r"\s*\\begin\{(align|gather)\*?\}(.*)\\end\{\1\*?\}\s*(\\tag\*?\s*\{[^{}]*\})\s*", re.DOTALL)


def unescaped(tex: str) -> str:
    """`tex` without the backslashes that stand for Markdown."""
    tex = _LINE_END.sub(r"\1 ", tex)
    if "&" in tex:
        tex = _ENTITY.sub(lambda found: unescape(found[0]).replace("\u00a0", " "), tex)
    if r"\|" in tex:
        tex = _DIVERGENCE.sub(r"\1\|", _GIVEN.sub(r"\1|", tex))
    if r"\\\\" in tex and not _ROW_END.search(tex):
        tex = _ROW_END_TWICE.sub(r"\\\\", tex)
    if r"\\" in tex and (r"\begin" not in tex or r"\\\\" in tex):
        tex = _halved(tex)
    if r"\_" not in tex:
        return tex
    tex = tex.replace(r"\_{", "_{")
    return tex if _WORDS_BEFORE.search(tex) else _LOW.sub(r"\1_", tex)


def _halved(tex: str) -> str:
    r"""`\\{` as `\{`. Who writes `\\|` for two bars has one of them from `\|`."""
    made = _DOUBLED.sub(r"\\", _BAR.sub("|", tex) if r"\\|" in tex else tex)
    # The end of a row may stand before the end of a group.
    return made if _open(made) == 0 or _open(tex) else tex


def _open(tex: str) -> int:
    """How many groups are not closed."""
    marks = [found[1] for found in _BRACE.finditer(tex)]
    return marks.count("{") - marks.count("}")


def in_rows(tex: str) -> str:
    r"""`\\` outside of an environment, which MathJax forgives, inside of one."""
    if r"\\" not in tex:
        return tex
    outside = tex
    for nested in (_ENVIRONMENT, _BRACED):
        for _ in range(_DEEPEST):
            outside = nested.sub("", outside)
    return _wrapped(tex, outside) if r"\\" in outside else tex


def _wrapped(tex: str, outside: str) -> str:
    environment = "aligned" if "&" in outside else "gathered"
    tag = _TAG_BEHIND.search(tex)
    inside = tex[: tag.start()] if tag else tex
    return rf"\begin{{{environment}}}{inside}\end{{{environment}}}{tag[1] if tag else ''}"


def in_words(tex: str) -> str:
    r"""`tex` with Hangul as words: in the groups of commands there are spaces between them."""
    parts = _TEXT_GROUP.split(tex)
    return "".join(
        part if index % 2 else _HANGUL_RUN.sub(lambda run: rf"\text{{{run[0]}}}", part)
        for index, part in enumerate(parts)
    )


def repaired(tex: str, *, display: bool) -> str:
    r"""What else MathJax forgives: a lone `\tag` or `&`, Hangul outside of `\text`, escaped punctuation."""
    made = in_words(tex)
    made = _PUNCTUATION.sub("", _halved(made)).replace(r"\tag[*]", r"\tag*")
    if found := _TAGGED.fullmatch(made):
        kind = {"align": "aligned", "gather": "gathered"}[found[1]]
        made = rf"\begin{{equation}}\begin{{{kind}}}{found[2]}\end{{{kind}}}{found[3]}\end{{equation}}"
    elif display and r"\tag" in made and not _NUMBERED.search(made):
        made = rf"\begin{{equation}}{made}\end{{equation}}"
    elif "&" in made and r"\begin" not in made:
        made = _wrapped(made, made)
    made = _TEXT_TWICE.sub(r"\1", made)
    made = _TEXT.sub(lambda text: re.sub(r"(?<!\\)_", r"\\_", text[0]), made)
    return _MATH_IN_TEXT.sub(_apart, made)


def _apart(text: re.Match[str]) -> str:
    r"""`\text{if $x$ is}` as words and formulas in turn."""
    parts = text[2].split("$")
    return "".join(part if index % 2 else rf"\{text[1]}{{{part}}}" for index, part in enumerate(parts))
