"""The preview: a real server on a real socket, a real watcher on a real folder, a real browser."""

from __future__ import annotations

import gc
import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import sync_playwright

from fmnotes.cli.main import main
from fmnotes.cli.settings import CommandOptions, configuration
from fmnotes.config import load_config
from fmnotes.preview.answers import answer, told
from fmnotes.preview.changes import first, quick
from fmnotes.preview.clock import clock_from
from fmnotes.preview.serve import Preview, Update, Watching
from fmnotes.preview.server import PreviewServer
from fmnotes.site.plan import BuildOptions
from tests.browser import CHROMIUM, need
from tests.support import NOW, SiteTest

SCRIPT = '<script type="module" src="{}_/preview/preview.js?v={}"></script></head>'


def _silent(*_: object) -> None:
    pass


def _options(site: SiteTest, *, drafts: bool = True) -> BuildOptions:
    return BuildOptions(NOW, site.root / "site", drafts, keep_going=True)


@dataclass
class Running:
    """A preview of a site, and what it told of its changes."""

    site: SiteTest
    preview: Preview
    server: PreviewServer
    told: list[Update] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        connection.putrequest("GET", path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        body = response.read().decode("utf-8", "replace")
        connection.close()
        return response.status, dict(response.getheaders()), body

    @staticmethod
    def wait(ready: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + 8
        while not ready():
            assert time.monotonic() < deadline, f"waited for {what}"
            time.sleep(0.01)


@pytest.fixture
def running(site: SiteTest) -> Iterator[Running]:
    site.note("a.md", "# 가\n\n글이다. [[나]]\n\n" + "긴 글. " * 30 + "\n\n## 절\n\n본문 하나.\n" + "\n줄\n" * 60)
    site.note("b.md", "# 나\n\n글이다.\n")
    config, _ = load_config(site.root)
    assert config
    preview = Preview(config, _options(site), _silent, Watching(), lambda: load_config(site.root))
    made = Running(site, preview, PreviewServer("127.0.0.1", 0, preview.live, preview.clock))
    threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    assert preview.watch(made.told.append, lambda problem: None) == ""
    yield made
    preview.stop()
    made.server.shutdown()
    made.server.server_close()


def test_law_6_the_preview_answers_what_a_build_writes(site: SiteTest) -> None:
    site.config(language="ko", title="시험", base_url="https://u.github.io/repo/")
    site.note("a.md", "---\ntags: [가]\nseries: 시\ndate: 2024-01-02\naliases: [/old/]\n---\n# 가\n\n$x$ ![](p.svg)\n")
    site.note("a.en.md", "---\ncategories: AI\n---\n# A\n\n[[없음]]\n").file(
        "notes/p.svg", b"<svg width='1' height='1'/>"
    )
    site.note("d.md", "---\ndraft: true\n---\n비밀").file("static/CNAME", b"x").file("static/_/x.txt")
    config, _ = load_config(site.root)
    assert config
    snapshot = first(config, _options(site, drafts=False), _silent)
    site.build(drafts=False)
    checked = 0
    for path in site.tree():
        address = "/" + path.removesuffix("index.html")
        got = answer(snapshot, address)
        root = "../" * path.count("/") or "./"
        body = got.body.decode("utf-8", "replace").replace(SCRIPT.format(root, snapshot.version), "</head>")
        written = (site.root / "site" / path).read_bytes()
        assert got.body == written or body.encode() == written, path
        assert got.status == 200
        checked += 1
    assert checked > 40
    assert b'src="../../_/preview/preview.js' in answer(snapshot, "/repo/a/").body
    assert answer(snapshot, "/repo/a/").status == 200
    assert b'src="../../_/preview/preview.js' in answer(snapshot, "/no/such/").body


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/a", 301),
        ("/a/", 200),
        ("/a/index.html", 200),
        ("/a/?q=1", 200),
        ("/nothing/", 404),
        ("/../x", 400),
        ("/%2e%2e/x", 400),
        ("/..%2fx", 400),
        ("/%00", 400),
        ("/%ff", 400),
        ("/%5c..%5cx", 400),
        ("/.git/config", 404),
        ("/fmnotes.toml", 404),
        ("/notes/a.md", 404),
        ("/_/base.css", 200),
        ("/_/preview/preview.js", 200),
        ("/_/preview/../server.py", 400),
        ("/_/preview/server.py", 404),
    ],
)
def test_any_path_gets_a_right_answer(running: Running, path: str, status: int) -> None:
    got, headers, _ = running.get(path)
    assert got == status
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


def test_only_this_machine_is_answered(running: Running) -> None:
    port = running.server.server_port
    assert running.get("/", Host="evil.example")[0] == 421
    assert running.get("/", Host=f"localhost:{port}")[0] == 200
    assert running.get("/", Origin="http://evil.example")[0] == 403
    assert running.get("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors")[0] == 403
    assert running.get("/_/preview/events", Origin="http://evil.example")[0] == 403


def test_what_is_known_is_not_sent_again(running: Running) -> None:
    _, headers, _ = running.get("/a/")
    assert running.get("/a/", If_None_Match=headers["ETag"])[0] == 304


