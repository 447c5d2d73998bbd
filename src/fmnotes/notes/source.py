"""One note as it lies on the disk: its text, and what tells whether it is the same as before."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.text.characters import clean_text, place_of
from fmnotes.text.regex import regex

_LARGEST_NOTE = 2_000_000
_LINE_ENDS = regex("\r\n?")


Signature = tuple[int, int, int, int]
"""What `stat` tells of a file: time of change, size, inode, time of the inode's change.

A copy with an old date differs in one of them.
"""
Known = Mapping[str, tuple[Signature, str]]
"""The digests of texts that were read before, by path, with what `stat` told then."""


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one note, line ends normalised to one newline. `path` is relative to the notes folder, with `/`.

    Of a file that has not changed since it was read before, the text is read when it is asked for.
    """

    path: str
    _text: str | Path
    digest: str
    signature: Signature = (0, 0, 0, 0)

    @property
    def text(self) -> str:
        """Empty for a file that has vanished, or is no text any more, since this folder was looked at."""
        return str(self.read()._text)

    def read(self) -> Source:
        """With its text in memory: of a file that was saved meanwhile the new one, and its digest."""
        if isinstance(self._text, str):
            return self
        found = read_source(self._text, self.path)
        return found if isinstance(found, Source) else replace(self, _text="", digest="")


def signature_of(found: os.stat_result) -> Signature:
    return (found.st_mtime_ns, found.st_size, found.st_ino, found.st_ctime_ns)


def read_source(root: Path, path: str) -> Source | Diagnostic:
    """The text at `path` below `root`; a diagnostic where it cannot be read or is not UTF-8."""
    try:
        data = (root / path).read_bytes()
    except OSError as problem:
        return diagnose("note-unreadable", Place(path), problem=problem.strerror or problem)
    if len(data) > _LARGEST_NOTE:
        return diagnose("note-too-large", Place(path), size=len(data) // 1000)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return diagnose("encoding-invalid", Place(path, *place_of(problem)), offset=problem.start, guess=_guess(data))
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    text = clean_text(text.removeprefix("\ufeff"), data)
    return Source(path, text, hashlib.blake2b(data, digest_size=16).hexdigest())


def _guess(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    for name in ("CP949", "UTF-16"):
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return "latin1"
