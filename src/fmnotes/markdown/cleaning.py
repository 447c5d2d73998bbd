"""`html = "safe"`: a body that holds raw HTML goes once, whole, through nh3; our own holes ride along as marks.

A mark is a number between two noncharacters, which no note can contain (they are taken out of the text first).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

import nh3

from fmnotes.markdown.rules.html import ELEMENTS, FOREIGN

MARK = "\ufdd0{}\ufdd1"

_TAGS = set(
    "a abbr article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl "
    "dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark nav ol p picture pre q rp "
    "rt ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr u ul "
    "var video wbr".split()
)
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "title", "dir"},
    "a": {"href"},
    "img": {"src", "srcset", "alt", "width", "height"},
    "source": {"src", "srcset", "type", "media"},
    "video": {"src", "poster", "width", "height", "controls", "loop", "muted", "playsinline"},
    "audio": {"src", "controls", "loop"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open"},
    "q": {"cite"},
    "time": {"datetime"},
    "del": {"datetime"},
    "ins": {"datetime"},
}
_NUMERIC = {"width", "height", "colspan", "rowspan", "start", "value"}
_DIGITS = re.compile(r"(\d{1,5})(?:px)?")
_FRAME = re.compile(
    r"<(?:iframe|embed|frame)\b[^>]*?\ssrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))[^>]*>(?:\s*</iframe\s*>)?",
    re.IGNORECASE,
)
_ANCHOR_NAME = re.compile(r"(<a\b[^>]*?\s)name(\s*=)", re.IGNORECASE)
_ALIGNED = re.compile(
    r"(<(?:p|div|h[1-6]|td|th|img)\b[^>]*?)\salign\s*=\s*[\"']?(left|center|right)[\"']?", re.IGNORECASE
)
_DROPPED = re.compile(r"<(script|style|form|object|applet|iframe|textarea|select|svg|math)\b", re.IGNORECASE)
_NAME = re.compile(r"<(?=/?([A-Za-z][\w:-]*))")
_KNOWN = ELEMENTS | FOREIGN
_CLASS = re.compile(r"[\w\s-]*")

Register = Callable[[str, str, str], str | None]
"""(tag, attribute, value) -> the value to write, usually a mark; None takes the attribute out."""


def prepare(html: str) -> tuple[str, list[str], list[str]]:
    """Rewrite what has a better form: frames as links, `name` as `id`, `align` as a class, no element as text.

    Returns the HTML, the addresses of frames that became links, and the names of elements that will be dropped.
    """
    frames: list[str] = []

    def linked(found: re.Match[str]) -> str:
        source = unescape(found[1] or found[2] or found[3] or "").strip()
        frames.append(source)
        return f'<a href="{escape(source)}">{escape(source, quote=False)}</a>'

    html = _NAME.sub(lambda found: "<" if found[1].lower() in _KNOWN else "&lt;", html)
    html = _FRAME.sub(linked, html)
    html = _ANCHOR_NAME.sub(r"\1id\2", html)
    html = _ALIGNED.sub(r'\1 class="align-\2"', html)
    return html, frames, sorted({found[1].lower() for found in _DROPPED.finditer(html)})


def clean(html: str, register: Register) -> str:
    """`html` with allowed elements and attributes only; `register` sees every address and id."""

    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute in {"href", "src", "srcset", "poster", "id"}:
            return value if value.startswith("\ufdd0") else register(tag, attribute, value)
        if attribute in _NUMERIC:
            found = _DIGITS.fullmatch(value.strip())
            return found[1] if found else None
        if attribute == "class":
            return value if _CLASS.fullmatch(value) else None
        return value

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        clean_content_tags={"script", "style"},
        attribute_filter=keep,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
