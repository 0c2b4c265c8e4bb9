"""The one door through which events enter the logs.

A commit, in order; what a crash after each step means stands beside it.

1. take the lock                                    nothing has happened
2. read where the logs stand, refuse them if they   nothing has happened
   were set back (see `last_seen`)
3. mend a torn tail                                 the torn bytes are in quarantine, and said to be
   and seal what is due (see `sealing`)             the lines are in the log once, whichever file has them
4. append the events to the journal                 torn: the next writer sets the bytes aside
5. sync the journal                                 torn, still: nothing has vouched for the events
6. append the ledger line                           torn or committed, depending on its newline
7. sync the ledger                                  committed

After a failed write or sync the turn is poisoned: what the descriptor holds is unknown, so it is not
used again; the next turn opens the files anew and finds a clean or a torn tail.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from ledger import chain, durable, event, last_seen, sealing, seals, tail
from ledger.clock import Clock, spell, system_clock
from ledger.dataroot import DataRoot
from ledger.errors import TooLarge, WriteFailed
from ledger.facts import DatarootOpened, Fact
from ledger.head import Head, opening_of, read_head
from ledger.keyring import keyring_of, rotation
from ledger.keys import load
from ledger.lock import held
from ledger.note import Checkpoint, Signer, sign
from ledger.seals import Entry, JournalCommitted

_WRITE_SIZE = 1 << 20
DEFAULT_WAIT_S = 60.0


class Commit(msgspec.Struct, frozen=True):
    """What was committed: events `first` to `size - 1`, and the signed checkpoint over all so far."""

    first: int
    size: int
    checkpoint: str


class Writer:
    """Writes to one DataRoot, in turns. It must have been born (`birth.ensure_born`)."""

    def __init__(
        self,
        root: DataRoot,
        *,
        clock: Clock = system_clock,
        wait_s: float = DEFAULT_WAIT_S,
        segment_lines: int = sealing.LINES,
        accept_older: bool = False,
    ) -> None:
        """Open the key; the logs are opened with each turn.

        Args:
            root: the DataRoot.
            clock: the source of `at`.
            wait_s: how long to wait for another writer, in seconds.
            segment_lines: how many lines of a log make a segment, a power of two.
            accept_older: go on with a log that was set back, and say so in it.

        Raises:
            NotADataRoot: `root` has no ledger.
            ReadOnly: `root` shows a state of the past.
            KeyUnavailable: the key that signs for it is not to be had.
        """
        self.root = root
        self._clock = clock
        self._wait_s = wait_s
        self._segment_lines = segment_lines
        self._accept_older = accept_older
        root.refuse_replay()
        self._signer = load(keyring_of(root).current)
        self._durable = ""

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Hold the lock and offer the state of the logs, for one or a few commits. Keep it short.

        Raises:
            Locked: another writer did not finish in time.
            Damaged: the logs do not end as the ledger says; nothing is written.
            SetBack: this account has seen another state of the log; nothing is written.
            WriteFailed: a torn tail could not be set aside.
        """
        with held(self.root.writer_lock, self._wait_s):
            opening, last = opening_of(self.root), seals.read_tail(self.root.ledger)
            keys = keyring_of(self.root, last, opening)
            head = tail.checked(self.root, last, read_head(self.root, last, opening), keys)
            if self._signer.verifier != keys.current:
                # Another process has put a new key in force since.
                self._signer = load(keys.current)
            older = last_seen.accepted(self.root, head, keys) if self._accept_older else None
            if not self._accept_older:
                last_seen.refuse_setback(self.root, head, keys)
            turn = Turn(self.root, head, self._signer, self._clock)
            try:
                if last is not None and last.seals:
                    # Whoever sealed these may have been killed before the shorter log had its name on the disk.
                    with durable.failing_as("sync", self.root.path):
                        durable.sync_directory(self.root.path)
                if head.ledger_size and head.ledger_leaf != self._durable:
                    # Whoever wrote its last line may have been killed before step 7: no event of ours goes before it.
                    durable.sync_file(self.root.ledger)
                tail.set_aside(self.root, head)
                sealing.seal_due(self.root, turn, self._signer, self._segment_lines)
                self._tell_of_mending(turn)
                if older is not None:
                    turn.commit([older], run="", stage=0, action="log.resume")
                    turn.upkeep.append(older)
                yield turn
            finally:
                self._signer, self._durable = turn.signer, turn.durable
                last_seen.remember(self.root, turn.head)

    def _tell_of_mending(self, turn: Turn) -> None:
        mended = tail.pending(self.root)
        if mended:
            turn.commit([fact for _, fact in mended], run="", stage=0, action="tail.mend")
            tail.acknowledge([path for path, _ in mended])
            turn.upkeep += [fact for _, fact in mended]


