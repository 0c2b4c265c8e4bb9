"""The marker is the same bytes for the same value, and is believed only where a reaper may believe it."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.marker import REQUIRED_COUNTS, SCHEMA, Marker, marker_bytes, parse_marker

MARKER = Marker(
    handoff_root="C:/spool/2026-02-20T19-33-12Z_run_abc",
    dest_data_root="/mnt/data/autocapture_dataroot",
    ingested_at_utc="2026-02-20T19:40:01Z",
    ingest_run_id="ingest_01JABCDEFGHJKMNPQRSTVWXYZ0",
    counts={**dict.fromkeys(REQUIRED_COUNTS, 0), "metadata_rows_copied": 1234},
    integrity={"notes": "né", "journal_size": 812},
)


def spoilt(**changes: Any) -> bytes:
    """The marker's bytes with some keys replaced; None removes a key."""
    body = {**json.loads(marker_bytes(MARKER)), **changes}
    return json.dumps({key: value for key, value in body.items() if value is not None}).encode()


def test_a_marker_is_written_in_the_form_the_reaper_knows() -> None:
    assert marker_bytes(MARKER).decode() == (
        "{\n"
        '  "counts": {\n'
        '    "bytes_ingested": 0,\n'
        '    "media_files_copied": 0,\n'
        '    "media_files_linked": 0,\n'
        '    "metadata_rows_copied": 1234\n'
        "  },\n"
        '  "dest_data_root": "/mnt/data/autocapture_dataroot",\n'
        '  "handoff_root": "C:/spool/2026-02-20T19-33-12Z_run_abc",\n'
        '  "ingest_run_id": "ingest_01JABCDEFGHJKMNPQRSTVWXYZ0",\n'
        '  "ingested_at_utc": "2026-02-20T19:40:01Z",\n'
        '  "integrity": {\n'
        '    "journal_size": 812,\n'
        '    "notes": "n\\u00e9"\n'
        "  },\n"
        f'  "schema": "{SCHEMA}"\n'
        "}\n"
    )


def test_a_marker_is_read_back_and_written_again_to_the_same_bytes() -> None:
    raw = marker_bytes(MARKER)
    again = parse_marker(raw)
    assert again == MARKER
    assert again is not None
    assert marker_bytes(again) == raw


def test_the_order_of_counts_does_not_change_the_bytes() -> None:
    turned = msgspec.structs.replace(MARKER, counts=dict(reversed(MARKER.counts.items())))
    assert marker_bytes(turned) == marker_bytes(MARKER)


@pytest.mark.parametrize(
    "changes",
    [
        {"integrity": None},
        {"integrity": {"dest_metadata_db_sha256": "00", "nested": {}}},
        {"one_more_key": [1]},
        {"counts": {**MARKER.counts, "stage1_uia_frames_missing_count": 2, "odd": "text"}},
        {"ingested_at_utc": "2026-02-20T19:40:01.123456Z"},
        {"handoff_root": "\\\\host\\share\\run"},
    ],
)
def test_a_marker_with_more_in_it_than_we_write_is_still_valid(changes: dict[str, Any]) -> None:
    marker = parse_marker(spoilt(**changes))
    assert marker is not None
    assert set(REQUIRED_COUNTS) <= set(marker.counts)


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": None},
        {"schema": "autocapture.handoff.reap_eligible.v2"},
        {"schema": 1},
        {"handoff_root": None},
        {"handoff_root": ""},
        {"handoff_root": "spool/run"},
        {"dest_data_root": "C:relative"},
        {"dest_data_root": 5},
        {"ingested_at_utc": "2026-02-20T19:40:01+00:00"},
        {"ingested_at_utc": "2026-02-30T19:40:01Z"},
        {"ingested_at_utc": "2026-02-20T19:40:01Z\n"},
        {"ingest_run_id": ""},
        {"ingest_run_id": None},
        {"counts": None},
        {"counts": []},
        {"integrity": "none"},
        *({"counts": {**MARKER.counts, name: bad}} for name in REQUIRED_COUNTS for bad in (-1, "1", True, 1.0)),
        *({"counts": {key: 0 for key in REQUIRED_COUNTS if key != name}} for name in REQUIRED_COUNTS),
    ],
    ids=str,
)
def test_a_marker_with_anything_off_is_none(changes: dict[str, Any]) -> None:
    assert parse_marker(spoilt(**changes)) is None


def test_a_torn_marker_is_none() -> None:
    raw = marker_bytes(MARKER)
    for length in range(len(raw) - 1):
        if not raw[length:].isspace():
            assert parse_marker(raw[:length]) is None
    assert parse_marker(b"[" * 100_000) is None
    assert parse_marker(raw + b"{}") is None


@given(st.binary(max_size=64))
def test_no_bytes_make_parsing_fail(raw: bytes) -> None:
    assert parse_marker(raw) is None


@pytest.mark.parametrize(
    "wrong", [{"handoff_root": "relative"}, {"counts": {}}, {"integrity": {"ratio": 0.5}}], ids=str
)
def test_a_marker_that_no_reaper_would_take_is_not_written(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not a valid"):
        marker_bytes(msgspec.structs.replace(MARKER, **wrong))
