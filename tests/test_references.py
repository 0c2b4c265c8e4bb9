"""What a row says of its blobs is found at any depth, understood in every spelling, and never leads outside media/."""

from __future__ import annotations

import contextlib
import json
import os
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.description import described
from ingest.listing import File, Ignored, Listing
from ingest.media import Reference, resolve, spellings
from ingest.shelf import Shelf
from ingest.shipment import Row, content_digest, spelled
from ingest.survey import survey
from ingest.walk import listed
from ledger import rid
from ledger.blobs import BlobStore
from ledger.dataroot import DataRoot
from ledger.errors import HandoffRefused

FRAME = "evidence.capture.frame"


def listing_of(*paths: str) -> Listing:
    return Listing(File(path, 1, 0, 0) for path in paths)


def row_of(payload: Any, *, record: str = "run1/frame/0", **columns: str) -> Row:
    raw = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return Row(record, columns.get("record_type"), columns.get("ts_utc"), columns.get("run_id"), raw, "metadata")


def paths_in(payload: Any) -> list[str]:
    return [reference.value for reference in described(row_of(payload)).references]


# ---------------------------------------------------------------- what a row says


def test_paths_are_found_at_any_depth_and_the_top_level_blob_path_comes_first() -> None:
    payload = {
        "a": {"Media_Path": "m1", "list": [{"thumb_BLOB_PATH": ["m2", ["m3", {"media_relpath": "m4", "x": "no"}], 5]}]},
        "my_media_path": "not a key that points at media",
        "blob_path_hash": "nor this",
        "path": "media/nor_this",
        "Blob_Path": "main",
        "again": {"blob_path": "m1"},
    }
    assert paths_in(payload) == ["main", "m1", "m2", "m3", "m4"]


@pytest.mark.parametrize("value", ["", "  ", "/", "\\", "media/", "media", None, 7, {}, [], True])
def test_a_path_that_says_nothing_is_no_reference(value: object) -> None:
    assert paths_in({"blob_path": value}) == []


@pytest.mark.parametrize(
    "raw",
    [
        rb'{"blob\u005fpath": "media/a"}',
        rb'{"\u0042LOB_PATH": "media/a"}',
        rb'{"deep": [{"blob\u005fpath": "media/a"}]}',
        b'{"idle": NaN, "blob_path": "media/a"}',
        b'{"far": 1e999, "blob_path": "media/a"}',
        rb'{"title": "\ud800", "blob_path": "media/a"}',
        b'\xef\xbb\xbf{"blob_path": "media/a"}',
        '{"blob_path": "media/a"}'.encode("utf-16"),
        b'[{"blob_path": "media/a"}]',
    ],
)
def test_a_path_is_found_however_the_json_is_spelled(raw: bytes) -> None:
    assert paths_in(raw) == ["media/a"]


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"null", b"[" * 100_000, b'"blob_path"', b"{} {}"])
def test_a_payload_that_is_no_object_says_nothing_and_does_no_harm(raw: bytes) -> None:
    said = described(row_of(raw, record_type=FRAME, run_id="r"))
    assert said.record.fields == {}
    assert said.readable == (raw == b"")
    assert said.references == (Reference("run1/frame/0", "frame", "r"),)


def test_what_is_said_can_be_carried_by_a_journal_line() -> None:
    raw = rb'{"blob_path": "media/\ud800.blob", "run_id": "\udfff", "ts_utc": "\u00e9", "record_type": "\ud83d\ude00"}'
    said = described(row_of(raw))
    record = said.record
    assert msgspec.json.encode([said.references, record.run_id, record.ts_utc, record.record_type]).decode() == (
        '[[["media/\ufffd.blob","path",null]],"\ufffd","é","😀"]'
    )


