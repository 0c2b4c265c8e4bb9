"""Showing an event: its line as it stands in the journal, its hash, and the signed commit that vouches for it."""

from __future__ import annotations

import msgspec

from ledger import commits, standing
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, NotFound, Usage
from ledger.event import event_id, events_from, kind_of, parse_event_id
from ledger.keyring import keyring_of
from projections.views import Views
from query.answers.answer import Checkpoint


class Commit(msgspec.Struct, frozen=True):
    """The commit that brought the event: its ledger line, when and for what, and the signed note over the log then.

    It covers events `first` to before `size`; `ledger_line` counts from 0. `problem` says why the line cannot be
    relied on: it is not signed by the key in force there, not consistent in itself, or does not cover the event; empty
    where it can. What is not looked at is the chain before it: `audit prove` and `audit verify` do that.
    """

    ledger_line: int
    at: str
    action: str
    stage: int
    first: int
    size: int
    checkpoint: str
    problem: str


class KnownEvent(msgspec.Struct, frozen=True):
    """One event. `line` is the raw line without its LF; `leaf` the hex SHA-256 of 0x00 and the line with its LF.

    `frame` is the frame that a derived fact cites, empty for others. `checkpoint` is the newest state of the log;
    `commit` the one that brought the event, None where the ledger holds none.
    """

    event: str
    kind: str
    at: str
    run: str
    leaf: str
    prev: str
    frame: str
    line: str
    fact: msgspec.Raw
    checkpoint: Checkpoint
    commit: Commit | None


def show(views: Views, spelled: str) -> KnownEvent:
    """Return an event by its id, such as `journal:17`.

    Raises:
        Usage: the text is no event id.
        NotFound: there is no such event.
        Damaged: its line, or the ledger, is not what it was.
    """
    seq = parse_event_id(spelled)
    if seq is None:
        raise Usage(f"{spelled!r} is no event id.", "Event ids look like journal:17.")
    head = views.head()
    if views.locator.place(seq) is None:
        raise NotFound(
            f"There is no event {event_id(seq)} in {views.root.path}: it holds {events_from(0, head.size)}.",
            "If it was committed a moment ago, the views will know it after the next command that writes.",
        )
    located = views.event(seq)
    found = commits.covering(views.root.ledger, seq)
    return KnownEvent(
        event=event_id(seq),
        kind=kind_of(located.event),
        at=located.event.at,
        run=located.event.run,
        leaf=located.place.leaf.hex(),
        prev=located.event.prev,
        frame=views.locator.frame_of(seq) or "",
        line=located.line.decode("utf-8", "replace").removesuffix("\n"),
        fact=located.event.fact,
        checkpoint=Checkpoint(head.size, head.frontier.root().hex()),
        commit=_described(views.root, seq, found) if found is not None else None,
    )


def _described(root: DataRoot, seq: int, found: commits.Commit) -> Commit:
    seal, commit = found.placed.seal, found.told
    problem = (
        _problem(root, found) if commit.first <= seq else f"Line {seal.seq} of the ledger begins behind the event."
    )
    return Commit(seal.seq, seal.at, commit.action, commit.stage, commit.first, commit.size, commit.checkpoint, problem)


def _problem(root: DataRoot, found: commits.Commit) -> str:
    try:
        standing.after(found, keyring_of(root))
    except Damaged as error:
        return error.what
    return ""
