"""The examples of the CommonMark specification, out of the source distribution of the very markdown-it-py in use.

They are not copied into this project: pip fetches them once, into pytest's cache folder.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

_MEMBER = "tests/test_cmark_spec/commonmark.json"


def commonmark_examples(cache: Path) -> list[dict[str, str]]:
    """All examples: `markdown`, `html`, `section`, `example`. Raises where pip cannot fetch them."""
    release = version("markdown-it-py")
    kept = cache / f"commonmark-{release}.json"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        asked = f"markdown-it-py=={release}"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
        subprocess.run([*command, "--dest", str(cache), asked], check=True, timeout=300)
        archive = next(cache.glob("markdown*-*.tar.gz"))
        with tarfile.open(archive) as files:
            member = next(name for name in files.getnames() if name.endswith(_MEMBER))
            data = files.extractfile(member)
            assert data is not None
            kept.write_bytes(data.read())
        archive.unlink()
    examples: list[dict[str, str]] = json.loads(kept.read_text("utf-8"))
    return examples
