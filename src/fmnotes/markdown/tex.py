r"""TeX that MathJax reads and math-core does not -> TeX that both read."""

from __future__ import annotations

import re

from fmnotes.text.regex import regex

INSIDE = r"(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,200}\}){0,200}\}){0,200}\}){0,400}"
"""What may stand between two braces: as a pattern, with groups in it to a depth that authors reach."""

_GROUP = rf"\s*\{{({INSIDE})\}}"
_ENVIRONMENTS = {
    "split": "aligned",
    "alignedat": "aligned",
    "alignat": "align",
    "alignat*": "align*",
    "flalign": "align",
    "flalign*": "align*",
    "eqnarray": "align",
    "eqnarray*": "align*",
    "smallmatrix": "matrix",
    "eqalign": "aligned",
    "displaylines": "gathered",
    **{f"{kind}matrix*": f"{kind}matrix" for kind in ("", "p", "b", "v", "V", "B")},
}
_NAMES = "|".join(map(re.escape, sorted(_ENVIRONMENTS, key=len, reverse=True)))
_ARGUMENT = r"(?:(?<=at\})\s*\{\d{1,2}\}|(?<=at\*\})\s*\{\d{1,2}\}|(?<=matrix\*\})\s*\[[lcr]\])?"
_ENVIRONMENT = regex(rf"\\(begin|end)\{{({_NAMES})\}}{_ARGUMENT}")
_THREE_COLUMNS = regex(r"\\begin\{(eqnarray\*?)\}(.*?)\\end\{\1\}", re.DOTALL)
_SECOND_COLUMN = regex(r"&([^&\\]{0,40})&")
_SUBSTACK = regex(rf"\\substack{_GROUP}")
_SCRIPT = rf"\s*[_^]\s*(?:\{{{INSIDE}\}}|\\[A-Za-z]+|[^\s\\{{}}])"
_SCRIPTS = regex(rf"\s*([_^])\s*(\{{{INSIDE}\}}|\\[A-Za-z]+|[^\s\\{{}}])")
_OPERATOR = regex(rf"\\(mathop|operatorname\*?){_GROUP}\s*(\\(?:no)?limits(?![A-Za-z]))?((?:{_SCRIPT}){{0,2}})")
_UPRIGHT = regex(r"\s*\\(?:mathrm|textrm|text|mathsf|rm|sf|it)(?![A-Za-z])\s*\{?([A-Za-z ~]{1,40})\}?\s*")
_NOT_A_NAME = regex(r"\\[A-Za-z]|_")
_CANCELLED = regex(rf"\\cancelto{_GROUP}{_GROUP}")
_BOX = regex(r"\\[mh]box(?![A-Za-z])")
_SIZE = regex(r"\\(?:tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge)(?![A-Za-z])\s*")
_UNICODE = regex(r"\\unicode\s*\{0?x([0-9A-Fa-f]{2,5})\}")
# What says how it looks, or leads elsewhere: the formula is shown without.
_LOOKS = regex(
    r"\\renewcommand\s*\{?\s*\\arraystretch\s*\}?\s*\{[\d. ]{1,8}\}|\\setlength\s*\{[^{}]{0,40}\}\s*\{[^{}]{0,20}\}"
    r"|(?<=\\hline)\s*\\hline(?![A-Za-z])|(?<=\\begin\{array\})\[[tbc]\]"
    r"|\\(?:text)?color\s*\{\s*#?[0-9A-Fa-f]{3,8}\s*\}|\\bbox(?![A-Za-z])(?:\s*\[[^\[\]]{0,80}\])?"
    r"|\\href\s*\{[^{}]{0,400}\}|\\vspace\s*\{[^{}]{0,20}\}|\\rule\s*\{[^{}]{0,20}\}\s*\{[^{}]{0,20}\}"
    r"|\\(?:raise|lower)\s*-?[\d.]{1,8}\s*(?:pt|em|ex|px|mu)"
)
_COLOURED_SCRIPT = regex(rf"([_^])\s*(\\color\s*\{{[^{{}}]{{0,40}}\}})\s*(\{{{INSIDE}\}}|[A-Za-z0-9])")
_DELIMITED = regex(r"\\atopwithdelims\s*(\(\)|\[\]|\\\{\\\})")
_BINOMIALS = {"()": r"\choose ", "[]": r"\brack ", r"\{\}": r"\brace "}
_GREY = regex(r"(?<=color\{)grey(?=\})")
_COLOURED = regex(r"\\f?colorbox\s*(?:\{[^{}]{0,40}\}\s*){1,2}?(?=\{)")
_LINE = regex(r"\\cr(?![A-Za-z])")
_COLUMNS = regex(r"\\begin\{array\}\s*\{\s*\}")
_NEGATED = regex(r"\\not\s*\\(implies|iff)(?![A-Za-z])")
_ARROWS = {"implies": r"\nRightarrow", "iff": r"\nLeftrightarrow"}
_NUMBER = regex(r"(?<=[A-Za-z)])([0-9]+)")
_LOW = r"_{\1}"
_CHEMISTRY = regex(r"\\ce\s*\{([A-Za-z0-9()+]{1,80})\}")
_OTHERS = regex(
    rf"\\(?:begin\{{(?:{_NAMES})\}}|substack|mathop|operatorname|cancelto|atopwithdelims|setlength|[mh]box|unicode|tiny|scriptsize|footnotesize|small"
    r"|normalsize|[lL]arge|LARGE|[hH]uge|f?color|textcolor|bbox|href|vspace|rule|raise|lower|cr(?![A-Za-z])"
    r"|hline\s*\\hline|begin\{array\}(?:\[|\s*\{\s*\})|begin\{array\}\s*\{[^{}]*[@!><]\{|cases\s*\{|[pbvBV]?matrix\s*\{|eqalign|displaylines|renewcommand|hspace\*|root\s|not\s*\\|ce\s*\{)"
)

