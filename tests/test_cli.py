"""The command line: exit codes, what is printed, both languages; the package as a stranger installs it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fmnotes.cli.main import main
from fmnotes.config import load_config
from tests.support import SiteTest

REPOSITORY = Path(__file__).parents[1]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def test_a_diagnostic_shows_file_line_column_caret_and_hint(site: SiteTest) -> None:
    site.note("nlp/bert.md", "---\ntitle: 버트\ndate: 2024-02-30\n---\n")
    result = run("build", site.root, "--lang", "en")
    assert result.exit_code == 1
    assert (
        "notes/nlp/bert.md:3:7: error[date-invalid]: 2024-02-30 is not a calendar date\n"
        "    3 | date: 2024-02-30\n"
        "      |       ^^^^^^^^^^\n"
        "    write it like 2024-03-01\n"
    ) in result.stderr
    assert "nothing was written" in result.stderr


def test_the_caret_knows_that_hangul_is_wide(site: SiteTest) -> None:
    site.note("a.md", "한글 [[없음]]")
    assert "    1 | 한글 [[없음]]\n      |      ^^^^^^^^\n" in run("build", site.root).stderr


def test_messages_follow_the_option_the_site_the_environment(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    site.note("a.md", "[[없음]]")
    assert "없는 노트로 가는 링크입니다" in run("check", site.root).stderr
    assert "a link to a note that does not exist" in run("check", site.root, "--lang", "en").stderr
    site.config(title="x")
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert "없는 노트로" in run("check", site.root).stderr
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert "does not exist" in run("check", site.root).stderr


def test_check_writes_nothing(site: SiteTest) -> None:
    site.note("a.md", "[[없음]]")
    before = sorted(site.root.rglob("*"))
    assert run("check", site.root).exit_code == 0
    assert run("check", site.root, "--strict").exit_code == 1
    assert sorted(site.root.rglob("*")) == before


def test_the_summary_adds_up(site: SiteTest) -> None:
    site.note("a.md", "글").note("_drafts/b.md", "글").note("c.md", "---\ndate: 2999-01-01\n---\n")
    site.note("d.md", "---\ndate: 어제\n---\n").note("e.mdx", "x")
    result = run("build", site.root, "--keep-going")
    assert result.exit_code == 1
    assert "노트 4개: 보임 1, 숨김 2 (초안 1, 예약 1), 오류 1" in result.stderr
    assert "  d.md\n" in result.stderr
    assert "건너뜀: .mdx 1" in result.stderr
    assert re.search(r"페이지 \d+개, 첨부 0개 → .* \(새로 씀 \d+, 그대로 0, 지움 0\), \d+\.\d\d초", result.stderr)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "/없는/폴더"], "folder-missing"),
        (["build", "SITE", "--drafts"], "drafts-need-out"),
        (["build", "SITE", "--drafts", "--out", "SITE/site"], "drafts-need-out"),
        (["build", "SITE", "--out", "SITE"], "output-refused"),
        (["build", "SITE", "--out", "SITE/notes/x"], "output-refused"),
        (["build", "SITE", "--out", "/"], "output-refused"),
        (["build", "SITE", "--base-url", "ftp://x"], "config-value"),
        (["build", "SITE", "--nonsense"], "없는 옵션입니다: --nonsense\nerror[usage]: No such option"),
        (["build", "SITE", "--draft"], "없는 옵션입니다: --draft (혹시 이것인가요: '--drafts')\n"),
        (["nonsense"], "없는 명령입니다: nonsense\nerror[usage]: No such command"),
        (["build", "SITE", "b", "c"], "무엇인지 알 수 없는 인자입니다: b c\n"),
        (["new"], "빠진 인자가 있습니다: TITLE\n"),
        (["build", "--lang"], "값이 있어야 하는 옵션입니다: --lang\n"),
        (["build", "--drafts=3"], "값이 없는 옵션입니다: --drafts\n"),
        (["build", "--lang", "fr"], "--lang 값은 'ko', 'en' 가운데 하나입니다: fr\n"),
        (["serve", "--port", "99999"], "--port 값은 범위 0<=x<=65535 안입니다: 99999\n"),
        (["serve", "--port", "x"], "--port 값은 정수여야 합니다: x\n"),
        (["theme"], "Commands:\n"),
    ],
)
def test_wrong_usage_is_exit_code_2(site: SiteTest, arguments: list[str], message: str) -> None:
    site.note("a.md", "글")
    result = run(*(one.replace("SITE", str(site.root)) for one in arguments))
    assert result.exit_code == 2
    assert message in result.stderr


def test_all_mistakes_of_a_configuration_are_told_at_once(site: SiteTest) -> None:
    (site.root / "fmnotes.toml").write_text(
        'titel = "x"\nlanguage = "fr"\ntimezone = "Nowhere"\nper_page = 0\nbase_url = "x"\nqqqq = 1\noutput = "."\n'
    )
    result = run("build", site.root, "--lang", "en")
    assert result.exit_code == 2
    assert re.findall(r"fmnotes.toml:(\d):\d: error\[([a-z-]+)\]", result.stderr) == [
        ("1", "config-misspelt"), ("2", "config-value"), ("3", "config-value"), ("4", "config-value"),
        ("5", "config-value"), ("6", "config-unknown"),
    ]  # fmt: skip
    assert "did you mean title?" in result.stderr


@pytest.mark.parametrize(
    ("output", "code"),
    [
        (".", "output-refused"), ("..", "output-refused"), ("notes", "output-refused"), ("/", "output-refused"),
        ("~/../..", "config-value"), ("templates", "output-refused"), ("static/x", "output-refused"),
        (".git/x", "output-refused"),
    ],
)  # fmt: skip
def test_output_folders_that_are_refused(site: SiteTest, output: str, code: str) -> None:
    site.config(output=output).note("a.md", "글")
    result = run("build", site.root)
    assert result.exit_code == 2
    assert f"error[{code}]" in result.stderr


def test_a_syntax_error_in_the_configuration_has_a_place(site: SiteTest) -> None:
    (site.root / "fmnotes.toml").write_text('title = "x"\nlanguage = ko\n')
    result = run("build", site.root)
    assert (result.exit_code, "fmnotes.toml:2:12: error[config-syntax]" in result.stderr) == (2, True)


def test_github_sees_annotations(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    site.note("a.md", "글\n[[없,음:%]]")
    stderr = run("check", site.root, "--lang", "en").stderr
    assert "::warning file=notes/a.md,line=2,col=1::a link to a note that does not exist: 없,음:%25. " in stderr


def test_control_characters_of_notes_do_not_reach_the_terminal(site: SiteTest) -> None:
    site.note("a\x1b.md", "[[없\x1b[31m음]] [x](\u202e.md)")
    stderr = run("check", site.root).stderr
    assert "\x1b" not in stderr
    assert "\u202e" not in stderr


def test_a_fault_of_ours_is_exit_code_3_with_a_report(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    import fmnotes.site.build as module

    site.note("a.md", "글")
    monkeypatch.setattr(module, "read_site", lambda *_: 1 / 0)
    result = run("build", site.root)
    assert result.exit_code == 3
    assert "Please report the text below" in result.stderr
    assert "ZeroDivisionError" in result.stderr


def test_an_ascii_console_gets_what_it_can_show(site: SiteTest) -> None:
    site.note("한글.md", "[[없음]]")
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "fmnotes", "build", str(site.root)]
    done = subprocess.run(command, capture_output=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


def test_the_version_is_told_in_two_ways_alike() -> None:
    """By itself it is told without loading the commands."""
    command = [sys.executable, "-X", "importtime", "-m", "fmnotes", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "click" not in done.stderr
    assert done.stdout == CliRunner().invoke(main, ["--version"], prog_name="fmnotes").stdout


def test_help_imports_little() -> None:
    script = (
        "import sys; sys.argv = ['fmnotes', '--help']\n"
        "from fmnotes.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'markdown_it', 'jinja2', 'pygments', 'yaml'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


def test_a_bare_folder_needs_no_set_up(tmp_path: Path) -> None:
    """A folder without configuration is the notes folder."""
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "노트.md").write_text("# 제목\n\n글", "utf-8")
    assert run("build", folder).exit_code == 0
    assert (folder / "site/노트/index.html").is_file()
    assert sorted(path.name for path in folder.iterdir()) == ["site", "노트.md"]
    assert run("build", folder).exit_code == 0
    other = tmp_path / "other"
    (other / "site").mkdir(parents=True)
    (other / "a.md").write_text("# 제목", "utf-8")
    (other / "site/mine.txt").write_text("x")
    result = run("build", other)
    assert (result.exit_code, "output-foreign" in result.stderr) == (1, True)


def test_the_wheel_carries_the_theme(tmp_path: Path) -> None:
    """An installed wheel in an empty folder builds a site."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=REPOSITORY, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    assert not any(name.endswith((".pyc",)) for name in map(str, installed.rglob("*")))
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "a.md").write_text("# 제목", "utf-8")
    script = "import fmnotes, sys; sys.argv = ['fmnotes', 'build']; from fmnotes.cli.main import main; main()"
    environment = os.environ | {"PYTHONPATH": str(installed)}
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (folder / "site/a/index.html").is_file()
    assert (folder / "site/_/base.css").read_text("utf-8") == (REPOSITORY / "templates/static/base.css").read_text(
        "utf-8"
    )


