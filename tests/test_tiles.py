"""Tiles: the published log byte for byte, and the tree of our own journal at every size."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import proofs, tiles
from ledger.event import leaf
from ledger.facts import FrameExamined
from ledger.merkle import Frontier
from ledger.note import Checkpoint, Signer, Verifier, open_note, sign
from projections.projection import Folding, Position
from projections.tiles import TilesReader, TilesWriter

LOG = Path(__file__).resolve().parent.parent.parent / "shared" / "vectors" / "tessera-log"
ENTRIES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eit",
    "nain",
    "ten",
    "ileven",
    "twelf",
    "threeten",
    "fourten",
    "fivten",
]
PUBLISHED_KEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
# A public test value, printed beside the published log.
PUBLISHED_SIGNER = "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg"


def _event(seq: int, line: bytes) -> Folding:
    return Folding(seq, "", "", 0, len(line), leaf(line), FrameExamined("f", "p", 1))


def _fold(writer: TilesWriter, lines: list[bytes], first: int = 0) -> None:
    events = [_event(first + place, line) for place, line in enumerate(lines)]
    writer.fold(events, Position(first + len(lines), 0, "00" * 32))


def test_the_published_log_is_made_byte_for_byte(tmp_path: Path) -> None:
    if not LOG.is_dir():
        pytest.skip(f"the published log is not at {LOG}")
    signer, verifier = Signer.parse(PUBLISHED_SIGNER), Verifier.parse(PUBLISHED_KEY)
    writer, frontier = TilesWriter(tmp_path, "00" * 32), Frontier()
    lines = [entry.encode() for entry in ENTRIES]
    for size in range(len(lines) + 1):
        if size:
            _fold(writer, [lines[size - 1]], size - 1)
            frontier.append(leaf(lines[size - 1]))
            for name in (tiles.hash_tile_path(0, 0, size), tiles.entries_path(0, size)):
                ours = (tmp_path / name).read_bytes() if "entries" not in name else tiles.bundle(lines[:size])
                assert ours == (LOG / name).read_bytes(), name
        published = (LOG / f"checkpoint.{size}").read_text()
        checkpoint = Checkpoint("example.com/log/testdata", size, frontier.root())
        assert Checkpoint.parse(open_note(published, verifier)) == checkpoint
        assert sign(checkpoint.text(), signer) == published


def test_tile_names_are_grouped_by_three_digits() -> None:
    assert tiles.hash_tile_path(0, 1234067) == "tile/0/x001/x234/067"
    assert tiles.hash_tile_path(1, 5, 17) == "tile/1/005.p/17"
    assert tiles.entries_path(999) == "tile/entries/999"


@settings(max_examples=25, deadline=None)
@given(sizes=st.lists(st.integers(1, 700), min_size=1, max_size=4))
def test_tiles_grown_in_pieces_are_those_grown_at_once(
    sizes: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.mktemp("tiles")
    lines = [b"line %d\n" % number for number in range(sum(sizes))]
    pieces, done = TilesWriter(base / "pieces", "00" * 32), 0
    for size in sizes:
        _fold(pieces, lines[done : done + size], done)
        pieces = TilesWriter(base / "pieces", "00" * 32)
        done += size
    whole = TilesWriter(base / "whole", "00" * 32)
    _fold(whole, lines)
    assert _files(base / "pieces") == _files(base / "whole")


def _files(directory: Path) -> dict[str, bytes]:
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


def test_proofs_out_of_tiles_hold_at_every_size(tmp_path: Path) -> None:
    lines = [b"line %d\n" % number for number in range(600)]
    _fold(TilesWriter(tmp_path, "00" * 32), lines)
    reader, frontier = TilesReader(tmp_path), Frontier()
    for size, line in enumerate(lines, start=1):
        frontier.append(leaf(line))
        index = size * 7919 % size if size % 3 else size - 1
        proof = proofs.inclusion(index, size, reader.node_at)
        proofs.check_inclusion(index, size, leaf(lines[index]), proof, frontier.root())
