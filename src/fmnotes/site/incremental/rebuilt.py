"""Why a page is rendered again: the parts of its fingerprint, and what each of them stands for."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Literal, NamedTuple

from fmnotes.pages.page import Page
from fmnotes.site.output.manifest import Manifest, Written

Reason = Literal["new", "missing", "theme", "program", "settings", "shown", "text"]
_PARTS: tuple[Reason, ...] = ("theme", "program", "settings", "shown", "text")


class Surroundings(NamedTuple):
    """What every page of one language is made with, as digests: the theme, the program, configuration and site."""

    theme: str
    program: str
    settings: str


def surroundings(theme: str, program: str, told: str) -> Surroundings:
    return Surroundings(_short(theme), _short(program), _short(told))


def fingerprint_of(page: Page, around: Surroundings) -> str:
    """A digest in parts of all that decides the bytes of a page: equal ones mean equal bytes."""
    texts = "".join(page.texts)
    return ".".join(
        (*around, _short(repr(replace(page, bodies=(), notes=()))), _short(f"{page.bodies!r}"), _short(texts))
    )


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def reasons(known: Written | None, fingerprint: str, *, intact: bool) -> tuple[Reason, ...]:
    """Why a page cannot stay as it is; nothing when it can. `intact`: is its file as we left it?"""
    if known is None:
        return ("new",)
    if not intact:
        return ("missing",)
    if known.fingerprint == fingerprint:
        return ()
    before, now = known.fingerprint.split("."), fingerprint.split(".")
    if len(before) != len(now):
        return ("program",)
    differs = [one != two for one, two in zip(before, now, strict=True)]
    # How the holes of a body are filled is what a page shows of others, if its text is the same.
    parts = [*differs[:3], differs[3] or (differs[4] and not differs[5]), differs[5]]
    return tuple(reason for reason, is_one in zip(_PARTS, parts, strict=True) if is_one) or ("shown",)


def last_reasons(manifest: Manifest, name: str) -> tuple[str, ...]:
    """Why the page in the file `name` was rendered when it last was."""
    known = manifest.files.get(name)
    return tuple(known.why.split()) if known else ()
