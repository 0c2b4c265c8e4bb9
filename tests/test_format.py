"""docs/format.md, followed step by step by a verifier that uses nothing of ours."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ledger import bundle
from ledger.rotation import rotate
from ledger.seals import BundleExported
from ledger.writer import Writer


def _sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _leaf(line: bytes) -> bytes:
    return _sha(b"\x00" + line)


def _root(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return _sha(b"\x01" + _root(leaves[:split]) + _root(leaves[split:]))


def _check_chain(log: str, lines: list[bytes], origin: str, key: str) -> None:
    prev = _sha(f"autocapture-log-v1\n{log}\n{origin}\n{key}\n".encode()).hex()
    for seq, line in enumerate(lines):
        assert line.startswith(b'{"prev":"%s","seq":%d,"at":"' % (prev.encode(), seq)), f"{log} {seq}"
        assert line.endswith(b"\n")
        assert json.dumps(json.loads(line), separators=(",", ":"), ensure_ascii=False).encode() + b"\n" == line
        prev = _leaf(line).hex()


def _signed(public: bytes, key_hash: bytes, message: bytes, signature: str) -> None:
    raw = base64.b64decode(signature, validate=True)
    assert raw[:4] == key_hash
    Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], message)


class _Key:
    """A verifier key, taken apart."""

    def __init__(self, spelled: str) -> None:
        self.name, digest, encoded = spelled.split("+", 2)
        raw = base64.b64decode(encoded)
        self.public, self.hash = raw[1:], _sha(self.name.encode() + b"\n" + raw)[:4]
        assert (digest, raw[0]) == (self.hash.hex(), 1)

    def signed(self, message: bytes, signature: str) -> None:
        _signed(self.public, self.hash, message, signature)


def _log(directory: Path, log: str, keys: dict[int, _Key]) -> list[bytes]:
    """The lines of a log: its segments, each verified alone, and the growing file."""
    growing = (directory / f"{log}.ndjson").read_bytes().splitlines(keepends=True)
    goes_on = json.loads(growing[0])["seq"]
    lines: list[bytes] = []
    while len(lines) < goes_on:
        (path,) = (directory / "segments").glob(f"{log}-{len(lines):012}-*.ndjson.zst")
        lines += _segment(path, keys)
    return lines + growing


def _segment(path: Path, keys: dict[int, _Key]) -> list[bytes]:
    data = path.read_bytes()
    text = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read()
    lines = text.splitlines(keepends=True)
    count = int.from_bytes(data[-9:-5], "little")
    assert data[-4:] == bytes.fromhex("b1ea928f")
    begin = len(data) - 9 - 8 * count - 8
    assert data[begin : begin + 4] == bytes.fromhex("5e2a4d18")
    sizes = [
        (int.from_bytes(data[at : at + 4], "little"), int.from_bytes(data[at + 4 : at + 8], "little"))
        for at in range(begin + 8, len(data) - 9, 8)
    ]
    assert sum(size for _, size in sizes) == len(text)
    at = begin - sizes[-1][0]
    assert (data[at : at + 4], sizes[-1][1]) == (bytes.fromhex("502a4d18"), 0)
    note, _, signature = data[at + 8 : begin].decode().rpartition("\n\n")
    heading, _, log, numbers, offset, length, prev, root = note.split("\n")
    first, end = map(int, numbers.split())
    assert (heading, end - first, int(length)) == ("autocapture-segment-v1", len(lines), len(text))
    name = f"{log}-{first:012}-{end:012}-{int(offset):015}-{int(offset) + len(text):015}.ndjson.zst"
    assert path.name == name
    assert json.loads(lines[0])["prev"] == prev
    assert base64.b64decode(root) == _root([_leaf(line) for line in lines])
    spelled = signature.split(" ")[2].strip()
    signer = next(key for key in keys.values() if key.hash == base64.b64decode(spelled)[:4])
    signer.signed((note + "\n").encode(), spelled)
    return lines


def _keys(directory: Path) -> dict[int, _Key]:
    """The public keys that lie about; which of them counts where, the ledger says."""
    return dict(enumerate(_Key(path.read_text().strip()) for path in (directory / "keys").iterdir()))


def verify(directory: Path) -> int:
    """Follow the page; return the number of events. Any assertion or InvalidSignature is a finding."""
    journal, ledger = (_log(directory, log, _keys(directory)) for log in ("journal", "ledger"))
    opening: dict[str, Any] = json.loads(ledger[0])["entry"]
    assert (opening["kind"], opening["format"]) == ("key.opened", 1)
    assert _Key(opening["key"]).name == opening["origin"]
    _check_chain("ledger", ledger, opening["origin"], opening["key"])
    size, spelled, named = 0, opening["key"], 0
    for number, line in enumerate(ledger):
        entry = json.loads(line)["entry"]
        _Key(spelled).signed(line[: line.rindex(b',"sig"')], json.loads(line)["sig"])
        if entry["kind"] == "journal.committed":
            assert entry.get("key_line", 0) == named
            size = _check_commit(entry, journal, size, opening["origin"], _Key(spelled))
        elif entry["kind"] == "key.rotated":
            assert (entry["before"], entry["size"], _Key(entry["key"]).name) == (named, size, opening["origin"])
            place = f"{number}\n{json.loads(line)['prev']}\n{size}"
            told = f"autocapture-key-v2\n{opening['origin']}\n{spelled}\n{entry['key']}\n{place}\n"
            _Key(entry["key"]).signed(told.encode(), entry["proof"])
            spelled, named = entry["key"], number
        elif entry["kind"] == "segment.sealed":
            assert hashlib.sha256((directory / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
            lines = (journal if entry["log"] == "journal" else ledger)[entry["first"] : entry["size"]]
            assert base64.b64decode(entry["root"]) == _root([_leaf(each) for each in lines])
        elif entry["kind"] == "bundle.exported":
            assert entry["size"] <= size
            assert len(bytes.fromhex(entry["manifest"])) == 32
    _check_chain("journal", journal[:size], opening["origin"], opening["key"])
    first = json.loads(journal[0])["fact"]
    assert (first["origin"], first["root_key"]) == (opening["origin"], opening["key"])
    return size


def _check_commit(entry: dict[str, Any], journal: list[bytes], before: int, origin: str, key: _Key) -> int:
    size: int = entry["size"]
    covered = journal[:size]
    assert (entry["kind"], entry["first"]) == ("journal.committed", before)
    assert sum(map(len, covered)) == entry["bytes"]
    assert _leaf(covered[-1]).hex() == entry["head"]
    root = _root([_leaf(line) for line in covered])
    frontier = base64.b64decode(entry["frontier"])
    roots = [frontier[at : at + 32] for at in range(0, len(frontier), 32)]
    assert len(roots) == size.bit_count()
    folded = roots.pop()
    while roots:
        folded = _sha(b"\x01" + roots.pop() + folded)
    assert folded == root
    text, _, signatures = entry["checkpoint"].rpartition("\n\n")
    assert text == f"{origin}\n{size}\n{base64.b64encode(root).decode()}"
    key.signed((text + "\n").encode(), signatures.split(" ")[2].strip())
    return size


def test_verifier_written_from_the_page_accepts_our_logs(logs: ModuleType, tmp_path: Path) -> None:
    text = 'quotes " and \\ and \n\t\x01 and Füße, 漢字, \u2028 and an emoji \U0001f600'
    root = logs.written(tmp_path / "data", [1, 6, 2, 30], text)
    assert verify(root.path) == 40


@pytest.mark.parametrize("name", ["journal.ndjson", "ledger.ndjson"])
def test_verifier_written_from_the_page_finds_a_changed_byte(logs: ModuleType, tmp_path: Path, name: str) -> None:
    root = logs.written(tmp_path / "data", [3, 2])
    path = root.path / name
    data = path.read_bytes()
    for at in range(0, len(data), 37):
        path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        with pytest.raises((AssertionError, InvalidSignature, ValueError, LookupError)):
            verify(root.path)
    path.write_bytes(data)
    assert verify(root.path) == 6


def test_verifier_written_from_the_page_follows_segments_and_changes_of_keys(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "data", [3, 300, 2])
    rotate(root)
    for number in range(20):
        with Writer(root, segment_lines=8 if number % 2 else 256).turn() as turn:
            turn.commit([logs.fact(number)], run="R", stage=1, action="x")
    assert len(list(root.segments.iterdir())) > 8
    assert verify(root.path) == 326
    for path in sorted(root.segments.iterdir()):
        data = path.read_bytes()
        for at in range(0, len(data), max(1, len(data) // 20)):
            path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
            with pytest.raises((AssertionError, InvalidSignature, ValueError, LookupError, zstandard.ZstdError)):
                verify(root.path)
        path.write_bytes(data)
    assert verify(root.path) == 326


def test_verifier_written_from_the_page_follows_exports(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "data", [3, 2])
    recorded = bundle.record(root, BundleExported("ab" * 32, "event", "journal:1", 6, 1), b"{}")
    logs.commit(root, [9])
    assert verify(root.path) == 7
    key = _Key(f"{recorded.key.spelled()}")
    text, _, signature = recorded.proof.checkpoint.rpartition("\n\n")
    name = f"{key.name}/ledger"
    named = _sha(name.encode() + b"\n\x01" + key.public)[:4]
    _signed(key.public, named, (text + "\n").encode(), signature.split(" ")[2].strip())
    lines = (root.path / "ledger.ndjson").read_bytes().splitlines(keepends=True)[: recorded.proof.index + 1]
    told = _root([_leaf(line) for line in lines])
    assert text == f"{name}\n{len(lines)}\n{base64.b64encode(told).decode()}"
    assert lines[-1] == recorded.line