def test_a_missing_notes_folder_is_told(site: SiteTest) -> None:
    site.config(notes="nowhere")
    result = run("build", site.root)
    assert (result.exit_code, "error[notes-missing]" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "text",
    ['base_url = "https://[x"', 'output = "\\u0000"', 'output = "~"', "x = " + "1" * 5000, "x = " + "[" * 3000, "notes = 1",
     '[macros]\n"a b" = "x"'],
)  # fmt: skip
def test_no_configuration_makes_it_fail(site: SiteTest, text: str) -> None:
    (site.root / "fmnotes.toml").write_text(text)
    assert run("build", site.root).exit_code == 2


@pytest.mark.parametrize("text", ["[tool]\nfmnotes = 1", "tool = 1"])
def test_an_odd_pyproject(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert run("check", tmp_path).exit_code in {0, 2}


def test_names_of_files_cannot_speak_to_the_terminal_or_to_github(site: SiteTest) -> None:
    site.file("notes/x\n::error::pwn.md", "---\ndate: 어제\n---\n".encode())
    result = run("build", site.root, "--keep-going")
    assert not re.search(r"^::error::pwn", result.stderr, re.MULTILINE)


def test_why_says_where_every_value_came_from(site: SiteTest) -> None:
    site.note("post/bert/index.md", "+++\ntitle = '버트'\ndate = 2024-03-18\ndraft = false\n+++\n[[clip]]를 보라.\n")
    site.note("_posts/2024-01-02-clip.md", "---\nlayout: post\ncategories: blog post\n---\n# CLIP 읽기\n\n본문이다.\n")
    site.note("nlp/강의.md", "## Hard\n\n본문이다.\n")
    site.note("scraped.md", "# Attention\n\n• Category: Paper Review\n• Date: 2023-05-29\n\n본문이다.\n")
    site.note("secret.md", "---\ntitle: 비밀\npublic: false\n---\n")

    def told(note: str) -> list[str]:
        result = run("why", note, site.root, "--lang", "en")
        assert result.exit_code == 0, result.stderr
        return [line.strip() for line in result.stdout.splitlines()]

    assert "title: 버트  (front matter title, line 2)" in told("post/bert/index.md")
    assert "address: /bert/" in told("post/bert/index.md")
    clip = told("/clip/")
    assert "title: CLIP 읽기  (heading #, line 5)" in clip
    assert "date: 2024-01-02  (file name)" in clip
    assert "categories: blog/post  (front matter categories, line 3)" in clip
    assert "linked from: post/bert/index.md" in clip
    lecture = told(str(site.root / "notes/nlp/강의.md"))
    assert "title: 강의  (file name)" in lecture
    assert "categories: nlp  (folder)" in lecture
    assert "language: ko  (share of Hangul in the text)" in lecture
    scraped = told("scraped.md")
    assert "date: 2023-05-29  (body Date, line 4)" in scraped
    assert "categories: Paper Review  (body Category, line 3)" in scraped
    assert "hidden: private  (front matter public, line 3)" in told("secret.md")


def test_why_of_an_unknown_note_names_the_nearest(site: SiteTest) -> None:
    site.note("attention.md", "글")
    result = run("why", "atention.md", site.root, "--lang", "en")
    assert result.exit_code == 2
    assert "error[note-unknown]" in result.stderr
    assert "attention.md" in result.stderr
    result = run("why", "zzzz", site.root, "--lang", "en")
    assert "error[note-unlike-any]" in result.stderr


def test_check_answers_programs_too(site: SiteTest) -> None:
    site.note("a.md", "# 가\n\n[[없는 노트]]\n")
    (record,) = [one for one in json.loads(run("check", site.root, "--format", "json").stdout) if one["line"]]
    assert (record["code"], record["path"], record["line"], record["column"]) == ("link-missing", "notes/a.md", 3, 1)
    lines = run("check", site.root, "--format", "github", "--lang", "en").stdout.splitlines()
    assert any(line.startswith("::warning file=notes/a.md,line=3,col=1::") for line in lines)


TODAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def test_new_writes_as_the_site_writes(site: SiteTest) -> None:
    result = run("new", '큰 "따옴표" 제목', site.root)
    assert (result.exit_code, result.stdout.strip()) == (0, "notes/큰-따옴표-제목.md")
    text = (site.root / "notes/큰-따옴표-제목.md").read_text("utf-8")
    assert TODAY.sub("DAY", text) == '---\ntitle: "큰 \\"따옴표\\" 제목"\ndate: DAY\ntags: []\n---\n\n'
    assert run("check", site.root, "--strict").exit_code == 0


def test_new_follows_jekyll_and_hugo(site: SiteTest) -> None:
    for day in (1, 2):
        site.note(f"_posts/2024-01-0{day}-x.md", "+++\ntitle = 'x'\n+++\n")
    result = run("new", "BERT 정리", site.root, "--lang", "en")
    assert TODAY.sub("DAY", result.stdout.strip()) == "notes/_posts/DAY-bert-정리.md"
    text = TODAY.sub("DAY", (site.root / result.stdout.strip()).read_text("utf-8"))
    assert text == '+++\ntitle = "BERT 정리"\ndate = DAY\nlang = "en"\ntags = []\n+++\n\n'


def test_new_writes_over_nothing_and_stays_inside(site: SiteTest) -> None:
    site.note("a.md", "내 글")
    assert run("new", "A", site.root).exit_code == 2
    assert (site.root / "notes/a.md").read_text("utf-8") == "내 글"
    result = run("new", "B", site.root, "--folder", "../..")
    assert (result.exit_code, "folder-outside" in result.stderr) == (2, True)
    assert "title-empty" in run("new", " ", site.root).stderr
    assert "file-exists" in run("new", "A", site.root).stderr
    assert run("new", "B", site.root, "--folder", "nlp/깊은").stdout.strip() == "notes/nlp/깊은/b.md"


def test_init_makes_a_site_that_builds(tmp_path: Path) -> None:
    folder = tmp_path / '내 "노트"'
    assert run("init", folder, "--lang", "en").exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == [".github", ".gitignore", "fmnotes.toml", "notes"]
    result = run("build", folder, "--strict", "--lang", "en")
    assert result.exit_code == 0, result.stderr
    assert "내 &#34;노트&#34;" in (folder / "site/index.html").read_text("utf-8")


def test_init_changes_nothing_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "fmnotes.toml").write_text("notes = '.'\n")
    (tmp_path / ".gitignore").write_text("site/\n")
    (tmp_path / "a.md").write_text("글")
    result = run("init", tmp_path, "--lang", "en")
    assert result.exit_code == 0
    assert "left as it is: fmnotes.toml" in result.stderr
    assert "worth adding to .gitignore: /.fmnotes/" in result.stderr
    assert (tmp_path / "fmnotes.toml").read_text() == "notes = '.'\n"
    assert (tmp_path / ".gitignore").read_text() == "site/\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".github", ".gitignore", "a.md", "fmnotes.toml"]


