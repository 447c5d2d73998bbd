"""Links, wikilinks, embeds, images: where they lead, and what is said when they lead nowhere."""

from __future__ import annotations

import re
import struct
import time
import unicodedata
from urllib.parse import unquote

import pytest

from tests.support import SiteTest


def png(width: int, height: int) -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
        + struct.pack(">II", width, height)
        + b"\x08\x02\x00\x00\x00"
        + b"\0" * 16
    )


@pytest.mark.parametrize(
    ("markdown", "href"),
    [
        ("[x](b.md)", "../b/"),
        ("[x](./b.md#절-하나)", "../b/#%EC%A0%88-%ED%95%98%EB%82%98"),
        ("[x](b)", "../b/"),
        ("[x](/b.md)", "../b/"),
        ("[x](/b/)", "../b/"),
        ("[x](../b/)", "../b/"),
        ("[x](nlp/BERT%20정리.md)", "../nlp/bert-%EC%A0%95%EB%A6%AC/"),
        ("[x](<nlp/BERT 정리.md>)", "../nlp/bert-%EC%A0%95%EB%A6%AC/"),
        ("[x](nlp/bert%20정리.MD)", "../nlp/bert-%EC%A0%95%EB%A6%AC/"),
        ("[[b]]", "../b/"),
        ("[[BERT 정리]]", "../nlp/bert-%EC%A0%95%EB%A6%AC/"),
        ("[[nlp/BERT 정리#절 하나|라벨]]", "../nlp/bert-%EC%A0%95%EB%A6%AC/#%EC%A0%88-%ED%95%98%EB%82%98"),
        ("[[버트]]", "../nlp/bert-%EC%A0%95%EB%A6%AC/"),
        ("[[제목 비]]", "../b/"),
        ("[x](https://u.github.io/repo/b/)", "../b/"),
        ("[x](#여기)", "#%EC%97%AC%EA%B8%B0"),
        ("[[#여기]]", "#%EC%97%AC%EA%B8%B0"),
        ("[x](mailto:a@b.c)", "mailto:a@b.c"),
        ("[x](/tags/)", "../tags/"),
    ],
)
def test_links_that_resolve(site: SiteTest, markdown: str, href: str) -> None:
    site.config(language="ko", base_url="https://u.github.io/repo/")
    site.note("b.md", "---\ntitle: 제목 비\ntags: [x]\n---\n## 절 하나")
    site.note("nlp/BERT 정리.md", "---\naliases: [버트]\n---\n## 절 하나")
    site.note("a.md", f"{markdown}\n\n## 여기").build()
    assert site.codes == []
    assert f'<a href="{href}"' in site.body("/a/")


@pytest.mark.parametrize(
    ("markdown", "code", "column"),
    [
        ("앞 [x](bert-정리.md)", "link-misspelt", 3),
        ("[[전혀 다른 것]]", "link-missing", 1),
        ("[x](b.md#절-하니)", "anchor-misspelt", 1),
        ("[x](b.md#qqqqq)", "anchor-missing", 1),
        ("[[초안]]", "link-hidden", 1),
        ("> - [x](javascript-none:1)", "link-unsafe", 5),
        ("[x](//evil.com/x)", "link-unsafe", 1),
        ("![x](없는그림.png)", "asset-missing", 1),
        ("![x](그림파일2.png)", "asset-misspelt", 1),
        ("![x](../../.env)", "asset-refused", 1),
        ("![x](../../x.png)", "link-outside", 1),
        ("[이슈](../../issues)", "link-above", 1),
        ("[면허](../LICENSE)", "link-above", 1),
        ("[x](www.example.com/in/x)", "link-no-scheme", 1),
        ("[x](old/BERT%20정리.md)", "link-moved", 1),
        ("[x](old/README.md)", "link-missing", 1),
        ("![x](그림파일.PNG)", "asset-inexact", 1),
        ("[x](page.html)", "attachment-active", 1),
        ("[x](vote.gov)", "link-no-scheme", 1),
        ('글 <img src="없는그림.png">', "asset-missing", 13),
        ("![x](text.png)", "asset-unmeasured", 1),
    ],
)
def test_links_that_do_not(site: SiteTest, markdown: str, code: str, column: int) -> None:
    site.note("b.md", "## 절 하나").note("BERT 정리.md", "글").note("_drafts/초안.md", "글")
    site.file("notes/그림파일.png", png(10, 20)).file("notes/page.html").file("notes/text.png", b"text")
    site.note("a.md", f"글\n\n{markdown}\n").build(keep_going=True)
    assert site.places(code) == [("notes/a.md", 3, column)]
    assert site.codes == [code]


@pytest.mark.parametrize("link", ["[x](d.mdx)", "[[d.mdx]]", "![x](d.mdx)", "![[d.mdx]]", '<a href="d.mdx">x</a>'])
def test_a_text_that_is_not_read_is_not_published_as_a_file(site: SiteTest, link: str) -> None:
    site.file("notes/d.mdx", "---\ndraft: true\n---\n비밀".encode()).note("a.md", link).build()
    assert [name for name in site.tree() if name.endswith(".mdx")] == []
    assert len(site.codes) == 1


def test_links_as_github_and_other_tools_read_them(site: SiteTest) -> None:
    site.note("css/box.md", "글 [위](../) [첫](..)").note("왜? C#.md", "글").note(
        "언리얼.md", "# 언리얼 GAS 개요\n\n글"
    )
    site.config(base_url="https://u.github.io/")
    site.note("_posts/2017-05-22-eval.md", "글 [목록](../css)")
    site.note(
        "a.md",
        "[폴더](css/) [폴더](./css) [물음](왜?%20C#.md) [제목](../언리얼-gas-개요/) [html](언리얼.html) "
        "[옛 주소](https://u.github.io/2017/05/22/eval/)",
    )
    assert site.build().codes == []
    links = ["../categories/css/", "../categories/css/", "../왜-csharp/", "../언리얼/", "../언리얼/", "../eval/"]
    assert [unquote(one) for one in re.findall(r'href="([^"#]+)"', site.body("/a/"))] == links
    assert re.findall(r'href="([^"#]+)"', site.body("/css/box/")) == ["../../", "../../"]


def test_pages_of_the_archive_can_be_linked(site: SiteTest) -> None:
    site.note(
        "a.md", "---\ndate: 2024-01-02\n---\n[해](/archive/2024/) [달](/archive/2024/01/) [없는 해](/archive/2023/)"
    )
    assert site.build().codes == ["link-missing"]
    assert 'href="../archive/2024/01/"' in site.body("/a/")


