"""Addresses that people write: permalinks, old addresses, patterns of either."""

from __future__ import annotations

import re
from urllib.parse import unquote

from fmnotes.text.characters import without_controls
from fmnotes.text.names import Address, nfc
from fmnotes.text.regex import regex

PLACEHOLDERS = (
    "title", "slug", "categories", "folders", "year", "month", "day", "i_month", "i_day", "short_year",
)  # fmt: skip
"""What a pattern may hold behind a colon: Jekyll's names (Jekyll, Permalinks), and `folders`."""
_WINDOWS_NAMES = regex(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_SEGMENT = 200
_LONGEST_PATH = 800


def normal_permalink(written: str) -> Address:
    """`Folder/Note` as `/Folder/Note/`; one that ends in `.html` stays a file."""
    path = "/" + nfc(unquote(written)).strip().strip("/")
    if path == "/" or path.endswith((".html", ".htm")):
        return Address(path)
    return Address(path + "/")


def permalink_refusal(written: str) -> tuple[str, str] | None:
    """Why `written` cannot be an address, in Korean and in English."""
    path = unquote(written)
    if path.encode("utf-8", "replace").decode() != path:
        return "UTF-8이 아닌 문자", "it holds characters that are no UTF-8"
    if without_controls(path) != path:
        return "보이지 않는 문자", "it holds invisible characters"
    if "\\" in path or ":" in path or any(ch in path for ch in '<>"|?*#%'):
        return "주소에 쓸 수 없는 문자", "it holds characters that an address cannot have"
    if len(path.encode("utf-8", "replace")) > _LONGEST_PATH:
        return "너무 긴 주소", "it is too long"
    for segment in path.strip().strip("/").split("/"):
        if segment in {".", ".."} or (not segment and path.strip("/ ")):
            return "상위 폴더를 가리키거나 빈 부분이 있음", "it has empty or parent parts"
        if segment.startswith(".") or segment.endswith((".", " ")):
            return (
                "점으로 시작하거나 점·공백으로 끝나는 부분",
                "a part begins with a dot or ends with a dot or space",
            )
        if _WINDOWS_NAMES.fullmatch(segment):
            return "Windows가 쓰는 이름", "a part is a device name on Windows"
        if len(segment.encode()) > _LONGEST_SEGMENT:
            return "너무 긴 부분", "a part is too long"
    return None
