"""An earlier checkpoint that somebody kept, and the proof that the log of this bag grew out of it."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import msgspec
from msgspec.structs import replace

from export.bag import Bag
from export.ground import Ground
from ledger import proofs
from ledger.errors import Damaged, Usage
from ledger.note import Checkpoint, NoteError, decode_base64
from ledger.proofs import ProofError
from ledger.timestamp_token import HASHES, Imprint, TokenError, read_request, read_response
from ledger.wording import why

HEAD = "autocapture-consistency-v1"


class Pinned(msgspec.Struct, frozen=True):
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


def parsed(text: str) -> tuple[tuple[int, int], tuple[bytes, ...]]:
    """Return both sizes, and the hashes, of a proof that `spelled` wrote.

    Raises:
        ProofError: it is malformed.
    """
    head, sizes, *hashes = text.split("\n")
    numbers = sizes.split(" ")
    if head != HEAD or len(numbers) != 2 or not all(map(str.isdecimal, numbers)) or hashes[-1:] != [""]:
        raise ProofError("this is no proof of consistency")
    try:
        return (int(numbers[0]), int(numbers[1])), tuple(map(decode_base64, hashes[:-1]))
    except NoteError as error:
        raise ProofError("a hash of the proof is malformed") from error


def read(path: Path, ground: Ground) -> Pinned:
    """Return the checkpoint in a file.

    Raises:
        Usage: there is no such file, it is no checkpoint of this log, or it is of a later state than the export.
    """
    try:
        note = path.read_text(encoding="utf-8")
        checkpoint = ground.keys.checkpoint(note)
    except (OSError, UnicodeDecodeError, NoteError) as error:
        raise Usage(f"{path} is no checkpoint of this log: {why(error)}.", "Name one of this DataRoot's.") from error
    if not 0 < checkpoint.size <= ground.size:
        raise Usage(
            f"{path} is a checkpoint of {checkpoint.size} events; the log holds {ground.size} now.",
            "If the log was set back, run `autocapture audit verify --against` with it.",
        )
    return Pinned(str(path), note, checkpoint)


def read_stamped(name: Path, ground: Ground) -> Pinned:
    """Return a checkpoint and its time stamp: `NAME.checkpoint`, `NAME.tsr` and, where it is there, `NAME.tsq`.

    The authority's signature is not verified: whose certificate to believe is for the reader of the bag to say.

    Raises:
        Usage: there is no name, one of the files is missing, or the token is over something else than the checkpoint.
    """
    if not name.name:
        raise Usage(f"{str(name)!r} names no time stamp.", "Name what stands before `.checkpoint`, `.tsr` and `.tsq`.")
    kept, query, answer = (name.with_name(name.name + ending) for ending in (".checkpoint", ".tsq", ".tsr"))
    found = read(kept, ground)
    try:
        stamp = answer.read_bytes()
        request = query.read_bytes() if query.exists() else b""
        token = read_response(stamp).token
        imprints = [token.imprint] if token is not None else []
        imprints += [read_request(request).imprint] if request else []
    except (OSError, TokenError) as error:
        raise Usage(f"{answer} and {query} are no time stamp: {why(error)}.", "Name what was kept together.") from error
    note = found.note.encode()
    if not imprints or any(each.digest != _hashed(note, each) for each in imprints):
        raise Usage(
            f"{answer} is no stamp of {kept}.", "Name what was kept together; see `autocapture timestamp check`."
        )
    return replace(found, request=request, stamp=stamp)


def _hashed(note: bytes, imprint: Imprint) -> bytes:
    algorithm = HASHES.get(imprint.algorithm)
    return hashlib.new(algorithm, note).digest() if algorithm else b""
