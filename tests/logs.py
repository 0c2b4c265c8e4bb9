"""Small logs for tests: written by the real writer, and taken apart line by line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import ledger
from ledger import audit, birth, event, keys, last_seen, log, seals
from ledger.dataroot import DataRoot
from ledger.facts import Fact, HandoffRefused
from ledger.head import read_head
from ledger.note import Checkpoint, Verifier, sign
from ledger.seals import JournalCommitted
from ledger.writer import Writer

TREE = Path(ledger.__file__).parent.parent

# About 200 events, in commits of 1 to 40.
LARGER = (1, 20, 1, 1, 40, 2, 5, 20, 1, 40, 7, 1, 33, 1, 2, 21, 4)


def fact(number: int, text: str = "") -> Fact:
    """Return a fact; the letters in it are those that one flipped bit turns into a newline, and quotes to escape."""
    return HandoffRefused(f"h{number}", "*J", "r", text or '{"prev":"')


def begin(path: Path) -> DataRoot:
    """Return a DataRoot that is born, and empty."""
    root = DataRoot(path)
    birth.ensure_born(root)
    return root


def commit(root: DataRoot, numbers: Iterable[int], text: str = "") -> int:
    """Commit one fact for each number; return the size of the journal after it."""
    with Writer(root).turn() as turn:
        return turn.commit([fact(number, text) for number in numbers], run="R", stage=1, action="x").size


def written(path: Path, sizes: Sequence[int], text: str = "") -> DataRoot:
    """Return a DataRoot with one commit for each size."""
    root = begin(path)
    for at, size in enumerate(sizes):
        commit(root, range(sum(sizes[:at]), sum(sizes[:at]) + size), text)
    return root


def forget(root: DataRoot) -> None:
    """Let this account know nothing of the log: as on another machine that was given the key."""
    last_seen.path_of(read_head(root).origin).unlink(missing_ok=True)


def commit_lines(root: DataRoot, lines: Sequence[bytes]) -> None:
    """Commit lines as they are, signed with the real key: what the holder of the key can do."""
    head = read_head(root)
    signer = keys.load(Verifier.parse(head.root_key))
    frontier = head.frontier.copy()
    for line in lines:
        frontier.append(event.leaf(line))
    with root.journal.open("ab") as file:
        file.write(b"".join(lines))
    size = head.size + len(lines)
    entry = JournalCommitted(
        run="R",
        stage=1,
        action="x",
        first=head.size,
        size=size,
        bytes=head.bytes + sum(map(len, lines)),
        head=event.leaf(lines[-1]).hex(),
        frontier=frontier.spelled(),
        checkpoint=sign(Checkpoint(head.origin, size, frontier.root()).text(), signer),
    )
    with root.ledger.open("ab") as file:
        file.write(seals.write(head.ledger_leaf, head.ledger_size, "2026-03-05T09:00:01.123456Z", entry, signer))


def facts(root: DataRoot) -> list[Fact]:
    """Return every committed fact."""
    head = read_head(root)
    lines = log.read_lines(root.journal, 0, head.bytes) if head.bytes else ()
    return [event.understand(event.read(line)) for line in lines]


def handoffs(root: DataRoot) -> list[str]:
    """Return what tells the facts of `fact` from each other, of all that are committed."""
    return [told.handoff for told in facts(root) if isinstance(told, HandoffRefused)]


def python(code: str, *arguments: object) -> list[str]:
    """Return the words that run a program of ours in another process."""
    return [sys.executable, "-c", code, *map(str, arguments)]


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a program of ours to its end."""
    return subprocess.run(python(code, *arguments), cwd=TREE, capture_output=True, text=True, check=False, timeout=60)


def lines_of(data: bytes) -> list[bytes]:
    """Return the lines of a log, each with its newline; a rest without one comes last."""
    whole = data.split(b"\n")
    return [line + b"\n" for line in whole[:-1]] + [line for line in whole[-1:] if line]


def chained_anew(lines: Sequence[bytes], changed: int) -> list[bytes]:
    """Return lines of which one says something else and all behind it name each other: what anybody can do."""
    result = list(lines[:changed])
    prev = lines[changed][9:73]
    for at, line in enumerate(lines[changed:]):
        told = (
            line.replace(b'"reason":"r"', b'"reason":"s"').replace(b'"action":"x"', b'"action":"y"')
            if at == 0
            else line
        )
        result.append(told[:9] + prev + told[73:])
        prev = event.leaf(result[-1]).hex().encode()
    return result


def found(root: DataRoot) -> dict[str, bytes]:
    """Return every file under a DataRoot with its bytes."""
    return {
        path.relative_to(root.path).as_posix(): path.read_bytes() for path in root.path.rglob("*") if path.is_file()
    }


def path_of(root: DataRoot, log: str) -> Path:
    """Return the file of a log, `journal` or `ledger`."""
    return root.journal if log == "journal" else root.ledger


def first_fault(root: DataRoot, log: str, data: bytes) -> tuple[str, str, int]:
    """Give a log other bytes, audit, put the old ones back; the state, and log and number of the first fault."""
    path = path_of(root, log)
    before = path.read_bytes()
    path.write_bytes(data)
    try:
        report = audit.verify(root)
    finally:
        path.write_bytes(before)
    first = report.faults[0] if report.faults else None
    return (report.state, first.log, first.seq) if first else (report.state, "", -1)