def test_init_finds_the_notes_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "nlp").mkdir()
    (tmp_path / "nlp/a.md").write_text("# 글", "utf-8")
    run("init", tmp_path)
    assert 'notes = "."' in (tmp_path / "fmnotes.toml").read_text("utf-8")
    assert run("build", tmp_path, "--strict").exit_code == 0
    assert (tmp_path / "site/nlp/a/index.html").is_file()


def test_why_names_the_slip_that_hides_and_the_problems_of_a_deep_folder(site: SiteTest) -> None:
    site.file("docs/notes/a.md", "---\ndraf: true\n---\n[[없음]]\n".encode()).config(notes="docs/notes")
    result = run("why", "a.md", site.root, "--lang", "en")
    assert "hidden: draft  (front matter draf, line 2)" in result.stdout
    assert "docs/notes/a.md:2:1: warning[key-hides]" in result.stderr


def test_init_writes_down_what_a_vault_was_known_by(tmp_path: Path) -> None:
    (tmp_path / "notes/.obsidian").mkdir(parents=True)
    (tmp_path / "notes/a.md").write_text("# 가\n\n#모델 글", "utf-8")
    assert run("init", str(tmp_path)).exit_code == 0
    config, problems = load_config(tmp_path)
    assert config, problems
    assert (config.has_text_tags, config.guessed) == (True, ())
    told = run("why", "a.md", tmp_path, "--lang", "ko")
    assert "태그: 모델  (본문 #, 3행)" in told.stdout, told.stderr


