"""What is fed with changed examples: for each, real examples, a reader of ours, and the refusals it may answer with."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest import batches
from ingest.chronicle_pb2 import DetectionBatch, FrameMetaBatch, InputEventBatch
from ingest.handoff import HandoffIngestor
from ingest.marker import Marker, marker_bytes, parse_marker
from ledger import audit, cosignature, note, seals
from ledger.dataroot import DataRoot
from ledger.dsse import opened, seal
from ledger.errors import AutocaptureError
from ledger.note import Checkpoint, Signer, Verifier
from ledger.timestamp_token import read_response
from ledger.tlog_proof import TlogProof
from processors.findings import Subject, Unfit
from processors.pixels import Undecodable, decode, size_of
from processors.uia import UiaProcessor
from projections import payload, snapshot
from tests import chronicler, hypervisor
from tests.fuzz.mutations import mutated, mutated_json, spelled

Reader = Callable[[bytes], None]
SAMPLE = Path(__file__).resolve().parent.parent / "sample"


@dataclass(frozen=True)
class Target:
    """Examples, how one is changed, and what reads it; `refusals` are what it may raise, all else is a finding."""

    name: str
    examples: tuple[bytes, ...]
    change: Callable[[bytes, random.Random], bytes]
    read: Reader
    refusals: tuple[type[Exception], ...] = ()
    share: float = 1.0

    def tried(self, data: bytes) -> None:
        """Read it; a refusal is a good answer."""
        with suppress(*self.refusals):
            self.read(data)


def as_json(data: bytes, chance: random.Random) -> bytes:
    """Change JSON as JSON, or its bytes."""
    if chance.random() < 0.25:
        return mutated(data, chance)
    return spelled(mutated_json(json.loads(data), chance), chance)


def all_of(place: Path) -> list[Target]:
    """Return all targets; they work below `place`."""
    signer = Signer("autocapture/FUZZ", bytes(range(32)))  # the same each time: a finding is one tomorrow
    key = signer.verifier
    signed = note.sign(Checkpoint(key.name, 5, bytes(32)).text(), signer)
    return [
        *_of_the_log(signer, key, signed),
        *_of_pictures(place),
        *_of_chronicles(place / "spool"),
        *_of_records(),
        _handoffs(place),
        _rows(place),
    ]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _of_the_log(signer: Signer, key: Verifier, signed: str) -> list[Target]:
    witness = Signer("witness.example/w", bytes(range(1, 33)))
    seen_by = cosignature.Witness.of(witness)
    cosigned = cosignature.cosign(signed, witness, 1_772_000_000)
    proof = TlogProof(3, (bytes(32), bytes(range(32))), signed, b"extra").spelled()
    line = seals.write("0" * 64, 0, "2026-02-10T12:34:56.789000Z", seals.KeyOpened(1, key.name, key.spelled()), signer)
    marker = Marker(
        handoff_root="/spool/a",
        dest_data_root="/root",
        ingested_at_utc="2026-02-10T12:34:56.789000Z",
        ingest_run_id="ingest_1",
        counts=dict.fromkeys(("metadata_rows_copied", "media_files_linked", "media_files_copied", "bytes_ingested"), 1),
    )

    def checkpoint(data: bytes) -> None:
        Checkpoint.parse(note.open_note(_text(data), key))

    def ledger_line(data: bytes) -> None:
        seal_read = seals.read(data)
        seal_read.understood()
        seals.is_signed_by(data, seal_read, key)

    return [
        Target("note", (signed.encode(), cosigned.encode()), mutated, checkpoint, (note.NoteError,)),
        Target("checkpoint", (signed.partition("\n\n")[0].encode() + b"\n",), mutated,
               lambda data: void(Checkpoint.parse(_text(data))), (note.NoteError,)),
        Target("cosignature", (cosigned.encode(),), mutated,
               lambda data: void(cosignature.cosigned_at(_text(data), seen_by)), (note.NoteError,)),
        Target("verifier key", (key.spelled().encode(),), mutated,
               lambda data: void(Verifier.parse(_text(data))), (note.NoteError,)),
        Target("witness key", (cosignature.Witness.of(witness).spelled().encode(),), mutated,
               lambda data: void(cosignature.Witness.parse(_text(data))), (note.NoteError,)),
        Target("proof", (proof.encode(),), mutated,
               lambda data: void(TlogProof.parse(_text(data)).check(bytes(32), key)), (ValueError,)),
        Target("ledger line", (line,), mutated, ledger_line, (ValueError,)),
        Target("envelope", (seal(b"{}", signer),), as_json, lambda data: void(opened(data, key)), (ValueError,)),
        Target("marker", (marker_bytes(marker),), as_json, lambda data: void(parse_marker(data))),
        Target("time stamp", (bytes.fromhex("3003020100"), bytes.fromhex("30133003020100300c06092a864886f70d010702")),
               mutated, lambda data: void(read_response(data)), (AutocaptureError, ValueError)),
    ]  # fmt: skip


def void(_: object) -> None:
    """Take no notice of an answer."""


def _of_pictures(place: Path) -> list[Target]:
    import pyvips

    first = hypervisor.draw(random.Random(1))
    image = pyvips.Image.new_from_buffer(first, "")
    others = [
        bytes(image.write_to_buffer(ending)) for ending in (".jpg", ".webp", ".tif", ".gif", ".png[compression=0]")
    ]
    huge = hypervisor.png(bytes(3 * 60_000), 60_000, 1).replace(
        (60_000).to_bytes(4, "big"), (2**31 - 1).to_bytes(4, "big")
    )
    return [
        Target("picture", (first, *others, huge), mutated, lambda data: void(decode(data)), (Undecodable,)),
        Target("picture header", (first, *others, huge), mutated, lambda data: void(size_of(data)), (Undecodable,)),
    ]


def _of_chronicles(spool: Path) -> list[Target]:
    written = chronicler.session(spool, hypervisor, frames=2).write()
    kinds = {"frames": FrameMetaBatch, "input": InputEventBatch, "detections": DetectionBatch}

    def reader(kind: Any, path: Path) -> Reader:
        def read(data: bytes) -> None:
            path.write_bytes(data)
            batches.as_json(batches.read_batch(path, kind))

        return read

    return [
        Target(f"chronicle {name}", ((written / "meta" / f"{name}.pb.zst").read_bytes(), _unpacked(written, name)),
               mutated, reader(kind, spool.parent / "message.pb.zst"), (AutocaptureError,))
        for name, kind in kinds.items()
    ]  # fmt: skip


def _unpacked(written: Path, name: str) -> bytes:
    path = written / "meta" / f"{name}.pb.zst"
    return batches.unpacked(path, path.read_bytes())


def _of_records() -> list[Target]:
    made = hypervisor.Handoff(Path("h"), "run1", hypervisor.Variant())
    hypervisor._capture(made, random.Random(1), 0, hypervisor.START)
    rows = {record: json.loads(text) for record, text in made.rows.items() if text}
    frame = next(row for row in rows.values() if row["record_type"] == "evidence.capture.frame")
    shot = next(row for row in rows.values() if row["record_type"] == "evidence.uia.snapshot")

    def record(data: bytes) -> None:
        text = _text(data)
        payload.describe("evidence.capture.frame", None, "run1", text)
        payload.describe(None, text[:60], None, data)
        fields = payload.parse(text)
        snapshot.place_of(fields)

    def uia(data: bytes) -> None:
        fields = payload.parse(_text(data))
        place = snapshot.place_of(frame)
        for subject in (
            Subject("f", snapshot=fields, record=frame, origin=place.origin, size=place.size, captured_us=0),
            Subject("f", snapshot=fields, origin=place.origin, size=place.size),
        ):
            with suppress(Unfit):
                UiaProcessor().examine(subject, None)

    examples = tuple(json.dumps(row).encode() for row in rows.values())
    return [
        Target("payload", examples, as_json, record),
        Target("UIA snapshot", (json.dumps(shot).encode(), json.dumps({"payload": shot}).encode()), as_json, uia),
    ]


# ---------------------------------------------------------------- whole directories


def _taken_in(place: Path, root: DataRoot, handoff: Path) -> None:
    """Take a directory in, or refuse it; either way the log is whole, and the directory as it was."""
    before = {path.name: path.read_bytes() for path in handoff.iterdir() if path.is_file()}
    try:
        HandoffIngestor(root.path, strict=False, hash_mismatch="record").ingest(handoff)
    finally:
        after = {path.name: path.read_bytes() for path in handoff.iterdir() if path.is_file()}
        after.pop("reap_eligible.json", None)
        assert after == before, "the directory was changed"
        if root.is_born():
            assert audit.verify(root).exit_code == 0


def _begun(place: Path) -> tuple[DataRoot, Path]:
    """Return an empty place for a DataRoot, and one for a directory."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    return DataRoot(place / "root"), place / "handoff"


