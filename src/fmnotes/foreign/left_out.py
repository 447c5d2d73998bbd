"""What another tool is told not to publish of the same folder, as patterns of `ignore`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from fmnotes.foreign.hugo import HUGO_FILES, hugo_names
from fmnotes.foreign.jekyll import JEKYLL_FILES, of_jekyll
from fmnotes.foreign.patterns import QUOTED, anchored, below, expanded, from_top, listed, names_in, text_of
from fmnotes.foreign.table import table_of
from fmnotes.notes.publication import hides_below
from fmnotes.text.regex import regex

_PARTIAL = ("_*.md", "_*.markdown", "_*/*.md", "*/_*/*.md")
"""Notes whose names, or folders, begin so: pictures there are shown all the same."""
_HIDDEN = regex(r":hidden\s*\[([^\]]*)\]")
_LISP_REMARK = regex(r"^[ \t]*;.*$", re.MULTILINE)
_OF_THEMES = ("themes", "archetypes", "layouts", "i18n")
_PATH = regex(r"\bpath\s*:\s*[\"']([\w./-]{1,100})[\"']")
_PLAIN = regex(r"(?:\\[./_-]|[\w/ -]|\.[*+])+")


class LeftOut(NamedTuple):
    """The patterns, and the first file that says so; `unread` is one that may say so and cannot be read."""

    source: str = ""
    patterns: tuple[str, ...] = ()
    unread: str = ""


def left_out(root: Path) -> LeftOut:
    """Patterns from the top of `root`; none where no tool says anything."""
    found: dict[str, list[str]] = {}
    unread: list[str] = []
    for names, patterns in _TOOLS.items():
        file = next((root / name for name in names if (root / name).is_file()), None)
        if not file or not file.resolve().is_relative_to(root.resolve()):
            continue
        name = file.relative_to(root).as_posix()
        try:
            if made := list(patterns(root, file)):
                found[name] = made
        except ValueError:
            unread.append(name)
    every = tuple(dict.fromkeys(chain.from_iterable(found.values())))
    return LeftOut(next(iter(found), ""), every, next(iter(unread), ""))


def left_out_above(root: Path) -> LeftOut:
    """The same where the tool's own folder is the one above `root`, but for Jekyll's, whose posts are parts of it."""
    above = left_out(root.parent)
    if not above.source or above.source in JEKYLL_FILES:
        return LeftOut()
    return LeftOut(f"../{above.source}", tuple(below(above.patterns, root.name)))


def _mkdocs(root: Path, file: Path) -> Iterator[str]:
    """MkDocs, Configuration: `exclude_docs` and `draft_docs`, in the form of a .gitignore."""
    table = table_of(file)
    folder = table.get("docs_dir")
    for key in ("exclude_docs", "draft_docs"):
        said = table.get(key)
        yield from anchored(said.split("\n") if isinstance(said, str) else (), folder or "docs")
    # The plug-in mkdocs-exclude.
    for one in table["plugins"] if isinstance(table.get("plugins"), list) else ():
        said = one.get("exclude") if isinstance(one, dict) else None
        yield from from_top(names_in(said.get("glob")) if isinstance(said, dict) else (), folder or "docs")


def _quarto(root: Path, file: Path) -> Iterator[str]:
    """Quarto, Project Basics: files that begin with an underscore are not rendered, nor what `render` excludes."""
    yield from _PARTIAL
    table = table_of(file)
    project, website = table.get("project"), table.get("website")
    rendered = names_in(project.get("render")) if isinstance(project, dict) else []
    yield from from_top([one[1:] for one in rendered if one.startswith("!")], "")
    for own in root.rglob("_metadata.yml"):
        # Quarto, Metadata: what it says is said of all in its folder.
        if str(table_of(own).get("draft")).lower() == "true":
            yield f"/{own.parent.relative_to(root).as_posix()}" if own.parent != root else "*.md"
    # Quarto, Drafts.
    yield from from_top(names_in(website.get("drafts")) if isinstance(website, dict) else (), "")


def _partials(root: Path, file: Path) -> Iterable[str]:
    """Docusaurus (plugin-content-docs, `exclude`) and Astro (Content collections): an underscore leaves a file out."""
    said = listed(file, "exclude") if file.name.startswith("docusaurus") else []
    folders = {"docs", "blog", *_PATH.findall(text_of(file))} if said else set[str]()
    return chain(_PARTIAL, *(from_top(said, one.removeprefix("./").strip("/")) for one in sorted(folders)))


def _hugo(root: Path, file: Path) -> Iterator[str]:
    """Hugo, `ignoreFiles`: regular expressions that fit somewhere in a path, of which the plain ones are read.

    Where there is `content/`, what themes and templates bring along is no content (Hugo, Directory structure).
    """
    if (root / "content").is_dir():
        yield from (f"/{name}" for name in _OF_THEMES if (root / name).is_dir())
        # Its README is for those who come to the repository.
        yield from (f"/{one.name}" for one in sorted(root.glob("*.md")))
    table = table_of(file)
    # Hugo, Cascade, of the site itself.
    yield from (f"/content{one}" for part in _cascades(table) for one in hides_below(part))
    # Zola, Configuration, which has a `config.toml` too.
    yield from anchored((each for one in names_in(table.get("ignored_content")) for each in expanded(one)), "content")
    for one in names_in(table.get("ignorefiles")):
        inner = one.removeprefix("^").removesuffix("$")
        if _PLAIN.fullmatch(inner):
            name = re.sub(r"\\(.)", r"\1", inner.replace(".*", "*").replace(".+", "*"))
            yield f"/*{name}{'' if one.endswith('$') else '*'}"


def _cascades(table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Those for paths: what is meant for one language is not all there is."""
    said = table.get("cascade")
    for part in said if isinstance(said, list) else [said]:
        if isinstance(part, dict):
            lowered = {str(key).lower(): value for key, value in part.items()}
            target = lowered.get("target", lowered.get("_target")) or {}
            keys = {str(key).lower() for key in target} if isinstance(target, dict) else set()
            if "path" in keys or keys <= {"kind", "environment"}:
                yield part