@pytest.mark.parametrize(
    ("config", "text", "code"),
    [
        ("", f"+++\nfoo = 0x{'f' * 4000}\n+++\n글", "front-matter-forbidden"),
        ("", '{"permalink": "/a\\ud800/"}\n글', "permalink-invalid"),
        (f"[[defaults]]\nfoo = 0x{'f' * 4000}\n", "글", "config-value"),
        (f"[[defaults]]\nfoo = [0x{'f' * 4000}]\n", "글", "config-value"),
        ('card_font = "a\\u0000b"\n', "글", "config-value"),
        (f'notes = "{"n" * 5000}"\n', "글", "file-failed"),
    ],
)
def test_what_python_cannot_take_is_told(site: SiteTest, config: str, text: str, code: str) -> None:
    (site.note("a.md", text).root / "fmnotes.toml").write_text(config, "utf-8")
    result = run("build", site.root)
    assert result.exit_code in {1, 2}
    assert f"error[{code}]" in result.stderr


def test_folders_too_deep_to_be_meant_are_told(site: SiteTest) -> None:
    site.note("a.md", "글").note(f"{'d/' * 120}b.md", "글")
    result = run("build", site.root)
    assert (result.exit_code, "error[note-unreadable]" in result.stderr) == (1, True)


def test_notes_beside_the_site_folder_can_be_mended(site: SiteTest) -> None:
    site.config(notes="../beside").file("../beside/a.md", "##제목\n".encode())
    result = run("check", site.root, "--fix", "--yes")
    assert (result.exit_code, "beside/a.md:1" in result.output) == (0, True)


