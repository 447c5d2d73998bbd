"""What search engines, feed readers and messengers get: JSON-LD, feeds, Open Graph, drawn cards, verification."""

from __future__ import annotations

import io
import json
import re
from xml.etree import ElementTree

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from tests.support import SiteTest

BASE = "https://u.github.io/repo/"
ATOM = "{http://www.w3.org/2005/Atom}"


def _data(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    made: dict[str, object] = json.loads(found[1])
    return made


def _meta(page: str, name: str) -> list[str]:
    return re.findall(rf'<meta (?:property|name)="{re.escape(name)}" content="([^"]*)">', page)


def _png(width: int = 40, height: int = 30) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height)).save(made, "PNG")
    return made.getvalue()


def test_a_note_is_told_as_a_posting_with_its_way(site: SiteTest) -> None:
    site.config(title="시험", base_url=BASE, author="글쓴이")
    front = "---\ntitle: BERT\ndate: 2024-01-02\nupdated: 2024-03-04\ntags: [NLP]\ncategories: [AI/언어]\n---\n"
    graph = _data(site.note("bert.md", front + "본문").build().page("/bert/"))["@graph"]
    assert isinstance(graph, list)
    assert graph[0] == {
        "@type": "BlogPosting",
        "headline": "BERT",
        "url": BASE + "bert/",
        "mainEntityOfPage": BASE + "bert/",
        "inLanguage": "ko",
        "description": "본문",
        "datePublished": "2024-01-02T00:00:00+09:00",
        "dateModified": "2024-03-04T00:00:00+09:00",
        "author": {"@type": "Person", "name": "글쓴이"},
        "keywords": ["NLP"],
    }
    assert [step["name"] for step in graph[1]["itemListElement"]] == ["AI", "언어", "BERT"]
    assert graph[1]["itemListElement"][1]["item"] == BASE + "categories/ai/%EC%96%B8%EC%96%B4/"


def test_a_title_cannot_end_the_element(site: SiteTest) -> None:
    site.config(base_url=BASE).note("a.md", '---\ntitle: "</script><script>alert(1)// & \\"q\\""\n---\n').build()
    page = site.page("/a/")
    assert "<script>alert" not in page
    assert _data(page)["@graph"][0]["headline"] == '</script><script>alert(1)// & "q"'  # type: ignore[index]


def test_without_an_address_nothing_is_told(site: SiteTest) -> None:
    page = site.note("a.md", "# 가\n\n![그림](a.png)").file("notes/a.png", _png()).build().page("/a/")
    assert "ld+json" not in page
    assert "og:image" not in page


@pytest.mark.parametrize(
    "front",
    [
        "image: img/표지 1.png",
        "cover:\n  image: img/표지 1.png",
        "images: [img/표지 1.png, other.png]",
        "header:\n  overlay_color: '#333'\n  teaser: img/표지 1.png",
        "image:\n  path: img/표지 1.png\n  alt: 표지",
        "thumbnail: /img/표지 1.png",
    ],
)
def test_the_picture_is_the_cover_of_the_front_matter(site: SiteTest, front: str) -> None:
    site.config(base_url=BASE).file("notes/img/표지 1.png", _png(60, 20)).file("notes/b.png", _png())
    page = site.note("a.md", f"---\n{front}\n---\n![본문 그림](b.png)").build().page("/a/")
    assert _meta(page, "og:image") == [BASE + "img/%ED%91%9C%EC%A7%80%201.png"]
    assert (_meta(page, "og:image:width"), _meta(page, "og:image:height")) == (["60"], ["20"])
    assert site.codes == []
    assert "img/표지 1.png" in site.tree()


def test_else_the_picture_is_the_first_of_the_body(site: SiteTest) -> None:
    site.config(base_url=BASE).file("notes/b.png", _png()).file("notes/c.svg", b"<svg/>")
    site.note("a.md", "![벡터](c.svg)\n\n![그림](b.png)").note("z.md", "![밖](https://x.org/y.jpg?w=1)").build()
    assert _meta(site.page("/a/"), "og:image") == [BASE + "b.png"]
    assert _meta(site.page("/z/"), "og:image") == ["https://x.org/y.jpg?w=1"]


@pytest.mark.parametrize("value", ["true", "7", "[1, 2]", "{}", "javascript:alert(1)", "cover"])
def test_what_is_no_picture_is_none(site: SiteTest, value: str) -> None:
    page = site.config(base_url=BASE).note("a.md", f"---\nimage: {value}\n---\n글").build().page("/a/")
    assert "og:image" not in page
    assert "javascript" not in page


