"""`fmnotes why NOTE`: where each value of a note came from, its address, who links to it, why it is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from fmnotes.cli.exit_codes import EXIT_FINE, EXIT_PROBLEMS, EXIT_USAGE
from fmnotes.cli.report import Reporter
from fmnotes.cli.settings import CommandOptions, settings
from fmnotes.config import Config, resolved
from fmnotes.diagnostics import Place, diagnose
from fmnotes.notes.metadata import Metadata
from fmnotes.notes.note import Note
from fmnotes.notes.provenance import Origin, hidden_by, origins
from fmnotes.pages.page import Page
from fmnotes.site.cache.database import open_cache
from fmnotes.site.incremental.rebuilt import fingerprint_of, last_reasons, reasons
from fmnotes.site.output.manifest import is_intact, load_manifest, manifest_path
from fmnotes.site.plan import BuildOptions, SitePlan, plan_site
from fmnotes.site.problems import shown_folder
from fmnotes.site.render import site_surroundings
from fmnotes.site.state import state_folder
from fmnotes.site.theme.theme import Theme
from fmnotes.text.names import file_of, name_key, nfc
from fmnotes.text.nearest import nearest

_SOURCES = {
    "front matter": "머리말",
    "body": "본문 첫머리",
    "text": "본문",
    "heading": "첫 제목",
    "file name": "파일 이름",
    "folder": "폴더 이름",
    "prose": "본문의 한글 비율",
    "configuration": "설정 [[defaults]]",
    "git": "git 기록",
}
_DATES = ("날짜", "dates")
_ABOVE = ("위에 있는 index.md나 _index.md", "an index.md or _index.md above it")
_FIELDS = {
    "title": "제목", "date": "날짜", "updated": "수정일", "language": "언어", "tags": "태그", "categories": "카테고리",
    "series": "시리즈", "slug": "slug", "permalink": "permalink", "author": "글쓴이",
}  # fmt: skip


def run_why(given: CommandOptions, asked: str) -> int:
    """Explain the note that `asked` names (a path or an address); returns the exit code."""
    config, reporter = settings(given)
    plan = plan_site(
        config,
        BuildOptions(given.now, config.output, drafts=False),
        reporter.progress,
        open_cache(state_folder(config), writable=False),
    )
    path = _find(asked, config, plan)
    if path is None and (failed := _failed(asked, config, plan)):
        reporter.problems(one for one in plan.diagnostics if one.place.path == shown_folder(config) + failed)
        return EXIT_PROBLEMS
    if path is None:
        names = nearest(nfc(asked), [source.path for source in plan.reading.sources], least=50)
        code = "note-unknown" if names else "note-unlike-any"
        reporter.problems([diagnose(code, Place(), name=asked, close=names[0][0] if names else "")])
        return EXIT_USAGE
    for ko, en in _told(plan.notes[path], plan, config, reporter):
        reporter.answer(ko, en)
    shown = shown_folder(config) + path
    reporter.problems(one for one in plan.diagnostics if one.place.path == shown)
    return EXIT_FINE


def _failed(asked: str, config: Config, plan: SitePlan) -> str:
    """The note that `asked` names, where it could not be read at all."""
    name = nfc(asked).removeprefix(shown_folder(config)).removeprefix("./")
    return next((one for one in plan.reading.failed if nfc(one) == name), "")


def run_why_rebuilt(given: CommandOptions, asked: str) -> int:
    """Say why the page at the address `asked` would be rendered now, or was when it last was."""
    config, reporter = settings(given)
    state = state_folder(config)
    options = BuildOptions(given.now, config.output)
    plan = plan_site(config, options, reporter.progress, open_cache(state, writable=False))
    address = "/" + nfc(asked).removeprefix("/")
    numbers = (plan.pages.find(one) for one in (address, f"{address}/"))
    number = next((one for one in numbers if one is not None), None)
    if number is None:
        close = nearest(address, plan.pages.addresses, least=40)
        reporter.problems([diagnose("page-unknown", Place(), name=asked, close=close[0][0] if close else "/")])
        return EXIT_USAGE
    page = plan.pages[number]
    name, manifest = file_of(page.address), load_manifest(manifest_path(state, config.output))
    known, around = manifest.files.get(name), site_surroundings(plan, Theme(config))
    now = reasons(known, fingerprint_of(page, around[page.language]), intact=is_intact(config.output, name, known))
    sources = ", ".join(sorted(path for path, note in plan.library.notes.items() if _shows(page, note)))
    if now:
        ko, en = _said(now, sources)
        reporter.answer(f"다시 그립니다: {ko}", f"will be rendered again because of: {en}")
    else:
        reporter.answer("그대로입니다: 바뀐 것이 없습니다", "stays as it is: nothing has changed")
        ko, en = _said(last_reasons(manifest, name), sources)
        reporter.answer(f"마지막으로 그린 까닭: {ko}", f"last rendered because of: {en}")
    return EXIT_FINE


def _shows(page: Page, note: Note) -> bool:
    return note.text.digest in page.texts


def _said(why: Iterable[str], sources: str) -> tuple[str, str]:
    """Reasons in Korean and in English."""
    both = [_WHY[one] for one in why if one in _WHY]
    return ", ".join(ko.format(sources) for ko, _ in both), ", ".join(en.format(sources) for _, en in both)


_WHY = {
    "new": ("처음 보는 페이지", "a new page"),
    "missing": ("파일이 없거나 고쳐졌음", "the file is not there, or was changed"),
    "theme": ("테마나 templates/", "the theme or templates/"),
    "program": ("fmnotes 자체", "fmnotes itself"),
    "settings": ("설정, 또는 모든 페이지에 보이는 것", "the configuration, or what every page shows of the site"),
    "shown": ("다른 노트에서 보여 주는 것, 또는 머리말", "what it shows of other notes, or its front matter"),
    "text": ("{}의 글", "the text of {}"),
}


def _find(asked: str, config: Config, plan: SitePlan) -> str | None:
    paths = {source.path for source in plan.reading.sources}
    by_name = {nfc(path): path for path in paths}
    inside = resolved(Path(asked))
    if inside.is_relative_to(config.notes):
        written = inside.relative_to(config.notes).as_posix()
        if found := by_name.get(nfc(written)):
            return found
    if found := by_name.get(nfc(asked)):
        return found
    called = ((path, (note.location.stem, note.metadata.title)) for path, note in plan.notes.items())
    named = [path for path, names in called if name_key(asked) in map(name_key, names)]
    # Translations of one note are called alike.
    groups = [{path, *plan.library.translations.get(path, {}).values()} for path in named]
    if named and all(path in groups[0] for path in named):
        main = plan.library.languages[0] if plan.library.languages else ""
        return min(named, key=lambda path: (plan.notes[path].metadata.language != main, path))
    address = "/" + nfc(asked).strip("/")
    wanted = {address, f"{address}/"}
    return next((path for path, own in plan.library.addresses.items() if own in wanted), None)


def _told(note: Note, plan: SitePlan, config: Config, reporter: Reporter) -> Iterator[tuple[str, str]]:
    """One line a fact, in Korean and in English."""
    yield note.path, note.path
    for name, origin in origins(note, config.zone).items():
        if value := _value(note.metadata, name):
            ko, en = _origin(origin)
            yield f"  {_FIELDS[name]}: {value}  ({ko})", f"  {name}: {value}  ({en})"
    library = plan.library
    if note.path in library.addresses:
        address = library.addresses[note.path]
        yield f"  주소: {address}", f"  address: {address}"
    elif note.path in library.hidden:
        reason, by = reporter.reason(library.hidden[note.path]), hidden_by(note, config.zone, config.opt_in)
        ko, en = _origin(by) if by else _DATES if library.hidden[note.path] in {"scheduled", "expired"} else _ABOVE
        yield f"  숨김: {reason}  ({ko})", f"  hidden: {reason}  ({en})"
    else:
        yield "  오류가 있어 보이지 않습니다", "  not shown: it has an error"
    for language, path in library.translations.get(note.path, {}).items():
        if path != note.path:
            yield f"  다른 언어: {path} ({language})", f"  translation: {path} ({language})"
    backlinks = library.backlinks.get(note.path, ())
    for backlink in backlinks:
        yield f"  여기를 가리키는 글: {backlink.path}", f"  linked from: {backlink.path}"
    if not backlinks:
        yield "  여기를 가리키는 글이 없습니다", "  no note links here"


def _value(data: Metadata, name: str) -> str:
    value = getattr(data, name)
    if name == "categories":
        return ", ".join("/".join(path) for path in value)
    if name in {"date", "updated"}:
        return value.iso() if value else ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _origin(origin: Origin) -> tuple[str, str]:
    ko, en = _SOURCES[origin.source], origin.source.replace("prose", "share of Hangul in the text")
    if origin.key:
        ko, en = f"{ko} {origin.key}", f"{en} {origin.key}"
    return (f"{ko}, {origin.line}행", f"{en}, line {origin.line}") if origin.line else (ko, en)
