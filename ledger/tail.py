"""What lies behind the last commit: clean, torn or damaged, and how a torn tail is set aside.

- clean: both files end where the ledger says.
- torn: bytes follow that no ledger line covers, or the ledger ends in a line that is cut (`cut.is_cut`). That is what
  a crash leaves. The bytes are moved to `quarantine/`, and an event says so.
- damaged: committed bytes are wrong or gone. Nothing is written. A crash leaves the events of one commit
  at most; where more lie behind the last commit of the ledger, ledger lines are gone.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from ledger import chain, cut, durable, event, log, seals
from ledger.dataroot import DataRoot
from ledger.errors import Damaged
from ledger.facts import Fact, TailMended
from ledger.head import VERIFY, Head
from ledger.keyring import Keyring
from ledger.seals import Tail

_PENDING = ".pending"
_PENDING_NAME = re.compile(r"(?P<log>journal|ledger)-(?P<offset>\d{1,18})-(?P<digest>[0-9a-f]{64})\.pending", re.ASCII)
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
    if not is_torn_line(ledger_rest(root, head), cut.place_of(root.ledger, head.ledger_bytes)):
        raise Damaged(f"{root.ledger} ends in bytes that no unfinished write leaves.", VERIFY)
    size = log.size_of(root.journal)
    if size < head.bytes:
        raise Damaged(f"{root.journal} has {size} bytes; {head.bytes} were committed.", VERIFY)
    if head.size and log.last_leaf(root.journal, head.bytes) != head.leaf:
        raise Damaged(f"The last committed line of {root.journal} is not what was committed.", VERIFY)
    rest = behind(root.journal, head.bytes, size, chain.prefix(head.leaf, head.size))
    if rest.commits > 1:
        raise Damaged(f"{root.journal} holds more than one commit that {root.ledger} does not know.", VERIFY)
    if rest.stray is not None:
        raise Damaged(f"Behind the last commit of {root.journal} stands a line that calls itself {rest.stray}.", VERIFY)
    return head


def _is_ours(last: Tail, keys: Keyring) -> bool:
    lines = {last.line, last.commit_line} - {b""}
    read = ((line, seals.read(line)) for line in lines)
    return all(seals.is_signed_by(line, seal, keys.signing(seal.seq)) for line, seal in read)


class Behind(msgspec.Struct, frozen=True):
    """The lines behind the last commit of the journal.

    `commits` is how many commits they are of, for the lines of one have one `at`: a crash leaves one. `stray` is
    what the first line calls itself, where it is whole and not the one that was due: then it was put there.
    """

    commits: int
    stray: int | None


def behind(path: Path, start: int, end: int, begins: bytes) -> Behind:
    """Look at the bytes of the journal behind its last commit; the line that was due begins with `begins`."""
    if start >= end:
        return Behind(0, None)
    moments: set[str] = set()
    stray = None
    with log.Log(path) as lines:
        for number, line in enumerate(lines.lines(start, end)):
            if not line.endswith(b"\n"):
                break
            if number == 0 and not line.startswith(begins):
                stray = chain.own_seq(line)
            with suppress(msgspec.MsgspecError, ValueError, RecursionError):
                moments.add(event.read(line).at)
    return Behind(len(moments), stray)


def ledger_rest(root: DataRoot, head: Head) -> bytes:
    """Return the bytes behind the last complete line of the ledger, as many as one line of ours may have."""
    with log.Log(root.ledger) as lines:
        return lines.read(head.ledger_bytes, min(chain.MAX_LINE, lines.end - head.ledger_bytes))


def is_torn_line(rest: bytes, at: int) -> bool:
    """Say whether bytes behind the last whole line, at byte `at` of the file, can be of a write that was cut short.

    A cut write leaves a proper beginning of a line, or all of it with zeros where blocks never arrived. A complete
    object with something else behind it is a line whose newline was changed: that is damage.
    """
    text = rest.decode("utf-8", "replace")
    try:
        found, end = json.JSONDecoder().raw_decode(text)
    except ValueError:
        return True
    except RecursionError:
        return False
    # What begins like a number, say, is no object of ours: bytes of anything that came to lie there.
    return not isinstance(found, dict) or end == len(text) or (not text[end:].strip("\0") and cut.has_gaps(rest, at))


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
    """Return what lies in quarantine and no event has told of yet, as facts. Other files there are nobody's."""
    found: list[tuple[Path, Fact]] = []
    for path in sorted(root.quarantine.glob(f"*{_PENDING}")) if root.quarantine.is_dir() else ():
        match = _PENDING_NAME.fullmatch(path.name)
        if match is None or not path.is_file():
            continue
        size = path.stat().st_size
        if _sha256(path, 0, size) == match["digest"]:
            told = path.with_suffix(".torn").relative_to(root.path).as_posix()
            found.append(
                (path, TailMended(f"{match['log']}.ndjson", int(match["offset"]), size, match["digest"], told))
            )
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
