"""What a crash of the machine may leave of a disk.

What was synced is there. Of what was not: bytes may be there, lost, zeroed or torn at the borders of sectors, each
write for itself, whatever its order; names are there up to some change of their directory, each directory for itself
(or all of them in one order, as a journal has it), but a change of names within one call is there whole or not at all.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tests.crash.disk import Bytes, Change, Disk, Inode, Names, Sync, apply
from tests.crash.recording import Said

SECTOR = 512
Fate = Literal["kept", "lost", "zeroed", "torn", "scattered"]
_FATES: tuple[Fate, ...] = ("kept", "lost", "zeroed", "torn", "scattered")


@dataclass(frozen=True)
class Manner:
    """How a crash treats what was not synced; None: whatever comes, each for itself."""

    name: str
    data: Fate | None
    names: Literal["kept", "lost"] | None
    ordered: bool = False


MANNERS = (
    Manner("nothing that was not synced", "lost", "lost"),
    Manner("names before their bytes", "lost", "kept"),
    Manner("names, and zeros for bytes", "zeroed", "kept"),
    Manner("names, and a part of the bytes", "torn", "kept"),
    Manner("names, and sectors out of order", "scattered", "kept"),
    Manner("bytes, and no names", "kept", "lost"),
    Manner("bytes, and names as a journal has them", "kept", None, ordered=True),
    Manner("all", "kept", "kept"),
    Manner("anything", None, None),
    Manner("anything, names as a journal has them", None, None, ordered=True),
)


def moments(disk: Disk) -> list[int]:
    """Return the numbers of changes behind which a crash may come: all, but such as only take doubt away."""
    return [at for at, change in enumerate(disk.changes, 1) if not isinstance(change, Sync)]


def said(disk: Disk, moment: int) -> str:
    """Return what was told before a moment."""
    return "".join(change.text for change in disk.changes[:moment] if isinstance(change, Said))


def crashed(disk: Disk, moment: int, manner: Manner, chance: random.Random) -> list[Inode]:
    """Return the disk after a crash right behind change number `moment`."""
    inodes = [each.copy() for each in disk.before]
    synced = _synced(disk.changes[:moment])
    kept = _kept_names(disk.changes[:moment], synced, manner, chance)
    for at, change in enumerate(disk.changes[:moment]):
        match change:
            case Names() if at in kept:
                apply(inodes, change)
            case Bytes(number) if change.durable or at < synced.get(number, 0) or at < synced[None]:
                apply(inodes, change)
            case Bytes():
                fate = chance.choice(_FATES) if manner.data is None else manner.data
                _apply_partly(inodes, change, fate, chance)
    return inodes


def _synced(changes: Sequence[Change]) -> dict[int | None, int]:
    """Return, for each file and directory (and None, for all), the number of the first change that was not synced."""
    found: dict[int | None, int] = {None: 0}
    for change in changes:
        if isinstance(change, Sync):
            found[change.inode] = max(found.get(change.inode, 0), change.since)
    return found


def _kept_names(
    changes: Sequence[Change], synced: dict[int | None, int], manner: Manner, chance: random.Random
) -> set[int]:
    """Return the numbers of the changes of names that a crash leaves."""
    names = [(at, {where for where, *_ in change.edits}) for at, change in enumerate(changes) if type(change) is Names]
    kept, due = set[int](), set[int]()
    for at, places in reversed(names):
        # What a synced change of a directory stands on is there as well; in a journal that is all before it.
        if (
            due & places
            or (manner.ordered and due)
            or at < synced[None]
            or any(at < synced.get(each, 0) for each in places)
        ):
            kept.add(at)
            due |= places
    stopped = set[int]()
    for at, places in names:
        if at in kept:
            continue
        stays = manner.names == "kept" or (manner.names is None and chance.random() < 0.7)
        if not stays or stopped & places or (manner.ordered and stopped):
            stopped |= places
        else:
            kept.add(at)
    return kept


def _apply_partly(inodes: Sequence[Inode], change: Bytes, fate: Fate, chance: random.Random) -> None:
    """Do to a file what a crash left of a change of its bytes."""
    if change.data is None or fate in ("kept", "lost"):
        if fate != "lost":
            apply(inodes, change)
        return
    if fate == "zeroed":
        # What was written over has its old bytes; where the file grew nothing was.
        size = len(inodes[change.inode].data)
        apply(inodes, Bytes(change.inode, max(size, change.offset + len(change.data)), None))
        return
    sectors = list(_sectors(change))
    count = chance.randint(0, len(sectors))
    chosen = sectors[:count] if fate == "torn" else [each for each in sectors if chance.random() < 0.5]
    for offset, data in chosen:
        apply(inodes, Bytes(change.inode, offset, data))


def _sectors(change: Bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the parts of a write that lie in one sector each, and where they begin."""
    assert change.data is not None
    begin, end = change.offset, change.offset + len(change.data)
    while begin < end:
        stop = min(end, (begin // SECTOR + 1) * SECTOR)
        yield begin, change.data[begin - change.offset : stop - change.offset]
        begin = stop
