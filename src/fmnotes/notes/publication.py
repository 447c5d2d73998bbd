"""What front matter says of publication: switches of many tools, and Hugo's `build` and `cascade`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from fmnotes.config import OptIn
from fmnotes.notes import values
from fmnotes.notes.dialects import SWITCHES, key_name
from fmnotes.notes.front_matter import Entry, Value
from fmnotes.notes.slips import HIDING_DAYS, misspelt
from fmnotes.text.hangul import Letters
from fmnotes.text.regex import regex

Entries = Mapping[str, tuple[str, Entry]]
"""By the name of the key, the key as it is written and its value."""

EVERYTHING = "/**"
_YES, _NO = {"true", "yes", "on"}, {"false", "no", "off", "none", ""}
_MEANT = regex(r"draft\W+(?:true|yes|on)|never", re.IGNORECASE)
_BRACES = regex(r"\{([^{}]*)\}")
_MANY = 100
_TABLES = frozenset({"cascade", "params", "extra", "build", "_build"})
_NO_PAGE = {"never", "link", "false"}
UNSEEN = frozenset("draft private hidden unpublished trash 초안 비공개 임시저장 나만보기".split()) | {
    "비공개 글",
    "나만 보기",
}
_SEEN = frozenset(
    "public published publish everyone anyone all open visible listed unlisted live true yes on default normal shown "
    "world everybody *".split()
) | {"", "공개", "전체", "모두", "누구나"}
STATES = (
    "status",
    "state",
    "visibility",
    "상태",
    "발행_상태",
    "공개_설정",
    "공개_범위",
    "발행상태",
    "공개설정",
    "공개범위",
)
_AUDIENCES = ("visibility", "공개_설정", "공개_범위", "공개설정", "공개범위")
_OPEN = regex(r"(?:전체|모두|모두에게|누구나|누구에게나|완전)\s*공개")
_BETWEEN = regex(r"[,/;|]")
_MARKS = regex(r"[^\w\s]")
_PUBLISHED = ("발행", "게시")
"""Of books these name who did it: only a no hides."""
_REFUSED = {"false", "no", "off", "0", "x", "아니오", "아니요", "안함", "안 함", "초안", "비공개", "아직", "예정"}
_AFFIRMED = {"1", "y", "o", "예", "네", "응"}
_RENDERED = ("build", "_build")
_HEXO_LISTS = {"tags", "categories"}
_NOT_FOUND = "/404"
_LISTS = frozenset(
    "categories category category-archive tags tag tag-archive archive archives posts search collection 404 tagpage "
    "categorypage tag_page category_page".split()
)


class Hiding(NamedTuple):
    """Why a note is hidden (`draft`, `private`), and the key that says so, as it is written."""

    reason: str
    key: str


def hidden_by(
    entries: Entries, is_date: Callable[[Entry], bool], report: values.Report, opt_in: OptIn | None = None
) -> Hiding | None:
    """What hides a note: a switch that says so, or says something that is no switch; None where nothing does."""
    asked = {key_name(opt_in.key): False} if opt_in else {}
    for key, hiding in (asked | dict(SWITCHES)).items():
        if key not in entries:
            continue
        written, entry = entries[key]
        if key == "published" and is_date(entry):
            continue
        try:
            value = values.switch_of(written, entry, report)
        except ValueError:
            return Hiding("draft", written)
        if value is hiding:
            return Hiding("draft" if key == "draft" else "private", written)
    return _hidden_by_slip(entries) or _hidden_in_words(entries)


def _hidden_by_slip(entries: Entries) -> Hiding | None:
    """What was meant to hide the note, and is a warning besides."""
    for key, (written, entry) in entries.items():
        meant = SWITCHES.get(misspelt(key))
        said = str(entry.value).strip().lower()
        if meant is not None and (values.on_off(entry.value) is meant or said in (_AFFIRMED if meant else _REFUSED)):
            return Hiding("draft", written)
        if misspelt(key) == "visibility" and not _is_seen(entry.value):
            return Hiding("private", written)
        # What a day was meant to keep back is kept back, and the slip is told.
        if misspelt(key) in HIDING_DAYS and not values.is_null(entry.value):
            return Hiding("draft", written)
        if key not in _TABLES and _is_draft_inside(entry.value):
            return Hiding("draft", written)
    return None


def _hidden_in_words(entries: Entries) -> Hiding | None:
    """What is no switch, but says who may see the note."""
    for keys, hides, reason in _SAYING:
        for key in keys:
            if key in entries and hides(entries[key][1].value):
                return Hiding(reason, entries[key][0])
    return None


def _is_draft_inside(value: Value) -> bool:
    """`draft = true` below the head of a table, where TOML, which has a type for it, makes it a part of that."""
    return isinstance(value, dict) and _lowered(value).get("draft") is True


def is_unseen(value: Value) -> bool:
    """`draft`, `[draft]`, `🚧 Draft`, `draft, wip`"""
    said = (values.text_of(one) or "" for one in values.flat(value))
    words = (_MARKS.sub("", word).strip().lower() for one in said for word in _BETWEEN.split(one))
    return any(word in UNSEEN for word in words)


def _is_seen(value: Value) -> bool:
    """Are all meant to see it? `friends` and `나만보기` are not all; a number is another tool's."""
    words = [(values.text_of(one) or "").strip().lower() for one in values.flat(value)]
    # `전체 공개`, `모두에게 공개`, but not 비공개 or 부분 공개.
    return all(word in _SEEN or word.isdecimal() or _OPEN.fullmatch(word) for word in words)


