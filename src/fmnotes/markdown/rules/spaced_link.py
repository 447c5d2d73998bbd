"""`[note](my note.md)` and `![](그림 1.png)`: addresses of files with spaces, which CommonMark wants in `<…>`.

Nearly everyone writes them once, and many tools take them; a remark in parentheses ends in no file's suffix.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from fmnotes.markdown.rules.positions import InlineRule
from fmnotes.text.regex import regex

_IN = r"(?:[^()<>\n\"']|\([^()<>\n\"']{0,40}\))"
_SPACED = regex(
    rf"!?\[[^\[\]\n]{{0,500}}\]"
    rf"\(((?! ){_IN}{{1,100}}? {_IN}{{0,100}}?\.[A-Za-z0-9]{{2,5}}(?:#[^\s()<>\"']{{0,100}})?"
    rf"|[^\s()<>\"'#]{{0,200}}#(?! ){_IN}{{1,150}}(?<! )"
    rf")(?: +(?:\"[^\"\n]{{0,200}}\"|'[^'\n]{{0,200}}'))?\)"
)


_SIZED = regex(r"!\[[^\[\]\n]{0,500}\]\([^\s()<>]{1,500}(?: \"[^\"\n]{0,200}\")?( =(\d{1,5}%?)?x(\d{1,5}%?)?)\)")


def spaced(rule: InlineRule) -> InlineRule:
    """`rule`, for which such an address stands in `<…>` where it finds nothing else."""

    def asked(state: StateInline, silent: bool) -> bool:
        if rule(state, silent) or _sized(rule, state, silent):
            return True
        found = _SPACED.match(state.src, state.pos, state.posMax)
        if not found:
            return False
        made = len(state.tokens)
        is_link = _read_as(f"<{found[1]}>", found, rule, state, silent)
        if is_link:
            state.pos -= 2
            for token in state.tokens[made:]:
                if "at" in token.meta:
                    start, end = token.meta["at"]
                    token.meta["at"] = start, end - 2
        return is_link

    return asked


def _read_as(words: str, found: re.Match[str], rule: InlineRule, state: StateInline, silent: bool) -> bool:
    """Ask `rule` for a text that has `words` in the place of the first group."""
    src, end = state.src, state.posMax
    outermost = state.env.setdefault("written", src) is src
    state.src = src[: found.start(1)] + words + src[found.end(1) :]
    state.posMax += len(words) - len(found[1])
    is_link = rule(state, silent)
    state.src, state.posMax = src, end
    if outermost:
        del state.env["written"]
    return is_link


def _sized(rule: InlineRule, state: StateInline, silent: bool) -> bool:
    """`![](a.png =300x200)`, as HackMD and others write the size of a picture."""
    found = _SIZED.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "!" else None
    if not found:
        return False
    made, length = len(state.tokens), len(found[1])
    is_picture = _read_as("", found, rule, state, silent)
    if is_picture:
        state.pos += length
        for token in state.tokens[made:]:
            token.meta |= {"at": found.span(), "size": (_pixels(found[2]), _pixels(found[3]))}
    return is_picture


def _pixels(written: str | None) -> int:
    """0 for a share of the width, which is not to be known here."""
    return int(written) if written and written.isdigit() else 0
