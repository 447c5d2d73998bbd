"""Directives of MyST, which Jupyter Book reads: ```` ```{note} ````, `:::{figure} a.png`.

(MyST, Directives.) A fence of another name in braces (Quarto's `{python}`) is code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from fmnotes.markdown.rules.callout import is_kind, push_callout, push_inside, push_short_callout
from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.markdown.rules.container import closing_line
from fmnotes.markdown.rules.equations import COUNTED
from fmnotes.markdown.rules.label import keep_label
from fmnotes.markdown.rules.lines import find_line, match_line
from fmnotes.markdown.rules.listed import csv_rows, list_rows, push_glossary, push_table
from fmnotes.markdown.rules.shortcode import literal, push_code, push_figure
from fmnotes.text.regex import regex

_HEAD = regex(r"(`{3,}|~{3,}|:{3,})[ \t]*\{([a-z][\w:-]*)\}[ \t]*(.*?)[ \t]*")
_SETTING = regex(r":([\w-]+):[ \t]*(.*?)[ \t]*")
_COMMENT = regex(r"^%[^%\n][^\n]*$", re.MULTILINE)
_DIRECTIVE = regex(r"^(?:`{3,}|:{3,})\{[a-z]", re.MULTILINE)
_STATED = regex(r"exercise|solution|prf:[a-z]+")
_UNSEEN = regex(r"\bremove[-_](?:cell|input)\b")
_BREAK = regex(r"^\+\+\+(?:[ \t][^\n]*)?$", re.MULTILINE)
_FOLDED = frozenset("dropdown toggle".split())
_TITLED = frozenset("admonition dropdown toggle topic sidebar margin aside".split())
_PICTURES = frozenset("figure image figure-md".split())
_CODE = frozenset("code code-block code-cell sourcecode mermaid".split())
_AROUND = frozenset("only tab-set tab-item grid grid-item grid-item-card card div table".split())
_LISTED = frozenset("list-table csv-table glossary".split())
_GATES = frozenset("exercise-start solution-start".split())
"""A directive whose end is another one (Sphinx Exercise)."""
_FIGURE = regex(r"\bname:[ \t]*[\"']?([\w:-]{1,100})")
_UNNAMED = _PICTURES | {"only"}
_LISTS = frozenset("toctree tableofcontents contents bibliography tags".split())
_QUOTES = frozenset("epigraph pull-quote highlights".split())
_CHANGES = frozenset("versionadded versionchanged deprecated".split())
_NOTHING = frozenset("index exercise-end solution-end margin-end".split())
_KNOWN = _TITLED | _PICTURES | _CODE | _AROUND | _LISTS | _QUOTES | _CHANGES | _NOTHING | _LISTED | _GATES
_FRAMES = frozenset("iframe video youtube button-link include literalinclude".split())
_KNOWN |= {"math", "seealso"} | _FRAMES
_BLOCK = regex(r"---[ \t]*")
_KEY = regex(r"([\w-]+):[ \t]*(.*?)[ \t]*")
_SIZE = regex(r"(\d{1,5})(?:px)?|\d{1,3}%")


def directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A fence with the name of a directive, up to its end."""
    head = match_line(state, start_line, _HEAD)
    if not head or not _is_directive(head):
        return False
    if head[1][0] == ":":
        close = closing_line(state, start_line, end_line, len(head[1]))
    else:
        close = find_line(state, start_line, end_line, re.compile(rf"{head[1][0]}{{{len(head[1])},}}[ \t]*"))
    if close is None or silent:
        return close is not None
    settings, last = _settings(state, start_line, close)
    if figure := _FIGURE.search(settings.get("mystnb", "")):
        # What a cell of code draws (MyST-NB).
        keep_label(state.env, figure[1], start_line)
    for name in ("name", "label"):
        # That of a formula stands in it.
        if head[2] != "math":
            keep_label(state.env, settings.get(name, ""), start_line)
    one = _Directive(head[2], head[3], settings, start_line, last, close)
    if one.name in _GATES:
        state.line = _push_gated(state, one, end_line)
    else:
        _push(state, one)
        state.line = min(close + 1, end_line)
    return True


