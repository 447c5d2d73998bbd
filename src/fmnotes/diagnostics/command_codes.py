"""The codes of commands: configuration and usage, and the output folder."""

from __future__ import annotations

from collections.abc import Mapping

from fmnotes.diagnostics.entry import Entry, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

USAGE: Mapping[str, Entry] = {
    "config-syntax": Entry(_E, "설정 파일을 읽을 수 없습니다: {problem}", "cannot read the configuration: {problem}",
        "TOML 문법에 맞게 고치세요", "mend the TOML"),
    "config-unknown": Entry(_E, "알 수 없는 설정: {key}", "unknown configuration key: {key}",
        "docs/configuration.md에 모든 설정이 있습니다", "docs/configuration.md lists every key"),
    "config-misspelt": Entry(_E, "알 수 없는 설정: {key}", "unknown configuration key: {key}",
        "혹시 이것인가요: {close}", "did you mean {close}?"),
    "config-value": Entry(_E, "설정 값이 맞지 않습니다: {key}", "the value of {key} does not fit",
        "써야 할 값: {ko}", "it should be {en}"),
    "notes-missing": Entry(_E, "노트 폴더가 없습니다: {path}", "there is no notes folder {path}",
        "폴더를 만들거나 설정의 notes 값을 고치세요", "make the folder, or change `notes` in the configuration"),
    "title-empty": Entry(_E, "제목이 비어 있습니다", "the title is empty",
        '이렇게 쓰세요: fmnotes new "제목"', 'write: fmnotes new "a title"'),
    "file-exists": Entry(_E, "이미 있는 파일입니다: {path}", "the file exists already: {path}",
        "다른 제목이나 폴더를 쓰세요", "use another title or folder"),
    "override-exists": Entry(_E, "이미 바꾼 파일입니다: {path}", "this file is overridden already: {path}",
        "테마와 다른 점은 fmnotes theme diff로 볼 수 있습니다", "fmnotes theme diff says what the theme changed since"),
    "folder-outside": Entry(_E, "노트 폴더 밖입니다: {path}", "outside of the notes folder: {path}",
        "노트 폴더 안의 경로를 쓰세요", "name a folder inside the notes folder"),
    "note-unknown": Entry(_E, "그런 노트가 없습니다: {name}", "there is no such note: {name}",
        "비슷한 노트: {close}", "the nearest is {close}"),
    "note-unlike-any": Entry(_E, "그런 노트가 없습니다: {name}", "there is no such note: {name}",
        "노트의 경로나 주소를 쓰세요", "write the path of a note or its address"),
    "page-unknown": Entry(_E, "그런 페이지가 없습니다: {name}", "there is no page {name}",
        "비슷한 주소: {close}", "the nearest address is {close}"),
    "folder-missing": Entry(_E, "폴더가 없습니다: {path}", "there is no folder {path}",
        "경로를 확인하세요", "check the path"),
    "folder-is-file": Entry(_E, "폴더가 아니라 파일입니다: {path}", "this is a file, not a folder: {path}",
        "노트가 든 폴더를 쓰세요", "name the folder that holds the notes"),
    "theme-file-unknown": Entry(_E, "테마에 그런 파일이 없습니다: {name}", "the theme has no file {name}",
        "비슷한 파일: {close}", "the nearest is {close}"),
    "theme-needs-config": Entry(_E, "설정이 없는 폴더에는 템플릿을 둘 수 없습니다", "a folder without a configuration has no templates",
        "먼저 fmnotes init을 실행하세요", "run fmnotes init first"),
    "port-taken": Entry(_E, "쓸 수 있는 포트가 없습니다: {port}번부터", "no port is free from {port} on",
        "--port로 다른 번호를 쓰세요", "name another with --port"),
    "host-invalid": Entry(_E, "이 주소로 열 수 없습니다: {host} ({problem})", "cannot listen on {host}: {problem}",
        "--host에 이 기기의 주소를 쓰세요", "give --host an address of this machine"),
    "port-next": Entry(_I, "{port}번 포트가 쓰이고 있어 {next}번을 씁니다", "port {port} is taken; using {next}",
        "--port로 번호를 고를 수 있습니다", "choose one with --port"),
    "host-open": Entry(_W, "이 기기 밖에서도 초안까지 볼 수 있습니다: {host}", "others on the network can read everything here, drafts too: {host}",
        "믿는 네트워크에서만 쓰세요", "use it on a network you trust only"),
    "watch-polling": Entry(_W, "파일 알림을 쓸 수 없어 1초마다 살핍니다: {reason}", "no file events, looking once a second instead: {reason}",
        "리눅스에서는 알림 한도를 늘리면 됩니다: sudo sysctl fs.inotify.max_user_watches=524288",
        "on Linux, raise the limit: sudo sysctl fs.inotify.max_user_watches=524288"),
    "output-refused": Entry(_E, "출력 폴더로 쓸 수 없습니다: {path} ({ko})", "{path} cannot be the output folder: {en}",
        "다른 폴더를 output이나 --out에 쓰세요", "name another folder in `output` or with --out"),
    "drafts-need-out": Entry(_E, "--drafts에는 따로 쓸 출력 폴더가 필요합니다", "--drafts needs an output folder of its own",
        "--out 폴더를 함께 쓰세요", "add --out FOLDER"),
}  # fmt: skip

OUTPUT: Mapping[str, Entry] = {
    "output-foreign": Entry(_E, "출력 폴더에 fmnotes가 쓰지 않은 파일이 있습니다: {path}",
        "the output folder holds a file that fmnotes did not write: {path}",
        "파일을 옮기거나 --out으로 다른 폴더를 쓰세요", "move it away, or name another folder with --out"),
    "output-changed": Entry(_W, "손으로 고친 파일을 다시 썼습니다: {path}", "a file changed by hand was written over: {path}",
        "원본 노트를 고치세요", "change the note instead"),
    "output-kept": Entry(_W, "손으로 고친 파일이라 지우지 않았습니다: {path}", "a file changed by hand was not deleted: {path}",
        "필요 없으면 지우세요", "delete it if you do not need it"),
    "output-link": Entry(_E, "링크나 폴더가 있는 자리에는 쓰지 않습니다: {path}",
        "will not write through a link, nor in the place of a folder: {path}", "옮기거나 지우세요", "move or remove it"),
    "output-write": Entry(_E, "파일을 쓸 수 없습니다: {path} ({problem})", "cannot write {path}: {problem}",
        "공간과 권한을 확인하고 다시 실행하세요", "check space and permissions, then run it again"),
    "file-failed": Entry(_E, "읽거나 쓸 수 없습니다: {path} ({problem})", "cannot read or write {path}: {problem}",
        "권한과 공간을 확인하고 다시 실행하세요", "check permissions and space, then run it again"),
    "build-locked": Entry(_E, "다른 빌드가 실행 중입니다 (pid {pid})", "another build is running (pid {pid})",
        "끝난 뒤에 다시 실행하세요", "run it again when that one has ended"),
}  # fmt: skip
