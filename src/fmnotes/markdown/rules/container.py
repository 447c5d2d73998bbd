"""Callouts of other tools: `:::note[제목]` … `:::` (Docusaurus), `!!! note "제목"` (MkDocs), `<aside>` (Notion), fences
of `ad-note` (Obsidian's plug-in Admonition).
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from fmnotes.markdown.rules.callout import is_kind, push_callout, push_inside, push_short_callout
from fmnotes.markdown.rules.lines import find_line, lines_after, match_line, may_look
from fmnotes.markdown.rules.shortcode import literal, push_figure
from fmnotes.text.regex import regex

_FENCE = regex(r"(:{3,})[ \t]*+([A-Za-z][\w-]*+)(?:\[(.*)\]|[ \t]++([^{]*+))?[ \t]*+(?:\{([^{}]*)\})?[ \t]*+")
_TITLE = regex(r"""\btitle=(?:"([^"]*)"|'([^']*)'|(\S+))""")
_DIV = regex(r"(:{3,})[ \t]*\{[^{}]*\}[^\n]*")
_FENCE_END = regex(r"(:{3,})[ \t]*")
_CLASS = regex(r"\.([\w-]+)")
_CONDITION = regex(r"""\b(when|unless)-(\w+)=["']?([\w.]+)""")
_ADMONITION = regex(
    r"""(!!!|\?\?\?\+?)[ \t]*([A-Za-z-]+)(?:[ \t]+(?:inline|end))*"""
    r"""(?:(?:[ \t]+[a-z][\w-]*)*[ \t]+"(.*)"|[ \t]+'(.*)'|[ \t]+([^"'\s].*?))?[ \t]*"""
    r"""|(===\+?|\?\?\?\+?)!?[ \t]+"(.+)"[ \t]*"""
)
_AD_FENCE = regex(r"(`{3,}|~{3,})[ \t]*(?:ad-([A-Za-z][\w-]*)|admonish(?:[ \t]+([a-z]+)(?!=))?([ \t]+[^\n`]*)?)[ \t]*")
_AD_SETTING = regex(r"(title|collapse|icon|color):[ \t]*(.*)")
_BOXES = "Tip|Note|Info|Warning|Check|Callout|Admonition|Aside|Alert"
_ASIDE = regex(rf"<(aside|{_BOXES})((?:[ \t][^<>\n]*)?)>[ \t]*")
_TIP = regex(rf"<({_BOXES})((?:[ \t][^<>\n]*)?)>(.+)</\1>[ \t]*")
_TYPE = regex(r"""\b(?:type|variant|kind)=["'{]*([a-z]+)""")
_FOLDED = {"details": "details", "spoiler": "details"}
_SPOILER = regex(r"(:{3,})[ \t]*(spoiler)(?![\w-])(?:[ \t]*\{[^{}]*\})?()[ \t]*(.*?)[ \t]*()")
"""Of HackMD."""
_SNIPPET = regex(r"""-{2,}8<-{2,}(?:[ \t]+("[^"]*"|'[^']*'))?[ \t]*""")
_BLOCK = regex(r"(/{3,})[ \t]*([a-z][\w-]*)(?:[ \t]*\|[ \t]*(.*?))?[ \t]*")
_OPTION = regex(r" {4,}([a-z][\w-]*):[ \t]*(.*?)[ \t]*")
_FOLDS = {"!!!": "", "===": "", "===+": "", "???": "-", "???+": "+"}
_INDENT = 4
_DEEPEST = 8


