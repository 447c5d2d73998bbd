"""OpenType -> WOFF: the same tables, each compressed (W3C Recommendation "WOFF File Format 1.0", sections 3 to 5)."""

from __future__ import annotations

import struct
import zlib

_SFNT_HEADER = struct.Struct(">4sH6x")
_SFNT_ENTRY = struct.Struct(">4sLLL")
_HEADER = struct.Struct(">4s4sLHxxL24x")
_ENTRY = struct.Struct(">4sLLLL")


def woff(font: bytes) -> bytes:
    """The WOFF of an OpenType font (a whole and valid one); equal fonts give equal bytes."""
    flavor, count = _SFNT_HEADER.unpack_from(font)
    entries = [_SFNT_ENTRY.unpack_from(font, _SFNT_HEADER.size + _SFNT_ENTRY.size * i) for i in range(count)]
    position = _HEADER.size + _ENTRY.size * count
    directory, tables = [], []
    for tag, checksum, offset, length in entries:
        table = font[offset : offset + length]
        # What does not become smaller stays as it is.
        packed = min(table, zlib.compress(table, 9), key=len)
        directory.append(_ENTRY.pack(tag, position, len(packed), length, checksum))
        tables.append(packed + bytes(-len(packed) % 4))
        position += len(tables[-1])
    size = _SFNT_HEADER.size + sum(_SFNT_ENTRY.size + length + -length % 4 for _, _, _, length in entries)
    return b"".join([_HEADER.pack(b"wOFF", flavor, position, count, size), *directory, *tables])
