"""`fmnotes publish` against a real repository: what is shown, what is sent, what is left alone."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import tarfile
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from fmnotes.cli.main import main
from fmnotes.config import load_config
from fmnotes.diagnostics import Place, diagnose
from fmnotes.git.run import GitError
from fmnotes.lint.leaks import find_secrets
from fmnotes.publish.indexnow import tell_search_engines
from fmnotes.publish.limits import check_limits
from fmnotes.publish.publish import PublishError, branch_of, explained, prepare
from fmnotes.site.assets.measure import holds_location
from fmnotes.site.build import build
from fmnotes.site.plan import BuildOptions
from fmnotes.text.secrets import masked
from tests.repository import Repository, git
from tests.support import NOW


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path).note("bert.md", "---\ntitle: BERT\n---\n본문\n")


def _tree(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_first_publication_says_what_becomes_public_and_sends_exactly_the_site(repository: Repository) -> None:
    done = repository.publish("--yes")
    assert done.exit_code == 0, done.stderr
    assert "notes that become public (1):\n  + BERT  /bert/\n" in done.stderr
    assert "published: gh-pages " in done.stderr
    site = repository.work / "site"
    assert repository.published() == {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def test_an_identical_site_makes_no_commit(repository: Repository) -> None:
    assert repository.publish("--yes").exit_code == 0
    done = repository.publish()
    assert (done.exit_code, repository.commits()) == (0, 1)
    assert "the same already" in done.stderr


def test_work_tree_index_and_refs_stay_as_they_are(repository: Repository) -> None:
    """A dirty tree, a staged file, a detached head."""
    repository.commit().file("staged.txt", "a").note("new.md", "# 새 글")
    git(repository.work, "add", "staged.txt")
    git(repository.work, "checkout", "-q", "--detach")
    repository.note("bert.md", "고친 글")
    before = git(repository.work, "status", "--porcelain"), git(repository.work, "for-each-ref")
    index = (repository.work / ".git/index").read_bytes()
    assert repository.publish("--yes").exit_code == 0
    assert (repository.work / ".git/index").read_bytes() == index
    after = git(repository.work, "status", "--porcelain"), git(repository.work, "for-each-ref")
    assert [line for line in after[0].splitlines() if "site/" not in line] == before[0].splitlines()
    # What git itself remembers of a push is the only trace.
    assert [line for line in after[1].splitlines() if "refs/remotes/" not in line] == before[1].splitlines()


def test_an_unborn_branch_can_be_published(repository: Repository) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        git(repository.work, "rev-parse", "--verify", "HEAD")
    assert repository.publish("--yes").exit_code == 0


def test_line_ends_attributes_and_hooks_of_the_user_change_nothing(repository: Repository) -> None:
    git(repository.work, "config", "core.autocrlf", "true")
    repository.file("static/data.csv", b"a\r\nb\n").file("static/.gitattributes", "* text eol=crlf\n")
    hook = repository.work / ".git/hooks/pre-push"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert repository.publish("--yes").exit_code == 0
    assert repository.published()["data.csv"] == b"a\r\nb\n"


def test_what_a_person_must_agree_to_is_not_sent_without_one(repository: Repository) -> None:
    done = repository.publish()
    assert done.exit_code == 2
    assert "error[publish-unconfirmed]" in done.stderr
    assert git(repository.remote, "for-each-ref") == ""


def test_an_edit_of_a_public_note_needs_no_consent(repository: Repository) -> None:
    assert repository.publish("--yes").exit_code == 0
    repository.note("bert.md", "---\ntitle: BERT\n---\n고친 본문\n")
    done = repository.publish()
    assert (done.exit_code, repository.commits()) == (0, 2), done.stderr


def test_a_dry_run_sends_nothing_and_lists_everything(repository: Repository) -> None:
    for number in range(25):
        repository.note(f"n{number}.md", f"# 글 {number}")
    done = repository.publish("--dry-run")
    assert done.exit_code == 0
    assert all(f"+ 글 {number}  /n{number}/" in done.stderr for number in range(25))
    assert git(repository.remote, "for-each-ref") == ""
    short = repository.publish("--yes")
    assert "… 6 more (all of them: --dry-run)" in short.stderr


def test_moved_and_vanished_notes_and_files_are_named(repository: Repository) -> None:
    repository.note("a.md", "# 가\n\n![그림](x.csv)").note("b.md", "# 나").note("c.md", "# 다").note("x.csv", "1")
    assert repository.publish("--yes").exit_code == 0
    for name in ("a.md", "b.md", "c.md", "x.csv"):
        (repository.work / "notes" / name).unlink()
    repository.note("a2.md", "# 가").note("b2.md", "---\ntitle: 나\nredirects: [/b/]\n---\n").note("y.csv", "1")
    repository.note("z.md", "[파일](y.csv)")
    said = repository.publish("--dry-run").stderr
    assert "notes that move, with a redirect (1):\n  ~ 나: /b/ → /b2/\n" in said
    assert "notes that move; the old address breaks (1):\n  ! 가: /a/ → /a2/\n" in said
    assert "notes that disappear (1):\n  - 다  /c/\n" in said
    assert "files that become public (1):\n  + y.csv\n" in said
    assert "files that disappear (1):\n  - x.csv\n" in said


def test_leaks_are_named_in_new_notes_and_need_consent(repository: Repository) -> None:
    token = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345"
    text = f"비공개 글\n{token}\nme@univ.ac.kr git@github.com x@example.com\n010-1234-5678\n[l](http://localhost:80/)\n"
    repository.note("leak.md", text).file("static/key.txt", "-----BEGIN RSA PRIVATE KEY-----\n")
    said = repository.publish("--dry-run").stderr
    for code, line in (("word", 1), ("token", 2), ("mail", 3), ("phone", 4), ("local", 5)):
        assert f"notes/leak.md:{line}:" in said.split(f"[leak-{code}]")[0].splitlines()[-1], code
    assert said.count("[leak-mail]") == 1
    assert "key.txt:1:1: warning[leak-token]" in said
    assert token not in said
    assert repository.publish().exit_code == 2


def test_a_secret_added_to_a_public_note_is_found(repository: Repository) -> None:
    assert repository.publish("--yes").exit_code == 0
    repository.note("bert.md", "---\ntitle: BERT\n---\nAKIAABCDEFGHIJKLMNOP 비공개\n")
    done = repository.publish()
    assert done.exit_code == 2
    assert "[leak-token]" in done.stderr
    assert "[leak-word]" not in done.stderr


def test_a_draft_and_its_attachment_are_in_no_published_byte(repository: Repository) -> None:
    repository.note("d.md", "---\ndraft: true\ntitle: 카나리아\n---\n카나리아 ![x](canary.png)\n")
    repository.file("notes/canary.png", b"canary-bytes")
    assert repository.publish("--yes").exit_code == 0
    for name, data in repository.published().items():
        assert "canary" not in name
        assert "카나리아".encode() not in data
        assert b"canary" not in data


def test_files_that_we_did_not_write_are_not_published(repository: Repository) -> None:
    assert repository.publish("--yes").exit_code == 0
    repository.file("site/mine.txt", "mine").note("b.md", "# 둘")
    assert repository.publish("--yes").exit_code == 0
    assert "mine.txt" not in repository.published()


def test_a_published_cname_is_kept(repository: Repository, tmp_path: Path) -> None:
    assert repository.publish("--yes").exit_code == 0
    other = tmp_path / "other"
    subprocess.run(["git", "clone", "-q", "-b", "gh-pages", str(repository.remote), str(other)], check=True)
    (other / "CNAME").write_text("notes.example.org\n")
    git(other, "add", "-A")
    git(other, "commit", "-qm", "domain")
    git(other, "push", "-q", "origin", "gh-pages")
    repository.note("bert.md", "---\ntitle: BERT\n---\n새 본문\n")
    done = repository.publish()
    assert done.exit_code == 0, done.stderr
    assert "warning[publish-kept-cname]: the published CNAME was kept: notes.example.org" in done.stderr
    assert repository.published()["CNAME"] == b"notes.example.org\n"
    assert repository.commits() == 3


def test_one_commit_of_history(repository: Repository) -> None:
    assert repository.publish("--yes").exit_code == 0
    repository.note("bert.md", "다른 글")
    assert repository.publish("--yes", "--force-orphan", "--message", "하나").exit_code == 0
    assert repository.commits() == 1
    assert git(repository.remote, "log", "-1", "--format=%s", "gh-pages") == "하나"


def test_what_was_public_leaves_the_history_of_a_site_that_is_the_same(repository: Repository) -> None:
    assert repository.note("c.md", "글").publish("--yes").exit_code == 0
    repository.note("bert.md", "---\ndraft: true\n---\n비밀")
    assert repository.publish("--yes").exit_code == 0
    assert repository.commits() == 2
    assert repository.publish("--yes", "--force-orphan").exit_code == 0
    assert repository.commits() == 1
    assert "same already" in repository.publish("--yes", "--force-orphan").output


def test_a_branch_of_sources_is_refused(repository: Repository) -> None:
    repository.commit()
    git(repository.work, "push", "-q", "origin", "main")
    assert "error[publish-branch]" in repository.publish("--yes", "--branch", "main").stderr
    git(repository.work, "checkout", "-q", "-b", "work")
    git(repository.remote, "symbolic-ref", "HEAD", "refs/heads/main")
    assert "error[publish-branch]" in repository.publish("--yes", "--branch", "main").stderr
    assert "error[publish-branch]" in repository.publish("--yes", "--branch", "a..b").stderr


def test_no_repository_no_remote_no_access(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "a.md").write_text("# 가", "utf-8")
    done = CliRunner().invoke(main, ["publish", str(plain), "--lang", "en"])
    assert (done.exit_code, "error[publish-no-repository]" in done.stderr) == (2, True)
    repository = Repository(tmp_path / "r").note("a.md", "# 가")
    assert "error[publish-no-remote]" in repository.publish("--remote", "elsewhere").stderr
    assert "error[publish-no-remote]" in repository.publish("--remote", "--upload-pack=x").stderr
    git(repository.work, "remote", "set-url", "origin", str(tmp_path / "gone.git"))
    done = repository.publish("--yes")
    assert (done.exit_code, "error[publish-no-access]" in done.stderr) == (2, True)


def test_a_machine_without_git_is_told(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.work))
    done = repository.publish("--yes")
    assert (done.exit_code, "error[publish-no-git]" in done.stderr) == (2, True)


def test_a_remote_that_refuses_is_explained(repository: Repository) -> None:
    hook = repository.remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho no pushes today >&2\nexit 1\n")
    hook.chmod(0o755)
    done = repository.publish("--yes")
    assert done.exit_code == 1
    assert "error[publish-refused]" in done.stderr


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (" ! [rejected]  x -> gh-pages (stale info)", "publish-rejected"),
        (" ! [remote rejected] x -> gh-pages (protected branch hook declined)", "publish-refused"),
        ("fatal: Authentication failed for 'https://github.com/a/b'", "publish-no-access"),
        ("git@github.com: Permission denied (publickey).\nfatal: Could not read from remote", "publish-no-access"),
        ("fatal: something new", "publish-git"),
    ],
)
def test_what_git_says_is_told_apart(said: str, code: str) -> None:
    assert explained(GitError(said)).code == code


def test_errors_in_notes_stop_a_publication(repository: Repository) -> None:
    repository.note("bad.md", "---\ndate: 2024-02-30\n---\n")
    done = repository.publish("--yes")
    assert done.exit_code == 1
    assert git(repository.remote, "for-each-ref") == ""


def test_the_limits_of_pages(tmp_path: Path, repository: Repository) -> None:
    config, _ = load_config(repository.work)
    assert config is not None
    large, site = tmp_path / "large.bin", tmp_path / "robots.txt"
    with large.open("wb") as file:
        file.truncate(950_000_000)
    site.touch()
    codes = [one.code for one in check_limits({"large.bin": large}, config)]
    assert codes == ["pages-large", "pages-file-too-large"]
    codes = [one.code for one in check_limits({"a.bin": large, "b.bin": large}, config)]
    assert codes[0] == "pages-too-large"
    repository.file("fmnotes.toml", 'base_url = "https://u.github.io/repo/"\n')
    below, _ = load_config(repository.work)
    assert below is not None
    assert list(check_limits({"robots.txt": site}, below)) == [diagnose("pages-robots", Place("static/robots.txt"))]


def test_the_tar_of_the_pages_action_holds_every_file_and_no_link(repository: Repository, tmp_path: Path) -> None:
    """The line of actions/upload-pages-artifact v5, with hidden files included."""
    repository.file("static/.well-known/security.txt", "x").file("static/한글 이름.txt", "y")
    (repository.work / "static/link.txt").symlink_to("한글 이름.txt")
    done = repository.publish("--yes")
    assert "warning[static-link]: a link in static/ was not copied: link.txt" in done.stderr
    site, archive = repository.work / "site", tmp_path / "artifact.tar"
    exclude = ["--exclude=.git", "--exclude=.github"]
    subprocess.run(
        ["tar", "--dereference", "--hard-dereference", "--directory", str(site), "-cvf", str(archive), *exclude, "."],
        check=True,
        capture_output=True,
    )
    with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as held:
        members = held.getmembers()
    assert {one.name.removeprefix("./") for one in members if one.isfile()} == set(_tree(site))
    assert all(one.isfile() or one.isdir() for one in members)


def test_search_engines_are_told_in_one_request() -> None:
    told: list[dict[str, object]] = []

    class Engine(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200 if len(told) == 1 else 422)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Engine)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    endpoint = f"http://127.0.0.1:{server.server_port}/indexnow"
    tell_search_engines("https://u.github.io/n/", "abcdefgh", ["https://u.github.io/n/a/"], endpoint)
    assert told == [
        {
            "host": "u.github.io",
            "key": "abcdefgh",
            "keyLocation": "https://u.github.io/n/abcdefgh.txt",
            "urlList": ["https://u.github.io/n/a/"],
        }
    ]
    with pytest.raises(OSError, match="422"):
        tell_search_engines("https://u.github.io/n/", "abcdefgh", [], endpoint)
    server.shutdown()
    server.server_close()


def _photo(located: bool, kind: str = "JPEG") -> bytes:
    made = io.BytesIO()
    picture = Image.new("RGB", (8, 6))
    exif = picture.getexif()
    if located:
        exif.get_ifd(0x8825).update({1: "N", 2: (37.0, 30.0, 0.0), 3: "E", 4: (127.0, 0.0, 0.0)})
        exif[0x8825] = exif.get_ifd(0x8825)
    picture.save(made, kind, exif=exif)
    return made.getvalue()


def test_secrets_in_static_are_neither_copied_nor_published(repository: Repository) -> None:
    names = (".git/config", ".env.local", "id_rsa", "server.pem", "sub/.ssh/id_ed25519", ".netrc")
    for name in names:
        repository.file(f"static/{name}", "canary")
    done = repository.publish("--yes")
    assert done.stderr.count("warning[static-secret]") == len(names)
    assert not any(b"canary" in data for data in repository.published().values())
    assert repository.publish().exit_code == 0


def test_files_in_folders_that_pages_use_are_listed_and_scanned_too(repository: Repository) -> None:
    assert repository.publish("--yes").exit_code == 0
    token = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345"
    repository.file("notes/archive/salary.pdf", b"%PDF").file("static/page/p.txt", "x").file("static/_/t.sh", token)
    done = repository.note("bert.md", "---\ntitle: BERT\n---\n[급여](archive/salary.pdf)\n").publish()
    assert done.exit_code == 2
    for name in ("archive/salary.pdf", "page/p.txt", "_/t.sh"):
        assert f"+ {name}" in done.stderr
    assert "t.sh:1:1: warning[leak-token]" in done.stderr


def test_a_site_of_ours_may_hold_what_sources_hold(repository: Repository) -> None:
    repository.file("static/README.md", "x").file("static/package.json", "{}").note("a.md", "글")
    assert repository.publish("--yes").exit_code == 0
    assert repository.note("a.md", "다른 글").publish("--yes").exit_code == 0


def test_files_of_lists_folders_and_of_the_sites_theme_are_told(repository: Repository) -> None:
    token = "ghp_" + "a1B2" * 9
    repository.file("notes/archive/p.pdf", b"%PDF").file("templates/static/b.js", f"// {token}\n")
    said = repository.note("a.md", "[p](archive/p.pdf)").publish("--yes").stderr
    assert "+ _/b.js" in said
    assert "_/b.js:1:4: warning[leak-token]" in said
    done = repository.note("a.md", "없다").publish()
    assert done.exit_code == 2
    assert "- archive/p.pdf" in done.stderr


def test_a_secret_in_a_wrong_place_is_not_printed(repository: Repository) -> None:
    token = "ghp_" + "a1B2" * 9
    said = repository.note("a.md", f"---\nprivate: {token}\n---\n글").publish().stderr
    assert "hidden" in said
    assert token not in said


def test_a_branch_of_a_web_application_is_no_site(repository: Repository) -> None:
    repository.file("index.html", "x").file("package.json", "{}").commit()
    git(repository.work, "push", "-q", "origin", "HEAD:refs/heads/app")
    assert "publish-branch" in repository.publish("--branch", "app", "--yes").stderr


def test_another_note_at_a_public_address_is_shown_and_asked_for(repository: Repository) -> None:
    assert repository.publish("--yes").exit_code == 0
    (repository.work / "notes/bert.md").unlink()
    done = repository.note("x.md", "---\ntitle: 사직서\nslug: bert\n---\n기밀\n").publish()
    assert done.exit_code == 2
    assert "~ BERT → 사직서  /bert/" in done.stderr
    assert "[leak-word]" in done.stderr


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_tells_its_place_in_each_format(kind: str) -> None:
    assert [holds_location(_photo(located, kind)) for located in (True, False)] == [True, False]


@pytest.mark.parametrize("name", ["notes/p.jpg", "static/p.jpg"])
def test_a_photo_that_tells_its_place_needs_consent(repository: Repository, name: str) -> None:
    repository.note("bert.md", "---\ntitle: BERT\n---\n![사진](p.jpg)\n").file(name, _photo(located=False))
    assert repository.publish("--yes").exit_code == 0
    done = repository.file(name, _photo(located=True)).publish()
    assert done.exit_code == 2
    assert "warning[photo-location]" in done.stderr


def test_a_name_with_a_colon_is_published_and_built_again(repository: Repository) -> None:
    repository.file("static/a:b.txt", "1").file("static/c:d.txt", "2")
    assert repository.publish("--yes").exit_code == 0
    assert "a:b.txt" in repository.published()
    done = repository.file("static/a:b.txt", "3").publish("--yes")
    assert done.exit_code == 0, done.stderr
    assert repository.published()["a:b.txt"] == b"3"


def test_what_was_shown_is_what_is_sent(repository: Repository) -> None:
    config, _ = load_config(repository.work)
    assert config is not None
    options = BuildOptions(NOW, config.output)
    result = build(config, options, lambda *_: None)
    publication = prepare(config, *branch_of(config, "origin", "gh-pages"), result, config.output)
    (config.output / "bert/index.html").write_text("changed", "utf-8")
    with pytest.raises(PublishError) as problem:
        publication.send("x")
    assert problem.value.diagnostic.code == "publish-changed"
    assert git(repository.remote, "for-each-ref") == ""


def test_a_branch_that_holds_sources_is_never_written_over(repository: Repository) -> None:
    repository.commit()
    git(repository.work, "push", "-q", "origin", "main:develop")
    git(repository.work, "checkout", "-q", "-b", "feature")
    done = repository.publish("--yes", "--branch", "develop", "--force-orphan")
    assert (done.exit_code, "error[publish-branch]" in done.stderr) == (2, True)
    assert git(repository.remote, "rev-list", "--count", "develop") == "1"


def test_strict_stops_at_a_leak(repository: Repository) -> None:
    repository.note("b.md", "# 둘\n\nAKIAABCDEFGHIJKLMNOP\n")
    assert repository.publish("--yes", "--strict").exit_code == 1
    assert git(repository.remote, "for-each-ref") == ""


def test_another_ref_with_the_same_end_is_not_taken_for_the_branch(repository: Repository) -> None:
    repository.commit()
    git(repository.work, "push", "-q", "origin", "main:refs/backup/refs/heads/gh-pages")
    assert repository.publish("--yes").exit_code == 0
    done = repository.note("b.md", "# 둘").publish("--yes")
    assert done.exit_code == 0
    assert "disappear" not in done.stderr


def test_a_push_address_of_its_own_is_where_the_site_is_read_too(repository: Repository, tmp_path: Path) -> None:
    other = tmp_path / "other.git"
    subprocess.run(["git", "init", "-q", "--bare", str(other)], check=True)
    git(repository.work, "remote", "set-url", "--push", "origin", str(other))
    assert repository.publish("--yes").exit_code == 0
    assert repository.note("b.md", "# 둘").publish("--yes").exit_code == 0
    assert git(other, "rev-list", "--count", "gh-pages") == "2"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://api.telegram.org/bot123456789:AAabcdefghijklmnopqrstuvwxyz0123456", True),
        ("postgres://me:s3cretpass@db.example.com/x", True),
        ("missing-ghp_0123456789abcdefghijABCDEFGHIJ012345", True),
        ("비밀번호: qwer1234!", True),
        ("sk-proj-abc_DEF-123-abc_DEF-123-abc_DEF-123", True),
        ("WANDB_API_KEY=0123456789abcdef0123456789abcdef01234567", True),
        ("KAKAO_REST_KEY: '0123456789abcdef0123456789abcdef'", True),
        ("r8_0123456789abcdefghijABCDEFGHIJ0123456", True),
        ("900101-1234567", True),
        ("OPENAI_API_KEY=your-own-key-goes-here-please", False),
        ("991301-1234567, 900101-12345678", False),
        ("sk-learn-style-pipelines-are-nice-to-read", False),
        ("password: string", False),
        ("https://example.com:8080/a@b", False),
    ],
)
def test_the_shapes_of_secrets(text: str, found: bool) -> None:
    assert bool(list(find_secrets(text, "a.md"))) is found
    assert (masked(text) != text) is found


@pytest.mark.parametrize("text", ["![x](logo@2x.png)", "`private key`", "```java\nprivate static void main()\n```"])
def test_what_is_no_leak(repository: Repository, text: str) -> None:
    repository.note("b.md", f"# 둘\n\n{text}\n").file("notes/logo@2x.png", _photo(located=False))
    assert "[leak-" not in repository.publish("--dry-run").stderr


def test_a_part_of_a_site_is_not_published_in_its_place(repository: Repository) -> None:
    repository.note("비밀/a.md", "글").commit()
    done = CliRunner().invoke(main, ["publish", str(repository.work / "notes/비밀"), "--yes"])
    assert (done.exit_code, "error[publish-above]" in done.stderr) == (2, True)
    shown = CliRunner().invoke(main, ["check", str(repository.work / "notes/비밀")])
    assert "warning[config-above]" in shown.stderr


def test_a_site_without_notes_takes_no_other_away(repository: Repository) -> None:
    repository.note("a.md", "글").publish("--yes")
    before = repository.published()
    for note in (repository.work / "notes").rglob("*.md"):
        note.unlink()
    done = repository.publish("--yes")
    assert (done.exit_code, "error[publish-nothing]" in done.stderr) == (1, True)
    assert repository.published() == before


def test_what_the_server_says_is_passed_on(repository: Repository) -> None:
    hook = repository.remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'GH013: see https://example.org/unblock' >&2\nexit 1\n")
    hook.chmod(0o755)
    done = repository.note("a.md", "글").publish("--yes")
    assert "[publish-refused]" in done.stderr
    assert "    GH013: see https://example.org/unblock\n" in done.stderr


def test_a_site_of_another_tool_is_named_before_it_is_replaced(repository: Repository) -> None:
    other = repository.work.parent / "other"
    git(repository.work, "clone", "-q", str(repository.remote), str(other))
    (other / "index.html").write_text("<p>mine</p>")
    git(other, "add", "-A")
    git(other, "commit", "-qm", "by hand")
    git(other, "push", "-q", "origin", "HEAD:gh-pages")
    repository.note("a.md", "글")
    assert "warning[publish-foreign]" in repository.publish("--dry-run").stderr
    assert repository.publish("--yes").exit_code == 0
    assert "publish-foreign" not in repository.publish("--dry-run").stderr


def test_pages_that_others_put_on_the_branch_are_told_before_they_go(repository: Repository, tmp_path: Path) -> None:
    """Though they lie where lists lie."""
    assert repository.note("a.md", "글").publish("--yes").exit_code == 0
    other = tmp_path / "other"
    git(tmp_path, "clone", "-q", "-b", "gh-pages", str(repository.remote), str(other))
    (other / "tags/mine").mkdir(parents=True)
    (other / "tags/mine/index.html").write_text("<p>mine</p>", "utf-8")
    git(other, "add", "-A")
    git(other, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "mine")
    git(other, "push", "-q")
    done = repository.note("a.md", "다른 글").publish()
    assert (done.exit_code, "- tags/mine/index.html" in done.stderr) == (2, True)


def test_a_branch_with_nothing_but_a_domain_is_published_to(repository: Repository, tmp_path: Path) -> None:
    """GitHub writes it when the domain is set first."""
    other = tmp_path / "other"
    git(tmp_path, "init", "-q", "-b", "gh-pages", str(other))
    (other / "CNAME").write_text("notes.example.org\n", "utf-8")
    git(other, "add", "-A")
    git(other, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "domain")
    git(other, "push", "-q", str(repository.remote), "gh-pages")
    assert repository.note("a.md", "글").publish("--yes").exit_code == 0
    assert repository.published()["CNAME"] == b"notes.example.org\n"


def test_what_disappears_stays_in_the_history_and_that_is_told(repository: Repository) -> None:
    assert repository.note("a.md", "글").note("b.md", "비밀").publish("--yes").exit_code == 0
    assert "--force-orphan" in repository.note("b.md", "---\ndraft: true\n---\n비밀").publish("--yes").stderr


def test_the_titles_of_what_becomes_public_are_not_a_templates(repository: Repository) -> None:
    assert repository.note("a.md", "글").publish("--yes").exit_code == 0
    repository.file("templates/notes.json", "[]")
    done = repository.note("새 글.md", "글").publish()
    assert (done.exit_code, "+ 새 글" in done.stderr) == (2, True)


def test_a_page_changed_by_hand_whose_note_is_hidden_is_not_published(repository: Repository) -> None:
    assert repository.note("a.md", "글").note("b.md", "비밀").publish("--yes").exit_code == 0
    page = repository.work / "site/b/index.html"
    page.write_bytes(page.read_bytes() + b"\n")
    assert repository.note("b.md", "---\ndraft: true\n---\n비밀").publish("--yes").exit_code == 0
    assert "b/index.html" not in repository.published()
    assert page.is_file()
