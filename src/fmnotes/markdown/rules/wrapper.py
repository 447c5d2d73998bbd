"""Tags of other tools that stand round ordinary Markdown: the text stays, what a tag says is a line before it.

Tabs, cards, steps and columns of Hugo's themes (Docsy, Hextra), of GitBook and of MDX, Kramdown's `{::nomarkdown}`.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from fmnotes.markdown.rules.lines import find_line, match_line
from fmnotes.markdown.rules.shortcode import FILMS, arguments, literal, push_code, push_figure, worded
from fmnotes.text.regex import regex

_HUGO_TAG = regex(
    r"\{\{[<%][ \t]*(/?)[ \t]*(tabs?|tabpane|cards?|cardpane|steps?|columns?|pageinfo|table"
    r"|gallery|box|accordion(?:-?(?:[iI]tem|[lL]ist))?|timeline(?:-?[iI]tem)?|blocks/[a-z-]+)"
    r"((?:[ \t](?:(?![>%]\}\})[^\n])*?)?)[ \t]*/?[>%]\}\}[ \t]*"
)
_LIQUID_TAG = regex(
    r"\{%-?[ \t]*(end)?(tabs?|code-tabs(?:-item)?|stepper|step|code|content-ref|columns?|details|embed)"
    r"((?:[ \t](?:(?!%\})[^\n])*?)?)[ \t]*-?%\}[ \t]*"
)
_TEXT_PANE = regex(r"\{\{%|\btext=[\"']?true")
_TAB_END = regex(r"\{\{[<%][ \t]*/[ \t]*tab[ \t]*[>%]\}\}[ \t]*")
_COLUMN_END = regex(r"<-{3,}>[ \t]*")
"""Between two columns of hugo-book."""
_KRAMDOWN_TAG = regex(r"(?:\{::nomarkdown[ \t]*/?\}|\{:/(?:nomarkdown)?\})[ \t]*")
_COMPONENTS = (
    "Tabs", "TabItem", "Tab", "Steps", "Step", "Cards", "CardGroup", "CardGrid", "Columns", "Column", "AccordionGroup",
    "Accordion", "Admonition", "frameworkcontent", "pt", "tf", "jax",
    "hfoptions", "hfoption", "Youtube", "CodeGroup", "Frame", "BrowserWindow",
)  # fmt: skip
_COMPONENT_TAG = regex(rf"<(/?)({'|'.join(_COMPONENTS)})((?:\s[^<>\n]*?)?)/?>[ \t]*")
_COMPONENT_LINE = regex(rf"(<({'|'.join(_COMPONENTS)})(?:\s[^<>\n]*)?>)[ \t]*(\S.*?)[ \t]*</\2>[ \t]*")
_MODULE_LINE = regex(r"(?:import|export)[ \t][^\n]{0,200}[ \t]from[ \t]+(\"[^\"\n]+\"|'[^'\n]+')[ \t]*;?[ \t]*")
_EXPORT = regex(
    r"export[ \t]+(?:(?:const|let|var)[ \t]+[\w$]+[ \t]*=|function[ \t]+[\w$]+[ \t]*\("
    r"|default[ \t]+(?:function\b|class\b|[({]|[A-Za-z_$][A-Za-z0-9_$.]*[ \t]*;?$)).*"
)
_TITLES = ("title", "header", "name", "label", "summary", "caption", "accordion-title", "value")
_FRAMEWORKS = {"pt": "PyTorch", "tf": "TensorFlow", "jax": "JAX"}
"""Of Hugging Face's doc-builder."""
_NAMED = regex(r"[\w-]+=")
_CODE = 4


