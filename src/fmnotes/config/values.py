"""What the value of each configuration key must be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fmnotes.config.defaults import read_defaults
from fmnotes.config.invalid import InvalidValueError
from fmnotes.diagnostics import CATALOGUE
from fmnotes.text.permalinks import PLACEHOLDERS, permalink_refusal
from fmnotes.text.regex import regex

HtmlPolicy = Literal["safe", "trusted", "escape"]
DIALECTS = ("jekyll", "hugo", "docusaurus", "mkdocs")
"""Constructs of other tools that are read unless the configuration says otherwise: nothing else looks like them."""
OTHER_DIALECTS = ("dendron", "obsidian", "emoji")
"""Read only when asked for, or where another tool plainly reads them: `[[label|note]]` is the other way round
everywhere else, a line that begins with `#word` is a slip for a heading, and `:word:` is text."""
_BASE_URL = regex(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[^\s?#\\\[\]]*)?")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidValueError("문자열", "a string")
    return value


def _path(value: object) -> str:
    text = _text(value)
    if not text or "\0" in text or text.startswith("~"):
        raise InvalidValueError("폴더 경로", "the path of a folder")
    return text


def _file(value: object) -> str:
    text = _text(value)
    if "\0" in text:
        raise InvalidValueError("파일 경로", "the path of a file")
    return text


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InvalidValueError("문자열 목록", "a list of strings")
    return tuple(value)


def _table(value: object) -> dict[str, str]:
    table = _checked(value, lambda one: isinstance(one, str), "문자열 표", "a table of strings")
    for name in table:
        if not re.fullmatch(r"\\*[A-Za-z]+", name):
            raise InvalidValueError("영문자로만 된 명령 이름", "command names of letters only", name)
    return {name.lstrip("\\"): str(body) for name, body in table.items()}


def _checked(value: object, is_sound: Callable[[object], bool], ko: str, en: str) -> dict[str, object]:
    """`value` where it is a table of sound values. Raises InvalidValueError."""
    if not isinstance(value, dict):
        raise InvalidValueError(ko, en)
    for name, one in value.items():
        if not is_sound(one):
            raise InvalidValueError(ko, en, str(name))
    return {str(name): one for name, one in value.items()}


def _one_of(*choices: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value not in choices:
            raise InvalidValueError(" | ".join(choices), " | ".join(choices))
        return str(value)

    return check


def _languages(value: object) -> tuple[str, ...]:
    known = _texts(value)
    if not known or set(known) - {"ko", "en"}:
        raise InvalidValueError('["ko"], ["en"] 또는 ["ko", "en"]', '["ko"], ["en"] or ["ko", "en"]')
    return known


def _dialects(value: object) -> tuple[str, ...]:
    known = _texts(value)
    if set(known) - {*DIALECTS, *OTHER_DIALECTS}:
        names = ", ".join((*DIALECTS, *OTHER_DIALECTS))
        raise InvalidValueError(f"이 가운데 몇 개의 목록: {names}", f"a list of some of {names}")
    return known


def _rules(value: object) -> tuple[str, ...]:
    known = {code.removeprefix("lint-") for code in CATALOGUE if code.startswith("lint-")}
    names = tuple(name.removeprefix("lint-") for name in _texts(value))
    if set(names) - known:
        shown = ", ".join(sorted(known))
        raise InvalidValueError(f"이 가운데 몇 개의 목록: {shown}", f"a list of some of {shown}")
    return names


def _base_url(value: object) -> str:
    text = _text(value)
    if text and (not _BASE_URL.fullmatch(text) or ".." in text):
        raise InvalidValueError("https://로 시작하는 주소", "an address that starts with https://")
    return text.rstrip("/") + "/" if text else ""


def _timezone(value: object) -> str:
    text = _text(value)
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidValueError('시간대 이름 (예: "Asia/Seoul")', 'a time zone name such as "Asia/Seoul"') from None
    return text


def _positive(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1000:
        raise InvalidValueError("1에서 1000 사이의 수", "a number from 1 to 1000")
    return value


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise InvalidValueError("true 또는 false", "true or false")
    return value


def _permalink(value: object) -> str:
    text = _text(value)
    names = set(re.findall(r":([a-z_]+)", text))
    fit = names <= set(PLACEHOLDERS) and names & {"slug", "title"} and text.startswith("/")
    if text and (not fit or permalink_refusal(text.replace(":", ""))):
        shown = " ".join(f":{name}" for name in PLACEHOLDERS)
        raise InvalidValueError(f'"/:year/:slug/" 같은 모양 ({shown})', f'a pattern such as "/:year/:slug/" ({shown})')
    return text.rstrip("/") + "/" if text and not text.endswith(".html") else text


def _names(value: object) -> dict[str, str]:
    words = "다른 이름 = 쓸 이름의 표", "a table of other name = name"
    table = _checked(value, lambda one: isinstance(one, str) and bool(one.strip()), *words)
    return {name: str(one) for name, one in table.items()}


_STYLE_NAMES = (
    "paper", "paper-dark", "panel", "panel-dark", "ink", "ink-dark", "accent", "accent-dark",
    "measure", "size", "font", "font-heading", "font-code",
)  # fmt: skip
_STYLE_VALUE = regex(r"[^{};<>\\\n]{1,200}")


def _theme(value: object) -> tuple[tuple[str, str], ...]:
    shown = ", ".join(_STYLE_NAMES)
    words = f"CSS 값의 표. 쓸 수 있는 이름: {shown}", f"a table of CSS values, of these names: {shown}"
    table = _checked(value, _is_style, *words)
    for name in table:
        if name.replace("_", "-") not in _STYLE_NAMES:
            raise InvalidValueError(*words, name)
    return tuple(sorted((name.replace("_", "-"), str(one)) for name, one in table.items()))


def _is_style(value: object) -> bool:
    """One value of CSS: none that would end the rule, or make the rest of it a comment."""
    sound = isinstance(value, str) and _STYLE_VALUE.fullmatch(value) and "url(" not in value and "/*" not in value
    return bool(sound) and all(str(value).count(mark) % 2 == 0 for mark in "\"'")


def _edit_url(value: object) -> str:
    text = _text(value)
    if text and not (text.startswith(("https://", "http://")) and text.count("{path}") == 1):
        shown = "https://github.com/user/repo/edit/main/notes/{path}"
        raise InvalidValueError(f"{{path}}가 든 주소: {shown}", f"an address that holds {{path}}: {shown}")
    return text


def _editor(value: object) -> str:
    text = _text(value)
    if text and not ("://" in text and "{path}" in text and not text.startswith("javascript:")):
        shown = "vscode://file/{path}:{line}"
        raise InvalidValueError(f"{{path}}가 든 주소: {shown}", f"an address that holds {{path}}: {shown}")
    return text


_VERIFIED = ("google", "naver", "bing")
_TOKEN = regex(r"[\w.=-]{8,200}", re.ASCII)


def _verification(value: object) -> tuple[tuple[str, str], ...]:
    words = "google, naver, bing에서 받은 값의 표", "a table {google, naver, bing} of the values given there"
    table = _checked(value, lambda one: isinstance(one, str) and _TOKEN.fullmatch(one) is not None, *words)
    for name in table:
        if name not in _VERIFIED:
            raise InvalidValueError(*words, name)
    return tuple(sorted((name, str(one)) for name, one in table.items()))


def _indexnow(value: object) -> str:
    text = _text(value)
    if text and not re.fullmatch(r"[A-Za-z0-9-]{8,128}", text):
        raise InvalidValueError("영문자, 숫자, 붙임표(-) 8~128자", "8 to 128 letters, digits or hyphens")
    return text


KEYS: Mapping[str, Callable[[object], object]] = {
    "title": _text,
    "description": _text,
    "author": _text,
    "language": _one_of("ko", "en"),
    "languages": _languages,
    "base_url": _base_url,
    "timezone": _timezone,
    "notes": _path,
    "templates": _path,
    "static": _path,
    "output": _path,
    "html": _one_of("safe", "trusted", "escape"),
    "external_images": _one_of("load", "link"),
    "ignore": _texts,
    "macros": _table,
    "per_page": _positive,
    "dialects": _dialects,
    "lint_ignore": _rules,
    "breaks": _switch,
    "permalink": _permalink,
    "tag_aliases": _names,
    "defaults": read_defaults,
    "edit_url": _edit_url,
    "editor": _editor,
    "theme": _theme,
    "git_dates": _switch,
    "search": _switch,
    "verification": _verification,
    "indexnow": _indexnow,
    "card_font": _file,
}
"""Every configuration key and what reads its value; docs/configuration.md lists the same keys (a test says so)."""
