"""What must not be published is not, in whatever way it is said."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import SiteTest
from tests.test_cli import run

_WORD = "카나리아"


def _decomposed(name: str) -> str:
    """As a Mac hands names to others."""
    return unicodedata.normalize("NFD", name)


def _shown(site: SiteTest) -> list[str]:
    return [path for path, data in site.bytes().items() if _WORD.encode() in data]


@pytest.mark.parametrize(
    ("config", "more"),
    [
        ({"ignore": ["비공개/*"]}, {}),
        ({"ignore": ["비공개/"]}, {}),
        ({"ignore": ["/비공개"]}, {}),
        ({"ignore": ["**/비공개/*"]}, {}),
        ({"defaults": [{"path": "비공개/", "draft": True}]}, {}),
        ({}, {".obsidian/templates.json": '{"folder": "비공개"}'}),
        ({}, {"_index.md": "---\ncascade:\n  target:\n    path: /비공개/**\n  draft: true\n---\n"}),
    ],
    ids=["ignore", "slash", "top", "anywhere", "defaults", "templates", "cascade"],
)
def test_rules_hold_for_names_that_a_mac_decomposed(
    site: SiteTest, config: dict[str, object], more: dict[str, str]
) -> None:
    site.config(**config).note(_decomposed("비공개/글.md"), f"# 글\n\n{_WORD}").note("a.md", "글")
    for path, text in more.items():
        site.note(path, text)
    assert _shown(site.build()) == []
    assert "a/index.html" in site.tree()


@pytest.mark.parametrize(
    "head",
    [
        "+++\n# 주석\ndraft = true\n",
        "---\n- a\ndraft: true\n",
        "--- # 머리말\ndraft: true\n---",
        "---\n- draft: true\n---",
        "---\n? draft\n: true\n---",
        '{\n "title": "a",\n\n "draft": true,\n}',
        "{'비공개': true}",
    ],
)
def test_a_switch_in_broken_front_matter_still_hides(site: SiteTest, head: str) -> None:
    site.note("a.md", f"{head}\n\n{_WORD}").note("b.md", "글").build(keep_going=True)
    assert _shown(site) == []
    assert "b/index.html" in site.tree()


def test_drafts_go_nowhere_below_what_is_published(site: SiteTest) -> None:
    site.note("a.md", f"---\ndraft: true\n---\n{_WORD}")
    refused = run("build", site.root, "--drafts", "--out", site.root / "site/preview")
    assert (refused.exit_code, "error[drafts-need-out]" in refused.stderr) == (2, True)
    assert not (site.root / "site").exists()


def test_what_jekyll_is_told_to_leave_out_is_left_out(tmp_path: Path) -> None:
    """Folders with an underscore too, unless they are collections that are published (Jekyll, Configuration Options)."""
    site = {
        "_config.yml": "title: x\nexclude: [private/, TODO.md]\ninclude: [_pages]\ncollections:\n  wiki: {output: true}\n  old: {output: false}\n",
        "index.html": "x", "README.md": "감춘글6", "private/a.md": "감춘글1", "TODO.md": "감춘글2", "_draft/b.md": "감춘글3", "_old/c.md": "감춘글4", "_note.md": "감춘글5",
        "_posts/2024-01-01-d.md": "보일글1", "_pages/e.md": "보일글2", "_wiki/f.md": "보일글3", "g/TODO.md": "보일글4",
    }  # fmt: skip
    _built(tmp_path / "in", site)
    shown = _words(tmp_path / "in/site")
    assert "ignore-taken" in run("build", tmp_path / "in").stderr
    assert shown == {f"보일글{number}" for number in range(1, 5)}
    assert run("init", tmp_path / "in").exit_code == 0
    assert run("build", tmp_path / "in").exit_code == 0
    assert _words(tmp_path / "in/site") == shown


def test_hexo_hides_by_an_underscore_and_needs_no_date_in_names(tmp_path: Path) -> None:
    site = {
        "_config.yml": "title: x\npermalink: :year/:title/\n", "source/_posts/a.md": "---\ndate: 2024-01-01\n---\n보일글1",
        "source/about/index.md": "보일글2", "source/_posts/_b.md": "감춘글1", "source/_drafts/c.md": "감춘글2",
        "source/_old/d.md": "감춘글3", "themes/x/README.md": "감춘글4",
    }  # fmt: skip
    _built(tmp_path / "in", site)
    assert _words(tmp_path / "in/site") == {"보일글1", "보일글2"}
    assert (tmp_path / "in/site/about/index.html").exists()
    assert run("init", tmp_path / "in").exit_code == 0
    assert run("build", tmp_path / "in").exit_code == 0
    assert (tmp_path / "in/site/2024/a/index.html").exists()


def test_in_a_vault_with_digital_garden_only_what_says_so_is_shown(tmp_path: Path) -> None:
    """The configuration can have it otherwise; a plug-in that is switched off says nothing."""
    site = {
        ".obsidian/community-plugins.json": '["digitalgarden"]', ".obsidian/plugins/digitalgarden/data.json": "{}",
        "a.md": "---\ndg-publish: true\n---\n보일글1", "b.md": "감춘글1", "c.md": "---\ndraft: false\n---\n감춘글2",
    }  # fmt: skip
    _built(tmp_path / "in", site)
    assert _words(tmp_path / "in/site") == {"보일글1"}
    told = run("build", tmp_path / "in").output
    assert "vault-opt-in" in told
    assert "dg-publish" in run("why", "b.md", tmp_path / "in").output
    (tmp_path / "in/fmnotes.toml").write_text('notes = "."\n[[defaults]]\npath = ""\ndg-publish = true\n', "utf-8")
    assert run("build", tmp_path / "in").exit_code == 0
    assert _words(tmp_path / "in/site") == {"보일글1", "감춘글1", "감춘글2"}
    (tmp_path / "in/fmnotes.toml").write_text('notes = "."\n', "utf-8")
    (tmp_path / "in/.obsidian/community-plugins.json").write_text("[]", "utf-8")
    told = run("build", tmp_path / "in").output
    assert "vault-opt-in" not in told
    assert _words(tmp_path / "in/site") == {"보일글1", "감춘글1", "감춘글2"}


@pytest.mark.parametrize(
    ("files", "key"),
    [
        ({".obsidian/plugins/obsidian-mkdocs-publisher/data.json": "{}"}, "share"),
        ({".obsidian/plugins/obsidian-mkdocs-publisher/data.json": '{"plugin": {"shareKey": "내보냄"}}'}, "내보냄"),
        ({".obsidian/plugins/quartz-syncer/data.json": '{"publishFrontmatterKey": "publish"}'}, "publish"),
        ({"quartz.config.ts": "  filters: [\n    Plugin.ExplicitPublish(),\n"}, "publish"),
        ({"quartz.config.yaml": "- source: github:quartz-community/explicit-publish\n  enabled: true\n"}, "publish"),
    ],
)
def test_where_notes_are_published_one_by_one_no_other_is_shown(
    tmp_path: Path, files: dict[str, str], key: str
) -> None:
    notes = {"a.md": f"---\n{key}: true\n---\n보일글1", "b.md": "감춘글1", "c.md": f"---\n{key}: false\n---\n감춘글2"}
    _built(tmp_path / "in", {**files, **notes, "d.md": f"---\n{key}: true\ndraft: true\n---\n감춘글3"})
    assert _words(tmp_path / "in/site") == {"보일글1"}
    assert key in run("why", "b.md", tmp_path / "in").output


@pytest.mark.parametrize(
    "files",
    [
        {".obsidian/plugins/obsidian-mkdocs-publisher/data.json": '{"plugin": {"shareAll": {"enable": true}}}'},
        {".obsidian/plugins/quartz-syncer/data.json": '{"allNotesPublishableByDefault": true}'},
        {"quartz.config.ts": "  // filters: [Plugin.ExplicitPublish()],\n  filters: [Plugin.RemoveDrafts()],\n"},
        {"quartz.config.yaml": "- source: github:quartz-community/explicit-publish\n  enabled: false\n"},
        {},
    ],
)
def test_where_all_notes_are_published_what_does_not_say_so_is_shown(tmp_path: Path, files: dict[str, str]) -> None:
    """`share: false` is a matter of buttons elsewhere."""
    notes = {"a.md": "보일글1", "b.md": "---\npublish: false\n---\n감춘글1", "c.md": "---\nshare: true\n---\n보일글2"}
    _built(tmp_path / "in", {**files, **notes})
    assert _words(tmp_path / "in/site") == {"보일글1", "보일글2"}


@pytest.mark.parametrize(
    ("folder", "files"),
    [
        ("", {"mkdocs.yml": "exclude_docs: |\n  a.md\n  b/\ndraft_docs: |\n  /c.md\n", "docs/a.md": "", "docs/b/x.md": "",
            "docs/c.md": ""}),
        ("", {"mkdocs.yml": "plugins:\n  - search\n  - exclude:\n      glob:\n        - ex/*\n", "docs/ex/a.md": ""}),
        ("", {"_config.yml": "defaults:\n  - scope: {path: _posts/p}\n    values: {published: false}\n",
            "_posts/p/2024-01-01-a.md": ""}),
        ("docs", {"mkdocs.yml": "site_name: x\ndraft_docs: |\n  b/x.md\n", "docs/b/x.md": ""}),
        ("", {"docusaurus.config.js": "", "docs/_a.md": "", "docs/_b/x.md": "", "_c/d/x.md": ""}),
        ("", {"astro.config.mjs": "", "src/content/blog/_a.md": ""}),
        ("", {"_quarto.yml": "project:\n  render: ['*.md', '!b.md']\n", "_a.md": "", "b.md": ""}),
        ("", {"config.toml": "ignoreFiles = ['\\.wip\\.md$']", "content/b.wip.md": ""}),
        ("", {"hugo.toml": "theme = 'x'", "content/보임2.md": "보일글1", "themes/x/README.md": "", "archetypes/a.md": ""}),
        ("", {"hugo.toml": "ignoreFiles = ['tmp/.*', '\\.wip\\.md$']", "content/tmp/a.md": "", "content/b.wip.md": ""}),
        ("", {"docs/.vitepress/config.ts": "srcExclude: ['**/a/**', 'b.md'],\n", "docs/a/x.md": "", "docs/b.md": ""}),
        ("", {"_config.yml": "exclude_patterns: ['notes/*']\n", "notes/a.md": ""}),
        ("", {"conf.py": "exclude_patterns = ['a.md', 'b/*']\n", "a.md": "", "b/x.md": ""}),
        ("", {"quartz.config.ts": "ignorePatterns: ['private', '.obsidian'],\n", "content/private/a.md": ""}),
        ("", {".eleventyignore": "a.md\nb\n", "a.md": "", "b/x.md": ""}),
        ("", {"_config.yml": "title: x\n", "sub/_a.md": "", "_posts/_2024-01-01-a.md": ""}),
        ("", {"_config.yml": "title: x\n", "source/_posts/sub/_a.md": ""}),
        ("", {"_config.yml": "x: &a 1\nb: *a\nc: !ruby/regexp /x/\nexclude: [./priv]\n", "priv/a.md": ""}),
        ("", {"mkdocs.yml": "site_url: !ENV [URL, x]\nexclude_docs: |\n  priv/\nnav:\n- A:\n  - B:\n    - C:\n"
            "      - D:\n        - E: index.md\n", "docs/priv/a.md": ""}),
        ("", {"mkdocs.yml": "s: !!python/object/apply:p.slugify\n  kwds: {case: lower}\nexclude_docs: priv/\n", "docs/priv/a.md": ""}),
        ("", {"_config.yml": "defaults:\n- scope: {path: '', type: journal}\n  values: {published: false}\n", "_journal/a.md": ""}),
        ("", {"_quarto.yml": "project: {type: website}\n", "posts/_metadata.yml": "draft: true\n", "posts/x.md": ""}),
        ("", {"_quarto.yml": "website:\n  drafts: [posts/x.md]\n", "posts/x.md": ""}),
        ("", {"hugo.yaml": "cascade:\n- draft: true\n  target: {path: /priv/**}\n", "content/priv/a.md": "", "content/x.md": "보일글1"}),
        ("", {"logseq/config.edn": ";; :hidden [x]\n{:hidden [\"/archived\"]}", "archived/a.md": "", "logseq/version-files/a.md": ""}),
        ("", {".obsidian/publish.json": '{"excluded": ["priv"]}', "priv/a.md": ""}),
        ("", {"docusaurus.config.js": "docs: {exclude: ['**/priv/**', 'x.md']},", "docs/priv/a.md": "", "docs/x.md": ""}),
        ("", {"docusaurus.config.js": "docs: {exclude: ['**/(wip)/**', 'x.md']},", "docs/x.md": ""}),
        ("", {"config.toml": "ignored_content = ['priv/*']\n", "content/priv/a.md": ""}),
        ("", {"docusaurus.config.js": "docs: {exclude: ['x.md']}, blog: {path: './글', exclude: ['**/priv/**', 'y.md']},",
            "blog/priv/a.md": "", "글/y.md": ""}),
        ("", {"config.toml": "ignored_content = ['priv', '*.{txt,wip.md}']\n", "content/d/priv/x.md": "",
            "content/a.wip.md": ""}),
        ("", {"pelicanconf.py": "PATH = 'src'\nARTICLE_EXCLUDES = ('priv',)\n", "src/priv/a.md": ""}),
        ("", {"myst.yml": "project:\n  exclude: ['./d/x.md']\n", "d/x.md": ""}),
        ("", {".bookignore": "priv\n", "priv/a.md": ""}),
        ("", {"myst.yml": "project:\n  exclude: [priv/*, x.md]\n", "priv/a.md": "", "x.md": ""}),
        ("", {"pelicanconf.py": "ARTICLE_EXCLUDES = ['priv']\n", "content/priv/a.md": ""}),
        ("", {"docs/.vuepress/config.js": "pagePatterns: ['**/*.md', '!priv/**'],", "docs/priv/a.md": ""}),
        ("", {"_config.yml": "only_build_toc_files: true\n", "_toc.yml":
            "root: docs/보임\nchapters:\n- glob: ai/*\n  sections:\n  - file: c\n", "priv/a.md": ""}),
        ("", {"quartz.config.yaml": "configuration:\n  ignorePatterns:\n    - priv\n", "content/priv/a.md": ""}),
    ],
)  # fmt: skip
def test_what_another_tool_leaves_out_is_not_published(tmp_path: Path, folder: str, files: dict[str, str]) -> None:
    given = {name: text or "감춘글1" for name, text in files.items() if text or name.endswith(".md")}
    given |= {name: "x" for name, text in files.items() if not text and not name.endswith(".md")}
    shown = f"{folder or 'docs'}/보임.md"
    for path, text in {**given, shown: "보일글1", "ai/2024-01-01-b.md": "보일글2"}.items():
        (tmp_path / "in" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / path).write_text(text, "utf-8")
    told = run("build", tmp_path / "in" / folder, "--out", tmp_path / "site")
    assert told.exit_code == 0
    assert "ignore-taken" in told.stderr
    assert _words(tmp_path / "site") == ({"보일글1"} if folder else {"보일글1", "보일글2"})


@pytest.mark.parametrize(
    ("head", "file"),
    [
        ("draft: true", "hugo.toml"), ("headless: true", "config.toml"), ("date: 2999-01-01", "config.yaml"),
        ("build: {render: never}", "config/_default/config.toml"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_hidden_index_in_a_site_of_hugo_is_a_part_of_it(
    tmp_path: Path, head: str, file: str
) -> None:
    site = {
        file: "", "content/posts/a/index.md": f"---\n{head}\n---\n감춘글1", "content/posts/a/b.md": "감춘글2",
        "content/posts/a/c/d.md": "감춘글3", "content/posts/e/index.md": "보일글1", "content/posts/e/f.md": "보일글2",
        "content/posts/g.md": "보일글3",
    }  # fmt: skip
    _built(tmp_path / "in", site)
    assert _words(tmp_path / "in/site") == {"보일글1", "보일글2", "보일글3"}
    (tmp_path / "in/content/posts/a/index.md").write_text("이제 보임", "utf-8")
    assert run("build", tmp_path / "in").exit_code == 0
    assert _words(tmp_path / "in/site") == {"보일글1", "보일글2", "보일글3", "감춘글2", "감춘글3"}


@pytest.mark.parametrize(
    "text",
    [
        "title:: 일지\nexclude-from-graph-view:: true\npublic:: false\n\n- {word}",
        "source:: https://openaccess.thecvf.com/content/CVPR2022/html/a-long-name.html\npublic:: false\n\n{word}",
        "alias:: 가\nurl2:: https://a.b\npublic:: false\n\n- {word}",
        "card.x:: 1\nprivate:: true\n\n- {word}",
        "h1:: 1\npublic:: false\n\n# 제목\nDate: 2024-01-01\n\n{word}",
        "tags:: x\npublic:: maybe\n\n- {word}",
        "tags:: x\nstatus:: [[draft]]\n\n- {word}",
        "tags:: x\n상태:: 🚧 초안\n\n- {word}",
        "글 <!-- <svg>\n<g></g>\n</svg> {word} --> 뒤",
        'tags:: x\npublic:: "false"\n\n- {word}',
        "---\nvisibilty: private\n---\n{word}",
        "> q <!-- a\n>\n> {word} --> z",
        "# 글\n\n비공개: true<br>\n\n{word}",
        "# 글\n\nvisibility: private\nDate: 2023-01-01\n\n{word}",
        "title: 글\ndate: 2020-03-04 21:10:30\ntags:\n  - CLIP\npublished: false\n---\n{word}",
        "title: 글\ndate: 2020-03-04 21:10:30\ntags: CLIP\npassword: abcd\n---\n{word}",
        "---\nstatus:\n  - draft\n---\n{word}",
        "---\nstatus: 🚧 Draft\n---\n{word}",
        "---\n상태: 초안\n---\n{word}",
        "---\n공개 여부: 비공개\n---\n{word}",
        "---\nisPublished: false\n---\n{word}",
        '---\ntistoryVisibility: "1"\n---\n{word}',
        '---json\n{{"draft": true}}\n---\n{word}',
        "---toml\ndraft = true\n---\n{word}",
        "--- yaml\ndraft: true\n---\n{word}",
        "---\nexpiryDat: 2020-01-01\n---\n{word}",
        "---\npublish_dte: 2999-01-01\n---\n{word}",
        "---\nexpires_at: 2020-01-01\n---\n{word}",
        '---\nstatus: "draft, wip"\n---\n{word}',
        "---\n상태: 비공개 글\n---\n{word}",
        "---\n공개 범위: 나만 보기\n---\n{word}",
        "---\n발행: false\n---\n{word}",
        "---\n임시저장: true\n---\n{word}",
        "---\nis_public: false\n---\n{word}",
        "+++\nrender = false\n+++\n{word}",
        '+++\ntitle = "a"\n[cover]\nimage = "x.png"\ndraft = true\n+++\n{word}',
        "---\npermalink: false\n---\n{word}",
        "---\nisHidden: true\n---\n{word}",
        "---\nvisible: false\n---\n{word}",
        '---\ntitle: "{{{{title}}}}"\ndate: {{{{date}}}}\n---\n{word}',
        "# {{{{title}}}}\n\n{word}",
        '---\ncreated: <% tp.date.now("YYYY-MM-DD") %>\n---\n{word}',
        "글\n\n<!--- {word} --->\n\n글 <!-- {word} --!> 글",
        "앞 %%{word}\n\n{word}%% 뒤",
    ],
)
def test_what_hides_is_understood(site: SiteTest, text: str) -> None:
    site.note("a.md", text.format(word=_WORD)).note("b.md", "글").build()
    assert _shown(site) == []
    assert "b/index.html" in site.tree()


@pytest.mark.parametrize(
    "head",
    [
        "status: future work", "status: private beta", "status: published", "상태: 읽는 중", "status: scheduled",
        "expired: false", "publish_it: true", "publish_in: blog", "empire: Roman", "발행: 한빛미디어", "게시: 2020-01-01",
        "공개_범위: 모두", 'password: ""', "visible: true", "공개 범위: 전체 공개", "공개_설정: 모두에게 공개", "devto: {draft: true}", "expiry: 3 months",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_hides_nothing(site: SiteTest, head: str) -> None:
    site.note("a.md", f"---\n{head}\n---\n{_WORD}").build()
    assert "a/index.html" in _shown(site)


def test_front_matter_whose_language_is_named_is_read(site: SiteTest) -> None:
    site.note("a.md", '---json\n{"title": "제목"}\n---\n본문').note("b.md", "---json\n{no}\n---\n글").build()
    assert site.codes == ["front-matter-syntax"]
    (site.root / "notes/b.md").unlink()
    site.build()
    assert "<h1>제목</h1>" in site.page("/a/")


_MERGED_OFTEN = f"a: &a {{{', '.join(f'k{one}: 1' for one in range(3000))}}}\nb: [{'{<<: *a}, ' * 3000}]"


@pytest.mark.parametrize("settings", ["exclude_docs: [priv\nx: }", _MERGED_OFTEN], ids=["slip", "merged"])
def test_settings_of_another_tool_that_cannot_be_read_are_told(tmp_path: Path, settings: str) -> None:
    """What they leave out would be published without a word."""
    for name, text in {"mkdocs.yml": settings, "docs/priv/a.md": "글", "docs/b.md": "글"}.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(text, "utf-8")
    told = run("build", tmp_path / "in", "--out", tmp_path / "site", "--strict")
    assert (told.exit_code, "mkdocs.yml: warning[ignore-unread]" in told.stderr) == (1, True)


@pytest.mark.parametrize(
    "said",
    [
        "visibility: private",
        "status: draft",
        "password: x",
        "visibility: friends",
        "공개범위: 나만보기",
        "발행: 아니오",
        "render: false",
    ],
)
def test_what_a_section_hands_down_hides(site: SiteTest, said: str) -> None:
    site.note("s/_index.md", f"---\ncascade:\n  {said}\n---\n").note("s/a.md", _WORD).note("b.md", "글").build()
    assert _shown(site) == []


def _built(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    assert run("build", folder).exit_code == 0


def _words(folder: Path) -> set[str]:
    pages = (path.read_text("utf-8") for path in folder.rglob("*") if path.suffix in {".html", ".json", ".xml"})
    return {word for page in pages for word in re.findall("(?:보일|감춘)글[0-9]", page)}


@pytest.mark.parametrize("asked", ["permalink: /_/print.css/", "permalink: /_/search/", "permalink: /abcdefgh12.txt/"])
def test_no_note_takes_the_place_of_the_theme(site: SiteTest, asked: str) -> None:
    site.config(indexnow="abcdefgh12").note("a.md", f"---\n{asked}\n---\n글").note("b.md", "글")
    assert site.build(keep_going=True).codes == ["address-clash"]
    assert (site.root / "site/_/print.css").is_file()


def test_an_old_address_below_the_theme_is_left_out(site: SiteTest) -> None:
    site.note("a.md", "---\nredirect_from: /_/print.css/\n---\n글")
    assert site.build().codes == ["redirect-clash"]


@pytest.mark.parametrize(
    "pattern", ["/.git/hooks/:slug/", "/con/:slug/", "/a?b/:slug/", "/\u202e:slug/", "/a\0/:slug/", "/../:slug/"]
)
def test_a_pattern_of_addresses_is_an_address(site: SiteTest, pattern: str) -> None:
    (site.root / "fmnotes.toml").write_text(f"permalink = {json.dumps(pattern)}\n", "utf-8")
    result = run("build", site.note("a.md", "---\ndate: 2024-01-01\n---\n글").root)
    assert (result.exit_code, "error[config-value]" in result.stderr) == (2, True)


def test_an_address_too_long_for_a_disk_is_an_error_of_its_note(site: SiteTest) -> None:
    site.config(permalink=f"/{'a' * 150}:slug/").note(f"{'b' * 150}.md", "---\ndate: 2024-01-01\n---\n글")
    assert site.build().codes == ["permalink-invalid"]


@pytest.mark.parametrize(
    "path",
    [
        "비공개",
        "비공개/",
        "/비공개/",
        "./비공개/",
        "비공개/*",
        "비공개/**",
        "비공개/글.md",
        "비*",
        "비공개/**/*.md",
        "**/비공개/*",
    ],
)
def test_defaults_take_a_folder_in_any_spelling(site: SiteTest, path: str) -> None:
    site.config(defaults=[{"path": path, "draft": True}]).note("비공개/글.md", _WORD).note("a.md", "글").build()
    assert (_shown(site), site.codes) == ([], [])


@pytest.mark.parametrize(
    ("table", "code", "shown"),
    [
        ({"path": "notes/비공개/", "draft": True}, "defaults-hide-nothing", 0),
        ({"path": "비공게/", "private": True}, "defaults-hide-nothing", 0),
        ({"path": "다른/*", "tags": ["x"]}, "defaults-unused", 1),
        ({"path": "비공개/", "draf": True}, "defaults-misspelt", 0),
    ],
)
def test_defaults_that_no_note_gets_are_told(site: SiteTest, table: dict[str, object], code: str, shown: int) -> None:
    site.config(title="x", defaults=[table]).note("비공개/글.md", _WORD).build()
    assert code in site.codes
    assert bool(_shown(site)) == bool(shown)


def test_defaults_for_a_folder_that_is_still_empty_are_fine(site: SiteTest) -> None:
    site.config(defaults=[{"path": "비공개/*", "draft": True}]).note("a.md", "글")
    (site.root / "notes/비공개").mkdir()
    assert site.build().codes == []


def test_a_slip_of_the_word_path_is_a_mistake(site: SiteTest) -> None:
    (site.root / "fmnotes.toml").write_text('[[defaults]]\npth = "a"\ndraft = true\n', "utf-8")
    result = run("build", site.note("a.md", "글").root)
    assert (result.exit_code, "fmnotes.toml:1:3: error[config-value]" in result.stderr) == (2, True)


def test_brackets_in_a_name_are_letters_too(site: SiteTest) -> None:
    site.config(defaults=[{"path": "[2024] 회고", "private": True}]).note("[2024] 회고/글.md", _WORD).note("a.md", "글")
    assert (site.build().codes, _shown(site)) == ([], [])


def test_keys_like_path_are_keys(site: SiteTest) -> None:
    assert site.config(defaults=[{"math": True}]).note("a.md", "글").build().codes == []


@pytest.mark.parametrize(
    "text",
    [
        '# p\n\n```python\ns = "```json"\n```\n\n{/* W */}',
        "글자는 ` 이다\n```\na `b` c\n```\n\n{/* W */}",
        "!!! note\n\n    {/* W */} x",
        "term\n: def\n\n    {/* W */} x",
        "- item\nlazy line\n\n    {/* W */} x",
        f"1. item\n\n   {'한국어 ' * 600}\n\n    {{% comment %}}\n\n    W\n\n    {{% endcomment %}}",
        ">```\n>code\n\n{/* W */}",
        "> ```\n> code\n\n```\nx\n```\n\n{/* W */}",
        "<br>\n<!-- 가\n\nW -->",
        "<div>\n<!-- 가\n\n<!-- W -->\n</div>",
        '<img src="https://a.com/a.png">\n<!--\n\nW\n\n-->',
        "- 항목 <!-- 가\n\n  W --> 뒤",
    ],
)
def test_comments_beside_code_stay_hidden(site: SiteTest, text: str) -> None:
    site.note("a.md", text.replace("W", _WORD)).build()
    assert _shown(site) == []


def test_what_was_wrong_with_the_domain_is_forgotten_when_it_is_mended(site: SiteTest) -> None:
    site.config(base_url="https://a.example/").file("static/CNAME", b"b.example\n").note("a.md", "글").build()
    assert site.codes == ["cname-mismatch"]
    assert site.file("static/CNAME", b"a.example\n").note("a.md", "다른 글").build().codes == []


def test_a_pattern_of_sphinx_begins_in_its_folder(tmp_path: Path) -> None:
    site = {"conf.py": "exclude_patterns = ['README.md']\n", "README.md": "감춘글1", "ai/README.md": "보일글1"}
    _built(tmp_path / "in", {**site, "a.md": "보일글2"})
    assert _words(tmp_path / "in/site") == {"보일글1", "보일글2"}


@pytest.mark.parametrize("pattern", ["[비공개] 일기.md", "[비공개]/", "누구?/", "비공*/", "[Dd]raft*/"])
def test_ignore_takes_names_as_they_are_and_patterns(tmp_path: Path, pattern: str) -> None:
    name = pattern.replace("*", "개").replace("[Dd]", "d")
    site = SiteTest(tmp_path, language="ko", title="시험", ignore=[pattern])
    site.note(f"{name}a.md" if name.endswith("/") else name, f"# 글\n\n{_WORD}").note("b.md", "글").build()
    assert _shown(site) == []
    assert site.codes == []


def test_a_slip_in_a_pattern_is_told(site: SiteTest) -> None:
    site.config(ignore=["privat/*", "*.tmp", "**/x"])
    site.note("private/a.md", "글").build()
    assert [one.values for one in site.diagnostics if one.code == "ignore-unused"] == [(("pattern", "privat/*"),)]


@pytest.mark.parametrize(
    "make", [Path.mkdir, lambda path: path.symlink_to("nowhere"), lambda path: path.symlink_to(path)]
)
def test_a_configuration_that_cannot_be_read_is_an_error(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """It may say what is private."""
    (tmp_path / "a.md").write_text("글")
    make(tmp_path / "fmnotes.toml")
    result = run("build", tmp_path)
    assert (result.exit_code, "error[config-syntax]" in result.stderr) == (2, True)


@pytest.mark.parametrize("key", ["output", "templates", "static", "notes"])
def test_a_folder_that_leads_in_a_circle_is_no_fault_of_ours(site: SiteTest, key: str) -> None:
    (site.root / "circle").symlink_to("circle")
    site.config(**{key: "circle"})
    site.note("a.md", "글")
    assert run("build", site.root).exit_code in {1, 2}


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00Z", "0001-01-01", '"0001-01-01 00:00:00"'])
@pytest.mark.parametrize("fence", ["---", "+++"])
def test_hugos_zero_date_is_none(site: SiteTest, date: str, fence: str) -> None:
    equals = ": " if fence == "---" else " = "
    site.note("a.md", f"{fence}\ndate{equals}{date}\n{fence}\n글").note(
        "b.md", "---\ndate: 2024-01-02\n---\n글"
    ).build()
    assert site.codes == []
    assert "0001" not in site.page("/a/")


def test_a_year_before_all_others_is_no_date(site: SiteTest) -> None:
    site.note("a.md", "---\ndate: 0001-06-01\n---\n글").build()
    assert site.codes == ["date-invalid"]


@pytest.mark.parametrize(
    "front",
    ["비공게: true", "비공계: true", "visibility: friends", "visibility: 나만보기", "visibility: [public, members]"],
)
def test_what_nearly_says_private_hides(site: SiteTest, front: str) -> None:
    site.note("a.md", f"---\n{front}\n---\n{_WORD}").build()
    assert _shown(site) == []


@pytest.mark.parametrize("value", ["public", "공개", "전체 공개", "3", "", "Published"])
def test_what_is_for_all_is_shown(site: SiteTest, value: str) -> None:
    site.note("a.md", f"---\nvisibility: {value}\n---\n{_WORD}").build()
    assert "a/index.html" in _shown(site)


def test_init_writes_down_what_a_vault_says_of_publication(tmp_path: Path) -> None:
    """Where `.obsidian/` is not in git, the site is built without it."""
    vault = {
        ".obsidian/community-plugins.json": '["digitalgarden"]', ".obsidian/plugins/digitalgarden/data.json": "{}",
        ".obsidian/templates.json": '{"folder": "틀"}', "틀/t.md": "---\ndg-publish: true\n---\n감춘글1",
        "a.md": "---\ndg-publish: true\n---\n보일글1", "b.md": "감춘글2",
    }  # fmt: skip
    _built(tmp_path / "in", vault)
    assert run("init", tmp_path / "in").exit_code == 0
    for file in sorted((tmp_path / "in/.obsidian").rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    (tmp_path / "in/.obsidian").rmdir()
    assert run("build", tmp_path / "in", "--out", tmp_path / "out").exit_code == 0
    assert _words(tmp_path / "out") == {"보일글1"}


def test_the_vault_is_found_from_far_below(tmp_path: Path) -> None:
    vault = {".obsidian/plugins/digitalgarden/data.json": "{}", "공부/ml/dl/a.md": "감춘글1"}
    for name, text in vault.items():
        (tmp_path / "v" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "v" / name).write_text(text, "utf-8")
    run("build", tmp_path / "v/공부/ml/dl", "--out", tmp_path / "out")
    assert _words(tmp_path / "out") == set()


def test_a_cascade_for_one_language_leaves_the_others(tmp_path: Path) -> None:
    site = {"hugo.yaml": "cascade:\n- _target: {lang: en}\n  draft: true\n", "content/a.md": "보일글1"}
    _built(tmp_path / "in", site)
    assert _words(tmp_path / "in/site") == {"보일글1"}


def test_a_repository_is_no_part_of_a_vault_around_it(tmp_path: Path) -> None:
    (tmp_path / "v/.obsidian/plugins/digitalgarden").mkdir(parents=True)
    (tmp_path / "v/dev/blog/notes/.git").mkdir(parents=True)
    (tmp_path / "v/dev/blog/notes/a.md").write_text("보일글1", "utf-8")
    run("build", tmp_path / "v/dev/blog/notes", "--out", tmp_path / "out")
    assert _words(tmp_path / "out") == {"보일글1"}


def test_the_key_of_a_plug_in_is_written_so_that_it_can_be_read(tmp_path: Path) -> None:
    vault = {".obsidian/plugins/quartz-syncer/data.json": '{"publishFrontmatterKey": "공개"}', "a.md": "감춘글1"}
    _built(tmp_path / "in", vault)
    assert run("init", tmp_path / "in").exit_code == 0
    assert run("build", tmp_path / "in", "--out", tmp_path / "out").exit_code == 0
    assert _words(tmp_path / "out") == set()


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        (
            {
                "_config.yml": "only_build_toc_files: true\n",
                "_toc.yml": "root: a\nl0: &l0\n- file: b\n"
                + "".join(f"l{n}: &l{n}\n- s: *l{n - 1}\n  t: *l{n - 1}\n" for n in range(1, 40)),
            },
            {"보일글1"},
        ),
        ({"myst.yml": f"project:\n  exclude: ['{('{' + ',' * 1500 + '}') * 3}']\n"}, set()),
    ],
)
def test_settings_that_multiply_take_no_time(tmp_path: Path, settings: dict[str, str], shown: set[str]) -> None:
    """Lists twice in the next, forty times; choices times choices, which hide everything."""
    for path, text in {**settings, "a.md": "보일글1", "c.md": "감춘글1"}.items():
        (tmp_path / path).write_text(text, "utf-8")
    begun = time.process_time()
    run("build", tmp_path, "--out", tmp_path / "site")
    assert time.process_time() - begun < 10
    assert _words(tmp_path / "site") == shown


@pytest.mark.parametrize(
    "head",
    ["aliases:\n- {{citekey}}", 'title: "{{ title | replace(\'"\', \'\\"\') }}"\nyear: {{date}}',
     "tags: {% if allTags %}{{allTags}}{% endif %}", "title: {{ page.title }}"],
)  # fmt: skip
def test_a_template_that_is_to_be_filled_in_is_no_note(site: SiteTest, head: str) -> None:
    site.note("a.md", f"---\n{head}\n---\n{_WORD}").note("b.md", "글").build()
    assert _shown(site) == []
    assert site.codes == []


def test_a_title_with_marks_of_a_template_is_no_template(site: SiteTest) -> None:
    site.note("a.md", f"---\ntitle: {{{{ mustache }}}} 문법\ntags: [a\n---\n{_WORD}").build()
    assert _shown(site) != []
    assert set(site.codes) == {"front-matter-repaired"}


@pytest.mark.parametrize(("settings", "shown"), [("", 1), ("  ;; :publishing/all-pages-public? true", 1),
                                                 (":publishing/all-pages-public? true", 2)])  # fmt: skip
def test_a_graph_of_logseq_shows_the_pages_that_say_so(tmp_path: Path, settings: str, shown: int) -> None:
    files = {
        "logseq/config.edn": f"{{\n{settings}\n}}",
        "pages/a.md": "public:: true\n\n- 보일글1",
        "pages/b.md": "- 감춘글1",
    }
    for path, text in files.items():
        (tmp_path / "in" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / path).write_text(text, "utf-8")
    assert run("build", tmp_path / "in", "--out", tmp_path / "site").exit_code == 0
    assert len(_words(tmp_path / "site")) == shown


def test_a_line_of_the_authors_does_not_undo_that_a_note_is_a_draft(site: SiteTest) -> None:
    head = "**Date:** 2023-01-01  \n**Author(s):** A. Vaswani  \n**Status:** Draft  "
    site.note("a.md", f"# Paper\n\n{head}\n\n{_WORD}").note("b.md", "글").build()
    assert _shown(site) == []
