"""Work in other processes: the same results, and a job that kills or holds its worker costs nothing but itself."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from fmnotes.config import Config
from fmnotes.notes.note import ParsedText, parse_text
from fmnotes.notes.source import Source
from fmnotes.pages.page import Page
from fmnotes.search.index import Job, index_jobs
from fmnotes.site import texts
from fmnotes.site.output import writing
from fmnotes.site.theme.theme import Theme
from fmnotes.site.workers import Lost, share_out
from tests.support import SiteTest

FORKS = pytest.mark.skipif(sys.platform != "linux", reason="worker processes are forked, and only on Linux")
JOBS = range(300)


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fmnotes.site.workers._cores", lambda: 2)


@pytest.fixture(autouse=True)
def _threads_of_other_tests() -> None:
    """Where there are threads nothing is forked: those of a preview that was just stopped are waited for."""
    deadline = time.monotonic() + 20
    while threading.active_count() > 1 and time.monotonic() < deadline:
        time.sleep(0.05)


def run(work: Callable[[int], object], **options: float) -> dict[int, object]:
    return dict(share_out(work, JOBS, **options))  # type: ignore[arg-type]


@FORKS
def test_every_job_comes_back_once_and_from_elsewhere() -> None:
    results = list(share_out(lambda job: (job * job, os.getpid()), JOBS))
    assert sorted((job, square) for job, (square, _) in results) == [(job, job * job) for job in JOBS]  # type: ignore[misc]
    workers = {pid for _, (_, pid) in results}  # type: ignore[misc]
    assert os.getpid() not in workers
    assert multiprocessing.active_children() == []


def test_few_jobs_stay_here() -> None:
    assert {result for _, result in share_out(lambda _: os.getpid(), range(20))} == {os.getpid()}


@FORKS
def test_a_large_job_keeps_none_waiting() -> None:
    def work(job: int) -> tuple[int, float, float]:
        begun = time.monotonic()
        time.sleep(0.2 if job < 2 else 0)
        return os.getpid(), begun, time.monotonic()

    found = dict(share_out(work, JOBS, large=2))
    (first, begun, ended), (second, also_begun, _) = found[0], found[1]  # type: ignore[misc]
    assert first != second
    assert max(begun, also_begun) < ended


@FORKS
def test_a_job_that_was_killed_once_is_done_again(tmp_path: Path) -> None:
    def work(job: int) -> int:
        mark = tmp_path / str(job)
        if job in {7, 290} and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return job

    assert run(work) == {job: job for job in JOBS}


@FORKS
def test_a_worker_that_is_stopped_while_it_tells_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(self: Connection, data: bytes) -> None:
        os.write(self.fileno(), data[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGSTOP)

    def work(job: int) -> int:
        if job == 200:
            monkeypatch.setattr(Connection, "_send", half)
        return job

    assert run(work, patience=0.3) == {job: Lost.HUNG if job == 200 else job for job in JOBS}


@FORKS
def test_a_worker_that_dies_while_files_are_moved_costs_nothing(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, marks = writing._put, site.root / "marks"

    def deadly(root: Path, name: str, *rest: Any) -> object:
        done = put(root, name, *rest)
        if name.startswith("n7") and not marks.exists():
            marks.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    monkeypatch.setattr(writing, "_put", deadly)
    for number in range(160):
        site.note(f"n{number}.md", f"# 글 {number}")
    site.build()
    assert marks.exists()
    assert site.codes == []
    assert all("글" in site.page(f"n{number}/index.html") for number in range(160))


@FORKS
def test_a_page_that_costs_its_worker_is_told_and_costs_the_others_nothing_where_the_rest_is_wanted(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = Theme.render

    def deadly(self: Theme, page: Page, *rest: Any) -> bytes:
        if page.address == "/n7/":
            os.kill(os.getpid(), signal.SIGKILL)
        return render(self, page, *rest)

    monkeypatch.setattr(Theme, "render", deadly)
    for number in range(160):
        site.note(f"n{number}.md", f"# 글 {number}")
    site.build()
    assert site.codes == ["page-lost"]
    assert site.tree() == []
    site.build(keep_going=True)
    assert site.codes == ["page-lost"]
    assert "n8/index.html" in site.tree()
    assert "n7/index.html" not in site.tree()


@FORKS
def test_a_worker_that_holds_much_gives_way_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fmnotes.site.workers._MOST_PAGES", 2_000)
    held: list[bytearray] = []

    def work(job: int) -> tuple[int, int]:
        held.append(bytearray(b"x") * 100_000)
        return os.getpid(), len(held)

    results = list(share_out(work, JOBS))
    assert sorted(job for job, _ in results) == list(JOBS)
    found = [made for _, made in results]
    # 2,000 pages are 82 such arrays; a worker does the two chunks it was given before, and no third.
    assert len({pid for pid, _ in found}) > 2  # type: ignore[misc]
    assert max(count for _, count in found) < 82 + 3 * 16  # type: ignore[misc]
    assert multiprocessing.active_children() == []


@FORKS
def test_a_job_apart_never_stays_here() -> None:
    found = dict(share_out(lambda _: os.getpid(), range(3), apart={1}))
    assert [job for job, pid in found.items() if pid == os.getpid()] == [0, 2]


def test_where_there_are_threads_nothing_is_forked() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert set(run(lambda _: os.getpid()).values()) == {os.getpid()}
    finally:
        stop.set()
        thread.join()


@FORKS
@pytest.mark.parametrize("deadly", [{7}, {0, 150, 299}, set(range(40, 80))])
def test_a_job_that_kills_its_worker_is_lost_alone(deadly: set[int]) -> None:
    def work(job: int) -> int:
        if job in deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return job

    assert run(work) == {job: Lost.DIED if job in deadly else job for job in JOBS}
    assert multiprocessing.active_children() == []


@FORKS
def test_a_job_without_an_end_is_lost_alone() -> None:
    def work(job: int) -> int:
        if job == 200:
            time.sleep(60)
        return job

    assert run(work, patience=0.3) == {job: Lost.HUNG if job == 200 else job for job in JOBS}
    assert multiprocessing.active_children() == []


@FORKS
def test_what_a_job_raises_is_raised_here() -> None:
    def work(job: int) -> int:
        return 1 // (job - 123)

    with pytest.raises(ZeroDivisionError):
        run(work)
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform == "win32", reason="no timer that interrupts")
def test_work_in_this_process_is_given_up_too() -> None:
    """Of few notes a small one is parsed here."""

    def work(job: int) -> object:
        return re.fullmatch("(a+)+", "a" * 60 + "b" * (job == 1)) is not None

    assert dict(share_out(work, [0, 1, 2], patience=0.3)) == {0: True, 1: Lost.HUNG, 2: True}


@FORKS
@pytest.mark.parametrize("others", [0, 160])
def test_a_note_that_ends_its_worker_is_an_error_and_the_rest_is_built(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch, others: int
) -> None:
    """Of few notes a large one is parsed by a worker; many are read and parsed by workers in one go."""

    def deadly(source: Source, config: Config) -> ParsedText:
        if "무거운" in source.text:
            os._exit(9)
        return parse_text(source, config)

    monkeypatch.setattr(texts, "parse_text", deadly)
    monkeypatch.setattr("fmnotes.site.workers._cores", lambda: 2)
    for number in range(others):
        site.note(f"{number}.md", f"# 글 {number}")
    site.note("heavy.md", "무거운 글\n" * 20_000).note("light.md", "# 가벼운 글").build(keep_going=True)
    assert site.codes == ["note-abandoned"]
    assert site.places("note-abandoned")[0][0] == "notes/heavy.md"
    assert "light/index.html" in site.tree()
    assert not any("heavy" in path for path in site.tree())


@FORKS
def test_an_index_is_whole_where_a_worker_died_of_it(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()

    def deadly(*given: object) -> list[Job]:
        first, *others = index_jobs(*given)  # type: ignore[arg-type]
        return [lambda: first() if os.getpid() == here else os._exit(9), *others]

    monkeypatch.setattr("fmnotes.site.workers._cores", lambda: 2)
    for number in range(160):
        site.note(f"{number}.md", f"# 글 {number}\n\n모델 {number}")
    site.build()
    monkeypatch.setattr("fmnotes.site.search.index_jobs", deadly)
    site.build(out="again")
    assert site.codes == []
    assert site.bytes("again") == site.bytes()


@FORKS
def test_what_workers_made_does_not_count_on_a_note_that_cannot_be_read(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`x_en.md` is the English `x.md`, but for the case that there is none."""
    monkeypatch.setattr("fmnotes.site.workers._cores", lambda: 2)
    for number in range(160):
        site.note(f"{number}.md", f"# 글 {number}")
    site.file("notes/x.md", b"\xff\xfe\x00").note("x_en.md", "# Text").note("0_en.md", "# Zero").build(keep_going=True)
    assert site.codes == ["encoding-invalid"]
    assert {"x_en/index.html", "en/0/index.html"} <= set(site.tree())


@FORKS
def test_a_large_site_is_the_same_with_workers_and_without(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(200):
        site.note(f"{number}.md", f"---\ntags: [t{number % 7}]\ndate: 2024-01-{number % 28 + 1:02d}\n---\n# 글 {number}\n\n"
                  f"[[{(number + 1) % 200}]] **강조(x)**는 $x_{number}$ [[없는 {number}]] <b>굵게</b>\n")  # fmt: skip
    monkeypatch.setattr("fmnotes.site.workers._cores", lambda: 2)
    site.build()
    found, pages = site.diagnostics, site.bytes()
    monkeypatch.setattr("fmnotes.site.workers._cores", lambda: 1)
    site.build(out="alone")
    assert site.bytes("alone") == pages
    assert site.diagnostics == found
