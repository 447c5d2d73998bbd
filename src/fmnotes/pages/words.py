"""The interface in Korean and English. No particle follows a hole."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

_BOTH: Mapping[str, tuple[str, str]] = {
    "skip": ("본문으로 건너뛰기", "Skip to content"),
    "notes": ("노트", "Notes"),
    "categories": ("카테고리", "Categories"),
    "tags": ("태그", "Tags"),
    "series": ("시리즈", "Series"),
    "series_title": ("시리즈: {name}", "Series: {name}"),
    "moved": ("옮긴 글", "This note has moved"),
    "archive": ("아카이브", "Archive"),
    "main_nav": ("주 메뉴", "Main navigation"),
    "breadcrumb": ("현재 위치", "Breadcrumb"),
    "published": ("작성일", "Published"),
    "updated": ("수정일", "Updated"),
    "author": ("글쓴이", "Author"),
    "reading_time": ("읽는 데 {n}분", "{n} min read"),
    "toc": ("목차", "Contents"),
    "previous": ("이전 글", "Previous"),
    "next": ("다음 글", "Next"),
    "backlinks": ("이 글을 언급한 글", "Linked from"),
    "translations": ("다른 언어로 읽기", "Read in another language"),
    "recent": ("최근 글", "Recent notes"),
    "show_all": ("모두 보기", "Show all"),
    "show_more": ("더 보기", "Show more"),
    "count": ("글 {n}개", "{n} notes"),
    "count_one": ("글 1개", "1 note"),
    "empty": ("아직 글이 없습니다", "Nothing here yet"),
    "newer": ("새로운 글", "Newer"),
    "older": ("지난 글", "Older"),
    "page_of": ("{page} / {total} 페이지", "Page {page} of {total}"),
    "pages": ("페이지", "Pages"),
    "tag_title": ("태그: {name}", "Tag: {name}"),
    "category_title": ("카테고리: {name}", "Category: {name}"),
    "subcategories": ("하위 카테고리", "Subcategories"),
    "archive_title": ("아카이브: {name}", "Archive: {name}"),
    "year": ("{year}년", "{year}"),
    "year_month": ("{year}년 {month}", "{month} {year}"),
    "not_found": ("페이지를 찾을 수 없습니다", "Page not found"),
    "not_found_text": (
        "주소가 바뀌었거나 삭제된 글일 수 있습니다",
        "The address may have changed or the note was removed",
    ),
    "go_home": ("홈으로 돌아가기", "Go home"),
    "about": ("소개", "About"),
    "heading_link": ("제목으로 바로 가기", "Link to this heading"),
    "related": ("관련 글", "Related notes"),
    "related_tags": ("함께 쓰는 태그", "Related tags"),
    "a_figure": ("그림", "Figure"),
    "a_table": ("표", "Table"),
    "a_code": ("코드", "Listing"),
    "a_equation": ("수식", "Equation"),
    "activity": ("활동", "Activity"),
    "day_count": ("{day}: 글 {n}개", "{day}: {n} notes"),
    "day_count_one": ("{day}: 글 1개", "{day}: 1 note"),
    "draft": ("초안", "Draft"),
    "edit": ("수정하기", "Edit this page"),
    "search": ("검색", "Search"),
    "search_scripts": (
        "검색에는 자바스크립트가 필요합니다. 직접 연 파일에서는 검색할 수 없습니다. 아래에서도 글을 찾을 수 있습니다.",
        "Searching needs JavaScript, and does not work in a page opened from the disk. Notes can be found here too:",
    ),
    "theme": ("테마 바꾸기", "Toggle theme"),
    "shortcuts": ("단축키", "Keyboard shortcuts"),
    "close": ("닫기", "Close"),
    "top": ("맨 위로", "Back to top"),
    "series_part": ("시리즈 {i}/{n}", "Part {i} of {n}"),
    "minutes": ("{n}분", "{n} min"),
    "in_all": ("모두 읽는 데 {n}분", "{n} min in all"),
    "feed": ("RSS 구독", "Subscribe (RSS)"),
    "missing_note": ("아직 없는 노트", "No such note yet"),
    "in_ko": ("한국어", "한국어"),
    "in_en": ("English", "English"),
    "built_with": ("fmnotes로 만든 사이트", "Built with fmnotes"),
}


class Words(SimpleNamespace):
    """Words by name: as attributes, which a template finds in one step, and as items."""

    def __getitem__(self, name: str) -> str:
        return str(self.__dict__[name])


def words(language: str) -> Words:
    """Every word of the interface in `language` (`ko` or `en`)."""
    column = 0 if language == "ko" else 1
    return Words(**{name: both[column] for name, both in _BOTH.items()})


LANGUAGE_NAMES = {"ko": "한국어", "en": "English"}