def test_a_title_that_is_no_text_makes_no_note(site: SiteTest) -> None:
    result = run("new", "\udcff", site.root)
    assert result.exit_code == 2
    assert list((site.root / "notes").iterdir()) == []


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("status: complete\ndraft: true", "draft, 3행"),
        ("published: 2024-01-01\ndraft: true", "draft, 3행"),
        ("draft:\nprivate: true", "private, 3행"),
        ("password: abc", "password, 2행"),
        ("visibility: hidden", "visibility, 2행"),
        ("draf: true", "draf, 2행"),
        ("url: /404.html", "url, 2행"),
        ("title: 글\ndate: '{{date}}'", "date, 3행"),
    ],
)
def test_why_names_the_switch_that_hides(site: SiteTest, head: str, said: str) -> None:
    site.note("a.md", f"---\n{head}\n---\n글")
    assert f"머리말 {said})" in run("why", "a.md", site.root).stdout


@pytest.mark.parametrize(
    ("path", "head", "said"),
    [
        ("a.md", "published: true\npublishDate: 2024-01-05", "날짜: 2024-01-05  (머리말 publishDate, 3행)"),
        ("2024-01-01-a.md", "title: 글", "날짜: 2024-01-01  (파일 이름)"),
        ("2024-01-01-a.md", "published: 2024-02-02", "날짜: 2024-02-02  (머리말 published, 2행)"),
        ("a.md", "permalink: https://a.b/c\nslug: /x/y", "permalink: /x/y  (머리말 slug, 3행)"),
        ("글/a.md", "categories: /", "카테고리: 글  (폴더 이름)"),
        ("ko/c.ko.md", "tags: [가]", "언어: ko  (파일 이름)"),
        ("ko/c.md", "tags: [가]", "언어: ko  (폴더 이름)"),
        ("c.md", "tags: [가]", "언어: ko  (본문의 한글 비율)"),
        ("c.md", "title: 글\n제목: 글", "제목: 글  (머리말 title, 2행)"),
        ("c.md", "tags: [가]\n태그: 나", "태그: 가, 나  (머리말 tags, 2행)"),
        ("제목.md", "tags: [가]", "제목: 제목  (파일 이름)"),
    ],
)
def test_why_names_where_a_value_is_from(site: SiteTest, path: str, head: str, said: str) -> None:
    site.note(path, f"---\n{head}\n---\n글")
    assert said in run("why", path, site.root).stdout


