"""`html = "safe"`: a body that holds raw HTML goes once, whole, through nh3; our own holes ride along as marks.

A mark is a number between two noncharacters, which no note can contain (they are taken out of the text first).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

import nh3
from markdown_it.common.html_re import HTML_TAG_RE

from fmnotes.markdown.colours import colour_classes
from fmnotes.markdown.picture_sizes import sized
from fmnotes.markdown.rules.html import ELEMENTS, FOREIGN
from fmnotes.text.regex import regex

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
    "time": {"datetime"},
    "del": {"datetime"},
    "ins": {"datetime"},
}
_NUMERIC = {"width", "height", "colspan", "rowspan", "start", "value"}
# As browsers read it: `200px`, `20em` and `200;` begin with a number (HTML, rules for parsing dimension values).
_DIGITS = regex(r"\s*(\d{1,5})(?!\d)(?:\.\d*)?(?!\s*%)")
_FRAMES = {"iframe", "embed", "frame"}
# Elements whose content a browser reads by other rules: a lone tag of theirs would swallow the rest of the note.
_SWALLOWING = set(
    "script style textarea title noscript noframes noembed template xmp plaintext select option iframe svg math".split()
)
_SCOPED = regex(r"<style\s+scoped\s*>", re.IGNORECASE)
"""What pandas writes above every table: nothing of the note is lost with it."""
_WHOLE = regex(r"<(script|style|svg|math|template|textarea|select)\b[^<>]*>", re.IGNORECASE)
# What each kind of tag ends with: one that cannot end is text, and nothing is searched to the end in vain.
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>", "<": ">"}
_GIST = regex(r"\ssrc=[\"']?(https://gist\.github\.com/[\w./-]{1,200})\.js(?=[\"'?\s>])")
_STRIKE = regex(r"<(/?)s\s*>", re.IGNORECASE)
_NAME = regex(r"</?([A-Za-z][\w:-]*)")
# What browsers read and CommonMark does not (HTML, 13.2.5.33): no space between attributes, signs among them.
_LOOSE_TAG = regex(r"<([A-Za-z][A-Za-z0-9]*)([\s\"'/][^<>]*)>")
_LOOSE_ATTRIBUTE = regex(r"([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+)))?")
_LOOSE_VALUE = regex(r"[A-Za-z_:][\w:.-]*\s*=")
_SOURCE = regex(r"\ssrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_ANCHOR_NAME = regex(r"(\s)name(\s*=)", re.IGNORECASE)
_ALIGN = regex(
    r"\salign\s*=\s*[\"']?(left|center|right)[\"']?|\sstyle\s*=\s*[\"'][^\"'<>]{0,200}?text-align\s*:\s*(left|center|right)\b[^\"'<>]{0,200}[\"']",
    re.IGNORECASE,
)
_ALIGNED = {"p", "div", "td", "th", "img", "h1", "h2", "h3", "h4", "h5", "h6"}
_DROPPED = {"form", "object", "applet", "input", "button"}
_TODAY = {"font": "span", "strike": "s", "tt": "code"}
"""What stands for elements that are no longer."""
_OWN_CLASS = regex(r"""\sclass\s*=\s*["']""", re.IGNORECASE)
_CLASS = regex(r"[\w\s-]*")
_DATA = regex(r"\s*data:", re.IGNORECASE)

Register = Callable[[str, str, str], str | None]
"""(tag, attribute, value) -> the value to write, usually a mark; None takes the attribute out."""


def prepare(html: str) -> tuple[str, list[str], list[str]]:
    """Make a piece of raw HTML safe to stand between other pieces: whole tags only, nothing that swallows what follows.

    Frames become links, `name` becomes `id`, `align` a class; what is no element, or no whole tag, becomes text.
    Returns the HTML, the addresses of frames that became links, and the names of elements that are dropped.
    """
    frames: list[str] = []
    dropped: set[str] = set()

    if "</" in html:
        html = _without_whole(html, frames, dropped)
    struck = _STRIKE.findall(html) if html.count("<") > 1 else []
    words = _STRIKE if struck.count("") * 2 != len(struck) else None
    parts: list[str] = []
    position = 0
    last = {opening: html.rfind(closing) for opening, closing in _ENDS.items()}
    while (start := html.find("<", position)) >= 0:
        parts.append(html[position:start])
        opening = next((one for one in _ENDS if html.startswith(one, start)), "<")
        found = HTML_TAG_RE.match(html, start) if last[opening] > start else None
        loose = None if found else _LOOSE_TAG.match(html, start)
        if loose and loose[1].lower() in _TAGS and _LOOSE_VALUE.search(loose[2]):
            parts.append(_tag(_strict(loose), frames, dropped))
            position = loose.end()
        elif found is None or (words and words.fullmatch(found[0])):
            # `<s>` without its end is a token of a language model.
            parts.append("&lt;")
            position = start + 1
        else:
            parts.append(_tag(found[0], frames, dropped))
            position = found.end()
    parts.append(html[position:])
    return "".join(parts), frames, sorted(dropped)


