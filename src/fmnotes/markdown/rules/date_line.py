"""`2024. 3. 5. 시험`: a day as Korean writes it. CommonMark would read a list in a list in a list.

Of two such lines the second would even be another year: the next number of the list.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import list_block as stock_list

from fmnotes.text.regex import regex

_DATE = regex(r"(?:19|20)\d\d\. ?(?:0?[1-9]|1[0-2])\. ?(?:0?[1-9]|[12]\d|3[01])(?:\.|[ \t]|$)")


def date_line(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Ends a list above it, and a line that is another day; what it begins is a paragraph."""
    if not silent or not _is_date(state, start_line):
        return False
    outside = state.parentType != "paragraph" or state.sCount[start_line] < state.blkIndent
    return outside or _is_date(state, start_line - 1)


def undated_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The stock list, but for one whose first number would be a year."""
    return not _is_date(state, start_line) and stock_list(state, start_line, end_line, silent)


def _is_date(state: StateBlock, line: int) -> bool:
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    return _DATE.match(state.src, begin, end) is not None