def test_why_names_what_hides_a_part_of_a_bundle(site: SiteTest) -> None:
    site.file("hugo.toml", b"").note("b/index.md", "---\nprivate: true\n---\n글").note("b/part.md", "부분")
    said = run("why", "b/part.md", site.root, "--lang", "en").stdout
    assert "hidden: private  (an index.md or _index.md above it)" in said


def test_a_mistake_in_our_table_is_not_told_of_the_tables_of_others(site: SiteTest) -> None:
    (site.root / "fmnotes.toml").unlink()
    text = '[project]\ndescription = "fine"\n[tool.fmnotes]\ndescription = 3\n'
    (site.root / "pyproject.toml").write_text(text)
    site.note("a.md", "글")
    assert "pyproject.toml:4:1: error[config-value]" in run("build", site.root).stderr


def test_notes_among_pictures_are_counted_by_their_folder(site: SiteTest) -> None:
    site.note("a.md", "글").note("public/b.md", "글")
    assert "건너뜀: public/ 1" in run("build", site.root).stdout + run("build", site.root).stderr


def test_why_finds_a_page_that_is_a_file(site: SiteTest) -> None:
    site.note("a.md", "---\npermalink: /x.html\n---\n글")
    assert run("why", "/x.html", site.root).stdout.startswith("a.md\n")


def test_a_configuration_that_is_no_utf_8_has_a_place(site: SiteTest) -> None:
    (site.root / "fmnotes.toml").write_bytes('title = "x"\nauthor = "가"\n'.encode("cp949"))
    result = run("build", site.root)
    assert (result.exit_code, "fmnotes.toml:2:11: error[config-encoding]" in result.stderr) == (2, True)


def test_an_error_at_the_end_of_the_configuration_is_told_there(site: SiteTest) -> None:
    (site.root / "fmnotes.toml").write_text('title = "x"\nper_page = 20\nignore = ["x",\n\n')
    assert "fmnotes.toml:3:1: error[config-syntax]" in run("build", site.root).stderr


@pytest.mark.parametrize("key", ["static", "templates"])
def test_a_folder_that_is_named_has_to_be_there(site: SiteTest, key: str) -> None:
    site.config(**{key: "statics"})
    assert "fmnotes.toml:1:1: error[config-folder]" in run("build", site.root).stderr


