"""A log made by the real program, and everything it gives away to be checked without it, at several sizes.

The log begins with a simulated handoff and is grown to sizes on both sides of a power of two and of a full tile;
a second handoff ends it. At each size the commands export the checkpoint and the proofs of the first, the middle
and the last event; `witness` cosigns the last checkpoint.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from ledger import keys, proofs
from ledger.dataroot import DataRoot
from ledger.keyring import keyring_of
from ledger.note import Signer
from projections.engine import catch_up
from projections.tiles import TilesReader
from tests import hypervisor, logs
from tests.interop.exhibit import Checkpoint, Exhibit, Files, Sign

ROOT = Path(__file__).resolve().parents[2]
GROWN = (32, 33, 256, 257)
"""Sizes between the two handoffs: a power of two, a full tile, and one more of each."""


@dataclass(frozen=True, slots=True)
class Consistency:
    """That the state of one checkpoint grew into that of another."""

    old: Checkpoint
    new: Checkpoint
    path: tuple[bytes, ...]

    def files(self, key: bytes) -> Files:
        hashes = b"".join(base64.b64encode(each) + b"\n" for each in self.path)
        return {"old": self.old.spelled(), "new": self.new.spelled(), "hashes": hashes, "key": key}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is handed out of one log, and the means to forge it: the lines and the signing key."""

    exhibits: tuple[Exhibit, ...]
    consistencies: tuple[Consistency, ...]
    cosigned: bytes
    witness: bytes
    key: bytes
    lines: tuple[bytes, ...]
    tiles: Files
    signer: Signer

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes at which proofs were exported."""
        return tuple(sorted({exhibit.checkpoint.size for exhibit in self.exhibits}))

    @property
    def sign(self) -> Sign:
        """What the holder of the log's key can do."""
        return lambda message: self.signer.sign(message)[4:]


def make(place: Path, grown: Sequence[int] = GROWN) -> Evidence:
    """Make the log under `place` and export from it. Keys lie where AUTOCAPTURE_KEY_DIR says."""
    maker = _Maker(place)
    logs.begin(maker.root.path)
    logs.commit(maker.root, [])
    exhibits = maker.exports()
    maker.ingest("first", frames=2)
    exhibits += maker.exports()
    for size in grown:
        logs.commit(maker.root, range(maker.lines(), size))
        exhibits += maker.exports()
    maker.ingest("second", frames=20)
    last = maker.exports()
    cosigned, witness = maker.cosign()
    assert cosigned.startswith(last[0].checkpoint.spelled())
    states = [each.checkpoint for each in [*exhibits, *last]]
    exhibits += [*last, *(replace(each, checkpoint=Checkpoint.parse(cosigned)) for each in last)]
    return Evidence(
        exhibits=tuple(exhibits),
        consistencies=tuple(maker.consistencies(states)),
        cosigned=cosigned,
        witness=witness,
        key=maker.key(),
        lines=tuple(logs.lines_of(maker.root.journal.read_bytes())),
        tiles=maker.tiles(),
        signer=keys.load(keyring_of(maker.root).current),
    )


class _Maker:
    def __init__(self, place: Path) -> None:
        self.place = place
        self.root = DataRoot(place / "data")

    def lines(self) -> int:
        return self.root.journal.read_bytes().count(b"\n")

    def ingest(self, name: str, frames: int) -> None:
        handoff = self.place / "spool" / name
        hypervisor.build(handoff, hypervisor.Variant(strangers=True), frames=frames, run=name)
        self._run("handoff", "ingest", "--handoff-root", handoff)

    def exports(self) -> list[Exhibit]:
        """The proofs of the first, the middle and the last event under the checkpoint of now."""
        catch_up(self.root)
        note, key = self._run("audit", "checkpoint"), self.key()
        size, found = self.lines(), []
        for seq in sorted({0, size // 2, size - 1}):
            line, proof = self.place / "line", self.place / "proof"
            line.unlink(missing_ok=True)  # nothing that is there is replaced
            proof.unlink(missing_ok=True)
            self._run("audit", "prove", f"journal:{seq}", "--line", line, "--out", proof)
            files = {"line": line.read_bytes(), "proof": proof.read_bytes(), "key": key}
            exhibit = Exhibit.parse(files)
            assert exhibit.files() == files
            assert exhibit.checkpoint.spelled() == note
            assert (exhibit.index, exhibit.checkpoint.size) == (seq, size)
            found.append(exhibit)
        return found

    def key(self) -> bytes:
        return f"{json.loads(self._run('keys', 'show', '--json'))['key']}\n".encode()

    def cosign(self) -> tuple[bytes, bytes]:
        out = self.place / "cosigned"
        out.unlink(missing_ok=True)
        told = json.loads(self._run("witness", "--state", self.place / "witness", "--out", out, "--json"))
        return out.read_bytes(), f"{told['witness']}\n".encode()

    def consistencies(self, states: list[Checkpoint]) -> list[Consistency]:
        """From each state to the one after it, and to the last. No command gives these proofs away yet."""
        distinct = list({state.size: state for state in states}.values())
        pairs = [*pairwise(distinct), *((state, distinct[-1]) for state in distinct[:-2])]
        node_at = TilesReader(self.root.index / "tiles").node_at
        return [Consistency(old, new, proofs.consistency(old.size, new.size, node_at)) for old, new in pairs]

    def tiles(self) -> Files:
        base = self.root.index / "tiles"
        found = sorted(path for path in (base / "tile").rglob("*") if path.is_file())
        return {path.relative_to(base).as_posix(): path.read_bytes() for path in found}

    def _run(self, *words: object) -> bytes:
        command = [sys.executable, "-m", "cli", *map(str, words), "--data-dir", str(self.root.path)]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)
        if ran.returncode:
            raise RuntimeError(f"{' '.join(command[1:])} ended with {ran.returncode}: {ran.stderr.decode()}")
        return ran.stdout
