"""Stage 2's part of a checkup: whether answers are stale, what is left to do and how long it takes, what failed."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.dataroot import DataRoot
from ledger.finding import Finding
from ledger.wording import numbered, tallied
from processors import backlog
from processors.backlog import Backlog, in_words
from processors.registry import chosen
from projections.views import Views

_RUN = "Run `autocapture batch run`; with --no-require-idle also while you are at the machine."


def examine(root: DataRoot) -> Iterator[Finding]:
    """Yield what is wrong with what was understood, and what is left to do. Nothing is written.

    Raises:
        NotADataRoot, Stale: the views cannot be read.
    """
    with Views(root) as views:
        known = backlog.survey(views, chosen(None), integrity=True)
    if known.pending or known.is_stale:
        yield _left(known)
    if known.pending:
        yield from _signal(root)
    for processor, reasons in known.reasons.items():
        what = f"{numbered(sum(reasons.values()), 'frame')} could not be examined by {processor}: {tallied(reasons)}."
        remedy = f"To try again: `autocapture batch run --force --only {processor}`."
        yield Finding("frames_failed", "note", what, remedy)


def _left(known: Backlog) -> Finding:
    pending = f"{numbered(known.pending, 'step is', 'steps are')} pending: {_pace(known)}."
    if not known.is_stale:
        return Finding("pending", "note", pending, _RUN)
    lag = f"{in_words(known.behind_s)} older than the newest ingested" if known.behind_s is not None else "none at all"
    what = f"The newest frame that can be asked for by its text is {lag}."
    if known.pending:
        return Finding("stale", "wrong", f"{what} {pending}", _RUN)
    why = "Newer ones have no picture, or could not be examined: `autocapture status` counts them."
    return Finding("stale", "wrong", what, why)


def _pace(known: Backlog) -> str:
    """Say how long what is left will take, as far as it was measured how long a step takes."""
    eta = known.eta_s()
    if eta is not None:
        return f"about {in_words(eta)} of work"
    unmeasured = [queue.processor for queue in known.queues if queue.pending and not queue.ms]
    measured = sum(queue.pending * queue.ms for queue in known.queues) / 1000
    least = f"at least {in_words(measured)} of work; " if measured else ""
    return f"{least}how long it takes is not known yet for {', '.join(unmeasured)}"


def _signal(root: DataRoot) -> Iterator[Finding]:
    if not any(path.is_file() for path in root.activity_signals):
        what = f"There is no activity signal at {root.activity_signals[0]}: Stage 2 takes that for a person at work."
        remedy = "Let the hypervisor write it, or run `autocapture batch run --no-require-idle`."
        yield Finding("no_activity_signal", "soon", what, remedy)
