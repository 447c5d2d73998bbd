"""Mermaid: a picture where merman is installed, the source where it is not or cannot draw it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from playwright.sync_api import sync_playwright

from fmnotes.markdown import diagrams
from fmnotes.site.cache import versions
from tests.browser import CHROMIUM, need, served
from tests.support import SiteTest

FLOW = "flowchart LR\n  A[입력 문장] --> B{토큰화?}\n  B -->|예| C[어텐션]\n"


def _fence(source: str) -> str:
    return f"# 가\n\n```mermaid\n{source}```\n"


def _pictures(page: str) -> list[str]:
    """The SVG of each."""
    return [unquote(found) for found in re.findall(r'<img src="data:image/svg\+xml,([^"]*)"', page)]


@pytest.fixture(autouse=True)
def _merman() -> None:
    need(diagrams.can_draw(), "merman")


@pytest.mark.parametrize(
    "text",
    [
        _fence(FLOW),
        f"# 가\n\n- 목록\n\n  ```mermaid\n  {FLOW.strip().replace(chr(10), chr(10) + '  ')}\n  ```\n",
        f"# 가\n\n```{{mermaid}}\n{FLOW}```\n",
        f"# 가\n\n:::{{mermaid}}\n{FLOW}:::\n",
        f"# 가\n\n{{{{< mermaid >}}}}\n{FLOW}{{{{< /mermaid >}}}}\n",
    ],
)
def test_a_diagram_is_drawn_and_its_source_stands_below(site: SiteTest, text: str) -> None:
    site.note("a.md", text).build()
    page = site.main("/a/")
    (svg,) = _pictures(page)
    assert "어텐션" in svg
    assert 'alt="도식: flowchart"' in page
    assert "B --&gt;|예| C[어텐션]" in page
    assert site.codes == []


@pytest.mark.parametrize("head", ['mermaid title="그림 1"', "{mermaid}\n:caption: 그림 1\n:align: center"])
def test_a_caption_stays(site: SiteTest, head: str) -> None:
    site.note("a.md", f"# 가\n\n```{head}\n{FLOW}```\n").build()
    page = site.main("/a/")
    assert "<figcaption>그림 1</figcaption>" in page
    assert 'alt="그림 1"' in page
    assert len(_pictures(page)) == 1


def test_a_diagram_says_how_large_it_is_and_what_it_is_called(site: SiteTest) -> None:
    site.note("a.md", _fence('pie title 데이터 & 비율\n "한국어" : 60\n "영어" : 40\n')).build()
    page = site.main("/a/")
    assert 'alt="데이터 &amp; 비율"' in page
    assert re.search(r'<img [^>]* width="\d+" height="\d+" data-diagram>', page)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ('---\ntitle: "안녕: 세계"\n---\nflowchart LR\n A --> B', "안녕: 세계"),
        ("flowchart LR\n  accTitle: 흐름\n  A --> B", "흐름"),
        ("%%{\n init: {}}%%\n%% 설명\ngantt\n  title 일정\n", "일정"),
        ('xychart-beta\n  title "월별 매출"\n', "월별 매출"),
        ("flowchart LR\n  title --> B", ""),
        ("classDiagram\n class A {\n  title String\n }", ""),
        ("mindmap\n  root\n    Title page", ""),
        ("", ""),
    ],
)
def test_titles(source: str, title: str) -> None:
    assert diagrams.title_of(source) == title


KINDS = [
    FLOW,
    "sequenceDiagram\n  A->>B: 말\n",
    "classDiagram\n  class A {\n    +f()\n  }\n  A <|-- B\n",
    "stateDiagram-v2\n  [*] --> 대기\n",
    "erDiagram\n  NOTE ||--o{ TAG : has\n",
    "gantt\n  dateFormat YYYY-MM-DD\n  excludes weekends\n  학습 :a, 2024-01-01, 30d\n",
    "journey\n  title 하루\n  section 아침\n    일어나기: 5: 나\n",
    'pie\n  "한국어" : 60\n',
    "mindmap\n  root\n    가\n",
    "timeline\n  title 역사\n  2017 : Transformer\n",
    "gitGraph\n  commit\n  branch develop\n  commit\n",
    "quadrantChart\n  CLIP: [0.3, 0.6]\n",
    '%%{init: {"timeline": {"useMaxWidth": false}}}%%\ntimeline\n  2018 : BERT\n',
]


@pytest.mark.parametrize("source", KINDS)
def test_every_kind_is_a_sound_picture_with_its_size(source: str) -> None:
    """One attribute twice, and a browser shows nothing."""
    drawing = diagrams.draw(source)
    head = ElementTree.fromstring(drawing.svg)
    assert (head.get("width"), head.get("height")) == (str(drawing.width), str(drawing.height))
    assert min(drawing.width, drawing.height) > 10


def test_a_large_tree_is_drawn() -> None:
    tree = "".join(f"  A{one // 3} --> A{one}[마디 {one}]\n" for one in range(1, 120))
    assert "마디 119" in diagrams.draw(f"flowchart TD\n{tree}").svg


def test_letters_of_another_font_are_not_cut_off() -> None:
    assert "overflow:hidden" not in diagrams.draw("erDiagram\n  NOTE ||--o{ TAG : has\n").svg


@pytest.mark.parametrize(
    "source",
    [
        "gantt\n dateFormat YYYY-MM-DD\n excludes weekends\n A :a, 2000-01-01, 999999999d\n",
        "gantt\n dateFormat YYYY-MM-DD\n excludes weekends\n A :a, 2000-01-01, 9999-01-01\n",
        "flowchart LR\n" + "".join(f"  A{one} --> A{one + 1}\n" for one in range(3_000)),
        "journey\n section 하루\n" + "".join(f"  일 {one}: 5: 나\n" for one in range(1_900)),
    ],
)
def test_what_would_take_long_is_told(site: SiteTest, source: str) -> None:
    site.note("a.md", _fence(source)).build()
    assert site.codes == ["diagram-too-large"]
    assert _pictures(site.main("/a/")) == []


def test_many_comments_are_read_at_once() -> None:
    assert diagrams.title_of("%% 설명 %%\n" * 40 + '%%{init: {\n "theme": "dark"}}%%\npie title 비율') == "비율"


@pytest.mark.parametrize(
    "source",
    [
        "flowchart LR\n  A --> \n",
        "whatever\n",
    ],
)
def test_what_cannot_be_drawn_is_told_and_its_source_is_shown(site: SiteTest, source: str) -> None:
    site.note("a.md", _fence(source)).build()
    assert site.codes == ["diagram-invalid"]
    assert site.places("diagram-invalid") == [("notes/a.md", 3, 1)]
    page = site.main("/a/")
    assert _pictures(page) == []
    assert source.split()[-1] in unescape(re.sub("<[^>]*>", "", page)).split()


@pytest.mark.parametrize(
    "source",
    [
        'flowchart LR\n  A["<script>alert(1)</script>"] --> B["<img src=x onerror=alert(1)>"]\n',
        'flowchart LR\n  A --> B\n  click A "javascript:alert(1)"\n  click B href "https://example.com/x"\n',
        '%%{init: {"themeCSS": "@import url(https://example.com/a.css);", "theme": "dark"}}%%\nflowchart LR\n  A --> B\n',
        "---\ntitle: '\"><script>alert(1)</script>'\n---\nflowchart LR\n  A --> B\n",
        'flowchart LR\n  accTitle: "><script>alert(1)</script>\n  A --> B\n',
    ],
)
def test_a_hostile_diagram_does_nothing(site: SiteTest, source: str) -> None:
    """It is a picture, or its source."""
    site.note("a.md", _fence(source)).build()
    page = site.page("/a/")
    assert "<script>alert" not in page
    for svg in _pictures(page):
        assert not re.search(r"<script|\son\w+=|javascript:|@import|<foreignObject", svg, re.IGNORECASE)


def test_without_merman_the_source_is_shown_and_a_note_says_so_once(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagrams, "can_draw", lambda: False)
    site.note("a.md", _fence(FLOW) + "\n" + _fence(FLOW)).build()
    assert site.codes == ["diagram-source"]
    assert site.places("diagram-source") == [("notes/a.md", 3, 1)]
    assert '<code class="language-mermaid">' in site.main("/a/")


def test_what_was_parsed_without_merman_is_parsed_again_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its version is a part of the key of everything that is kept; to install it would change nothing otherwise."""
    told = set()
    for installed in ({}, {"merman": "0.9.2"}, {"merman": "0.9.3"}):
        known = {name: version for name, version in versions._installed().items() if name != "merman"} | installed
        with monkeypatch.context() as patch:
            patch.setattr(versions, "_installed", lambda known=known: known)
            told.add(versions.library_versions.__wrapped__())
    assert len(told) == 3


def test_a_browser_shows_it_under_the_policy_of_the_page(tmp_path: Path) -> None:
    need(CHROMIUM, "Chromium")
    SiteTest(tmp_path).note("a.md", _fence(FLOW)).build()
    with served(tmp_path / "site") as base, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]).new_page(color_scheme="dark")
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(base + "/a/")
        picture = page.locator("figure.diagram > img")
        assert picture.evaluate("(one) => one.decode().then(() => one.naturalWidth)") > 200
        assert "invert" in picture.evaluate("(one) => getComputedStyle(one).filter")
        picture.click()
        zoomed = page.locator(".zoom img")
        zoomed.wait_for()
        assert "invert" in zoomed.evaluate("(one) => getComputedStyle(one).filter")
        assert complaints == []
