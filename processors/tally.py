"""What a run of Stage 2 did, counted."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from ledger.facts import Worked
from processors.backlog import Backlog, Queue


class BatchReport(msgspec.Struct, frozen=True):
    """What a run did: units examined, failed, still pending (None: it did not look), and why it stopped early.

    `reasons` counts, by stable words, why units failed and what frames lacked that should come along with them;
    `work` says what each processor did, `postponed` which of them could not work, and why.
    """

    run: str
    examined: int
    failed: int
    pending: int | None
    facts: int
    yielded: bool
    reason: str
    reasons: dict[str, int] = msgspec.field(default_factory=dict)
    work: tuple[Worked, ...] = ()
    postponed: dict[str, str] = msgspec.field(default_factory=dict)


class Standing(msgspec.Struct, frozen=True):
    """How far a run has come: units done, what is worked at, and the backlog, as it was a moment ago."""

    done: int
    failed: int
    what: str
    backlog: Backlog
    eta_s: float | None


class Tally(msgspec.Struct):
    """What one processor did in this run."""

    examined: int = 0
    failed: int = 0
    ms: int = 0

    @property
    def done(self) -> int:
        """Units that are done with, whichever way."""
        return self.examined + self.failed

    @property
    def mean_ms(self) -> int:
        """How long one of them took, in milliseconds, at least 1."""
        return max(1, self.ms // max(1, self.done))


def reckoned(queue: Queue, before: Tally | None, now: Tally | None, ms: int) -> Queue:
    """Return how a queue stands now, given how it stood when a tally was `before`; `ms` is what a unit took earlier."""
    before, now = before or Tally(), now or Tally()
    return replace(
        queue,
        pending=max(0, queue.pending - (now.done - before.done)),
        examined=queue.examined + now.examined - before.examined,
        failed=queue.failed + now.failed - before.failed,
        ms=now.mean_ms if now.done else ms,
    )
