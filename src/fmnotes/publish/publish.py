"""One publication: the sentence that names its steps. Nothing leaves the machine before `Publication.send`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, Place, ProblemError, diagnose
from fmnotes.git.remote import GitHub, github_of
from fmnotes.git.run import Git, GitError, NoGitError, repository_of
from fmnotes.lint.leaks import find_leaks, find_secrets
from fmnotes.publish.branch import NOTES, Branch, Published, valid_branch
from fmnotes.publish.exposure import Exposure, compare, page_file
from fmnotes.publish.limits import check_limits
from fmnotes.site.assets.measure import holds_location, static_files
from fmnotes.site.output.manifest import KEPT, load_manifest, manifest_path
from fmnotes.site.problems import in_order
from fmnotes.site.result import BuildResult
from fmnotes.site.state import state_folder
from fmnotes.text.characters import without_controls
from fmnotes.text.names import quoted

_OURS = (b'id="fm-main"', b"fmnotes")
"""What pages and feeds of ours hold."""

_TEXTS = frozenset({".txt", ".json", ".csv", ".yml", ".yaml", ".toml", ".py", ".js", ".ipynb", ".svg", ".xml"})

_HEAD = 8_000
_SAID = 20


class PublishError(ProblemError):
    """A publication that cannot go on."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A built site beside what is public: everything that is shown and asked before it is sent."""

    branch: Branch
    github: GitHub | None
    before: Published
    files: Mapping[str, Path]
    blobs: Mapping[str, str]
    exposure: Exposure
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_same(self) -> bool:
        return dict(self.before.files) == dict(self.blobs)

    @property
    def has_history(self) -> bool:
        """Does the branch hold more than its last commit: what was public once?"""
        return " " in self.branch.git.text("rev-list", "--max-count=1", "--parents", self.before.commit)

    @property
    def needs_consent(self) -> bool:
        return not self.exposure.is_silent or any(one.code.startswith(("leak-", "photo-")) for one in self.diagnostics)

    def changed_pages(self) -> list[str]:
        """The addresses of new and changed pages, from the root of the site."""
        changed = (name for name, blob in self.blobs.items() if self.before.files.get(name) != blob)
        pages = (name.removesuffix("index.html") for name in changed if name.endswith(".html"))
        return sorted(quoted(name) for name in pages if name != "404.html")

    def send(self, message: str, *, orphan: bool = False) -> str:
        """Commit and push; returns the commit. Raises PublishError."""
        try:
            blobs = self.branch.blobs(self.files, write=True)
            if any(self.blobs[name] != blob for name, blob in blobs.items()):
                raise PublishError(diagnose("publish-changed", Place()))
            kept = {name: blob for name, blob in self.blobs.items() if name not in blobs}
            parents = [self.before.commit] if self.before.commit and not orphan else []
            commit = self.branch.commit({**blobs, **kept}, parents, message)
            self.branch.push(commit, self.before.commit)
        except GitError as problem:
            raise PublishError(explained(problem)) from None
        return commit


def branch_of(config: Config, remote: str, name: str) -> tuple[Branch, Published]:
    """The branch to publish to, and what it holds. Raises PublishError where it cannot be one."""
    if config.above:
        raise PublishError(diagnose("publish-above", Place(), path=config.above))
    if repository_of(config.root) is None:
        raise PublishError(diagnose("publish-no-repository", Place(), path=config.root))
    try:
        git = Git(Path(Git(config.root).text("rev-parse", "--show-toplevel")))
        branch = Branch(git, _address(git, remote), name)
        before = branch.published() if valid_branch(git, name) else None
        if before is None or branch.is_for_sources(before):
            raise PublishError(diagnose("publish-branch", Place(), branch=name))
    except GitError as problem:
        raise PublishError(explained(problem)) from None
    return branch, before


def _address(git: Git, remote: str) -> str:
    """Where the remote is pushed to; an address stands for itself."""
    if "/" in remote or ":" in remote:
        return remote
    if remote.startswith("-") or remote not in git.text("remote").splitlines():
        raise PublishError(diagnose("publish-no-remote", Place(), remote=remote))
    return git.text("remote", "get-url", "--push", "--", remote)