def test_a_link_with_spaces_leads_to_the_file(site: SiteTest) -> None:
    site.note("my note.md", "글").file("notes/그림 1.png", png(4, 3))
    site.note("a.md", "앞 [글](my note.md) ![](그림 1.png)\n\n뒤 [없음](no such.md)").build()
    assert site.codes == ["link-missing"]
    (problem,) = site.diagnostics[-1:]
    assert (problem.place.line, problem.place.column, problem.place.width) == (3, 3, len("[없음](no such.md)"))
    assert 'href="../my-note/"' in site.body("/a/")
    assert 'width="4" height="3"' in site.body("/a/")


def test_a_picture_in_its_address_is_shown_and_no_page_of_it(site: SiteTest) -> None:
    picture = "data:image/png;base64,iVBORw0KGgo="
    svg = "data:image/svg+xml;base64,PHN2Zz4="
    site.note("a.md", f"![그림]({picture}) ![][i]\n\n![x]({svg}) [y]({picture})\n\n[i]: <{picture}>").build()
    assert site.codes == ["link-unsafe"]
    assert site.body("/a/").count(f'<img src="{picture}"') == 2
    assert f'<img src="{svg}"' in site.body("/a/")
    assert f'href="{picture}' not in site.page("/a/")


def test_did_you_mean(site: SiteTest) -> None:
    site.note("attention.md", "글").note("a.md", "[[atention]]").build()
    (problem,) = [one for one in site.diagnostics if one.code == "link-misspelt"]
    assert problem.hint("en") == "did you mean attention.md?"
    assert '<span class="missing"' in site.body("/a/")


def test_wikilinks_prefer_the_own_language_then_the_nearest_folder(site: SiteTest) -> None:
    site.note("x/bert.md", "한국어 글").note("y/bert.md", "한국어 글")
    site.note("x/a.md", "[[bert]]는 가깝다").note("z.md", "[[bert]]는 모른다").build()
    assert 'href="../../x/bert/"' in site.body("/x/a/")
    assert site.codes == ["link-ambiguous"]


def test_a_link_to_a_note_with_an_error_is_not_told_as_well(site: SiteTest) -> None:
    site.note("b.md", "---\ndate: 2024-13-40\n---\n글").note("a.md", "[b](b.md) [[b]] [c](c.md)").build(keep_going=True)
    assert site.codes == ["link-missing", "date-invalid"]


def test_a_wikilink_means_the_file_beside_it_then_the_one_at_the_top(site: SiteTest) -> None:
    """As Obsidian writes them: a path first. A language that is only guessed decides nothing."""
    site.note("노트.md", "글").note("sub/노트.md", "글").note("a.md", "[[노트]]").note("sub/b.md", "[[노트]]")
    site.note("공부/글.md", "[[setup]]을 본다").note("공부/setup.md", "Shell only").note(
        "기타/setup.md", "한국어 글이다"
    )
    site.note("other/c.md", "[[노트]] [[Setup.md]]").build()
    assert 'href="../노트/"' in unquote(site.body("/a/"))
    assert 'href="../../sub/노트/"' in unquote(site.body("/sub/b/"))
    assert 'href="../../공부/setup/"' in unquote(site.body("/공부/글/"))
    assert 'href="../../노트/"' in unquote(site.body("/other/c/"))
    assert site.codes == []


def test_names_that_differ_in_case_alone_lead_to_the_one_that_was_written(site: SiteTest) -> None:
    site.note("Case.md", "---\nslug: upper\n---\n글").note(
        "case.md", "한국어 글이다. [x](case.md) [[case]] [[Case]] [y](Case.md) [z](CASE.md)"
    )
    site.note("C.md", "글").note("C#.md", "글").note("d.md", "[[C#]] [[C]]").build()
    assert re.findall('href="([^"]*)"', site.body("/case/")) == ["../case/"] * 2 + ["../upper/"] * 3
    assert re.findall('href="([^"]*)"', site.body("/d/")) == ["../csharp/", "../c/"]


def test_translations_are_one_candidate(site: SiteTest) -> None:
    site.note("bert.md", "한국어 글이다").note("bert.en.md", "English text here")
    site.note("a.en.md", "See [[bert]]").note("b.md", "[[bert]]를 보라").build()
    assert site.codes == []
    assert 'href="../../en/bert/"' in site.body("/en/a/")
    assert 'href="../bert/"' in site.body("/b/")


def test_backlinks_show_the_sentence_around_the_link(site: SiteTest) -> None:
    site.note("bert.md", "글").note("a.md", "# 어텐션\n\n첫 문장이다. 둘째는 [BERT](bert.md)를 말한다. 셋째다.").build()
    assert '<a href="../a/">어텐션</a><p class="context" lang="ko">둘째는 BERT를 말한다.</p>' in site.main("/bert/")


def test_images_are_found_measured_and_published_beside_their_notes(site: SiteTest) -> None:
    """Relative to the note, to its `<stem>/` folder, to an assets root; Hangul and NFD names."""
    nfd = unicodedata.normalize("NFD", "한글그림.png")
    site.file(f"notes/post/clip/images/{nfd}", png(30, 40)).file("notes/post/clip/b c.png", png(1, 2))
    site.file("notes/wiki/memo/own.png", png(3, 4)).file("notes/assets/img/root.png", png(5, 6))
    site.note("post/clip/index.md", "![가](images/한글그림.png) ![나](b%20c.png)")
    site.note("wiki/memo.md", "![다](own.png) ![라](/img/root.png)").build()
    body = site.body("/clip/")
    assert 'src="../clip/images/%ED%95%9C%EA%B8%80%EA%B7%B8%EB%A6%BC.png" alt="가" width="30" height="40"' in body
    assert 'src="../clip/b%20c.png" alt="나" width="1" height="2"' in body
    assert {"clip/images/한글그림.png", "clip/b c.png", "wiki/memo/own.png", "assets/img/root.png"} < set(site.tree())
    assert site.codes == ["asset-decomposed"]


def test_obsidian_images_are_found_by_name_and_sized(site: SiteTest) -> None:
    site.file("notes/attachments/그림.png", png(400, 200)).note("deep/a.md", "![[그림.png|100]]").build()
    assert 'alt="" width="100" height="50"' in site.body("/deep/a/")


def test_only_what_published_notes_refer_to_is_copied(site: SiteTest) -> None:
    site.file("notes/used.pdf").file("notes/unused.pdf").file("notes/secret.png", png(1, 1))
    site.note("a.md", "[x](used.pdf)").note("_drafts/d.md", "![x](../secret.png)").build()
    assert [path for path in site.tree() if path.endswith((".pdf", ".png"))] == ["used.pdf"]