@pytest.mark.parametrize(
    ("content", "codes"), [("n.example.com\n", ["cname-mismatch"]), ("a b\n", ["cname-invalid"]), ("u.github.io\n", [])]
)
def test_the_domain_is_compared_with_the_address(site: SiteTest, content: str, codes: list[str]) -> None:
    site.config(base_url="https://u.github.io/repo/").file("static/CNAME", content.encode()).note("a.md", "글")
    assert site.build().codes == codes


def test_what_is_no_note_may_be_a_link_and_environments_are_no_notes(site: SiteTest) -> None:
    site.note("a.md", "글").file("notes/env/pyvenv.cfg").note("env/lib/b.md", "글")
    (site.root / "notes/python").symlink_to("/usr/bin/env")
    (site.root / "notes/self.txt").symlink_to("self.txt")
    assert site.build().codes == []
    assert [path for path in site.tree() if "env" in path] == []
    (site.root / "notes/self.md").symlink_to("self.md")
    assert site.build().codes == ["symlink-skipped"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("hugo.toml", 'baseURL = "https://ex.org/"\ntitle = "내 \\"글\\""\nlanguageCode = "ko-kr"\n[params]\nauthor = "글쓴이"\n',
         ['title = "내 \\"글\\""', 'base_url = "https://ex.org/"', 'language = "ko"', 'author = "글쓴이"']),
        ("_config.yml", "title: Jek\nurl: https://u.github.io\nbaseurl: /blog\nauthor:\n  name: Who\nlang: en\n",
         ['title = "Jek"', 'base_url = "https://u.github.io/blog"', 'language = "en"', 'author = "Who"']),
        ("mkdocs.yml", "site_name: MK\nx: !!python/name:os.system\n", ['title = "MK"', '# base_url = "https://user']),
        ("_config.yml", "lang: fr\nurl: 'not an address'\ntitle: [a]\n", ['# language = "ko"', '# base_url']),
        ("_config.yml", ": : :\n", ['# author = ""']),
        ("_config.yml", "permalink: pretty\nexclude: [b, vendor]\n",
         ['permalink = "/:categories/:year/:month/:day/:title/"', 'ignore = ["_*.md", "_*.markdown"]']),
        ("_config.yml", "defaults:\n  - scope:\n      path: ''\n      type: posts\n    values:\n      permalink: /posts/:title/\n"
         "permalink: /:x/\n", ['permalink = "/posts/:title/"']),
        ("_config.yml", "permalink: /:output_ext/\nexclude: 7\ndefaults: [1, {scope: 2}]\n", ["# permalink", 'ignore = ["_*.md", "_*.markdown"]']),
    ],
)  # fmt: skip
def test_init_takes_over_what_another_tool_was_told(tmp_path: Path, name: str, text: str, said: list[str]) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert run("init", tmp_path).exit_code == 0
    written = (tmp_path / "fmnotes.toml").read_text("utf-8")
    assert [line for line in said if line not in written] == []
    assert run("build", tmp_path, "--strict").exit_code == 0


def test_the_first_note_is_in_the_language_of_the_command(tmp_path: Path) -> None:
    assert run("init", tmp_path, "--lang", "en").exit_code == 0
    assert "First note" in (tmp_path / "notes/first-note.md").read_text("utf-8")


def test_a_folder_without_notes_is_told_what_a_note_is(site: SiteTest) -> None:
    (site.root / "notes/a.mdx").write_text("글", "utf-8")
    said = run("build", site.root, "--lang", "en").stderr
    assert "skipped: .mdx 1" in said
    assert "no notes: files that end in .md or .markdown are read" in said


def test_many_problems_are_told_by_kind_and_information_in_short(site: SiteTest) -> None:
    for number in range(12):
        site.note(f"n{number:02}.md", "---\nDate: 2024-01-01\n---\n{% tag %} [x](nowhere.md)")
    told = run("build", site.root, "--lang", "en").stderr
    assert told.count("info[template-tag]") == 11
    assert "info[template-tag]: 2 more (fmnotes check shows all)" in told
    assert "  link-missing 12\n" in told
    assert told.count("link-missing]") == 12
    assert run("check", site.root, "--lang", "en").stderr.count("info[template-tag]") == 12


