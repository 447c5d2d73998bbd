"""Characters that must not travel: controls in names, and what XML cannot carry."""

from __future__ import annotations

import unicodedata

from fmnotes.text.regex import regex

# XML 1.0 section 2.2 (Char): everything else makes a feed unreadable.
_NOT_XML = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = regex("[\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_BODY_CONTROLS = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# Bytes that most texts lack, and all that hold anything of the three kinds below have.
_SUSPECT = bytes(byte for byte in [*range(0x20), 0x7F] if byte not in b"\t\n\r")
_SUSPECTS = (b"&#", b"\xc2", b"\xe1", b"\xea\xa5", b"\xed\x9e", b"\xed\x9f", b"\xef\xb7", b"\xef\xbf")
_JAMO_WITH_BASE = regex("[가-힣]?[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+")
# Noncharacters mark holes while a body is rendered (markdown.body), so no text may bring its own.
_NONCHARACTERS = regex("[\ufdd0-\ufdef]|&#0*(?:649(?:7[6-9]|[89]\\d)|6500[0-7]);?|&#[xX]0*[fF][dD][dDeE][0-9a-fA-F];?")


def place_of(problem: UnicodeDecodeError) -> tuple[int, int]:
    """Line and column (from 1, in bytes) of what is no UTF-8 in a whole text."""
    before = problem.object[: problem.start]
    return before.count(b"\n") + 1, len(before) - before.rfind(b"\n")


def xml_text(text: str) -> str:
    """`text` with U+FFFD for every character that XML 1.0 forbids."""
    return _NOT_XML.sub("\ufffd", text)


def clean_text(text: str, data: bytes | None = None) -> str:
    """A note's text as every later stage may rely on it; `data` is the same in UTF-8, where it is at hand.

    Without the control characters that HTML forbids (a Korean input method leaves U+0008 in notes), conjoining jamo
    composed (whole-text NFC would rewrite compatibility Hanja), and U+FFFD for U+FDD0 to U+FDEF, also as
    character references: the marks of the Markdown renderer are made of them.
    """
    data = text.encode("utf-8", "replace") if data is None else data
    if len(data) == len(data.translate(None, _SUSPECT)) and not any(one in data for one in _SUSPECTS):
        return text
    text = _JAMO_WITH_BASE.sub(lambda found: unicodedata.normalize("NFC", found[0]), _BODY_CONTROLS.sub("", text))
    return _NONCHARACTERS.sub("\ufffd", text)


def without_controls(text: str) -> str:
    """`text` without C0/C1 controls, zero-width and bidirectional controls (names, addresses, tags)."""
    return _CONTROLS.sub("", text)


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space, none at the ends."""
    return " ".join(text.split())