def test_embeds_show_notes_and_sections_with_ids_of_their_own(site: SiteTest) -> None:
    site.note("b.md", "# 비\n\n## 절 하나\n\n하나[^1]\n\n## 절 둘\n\n둘\n\n[^1]: 각주")
    site.note("a.md", "![[b#절 하나]]\n\n![[b]]").build()
    body = site.body("/a/")
    assert '<h2 id="e1-절-하나">절 하나</h2>' in body
    assert body.count("<p>둘</p>") == 1
    assert 'href="#e2-fn1"' in body


def test_dendron_links_are_known_by_its_file_unless_told_otherwise(site: SiteTest) -> None:
    site.file("dendron.yml").note("b.md", "# 나").note("a.md", "# 가\n\n[[이름|b]]").build()
    assert site.codes == ["dialect-guessed"]
    assert '<a href="../b/">이름</a>' in site.body("/a/")
    site.config(dialects=["hugo"]).note("a.md", "# 가\n\n[[b|이름]]").build()
    assert site.codes == []
    assert '<a href="../b/">이름</a>' in site.body("/a/")


def test_a_block_id_can_be_linked_to_and_shown(site: SiteTest) -> None:
    site.note("a.md", "# 가\n\n[[나#^핵]] [[나#^core]] [[^own]]\n\n![[나#^core]]\n\n끝 ^own\n")
    site.note("b.md", "# 나\n\n앞말\n\n| 표 |\n|---|\n| 칸 |\n\n^core\n\n뒷말\n")
    site.build()
    page = site.body("/a/")
    assert 'href="../b/#%5Ecore"' in page
    assert 'href="#%5Eown"' in page
    assert 'id="^own"' in page
    assert "<td>칸</td>" in page
    assert "뒷말" not in page
    assert site.codes == ["anchor-missing"]


def test_an_embed_cycle_is_a_warning_that_shows_it(site: SiteTest) -> None:
    site.note("a.md", "![[b]]").note("b.md", "![[a]]").build()
    assert site.codes == ["embed-cycle", "embed-cycle"]
    assert {one.message("en").rpartition(": ")[2] for one in site.diagnostics if one.code == "embed-cycle"} == {
        "a.md → b.md → a.md",
        "b.md → a.md → b.md",
    }


def test_drafts_cannot_be_embedded(site: SiteTest) -> None:
    site.note("_drafts/d.md", "카나리아").note("a.md", "![[d]]").build()
    assert site.codes == ["link-hidden"]
    assert not any("카나리아".encode() in data for data in site.bytes().values())


def test_external_images_join_the_policy_of_their_page_only(site: SiteTest) -> None:
    site.note("a.md", "![x](https://img.example/x.png)").note("b.md", "글").build()
    assert "img-src 'self' data: https://img.example;" in site.page("/a/")
    assert "https://img.example" not in site.page("/b/")
    assert 'referrerpolicy="no-referrer"' in site.body("/a/")
    site.config(language="ko", external_images="link").build()
    assert "<img" not in site.body("/a/")


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#x6A;avascript:alert(1)", "data:text/html,x", "vbscript:x",
     "//evil.com/x", "/\\evil.com/x", "file:///etc/passwd", "https://", "http://[::bad"],
)  # fmt: skip
def test_no_dangerous_address_reaches_an_attribute(site: SiteTest, target: str) -> None:
    site.note(
        "a.md", f'[x]({target}) ![x]({target}) [[{target}]] <a href="{target}">y</a> <img src="{target}">'
    ).build()
    page = site.body("/a/")
    for word in ("javascript:", "data:text", "vbscript:", "evil.com", "file:"):
        assert f'="{word}' not in page.lower()
        assert f"={word}" not in page.lower()
        assert f'="//{word}' not in page.lower()


def test_embeds_that_multiply_are_cut_off(site: SiteTest) -> None:
    """Eight notes that each embed all eight would be millions of notes on one page."""
    for number in range(8):
        site.note(f"n{number}.md", "\n\n".join(f"![[n{other}]]" for other in range(8)))
    site.build()
    assert "embed-depth" in site.codes
    assert len(site.page("/n0/")) < 1_000_000


@pytest.mark.parametrize(
    "markdown", ["![x](evil.html)", "<img src='evil.html'>", "<a href='evil.html'>x</a>", "<a href='evil.svg'>x</a>"]
)
def test_active_files_are_published_only_with_trusted_html(site: SiteTest, markdown: str) -> None:
    site.file("notes/evil.html", b"<script>").file("notes/evil.svg", b"<svg/>").note("a.md", markdown).build()
    assert site.codes == ["attachment-active"]
    assert not [path for path in site.tree() if path.startswith("evil")]


def test_secrets_are_refused_in_any_case(site: SiteTest) -> None:
    site.file("notes/ID_RSA").file("notes/x.PEM").note("a.md", "[a](ID_RSA) [b](x.PEM)").build(keep_going=True)
    assert site.codes == ["asset-refused", "asset-refused"]


def test_links_to_a_notes_own_title_have_a_target(site: SiteTest) -> None:
    site.note("a.md", "# 제목\n\n[위로](#제목)").note("b.md", "[x](a.md#제목) ![[a]]").build()
    assert '<h1 id="제목">' in site.main("/a/")
    assert site.codes == []


def test_addresses_of_jekyll_and_hugo_lead_to_notes(site: SiteTest) -> None:
    site.note("_posts/2018-01-01-name.md", "# 글\n\n## 절\n")
    site.note("posts/my note.md", "# 노트\n\n## 절\n")
    site.note(
        "a.md",
        "[가]({% post_url 2018-01-01-name %}) [나]({% link _posts/2018-01-01-name.md %}) "
        '[다]({{< ref "posts/my note.md#절" >}}) [라]({{< relref "my note" >}}) [마]({{ site.url }}/name/) '
        "[바]({{ site.baseurl }}{% post_url 2018-01-01-name %})\n",
    ).build()
    assert site.codes == []
    assert re.findall(r'href="([^"]+)"', site.body("/a/")) == [
        "../name/", "../name/", "../my-note/#%EC%A0%88", "../my-note/", "../name/", "../name/"
    ]  # fmt: skip


def test_a_computed_address_of_no_note_is_a_missing_note(site: SiteTest) -> None:
    site.note("a.md", '글 [가]({{< ref "없음" >}})\n').build()
    assert site.places("link-missing") == [("notes/a.md", 1, 3)]


