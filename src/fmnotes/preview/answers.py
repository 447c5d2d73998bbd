"""Which bytes answer which path: the site's own, plus one script in its pages that keeps them up to date."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from html import escape
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

from fmnotes.diagnostics import Diagnostic, Language
from fmnotes.disk import create
from fmnotes.notes.new import new_note
from fmnotes.notes.provenance import origins
from fmnotes.preview.snapshot import Snapshot
from fmnotes.site.problems import shown_folder
from fmnotes.site.theme.theme import ThemeError
from fmnotes.text.characters import squeeze, without_controls
from fmnotes.text.dates import today
from fmnotes.text.names import file_of, nfc
from fmnotes.text.regex import regex

CLIENT = "/_/preview/"
_TYPES = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8", "xml": "application/xml; charset=utf-8", "svg": "image/svg+xml",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "bmp": "image/bmp", "ico": "image/x-icon", "pdf": "application/pdf", "woff": "font/woff",
    "woff2": "font/woff2", "ttf": "font/ttf", "mp4": "video/mp4", "webm": "video/webm", "mp3": "audio/mpeg",
    "ogg": "audio/ogg", "wav": "audio/wav", "m4a": "audio/mp4", "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8", "csv": "text/plain; charset=utf-8", "py": "text/plain; charset=utf-8",
}  # fmt: skip
_RANGE = regex(r"bytes=([0-9]{0,15})-([0-9]{0,15})")
_HEAD_END = b"</head>"


class Answer(NamedTuple):
    """What is sent: `tag` is the entity tag, `location` where a redirect leads, `part` which bytes these are."""

    status: int
    type: str = "text/plain; charset=utf-8"
    body: bytes = b""
    tag: str = ""
    location: str = ""
    part: str = ""


def address_of(target: str) -> str | None:
    """The path of a request's target, decoded; None for what is no path of UTF-8, or names something outside."""
    raw = target.partition("?")[0].partition("#")[0]
    try:
        path = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not path.startswith("/") or "\0" in path or "\\" in path or any(ord(ch) < 32 for ch in path):
        return None
    return None if {"..", "."} & set(path.split("/")) or "//" in path else nfc(path)


def answer(snapshot: Snapshot, target: str) -> Answer:
    """What a server of the built site would send, on any path."""
    path = address_of(target)
    if path is None:
        return Answer(400, body=b"bad request\n")
    depth = path.count("/") - 1
    path = _local(snapshot, path)
    if path.startswith(CLIENT):
        return _client(path.removeprefix(CLIENT))
    address = path.removesuffix("index.html") if path.endswith("/index.html") else path
    found = _page(snapshot, address, depth)
    if found:
        return found
    if not path.endswith("/") and snapshot.has(f"{path}/"):
        return Answer(301, location=target.partition("?")[0] + "/")
    data = snapshot.file(path)
    if data is not None:
        return _sent(200, path, data)
    missing = _page(snapshot, "/404.html", depth)
    return missing._replace(status=404) if missing else Answer(404, body=b"not found\n")


def _local(snapshot: Snapshot, path: str) -> str:
    """`path` as seen from the root of the site: under the path of the base_url the same site stands once more."""
    base = snapshot.config.base_path
    if base == "/" or not path.startswith(base) or snapshot.has(path) or snapshot.has(f"{path}/"):
        return path
    return "/" + path[len(base) :]


def _page(snapshot: Snapshot, address: str, depth: int) -> Answer | None:
    try:
        data = snapshot.render(address)
    except ThemeError as problem:
        page = _error_page(problem.diagnostic, "ko" if snapshot.plan.library.main == "ko" else "en")
        return _sent(500, "x.html", _with_script(page, depth, snapshot.version))
    if data is None:
        return None
    name = file_of(address)
    return _sent(200, name, _with_script(data, depth, snapshot.version) if name.endswith(".html") else data)


def _error_page(found: Diagnostic, language: Language) -> bytes:
    place = found.place
    lines = (f"{place.path}:{place.line}:{place.column}", place.text, found.message(language), found.hint(language))
    head = '<meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>fmnotes</title>'
    page = f'<html lang="{language}"><head>{head}</head><body><pre>{escape(chr(10).join(lines))}</pre></body></html>'
    return f"<!doctype html>{page}".encode()