def _is_directive(head: re.Match[str]) -> bool:
    """Of colons every name is one; in a fence of backticks no more may stand on the line (CommonMark, 4.5)."""
    return head[1][0] == ":" or (_is_known(head[2]) and not (head[1][0] == "`" and "`" in head[3]))


def _is_known(name: str) -> bool:
    return name in _KNOWN or is_kind(name) or _STATED.fullmatch(name) is not None


def _settings(state: StateBlock, start_line: int, close: int) -> tuple[dict[str, str], int]:
    """`:key: value` on the first lines, or YAML between `---`; and the last of their lines."""
    settings, last = dict[str, str](), start_line
    if start_line + 1 < close and match_line(state, start_line + 1, _BLOCK):
        end = find_line(state, start_line + 1, close, _BLOCK)
        key = ""
        for line in range(start_line + 2, end or 0):
            if found := match_line(state, line, _KEY) if state.sCount[line] == state.sCount[start_line + 1] else None:
                key, settings[found[1]] = found[1], found[2]
            elif key:
                settings[key] += " " + state.getLines(line, line + 1, 0, False).strip()
        return settings, end or last
    while last + 1 < close and (found := match_line(state, last + 1, _SETTING)):
        settings[found[1]], last = found[2], last + 1
    return settings, last


class _Directive(NamedTuple):
    """Its name, the words behind it, its settings; the lines of its head, of the last setting, of its end."""

    name: str
    words: str
    settings: Mapping[str, str]
    start: int
    last: int
    close: int


def _push(state: StateBlock, one: _Directive) -> None:
    if one.name == "figure-md":
        _push_figure(state, one)
    elif one.name in _PICTURES and one.words:
        _push_picture(state, one)
    elif one.name in _CODE or one.name == "math":
        _push_code(state, one)
    elif one.name in _QUOTES:
        _push_quote(state, one)
    elif one.name in _AROUND | _PICTURES | _LISTED:
        _push_around(state, one)
    elif one.name in _FRAMES and one.words:
        _push_link(state, one)
    elif one.name in _LISTS | _NOTHING:
        return
    elif not _is_known(one.name):
        _push_unknown(state, one)
    elif one.words and one.last + 1 == one.close and one.name not in _TITLED:
        push_short_callout(state, one.name, None, one.words, one.start)
    else:
        kind = one.name if is_kind(one.name) else "note"
        push_callout(state, kind, _title(one), _fold(one), (one.last, one.close, one.close + 1))


def _push_around(state: StateBlock, one: _Directive) -> None:
    """What is around other blocks, below its title."""
    if one.words and one.name not in _UNNAMED and not one.words.replace(" ", "").isdigit():
        push_figure(state, one.start, _linked_title(one), "")
    if one.name not in _LISTED or not _push_listed(state, one):
        push_inside(state, (one.last, one.close, one.close + 1))


def _fold(one: _Directive) -> str:
    return "-" if one.name in _FOLDED or "dropdown" in one.settings.get("class", "") else ""


def _title(one: _Directive) -> str | None:
    """What stands behind its name; of a solution that is the label of its exercise."""
    name = one.name.rpartition(":")[2].removesuffix("-start")
    words = "" if name == "solution" else one.words
    return words or (name.capitalize() if _STATED.match(one.name) else None)


def _push_gated(state: StateBlock, one: _Directive, end_line: int) -> int:
    """What stands up to the directive that ends it; the line behind that. Without one there is nothing to show."""
    name = one.name.removesuffix("start")
    end = find_line(state, one.close, end_line, re.compile(rf"(?:`{{3,}}|:{{3,}})[ \t]*\{{{name}end\}}[ \t]*"))
    last = find_line(state, end, end_line, re.compile(r"`{3,}|:{3,}")) if end is not None else None
    if end is None or last is None:
        if one.words and name == "exercise-":
            push_figure(state, one.start, f"**{literal(one.words)}**", "")
        return one.close + 1
    push_callout(state, "note", _title(one), _fold(one), (one.close, end, last + 1))
    return last + 1