@pytest.mark.parametrize(
    ("asked", "status", "text", "part"),
    [
        ("bytes=2-4", 206, "234", "bytes 2-4/10"),
        ("bytes=7-", 206, "789", "bytes 7-9/10"),
        ("bytes=-2", 206, "89", "bytes 8-9/10"),
        ("bytes=0-99", 206, "0123456789", "bytes 0-9/10"),
        ("bytes=10-", 416, "", "bytes */10"),
        ("bytes=-0", 416, "", "bytes */10"),
        ("bytes=4-2", 200, "0123456789", None),
        ("bytes=0-1,4-5", 200, "0123456789", None),
        ("bytes=-", 200, "0123456789", None),
        ("lines=1-2", 200, "0123456789", None),
    ],
)
def test_players_may_ask_for_a_part(running: Running, asked: str, status: int, text: str, part: str | None) -> None:
    """RFC 9110, 14.2: a film can be sought in; Safari plays none without."""
    running.site.file("notes/a.mp4", b"0123456789").note("a.md", "![[a.mp4]]")
    running.wait(lambda: running.get("/a.mp4")[0] == 200, "the film")
    code, headers, body = running.get("/a.mp4", Range=asked)
    assert (code, body, headers.get("Content-Range")) == (status, text, part)
    assert running.get("/a.mp4", Range=asked, If_Range='"other"')[0] == 200
    assert headers.get("Accept-Ranges") == (None if status == 416 else "bytes")


