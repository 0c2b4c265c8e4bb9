"""What lies behind the last commit: clean, torn or damaged, and how a torn tail is set aside.

- clean: both files end where the ledger says.
- torn: bytes follow that no ledger line covers, or the ledger ends in a part of a line. That is what
  a crash leaves. The bytes are moved to `quarantine/`, and an event says so.
- damaged: committed bytes are wrong or gone. Nothing is written. A crash leaves the events of one commit
  at most; where more lie behind the last commit of the ledger, ledger lines are gone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from ledger import chain, durable, event, log, seals
from ledger.dataroot import DataRoot
from ledger.errors import Damaged
from ledger.facts import Fact, TailMended
from ledger.head import VERIFY, Head
from ledger.keyring import Keyring
from ledger.seals import Tail

_PENDING = ".pending"
_CHUNK = 1 << 20


def checked(root: DataRoot, last: Tail | None, head: Head, keys: Keyring) -> Head:
    """Return `head`, which follows from the ledger's end `last`, if both files agree with it and its keys signed that.

    Raises:
        Damaged: committed bytes are wrong or gone.
    """
    if last is None or not _is_ours(last, keys):
        raise Damaged(f"The last line of {root.ledger} is not signed by the key of this DataRoot.", VERIFY)
    # Signed is not enough: an old line, copied to the end, would roll the log back.
    if last.before and not last.line.startswith(chain.prefix(event.leaf(last.before).hex(), last.seal.seq)):
        raise Damaged(f"The last line of {root.ledger} does not name the line before it.", VERIFY)
    if not is_torn_line(ledger_rest(root, head)):
        raise Damaged(f"{root.ledger} ends in bytes that no unfinished write leaves.", VERIFY)
    size = log.size_of(root.journal)
    if size < head.bytes:
        raise Damaged(f"{root.journal} has {size} bytes; {head.bytes} were committed.", VERIFY)
    if head.size and log.last_leaf(root.journal, head.bytes) != head.leaf:
        raise Damaged(f"The last committed line of {root.journal} is not what was committed.", VERIFY)
    begins = chain.prefix(head.leaf, head.size)
    if lost_commits(root.journal, head.bytes, size, begins):
        raise Damaged(f"{root.journal} holds more than one commit that {root.ledger} does not know.", VERIFY)
    if (stray := stray_line(root.journal, head.bytes, size, begins)) is not None:
        raise Damaged(f"Behind the last commit of {root.journal} stands a line that calls itself {stray}.", VERIFY)
    return head


def _is_ours(last: Tail, keys: Keyring) -> bool:
    lines = {last.line, last.commit_line} - {b""}
    read = ((line, seals.read(line)) for line in lines)
    return all(seals.is_signed_by(line, seal, keys.signing(seal.seq)) for line, seal in read)


def lost_commits(path: Path, start: int, end: int, begins: bytes) -> bool:
    """Say whether the journal's bytes behind its last commit are those of more than one: they differ in `at`.

    Only the first and the last complete line are read. Where the first does not follow the last committed
    one, which would make it begin with `begins`, it tells nothing.
    """
    if start >= end:
        return False
    with log.Log(path) as lines:
        first = next(lines.lines(start, end), b"")
        last_line = lines.last_line(start, end)
    try:
        last = event.read(last_line)
        return first.startswith(begins) and event.read(first).at != last.at
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False


def stray_line(path: Path, start: int, end: int, begins: bytes) -> int | None:
    """Return what the first line behind the last commit calls itself, where no crash can have left it there.

    An unfinished write begins with the line that is due. A whole line with another number or another line
    before it was put there.
    """
    if start >= end:
        return None
    with log.Log(path) as lines:
        first = next(lines.lines(start, end), b"")
    return None if first.startswith(begins) or not first.endswith(b"\n") else chain.own_seq(first)


def ledger_rest(root: DataRoot, head: Head) -> bytes:
    """Return the bytes behind the last complete line of the ledger."""
    with log.Log(root.ledger) as lines:
        return lines.read(head.ledger_bytes, lines.end - head.ledger_bytes)


def is_torn_line(rest: bytes) -> bool:
    """Say whether bytes behind the last newline can be the beginning of a line whose write was cut short.

    A cut write leaves a proper beginning of a line (perhaps with zeros where blocks never arrived). A
    complete object with something behind it is a line whose newline was changed: that is damage.
    """
    text = rest.decode("utf-8", "replace")
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except ValueError:
        return True
    except RecursionError:
        return False
    return end == len(text)


def set_aside(root: DataRoot, head: Head) -> None:
    """Move uncommitted bytes at the end of either log to `quarantine/`, durable before they are cut off.

    A crash in between leaves both copies: the next writer does the same again, under the same name.

    Raises:
        WriteFailed: the disk refused.
    """
    for path, end in ((root.ledger, head.ledger_bytes), (root.journal, head.bytes)):
        with log.Log(path) as lines:
            base, length = lines.base, lines.end - end
        if length <= 0:
            continue
        durable.make_directory(root.quarantine)
        digest = _sha256(path, end - base, length)
        destination = root.quarantine / f"{path.stem}-{end}-{digest}{_PENDING}"
        durable.copy_range(path, end - base, length, destination)
        with durable.failing_as("cut the unfinished bytes off", path):
            os.truncate(path, end - base)
            with path.open("rb+") as handle:
                durable.sync(handle.fileno())


def pending(root: DataRoot) -> list[tuple[Path, Fact]]:
    """Return what lies in quarantine and no event has told of yet, as facts."""
    found: list[tuple[Path, Fact]] = []
    for path in sorted(root.quarantine.glob(f"*{_PENDING}")) if root.quarantine.is_dir() else ():
        name, offset, digest = path.name.removesuffix(_PENDING).split("-")
        told = path.with_suffix(".torn").relative_to(root.path).as_posix()
        found.append((path, TailMended(f"{name}.ndjson", int(offset), path.stat().st_size, digest, told)))
    return found


def acknowledge(paths: Sequence[Path]) -> None:
    """Give quarantined bytes their final names: an event tells of them now."""
    for path in paths:
        with durable.failing_as("name", path):
            path.replace(path.with_suffix(".torn"))
            durable.sync_directory(path.parent)


def _sha256(path: Path, offset: int, length: int) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        handle.seek(offset)
        while length and (chunk := handle.read(min(length, _CHUNK))):
            digest.update(chunk)
            length -= len(chunk)
    return digest.hexdigest()
