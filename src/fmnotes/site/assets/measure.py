"""Measuring what notes refer to: digests of files, sizes of images from their headers (EXIF turns included)."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.library.files import is_secret
from fmnotes.library.library import Library
from fmnotes.notes.source import Signature, signature_of
from fmnotes.pages.context import Asset
from fmnotes.site.cache.database import Cache
from fmnotes.site.cache.settled import is_settled
from fmnotes.site.cache.versions import program_digest
from fmnotes.text.characters import without_controls
from fmnotes.text.names import Address
from fmnotes.text.regex import regex

_TABLE = "assets"
_EXIF_WITHIN = 256_000
_MEASURED = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff"}
_LENGTH = rb"[\s,]+(\d{1,5}(?:\.\d+)?)"
_VIEW_BOX = regex(rb"""<svg\b[^>]*?\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+""" + _LENGTH + _LENGTH)
_SVG_HEAD = 10_000


def measure_assets(notes: Path, library: Library, cache: Cache) -> tuple[dict[str, Asset], list[Diagnostic]]:
    """Every file that published notes refer to. One that cannot be read is left out, with an error.

    What `cache` knows by the times of its file is not read again.
    """
    found: dict[str, Asset] = {}
    problems: list[Diagnostic] = []
    places: dict[str, Place] = {}
    before, kept = cache.files(_TABLE), dict[str, tuple[Signature, str]]()
    now = time.time_ns()
    for path, address in library.assets.items():
        try:
            signature = signature_of((notes / path).stat())
            known = before.get(path)
            measured = _restored(known[1]) if known and known[0] == signature else None
            measured = measured or _measured(path, (notes / path).read_bytes())
        except OSError as problem:
            problems.append(diagnose("note-unreadable", Place(path), problem=problem.strerror or problem))
            continue
        if is_settled(max(signature[0], signature[3]), now):
            kept[path] = (signature, _stored(measured))
        unmeasured = Path(path).suffix.lower() in _MEASURED and measured.width <= 0
        places = places or (_first_uses(library) if unmeasured or measured.located else {})
        if unmeasured:
            problems.append(diagnose("asset-unmeasured", places.get(path, Place(path)), target=path))
        if measured.located:
            problems.append(diagnose("photo-location", places.get(path, Place(path)), path=path))
        width, height = max(0, measured.width), max(0, measured.height)
        found[path] = Asset(path, Address(address), measured.digest, width, height)
    cache.keep_files(kept, before, _TABLE)
    return found, problems


class _Measured(NamedTuple):
    digest: str
    width: int
    height: int
    located: bool


def _measured(path: str, data: bytes) -> _Measured:
    return _Measured(hashlib.blake2b(data, digest_size=16).hexdigest(), *_size(path, data), holds_location(data))


def _stored(measured: _Measured) -> str:
    return json.dumps([program_digest(), *measured])


def _restored(stored: str) -> _Measured | None:
    """None for what another version of the program has measured."""
    with suppress(ValueError, TypeError):
        program, *values = json.loads(stored)
        return _Measured(*values) if program == program_digest() else None
    return None


def _size(path: str, data: bytes) -> tuple[int, int]:
    suffix = Path(path).suffix.lower()
    if suffix not in _MEASURED:
        return 0, 0
    import imagesize  # here, because it brings an HTTP client along and most builds change no picture

    if suffix == ".svg":
        # imagesize decodes the first 1,024 bytes alone, and fails where they end inside a character.
        data = data.decode("utf-8", "replace").encode("ascii", "xmlcharrefreplace")
    try:
        width, height = imagesize.get(BytesIO(data))
    except Exception:
        return 0, 0
    if width <= 0 and suffix == ".svg" and (box := _VIEW_BOX.search(data[:_SVG_HEAD])):
        # Drawn in any size, in these proportions (SVG 2, 8.6).
        width, height = float(box[1]), float(box[2])
    return round(width), round(height)


def holds_location(data: bytes) -> bool:
    """Does a photo say where it was taken? (Exif 2.32, 4.6.6: the GPS attributes behind tag 0x8825)"""
    data = _exif_of_webp(data) if data[8:12] == b"WEBP" else data
    head = data[:_EXIF_WITHIN]
    if not any(mark in head for mark in (b"Exif", b"eXIf", b"EXIF", b"II*\0", b"MM\0*")) or not any(
        tag in head for tag in (b"\x88\x25", b"\x25\x88")
    ):
        return False
    import exifread  # here, because few pictures need it

    try:
        tags = exifread.process_file(BytesIO(data), details=False)
    except Exception:  # whatever a broken picture makes of a reader
        return False
    return any(name in tags for name in ("GPS GPSLatitude", "GPS GPSLongitude"))


def _exif_of_webp(data: bytes) -> bytes:
    """The chunk of a WebP with what is known of the photo; it stands behind the picture (RFC 9649, 2.7.1.5)."""
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name == b"EXIF":
            return data[at + 8 : at + 8 + size].removeprefix(b"Exif\0\0")
        at += 8 + size + size % 2
    return b""


def _first_uses(library: Library) -> dict[str, Place]:
    """Where each file is first referred to."""
    found: dict[str, Place] = {}
    for note_path, targets in library.targets.items():
        for ref, target in zip(library.notes[note_path].outline.references, targets, strict=True):
            if target.kind == "file":
                found.setdefault(target.path, Place(note_path, ref.line, ref.column, ref.width))
    return found


def static_problems(folder: Path) -> list[Diagnostic]:
    """What of the folder of static files is not copied, which is said: links, secrets, names that no address can be."""
    found = []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found.append(diagnose("static-link", Place(), path=name))
        elif path.is_file() and is_secret(name):
            found.append(diagnose("static-secret", Place(), path=name))
        elif path.is_file() and without_controls(name) != name:
            found.append(diagnose("static-control", Place(), path=ascii(name)))
    return found


def static_files(folder: Path) -> Mapping[str, Path]:
    """The files that are copied as they are to the root of the site, by their path there; no links, no secrets."""
    if not folder.is_dir():
        return {}
    return {
        name: path
        for path in sorted(folder.rglob("*"))
        for name in (path.relative_to(folder).as_posix(),)
        if path.is_file() and not path.is_symlink() and path.name not in {".DS_Store", ".gitignore"}
        if not is_secret(name) and without_controls(name) == name
    }
