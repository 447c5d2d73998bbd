"""Blocks of Hugo's shortcodes: code, callouts, figures, films.

What is not known stays text, whole (`rules.template_tag`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it.rules_block import StateBlock

from fmnotes.markdown.rules.callout import is_kind, push_callout, push_short_callout
from fmnotes.markdown.rules.html import WORD_TAG
from fmnotes.markdown.rules.lines import find_end, find_line, match_line
from fmnotes.text.regex import regex

_HUGO = regex(r"\{\{[<%][ \t]*([A-Za-z][\w-]*)((?:[ \t](?:(?![>%]\}\})[^\n])*?)?)[ \t]*/?[>%]\}\}[ \t]*")
_ONE_LINE = regex(
    r"\{\{[<%][ \t]*([A-Za-z]+)((?:[ \t][^<>{}]*)?)[>%]\}\}(.+)\{\{[<%][ \t]*/[ \t]*\1[ \t]*[>%]\}\}[ \t]*"
)
_OPEN = regex(r"\{\{[<%][ \t]*[A-Za-z][\w-]*(?:[ \t][^{}\n]*)?")
_MOST_LINES = 20
_MERMAID = regex(r"<(div|pre)[ \t]+class=[\"']?mermaid[\"']?[ \t]*>[ \t]*")
_ARGUMENT = regex(r"""(?:([\w-]+)=)?(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|`([^`]*)`|([^\s"'`]+))""")
CALLOUTS = frozenset("notice callout alert admonition hint".split())
FOLDED = frozenset("details expand collapse spoiler".split())
_LOOKS = regex(r"true|false|open|closed|left|right|center|\.{3}|\d+(?:px|%)?")
_SIZE = regex(r"\d{1,5}(?:px)?")
_WORDS = regex(r"[A-Za-z0-9_+#.-]+")

FILMS: Mapping[str, str] = {
    "youtube": "https://www.youtube.com/watch?v={0}",
    "vimeo": "https://vimeo.com/{0}",
    "gist": "https://gist.github.com/{0}/{1}",
    "instagram": "https://www.instagram.com/p/{0}/",
    "tweet": "https://x.com/{0}/status/{1}",
    "x": "https://x.com/{0}/status/{1}",
}


def shortcode(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A Hugo shortcode that has its line for itself."""
    found, after = match_line(state, start_line, _HUGO), start_line + 1
    if not found:
        found, after = _over_lines(state, start_line, end_line)
    if not found:
        return _one_line(state, start_line, silent)
    name, (plain, named) = found[1].lower(), arguments(found[2])
    if name in {"figure", "img", "image", "video", "audio"} or name in FILMS:
        shown = picture_or_film(name, plain, named)
        if shown and not silent:
            push_figure(state, start_line, *shown)
            state.line = after
        return bool(shown)
    end = re.compile(rf"\{{\{{[<%][ \t]*/[ \t]*{re.escape(found[1])}[ \t]*[>%]\}}\}}[ \t]*")
    if name in {"highlight", "mermaid"}:
        close = find_line(state, after - 1, end_line, end)
        info = name if name == "mermaid" else " ".join([*plain[:1], found[2]]) if plain else ""
        return close is not None and push_code(state, after - 1, close, info, silent)
    if name not in CALLOUTS | FOLDED and not is_kind(name):
        return False
    return _callout(state, name, (plain, named), (start_line, after, end_line), end, silent)


def _callout(
    state: StateBlock,
    name: str,
    arguments: tuple[list[str], dict[str, str]],
    lines: tuple[int, int, int],
    end: re.Pattern[str],
    silent: bool,
) -> bool:
    """A callout up to its end; without one, of what its argument `text` says."""
    (plain, named), (start_line, after, end_line) = arguments, lines
    kind = (
        named.get("type")
        or named.get("kind")
        or named.get("color")
        or (plain[0] if name in CALLOUTS and plain else name)
    )
    word, text = (kind if is_kind(kind) else "note"), named.get("text") or named.get("content") or ""
    opening = re.compile(rf"\{{\{{[<%][ \t]*{re.escape(name)}(?:[ \t][^\n]*)?(?<!/)[>%]\}}\}}[ \t]*", re.IGNORECASE)
    close = find_end(state, after - 1, end_line, opening, end)
    if close is None:
        if text and not silent:
            push_short_callout(state, word, named.get("title"), text, start_line)
            state.line = after
        return bool(text)
    if not silent:
        spare = plain[1:] if name in CALLOUTS else plain
        source = ", ".join(named[one] for one in ("author", "source") if named.get(one))
        heads = (named.get("title"), named.get("summary"), named.get("heading"), source, " ".join(worded(spare)))
        head = next(filter(None, heads), "")
        title = ": ".join(filter(None, (head, text))) or None
        push_callout(state, word, title, "-" if name in FOLDED else "", (after - 1, close, close + 1))
    return True


def _over_lines(state: StateBlock, start_line: int, end_line: int) -> tuple[re.Match[str] | None, int]:
    """A shortcode whose arguments go on over some lines, as one; and the line after it."""
    if not match_line(state, start_line, _OPEN):
        return None, start_line
    last = min(end_line, start_line + _MOST_LINES)
    for line in range(start_line + 1, last):
        text = state.getLines(start_line, line + 1, state.blkIndent, False)
        if "{{" in text[2:] or state.isEmpty(line):
            break
        if text.rstrip().endswith((">}}", "%}}")):
            return _HUGO.fullmatch(" ".join(text.split())), line + 1
    return None, start_line