def _with_script(page: bytes, depth: int, version: int) -> bytes:
    """`page` and the one element that a preview adds; it knows how new the page is."""
    root = "../" * depth or "./"
    element = f'<script type="module" src="{root}_/preview/preview.js?v={version}"></script>'
    return page.replace(_HEAD_END, element.encode() + _HEAD_END, 1)


def _sent(status: int, name: str, data: bytes) -> Answer:
    suffix = name.rpartition(".")[2].lower()
    tag = f'"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'
    return Answer(status, _TYPES.get(suffix, "application/octet-stream"), data, tag)


def part_of(made: Answer, asked: str) -> Answer:
    """The bytes that a `Range` header asks for, as players of media do (RFC 9110, 14.2); all where it is none."""
    found = _RANGE.fullmatch(asked.strip()) if made.status == 200 else None
    if not found or not (found[1] or found[2]):
        return made
    size = len(made.body)
    first = int(found[1]) if found[1] else max(0, size - int(found[2]))
    last = min(int(found[2]), size - 1) if found[1] and found[2] else size - 1
    if found[1] and found[2] and int(found[2]) < first:
        return made
    if first > last:
        return Answer(416, part=f"bytes */{size}")
    return made._replace(status=206, body=made.body[first : last + 1], part=f"bytes {first}-{last}/{size}")


def _client(name: str) -> Answer:
    if name not in {"preview.js", "morph.js", "preview.css"}:
        return Answer(404, body=b"not found\n")
    return _sent(200, name, (files("fmnotes.preview") / "client" / name).read_bytes())


def told(snapshot: Snapshot, target: str, now: datetime, token: str) -> Answer:
    """What the panel shows on the page at `target`: its problems and the site's, and what was guessed of its note.

    Where the page is missing as its note is hidden, this tells why.
    """
    address = _local(snapshot, address_of(target) or "/")
    missing = not snapshot.has(address)
    path = snapshot.hidden_at(address) if missing else snapshot.note_at(address)
    shown = shown_folder(snapshot.config) + path
    note = None if missing else snapshot.notes.get(path)
    told_here = [one for one in snapshot.problems if one.code != "base-url-missing"]
    own = [one for one in told_here if path and one.place.path == shown]
    others = [one for one in told_here if not path or one.place.path != shown]
    guesses = {
        name: origin.source
        for name, origin in (origins(note, snapshot.config.zone).items() if note else ())
        if origin.source not in {"front matter", "body"}
    }
    data = {
        "version": snapshot.version,
        "path": path,
        "missing": missing,
        "broken": path in snapshot.failing and not missing,
        "hidden": snapshot.hidden_when_published(path, now) if path else "",
        "guesses": guesses,
        "token": token,
        "editor": snapshot.config.editor.replace("{path}", quote(str(snapshot.config.notes / path))) if note else "",
        "lines": {heading.id: heading.line for heading in note.outline.headings} if note else {},
        "own": [_record(one) for one in own],
        "others": [_record(one) for one in others[:200]],
        "total": len(others),
    }
    return _sent(200, "x.json", json.dumps(data, ensure_ascii=False).encode())


def make_note_named(snapshot: Snapshot, title: bytes, now: datetime) -> Answer:
    """A new note of that title beside the others; 409 where there is one already."""
    name = squeeze(without_controls(title.decode("utf-8", "replace")))
    if not name:
        return Answer(400, body=b"no title\n")
    config = snapshot.config
    path, text = new_note(config, name, today(now, config.zone), None, None)
    try:
        create(path, text, config.notes)
    except FileExistsError:
        return Answer(409, body=b"there is such a file\n")
    except OSError as problem:
        return Answer(500, body=f"{problem.strerror}\n".encode())
    return Answer(200, body=path.name.encode())


def _wanted(one: Diagnostic) -> str:
    """The note that a wikilink to nowhere asks for by its name alone."""
    target = dict(one.values).get("target", "")
    begins = one.place.text[one.place.column - 1 :].startswith(f"[[{target}]]")
    return target if one.code in {"link-missing", "link-misspelt"} and begins and "/" not in target else ""


def _record(one: Diagnostic) -> dict[str, object]:
    place = one.place
    return {
        "code": one.code,
        "wanted": _wanted(one),
        "severity": one.severity.word,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "width": place.width,
        "text": place.text,
        "message": {"ko": one.message("ko"), "en": one.message("en")},
        "hint": {"ko": one.hint("ko"), "en": one.hint("en")},
    }