def prepare(config: Config, branch: Branch, before: Published, result: BuildResult, output: Path) -> Publication:
    """Lay the built site beside what is public. Raises PublishError."""
    if not result.plan.library.notes:
        raise PublishError(diagnose("publish-nothing", Place()))
    known = load_manifest(manifest_path(state_folder(config), output)).files
    names = [name for name, one in known.items() if one.why != KEPT]
    files = {name: output / name for name in names}
    try:
        blobs = branch.blobs(files, write=False)
    except GitError as problem:
        raise PublishError(explained(problem)) from None
    problems = list(check_limits(files, config))
    if before.files and NOTES not in before.files:
        problems.append(diagnose("publish-foreign", Place(), branch=branch.name))
    if "CNAME" in before.files and "CNAME" not in blobs:
        # GitHub writes it there when a domain is set on the web; without it the domain would be lost.
        blobs["CNAME"] = before.files["CNAME"]
        domain = branch.content(blobs["CNAME"]).decode("utf-8", "replace").strip()
        problems.append(diagnose("publish-kept-cname", Place(), domain=domain))
    own_theme = {f"_/{name}" for name in static_files(config.templates / "static")}
    authored = (result.authored | own_theme) & files.keys()
    library = result.plan.library
    titles = {f"/{quoted(library.addresses[path])}": one.metadata.title for path, one in library.notes.items()}
    exposure = compare(before, blobs, titles, authored, lambda name: _is_ours(branch, before.files[name]))
    changed = {name: files[name] for name in authored if before.files.get(name) != blobs[name]}
    problems += in_order(_note_leaks(result, before, blobs, exposure), result.plan.reading, config)
    problems += _file_leaks(changed)
    return Publication(branch, github_of(branch.address), before, files, blobs, exposure, tuple(problems))


def _is_ours(branch: Branch, blob: str) -> bool:
    """Was a page, feed or list of addresses written by us, as far as it says? Raises PublishError."""
    try:
        content = branch.content(blob)
    except GitError as problem:
        raise PublishError(explained(problem)) from None
    return not content.strip() or any(mark in content for mark in _OURS)


def _note_leaks(
    result: BuildResult, before: Published, blobs: Mapping[str, str], exposure: Exposure
) -> Iterator[Diagnostic]:
    """Of notes that may be new to the public everything, of changed ones their secrets."""
    texts = {source.path: source.text for source in result.plan.reading.sources}
    renamed = {page_file(address) for _, _, address in exposure.renamed}
    for path, address in result.plan.library.addresses.items():
        name = page_file(address)
        if name not in before.files or name in renamed:
            yield from find_leaks(result.plan.library.notes[path], texts[path])
        elif before.files[name] != blobs.get(name):
            yield from find_secrets(texts[path], path)


def _file_leaks(files: Mapping[str, Path]) -> Iterator[Diagnostic]:
    """Secrets in attachments and static files that are text, and the places of photos."""
    for name, file in sorted(files.items()):
        data = file.read_bytes()
        if b"\0" not in data[:_HEAD]:
            yield from find_secrets(data.decode("utf-8", "replace"), name)
        elif holds_location(data):
            yield diagnose("photo-location", Place(name), path=name)


def explained(problem: GitError) -> Diagnostic:
    """What git said, told apart by what can be done about it."""
    if isinstance(problem, NoGitError):
        return diagnose("publish-no-git", Place())
    said = str(problem)
    lines = [line for line in said.splitlines() if line.strip()] or [said]
    short = next((line for line in lines if line.startswith(("!", "fatal:", "error:", "remote:"))), lines[-1]).strip()
    lowered = said.lower()
    if "remote rejected" in said or "protected branch" in lowered or "pre-receive hook" in lowered:
        told = next((line for line in lines if "remote rejected" in line), short).lstrip("!\t ")
        words = (line.removeprefix("remote:").strip() for line in lines if line.startswith("remote:"))
        more = "".join(f"\n    {without_controls(word)}" for word in islice(filter(None, words), _SAID))
        return diagnose("publish-refused", Place(), problem=told, said=more)
    if "stale info" in said or "fetch first" in said or "non-fast-forward" in said:
        return diagnose("publish-rejected", Place())
    signs = (
        "authentication failed", "could not read", "permission denied", "permission to", "repository not found",
        "does not appear to be a git repository", "could not resolve host", "unable to access", "terminal prompts",
    )  # fmt: skip
    if any(sign in lowered for sign in signs):
        return diagnose("publish-no-access", Place(), problem=short)
    return diagnose("publish-git", Place(), problem=short)
