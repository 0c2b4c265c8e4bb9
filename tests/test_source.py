"""A handoff directory is read whole, verbatim and without a trace; what must not be read is refused by name."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import socket
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.description import described
from ingest.listing import File
from ingest.media import Reference
from ingest.quiet import NotQuiet, Quiet
from ingest.rows import StoredRows, layout_of
from ingest.shipment import Row, Shipment, row_digest
from ingest.snapshot import take
from ingest.source import open_shipment
from ledger.errors import HandoffRefused

VARIANTS: list[dict[str, Any]] = [
    *({"schema": schema, "strangers": True} for schema in ("plain", "min5", "eight", "oldest", "records", "records2")),
    *(
        {"layout": layout, "blob_path": spelling}
        for layout, spelling in itertools.product(
            ("canonical", "flat", "legacy"), ("relative", "bare", "absolute", "absent")
        )
    ),
    *({"times": times} for times in ("z6", "z3", "z0", "offset6")),
    *({"uia": uia} for uia in ("wrapped", "none")),
    *({"hid": hid} for hid in ("counts", "batch")),
    {"window": "plain", "ids": "frame"},
    *({"wal": True, "schema": schema} for schema in ("plain", "records")),
]


def named(variant: dict[str, Any]) -> str:
    return "-".join(f"{key}={value}" for key, value in variant.items())


def state_of(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every name below a directory, itself included, with mode, mtime and bytes."""
    paths = [root, *root.rglob("*")]
    found = {str(path): path.lstat() for path in paths}
    return {
        str(path): (
            found[str(path)].st_mode,
            found[str(path)].st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in paths
    }


def refusal(root: Path, **options: Any) -> HandoffRefused:
    with pytest.raises(HandoffRefused) as caught, open_shipment(root, **options) as shipment:
        shipment.require_readable()
    return caught.value


def frames_of(shipment: Shipment) -> dict[str, bytes]:
    """The bytes of the main blob of every frame, by record id."""
    blobs: dict[str, bytes] = {}
    for row in shipment.rows:
        said = described(row)
        if said.record.record_type == "evidence.capture.frame":
            path = shipment.resolve(said.references[0])
            assert path is not None
            blobs[row.record] = (shipment.root / path).read_bytes()
            assert hashlib.sha256(blobs[row.record]).hexdigest() == said.record.fields["content_hash"]
    return blobs


# ---------------------------------------------------------------- what is recorded, and what a sidecar may write


def test_every_recorded_handoff_is_read_whole_and_each_frame_has_its_blob(corpus: Path) -> None:
    truth = json.loads((corpus / "truth" / "handoffs.json").read_text())
    assert len(truth) == 12
    for expected in truth:
        with open_shipment(corpus / "handoff" / expected["handoff"]) as shipment:
            assert shipment.missing == ()
            assert shipment.contents.ignored == ()
            # The activity signal is an input of the moment and no evidence; nothing else lies beside the media.
            assert (len(shipment.beside.files), shipment.kept_whole, shipment.contents.fallback) == (0, (), None)
            assert shipment.name == expected["handoff"]
            assert len(list(shipment.rows)) == len(list(shipment.rows)) == expected["rows"]
            assert len(frames_of(shipment)) == expected["frames"]
            reached = {shipment.resolve(each) for row in shipment.rows for each in described(row).references}
            assert reached == {file.path for file in shipment.listing.files}


@pytest.mark.parametrize("variant", VARIANTS, ids=named)
def test_every_variant_a_sidecar_may_write_is_read_verbatim(
    hypervisor: ModuleType, tmp_path: Path, variant: dict[str, Any]
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", hypervisor.Variant(**variant))
    before = state_of(handoff.root)
    with open_shipment(handoff.root) as shipment:
        assert shipment.missing == ()
        found = {row.record: row.payload for row in shipment.rows}
        assert found == {key: text if text is None else text.encode() for key, text in handoff.rows.items()}
        assert {file.path: file.size for file in shipment.listing.files} == {
            path: len(blob) for path, blob in handoff.media.items()
        }
        expected = {record: handoff.media[path] for record, path in handoff.frames.items()}
        assert frames_of(shipment) == expected
        assert all(described(row).record.run_id == "run1" for row in shipment.rows if row.record in handoff.frames)
        shipment.check_unchanged()
    assert state_of(handoff.root) == before


def test_columns_are_told_as_stored_and_null_is_not_empty(hypervisor: ModuleType, tmp_path: Path) -> None:
    hypervisor.build(tmp_path, hypervisor.Variant(schema="min5"), frames=0)
    with closing(sqlite3.connect(tmp_path / "metadata.db")) as connection, connection:
        connection.execute("INSERT INTO metadata (id, ts_utc, payload) VALUES ('a', '', X'FF00')")
        connection.execute("INSERT INTO metadata (id, run_id) VALUES (CAST(X'FF' AS TEXT), 7)")
        connection.execute("INSERT INTO metadata (id) VALUES ('bytes:ff')")
    with open_shipment(tmp_path) as shipment:
        assert list(shipment.rows) == [
            Row("a", None, "", None, b"\xff\x00", "metadata"),
            Row("bytes:ff", None, None, "7", None, "metadata"),
            Row("bytes:62797465733a6666", None, None, None, None, "metadata"),
        ]


def test_repeated_ids_are_both_told(hypervisor: ModuleType, tmp_path: Path) -> None:
    hypervisor.build(tmp_path, hypervisor.Variant(schema="records2"), frames=0)
    with closing(sqlite3.connect(tmp_path / "metadata.db")) as connection, connection:
        connection.executemany("INSERT INTO records (record_id, payload_json) VALUES ('a', ?)", [("1",), ("2",)])
    with open_shipment(tmp_path) as shipment:
        assert [row.payload for row in shipment.rows] == [b"1", b"2"]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE INDEX by_title ON metadata(json_extract(payload, '$.window.title'))",
        "CREATE INDEX frames ON metadata(id) WHERE json_extract(payload, '$.record_type') = 'evidence.capture.frame'",
        "CREATE TABLE checked (payload TEXT CHECK (json_valid(payload)))",
        "ALTER TABLE metadata ADD COLUMN title TEXT GENERATED ALWAYS AS (json_extract(payload, '$.window.title'))",
        "CREATE VIEW titles AS SELECT json_extract(payload, '$.window.title') FROM metadata",
    ],
)
def test_what_a_writer_indexes_by_a_function_does_not_stop_reading(
    hypervisor: ModuleType, tmp_path: Path, statement: str
) -> None:
    built = hypervisor.build(tmp_path)
    with closing(sqlite3.connect(tmp_path / "metadata.db")) as connection, connection:
        connection.execute(statement)
    with open_shipment(tmp_path) as shipment:
        assert {row.record: (row.payload or b"").decode() for row in shipment.rows} == built.rows
        assert shipment.kept_whole == ()


