"""What math-core is not asked to read, as it would take too long, or end the process."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fmnotes.markdown.expansion import LONGEST as LONGEST_EXPANDED
from fmnotes.markdown.expansion import expanded
from fmnotes.markdown.tex import LONGEST
from fmnotes.text.regex import regex

# It reads by recursion: thousands of open groups would end the process.
_DEEPEST = 150
# With each bracket that is not closed it takes twice as long.
_MOST_OPEN = 18
_MOST_WORK = 8_000 << 14
"""What follows is read again each time: less may follow more brackets."""
_TOKEN = regex(
    r"(?P<words>%[^\n]*|\\(?:text[a-z]{0,6}|[mh]box)\s*\{[^{}]*\})"
    r"|(?P<begins>\\begin\s*\{[^{}]*\}|\{)|(?P<ends>\\end\s*\{[^{}]*\}|\})"
    r"|(?P<left>\\left(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\?.)?)|(?P<right>\\right(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\?.)?)"
    r"|(?P<row>\\\\|&)|(?P<script>[_^])|\\(?P<command>[A-Za-z]+)|(?P<sign>\\.|\S)",
    re.DOTALL,
)
_SIDES = (
    "brace Brace brack paren angle Angle ang langle floor ceil vert Vert group moustache bracket parenthesis".split()
)
_OPENING = frozenset({"ulcorner", "llcorner", *(f"{side}{name}" for side in ("l", "ll") for name in _SIDES)})
_CLOSING = frozenset({"urcorner", "lrcorner", *(f"{side}{name}" for side in ("r", "rr") for name in _SIDES)})
_DEFINES = regex(r"\\(?:let|futurelet|[a-z]*def|[a-z]*command)")
_BEGINNINGS = ("(", "[", "{", r"\l", r"\u", r"\begin")
_FEW = 14
"""A formula with so few of these cannot be too much, and most have fewer."""
_OPENERS = frozenset("([⟨⌊⌈⟦⟪⟬⟮⦃⦅⦇⦉⦋⦍⦏⦑⦓⦕⦗⧘⧚⧼❲⌜⌞⎰")
_CLOSERS = frozenset(")]⟩⌋⌉⟧⟫⟭⟯⦄⦆⦈⦊⦌⦎⦐⦒⦔⦖⦘⧙⧛⧽❳⌝⌟⎱")
_WITH_ARGUMENT = frozenset(
    "sqrt hat widehat bar overline underline vec tilde widetilde dot ddot dddot ddddot acute grave check breve "
    "mathring mathbf mathrm mathbb mathcal mathfrak mathscr mathsf mathtt mathit mathnormal boldsymbol bm pmb "
    "operatorname mathop mathrel mathbin mathord mathopen mathclose mathpunct mathinner phantom hphantom vphantom "
    "overbrace underbrace overrightarrow overleftarrow overleftrightarrow boxed cancel bcancel xcancel not smash "
    "color textcolor tag substack overset underset stackrel frac dfrac tfrac cfrac binom dbinom tbinom genfrac "
    "sideset prescript pmod".split()
)
_WITH_TWO = frozenset("overset underset stackrel frac dfrac tfrac cfrac binom dbinom tbinom".split())


def too_much(tex: str, macros: Mapping[str, str]) -> str:
    """Why `tex` is not to be read, in which `macros` may stand; nothing where it may be."""
    if len(tex) > LONGEST:
        return "too long or too deeply nested"
    if not macros and tex.isascii() and not _DEFINES.search(tex) and sum(map(tex.count, _BEGINNINGS)) <= _FEW:
        return ""
    whole = expanded(tex, macros)
    if whole is None or len(whole) > LONGEST_EXPANDED:
        return "too long or too deeply nested"
    measure = _Measure()
    for found in _TOKEN.finditer(whole):
        measure.read(found)
    if measure.deepest > _DEEPEST:
        return "too long or too deeply nested"
    most = measure.unclosed
    return "too many brackets that are not closed" if most > _MOST_OPEN or len(whole) << most > _MOST_WORK else ""


class _Measure:
    """How deep groups are, and how many brackets they leave open: those of a group count in the one around it too.

    The rows and cells of a table count for themselves. A bracket that is an argument or a script closes none.
    """

    def __init__(self) -> None:
        self.deepest = self._most = self._lefts = self._taken = 0
        self._groups: list[tuple[int, bool]] = [(0, False)]

    @property
    def unclosed(self) -> int:
        return max(self._most, sum(count for count, _ in self._groups))

    def read(self, token: re.Match[str]) -> None:
        kind = token.lastgroup or ""
        taken, self._taken = self._taken, 0
        if kind == "words":
            self._taken = taken
        elif kind == "begins":
            self._groups.append((0, token[0] != "{"))
            self.deepest = max(self.deepest, len(self._groups) + self._lefts)
        elif kind == "ends":
            self._end()
        elif kind == "script":
            self._taken = 1
        elif kind == "row":
            self._row()
        elif taken and kind in {"command", "sign"}:
            self._taken = taken - 1
            if token["sign"] in _OPENERS or token["sign"] == r"\{":
                # As an argument it opens none, but may be none: it is counted.
                self._add(1)
        else:
            self._sign(kind, token)

    def _sign(self, kind: str, token: re.Match[str]) -> None:
        name, sign = token["command"] or "", token["sign"] or ""
        if kind in {"left", "right"}:
            self._lefts = max(0, self._lefts + (1 if kind == "left" else -1))
            self.deepest = max(self.deepest, len(self._groups) + self._lefts)
        if kind == "left" or name in _OPENING or sign in _OPENERS or sign == r"\{":
            self._add(1)
        elif kind == "right" or name in _CLOSING or sign in _CLOSERS or sign == r"\}":
            self._add(-1)
        elif name in _WITH_ARGUMENT:
            self._taken = 2 if name in _WITH_TWO else 1

    def _add(self, count: int) -> None:
        now, table = self._groups[-1]
        self._groups[-1] = (max(0, now + count), table)

    def _end(self) -> None:
        if len(self._groups) > 1:
            inner, _ = self._groups.pop()
            self._add(inner)

    def _row(self) -> None:
        count, table = self._groups[-1]
        if table:
            self._most = max(self._most, count)
            self._groups[-1] = (0, table)
