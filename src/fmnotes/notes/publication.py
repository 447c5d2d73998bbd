"""What front matter says of publication: switches of many tools, and Hugo's `build` and `cascade`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from fmnotes.notes import values
from fmnotes.notes.dialects import SWITCHES, key_name
from fmnotes.notes.front_matter import Entry, Value
from fmnotes.notes.slips import misspelt

Entries = Mapping[str, tuple[str, Entry]]
"""By the name of the key, the key as it is written and its value."""

EVERYTHING = "**"
_NO_PAGE = {"never", "link", "false"}
_UNSEEN = {"draft", "private", "hidden"}
_RENDERED = ("build", "_build")


def hidden_by(entries: Entries, is_date: Callable[[Entry], bool], report: values.Report) -> str:
    """`draft` or `private` when a switch says so, or says something that is no switch; else nothing."""
    for key, hiding in SWITCHES.items():
        if key not in entries:
            continue
        written, entry = entries[key]
        if key == "published" and is_date(entry):
            continue
        try:
            value = values.switch_of(written, entry, report)
        except ValueError:
            return "draft"
        if value is hiding:
            return "draft" if key == "draft" else "private"
    for key, (_, entry) in entries.items():
        # `draf: true` was meant to hide the note, and is a warning besides.
        meant = SWITCHES.get(misspelt(key))
        if meant is not None and str(entry.value).strip().lower() == str(meant).lower():
            return "draft"
    if any(_is_no_page(entries[key][1].value) for key in _RENDERED if key in entries):
        return "private"
    status = entries.get("status")
    if status and str(values.text_of(status[1].value)).lower() in _UNSEEN:
        return "draft"
    visibility = entries.get("tistoryvisibility")
    return "private" if visibility and values.text_of(visibility[1].value) == "0" else ""


def _is_no_page(build: Value) -> bool:
    """Hugo renders no page, or lists it nowhere (Hugo, build options): neither is for everybody."""
    options = _lowered(build)
    return str(options.get("render")).lower() in _NO_PAGE or str(options.get("list")).lower() in {"never", "false"}


def hides_below(cascade: Value) -> tuple[str, ...]:
    """Patterns of the notes that a `cascade` makes drafts, as paths from the root; `EVERYTHING` for all below it."""
    return tuple(_patterns(cascade))


def _patterns(cascade: Value) -> Iterator[str]:
    for part in map(_lowered, cascade if isinstance(cascade, list) else [cascade]):
        params = part | _lowered(part.get("params"))
        target = _lowered(part.get("target", part.get("_target")))
        draft = str(params.get("draft")).lower() == "true"
        if not draft and not any(_is_no_page(params.get(key)) for key in _RENDERED):
            continue
        if str(target.get("environment", "production")) == "production" and target.get("kind", "page") == "page":
            yield str(target.get("path") or EVERYTHING)


def _lowered(value: Value) -> dict[str, Value]:
    return {key_name(key): one for key, one in value.items()} if isinstance(value, dict) else {}
