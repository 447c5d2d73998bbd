"""Every code that fmnotes can report: how bad it is, what it says and how to mend it, in Korean and in English.

No Korean particle follows a hole: whether it needs 을 or 를 cannot be known (KOREAN 4.1, rule 16).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    INFO = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        return self.name.lower()


class Entry(NamedTuple):
    severity: Severity
    ko: str
    en: str
    hint_ko: str = ""
    hint_en: str = ""


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

_CONFIG: Mapping[str, Entry] = {
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
    "folder-outside": Entry(_E, "노트 폴더 밖입니다: {path}", "outside of the notes folder: {path}",
        "노트 폴더 안의 경로를 쓰세요", "name a folder inside the notes folder"),
    "note-unknown": Entry(_E, "그런 노트가 없습니다: {name}", "there is no such note: {name}",
        "비슷한 노트: {close}", "the nearest is {close}"),
    "note-unlike-any": Entry(_E, "그런 노트가 없습니다: {name}", "there is no such note: {name}",
        "노트의 경로나 주소를 쓰세요", "write the path of a note or its address"),
    "folder-missing": Entry(_E, "폴더가 없습니다: {path}", "there is no folder {path}",
        "경로를 확인하세요", "check the path"),
    "folder-is-file": Entry(_E, "폴더가 아니라 파일입니다: {path}", "this is a file, not a folder: {path}",
        "노트가 든 폴더를 쓰세요", "name the folder that holds the notes"),
    "theme-file-unknown": Entry(_E, "테마에 그런 파일이 없습니다: {name}", "the theme has no file {name}",
        "비슷한 파일: {close}", "the nearest is {close}"),
    "theme-needs-config": Entry(_E, "설정이 없는 폴더에는 템플릿을 둘 수 없습니다", "a folder without a configuration has no templates",
        "먼저 fmnotes init을 실행하세요", "run fmnotes init first"),
    "output-refused": Entry(_E, "출력 폴더로 쓸 수 없습니다: {path} ({ko})", "{path} cannot be the output folder: {en}",
        "다른 폴더를 output이나 --out에 쓰세요", "name another folder in `output` or with --out"),
    "drafts-need-out": Entry(_E, "--drafts에는 따로 쓸 출력 폴더가 필요합니다", "--drafts needs an output folder of its own",
        "--out 폴더를 함께 쓰세요", "add --out FOLDER"),
}  # fmt: skip

_SOURCES: Mapping[str, Entry] = {
    "dialect-guessed": Entry(_I, "{file} 파일이 있어 [[보이는 글|노트]] 순서의 Dendron 링크로 읽습니다",
        "found {file}: links are read in the order of Dendron, [[label|note]]",
        "아니라면 설정에 dialects를 쓰세요", "if that is wrong, write `dialects` in the configuration"),
    "encoding-invalid": Entry(_E, "UTF-8이 아닌 바이트가 있습니다 (바이트 {offset}, {guess} 인코딩으로 보입니다)",
        "byte {offset} is not UTF-8 (it looks like {guess})",
        "변환: iconv -f {guess} -t UTF-8", "convert it: iconv -f {guess} -t UTF-8"),
    "note-unreadable": Entry(_E, "파일을 읽을 수 없습니다: {problem}", "cannot read the file: {problem}",
        "파일과 권한을 확인하세요", "check the file and its permissions"),
    "note-too-large": Entry(_E, "노트가 너무 큽니다: {size} KB", "the note is too large: {size} KB",
        "2 MB보다 작게 나누세요", "split it into notes of less than 2 MB"),
    "note-abandoned": Entry(_E, "노트를 읽다가 멈췄습니다", "this note could not be read to its end",
        "노트를 나누거나 아주 긴 표, 수식, 코드를 줄이세요", "split it, or shorten very long tables, formulas or code"),
    "symlink-outside": Entry(_E, "노트 폴더 밖을 가리키는 링크입니다", "a symbolic link that leads out of the notes folder",
        "파일을 노트 폴더 안으로 옮기세요", "move the file into the notes folder"),
    "symlink-skipped": Entry(_W, "심볼릭 링크는 읽지 않습니다", "symbolic links are not read",
        "파일을 그 자리에 두세요", "put the file itself there"),
    "name-control": Entry(_W, "이름에 보이지 않는 문자가 있습니다: {names}", "the name holds invisible characters: {names}",
        "이름을 바꾸세요. 주소에서는 뺐습니다", "rename it; the address leaves them out"),
    "front-matter-unclosed": Entry(_E, "머리말이 닫히지 않았습니다", "the front matter is not closed",
        "머리말 끝에 {fence} 줄을 넣으세요", "end it with a line {fence}"),
    "front-matter-syntax": Entry(_E, "머리말을 읽을 수 없습니다: {ko}", "cannot read the front matter: {en}",
        "한 줄에 `키: 값` 하나씩 쓰고, 값에 특수 문자가 있으면 따옴표로 감싸세요",
        "write one `key: value` a line, with quotes around values that hold special characters"),
    "front-matter-forbidden": Entry(_E, "머리말에 쓸 수 없는 YAML 기능입니다: {what}",
        "a YAML feature that front matter may not use: {what}",
        "값을 그대로 풀어 쓰거나 따옴표로 감싸세요", "write the value out, or put quotes around it"),
    "front-matter-too-large": Entry(_E, "머리말이 너무 큽니다 (64 KB까지)", "the front matter is over 64 KB",
        "긴 목록은 다른 파일로 옮기세요", "move long lists into a file of their own"),
    "front-matter-repaired": Entry(_W, "머리말의 {key} 값을 이렇게 읽었습니다: {value}", "read the value of {key} as: {value}",
        "따옴표로 감싸면 분명해집니다", "quotes around it make it certain"),
    "metadata-in-body": Entry(_I, "본문 첫머리에서 메타데이터를 읽었습니다: {names}", "read from the head of the body: {names}",
        "머리말(---)로 옮기면 뜻이 분명해집니다", "front matter would say it more plainly"),
    "key-duplicate": Entry(_W, "머리말에 같은 키가 두 번 있습니다: {key} (마지막 값을 씁니다)",
        "the key {key} stands twice; the last one counts",
        "하나를 지우세요", "delete one of them"),
    "key-misspelt": Entry(_W, "알 수 없는 머리말 키: {key}", "unknown front-matter key: {key}",
        "혹시 이것인가요: {close}", "did you mean {close}?"),
    "value-type": Entry(_W, "{key} 값의 꼴이 맞지 않아 쓰지 않습니다", "the value of {key} has the wrong shape and is not used",
        "써야 할 값: {ko}", "it should be {en}"),
    "date-invalid": Entry(_E, "달력에 없거나 알 수 없는 날짜입니다: {value}", "{value} is not a calendar date",
        "2024-03-01이나 2024. 3. 1.처럼 쓰세요", "write it like 2024-03-01"),
    "date-ignored": Entry(_W, "달력에 없거나 알 수 없는 날짜라 쓰지 않습니다: {value}", "{value} is not a calendar date and is not used",
        "2024-03-01이나 2024. 3. 1.처럼 쓰세요", "write it like 2024-03-01"),
    "switch-not-boolean": Entry(_W, "{key} 값은 true나 false여야 합니다: {value} (노트를 숨깁니다)",
        "{key} should be true or false, not {value}; the note is hidden",
        "true나 false로 쓰세요", "write true or false"),
    "slug-empty": Entry(_W, "주소로 쓸 글자가 없습니다: {value}", "nothing in {value} can stand in an address",
        "글자나 숫자를 쓰세요", "write letters or digits"),
    "permalink-invalid": Entry(_E, "주소로 쓸 수 없습니다: {value} ({ko})", "{value} cannot be an address: {en}",
        "/nlp/bert/ 같은 꼴로 쓰세요", "write it like /nlp/bert/"),
}  # fmt: skip

_MARKDOWN: Mapping[str, Entry] = {
    "math-invalid": Entry(_W, "수식을 읽을 수 없어 원문을 보여 줍니다: {problem}", "cannot read the formula, its source is shown: {problem}",
        "TeX를 고치거나 설정의 macros에 명령을 더하세요", "mend the TeX, or add the command to `macros` in the configuration"),
    "code-too-large": Entry(_W, "코드가 너무 커서 색을 입히지 않습니다: {kilobytes} KB",
        "the code block is too large to highlight: {kilobytes} KB",
        "블록을 나누거나 언어 이름을 text로 쓰세요", "split the block, or name its language `text`"),
    "code-language-unknown": Entry(_W, "알 수 없는 코드 언어: {language}", "unknown code language: {language}",
        "Pygments가 아는 이름이나 text를 쓰세요", "use a name that Pygments knows, or `text`"),
    "url-cut": Entry(_W, "주소를 한글 앞에서 끊었습니다: {url}", "the address was ended before Hangul: {url}",
        "{cut} 부분까지 주소라면 <…>로 감싸세요", "if {cut} belongs to it, put <…> around the address"),
    "footnote-missing": Entry(_I, "정의가 없는 각주입니다: {label}", "a footnote without a definition: {label}",
        "[^{label}]: 뒤에 내용을 쓰세요", "write [^{label}]: and its text"),
    "footnote-unused": Entry(_W, "본문에서 부르지 않는 각주라 끝에 보여 줍니다: {label}",
        "nothing refers to the footnote {label}; it stands at the end",
        "본문에 [^{label}] 표시를 넣거나 지우세요", "refer to it as [^{label}], or take it out"),
    "footnote-duplicate": Entry(_W, "같은 이름의 각주가 또 있어 끝에 보여 줍니다: {label}",
        "a second footnote named {label} stands at the end",
        "이름을 바꾸세요", "give it another name"),
    "template-tag": Entry(_I, "템플릿 태그를 그대로 보여 줍니다: {name}", "a template tag is shown as it is: {name}",
        "Markdown으로 바꾸거나, 글로 보여 주려면 그대로 두세요", "write it in Markdown, or leave it if it is meant as text"),
    "html-frame": Entry(_W, "프레임을 링크로 바꿨습니다: {url}", "a frame was turned into a link: {url}",
        "그대로 두려면 설정에 html = \"trusted\"", "to keep it, set html = \"trusted\""),
    "html-dropped": Entry(_W, "쓸 수 없는 HTML 요소를 뺐습니다: {name}", "an HTML element was taken out: {name}",
        "그대로 두려면 설정에 html = \"trusted\"", "to keep it, set html = \"trusted\""),
}  # fmt: skip

_LINKS: Mapping[str, Entry] = {
    "link-missing": Entry(_W, "없는 노트로 가는 링크입니다: {target}", "a link to a note that does not exist: {target}",
        "비슷한 노트가 없습니다", "no note has a similar name"),
    "link-misspelt": Entry(_W, "없는 노트로 가는 링크입니다: {target}", "a link to a note that does not exist: {target}",
        "혹시 이것인가요: {close}", "did you mean {close}?"),
    "link-hidden": Entry(_W, "게시되지 않는 노트로 가는 링크입니다: {target}", "a link to a note that is not published: {target}",
        "그 노트를 공개하거나 링크를 지우세요", "publish that note, or take the link out"),
    "link-ambiguous": Entry(_W, "여러 노트에 맞는 링크입니다: {target} ({chosen} 선택)",
        "more than one note fits {target}; {chosen} was taken",
        "폴더 이름까지 쓰세요. 다른 후보: {others}", "add the folder; the others: {others}"),
    "anchor-missing": Entry(_W, "그 글에 없는 제목입니다: #{anchor}", "that page has no heading #{anchor}",
        "비슷한 제목이 없습니다", "no heading there is similar"),
    "anchor-misspelt": Entry(_W, "그 글에 없는 제목입니다: #{anchor}", "that page has no heading #{anchor}",
        "혹시 이것인가요: #{close}", "did you mean #{close}?"),
    "link-unsafe": Entry(_W, "링크로 쓸 수 없는 주소입니다: {target}", "an address that cannot be a link: {target}",
        "http, https, mailto, tel이나 상대 경로를 쓰세요", "use http, https, mailto, tel or a relative path"),
    "link-outside": Entry(_E, "노트 폴더 밖의 파일을 가리킵니다: {target}", "points at a file outside the notes folder: {target}",
        "파일을 노트 폴더 안에 두세요", "put the file into the notes folder"),
    "asset-missing": Entry(_W, "파일이 없습니다: {target}", "there is no file {target}",
        "경로를 확인하세요", "check the path"),
    "asset-misspelt": Entry(_W, "파일이 없습니다: {target}", "there is no file {target}",
        "혹시 이것인가요: {close}", "did you mean {close}?"),
    "asset-inexact": Entry(_W, "파일 이름이 정확히 같지 않습니다: {target}", "the file name is not exactly {target}",
        "실제 이름: {actual}", "its name is {actual}"),
    "asset-decomposed": Entry(_W, "파일 이름의 한글이 자모로 풀려 있습니다(NFD): {target}",
        "the file's name is in decomposed Hangul (NFD): {target}",
        "여기서는 찾았지만 다른 도구는 못 찾습니다. 파일 이름을 다시 입력하세요",
        "found here, but other tools will not find it: type the file's name anew"),
    "link-no-scheme": Entry(_W, "주소 앞부분이 빠진 것 같습니다: {target}", "an address without its beginning: {target}",
        "{scheme}{target}처럼 쓰세요", "write {scheme}{target}"),
    "asset-refused": Entry(_E, "게시하면 안 되는 파일입니다: {target}", "a file that must not be published: {target}",
        "링크를 지우세요", "take the link out"),
    "attachment-active": Entry(_W, "실행될 수 있는 첨부 파일은 게시하지 않습니다: {target}",
        "attachments that a browser would run are not published: {target}",
        "게시하려면 설정에 html = \"trusted\"", "to publish it, set html = \"trusted\""),
    "asset-unmeasured": Entry(_W, "이미지 크기를 알 수 없습니다: {target}", "cannot tell the size of the image {target}",
        "이미지 파일이 맞는지 확인하세요", "check that it is an image"),
    "embed-cycle": Entry(_W, "서로를 품는 노트입니다: {chain}", "notes that embed each other: {chain}",
        "한쪽을 링크로 바꾸세요", "make one of them a link"),
    "embed-depth": Entry(_W, "품은 노트가 너무 깊거나 많습니다: {target}", "embeds are nested too deep, or too many: {target}",
        "한 글에 네 단계, 100개까지 보여 줍니다", "a page shows four levels and a hundred of them"),
}  # fmt: skip

_LINT: Mapping[str, Entry] = {
    "lint-heading-space": Entry(_W, "# 뒤에 빈칸이 없어 제목이 되지 않습니다", "no space after #, so this is no heading",
        "빈칸을 넣으세요 (check --fix가 고칩니다)", "put a space there (check --fix does)"),
    "lint-list-space": Entry(_W, "빈칸이 없어 목록이 되지 않습니다", "no space after the marker, so this is no list",
        "빈칸을 넣으세요 (check --fix가 고칩니다)", "put a space there (check --fix does)"),
    "lint-bold-spaces": Entry(_W, "별표 안쪽에 빈칸이 있어 굵은 글씨가 되지 않습니다",
        "spaces inside the asterisks, so this is not bold",
        "안쪽 빈칸을 지우세요 (check --fix가 고칩니다)", "remove the spaces inside (check --fix does)"),
    "lint-bold-github": Entry(_I, "여기서는 굵지만 GitHub에서는 별표가 보입니다 ({n}곳)",
        "bold here, but GitHub will show the asterisks ({n} times)",
        "GitHub에서도 읽을 글이면 괄호를 별표 밖에 두세요", "for GitHub, put the brackets outside the asterisks"),
    "lint-list-letters": Entry(_W, "위 줄과 한 문단으로 이어집니다", "runs together with the line above",
        "사이에 빈 줄을 두거나 번호 목록으로 쓰세요", "leave an empty line between them, or use a numbered list"),
    "lint-dollar-odd": Entry(_I, "짝이 없는 $가 있습니다", "a $ without a partner",
        "수식을 닫거나 글자라면 \\$로 쓰세요", "close the formula, or write \\$ for the character"),
    "lint-alt-empty": Entry(_I, "그림 설명이 비어 있습니다 ({n}곳)", "pictures without a description ({n})",
        "대괄호 안에 그림이 보여 주는 것을 쓰세요", "say in the brackets what it shows"),
    "lint-url-bare": Entry(_I, "주소만 있는 줄입니다 ({n}곳)", "lines that are only an address ({n})",
        "제목을 붙인 링크로 쓰면 무엇인지 보입니다", "a link with a title says what it is"),
    "lint-spelling-near": Entry(_I, "{word}: 자주 쓰는 낱말 {term}의 오타일 수 있습니다",
        "{word} may be a slip of {term}, which these notes use often",
        "맞으면 이 줄에 <!-- fmnotes-ignore: spelling-near -->", "if it is right: <!-- fmnotes-ignore: spelling-near -->"),
    "lint-term-mixed": Entry(_I, "한 노트에서 {word}, {term} 두 가지로 씁니다", "this note writes both {word} and {term}",
        "하나로 맞추세요", "choose one"),
    "lint-todo": Entry(_I, "남은 일: {word}", "left to do: {word}", "마치거나 지우세요", "finish it or remove it"),
}  # fmt: skip

_SITE: Mapping[str, Entry] = {
    "address-clash": Entry(_E, "두 노트가 같은 주소를 원합니다: {address} (다른 노트: {other})",
        "two notes ask for the address {address} (the other: {other})",
        "한쪽의 slug나 permalink를 바꾸세요", "change the slug or permalink of one of them"),
    "redirect-invalid": Entry(_W, "옛 주소로 쓸 수 없습니다: {value} ({ko})", "{value} cannot be an old address: {en}",
        "/로 시작하는 경로를 쓰세요", "write a path that begins with /"),
    "redirect-clash": Entry(_W, "옛 주소 {address}에는 다른 것이 있습니다: {other}", "the old address {address} belongs to {other}",
        "둘 가운데 하나에서 지우세요", "remove it from one of the two"),
    "address-moved": Entry(_W, "주소가 이미 쓰여 옮겼습니다: {address} → {moved} (먼저: {other})",
        "the address {address} is taken by {other}; moved to {moved}",
        "이름이나 slug를 바꾸면 분명해집니다", "another name or slug makes it certain"),
    "term-clash": Entry(_W, "이름이 달라도 주소가 같아 나눴습니다: {name} / {other}",
        "{name} and {other} are different names with one address; they were told apart",
        "한쪽 이름을 바꾸세요", "rename one of them"),
    "translation-duplicate": Entry(_W, "같은 언어의 번역이 둘입니다 (다른 노트: {other})",
        "two translations in one language (the other: {other})",
        "하나만 짝으로 두세요", "pair only one of them"),
    "base-url-missing": Entry(_I, "base_url이 없어 피드와 사이트맵을 만들지 않습니다",
        "without a base_url there is no feed and no sitemap",
        "설정에 base_url을 쓰거나 --base-url을 주세요", "set base_url, or pass --base-url"),
    "theme-template": Entry(_E, "템플릿을 쓸 수 없습니다: {problem}", "a template does not work: {problem}",
        "templates/ 안의 파일을 고치세요", "mend the file in templates/"),
    "static-clash": Entry(_E, "static 파일이 사이트의 주소와 겹칩니다: {address}",
        "a file in static/ has an address of the site: {address}",
        "static/ 안의 이름을 바꾸세요", "rename it in static/"),
}  # fmt: skip

_OUTPUT: Mapping[str, Entry] = {
    "output-foreign": Entry(_E, "출력 폴더에 fmnotes가 쓰지 않은 파일이 있습니다: {path}",
        "the output folder holds a file that fmnotes did not write: {path}",
        "파일을 옮기거나 --out으로 다른 폴더를 쓰세요", "move it away, or name another folder with --out"),
    "output-changed": Entry(_W, "손으로 고친 파일을 다시 썼습니다: {path}", "a file changed by hand was written over: {path}",
        "원본 노트를 고치세요", "change the note instead"),
    "output-kept": Entry(_W, "손으로 고친 파일이라 지우지 않았습니다: {path}", "a file changed by hand was not deleted: {path}",
        "필요 없으면 지우세요", "delete it if you do not need it"),
    "output-link": Entry(_E, "출력 폴더 안의 링크를 따라가지 않습니다: {path}", "will not write through a link in the output folder: {path}",
        "링크를 지우세요", "remove the link"),
    "output-write": Entry(_E, "파일을 쓸 수 없습니다: {path} ({problem})", "cannot write {path}: {problem}",
        "공간과 권한을 확인하고 다시 실행하세요", "check space and permissions, then run it again"),
    "build-locked": Entry(_E, "다른 빌드가 실행 중입니다 (pid {pid})", "another build is running (pid {pid})",
        "끝난 뒤에 다시 실행하세요", "run it again when that one has ended"),
}  # fmt: skip

CATALOGUE: Mapping[str, Entry] = {**_CONFIG, **_SOURCES, **_MARKDOWN, **_LINKS, **_LINT, **_SITE, **_OUTPUT}