def list_page(extra: Mapping[str, Value], counts: Letters, address: str, *, of_terms: bool) -> str:
    """`list` for a page without words that another tool fills: its lists of tags and categories, its search; and for
    the page that it shows where there is none.
    """
    # A note about this code may be called so; Jekyll's page has a layout, or the address of the file.
    if address.rstrip("/") == f"{_NOT_FOUND}.html" or (address.rstrip("/") == _NOT_FOUND and "layout" in extra):
        return "list"
    layout, kind = (str(extra.get(key, "")).strip().lower() for key in ("layout", "type"))
    listed = of_terms or layout in _LISTS or kind in _HEXO_LISTS
    return "list" if listed and not (counts.syllables or counts.latin) else ""


def _is_no_page(build: Value) -> bool:
    """Hugo renders no page, or lists it nowhere (Hugo, build options): neither is for everybody."""
    options = _lowered(build)
    return str(options.get("render")).lower() in _NO_PAGE or str(options.get("list")).lower() in {"never", "false"}


def hides_below(cascade: Value) -> tuple[str, ...]:
    """Patterns of the notes that a `cascade` makes drafts, as paths from the root; `EVERYTHING` for all below it."""
    return tuple(_patterns(cascade))


def _patterns(cascade: Value) -> Iterator[str]:
    for written in cascade if isinstance(cascade, list) else [cascade]:
        part = _lowered(written)
        params = part | _lowered(part.get("params"))
        target = _lowered(part.get("target", part.get("_target")))
        # What cannot be read as a table (a brace is missing) may have been meant to hide.
        if not _hides(params) and not (isinstance(written, str) and _MEANT.search(written)):
            continue
        if str(target.get("environment", "production")) == "production" and target.get("kind", "page") == "page":
            yield from _alternatives(str(target.get("path") or EVERYTHING))


def _hides(params: Mapping[str, Value]) -> bool:
    """As in a note's own front matter: a switch that says neither yes nor no hides."""
    switches = ((str(params[key]).strip().lower(), hiding) for key, hiding in SWITCHES.items() if key in params)
    return any(word not in (_NO if hiding else _YES) for word, hiding in switches) or any(
        hides(params[key]) for keys, hides, _ in _SAYING for key in keys if key in params
    )


def _alternatives(pattern: str) -> list[str]:
    """`/a/{b,c}` as `/a/b` and `/a/c`; of very many only what hides everything is left."""
    found, made = [pattern], list[str]()
    while found and len(found) + len(made) < _MANY:
        one = found.pop()
        braces = _BRACES.search(one)
        if braces:
            found += [one[: braces.start()] + choice + one[braces.end() :] for choice in braces[1].split(",")]
        else:
            made.append(one)
    return [*("/" + one.lstrip("/") for one in made), *(EVERYTHING for _ in found[:1])]


def _lowered(value: Value) -> dict[str, Value]:
    return {key_name(key): one for key, one in value.items()} if isinstance(value, dict) else {}


def _is_refused(value: Value) -> bool:
    return str(value).strip().lower() in _REFUSED


def _is_false(value: Value) -> bool:
    return str(value).lower() == "false"


_SAYING: tuple[tuple[tuple[str, ...], Callable[[Value], bool], str], ...] = (
    (_RENDERED, _is_no_page, "private"),
    (STATES, is_unseen, "draft"),
    (_AUDIENCES, lambda value: not _is_seen(value), "private"),
    (_PUBLISHED, _is_refused, "private"),
    # Eleventy and Zola write no page then.
    (("permalink", "render"), _is_false, "private"),
    # Hexo encrypts what has a password; here it would stand open.
    (("password",), lambda value: not values.is_null(value) and value != "", "private"),
    (("tistoryvisibility",), lambda value: values.text_of(value) in {"0", "1"}, "private"),
)
"""Keys, what of their values hides a note, and why it is hidden then."""