def hugo_wrapper(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`{{< tab "가" >}}` and its end on lines of their own; `{{< card link="x" title="나" >}}` is a link."""
    if match_line(state, start_line, _COLUMN_END):
        state.line = state.line if silent else start_line + 1
        return True
    found = match_line(state, start_line, _HUGO_TAG)
    if found and found[2] == "table" and "path=" in found[3]:
        # It shows a file, and has no end.
        return False
    if found and found[2] == "tabpane" and not silent:
        state.env["code_pane"] = not found[1] and not _TEXT_PANE.search(found[0])
    if found and found[2] == "tab" and state.env.get("code_pane") and not _TEXT_PANE.search(found[0]):
        return _code_tab(state, found, (start_line, end_line), silent)
    return _wrapper(state, found, start_line, silent)


def _code_tab(state: StateBlock, found: re.Match[str], lines: tuple[int, int], silent: bool) -> bool:
    """A tab of Docsy holds code, unless it or its pane says `text=true` (Docsy, Tabbed panes)."""
    start, end = lines
    close = None if found[1] else find_line(state, start, end, _TAB_END)
    if silent or close is None:
        return _wrapper(state, found, start, silent)
    _, named = arguments(found[3])
    _wrapper(state, found, start, silent)
    return push_code(state, start, close, named.get("lang", "").lower(), silent)


def liquid_wrapper(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """GitBook's `{% tab title="가" %}`, al-folio's `{% details 나 %}`, their ends, and Kramdown's `{::nomarkdown}`."""
    if match_line(state, start_line, _KRAMDOWN_TAG):
        state.line = state.line if silent else start_line + 1
        return True
    found = match_line(state, start_line, _LIQUID_TAG)
    if found and found[2] == "embed" and not found[1]:
        return False
    return _wrapper(state, found, start_line, silent)


def component(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`<TabItem label="가">` of MDX and its end, on lines of their own (Docusaurus, Tabs).

    What is in it may be indented, as there is no indented code in MDX.
    """
    whole = match_line(state, start_line, _COMPONENT_LINE)
    if whole and (opening := _COMPONENT_TAG.fullmatch(whole[1])):
        _wrapper(state, opening, start_line, silent)
        if not silent:
            push_figure(state, start_line, whole[3], "")
        return True
    found = match_line(state, start_line, _COMPONENT_TAG)
    if found and not silent and not found[1] and not found[0].rstrip().endswith("/>"):
        _outdent(state, start_line, end_line)
    return _wrapper(state, found, start_line, silent)


def _outdent(state: StateBlock, start_line: int, end_line: int) -> None:
    """The lines below, to the first that stands no deeper, as if they stood as deep as the tag itself."""
    own, last = state.sCount[start_line], start_line + 1
    while last < end_line and (state.isEmpty(last) or state.sCount[last] > own):
        last += 1
    inside = [line for line in range(start_line + 1, last) if not state.isEmpty(line)]
    deeper = min((state.sCount[line] for line in inside), default=own) - own
    spaces = " " * deeper
    if own + deeper - state.blkIndent < _CODE or any(
        not state.src.startswith(spaces, state.bMarks[line]) for line in inside
    ):
        return
    for line in inside:
        state.bMarks[line] += deeper
        state.tShift[line] -= deeper
        state.sCount[line] -= deeper


def module_line(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`import Tabs from '@theme/Tabs';` says nothing to a reader, nor does what a page of MDX exports."""
    exported = match_line(state, start_line, _EXPORT)
    if not exported and not match_line(state, start_line, _MODULE_LINE):
        return False
    if not silent:
        state.env.setdefault("left_out", {}).setdefault("export" if exported else "import", start_line)
        state.line = start_line + 1
        # It ends where lines do that stand together (MDX, ESM).
        while exported and state.line < end_line and not state.isEmpty(state.line):
            state.line += 1
    return True


def _wrapper(state: StateBlock, found: re.Match[str] | None, line: int, silent: bool) -> bool:
    if not found or silent:
        return found is not None
    plain, named = arguments(found[3])
    if found[2] == "Youtube" and "id" in named:
        push_figure(state, line, f"<{FILMS['youtube'].format(named['id'])}>", "")
        return True
    titles = {"hfoption": ("label", "value", "id"), "tabs": (), "Tabs": (), "table": ("caption",)}.get(
        found[2], _TITLES
    )
    if found.re.pattern == _LIQUID_TAG.pattern and found[2] == "tab":
        # Before its own name stands that of its group (al-folio).
        plain = plain[-1:]
    title = next((named[one] for one in titles if named.get(one)), _FRAMEWORKS.get(found[2], ""))
    # What stands behind `tabs` tells them from others (hugo-book), behind `table` how it looks.
    if not title and found[2] not in {"tabs", "table"} and not _NAMED.search(found[3]):
        title = " ".join(worded(plain))
    link = named.get("link") or named.get("href") or ""
    state.line = line + 1
    if title and not found[1]:
        words = literal(title)
        push_figure(state, line, f"[{words}](<{link}>)" if link and "{" not in link else f"**{words}**", "")
    return True
