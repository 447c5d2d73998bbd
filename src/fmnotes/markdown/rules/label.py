"""Names that authors give to sections, pictures, tables and formulas, to refer to them from all over a book.

`(name)=` above what it names, or a `name` among the settings of a directive (MyST, Cross-references); a line
`` :label:`name` `` below it (d2lbook). Headings keep their ids: a label leads to them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from fmnotes.markdown.body import Label, LabelKind
from fmnotes.markdown.rules.equations import id_of
from fmnotes.markdown.rules.headings import plain_text
from fmnotes.markdown.rules.lines import match_line
from fmnotes.text.regex import regex

_ABOVE = regex(r"\(([\w:.-]{1,100})\)=[ \t]*")
_BELOW = regex(r":label:`([^`\n]{1,100})`[ \t]*")
_KINDS: Mapping[str, LabelKind] = {
    "heading_open": "section",
    "figure_open": "figure",
    "table_open": "table",
    "fence": "code",
    "math_block": "equation",
    "callout_open": "",
    "paragraph_open": "",
    "blockquote_open": "",
    "bullet_list_open": "",
    "ordered_list_open": "",
}
CROSS_REFERENCED = "fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|alg|rem"
"""How ids begin that Quarto refers to by `@fig-x` (Quarto, Cross References)."""
_CROSS = regex(rf"(?:{CROSS_REFERENCED})-[\w-]+")
BLOCK_ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
"""The id of a block in Logseq, which is called by its text."""
_BLOCK = regex(BLOCK_ID)
_LONGEST = 100


def keep_label(env: MutableMapping[str, Any], name: str, line: int, *, below: bool = False) -> None:
    """What begins at `line`, or ends above it, is called `name`."""
    if name:
        env.setdefault("labels_written", []).append((name, line, below))


def label_line(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line that names what stands above or below it is not shown."""
    found = match_line(state, start_line, _ABOVE) or match_line(state, start_line, _BELOW)
    if not found:
        return False
    if not silent:
        keep_label(state.env, found[1], start_line, below=found.re.pattern == _BELOW.pattern)
        state.line = start_line + 1
    return True


def labelled(state: StateCore) -> None:
    """After inline rules: what each label leads to; an anchor before what has no id of its own."""
    written = state.env.get("labels_written")
    if not written and "{#" not in state.src:
        return
    found: list[Label] = state.env.setdefault("labels_found", [])
    # In the order of the text, whatever process does it.
    headings = {token.meta["id"]: None for token in state.tokens if token.type == "heading_open"}
    found += [Label(one, one, "section") for one in headings if _CROSS.fullmatch(one)]
    if "{#" in state.src:
        children = (child for token in state.tokens for child in token.children or () if child.type == "image")
        found += [Label(child.meta["id"], child.meta["id"], "figure") for child in children if "id" in child.meta]
    if not written:
        return
    # In the order of the text, so that lines and places rise together.
    places = [(token.map[0], at) for at, token in enumerate(state.tokens) if token.type in _KINDS and token.map]
    lines = [line for line, _ in places]
    anchors: dict[int, list[str]] = {}
    for name, line, below in written:
        number = bisect_left(lines, line) - below
        if not 0 <= number < len(places):
            continue
        while _BLOCK.fullmatch(name) and lines[number + 1 : number + 2] == [lines[number]]:
            # The item itself, not the list that begins with it.
            number += 1
        label = _label(state.tokens, places[number][1], name)
        found.append(label)
        if label.kind != "section" and label.id not in headings:
            anchors.setdefault(places[number][1], []).append(label.id)
    state.tokens = [one for at, token in enumerate(state.tokens) for one in (*_anchors(anchors.get(at, ())), token)]


def _anchors(ids: Sequence[str]) -> list[Token]:
    return [Token("anchor", "", 0, meta={"id": one}, block=True) for one in ids]


def _label(tokens: Sequence[Token], at: int, name: str) -> Label:
    token, following = tokens[at], tokens[at + 1 : at + 3]
    kind = _KINDS[token.type]
    if kind == "section":
        return Label(name, token.meta["id"], kind)
    if token.type == "paragraph_open" and [one.type for one in following[0].children or ()][:1] == ["image"]:
        kind = "figure"
    if token.type == "paragraph_open" and _BLOCK.fullmatch(name):
        return Label(name, id_of(name), kind, _shortened(plain_text(following[0].children or ())))
    titled = token.type == "callout_open" and [one.type for one in following] == ["callout_title_open", "inline"]
    return Label(name, id_of(name), kind, plain_text(following[1].children or ()) if titled else "")


def _shortened(text: str) -> str:
    line = text.partition("\n")[0].strip()
    return line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + "…"
