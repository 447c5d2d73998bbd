"""`<svg>` in a text -> a picture of it, which runs no script (SVG 2, secure static mode): never a part of the page."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

_LARGEST = 100_000
_RISKY = re.compile(r"<script|<foreignObject|<!DOCTYPE|<!ENTITY|\son\w+\s*=|javascript:", re.IGNORECASE)
_HEAD = re.compile(r"<svg\b[^<>]*>", re.IGNORECASE)
_SIZE = re.compile(r"""\s(width|height)\s*=\s*["']?(\d{1,5}(?:\.\d+)?)(?:px)?(?=["'\s>])""", re.IGNORECASE)
_NAMESPACES = {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink"}
_SAFE = "/:;=,()*!~$+@?-._"


def picture_of(svg: str) -> str:
    """The `<img>` that shows it; empty for what is no well-formed drawing, or could do more than be seen."""
    from xml.etree import ElementTree  # here, because few notes draw

    head = _HEAD.match(svg)
    if not head or len(svg) > _LARGEST or _RISKY.search(svg):
        return ""
    missing = (f' {name}="{value}"' for name, value in _NAMESPACES.items() if f"{name}=" not in head[0])
    whole = f"<svg{''.join(missing)}{svg[4:]}"
    try:
        root = ElementTree.fromstring(whole)
    except ElementTree.ParseError:
        return ""
    title = next((" ".join((one.text or "").split()) for one in root.iter() if one.tag.endswith("}title")), "")
    sizes = "".join(f' {name.lower()}="{round(float(value))}"' for name, value in _SIZE.findall(head[0]))
    return f'<img src="data:image/svg+xml,{quote(whole, _SAFE)}" alt="{escape(title)}"{sizes}>'