def test_dendron_writes_the_label_first_where_the_configuration_says_so(site: SiteTest) -> None:
    site.note("docker.containers.md", "# 컨테이너").note("a.md", "[[Docker container|docker.containers]]")
    site.config(dialects=["dendron"]).build()
    assert site.codes == []
    assert ">Docker container</a>" in site.body("/a/")


def test_dialects_that_are_not_asked_for_are_text(site: SiteTest) -> None:
    site.note("a.md", "!!! note\n    글\n\n:::tip\n글\n:::\n").config(dialects=["jekyll"]).build()
    assert "callout" not in site.body("/a/")
    assert "!!! note" in site.body("/a/")


def test_a_template_tag_is_told_once_a_name(site: SiteTest) -> None:
    site.note("a.md", "{% include a.html %}\n\n{% include b.html %} {{< tabs >}}\n").build()
    assert site.places("template-tag") == [("notes/a.md", 1, 1), ("notes/a.md", 3, 22)]


def test_an_svg_is_measured_wherever_its_hangul_falls(site: SiteTest) -> None:
    """The image library reads 1,024 bytes, which may end in the middle of a syllable."""
    for shift in range(3):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><desc>{"x" * shift}{"가" * 600}</desc></svg>'
        site.file(f"notes/{shift}.svg", svg.encode())
    site.note("a.md", "![그림](0.svg) ![그림](1.svg) ![그림](2.svg)").build()
    assert site.codes == []
    assert site.body("/a/").count('width="300" height="200"') == 3


def test_a_section_that_embeds_nothing_is_in_no_circle(site: SiteTest) -> None:
    site.note("a.md", "# 가\n\n![[b#구조]]\n").note(
        "b.md", "# 나\n\n## 구조\n\n글이다.\n\n## 다른 절\n\n![[a]]\n"
    ).build()
    assert "글이다." in site.body("/a/")
    assert site.codes == []


def test_a_section_that_embeds_itself_is_a_circle(site: SiteTest) -> None:
    site.note("a.md", "# 가\n\n## 절\n\n![[b]]\n").note("b.md", "# 나\n\n![[a#절]]\n").build()
    assert set(site.codes) == {"embed-cycle"}


def test_tags_in_the_text_of_an_obsidian_vault(site: SiteTest) -> None:
    """https://help.obsidian.md/tags: they begin a word, and are not digits alone."""
    site.file("notes/.obsidian/app.json", b"{}")
    site.note(
        "a.md", "---\ntags: [모델]\n---\n#모델 #ai/vision\n\n- C#, a#b, #123, `#code`, \\#no [#x](b.md) #어텐션 은\n#🌳"
    )
    site.note("b.md", "# 나\n\n![[a]]").note("en/c.md", "# C\n\n#Model 글")
    site.config(tag_aliases={"model": "모델"}).build()
    assert site.codes == ["tags-in-text"]
    page = site.body("/a/")
    for address, name in (("%EB%AA%A8%EB%8D%B8", "모델"), ("ai-vision", "ai/vision"), ("tag-7e366d44", "🌳")):
        assert f'<a href="../tags/{address}/" class="tag">#{name}</a>' in page
        assert f'<a href="../tags/{address}/" class="tag">#{name}</a>' in site.body("/b/")
    assert page.count('class="tag"') == 4
    assert "C#, a#b, #123, <code>#code</code>, #no" in page
    assert '<a href="../b/">#x</a>' in page
    assert '<a href="../../en/tags/%EB%AA%A8%EB%8D%B8/" class="tag">#Model</a>' in site.body("/en/c/")
    assert [name in site.page("/a/").partition("<body")[0] for name in ("C#, a#b", "#모델")] == [True, False]
    assert sorted(re.findall(r'href="../tags/([^"/]+)/"', site.main("/tags/"))) == [
        "%EB%AA%A8%EB%8D%B8", "%EC%96%B4%ED%85%90%EC%85%98", "ai-vision", "tag-7e366d44"
    ]  # fmt: skip


def test_without_a_vault_a_hash_is_text(site: SiteTest) -> None:
    site.note("a.md", "#모델 이다").build()
    assert site.codes == []
    assert "site/tags/index.html" not in site.tree()
    assert "<p>#모델 이다</p>" in site.body("/a/")


def test_tags_of_dates_in_emphasis_and_beside_raw_html(site: SiteTest) -> None:
    text = "#2024/03 **#굵게** <b>x</b> #2024 #हिन्दी, a=#fff #-- #\u200d ==#끝== a_#b"
    site.config(dialects=["obsidian"]).note("a.md", text).build()
    assert re.findall(r'class="tag">#([^<]+)</a>', site.body("/a/")) == ["2024/03", "굵게", "हिन्दी", "끝"]


def test_tags_that_differ_in_punctuation_lead_to_their_own_page(site: SiteTest) -> None:
    site.config(dialects=["obsidian"]).note("a.md", "---\ntags: [ab, a-b]\n---\n#a/b #ab").build()
    assert re.findall(r'href="([^"]*)" class="tag"', site.body("/a/")) == ["../tags/a-b/", "../tags/ab/"]


def test_a_folder_is_listed_in_the_language_of_the_note(site: SiteTest) -> None:
    site.note("nlp/a.md", "글이다").note("nlp/b.en.md", "Some words.").note("c.en.md", "[x](nlp/)")
    site.note("d.md", "폴더는 [여기](nlp/)에 있다.").build()
    assert re.findall(r'href="([^"]*)"', site.body("/en/c/")) == ["../../en/categories/nlp/"]
    assert re.findall(r'href="([^"]*)"', site.body("/d/")) == ["../categories/nlp/"]


