"""The witness: it cosigns what grew, and refuses what was set back, rewritten, or signed by another key."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType

import pytest

from ledger import audit, memory
from ledger.cosignature import cosigned_at
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, KeyUnavailable
from ledger.keyring import keyring_of
from ledger.note import open_note
from ledger.witness import attest

Run = Callable[..., CompletedProcess[str]]
MOMENT = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)


def test_growing_log_is_cosigned_again_and_again(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "data", [2])
    first = attest(tmp_path / "witness", root, MOMENT)
    logs.commit(root, [5, 6])
    second = attest(tmp_path / "witness", root, MOMENT)
    assert (first.before, first.size, second.before, second.size) == (None, 3, 3, 5)
    assert cosigned_at(second.note, second.witness) == int(MOMENT.timestamp())
    assert open_note(second.note, keyring_of(root).current).splitlines()[1] == "5"
    kept = tmp_path / "kept"
    kept.write_text(second.note)
    assert memory.contradictions(root, [memory.remember(kept, keyring_of(root))]) == ()


def _untouched(state: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in state.iterdir()}


def test_log_that_was_set_back_is_refused(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "data", [2])
    shutil.copytree(root.path, tmp_path / "backup")
    logs.commit(root, [5])
    attest(tmp_path / "witness", root, MOMENT)
    before = _untouched(tmp_path / "witness")
    with pytest.raises(Damaged, match="set back"):
        attest(tmp_path / "witness", DataRoot(tmp_path / "backup"), MOMENT)
    assert _untouched(tmp_path / "witness") == before


def test_log_rewritten_with_its_own_key_is_refused(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "data", [2])
    shutil.copytree(root.path, tmp_path / "fork")
    logs.commit(root, [5])
    attest(tmp_path / "witness", root, MOMENT)
    fork = DataRoot(tmp_path / "fork")
    logs.forget(fork)
    logs.commit(fork, [6, 7, 8])
    assert audit.verify(fork).state == "intact"
    with pytest.raises(Damaged, match="rewritten"):
        attest(tmp_path / "witness", fork, MOMENT)


def test_another_key_for_the_same_log_is_refused(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "data", [2])
    attest(tmp_path / "witness", root, MOMENT)
    other = keyring_of(logs.written(tmp_path / "other", [1])).current.spelled()
    (pinned,) = (tmp_path / "witness").glob("*.vkey")
    pinned.write_text(other + "\n")
    with pytest.raises(Damaged, match="another key"):
        attest(tmp_path / "witness", root, MOMENT)


def test_journal_that_does_not_have_the_root_it_signs_is_refused(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "data", [4])
    data = root.journal.read_bytes()
    root.journal.write_bytes(data.replace(b'"h2"', b'"h9"'))
    with pytest.raises(Damaged):
        attest(tmp_path / "witness", root, MOMENT)
    assert not list((tmp_path / "witness").glob("*.checkpoint"))


def test_witness_key_is_its_owners_alone(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "data", [1])
    attest(tmp_path / "witness", root, MOMENT)
    key = tmp_path / "witness" / "witness.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o644)
    with pytest.raises(KeyUnavailable):
        attest(tmp_path / "witness", root, MOMENT)


@pytest.mark.parametrize("what", ["vkey", "checkpoint", "key"])
def test_state_of_a_witness_that_is_damaged_is_told_in_words(
    autocapture: Run, logs: ModuleType, tmp_path: Path, what: str
) -> None:
    root = logs.written(tmp_path / "data", [2])
    attest(tmp_path / "witness", root, MOMENT)
    (path,) = (tmp_path / "witness").glob(f"*.{what}")
    good = path.read_bytes()
    words = ("witness", "--state", tmp_path / "witness", "--data-dir", root.path)
    for bad in (b"\xff\xfe", b"", good[:-9], b"x" * (1 << 20)):
        path.write_bytes(bad)
        told = autocapture(*words)
        assert (told.returncode in {2, 3, 8}, str(path) in told.stderr) == (True, True), (bad[:20], told)
        assert path.read_bytes() == bad
    path.unlink()
    path.mkdir(mode=0o700)
    told = autocapture(*words)
    assert (told.returncode in {2, 3, 8}, str(path) in told.stderr) == (True, True), told
    path.rmdir()
    path.write_bytes(good)
    path.chmod(0o600)
    assert autocapture(*words).returncode == 0


def test_line_of_the_journal_that_ran_into_the_next_is_damage(
    autocapture: Run, logs: ModuleType, tmp_path: Path
) -> None:
    root = logs.written(tmp_path / "data", [4])
    data = bytearray(root.journal.read_bytes())
    data[data.index(b"\n", 600)] = ord(" ")
    root.journal.write_bytes(data)
    told = autocapture("witness", "--state", tmp_path / "witness", "--data-dir", root.path)
    assert (told.returncode, "has fewer lines than 5" in told.stderr) == (3, True)
    assert not list((tmp_path / "witness").glob("*.checkpoint"))


def test_command_cosigns_and_says_so(logs: ModuleType, autocapture: Run, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "data", [2])
    out = tmp_path / "cosigned.checkpoint"
    words = ("witness", "--state", tmp_path / "witness", "--data-dir", root.path)
    first = autocapture(*words)
    again = autocapture(*words, "--out", out)
    assert (first.returncode, again.returncode) == (0, 0)
    assert "first time" in first.stdout
    assert "3 seen before" in again.stdout
    assert autocapture("audit", "verify", "--against", out, "--data-dir", root.path).returncode == 0