def _vitepress(root: Path, file: Path) -> Iterator[str]:
    """VitePress, Site Config: `srcExclude`."""
    folder = file.parents[1].relative_to(root).as_posix()
    yield from from_top(listed(file, "srcExclude"), "" if folder == "." else folder)


def _vuepress(root: Path, file: Path) -> Iterator[str]:
    """VuePress, Config: what `pagePatterns` takes out with a `!`."""
    folder = file.parents[1].relative_to(root).as_posix()
    taken_out = (one[1:] for one in listed(file, "pagePatterns") if one.startswith("!"))
    yield from from_top(taken_out, "" if folder == "." else folder)


def _quartz(root: Path, file: Path) -> Iterator[str]:
    """Quartz, Configuration: `ignorePatterns`."""
    return from_top(listed(file, "ignorePatterns"), "content")


def _quartz_table(root: Path, file: Path) -> Iterator[str]:
    """The same of Quartz 5."""
    table = table_of(file)
    inner = table.get("configuration")
    said = table.get("ignorepatterns") or (inner.get("ignorePatterns") if isinstance(inner, dict) else None)
    yield from from_top(names_in(said), "content")


def _logseq(root: Path, file: Path) -> Iterator[str]:
    """Logseq, `:hidden`: pages and folders that it does not read. Old versions of pages lie beside its settings."""
    yield "/logseq/version-files"
    found = _HIDDEN.search(_LISP_REMARK.sub("", text_of(file)))
    yield from from_top((one[2].strip("/") for one in QUOTED.finditer(found[1])) if found else (), "")


def _obsidian(root: Path, file: Path) -> Iterator[str]:
    """Obsidian Publish: the folders that are not published (`.obsidian/publish.json`)."""
    said = table_of(file).get("excluded")
    yield from from_top(names_in(said), "")


def _sphinx(root: Path, file: Path) -> Iterator[str]:
    """Sphinx, Configuration: `exclude_patterns`."""
    return from_top(listed(file, "exclude_patterns"), file.parent.relative_to(root).as_posix().strip("."))


def _myst(root: Path, file: Path) -> Iterator[str]:
    """MyST, Project frontmatter: `exclude`."""
    project = table_of(file).get("project")
    said = project.get("exclude") if isinstance(project, dict) else None
    return from_top(names_in([said] if isinstance(said, str) else said), "")


def _pelican(root: Path, file: Path) -> Iterator[str]:
    """Pelican, Settings, `ARTICLE_EXCLUDES`: folders below `PATH`. Its own pages are excluded there, and shown."""
    path = re.search(r"^PATH\s*=\s*[\"']([\w./-]+)[\"']", text_of(file), re.MULTILINE)
    pages = {*(listed(file, "PAGE_PATHS") or ["pages"])}
    excluded = (one for one in listed(file, "ARTICLE_EXCLUDES") if one not in pages)
    return from_top(excluded, path[1].removeprefix("./").strip("/") if path else "content")


def _ignoring(root: Path, file: Path) -> Iterator[str]:
    """Eleventy (`.eleventyignore`) and HonKit (`.bookignore`) have a file in the form of a .gitignore."""
    return anchored(text_of(file).split("\n"), "")


_SCRIPTS = ("js", "ts", "mjs", "mts", "cjs")
_TOOLS: Mapping[tuple[str, ...], Callable[[Path, Path], Iterable[str]]] = {
    JEKYLL_FILES: of_jekyll,
    ("mkdocs.yml", "mkdocs.yaml"): _mkdocs,
    ("_quarto.yml", "_quarto.yaml"): _quarto,
    tuple(f"{tool}.config.{kind}" for tool in ("docusaurus", "astro") for kind in _SCRIPTS): _partials,
    tuple(f"{folder}.vitepress/config.{kind}" for folder in ("", "docs/") for kind in _SCRIPTS): _vitepress,
    ("quartz.config.ts",): _quartz,
    ("quartz.config.yaml",): _quartz_table,
    HUGO_FILES: _hugo,
    (".eleventyignore",): _ignoring,
    (".bookignore",): _ignoring,
    ("myst.yml", "myst.yaml"): _myst,
    ("pelicanconf.py",): _pelican,
    tuple(f"{folder}.vuepress/config.{kind}" for folder in ("", "docs/") for kind in _SCRIPTS): _vuepress,
    ("logseq/config.edn",): _logseq,
    (".obsidian/publish.json",): _obsidian,
    ("conf.py", "docs/conf.py", "docs/source/conf.py"): _sphinx,
}


def tool_files(root: Path) -> list[Path]:
    """The files that may tell another tool what the site in `root` is, those that are not there too."""
    of_hugo = hugo_names(root)
    names = (name for names in _TOOLS for name in (of_hugo if names is HUGO_FILES else names))
    return [root / name for name in names]
