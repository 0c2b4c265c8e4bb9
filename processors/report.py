"""What Stage 2 says of a run and of its backlog: JSON for the hypervisor, words for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from ledger import clock, printed
from ledger.wording import numbered, tallied
from processors.backlog import Backlog, in_words
from processors.batch import BatchReport, Standing
from projections.batches import Batch, Calls


def batch_json(report: BatchReport) -> str:
    """Return the report's fields as JSON: sorted keys, indent 2."""
    return printed.spelled(report)


def line(event: str, fields: Mapping[str, object]) -> str:
    """Return one line of JSON; `event` says what it is about."""
    return printed.line({"event": event, **fields})


def ended_line(report: BatchReport) -> str:
    """Return the last line of a run."""
    return line("ended", msgspec.to_builtins(report))


def progress_line(standing: Standing) -> str:
    """Return how far a run has come, as one line of JSON."""
    told = {"done": standing.done, "failed": standing.failed, "what": standing.what, "eta_s": standing.eta_s}
    return line("progress", {**told, **backlog_fields(standing.backlog)})


def backlog_fields(backlog: Backlog) -> dict[str, object]:
    """Return a backlog for programs."""
    return {
        "pending": backlog.pending,
        "newest_frame": backlog.newest,
        "newest_queryable": backlog.readable,
        "behind_s": backlog.behind_s,
        "stale": backlog.is_stale,
        "frames": backlog.frames,
        "queryable": backlog.queryable,
        "processors": [msgspec.to_builtins(queue) for queue in backlog.queues],
        "failures": msgspec.to_builtins(backlog.reasons),
    }


def batch_words(report: BatchReport) -> str:
    """Return what a run did, for a person."""
    lines = [f"{name} could not work: {why}. Its frames stay pending." for name, why in report.postponed.items()]
    if report.yielded and not report.examined and not report.failed:
        return (
            f"Nothing was examined: {report.reason}.\n"
            "Stage 2 works while nobody is at the machine. To run it now: --no-require-idle"
        )
    if not report.examined and not report.failed:
        return "\n".join(lines) or "Everything has been examined already; nothing to do."
    facts = numbered(report.facts, "fact")
    lines.insert(0, f"{_steps(report.examined)} done (one frame, one processor), {facts} written to the journal.")
    if report.failed:
        lines.append(
            f"{_steps(report.failed)} failed; each is noted with its reason (`autocapture show frame RECORD_ID`) "
            "and not tried again by itself."
        )
    if report.reasons:
        lines.append(f"Failed or missing: {tallied(report.reasons)}.")
    if report.yielded:
        left = f"At least {_steps(report.pending)} left for the next run." if report.pending else ""
        lines.append(f"Stopped early: {report.reason}. {left}".rstrip())
    return "\n".join(lines)


def _steps(count: int) -> str:
    return numbered(count, "step")


def standing_words(standing: Standing) -> str:
    """Return what is worked at and how long the rest will take, in a few words."""
    told = [standing.what]
    if standing.eta_s is not None:
        told.append(f"{in_words(standing.eta_s)} left")
    if standing.backlog.behind_s is not None:
        told.append(f"newest queryable frame {in_words(standing.backlog.behind_s)} behind")
    return ", ".join(told)


def backlog_words(backlog: Backlog, last: Batch | None, calls: Sequence[Calls]) -> list[str]:
    """Return how Stage 2 stands, for a person."""
    lines = [_headline(backlog), queryable_words(backlog)]
    for queue in backlog.queues:
        counts = f"{queue.examined} examined, {queue.failed} failed, {queue.pending} pending"
        pace = f"; about {in_words(queue.pending * queue.ms / 1000)} left" if queue.pending and queue.ms else ""
        behind = f"; newest {clock.shown(queue.newest)}" if queue.pending and queue.newest else ""
        lines.append(f"  {queue.processor}: {counts}{pace}{behind}.")
        lines += [
            f"    {count} failed: {why.replace('_', ' ')}"
            for why, count in backlog.reasons.get(queue.processor, {}).items()
        ]
    if last is not None:
        how = {"finished": "finished", "yielded": f"stopped: {last.reason}"}.get(last.how, "was not seen to end")
        when = last.ended_at or last.started_at
        lines.append(f"  Last run: {how}, {clock.shown(when)}; {last.examined} done, {last.failed} failed.")
    lines += [
        f"  {each.endpoint}, {each.model}: {each.calls} {each.outcome}, last {clock.shown(each.last_at)}."
        for each in calls
    ]
    return lines


def _headline(backlog: Backlog) -> str:
    if not backlog.newest:
        return "Stage 2: there are no frames."
    if not backlog.readable:
        return f"Stage 2: no frame was read yet; {_pending(backlog)}."
    behind = f"is {in_words(backlog.behind_s)} behind" if backlog.behind_s else "is the newest there is"
    return f"Stage 2: the newest queryable frame {behind} ({clock.shown(backlog.readable)}); {_pending(backlog)}."


def _pending(backlog: Backlog) -> str:
    if not backlog.pending:
        return "nothing is pending"
    # What waits for another processor's findings is counted only when these are there.
    return f"at least {numbered(backlog.pending, 'step is', 'steps are')} pending"


def queryable_words(backlog: Backlog) -> str:
    """Return how much of what was captured can be asked for, and when the rest can be."""
    if not backlog.frames:
        return "  Nothing was captured yet."
    share = backlog.queryable * 100 // backlog.frames
    eta = backlog.eta_s()
    left = ""
    if backlog.pending:
        left = " How long the rest takes is unknown."
        if eta is not None:
            left = f" About {in_words(eta)} of work is left."
    return (
        f"  {backlog.queryable} of {backlog.frames} captured frames can be asked for by their text ({share} %).{left}"
    )
