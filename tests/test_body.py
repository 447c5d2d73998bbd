"""What rendering says of a note beside its HTML: places, diagnostics, limits, and marks that no note can forge."""

from __future__ import annotations

import pytest

from fmnotes.markdown.body import Body
from fmnotes.markdown.colours import shade_of
from fmnotes.markdown.render import BodyOptions, render_body
from fmnotes.text.characters import clean_text
from tests.cases import flat


def render(markdown: str, html: str = "safe") -> Body:
    return render_body(clean_text(markdown), first_line=1, language=lambda: "ko", options=BodyOptions(html))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("markdown", "code", "line", "column"),
    [
        ("글\n\n> - 식 $\\bad{x}$", "math-invalid", 3, 7),
        ("$$\n\\bad\n$$", "math-invalid", 1, 1),
        ("```없는말\nx\n```", "code-language-unknown", 1, 1),
        ("글\n\n```python\n" + "x = 1\n" * 6000 + "```", "code-too-large", 3, 1),
        ("글 https://a.com/x가나다라", "url-cut", 1, 3),
        ("글\n<iframe src='https://a.com'></iframe>", "html-frame", 2, 1),
        ("<div>\n<script>x</script>\n</div>", "html-dropped", 2, 1),
        ("$" + "{" * 200 + "x" + "}" * 200 + "_1$", "math-invalid", 1, 1),
    ],
)
def test_diagnostics_have_places(markdown: str, code: str, line: int, column: int) -> None:
    found = render(markdown).diagnostics
    assert [(one.code, one.place.line, one.place.column) for one in found] == [(code, line, column)]


@pytest.mark.parametrize(
    "tex",
    [
        "p(" * 60, "[x " * 60, "\\{x " * 60, "{(}" * 60, "(\\begin{matrix} a & b \\end{matrix} " * 60, "p(^)" * 60,
        "p(\\sqrt)" * 60, "p(\\frac x)" * 60, "p(% )\n" * 60, "p(\\left)\\right." * 60, "\\ulcorner x" * 60, "⦃" * 60,
        "\\\\{" * 60, "\\newcommand{\\p}{p(}" + "\\p " * 60, "\\let\\zz=( " + "\\zz " * 60,
        "\\def\\zz{{{{{{}}}}}p(}" + "\\zz " * 60, "\\def\\a#1{" + "{" * 140 + "#1" + "}" * 140 + "}" + "\\a{" * 50 + "x" + "}" * 50,
        "\\def\\a#1{" + "#1" * 9 + "}" + "\\a{" * 4 + "x" * 7000 + "}" * 4, "\\def\\a{" + "x" * 4000 + "}" + "\\a" * 900,
    ],
)  # fmt: skip
def test_what_would_take_math_core_for_ever_is_not_asked_of_it(tex: str) -> None:
    """It takes twice as long with each bracket that is not closed, reads by recursion, and expands without bounds."""
    assert [one.code for one in render(f"$$\n{tex}\n$$").diagnostics] == ["math-invalid"]


@pytest.mark.parametrize(
    "tex",
    [
        "p(" * 60 + ")" * 60, "\\begin{aligned}" + "p(x & y \\\\ " * 60 + "\\end{aligned}", "[0, 1) " * 60,
        "\\left( x \\right. " * 60, "\\left[ x \\right|_0 + " * 60, "f(\\alpha) " * 60, "f(\\hat x) " * 60, "\\sqrt[3]{x} " * 60,
        "\\newcommand{\\p}[1]{p(#1)}" + "\\p{x} " * 60, "\\text{( a}" * 60,
    ],
)  # fmt: skip
def test_long_formulas_are_read(tex: str) -> None:
    assert not render(f"$$\n{tex}\n$$").diagnostics


@pytest.mark.parametrize("tex", ["{", "\\left(", "\\begin{matrix}", "x^{", "\\frac{1}{", "\\sqrt", "\\bar"])
def test_deep_formulas_do_not_end_the_process(tex: str) -> None:
    """math-core reads by recursion: 6,000 open groups were a segmentation fault."""
    assert render(f"$$\n{tex * 9000}x\n$$").diagnostics


@pytest.mark.parametrize(
    "forged",
    [
        '```\n" onmouseover="alert(1)\n```\n\n<p title="&#xFDD0;0&#xFDD1;">글</p>',
        '```\n" onmouseover="alert(1)\n```\n\n<p title="&#64976;0&#64977;">글</p>',
        "<p>&#xFDD0;99999&#xFDD1;</p>",
        '<a href="&#xFDD0;0&#xFDD1;">글</a>',
        "<b>x</b> &#xFDD0;0&#xFDD1; `\ufdd00\ufdd1`",
        "<b>x</b> ![&#xFDD0;0&#xFDD1;](a.png)",
    ],
)
def test_marks_cannot_be_forged(forged: str) -> None:
    """The marks of our own holes are noncharacters: no text may bring any, by reference either."""
    html = flat(render(forged))
    assert "\ufdd0" not in html
    assert 'title="<pre' not in html


