"""docs/format.md, followed step by step by a verifier that imports nothing of ours."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


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


def verify(directory: Path) -> int:
    """Follow the page; return the number of events. Any assertion or InvalidSignature is a finding."""
    journal = (directory / "journal.ndjson").read_bytes().splitlines(keepends=True)
    ledger = (directory / "ledger.ndjson").read_bytes().splitlines(keepends=True)
    opening: dict[str, Any] = json.loads(ledger[0])["entry"]
    assert (opening["kind"], opening["format"]) == ("key.opened", 1)
    name, digest, encoded = opening["key"].split("+", 2)
    key = base64.b64decode(encoded)
    key_hash = _sha(name.encode() + b"\n" + key)[:4]
    assert (name, digest, key[0]) == (opening["origin"], key_hash.hex(), 1)
    _check_chain("ledger", ledger, opening["origin"], opening["key"])
    for line in ledger:
        _signed(key[1:], key_hash, line[: line.rindex(b',"sig"')], json.loads(line)["sig"])
    size = 0
    for line in ledger[1:]:
        size = _check_commit(json.loads(line)["entry"], journal, size, opening["origin"], key, key_hash)
    _check_chain("journal", journal[:size], opening["origin"], opening["key"])
    first = json.loads(journal[0])["fact"]
    assert (first["origin"], first["root_key"]) == (opening["origin"], opening["key"])
    return size


def _check_commit(
    entry: dict[str, Any], journal: list[bytes], before: int, origin: str, key: bytes, key_hash: bytes
) -> int:
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
    _signed(key[1:], key_hash, (text + "\n").encode(), signatures.split(" ")[2].strip())
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