def test_help_is_in_both_languages() -> None:
    text = run("--help").stdout
    assert "사이트를 만듭니다. Build the site." in text
    assert "A site's own files of the theme." in text


def test_why_says_what_hides_a_note_that_two_things_hide(site: SiteTest) -> None:
    site.note("_drafts/a.md", "---\nprivate: true\n---\n글")
    said = run("why", "_drafts/a.md", site.root, "--lang", "en").stdout
    assert "private" in said
    assert "line 2" in said


def test_why_finds_a_note_by_its_name_and_title(site: SiteTest) -> None:
    site.note("nlp/bert.md", "# 버트\n")
    assert [run("why", one, site.root).exit_code for one in ("bert", "버트", "BERT")] == [0, 0, 0]


def test_a_folder_that_is_only_read_is_built_elsewhere(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    allowed = os.access

    def access(path: object, mode: int, **more: object) -> bool:
        return allowed(str(path), mode) and not (mode == os.W_OK and str(path).startswith(str(site.root)))

    monkeypatch.setattr(os, "access", access)
    site.note("a.md", "글")
    assert run("build", site.root, "--out", tmp_path / "out").exit_code == 0
    assert not (site.root / ".fmnotes").exists()


def test_a_new_note_has_spaces_in_its_name_where_the_others_do(site: SiteTest) -> None:
    site.note("첫 노트.md", "글").note("둘째 노트.md", "글")
    assert run("new", "볼트: 노트?", site.root).exit_code == 0
    assert (site.root / "notes/볼트 노트.md").is_file()


def test_why_tells_what_is_wrong_with_a_note_that_cannot_be_read(site: SiteTest) -> None:
    site.file("notes/a.md", "글".encode("cp949"))
    result = run("why", "a.md", site.root, "--lang", "en")
    assert (result.exit_code, "error[encoding-invalid]" in result.stderr) == (1, True)
    assert "no such note" not in result.stderr


def test_a_zone_beyond_the_calendar_is_no_fault(site: SiteTest) -> None:
    site.note("a.md", "글")
    environment = os.environ | {"TZ": "UTC+25", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "fmnotes", "build", str(site.root)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_a_repaired_value_is_told_once_with_the_line_of_the_file(site: SiteTest) -> None:
    site.note("a.md", "---\ntitle: [깨짐\n---\n글").build()
    (one,) = [one for one in site.diagnostics if one.code == "front-matter-repaired"]
    assert (one.place.line, one.place.text) == (2, "title: [깨짐")


def test_a_broken_file_of_other_tools_does_not_stop_a_site_with_a_configuration(site: SiteTest) -> None:
    site.note("a.md", "글")
    (site.root / "pyproject.toml").write_text("[project")
    assert run("build", site.root).exit_code == 0
    (site.root / "pyproject.toml").write_text("[tool.fmnotes")
    assert run("build", site.root).exit_code == 2


def test_a_site_without_a_configuration_is_called_as_another_tool_calls_it(tmp_path: Path) -> None:
    for name, text in {
        "_config.yml": "title: 배우는 글\nlang: en\nurl: https://a.b\n",
        "_posts/2024-01-01-a.md": "글이다",
    }.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(text, "utf-8")
    told = run("build", tmp_path / "in", "--out", tmp_path / "out", "--lang", "en")
    assert (told.exit_code, "_config.yml: info[settings-taken]" in told.stderr) == (0, True)
    page = (tmp_path / "out/index.html").read_text("utf-8")
    assert ("배우는 글" in page, '<html lang="ko"' in page) == (True, True)


def test_why_of_a_name_with_translations_tells_of_one(site: SiteTest) -> None:
    site.note("clip.md", "# 클립\n\n글").note("clip.en.md", "# CLIP\n\ntext").note("a.md", "글").note("b.md", "글")
    told = run("why", "clip", site.root, "--lang", "en")
    assert (told.exit_code, told.stdout.splitlines()[0]) == (0, "clip.md")