def _plain(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _atomic(path: Path, text: str) -> None:
    temporary = path.with_name(".tmp-123")
    temporary.write_text(text, "utf-8")
    temporary.replace(path)


def _vim(path: Path, text: str) -> None:
    backup = path.with_name(path.name + "~")
    path.rename(backup)
    path.write_text(text, "utf-8")
    backup.unlink()


def _truncated(path: Path, text: str) -> None:
    path.write_text("", "utf-8")
    time.sleep(0.01)
    path.write_text(text, "utf-8")


def _from_outside(path: Path, text: str) -> None:
    other = path.parents[2] / "elsewhere.md"
    other.write_text(text, "utf-8")
    other.rename(path)


@pytest.mark.parametrize("save", [_plain, _atomic, _vim, _truncated, _from_outside])
def test_every_way_of_saving_is_one_update(running: Running, save: Callable[[Path, str], None]) -> None:
    save(running.site.root / "notes/b.md", "# 나\n\n새 글이다.\n")
    running.wait(lambda: "새 글이다" in running.get("/b/")[2], "the new text")
    time.sleep(0.3)
    assert len(running.told) == 1
    assert running.told[0].files == ("b.md",)


def test_reading_causes_nothing(running: Running) -> None:
    for _ in range(20):
        (running.site.root / "notes/a.md").read_bytes()
    time.sleep(0.4)
    assert running.told == []


def test_files_come_move_and_go(running: Running) -> None:
    notes = running.site.root / "notes"
    (notes / "sub").mkdir()
    (notes / "sub/c.md").write_text("# 다\n\n[[가]]\n", "utf-8")
    running.wait(lambda: running.get("/sub/c/")[0] == 200, "a new note")
    running.wait(lambda: "../sub/c/" in running.get("/a/")[2], "its backlink")
    (notes / "sub").rename(notes / "other")
    running.wait(lambda: running.get("/other/c/")[0] == 200 and running.get("/sub/c/")[0] == 404, "the move")
    (notes / "other/c.md").unlink()
    running.wait(lambda: running.get("/other/c/")[0] == 404, "the end")
    away = running.site.root / "away"
    notes.rename(away)
    running.wait(lambda: running.get("/a/")[0] == 404, "a folder that vanishes")
    away.rename(notes)
    running.wait(lambda: running.get("/a/")[0] == 200, "its return")


def test_configuration_and_templates_are_noticed(running: Running) -> None:
    running.site.config(language="ko", title="새 이름")
    running.wait(lambda: "새 이름" in running.get("/")[2], "the new title")
    (running.site.root / "fmnotes.toml").write_text("titel = 1\n", "utf-8")
    running.wait(lambda: any(update.problems for update in running.told), "the problem")
    assert "config-misspelt" in [one.code for one in running.preview.live.snapshot.problems]
    assert "새 이름" in running.get("/")[2]
    running.site.config(language="ko", title="새 이름")
    running.site.file("templates/note.html", b'{% extends "!note.html" %}{% block after %}AFTER{% endblock %}')
    running.wait(lambda: "AFTER" in running.get("/a/")[2], "the template")
    running.site.file("templates/note.html", b"{% if %}")
    running.wait(lambda: running.get("/a/")[0] == 500, "the broken template")
    assert "templates/note.html:1" in running.get("/a/")[2]
    running.wait(lambda: "theme-template" in running.get("/_/preview/page?path=/a/")[2], "its problem")
    running.site.file("templates/note.html", b'{% extends "!note.html" %}')
    running.wait(lambda: "theme-template" not in running.get("/_/preview/page?path=/a/")[2], "the mended template")
    assert running.get("/a/")[0] == 200
    assert running.get("/_/base.css")[0] == 200


def test_a_broken_note_stays_as_it_was_until_it_is_mended(running: Running) -> None:
    path = running.site.root / "notes/b.md"
    path.write_text("---\ndate: 2024-02-30\n---\n깨진 글\n", "utf-8")
    running.wait(lambda: '"broken": true' in running.get("/_/preview/page?path=/b/")[2], "the problem")
    assert "date-invalid" in running.get("/_/preview/page?path=/b/")[2]
    assert "글이다." in running.get("/b/")[2]
    path.write_text("# 나\n\n고친 글\n", "utf-8")
    running.wait(lambda: "고친 글" in running.get("/b/")[2], "the mended note")
    assert '"broken": false' in running.get("/_/preview/page?path=/b/")[2]


def test_problems_stand_where_the_links_stand_now(running: Running) -> None:
    path = running.site.root / "notes/b.md"
    path.write_text("# 나\n\n[[없음]]\n", "utf-8")
    running.wait(lambda: '"line": 3' in running.get("/_/preview/page?path=/b/")[2], "the problem")
    path.write_text("# 나\n\n앞 글\n\n[[없음]]\n", "utf-8")
    running.wait(lambda: '"line": 5' in running.get("/_/preview/page?path=/b/")[2], "its new place")


def test_notes_of_equal_text_are_told_apart(running: Running) -> None:
    notes = running.site.root / "notes"
    text = "---\ntitle: 같은 글\n---\n" + "문단이다.\n\n" * 60
    (notes / "x.md").write_text(text, "utf-8")
    (notes / "y.md").write_text(text, "utf-8")
    running.wait(lambda: running.get("/y/")[0] == 200, "both")
    (notes / "x.md").write_text(text + "새 끝\n", "utf-8")
    running.wait(lambda: "새 끝" in running.get("/x/")[2], "the new text")
    assert "새 끝" not in running.get("/y/")[2]


def test_the_first_code_and_formula_bring_their_scripts(running: Running) -> None:
    running.site.note("b.md", "# 나\n\n글이다.\n\n```py\nx\n```\n\n$$x$$\n")
    running.wait(lambda: "js/code.js" in running.get("/b/")[2], "the script")
    assert "js/formulas.js" in running.get("/b/")[2]
    assert "math.woff" in running.get("/b/")[2]
    assert running.get("/_/math.woff")[0] == 200
    assert not (running.site.root / ".fmnotes").exists()


def test_nothing_ends_the_watching(running: Running) -> None:
    config = running.site.root / "fmnotes.toml"
    text = config.read_text("utf-8")
    config.write_text(text + '[macros]\nE = "\\\\undefinedcmd"\n', "utf-8")
    time.sleep(0.3)
    config.unlink()
    time.sleep(0.3)
    config.write_text(text.replace("시험", "다시"), "utf-8")
    running.wait(lambda: "다시" in running.get("/")[2], "the mended configuration")
    running.site.file("templates/note.html", b"{{ 1 / 0 }}")
    running.wait(lambda: running.get("/b/")[0] == 500, "the broken template")
    assert "0으로 나눌 수 없습니다" in running.get("/b/")[2]
    (running.site.root / "templates/note.html").unlink()
    running.wait(lambda: running.get("/b/")[0] == 200, "the theme again")


def test_what_cannot_be_read_stays_and_links_are_not_followed(running: Running) -> None:
    path = running.site.root / "notes/b.md"
    path.write_bytes("# 나\n\n글이다. 더.\n".encode("cp949"))
    running.wait(lambda: '"broken": true' in running.get("/_/preview/page?path=/b/")[2], "the problem")
    assert "글이다." in running.get("/b/")[2]
    assert "encoding-invalid" in running.get("/_/preview/page?path=/b/")[2]
    path.write_text("# 나\n\n글이다.\n", "utf-8")
    running.wait(lambda: '"broken": false' in running.get("/_/preview/page?path=/b/")[2], "the mended note")
    secret = running.site.root / "secret.md"
    secret.write_text("# 나\n\n비밀이다.\n", "utf-8")
    path.unlink()
    path.symlink_to(secret)
    running.wait(lambda: running.get("/b/")[0] == 404, "the link, which a build does not read")


@pytest.mark.parametrize(
    "header",
    [{"Origin": "http://[evil"}, {"Content_Length": "9" * 5000}, {"X_Fmnotes_Token": "x"}, {"Range": "bytes=0-1"}],
)
def test_odd_headers_get_an_answer(running: Running, header: dict[str, str]) -> None:
    assert running.get("/a/", **header)[0] in {200, 206, 403}


def _change(notes: Path, chance: random.Random, step: int) -> None:
    """A note is written, deleted, renamed, or changed in its body, its title or its links."""
    name = notes / f"n{chance.randrange(6)}.md"
    what = chance.random()
    if not name.exists() or what < 0.3:
        link = f"[[n{chance.randrange(6)}]] [[제목 {chance.randrange(5)}]]"
        name.write_text(f"---\ntags: [t{chance.randrange(3)}]\n---\n# 제목 {step % 5}\n\n{link} {step}\n", "utf-8")
    elif what < 0.4:
        name.unlink()
    elif what < 0.5:
        name.rename(notes / f"n{chance.randrange(6)}.md")
    elif what < 0.8:
        name.write_text(name.read_text("utf-8") + f"\n`{step}`\n", "utf-8")
    else:
        name.write_text(name.read_text("utf-8").replace("# 제목", f"# 제목 {step % 3}", 1), "utf-8")


def test_any_changes_end_where_a_clean_build_ends(running: Running) -> None:
    """A soak: `FMNOTES_SOAK` says for how many seconds."""
    chance, step = random.Random(7), 0
    notes, end = running.site.root / "notes", time.monotonic() + float(os.environ.get("FMNOTES_SOAK", "8"))
    while time.monotonic() < end:
        step += 1
        _change(notes, chance, step)
        if chance.random() < 0.5:
            time.sleep(chance.choice([0.01, 0.03, 0.2]))
    count = -1
    while count != len(running.told):
        count = len(running.told)
        time.sleep(0.8)
    fresh = first(running.preview.live.snapshot.config, _options(running.site), _silent)
    now = running.preview.live.snapshot
    assert set(now.plan.pages.addresses) == set(fresh.plan.pages.addresses)
    assert [address for address in fresh.plan.pages.addresses if now.render(address) != fresh.render(address)] == []
    assert now.problems == fresh.problems


def test_the_page_is_patched_in_place(running: Running) -> None:
    need(CHROMIUM, "Chromium")
    path = running.site.root / "notes/a.md"
    text = path.read_text("utf-8") + "\n<details><summary>더</summary>\n\n안쪽\n\n</details>\n\n```py\nx = 1\n```\n"
    path.write_text(text, "utf-8")
    running.wait(lambda: "안쪽" in running.get("/a/")[2], "the details")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 900, "height": 500})
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(running.base + "/a/")
        page.locator(".code-bar").wait_for(state="attached")
        page.locator(".body summary").click()
        page.evaluate(
            "scrollTo(0, 700); window.same = true; document.querySelector('.body a').focus({ preventScroll: true })"
        )
        page.wait_for_timeout(300)
        path.write_text(text.replace("본문 하나", "본문 둘"), "utf-8")
        page.locator("p", has_text="본문 둘").wait_for(state="attached")
        assert page.evaluate("window.same")
        assert abs(page.evaluate("scrollY") - 700) < 3
        assert page.locator(".body details").get_attribute("open") is not None
        assert page.evaluate("document.activeElement.matches('.body a')")
        path.write_text(text.replace("x = 1", "y = 2"), "utf-8")
        page.locator("pre", has_text="y = 2").wait_for(state="attached")
        page.wait_for_timeout(200)
        assert page.locator(".code-bar").count() == 1
        running.site.note("b.md", "# 나\n\n[[가]]를 말한다.\n")
        page.locator(".backlinks", has_text="말한다").wait_for(state="attached")
        path.write_text("---\ndate: 2024-02-30\n---\n깨짐", "utf-8")
        page.locator(".fm-preview .broken").wait_for()
        path.write_text(text, "utf-8")
        page.locator(".fm-preview .broken").wait_for(state="detached")
        assert errors == []
        browser.close()