def test_columns_win_and_empty_ones_fall_back_to_the_payload() -> None:
    payload = {"record_type": "inner", "run_id": "r", "ts_utc": "", "ts_start_utc": 5, "ts_end_utc": "end"}
    said = described(row_of(payload, record_type="column", run_id="")).record
    assert (said.record_type, said.ts_utc, said.run_id) == ("column", "end", "r")
    inner = {"record_type": "inner", "run_id": "r", "ts_start_utc": "start"}
    wrapped: dict[str, Any] = {"record_type": "outer", "payload": inner}
    said = described(row_of(wrapped)).record
    assert (said.record_type, said.ts_utc, said.run_id) == ("outer", "start", "r")
    assert said.fields == {**inner, **wrapped}


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ({"record_type": FRAME}, [("run1/frame/0", "frame")]),
        ({"record_type": FRAME, "blob_path": "b"}, [("b", "path")]),
        ({"record_type": FRAME, "blob_path": ["b"]}, [("b", "path")]),
        ({"record_type": FRAME, "blob_path": " "}, [("run1/frame/0", "frame")]),
        ({"record_type": FRAME, "media_relpath": "b"}, [("b", "path")]),
        ({"record_type": FRAME, "thumb_blob_path": "t"}, [("run1/frame/0", "frame"), ("t", "path")]),
        ({"record_type": FRAME, "payload": {"blob_path": "b"}}, [("b", "path")]),
        ({"record_type": "derived.input.summary", "log_id": "l"}, [("l", "log")]),
        ({"record_type": "derived.input.summary", "log_id": "l", "log_blob_path": "b"}, [("b", "path")]),
        ({"record_type": "derived.input.summary", "log_id": "l", "log_id_failed": True}, []),
        ({"record_type": "derived.input.summary", "log_id": ""}, []),
        ({"record_type": "evidence.window.meta"}, []),
    ],
)
def test_an_id_stands_for_a_blob_only_where_no_path_does(payload: Any, expected: list[tuple[str, str]]) -> None:
    assert [(each.value, each.by) for each in described(row_of(payload)).references] == expected


# ---------------------------------------------------------------- which file it means


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("media/x.blob", "media/x.blob"),
        ("x.blob", "media/x.blob"),
        ("captures/f1.png", "media/captures/f1.png"),
        ("  /media/x.blob\n", "media/x.blob"),
        ("/x.blob", "media/x.blob"),
        ("./media/./x.blob", "media/x.blob"),
        ("media//x.blob", "media/x.blob"),
        ("D:\\data\\media\\captures\\f1.png", "media/captures/f1.png"),
        ("\\\\host\\share\\run\\media\\x.blob", "media/x.blob"),
        ("/mnt/mymedia/media/x.blob", "media/x.blob"),
        ("C:\\mymedia\\x.blob", None),
        ("mymedia/x.blob", "media/mymedia/x.blob"),
        ("C:/media/handoff/run/media/x.blob", "media/x.blob"),
        ("media/media/x.blob", "media/x.blob"),
        ("media/y.blob", None),
        ("MEDIA/x.blob", "media/x.blob"),
    ],
)
def test_every_spelling_of_a_path_finds_its_file(value: str, expected: str | None) -> None:
    listing = listing_of("media/x.blob", "media/captures/f1.png", "media/mymedia/x.blob")
    assert resolve(Reference(value, "path"), listing) == expected


def test_a_path_of_nothing_but_media_folders_is_not_spelled_out_for_each_of_them() -> None:
    assert sum(map(len, spellings("media/" * 2_000 + "x.blob"))) < 2_000_000
    assert spellings("media/media/x.blob")[:2] == ("media/media/x.blob", "media/x.blob")


def test_the_first_media_folder_wins_where_both_readings_exist() -> None:
    listing = listing_of("media/x", "media/media/x")
    assert resolve(Reference("media/media/x", "path"), listing) == "media/media/x"


@pytest.mark.parametrize(
    "value", ["..", "media/../x", "../media/x", "a\\..\\b", "media/a//b", "media/a/", "C:\\media\\a\\\\b", "a//b"]
)
def test_climbing_and_hollow_paths_are_refused(value: str) -> None:
    with pytest.raises(HandoffRefused) as caught:
        spellings(value)
    assert caught.value.reason == "unsafe_media_path"


def test_the_blob_of_an_id_is_looked_for_in_the_readers_order() -> None:
    record, token, home = "run1/frame/0", rid.encode("run1/frame/0"), f"media/{rid.encode('run1')}"
    order = [
        f"{home}/evidence/2026/02/10/{token}.blob",
        f"{home}/a/{token}.stream",
        f"{home}/a/{token}.png",
        f"media/elsewhere/{token}.blob",
        f"media/{token}.blob",
        f"media/{token}.stream",
        "media/run1_frame_0.bin",
        "media/run1_frame_0.json",
    ]
    others = [f"media/{token}x.blob", f"media/{token}", "media/rid_frame_0.blob"]
    for at, expected in enumerate(order):
        listing = listing_of(*order[at:], *others[::2])
        assert resolve(Reference(record, "frame", "run1"), listing) == expected
    assert resolve(Reference(record, "frame", None), listing_of(*others[::2])) is None
    assert resolve(Reference(record, "log", None), listing_of(others[1])) == others[1]


@pytest.mark.parametrize("where", ["media", "media/a", "media/a/x.blob"])
def test_a_reference_to_or_through_a_link_is_refused(where: str) -> None:
    listing = Listing((), [Ignored(where, "symlink")])
    with pytest.raises(HandoffRefused, match="leads to a symlink"):
        resolve(Reference("media/a/x.blob", "path"), listing)