def _push_listed(state: StateBlock, one: _Directive) -> bool:
    if one.name == "glossary":
        return push_glossary(state, one.last + 1, one.close)
    text = state.getLines(one.last + 1, one.close, state.blkIndent, False)
    if one.name == "list-table":
        return push_table(state, list_rows(text.split("\n"), one.last + 1), one.settings, one.start)
    if not push_table(state, csv_rows(text, one.settings, one.last + 1), one.settings, one.start):
        # What is in a file is not known here.
        push_code(state, one.start, one.close, "csv", silent=False)
    return True


def _push_unknown(state: StateBlock, one: _Directive) -> None:
    """Its words and what is in it, without its settings."""
    state.env.setdefault("left_out", {}).setdefault(f"{{{one.name}}}", one.start)
    if one.words:
        push_figure(state, one.start, f"**{one.words}**", "")
    push_inside(state, (one.last, one.close, one.close + 1))


def _linked_title(one: _Directive) -> str:
    """The title of a card or a tab, as Markdown; that of a card may be a link."""
    link, kind = one.settings.get("link", ""), one.settings.get("link-type", "url")
    if not link:
        return f"**{one.words}**"
    if kind in {"doc", "ref"}:
        return f"{{{kind}}}`{one.words} <{link}>`"
    return f"[**{one.words}**](<{link}>)"


def _push_link(state: StateBlock, one: _Directive) -> None:
    """What would be shown in a frame is a link, a note that is included an embed; of a button the words are in it."""
    if one.name == "include":
        push_figure(state, one.start, f"![[{one.words}]]", "")
        return
    inside = " ".join(state.getLines(one.last + 1, one.close, 0, False).split())
    words = inside if inside and one.name == "button-link" else literal(one.words)
    push_figure(state, one.start, f"[{words}](<{one.words}>)", "" if one.name == "button-link" else inside)


def _push_figure(state: StateBlock, one: _Directive) -> None:
    """Of `figure-md`: the picture is in it, then its caption; its words are its label."""
    keep_label(state.env, one.words, one.start)
    picture, _, caption = state.getLines(one.last + 1, one.close, state.blkIndent, False).strip().partition("\n")
    push_figure(state, one.start, picture, " ".join(caption.split()))


def _push_quote(state: StateBlock, one: _Directive) -> None:
    state.push("blockquote_open", "blockquote", 1).map = [one.start, one.close + 1]
    push_inside(state, (one.last, one.close, one.close + 1))
    state.push("blockquote_close", "blockquote", -1)


def _push_picture(state: StateBlock, one: _Directive) -> None:
    asked = ((name, one.settings.get(name, "")) for name in ("width", "height"))
    sizes = " ".join(f"{name}={size}" for name, size in asked if _SIZE.fullmatch(size))
    picture = f"![{literal(one.settings.get('alt', ''))}](<{one.words}>)"
    caption = " ".join(state.getLines(one.last + 1, one.close, 0, False).split())
    push_figure(state, one.start, picture + (f"{{{sizes}}}" if sizes else ""), caption)


def _push_code(state: StateBlock, one: _Directive) -> None:
    """Code, or a formula: its first line may stand behind the name. A cell may say that it is not shown."""
    if one.name == "code-cell" and _UNSEEN.search(one.settings.get("tags", "")):
        return
    token = state.push("fence", "code", 0)
    token.map = [one.start, one.close + 1]
    token.content = state.getLines(one.last + 1, one.close, state.blkIndent, True)
    if one.name == "math":
        label = one.settings.get("label") or one.settings.get("name")
        token.content = f"{one.words}\n{token.content}" if one.words else token.content
        token.info, token.content = "math", f"{COUNTED}\\label{{{label}}}{token.content}" if label else token.content
        return
    title = one.settings.get("caption", "").replace('"', "")
    language = one.name if one.name == "mermaid" else one.words or "python"
    token.info = f'{language} title="{title}"' if title else language


def directive_comments(state: StateCore) -> None:
    """Where there are directives, `% …` is a comment and `+++` nothing. Their lines stay, so that places hold."""
    if ("%" in state.src or "+++" in state.src) and _DIRECTIVE.search(state.src):
        state.src = CodeFinder(state.src).outside(lambda part: _BREAK.sub("", _COMMENT.sub("", part)))
