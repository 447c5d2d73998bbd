"""Callouts of Hugo whose text begins behind their opening, `{{< note >}}글`, and ends somewhere below it."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from fmnotes.markdown.rules.callout import is_kind, push_callout
from fmnotes.markdown.rules.lines import lines_after, match_line
from fmnotes.markdown.rules.shortcode import CALLOUTS, FOLDED, arguments
from fmnotes.text.regex import regex

_HEAD = regex(r"\{\{[<%][ \t]*([A-Za-z]+)((?:[ \t][^<>{}]*)?)[>%]\}\}[ \t]*([^\s{].*)")


def shortcode_text(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The Markdown between the two, though no line is theirs alone (a formatter joined them, or the author did)."""
    head = match_line(state, start_line, _HEAD)
    if not head or not (is_kind(head[1]) or head[1] in CALLOUTS | FOLDED):
        return False
    closing = re.compile(rf"(.*?)\{{\{{[<%][ \t]*/[ \t]*{head[1]}[ \t]*[>%]\}}\}}[ \t]*")
    opening = re.compile(rf".*\{{\{{[<%][ \t]*{head[1]}\b.*")
    if closing.search(head[3]):
        return False
    for line in lines_after(state, start_line, end_line):
        if match_line(state, line, opening):
            break
        if tail := match_line(state, line, closing):
            if not silent:
                _push(state, head, tail, (start_line, line))
            return True
    return False


def _push(state: StateBlock, head: re.Match[str], tail: re.Match[str], lines: tuple[int, int]) -> None:
    first, last = lines
    plain, named = arguments(head[2])
    kind = next((one for one in (head[1], named.get("type", ""), *plain[:1]) if is_kind(one)), "note")
    # For as long as they are read, the lines are without what opens and ends them.
    kept = state.bMarks[first], state.tShift[first], state.eMarks[last]
    state.bMarks[first], state.tShift[first], state.eMarks[last] = head.start(3), 0, tail.end(1)
    fold = "-" if head[1] in FOLDED else ""
    push_callout(state, kind, named.get("title"), fold, (first - 1, last + 1, last + 1))
    state.bMarks[first], state.tShift[first], state.eMarks[last] = kept
