"""Pictures, films and sounds as Jekyll's themes include them: `{% include figure.liquid path="a.png" %}`.

They stand in blocks of HTML as often as in Markdown, so they are rewritten as HTML before blocks are found. Code is
left alone. (al-folio: `path`; Minimal Mistakes: `image_path`, `provider` and `id`.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from html import escape

from markdown_it.rules_core import StateCore

from fmnotes.markdown.rules.code_finder import CodeFinder
from fmnotes.markdown.rules.html import WORD_TAG
from fmnotes.markdown.rules.shortcode import FILMS, arguments, literal
from fmnotes.text.regex import regex

_INCLUDE = regex(
    r"\{%-?\s*include\s+(?:embed/)?(figure|image|img|picture|video|audio|youtube|vimeo|twitch)(?:\.liquid|\.html)?\s"
    r"((?:(?!%\})[\s\S]){1,600}?)-?%\}"
)
_ANY_INCLUDE = regex(r"\{%-?\s*include(?:_cached)?\s+[\w/.-]{1,80}\s((?:(?!%\})[\s\S]){1,600}?)-?%\}")
_PICTURE = regex(r"[^{}]*\.(?:png|jpe?g|gif|webp|svg|avif)", re.IGNORECASE)
_PATHS = ("path", "image_path", "src", "url", "image")
_CAPTIONS = ("caption", "title", "description", "text")
_SITES = {name: FILMS[name] for name in ("youtube", "vimeo")} | {"twitch": "https://www.twitch.tv/videos/{0}"}
_SIMPLE = regex(r"[\w-]{1,80}")
_NO_TAG = regex(rf"(?!{WORD_TAG.pattern})<", re.IGNORECASE)
_STRONG = regex(r"\*\*(?! )([^*\n]{1,500})(?<! )\*\*")
_EMPHASIS = regex(r"(?<![\w*])\*(?! )([^*\n]{1,500})(?<! )\*(?![\w*])")
_LINK = regex(r"\[([^\[\]]{1,200})\]\((https?://[^()\s]{1,500})\)")


_HELD = "\ufdd5"
"""Stands for a link or a tag while emphasis is looked for."""
_LINK_OR_TAG = regex(r"\[[^\[\]]{1,200}\]\(https?://[^()\s]{1,500}\)|" + WORD_TAG.pattern, re.IGNORECASE)
_HEXO = regex(r"\{%-?[ \t]*(?:asset_img|img)[ \t]++((?:(?!%\})[^\n]){1,500}?)[ \t]*-?%\}")
_FILE = regex(r"[^\n<>]+\.\w{2,5}(?:\?\S*)?")
_SCRIPT = regex(
    r"\{%-?[ \t]*include(?:_cached)?[ \t]+(?:[\w-]+/)*(?:mathjax|katex|latex|toc|adsense|ads?|analytics|disqus|giscus"
    r"|utterances)(?:[_-][\w-]*)?\.html\b[^\n%]{0,300}%\}"
)
"""What such files of a theme hold is no part of the text."""


def liquid_includes(state: StateCore) -> None:
    """What is included becomes a picture, or a link to what is seen or heard; what names nothing stays."""
    html = bool(state.md.options["html"])
    if "{%" in state.src and "include" in state.src and html:
        state.src = CodeFinder(state.src).outside(_included)
    if "{%" in state.src and "img " in state.src:
        state.src = CodeFinder(state.src).sub(_HEXO, partial(_picture_of_hexo, html=html))


def _included(part: str) -> str:
    part = _SCRIPT.sub("", _INCLUDE.sub(_in_its_lines, part))
    return _ANY_INCLUDE.sub(_pictured, part)


def _picture_of_hexo(found: re.Match[str], *, html: bool) -> str:
    """`{% asset_img class a.png 300 200 설명 %}`: its classes say how it looks (Hexo, Tag Plugins)."""
    words, _ = arguments(found[1])
    at = next((at for at, one in enumerate(words) if _FILE.fullmatch(one)), -1)
    if at < 0:
        return found[0]
    sizes = [word for word in words[at + 1 : at + 3] if word.isdecimal()]
    rest = words[at + 1 + len(sizes) :]
    # In quotes there is a title, and what is said where it is not seen.
    said = rest[-1] if rest and found[1].rstrip()[-1] in "\"'" else " ".join(rest)
    if not html:
        return f"![{literal(said)}](<{words[at]}>)"
    size = "".join(f' {name}="{value}"' for name, value in zip(("width", "height"), sizes, strict=False))
    return f'<img src="{escape(words[at])}" alt="{escape(said)}"{size}>'


def _pictured(found: re.Match[str]) -> str:
    """An include of any name, one of whose arguments is a picture."""
    _, named = arguments(found[1])
    path = next((one for one in named.values() if _PICTURE.fullmatch(one)), "")
    return _figure(path, named) + "\n" * found[0].count("\n") if path else found[0]


def _in_its_lines(found: re.Match[str]) -> str:
    shown = _shown(found)
    return shown if shown == found[0] else shown + "\n" * found[0].count("\n")


def _shown(found: re.Match[str]) -> str:
    _, named = arguments(found[2])
    site, film = named.get("provider", found[1]), named.get("id", "")
    if site in _SITES:
        known = _SIMPLE.fullmatch(film)
        return f'<a href="{_SITES[site].format(film)}">{site.capitalize()}: {film}</a>' if known else found[0]
    path = next((named[one] for one in _PATHS if named.get(one)), "")
    if not path or "{" in path:
        return found[0]
    if found[1] in {"video", "audio"}:
        address = path if path.startswith("/") or "://" in path else f"/{path}"
        words = named.get("title") or named.get("caption") or path.rpartition("/")[2]
        return f'<a href="{escape(address)}">{escape(words)}</a>'
    return _figure(path, named)


def _figure(path: str, named: Mapping[str, str]) -> str:
    address = path if path.startswith("/") or "://" in path else f"/{path}"
    caption = next((named[one] for one in _CAPTIONS if named.get(one)), "")
    words = WORD_TAG.sub("", _LINK.sub(r"\1", caption))
    picture = f'<img src="{escape(address)}" alt="{escape(named.get("alt") or words)}">'
    # Tags among words are shown as such (al-folio); Minimal Mistakes reads Markdown there (`_includes/figure`).
    held = [_LINK.sub(r'<a href="\2">\1</a>', one[0]) for one in _LINK_OR_TAG.finditer(caption)]
    shown = _NO_TAG.sub("&lt;", _LINK_OR_TAG.sub(_HELD, caption))
    shown = _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", shown))
    parts = shown.split(_HELD)
    shown = "".join(part + own for part, own in zip(parts, [*held, ""], strict=False))
    return f"<figure>{picture}<figcaption>{shown}</figcaption></figure>" if caption else picture
