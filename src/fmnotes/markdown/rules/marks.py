"""Marks of other tools that mean plain Markdown or HTML: rewritten before blocks are found, outside of code.

Addresses of Pelican and Docusaurus, columns of an Obsidian plug-in, keys of Material for MkDocs, badges of VitePress,
what Logseq writes in braces.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape
from typing import NamedTuple

from markdown_it.rules_core import StateCore

from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.markdown.rules.template_address import BEFORE
from fmnotes.text.regex import regex

_KEYS = frozenset(
    "ctrl control alt shift cmd command option opt enter return esc escape tab del delete space up down left right "
    "super win windows meta backspace home end insert fn".split()
)
_ALONE = frozenset("ctrl alt shift cmd esc enter tab backspace".split())
_FUNCTION_KEY = regex(r"f\d{1,2}")
_COMPUTED = regex(r"=\{(?:useBaseUrl|require)\([ \t]*[\"']([^\"'\n]{1,300})[\"'][ \t]*\)(?:\.default)?\}")
_PRESSED = regex(r"(?<![+\w])\+\+([A-Za-z0-9-]{1,12}(?:\+[A-Za-z0-9-]{1,12}){0,4})\+\+(?![+\w])")
_STYLE = regex(r"(<[A-Za-z][^<>{}\n]{0,300})[ \t]style=\{\{[^{}\n]{0,200}\}\}")
_BADGE = regex(r"<Badge\b[^<>\n]{0,200}?\btext=[\"']([^\"'\n]{0,80})[\"'][^<>\n]{0,200}>(?:</Badge>)?")
_MARKED = regex(r"(?:(?<=[\s(\[*_~\"'])|^)\^\^(?=[^\s)\];.,!?~:^])([^\^\n]{1,300}?)(?<=[^\s(\[^])\^\^(?![A-Za-z0-9_^])")
"""Smileys of Korean stand behind a word: `감사합니다^^`."""
_FILM = regex(r"\{\{(?:video|youtube|vimeo|bilibili|twitter|tweet)[ \t]+(https?://[^\s{}]{1,500})[ \t]*\}\}")
_QUOTED_ONCE = r"""("[^"\n]{0,600}"|'[^'\n]{0,600}'|[\w.-]{1,80})"""
_APART = regex(
    r"<[A-Za-z/!][^<>]{0,500}>|<https?://[^<>\s]{1,500}>|\$\$.{0,2000}?\$\$"
    r"|(?<!\\)\$[^$\n]{1,300}\$",
    re.DOTALL,
)
"""Tags and formulas: no words."""
_PRE = regex(r"<pre\b")


def in_words(part: str, replace: Callable[[str], str]) -> str:
    """`part` with `replace` of what is neither in a tag nor in a formula."""
    made, position, unclosed = list[str](), 0, False
    for found in _APART.finditer(part):
        if found.start() < position:
            continue
        end = -1 if unclosed or not _PRE.match(found[0]) else part.find("</pre>", found.end())
        unclosed = unclosed or (end < 0 and _PRE.match(found[0]) is not None)
        made += [replace(part[position : found.start()]), part[found.start() : max(found.end(), end)]]
        position = max(found.end(), end)
    return "".join([*made, replace(part[position:])])


class _Mark(NamedTuple):
    """What a text must hold, one of them, for it to be looked for; what it is; what becomes of it.

    Some are read in words alone, not in tags and formulas.
    """

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    made: Callable[[re.Match[str]], str]
    words: bool = False


def _unquoted(argument: str) -> str:
    return argument[1:-1] if argument[:1] in "\"'" else argument


def _nothing(found: re.Match[str]) -> str:
    return ""


def _inside(found: re.Match[str]) -> str:
    return found[1]


def _embed(found: re.Match[str]) -> str:
    return f"!{found[1]}"


def _listed(found: re.Match[str]) -> str:
    return {"tag": "/tags/", "category": "/categories/", "index": "/"}[found[1]]


