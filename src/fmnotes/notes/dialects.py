"""Which front-matter keys of Hugo, Jekyll, Obsidian, Tistory and Velog mean which field: one table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from fmnotes.text.regex import regex

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "제목", "tistorytitle"),
    "date": (
        "date", "created", "created_at", "created_time", "date_created", "pubdate", "pub_datetime",
        "creation_date", "create_date", "날짜", "작성일", "작성일시", "작성_일자", "생성일", "생성일시", "등록일",
        "released_at",
    ),
    "updated": (
        "updated", "lastmod", "last_modified_at", "last_modified", "modified", "updated_at", "last_edited_time",
        "date_updated", "date_modified", "updated_date", "mod_datetime", "last_updated", "modification_date",
        "수정일", "수정_날짜", "최종_편집_일시",
    ),
    "publish_date": ("publishdate", "published_at", "publish_at", "publish_on", "date_published"),
    "expires": ("expirydate", "unpublishdate", "expires", "expires_at", "expiration_date", "만료일"),
    "language": ("lang", "language", "언어"),
    "tags": ("tags", "tag", "태그", "tistorytags"),
    "categories": ("categories", "category", "카테고리", "tistorycategory"),
    "slug": ("slug",),
    "permalink": ("permalink", "url"),
    "aliases": ("aliases", "alias"),
    "redirects": ("redirect_from", "redirects"),
    "series": ("series", "시리즈"),
    "series_number": ("series_order", "series_weight", "series_number"),
    "description": ("description", "summary", "excerpt", "subtitle", "설명", "요약"),
    "translation_key": ("translation_key", "key", "lang_ref"),
    "author": ("author", "authors", "글쓴이", "작성자", "생성자"),
    "toc": ("toc",),
    "breaks": ("breaks", "hardbreaks"),
}  # fmt: skip
"""Field -> the keys that fill it, in order of preference. Case, `_`, `-` and spaces make no difference in a key."""

COVERS = ("image", "cover", "thumbnail", "featured_image", "og_image", "images", "header")
"""Keys that name the picture of a note, in order of preference; templates still find them among the other keys."""

SWITCHES: Mapping[str, bool] = {
    "draft": True,
    "초안": True,
    "비공개": True,
    "private": True,
    "is_draft": True,
    "is_private": True,
    "hidden": True,
    "is_hidden": True,
    "visible": False,
    "secret": True,
    "비밀글": True,
    "published": False,
    "publish": False,
    "public": False,
    "is_published": False,
    "is_public": False,
    "임시저장": True,
    "공개": False,
    "공개_여부": False,
    "발행_여부": False,
    "게시_여부": False,
    "비공개_여부": True,
    "초안_여부": True,
    "임시저장_여부": True,
    "unpublished": True,
    "unlisted": True,
    "headless": True,
    "dg_publish": False,
}
"""Publication switches: the value that hides a note."""

SINGULAR = frozenset({"tag", "category", "태그", "카테고리", "tistorycategory"})
"""Keys whose string value is one name; under the plural keys a string splits at white space (Jekyll's rule)."""

OTHER_KEYS = frozenset(
    "layout math mathjax katex use_math latex mermaid menu sidebar cascade parent weight order nav_order "
    "sidebar_position sidebar_label pin img_path media_subpath image images cover thumbnail featured comments share "
    "cssclass cssclasses topics topic kind type id uid key linktitle short_title subtitle status complete resource "
    "featured_image og_image "
    "velogsync velog_id velog_url tistoryvisibility lng_pair robots noindex keywords license source sources link links "
    "paper papers arxiv doi year status rating draft publish published public private state visibility password "
    "extra template publisher "
    "outputs markup build _build target_url event event_platform deck news_item slideshow translator header".split()
)
"""Keys that mean something to other tools: kept for templates, never taken for a slip."""

READ_KEYS = frozenset(name for names in FIELDS.values() for name in names) | frozenset(SWITCHES)
KNOWN_KEYS = READ_KEYS | OTHER_KEYS


_APART = str.maketrans("", "", "-_ \"'“”‘’`*\u200b\ufeff\u2060\u00a0\u3000")


def _joined(key: str) -> str:
    return key.casefold().translate(_APART)


_SPELT = {_joined(key): key for key in sorted(KNOWN_KEYS, key=lambda key: (-len(key), key))}


@lru_cache(maxsize=1024)
def key_name(key: str) -> str:
    """A key as the tables above spell it: `publish-date`, `PublishDate` and `publish_date` are one."""
    return _SPELT.get(_joined(key)) or key.strip().casefold().replace("-", "_").replace(" ", "_")


_FIELD_OF = {key: name for name, keys in FIELDS.items() for key in keys}


def field_of(key: str) -> str:
    """The field that a key fills; an unknown key is its own."""
    return _FIELD_OF.get(key_name(key), key_name(key))


_LANGUAGE = regex(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_LANGUAGES = {"kr": "ko", "한국어": "ko", "한글": "ko", "korean": "ko", "영어": "en", "english": "en"}


def language_code(text: str) -> str:
    """`ko` for `ko`, `ko-KR`, `ko_KR`, `한국어`; empty for what names no language."""
    written = text.strip().lower().replace("_", "-")
    if written in _LANGUAGES:
        return _LANGUAGES[written]
    return written.split("-")[0] if _LANGUAGE.fullmatch(written) else ""