def test_a_blob_found_by_id_only_as_a_link_is_refused_and_a_temporary_one_is_missing() -> None:
    token = rid.encode("f")
    with pytest.raises(HandoffRefused, match="leads to a fifo"):
        resolve(Reference("f", "frame"), Listing((), [Ignored(f"media/{token}.blob", "fifo")]))
    assert resolve(Reference("f", "frame"), Listing((), [Ignored(f"media/{token}.tmp", "temporary")])) is None
    assert resolve(Reference("x.tmp", "path"), Listing((), [Ignored("media/x.tmp", "temporary")])) is None


def blob_swapped_for_a_link(path: Path) -> None:
    path.rename(path.with_name("moved"))
    path.symlink_to("moved")


def folder_swapped_for_another(path: Path) -> None:
    """As a liar would who knows what is looked at: the other file has the same size and time."""
    times = path.stat().st_mtime_ns
    path.parent.rename(path.parent.with_name("moved"))
    path.parent.with_name("other").mkdir()
    path.parent.symlink_to("other")
    path.write_bytes(b"?")
    os.utime(path, ns=(times, times))


@pytest.mark.parametrize("link", [True, False])
@pytest.mark.parametrize("swap", [blob_swapped_for_a_link, folder_swapped_for_another, Path.unlink])
def test_a_file_swapped_after_the_listing_is_not_taken(
    tmp_path: Path, swap: Callable[[Path], object], link: bool
) -> None:
    path = tmp_path / "handoff" / "media" / "a" / "x.blob"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"!")
    (file,) = listed(tmp_path / "handoff", "media").files
    store = BlobStore(DataRoot(tmp_path / "root"), tmp_path / "handoff", link=link)
    store.admit(file, "media/first.blob")
    assert (tmp_path / "root" / "media" / "first.blob").read_bytes() == b"!"
    swap(path)
    with pytest.raises(HandoffRefused) as caught:
        store.admit(file, "media/second.blob")
    assert caught.value.reason in ("handoff_in_use", "media_unreadable")
    assert [each.name for each in (tmp_path / "root" / "media").iterdir()] == ["first.blob"]


# ---------------------------------------------------------------- for all

pieces = st.sampled_from(
    ["..", ".", "", "media", "mymedia", "Media", "x", "x.blob", "C:", " ", "~", "\0", "a.tmp", "l"]
)
paths = st.one_of(
    st.lists(st.tuples(pieces, st.sampled_from("/\\")), max_size=8).map(lambda parts: "".join(map("".join, parts))),
    st.text(st.characters(), max_size=30),
    st.text(string.ascii_letters + "./\\", max_size=30),
)
names = st.lists(st.sampled_from(["media", "mymedia", "x", "x.blob", "..", "l"]), min_size=1, max_size=4).map("/".join)


@settings(max_examples=1500)
@given(paths, st.sets(names, max_size=8), st.sampled_from(["path", "frame", "log"]), st.none() | paths)
def test_no_reference_leads_outside_the_listing(value: str, tails: set[str], by: Any, run: str | None) -> None:
    files = {f"media/{tail}" for tail in tails if ".." not in tail}
    listing = Listing((File(path, 1, 0, 0) for path in files), [Ignored("media/l", "symlink")])
    path = None
    with contextlib.suppress(HandoffRefused):
        path = resolve(Reference(value, by, run), listing)
    if path is not None:
        assert path in files
        assert path.startswith("media/")
        assert not path.startswith("media/l/")
        assert ".." not in path.split("/")


@given(st.lists(st.binary(max_size=12), max_size=8, unique=True))
def test_stored_text_is_spelled_one_to_one(raws: list[bytes]) -> None:
    again = [*raws, *(spelled(raw).encode() for raw in raws)]
    assert len({spelled(raw) for raw in again}) == len(set(again))


@given(st.permutations([Row(str(at % 3), None, "", None, bytes([at]), "metadata") for at in range(5)]))
def test_the_digest_does_not_depend_on_the_order_of_rows(rows: list[Row]) -> None:
    expected = _content_digest(sorted(rows, key=lambda row: (row.record, row.payload)))
    assert _content_digest(rows) == expected


def _content_digest(rows: list[Row]) -> str:
    shelf = Shelf()
    return content_digest(survey(rows, Listing(shelf=shelf), lambda _: None, Path("metadata.db"), shelf), ())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.just("blob_path"), inner, max_size=3),
)


@given(st.binary(max_size=40) | json_values.map(lambda value: json.dumps(value).encode()))
def test_no_payload_makes_describing_fail(raw: bytes) -> None:
    described(row_of(raw))