def test_a_note_that_is_away_for_a_moment_keeps_its_place(running: Running) -> None:
    """As git takes it away, and what synchronises folders."""
    need(CHROMIUM, "Chromium")
    path = running.site.root / "notes/a.md"
    text = path.read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 900, "height": 500})
        page.goto(running.base + "/a/")
        page.locator(".fm-preview").wait_for(state="attached")
        page.evaluate("scrollTo(0, 700); window.same = true")
        path.unlink()
        running.wait(lambda: running.get("/a/")[0] == 404, "the note to be gone")
        page.wait_for_timeout(300)
        path.write_text(text.replace("본문 하나", "본문 셋"), "utf-8")
        page.locator("p", has_text="본문 셋").wait_for(state="attached")
        assert page.evaluate("window.same && Math.abs(scrollY - 700) < 3")
        path.unlink()
        page.locator("h1", has_text="페이지를 찾을 수 없습니다").wait_for()
        assert page.evaluate("scrollY") == 0
        browser.close()


def test_a_save_leaves_the_search_page_and_the_switch_as_they_are(running: Running) -> None:
    need(CHROMIUM, "Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(running.base + "/search/")
        page.locator("[data-search] input").first.fill("본문")
        page.locator(".found a").first.wait_for()
        page.locator("[data-switch]").click()
        label = page.locator("[data-switch]").get_attribute("aria-label")
        count = len(running.told)
        running.site.note("b.md", "# 나\n\n글이다. 더.\n")
        running.wait(lambda: len(running.told) > count, "the save")
        page.wait_for_timeout(700)
        assert page.locator("[data-search] input").first.input_value() == "본문"
        assert page.locator(".found a").count() > 0
        assert page.locator("[data-switch]").get_attribute("aria-label") == label
        browser.close()


def test_a_folder_that_is_moved_or_made_again_is_followed(running: Running) -> None:
    root = running.site.root
    (root / "notes").rename(root / "posts")
    running.site.config(notes="posts", language="ko")
    running.wait(lambda: "글이다" in running.get("/a/")[2] and len(running.told) > 0, "the moved notes")
    time.sleep(2.5)
    for step in range(3):
        (root / "posts/b.md").write_text(f"# 나\n\n걸음 {step}.\n", "utf-8")
        begin = time.monotonic()
        running.wait(lambda now=f"걸음 {step}": now in running.get("/b/")[2], "the save")  # type: ignore[misc]
        # Without events it would be seen by the look that is taken every two seconds.
        assert time.monotonic() - begin < 1


def test_the_badge_counts_the_problems_and_unfolds(running: Running) -> None:
    need(CHROMIUM, "Chromium")
    path = running.site.root / "notes/a.md"
    text = path.read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(running.base + "/a/")
        page.wait_for_timeout(300)
        badge = page.locator(".fm-preview > details > summary")
        path.write_text(text + "\n[없다](없다.md)\n", "utf-8")
        badge.filter(has_text="경고 1개").wait_for()
        assert not page.locator(".fm-preview li.warning").is_visible()
        badge.click()
        assert page.locator(".fm-preview li.warning").is_visible()
        path.write_text(text + "\n[없다](없다.md) [도](도.md)\n", "utf-8")
        badge.filter(has_text="경고 2개").wait_for()
        assert page.locator(".fm-preview li.warning").count() == 2
        badge.click()
        template = running.site.root / "templates/note.html"
        template.parent.mkdir(exist_ok=True)
        template.write_text("{% if %}", "utf-8")
        badge.filter(has_text="템플릿에 오류가 있습니다").wait_for()
        template.unlink()
        badge.filter(has_text="경고 2개").wait_for()
        page.reload()
        badge.wait_for()
        assert not page.locator(".fm-preview li.warning").first.is_visible()
        browser.close()


def test_the_place_is_kept_whatever_comes_and_goes_above(running: Running) -> None:
    need(CHROMIUM, "Chromium")
    path = running.site.root / "notes/a.md"
    sections = [f"## 절 {n}\n\n{n}번째 글이다. [[없는 글]]을 말한다.\n" for n in range(30)]
    fold = "> [!note]- 접힌 글\n> 안쪽 [나](b.md)\n"

    def write(*above: str) -> None:
        path.write_text("\n\n".join(["# 가", "머리글이다.", *above, *sections, fold]), "utf-8")

    write()
    running.wait(lambda: "29번째" in running.get("/a/")[2], "the sections")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 900, "height": 500})
        page.goto(running.base + "/a/")
        page.locator(".fm-new").first.wait_for()
        page.locator(".body summary").click()
        page.evaluate("""() => {
            document.querySelector(".body details a").focus({ preventScroll: true });
            window.seen = [...document.querySelectorAll("h2")].find((one) => one.innerText.includes("절 15"));
            window.seen.scrollIntoView();
        }""")
        before = page.evaluate("window.seen.getBoundingClientRect().top")
        extra = ["새 문단이다.\n", "둘째 문단이다.\n", *(f"## 새 절 {n}\n\n새 글.\n" for n in range(12))]
        for above in (extra[:1], extra[:2], extra, extra[3:], ()):
            write(*above)
            page.wait_for_function(
                "n => document.querySelectorAll('.body h2, .body > p').length === n", arg=_seen(above)
            )
            page.wait_for_timeout(100)
            assert page.evaluate("window.seen.isConnected")
            assert abs(page.evaluate("window.seen.getBoundingClientRect().top") - before) < 2
            assert page.evaluate("document.activeElement.matches('.body details[open] a')")
        browser.close()