_WORDS = regex(r"(\\(?:text(?!color)[a-z]{0,6}|mbox)\s*\{)([^{}$\\]*[%&#^_][^{}$\\]*)\}")
_SPECIAL = regex(r"[%&#_]")
_RAISED = regex(r"\^")
_CALLED = regex(rf"\\(cases|[pbvBV]?matrix|eqalign|displaylines){_GROUP}")
_SPACED_COLUMN = regex(r"(\\begin\{array\}\s*\{[^{}]*)[@!><]\{[^{}]{0,40}\}")
_ROOT = regex(r"\\root\s*(\d|\{[^{}]{1,20}\})\s*\\of\s*")
LONGEST = 8000
"""No formula has more letters: math-core reads by recursion."""

MACROS = {
    "smash": "{#1}", "mathds": r"\mathbb{#1}", "mathbbm": r"\mathbb{#1}", "hdots": r"\ldots",
    "mathclap": "{#1}", "llap": "{#1}", "rlap": "{#1}", "mathnormal": "{#1}", "hfil": r"\quad",
    "smallsetminus": r"\setminus", "thicksim": r"\sim", "shortmid": r"\mid", "varpropto": r"\propto",
    "varlimsup": r"\overline{\lim}", "varliminf": r"\underline{\lim}", "dotso": r"\ldots", "dotsi": r"\cdots",
    "textnormal": r"\text{#1}", "textup": r"\text{#1}",
    "mathrlap": "{#1}", "mathllap": "{#1}", "vcenter": "{#1}", "smallint": r"\int",
    "ensuremath": "{#1}", "strut": "", "hfill": r"\quad", "celsius": r"^\circ\mathrm{C}",
    "TeX": r"\text{TeX}", "LaTeX": r"\text{LaTeX}", "KaTeX": r"\text{KaTeX}", "textmd": r"\text{#1}",
    "allowbreak": "", "nobreak": "", "enskip": r"\hspace{0.5em}", "clap": "{#1}", "mathellipsis": r"\ldots",
    "centerdot": r"\cdot", "sdot": r"\cdot", "intop": r"\int", "qed": r"\square", "sout": r"\cancel{#1}",
    "thickapprox": r"\approx", "shortparallel": r"\parallel", "nshortparallel": r"\nparallel", "nshortmid": r"\nmid",
    "smallfrown": r"\frown", "smallsmile": r"\smile", "varinjlim": r"\underset{\to}{\lim}",
    "varprojlim": r"\underset{\leftarrow}{\lim}", "class": "{#2}", "cssId": "{#2}", "style": "{#2}",
}  # fmt: skip


