"""The repository's own site in a real browser, under axe and under the Nu HTML checker.

They run where Chromium, Java and the packages of `.ci/run` are; on a machine without them they are skipped, and in CI
(`CI=true`) a missing tool is a failure.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.browser import CHROMIUM, REPOSITORY, need, served
from tests.support import SiteTest

CHECKER = REPOSITORY / ".ci/node_modules/vnu-jar/build/dist/vnu.jar"
AXE = REPOSITORY / ".ci/node_modules/axe-core/axe.min.js"
KINDS = [
    "/repo/",
    "/repo/en/",
    "/repo/page-of-no-note/",
    "/repo/positional-encoding/",
    "/repo/en/nlp/bert-in-depth/",
    "/repo/adaptation/fine-tuning/",
    "/repo/tags/",
    "/repo/tags/clip/",
    "/repo/categories/ai/",
    "/repo/archive/",
    "/repo/archive/2024/03/",
    "/repo/search/?q=bert",
]
"""A page of each kind."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's site, under `/repo/` of a folder."""
    root = tmp_path_factory.mktemp("served")
    command = [sys.executable, "-m", "fmnotes", "build", str(REPOSITORY), "--out", str(root / "repo")]
    subprocess.run([*command, "--base-url", "https://u.github.io/repo/"], check=True, capture_output=True)
    return root


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built) as base:
        yield base


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    need(CHROMIUM, "Chromium")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


