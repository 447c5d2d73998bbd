"""What an author may not have meant to make public: keys and tokens, addresses, words that say so.

The shapes of tokens are those that their services document: GitHub, GitLab, AWS, Google, Slack, OpenAI, Anthropic,
Hugging Face, Stripe, npm, PyPI, Telegram, SendGrid; private keys as in RFC 7468.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.lint.prose import prose_of
from fmnotes.notes.note import Note

_TOKENS = {
    "GitHub": r"gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,}",
    "GitLab": r"glpat-[\w-]{20,}",
    "AWS": r"(?:AKIA|ASIA)[0-9A-Z]{16}|aws_secret_access_key\W{1,4}[A-Za-z0-9/+]{40}",
    "Google": r"AIza[\w-]{35}|ya29\.[\w-]{30,}|GOCSPX-[\w-]{20,}",
    "Slack": r"xox[abeoprs]-[A-Za-z0-9-]{20,}|xapp-\d-[\w-]{20,}|https://hooks\.slack\.com/services/T\w+/B\w+/\w{20,}",
    "Anthropic": r"sk-ant-[\w-]{24,}",
    "OpenAI": r"sk-(?!ant-)(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{20,}",
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
    "JSON Web Token": r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
    "address with a password": r"[a-z][a-z0-9+]{2,}://[^\s/:@<>{}]+:[^\s/@<>{}$]{4,}@[\w.-]+",
    "password": r"(?:password|passwd|비밀번호|암호)\s?[:=]\s?[\"']?(?=\S*\d)[^\s\"'<>{}$]{8,}",
    "private key": r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d",
}
_TOKEN = re.compile(
    "|".join(rf"(?P<t{i}>(?:(?<![A-Za-z0-9])|(?<=/bot))(?:{shape}))" for i, shape in enumerate(_TOKENS.values()))
)
_KINDS = list(_TOKENS)
_WORD = re.compile(
    r"비공개|대외비|사외비|기밀|내부용|공유 ?금지|배포 ?금지|공개 ?금지|개인 ?정보|주민등록번호|"
    r"\b(?:private|confidential|internal (?:use )?only|do not (?:share|distribute|publish)|"
    r"not for (?:publication|distribution))\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?![\w@-])", re.ASCII)
_NO_MAIL = re.compile(
    r"git@|.*@(?:[\w-]+\.)*(?:example|test|invalid|localhost)(?:\.\w+)?$|.*noreply"
    r"|.*\.(?:png|jpe?g|gif|webp|svg|avif|pdf|js|mjs|ts|css|md|py|gz|zip|tar|whl|json|ya?ml|html)$",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.-])(?:\+82[ -]?\(?0?\)?1[016789]|01[016789])[ .-]?\d{3,4}[ .-]?\d{4}(?![\w-])"
    r"|(?<![\w.-])(?:\+82[ -]?[2-6]\d?|0[2-6]\d?|070)-\d{3,4}-\d{4}(?![\w-])|(?<![\w.])\d{6}-[1-8]\d{6}(?!\w)"
)
_LOCAL = re.compile(
    r"(?:file:|https?://(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|"
    r"172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|[\w-]+\.(?:local|internal|lan))(?:[:/?#]|$))",
    re.IGNORECASE,
)


def find_secrets(text: str, path: str) -> Iterator[Diagnostic]:
    """Keys and tokens anywhere in a text, each with its place."""
    for found in _TOKEN.finditer(text):
        yield _at(text, path, found.start(), 4, "leak-token", kind=_KINDS[int((found.lastgroup or "t0")[1:])])


def find_leaks(note: Note, text: str) -> Iterator[Diagnostic]:
    """Everything in a note that its author should look at before it is public; each word once."""
    yield from find_secrets(text, note.path)
    words = "\n".join(line.prose for line in prose_of(text))
    written = text if _WORD.search(f"{note.metadata.title} {' '.join(note.metadata.tags)}\n{words}") else ""
    patterns = (
        ("leak-word", _WORD, "word", written),
        ("leak-mail", _MAIL, "value", text),
        ("leak-phone", _PHONE, "value", text),
    )
    for code, pattern, name, where in patterns:
        seen = set()
        for found in pattern.finditer(where):
            value = found[0]
            if value.lower() not in seen and not (code == "leak-mail" and _NO_MAIL.match(value)):
                seen.add(value.lower())
                yield _at(text, note.path, found.start(), len(value), code, **{name: value})
    for ref in note.outline.references:
        if _LOCAL.match(ref.target):
            place = Place(note.path, ref.line, ref.column, ref.width)
            yield diagnose("leak-local", place, value=ref.target)


def masked(line: str) -> str:
    """A line with the heads of its secrets only: a log of them would be one more place to remove them from."""
    return _TOKEN.sub(lambda found: found[0][:4] + "•" * (len(found[0]) - 4), line)


def _at(text: str, path: str, start: int, width: int, code: str, **values: object) -> Diagnostic:
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    line = text[begin : end if end >= 0 else len(text)]
    return diagnose(code, Place(path, text.count("\n", 0, start) + 1, start - begin + 1, width, masked(line)), **values)
