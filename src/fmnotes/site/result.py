"""What a build says when it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from fmnotes.diagnostics import Diagnostic
from fmnotes.site.incremental.unchanged import Outcome
from fmnotes.site.output.sync import Synced
from fmnotes.site.plan import SitePlan
from fmnotes.text.names import file_of


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build says, what it wrote, and how much it had to do; `wrote` is false where errors forbade it.

    `site` is the fingerprint of all files, where it came so far.
    """

    plan: SitePlan
    outcome: Outcome
    site: str = ""
    synced: Synced = field(default_factory=Synced)
    wrote: bool = False
    rendered: int = 0

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.outcome.diagnostics

    @property
    def waits(self) -> bool:
        """Will a note appear as time goes on, without anything that changes? (One that expires does so with a day.)"""
        return bool(self.outcome.hidden["scheduled"])

    @property
    def authored(self) -> frozenset[str]:
        """The files of the site that are the author's own, as they are: attachments, and those of `static/`."""
        return frozenset([*(file_of(asset.address) for asset in self.plan.assets.values()), *self.plan.static])


def result_of(plan: SitePlan, diagnostics: Iterable[Diagnostic]) -> BuildResult:
    reading, library = plan.reading, plan.library
    outcome = Outcome(
        read=len(reading.sources) + len(reading.failed),
        shown=len(library.notes),
        hidden=Counter(library.hidden.values()),
        failed=plan.failed,
        skipped=reading.skipped,
        pages=plan.count,
        assets=len(plan.assets),
        diagnostics=tuple(diagnostics),
    )
    return BuildResult(plan, outcome)