def test_a_graph_of_logseq(site: SiteTest) -> None:
    """Page properties, references to blocks, daily notes, blocks of Org mode."""
    one, two = (f"6590a1b2-0cff-4d23-9ef2-89a801244bc{number}" for number in (1, 2))
    site.note(
        "pages/Anomaly.md",
        "alias:: Attention, [[주의 집중]]\ntags:: 수학, [[비전]]\ndeck:: 나\n\n"
        f"- 글 **한** 줄\n  id:: {one}\n- 둘째\n  id:: {two}\n- 할 일\n  :LOGBOOK:\n  CLOCK: [2024-01-05 Fri]\n  :END:\n"
        "- #+BEGIN_TIP\n  도움\n  #+END_TIP\n- #+BEGIN_QUERY\n  {:query}\n  #+END_QUERY\n",
    )
    site.note(
        "pages/b.md",
        f"- [[Attention]] [[주의 집중]] #[[Anomaly]]\n- (({one})) {{{{embed (({two}))}}}} [라벨]((({two})))\n"
        f"- {{{{c1 진리값}}}} ^^형광^^ {{{{video https://youtu.be/abc}}}} `(({one}))`\n"
        "- [[2024-01-03]] [[Jan 3rd, 2024]] [[2024년 1월 3일]] [[2024_01_03]]\n- {{embed [[2024-01-03]]}}\n",
    )
    site.note("journals/2024_01_03.md", "- 오늘 한 일").build()
    assert site.codes == ["metadata-in-body"]
    assert site.result
    data = site.result.plan.notes["pages/Anomaly.md"].metadata
    assert (data.aliases, data.tags) == (("Attention", "주의 집중"), ("수학", "비전"))
    page, own = site.body("/pages/b/"), site.body("/pages/anomaly/")
    links = re.findall(r'href="([^"]*)"[^>]*>([^<]*)', page)
    there = "../../pages/anomaly/"
    assert links[:6] == [
        (there, "Attention"), (there, "주의 집중"), (there, "Anomaly"),
        (f"{there}#{one}", "글 한 줄"), (f"{there}#{two}", "둘째"), (f"{there}#{two}", "라벨"),
    ]  # fmt: skip
    assert {address for address, _ in links[7:11]} == {"../../journals/2024_01_03/"}
    assert "진리값 <mark>형광</mark>" in page
    assert "오늘 한 일" in page
    assert f"<code>(({one}))</code>" in page
    assert f'id="{one}"' in own
    assert "callout-tip" in own
    assert not re.search("LOGBOOK|CLOCK|query|BEGIN|(?<!deck)::", own)


def test_links_beside_a_permalink_without_a_slash(site: SiteTest) -> None:
    site.note("x/6.a.md", "---\npermalink: /kr/la/2-6\n---\n[하나](./2-1) [셋](../ml/3) [둘](2-1#절)")
    site.note("x/1.b.md", "---\npermalink: /kr/la/2-1\n---\n## 절").note("y/c.md", "---\npermalink: /kr/ml/3\n---\n글")
    site.build()
    assert site.codes == []
    assert re.findall(r'href="([^"]*)"', site.body("/kr/la/2-6/")) == [
        f"../../../kr/{one}" for one in ("la/2-1/", "ml/3/", "la/2-1/#%EC%A0%88")
    ]


def test_the_home_is_named_by_hugo_too(site: SiteTest) -> None:
    site.note("a.md", '[홈]({{< ref "/" >}}) [처음]({{< relref "/" >}})').build()
    assert re.findall(r'href="([^"]*)"', site.body("/a/")) == ["../", "../"]


def test_a_paragraph_of_tags_is_no_beginning_of_a_note(site: SiteTest) -> None:
    site.note("a.md", "#하나 #둘\n\n머리글").note("b.md", "#1위\n\n- 하나").config(dialects=["obsidian"]).build()
    assert ['content="머리글"' in site.page("/a/"), 'content="하나"' in site.page("/b/")] == [True, True]
    site.config(dialects=["hugo"]).build()
    assert 'content="#1위' in site.page("/b/")


def test_templates_of_a_vault_are_no_notes(site: SiteTest) -> None:
    """Obsidian's own plug-in and Templater say where they are; what stands in them is no front matter yet."""
    site.file("notes/.obsidian/templates.json", b'{"folder": "meta/templates/"}')
    site.file("notes/.obsidian/plugins/templater-obsidian/data.json", b'{"templates_folder": "T"}')
    site.note("meta/templates/daily.md", "---\ndate: {{date}}\n---\n# {{title}}").note("T/x.md", "<% tp.date.now() %>")
    site.note("a.md", "# 가").build()
    assert site.result
    assert [name for name, _ in site.result.plan.reading.skipped] == [".", "T/", "meta/templates/"]
    assert site.codes == ["tags-in-text"]


def test_embeds_on_lines_of_their_own_are_shown(site: SiteTest) -> None:
    site.note("b.md", "# 나\n\n둘째").note("c.md", "# 다\n\n셋째")
    site.note(
        "a.md", "# 가\n\n![[b]]\n![[c]]\n\n## ![[b]]\n\n> [!note] ![[b]]\n\n글[^1] ![[b]] 끝\n\n[^1]: ![[c]]\n"
    ).build()
    page = site.body("/a/")
    assert page.count('<div class="embed"') == 3
    assert '<p class="callout-title"><a href="../b/"' in page
    assert re.search(r'<h2 id="[^"]*"><a href="../b/"[^>]*>b</a></h2>', page)
    assert "</a></p> </li>" not in page
    assert page.count("<p") == page.count("</p>")


def test_files_of_other_kinds_and_pages_of_documents(site: SiteTest) -> None:
    site.file("notes/att/board.canvas", b"{}").file("notes/att/paper.pdf")
    site.note("a.md", "[[board.canvas]] [[paper.pdf#page=2]] [p](att/paper.pdf#page=3) [q](att/paper.pdf#x)").build()
    assert site.codes == []
    wanted = ["../att/board.canvas", "../att/paper.pdf#page=2", "../att/paper.pdf#page=3", "../att/paper.pdf"]
    assert re.findall(r'href="([^"]*)"', site.body("/a/")) == wanted


def test_a_picture_above_the_top_is_found_where_a_browser_asks_for_it(site: SiteTest) -> None:
    """Jekyll's posts show `../../assets/a.png` from an address two folders down; what is not there stays an error."""
    site.note("_posts/2024-01-01-a.md", "# 가\n\n![x](../../assets/a.png) ![y](../../assets/b.png)")
    site.file("notes/assets/a.png").build()
    assert site.codes == ["asset-above", "asset-unmeasured", "link-outside"]


def test_the_folder_of_the_address_before_a_link_is_left_out(site: SiteTest) -> None:
    """Jekyll's `baseurl`, which authors write out; a folder of that name in the notes goes before."""
    site.config(base_url="https://u.github.io/blog/")
    site.note("a.md", "# 가\n\n[b](/blog/b/#나) ![x](/blog/assets/x.png)").note("b.md", "# 나")
    site.file("notes/assets/x.png").build()
    assert site.codes == ["asset-unmeasured"]
    assert 'href="../b/#%EB%82%98"' in site.main("/a/")
    site.note("blog/c.md", "# 다").build()
    assert "link-missing" in site.codes


def test_a_wikilink_with_a_colon_in_its_name_is_no_address(site: SiteTest) -> None:
    site.note("a.md", "[[Re: 없는 노트]] [[javascript:alert(1)]]").build()
    assert site.codes == ["link-missing", "link-unsafe"]