def _seen(above: Sequence[str]) -> int:
    """Headings and paragraphs: two a section, and the first."""
    return 61 + sum(2 if "#" in one else 1 for one in above)


def test_tools_stay_with_their_code(running: Running) -> None:
    need(CHROMIUM, "Chromium")
    path = running.site.root / "notes/a.md"
    text = "# 가\n\n글이다.\n\n```py\nx = 1\n```\n"
    path.write_text(text, "utf-8")
    running.wait(lambda: "language-py" in running.get("/a/")[2], "the code")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(running.base + "/a/")
        page.locator(".code-bar").wait_for(state="attached")
        page.wait_for_timeout(300)
        path.write_text("```js\nlet z;\n```\n\n" + text, "utf-8")
        page.locator("pre", has_text="let z").wait_for(state="attached")
        page.wait_for_timeout(200)
        labels = page.locator(".body .code-bar span span").all_inner_texts()
        assert labels == ["js", "py"]
        assert not page.locator(".wrap-lines").nth(1).is_visible()
        page.locator(".code-bar .copy").first.focus()
        path.write_text("```js\nlet z;\n```\n\n" + text.replace("글이다", "새 글이다"), "utf-8")
        page.locator("p", has_text="새 글이다").wait_for()
        assert page.evaluate("document.activeElement === document.querySelector('.code-bar .copy')")
        path.write_text(text, "utf-8")
        page.locator("pre", has_text="let z").wait_for(state="detached")
        browser.close()


