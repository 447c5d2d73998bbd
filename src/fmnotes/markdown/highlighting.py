"""Pygments at build time, as classes. Blocks past the caps stay plain: some lexers are quadratic."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from html import escape

from markdown_it.common.utils import unescapeAll
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from fmnotes.markdown.lexing import quicken
from fmnotes.text.regex import regex

LONGEST_BLOCK = 20_000
_SHORTER = {"Java": 6_000, "C#": 6_000}
"""These take the square of the length, even for plain words."""
MOST_LINES = 2_000
LONGEST_LINE = 2_000

OPTION = regex(r"\s*\{?\s*[a-z_]+=")
"""How an info string begins that names no language."""
_HACKMD = regex(r"\s*((?:[A-Za-z][\w+#-]*)?)(?=[!=])(!?)(?:=(\d{0,6})\+?)?(!?)(?=\s|$)")
# Behind a colon VuePress, Zenn and Qiita write the name of the file.
_LANGUAGE = regex(r"\s*\{?\s*\.?([^\s{}=,:]+)")
_VERSION = regex(r"(?<=[a-z])[\d.]+$|[$>#]$")
_PLAIN = frozenset(
    "text txt plain plaintext output none mermaid math ascii dot dataview dataviewjs query tasks "
    "button chart tabs timeline kanban leaflet plantuml wavedrom vega vega-lite "
    "env dotenv log tree regex gitignore pseudocode pseudo ssh-config conf prisma csv tsv curl "
    "nohighlight no-highlight out result results prompt jupyter git pip linux ubuntu stl "
    "결과 실행결과 출력 출력결과".split()
)
_ALIASES = {
    "jsonc": "json", "jsonl": "json", "geojson": "json", "asm": "nasm", "assembly": "nasm", "cmd": "bat",
    "terminal": "console", "shellscript": "sh", "node": "js", "javascriptreact": "jsx", "typescriptreact": "tsx",
    "svelte": "html", "astro": "html", "mdx": "md", "viml": "vim", "docker-compose": "yaml", "sol": "solidity",
    "ipython": "python", "ipython2": "python", "ipython3": "python", "stylus": "css", "gradle": "groovy",
    "plsql": "sql", "vba": "vbnet", "jinja2": "jinja", "patch": "diff", "dos": "bat", "hbs": "html", "ejs": "html",
    "svg": "xml", "sh-session": "console", "wasm": "wast", "vimscript": "vim",
    "kt": "kotlin", "vb": "vbnet", "pgsql": "postgresql", "topojson": "json",
}  # fmt: skip


def language_of(info: str) -> str:
    """The language an info string names: `python`, `{.python}`, `py title="x"`, `js {1,3}`."""
    if marked := marked_by_hackmd(info):
        return marked[1].lower()
    found = None if OPTION.match(info) else _LANGUAGE.match(unescapeAll(info))
    return found[1].lower() if found else ""


def marked_by_hackmd(info: str) -> re.Match[str] | None:
    """`python=` and `python=101` number the lines (3), `python!` wraps them (2 or 4)."""
    found = _HACKMD.match(info)
    return found if found and is_known(found[1].lower()) else None


@lru_cache(maxsize=256)
def _lexer(language: str) -> Lexer | None:
    # `python3.8`, `bash$`, `html/css`, `text/x-python`
    for name in (language, _VERSION.sub("", language), language.partition("/")[0], language.rpartition("/x-")[2]):
        with suppress(ClassNotFound):
            return quicken(get_lexer_by_name(_ALIASES.get(name, name), stripnl=False, ensurenl=False))
    return None


def is_known(language: str) -> bool:
    return not language or language in _PLAIN or _lexer(language) is not None


def is_too_large(code: str, language: str) -> bool:
    lexer = _lexer(language) if len(code) > min(_SHORTER.values()) and language not in _PLAIN else None
    return (
        len(code) > (_SHORTER.get(lexer.name, LONGEST_BLOCK) if lexer else LONGEST_BLOCK)
        or code.count("\n") > MOST_LINES
        or any(len(line) > LONGEST_LINE for line in code.split("\n"))
    )


@lru_cache(maxsize=1024)
def highlight(code: str, language: str) -> str:
    """`code` as HTML with `<span class="…">`; only escaped when the language is unknown or the block too large."""
    lexer = None if language in _PLAIN or not language or is_too_large(code, language) else _lexer(language)
    if lexer is None:
        return escape(code, quote=False)
    parts: list[str] = []
    for kind, value in lexer.get_tokens(code):
        short = STANDARD_TYPES.get(kind)
        while short is None and kind.parent is not None:
            kind = kind.parent
            short = STANDARD_TYPES.get(kind)
        text = escape(value, quote=False)
        parts.append(f'<span class="{short}">{text}</span>' if short and not value.isspace() else text)
    return "".join(parts)
