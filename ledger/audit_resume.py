"""How far an audit in several runs has come: a file of the person's own, outside the DataRoot."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import msgspec

from ledger import commits, durable, plain
from ledger.audit_report import Report
from ledger.audit_scope import Scope
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, NotFound, Usage
from ledger.event import events_from
from ledger.head import read_head

SCHEMA = "autocapture.verified.v1"
_ANOTHER = "Name another file, or a new one."
_MOST = 1 << 16


class Resume(msgspec.Struct, frozen=True):
    """The file: of which log, how many events were verified, and the Merkle root over them (hex)."""

    schema: str
    log: str
    events: Annotated[int, msgspec.Meta(ge=0)]
    root: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{64})?$")]

    @property
    def scope(self) -> Scope:
        """What is left to verify."""
        return Scope(self.events)


def read(root: DataRoot, path: Path) -> Resume:
    """Return how far earlier runs came; the beginning, where the file is not there yet.

    Raises:
        Usage: it is no such file, or is about another log.
        NotFound: nothing is left to verify.
        Damaged: the log is not the one any more of which that much was verified.
    """
    head = read_head(root)
    try:
        found = msgspec.json.decode(plain.read(path, _MOST), type=Resume)
    except FileNotFoundError:
        return Resume(SCHEMA, head.origin, 0, "")
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError) as error:
        why = getattr(error, "strerror", None) or error
        raise Usage(f"{path} does not say how far an audit came: {why}.", _ANOTHER) from error
    if found.schema != SCHEMA or found.log != head.origin:
        raise Usage(f"{path} is about the log {found.log}, not {head.origin}.", _ANOTHER)
    if found.events and found.events == head.size and head.frontier.root().hex() == found.root:
        raise NotFound(
            f"All that {root.path} holds, {events_from(0, head.size)}, were verified in earlier runs; none came since.",
            f"To begin again, remove {path}.",
        )
    if found.events and _root_at(root, found.events) != found.root:
        raise Damaged(
            f"The log in {root.path} is not the one of which {path} says that {found.events} events were verified: "
            "it was set back or rewritten.",
            "Verify the whole, and hold it against what somebody kept: `autocapture audit verify --against FILE`.",
        )
    return found


def write(root: DataRoot, path: Path, report: Report) -> Resume:
    """Note how far a run came that found nothing wrong.

    Raises:
        WriteFailed: the disk refused.
    """
    done = Resume(SCHEMA, report.origin, report.events, _root_at(root, report.events))
    # A link to it stays one.
    durable.replace(Path(os.path.realpath(path)), msgspec.json.encode(done) + b"\n")
    return done


def _root_at(root: DataRoot, events: int) -> str:
    return (commits.root_at(root.ledger, events) or b"").hex()
