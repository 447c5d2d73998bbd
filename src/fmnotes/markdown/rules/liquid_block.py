"""Blocks of Liquid, as Jekyll, GitBook, GitHub, HackMD and Hexo have them: code, comments, callouts, films, files."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it.rules_block import StateBlock

from fmnotes.markdown.rules.callout import is_kind, push_callout, push_short_callout
from fmnotes.markdown.rules.lines import find_end, find_line, match_line
from fmnotes.markdown.rules.shortcode import FILMS, arguments, film, literal, push_code, push_figure
from fmnotes.text.regex import regex

_MOST_LINES = 20
_WORDS = regex(r"[A-Za-z0-9_+#.-]+")
_LIQUID = regex(r"\{%-?[ \t]*([a-z]+(?:-[a-z]+)*)((?:[ \t](?:(?!%\})[^\n])*?)?)[ \t]*-?%\}[ \t]*")
_NOTE = regex(
    r"\{%-?\s*include\s+(note|tip|important|warning|callout|alert|info)\.html\s((?:(?!%\})[\s\S]){1,900}?)-?%\}\s*"
)
_NOTE_BEGINS = regex(r"\{%-?[ \t]*include[ \t]+(?:note|tip|important|warning|callout|alert|info)\.html(?:[ \t][^\n]*)?")
_LANG = regex(r"\blang:([\w+#.-]+)")
_OPTION = regex(r"(?:lang|line_number|line_threshold|highlight|first_line|mark|wrap|https?):")
_QUOTES = frozenset("quote blockquote centerquote pullquote".split())
_LOOKS = frozenset("default primary simple modern flat no-icon disabled".split())
_END_FILE = regex(r"\{%-?[ \t]*endfile[ \t]*-?%\}[ \t]*")
_END_HINT = regex(r"\{%-?[ \t]*endhint[ \t]*-?%\}[ \t]*")
_KRAMDOWN_COMMENT = regex(r"\{::comment\}[ \t]*")
_KRAMDOWN_END = regex(r"\{:/(?:comment)?\}[ \t]*")


def liquid_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A Liquid tag that has its line for itself: `highlight`, `comment`, `raw` and its end; Kramdown's comments."""
    if match_line(state, start_line, _KRAMDOWN_COMMENT):
        close = find_line(state, start_line, end_line, _KRAMDOWN_END)
        if close is not None:
            state.line = state.line if silent else close + 1
        return close is not None
    found = match_line(state, start_line, _LIQUID)
    if not found:
        return False
    name = found[1]
    if name in {"raw", "endraw"}:
        state.line = state.line if silent else start_line + 1
        return True
    if name in {"hint", "embed", "include", "file", "page-ref"}:
        return _gitbook(state, found, (start_line, end_line), silent)
    if name in FILMS:
        return _seen(state, name, found[2], start_line, silent)
    return _with_end(state, found, (start_line, end_line), silent)


def _with_end(state: StateBlock, found: re.Match[str], lines: tuple[int, int], silent: bool) -> bool:
    """Code, comments and callouts reach up to the tag that ends them."""
    name, (start_line, end_line) = found[1], lines
    if name not in {"highlight", "codeblock", "mermaid", "comment", *_QUOTES} and not is_kind(name):
        return False
    opening = re.compile(rf"\{{%-?[ \t]*{name}(?:[ \t](?:(?!%\}})[^\n])*)?%\}}[ \t]*")
    ending = re.compile(rf"\{{%-?[ \t]*end{name}[ \t]*-?%\}}[ \t]*")
    # Callouts may stand in callouts.
    close = (
        find_end(state, start_line, end_line, opening, ending)
        if name in _QUOTES or is_kind(name)
        else find_line(state, start_line, end_line, ending)
    )
    if close is None:
        return False
    if name in {"highlight", "codeblock", "mermaid"}:
        return push_code(state, start_line, close, _info(name, found[2].strip()), silent)
    if name != "comment":
        return _callout(state, found, (start_line, close), silent)
    state.line = state.line if silent else close + 1
    return True


def _info(name: str, words: str) -> str:
    """The info string of Jekyll's `highlight python`, and of Hexo's `codeblock title lang:python`."""
    if name == "mermaid":
        return name
    if name == "highlight":
        return words if _WORDS.match(words) else ""
    language = _LANG.search(words)
    title = " ".join(part for part in words.split() if not _OPTION.match(part)).replace('"', "'")
    return f'{language[1] if language else "text"} title="{title}"'


