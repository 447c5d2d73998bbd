"""What Jinja says of a template that does not work, in Korean and in English, with its place in the file."""

from __future__ import annotations

from pathlib import Path

import jinja2

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.text.regex import regex

_SIGNS = (
    ("end of print statement", "}}"), ("end of statement block", "%}"), ("end of comment", "#}"),
    ("begin of print statement", "{{"), ("begin of statement block", "{%"), ("fmnotes.pages.page.", ""),
)  # fmt: skip
NOT_UTF_8 = "it is not UTF-8"
_QUOTED = r"'(?P<name>[^']*)'"
_IN_KOREAN = tuple(
    (regex(pattern), ko)
    for pattern, ko in (
        (rf"{_QUOTED} is undefined", "{name} 값이 없습니다"),
        (rf"'(?P<of>[^']*)' has no attribute {_QUOTED}", "{of}에 {name} 값이 없습니다"),
        (rf"(?P<of>.+) has no element {_QUOTED}", "{of}에 {name} 항목이 없습니다"),
        (rf"No filter named {_QUOTED}", "없는 필터입니다: {name}"),
        (rf"No test named {_QUOTED}", "없는 검사입니다: {name}"),
        (rf"Encountered unknown tag {_QUOTED}", "없는 태그입니다: {name}"),
        (rf".* needs to be closed is {_QUOTED}", "닫지 않은 태그가 있습니다: {name}"),
        (rf"expected token {_QUOTED}, got '(?P<got>.*)'", "{name} 자리에 {got} 항목이 있습니다"),
        (rf"unexpected end of template, expected {_QUOTED}", "템플릿이 끝나기 전에 있어야 합니다: {name}"),
        (r"unexpected '(?P<name>.*)', expected '(?P<wanted>.*)'", "{wanted} 자리에 {name} 문자가 있습니다"),
        (r"unexpected (?:char )?'(?P<name>.*)'", "여기에 올 수 없습니다: {name}"),
        (r"Expected an expression, got '(?P<name>.*)'", "값이 있어야 할 자리입니다: {name}"),
        (rf"block {_QUOTED} defined twice", "같은 이름의 블록이 둘입니다: {name}"),
        (r"there is no template (?P<name>.+)", "없는 템플릿입니다: {name}"),
        (r"Block names .* may not contain hyphens", "블록 이름에는 - 대신 _ 기호를 쓰세요"),
        (NOT_UTF_8, "UTF-8이 아닙니다"),
        (r"division by zero", "0으로 나눌 수 없습니다"),
        (r"maximum recursion depth", "템플릿이 자기 자신을 끝없이 부릅니다"),
        (r"extended multiple times", "extends는 한 번만 쓸 수 있습니다"),
    )
)


def template_problem(folder: Path, name: str, problem: Exception) -> Diagnostic:
    """The diagnostic of what was raised while the template `name` was compiled or rendered."""
    if isinstance(problem, jinja2.TemplateSyntaxError):
        # A template that another one extends or includes is named by what was raised.
        name, line = _named(problem.filename or problem.name or name, folder), problem.lineno
    else:
        name, line = _deepest(problem, name, folder)
    said = _said(problem)
    match, ko = next(((found, ko) for one, ko in _IN_KOREAN if (found := one.match(said))), (None, "{said}"))
    groups = match.groupdict() if match else {}
    place = _place(folder, name, line, groups.get("name", ""))
    return diagnose("theme-template", place, ko=ko.format(said=said, **groups), en=said)


def _said(problem: Exception) -> str:
    if isinstance(problem, jinja2.TemplateNotFound):
        return f"there is no template {problem.message}"
    said = getattr(problem, "message", None) or str(problem) or type(problem).__name__
    for long, short in _SIGNS:
        said = said.replace(long, short)
    return said.rstrip(".")


def _named(path: str, folder: Path) -> str:
    """What a template is called: its path in the site's `folder` of templates, or its name in the theme."""
    file = Path(path)
    if file.is_relative_to(folder):
        return file.relative_to(folder).as_posix()
    return file.name if file.is_absolute() else path.removeprefix("!")


def _deepest(problem: Exception, name: str, folder: Path) -> tuple[str, int]:
    """The template in which it happened, and the line: the last of those that were running."""
    trace, line = problem.__traceback__, 0
    while trace:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.suffix in {".html", ".xml"}:
            name, line = _named(str(path), folder), trace.tb_lineno
        trace = trace.tb_next
    return name, line


def _place(folder: Path, name: str, line: int, word: str) -> Place:
    """The line of a site's own template, at `word` where that stands in it, else at its first letter."""
    try:
        text = (folder / name).read_text("utf-8").splitlines()[line - 1] if line else ""
    except (OSError, UnicodeDecodeError, IndexError):
        text = ""
    at = text.find(word) if word else -1
    column = at if at >= 0 else len(text) - len(text.lstrip())
    return Place(f"templates/{name}", line, column + 1, max(1, len(word) if at >= 0 else 1), text)
