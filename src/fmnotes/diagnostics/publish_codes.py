"""The codes of publishing: git, what must not become public, what GitHub Pages does not take."""

from __future__ import annotations

from collections.abc import Mapping

from fmnotes.diagnostics.entry import Entry, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

GIT: Mapping[str, Entry] = {
    "base-url-guessed": Entry(_I, "base_url이 없어 {source}에서 정했습니다: {url}",
        "no base_url; taken from {source}: {url}",
        "다른 주소라면 설정에 base_url을 쓰세요", "set base_url if the site lives elsewhere"),
    "git-shallow": Entry(_W, "저장소를 얕게 복제해서 git 날짜를 쓰지 않습니다",
        "a shallow clone: no dates are taken from git",
        "모두 받으세요: git fetch --unshallow (Actions: fetch-depth: 0)",
        "fetch it whole: git fetch --unshallow (Actions: fetch-depth: 0)"),
    "git-dates": Entry(_W, "git 날짜를 읽을 수 없습니다: {problem}", "cannot read dates from git: {problem}",
        "git 저장소 안에서 실행하거나 git_dates를 끄세요", "run it inside a git repository, or turn git_dates off"),
    "untrusted-outside": Entry(_E, "--untrusted: 사이트 폴더 밖을 가리킵니다: {path}",
        "--untrusted: {path} is outside of the site's folder",
        "사이트 폴더 안의 경로를 쓰세요", "name a folder inside it"),
    "untrusted-limits": Entry(_E, "--untrusted: 노트가 너무 많거나 큽니다: {notes}개, {size} MB",
        "--untrusted: too much to read: {notes} notes, {size} MB",
        "한도: 노트 20000개, 100 MB", "the limits are 20000 notes and 100 MB"),
    "publish-no-repository": Entry(_E, "git 저장소가 아닙니다: {path}", "not a git repository: {path}",
        "git init을 하고 GitHub 저장소를 연결하세요: git remote add origin 주소",
        "run git init, then connect a repository: git remote add origin ADDRESS"),
    "publish-no-remote": Entry(_E, "원격 저장소가 없습니다: {remote}", "there is no remote {remote}",
        "연결하세요: git remote add {remote} 주소", "connect it: git remote add {remote} ADDRESS"),
    "publish-branch": Entry(_E, "이 브랜치에는 게시할 수 없습니다: {branch}", "cannot publish to the branch {branch}",
        "원본이 있는 브랜치가 아닌 이름을 쓰세요 (예: gh-pages)",
        "name one that is not that of the sources, such as gh-pages"),
    "publish-rejected": Entry(_E, "원격 저장소가 그 사이에 바뀌었습니다", "the remote branch has changed meanwhile",
        "fmnotes publish를 다시 실행하세요", "run fmnotes publish again"),
    "publish-changed": Entry(_E, "보여 준 뒤에 사이트가 바뀌었습니다", "the site has changed since it was shown",
        "fmnotes publish를 다시 실행하세요", "run fmnotes publish again"),
    "publish-refused": Entry(_E, "원격 저장소가 받지 않았습니다: {problem}", "the remote refused it: {problem}",
        "브랜치 보호 규칙과 쓰기 권한을 확인하세요", "check the branch protection and your right to write"),
    "publish-no-access": Entry(_E, "원격 저장소에 들어갈 수 없습니다: {problem}", "no access to the remote: {problem}",
        "git push가 되는지 먼저 확인하세요 (로그인, 토큰, SSH 열쇠)",
        "see that git push works first (login, token, SSH key)"),
    "publish-git": Entry(_E, "git이 실패했습니다: {problem}", "git failed: {problem}",
        "저장소의 상태를 확인하세요: git status", "look at the repository: git status"),
    "publish-unconfirmed": Entry(_E, "확인이 필요한데 물어볼 사람이 없습니다",
        "someone must agree to this, and no one is here to ask",
        "위 목록을 읽고 괜찮으면 --yes를 붙이세요", "read the list above; if it is right, add --yes"),
    "publish-kept-cname": Entry(_W, "게시된 CNAME을 그대로 두었습니다: {domain}",
        "the published CNAME was kept: {domain}",
        "static/CNAME에 두면 어디서 빌드해도 같습니다", "put it into static/CNAME, so that every build has it"),
    "indexnow-failed": Entry(_W, "검색 엔진에 알리지 못했습니다: {problem}",
        "could not tell the search engines: {problem}",
        "사이트는 게시되었습니다; 나중에 다시 알려도 됩니다", "the site is published; they can be told later"),
}  # fmt: skip

