"""Of Quarto: callouts, theorems and other divs, references by `@fig-x`, captions of tables, raw blocks."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from fmnotes.markdown.rules.callout import is_kind, push_callout, push_inside
from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.markdown.rules.container import closing_line, named_title
from fmnotes.markdown.rules.label import CROSS_REFERENCED, keep_label
from fmnotes.markdown.rules.lines import find_line, match_line
from fmnotes.markdown.rules.marks import in_words
from fmnotes.text.regex import regex

_CALLOUT = regex(r"(:{3,})[ \t]*(?:\{([^{}]*)\}|(callout-[a-z]+))[ \t]*")
"""A bare word is a class (Pandoc, `fenced_divs`)."""
_KIND = regex(r"\.callout(?:-([a-z]+))?(?![\w-])")
_COLLAPSE = regex(r"""\bcollapse=["']?(true|false)""")
_HEADING = regex(r"#{1,6}[ \t]++(.{1,500}?)[ \t]*+#*+[ \t]*+")
_ID = regex(r"#([\w-]+)")
_STATEMENTS = {
    "thm": "Theorem", "lem": "Lemma", "cor": "Corollary", "prp": "Proposition", "cnj": "Conjecture",
    "def": "Definition", "exm": "Example", "exr": "Exercise",
}  # fmt: skip
_OF_CLASS = regex(
    r"\.(proof|remark|solution|theorem|lemma|corollary|proposition|conjecture|definition)(?![\w-])"
    r"|\.(example|exercise)(?=[ \t}](?:[^{}]*\s)?(?:title|name)=)"
)
_NAME = regex(r"""\bname=(?:"([^"]*)"|'([^']*)')""")
_PANEL = ("fig-", "tbl-", "lst-")


def _reference(bare: str) -> re.Pattern[str]:
    """`[@fig-x]` of any kind, `@fig-x` of those that `bare` has."""
    name = "-[A-Za-z0-9](?:[A-Za-z0-9_-]{0,80}[A-Za-z0-9])?"
    return re.compile(rf"(?<![\w@`/.\\])(?:\[-?@((?:{CROSS_REFERENCED}){name})\]|-?@((?:{bare}){name})(?!/))")


_REFERENCE, _SURE = _reference(CROSS_REFERENCED), _reference("fig|tbl|eq")
"""Where nothing else says that a note is Quarto's, `@def-con` and `@sec-team` are names of somebody."""
_NAMED = regex(rf"@(?:{CROSS_REFERENCED})-")
_SPEAKS = regex(rf"\{{#(?:{CROSS_REFERENCED})-|^#\| |^:{{3,}}[ \t]*\{{", re.MULTILINE)
_TABLE_CAPTION = regex(r":[ \t]++([^\n]{0,500}?)[ \t]*\{#(tbl-[\w-]+)[^{}\n]*\}[ \t]*")
_CELL_LABEL = regex(r"^#\|[ \t]*label:[ \t]*([\w-]+)[ \t]*$", re.MULTILINE)
_RAW = regex(r"(`{3,})[ \t]*\{=(\w+)\}[ \t]*")


def quarto_references(state: StateCore) -> None:
    """`@fig-x` and `[@fig-x]` are roles, as MyST has them (Quarto, Cross References)."""
    if not _NAMED.search(state.src):
        return
    pattern = _REFERENCE if _SPEAKS.search(state.src) else _SURE
    if pattern.search(state.src):
        state.src = CodeFinder(state.src).outside(lambda part: in_words(part, lambda one: pattern.sub(_as_role, one)))


def _as_role(found: re.Match[str]) -> str:
    return f"{{numref}}`{found[1] or found[2]}`"


def cell_labels(state: StateCore) -> None:
    """`#| label: fig-x` names what a cell of code makes."""
    for token in state.tokens if "#| label:" in state.src else ():
        if token.type == "fence" and token.map and (found := _CELL_LABEL.search(token.content)):
            keep_label(state.env, found[1], token.map[0])


def quarto_div(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`::: {.callout-note title="…" collapse="true"}`, `::: {#thm-x}`, `::: {.proof}`, `::: {#fig-x}`.

    A heading first is the title; bookdown writes `name="…"`.
    """
    head = match_line(state, start_line, _CALLOUT)
    if not head:
        return False
    said = head[2] if head[2] is not None else f".{head[3]}"
    kind, own = _KIND.search(said), _ID.search(said)
    stated = _STATEMENTS.get(own[1].partition("-")[0], "") if own and "-" in own[1] else ""
    stated = stated or ((found := _OF_CLASS.search(said)) and (found[1] or found[2]).capitalize()) or ""
    panel = own is not None and own[1].startswith(_PANEL)
    close = closing_line(state, start_line, end_line, len(head[1])) if kind or stated or panel else None
    if close is None or silent:
        return close is not None
    if own:
        keep_label(state.env, own[1], start_line)
    if panel and not (kind or stated):
        push_inside(state, (start_line, close, close + 1))
        return True
    name = _NAME.search(said)
    title, first = named_title(said) or (name and (name[1] or name[2])) or None, start_line
    if title is None and (heading := _first_heading(state, start_line, close)):
        title, first = heading
    if kind and kind[1] and not is_kind(kind[1]):
        push_inside(state, (first, close, close + 1))
        return True
    fold = _COLLAPSE.search(said)
    sign = {"true": "-", "false": "+"}[fold[1]] if fold else ""
    word = kind[1] if kind and kind[1] else "note"
    push_callout(
        state, word, title if kind else f"{stated}: {title}" if title else stated, sign, (first, close, close + 1)
    )
    return True


def _first_heading(state: StateBlock, start_line: int, close: int) -> tuple[str, int] | None:
    line = start_line + 1
    while line < close and state.isEmpty(line):
        line += 1
    found = match_line(state, line, _HEADING) if line < close else None
    return (found[1], line) if found else None


def table_caption(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`: words {#tbl-x}` below a table."""
    found = match_line(state, start_line, _TABLE_CAPTION)
    if not found or silent:
        return bool(found)
    keep_label(state.env, found[2], start_line, below=True)
    state.push("paragraph_open", "p", 1).map = [start_line, start_line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = found[1], [start_line, start_line + 1], []
    state.push("paragraph_close", "p", -1)
    state.line = start_line + 1
    return True


def raw_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A fence of `{=html}` is HTML; of another format, nothing (Pandoc, `raw_attribute`)."""
    head = match_line(state, start_line, _RAW)
    close = find_line(state, start_line, end_line, re.compile(rf"`{{{len(head[1])},}}[ \t]*")) if head else None
    if not head or close is None or silent:
        return close is not None
    if head[2].startswith("html") and state.md.options["html"]:
        token = state.push("html_block", "", 0)
        token.content, token.map = state.getLines(start_line + 1, close, state.blkIndent, True), [start_line, close]
    state.line = close + 1
    return True
