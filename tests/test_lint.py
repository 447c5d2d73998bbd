"""Advice on how notes are written, and what `check --fix` mends."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest

from fmnotes.cli.fix import mend_notes
from fmnotes.cli.report import Reporter
from fmnotes.config import load_config
from fmnotes.lint import Fix, lint_notes, mend
from fmnotes.notes.source import Source
from tests.support import SiteTest
from tests.test_cli import run


def advice(text: str, *ignored: str) -> list[tuple[str, int, int]]:
    found = lint_notes([Source("a.md", text, "")], ignored)
    return [(one.code, one.place.line, one.place.column) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("글\n\n##제목", ("lint-heading-space", 3, 1)),
        ("#첫 제목", ("lint-heading-space", 1, 1)),
        ("-항목\n-항목", ("lint-list-space", 1, 1)),
        ("1.항목", ("lint-list-space", 1, 1)),
        ("글 ** 강조 **는 글", ("lint-bold-spaces", 1, 3)),
        ("글 **강조 **글", ("lint-bold-spaces", 1, 3)),
        ("**강조(emphasis)**는 굵다", ("lint-bold-github", 1, 1)),
        ("가. 하나\n나. 둘", ("lint-list-letters", 2, 1)),
        ("① 하나\n② 둘", ("lint-list-letters", 2, 1)),
        ("$$\nx\n\n글", ("lint-formula-open", 1, 1)),
        ("$$\nx\n$$\n\n\\[\n글 **강조 **글", ("lint-formula-open", 5, 1)),
        ("-[ ] 할 일", ("lint-list-space", 1, 1)),
        ("식 $x_1 은 글이다", ("lint-dollar-odd", 1, 3)),
        ("글 ![](a.png)", ("lint-alt-empty", 1, 3)),
        ("https://example.org/", ("lint-url-bare", 1, 1)),
        ("글\n\nTODO: 그림", ("lint-todo", 3, 1)),
        ("- 가\n    - TODO: 그림", ("lint-todo", 2, 7)),
        ("fine-tuning과 finetuning", ("lint-term-mixed", 1, 14)),
        ("encoder는 encoder이고 " * 4 + "\n\n여기는 encorder다", ("lint-spelling-near", 3, 5)),
    ],
)
def test_every_rule_speaks(text: str, expected: tuple[str, int, int]) -> None:
    assert expected in advice(text)
    assert expected not in advice(text, expected[0].removeprefix("lint-"))


@pytest.mark.parametrize(
    "text",
    [
        "#태그 #다른태그",
        "#태그",
        "```sh\n#주석 하나\n-옵션\nTODO\n```",
        "- 가\n\n글\n\n    TODO",
        "    #주석 하나",
        "`##제목` 글",
        "$$\n-가 + x_1\n$$",
        "-5도, 1.5배, 3.1절",
        "**a)** 글 **b**",
        "2 ** 3 ** 4, x ** 2 + y ** 2",
        "파이썬의 ** 연산자와 ** 연산자",
        "**[글](https://a.example/)** 다음",
        "$5와 $HOME, $refs",
        "가. 하나\n\n나. 둘",
        "가. 하나  \n나. 둘",
        "글 [제목](https://example.org/) 글",
        "though 한 번, through through",
        "ToDoList, 진행 중이다",
        "#define HASHSIZE 51",
    ],
)
def test_what_is_meant_draws_no_advice(text: str) -> None:
    assert advice(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "<!-- fmnotes-ignore: todo -->\nTODO: 그림",
        "TODO: 그림 <!-- fmnotes-ignore -->",
        "TODO <!-- fmnotes-ignore: alt-empty, todo -->",
    ],
)
def test_a_line_may_ask_for_silence(text: str) -> None:
    assert advice(text) == []
    assert advice(text.replace("todo", "url-bare").replace("fmnotes-ignore -->", "x -->"))


def test_mending_changes_these_lines_and_no_other() -> None:
    text = "---\ntitle: '#첫 제목'\n---\n##제목\n\n-항목 하나\n1.둘\n\n글 ** 강조 **는 `-항목`\n\n```\n-항목\n```\n"
    mended, fixes = mend(text, 4, ())
    assert (
        mended
        == "---\ntitle: '#첫 제목'\n---\n## 제목\n\n- 항목 하나\n1. 둘\n\n글 **강조**는 `-항목`\n\n```\n-항목\n```\n"
    )
    assert [fix.line for fix in fixes] == [4, 6, 7, 9]
    assert mend(mended, 4, ()) == (mended, [])
    assert mend(text, 4, ("heading-space", "list-space", "bold-spaces")) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        "{% highlight c %}\n##define X\n{% endhighlight %}",
        "{{< highlight c >}}\n##define X\n{{< /highlight >}}",
        "{% raw %}\n##x\n{% endraw %}",
        "<pre>\n##x\n\n##y\n</pre>",
        "<textarea>\n##x\n</textarea>",
        "<div>\n##x\n</div>",
        "<!--\n##x\n\n##y\n-->",
        "%%\n##x\n\n##y\n%%",
        "함수(**kwargs **args)는",
        "g(**c **d)",
    ],
)
def test_what_is_shown_as_it_is_or_not_at_all_is_not_mended(text: str) -> None:
    assert mend(f"{text}\n\n##제목", 1, ()) == (f"{text}\n\n## 제목", [Fix(text.count("\n") + 3, "##제목", "## 제목")])


def test_many_openings_without_an_end_take_no_time() -> None:
    for opening in ("<pre>", "<!-- ", "%%a ", "{% raw %}", "<div>\n", "{{< highlight >}}"):
        begun = time.perf_counter()
        mend(opening * 20_000 + "\n\n##제목", 1, ())
        assert time.perf_counter() - begun < 5


def test_check_advises_and_a_build_does_not(site: SiteTest) -> None:
    site.note("a.md", "##제목\n").build()
    assert site.codes == []
    assert "notes/a.md:1:1: warning[lint-heading-space]" in run("check", site.root, "--lang", "en").stderr
    site.config(lint_ignore=["heading-space"])
    assert "lint-" not in run("check", site.root).stderr
    site.config(lint_ignore=["nonsense"])
    assert run("check", site.root).exit_code == 2


def test_fix_shows_the_change_and_asks(site: SiteTest) -> None:
    site.file("notes/a.md", "##제목\r\n\r\n글\r\n".encode())
    result = run("check", site.root, "--fix", "--lang", "en")
    assert "  - ##제목" in result.stdout
    assert "  + ## 제목" in result.stdout
    assert (site.root / "notes/a.md").read_bytes() == "##제목\r\n\r\n글\r\n".encode()
    run("check", site.root, "--fix", "--yes")
    assert (site.root / "notes/a.md").read_bytes() == "## 제목\r\n\r\n글\r\n".encode()
    assert "nothing to mend" in run("check", site.root, "--fix", "--yes", "--lang", "en").stderr


def test_what_was_saved_meanwhile_is_not_written_over(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    site.note("a.md", "##제목\n").note("b.md", "##나\n")

    def confirm(*_: object, **__: object) -> bool:
        site.note("a.md", "##제목\n\n새 문단\n")
        return True

    monkeypatch.setattr("click.confirm", confirm)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    config, _ = load_config(site.root)
    assert config
    mend_notes(config, Reporter("ko"), sure=False)
    written = [(site.root / "notes" / name).read_text("utf-8") for name in ("a.md", "b.md")]
    assert written == ["##제목\n\n새 문단\n", "## 나\n"]


def test_front_matter_without_an_end_is_not_mended(site: SiteTest) -> None:
    text = "---\ntitle: 글\n##주석\n"
    site.note("a.md", text)
    run("check", site.root, "--fix", "--yes")
    assert (site.root / "notes/a.md").read_text() == text
    assert sorted(path.name for path in (site.root / "notes").iterdir()) == ["a.md"]


def test_fix_touches_only_what_a_build_reads(site: SiteTest) -> None:
    text = "##제목\n"
    for path in ("a.md", "node_modules/x.md", ".hidden/x.md", "private/x.md"):
        site.note(path, text)
    site.config(ignore=["private"])
    run("check", site.root, "--fix", "--yes")
    changed = [path.relative_to(site.root / "notes").as_posix() for path in (site.root / "notes").rglob("*.md")
               if path.read_text("utf-8") != text]  # fmt: skip
    assert changed == ["a.md"]


def test_a_tag_is_no_slip_for_a_heading() -> None:
    text = "#모델 을 본다\n\n##제목\n"
    assert [one.code for one in lint_notes([Source("a.md", text, "")], (), tags=True)] == ["lint-heading-space"]
    assert mend(text, 1, (), tags=True)[0] == "#모델 을 본다\n\n## 제목\n"


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("this **bold **word here.", "this **bold** word here."),
        ("this and** bold** too.", "this and **bold** too."),
        ("모델은 **사전 학습 **단계에서", "모델은 **사전 학습** 단계에서"),
        ("모델은 **사전 학습 **은 한다", "모델은 **사전 학습**은 한다"),
        ("글 ** 강조 **는", "글 **강조**는"),
    ],
)
def test_mending_bold_glues_no_words(line: str, made: str) -> None:
    assert mend(line, 1, ())[0] == made
