"""How things stand, and what is wrong: `autocapture status` and `autocapture doctor`, which change nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ledger import checkup, last_seen, last_verified, wording
from ledger.clock import spell, system_clock
from ledger.dataroot import DataRoot
from ledger.finding import Finding, in_words
from ledger.head import opening_of

Run = Callable[..., subprocess.CompletedProcess[str]]

FEBRUARY = "2026-02-26T09-05-00Z_run_7c1e"
MARCH_20 = "2026-03-20T15-02-00Z_run_8b30"


@pytest.fixture(scope="module")
def behind(corpus: Path, reading: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """Two sessions in care, of which the later one is not read."""
    made: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("behind"), (FEBRUARY, MARCH_20))
    reading.read_all(made, corpus, (FEBRUARY,))
    return made


@pytest.fixture
def verified(behind: DataRoot) -> Path:
    """Where the account notes that it verified; not there before, nor afterwards."""
    path = last_verified.path_of(opening_of(behind).origin)
    path.unlink(missing_ok=True)
    return path


def findings_of(ended: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    told = json.loads(ended.stdout)
    assert told["ok"] == (ended.returncode == 0)
    return {each["name"]: each for each in told["findings"]}


def every_file(root: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.lstat().st_ctime_ns, path.lstat().st_size) for path in sorted([root, *root.rglob("*")])}


def test_stale_answers_are_told_with_what_to_do(autocapture: Run, behind: DataRoot) -> None:
    before = every_file(behind.path)
    status = autocapture("status", "--data-dir", behind.path)
    assert status.returncode == 1
    assert "autocapture doctor" in status.stdout
    told = autocapture("doctor", "--data-dir", behind.path)
    assert told.returncode == 1
    assert "22 days older than the newest ingested" in told.stdout
    assert "autocapture batch run" in told.stdout
    found = findings_of(autocapture("doctor", "--json", "--data-dir", behind.path))
    assert found["stale"]["severity"] == "wrong"
    assert found["no_activity_signal"]["severity"] == "soon"
    assert every_file(behind.path) == before


def test_status_counts_what_can_be_asked_for(autocapture: Run, behind: DataRoot) -> None:
    told = json.loads(autocapture("status", "--json", "--data-dir", behind.path).stdout)
    assert 0 < told["stage2"]["queryable"] < told["stage2"]["frames"]
    assert told["stage2"]["stale"] is True
    sizes = told["holdings"]["bytes"]
    assert sizes["logs"] == behind.journal.stat().st_size + behind.ledger.stat().st_size
    assert sizes["views"] > behind.metadata_db.stat().st_size
    assert told["holdings"]["bytes_free"] > 0


def test_what_is_up_to_date_is_not_stale(autocapture: Run, corpus: Path, reading: ModuleType, tmp_path: Path) -> None:
    made: DataRoot = reading.take_in(corpus, tmp_path, (FEBRUARY,))
    reading.read_all(made, corpus, (FEBRUARY,))
    assert autocapture("status", "--data-dir", made.path).returncode == 0
    ended = autocapture("doctor", "--data-dir", made.path)
    assert ended.returncode == 0, ended.stdout
    assert "Nothing is wrong yet; 1 thing needs attention." in ended.stdout  # there is no activity signal
    assert autocapture("doctor", "--quiet", "--data-dir", made.path).stdout == ""


def test_spool_that_is_gone_is_told_and_nothing_is_called_well(
    autocapture: Run, logs: ModuleType, hypervisor: ModuleType, tmp_path: Path
) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    hypervisor.build(spool / "one", frames=1)
    assert autocapture("handoff", "drain", "--spool-root", spool, "--data-dir", root).returncode == 0
    hypervisor.build(spool / "two", run="two")
    told = autocapture("doctor", "--data-dir", root).stdout
    assert f"1 directory waits in {spool}" in told
    shutil.rmtree(spool)
    told = autocapture("doctor", "--data-dir", root).stdout
    assert f"The spool {spool}, last drained" in told
    assert "is no longer there" in told
    found = findings_of(autocapture("doctor", "--json", "--data-dir", root))
    assert found["spool"]["severity"] == "soon"


def test_verdict_counts_what_is_soon_wrong() -> None:
    soon, note = Finding("spool", "soon", "It is gone."), Finding("pending", "note", "One is left.")
    wrong = Finding("key", "wrong", "It is lost.")
    assert in_words([note]).splitlines()[-1] == "✓ Nothing is wrong."
    assert in_words([soon, note]).splitlines()[-1] == "Nothing is wrong yet; 1 thing needs attention."
    assert in_words([soon, soon]).splitlines()[-1] == "Nothing is wrong yet; 2 things need attention."
    assert in_words([wrong, soon]).splitlines()[-1] == "1 thing is wrong."


def test_numbers_agree_with_their_nouns() -> None:
    assert wording.numbered(1, "frame") == "1 frame"
    assert wording.numbered(0, "frame") == "0 frames"
    assert wording.numbered(2, "directory waits", "directories wait") == "2 directories wait"
    assert wording.tallied({"window_missing": 8, "uia_ref_missing": 0}) == "window missing (8)"
    assert wording.why(FileNotFoundError(2, "No such file or directory", "/x")) == "No such file or directory"
    assert wording.why(ValueError("it is odd")) == "it is odd"


def test_verifying_is_remembered_outside_of_the_dataroot(autocapture: Run, behind: DataRoot, verified: Path) -> None:
    before = every_file(behind.path)
    assert "never_verified" in findings_of(autocapture("doctor", "--json", "--data-dir", behind.path))
    assert autocapture("audit", "verify", "--range", "0:5", "--data-dir", behind.path).returncode == 0
    assert "never_verified" in findings_of(autocapture("doctor", "--json", "--data-dir", behind.path))
    assert autocapture("audit", "verify", "--data-dir", behind.path).returncode == 0
    assert "never_verified" not in findings_of(autocapture("doctor", "--json", "--data-dir", behind.path))
    told = json.loads(autocapture("status", "--json", "--data-dir", behind.path).stdout)["holdings"]
    assert told["last_verified"] == told["last_sound"] != ""
    assert every_file(behind.path) == before


def test_verification_that_found_damage_is_not_forgotten(
    autocapture: Run, behind: DataRoot, verified: Path, tmp_path: Path
) -> None:
    other = DataRoot(Path(shutil.copytree(behind.path, tmp_path / "data")))
    next(path for path in other.media.rglob("*") if path.is_file()).unlink()
    assert autocapture("audit", "verify", "--data-dir", other.path).returncode == 5
    found = findings_of(autocapture("doctor", "--json", "--data-dir", other.path))
    assert "exit code 5" in found["verify_failed"]["what"]


def noted(root: DataRoot, **told: Any) -> set[str]:
    """Note a run, and say what a checkup says then of verifying."""
    usual: dict[str, Any] = {"events": 9, "whole": True, "blobs": "size", "exit_code": 0}
    last_verified.remember(root, opening_of(root).origin, **{**usual, **told})
    return {each.name for each in checkup.examine(root) if each.name.startswith(("verify", "never"))}


def test_failure_stays_until_a_whole_run_as_close_has_passed(logs: ModuleType, tmp_path: Path) -> None:
    root: DataRoot = logs.written(tmp_path / "root", [1, 3])
    assert noted(root, exit_code=3) == {"verify_failed"}
    assert noted(root, whole=False) == {"verify_failed"}
    assert noted(root, blobs="none") == {"verify_failed"}
    assert noted(root) == set()
    assert noted(root, blobs="hash", exit_code=5) == {"verify_failed"}
    assert noted(root, exit_code=5) == {"verify_failed"}
    assert noted(root) == {"verify_failed"}
    assert noted(root, blobs="hash", exit_code=1) == set()  # an unfinished write is no damage
    assert noted(root, exit_code=9, views=True) == {"verify_failed"}
    assert noted(root, blobs="hash") == {"verify_failed"}
    assert noted(root, blobs="hash", views=True) == set()


def test_part_that_is_sound_says_nothing_of_known_damage(autocapture: Run, logs: ModuleType, tmp_path: Path) -> None:
    root: DataRoot = logs.written(tmp_path / "root", [1, 3, 4])
    assert autocapture("rebuild", "--data-dir", root.path).returncode == 0
    sound = DataRoot(Path(shutil.copytree(root.path, tmp_path / "sound")))
    last_seen.path_of(opening_of(root).origin).unlink()  # as for an account that never wrote to it
    lines = root.journal.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b'"at":"2', b'"at":"3', 1)
    root.journal.write_bytes(b"".join(lines))
    assert autocapture("audit", "verify", "--data-dir", root.path).returncode == 3
    assert autocapture("audit", "verify", "--range", "5:7", "--data-dir", root.path).returncode == 0
    assert autocapture("audit", "verify", "--data-dir", sound.path).returncode == 0
    found = findings_of(autocapture("doctor", "--json", "--data-dir", root.path))
    assert "exit code 3; none since then looked at all of it" in found["verify_failed"]["what"]
    assert "verify_failed" not in findings_of(autocapture("doctor", "--json", "--data-dir", sound.path))
    assert checkup.told_verified(sound, opening_of(sound).origin).endswith("sound")
    told = checkup.told_verified(root, opening_of(root).origin)
    assert ", a part: sound; but before that, " in told
    assert told.endswith("exit code 3")
    link = tmp_path / "link"
    link.symlink_to(root.path)
    assert "verify_failed" in findings_of(autocapture("doctor", "--json", "--data-dir", link))


def test_contradiction_stays_until_a_whole_run_held_the_log_against_the_same(
    autocapture: Run, logs: ModuleType, tmp_path: Path
) -> None:
    root: DataRoot = logs.written(tmp_path / "root", [1, 3])
    assert autocapture("rebuild", "--data-dir", root.path).returncode == 0
    older = DataRoot(Path(shutil.copytree(root.path, tmp_path / "older")))
    first, second = tmp_path / "a first.checkpoint", tmp_path / "second.checkpoint"
    assert autocapture("audit", "checkpoint", "--out", first, "--data-dir", root.path).returncode == 0
    logs.commit(root, range(4, 6))
    assert autocapture("audit", "checkpoint", "--out", second, "--data-dir", root.path).returncode == 0
    newer = root.path.rename(tmp_path / "newer")
    older.path.rename(root.path)  # set back, where nobody remembers but whoever has the second one
    last_seen.path_of(opening_of(root).origin).unlink()

    def doctor_after(*words: object) -> str:
        autocapture("audit", "verify", *words, "--data-dir", root.path)
        return autocapture("doctor", "--json", "--data-dir", root.path).stdout

    told = doctor_after("--against", first, "--against", second)
    found = {each["name"]: each for each in json.loads(told)["findings"]}
    assert f"--against {second}`" in found["verify_failed"]["remedy"]
    assert str(first) not in found["verify_failed"]["remedy"]
    for words in ((), ("--against", first), ("--against", second), ("--against", second, "--range", "0:1")):
        assert "verify_failed" in doctor_after(*words), words
    assert "verify_failed" in doctor_after("--against", second, "--blobs", "none")
    # The newer one comes back; the checkpoint may lie elsewhere by now.
    shutil.rmtree(root.path)
    newer.rename(root.path)
    assert "verify_failed" in doctor_after()
    assert "verify_failed" not in doctor_after("--against", second.rename(tmp_path / "moved"))


def test_note_of_an_earlier_version_still_tells_of_damage(logs: ModuleType, tmp_path: Path) -> None:
    root: DataRoot = logs.written(tmp_path / "root", [1])
    last = {"at": "2026-11-01T00:00:00Z", "dataroot": str(root.path), "events": 1, "whole": True, "blobs": "size"}
    path = last_verified.path_of(opening_of(root).origin)
    path.write_text(json.dumps({"last": {**last, "exit_code": 3}, "sound": None}))
    assert "verify_failed" in {each.name for each in checkup.examine(root)}


def test_note_of_an_earlier_version_still_tells_of_the_last_sound_run(logs: ModuleType, tmp_path: Path) -> None:
    root: DataRoot = logs.written(tmp_path / "root", [1])
    link = tmp_path / "link"
    link.symlink_to(root.path)  # that version took down what it was called
    then = {"at": spell(system_clock()), "dataroot": str(link), "events": 1, "blobs": "size", "exit_code": 0}
    path = last_verified.path_of(opening_of(root).origin)
    path.write_text(json.dumps({"last": {**then, "whole": False}, "sound": {**then, "whole": True}}))
    assert not [each.name for each in checkup.examine(root) if each.name.startswith(("verify", "never"))]
    assert noted(root, whole=False) == set()
    note = last_verified.recall(root, opening_of(root).origin)
    assert note is not None
    assert note.sound is not None
    assert note.sound.at == then["at"]


def test_places_of_copies_that_come_and_go_are_forgotten_but_for_damage(logs: ModuleType, tmp_path: Path) -> None:
    root: DataRoot = logs.written(tmp_path / "root", [1])
    assert noted(root, exit_code=3) == {"verify_failed"}
    origin = opening_of(root).origin
    for number in range(100):
        other = DataRoot(tmp_path / f"copy{number}")
        last_verified.remember(other, origin, events=1, whole=True, blobs="size", exit_code=0)
    assert last_verified.recall(DataRoot(tmp_path / "copy0"), origin) is None
    assert last_verified.recall(DataRoot(tmp_path / "copy99"), origin) is not None
    assert "verify_failed" in {each.name for each in checkup.examine(root)}


def test_long_time_without_verifying_is_told(behind: DataRoot, verified: Path) -> None:
    origin = opening_of(behind).origin
    last_verified.remember(behind, origin, events=9, whole=True, blobs="size", exit_code=0)
    note = last_verified.recall(behind, origin)
    assert note is not None
    verified.write_text(verified.read_text().replace(note.last.at, "2026-01-01T00:00:00.000000Z"))
    assert [each.severity for each in checkup.examine(behind) if each.name == "verify_due"] == ["soon"]


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[]", b'{"last": 3}', b"\xff" * 100_000, b'{"last":{"at":"x"}}'])
def test_note_that_is_rubbish_is_as_good_as_none(behind: DataRoot, verified: Path, rubbish: bytes) -> None:
    verified.write_bytes(rubbish)
    assert {each.name for each in checkup.examine(behind)} == {"never_verified"}


def test_missing_key_and_set_back_log_are_found(
    autocapture: Run, logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root: DataRoot = logs.written(tmp_path / "root", [1, 3])
    assert autocapture("rebuild", "--data-dir", root.path).returncode == 0
    older = Path(shutil.copytree(root.path, tmp_path / "older"))
    logs.commit(root, range(4, 6))
    found = findings_of(autocapture("doctor", "--json", "--data-dir", older))
    assert found["set_back"]["severity"] == "wrong"
    monkeypatch.setenv("AUTOCAPTURE_KEY_DIR", str(tmp_path / "nokeys"))
    found = findings_of(autocapture("doctor", "--json", "--data-dir", root.path))
    assert found["key_unavailable"]["severity"] == "wrong"
    assert not (tmp_path / "nokeys").exists()


def test_views_that_are_gone_are_a_finding_and_no_failure(autocapture: Run, behind: DataRoot, tmp_path: Path) -> None:
    other = Path(shutil.copytree(behind.path, tmp_path / "data"))
    shutil.rmtree(other / "derived")
    found = findings_of(autocapture("doctor", "--json", "--data-dir", other))
    assert "autocapture rebuild" in found["views_stale"]["remedy"]


@pytest.mark.parametrize("verb", [("status",), ("doctor",), ("query", "what was on my screen?")])
def test_dataroot_that_was_only_begun_says_how_to_go_on(
    autocapture: Run, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    assert autocapture("init", "--data-dir", str(tmp_path / "root")).returncode == 0
    ended = autocapture(*verb, "--data-dir", str(tmp_path / "root"))
    assert ended.returncode in (1, 9)
    assert "Nothing has been ingested" in ended.stdout + ended.stderr
    assert "handoff drain" in ended.stdout + ended.stderr
    assert "rebuild" not in ended.stdout + ended.stderr


def test_nothing_to_examine_is_told(autocapture: Run, tmp_path: Path) -> None:
    ended = autocapture("doctor", "--data-dir", tmp_path)
    assert ended.returncode == 7
    assert os.fspath(tmp_path) in ended.stderr
