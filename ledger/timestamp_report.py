"""What the check of a time stamp found, in words and for programs. Pure."""

from __future__ import annotations

from datetime import datetime

import msgspec

from ledger import printed
from ledger.clock import spell
from ledger.errors import Damaged
from ledger.event import events_from
from ledger.note import Checkpoint, Verifier
from ledger.timestamp import Stamp, plain


class Verdict(msgspec.Struct, frozen=True):
    """A stamp that holds, of a checkpoint that `key` signed, and what the log says to it.

    `size`: how many events the log holds now; None where no log was looked at. `contradictions`: how the log
    does not grow out of the checkpoint, in words.
    """

    stamp: Stamp
    checkpoint: Checkpoint
    key: Verifier
    size: int | None = None
    contradictions: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 the stamp holds and nothing speaks against it, 3 the log contradicts it."""
        return Damaged.exit_code if self.contradictions else 0


def as_json(verdict: Verdict) -> str:
    """Return a verdict for programs. Times are UTC, `accuracy_us` microseconds, `serial` hexadecimal."""
    stamp, checkpoint = verdict.stamp, verdict.checkpoint
    accuracy = stamp.accuracy
    told = {
        "holds": not verdict.contradictions,
        "before": spell(stamp.before),
        "events": checkpoint.size,
        "origin": checkpoint.origin,
        "root": checkpoint.root.hex(),
        "key": verdict.key.spelled(),
        "log": None if verdict.size is None else {"events": verdict.size},
        "contradictions": list(verdict.contradictions),
        "stamp": {
            "time": spell(stamp.time),
            "accuracy_us": None if accuracy is None else round(accuracy.total_seconds() * 1_000_000),
            "authority": stamp.authority,
            "certificate": stamp.certificate,
            "serial": f"{stamp.serial:x}",
            "policy": stamp.policy,
            "hash": stamp.hash,
            "answers_request": stamp.answers,
        },
    }
    return printed.spelled(told)


def in_words(verdict: Verdict) -> str:
    """Return a verdict for people: what is shown, by whom, and what was not looked at."""
    stamp, checkpoint = verdict.stamp, verdict.checkpoint
    span = events_from(0, checkpoint.size)
    before = f"before {_moment(stamp.before)}, says {stamp.authority}"
    existed = f"a checkpoint of {span} existed {before}"
    if verdict.contradictions:
        lines = [f"Contradicted: {each}." for each in verdict.contradictions]
        lines.append("`autocapture audit verify` says whether its lines are damaged, or whole and written anew.")
        lines.append(f"The stamp itself holds: {existed}.")
    elif verdict.size is None:
        lines = [f"The stamp holds: {existed}.", "No log was looked at: whether its lines lead there is not shown."]
    else:
        were = "was" if checkpoint.size == 1 else "were"
        lines = [f"The stamp holds: {span} {were} in the log {before}."]
        lines.append(f"The log holds {verdict.size} events now, and grows out of that checkpoint.")
    lines.append(_particulars(stamp))
    lines.append(f"Log {plain(checkpoint.origin)}, key {verdict.key.fingerprint}.")
    return "\n".join(lines)


def _particulars(stamp: Stamp) -> str:
    off = f"give or take {stamp.accuracy.total_seconds():g} s" if stamp.accuracy is not None else "accuracy not stated"
    answers = "it answers the request" if stamp.answers else "the request was not looked at"
    return f"Stamped {_moment(stamp.time)}, {off}; serial {stamp.serial:x}, policy {stamp.policy}; {answers}."


def _moment(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S}{f'.{time:%f}'.rstrip('0').rstrip('.')} UTC"