def test_ids_in_an_order_of_their_writers_own_are_read(hypervisor: ModuleType, tmp_path: Path) -> None:
    built = hypervisor.build(tmp_path)
    with closing(sqlite3.connect(tmp_path / "metadata.db")) as connection, connection:
        connection.create_collation("THEIRS", lambda one, other: (one > other) - (one < other))
        connection.execute("CREATE TABLE theirs (id TEXT COLLATE THEIRS PRIMARY KEY, payload TEXT, ts_utc TEXT)")
        connection.execute("INSERT INTO theirs SELECT id, payload, ts_utc FROM metadata")
        connection.execute("DROP TABLE metadata")
        connection.execute("ALTER TABLE theirs RENAME TO metadata")
    with open_shipment(tmp_path) as shipment:
        assert {row.record for row in shipment.rows} == set(built.rows)
        assert shipment.rows.unique


def test_what_no_row_carries_is_named(hypervisor: ModuleType, tmp_path: Path) -> None:
    hypervisor.build(tmp_path, hypervisor.Variant(schema="eight"))
    with closing(sqlite3.connect(tmp_path / "metadata.db")) as connection, connection:
        connection.execute("CREATE TABLE records (id TEXT, payload TEXT)")
        connection.execute("INSERT INTO records VALUES ('left/behind', '{}')")
        connection.execute("CREATE TABLE entity_map (token TEXT)")
        connection.execute("UPDATE metadata SET key_id = 'k'")
    (tmp_path / "uia").mkdir()
    (tmp_path / "uia" / "notes.txt").write_text("x")
    (tmp_path / "reap_eligible.json").write_text("{}")
    with open_shipment(tmp_path) as shipment:
        assert shipment.kept_whole == ("table records", "column key_id")
        assert [file.path for file in shipment.beside.files] == ["metadata.db", "uia/notes.txt"]


# ---------------------------------------------------------------- identity


