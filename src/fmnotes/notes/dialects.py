"""Which front-matter keys of Hugo, Jekyll, Obsidian, Tistory and Velog mean which field: one table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "제목"),
    "date": ("date", "created", "created_at", "createdat", "date_created", "pubdate", "날짜", "작성일"),
    "updated": (
        "updated", "lastmod", "last_modified_at", "last_modified", "modified", "updated_at", "updatedat",
        "date_updated", "date_modified", "수정일",
    ),
    "publish_date": ("publishdate", "pub_date"),
    "expires": ("expirydate", "unpublishdate"),
    "language": ("lang", "language", "언어"),
    "tags": ("tags", "tag", "태그", "tistorytags"),
    "categories": ("categories", "category", "카테고리", "tistorycategory"),
    "slug": ("slug",),
    "permalink": ("permalink", "url"),
    "aliases": ("aliases", "alias"),
    "redirects": ("redirect_from", "redirects"),
    "series": ("series", "시리즈"),
    "series_number": ("series_order", "series_weight", "series_number", "seriesorder"),
    "description": ("description", "summary", "excerpt", "subtitle", "설명", "요약"),
    "translation_key": ("translation_key", "translationkey", "key", "lang_ref"),
    "author": ("author", "authors"),
    "toc": ("toc",),
    "breaks": ("breaks", "hardbreaks"),
}  # fmt: skip
"""Field -> the keys that fill it, in order of preference. Keys compare in lower case, with `_` for `-` and space."""

SWITCHES: Mapping[str, bool] = {
    "draft": True,
    "초안": True,
    "비공개": True,
    "private": True,
    "published": False,
    "publish": False,
    "public": False,
    "dg_publish": False,
}
"""Publication switches: the value that hides a note."""

SINGULAR = frozenset({"tag", "category", "태그", "카테고리", "tistorycategory"})
"""Keys whose string value is one name; under the plural keys a string splits at white space (Jekyll's rule)."""

OTHER_KEYS = frozenset(
    "layout math mathjax katex use_math latex mermaid menu sidebar cascade parent weight order nav_order "
    "sidebar_position sidebar_label pin img_path media_subpath image images cover thumbnail featured comments share "
    "cssclass cssclasses topics topic kind type id uid key linktitle short_title subtitle status complete resource "
    "velogsync velog_id velog_url tistoryvisibility lng_pair robots noindex keywords license source sources link links "
    "paper papers arxiv doi year status rating draft publish published public private hidden extra template "
    "outputs markup headless build target_url event event_platform deck news_item slideshow translator header".split()
)
"""Keys that mean something to other tools: kept for templates, never taken for a slip."""

READ_KEYS = frozenset(name for names in FIELDS.values() for name in names) | frozenset(SWITCHES)
KNOWN_KEYS = READ_KEYS | OTHER_KEYS


@lru_cache(maxsize=1024)
def key_name(key: str) -> str:
    return key.strip().casefold().replace("-", "_").replace(" ", "_")


_FIELD_OF = {key: name for name, keys in FIELDS.items() for key in keys}


def field_of(key: str) -> str:
    """The field that a key fills; an unknown key is its own."""
    return _FIELD_OF.get(key_name(key), key_name(key))
