"""A log that was set back, copied, moved, or goes on elsewhere: each has its behaviour, and is told in words."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from ledger import audit, keys, last_seen, memory, mend, seals
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, SetBack
from ledger.facts import SetbackAccepted, TailMended
from ledger.head import read_head
from ledger.rotation import rotate
from ledger.writer import Writer

Run = Callable[..., subprocess.CompletedProcess[str]]


def copied(root: DataRoot, place: Path) -> DataRoot:
    shutil.copytree(root.path, place)
    return DataRoot(place)


def restored(root: DataRoot, backup: DataRoot) -> None:
    shutil.rmtree(root.path)
    shutil.copytree(backup.path, root.path)


# ---------------------------------------------------------------- set back


def test_log_restored_from_an_older_backup_is_refused_until_a_person_says_so(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2, 3])
    backup = copied(root, tmp_path / "backup")
    logs.commit(root, [7, 8])
    lost = read_head(root)
    restored(root, backup)
    before = logs.found(root)
    with pytest.raises(SetBack, match=r"holds 6 events, but this account has seen 8 of it") as refusal:
        logs.commit(root, [9])
    assert (refusal.value.exit_code, "--accept-older" in refusal.value.remedy) == (3, True)
    assert logs.found(root) == before
    assert audit.verify(root).exit_code == 0
    with Writer(root, accept_older=True).turn() as turn:
        turn.commit([logs.fact(9)], run="R", stage=1, action="x")
    (told,) = [fact for fact in logs.facts(root) if isinstance(fact, SetbackAccepted)]
    assert (told.seen_in, told.seen_size, told.size) == (str(root.path), 8, 6)
    assert told.seen_root == lost.frontier.root().hex()
    logs.commit(root, [10])
    assert logs.handoffs(root)[-2:] == ["h9", "h10"]
    assert audit.verify(root).exit_code == 0


def test_torn_tail_of_a_log_that_was_set_back_is_left_alone_until_then(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    backup = copied(root, tmp_path / "backup")
    logs.commit(root, [7])
    restored(root, backup)
    with root.journal.open("ab") as file:
        file.write(b'{"prev":"00')
    before = logs.found(root)
    with pytest.raises(SetBack):
        logs.commit(root, [9])
    assert logs.found(root) == before


def test_last_commit_that_somebody_cut_off_is_refused(logs: ModuleType, tmp_path: Path) -> None:
    """Nothing inside the DataRoot tells it from a crash; the note beside the key does."""
    root = logs.written(tmp_path / "root", [2, 3])
    lines = logs.lines_of(root.ledger.read_bytes())
    root.ledger.write_bytes(b"".join(lines[:-1]))
    assert audit.verify(root).state == "torn"
    with pytest.raises(SetBack):
        logs.commit(root, [9])


def test_log_rewritten_with_the_key_is_refused_at_the_same_size_and_beyond(logs: ModuleType, tmp_path: Path) -> None:
    for more in (0, 1):
        root = logs.written(tmp_path / f"root{more}", [2])
        fork = copied(root, tmp_path / f"fork{more}")
        logs.commit(root, [7])
        note = last_seen.path_of(read_head(root).origin)
        kept = note.read_bytes()
        logs.forget(fork)
        logs.commit(fork, [8])
        for number in range(more):
            logs.commit(fork, [number])
        note.write_bytes(kept)
        with pytest.raises(SetBack, match="is not the one of which this account has seen 4 events"):
            logs.commit(fork, [9])


def test_log_set_back_before_a_change_of_keys_is_refused(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    backup = copied(root, tmp_path / "backup")
    rotate(root)
    restored(root, backup)
    with pytest.raises(SetBack, match="does not name the key"):
        logs.commit(root, [9])


# ---------------------------------------------------------------- copies


def test_of_two_copies_the_one_that_went_on_goes_on(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    other = copied(root, tmp_path / "other")
    logs.commit(other, [7])
    with pytest.raises(SetBack, match=str(other.path)):
        logs.commit(root, [8])
    logs.commit(other, [9])
    assert logs.handoffs(other) == ["h0", "h1", "h7", "h9"]


def test_dataroot_that_was_moved_goes_on(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    root.path.rename(tmp_path / "moved")
    moved = DataRoot(tmp_path / "moved")
    logs.commit(moved, [7])
    assert audit.verify(moved).exit_code == 0


def test_log_that_grew_elsewhere_with_the_same_key_goes_on_here(logs: ModuleType, tmp_path: Path) -> None:
    """As after a restore on another machine, and back: the log grew out of what was seen."""
    root = logs.written(tmp_path / "root", [2])
    note = last_seen.path_of(read_head(root).origin)
    kept = note.read_bytes()
    for number in range(20):
        logs.commit(root, [number])
    note.write_bytes(kept)
    logs.commit(root, [99])
    assert logs.handoffs(root)[-1] == "h99"


def test_note_that_is_gone_or_rubbish_or_cannot_be_written_stops_nobody(
    logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = logs.written(tmp_path / "root", [2])
    note = last_seen.path_of(read_head(root).origin)
    for content in (b"", b"\xff\xfe", b"{}", b'{"dataroot":"x"}'):
        note.write_bytes(content)
        logs.commit(root, [3])
    note.unlink()
    note.mkdir()
    logs.commit(root, [4])
    note.rmdir()
    assert audit.verify(root).exit_code == 0


def test_clock_that_goes_back_changes_nothing_and_is_told(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    for number, shift in enumerate((0, 5, -3600, 1)):
        now = moment + timedelta(seconds=shift)
        with Writer(root, clock=partial(datetime.fromisoformat, now.isoformat())).turn() as turn:
            turn.commit([logs.fact(number)], run="R", stage=1, action="x")
    report = audit.verify(root)
    assert (report.exit_code, report.setbacks) == (0, (2, 4))
    assert "The clock went back 2 times, first before ledger line 2" in audit.in_words(report)
    assert logs.handoffs(root) == ["h0", "h1", "h0", "h1", "h2", "h3"]


# ---------------------------------------------------------------- places and notes that are strange


def test_dataroot_whose_path_is_no_text_goes_on_and_is_remembered(
    autocapture: Run, logs: ModuleType, tmp_path: Path
) -> None:
    place = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    data = ("--data-dir", place)
    root = logs.written(place, [2, 3])
    backup = copied(root, tmp_path / "backup")
    logs.commit(root, [7])
    note = last_seen.note_of(read_head(root).origin)
    assert note is not None
    assert (note.dataroot, bytes.fromhex(note.path)) == (f"{tmp_path}/caf\\xe9", os.fsencode(place))
    verify = ("audit", "verify", "--jobs", "2", "--projections")
    for words in (
        ("init",),
        ("keys", "rotate"),
        ("rebuild",),
        verify,
        ("keys", "show"),
        ("show", "event", "journal:2"),
    ):
        done = autocapture(*words, *data)
        assert done.returncode == 0, (words, done.stderr)
    assert "grew out of what this account saw of it last" in autocapture("audit", "verify", *data).stdout
    out = tmp_path / "then"
    assert autocapture("audit", "replay", "--until", "journal:3", "--out", out, *data).returncode == 0
    told = json.loads((out / "replay.json").read_text())
    assert (told["source"], bytes.fromhex(told["path"])) == (note.dataroot, os.fsencode(place))
    restored(root, backup)
    assert "Contradicted: by what this account saw" in autocapture("audit", "verify", *data).stdout
    assert autocapture("audit", "mend", "--apply", "--accept-older", *data).returncode == 0
    (accepted,) = [fact for fact in logs.facts(root) if isinstance(fact, SetbackAccepted)]
    assert accepted.seen_in == note.dataroot


def test_note_is_about_a_place_by_whatever_name_it_goes(autocapture: Run, logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    backup = copied(root, tmp_path / "backup")
    logs.commit(root, [7])
    restored(root, backup)
    (tmp_path / "link").symlink_to(root.path)
    for name in (root.path / ".." / "root", tmp_path / "link", Path(os.path.relpath(root.path))):
        bad = autocapture("audit", "verify", "--data-dir", name)
        assert (bad.returncode, "it was set back" in bad.stdout) == (3, True), name
    assert autocapture("audit", "verify", "--data-dir", backup.path).returncode == 0


def test_note_that_is_damaged_in_any_way_is_as_good_as_none(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    note = last_seen.path_of(read_head(root).origin)
    good = note.read_bytes()
    bad = [
        good.replace(b'"dataroot":"/', b'"dataroot":"\xff'),
        good[: len(good) // 2],
        b'{"a":' * 100_000,
        good + b" " * (1 << 24),
        good.replace(b'"path":"', b'"path":"zz'),
    ]
    for data in bad:
        assert data != good
        note.write_bytes(data)
        assert memory.contradictions(root, memory.all_remembered(root, [])) == ()
        assert mend.look(root).is_clean
        logs.commit(root, [3])
    assert note.stat().st_size < 1 << 16
    note.unlink()
    os.mkfifo(note)
    assert memory.all_remembered(root, []) == []
    logs.commit(root, [4])
    assert note.is_file()


def test_note_is_read_before_the_log_so_that_a_writer_is_not_taken_for_a_setback(
    logs: ModuleType, tmp_path: Path
) -> None:
    root = logs.begin(tmp_path / "root")
    logs.commit(root, [0])
    code = "import sys; sys.path[:0] = ['tests']; import logs; from pathlib import Path; from ledger import rotation\n"
    code += "from ledger.dataroot import DataRoot; root = DataRoot(Path(sys.argv[1]))\n"
    code += "for number in range(150): logs.commit(root, [number]); number % 10 or rotation.rotate(root)"
    writer = subprocess.Popen(logs.python(code, root.path), cwd=logs.TREE)
    looks = 0
    while writer.poll() is None:
        looks += 1
        assert mend.look(root).setback == ""
        assert memory.contradictions(root, memory.all_remembered(root, [])) == ()
    assert (writer.returncode, looks > 5) == (0, True)


def test_note_that_points_at_a_damaged_line_is_told_as_damage(
    autocapture: Run, logs: ModuleType, tmp_path: Path
) -> None:
    root = logs.written(tmp_path / "root", [3, 4, 5])
    note = last_seen.path_of(read_head(root).origin)
    kept, seen = tmp_path / "kept", note.read_bytes()
    kept.write_text(memory.current_checkpoint(root))
    far = tmp_path / "far.json"
    assert autocapture("audit", "verify", "--resume", far, "--data-dir", root.path).returncode == 0
    # Twenty commits later the end of the ledger, which everybody reads, does not hold that line.
    for number in range(20):
        logs.commit(root, [number])
    note.write_bytes(seen)
    lines = logs.lines_of(root.ledger.read_bytes())
    commit = seals.read(lines[3]).understood()
    assert isinstance(commit, seals.JournalCommitted)
    lines[3] = lines[3].replace(commit.frontier.encode(), b"!" + commit.frontier[1:].encode())
    root.ledger.write_bytes(b"".join(lines))
    part = ("audit", "verify", "--since", "journal:20")
    for words, code in (
        (("keys", "rotate"), 3),
        (("audit", "mend"), 3),
        ((*part[:2], "--against", kept), 3),
        ((*part[:2], "--resume", far), 3),
        # A part that the line is no part of; what is remembered is compared with the journal's lines.
        (part, 0),
        ((*part, "--against", kept), 0),
    ):
        told = autocapture(*words, "--data-dir", root.path)
        assert told.returncode == code, (words, told.returncode, told.stderr)
    note.unlink()
    told = autocapture("audit", "verify", "--resume", far, "--data-dir", root.path)
    assert (told.returncode, f"Line 3 of {root.ledger} is damaged" in told.stderr) == (3, True)


def test_what_killed_writers_left_beside_the_note_is_removed(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    note = last_seen.path_of(read_head(root).origin)
    left, others = note.with_name(f".{note.name}.1.autocapture.tmp"), note.with_name(".other.seen.1.autocapture.tmp")
    left.touch()
    others.touch()
    logs.commit(root, [3])
    assert (left.exists(), others.exists()) == (False, True)
    others.unlink()


# ---------------------------------------------------------------- mend


def test_mend_tells_and_changes_nothing_until_it_is_to_apply(
    autocapture: Run, logs: ModuleType, tmp_path: Path
) -> None:
    root = logs.written(tmp_path / "root", [2])
    data = ("--data-dir", root.path)
    clean = autocapture("audit", "mend", *data)
    assert (clean.returncode, clean.stdout) == (0, "Nothing to mend: the logs end with the commit of event 2.\n")
    with root.journal.open("ab") as file:
        file.write(b'{"prev":"00')
    with root.ledger.open("ab") as file:
        file.write(b'{"pre')
    before = logs.found(root)
    told = autocapture("audit", "mend", *data)
    assert (told.returncode, "11 bytes of the journal and 5 of the ledger" in told.stdout) == (1, True)
    assert "autocapture audit mend --apply" in told.stdout
    assert logs.found(root) == before
    verified = autocapture("audit", "verify", *data)
    assert (verified.returncode, "autocapture audit mend --apply" in verified.stdout) == (1, True)
    done = json.loads(autocapture("audit", "mend", "--apply", "--json", *data).stdout)
    assert (done["torn_journal"], done["torn_ledger"], done["applied"]) == (11, 5, True)
    assert {(root.path / name).read_bytes() for name in done["quarantined"]} == {b'{"prev":"00', b'{"pre'}
    assert [type(fact) for fact in logs.facts(root)[-2:]] == [TailMended, TailMended]
    assert autocapture("audit", "mend", *data).returncode == 0
    assert audit.verify(root).exit_code == 0


def test_mend_refuses_on_damage_wherever_that_is(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3, 2])
    data = root.journal.read_bytes()
    root.journal.write_bytes(data.replace(b'"handoff":"h0"', b'"handoff":"h9"') + b'{"prev":"00')
    before = logs.found(root)
    with pytest.raises(Damaged, match="Journal line 1") as refusal:
        mend.look(root)
    assert "backup" in refusal.value.remedy
    assert logs.found(root) == before


def test_mend_goes_on_with_an_older_log_only_where_that_is_said(
    autocapture: Run, logs: ModuleType, tmp_path: Path
) -> None:
    root = logs.written(tmp_path / "root", [2])
    backup = copied(root, tmp_path / "backup")
    logs.commit(root, [7])
    restored(root, backup)
    data = ("--data-dir", root.path)
    told = autocapture("audit", "mend", *data)
    assert (told.returncode, "--apply --accept-older" in told.stdout) == (1, True)
    assert "this account has seen 4 of it" in told.stdout
    assert autocapture("audit", "verify", *data).returncode == 3
    assert autocapture("audit", "mend", "--apply", *data).returncode == 3
    done = autocapture("audit", "mend", "--apply", "--accept-older", *data)
    assert (done.returncode, "though 4 had been seen" in done.stdout) == (0, True)
    assert autocapture("audit", "verify", *data).returncode == 0
    assert autocapture("audit", "mend", *data).returncode == 0


def test_verify_holds_the_log_against_what_this_account_saw_of_it(
    autocapture: Run, logs: ModuleType, tmp_path: Path
) -> None:
    root = logs.written(tmp_path / "root", [2])
    backup = copied(root, tmp_path / "backup")
    logs.commit(root, [7])
    good = autocapture("audit", "verify", "--data-dir", root.path)
    assert (good.returncode, "grew out of what this account saw of it last" in good.stdout) == (0, True)
    # A copy in another place may be older: a backup is.
    assert autocapture("audit", "verify", "--data-dir", backup.path).returncode == 0
    restored(root, backup)
    bad = autocapture("audit", "verify", "--data-dir", root.path)
    assert (bad.returncode, "the log holds 3 now: it was set back" in bad.stdout) == (3, True)


def test_key_directory_that_cannot_be_written_stops_nobody(
    powerless: list[str], program: list[str], logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, str(tmp_path / "keys"))
    root = logs.written(tmp_path / "root", [2])
    with root.journal.open("ab") as file:
        file.write(b'{"prev":"00')
    (tmp_path / "keys").chmod(0o500)
    words = [*powerless, *program, "audit", "mend", "--apply", "--data-dir", str(root.path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    (tmp_path / "keys").chmod(0o700)
    assert done.returncode == 0, done.stderr