def test_the_digest_is_of_the_content_and_not_of_the_file(hypervisor: ModuleType, tmp_path: Path) -> None:
    roots = [tmp_path / name for name in ("plain", "wal", "turned")]
    hypervisor.build(roots[0])
    hypervisor.build(roots[1], hypervisor.Variant(wal=True))
    hypervisor.build(roots[2])
    with closing(sqlite3.connect(roots[2] / "metadata.db")) as connection, connection:
        connection.execute("CREATE TABLE turned AS SELECT run_id, ts_utc, record_type, payload, id FROM metadata")
        connection.execute("DROP TABLE metadata")
        connection.execute("CREATE TABLE metadata AS SELECT * FROM turned ORDER BY id DESC")
        connection.execute("DROP TABLE turned")
    shipments = [open_shipment(root) for root in roots]
    assert len({shipment.contents.content_digest for shipment in shipments}) == 1
    for root, shipment in zip(roots, shipments, strict=True):
        assert shipment.source_sha256 == hashlib.sha256((root / "metadata.db").read_bytes()).hexdigest()
        shipment.close()
    assert len({shipment.source_sha256 for shipment in shipments}) == 3
    # What lies in a write-ahead log is in no digest of the database's bytes.
    assert [len(shipment.bytes_digest) for shipment in shipments] == [64, 0, 64]
    assert shipments[0].bytes_digest != shipments[2].bytes_digest


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE metadata SET payload = payload || ' ' WHERE rowid = 1",
        "UPDATE metadata SET ts_utc = '' WHERE rowid = 1",
        "UPDATE metadata SET ts_utc = NULL WHERE rowid = 1",
        "DELETE FROM metadata WHERE rowid = 1",
        "a media file",
    ],
)
def test_any_change_of_content_changes_the_digest(hypervisor: ModuleType, tmp_path: Path, change: str) -> None:
    hypervisor.build(tmp_path)
    with open_shipment(tmp_path) as shipment:
        before, bytes_before = shipment.contents.content_digest, shipment.bytes_digest
    if change == "a media file":
        (tmp_path / "media" / "more.blob").write_bytes(b"")
    else:
        with closing(sqlite3.connect(tmp_path / "metadata.db")) as connection, connection:
            connection.execute(change)
    with open_shipment(tmp_path) as shipment:
        assert shipment.contents.content_digest != before
        assert shipment.bytes_digest != bytes_before


def test_null_and_empty_have_different_digests() -> None:
    rows = [Row("a", None, None, run, payload, "metadata") for run in (None, "") for payload in (None, b"")]
    assert len({row_digest(row) for row in rows}) == 4


# ---------------------------------------------------------------- refusals

SABOTAGES = """no database; a folder for a database; a link for a database; an empty database;
noise (or SQLCipher) for a database; a smeared database; a link for a -wal; a journal with a super-journal; no table;
a view for a table; no payload column; no id column; a row without id; a row with an empty id; the encrypted table;
an encrypted row; an encrypted blob; an encrypted stream; a climbing reference; a climbing Windows reference;
a climbing bare reference; a reference with a hollow component; a link for a blob; a link for a folder;
a link for media; a FIFO for a blob; a socket for a blob;
a device for a blob; a link that leads to itself; a folder that leads into itself; a file name that is not UTF-8"""


