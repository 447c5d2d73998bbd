"""`check --links`, `check --external` and `build --untrusted`, from the command line."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner, Result

from fmnotes.cli.main import main
from fmnotes.notes.folder import Walk
from fmnotes.notes.ignored import Ignored
from fmnotes.site.plan import _limited
from tests.support import SiteTest

REPOSITORY = Path(__file__).parents[1]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*(str(one) for one in arguments), "--lang", "en"])


def test_the_links_of_this_repository_all_lead_somewhere() -> None:
    for base in ("https://u.github.io/", "https://u.github.io/repo/"):
        done = run("check", REPOSITORY, "--links", "--base-url", base)
        assert "page-link-broken" not in done.stderr
        assert "0 errors" in done.stderr


def test_a_template_with_a_broken_link_is_found(site: SiteTest) -> None:
    site.note("a.md", "# 가").file(
        "templates/note.html",
        b'{% extends "!note.html" %}{% block after %}<a href="{{ page.root }}no/">x</a> <a href="#no">y</a>'
        b'<img src="{{ page.root }}no.png" srcset="{{ page.root }}_/icon.svg 1x, {{ page.root }}b.png 2x" alt="">'
        b'<a href="https://elsewhere.org/no">z</a>{% endblock %}',
    )
    done = run("check", site.root, "--links")
    assert done.exit_code == 1
    found = [line.rpartition(": ")[2] for line in done.stderr.splitlines() if "page-link-broken" in line]
    assert found == ["../no/", "#no", "../no.png", "../b.png"]
    assert "page-link-broken" not in run("check", site.root).stderr


class _Web(BaseHTTPRequestHandler):
    asked: ClassVar[Counter[tuple[str, str]]] = Counter()

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_GET(self) -> None:
        self._answer("GET")

    def _answer(self, method: str) -> None:
        self.asked[method, self.path] += 1
        status = {"/gone": 404, "/shy": 405 if method == "HEAD" else 200, "/busy": 429, "/round": 302}.get(
            self.path, 200
        )
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/round")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[str]:
    _Web.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Web)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_links_to_elsewhere_are_asked_once_and_only_when_told(site: SiteTest, web: str) -> None:
    names = ("fine", "gone", "shy", "busy", "round", "한글", "fine#part")
    site.note("a.md", "\n".join(f"[{name}]({web}/{name})\n" for name in names)).note("b.md", f"[x]({web}/gone)")
    assert "external-broken" not in run("check", site.root).stderr
    assert not _Web.asked
    done = run("check", site.root, "--external")
    lines = [line for line in done.stderr.splitlines() if "external-broken" in line]
    assert [line.split(": ")[0] for line in lines] == ["notes/a.md:3:1", "notes/a.md:9:1", "notes/b.md:1:1"]
    assert f"{web}/gone (404)" in lines[0]
    assert _Web.asked["HEAD", "/fine"] == 1
    before = Counter(_Web.asked)
    again = run("check", site.root, "--external")
    assert "notes/a.md:3:1" in again.stderr
    # Only the page that said nothing is asked again.
    assert {path for _, path in (_Web.asked - before)} == {"/busy"}


def test_a_stranger_decides_nothing_but_words(site: SiteTest, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    site.file("templates/note.html", b"OWNED").file("static/evil.html", b"<script>x</script>")
    site.config(html="trusted", title="손님", external_images="load")
    site.note("a.md", "<b onclick='x'>굵게</b><script>alert(1)</script>\n\n![밖](https://track.example/p.png)")
    done = run("build", site.root, "--untrusted")
    assert done.exit_code == 0, done.stderr
    page = site.page("/a/")
    assert "OWNED" not in page
    assert "<b onclick" not in page
    assert "&lt;script&gt;" in page
    assert "<img" not in page
    assert "img-src 'self' data:;" in page
    assert "evil.html" not in site.tree()
    assert "손님" in page
    site.config(notes=str(tmp_path / "outside"))
    done = run("build", site.root, "--untrusted")
    assert (done.exit_code, "error[untrusted-outside]" in done.stderr) == (2, True)


def test_a_stranger_cannot_keep_the_machine_busy() -> None:
    many = Walk(0, Ignored(()), [(f"{number}.md", (0, 1, 2, 3)) for number in range(20_001)])
    limited = _limited(many)
    assert limited.notes == []
    assert [one.code for one in limited.diagnostics] == ["untrusted-limits"]


def test_links_in_trusted_html_are_judged_as_a_browser_would(site: SiteTest) -> None:
    site.config(html="trusted", base_url="https://u.github.io/repo/")
    fine = (
        '<a href="http://[bad/x">1</a><img srcset="data:image/png;base64,AA== 2x" alt=""><a href="#top">2</a>'
        '<a name="old"></a><a href="#old">3</a><a href=" ../b/ ">4</a><a href="../b">5</a><a href="/other/">6</a>'
        '<img srcset="https://e.x/w_100,h_20/x.png 1x" alt="">'
    )
    site.note("a.md", f"# 가\n\n<div>{fine}</div>").note("b.md", "# 나")
    assert "page-link-broken" not in run("check", site.root, "--links").stderr
    site.note("a.md", '# 가\n\n<div><a href="https://u.github.io/repo/none/">x</a></div>')
    assert "https://u.github.io/repo/none/" in run("check", site.root, "--links").stderr


def test_a_configuration_that_is_a_link_is_not_read_for_a_stranger(site: SiteTest, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter2 = [", "utf-8")
    (site.root / "fmnotes.toml").unlink()
    (site.root / "fmnotes.toml").symlink_to(secret)
    done = run("build", site.root, "--untrusted")
    assert done.exit_code == 2
    assert "hunter2" not in done.stderr