@pytest.mark.parametrize(
    "tag", ["script", "style", "textarea", "title", "noscript", "iframe", "template", "xmp", "!--"]
)
def test_a_lone_tag_swallows_nothing(tag: str) -> None:
    for text in (f"글 <{tag}> 다음\n\n남는 **글(text)**은\n\n# 제목", f"- <{tag}\n\n남는 **글(text)**은\n\n# 제목"):
        body = render(text)
        assert "<strong>글(text)</strong>은" in flat(body)
        assert [one.text for one in body.headings] == ["제목"]


def test_ids_never_collide_with_footnotes_or_the_theme() -> None:
    body = render("## fn1\n\n## fm-main\n\n글[^1]\n\n[^1]: 각주")
    assert len(body.ids) == len(set(body.ids))
    assert "fm-main" not in body.ids


def test_the_abstract_is_the_beginning_without_headings_and_code() -> None:
    body = render("# 제목\n\n```\n코드\n```\n\n첫 **문장(sentence)**이다. 둘째[^1].\n\n[^1]: 각주")
    assert body.abstract == "첫 문장(sentence)이다. 둘째."
    assert "코드" not in body.prose


def test_references_keep_their_place_in_tables_and_quotes() -> None:
    body = render("> | 가 | 나 |\n> |---|---|\n> | 다 | [라](b.md) |\n\n<p>\n<img src='없음.png'>\n</p>")
    assert [(ref.target, ref.line, ref.column) for ref in body.references] == [
        ("b.md", 3, 9),
        ("%EC%97%86%EC%9D%8C.png", 6, 11),
    ]


@pytest.mark.parametrize(
    "tex",
    [
        r"\color{#FF7FFF} x", r"\textcolor{#ff0000}{y}", r"\begin{array}{} a & c \\ b \end{array}", r"A \not\implies B",
        r"\begin{matrix} a & b \cr c & d\end{matrix}", r"\colorbox{yellow}{$x$}", r"\ce{H2O}", r"\strut x \hfill y",
        r"(\texttt{batch_size}, 13)", r"\text{35%}", r"\text{A&B}", r"\text{C#}", r"\text{a^b}", r"\pmatrix{1&2\\3&4}",
        r"f=\cases{a & b\\ c & d}", r"\begin{array}{@{}l@{}}a\\b\end{array}", r"\root 3 \of x", r"\llap{x}y",
        r"\textnormal{abc}", r"a \smallsetminus b", r"\varlimsup_{n} x", r"\mathnormal{x}", r"\dotso \dotsi",
        r"\rule{1em}{1pt} x", r"\mathclap{x}", r"\bbox[5px]{x}", r"\href{https://a.b}{x}", r"\raise 2pt x", r"\ensuremath{x}",
    ],
)  # fmt: skip
def test_what_mathjax_reads_is_read(tex: str) -> None:
    body = render(f"$$\n{tex}\n$$")
    assert [one.code for one in body.diagnostics] == []
    assert "<math" in "".join(piece for piece in body.pieces if isinstance(piece, str))


def test_formulas_read_as_symbols_in_abstracts() -> None:
    assert render("벡터 $z \\in \\mathbb{R}^{K}$와 $T > 0$이다.").abstract == "벡터 z∈ℝ^K와 T>0이다."


@pytest.mark.parametrize(("opening", "last"), [("{}- 항목 {}\n", "항목 119"), ("> ", "속")])
def test_depth_loses_nothing(opening: str, last: str) -> None:
    """markdown-it stops at a depth of 100; what is deeper is shown as text."""
    if opening.startswith("{"):
        text = "".join(opening.format("  " * depth, depth) for depth in range(120))
    else:
        text = opening * 150 + "속\n"
    shown = flat(render(text + "\n끝말\n\n## 뒷제목\n"))
    assert "끝말" in shown
    assert "뒷제목</h2>" in shown
    assert last in shown


@pytest.mark.parametrize(
    ("colour", "shade"),
    [
        ("red", "red"), ("#f00", "red"), ("#ff0000cc", "red"), ("RGB(230, 0, 0)", "red"), ("#e67e22", "orange"),
        ("#f1c40f", "yellow"), ("#339966", "green"), ("#3366ff", "blue"), ("purple", "purple"), ("#993366", "pink"),
        ("#888888", "grey"), ("#222222", ""), ("black", ""), ("#fff", ""), ("inherit", ""), ("var(--x)", ""),
        ("#fff5b1", "yellow"), ("rgb(999, 0, 0)", "red"), ("#12345", ""), ("", ""),
    ],
)  # fmt: skip
def test_colours_have_a_nearest_shade(colour: str, shade: str) -> None:
    assert shade_of(colour) == shade


def test_labels_stand_in_one_order_in_every_process() -> None:
    text = "".join(f"## 절 {{#sec-{number}}}\n\n" for number in range(12))
    body = render_body(text, first_line=1, language=lambda: "ko", options=BodyOptions())
    assert [one.name for one in body.labels] == [f"sec-{number}" for number in reversed(range(12))]


def test_colours_of_formulas_are_shades_of_the_theme() -> None:
    """Blue on dark paper and gold on light paper could not be read; black is no colour."""
    made = "".join(
        one
        for one in render("$\\color{gold}x$ $\\textcolor{blue}{y}$ $\\color{black}z$").pieces
        if isinstance(one, str)
    )
    assert [name in made for name in ("ink-yellow", "ink-blue", "mathcolor", "style=")] == [True, True, False, False]