def translated(tex: str) -> str:
    """`tex` with the constructs of amsmath and of MathJax that have another name here."""
    if r"\text" in tex or r"\mbox" in tex:
        tex = _WORDS.sub(_literal, tex)
    if not _OTHERS.search(tex):
        return tex
    tex = _CALLED.sub(r"\\begin{\1}\2\\end{\1}", tex)
    tex = _DELIMITED.sub(lambda found: _BINOMIALS[found[1]], tex)
    tex = _CANCELLED.sub(r"\\cancel{\2}^{\1}", tex)
    tex = _ROOT.sub(r"\\sqrt[\1]", _SPACED_COLUMN.sub(r"\1", _SPACED_COLUMN.sub(r"\1", tex)))
    tex = _COLOURED.sub(r"\\text", _LOOKS.sub("", _GREY.sub("gray", _COLOURED_SCRIPT.sub(r"\1{\2\3}", tex))))
    tex = _COLUMNS.sub(r"\\begin{array}{cccccccccc}", _LINE.sub(r"\\\\", tex))
    tex = _NEGATED.sub(lambda found: _ARROWS[found[1]], tex)
    tex = _CHEMISTRY.sub(_molecule, tex)
    tex = _THREE_COLUMNS.sub(lambda found: found[0].replace(found[2], _SECOND_COLUMN.sub(r"&\1", found[2])), tex)
    tex = _ENVIRONMENT.sub(lambda found: rf"\{found[1]}{{{_ENVIRONMENTS[found[2]]}}}", tex)
    tex = _SUBSTACK.sub(r"{\\begin{subarray}{c}\1\\end{subarray}}", tex)
    tex = _OPERATOR.sub(_operator, tex)
    tex = _UNICODE.sub(_character, _SIZE.sub("", tex))
    return _BOX.sub(r"\\text", tex).replace(r"\hspace*", r"\hspace")


def _operator(found: re.Match[str]) -> str:
    r"""An operator whose name is no plain word (`\operatorname{\mathbb{E}}`), with what stands below it."""
    kind, inside, limits, scripts = found.groups()
    if not limits and (kind == "mathop" or not _NOT_A_NAME.search(inside)):
        return found[0]
    below = limits == r"\limits" or (kind[-1] == "*" and not limits)
    name = _UPRIGHT.fullmatch(inside)
    if name or not _NOT_A_NAME.search(inside):
        return rf"\operatorname{'*' * below}{{{name[1].strip() if name else inside}}}{scripts}"
    made = rf"\mathop{{{inside}}}"
    if not below:
        return made + scripts
    for sign, script in _SCRIPTS.findall(scripts):
        made = rf"\{'underset' if sign == '_' else 'overset'}{{{script}}}{{{made}}}"
    return made


def _literal(found: re.Match[str]) -> str:
    r"""Words of a formula with `%` and `_` as the letters that MathJax takes them for."""
    return found[1] + _SPECIAL.sub(r"\\\g<0>", _RAISED.sub("ˆ", found[2])) + "}"


def _molecule(found: re.Match[str]) -> str:
    """`H2O` with its numbers low."""
    return f"\\mathrm{{{_NUMBER.sub(_LOW, found[1])}}}"


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if 0x20 < code < 0xD800 or 0xE000 <= code < 0xFDD0 else ""
