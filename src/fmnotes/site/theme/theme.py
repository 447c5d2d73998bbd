"""The theme: the package's `_theme`, in a checkout the top-level `templates/`; a site overrides files of its own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import repeat
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, ProblemError
from fmnotes.pages.feed import FeedContent
from fmnotes.pages.fill import Frame, LoadBody, fill
from fmnotes.pages.page import Page, SiteInfo
from fmnotes.site.theme.compiled import CompiledTheme
from fmnotes.site.theme.folder import theme_folder
from fmnotes.site.theme.problem import NOT_UTF_8, template_problem
from fmnotes.text.characters import place_of, xml_text
from fmnotes.text.regex import regex

_MARK = "theme.toml"
_MOST = ("note.html", "term.html")
_WRITTEN = {".html", ".json", ".txt", ".xml"}


class ThemeError(ProblemError):
    """A template that does not work."""


_NEVER_INCLUDED = (".", "__pycache__")
_NEEDS_ESCAPING = regex("[&<>\"']").search


def _escaped(value: object) -> str:
    """What `markupsafe.escape` makes of a value, without wrapping what needs none: it is only written."""
    if (type(value) is str and not _NEEDS_ESCAPING(value)) or type(value) is Markup:
        return value
    return escape(value)


_SHADES = regex(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);")


class _Template(jinja2.Template):
    """A template that writes with `_escaped`: half of what it writes are words that need no escaping."""

    @classmethod
    def from_code(cls, *parts: Any, **more: Any) -> jinja2.Template:
        """A template of compiled code (Jinja API)."""
        made = super().from_code(*parts, **more)
        made.root_render_func.__globals__["escape"] = _escaped
        return made


class Theme:
    """Templates and static files: those of the site before those of the theme. `!note.html` is always the theme's."""

    def __init__(self, config: Config) -> None:
        own = theme_folder()
        override = config.templates
        self._folders = [own]
        if override.is_dir() and not (override / _MARK).is_file():
            self._folders.insert(0, override)
        loaders = [_Loader(folder) for folder in self._folders]
        theirs = jinja2.PrefixLoader({"": _Loader(own)}, delimiter="!")
        self._templates = jinja2.Environment(
            loader=jinja2.ChoiceLoader([*loaders, theirs]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=CompiledTheme(own),
        )
        self._templates.template_class = _Template
        self._templates.globals.clear()
        self._templates.filters["xml"] = xml_text

    @cached_property
    def static(self) -> Mapping[str, bytes]:
        """The files of `static/` by their path in it; a site's own come first."""
        found: dict[str, bytes] = {}
        for folder in self._folders:
            for path in _files(folder / "static"):
                found.setdefault(path.relative_to(folder / "static").as_posix(), path.read_bytes())
        return dict(sorted(found.items()))

    @cached_property
    def digest(self) -> str:
        """Equal for equal templates and static files, wherever they lie."""
        hasher = hashlib.blake2b(digest_size=16)
        for folder in self._folders:
            # Any of them may be included by another.
            for path in _files(folder, _NEVER_INCLUDED):
                hasher.update(os.fsencode(path.relative_to(folder)) + b"\0" + path.read_bytes())
        return hasher.hexdigest()

    def prepare(self) -> None:
        """Compile what most pages are made with: what is forked from this process need not do it again.

        Raises ThemeError.
        """
        for name in _MOST:
            self._template(name)

    def compile_all(self) -> list[Diagnostic]:
        """Compile every template that can be; what is wrong with the others."""
        found: list[Diagnostic] = []
        names = (path.relative_to(top).as_posix() for top in self._folders for path in _files(top, _NEVER_INCLUDED))
        for name in names:
            if Path(name).suffix not in _WRITTEN or name.startswith("static/"):
                continue
            try:
                self._template(name)
            except ThemeError as problem:
                found.append(problem.diagnostic)
        return list(dict.fromkeys(found))

    def render(self, page: Page, site: SiteInfo, load_body: LoadBody) -> bytes:
        """The bytes of a page, from nothing but the page, the site's words and the bodies it names.

        Raises ThemeError.
        """
        feed = page.content if isinstance(page.content, FeedContent) else None
        frame = Frame(page.root, None if feed else "", site.words["missing_note"], site.words["heading_link"])
        own = (entry.url for entry in feed.entries) if feed else repeat("")
        html = [fill(use, load_body, frame._replace(page=one)) for use, one in zip(page.bodies, own, strict=False)]
        shown = [Markup(xml_text(one)) if feed else Markup(one) for one in html]
        try:
            return self._template(page.template).render(page=page, site=site, html=shown).encode("utf-8")
        except ThemeError:
            raise
        except Exception as problem:
            # A template may divide by zero, extend itself, or hold what is no UTF-8.
            raise ThemeError(template_problem(self._folders[0], page.template, problem)) from None

    def _template(self, name: str) -> jinja2.Template:
        try:
            return self._templates.get_template(name)
        except (jinja2.TemplateError, RecursionError) as problem:
            raise ThemeError(template_problem(self._folders[0], name, problem)) from None


def settings_css(values: Iterable[tuple[str, str]], base: bytes) -> bytes:
    """The variables of `base` (`base.css`) as the configuration sets them; `x-dark` is the value of `x` on dark paper.

    Of the two the one that is not set stays as `base` has it.
    """
    given, own = (
        dict(values),
        {name: (light, dark) for name, light, dark in _SHADES.findall(base.decode("utf-8", "replace"))},
    )
    lines = []
    for name in sorted({name.removesuffix("-dark") for name in given}):
        light, dark = given.get(name, ""), given.get(f"{name}-dark", "")
        if name in own or dark:
            usual = own.get(name, (dark, light))
            light = f"light-dark({light or usual[0]}, {dark or usual[1]})"
        lines.append(f"  --{name}: {light};\n")
    return f":root {{\n{''.join(lines)}}}\n".encode()


def _files(folder: Path, unread: tuple[str, ...] = (".", "__")) -> Iterator[Path]:
    """The files below `folder` in a stable order, without those whose names, or folders, begin as `unread` says."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith(unread))
        yield from (Path(top, one) for one in sorted(names) if not one.startswith(unread) and Path(top, one).is_file())


class _Loader(jinja2.FileSystemLoader):
    """Finds what the digest of the theme counts, and nothing else: no hidden files, nothing behind a linked folder."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source of a template (Jinja API). Raises TemplateError."""
        parts = template.split("/")
        folders = ("/".join(parts[:depth]) for depth in range(1, len(parts)))
        linked = any(os.path.islink(os.path.join(top, one)) for one in folders for top in self.searchpath)  # noqa: PTH114, PTH118
        if linked or any(part.startswith(_NEVER_INCLUDED) for part in parts):
            raise jinja2.TemplateNotFound(template)
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as problem:
            raise jinja2.TemplateSyntaxError(NOT_UTF_8, place_of(problem)[0], template, template) from None