def _handoffs(place: Path) -> Target:
    """The bytes of a database are changed."""
    home = place / "databases"
    first = hypervisor.build(place / "first", frames=1).root
    other = hypervisor.build(place / "other", hypervisor.Variant(schema="records", strangers=True), frames=1).root

    def read(data: bytes) -> None:
        root, handoff = _begun(home)
        shutil.copytree(first, handoff)
        (handoff / "metadata.db").write_bytes(data)
        _taken_in(home, root, handoff)

    examples = tuple((path / "metadata.db").read_bytes() for path in (first, other))
    return Target("metadata.db", examples, mutated, read, (AutocaptureError,), share=0.05)


def _rows(place: Path) -> Target:
    """The payloads of all rows are changed: an example is a list of [id, payload]."""
    home = place / "rows"
    first = hypervisor.build(place / "second", frames=2)

    def read(data: bytes) -> None:
        root, handoff = _begun(home)
        shutil.copytree(first.root, handoff)
        with closing(sqlite3.connect(handoff / "metadata.db")) as db, db:
            for record, text in json.loads(data):
                db.execute("UPDATE metadata SET payload = ? WHERE id = ?", (text, record))
        _taken_in(home, root, handoff)

    def change(data: bytes, chance: random.Random) -> bytes:
        rows = [[record, _one(text.encode(), chance)] for record, text in json.loads(data)]
        return json.dumps(rows).encode()

    example = json.dumps([[record, text] for record, text in first.rows.items()]).encode()
    return Target("rows", (example,), change, read, (AutocaptureError,), share=0.05)


def _one(text: bytes, chance: random.Random) -> str:
    return as_json(text, chance).decode("utf-8", "replace") if chance.random() < 0.7 else text.decode()
