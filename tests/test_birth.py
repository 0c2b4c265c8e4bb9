"""How a DataRoot begins, and the key without which nothing is written to it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ledger import audit, birth, keys, seals
from ledger.dataroot import DataRoot
from ledger.errors import AutocaptureError, Damaged, KeyUnavailable, NotADataRoot, Usage
from ledger.head import read_head
from ledger.keyring import keyring_of
from ledger.note import Verifier
from ledger.writer import Writer

posix_only = pytest.mark.skipif(os.name != "posix", reason="signals, limits and file modes of POSIX")


# ---------------------------------------------------------------- keys


def _refused(root: DataRoot, logs: ModuleType) -> AutocaptureError:
    before = logs.found(root)
    with pytest.raises(KeyUnavailable) as refusal:
        logs.commit(root, [9])
    assert logs.found(root) == before
    assert refusal.value.exit_code == 8
    assert refusal.value.remedy
    return refusal.value


def test_key_that_is_not_usable_stops_writing_and_not_reading(
    logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, str(tmp_path / "keys"))
    root = logs.written(tmp_path / "root", [2])
    path = keys.key_path(keyring_of(root).current)
    whole = path.read_bytes()
    path.unlink()
    assert str(path) in _refused(root, logs).what
    path.mkdir()
    _refused(root, logs)
    path.rmdir()
    for content in (b"", b"rubbish", b"\xff\xfe", whole[:-10], whole.replace(b"PRIVATE", b"PUBLIC")):
        path.write_bytes(content)
        path.chmod(0o600)
        _refused(root, logs)
    assert audit.verify(root).exit_code == 0
    path.write_bytes(whole)
    logs.commit(root, [9])


@posix_only
def test_key_that_others_can_read_is_refused(logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, str(tmp_path / "keys"))
    root = logs.written(tmp_path / "root", [2])
    path = keys.key_path(keyring_of(root).current)
    assert path.stat().st_mode & 0o777 == 0o600
    for mode in (0o644, 0o640, 0o604, 0o620):
        path.chmod(mode)
        assert "other users" in _refused(root, logs).what
    path.chmod(0o400)
    logs.commit(root, [9])


def test_another_key_of_the_same_name_is_refused(
    logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, str(tmp_path / "keys"))
    root = logs.written(tmp_path / "root", [2])
    keys.key_path(keyring_of(root).current).unlink()
    keys.create(read_head(root).origin)
    assert "not the key that the ledger names" in _refused(root, logs).what


def test_keys_lie_in_the_user_data_directory_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(keys.KEY_DIRECTORY_VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert (
        keys.key_path(Verifier("autocapture/01J", bytes(32)))
        == tmp_path / "autocapture" / "keys" / "autocapture-01J.key"
    )


def test_relative_paths_put_no_keys_wherever_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The specification has relative paths ignored; our own variable was meant, so that is refused."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    monkeypatch.delenv(keys.KEY_DIRECTORY_VARIABLE)
    assert keys.key_directory() == tmp_path / "home" / ".local" / "share" / "autocapture" / "keys"
    monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, "keys")
    with pytest.raises(Usage, match="'keys', a relative path"):
        birth.ensure_born(DataRoot(tmp_path / "root"))
    assert not (tmp_path / "keys").exists()


# ---------------------------------------------------------------- birth


def test_birth_leaves_an_existing_dataroot_alone(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    before = logs.found(root)
    birth.ensure_born(root)
    assert logs.found(root) == before


def test_first_event_opens_the_dataroot_with_the_key_of_the_ledger(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    opening = seals.read_opening(root.ledger)
    assert opening is not None
    assert [(fact.origin, fact.root_key) for fact in logs.facts(root)[:1]] == [(opening.origin, opening.key)]
    vkeys = [path.read_text().strip() for path in root.keys.glob("*.vkey")]
    assert vkeys == [opening.key]


@pytest.mark.parametrize(
    "name", ["journal.ndjson", "ledger.ndjson", "metadata.db", "media/a.blob", "manifest.json"], ids=str
)
def test_directory_in_other_use_is_refused_and_left_as_it_is(logs: ModuleType, tmp_path: Path, name: str) -> None:
    root = DataRoot(tmp_path / "root")
    (root.path / name).parent.mkdir(parents=True)
    (root.path / name).write_bytes(b'{"an":"older program"}\n')
    with pytest.raises(NotADataRoot):
        birth.ensure_born(root)
    with pytest.raises(NotADataRoot):
        Writer(root)
    assert logs.found(root) == {name: b'{"an":"older program"}\n'}


def test_lost_ledger_is_not_replaced_by_a_new_one(logs: ModuleType, tmp_path: Path) -> None:
    """A new ledger would take the whole journal for an unfinished write."""
    root = logs.written(tmp_path / "root", [2])
    ledger_bytes = root.ledger.read_bytes()
    for content in (None, b"", b"rubbish\n"):
        if content is None:
            root.ledger.unlink()
        else:
            root.ledger.write_bytes(content)
        before = logs.found(root)
        for attempt in (lambda: birth.ensure_born(root), lambda: Writer(root)):
            with pytest.raises(Damaged):
                attempt()
        assert logs.found(root) == before
    root.ledger.write_bytes(ledger_bytes)
    assert logs.commit(root, [2]) == 4


def test_file_in_the_place_of_the_dataroot_is_refused(tmp_path: Path) -> None:
    (tmp_path / "root").write_bytes(b"a file")
    with pytest.raises(NotADataRoot):
        birth.ensure_born(DataRoot(tmp_path / "root"))


BORN = """
import os, sys
from pathlib import Path
from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
left = [int(sys.argv[2])]
def watch(name, arguments):
    if name in ("open", "os.mkdir", "os.rename", "os.remove") and "birth-test" in str(arguments[0]):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), 9)
sys.addaudithook(watch)
ensure_born(DataRoot(Path(sys.argv[1])))
"""


@posix_only
def test_birth_killed_at_any_step_is_begun_again(
    logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The interpreter tells of each file that is opened, made or renamed; there the process is killed."""
    steps = 0
    while True:
        steps += 1
        place = tmp_path / f"birth-test-{steps}"
        monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, str(place / "keys"))
        root = DataRoot(place / "data" / "root")
        ran = logs.run(BORN, root.path, steps)
        birth.ensure_born(root)
        logs.commit(root, [1])
        assert (audit.verify(root).exit_code, logs.handoffs(root)) == (0, ["h1"])
        if ran.returncode == 0:
            break
        assert ran.returncode == -signal.SIGKILL, ran.stderr
    assert steps > 8
