"""An earlier checkpoint that somebody kept, and the proof that the log of this bag grew out of it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path

from export.bag import Bag
from export.ground import Ground
from ledger import proofs
from ledger.errors import Damaged, Usage
from ledger.note import Checkpoint, NoteError
from ledger.proofs import ProofError

HEAD = "autocapture-consistency-v1"


@dataclass(frozen=True, slots=True)
class Pinned:
    """A checkpoint out of a file, its signature checked, and what else was kept of it: a request and a time stamp."""

    source: str
    note: str
    checkpoint: Checkpoint
    request: bytes = b""
    stamp: bytes = b""

    def put(self, bag: Bag, number: int, ground: Ground) -> None:
        """Put it into the bag, with the proof that binds it to the bag's own checkpoint.

        Raises:
            Damaged: the log did not grow out of it.
        """
        path = ground.consistency(self.checkpoint.size)
        try:
            proofs.check_consistency(self.checkpoint.size, ground.size, self.checkpoint.root, ground.root, path)
        except ProofError as error:
            raise Damaged(
                f"The log did not grow out of {self.source}, which is {self.checkpoint.size} events: {error}.",
                "It was rewritten, or that checkpoint is of another copy of it: run `autocapture audit verify`.",
            ) from error
        stem = f"checkpoints/earlier-{number}"
        bag.put(f"{stem}.checkpoint", self.note.encode())
        bag.put(f"{stem}.consistency", spelled(self.checkpoint.size, ground.size, path).encode())
        for ending, data in (("tsq", self.request), ("tsr", self.stamp)):
            if data:
                bag.put(f"{stem}.{ending}", data)


def spelled(size1: int, size2: int, path: tuple[bytes, ...]) -> str:
    """Return a consistency proof (RFC 9162, 2.1.4) as text: a heading, both sizes, a line of base64 for each hash."""
    hashes = "".join(f"{base64.b64encode(each).decode()}\n" for each in path)
    return f"{HEAD}\n{size1} {size2}\n{hashes}"


def read(path: Path, ground: Ground) -> Pinned:
    """Return the checkpoint in a file.

    Raises:
        Usage: there is no such file, it is no checkpoint of this log, or it is of a later state than the export.
    """
    try:
        note = path.read_text(encoding="utf-8")
        checkpoint = ground.keys.checkpoint(note)
    except (OSError, UnicodeDecodeError, NoteError) as error:
        raise Usage(f"{path} is no checkpoint of this log: {error}.", "Name one of this DataRoot's.") from error
    if not 0 < checkpoint.size <= ground.size:
        raise Usage(
            f"{path} is a checkpoint of {checkpoint.size} events; the log holds {ground.size} now.",
            "If the log was set back, run `autocapture audit verify --against` with it.",
        )
    return Pinned(str(path), note, checkpoint)