class Turn:
    """A writer's time at the logs: `head` is where they stand, `signer` the key in force.

    `upkeep` are the events that had to be written before anything else could be: of what was mended. `durable` is the
    hash of the last line of the ledger that this turn wrote and synced; empty: none.
    """

    def __init__(self, root: DataRoot, head: Head, signer: Signer, clock: Clock) -> None:
        self.root = root
        self.head = head
        self.signer = signer
        self._clock = clock
        self._poisoned = False
        self.durable = ""
        self.upkeep: list[Fact] = []

    def commit(
        self,
        facts: Iterable[Fact],
        *,
        run: str,
        stage: int,
        action: str,
        inputs: Sequence[str] = (),
        outputs: Sequence[str] = (),
    ) -> Commit:
        """Append facts as one commit: durable, chained, signed when this returns. Facts may be a generator.

        Args:
            run: ULID of the command run.
            stage: 0 upkeep, 1 taking into care, 2 looking closely.
            action: the unit of work, such as `handoff.ingest`.
            inputs: what the unit of work was done on.
            outputs: what came of it beside the events.

        Raises:
            WriteFailed: a write or sync failed; nothing of this commit counts.
            TooLarge: a fact makes a longer line than readers take; nothing of this commit counts.
        """
        self._refuse_poison()
        self._poisoned = True
        head = self.head
        if head.size == 0:
            facts = _with_birth(head, facts)
        grown = self._append_events(facts, run)
        entry = self._sealed(head, grown, run, stage, action, tuple(inputs), tuple(outputs))
        self.head = msgspec.structs.replace(self._append_entry(grown, entry), commit=entry)
        self._poisoned = False
        return Commit(head.size, self.head.size, entry.checkpoint)

    def note(self, entry: Entry) -> None:
        """Append a line to the ledger that is no commit: durable, chained, signed when this returns.

        Raises:
            WriteFailed: a write or sync failed; the line does not count.
        """
        self._refuse_poison()
        self._poisoned = True
        self.head = self._append_entry(self.head, entry)
        self._poisoned = False

    def rotate(self, signer: Signer, reason: str = "") -> None:
        """Put another key in force, which `keys.load` must find from here on, and commit with it once.

        Raises:
            WriteFailed: a write or sync failed; the old key is in force, or the new one is and has said nothing yet.
        """
        line = self.head.ledger_size
        self.note(rotation(self.signer, signer, self.head, reason))
        self.head, self.signer = msgspec.structs.replace(self.head, key_line=line), signer
        self.commit([], run="", stage=0, action="key.rotate")

    def _refuse_poison(self) -> None:
        if self._poisoned:
            raise WriteFailed("An earlier write of this turn failed.", "Run the command again.")

    def _append_events(self, facts: Iterable[Fact], run: str) -> Head:
        head = self.head
        seq, leaf_hex, frontier, length = head.size, head.leaf, head.frontier.copy(), head.bytes
        at = spell(self._clock())
        with _appending(self.root.journal) as descriptor:
            buffer, leaves = bytearray(), list[bytes]()
            for fact in facts:
                line = _bounded(event.write(leaf_hex, seq, at, run, fact))
                digest = event.leaf(line)
                leaves.append(digest)
                leaf_hex, seq, length = digest.hex(), seq + 1, length + len(line)
                buffer += line
                if len(buffer) >= _WRITE_SIZE:
                    durable.write_all(descriptor, bytes(buffer))
                    frontier.extend(leaves)
                    buffer.clear()
                    leaves.clear()
            durable.write_all(descriptor, bytes(buffer))
            frontier.extend(leaves)
            durable.sync(descriptor)
        return msgspec.structs.replace(head, size=seq, bytes=length, leaf=leaf_hex, frontier=frontier)

    def _sealed(
        self,
        before: Head,
        grown: Head,
        run: str,
        stage: int,
        action: str,
        inputs: tuple[str, ...],
        outputs: tuple[str, ...],
    ) -> JournalCommitted:
        checkpoint = Checkpoint(grown.origin, grown.size, grown.frontier.root())
        return JournalCommitted(
            run=run,
            stage=stage,
            action=action,
            first=before.size,
            size=grown.size,
            bytes=grown.bytes,
            head=grown.leaf,
            frontier=grown.frontier.spelled(),
            checkpoint=sign(checkpoint.text(), self.signer),
            inputs=inputs,
            outputs=outputs,
            key_line=before.key_line,
        )

    def _append_entry(self, head: Head, entry: Entry) -> Head:
        line = _bounded(seals.write(head.ledger_leaf, head.ledger_size, spell(self._clock()), entry, self.signer))
        with _appending(self.root.ledger) as descriptor:
            durable.write_all(descriptor, line)
            durable.sync(descriptor)
        self.durable = event.leaf(line).hex()
        return msgspec.structs.replace(
            head,
            ledger_size=head.ledger_size + 1,
            ledger_bytes=head.ledger_bytes + len(line),
            ledger_leaf=self.durable,
        )


def _bounded(line: bytes) -> bytes:
    # Readers cut a longer line into pieces, and would call the log damaged.
    if len(line) > chain.MAX_LINE:
        raise TooLarge(
            f"A fact of {len(line):,} bytes does not fit into a log, whose lines have {chain.MAX_LINE:,} at most.",
            "Nothing of it was kept.",
        )
    return line


def _with_birth(head: Head, facts: Iterable[Fact]) -> Iterator[Fact]:
    yield DatarootOpened(1, head.origin, head.root_key)
    yield from facts


@contextmanager
def _appending(path: Path) -> Iterator[int]:
    with durable.failing_as("append to", path):
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags, 0o644)
        try:
            # Also where it is there: who made it may have been killed before its name was on the disk.
            begins = not os.fstat(descriptor).st_size
            yield descriptor
        finally:
            os.close(descriptor)
        if begins:
            durable.sync_directory(path.parent)
