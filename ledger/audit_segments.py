"""The sealed segments' part of an audit: is each file the one that was sealed, and its root that of its lines?"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from ledger import plain, segment
from ledger.audit_report import Fault
from ledger.dataroot import SEGMENTS, DataRoot
from ledger.keyring import Keyring
from ledger.merkle import Frontier
from ledger.note import Verifier
from ledger.seals import SegmentSealed
from ledger.statement import Name, SegmentError, Statement

_CHANGED = "can be read, but the file is not the one that was sealed"

Roots = Mapping[int, tuple[bytes, ...]]


def faults_of(
    root: DataRoot, keys: Keyring, sealed: Iterable[tuple[int, SegmentSealed]], seen: Roots, known: Iterable[Fault]
) -> list[Fault]:
    """Return what is wrong with the segments that the ledger's seals name.

    1. the file is there and has the SHA-256 that was sealed
    2. its name, the seal and the statement inside it say the same, and the key has signed it that signed the seal
    3. a journal segment's root leads from the tree before its lines to the tree behind them; a ledger
       segment is verified alone

    Args:
        root: the DataRoot.
        keys: the keys of the log.
        sealed: the seals, each with the number of its ledger line; of two for one range the later counts.
        seen: the Merkle frontiers at the segments' ends, as the lines themselves gave them.
        known: faults of the logs that were found already.
    """
    latest = {(seal.log, seal.first, seal.size): (line, seal) for line, seal in sealed}
    told = list(known)
    found = []
    for line, seal in latest.values():
        wrong = _wrong(root, keys.signing(line), seal, seen)
        # Where a line in it is named, that says more than that the file is another one.
        if wrong and not (wrong == _CHANGED and any(_overlaps(seal, fault) for fault in told)):
            found.append(Fault(seal.log, seal.first, seal.offset, wrong, seal.size - 1, seal.file))
    return found


def alone(path: Path, keys: Keyring) -> Statement:
    """Verify one segment alone: signed by a key of the log that was not retired before the last of its lines was there.

    Raises:
        SegmentError: something of it does not hold.
    """
    problem = SegmentError("there is no key to verify it with")
    for reign in reversed(keys.reigns):
        try:
            statement = segment.stated_by(path, reign.key)
        except SegmentError as error:
            problem = error
            continue
        if reign.key not in keys.sealing(statement.log, statement.end):
            raise SegmentError("the key that signed it was retired before the last of its lines was there")
        return segment.check(path, reign.key)
    raise problem


def _overlaps(seal: SegmentSealed, fault: Fault) -> bool:
    return fault.log == seal.log and fault.seq < seal.size and seal.first <= fault.last


def _wrong(root: DataRoot, key: Verifier, seal: SegmentSealed, seen: Roots) -> str:
    path = root.segments / Path(seal.file).name
    name = Name(seal.log, seal.first, seal.size, seal.offset, seal.offset + seal.bytes)
    if seal.file != f"{SEGMENTS}/{name.spelled()}":
        return f"lie in {seal.file}, which is no name for them"
    try:
        with plain.opened(path) as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
    except FileNotFoundError:
        return "lie in a segment that is missing"
    except OSError as error:
        return f"lie in a segment that cannot be read: {error.strerror or error}"
    if digest != seal.sha256:
        return _CHANGED
    try:
        # The journal's lines have been verified with the chain and the tree. So have those of the ledger, but nothing
        # keeps the roots over them.
        statement = segment.check(path, key) if seal.log == "ledger" else segment.stated_by(path, key)
    except SegmentError as error:
        return f"lie in a segment of which {error}"
    said = (statement.origin, statement.name, base64.b64encode(statement.root).decode())
    if said != (key.name, name, seal.root):
        return "lie in a segment whose statement says other than its seal"
    return "" if seal.log == "ledger" or _leads(seal, statement.root, seen) else "do not have the root that was sealed"


def _leads(seal: SegmentSealed, root: bytes, seen: Roots) -> bool:
    """Say whether a segment's root leads from the tree before it to that behind it; yes, where these were not seen."""
    before, behind = seen.get(seal.first, () if seal.first == 0 else None), seen.get(seal.size)
    if before is None or behind is None:
        return True
    count = seal.size - seal.first
    level = count.bit_length() - 1
    frontier = Frontier(seal.first, before)
    if count != 1 << level or seal.first % count:
        return False
    frontier.append_subtree(level, root)
    return frontier.roots == behind
