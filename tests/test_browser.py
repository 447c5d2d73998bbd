"""The repository's own site in a real browser and under the Nu HTML checker.

They run where Chromium and Java are (`.ci/run` installs both); on a machine without them they are skipped, and in CI
(`CI=true`) a missing tool is a failure.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
CHECKER = REPOSITORY / ".ci/node_modules/vnu-jar/build/dist/vnu.jar"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)


def _need(present: object, what: str) -> None:
    if not present:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{what} is missing on a CI machine")
        pytest.skip(f"needs {what}")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's site, under `/repo/` of a folder."""
    root = tmp_path_factory.mktemp("served")
    command = [sys.executable, "-m", "fmnotes", "build", str(REPOSITORY), "--out", str(root / "repo")]
    subprocess.run([*command, "--base-url", "https://u.github.io/repo/"], check=True, capture_output=True)
    return root


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_no_page_complains_overflows_or_asks_elsewhere(built: Path, address: str) -> None:
    """SAFETY 49: no console message, no policy violation, no request to another host; no sideways scrolling."""
    _need(CHROMIUM, "Chromium")
    from playwright.sync_api import sync_playwright

    pages = ["/" + path.relative_to(built).as_posix().removesuffix("index.html") for path in built.rglob("index.html")]
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width in (320, 1440):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.on("console", lambda message: complaints.append(message.text))
            page.on(
                "request", lambda request: None if request.url.startswith(address) else complaints.append(request.url)
            )
            page.on("response", lambda response: complaints.append(response.url) if response.status >= 400 else None)
            for path in sorted(pages):
                page.goto(address + path)
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    complaints.append(f"{path} is wider than {width} px")
        browser.close()
    assert complaints == []


def test_the_html_checker_finds_no_error(built: Path) -> None:
    _need(CHECKER.is_file() and shutil.which("java"), "Java and vnu-jar (npm install --prefix .ci)")
    command = ["java", "-jar", str(CHECKER), "--skip-non-html", "--errors-only", str(built)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stderr.strip() == ""