PAGES: Mapping[str, Entry] = {
    "pages-too-large": Entry(_E, "GitHub Pages에 올리기에는 너무 큽니다: {size} MB",
        "too large for GitHub Pages: {size} MB",
        "1 GB까지입니다; 큰 파일을 다른 곳에 두고 링크하세요",
        "the limit is 1 GB; keep large files elsewhere and link to them"),
    "pages-large": Entry(_W, "GitHub Pages 한도에 가깝습니다: {size} MB", "near the limit of GitHub Pages: {size} MB",
        "1 GB까지입니다", "the limit is 1 GB"),
    "pages-file-too-large": Entry(_E, "GitHub가 받지 않는 크기의 파일입니다: {path} ({size} MB)",
        "GitHub does not take a file this large: {path} ({size} MB)",
        "한 파일은 100 MB까지입니다", "the limit for a file is 100 MB"),
    "pages-robots": Entry(_W, "검색 엔진은 이 robots.txt를 읽지 않습니다: 도메인 바로 아래가 아닙니다",
        "crawlers do not read this robots.txt: it is not at the root of the domain",
        "사용자 사이트나 자기 도메인에서만 쓰입니다", "it works on a user site or a domain of your own"),
    "static-secret": Entry(_W, "비밀이 든 파일이라 복사하지 않았습니다: {path}",
        "a file that may hold secrets was not copied: {path}",
        "static 폴더에서 옮기세요", "move it out of static/"),
    "static-link": Entry(_W, "static 안의 링크라 복사하지 않았습니다: {path}",
        "a link in static/ was not copied: {path}",
        "파일 자체를 두세요; Pages는 링크를 받지 않습니다", "put the file itself there; Pages takes no links"),
}  # fmt: skip

LEAKS: Mapping[str, Entry] = {
    "leak-token": Entry(_W, "비밀로 보이는 값입니다: {kind}", "this looks like a secret: {kind}",
        "지우고, 이미 공개했다면 그 서비스에서 폐기하세요",
        "remove it; if it was ever public, revoke it where it came from"),
    "leak-word": Entry(_W, "공개하지 않을 글일 수 있습니다: {word}", "perhaps not meant for the public: {word}",
        "머리말에 draft: true를 쓰면 공개되지 않습니다", "draft: true in the front matter keeps it back"),
    "leak-mail": Entry(_W, "전자 우편 주소가 있습니다: {value}", "an e-mail address: {value}",
        "공개해도 되는지 확인하세요", "see that it may be public"),
    "leak-phone": Entry(_W, "전화번호가 있습니다: {value}", "a phone number: {value}",
        "공개해도 되는지 확인하세요", "see that it may be public"),
    "leak-local": Entry(_W, "이 컴퓨터에서만 열리는 주소입니다: {value}",
        "an address that opens on this computer only: {value}",
        "공개된 주소로 바꾸거나 지우세요", "write a public address, or remove it"),
    "photo-location": Entry(_W, "사진에 찍은 위치가 들어 있습니다: {path}",
        "the photo holds the place where it was taken: {path}",
        "위치를 지우세요 (예: exiftool -gps:all= 파일)", "remove it (exiftool -gps:all= FILE)"),
}  # fmt: skip

CARDS: Mapping[str, Entry] = {
    "card-font": Entry(_W, "공유 그림을 그릴 수 없습니다: {problem}", "cannot draw pictures for sharing: {problem}",
        'card_font에 TTF나 OTF 파일을 쓰고 pip install "fmnotes[cards]"를 실행하세요',
        'let card_font name a TTF or OTF file, and run pip install "fmnotes[cards]"'),
    "card-glyphs": Entry(_W, "글꼴에 없는 글자가 있어 공유 그림을 그리지 않았습니다: {missing}",
        "no picture for sharing: the font lacks {missing}",
        "card_font에 이 글자가 든 글꼴을 쓰세요", "let card_font name a font that has them"),
}  # fmt: skip

LINK_CHECK: Mapping[str, Entry] = {
    "page-link-broken": Entry(_E, "페이지의 링크가 가리키는 것이 없습니다: {page} → {target}",
        "a link of the page {page} leads nowhere: {target}",
        "templates/나 static/, 또는 HTML을 그대로 쓰는 노트에서 고치세요",
        "mend it in templates/, in static/, or in the note whose HTML is taken as written"),
    "external-broken": Entry(_W, "바깥 링크가 열리지 않습니다: {url} ({reason})",
        "an outside link does not open: {url} ({reason})",
        "주소를 고치거나 보관된 사본으로 바꾸세요", "correct the address, or link to an archived copy"),
}  # fmt: skip
