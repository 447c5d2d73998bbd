"""The laws, as properties; the first: a build over any earlier output equals a clean one."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from fmnotes.config import load_config
from fmnotes.site.check import check
from fmnotes.site.plan import BuildOptions
from fmnotes.text.secrets import masked
from tests.support import NOW, SiteTest

REPOSITORY = Path(__file__).parents[1]
NAMES = ["a.md", "nlp/bert.md", "nlp/bert.en.md", "clip/index.md", "_drafts/d.md", "한글 노트.md", "en/x.md", "ko/x.md"]
FRONTS = [
    "", "---\ntitle: 제목\ntags: [AI, 가]\n---\n", "---\ndate: 2024-01-02\ncategories: [AI/NLP]\n---\n",
    "+++\ndate = 2023-05-06\ntags = ['ai']\n+++\n", "---\ndraft: true\n---\n", "---\nslug: same\n---\n",
    "---\ndate: 2030-01-01\n---\n", "---\npermalink: /p/q/\naliases: [다른 이름]\n---\n",
]  # fmt: skip
BLOCKS = [
    "# 제목", "## 절 하나", "[[bert]]는 모델이다.", "[글](nlp/bert.md#절-하나)", "![[한글 노트]]", "![그림](pic.png)",
    "$x^2$와 **강조(a)**는", "글[^1]\n\n[^1]: 각주", "<b>굵게</b> <a id='k'></a>", "```python\nx = 1\n```", "[[다른 이름]]",
    "> [!tip]- 접기\n> 본문", "https://a.com/x에서", "![x](https://img.example/y.png)", "[k](#k)", "English words here",
]  # fmt: skip
notes = st.builds(
    lambda front, blocks: front + "\n\n".join(blocks),
    st.sampled_from(FRONTS),
    st.lists(st.sampled_from(BLOCKS), max_size=6),
)
folders = st.dictionaries(st.sampled_from(NAMES), notes, max_size=6)


def _site(root: Path, files: dict[str, str], **config: object) -> SiteTest:
    made = SiteTest(root, **({"language": "ko", "title": "법"} | config))
    made.file("notes/pic.png").file("notes/nlp/pic.png")
    return _put(made, files)


def _put(site: SiteTest, files: dict[str, str]) -> SiteTest:
    for name in NAMES:
        path = site.root / "notes" / name
        if name in files:
            site.note(name, files[name])
        elif path.exists():
            path.unlink()
    return site


@given(st.lists(folders, min_size=1, max_size=4))
def test_law_1_a_build_over_any_earlier_output_equals_a_clean_one(history: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        grown = _site(Path(folder) / "grown", {})
        for files in history:
            _put(grown, files).build(keep_going=True)
        clean = _site(Path(folder) / "clean", history[-1]).build(keep_going=True)
        assert grown.bytes() == clean.bytes()
        assert [one.code for one in grown.diagnostics] == [one.code for one in clean.diagnostics]


def test_law_2_the_same_bytes_whatever_the_environment(tmp_path: Path) -> None:
    """Two folders, locales, time zones and hash seeds: one site."""
    digests = set()
    surroundings = [
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "America/New_York"},
        {"PYTHONHASHSEED": "7", "LC_ALL": "C.UTF-8", "TZ": "Asia/Seoul", "PYTHONUTF8": "0"},
    ]
    for number, surrounding in enumerate(surroundings):
        site = tmp_path / f"folder {number}" / "site"
        command = [sys.executable, "-m", "fmnotes", "build", str(REPOSITORY), "--out", str(site)]
        command += ["--base-url", "https://u.github.io/repo/"]
        subprocess.run(command, env=os.environ | surrounding, check=True, capture_output=True)
        hasher = hashlib.sha256()
        for path in sorted(site.rglob("*")):
            if path.is_file():
                hasher.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes())
        digests.add(hasher.hexdigest())
    assert len(digests) == 1


def _broken(root: Path, base: str) -> list[str]:
    """Every internal link or asset of every page that has no target, with the site at `base`."""
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    trees = {name: LexborHTMLParser((root / name).read_text("utf-8")) for name in files if name.endswith(".html")}
    ids = {name: [one.attributes.get("id") for one in tree.css("[id]")] for name, tree in trees.items()}
    broken = [f"{name}: ids twice" for name, found in ids.items() if len(found) != len(set(found))]
    for name, tree in trees.items():
        if name == "404.html":
            continue
        here = "http://site" + base + name.removesuffix("index.html")
        for node in tree.css("[href], [src], [poster]"):
            for attribute in ("href", "src", "poster"):
                value = node.attributes.get(attribute)
                if value is None or urlsplit(value).scheme:
                    continue
                assert not value.startswith("/"), (name, value)
                target = urlsplit(urljoin(here, value))
                path = unquote(target.path).removeprefix(base)
                path += "index.html" if not path or path.endswith("/") else ""
                if path not in files or (target.fragment and unquote(target.fragment) not in ids.get(path, [])):
                    broken.append(f"{name}: {value}")
    return broken


@given(folders)
def test_law_3_every_internal_link_and_asset_has_a_target(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = _site(Path(folder), files, base_url="https://u.github.io/repo/").build(keep_going=True)
        assert _broken(site.root / "site", "/") == []
        assert _broken(site.root / "site", "/repo/") == []


def test_law_3_for_the_repositorys_own_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    command = [
        sys.executable,
        "-m",
        "fmnotes",
        "build",
        str(REPOSITORY),
        "--out",
        str(site),
        "--strict",
        "--lang",
        "en",
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "0 errors, 0 warnings" in done.stderr
    assert _broken(site, "/") == _broken(site, "/repo/") == []


@given(folders, st.sampled_from(["draft: true", "published: false", "date: 2030-01-01", "draft: yes", "public: false"]))
def test_law_4_a_word_that_stands_only_in_a_hidden_note_stands_nowhere(files: dict[str, str], switch: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = _site(Path(folder), files, base_url="https://u.github.io/repo/")
        hidden = f"---\ntitle: 카나리아제목\ntags: [카나리아태그]\ncategories: [카나리아분류]\naliases: [카나리아별명]\n{switch}\n---\n"
        site.note("비밀.md", hidden + "카나리아본문 ![x](secret.png) [[a]]\n\n## 카나리아절")
        site.file("notes/secret.png").note("z.md", "[[비밀]] ![[비밀]] [x](비밀.md) [[비말]]").build(keep_going=True)
        for path, data in site.bytes().items():
            assert "카나리아".encode() not in data, path
            assert "카나리아" not in path
            assert "secret" not in path


def _tree(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@given(folders, folders)
def test_law_5_nothing_else_changes_and_nothing_of_others_is_deleted(
    before: dict[str, str], after: dict[str, str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = _site(Path(folder) / "inner", before)
        (Path(folder) / "beside.txt").write_text("x")
        site.build(keep_going=True).file("site/mine/note.txt", b"mine").file("site/.keep", b"")
        _put(site, after)
        outside = {
            path: digest
            for path, digest in _tree(Path(folder)).items()
            if not path.startswith(("inner/site/", "inner/.fmnotes/"))
        }
        site.build(keep_going=True)
        now = _tree(Path(folder))
        assert {path: now[path] for path in now if not path.startswith(("inner/site/", "inner/.fmnotes/"))} == outside
        assert site.bytes()["mine/note.txt"] == b"mine"
        assert site.bytes()[".keep"] == b""


PIECES = ["$", "$$", "[[", "]]", "![[", "**", "*", "_", "~~", "==", "`", "```\n", "<", ">", "<a ", "<!--", "(", ")", "[", "]", "|", "\n",
          "\n\n", "> ", "- ", "1. ", "# ", "[^1]", "[^1]: ", ": ", "\\", "\\(", "\\[", "https://a.", "가", "a", " ", "&amp;", "{", "}",
          "\\begin{align}", "[!note]", "|---|", "\t", "    ", "\ufdd0", "\x00", "{{", "}}", "{%", "%}", "{:", "{: .x}", "{: .prompt-tip }\n", "{:toc}\n", "[TOC]", "|-|-|\n", " =3x4)", "```{note}\n", ":::{tip}\n", "(a)=\n", "{ref}`", "% ", "{{< tab \"a\" >}}\n", "{% tab title=\"a\" %}\n", "{% include figure path=\"a.png\" %}", "::: {.a}\n", "<style>", "</style>", "<div>\n", "<s>", ":::note\n", ":::\n", "!!! tip\n", "{{< figure src=a >}}\n", "{% raw %}", "<b>", "</b>", "<img src=x>", "<h2 id=a>", "</a>", "[](", " ^b\n\n"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from(["safe", "trusted", "escape"]))
def test_law_7_no_note_makes_the_program_fail(pieces: list[str], html: str) -> None:
    """Notes are data: any text renders, and fills into a page."""
    from fmnotes.markdown.render import BodyOptions, render_body
    from fmnotes.pages.fill import Frame, fill
    from fmnotes.pages.page import BodyUse, Hole
    from fmnotes.text.characters import clean_text

    body = render_body(clean_text("".join(pieces)), first_line=1, language=lambda: "ko", options=BodyOptions(html))  # type: ignore[arg-type]
    use = BodyUse("d", tuple(Hole("missing") for _ in body.references))
    for section in ("", *body.ids):
        assert "\ufdd1" not in fill(replace(use, section=section), lambda _: body, Frame("./"))


@pytest.mark.parametrize(
    "shape",
    ["[", "![[", "[[", "$", "$$", "\\(", "==a", "~~a", "**a", "*a_", "`", "<!--", "<a ", "': '", "http://a.", "https://가", "- ",
     "> ", "|", "$a|", "# a\n", "[^1]", "\\begin{align}", "&#", "<![CDATA[", "![", "](", "{", "\\$", "1) ", "- [ ] ", ": a\n",
     "]({{< ref ", "{% raw %}", "{{< x ", "`{% x", "{{</* ", "]({{site.url}}", "{{< notice >}}\n", ":::note\n", "!!! note\n    ",
     "```{note}\n", ":::{tip}\n", "::: {.a}\n", "(a)=\n", "{ref}`a", "{{< tab >}}\n", "{% include figure a",
     "<div>\n<style>\n\n", "<s>", "> a\n{: .prompt-tip }\n\n", "* TOC\n{:toc}\n\n", "a\n{: .prompt-tip }\n\n",
     "<b>x</b> [<b>a</b>](b c.md) ", "<br>\n", "a <a href='&#97;b'>x</a>\n\n", "[[a]](a/"],
)  # fmt: skip
def test_law_7_hostile_shapes_take_a_bounded_time(shape: str) -> None:
    """20,000 times any shape, far under what would be felt as a hang."""
    from fmnotes.markdown.render import BodyOptions, render_body

    start = time.process_time()
    render_body(shape * 20_000, first_line=1, language=lambda: "ko", options=BodyOptions("safe"))
    assert time.process_time() - start < 15


@pytest.mark.parametrize(
    "text",
    [
        f"Key: a{' ' * 60_000}b",
        f"2023. 1. 1. 10:00{' ' * 60_000}b",
        "{%" * 30_000,
        "<!--" * 20_000,
        "<img " * 20_000,
        "$a" * 30_000,
        "](" * 30_000,
        "`" + " a``" * 20_000,
        "[[a]](" + "a/" * 30_000,
        "---\ntags:\n" + "- #a\n" * 10_000 + "---\n",
        "-sk-" * 15_000,
        "password: " + "x" * 60_000,
        "".join(f"word{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}-part{chr(97 + number // 676)}bcd\n" for number in range(12_000)),
    ],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_law_7_hostile_lines_take_a_bounded_time(site: SiteTest, text: str) -> None:
    """Of the whole way of a note: its head, its words, what is advised about them, what looks like a secret."""
    config, _ = load_config(site.note("a.md", text).root)
    assert config
    start = time.process_time()
    options = BuildOptions(NOW, config.output, texts=True)
    assert len(check(config, options, lambda *_: None).plan.pages) > 0
    assert len(masked(text)) == len(text)
    assert time.process_time() - start < 8


def _folder_of_slips(shape: str) -> dict[str, str]:
    """Folders in which the work for a link, a name or a tag could grow with all the others."""
    many = range(1_200)
    return {
        "anchors": {
            "a.md": "".join(f"# Heading number {number}\n\n[x](#nope-{number})\n\n" for number in range(6_000))
        },
        "names": {f"d{number}/x{number}.md": "---\ntitle: Notes\n---\n[[Notes]] 글" for number in many},
        "addresses": {f"_posts/{2000 + number // 12}-{number % 12 + 1:02d}-01-til.md": "글" for number in many},
        "tags": {"a.md": f"---\ntags: [{', '.join(f't{number}' for number in range(5_000))}]\n---\n글"},
        "pictures": {f"d{number}/n{number}.md": "![[image.png]]" for number in many}
        | {f"d{number}/r/image.png": "x" for number in many},
        "slips": {f"n{number}.md": "글" for number in many}
        | {"a.md": " ".join(f"[[name number {number}]] ![](picture-{number}.png)" for number in range(10_000))},
    }[shape]


@pytest.mark.parametrize("shape", ["anchors", "names", "addresses", "tags", "pictures", "slips"])
def test_law_7_hostile_folders_take_a_bounded_time(site: SiteTest, shape: str) -> None:
    for name, text in _folder_of_slips(shape).items():
        site.file(f"notes/{name}", text.encode())
    config, _ = load_config(site.root)
    assert config
    start = time.process_time()
    plan = check(config, BuildOptions(NOW, config.output), lambda *_: None).plan
    assert len(plan.pages) > 0
    assert time.process_time() - start < 20
