"""The theme: its documentation, its contrasts, and how a site makes parts of it its own."""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
import sys
from io import BytesIO
from pathlib import Path
from types import CodeType

import jinja2
import pytest
from click.testing import CliRunner

from fmnotes.cli.main import main
from fmnotes.config import Config, load_config
from fmnotes.pages import archive, calendar, crawlers, feed, listing, not_found, note, page, series, sitemap, titles
from fmnotes.site.assets.math_font import font_file
from fmnotes.site.assets.woff import woff
from fmnotes.site.theme.overrides import blocks_of, theme_names
from fmnotes.site.theme.theme import Theme
from tests.support import SiteTest

REPOSITORY = Path(__file__).parents[1]
TEMPLATES = REPOSITORY / "templates"
GUIDE = (REPOSITORY / "docs/themes.md").read_text("utf-8")
MODULES = (archive, calendar, crawlers, feed, listing, not_found, note, page, series, sitemap, titles)


def _values() -> list[tuple[str, list[str]]]:
    """Every value that a template can be handed, with its fields."""
    found = []
    for module in MODULES:
        for name, one in inspect.getmembers(module, inspect.isclass):
            if one.__module__ != module.__name__ or name in {"Hole", "HoleKind"}:
                continue
            if dataclasses.is_dataclass(one):
                found.append((name, [each.name for each in dataclasses.fields(one) if not each.name.startswith("_")]))
            elif hasattr(one, "_fields"):
                found.append((name, list(one._fields)))
    return found


@pytest.mark.parametrize(("name", "fields"), _values())
def test_the_guide_lists_every_field_of_every_value(name: str, fields: list[str]) -> None:
    row = next((line for line in GUIDE.splitlines() if re.match(rf"\| (`\w+` \()?`{name}`\)? \|", line)), "")
    assert row, name
    assert [one for one in fields if f"`{one}`" not in row] == []


def test_the_guide_lists_every_template_and_block() -> None:
    base = blocks_of((TEMPLATES / "base.html").read_text("utf-8"))
    for path in sorted(TEMPLATES.glob("*.*")):
        if path.suffix == ".toml":
            continue
        row = next((line for line in GUIDE.splitlines() if line.startswith(f"| `{path.name}` |")), "")
        assert row, path.name
        own = blocks_of(path.read_text("utf-8")) - (base if path.name != "base.html" else set())
        assert [block for block in own if f"`{block}`" not in row] == []