def _one_line(state: StateBlock, line: int, silent: bool) -> bool:
    """`{{< note >}} … {{< /note >}}` on one line."""
    found = match_line(state, line, _ONE_LINE)
    if not found:
        return False
    if found[1] == "tab":
        return _tab(state, found, line, silent)
    if not (is_kind(found[1]) or found[1] in CALLOUTS | FOLDED):
        return False
    if not silent:
        plain, named = arguments(found[2])
        kind = next((one for one in (found[1], named.get("type", ""), *plain[:1]) if is_kind(one)), "note")
        title = named.get("title") or named.get("text") or " ".join(one for one in plain if not is_kind(one)) or None
        push_short_callout(state, kind, title, found[3].strip(), line, "-" * (found[1] in FOLDED))
    return True


def _tab(state: StateBlock, found: re.Match[str], line: int, silent: bool) -> bool:
    """`{{< tab "가" >}} … {{< /tab >}}` on one line: its name, and what is in it."""
    if not silent:
        plain, named = arguments(found[2])
        if name := named.get("name") or named.get("title") or " ".join(worded(plain)):
            push_figure(state, line, f"**{literal(name)}**", "")
        push_figure(state, line, found[3].strip(), "")
    return True


def mermaid(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`<div class="mermaid">` and its end on lines of their own, as a script of Mermaid looks for them."""
    head = match_line(state, start_line, _MERMAID)
    close = find_line(state, start_line, end_line, re.compile(rf"</{head[1]}>[ \t]*")) if head else None
    return close is not None and push_code(state, start_line, close, "mermaid", silent)


def push_code(state: StateBlock, start: int, close: int, info: str, silent: bool) -> bool:
    if not silent:
        token = state.push("fence", "code", 0)
        token.info, token.map = info, [start, close + 1]
        token.content = state.getLines(start + 1, close, state.blkIndent, True)
        state.line = close + 1
    return True


def picture_or_film(name: str, plain: list[str], named: Mapping[str, str]) -> tuple[str, str] | None:
    """What is shown and its caption, as Markdown, of a shortcode and its arguments; None where it names none."""
    if name in {"video", "audio"}:
        return _played(plain, named)
    return film(name, plain, named) if name in FILMS else _picture(plain, named)


def _played(plain: list[str], named: Mapping[str, str]) -> tuple[str, str] | None:
    """A film or a sound is a link to its file."""
    source = named.get("src") or (plain[0] if plain else "")
    words = named.get("title") or named.get("caption") or source.rpartition("/")[2]
    return (f"[{literal(words)}](<{source}>)", "") if "." in source else None


def _picture(plain: list[str], named: Mapping[str, str]) -> tuple[str, str] | None:
    source = named.get("src") or (plain[0] if plain else "")
    if not source:
        return None
    credit, address = named.get("attr", ""), named.get("attrlink", "")
    title = f"**{named['title']}**" if named.get("title") else ""
    spare = " ".join(worded(plain if "src" in named else plain[1:])[:1])
    more = named.get("caption") or named.get("desc") or named.get("legend") or spare
    caption = " ".join(filter(None, (title, more, f"[{credit}](<{address}>)" if address else credit)))
    picture = f"![{literal(named.get('alt') or WORD_TAG.sub('', more))}](<{source}>)"
    sizes = [f"{name}={named[name]}" for name in ("width", "height") if _SIZE.fullmatch(named.get(name, ""))]
    picture += f"{{{' '.join(sizes)}}}" if sizes else ""
    link = named.get("link")
    return (f"[{picture}](<{link}>)" if link else picture), caption


def film(name: str, plain: list[str], named: Mapping[str, str]) -> tuple[str, str] | None:
    values = [named["id"]] if "id" in named else plain
    shown, pattern = values, FILMS[name]
    if name in {"tweet", "x"}:
        # Without the name of its author the post is found by its number.
        name, shown, values = "x", values[-1:], [named.get("user", "i"), *values[-1:]]
    if len(values) < pattern.count("{") or not all(_WORDS.fullmatch(value) for value in values):
        return None
    words = named.get("title") or f"{name.capitalize()}: {'/'.join(shown)}"
    return f"[{literal(words)}]({pattern.format(*values)})", ""


def literal(words: str) -> str:
    return re.sub(r"([\\\[\]*_`<>$])", r"\\\1", words)


def push_figure(state: StateBlock, line: int, picture: str, caption: str) -> None:
    outer, tag = ("figure", "figure") if caption else ("paragraph", "p")
    state.push(f"{outer}_open", tag, 1).map = [line, line + 1]
    _push_inline(state, line, picture)
    if caption:
        state.push("figcaption_open", "figcaption", 1)
        _push_inline(state, line, caption)
        state.push("figcaption_close", "figcaption", -1)
    state.push(f"{outer}_close", tag, -1)
    state.line = line + 1


def _push_inline(state: StateBlock, line: int, content: str) -> None:
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = content, [line, line + 1], []


def worded(plain: list[str]) -> list[str]:
    """Without what says how it looks: `true`, `open`, `left`, `100px`."""
    return [one for one in plain if not _LOOKS.fullmatch(one)]


def arguments(rest: str) -> tuple[list[str], dict[str, str]]:
    """Positional and named arguments of a shortcode."""
    plain: list[str] = []
    named: dict[str, str] = {}
    for key, double, single, raw, bare in _ARGUMENT.findall(rest):
        value = double.replace('\\"', '"') or single or raw or bare
        if key:
            named[key.lower()] = value
        else:
            plain.append(value)
    return plain, named
