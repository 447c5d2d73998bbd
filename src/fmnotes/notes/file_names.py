"""What the name of a file says: is it a note, and may it open its folder?"""

from __future__ import annotations

from fmnotes.text.regex import regex

NOTE_SUFFIXES = (".md", ".markdown")
INDEX_STEMS = frozenset({"index", "_index"})
"""The note of a folder, whatever else lies there."""
OPENING_STEMS = INDEX_STEMS | {"readme"}
INDEX_FILES = tuple(f"{stem}{suffix}" for suffix in NOTE_SUFFIXES for stem in sorted(INDEX_STEMS, reverse=True))
OPENING_FILES = (*INDEX_FILES, *(f"README{suffix}" for suffix in NOTE_SUFFIXES))
"""The first before the second; a README opens a folder that has no index."""
_ORDER = regex(r"\A\d+\s*[-_.]+\s*(?=[^\d\s_.-])")


def unnumbered(path: str) -> str:
    """`path` without the numbers that order files and folders, as the address of Docusaurus has it.

    (Sidebar, Using number prefixes: `01-intro` and `2. basics`, but no date and no version.)
    """
    return "/".join(_ORDER.sub("", part) for part in path.split("/"))


def without_suffix(name: str) -> str:
    """The name or path of a note without what makes it one; any other stays as it is."""
    return next((name.removesuffix(suffix) for suffix in NOTE_SUFFIXES if name.endswith(suffix)), name)