def _keys(found: re.Match[str]) -> str:
    parts = found[1].split("+")
    # One alone may be a word that was put in: `++end++` of HackMD.
    known = _KEYS if len(parts) > 1 else _ALONE
    if not any(part.lower() in known or _FUNCTION_KEY.fullmatch(part.lower()) for part in parts):
        return found[0]
    return "+".join(f"<kbd>{escape(part if part.isupper() else part.capitalize())}</kbd>" for part in parts)


def _formula(found: re.Match[str]) -> str:
    """In a line, or with lines of its own where it says so or has them."""
    tex = found.groupdict().get("tex") or found[1]
    display = "block=true" in found[0].replace(" ", "") or "\n" in tex.strip() or tex.startswith("\n")
    return f"$${tex}$$" if display else f"${tex.strip()}$"


def _attribute(found: re.Match[str]) -> str:
    return f'="{found[1]}"'


_MARKS = (
    # Pelican, Linking to internal content.
    _Mark(("{filename}", "{static}", "{attach}"), regex(rf"{BEFORE}\{{(?:filename|static|attach)\}}"), _nothing),
    _Mark(("|filename|",), regex(rf"{BEFORE}\|filename\|"), _nothing),
    _Mark(("{tag}", "{category}", "{index}"), regex(rf"{BEFORE}\{{(tag|category|index)\}}/?"), _listed),
    # Docusaurus, Static assets.
    _Mark(("@site/",), regex(rf"{BEFORE}@site/"), lambda _: "/"),
    _Mark(("={useBaseUrl(", "={require("), _COMPUTED, _attribute),
    _Mark(("={{",), _STYLE, _inside),
    # VitePress, Badge.
    _Mark(("<Badge",), _BADGE, lambda found: escape(found[1])),
    # Material for MkDocs, Keys.
    _Mark(("++",), _PRESSED, _keys, words=True),
    # Logseq: marks, flash cards, films, embeds, tags of several words.
    _Mark(("^^",), _MARKED, lambda found: f"=={found[1]}==", words=True),
    _Mark(("{{c",), regex(r"\{\{(?:c\d|cloze)[ \t]++([^{}\n]{1,500}?)[ \t]*\}\}"), _inside, words=True),
    _Mark(("{{",), _FILM, lambda found: f"<{found[1]}>"),
    _Mark(("{{embed",), regex(r"\{\{embed[ \t]+(\[\[[^\[\]{}\n]{1,300}\]\])[ \t]*\}\}"), _embed),
    _Mark(("#[[",), regex(r"(?<![\w#&/])#(?=\[\[[^\[\]\n]{1,300}\]\])"), _nothing, words=True),
    # Distill: citations and footnotes.
    _Mark(
        ("<d-cite",),
        regex(
            r"<d-cite[ \t]+(?:key|bibtex-key)="
            r"(?:[\"']([^\"'<>\n]{1,300})[\"']|([\w:,.-]{1,300}))[ \t]*(?:/>|>(?:</d-cite>)?)"
        ),
        lambda found: f" ({found[1] or found[2]})",
    ),
    _Mark(
        ("<d-footnote",),
        regex(
            r"<d-footnote>((?:(?!</?d-footnote)[^\[\]\n]"
            r"|\n(?![ \t]*(?:\n|[-*+#>]|\d{1,9}[.)]))|\[[^\[\]\n]*\]){1,2000})"
            r"</d-footnote>"
        ),
        lambda found: f"^[{found[1].strip()}]",
    ),
    _Mark(("<d-math",), regex(r"<d-math>([^<>\n$]{1,500})</d-math>"), lambda found: f"${found[1].strip()}$"),
    # Jekyll's Tufte: formulas, notes in the margin, pictures.
    _Mark(
        ("endmath",),
        regex(r"\{%[ \t]*math[ \t]*%\}((?:(?!%\})[^$]){1,3000}?)\{%[ \t]*endmath[ \t]*%\}"),
        lambda found: f"$${found[1]}$$",
    ),
    # Hexo, Zola.
    _Mark(
        ("endmathjax",),
        regex(r"\{%[ \t]*mathjax[ \t]*%\}((?:(?!%\})[^$]){1,3000}?)\{%[ \t]*endmathjax[ \t]*%\}"),
        _formula,
    ),
    _Mark(
        ("{% katex(",),
        regex(r"\{%[ \t]*katex\(([^()\n]{0,80})\)[ \t]*%\}(?P<tex>(?:(?!%\})[^$]){1,3000}?)\{%[ \t]*end[ \t]*%\}"),
        _formula,
    ),
    _Mark(
        ("{{ katex(",),
        regex(r"\{\{[ \t]*katex\(body=\"(?P<tex>[^\"\n$]{1,1000})\"([^()\n]{0,80})\)[ \t]*\}\}"),
        _formula,
    ),
    _Mark(
        ("{% sidenote", "{% marginnote"),
        regex(rf"\{{%[ \t]*(?:sidenote|marginnote)[ \t]+{_QUOTED_ONCE}[ \t]+{_QUOTED_ONCE}[ \t]*%\}}"),
        lambda found: f"^[{_unquoted(found[2])}]",
    ),
    _Mark(
        ("{% marginfigure", "{% maincolumn", "{% fullwidth"),
        regex(
            rf"\{{%[ \t]*(?:marginfigure[ \t]+{_QUOTED_ONCE}|(maincolumn|fullwidth))[ \t]+{_QUOTED_ONCE}"
            rf"(?:[ \t]+{_QUOTED_ONCE})?[ \t]*%\}}"
        ),
        lambda found: f'![{_unquoted(found[4] or "")}](<{_unquoted(found[3])}>)',
    ),
    # Material for MkDocs, Icons.
    _Mark(
        (":material-", ":fontawesome-", ":octicons-", ":simple-"),
        regex(
            r"(?<![A-Za-z0-9_])(?<!\[\[):(?:material|fontawesome|octicons|simple)-[a-z0-9-]{1,60}:"
            r"(?![A-Za-z0-9_]|\]\])(?:\{[^{}\n]{0,100}\})?[ \t]?"
        ),
        _nothing,
        words=True,
    ),
    # A slip for `<br>`, and read as one (HTML, Parsing).
    _Mark(("</br",), regex(r"</br[ \t]*>", re.IGNORECASE), lambda _: "<br>"),
    # Obsidian, Multi-Column Markdown.
    _Mark(
        ("column",),
        regex(
            r"^[ \t]*(?:---|===)[ \t]*(?:(?:start-multi-column|multi-column-start)(?:[: ][^\n]*)?"
            r"|(?:column-break|end-column|column-end|end-multi-column|multi-column-end)[ \t]*(?:---|===)?)[ \t]*$",
            re.MULTILINE,
        ),
        _nothing,
    ),
)  # fmt: skip


_ALL_SIGNS = [sign for mark in _MARKS for sign in mark.signs]
# A letter is looked for in vain too often.
_SIGNS = regex("|".join(re.escape(sign) for sign in _ALL_SIGNS if not sign[0].isalpha()))
_SPELT = [sign for sign in _ALL_SIGNS if sign[0].isalpha()]


def other_marks(state: StateCore) -> None:
    """What means something in another tool, as what it means; what names nothing stays."""
    src = state.src
    if not (_SIGNS.search(src) or any(sign in src for sign in _SPELT)):
        return
    found = [mark for mark in _MARKS if any(sign in src for sign in mark.signs)]
    if any(mark.pattern.search(src) for mark in found):
        state.src = CodeFinder(src).outside(lambda part: _rewritten(part, found))


def _rewritten(part: str, marks: list[_Mark]) -> str:
    for mark in marks:
        replace = partial(mark.pattern.sub, mark.made)
        part = in_words(part, replace) if mark.words else replace(part)
    return part
