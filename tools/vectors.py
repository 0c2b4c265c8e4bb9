"""Make docs/vectors: a small log with two keys and sealed segments, and what is wrong with each of its broken copies.

    python tools/vectors.py docs/vectors

The keys, times and texts are fixed, so the bytes are; whoever writes a verifier of their own holds it against them. The
private keys lie beside the log: they are for this and nothing else.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ledger import audit, birth, chain, keys, memory, proofs, seals
from ledger.clock import Clock, spell
from ledger.dataroot import FORMAT, DataRoot
from ledger.event import leaf
from ledger.facts import HandoffRefused
from ledger.log import Log
from ledger.merkle import Frontier
from ledger.note import Signer
from ledger.seals import KeyOpened
from ledger.tlog_proof import TlogProof
from ledger.writer import Writer

FIRST = Signer("autocapture/01JVECT0RS0000000000000000", bytes(range(32)))
SECOND = Signer(FIRST.name, bytes(range(32, 64)))
SEGMENT = 8
TEXT = 'quotes " and \\ and \n\t\x01, Füße, 漢字, \u2028 and \U0001f600'


def clock() -> Clock:
    """Return a clock that goes one second further each time."""
    moments = iter(range(1 << 20))
    return lambda: datetime(2026, 3, 5, 9, 0, 0, 123456, UTC) + timedelta(seconds=next(moments))


def write(root: DataRoot) -> None:
    """Write the log: 21 events in four commits, the key changed behind the second one, and what is due sealed."""
    now = clock()
    root.path.mkdir(parents=True)
    spelled = FIRST.verifier.spelled()
    genesis = chain.genesis("ledger", FIRST.name, spelled)
    root.ledger.write_bytes(seals.write(genesis, 0, spell(now()), KeyOpened(FORMAT, FIRST.name, spelled), FIRST))
    for signer in (FIRST, SECOND):
        birth.publish(root, signer.verifier)
    keys.keep(FIRST, keys.key_directory() / f"{keys.stem_of(FIRST.name)}.key", "")
    keys.keep(SECOND, keys.key_directory() / f"{keys.stem_of(FIRST.name)}.{SECOND.verifier.fingerprint[:16]}.key", "")
    for number, size in enumerate((2, 9, 1, 8)):
        with Writer(root, clock=now, segment_lines=SEGMENT).turn() as turn:
            if number == 2:
                turn.rotate(SECOND, "an example")
            facts = [HandoffRefused(f"h{number}.{each}", "spool", "an_example", TEXT) for each in range(size)]
            turn.commit(facts, run="01JVECT0RS0000000000000001", stage=1, action="example", inputs=[f"h{number}"])
    with Writer(root, clock=now, segment_lines=SEGMENT).turn():
        pass
    root.writer_lock.unlink()


Change = Callable[[bytes], bytes]


def _changes() -> dict[str, tuple[str, Change]]:
    """Return the broken copies: the file, and what is done to its bytes."""

    def lines(change: Callable[[list[bytes]], list[bytes]]) -> Change:
        return lambda data: b"".join(change(data.splitlines(keepends=True)))

    return {
        "journal-bit": ("journal.ndjson", lambda data: data[:300] + bytes([data[300] ^ 1]) + data[301:]),
        "journal-line-dropped": ("journal.ndjson", lines(lambda all_: all_[:1] + all_[2:])),
        "journal-lines-swapped": ("journal.ndjson", lines(lambda all_: [all_[0], all_[2], all_[1], *all_[3:]])),
        "journal-last-line-lost": ("journal.ndjson", lines(lambda all_: all_[:-1])),
        "journal-unfinished-write": ("journal.ndjson", lambda data: data + data[:40]),
        "ledger-signature": (
            "ledger.ndjson",
            lambda data: data.replace(b'"sig":"', b'"sig":"A', 1),
        ),
        "ledger-line-doubled": ("ledger.ndjson", lines(lambda all_: [*all_, all_[-1]])),
        "segment-byte": ("segments", lambda data: data[:60] + bytes([data[60] ^ 8]) + data[61:]),
    }


def _alike(one: bytes, other: bytes) -> int:
    """Return how many bytes both begin with."""
    least = min(len(one), len(other))
    return next((at for at in range(least) if one[at] != other[at]), least)


def _edit(before: bytes, after: bytes) -> dict[str, object]:
    """Return the change as one that anybody can make: the bytes from `begin` to `end` - 1 give way to `put`."""
    begin = _alike(before, after)
    kept = _alike(before[begin:][::-1], after[begin:][::-1])
    put = base64.b64encode(after[begin : len(after) - kept]).decode()
    return {"begin": begin, "end": len(before) - kept, "put": put}


def apply(directory: Path, case: dict[str, Any]) -> None:
    """Make one of the changes that `expected.json` tells to a copy of the log."""
    path = directory / case["file"]
    data = path.read_bytes()
    path.write_bytes(data[: case["begin"]] + base64.b64decode(case["put"]) + data[case["end"] :])


def verdict(root: DataRoot) -> dict[str, object]:
    """Return what verify says: the state, how many events count, and the lines that its first fault names."""
    report = audit.verify(root)
    told: dict[str, object] = {"state": report.state, "events": report.events}
    if report.faults:
        first = report.faults[0]
        told["first_fault"] = {"log": first.log, "first": first.seq, "last": first.last}
    return told


def _broken(root: DataRoot, scratch: Path) -> dict[str, object]:
    cases: dict[str, object] = {}
    for name, (file, change) in _changes().items():
        path = root.path / file
        path = sorted(path.iterdir())[0] if path.is_dir() else path
        before = path.read_bytes()
        case = {"file": path.relative_to(root.path).as_posix(), **_edit(before, change(before))}
        copy = scratch / name
        shutil.copytree(root.path, copy)
        apply(copy, case)
        cases[name] = {**case, **verdict(DataRoot(copy))}
    return cases


def _proof(root: DataRoot, seq: int) -> str:
    with Log(root.journal) as log:
        leaves = [leaf(line) for line in log.lines(0, log.end)]

    def node_at(level: int, index: int) -> bytes:
        frontier = Frontier()
        frontier.extend(leaves[index << level : (index + 1) << level])
        return frontier.root()

    path = proofs.inclusion(seq, len(leaves), node_at)
    return TlogProof(seq, path, memory.current_checkpoint(root)).spelled()


def told(root: DataRoot, scratch: Path) -> dict[str, object]:
    """Return all that is to be known of the log, and of its broken copies."""
    return {
        "keys": [{"public": each.verifier.spelled(), "private": each.spelled()} for each in (FIRST, SECOND)],
        "checkpoint": memory.current_checkpoint(root),
        "proof_of_event_5": _proof(root, 5),
        "whole": verdict(root),
        "broken": _broken(root, scratch),
    }


def make(place: Path) -> None:
    """Write all of it to a directory that is not there yet."""
    root = DataRoot(place / "log")
    write(root)
    with tempfile.TemporaryDirectory() as scratch:
        text = json.dumps(told(root, Path(scratch)), indent=2, ensure_ascii=False)
    (place / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as own:
        os.environ[keys.KEY_DIRECTORY_VARIABLE] = own
        make(Path(sys.argv[1]))