@pytest.mark.parametrize("name", SABOTAGES.replace("\n", " ").split("; "))
def test_sabotage_is_refused_by_name_and_leaves_no_trace(
    hypervisor: ModuleType, saboteur: ModuleType, tmp_path: Path, name: str
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff")
    reason, sabotage = saboteur.SABOTAGES[name]
    sabotage(handoff.root)
    before = state_of(tmp_path)
    refused = refusal(handoff.root)
    assert refused.reason == reason
    assert refused.remedy
    assert state_of(tmp_path) == before


def test_every_sabotage_is_tried(saboteur: ModuleType) -> None:
    assert set(SABOTAGES.replace("\n", " ").split("; ")) == set(saboteur.SABOTAGES)


def test_what_nobody_refers_to_is_ignored_with_its_reason(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.blob").write_bytes(b"secret")
    media = handoff.root / "media"
    (media / "away").symlink_to(outside)
    (media / "away.blob").symlink_to(outside / "secret.blob")
    (media / "half.blob.tmp").write_bytes(b"ACNXBLOB1 not looked at")
    (media / ".frame.blob.a1b2.tmp").write_bytes(b"")
    os.mkfifo(media / "pipe")
    with open_shipment(handoff.root) as shipment:
        assert set(shipment.contents.ignored) == {
            "media/away (symlink)",
            "media/away.blob (symlink)",
            "media/half.blob.tmp (temporary)",
            "media/.frame.blob.a1b2.tmp (temporary)",
            "media/pipe (fifo)",
        }
        assert {file.path for file in shipment.listing.files} == set(handoff.media)


def test_odd_names_survive(hypervisor: ModuleType, saboteur: ModuleType, tmp_path: Path) -> None:
    odd = "media/Ünï ce\u0301 ☃/a\nb 'quoted' #?%41.BLOB"
    hypervisor.build(tmp_path)
    saboteur.set_reference(tmp_path, odd)
    (tmp_path / odd).parent.mkdir()
    saboteur.first_blob(tmp_path).rename(tmp_path / odd)
    with open_shipment(tmp_path) as shipment:
        assert shipment.missing == ()
        assert odd in {file.path for file in shipment.listing.files}


def test_name_is_found_as_windows_would_and_never_by_a_guess(hypervisor: ModuleType, tmp_path: Path) -> None:
    """A sidecar on Windows reads back what it wrote whatever the case; macOS turns é into e and an accent."""
    hypervisor.build(tmp_path)
    media = tmp_path / "media"
    for name in ("Caf\u00e9.PNG", "one.png", "ONE.png", "two.png", "Two.png"):
        (media / name).write_bytes(b"x")
    with open_shipment(tmp_path) as shipment:
        for value in ("media/cafe\u0301.png", "MEDIA\\CAF\u00c9.png", "C:\\x\\Media\\Caf\u00e9.PNG"):
            assert shipment.resolve(Reference(value, "path")) == "media/Caf\u00e9.PNG"
        assert shipment.resolve(Reference("media/one.png", "path")) == "media/one.png"
        assert shipment.resolve(Reference("media/ONE.png", "path")) == "media/ONE.png"
        assert shipment.resolve(Reference("media/tWO.png", "path")) is None


@pytest.mark.parametrize("value", ["media/gone.blob", "C:\\elsewhere\\gone.blob", "media/nul\0.blob"])
def test_a_reference_without_a_file_is_told_and_not_refused(
    hypervisor: ModuleType, saboteur: ModuleType, tmp_path: Path, value: str
) -> None:
    hypervisor.build(tmp_path)
    record = saboteur.set_reference(tmp_path, value)
    with open_shipment(tmp_path) as shipment:
        assert [each[:2] for each in shipment.missing] == [(record, Reference(value, "path"))]


# ---------------------------------------------------------------- still being written


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_a_writer_in_the_middle_of_a_transaction_is_seen(
    hypervisor: ModuleType, saboteur: ModuleType, tmp_path: Path, journal: str
) -> None:
    hypervisor.build(tmp_path, hypervisor.Variant(schema="min5"))
    (tmp_path / "READY").touch()
    with saboteur.writing(tmp_path, journal):
        before = state_of(tmp_path)
        assert refusal(tmp_path).reason == "handoff_in_use"
        assert state_of(tmp_path) == before
    with open_shipment(tmp_path) as shipment:
        assert "half/0" not in {row.record for row in shipment.rows}


def ids_in(database: Path) -> set[str] | None:
    """The ids of one state of a database; None where it would not hold still."""
    try:
        with closing(take(database)) as snapshot:
            return {row.record for row in StoredRows(snapshot, layout_of(snapshot))}
    except HandoffRefused as refused:
        if refused.reason != "handoff_in_use":
            raise
    return None


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_no_half_transaction_of_a_tireless_writer_is_ever_read(
    hypervisor: ModuleType, saboteur: ModuleType, tmp_path: Path, journal: str
) -> None:
    handoff = hypervisor.build(tmp_path, hypervisor.Variant(schema="min5"))
    with saboteur.committing(tmp_path, journal, 0.01):
        looks = [ids_in(tmp_path / "metadata.db") for _ in range(25)]
    states = [found for found in looks if found is not None]
    assert states
    for found in states:
        added = found - set(handoff.rows)
        assert len(added) == len(found) - len(handoff.rows)
        assert {record[:-1] + other for record in added for other in "ab"} == added


def test_a_dead_writers_rollback_journal_is_rolled_back_in_a_copy_only(
    hypervisor: ModuleType, saboteur: ModuleType, tmp_path: Path
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff")
    with closing(sqlite3.connect(handoff.root / "metadata.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE metadata SET payload = 'half ' || hex(zeroblob(3000))")
        torn = tmp_path / "torn"
        (torn / "media").mkdir(parents=True)
        for name in ("metadata.db", "metadata.db-journal"):
            (torn / name).write_bytes((handoff.root / name).read_bytes())
    before = state_of(torn)
    with open_shipment(torn) as shipment:
        assert {row.record: row.payload for row in shipment.rows} == {
            record: text.encode() for record, text in handoff.rows.items()
        }
    assert state_of(torn) == before


def test_a_database_that_was_in_wal_mode_is_read_without_a_trace(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path)
    with closing(sqlite3.connect(tmp_path / "metadata.db")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE more (a)")
    before = state_of(tmp_path)
    with open_shipment(tmp_path) as shipment:
        assert len(list(shipment.rows)) == len(handoff.rows)
        assert state_of(tmp_path) == before
    assert state_of(tmp_path) == before


def test_a_fresh_directory_waits_for_quiet_unless_the_writer_says_it_is_done(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    hypervisor.build(tmp_path)
    newest = datetime.fromtimestamp(max(path.stat().st_mtime for path in tmp_path.rglob("*.*")), UTC)

    def at(seconds: float) -> Any:
        return lambda: newest + timedelta(seconds=seconds)

    refused = refusal(tmp_path, quiet=Quiet(2, at(1.5)))
    assert refused.reason == "handoff_in_use"
    assert "1.5 s ago" in str(refused)
    open_shipment(tmp_path, quiet=Quiet(2, at(2.5))).close()
    open_shipment(tmp_path, quiet=Quiet(0, at(-9))).close()
    for name in ("READY", "COMPLETE", "COMPLETE.json"):
        (tmp_path / name).symlink_to("metadata.db")
        assert refusal(tmp_path, quiet=Quiet(2, at(1))).reason == "handoff_in_use"
        (tmp_path / name).unlink()
        (tmp_path / name).touch()
        open_shipment(tmp_path, quiet=Quiet(2, at(1))).close()
        (tmp_path / name).unlink()


def test_directory_of_a_clock_that_is_ahead_is_quiet_when_nothing_changes(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    hypervisor.build(tmp_path)
    quiet = Quiet(0.2, lambda: datetime(2020, 1, 1, tzinfo=UTC))
    with pytest.raises(NotQuiet) as caught:
        open_shipment(tmp_path, quiet=quiet)
    time.sleep(caught.value.wait_s)
    (tmp_path / "media" / "late.blob").write_bytes(b"x")
    with pytest.raises(NotQuiet) as caught:
        open_shipment(tmp_path, quiet=quiet)
    assert caught.value.wait_s == 0.2
    time.sleep(caught.value.wait_s)
    open_shipment(tmp_path, quiet=quiet).close()


def test_times_that_no_calendar_has_are_told_and_waited_for(tmp_path: Path) -> None:
    quiet = Quiet(0.1)
    quiet.require(tmp_path, [File("media/a.blob", 1, -(10**21), 1)])
    beyond = [File("media/a.blob", 1, 10**21, 1)]
    with pytest.raises(NotQuiet, match="from second 1000000000000 of Unix time"):
        quiet.require(tmp_path, beyond)
    time.sleep(0.1)
    quiet.require(tmp_path, beyond)


@pytest.mark.parametrize("what", ["row", "new file", "grown file", "gone file", "wal"])
def test_what_comes_after_reading_is_noticed_before_the_marker(
    hypervisor: ModuleType, saboteur: ModuleType, tmp_path: Path, what: str
) -> None:
    hypervisor.build(tmp_path)
    with open_shipment(tmp_path) as shipment:
        shipment.check_unchanged()
        blob = saboteur.first_blob(tmp_path)
        if what == "row":
            with closing(sqlite3.connect(tmp_path / "metadata.db")) as connection, connection:
                connection.execute("INSERT INTO metadata (id, payload) VALUES ('late', '{}')")
            with pytest.raises(HandoffRefused, match="changed while it was being read"):
                list(shipment.rows)
        elif what == "new file":
            (tmp_path / "media" / "late.blob").write_bytes(b"")
        elif what == "grown file":
            blob.write_bytes(blob.read_bytes() + b"x")
        elif what == "gone file":
            blob.unlink()
        else:
            (tmp_path / "metadata.db-wal").write_bytes(b"x")
        with pytest.raises(HandoffRefused) as caught:
            shipment.check_unchanged()
        assert caught.value.reason == "handoff_in_use"


def test_a_private_copy_is_gone_when_the_shipment_is_closed(
    hypervisor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    hypervisor.build(tmp_path / "handoff", hypervisor.Variant(wal=True))
    with open_shipment(tmp_path / "handoff") as shipment:
        assert len(list(scratch.iterdir())) == 1
        assert list(shipment.rows) == list(shipment.rows)
    assert list(scratch.iterdir()) == []


def test_a_socket_beside_the_media_does_not_stop_the_rest(
    hypervisor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hypervisor.build(tmp_path)
    monkeypatch.chdir(tmp_path / "media")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")
        with open_shipment(tmp_path) as shipment:
            assert shipment.contents.ignored == ("media/s (socket)",)
