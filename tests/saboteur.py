"""What a broken, hostile or still busy sidecar leaves: each sabotage does one bad thing to a good handoff directory."""

from __future__ import annotations

import json
import os
import random
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

Sabotage = Callable[[Path], None]

PAGE = 4096
_BUSY_WRITER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = " + sys.argv[2])
connection.execute("BEGIN IMMEDIATE")
connection.execute("INSERT INTO metadata (id, payload) VALUES ('half/0', '{}')")
print("writing", flush=True)
sys.stdin.read()
"""
_TIRELESS_WRITER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA synchronous = OFF")
connection.execute("PRAGMA journal_mode = " + sys.argv[2])
connection.execute("PRAGMA wal_autocheckpoint = 3")
for number in range(10**9):
    connection.execute("BEGIN IMMEDIATE")
    for half in "ab":
        connection.execute("INSERT INTO metadata (id, payload) VALUES (?, ?)", (f"{number}/{half}", "x" * 3000))
    connection.execute("COMMIT")
    if not number:
        print("writing", flush=True)
    time.sleep(number % 5 * float(sys.argv[3]))
"""


@contextmanager
def writing(root: Path, journal: str = "DELETE") -> Iterator[None]:
    """Keep another process in the middle of a write transaction on the directory's `metadata` table."""
    with _running(_BUSY_WRITER, str(root / "metadata.db"), journal):
        yield


@contextmanager
def committing(root: Path, journal: str, pause_s: float) -> Iterator[None]:
    """Keep another process adding rows, two in each transaction, with pauses of none to four times `pause_s`."""
    with _running(_TIRELESS_WRITER, str(root / "metadata.db"), journal, str(pause_s)):
        yield


