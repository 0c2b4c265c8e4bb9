"""The hash that a row states of itself: checked where it is there, counted where it is wrong, never a hindrance."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.handoff import HandoffIngestor
from ingest.payload_hash import differs
from ingest.report import ingest_words
from ledger.dataroot import DataRoot
from projections import compare

# Wire formats, 8: a vector of the page itself.
VECTOR = {
    "schema_version": 1,
    "record_type": "evidence.capture.frame",
    "run_id": "run1",
    "ts_utc": "2026-02-10T12:34:56.789+00:00",
    "width": 1920,
    "height": 1080,
}
ITS_HASH = "953f884c41fd8b66b1ef1581d57c630d1eec3bc08d07b5ced4477a940a6c3987"


def test_vector_of_the_page_holds_and_any_other_value_does_not() -> None:
    assert not differs({**VECTOR, "payload_hash": ITS_HASH})
    assert not differs({**VECTOR, "payload_hash": ITS_HASH.upper()})
    assert differs({**VECTOR, "payload_hash": ITS_HASH, "width": 1921})
    assert differs({**VECTOR, "payload_hash": "0" * 64})


def test_texts_are_hashed_in_one_unicode_form_and_keys_as_they_are() -> None:
    composed, apart = "\u00fc", "u\u0308"
    text = json.dumps({apart: composed}, separators=(",", ":"), ensure_ascii=False)
    assert not differs({apart: apart, "payload_hash": hashlib.sha256(text.encode()).hexdigest()})
    assert differs({composed: apart, "payload_hash": hashlib.sha256(text.encode()).hexdigest()})


@pytest.mark.parametrize("fields", [{}, {"payload_hash": None}, {"payload_hash": 7}, {"payload_hash": "x", "a": [0.5]}])
def test_row_that_cannot_be_checked_is_not_counted(fields: dict[str, Any]) -> None:
    assert not differs(fields)


def test_recorded_rows_have_the_hashes_that_they_state(corpus: Path, tmp_path: Path) -> None:
    for handoff in sorted((corpus / "handoff").iterdir()):
        taken = HandoffIngestor(tmp_path / "root", mode="copy").ingest_handoff_dir(_writable(handoff, tmp_path))
        assert taken.counts["metadata_rows_copied"] > 0
        assert "metadata_rows_hash_mismatch" not in taken.counts


def _writable(handoff: Path, base: Path) -> Path:
    target = base / handoff.name
    target.mkdir()
    for path in handoff.rglob("*"):
        place = target / path.relative_to(handoff)
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            place.write_bytes(path.read_bytes())
    return target


def test_row_that_is_not_what_it_says_is_kept_counted_and_marked(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "h").root
    with closing(sqlite3.connect(handoff / "metadata.db")) as db, db:
        db.execute('UPDATE metadata SET payload = replace(payload, \'"backend": "mss"\', \'"backend": "wgc"\')')
        db.execute('INSERT INTO metadata (id, payload) VALUES (\'odd\', \'{"payload_hash": "\\ud83d", "a": NaN}\')')
    taken = HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff)
    assert taken.marker
    assert taken.errors == ()
    assert taken.counts["metadata_rows_hash_mismatch"] == 3
    assert json.loads((handoff / "reap_eligible.json").read_bytes())["counts"]["metadata_rows_hash_mismatch"] == 3
    assert "3 rows do not have the stated hash" in ingest_words(taken)
    assert compare.check(DataRoot(tmp_path / "root")).differences == ()
