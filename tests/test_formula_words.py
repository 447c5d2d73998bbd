"""Formulas where only plain text can be: they say the same."""

from __future__ import annotations

import pytest

from fmnotes.markdown.formula_words import formula_words
from fmnotes.markdown.formulas import FormulaRenderer
from tests.support import SiteTest


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"2^{10}", "2^10"),
        (r"10^{-3}", "10^−3"),
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{a+b}{2\sigma^2}", "(a+b)/(2σ^2)"),
        (r"x_i^2", "x_i^2"),
        (r"x_{ij}", "x_ij"),
        (r"x_{i+1}", "x_(i+1)"),
        (r"\sqrt{n}", "√n"),
        (r"\sqrt{a+b}", "√(a+b)"),
        (r"\sqrt[3]{x+1}", "3√(x+1)"),
        (r"\frac{QK^T}{\sqrt{d_k}}", "QK^T/√d_k"),
        (r"\sum_{i=1}^{n} x_i", "∑_(i=1)^nx_i"),
        (r"\mathbb{R}^{m\times d_v}", "ℝ^(m×d_v)"),
        (r"\binom{n}{k}", "(n k)"),
        (r"f'(x)", "f′(x)"),
        (r"W^\top x", "W⊤x"),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "(a b; c d)"),
        (r"\underbrace{a+b}_{\text{합}}", "a+b_합"),
        (r"\hat{y}", "yˆ"),
        (r"z", "z"),
        (r"a < b", "a<b"),
    ],
)
def test_formula_words(tex: str, words: str) -> None:
    assert formula_words(FormulaRenderer({}).render(tex, display=False)) == words


def test_titles_backlinks_and_descriptions_say_what_formulas_say(site: SiteTest) -> None:
    site.note("a.md", '---\ntitle: "$\\\\frac{1}{2}$ 확률"\n---\n[[b]]은 $2^{10}$ 배이고 $\\frac{1}{2}$ 이다.')
    site.note("b.md", "글").build()
    assert "<title>1/2 확률" in site.page("/a/")
    assert 'content="b은 2^10 배이고 1/2 이다."' in site.page("/a/")
    assert "2^10 배이고 1/2 이다." in site.page("/b/")
