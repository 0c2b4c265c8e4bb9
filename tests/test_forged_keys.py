"""Changes of keys that no key signed: a signed line is made to say more than was signed."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from ledger import audit, event, keys, seals
from ledger.dataroot import DataRoot
from ledger.errors import Damaged
from ledger.facts import Fact
from ledger.head import read_head
from ledger.keyring import every_key_of, keyring_of, statement
from ledger.merkle import Frontier
from ledger.note import Checkpoint, Signer, Verifier, sign
from ledger.seals import JournalCommitted
from ledger.witness import attest

Run = Callable[..., subprocess.CompletedProcess[str]]
More = dict[str, object]
MOMENT = datetime(2026, 3, 5, tzinfo=UTC)


def behind(line: bytes, more: More, _: Signer) -> bytes:
    """The line, with more to say behind its signature: anybody can do that."""
    return line.removesuffix(b"}\n") + b"," + _members(more) + b"}\n"


def before(line: bytes, more: More, signer: Signer) -> bytes:
    """The line, with more to say before its signature, made anew by the holder of the key."""
    told = line.rpartition(b',"sig":"')[0] + b"," + _members(more)
    return told + b',"sig":"' + base64.b64encode(signer.sign(told)) + b'"}\n'


def signed_again(line: bytes, more: More, _: Signer) -> bytes:
    """The line, with more to say behind its signature, and the same signature once more behind that."""
    genuine = line.rpartition(b',"sig":"')[2]
    return line.removesuffix(b"}\n") + b"," + _members(more) + b',"sig":"' + genuine


def _members(more: More) -> bytes:
    return json.dumps(more, separators=(",", ":")).encode()[1:-1]


def takeover(line: bytes, old: Verifier, new: Signer, at: int, size: int) -> More:
    """What makes a signed line name a key that it never named."""
    seal = seals.read(line)
    proof = base64.b64encode(new.sign(statement(old, new.verifier, seal.seq, seal.prev, size))).decode()
    return {"entry": {"kind": "key.rotated", "key": new.verifier.spelled(), "before": at, "size": size, "proof": proof}}


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of this test alone."""
    monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, str(tmp_path / "keys"))


@pytest.fixture(params=[behind, before, signed_again])
def forged(request: pytest.FixtureRequest, logs: ModuleType, tmp_path: Path) -> DataRoot:
    """A log whose last line names a key of somebody who holds none of its keys, and what that key signed since."""
    root: DataRoot = logs.written(tmp_path / "root", [2, 3])
    logs.forget(root)
    ring = keyring_of(root)
    new = Signer.generate(ring.origin)
    *lines, last = root.ledger.read_bytes().splitlines(keepends=True)
    commit = seals.read(last).understood()
    assert isinstance(commit, JournalCommitted)
    line = request.param(last, takeover(last, ring.current, new, 0, commit.size), keys.load(ring.current))
    root.ledger.write_bytes(b"".join(lines) + line + _gone_on(root, line, commit, new, logs.fact(9)))
    return root


def _gone_on(root: DataRoot, line: bytes, commit: JournalCommitted, new: Signer, made_up: Fact) -> bytes:
    """Put an event into the journal that never happened, and return the line of the ledger that commits it."""
    told = event.write(commit.head, commit.size, "2026-03-05T09:00:01.123456Z", "R", made_up)
    frontier: Frontier = commit.frontier_at()
    frontier.append(event.leaf(told))
    with root.journal.open("ab") as file:
        file.write(told)
    size = commit.size + 1
    seq = seals.read(line).seq
    entry = JournalCommitted(
        run="R",
        stage=1,
        action="x",
        first=commit.size,
        size=size,
        bytes=commit.bytes + len(told),
        head=event.leaf(told).hex(),
        frontier=frontier.spelled(),
        checkpoint=sign(Checkpoint(new.name, size, frontier.root()).text(), new),
        key_line=seq,
    )
    return seals.write(event.leaf(line).hex(), seq + 1, "2026-03-05T09:00:01.123456Z", entry, new)


def test_line_that_says_more_than_was_signed_names_no_key(forged: DataRoot) -> None:
    for reader in (keyring_of, every_key_of):
        with pytest.raises(Damaged, match="has not signed it"):
            reader(forged)
    assert audit.verify(forged).state == "damaged"


def test_witness_follows_no_change_of_keys_that_nobody_signed(
    logs: ModuleType, forged: DataRoot, autocapture: Run, tmp_path: Path
) -> None:
    state = tmp_path / "witness"
    with pytest.raises(Damaged):
        attest(state, forged, MOMENT)
    ran = autocapture("witness", "--state", state, "--data-dir", forged.path)
    assert (ran.returncode, ran.stdout) == (3, "")
    assert [path.name for path in state.iterdir() if path.suffix in (".vkey", ".checkpoint")] == []


def test_verbs_name_no_key_that_nobody_signed_for(forged: DataRoot, autocapture: Run) -> None:
    data = ("--data-dir", forged.path)
    autocapture("rebuild", *data)
    last = f"journal:{read_head(forged).last_event}"
    for verb in (("keys", "show"), ("keys", "show", "--public"), ("audit", "prove", last)):
        ran = autocapture(*verb, *data)
        assert (ran.returncode, ran.stdout) == (3, ""), verb
        assert "has not signed it" in ran.stderr, verb
    assert autocapture("audit", "verify", *data).returncode == 3
    shown = autocapture("show", "event", last, *data)
    assert shown.returncode == 3
    assert "has not signed it" in " ".join(shown.stdout.split())
