"""Pictures of each kind of page at 390 and 1440 px, light and dark, Korean and English, for people to look at.

python benchmarks/screenshots.py [--site FOLDER] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402
from tests.browser import CHROMIUM, served  # noqa: E402
from tests.test_browser import KINDS  # noqa: E402


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--site", type=Path, default=ROOT, help="the folder to build (this repository)")
    options.add_argument("--out", type=Path, default=Path("screenshots"), help="where the pictures go")
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "fmnotes", "build", str(given.site), "--out", f"{folder}/repo"]
        subprocess.run([*command, "--base-url", "https://u.github.io/repo/", "--keep-going"], check=False)
        with served(Path(folder)) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for width in (390, 1440):
                for scheme in ("light", "dark"):
                    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                    for path in KINDS:
                        page.goto(base + path)
                        name = path.removeprefix("/repo/").strip("/").replace("/", "-") or "home"
                        page.screenshot(path=given.out / f"{name}-{width}-{scheme}.png", full_page=True)
                    page.close()
            browser.close()
    print(given.out)


if __name__ == "__main__":
    main()
