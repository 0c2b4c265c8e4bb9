"""Small logs for tests: written by the real writer, and taken apart line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ledger import birth, event, keys, seals
from ledger.dataroot import DataRoot
from ledger.facts import Fact, HandoffRefused
from ledger.head import read_head
from ledger.note import Checkpoint, sign
from ledger.seals import JournalCommitted
from ledger.writer import Writer


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


def commit_lines(root: DataRoot, lines: Sequence[bytes]) -> None:
    """Commit lines as they are, signed with the real key: what the holder of the key can do."""
    head = read_head(root)
    signer = keys.load(head.origin)
    frontier = head.frontier.copy()
    for line in lines:
        frontier.append(event.leaf(line))
    with root.journal.open("ab") as journal:
        journal.write(b"".join(lines))
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
    with root.ledger.open("ab") as ledger:
        ledger.write(seals.write(head.ledger_leaf, head.ledger_size, "2026-03-05T09:00:01.123456Z", entry, signer))


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