def container(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`:::kind` to the line of as many colons; without one it is text. Of a kind that is none the inside is shown."""
    head = match_line(state, start_line, _FENCE) or match_line(state, start_line, _DIV)
    head = match_line(state, start_line, _SPOILER) or head
    close = closing_line(state, start_line, end_line, len(head[1])) if head else None
    if not head or close is None:
        return False
    name = head[2] if head.re.pattern != _DIV.pattern else ""
    if silent:
        return True
    if head.re.pattern == _DIV.pattern and _is_hidden(head[0]):
        state.line = close + 1
        return True
    if is_kind(name) or name in _FOLDED:
        title = (head[3] or head[4] or "").strip() or named_title(head[5] or "")
        push_callout(state, _FOLDED.get(name, name), title, "-" * (name in _FOLDED), (start_line, close, close + 1))
    else:
        if name:
            state.env.setdefault("left_out", {}).setdefault(f":::{name}", start_line)
        push_inside(state, (start_line, close, close + 1))
    return True


def _is_hidden(attributes: str) -> bool:
    """Is such a div of Quarto left out of a page of HTML (Quarto, Conditional Content)?"""
    classes, said = set(_CLASS.findall(attributes)), _CONDITION.findall(attributes)
    # Nothing is known of profiles: none is chosen.
    met = all((kind == "format" and value.startswith("html")) == (word == "when") for word, kind, value in said)
    return "hidden" in classes or ("content-hidden" in classes and met) or ("content-visible" in classes and not met)


def named_title(attributes: str) -> str | None:
    """What `title=` says among the attributes in braces."""
    found = _TITLE.search(attributes)
    return next(filter(None, found.groups()), None) if found else None


def admonition_fence(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Of Obsidian's plug-in Admonition: a fence of `ad-note`, its settings on its first lines, then Markdown.

    Of mdBook's ```` ```admonish warning title="제목" ````.

    Kinds of the author's own, `ad-theorem`, are callouts too.
    """
    head = match_line(state, start_line, _AD_FENCE)
    if not head:
        return False
    close = find_line(state, start_line, end_line, re.compile(rf"{head[1][0]}{{{len(head[1])},}}[ \t]*"))
    if close is None or silent:
        return close is not None
    settings, last = dict[str, str](), start_line
    while head[2] and last + 1 < close and (found := match_line(state, last + 1, _AD_SETTING)):
        settings[found[1]], last = found[2].strip(), last + 1
    fold = {"open": "+", "closed": "-", "close": "-"}.get(settings.get("collapse", ""), "")
    title = settings.get("title") or named_title(head[4] or "")
    fold = fold or "-" * ("collapsible=true" in (head[4] or ""))
    push_callout(state, head[2] or head[3] or "note", title, fold, (last, close, close + 1))
    return True


def aside(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Notion's `<aside>`, and `<Tip warning={true}>` of others, with their ends on lines of their own."""
    head = match_line(state, start_line, _ASIDE)
    if not head:
        return _tip_in_line(state, start_line, silent)
    # Of other names a blank line tells Markdown from HTML, where any name is an element (CommonMark, example 163).
    apart = start_line + 1 < end_line and state.isEmpty(start_line + 1)
    if head[2] if head[1] == "aside" else not (apart or state.md.options.get("html_elements_only")):
        return False
    close = find_line(state, start_line, end_line, re.compile(rf"</{head[1]}>[ \t]*"))
    if close is None or silent:
        return close is not None
    title = "" if head[1] == "aside" else named_title(head[2])
    push_callout(state, _kind(head), title, "", (start_line, close, close + 1))
    return True


def _kind(head: re.Match[str]) -> str:
    if head[1] in {"Callout", "Admonition", "Aside", "Alert"}:
        # Of Nextra, Docusaurus and Starlight.
        said = _TYPE.search(head[2])
        return said[1] if said and is_kind(said[1]) else "note"
    return {"aside": "note", "Tip": "warning" if "warning" in head[2] else "tip"}.get(head[1], head[1].lower())


def _tip_in_line(state: StateBlock, line: int, silent: bool) -> bool:
    """`<Tip>글</Tip>` on one line."""
    found = match_line(state, line, _TIP) if state.md.options.get("html_elements_only") else None
    if found and not silent:
        push_short_callout(state, _kind(found), named_title(found[2]), found[3].strip(), line)
        state.line = line + 1
    return found is not None


def closing_line(state: StateBlock, start_line: int, end_line: int, colons: int) -> int | None:
    """The line of as many colons that ends what `start_line` opens; more than an inner one has end that too."""
    # Of each inner one that is open how many colons it has, and the most up to it.
    inner: list[tuple[int, int]] = []
    for line in lines_after(state, start_line, end_line):
        if opening := match_line(state, line, _FENCE) or match_line(state, line, _DIV):
            inner.append((len(opening[1]), max(len(opening[1]), inner[-1][1] if inner else 0)))
        elif found := match_line(state, line, _FENCE_END):
            if len(found[1]) >= colons and len(found[1]) > (inner[-1][1] if inner else 0):
                return line
            if inner:
                inner.pop()
    # One that is left open ends with what is around it; of very many in each other none does.
    around = 0 < state.env.get("inside", 0) <= _DEEPEST and end_line == state.lineMax and may_look(state)
    return end_line if around else None


def admonition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`!!! kind "title"`, `???` (folded), `???+` (unfolded), a tab's `=== "title"`, and the lines indented by four."""
    head = match_line(state, start_line, _ADMONITION)
    if not head:
        return False
    line = after = start_line + 1
    while line < end_line and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent + _INDENT):
        line += 1
        after = line if not state.isEmpty(line - 1) else after
    if after == start_line + 1:
        return False
    if not silent:
        titles = (one for one in head.group(3, 4, 5) if one is not None)
        kind, title = (head[2], next(titles, None)) if head[2] else ("note", head[7])
        push_callout(state, kind, title, _FOLDS[head[1] or head[6]], (start_line, after, after), _INDENT)
    return True


def snippet(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`--8<-- "file"`, or names between two lines of it (PyMdown, Snippets): what it would put there is not known."""
    found = match_line(state, start_line, _SNIPPET)
    if found and not silent:
        state.env.setdefault("left_out", {}).setdefault("--8<--", start_line)
        last = None if found[1] else find_line(state, start_line, end_line, _SNIPPET)
        state.line = (start_line if last is None else last) + 1
    return found is not None


def slash_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`/// note | 제목`, `/// caption`, up to a line of as many slashes (PyMdown, Blocks)."""
    head = match_line(state, start_line, _BLOCK)
    close = find_line(state, start_line, end_line, re.compile(rf"/{{{len(head[1])}}}[ \t]*")) if head else None
    if not head or close is None or silent:
        return close is not None
    first, options = start_line, dict[str, str]()
    while first + 1 < close and (said := _OPTION.fullmatch(state.getLines(first + 1, first + 2, 0, False))):
        options[said[1]], first = said[2], first + 1
    kind, title = options.get("type", head[2]) if head[2] == "admonition" else head[2], (head[3] or "").strip() or None
    inside = (first, close, close + 1)
    if is_kind(kind) or kind in _FOLDED or head[2] == "admonition":
        push_callout(state, _FOLDED.get(kind, kind), title, "-" * (kind in _FOLDED), inside)
        return True
    if title:
        push_figure(state, start_line, f"**{literal(title)}**", "")
    push_inside(state, inside)
    return True