def test_an_address_in_another_language_leads_to_that_language(site: SiteTest) -> None:
    site.note("content/ko/posts/clip.md", "글 [영어판](/en/posts/clip/)").note(
        "content/en/posts/clip.md", "English text, [Korean](/ko/posts/clip/)"
    ).build()
    assert '<a href="../en/clip/" hreflang="en">영어판</a>' in site.body("/clip/")
    assert '<a href="../../clip/" hreflang="ko">Korean</a>' in site.body("/en/clip/")


def test_of_notes_that_moved_the_one_whose_path_ends_so_is_meant(site: SiteTest) -> None:
    site.note("docs/nlp/bert.md", "# BERT\n\n글").note("blog/2023-05-29-bert.md", "# 리뷰\n\n글")
    site.note("i18n/en/intro.md", "글 [BERT](./nlp/bert.md)").build()
    assert '<a href="../../../nlp/bert/" hreflang="ko">BERT</a>' in site.body("/en/i18n/intro/")
    assert "link-moved" in site.codes


def test_the_page_for_wrong_addresses_of_another_tool_is_a_list_page(site: SiteTest) -> None:
    site.note("404.md", "---\npermalink: /404.html\n---\nSorry.").note("a.md", "글").build()
    assert "Sorry" not in site.page("/404.html")
    assert "address-clash" not in site.codes


def test_names_as_logseq_and_a_zettelkasten_spell_them(site: SiteTest) -> None:
    site.note("pages/AI___모델.md", "글").note("pages/Attention%3A All You Need.md", "글")
    site.note("20230102120000 InfoNCE.md", "글").note("journals/2023_01_05.md", "글").note("20230106.md", "글")
    site.note("x.md", "[[AI/모델]] [[Attention: All You Need]] [[20230102120000]] [[2023_01_05]]").build()
    assert not {"link-missing", "link-misspelt"} & set(site.codes)
    assert "<h1>AI/모델</h1>" in site.main("/pages/ai___모델/")
    assert '<time datetime="2023-01-05">' in site.main("/journals/2023_01_05/")
    assert '<time datetime="2023-01-06">' in site.main("/20230106/")


def test_definitions_that_foam_writes_for_wikilinks_have_no_suffix_either(site: SiteTest) -> None:
    site.note("b.md", "# 나").note("a.md", '글 [[b]]\n\n[//begin]: # "x"\n[b]: b "나"\n[//end]: # "x"\n').build()
    assert '<p>글 <a href="../b/">b</a></p>' in site.body("/a/")


def test_a_link_without_words_is_called_by_what_it_leads_to(site: SiteTest) -> None:
    site.note("b.md", "# 나\n\n## 절").note("a.md", "글 [](b.md), [](https://a.b/c), [](b.md#절)").build()
    assert '>나</a>, <a href="https://a.b/c"' in site.body("/a/")
    assert '>c</a>, <a href="../b/#절">절</a>' in site.body("/a/").replace("%EC%A0%88", "절")


def test_an_empty_link_in_a_heading_adds_no_words_to_it(site: SiteTest) -> None:
    site.note("a.md", "# 글\n\n## 설치 [](#설치)\n\n[](#설치)").build()
    assert "설치 <a" in site.body("/a/")
    assert site.body("/a/").count(">설치</a>") == 1


def test_an_embedded_section_has_the_footnotes_that_it_calls(site: SiteTest) -> None:
    text = "## 절\n\n글[^a].\n\n## 다음\n\n딴 글[^b].\n\n[^a]: 하나[^c]\n\n    - 항목\n[^b]: 둘\n[^c]: 셋 [[a]]\n"
    site.note("b.md", text).note("c.md", f"{text}\n<b>굵게</b>").note("a.md", "![[b#절]]\n\n![[c#절]]").build()
    body = site.body("/a/")
    assert [body.count(word) for word in ("하나", "항목", "셋", "둘", "다음")] == [2, 2, 2, 0, 0]
    for part in ("e1-", "e2-"):
        assert re.findall(rf'<li id="{part}(fn\d)"', body) == re.findall(rf'href="#{part}(fn\d)"', body)


def test_a_section_of_the_note_itself_is_shown_again(site: SiteTest) -> None:
    site.note("a.md", "# 글\n\n## 절\n\n내용이다. ^p\n\n## 둘\n\n![[#절]]\n\n![[#^p]]\n\n![[#둘]]\n\n![[#글]]").build()
    assert site.body("/a/").count("내용이다") == 3
    assert site.body("/a/").count("embed-title") == 0
    assert site.codes == ["embed-cycle", "embed-cycle"]


@pytest.mark.parametrize(
    ("html", "shown"),
    [("앞 <br> 뒤", ["하나"]), ("<details>\n\n## 안\n\n</details>", ["하나"]), ("<div>", ["하나", "둘째"])],
)
def test_a_section_ends_where_it_does_beside_html(site: SiteTest, html: str, shown: list[str]) -> None:
    """What is below an element that was left open is in it: such a note is shown whole."""
    site.note("b.md", f"{html}\n\n## 절\n\n하나\n\n## 다음\n\n둘째").note("a.md", "![[b#절]]").build()
    assert [word for word in ("하나", "둘째") if word in site.body("/a/")] == shown


def test_pictures_keep_their_proportions(site: SiteTest) -> None:
    tall = '<img src="a.png" height="20"> <img src="a.png" width="450"> <img src="a.png" style="zoom: 50%">'
    site.file("notes/a.png", png(900, 600)).note("a.md", f"# 글\n\n{tall}\n").build()
    found = re.findall(r' (width|height)="(\d+)"', site.body("/a/"))
    assert [dict(found[at : at + 2]) for at in (0, 2, 4)] == [
        {"width": "30", "height": "20"}, {"width": "450", "height": "300"}, {"width": "450", "height": "300"},
    ]  # fmt: skip


def test_films_and_papers_in_the_place_of_pictures(site: SiteTest) -> None:
    site.file("notes/v.mp4").file("notes/논문.pdf").note(
        "a.md",
        "# 글\n\n![](v.mp4) ![](논문.pdf) ![설명](논문.pdf) ![](https://x.com/a/status/1) ![](https://e.example/a.mp4)",
    ).build()
    shown = site.body("/a/")
    assert '<video src="../v.mp4" controls></video>' in shown
    assert re.findall(r'<a href="[^"]*\.pdf">([^<]*)</a>', shown) == ["논문.pdf", "설명"]
    assert shown.count('class="external"') == 2
    assert "<img" not in shown


