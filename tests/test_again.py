"""What the next build takes over from the last: never more than still holds."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from fmnotes.config import Config
from fmnotes.library import gather as gather_module
from fmnotes.library.gather import Gathered, gather
from fmnotes.library.library import Library
from fmnotes.library.regather import regather
from fmnotes.library.stored import restore_gathered, store_gathered, store_regathered
from fmnotes.notes.note import GATHERED, Note, make_note, parse_text
from fmnotes.notes.source import Source
from tests.support import NOW, SiteTest

CONFIG = Config(Path("/x"))
LONG = "이 문장은 요약이 되고도 남을 만큼 길게 쓰여 있어서 뒤의 말이 요약에 들지 않는다. " * 4
PATHS = ["a.md", "b.md", "c/d.md", "c/e.en.md", "한글.md"]
TITLES = ["가나", "다라", "마바 사"]
FRONTS = [
    "",
    "aliases: [다른 이름]\n",
    "tags: [t]\n",
    "tags: [t]\naliases: [가나]\n",
    "date: 2024-01-02\n",
    "draft: true\n",
]
BLOCKS = [
    "[[가나]]", "[[다라|말]] 문장이다.", "[[마바 사#절]]", "[[다른 이름]]", "[글](b.md#절)", "[[없는 것]]", "![[다라]]", "## 절", "## 다른 절",
    "(이름)=\n\n## 절", "{ref}`이름`", "$$ x $$ {#eq-a}", "@eq-a", "[](b.md)", "[](#이름)", "[x](c/d.md)", "[[a]]", "[[b#절]]", "글이다.", "[[가나다]]", "`코드`", "[y](/c/d/)",
]  # fmt: skip
texts = st.builds(
    lambda title, front, blocks: f"---\ntitle: {title}\n{front}---\n" + "\n\n".join(blocks),
    st.sampled_from(TITLES),
    st.sampled_from(FRONTS),
    st.lists(st.sampled_from(BLOCKS), max_size=4),
)
folders = st.dictionaries(st.sampled_from(PATHS), texts, min_size=2)


def _note(path: str, text: str, known: frozenset[str]) -> Note:
    return make_note(path, parse_text(Source(path, text, str(hash(text))), CONFIG), CONFIG, known)


def _gathered(notes: Mapping[str, Note]) -> Gathered:
    return gather(list(notes.values()), [], [], CONFIG, NOW)


@given(folders, st.data())
def test_words_gathered_again_are_as_if_all_were(files: dict[str, str], data: st.DataObject) -> None:
    known = frozenset(files)
    notes = {path: _note(path, text, known) for path, text in sorted(files.items())}
    before = _gathered(notes)
    for _ in range(2):
        edited = data.draw(st.lists(st.sampled_from(sorted(files)), min_size=1, max_size=2, unique=True))
        title, blocks = st.sampled_from(TITLES), st.lists(st.sampled_from(BLOCKS), max_size=3)
        fresh = {}
        for path in edited:
            kept = files[path].split("\n", 2)[2].split("---\n", 1)[0]
            text = f"---\ntitle: {data.draw(title)}\n{kept}---\n" + "\n\n".join(data.draw(blocks))
            fresh[path] = _note(path, text, known)
        notes = {**notes, **fresh}
        again, whole = regather(before, fresh), _gathered(notes)
        event("gathered again" if again else "refused")
        if again:
            assert again.gathered.library == whole.library
            assert sorted(again.gathered.diagnostics) == sorted(whole.diagnostics)
            told = store_regathered(dict(store_gathered(before)), again, fresh)
            assert json.dumps(told, sort_keys=True) == json.dumps(dict(store_gathered(whole)), sort_keys=True)
        before = again.gathered if again else whole


@given(folders)
def test_what_was_gathered_comes_back_from_json_as_it_was(files: dict[str, str]) -> None:
    notes = {path: _note(path, text, frozenset(files)) for path, text in files.items()}
    gathered = _gathered(notes)
    told = json.loads(json.dumps(dict(store_gathered(gathered))))
    back = restore_gathered(told, notes.__getitem__, [], [], CONFIG)
    assert list(back.library.notes) == list(gathered.library.notes)
    for name in Library.__dataclass_fields__:
        one, other = getattr(back.library, name), getattr(gathered.library, name)
        assert (dict(one) if isinstance(other, dict) else one) == other, name
    assert json.dumps(dict(store_gathered(back))) == json.dumps(told)
    assert {path: back.resolver.resolve(note) for path, note in back.library.notes.items()} == {
        path: gathered.resolver.resolve(note) for path, note in gathered.library.notes.items()
    }


GARDEN = {
    "index.md": ("# 첫 화면\n\n머리글이다.", "`처음`"),
    "a.md": ("# 가\n\n첫 문장이다.", "`하나`"),
    "b.md": ("# 나\n\n[[가]]를 본다.", "![[가]]"),
    "c.md": ("---\ndate: 2024-01-02\n---\n# 다\n\n글이다.", "`둘`"),
    "d.md": ("---\ndraft: true\n---\n# 라\n\n글이다.", "`비밀`"),
    "e.md": ("# 마\n\n식 $x^2$이다.", "![그림](p.svg)\n\n`셋`"),
    "f.md": ("# 바\n\n글이다.", "[없는 것](none.md) `넷`"),
    "g.md": ("---\nmisspelt_titel: x\n---\n# 사\n\n글.", "`다섯`"),
}

LISTED = {
    "아/h.md": "---\ndate: 2023-05-06 07:08\ntags: [t, u]\nseries: 연재\nredirects: [/old/]\n---\n# 아\n\n글이다. [[다]]를 본다.",
    "아/i.md": "---\ndate: 2023-05-07\ntags: [t]\nseries: 연재\n---\n# 자\n\n글이다.",
    "아/i.en.md": "---\ndate: 2023-05-08\ntags: [t]\n---\n# J\n\nWords of it. 글이다.",
    "아/j.md": "---\ndate: 2022-05-07\ntags: [u]\ncategories: [ai, nlp]\n---\n# 차\n\n글이다. [[j]] [[자]] [[아]]",
}
"""Notes in lists of every kind, some in two languages."""


@pytest.fixture
def garden(site: SiteTest) -> SiteTest:
    return _garden(site)


def _garden(site: SiteTest) -> SiteTest:
    """Notes that show each other: a home with an introduction, embeds, feeds, a draft, formulas, a picture."""
    site.config(language="ko", title="뜰", base_url="https://example.org/")
    for name, (before, after) in GARDEN.items():
        site.note(name, f"{before} {LONG}\n\n{after}\n")
    return site.file("notes/p.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="3" height="4"/>')


def _edit(site: SiteTest, name: str, old: str, new: str) -> None:
    path = site.root / "notes" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _clean(site: SiteTest) -> dict[str, bytes]:
    """The bytes of a build from nothing of the same notes."""
    number = len(list(site.root.parent.glob("clean*")))
    clean = SiteTest(site.root.parent / f"clean{number}")
    for path in site.root.rglob("*"):
        inside = path.relative_to(site.root)
        if path.is_file() and inside.parts[0] not in {"site", ".fmnotes"}:
            clean.file(inside.as_posix(), path.read_bytes())
    return clean.build().bytes()


@pytest.mark.parametrize(
    ("name", "old", "pages"),
    [
        ("a.md", "하나", 2), ("index.md", "처음", 1), ("c.md", "둘", 2), ("d.md", "비밀", 0), ("e.md", "셋", 1),
        ("g.md", "다섯", 1), ("e.md", "$x^2$", 1),
    ],
)  # fmt: skip
def test_an_edit_of_a_body_takes_over_the_rest(garden: SiteTest, name: str, old: str, pages: int) -> None:
    """`pages` show the text: its own, one that embeds it, feeds."""
    first = garden.build().diagnostics
    for new in ("`새 것`" if old.startswith("`") else old[::-1] if old.startswith("$x") else "다른 말", old):
        _edit(garden, name, old, new) if new != old else None
        garden.build()
        assert garden.result
        assert garden.bytes() == _clean(garden)
        if not old.startswith("$"):
            assert garden.result.plan.again is not None
            assert garden.diagnostics == first
            assert garden.result.rendered == (pages if new != old else 0)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("c.md", "# 다", "# 새 다"), ("a.md", "첫 문장", "다른 문장"), ("c.md", "글이다", "[[가]]다"), ("a.md", "`하나`", "## 절"),
        ("f.md", "글이다.", "글이다.\n\n그리고."), ("a.md", "# 가", "# 가\n\n```py\nx\n```"), ("c.md", "# 다", "# 마"),
        ("a.md", "`하나`", "글[^1]\n\n[^1]: 각주"), ("a.md", "`하나`", "[[b]]"), ("f.md", "[없는 것](none.md)", "[이제](a.md)"),
        ("d.md", "# 라", "# 없는 것"), ("c.md", "# 다", "# none"), ("index.md", "# 첫 화면", "# 집"), ("e.md", "# 마", "# 가"),
        ("c.md", "date:", "aliases: [가]\ndate:"), ("e.md", "$x^2$", "$x^2 + x^2$\n\n```py\nx\n```"),
    ],
)  # fmt: skip
def test_an_edit_of_words_takes_over_what_does_not_tell_of_them(
    garden: SiteTest, name: str, old: str, new: str
) -> None:
    garden.build()
    for before, after in ((old, new), (new, old)):
        _edit(garden, name, before, after)
        garden.build()
        again = dict(garden.bytes())
        if not (name == "e.md" and "$" in old):
            assert garden.result
            assert garden.result.plan.again is not None
        assert again == _clean(garden)
        assert garden.diagnostics == _told(garden)


def _told(site: SiteTest) -> object:
    """What a build from nothing says of the same notes."""
    for path in (site.root / ".fmnotes").glob("library-*.json"):
        path.unlink()
    return site.build().diagnostics


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("c.md", "date: 2024-01-02", "date: 2024-01-03"), ("d.md", "draft: true", "draft: false"), ("e.md", "$x^2$", "$y^3$"),
        ("p.svg", 'width="3"', 'width="9"'), ("a.md", "# 가", "---\ntags: [새]\n---\n# 가"), ("a.md", "`하나`", "![[b]]"),
        ("b.md", "![[가]]", "`끝`\n\n![[가]]\n\n## 절"), ("c.md", "`둘`", "![그림](p.svg)"),
        ("a.md", "# 가", "# 새 가"), ("b.md", "[[가]]를", "[[다]]를"),
    ],
)  # fmt: skip
def test_an_edit_of_more_is_done_in_full(garden: SiteTest, name: str, old: str, new: str) -> None:
    garden.build()
    _edit(garden, name, old, new)
    garden.build()
    assert garden.result
    assert garden.result.plan.again is None
    assert garden.bytes() == _clean(garden)


def _grown(site: SiteTest, seed: int, turns: int = 8) -> Iterator[bool]:
    """After each of some random edits: is the site as a clean build makes it?"""
    source, garden = random.Random(seed), _garden(site)
    for listed, text in LISTED.items():
        garden.note(listed, f"{text}\n\n{LONG}\n")
    garden.build()
    words = ["`하나`", "`둘`", "`셋`", "# ", "글이다.", "[[가]]", "머리글", "첫 문장이다."]
    for turn in range(turns):
        name = source.choice(["a.md", "b.md", "c.md", "e.md", "index.md", *LISTED])
        path = garden.root / "notes" / name
        found = [word for word in words if word in path.read_text("utf-8")]
        if found:
            word = source.choice(found)
            _edit(
                garden, name, word, source.choice([f"{word} `{turn}`", f"{word}{turn}", f"{word}\n\n[[다]] {turn}\n"])
            )
        garden.build()
        yield garden.bytes() == _clean(garden)


@contextmanager
def _fault(patch: pytest.MonkeyPatch, where: str, value: object) -> Iterator[None]:
    with patch.context() as patched:
        patched.setattr(where, value)
        yield


FAULTS: dict[str, tuple[str, Callable[..., object]]] = {
    "lists do not tell of words": ("fmnotes.pages.plan.Pages.listing", lambda: lambda *_: []),
    "notes do not tell of others": ("fmnotes.site.incremental.again.concerned", lambda: lambda _, made, edited: edited),
    "every note tells the same": ("fmnotes.notes.note.Note.outline_digest", lambda: property(lambda _: "x")),
    "embeds are forgotten": ("fmnotes.pages.plan.Pages.shows", lambda: lambda _: {}),
    "what a page shows is not compared": (
        "fmnotes.site.incremental.rebuilt.replace",
        lambda: lambda page, **_: page.address,
    ),
}


@pytest.mark.parametrize("seed", range(3))
def test_law_1_after_random_edits(tmp_path: Path, seed: int) -> None:
    assert all(_grown(SiteTest(tmp_path / "grown"), seed))


@pytest.mark.parametrize("fault", FAULTS)
def test_law_1_finds_planted_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """The law is worth something only if it fails where the cache lies."""
    where, made = FAULTS[fault]
    with _fault(monkeypatch, where, made()):
        assert not all(_holds(tmp_path / str(seed), seed) for seed in range(3))


def _holds(folder: Path, seed: int) -> bool:
    try:
        return all(_grown(SiteTest(folder / "grown"), seed))
    except (ValueError, KeyError):
        # A page that is planned from what does not belong together may not even be rendered.
        return False


def test_notes_of_one_text_are_told_apart(garden: SiteTest) -> None:
    garden.note("x/h.md", f"글이다. {LONG}\n\n`같다`\n").note("y/h.md", f"글이다. {LONG}\n\n`같다`\n").note(
        "z.md", "# 하\n\n![[x/h]]\n"
    ).build()
    for name, old, new in (
        ("x/h.md", "같다", "다르다"),
        ("y/h.md", "같다", "다르다"),
        ("x/h.md", "다르다", "또 다르다"),
    ):
        _edit(garden, name, old, new)
        assert garden.build().bytes() == _clean(garden)
        assert not list((garden.root / ".fmnotes").glob("pages"))


def test_what_moves_between_sections_is_seen_by_those_who_show_one(garden: SiteTest) -> None:
    """An embed that goes into a section goes into every page that shows the section, and may close a circle."""
    garden.note("b.md", f"# 나\n\n{LONG}\n\n![[c]]\n\n## 절\n\n글이다.\n").note(
        "h.md", f"# 하\n\n{LONG}\n\n![[b#절]]\n"
    ).build()
    _edit(garden, "b.md", "![[c]]\n\n## 절\n", "## 절\n\n![[c]]\n")
    assert garden.build().bytes() == _clean(garden)
    _edit(garden, "c.md", "둘", "다른 말")
    assert garden.build().bytes() == _clean(garden)
    garden.note("b.md", f"# 나\n\n{LONG}\n\n![[h]]\n\n## 절\n\n글이다.\n").build()
    _edit(garden, "b.md", "![[h]]\n\n## 절\n", "## 절\n\n![[h]]\n")
    assert "embed-cycle" in garden.build().codes


def test_what_is_suggested_does_not_depend_on_the_way_a_build_took(site: SiteTest) -> None:
    """Two notes of one title are suggested alike: newest first is how they are shown, not how they are looked for."""
    site.config(language="ko")
    for name, day in (("a.md", 1), ("b.md", 2)):
        site.note(name, f"---\ndate: 2024-01-0{day}\n---\n# Alpha note\n\n{LONG}\n\n`하나`\n")
    site.note("c.md", f"# 다\n\n{LONG}\n\n[[Alpha nota]]\n").build()
    first = [one.values for one in site.diagnostics if one.code == "link-misspelt"]
    _edit(site, "c.md", "[[", "글이다. [[")
    assert [one.values for one in site.build().diagnostics if one.code == "link-misspelt"] == first
    assert first
    assert site.result
    assert site.result.plan.again


def test_a_search_that_was_never_written_is_not_taken_over(site: SiteTest) -> None:
    """What the index was made of is remembered before it is written; the build may end between the two."""
    site.config(language="ko")
    for number in range(3):
        site.note(f"n{number}.md", f"# 제목{number}\n\n{LONG}\n\n`낱{number}`\n")
    site.build()
    _edit(site, "n0.md", "제목0", "다른 제목")
    site.file("static/n1/index.html", b"x").build()
    assert "static-clash" in site.codes
    _edit(site, "n0.md", "다른 제목", "제목0")
    (site.root / "static/n1/index.html").unlink()
    assert site.build().bytes() == _clean(site)
    _edit(site, "n0.md", "제목0", "다른 제목")
    assert site.build().bytes() == _clean(site)
    assert site.result
    assert site.result.plan.again


def test_a_group_that_names_a_note_need_not_be_its_own(site: SiteTest) -> None:
    """Of three languages: the readers of one are led by a group to a note whose own group has another in its place."""
    site.config(language="ko")
    for name, front in {
        "a.md": "title: 가나\ndate: 2024-05-09\ntags: [t]\nlang: ko\nseries: S",
        "c.md": "title: 라마\ndate: 2024-05-08\npermalink: /ko/zz/\nlang: ko",
        "a.en.md": "title: Bee\ndate: 2024-05-07\ntranslation_key: K",
        "d.md": "title: Dja\ndate: 2024-05-06\nlang: ja\npermalink: /zz/\ntranslation_key: K",
        "x/p.md": "title: Pee\ntags: [t]\nlang: en\nseries: S",
        "x/q.md": "title: Zed\nlang: en",
    }.items():
        site.note(name, f"---\n{front}\n---\n{LONG}\n")
    site.build()
    _edit(site, "a.en.md", "Bee", "Bumble")
    assert site.build().bytes() == _clean(site)
    assert site.result
    assert site.result.plan.again


def test_what_moves_into_a_block_is_seen_by_those_who_show_it(site: SiteTest) -> None:
    site.config(language="ko").note("q.md", f"# 큐\n\n{LONG}\n\n`처음`\n").note(
        "p.md", f"# 피\n\n{LONG}\n\n![[t#^blk]]\n"
    )
    text = f"# 티\n\n{LONG}\n\n![[q]]\n- 글이다 ^blk\n\n"
    site.note("t.md", text).build()
    site.note("t.md", text.replace("- 글이다 ^blk", "^blk")).build()
    _edit(site, "q.md", "처음", "나중")
    assert site.build().bytes() == _clean(site)
    assert "나중" in site.page("/p/")
    site.note("t.md", f"# 티\n\n{LONG}\n\n> ![[p]]\n\n글이다 ^blk\n").build()
    site.note("t.md", f"# 티\n\n{LONG}\n\n> ![[p]]\n\n^blk\n").build()
    assert "embed-cycle" in site.codes


def test_notes_below_a_folder_of_templates_are_told_of_as_others_are(site: SiteTest) -> None:
    site.config(language="ko").note("y.md", f"# 와이\n\n{LONG}\n")
    site.note("templates/x.md", f"---\naliases: [/y/]\n---\n# 엑스\n\n{LONG}\n").build()
    assert site.places("redirect-clash") == [("notes/templates/x.md", 2, 10)]
    _edit(site, "templates/x.md", "aliases", "# 말\naliases")
    assert site.build().places("redirect-clash") == [("notes/templates/x.md", 3, 10)]


def test_a_kept_font_that_was_damaged_is_cut_again(garden: SiteTest) -> None:
    (kept,) = (garden.build().root / ".fmnotes").glob("math-*.woff")
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    garden.note("new.md", "# 새 글").build()
    assert garden.bytes() == _clean(garden)


def test_a_lean_note_has_the_places_that_lists_ask_for() -> None:
    library = Path(gather_module.__file__).parent
    asked = {
        name
        for path in library.glob("*.py")
        for call in re.findall(r"note\.place\(([^)]*)\)", path.read_text("utf-8"))
        for name in re.findall(r'"(\w+)"', call)
    }
    assert asked >= {"slug", "permalink"}
    assert asked <= set(GATHERED)
    front = "title: 가\ntags: [t]\nseries: s\nslug: x\npermalink: /y/\naliases: [/z/]\ncategories: c\n"
    note = _note("a.md", f"---\n{front}---\n글", frozenset())
    assert len(note.lean().entries) == len(note.entries) - 1
    assert [note.lean().place(name) for name in GATHERED] == [note.place(name) for name in GATHERED]


def test_translations_of_three_notes_come_back_as_they_were(site: SiteTest) -> None:
    site.config(language="ko", base_url="https://example.org/")
    front = "---\ndate: 2024-01-0{}\ntranslation_key: K\nlang: {}\n---\n# {}\n\n" + LONG + "\n\n`하나`\n"
    for name, day, language in (("x.md", 2, "ko"), ("y.md", 1, "ja")):
        site.note(name, front.format(day, language, name))
    for name, day in (("x.en.md", 3), ("y.en.md", 4)):
        site.note(name, f"---\ndate: 2024-01-0{day}\n---\n# {name}\n\n{LONG}\n\n`하나`\n")
    site.build()
    _edit(site, "x.md", "하나", "둘")
    assert site.build().bytes() == _clean(site)
    assert site.result
    assert site.result.plan.again
