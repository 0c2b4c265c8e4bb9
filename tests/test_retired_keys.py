"""What whoever holds a retired key can write, and who finds it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from ledger import audit, audit_segments, event, keys, memory, packing, seals
from ledger.audit_scope import Scope
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, SetBack
from ledger.head import read_head
from ledger.keyring import Keyring, Reign, every_key_of, keyring_of
from ledger.log import Log
from ledger.note import Signer, Verifier
from ledger.rotation import rotate
from ledger.statement import SegmentError
from ledger.witness import attest
from ledger.writer import Writer

Run = Callable[..., subprocess.CompletedProcess[str]]
MOMENT = datetime(2026, 3, 5, tzinfo=UTC)
# More than the lines at the end of the ledger that a writer looks at.
MANY = 24


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of this test alone."""
    monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, str(tmp_path / "keys"))


@pytest.fixture
def root(logs: ModuleType, tmp_path: Path) -> DataRoot:
    """A log whose key was changed after three events."""
    root: DataRoot = logs.written(tmp_path / "root", [2])
    rotate(root)
    logs.commit(root, [3, 4])
    return root


@pytest.fixture
def forged(root: DataRoot, logs: ModuleType) -> DataRoot:
    """The same log, on which the retired key went on as if it had never been changed."""
    for number in range(MANY):
        head = read_head(root)
        line = event.write(head.leaf, head.size, "2026-03-05T09:00:01.123456Z", "R", logs.fact(number))
        logs.commit_lines(root, [line])
    return root


def test_the_end_alone_takes_the_retired_key_for_the_one_in_force(forged: DataRoot) -> None:
    # This is why nobody who judges a log relies on its end alone.
    assert keyring_of(forged).current == keyring_of(forged).root


def test_all_of_the_ledger_tells_that_the_end_counts_on_a_retired_key(root: DataRoot, logs: ModuleType) -> None:
    assert every_key_of(root) == keyring_of(root)
    assert len(every_key_of(root).reigns) == 2


def test_no_audit_trusts_lines_of_a_retired_key(forged: DataRoot) -> None:
    with pytest.raises(Damaged, match="count on line 0"):
        every_key_of(forged)
    report = audit.verify(forged)
    assert report.state == "damaged"
    end = len(_ledger(forged))
    assert [(each.seq, each.last) for each in report.faults if each.log == "ledger"] == [(end - MANY, end - 1)]
    with pytest.raises(Damaged):
        audit.verify(forged, scope=Scope(20, 25))


def test_neither_witness_nor_memory_nor_writer_follows_a_retired_key(
    forged: DataRoot, logs: ModuleType, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    kept.write_text(memory.current_checkpoint(forged))
    with pytest.raises(Damaged):
        attest(tmp_path / "witness", forged, MOMENT)
    with pytest.raises(Damaged):
        memory.all_remembered(forged, [kept])
    with pytest.raises(SetBack, match="does not name the key"):
        logs.commit(forged, [1])


def test_verbs_say_that_the_ledger_is_damaged(autocapture: Run, forged: DataRoot) -> None:
    data = ("--data-dir", forged.path)
    for verb in (("audit", "verify", "--range", "20:25"), ("keys", "show"), ("keys", "show", "--public")):
        done = autocapture(*verb, *data)
        assert (done.returncode, "Traceback" in done.stderr) == (3, False), verb
        assert "audit verify" in done.stderr
    assert autocapture("audit", "verify", *data).returncode == 3


def test_change_of_keys_cannot_be_put_into_another_history(root: DataRoot, logs: ModuleType, tmp_path: Path) -> None:
    rotated = next(line for line in _ledger(root) if b'"kind":"key.rotated"' in line)
    old = keys.load(keyring_of(root).root)
    # The holder of the old key writes other events under the same origin, and borrows the line that names the new key.
    logs.forget(root)
    other = DataRoot(tmp_path / "other")
    other.path.mkdir()
    first, *_ = _ledger(root)
    other.ledger.write_bytes(first)
    head = read_head(other)
    begun = event.write(head.leaf, 0, "t", "R", logs.fact(9))
    logs.commit_lines(other, [begun])
    entry = seals.read(rotated).understood()
    head = read_head(other)
    with other.ledger.open("ab") as file:
        file.write(seals.write(head.ledger_leaf, head.ledger_size, "t", entry, old))
    with pytest.raises(Damaged, match="takes over here"):
        keyring_of(other)


def _ledger(root: DataRoot) -> list[bytes]:
    with Log(root.ledger) as lines:
        return list(lines.lines(0, lines.end))


def test_state_is_held_against_the_lines_and_not_against_what_a_commit_says(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2, 3])
    kept = memory.Remembered("a friend", keyring_of(root).checkpoint(memory.current_checkpoint(root)), signed=True)
    assert memory.contradictions(root, [kept]) == ()
    logs.commit(root, [6])
    lines = root.journal.read_bytes().splitlines(keepends=True)
    # The ledger still says what it said; the line in the middle does not.
    lines[1] = lines[1].replace(b'"R"', b'"S"')
    root.journal.write_bytes(b"".join(lines))
    assert [str(each) for each in memory.contradictions(root, [kept])]
    assert memory.contradictions(root, [kept], by_lines=False) == ()


def test_segment_sealed_by_a_retired_key_counts_up_to_its_end_only(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [7])
    old = keys.load(keyring_of(root).current)
    with Writer(root, segment_lines=4).turn():
        pass
    rotate(root)
    logs.commit(root, range(8))
    ring = every_key_of(root)
    sealed = sorted(root.segments.glob("journal-*"))
    assert [audit_segments.alone(path, ring).end for path in sealed] == [4]
    assert [audit_segments.alone(path, Keyring.of(old.verifier)).end for path in sealed] == [4]
    with Log(root.journal) as log:
        lines = list(log.lines(log.base, log.end))[:8]
    made = tmp_path / "made.zst"
    packing.write(made, "journal", lines, 4, log.base, old)
    with pytest.raises(SegmentError, match="retired"):
        audit_segments.alone(made, ring)
    packing.write(made, "journal", lines, 4, log.base, Signer.generate(ring.origin))
    with pytest.raises(SegmentError, match="not signed"):
        audit_segments.alone(made, ring)


def test_keys_that_may_seal() -> None:
    first, second = (Signer.generate("log").verifier for _ in range(2))
    ring = Keyring("log", (Reign(first, 0, 0), Reign(second, 5, 16)))
    assert _may(ring, first) == (16, 5)
    assert _may(ring, second) == (99, 99)


def _may(ring: Keyring, key: Verifier) -> tuple[int, int]:
    journal = max(end for end in range(100) if key in ring.sealing("journal", end))
    return journal, max(end for end in range(100) if key in ring.sealing("ledger", end))