def _strict(tag: re.Match[str]) -> str:
    """A tag with its attributes as CommonMark reads them; one without a value has an empty one."""
    made = [
        f' {name}="{escape(unescape(next(filter(None, values), "")))}"'
        for name, *values in _LOOSE_ATTRIBUTE.findall(tag[2])
    ]
    return f"<{tag[1]}{''.join(made)}>"


def _without_whole(html: str, frames: list[str], dropped: set[str]) -> str:
    """HTML without the elements whose content is not shown, where they end; a gist becomes a link."""
    made, position, endless = list[str](), 0, set[str]()
    while found := _WHOLE.search(html, position):
        name = found[1].lower()
        end = None if name in endless else re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, found.end())
        if end is None:
            endless.add(name)
            made.append(html[position : found.end()])
            position = found.end()
            continue
        made.append(html[position : found.start()])
        position = end.end()
        if gist := _GIST.search(found[0]):
            frames.append(gist[1])
            made.append(f'<a href="{gist[1]}">{gist[1]}</a>')
        elif not _SCOPED.match(found[0]):
            dropped.add(name)
    return "".join([*made, html[position:]])


def _tag(tag: str, frames: list[str], dropped: set[str]) -> str:
    """One whole tag, rewritten; a comment or declaration goes."""
    found = _NAME.match(tag)
    if not found:
        return ""
    name = found[1].lower()
    if name in _FRAMES:
        return _framed(tag, frames)
    if name in _TODAY:
        tag, name = _NAME.sub(("</" if tag.startswith("</") else "<") + _TODAY[name], tag, count=1), _TODAY[name]
    if name in FOREIGN:
        # The cleaner takes one that stands alone for the beginning of a picture, and all that follows for its inside.
        return ""
    if name not in ELEMENTS or name in _SWALLOWING:
        return escape(tag, quote=False)
    if name in _DROPPED and not tag.startswith("</"):
        dropped.add(name)
    if name == "a":
        return _ANCHOR_NAME.sub(r"\1id\2", tag, count=1)
    if name == "center":
        return "</div>" if tag.startswith("</") else '<div class="align-center">'
    return _classed(name, tag)


def _framed(tag: str, frames: list[str]) -> str:
    """A link to what a frame shows; nothing of its end."""
    source = None if tag.startswith("</") else _SOURCE.search(tag)
    if not source:
        return ""
    address = unescape(source[1] or source[2] or source[3] or "").strip()
    if address.startswith("//"):
        # As it is asked for from a page of https (RFC 3986, 4.2).
        address = f"https:{address}"
    frames.append(address)
    return f'<a href="{escape(address)}">{escape(address, quote=False)}</a>'


def _classed(name: str, tag: str) -> str:
    """A tag with classes, before its own, for what it asks for in other ways: colours, a place, its width."""
    classes = colour_classes(tag)
    if name in _ALIGNED and (found := _ALIGN.search(tag)):
        classes.append(f"align-{(found[1] or found[2]).lower()}")
    if name == "img":
        tag, own = sized(tag)
        classes += own
    if not classes:
        return tag
    made = " ".join(dict.fromkeys(classes))
    if known := _OWN_CLASS.search(tag):
        return f"{tag[: known.end()]}{made} {tag[known.end() :]}"
    return _NAME.sub(rf'\g<0> class="{made}"', tag, count=1)


def clean(html: str, register: Register) -> str:
    """`html` with allowed elements and attributes only; `register` sees every address and id."""

    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute in {"href", "src", "srcset", "poster", "id"}:
            if _DATA.match(value) and (tag, attribute) != ("img", "src"):
                return None
            return value if value.startswith("\ufdd0") else register(tag, attribute, value)
        if attribute in _NUMERIC:
            found = _DIGITS.match(value)
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
        url_schemes={"http", "https", "mailto", "tel", "data"},
        link_rel=None,
    )
