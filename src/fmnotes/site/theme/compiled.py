"""Compiled templates of the theme that came with the program, kept beside its bytecode, as Python keeps its own.

To compile them takes a build of few notes longer than to render them. A site's own templates are compiled each time:
nothing is written into its folder, and nothing that lies there is run. Where Python may write no bytecode, nothing is
kept.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from fmnotes.disk import replace_whole
from fmnotes.site.cache.versions import program_digest

_DIGEST = 16


class CompiledTheme(BytecodeCache):
    """Keeps the templates in the folder `theme`, and no others. Where nothing can be written, nothing is kept."""

    def __init__(self, theme: Path) -> None:
        self._theme = str(theme)

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is kept of a template (Jinja API): its key is empty where nothing is to be."""
        ours = filename is not None and os.path.dirname(filename) == self._theme  # noqa: PTH120 (Jinja joins strings)
        bucket = Bucket(environment, name if ours else "", f"{program_digest()} {self.get_source_checksum(source)}")
        if ours:
            self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket` (Jinja API); with nothing where the file is none that was written whole."""
        with suppress(OSError):
            data = _file(bucket.key).read_bytes()
            if _digest(data[_DIGEST:]) == data[:_DIGEST]:
                bucket.bytecode_from_string(data[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write what is in `bucket` (Jinja API)."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        data, file = bucket.bytecode_to_string(), _file(bucket.key)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            replace_whole(file, _digest(data) + data)


def _file(name: str) -> Path:
    """Where Python would keep the bytecode of such a module."""
    return Path(cache_from_source(str(Path(__file__).with_name(f"{name}.py")))).with_suffix(".template")


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()