def test_a_cover_that_is_not_there_is_a_warning_at_its_line(site: SiteTest) -> None:
    site.note("a.md", "---\ntitle: 가\nimage: none.png\n---\n").build()
    assert site.codes == ["asset-missing"]
    assert site.places("asset-missing")[0][:2] == ("notes/a.md", 3)


def test_the_cover_of_a_draft_is_not_published(site: SiteTest) -> None:
    site.config(base_url=BASE).file("notes/secret.png", _png())
    site.note("a.md", "# 가").note("d.md", "---\ndraft: true\nimage: secret.png\n---\n").build()
    assert "secret.png" not in site.tree()


def test_every_feed_holds_the_full_text(site: SiteTest) -> None:
    site.config(base_url=BASE, title="시험")
    site.note("a.md", "---\ndate: 2024-01-02\ntags: [NLP]\ncategories: [AI/언어]\n---\n# 글\n\n**본문**이다").build()
    for name in ("feed.xml", "tags/nlp/feed.xml", "categories/ai/feed.xml", "categories/ai/언어/feed.xml"):
        feed = ElementTree.fromstring(site.bytes()[name])
        assert feed.findtext(f"{ATOM}entry/{ATOM}content", "").strip() == "<p><strong>본문</strong>이다</p>", name
    assert feed.findtext(f"{ATOM}title") == "시험 - AI / 언어"
    assert 'href="../../../categories/ai/%EC%96%B8%EC%96%B4/feed.xml"' in site.page("/categories/ai/언어/")


def test_translations_name_a_default(site: SiteTest) -> None:
    site.config(base_url=BASE, language="ko").note("a.md", "# 가").note("a.en.md", "# A").build()
    for page in (site.page("/a/"), site.page("/en/a/")):
        assert f'hreflang="x-default" href="{BASE}a/"' in page
    assert f'hreflang="x-default" href="{BASE}a/"' in site.page("/sitemap.xml")


def test_search_engines_see_that_the_site_is_whose_it_is(site: SiteTest) -> None:
    codes = {"google": "g-0123456789", "naver": "n-0123456789", "bing": "B0123456789"}
    site.config(base_url="https://notes.example.org/", verification=codes, indexnow="abcdefgh-1").note("a.md", "# 가")
    page = site.build().page("/")
    assert _meta(page, "google-site-verification") == ["g-0123456789"]
    assert _meta(page, "naver-site-verification") == ["n-0123456789"]
    assert _meta(page, "msvalidate.01") == ["B0123456789"]
    assert _meta(site.page("/a/"), "google-site-verification") == []
    assert site.bytes()["abcdefgh-1.txt"] == b"abcdefgh-1"


def test_robots_of_the_authors_own_stays(site: SiteTest) -> None:
    site.config(base_url="https://notes.example.org/").file("static/robots.txt", b"mine").note("a.md", "# 가").build()
    assert site.bytes()["robots.txt"] == b"mine"
    assert site.codes == []


def _font(characters: str) -> bytes:
    """A font of boxes for these characters only."""
    names = {ord(ch): f"u{ord(ch):04X}" for ch in characters}
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 700), (500, 700), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    box = pen.glyph()
    order = [".notdef", *names.values()]
    font = FontBuilder(1000)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(names)
    font.setupGlyf(dict.fromkeys(order, box))
    font.setupHorizontalMetrics(dict.fromkeys(order, (600, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def test_a_card_is_drawn_only_where_the_font_has_every_character(site: SiteTest) -> None:
    site.config(base_url=BASE, title="가나", card_font="boxes.ttf").file("boxes.ttf", _font("가나다라 "))
    site.note("a.md", "# 다라").note("b.md", "# 다한").file("notes/c.png", _png()).note("c.md", "# 나\n\n![x](c.png)")
    site.build()
    (url,) = _meta(site.page("/a/"), "og:image")
    drawn = Image.open(io.BytesIO(site.bytes()[url.removeprefix(BASE)]))
    assert drawn.size == (1200, 630)
    assert len(drawn.convert("RGB").getcolors() or ()) > 2
    assert _meta(site.page("/b/"), "og:image") == []
    assert [(one.code, one.place.path, dict(one.values)) for one in site.diagnostics if "card" in one.code] == [
        ("card-glyphs", "notes/b.md", {"missing": "한"})
    ]
    # A note with a picture of its own needs no card.
    assert [name for name in site.tree() if name.startswith("_/cards/")] == [url.removeprefix(BASE)]
    before = site.bytes()
    assert site.build().bytes() == before