def test_the_command_takes_the_next_port_and_ends_quietly(running: Running, tmp_path: Path) -> None:
    """A folder without a configuration; nothing is written into it."""
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "노트.md").write_text("# 노트\n", "utf-8")
    port = running.server.server_port
    command = [sys.executable, "-m", "fmnotes", "serve", str(folder), "--port", str(port), "--lang", "en"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert process.stderr
    lines: list[str] = []
    while "preview: http" not in "".join(lines[-1:]):
        lines.append(process.stderr.readline())
        assert len(lines) < 20
    taken = re.search(rf"info\[port-next\]: port {port} is taken; using (\d+)", "".join(lines))
    assert taken
    assert int(taken[1]) > port
    assert f"http://127.0.0.1:{taken[1]}/" in lines[-1]
    process.send_signal(signal.SIGTERM)
    rest = process.communicate(timeout=5)[1]
    assert process.returncode == 0
    assert "Traceback" not in rest
    assert [path.name for path in folder.iterdir()] == ["노트.md"]


def test_a_missing_note_is_made_by_a_button_and_headings_lead_to_the_editor(running: Running) -> None:
    need(CHROMIUM, "Chromium")
    assert running.get("/_/preview/new")[0] == 404
    connection = http.client.HTTPConnection("127.0.0.1", running.server.server_port)
    connection.request("POST", "/_/preview/new", body="새 글".encode(), headers={"X-Fmnotes-Token": "wrong"})
    assert connection.getresponse().status == 403
    connection.close()
    running.site.config(language="ko", editor="vscode://file/{path}:{line}")
    others = "[글](attn.md) [[다른 것|보이는 말]] ![그림](none.png)"
    running.site.note("b.md", f"# 나\n\n[[빈 노트]]\n\n## 절\n\n글\n\n{others}\n")
    running.wait(lambda: "빈 노트" in running.get("/b/")[2], "the link")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(running.base + "/b/")
        assert page.locator("h2 .fm-edit").get_attribute("href") == f"vscode://file/{running.site.root}/notes/b.md:5"
        assert page.locator("h1 .fm-guess").get_attribute("title") == "제목: 첫 제목에서 가져옴"
        assert page.locator(".fm-new").get_attribute("title") == 'fmnotes new "빈 노트"'
        page.locator(".fm-new").click()
        page.locator(".body a", has_text="빈 노트").wait_for()
        page.locator(".fm-new").wait_for(state="detached")
        running.preview._follow = True
        running.site.note("a.md", "# 가\n\n## 다른 절\n\n" + "줄\n\n" * 50 + "## 끝 절\n\n고친다.\n")
        page.wait_for_url("**/a/**")
        browser.close()
    assert (running.site.root / "notes/빈-노트.md").exists()


def test_what_stands_elsewhere_unfolds_where_it_is_the_cause(running: Running) -> None:
    need(CHROMIUM, "Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(running.base + "/a/")
        page.wait_for_timeout(300)
        running.site.note("neu.md", "---\ntitle: 새 글\n\n본문")
        page.locator(".fm-preview b.error", has_text="다른 곳에 오류 1개").wait_for()
        assert not page.locator(".fm-preview li.error").is_visible()
        page.goto(running.base + "/neu/")
        page.locator(".fm-preview li.error", has_text="머리말이 닫히지 않았습니다").wait_for()
        (running.site.root / "notes/neu.md").unlink()
        page.goto(running.base + "/a/")
        page.locator(".fm-preview b.error").wait_for(state="detached")
        running.site.config(titel="x")
        page.locator(".fm-preview .broken", has_text="이전 설정으로 보여 줍니다").wait_for()
        page.locator(".fm-preview li.error", has_text="titel").wait_for()
        browser.close()


def test_an_ipv6_address_is_listened_on(running: Running) -> None:
    try:
        server = PreviewServer("::1", 0, running.preview.live, running.preview.clock)
    except OSError as problem:
        pytest.skip(f"this machine has no IPv6: {problem}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    connection = http.client.HTTPConnection("::1", server.server_port, timeout=10)
    connection.request("GET", "/b/", headers={"Host": f"[::1]:{server.server_port}"})
    assert connection.getresponse().status == 200
    connection.close()
    server.shutdown()
    server.server_close()


def test_a_preview_that_is_started_again_takes_over_what_it_left(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And shows what a preview that begins with nothing shows; what changed meanwhile too."""
    site.note("a.md", "---\ndate: 2024-01-02\ntags: [t]\n---\n# 가\n\n[[나]]").note("b.md", "# 나\n\n![[가]]").note(
        "c.md", "# 다\n\n[[없다]]"
    )
    config, _ = load_config(site.root)
    assert config
    begun = first(config, _options(site), _silent)
    assert begun.plan.again is None
    with monkeypatch.context() as patched:
        patched.setattr("fmnotes.site.plan.gather", None)
        again = first(config, _options(site), _silent)
    assert again.plan.again is not None
    addresses = begun.plan.pages.addresses
    assert again.plan.pages.addresses == addresses
    assert [one for one in addresses if again.render(one) != begun.render(one)] == []
    assert again.problems == begun.problems
    site.note("a.md", "---\ndate: 2024-01-02\ntags: [t]\n---\n# 가\n\n[[나]] `새 코드`")
    shown = first(config, _options(site), _silent).render("/b/")
    assert shown
    assert "새 코드" in shown.decode()


def test_contents_that_go_and_come_back_follow_the_reader(running: Running) -> None:
    need(CHROMIUM, "Chromium")
    path = running.site.root / "notes/long.md"
    text = "# 긴 글\n\n" + "".join(f"## 절 {number}\n\n" + "긴 글.\n\n" * 30 for number in range(5))
    path.write_text(text, "utf-8")
    running.wait(lambda: running.get("/long/")[0] == 200, "the note")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 500})
        page.goto(running.base + "/long/")
        page.locator(".toc").wait_for(state="attached")
        path.write_text(text.replace("## ", ""), "utf-8")
        page.locator(".toc").wait_for(state="detached")
        path.write_text(text, "utf-8")
        page.locator(".toc").wait_for(state="attached")
        page.locator("h2", has_text="절 4").evaluate("(heading) => heading.scrollIntoView()")
        page.locator(".toc [aria-current]", has_text="절 4").wait_for()
        browser.close()


def test_after_an_edit_the_search_and_pages_that_show_the_note_are_new(running: Running) -> None:
    running.site.note("c.md", "# 다\n\n![[나#절]]\n")
    path = running.site.root / "notes/b.md"
    long = "이 문장은 요약이 되고도 남을 만큼 길게 쓰여 있어서 뒤의 말이 요약에 들지 않는다. " * 5
    path.write_text(f"# 나\n\n{long}\n\n## 절\n\n`하나`\n", "utf-8")
    running.wait(lambda: "하나" in running.get("/c/")[2], "the section")
    assert running.get("/_/search/meta.json")[0] == 200
    path.write_text(f"# 나\n\n{long}\n\n## 절\n\n`고라니`\n", "utf-8")
    running.wait(lambda: "고라니" in running.get("/c/")[2], "the section as it is now")
    assert "고라" in running.get("/_/search/grams/0.json")[2]


def test_what_another_tool_is_told_is_read_again(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    for name, text in {"a.md": "# 가", "b.md": "# 나", "_config.yml": "title: 하나\n"}.items():
        (root / name).write_text(text, "utf-8")
    asked = CommandOptions(folder=root, now=NOW)
    config, _ = configuration(asked)
    assert config
    preview = Preview(config, BuildOptions(NOW, root / "site"), _silent, Watching(), lambda: configuration(asked))
    preview.watch(_silent, _silent)
    (root / "_config.yml").write_text("title: 둘\nexclude: [b.md]\n", "utf-8")
    Running.wait(lambda: preview.live.snapshot.config.title == "둘", "the title")
    assert list(preview.live.snapshot.plan.library.notes) == ["a.md"]
    preview.stop()


def test_an_update_names_the_errors_that_are_new(running: Running) -> None:
    notes = running.site.root / "notes"
    (notes / "b.md").write_text("---\ndate: 2024-02-30\n---\n글\n", "utf-8")
    running.wait(lambda: bool(running.told), "the first error")
    (notes / "b.md").write_text("---\ntitle: 나\ndate: 2024-02-30\n---\n글\n", "utf-8")
    running.wait(lambda: len(running.told) > 1, "the same error, a line below")
    (notes / "c.md").write_text("---\ndate: 2024-02-31\n---\n글\n", "utf-8")
    running.wait(lambda: len(running.told) > 2, "another error")
    found = [[(one.code, one.place.path) for one in update.problems] for update in running.told]
    assert found == [[("date-invalid", "notes/b.md")], [], [("date-invalid", "notes/c.md")]]


def test_a_file_that_is_emptied_and_filled_a_moment_later_is_one_update(running: Running) -> None:
    path = running.site.root / "notes/b.md"
    path.write_bytes(b"")
    time.sleep(0.25)
    path.write_text("# 나\n\n새 글이다.\n", "utf-8")
    running.wait(lambda: "새 글이다." in running.get("/b/")[2], "the new text")
    assert len(running.told) == 1
    path.write_bytes(b"")
    running.wait(lambda: len(running.told) == 2, "the note that stays empty")


def test_the_page_of_a_hidden_note_says_why(running: Running) -> None:
    need(CHROMIUM, "Chromium")
    running.site.note("sub/c.md", "---\nprivate: true\n---\n# 비밀\n\n[[없음]]\n")
    running.wait(lambda: bool(running.told), "the note")
    assert running.get("/sub/c/")[0] == 404
    assert "비밀" not in running.get("/sub/c/")[2]
    asked = [running.get(f"/_/preview/page?path={path}")[2] for path in ("/sub/c/", "/sub/c", "/sub/c/index.html")]
    assert [(one["hidden"], one["lines"], one["editor"]) for one in map(json.loads, asked)] == [("private", {}, "")] * 3
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(running.base + "/sub/c/")
        page.locator(".fm-preview .hidden-note", has_text="비공개라 게시되지 않습니다 sub/c.md").wait_for()
        page.goto(running.base + "/sub/none/")
        page.locator(".fm-preview").wait_for(state="attached")
        assert not page.locator(".hidden-note").count()
        browser.close()


def test_the_colours_of_the_theme_come_and_go(running: Running) -> None:
    need(CHROMIUM, "Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(running.base + "/a/")
        page.locator(".fm-preview").wait_for(state="attached")
        paper = "getComputedStyle(document.documentElement).backgroundColor"
        before = page.evaluate(paper)
        # As a script of the site may.
        page.evaluate("document.head.insertAdjacentHTML('beforeend', '<link rel=stylesheet href=/x.css>')")
        running.site.config(language="ko", title="시험", theme={"paper": "#ff0000"})
        running.wait(lambda: page.evaluate(paper) == "rgb(255, 0, 0)", "the colour")
        running.site.config(language="ko", title="시험")
        running.wait(lambda: page.evaluate(paper) == before, "the colour of the theme")
        assert page.locator("link[href='/x.css']").count() == 1
        browser.close()


def test_names_of_things_and_hidden_static_files_are_watched(running: Running) -> None:
    root = running.site.root
    (root / "terms.yml").write_text("- [고라니, water deer]\n", "utf-8")
    running.wait(lambda: "water deer" in running.get("/_/search/meta.json")[2], "the names")
    running.site.file("static/vendor/lib.js", b"1").file("static/.well-known/x", b"2")
    running.wait(lambda: running.get("/vendor/lib.js")[0] == 200, "the file in vendor/")
    running.wait(lambda: running.get("/.well-known/x")[0] == 200, "the hidden file")


def test_another_configuration_reads_the_same_texts_otherwise(running: Running) -> None:
    running.site.note("c.md", "# 다\n\n<premise>토끼풀</premise>\n")
    running.wait(lambda: running.get("/c/")[0] == 200, "the note")
    before = running.get("/_/search/grams/0.json")[2]
    running.site.config(language="ko", title="시험", html="escape")
    running.wait(lambda: "escape" in running.preview.live.snapshot.config.html, "the configuration")
    config, _ = load_config(running.site.root)
    assert config
    fresh = first(config, _options(running.site), _silent).file("/_/search/grams/0.json")
    assert fresh
    assert running.get("/_/search/grams/0.json")[2] == fresh.decode()
    assert before


def test_what_edits_leave_behind_is_collected_while_a_preview_goes_on(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command stops the collector, but a preview may go on for days."""
    seen: list[bool] = []

    def until(_interrupted: object, server: PreviewServer, preview: Preview) -> int:
        seen.append(gc.isenabled())
        preview.stop()
        server.server_close()
        return 0

    monkeypatch.setattr("fmnotes.cli.serve._until", until)
    monkeypatch.setattr("fmnotes.cli.serve._Interrupted", lambda: None)
    site.note("a.md", "# 가")
    done = CliRunner().invoke(main, ["serve", str(site.root), "--port", "0"])
    assert (done.exit_code, seen) == (0, [True]), done.output


def test_a_template_that_was_broken_before_the_start_is_told(site: SiteTest) -> None:
    site.file("templates/term.html", b"{% if %}").note("a.md", "글")
    config, _ = load_config(site.root)
    assert config
    preview = Preview(config, _options(site), _silent, Watching(), lambda: load_config(site.root))
    assert "theme-template" in [one.code for one in preview.live.snapshot.problems]
    preview.stop()


def test_a_preview_knows_what_a_build_will_hide(site: SiteTest) -> None:
    site.note("x/README.md", "---\ncascade: {draft: true}\n---\n글").note("x/a.md", "글").note("b.md", "글")
    config, _ = load_config(site.root)
    assert config
    snapshot = first(replace(config, of_hugo=True), _options(site), _silent)
    hidden = [path for path in snapshot.notes if snapshot.hidden_when_published(path, NOW)]
    assert sorted(hidden) == ["x/README.md", "x/a.md"]
    assert json.loads(told(snapshot, "/x/a/", NOW, "").body)["hidden"] == "draft"
    site.note("y/index.md", "---\ndraft: true\n---\n글").note("y/part.md", "글")
    snapshot = first(replace(config, of_hugo=True), _options(site), _silent)
    assert snapshot.hidden_when_published("y/part.md", NOW) == "draft"


def test_the_clock_of_a_preview_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, start = clock_from(NOW), time.time()
    monkeypatch.setattr(time, "time", lambda: start + 3 * 86_400)
    assert (clock() - NOW).days == 3


def test_a_preview_holds_no_old_texts(site: SiteTest) -> None:
    text = "# 가\n\n" + "긴 글. " * 60 + "\n\n## 절\n\n글 {}\n"
    site.note("a.md", text.format(0)).note("b.md", "# 나\n\n글.")
    config, _ = load_config(site.root)
    assert config
    snapshot = first(config, _options(site), _silent)
    for number in range(1, 5):
        site.note("a.md", text.format(number))
        changed = quick(snapshot, ["a.md"])
        assert changed
        snapshot = changed
        assert f"글 {number}<" in (snapshot.render("/a/") or b"").decode()
    assert len(snapshot.plan.bodies.held) <= 2
