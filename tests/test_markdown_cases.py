"""The Markdown rules, one text file of cases each."""

from __future__ import annotations

import pytest

from fmnotes.markdown.render import BodyOptions, render_body
from fmnotes.text.characters import clean_text
from tests.cases import FOLDER, Case, flat, read_cases, update, updating

CASES = [case for path in sorted(FOLDER.glob("*.md")) for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}:{case.line}")
def test_case(case: Case) -> None:
    """Each case renders as its file says (html = "safe")."""
    body = render_body(clean_text(case.markdown), first_line=1, language=lambda: "ko", options=BodyOptions("safe"))
    if updating():
        update(FOLDER / case.file, case, flat(body))
    else:
        assert flat(body) == case.html


def test_every_case_expects_something() -> None:
    """A case without HTML would pass whatever the rule does."""
    assert [case.title for case in CASES if not case.html] == []
    assert len(CASES) > 120