def _callout(state: StateBlock, found: re.Match[str], lines: tuple[int, int], silent: bool) -> bool:
    """`{% note info 제목 %}` of Hexo's NexT, `{% warning %}` of GitHub, `{% quote 이름 %}` of Hexo, up to their end."""
    if silent:
        return True
    words = found[2].split()
    kind = "quote" if found[1] in _QUOTES else found[1]
    if kind == "note" and words and (words[0] in _LOOKS or is_kind(words[0])):
        kind = words[0] if is_kind(words[0]) else kind
        words = words[1:]
    start, close = lines
    push_callout(state, kind, " ".join(words) or None, "", (start, close, close + 1))
    return True


def liquid_note(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`{% include note.html content="…" %}` of the documentation theme, over some lines: a callout."""
    if not match_line(state, start_line, _NOTE_BEGINS):
        return False
    ends = range(start_line + 1, min(end_line, start_line + _MOST_LINES) + 1)
    closing = next((end for end in ends if "%}" in state.src[state.bMarks[end - 1] : state.eMarks[end - 1]]), 0)
    found = _NOTE.fullmatch(state.getLines(start_line, closing, state.blkIndent, False).strip()) if closing else None
    _, named = arguments(found[2]) if found else ([], {})
    content = " ".join((named.get("content") or named.get("text") or "").split())
    if found and content and not silent:
        kind = named.get("type", {"alert": "warning"}.get(found[1], found[1]))
        push_short_callout(state, kind if is_kind(kind) else "note", None, content, start_line)
        state.line = closing
    return bool(content)


def _gitbook(state: StateBlock, found: re.Match[str], lines: tuple[int, int], silent: bool) -> bool:
    """GitBook's `{% hint style="info" %}` is a callout; its `embed` and Chirpy's `include embed/youtube.html` links."""
    plain, named = arguments(found[2])
    start, end = lines
    if found[1] == "hint":
        close = find_line(state, start, end, _END_HINT)
        if close is not None and not silent:
            kind = named.get("style", "info")
            push_callout(state, kind if is_kind(kind) else "note", None, "", (start, close, close + 1))
        return close is not None
    if found[1] == "file":
        return _file(state, named, lines, silent)
    site = (plain[0] if plain else "").removeprefix("embed/").removesuffix(".html")
    shown = film(site, [], named) if site in FILMS else None
    if found[1] == "embed" and named.get("url", "").startswith(("https://", "http://")):
        shown = (f"<{named['url']}>", named.get("caption", ""))
    if found[1] == "page-ref" and named.get("page"):
        shown = (f"[](<{named['page']}>)", "")
    if shown and not silent:
        push_figure(state, start, *shown)
    return bool(shown)


def _file(state: StateBlock, named: Mapping[str, str], lines: tuple[int, int], silent: bool) -> bool:
    """GitBook's `{% file src="a.pdf" %}`, and its words up to `{% endfile %}`."""
    start, end = lines
    source = named.get("src", "")
    if not source or silent:
        return bool(source)
    close = find_line(state, start, min(end, start + _MOST_LINES), _END_FILE)
    inside = state.getLines(start + 1, close, 0, False).strip() if close else ""
    words = named.get("caption") or " ".join(inside.split()) or source.rpartition("/")[2]
    push_figure(state, start, f"[{literal(words)}](<{source}>)", "")
    state.line = close + 1 if close else start + 1
    return True


def _seen(state: StateBlock, name: str, rest: str, line: int, silent: bool) -> bool:
    """`{%youtube id %}` of HackMD and Jekyll's plug-ins, `{% gist user/id %}`."""
    plain, named = arguments(rest)
    shown: tuple[str, str] | None
    if plain and plain[0].startswith("https://"):
        shown = (f"<{plain[0]}>", "")
    elif name == "gist" and plain and plain[0].isalnum():
        shown = (f"[Gist: {plain[0]}](https://gist.github.com/{plain[0]})", "")
    else:
        shown = film(name, plain[0].split("/") if name == "gist" and plain else plain, named)
    if shown and not silent:
        push_figure(state, line, *shown)
    return shown is not None
