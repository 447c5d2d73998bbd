"""Fixtures that every test may use."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import SiteTest

# The same examples in every run, so that a red CI is a change's own doing; `thorough` looks for new ones.
settings.register_profile(
    "default", max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.register_profile("thorough", max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    """An empty Korean site."""
    return SiteTest(tmp_path / "site-under-test", language="ko", title="시험")


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """A command stops the collector, as its process ends soon; that of the tests goes on, and files have to close."""
    yield
    gc.unfreeze()
    gc.enable()


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the user's cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the user has told git does not count; a name is there for commits."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "시험")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "test@example.org")
