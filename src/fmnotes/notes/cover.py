"""The picture of a note that its front matter names."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from fmnotes.markdown.body import Reference
from fmnotes.notes import values
from fmnotes.notes.dialects import COVERS, key_name
from fmnotes.notes.front_matter import Entry, Value
from fmnotes.text.regex import regex

_SHOWN = regex(r"!?\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]|!\[[^\[\]]*\]\(([^()\s]+)\)")
"""As Obsidian and Markdown show a picture."""


def _image_of(value: Value) -> str:
    """The file or address of a cover picture, in the shapes of Hugo and Jekyll themes; empty for anything else."""
    if isinstance(value, dict):
        keys = ("path", "image", "src", "url", "feature", "og_image", "teaser", "overlay_image")
        value = next((value[key] for key in keys if isinstance(value.get(key), str)), None)
    if isinstance(value, list):
        value = next(iter(value), None)
    found = values.text_of(value) if isinstance(value, str) else None
    if found and (named := _SHOWN.fullmatch(found.strip())):
        found = named[1] or named[2]
    return found.strip() if found and ("/" in found or "." in found) and not values.is_null(found) else ""


def cover_of(entries: Mapping[str, Entry]) -> tuple[Reference, ...]:
    """The picture, as a reference of the note; none where it names none."""
    for wanted in COVERS:
        for written, entry in entries.items():
            if wanted == "header" and not isinstance(entry.value, dict):
                continue
            if key_name(written) == wanted and (target := _image_of(entry.value)):
                place = values.place_of(entry)
                return (Reference("image", quote(target, safe="%/:?#@!$&'()*+,;=~"), place.line, place.column),)
    return ()
