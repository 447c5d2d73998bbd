"""The documentation is complete and true."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from fmnotes.cli.main import main
from fmnotes.config import KEYS
from fmnotes.diagnostics import CATALOGUE
from fmnotes.markdown.engine import AFTER_INLINE, BEFORE_INLINE, BLOCK_RULES, INLINE_RULES, PAIR_RULES
from fmnotes.notes.dialects import FIELDS, SWITCHES, key_name

REPOSITORY = Path(__file__).parents[1]
DOCS = REPOSITORY / "docs"


def _names(path: Path) -> set[str]:
    """What the first column of the tables of a page lists in backticks."""
    return set(re.findall(r"^\| `([^`]+)`", path.read_text("utf-8"), re.MULTILINE))


def test_every_configuration_key_is_documented_and_no_other() -> None:
    assert _names(DOCS / "configuration.md") == set(KEYS)


def test_every_diagnostic_is_documented_with_its_severity() -> None:
    text = (DOCS / "diagnostics.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", text, re.MULTILINE))
    assert listed == {code: entry.severity.word for code, entry in CATALOGUE.items()}


def test_every_front_matter_key_is_documented() -> None:
    text = (DOCS / "front-matter.md").read_text("utf-8")
    for name in [*(key for keys in FIELDS.values() for key in keys), *SWITCHES]:
        assert f"`{name}`" in text, name
    rows = re.findall(r"^\| ([a-z_]+) \| ((?:`[^`]+`[, ]*)+)", text, re.MULTILINE)
    known = {name: set(re.findall(r"`([^`]+)`", keys)) for name, keys in rows if name in FIELDS}
    assert len(known) > 10
    for field, keys in known.items():
        assert set(map(key_name, keys)) <= set(map(key_name, FIELDS[field])), field


def test_imports_point_as_the_architecture_page_says() -> None:
    layers = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    chain = " -> ".join(layers["layers"]).replace("fmnotes.", "")
    assert f"`{chain}`" in (DOCS / "architecture.md").read_text("utf-8")


def test_every_rule_is_in_the_architecture_page() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    for rule in [*BEFORE_INLINE, *AFTER_INLINE, *BLOCK_RULES, *INLINE_RULES, *PAIR_RULES]:
        assert f"`{rule[0]}`" in text, rule[0]


def test_the_architecture_page_names_only_files_that_exist() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    named = set(re.findall(r"`((?:src/fmnotes/)?[\w/]+/[\w]+\.py)`", text))
    assert named
    missing = {name for name in named if not (REPOSITORY / "src/fmnotes" / name.removeprefix("src/fmnotes/")).is_file()}
    assert missing == set()
    packages = {path.parent.name for path in (REPOSITORY / "src/fmnotes").glob("*/__init__.py")}
    assert {package for package in packages if f"`{package}/`" not in text} == set()


def _commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


@pytest.mark.parametrize(("name", "command"), list(_commands(main)), ids=[name for name, _ in _commands(main)])
def test_every_command_and_option_is_in_its_section_of_the_guide(name: str, command: click.Command) -> None:
    text = (DOCS / "commands.md").read_text("utf-8")
    section = text.partition(f"\n## `fmnotes {name}")[2].partition("\n## ")[0]
    assert section
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert f"`{parameter.opts[0]}" in section, parameter.opts


def test_messages_exist_in_both_languages_and_no_particle_follows_a_hole() -> None:
    for code, entry in CATALOGUE.items():
        assert entry.ko, code
        assert entry.en, code
        assert bool(entry.hint_ko) == bool(entry.hint_en), code
        for text in (entry.ko, entry.hint_ko):
            assert not re.search(r"\}(은|는|이|가|을|를|와|과|로|으로)(?![가-힣])", text), (code, text)
        holes = re.findall(r"\{(\w+)\}", entry.ko), re.findall(r"\{(\w+)\}", entry.en)
        assert set(holes[0]) - {"ko"} <= set(holes[1]) | {"en"}, code


def test_every_code_has_a_test() -> None:
    tests = "".join(path.read_text("utf-8") for path in (REPOSITORY / "tests").glob("*.py"))
    sites = {path.name for path in (REPOSITORY / "tests/broken").iterdir()}
    others = [code for code in CATALOGUE if code not in sites]
    assert [code for code in others if f'"{code}"' not in tests and f"[{code}]" not in tests] == []


def test_every_relative_link_in_the_docs_leads_somewhere() -> None:
    for page in [*DOCS.glob("*.md"), REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([^)#:]+)[)#]", re.sub(r"`[^`\n]+`", "", page.read_text("utf-8"))):
            assert (page.parent / target).exists(), (page.name, target)