def test_no_page_complains_overflows_or_asks_elsewhere(built: Path, address: str, browser: Browser) -> None:
    """No console message, no policy violation, no request to another host; no sideways scrolling."""
    pages = ["/" + path.relative_to(built).as_posix().removesuffix("index.html") for path in built.rglob("index.html")]
    complaints: list[str] = []

    def asked(url: str) -> None:
        if not url.startswith(address):
            complaints.append(url)

    page = browser.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked(request.url))
    page.on("response", lambda response: complaints.append(response.url) if response.status >= 400 else None)
    for path in sorted(pages):
        for width in (320, 390, 820, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            if page.url != address + path:
                page.goto(address + path)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                complaints.append(f"{path} is wider than {width} px")
    page.close()
    assert complaints == []


@pytest.mark.parametrize(("start", "wide"), [("2017", True), ("1998", True), ("20", False), ("3", False)])
def test_years_that_number_a_list_stay_on_the_page_of_a_phone(
    address: str, browser: Browser, start: str, wide: bool
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(address + KINDS[3])
    html = f"<div class=body><ol start={start}><li>BERT</li></ol></div>"
    page.evaluate("html => document.body.insertAdjacentHTML('afterbegin', html)", html)
    padding = page.evaluate("parseFloat(getComputedStyle(document.querySelector('ol[start]')).paddingLeft)")
    page.close()
    assert (padding > 45) == wide


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(address: str, browser: Browser, width: int, scheme: str) -> None:
    need(AXE.is_file(), "axe-core (npm install --prefix .ci)")
    script, found = AXE.read_text("utf-8"), []
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    for path in KINDS:
        page.goto(address + path)
        # What scrolls is known, and can be focused, once the page has been drawn.
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        page.evaluate(script)
        result = page.evaluate("axe.run()")
        found += [
            (path, one["id"], node["html"][:120], node["failureSummary"][:300])
            for one in result["violations"]
            for node in one["nodes"]
        ]
    page.close()
    assert found == []


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_a_page_loads(address: str, browser: Browser, width: int) -> None:
    page = _with_shifts(browser, width)
    moved = {}
    for path in KINDS:
        page.goto(address + path)
        page.evaluate("new Promise((done) => setTimeout(done, 250))")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.evaluate("new Promise((done) => setTimeout(done, 150))")
        if shifts := page.evaluate("window.shifts"):
            moved[path] = shifts
    page.close()
    assert moved == {}


def _with_shifts(browser: Browser, width: int) -> Page:
    """A page that tells what moved in it (Layout Instability API)."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver((list) => {"
        " for (const one of list.getEntries()) window.shifts.push("
        "[one.value, ...one.sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? '').slice(0, 90))]); })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    return page


@pytest.mark.parametrize("before", ["<button", '<nav class="site-nav"', "<main", "<footer"])
def test_nothing_moves_when_a_page_comes_in_parts(built: Path, browser: Browser, before: str) -> None:
    """The header is painted before all of it has come."""
    page = _with_shifts(browser, 1440)
    with served(built, before.encode()) as base:
        page.goto(base + "/repo/positional-encoding/")
        page.evaluate("new Promise((done) => setTimeout(done, 150))")
        shifts = page.evaluate("window.shifts")
    page.close()
    assert shifts == []


@pytest.fixture
def note(address: str, browser: Browser) -> Iterator[Page]:
    """A note with code, formulas, footnotes and figures, on a wide screen."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + "/repo/positional-encoding/")
    yield page
    context.close()


def _copied(page: Page) -> str:
    page.locator(".toast[data-shown]").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_theme_is_chosen_and_kept(note: Page) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = note.evaluate(paper)
    note.locator("[data-switch]").press("Enter")
    note.locator("[data-switch]").press("Enter")
    assert note.locator("html").get_attribute("data-theme") == "dark"
    assert note.evaluate(paper) != light
    note.reload()
    assert note.locator("html").get_attribute("data-theme") == "dark"
    note.locator("[data-switch]").press("Enter")
    assert note.locator("html").get_attribute("data-theme") is None


def _listening(page: Page) -> Page:
    """`page`, once its scripts run: the button for the theme then names what is chosen."""
    page.locator('[data-switch][title*=": "]').wait_for()
    return page


def test_keys_lead_on_and_help(note: Page) -> None:
    _listening(note).keyboard.press("?")
    note.locator("dialog.keys").wait_for()
    assert note.locator("dialog.keys kbd").count() == 6
    note.keyboard.press("Escape")
    note.locator("dialog.keys").wait_for(state="detached")
    _listening(note).keyboard.press("j")
    note.wait_for_url("**/bert/")
    _listening(note).keyboard.press("k")
    note.wait_for_url("**/positional-encoding/")


def test_the_contents_follow_and_open_as_a_sheet(note: Page) -> None:
    note.locator("#alibi").scroll_into_view_if_needed()
    note.evaluate("document.getElementById('alibi').scrollIntoView()")
    note.locator(".toc [aria-current]", has_text="ALiBi").wait_for()
    note.keyboard.press("t")
    assert note.evaluate("document.activeElement.closest('.toc') !== null")
    note.set_viewport_size({"width": 390, "height": 844})
    note.locator(".toc").wait_for(state="hidden")
    note.locator("[data-toc]").press("Enter")
    note.locator(".toc").wait_for(state="visible")
    assert note.locator("[data-toc]").get_attribute("aria-expanded") == "true"
    note.keyboard.press("Escape")
    note.locator(".toc").wait_for(state="hidden")
    assert note.evaluate("document.activeElement.matches('[data-toc]')")


def test_the_contents_mark_where_they_have_led(note: Page) -> None:
    """Short sections follow each other, and the last cannot come to the top of the window."""
    for link in note.locator(".toc a").all():
        link.click()
        note.wait_for_timeout(80)
        assert link.get_attribute("aria-current") == "true"
    note.evaluate("scrollTo(0, 0)")
    note.locator(".toc [aria-current]").wait_for(state="detached")


def test_results_are_seen_in_a_low_window(note: Page) -> None:
    """400 % of 1280 x 1024 pixels (WCAG 1.4.10)."""
    note.set_viewport_size({"width": 320, "height": 256})
    _listening(note).keyboard.press("/")
    note.locator(".find input").fill("bert")
    assert _results(note, "검색 결과")
    result = note.locator(".find .results a").first
    result.evaluate("one => one.scrollIntoView({ block: 'center' })")
    box = result.bounding_box()
    assert box
    assert 0 <= box["y"] < 200


def test_code_is_copied_and_wrapped(note: Page) -> None:
    note.locator(".code-bar .copy").first.press("Enter")
    assert _copied(note).startswith("import numpy")
    wrap = note.locator(".wrap-lines").first
    wrap.press("Enter")
    assert wrap.get_attribute("aria-pressed") == "true"
    assert "wrap" in str(note.locator(".body pre").first.get_attribute("class"))


def test_a_footnote_shows_in_place(note: Page) -> None:
    mark = note.locator(".footnote-ref a").first
    mark.focus()
    assert note.locator(".footnote-box").is_visible()
    assert "3.5절" in note.locator(".footnote-box").inner_text()
    note.keyboard.press("Escape")
    assert not note.locator(".footnote-box").is_visible()
    note.locator(".footnote-ref a").nth(1).hover()
    assert "Raffel" in note.locator(".footnote-box").inner_text()


def test_formulas_and_headings_are_copied(note: Page) -> None:
    note.locator(".copy-tex").first.press("Enter")
    assert _copied(note).startswith(r"\mathrm{PE}(p, 2i)")
    note.evaluate("getSelection().selectAllChildren(document.querySelector('.body h2 + p'))")
    note.keyboard.press("ControlOrMeta+c")
    assert "위치 $p$에 폭 $d$의" in str(note.evaluate("navigator.clipboard.readText()"))
    note.locator("h2 .anchor").first.press("Enter")
    note.locator(".toast[data-shown]", has_text="링크").wait_for()
    assert "#" in str(note.evaluate("navigator.clipboard.readText()"))


def test_a_picture_is_enlarged(note: Page) -> None:
    picture = note.locator("img.zoomable").first
    before = picture.bounding_box()
    picture.press("Enter")
    opened, width = note.locator("dialog.zoom img"), "one => one.getBoundingClientRect().width"
    assert before
    assert opened.evaluate(width) > before["width"]
    note.locator("dialog.zoom .stage").press("Enter")
    assert opened.evaluate(width) >= 2 * note.evaluate("innerWidth")
    note.keyboard.press("Escape")
    note.locator("dialog.zoom").wait_for(state="detached")


def test_a_series_shows_what_was_read(browser: Browser, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.md").write_text(f"---\nseries: 입문\n---\n# 글 {number}\n\n" + "줄\n\n" * 80, "utf-8")
    command = [sys.executable, "-m", "fmnotes", "build", str(tmp_path), "--out", str(tmp_path / "out/repo")]
    subprocess.run(command, check=True, capture_output=True)
    with served(tmp_path / "out") as base:
        page = browser.new_page()
        page.goto(base + "/repo/1/")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.locator(".note-footer").wait_for()
        page.wait_for_timeout(200)
        page.goto(base + "/repo/series/%EC%9E%85%EB%AC%B8/")
        page.locator(".read-count", has_text="읽은 글 1 / 2").wait_for()
        assert page.locator("[data-read]").count() == 1
        page.close()


def _results(page: Page, count: str) -> list[str]:
    """The titles that are shown once the status says `count`."""
    page.locator(".search-box [role=status]", has_text=count).wait_for()
    return page.locator(".search-box .results strong").all_text_contents()


def test_searching_opens_the_paragraph_with_the_words_marked(note: Page) -> None:
    requests: list[str] = []
    note.on("request", lambda request: requests.append(request.url))
    _listening(note).keyboard.press("Control+k")
    note.locator(".search-box .results a").first.wait_for()
    assert any("/_/search/meta.json" in url for url in requests)
    note.locator("dialog.find input").fill("얼린 특징")
    note.locator(".search-box .results mark").first.wait_for()
    assert _results(note, "검색 결과")[0].startswith("ELMo")
    note.keyboard.press("ArrowDown")
    note.keyboard.press("Enter")
    note.wait_for_url("**/nlp/elmo-ulmfit-gpt/**")
    mark = note.locator("mark.found").first
    mark.wait_for()
    assert mark.text_content() in {"얼린", "특징"}
    assert "find=" not in note.url
    assert note.evaluate(
        "(() => { const box = document.querySelector('mark.found').getBoundingClientRect();"
        " return [...document.querySelectorAll('mark.found')].some((one) =>"
        " one.getBoundingClientRect().top > 0 && one.getBoundingClientRect().top < innerHeight); })()"
    )


def test_nothing_of_the_search_is_loaded_until_it_is_used(address: str, browser: Browser) -> None:
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address + "/repo/")
    _listening(page)
    page.wait_for_timeout(200)
    assert not [url for url in requests if "search" in url or "find" in url]
    page.close()


def test_enter_that_ends_a_syllable_opens_nothing(note: Page) -> None:
    _listening(note).keyboard.press("/")
    field = note.locator("dialog.find input")
    field.fill("파운데이션")
    assert _results(note, "검색 결과")
    here = note.url
    note.evaluate(
        "document.querySelector('dialog.find input').dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    note.wait_for_timeout(150)
    assert note.url == here
    field.press("Escape")
    note.locator("dialog.find").wait_for(state="detached")


def test_enter_opens_what_was_typed_and_not_what_was_listed_before(note: Page) -> None:
    _listening(note).keyboard.press("/")
    note.locator(".search-box .results a").first.wait_for()
    note.keyboard.type("bert in depth")
    note.keyboard.press("Enter")
    note.wait_for_url("**/en/nlp/bert-in-depth/**")


def test_the_search_page_is_linked_filtered_and_says_what_it_took_a_query_for(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address + "/repo/search/?q=vkdnsepdltus")
    assert "파운데이션 모델" in _results(page, "‘파운데이션’의 검색 결과")
    page.locator(".search-box select").first.select_option("en")
    page.wait_for_function("[...document.querySelectorAll('.results a')].every((one) => one.lang === 'en')")
    page.locator(".search-box input").fill("없는말씀이다")
    page.locator("[role=status]", has_text="검색 결과가 없습니다").wait_for()
    assert "q=%EC%97%86" in page.url
    page.get_by_role("button", name="필터 지우기").click()
    assert page.locator(".search-box select").first.input_value() == ""
    page.locator(".search-box input").fill("attention")
    page.locator(".results .other-language", has_text="영어").first.wait_for()
    page.goto(address + "/repo/en/search/?q=attention")
    assert _results(page, "results")[0] == "Attention and the Transformer"
    page.close()


def test_the_search_page_returns_to_its_filters(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address + "/repo/search/?q=clip&lang=en")
    page.wait_for_function("() => document.querySelector('.search-box select')?.value === 'en'")
    page.wait_for_function("() => [...document.querySelectorAll('.results a')].every((one) => one.lang === 'en')")
    page.locator(".search-box select").first.select_option("ko")
    page.wait_for_function("() => document.querySelector('.results a')?.lang === 'ko'")
    page.locator(".results a").first.click()
    page.locator("article").wait_for()
    page.go_back()
    page.wait_for_function("() => document.querySelector('.search-box select')?.value === 'ko'")
    assert "lang=ko" in page.url
    page.close()


def test_words_of_a_phrase_stand_beside_each_other(tmp_path: Path, browser: Browser) -> None:
    site = SiteTest(tmp_path, language="en", title="x")
    site.note("a.md", "# One\n\nKnowledge distillation is old.").note("b.md", "# Two\n\nDistillation of knowledge.")
    site.note("c.md", "# Three\n\nDistillation is old; his knowledge distillation, not.")
    site.note("d.md", "# Four\n\nA self-attention layer.").note(
        "e.md", "# Five\n\nSelf-attention: attention layer."
    ).build()
    with served(tmp_path / "site") as base:
        page = browser.new_page()
        page.goto(base + "/search/?q=knowledge+distillation")
        assert sorted(_results(page, "3 results")) == ["One", "Three", "Two"]
        page.goto(base + "/search/?q=%22knowledge+distillation%22")
        assert sorted(_results(page, "2 results")) == ["One", "Three"]
        page.goto(base + "/search/?q=%22knowledge+distillation+is%22")
        assert _results(page, "1 result") == ["One"]
        page.goto(base + "/search/?q=%22self-attention+layer%22")
        assert _results(page, "1 result") == ["Four"]
        page.close()


def test_a_phrase_of_another_name_need_not_stand_on_the_page(tmp_path: Path, browser: Browser) -> None:
    site = SiteTest(tmp_path, language="en", title="x")
    site.note("a.md", "---\naliases: [Encoder Representations from Transformers]\n---\n# BERT\n\nText.")
    site.note("b.md", "# Other\n\nRepresentations from an encoder; encoder representations of transformers.").build()
    with served(tmp_path / "site") as base:
        page = browser.new_page()
        page.goto(base + "/search/?q=%22encoder+representations+from%22")
        assert _results(page, "1 result") == ["BERT"]
        page.close()


def test_a_phrase_is_looked_for_beyond_the_first_results(tmp_path: Path, browser: Browser) -> None:
    site = SiteTest(tmp_path, language="ko", title="x")
    for number in range(50):
        site.note(
            f"{number}.md", f"---\ndate: 2024-01-01\n---\n# 글 {number}\n\n파일을 사본으로 둔다. 글을 사용하는 법."
        )
    site.note("z.md", "---\ndate: 2000-01-01\n---\n# 옛글\n\n파일을 사용하는 법.").build()
    with served(tmp_path / "site") as base:
        page = browser.new_page()
        page.goto(base + "/search/?q=%22파일을+사용하는%22")
        page.locator(".results li").first.wait_for()
        assert page.locator(".results strong").all_inner_texts() == ["옛글"]
        page.close()


def test_results_are_all_to_be_had_and_say_why_they_are_there(tmp_path: Path, browser: Browser) -> None:
    site = SiteTest(tmp_path, language="ko", title="x")
    for number in range(45):
        above = "윗글이다. " * 60
        site.note(f"{number}.md", f"# 글 {number}\n\n{above}\n\n온도 $\\tau_0$와[^1] 손실을 본다.\n\n[^1]: 각주\n")
    site.note("en.md", "---\nlang: en\n---\n# Text").build()
    with served(tmp_path / "site") as base:
        page = browser.new_page(viewport={"width": 900, "height": 700})
        page.goto(base + "/search/")
        page.locator("[role=status]", has_text="최근 글").wait_for()
        page.locator(".search-box input").fill("손실")
        assert len(_results(page, "검색 결과 45건")) == 20
        page.locator(".results mark").first.wait_for()
        assert "온도 τ0와 손실을 본다." in page.locator(".results .excerpt").first.inner_text()
        assert page.locator(".results mark").count() < 10
        page.locator(".search-box input").press("Enter")
        page.wait_for_timeout(200)
        assert "/search/" in page.url
        assert str(page.locator(".site-nav a[hreflang=en]").get_attribute("href")).endswith("?q=%EC%86%90%EC%8B%A4")
        page.locator(".results li").nth(15).scroll_into_view_if_needed()
        page.locator(".results li").nth(15).locator("mark").wait_for()
        page.locator(".search-box .more").click()
        page.locator(".results li").nth(39).wait_for()
        assert page.evaluate("document.activeElement === document.querySelectorAll('.results a')[20]")
        page.locator(".search-box .more").click()
        page.locator(".results li").nth(44).wait_for()
        assert not page.locator(".search-box .more").is_visible()
        page.goto(base + "/0/")
        assert page.locator(".site-nav a[hreflang=en]").get_attribute("href") == "../en/"
        page.close()


def test_a_search_that_cannot_be_read_says_what_to_do(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.route("**/_/search/meta.json", lambda route: route.abort())
    page.goto(address + "/repo/search/?q=bert")
    page.locator("[role=status]", has_text="태그와 아카이브에서도 찾을 수 있습니다").wait_for()
    # Once it can be read, all is there, and the filters too.
    page.unroute_all()
    page.locator(".search-box input").fill("bert는")
    page.locator(".results li").first.wait_for()
    assert page.locator(".filters select").count() == 3
    page.close()


def test_the_words_are_in_sight_in_code_that_is_longer_than_the_window(tmp_path: Path, browser: Browser) -> None:
    lines = "\n".join(f"value_{number} = {number}" for number in range(200))
    site = SiteTest(tmp_path / "in").note("a.md", f"# 하나\n\n```python\n{lines}\nneedle = 1\n```\n\n끝.").build()
    with served(site.root / "site") as base:
        page = browser.new_page(viewport={"width": 1000, "height": 600})
        page.goto(base + "/a/?find=needle")
        page.locator("mark.found").first.wait_for()
        assert 0 < page.evaluate("document.querySelector('mark.found').getBoundingClientRect().top") < 600
        page.close()


def test_the_search_page_explains_itself_without_scripts(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/repo/search/")
    assert page.get_by_text("검색에는 자바스크립트가 필요합니다").is_visible()
    assert page.locator("main a", has_text="태그").is_visible()
    context.close()


def test_a_wrong_address_suggests_notes(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address + "/repo/nlp/positional-encodin/")
    page.locator("[data-suggest] a").first.wait_for()
    assert page.locator("[data-suggest] a").first.get_attribute("href") == address + "/repo/positional-encoding/"
    page.close()


def test_everything_can_be_read_without_scripts(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + "/repo/positional-encoding/")
    assert page.locator(".toc a").first.is_visible()
    assert page.locator(".footnotes li").first.is_visible()
    assert not page.locator(".tools").is_visible()
    assert not page.locator("[data-toc]").is_visible()
    page.locator(".toc a").last.click()
    assert page.url.endswith("#%EC%B0%B8%EA%B3%A0-%EC%9E%90%EB%A3%8C")
    context.close()


def test_a_note_is_small_enough(built: Path) -> None:
    """HTML, CSS and scripts of the largest note, compressed, without pictures and fonts."""
    import gzip

    def size(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), 9))

    styles_and_scripts = sum(size(path) for path in (built / "repo/_").rglob("*") if path.suffix in {".css", ".js"})
    largest = max(size(path) for path in (built / "repo").rglob("index.html"))
    assert largest + styles_and_scripts <= 60_000


def test_the_html_checker_finds_no_error(built: Path) -> None:
    need(CHECKER.is_file() and shutil.which("java"), "Java and vnu-jar (npm install --prefix .ci)")
    command = ["java", "-jar", str(CHECKER), "--skip-non-html", "--errors-only", str(built)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stderr.strip() == ""


def test_a_page_opened_from_the_disk_shows_no_controls_and_says_how_to_find(browser: Browser, site: SiteTest) -> None:
    site.note("a.md", "# 글\n\n```python\nx = 1\n```").build()
    page = browser.new_page()
    page.goto((site.root / "site/search/index.html").as_uri())
    assert page.get_by_text("직접 연 파일에서는 검색할 수 없습니다").is_visible()
    assert not page.locator(".tools").is_visible()
    page.close()


def test_keys_behind_the_one_for_the_search_are_typed_into_it(address: str, browser: Browser) -> None:
    page = browser.new_page()

    def late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/_/js/searchbox.js", late)
    page.goto(address + "/repo/bert/")
    here = page.url
    _listening(page).keyboard.type("/kernel")
    assert page.locator("dialog.find input").input_value() == "kernel"
    assert page.url == here
    assert _results(page, "검색 결과")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.locator("dialog.find input").input_value() == "kernel"
    page.close()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("tag:", "최근 글"), ("lang:e", "검색 결과"), ("언어: 한국어", "검색 결과"), ("태그:AI/", "검색 결과"),
        ("tag:없는 것", "검색 결과가 없습니다"), ('tag:"CLIP"', "검색 결과"),
    ],
)  # fmt: skip
def test_filters_count_once_they_are_finished(address: str, browser: Browser, query: str, shown: str) -> None:
    page = browser.new_page()
    page.goto(address + "/repo/search/")
    _listening(page)
    page.locator(".search input").fill(query)
    page.locator("[role=status]", has_text=shown).wait_for()
    page.close()


def test_the_search_page_comes_back_as_it_was_left(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 600})
    page.goto(address + "/repo/search/?q=transformer")
    page.locator(".results li").first.wait_for()
    page.locator(".more").click()
    page.locator(".results li").nth(20).wait_for(state="attached")
    page.evaluate("scrollTo(0, 1500)")
    page.locator(".results a").nth(20).evaluate("(link) => link.click()")
    page.wait_for_url("**find=**", wait_until="commit")
    page.wait_for_load_state()
    page.go_back()
    page.locator(".results li").nth(20).wait_for(state="attached")
    page.wait_for_timeout(200)
    assert abs(page.evaluate("scrollY") - 1500) < 20
    page.close()


def test_a_phrase_leads_to_where_it_stands(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address + '/repo/search/?q="언어 모델은"')
    link = page.locator(".results a").first
    link.wait_for()
    page.locator(".results mark", has_text="언어 모델은").first.wait_for()
    link.click()
    page.locator("mark.found").first.wait_for()
    assert set(page.locator("mark.found").all_inner_texts()) == {"언어 모델은"}
    page.close()
