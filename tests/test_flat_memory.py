"""Stage 1 in little memory: what it needs does not grow with the rows and files of a directory."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from ingest.listing import File, Ignored, Listing
from ingest.shelf import Shelf
from ledger.errors import NoRoom

FEW, MANY = 2_000, 30_000
# A row and a file cost 1 kB of memory when all of them were held at once: 28 MB for the difference.
MOST_MORE_KIB = 10_240


def _handoff(root: Path, rows: int) -> Path:
    """Write a directory with as many frames, each with a file, a SHA-256, and links to two other rows."""
    (root / "media").mkdir(parents=True)
    (root / "READY").touch()
    blob = root / "media" / "0.blob"
    blob.write_bytes(b"one picture")
    digest = hashlib.sha256(b"one picture").hexdigest()
    with closing(sqlite3.connect(root / "metadata.db")) as db:
        db.execute("CREATE TABLE metadata (id TEXT, payload TEXT, record_type TEXT, ts_utc TEXT, run_id TEXT)")
        for number in range(rows):
            if number:
                os.link(blob, root / "media" / f"{number}.blob")
            told = {
                "blob_path": f"media/{number}.blob",
                "content_hash": digest,
                "uia_ref": {"record_id": f"run1/evidence.uia.snapshot/{number}", "content_hash": digest},
                "input_ref": {"record_id": f"run1/derived.input.summary/{number}"},
            }
            row = (f"run1/evidence.capture.frame/{number}", json.dumps(told), "evidence.capture.frame")
            db.execute("INSERT INTO metadata VALUES (?, ?, ?, '2026-03-01T00:00:00Z', 'run1')", row)
        db.commit()
    return root


def _most_until_marked(command: list[str], marker: Path) -> int:
    """Return the most memory (KiB) that the command has held until its marker was there, as far as it was looked at.

    What comes after the marker is folding the views, whose caches are bounded, and not small.
    """
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            told = Path(f"/proc/{running.pid}/status").read_text()
            if marker.exists():
                break
            if "VmHWM:" in told:
                most = int(told.split("VmHWM:")[1].split()[0])
            time.sleep(0.002)
    assert running.returncode == 0
    return most


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_memory_of_an_ingest_does_not_grow_with_rows_and_files(program: list[str], tmp_path: Path) -> None:
    most = []
    for rows in (FEW, MANY):
        handoff = _handoff(tmp_path / f"handoff{rows}", rows)
        words = ["handoff", "ingest", "--handoff-root", str(handoff), "--data-dir"]
        most.append(
            _most_until_marked([*program, *words, str(tmp_path / f"data{rows}")], handoff / "reap_eligible.json")
        )
    assert most[0] > 0
    assert most[1] - most[0] < MOST_MORE_KIB


@pytest.mark.parametrize("few", [0, 1, 100])
def test_listing_tells_what_was_noted_whatever_numbers_a_file_system_gives(few: int) -> None:
    odd = File("media/b", 1 << 70, -(1 << 65), (1 << 64) - 1)
    listing = Listing(
        [File("media/ü", 1, 2, 3), odd],
        [Ignored("media/l", "symlink"), Ignored("media/x.tmp", "temporary")],
        few=few,
    )
    assert list(listing.files) == [odd, File("media/ü", 1, 2, 3)]
    assert (len(listing.files), listing.get("media/b")) == (2, odd)
    assert list(listing.ignored) == [Ignored("media/l", "symlink"), Ignored("media/x.tmp", "temporary")]
    assert "media/l" not in listing
    assert "media/\ud800" not in listing
    assert (listing.named("b"), listing.named("l"), listing.named("x")) == (("media/b",), ("media/l",), ())
    assert (listing.alike("MEDIA/U\u0308"), listing.alike("media/L")) == ("media/ü", None)
    assert (listing.special("media/l/x"), listing.special("media/x.tmp")) == ("symlink", None)


def test_listings_of_other_files_are_seen_to_differ() -> None:
    first = File("media/a", 1, 2, 3)
    seen = Listing([first]).seen
    assert seen == Listing(iter([first])).seen
    others: tuple[list[File], ...] = (
        [],
        [first._replace(mtime_ns=4)],
        [first._replace(path="media/b")],
        [first, first._replace(path="media/b")],
    )
    assert all(Listing(each).seen != seen for each in others)


def test_disk_without_room_for_what_is_noted_is_told_in_words() -> None:
    shelf = Shelf()
    shelf.run("PRAGMA max_page_count = 8")
    with pytest.raises(NoRoom, match=r"could not be noted in .*full") as caught:
        Listing((File(f"media/{number}", 1, 2, 3) for number in range(10_000)), shelf=shelf, few=10)
    assert (caught.value.reason, caught.value.exit_code) == ("no_room", 74)


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_walk_that_is_given_up_may_end_behind_its_shelf() -> None:
    shelf = Shelf()
    walk = iter(Listing([File("media/a", 1, 2, 3), File("media/b", 1, 2, 3)], shelf=shelf, few=0).files)
    assert next(walk).path == "media/a"
    shelf.close()
    del walk
