"""A small site on disk, built and looked at: `SiteTest(tmp_path).note("a.md", "# A").build().main("/a/")`."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from fmnotes.config import load_config
from fmnotes.diagnostics import Diagnostic
from fmnotes.site.build import build
from fmnotes.site.plan import BuildOptions
from fmnotes.site.result import BuildResult

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=ZoneInfo("Asia/Seoul"))


class SiteTest:
    """A site folder with a configuration, `notes/` and `site/`; calls chain, so that tests read as stories."""

    def __init__(self, root: Path, **config: object) -> None:
        self.root = root
        self.result: BuildResult | None = None
        (root / "notes").mkdir(parents=True, exist_ok=True)
        self.config(**config)

    def config(self, **config: object) -> SiteTest:
        lines = [f"{key} = {_toml(value)}" for key, value in config.items()]
        (self.root / "fmnotes.toml").write_text("\n".join(lines) + "\n", "utf-8")
        return self

    def note(self, path: str, text: str) -> SiteTest:
        return self.file(f"notes/{path}", text.encode("utf-8"))

    def file(self, path: str, data: bytes = b"x") -> SiteTest:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return self

    def build(self, *, now: datetime = NOW, out: str = "site", **options: bool) -> SiteTest:
        config, problems = load_config(self.root)
        assert config is not None, problems
        self.result = build(config, BuildOptions(now, self.root / out, **options), lambda *_: None)
        return self

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        assert self.result is not None
        return self.result.diagnostics

    @property
    def codes(self) -> list[str]:
        """Codes of all problems but the reminder that there is no base_url."""
        return [one.code for one in self.diagnostics if one.code != "base-url-missing"]

    def places(self, code: str) -> list[tuple[str, int, int]]:
        return [(one.place.path, one.place.line, one.place.column) for one in self.diagnostics if one.code == code]

    def tree(self, out: str = "site") -> list[str]:
        root = self.root / out
        return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())

    def page(self, address: str, out: str = "site") -> str:
        path = address.strip("/") + ("/index.html" if address.endswith("/") and address != "/" else "")
        return (self.root / out / (path or "index.html")).read_text("utf-8")

    def main(self, address: str) -> str:
        """What stands inside `<main>`, one space for every run of white space."""
        found = re.search(r'<main id="fm-main"[^>]*>(.*)</main>', self.page(address), re.DOTALL)
        assert found
        return " ".join(found[1].split())

    def body(self, address: str) -> str:
        """The note's own text."""
        found = re.search(r'<div class="body"> (.*?) </div> </article>', self.main(address), re.DOTALL)
        assert found
        return found[1]

    def bytes(self, out: str = "site") -> dict[str, bytes]:
        return {path: (self.root / out / path).read_bytes() for path in self.tree(out)}


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + "}"
    return str(value)
