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

from ledger import audit, bundle, event, keys, log, seals
from ledger.dataroot import DataRoot
from ledger.errors import Damaged
from ledger.facts import Fact
from ledger.head import read_head
from ledger.keyring import every_key_of, keyring_of, statement
from ledger.memory import current_checkpoint
from ledger.merkle import Frontier
from ledger.note import Checkpoint, NoteError, Signer, Verifier, open_note, sign, signature_lines
from ledger.seals import BundleExported, JournalCommitted
from ledger.segment import Segment
from ledger.statement import SegmentError, Statement
from ledger.tlog_proof import TlogProof
from ledger.witness import attest
from ledger.writer import Writer

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


# ---------------------------------------------------------------- one thing's signature for another thing


def relabelled(note: str, name: str, key: Verifier) -> str:
    """A note whose signature is said to be of a key of another name: only that name is not signed."""
    text, [(_, signature)] = signature_lines(note)
    return f"{text}\n\u2014 {name} {base64.b64encode(key.key_hash + signature[4:]).decode()}\n"


def test_signature_of_one_thing_passes_for_no_other(logs: ModuleType, tmp_path: Path) -> None:
    """The key signs checkpoints of two logs, lines, statements of segments and envelopes."""
    root = logs.written(tmp_path / "root", [7])
    with Writer(root, segment_lines=4).turn():
        pass
    ring = keyring_of(root)
    key, of_ledger = ring.current, bundle.of_ledger(ring.current)
    recorded = bundle.record(root, BundleExported("00" * 32, "event", "journal:1", 1, 1), b"{}")
    journal_leaf = event.leaf(log.first_line(root.journal))
    proof = TlogProof(recorded.proof.index, recorded.proof.path, relabelled(recorded.proof.checkpoint, key.name, key))
    with pytest.raises(NoteError, match="another log"):
        ring.checkpoint(proof.checkpoint)
    with pytest.raises(NoteError, match="not of"):
        proof.check(event.leaf(recorded.line), key)
    other = relabelled(current_checkpoint(root), of_ledger.name, of_ledger)
    with pytest.raises(NoteError, match="not of"):
        TlogProof(0, (), other).check(journal_leaf, of_ledger)
    [path] = root.segments.glob("journal-*")
    with Segment(path) as segment:
        statement = segment.note()
    assert open_note(statement, key)
    with pytest.raises(NoteError):
        ring.checkpoint(statement)
    with pytest.raises(SegmentError):
        Statement.parse(open_note(current_checkpoint(root), key))