def test_names_with_spaces_and_parentheses(site: SiteTest) -> None:
    site.file("notes/f (2).png", png(4, 3)).note("m (1).md", "# 엠").note(
        "a.md", "# 글\n\n![x](f (2).png) [노트](m (1).md) [설명](글 (참고) 없음)"
    ).build()
    assert site.codes == []
    assert 'src="../f%20(2).png"' in site.body("/a/")
    assert '<a href="../m-1/">노트</a> [설명](글 (참고) 없음)' in site.body("/a/")


def test_a_path_of_the_authors_computer_does_not_reach_a_page(site: SiteTest) -> None:
    text = "![](C:/Users/hong/a.png) ![](/Users/hong/Desktop/a.png) ![](file:///home/hong/a.png) [글](C:\\Users\\hong\\b.pdf)"
    site.note("a.md", f"# 글\n\n{text}\n").build()
    assert site.codes.count("file-elsewhere") == 4
    assert "hong" not in "".join(site.page(f"/{path}") for path in site.tree() if path.endswith(".html"))
    assert site.body("/a/").count(">a.png</span>") == 3


def test_addresses_of_programs_are_words(site: SiteTest) -> None:
    site.note("a.md", "# 글\n\n[쪽](zotero://open-pdf/library/items/x) [보관함](obsidian://open?vault=x)").build()
    assert site.codes == ["link-app", "link-app"]
    assert "<span>쪽</span> <span>보관함</span>" in site.body("/a/")


def test_an_address_with_the_spaces_of_a_category_leads_to_its_note(site: SiteTest) -> None:
    """As Jekyll writes them; fmnotes has hyphens there."""
    site.config(permalink="/:categories/:title/")
    site.note("2024-01-01-cluster.md", "---\ncategories: [Machine Learning]\n---\n# 군집")
    site.note("a.md", "# 글\n\n[군집](/machine%20learning/cluster/) [없음](/machine%20learning/none/)").build()
    assert site.codes == ["link-missing"]
    assert 'href="../machine-learning/cluster/"' in site.body("/a/")


def test_a_label_leads_to_its_place_in_any_note(site: SiteTest) -> None:
    site.note("a.md", "(sec-a)=\n## 첫 절\n\n```{code} python\n:name: fig:p\nx\n```\n\n$$ x $$ (eq-x)\n")
    refs = "{ref}`sec-a` {numref}`fig:p` {numref}`그림 %s <fig:p>` {eq}`eq-x` [말](#sec-a) [말](sec-a) [](#sec-a) @eq-x"
    site.note("b.md", refs).build()
    assert site.codes == []
    heading = "../a/#%EC%B2%AB-%EC%A0%88"
    links = re.findall(r'<a href="([^"]*)">([^<]*)</a>', site.body("/b/"))
    assert links == [
        (heading, "첫 절"),
        ("../a/#fig%3Ap", "코드"),
        ("../a/#fig%3Ap", "그림"),
        ("../a/#eq-x", "(1)"),
        (heading, "말"),
        (heading, "말"),
        (heading, "첫 절"),
        ("../a/#eq-x", "(1)"),
    ]
    assert ">b<" in site.page("/a/")


def test_a_label_of_two_notes_means_the_near_one_in_the_same_language(site: SiteTest) -> None:
    for name, title in (("b.md", "한국어 절"), ("b.en.md", "English section")):
        site.note(name, f"# {title} 글\n\n## {title}\n:label:`sec_x`\n\n:numref:`sec_x`")
    site.note("a.md", "# 가나다 글\n\n:numref:`sec_x`").note(
        "a.en.md", "# English words here\n\n:numref:`sec_x`"
    ).build()
    assert site.codes == []
    assert ">한국어 절</a>" in site.body("/a/")
    assert ">English section</a>" in site.body("/en/a/")


def test_a_picture_with_a_label_stands_beside_footnotes(site: SiteTest) -> None:
    site.note("a.md", "![그림](https://a.b/c.png){#fig-a} 글[^1]\n\n[^1]: 말\n").note(
        "b.md", "@fig-a를 보라, @def-con"
    ).build()
    assert site.codes == []
    assert '<a href="../a/#fig-a">그림</a>' in site.body("/b/")


def test_a_label_of_a_draft_is_not_told(site: SiteTest) -> None:
    site.note("a.md", "---\ndraft: true\n---\n(x)=\n## 비밀").note("b.md", "{ref}`x`").build()
    assert site.codes == ["link-hidden"]
    assert "비밀" not in site.page("/b/")


@pytest.mark.parametrize("size", ['viewBox="0 0 600 300"', 'width="100%" viewBox="0,0,600.4,300"'])
def test_a_drawing_of_any_size_has_its_proportions(site: SiteTest, size: str) -> None:
    site.file("notes/p.svg", f'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" {size}/>'.encode())
    site.note("a.md", "![그림](p.svg)").build()
    assert site.codes == []
    assert 'width="600" height="300"' in site.body("/a/")


def test_an_address_of_categories_and_title_is_a_note(site: SiteTest) -> None:
    """`/:categories/:title/`, as Minimal Mistakes is set up."""
    site.note("_posts/2020-01-03-gpt.md", "---\ncategories: [NLP, 큰 모델]\n---\n# GPT 글\n\n글")
    site.note("a.md", "[글](/nlp/%ED%81%B0-%EB%AA%A8%EB%8D%B8/gpt/) <a href='/nlp/큰-모델/gpt'>글</a>").build()
    assert site.codes == []
    assert site.body("/a/").count('href="../gpt/"') == 2
    site.note("a.md", "[글](/다른/gpt/)").build()
    assert site.codes != []


