"""Keys and tokens in a text.

Their shapes are those that their services document: GitHub, GitLab, AWS, Google, Slack, OpenAI, Anthropic, Hugging
Face, Replicate, Stripe, npm, PyPI, Telegram, SendGrid; private keys as in RFC 7468; resident registration numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

_TOKENS = {
    "GitHub": r"gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,}",
    "GitLab": r"glpat-[\w-]{20,}",
    "AWS": r"(?:AKIA|ASIA)[0-9A-Z]{16}|aws_secret_access_key\W{1,4}[A-Za-z0-9/+]{40}",
    "Google": r"AIza[\w-]{35}|ya29\.[\w-]{30,}|GOCSPX-[\w-]{20,}",
    "Slack": r"xox[abeoprs]-[A-Za-z0-9-]{20,}|xapp-\d-[\w-]{20,}|https://hooks\.slack\.com/services/T\w+/B\w+/\w{20,}",
    "Anthropic": r"sk-ant-[\w-]{24,}",
    "OpenAI": r"sk-(?!ant-)(?=[\w-]{0,200}\d)(?=[\w-]{0,200}[A-Z])[\w-]{20,}",
    "Hugging Face": r"hf_[A-Za-z0-9]{30,}",
    "Groq": r"gsk_[A-Za-z0-9]{40,}",
    "Stripe": r"[rs]k_(?:live|test)_[A-Za-z0-9]{20,}|whsec_[A-Za-z0-9+/]{24,}",
    "npm": r"npm_[A-Za-z0-9]{36}",
    "PyPI": r"pypi-AgE[\w-]{50,}",
    "Docker": r"dckr_pat_[\w-]{20,}",
    "Telegram": r"(?<!\d)\d{8,10}:AA[\w-]{33}",
    "Discord": r"discord(?:app)?\.com/api/webhooks/\d+/[\w-]{50,}",
    "SendGrid": r"SG\.[\w-]{20,}\.[\w-]{20,}",
    "DigitalOcean": r"dop_v1_[0-9a-f]{64}",
    "Notion": r"(?:ntn_|secret_)[A-Za-z0-9]{40,}",
    "Linear": r"lin_api_[A-Za-z0-9]{30,}",
    "Vault": r"hvs\.[\w-]{20,}",
    "Azure": r"AccountKey=[A-Za-z0-9+/]{40,}",
    "Kakao": r"KakaoAK [0-9a-f]{32}",
    "JSON Web Token": r"eyJ[\w-]{10,500}\.eyJ[\w-]{10,}\.[\w-]{10,}",
    "address with a password": r"[a-z][a-z0-9+]{2,20}://[^\s/:@<>{}]+:[^\s/@<>{}$]{4,}@[\w.-]+",
    "password": r"(?:password|passwd|비밀번호|암호)\s?[:=]\s?[\"']?(?=\S{0,200}\d)[^\s\"'<>{}$]{8,}",
    "Replicate": r"r8_[A-Za-z0-9]{30,}",
    "key in an environment": r"[A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){0,4}_(?:KEY|TOKEN|SECRET)\s?[:=]\s?[\"']?"
    r"(?=[\w-]{0,80}\d)(?=[\w-]{0,80}[A-Za-z])[\w-]{24,}",
    "resident registration number": r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-[1-8]\d{6}(?!\w)",
    "private key": r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d",
}


@cache
def _any() -> re.Pattern[str]:
    """All shapes as one, each beginning with what it says: where none can begin is then seen at a glance."""
    return re.compile(f"(?:(?<![A-Za-z0-9])|(?<=/bot))(?:{'|'.join(_TOKENS.values())})")


def tokens(text: str) -> Iterator[tuple[int, str]]:
    """Where each begins, and whose it is."""
    for found in _any().finditer(text):
        yield (
            found.start(),
            next(kind for kind, shape in _TOKENS.items() if re.compile(shape).match(text, found.start())),
        )


@lru_cache(8)
def masked(line: str) -> str:
    """A line with the heads of its secrets only: a log of them would be one more place to remove them from.

    Thousands of problems may stand in one long line.
    """
    return _any().sub(lambda found: found[0][:4] + "•" * (len(found[0]) - 4), line)
