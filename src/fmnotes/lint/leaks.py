"""What an author may not have meant to make public: keys and tokens, addresses, words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.lint.prose import prose_of
from fmnotes.notes.note import Note
from fmnotes.text.regex import regex
from fmnotes.text.secrets import masked, tokens

_WORD = regex(
    r"비공개|대외비|사외비|기밀|내부용|공유 ?금지|배포 ?금지|공개 ?금지|개인 ?정보|주민등록번호|"
    r"\b(?:private|confidential|internal (?:use )?only|do not (?:share|distribute|publish)|"
    r"not for (?:publication|distribution))\b",
    re.IGNORECASE,
)
_MAIL = regex(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?![\w@-])", re.ASCII)
_NO_MAIL = regex(
    r"git@|.*@(?:[\w-]++\.)*?(?:example|test|invalid|localhost)(?:\.\w+)?$|.*noreply"
    r"|.*\.(?:png|jpe?g|gif|webp|svg|avif|pdf|js|mjs|ts|css|md|py|gz|zip|tar|whl|json|ya?ml|html)$",
    re.IGNORECASE,
)
_PHONE = regex(
    r"(?<![\w.-])(?:\+82[ -]?\(?0?\)?1[016789]|01[016789])[ .-]?\d{3,4}[ .-]?\d{4}(?![\w-])"
    r"|(?<![\w.-])(?:\+82[ -]?[2-6]\d?|0[2-6]\d?|070)-\d{3,4}-\d{4}(?![\w-])"
)
_LOCAL = regex(
    r"(?:file:|https?://(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|"
    r"172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|[\w-]+\.(?:local|internal|lan))(?:[:/?#]|$))",
    re.IGNORECASE,
)


def find_secrets(text: str, path: str) -> Iterator[Diagnostic]:
    """Keys and tokens anywhere in a text, each with its place."""
    for start, kind in tokens(text):
        yield _at(text, path, start, 4, "leak-token", kind=kind)


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


def _at(text: str, path: str, start: int, width: int, code: str, **values: object) -> Diagnostic:
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    line = text[begin : end if end >= 0 else len(text)]
    return diagnose(code, Place(path, text.count("\n", 0, start) + 1, start - begin + 1, width, masked(line)), **values)
