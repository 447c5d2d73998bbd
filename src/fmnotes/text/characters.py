"""Characters that must not travel: controls in names, and what XML cannot carry."""

from __future__ import annotations

import re
import unicodedata

# XML 1.0 section 2.2 (Char): everything else makes a feed unreadable.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_BODY_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# One look that tells whether a text holds anything of the three kinds below.
_TO_CLEAN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\ufdd0-\ufdef]|&#"
)
_JAMO_WITH_BASE = re.compile("[가-힣]?[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+")
# Noncharacters mark holes while a body is rendered (markdown.body), so no text may bring its own.
_NONCHARACTERS = re.compile(
    "[\ufdd0-\ufdef]|&#0*(?:649(?:7[6-9]|[89]\\d)|6500[0-7]);?|&#[xX]0*[fF][dD][dDeE][0-9a-fA-F];?"
)


def xml_text(text: str) -> str:
    """`text` with U+FFFD for every character that XML 1.0 forbids."""
    return _NOT_XML.sub("\ufffd", text)


def clean_text(text: str) -> str:
    """A note's text as every later stage may rely on it.

    Without the control characters that HTML forbids (a Korean input method leaves U+0008 in notes), conjoining jamo
    composed (KOREAN 3.1: whole-text NFC would rewrite compatibility Hanja), and U+FFFD for U+FDD0 to U+FDEF, also as
    character references: the marks of the Markdown renderer are made of them.
    """
    if not _TO_CLEAN.search(text):
        return text
    text = _JAMO_WITH_BASE.sub(lambda found: unicodedata.normalize("NFC", found[0]), _BODY_CONTROLS.sub("", text))
    return _NONCHARACTERS.sub("\ufffd", text)


def without_controls(text: str) -> str:
    """`text` without C0/C1 controls, zero-width and bidirectional controls (names, addresses, tags)."""
    return _CONTROLS.sub("", text)


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space, none at the ends."""
    return " ".join(text.split())