@contextmanager
def _running(program: str, *arguments: str) -> Iterator[None]:
    command = [sys.executable, "-c", program, *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        try:
            yield
        finally:
            writer.kill()


def set_reference(root: Path, value: object, key: str = "blob_path") -> str:
    """Let the first frame say that its blob is elsewhere; return the frame's id."""
    with closing(sqlite3.connect(root / "metadata.db")) as connection, connection:
        record, text = connection.execute(
            "SELECT id, payload FROM metadata WHERE record_type = 'evidence.capture.frame' ORDER BY id"
        ).fetchone()
        payload = {name: item for name, item in json.loads(text).items() if name != "blob_path"} | {key: value}
        connection.execute(
            "UPDATE metadata SET payload = ? WHERE id = ?", (json.dumps(payload, sort_keys=True), record)
        )
    return str(record)


def first_blob(root: Path) -> Path:
    """The blob of the first frame."""
    return sorted(path for path in (root / "media").rglob("*.blob") if path.read_bytes().startswith(b"\x89PNG"))[0]


def _sql(*statements: str) -> Sabotage:
    def run(root: Path) -> None:
        with closing(sqlite3.connect(root / "metadata.db")) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    return run


def _referring(value: str) -> Sabotage:
    def run(root: Path) -> None:
        set_reference(root, value)

    return run


def _overwriting(head: bytes) -> Sabotage:
    def run(root: Path) -> None:
        blob = first_blob(root)
        blob.write_bytes(head + blob.read_bytes())

    return run


def _remove_database(root: Path) -> None:
    (root / "metadata.db").unlink()


def _empty_database(root: Path) -> None:
    (root / "metadata.db").write_bytes(b"")


def _put_noise_for_database(root: Path) -> None:
    (root / "metadata.db").write_bytes(random.Random(1).randbytes(4 * PAGE))


def _smear_database(root: Path) -> None:
    path = root / "metadata.db"
    path.write_bytes(path.read_bytes()[:PAGE].ljust(path.stat().st_size, b"\xff"))


def _make_database_a_folder(root: Path) -> None:
    _remove_database(root)
    (root / "metadata.db").mkdir()


def _put_link_for(choose: Callable[[Path], Path]) -> Sabotage:
    def run(root: Path) -> None:
        path = choose(root)
        elsewhere = root.with_name(f"{root.name}-elsewhere")
        path.rename(elsewhere)
        path.symlink_to(elsewhere)

    return run


def _link_wal(root: Path) -> None:
    root.with_name("someone-elses-wal").write_bytes(b"x" * PAGE)
    (root / "metadata.db-wal").symlink_to(root.with_name("someone-elses-wal"))


def _name_super_journal(root: Path) -> None:
    """A rollback journal whose end asks SQLite to look after, and perhaps delete, a file of its choice."""
    name = os.fsencode(root.with_name("precious"))
    root.with_name("precious").write_bytes(b"")
    tail = b"\0\0\0\x01" + name + len(name).to_bytes(4, "big") + sum(name).to_bytes(4, "big")
    head = bytes.fromhex("d9d505f920a163d7") + (0).to_bytes(4, "big") * 5
    (root / "metadata.db-journal").write_bytes(head.ljust(512, b"\0") + tail + bytes.fromhex("d9d505f920a163d7"))


def _put_fifo(root: Path) -> None:
    blob = first_blob(root)
    blob.unlink()
    os.mkfifo(blob)


def _put_socket(root: Path) -> None:
    blob = first_blob(root)
    blob.unlink()
    here = Path.cwd()
    # The path of a socket may have some 100 bytes only.
    os.chdir(blob.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(blob.name)
    finally:
        os.chdir(here)


def _put_device(root: Path) -> None:
    """A device where one may be made; who may not gets a FIFO, which is no plain file either."""
    blob = first_blob(root)
    blob.unlink()
    try:
        os.mknod(blob, 0o600 | 0o020000, os.makedev(1, 3))
    except PermissionError:
        os.mkfifo(blob)


def _loop_folders(root: Path) -> None:
    """The blob is reached through a folder that is a link to a folder above itself."""
    blob = first_blob(root)
    (blob.parent / "loop").symlink_to(root / "media")
    set_reference(root, (blob.parent / "loop" / blob.relative_to(root / "media")).relative_to(root).as_posix())


def _loop_link(root: Path) -> None:
    blob = first_blob(root)
    blob.unlink()
    blob.symlink_to(blob.name)


def _name_in_latin1(root: Path) -> None:
    Path(os.fsdecode(os.fsencode(root / "media") + b"/caf\xe9.blob")).write_bytes(b"x")


_CIPHER_COLUMNS = "id TEXT PRIMARY KEY, nonce_b64 TEXT, ciphertext_b64 TEXT, key_id TEXT"

SABOTAGES: dict[str, tuple[str, Sabotage]] = {
    "no database": ("metadata_db_missing", _remove_database),
    "a folder for a database": ("metadata_db_missing", _make_database_a_folder),
    "a link for a database": ("metadata_db_missing", _put_link_for(lambda root: root / "metadata.db")),
    "an empty database": ("metadata_db_unreadable", _empty_database),
    "noise (or SQLCipher) for a database": ("metadata_db_unreadable", _put_noise_for_database),
    "a smeared database": ("metadata_db_unreadable", _smear_database),
    "a link for a -wal": ("metadata_db_unreadable", _link_wal),
    "a journal with a super-journal": ("metadata_db_unreadable", _name_super_journal),
    "no table": ("handoff_metadata_table_missing", _sql("ALTER TABLE metadata RENAME TO other")),
    "a view for a table": (
        "handoff_metadata_table_missing",
        _sql("ALTER TABLE metadata RENAME TO other", "CREATE VIEW metadata AS SELECT * FROM other"),
    ),
    "no payload column": ("handoff_metadata_columns_missing", _sql("ALTER TABLE metadata RENAME payload TO body")),
    "no id column": ("handoff_metadata_columns_missing", _sql("ALTER TABLE metadata RENAME id TO name")),
    "a row without id": ("record_id_missing", _sql("INSERT INTO metadata (id, payload) VALUES (NULL, '{}')")),
    "a row with an empty id": ("record_id_missing", _sql("INSERT INTO metadata (id, payload) VALUES ('', '{}')")),
    "the encrypted table": (
        "encrypted_handoff",
        _sql("DROP TABLE metadata", f"CREATE TABLE metadata ({_CIPHER_COLUMNS})"),
    ),
    "an encrypted row": (
        "encrypted_handoff",
        _sql(
            "ALTER TABLE metadata ADD COLUMN ciphertext_b64 TEXT",
            "INSERT INTO metadata (id, payload, ciphertext_b64) VALUES ('run1/secret/0', '', 'AAAA')",
        ),
    ),
    "an encrypted blob": ("encrypted_handoff", _overwriting(b"ACNXBLOB1\0\x04key1")),
    "an encrypted stream": ("encrypted_handoff", _overwriting(b"ACNXSTR1\0\x04key1")),
    "a climbing reference": ("unsafe_media_path", _referring("media/../../../etc/passwd")),
    "a climbing Windows reference": ("unsafe_media_path", _referring("D:\\x\\media\\..\\..\\secret")),
    "a climbing bare reference": ("unsafe_media_path", _referring("../metadata.db")),
    "a reference with a hollow component": ("unsafe_media_path", _referring("media/a//b.blob")),
    "a link for a blob": ("unsafe_media_path", _put_link_for(first_blob)),
    "a link for a folder": ("unsafe_media_path", _put_link_for(lambda root: first_blob(root).parents[3])),
    "a link for media": ("unsafe_media_path", _put_link_for(lambda root: root / "media")),
    "a FIFO for a blob": ("unsafe_media_path", _put_fifo),
    "a socket for a blob": ("unsafe_media_path", _put_socket),
    "a device for a blob": ("unsafe_media_path", _put_device),
    "a link that leads to itself": ("unsafe_media_path", _loop_link),
    "a folder that leads into itself": ("unsafe_media_path", _loop_folders),
    "a file name that is not UTF-8": ("media_name_not_utf8", _name_in_latin1),
}