def _luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(left: str, right: str) -> float:
    """WCAG 2.2, contrast ratio."""
    darker, lighter = sorted((_luminance(left), _luminance(right)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrasts(scheme: int) -> None:
    sheet = (TEMPLATES / "static/base.css").read_text("utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", sheet)
    tokens = {name: (light, dark)[scheme] for name, light, dark in pairs}
    for ground in ("paper", "panel"):
        assert _contrast(tokens["ink"], tokens[ground]) >= 7
        for name in ("quiet", "accent", "blue", "green", "yellow", "red", "violet"):
            assert _contrast(tokens[name], tokens[ground]) >= 4.5, (name, ground)
    assert _contrast(tokens["ink"], tokens["highlight"]) >= 7


def test_settings_become_variables(site: SiteTest) -> None:
    site.config(theme={"accent": "#7a2f4f", "accent-dark": "#f0a6c4", "measure": "36rem"}).note("a.md", "글").build()
    assert site.page("/_/settings.css") == (
        ":root {\n  --accent: light-dark(#7a2f4f, #f0a6c4);\n  --measure: 36rem;\n}\n"
    )
    assert '<link rel="stylesheet" href="../_/settings.css">' in site.page("/a/")


@pytest.mark.parametrize("value", ["red; } body { display: none", "url(https://x.org)", "a\\b"])
def test_a_setting_cannot_write_other_css(site: SiteTest, value: str) -> None:
    site.config(theme={"accent": value}).note("a.md", "글")
    result = CliRunner().invoke(main, ["build", str(site.root), "--lang", "en"])
    assert result.exit_code == 2
    assert "[config-value]" in result.stderr


def test_a_block_can_be_filled(site: SiteTest) -> None:
    site.note("a.md", "글").file(
        "templates/note.html", b'{% extends "!note.html" %}{% block after %}<p>CC BY</p>{{ super() }}{% endblock %}'
    )
    site.build()
    assert "<p>CC BY</p>" in site.main("/a/")
    assert "<p>글</p>" in site.main("/a/")


def test_a_copy_is_told_of_when_the_theme_moves_on(site: SiteTest) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["theme", *arguments, str(site.root), "--lang", "en"])
        return result.exit_code, result.stdout + result.stderr

    assert run("copy", "base.css") == (0, "templates/static/base.css\n")
    assert run("copy", "note.html")[0] == 0
    assert (site.root / "templates/note.html").read_bytes() == (TEMPLATES / "note.html").read_bytes()
    code, told = run("copy", "note.html")
    assert code == 2
    assert "error[override-exists]" in told
    code, told = run("copy", "not.html")
    assert code == 2
    assert "error[theme-file-unknown]" in told
    assert run("diff") == (0, "note.html: fits the theme\nstatic/base.css: fits the theme\n")
    # The theme of the day of the copy had another line.
    origin = site.root / "templates/.origin/note.html"
    origin.write_text(origin.read_text("utf-8").replace("<article", "<section"), "utf-8")
    site.file("templates/home.html", b'{% extends "!home.html" %}{% block gone %}{% endblock %}')
    site.file("templates/own.html", b"x").file("templates/term.html", b"x")
    code, told = run("diff")
    assert code == 1
    assert "home.html: the theme has changed\n  the theme has no block gone" in told
    assert "note.html: the theme has changed" in told
    assert "-<section" in told
    assert "+<article" in told
    assert "own.html: not a file of the theme" in told
    assert "term.html: copied at some time" in told


def test_a_folder_without_a_configuration_has_no_templates(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("글", "utf-8")
    result = CliRunner().invoke(main, ["theme", "copy", "note.html", str(tmp_path), "--lang", "en"])
    assert result.exit_code == 2
    assert "error[theme-needs-config]" in result.stderr
    assert not (tmp_path / "templates").exists()


def test_the_names_of_the_theme_are_its_files() -> None:
    assert {"base.html", "static/base.css", "static/js/keys.js"} <= set(theme_names())
    assert "theme.toml" not in theme_names()


def test_the_font_of_formulas_has_what_a_site_uses(site: SiteTest) -> None:
    from fontTools.ttLib import TTFont

    site.note("a.md", "글").build()
    assert "_/math.woff" not in site.tree()
    site.note("b.md", "$\\alpha x + \\mathbb{R}$").build()
    with TTFont(site.root / "site/_/math.woff") as font:
        letters = font.getBestCmap()
        assert {0x1D6FC, 0x1D465, ord("ℝ"), ord("+"), ord("√")} <= set(letters)
        assert len(letters) < 40
        assert "MATH" in font
    assert "math.woff" in site.page("/b/")
    assert "math.woff" not in site.page("/a/")


def test_a_woff_has_the_tables_of_the_font_as_they_are() -> None:
    """Read by other eyes: fontTools checks the sums of the tables, and takes the WOFF for the same font."""
    from fontTools.ttLib import TTFont

    whole = font_file().read_bytes()
    with TTFont(BytesIO(whole)) as font, TTFont(BytesIO(woff(whole)), checkChecksums=2) as packed:
        assert packed.flavor == "woff"
        first, second = ({tag: one.reader[tag] for tag in sorted(one.reader.tables)} for one in (font, packed))
        assert first == second
        assert packed["name"].getDebugName(4) == "STIX Two Math Regular"
    assert len(woff(whole)) < len(whole) * 0.7


def test_the_finder_knows_published_notes_only(site: SiteTest) -> None:
    site.note("a.md", "# 제목 `</script>`").note("d.md", "---\ndraft: true\n---\n# 비밀").build()
    assert json.loads(site.page("/_/notes.json")) == [["제목 </script>", "a/", "ko"]]


def test_an_about_note_stands_in_the_navigation_and_related_notes_below(site: SiteTest) -> None:
    site.note("about.md", "# 소개").note("a.md", "---\ntags: [가, 나]\n---\n글").note(
        "b.md", "---\ntags: [가]\n---\n글"
    )
    site.note("c.md", "글").build()
    assert '<a href="../about/">소개</a>' in site.page("/a/")
    related = re.search(r'<section class="related".*?</section>', site.main("/a/"))
    assert related
    assert "../b/" in related[0]
    assert "../c/" not in related[0]
    assert "../../tags/%EB%82%98/" in site.main("/tags/가/")


def _compiled(config: Config, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of templates that a new theme compiles."""
    names: list[str] = []
    compiled = jinja2.Environment.compile

    def compile_(self: jinja2.Environment, source: str, name: str, filename: str) -> CodeType:
        names.append(name)
        return compiled(self, source, name, filename)

    with monkeypatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile_)
        Theme(config).compile_all()
    return names


def test_templates_of_the_theme_are_compiled_once_and_those_of_a_site_each_time(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept is beside the program; a file that was damaged is not run."""
    kept = site.root / "kept"
    monkeypatch.setattr(sys, "pycache_prefix", str(kept))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    site.file("templates/footer.html", b"<p>own</p>")
    config, _ = load_config(site.root)
    assert config
    assert {"note.html", "base.html", "footer.html"} <= set(_compiled(config, monkeypatch))
    assert _compiled(config, monkeypatch) == ["footer.html"]
    (damaged,) = kept.rglob("note.html.*")
    damaged.write_bytes(damaged.read_bytes()[:-1])
    assert sorted(_compiled(config, monkeypatch)) == ["footer.html", "note.html"]
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    damaged.unlink()
    assert sorted(_compiled(config, monkeypatch)) == ["footer.html", "note.html"]
    assert not damaged.exists()
    assert not any(path.suffix == ".template" for path in (site.root / "templates").rglob("*"))


def test_where_nothing_can_be_kept_templates_are_compiled(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    site.file("kept", b"a file where the folder would be")
    monkeypatch.setattr(sys, "pycache_prefix", str(site.root / "kept"))
    config, _ = load_config(site.root)
    assert config
    assert _compiled(config, monkeypatch) == _compiled(config, monkeypatch) != []


def test_a_template_is_found_where_the_digest_counts_it(site: SiteTest, tmp_path: Path) -> None:
    """Else an edit of it would change no page; and what lies behind a linked folder is no part of the theme."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret.txt").write_text("비밀", "utf-8")
    site.file("templates/note.html", b'{% include "__foot.html" %}').file("templates/__foot.html", b"one")
    assert site.note("a.md", "글").build().page("/a/") == "one"
    assert site.file("templates/__foot.html", b"two").build().page("/a/") == "two"
    (site.root / "templates/static").mkdir()
    (site.root / "templates/static/leak").symlink_to(tmp_path / "elsewhere")
    assert not any("secret" in path for path in site.build().tree())
    (site.root / "templates/linked").symlink_to(tmp_path / "elsewhere")
    site.file("templates/note.html", b'{% include "linked/secret.txt" %}').build()
    assert site.codes == ["theme-template"]


@pytest.mark.parametrize("name", ["note.html", "sub/part.html"])
def test_a_template_in_another_encoding_is_named(site: SiteTest, name: str) -> None:
    site.note("a.md", "글").file("templates/note.html", b'{% include "sub/part.html" %}')
    site.file("templates/sub/part.html", b"x").file("templates/part.html", b"another")
    site.file(f"templates/{name}", "<p>\n한글".encode("cp949")).build()
    assert site.codes == ["theme-template"]
    assert site.places("theme-template") == [(f"templates/{name}", 2, 1)]
    assert site.diagnostics[-1].message("ko") == "템플릿을 쓸 수 없습니다: UTF-8이 아닙니다"
    site.file(f"templates/{name}", b"x\n{{ 1 / 0 }}").build()
    assert site.places("theme-template") == [(f"templates/{name}", 2, 1)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"paper": "#ffffff"}, "--paper: light-dark(#ffffff, #16181a);"),
        ({"ink-dark": "#ffffff"}, "--ink: light-dark(#22252a, #ffffff);"),
        ({"measure": "36rem"}, "--measure: 36rem;"),
    ],
)
def test_the_shade_that_is_not_set_stays(site: SiteTest, given: dict[str, str], expected: str) -> None:
    site.config(theme=given).note("a.md", "글").build()
    assert expected in site.bytes()["_/settings.css"].decode()
