"""Is the site built of what, where, and for the address, that was meant?"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.git.remote import custom_domain


def misplaced(config: Config) -> Iterator[Diagnostic]:
    """Notes published one by one; a configuration above; a `static/CNAME` that is none, or not that of `base_url`."""
    if config.taken:
        yield diagnose("settings-taken", Place(config.taken[0]), keys=", ".join(config.taken[1:]))
    if config.ignore_unread:
        yield diagnose("ignore-unread", Place(config.ignore_unread))
    if config.opt_in:
        yield diagnose("vault-opt-in", Place(config.opt_in.file), tool=config.opt_in.tool, key=config.opt_in.key)
    if config.above:
        yield diagnose("config-above", Place(), path=config.above)
    if not (config.static / "CNAME").is_file():
        return
    domain = custom_domain(config.static)
    if not domain:
        yield diagnose("cname-invalid", Place("static/CNAME", 1, 1), path="static/CNAME")
    elif config.base_url and not config.base_url_source and urlsplit(config.base_url).hostname != domain:
        yield diagnose("cname-mismatch", Place("static/CNAME", 1, 1), url=config.base_url, domain=domain)