def test_the_number_of_a_picture_is_its_width_in_a_vault(site: SiteTest) -> None:
    site.file("notes/p.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"/>')
    site.note("a.md", "![200](p.svg)\n\n![100x40](p.svg)").build()
    assert 'alt="200"' in site.body("/a/")
    assert 'alt="" width="100" height="40"' in site.body("/a/")
    site.config(dialects=["obsidian"])
    site.build()
    assert 'alt="" width="200" height="100"' in site.body("/a/")


def test_a_draft_does_not_take_the_label_of_a_note_that_is_shown(site: SiteTest) -> None:
    site.note("a.md", "---\ndraft: true\n---\n(lab)=\n## 초안 절").note("d.md", "(lab)=\n## 보이는 절")
    site.note("b.md", "{ref}`lab`").build()
    assert site.codes == []
    assert ">보이는 절</a>" in site.body("/b/")


def test_a_title_counts_before_the_day_of_a_journal(site: SiteTest) -> None:
    site.note("journals/2024_01_03.md", "- 오늘").note("b.md", "# 2024년 1월 3일\n\n글")
    site.note("a.md", "[[2024년 1월 3일]] [[2024-01-03]]").build()
    assert re.findall(r'href="([^"]*)"', site.body("/a/")) == ["../b/", "../journals/2024_01_03/"]


def test_blocks_of_logseq_that_are_headings_or_code_have_names(site: SiteTest) -> None:
    one, two = (f"65900000-0000-0000-0000-00000000000{number}" for number in (1, 2))
    text = f"- ## 제목\n  id:: {one}\n- (({one}))\n- ```py\n  x\n  ```\n  id:: {two}\n- (({two}))\n"
    site.note("a.md", text).build()
    assert ">제목</a></li>" in site.body("/a/")
    assert f'<a href="#{two}">코드</a>' in site.body("/a/")


def test_a_picture_by_the_address_of_its_page_is_the_picture(site: SiteTest) -> None:
    page = "https://github.com/a/b/blob/main/img/c.png"
    site.note("a.md", f"![그림]({page}) [쪽]({page})\n\n<img src='{page}?raw=true'>").build()
    assert site.body("/a/").count('src="https://github.com/a/b/raw/main/img/c.png"') == 2
    assert f'href="{page}"' in site.body("/a/")


def test_many_labels_take_no_time(site: SiteTest) -> None:
    site.note("a.md", "".join(f"(a{number})=\n\n글\n\n{{ref}}`a{number}`\n\n" for number in range(12_000)))
    begun = time.perf_counter()
    site.build()
    assert time.perf_counter() - begun < 10


@pytest.mark.parametrize(
    "name", ["index.md", "_index.md", "index.markdown", "_index.markdown", "README.md", "README.markdown"]
)
def test_a_folder_is_its_index_whatever_that_is_called(site: SiteTest, name: str) -> None:
    site.note(f"clip/{name}", "# CLIP").note("nlp/a.md", "[x](../clip) [[clip]]").build()
    assert site.codes == []
    assert 'href="../../clip/"' in site.body("/nlp/a/")


def test_another_day_is_no_slip(site: SiteTest) -> None:
    """Nor is another picture of the screen; a slip beside a number is one."""
    site.note("2024-07-09(화).md", "[[2024-07-08(월)]]").note("b.md", "![](shot-4.30.png) [[transfomer-2]]")
    site.file("notes/shot-4.43.png").note("transformer-2.md", "글").build()
    assert sorted(site.codes) == ["asset-missing", "link-missing", "link-misspelt"]


def test_pictures_keep_the_folders_that_they_are_in(site: SiteTest) -> None:
    """But for those that notes leave out at the top."""
    site.note("posts/a.md", "![](/assets/img/posts/p.png) ![](x/q.png)")
    site.file("notes/assets/img/posts/p.png").file("notes/posts/x/q.png").build()
    assert {"assets/img/posts/p.png", "x/q.png"} <= set(site.tree())


@pytest.mark.parametrize("link", ["/docs/basics/bert", "../basics/bert", "/repo/docs/basics/bert/", "/basics/bert"])
def test_numbers_that_order_files_are_not_in_addresses(site: SiteTest, link: str) -> None:
    site.note("02-basics/01-bert.md", "# BERT\n\n## 학습").note("03_more/a.md", f"[x]({link}#학습)").build()
    assert site.codes == []
    assert f'href="{"../" * 2}02-basics/01-bert/#' in site.body("/03_more/a/")


@pytest.mark.parametrize("link", ["/posts/2023/about", "./bert", "/docs/01-bert"])
def test_no_other_number_is_left_out(site: SiteTest, link: str) -> None:
    """Two of a name, a note that has no number, a version."""
    site.note("1-a/bert.md", "글").note("2-a/bert.md", "글").note("about.md", "글").note("1.2-bert.md", "글")
    site.note("b.md", f"[x]({link})").build()
    assert set(site.codes) <= {"link-missing", "link-misspelt"}
    assert site.codes


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        ('<a href="https://e.org">open\n\nsee [this](b.md) words ^fig', "^fig", "words"),
        ("<div>\n\n## 하나\n\n글\n\n</div>\n\n## 둘", "하나", "글"),
        ("## 하나\n\n<section>\n\n글\n\n## 둘\n\n</section>", "하나", "글"),
    ],
)
def test_a_section_of_an_element_is_whole(site: SiteTest, text: str, asked: str, shown: str) -> None:
    """Its elements end in it, however those of the note that it is of begin and end."""
    site.note("a.md", f"# A\n\n{text}").note("b.md", f"앞\n\n![[a#{asked}]]\n\n뒤").build()
    body = site.body("/b/")
    assert shown in body
    for element in ("a", "div", "section"):
        assert body.count(f"<{element} ") + body.count(f"<{element}>") == body.count(f"</{element}>")


def test_code_that_is_embedded_counts_too(site: SiteTest) -> None:
    site.note("a.md", "```text\n" + "x" * 90_000 + "\n```\n").note("b.md", "![[a]]\n\n" * 30).build()
    assert "embed-depth" in site.codes
    assert len(site.page("/b/")) < 1_500_000


def test_a_draft_does_not_take_the_name_of_a_note_that_is_shown(site: SiteTest) -> None:
    site.note("drafts/bert.md", "---\ndraft: true\n---\n").note("nlp/bert.md", "글").note("clip.md", "글")
    site.note("drafts/clip2.md", "---\ndraft: true\naliases: [clip]\n---\n").note("a.md", "[[bert]] [[clip]]").build()
    assert site.codes == []
    assert 'href="../nlp/bert/"' in site.body("/a/")


def test_an_old_address_that_is_taken_is_told_where_it_stands(site: SiteTest) -> None:
    site.note("a.md", "---\naliases: [/aa/]\nredirects: [/b/]\n---\n글").note("b.md", "글").build()
    assert site.places("redirect-clash") == [("notes/a.md", 3, 12)]


def test_what_a_directive_includes_is_shown(site: SiteTest) -> None:
    site.note("d/a.md", "```{include} ../part.md\n```\n\n```{literalinclude} x.py\n:language: python\n```\n")
    site.note("part.md", "# 부분\n\n포함된 글").file("notes/d/x.py").build()
    assert site.codes == []
    assert "포함된 글" in site.body("/d/a/")
    assert ">x.py</a>" in site.body("/d/a/")
