"""The audit as a whole: what the holder of the key can do wrong, lost and foreign files, blobs, the report itself."""

from __future__ import annotations

import base64
import itertools
import os
import re
import shutil
import subprocess
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from msgspec.structs import replace

from ledger import audit, event, keys, seals
from ledger.dataroot import DataRoot
from ledger.errors import NotADataRoot
from ledger.facts import BlobAdmitted, DatarootOpened
from ledger.head import read_head
from ledger.lock import held
from ledger.note import Checkpoint, Signer, Verifier, sign
from ledger.seals import Entry, JournalCommitted, KeyOpened

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def larger(logs: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """About 200 events. Each test puts back what it changes."""
    root: DataRoot = logs.written(tmp_path_factory.mktemp("larger") / "root", logs.LARGER)
    return root


# ---------------------------------------------------------------- in words


@pytest.mark.parametrize(
    ("first", "end", "told"),
    [(0, 0, "no event"), (8, 8, "no event"), (0, 1, "event 0"), (7, 8, "event 7"), (0, 17, "events 0 to 16")],
)
def test_events_are_named(first: int, end: int, told: str) -> None:
    assert event.events_from(first, end) == told


def test_log_without_events_is_told_of_in_words(autocapture: Run, logs: ModuleType, tmp_path: Path) -> None:
    root = logs.begin(tmp_path / "root")
    data = ("--data-dir", root.path)
    done = []
    for words in (
        ("audit", "mend"),
        ("keys", "rotate"),
        ("keys", "show"),
        ("audit", "verify", "--resume", tmp_path / "far"),
        ("audit", "verify", "--resume", tmp_path / "far"),
        ("audit", "verify", "--max-duration", "0"),
        ("audit", "verify", "--range", "3:"),
        ("audit", "replay", "--until", "journal:0", "--out", tmp_path / "then"),
    ):
        told = autocapture(*words, *data)
        assert told.returncode in (0, 1), (words, told)
        done.append(told.stdout + told.stderr)
    assert [text for text in done if re.search(r"\b0 to -1\b|event -1\b|journal:-1\b", text)] == []
    assert "hold no event yet" in done[0]
    assert "in force for no event" in done[2]


def test_report_on_no_event_says_so(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3])
    report = audit.verify(root)
    nothing = replace(report, first=8, events=8, partial=True, good=Checkpoint("x", 0, bytes(32)), state="damaged")
    told = audit.in_words(nothing)
    assert "No event in 1 commits" in told
    assert "The commits before all that is wrong hold no event." in told
    assert "Event 7 in" in audit.in_words(replace(nothing, first=7))


# ---------------------------------------------------------------- what the holder of the key can do wrong


def test_line_that_is_spelled_otherwise_is_found_though_signed(logs: ModuleType, tmp_path: Path) -> None:
    for number, (old, new) in enumerate(
        (
            (b'"reason":"r"', b'"reason":"r","reason":"r"'),
            (b'"reason":"r"', b'"reason": "r"'),
            (b'"reason":"r"', b'"reason":"\\u0072"'),
            (b'"run":"R"', b'"run" :"R"'),
            (b'"reason":"r"', b'"reason":7'),
            (b'"reason":"r",', b""),
        )
    ):
        root = logs.written(tmp_path / str(number), [1])
        head = read_head(root)
        line = event.write(head.leaf, head.size, "t", "R", logs.fact(0)).replace(old, new)
        logs.commit_lines(root, [line])
        report = audit.verify(root)
        assert [(fault.log, fault.seq) for fault in report.faults] == [("journal", 2)], (new, report.faults)


def test_kind_of_a_later_version_is_counted_and_no_fault(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    head = read_head(root)
    line = event.write(head.leaf, head.size, "t", "R", logs.fact(0))
    logs.commit_lines(root, [line.replace(b"system.ingest.handoff.refused", b"derived.mood.guessed")])
    logs.commit(root, [1])
    report = audit.verify(root)
    assert (report.exit_code, report.unknown_kinds) == (0, (("derived.mood.guessed", 1),))


def _lies(entry: JournalCommitted, signer: Signer) -> dict[str, tuple[str, Entry]]:
    """Return what the holder of the key could sign in the place of a commit, and the log that is blamed for it."""
    root = entry.frontier_at().root()

    def checkpoint(origin: str, size: int) -> str:
        return sign(Checkpoint(origin, size, root).text(), signer)

    def told(**changed: object) -> JournalCommitted:
        return msgspec.structs.replace(entry, **changed)

    return {
        "fewer bytes": ("journal", told(bytes=entry.bytes - 1)),
        "more bytes": ("journal", told(bytes=entry.bytes + 1)),
        "another head": ("commit", told(head="0" * 64)),
        "a head that is no hash": ("ledger", told(head="x" * 64)),
        "a head in capitals": ("ledger", told(head=entry.head.upper())),
        "a gap before it": ("ledger", told(first=entry.first + 1)),
        "events of the commit before": ("ledger", told(first=entry.first - 1)),
        "another frontier": ("ledger", told(frontier=base64.b64encode(bytes(32 * entry.size.bit_count())).decode())),
        "a frontier of another size": ("ledger", told(frontier="")),
        "another size": ("ledger", told(size=entry.size + 2)),
        "a negative size": ("ledger", told(size=-entry.size)),
        "a checkpoint of another size": ("ledger", told(checkpoint=checkpoint(signer.name, entry.size + 1))),
        "a checkpoint of another log": ("ledger", told(checkpoint=checkpoint("other", entry.size))),
        "a checkpoint of another key": (
            "ledger",
            told(checkpoint=sign(Checkpoint(signer.name, entry.size, root).text(), Signer.generate(signer.name))),
        ),
        "a checkpoint that is none": ("ledger", told(checkpoint="rubbish")),
        "a second opening": ("ledger", KeyOpened(1, signer.name, signer.verifier.spelled())),
    }


def test_signed_commit_that_is_not_true_is_found(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3, 2])
    head = read_head(root)
    assert head.commit is not None
    *before, last = logs.lines_of(root.ledger.read_bytes())
    signer = keys.load(Verifier.parse(head.root_key))
    for name, (log, entry) in _lies(head.commit, signer).items():
        line = seals.write(last[9:73].decode(), 2, "t", entry, signer)
        state, named, seq = logs.first_fault(root, "ledger", b"".join([*before, line]))
        # A head that leads nowhere puts the whole commit in doubt, from its first event on.
        expected = {"ledger": ("ledger", 2), "journal": ("journal", 5), "commit": ("journal", 4)}[log]
        assert (name, state, named, seq) == (name, "damaged", *expected)


def test_signed_commit_without_events_changes_nothing_it_speaks_of(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3, 0])
    head = read_head(root)
    assert head.commit is not None
    *before, last = logs.lines_of(root.ledger.read_bytes())
    signer = keys.load(Verifier.parse(head.root_key))
    for changed in (
        msgspec.structs.replace(head.commit, head="0" * 64),
        msgspec.structs.replace(head.commit, bytes=head.bytes + 1),
        msgspec.structs.replace(head.commit, bytes=head.bytes - 1),
    ):
        line = seals.write(last[9:73].decode(), 2, "t", changed, signer)
        assert logs.first_fault(root, "ledger", b"".join([*before, line])) == ("damaged", "ledger", 2)


def test_event_0_opens_the_dataroot_of_this_ledger_and_no_other_event_does(logs: ModuleType, tmp_path: Path) -> None:
    other = Signer.generate("other").verifier.spelled()
    for number in range(5):
        root = logs.begin(tmp_path / str(number))
        head = read_head(root)
        opening = DatarootOpened(1, head.origin, head.root_key)
        first, second = [
            (opening, logs.fact(1)),
            (logs.fact(0), logs.fact(1)),
            (DatarootOpened(1, "other", other), logs.fact(1)),
            (DatarootOpened(2, head.origin, head.root_key), logs.fact(1)),
            (opening, opening),
        ][number]
        line = event.write(head.leaf, 0, "t", "R", first)
        logs.commit_lines(root, [line, event.write(event.leaf(line).hex(), 1, "t", "R", second)])
        found = [(fault.log, fault.seq) for fault in audit.verify(root).faults]
        assert found == ([], [("journal", 0)], [("journal", 0)], [("journal", 0)], [("journal", 1)])[number]


# ---------------------------------------------------------------- the whole report


def test_audit_changes_nothing(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3, 2])
    before = logs.found(root)
    audit.verify(root, blobs="hash")
    root.journal.write_bytes(before["journal.ndjson"] + b"torn")
    audit.verify(root)
    assert logs.found(root) == {**before, "journal.ndjson": before["journal.ndjson"] + b"torn"}


def test_unfinished_write_is_told_from_damage(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3, 2])
    with root.journal.open("ab") as journal, root.ledger.open("ab") as ledger:
        journal.write(b'{"prev":"00')
        ledger.write(b'{"pre')
    report = audit.verify(root)
    assert (report.state, report.exit_code, report.faults) == ("torn", 1, ())
    assert (report.torn_journal, report.torn_ledger) == (11, 5)


def test_bytes_of_a_writer_at_work_are_no_unfinished_write(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3])
    with root.journal.open("ab") as journal:
        journal.write(b'{"prev":"00')
    with held(root.writer_lock, 0):
        report = audit.verify(root)
    assert (report.state, report.writing, report.exit_code) == ("intact", True, 0)
    assert audit.verify(root).state == "torn"


@pytest.mark.parametrize(
    ("journal", "ledger", "first"),
    [
        (None, "kept", ("journal", 0)),
        (b"", "kept", ("journal", 0)),
        (b"rubbish without a newline", "kept", ("journal", 0)),
        (b"rubbish\nof three\nlines\n", "kept", ("journal", 0)),
        (b'{"prev":"' + b"[" * 100_000, "kept", ("journal", 0)),
        ("kept", None, ("ledger", 0)),
        ("kept", b"", ("ledger", 0)),
        ("kept", b"rubbish\n", ("ledger", 0)),
        ("kept", b"\0" * 5000, ("ledger", 0)),
        ("kept", b'{"prev":"' + b'{"a":' * 100_000 + b"\n", ("ledger", 0)),
    ],
)
def test_lost_or_foreign_file_is_a_clear_result(
    logs: ModuleType, tmp_path: Path, journal: bytes | str | None, ledger: bytes | str | None, first: tuple[str, int]
) -> None:
    root = logs.written(tmp_path / "root", [3, 2])
    for path, content in ((root.journal, journal), (root.ledger, ledger)):
        if content is None:
            path.unlink()
        elif isinstance(content, bytes):
            path.write_bytes(content)
    report = audit.verify(root)
    assert report.exit_code == 3
    assert (report.faults[0].log, report.faults[0].seq) == first
    assert str(report.faults[0]) in audit.in_words(report)


def test_directory_that_is_no_dataroot_is_refused(tmp_path: Path) -> None:
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "journal.ndjson").write_text('{"an":"older program"}\n')
    (tmp_path / "empty").mkdir()
    for name in ("absent", "empty", "foreign"):
        with pytest.raises(NotADataRoot):
            audit.verify(DataRoot(tmp_path / name))


def test_later_format_is_refused_and_a_changed_one_is_damage(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.begin(tmp_path / "root")
    line = root.ledger.read_bytes()
    entry = seals.read(line).understood()
    assert isinstance(entry, KeyOpened)
    signer = keys.load(Verifier.parse(entry.key))
    later = msgspec.structs.replace(entry, format=2)
    root.ledger.write_bytes(seals.write(line[9:73].decode(), 0, "t", later, signer))
    with pytest.raises(NotADataRoot):
        audit.verify(root)
    root.ledger.write_bytes(line.replace(b'"format":1', b'"format":2'))
    assert audit.verify(root).exit_code == 3


def test_last_good_checkpoint_ends_before_the_first_fault(logs: ModuleType, larger: DataRoot) -> None:
    data = larger.journal.read_bytes()
    lines = logs.lines_of(data)
    sizes = list(itertools.accumulate([2, 20, 1, 1, 40, 2]))
    for at, good in ((0, None), (21, 2), (22, 22), (23, 23), (63, 24), (64, 64)):
        changed = lines[at].replace(b"a", b"b")
        larger.journal.write_bytes(b"".join([*lines[:at], changed, *lines[at + 1 :]]))
        report = audit.verify(larger)
        larger.journal.write_bytes(data)
        assert (report.good.size if report.good else None) == good
        assert good is None or good in sizes


def test_report_reads_as_json_and_as_words(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3, 2])
    whole = audit.verify(root)
    good = msgspec.json.decode(audit.as_json(whole))["good"]
    assert whole.good is not None
    # Hexadecimal, as each root is spelled that a program gets from us; in a signed note it is base64, by its format.
    assert (good["size"], good["root"]) == (6, whole.good.root.hex())
    assert audit.in_words(whole).startswith("Intact")
    lines = logs.lines_of(root.journal.read_bytes())
    root.journal.write_bytes(b"".join(lines[:4] + lines[5:]))
    broken = audit.verify(root)
    told = msgspec.json.decode(audit.as_json(broken))
    assert (told["exit_code"], told["faults"][0]["seq"], told["faults"][0]["event_id"]) == (3, 4, "journal:4")
    assert "journal line 4" in audit.in_words(broken)


def test_progress_ends_at_the_whole(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [9000])
    seen: list[tuple[int, int]] = []
    audit.verify(root, progress=lambda done, total: seen.append((done, total)))
    size = root.journal.stat().st_size
    assert seen[-1] == (size, size)
    assert len(seen) > 2
    assert seen == sorted(seen)


def test_memory_does_not_grow_with_history(logs: ModuleType, tmp_path: Path) -> None:
    peaks = []
    for count in (2000, 16_000):
        root = logs.written(tmp_path / str(count), [count // 4] * 4)
        tracemalloc.start()
        audit.verify(root)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 200_000


# ---------------------------------------------------------------- blobs


def _with_blob(logs: ModuleType, root: DataRoot, name: str, content: bytes, sha256: str = "") -> Path:
    path = root.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    head = read_head(root)
    fact = BlobAdmitted("h", name, name, len(content), "copied", sha256)
    logs.commit_lines(root, [event.write(head.leaf, head.size, "t", "R", fact)])
    return path


HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"


def test_whole_blobs_give_no_alarm(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    _with_blob(logs, root, "media/a/b/c.blob", b"hello", HELLO)
    _with_blob(logs, root, "media/unhashed.blob", b"hello")
    for blobs in ("none", "size", "hash"):
        report = audit.verify(root, blobs=blobs)
        assert (report.exit_code, report.blobs) == (0, 0 if blobs == "none" else 2)


def test_wrong_blob_is_named_by_its_event(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    paths = [_with_blob(logs, root, f"media/{name}.blob", b"hello", HELLO) for name in "abcde"]
    paths[0].unlink()
    paths[1].write_bytes(b"hell")
    paths[2].write_bytes(b"jello")
    (tmp_path / "hello").write_bytes(b"hello")
    paths[3].unlink()
    paths[3].symlink_to(tmp_path / "hello")
    paths[4].unlink()
    paths[4].symlink_to("five!")
    by_size, by_hash = audit.verify(root), audit.verify(root, blobs="hash")
    assert [fault.event_id for fault in by_size.faults] == [f"journal:{seq}" for seq in (2, 3, 5, 6)]
    assert [fault.event_id for fault in by_hash.faults] == [f"journal:{seq}" for seq in (2, 3, 4, 5, 6)]
    assert (by_hash.state, by_hash.exit_code) == ("intact", 5)
    assert audit.verify(root, blobs="none").exit_code == 0


def test_blob_outside_media_is_a_fault(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    (tmp_path / "outside").mkdir()
    (root.path / "media").mkdir()
    (root.path / "media" / "link").symlink_to(tmp_path / "outside", target_is_directory=True)
    for name in ("media/../journal2.ndjson", "../outside.blob", "media/link/x.blob", str(tmp_path / "y.blob")):
        _with_blob(logs, root, name, b"hello")
    report = audit.verify(root)
    assert [(fault.log, fault.seq) for fault in report.faults] == [("media", seq) for seq in (2, 3, 4, 5)]


def test_circle_of_links_in_the_place_of_media_is_a_fault_of_its_blobs(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    _with_blob(logs, root, "media/a/x.blob", b"hello")
    shutil.rmtree(root.media)
    root.media.symlink_to("media")
    for blobs in ("size", "hash"):
        report = audit.verify(root, blobs=blobs)
        assert [(fault.log, fault.seq) for fault in report.faults] == [("media", 2)]
        assert "Too many levels of symbolic links" in report.faults[0].what


@pytest.mark.parametrize("name", ["journal", "ledger"])
@pytest.mark.parametrize("kind", ["directory", "circle", "fifo"])
def test_log_that_is_no_file_is_told_in_words_by_every_command(
    autocapture: Run, logs: ModuleType, tmp_path: Path, name: str, kind: str
) -> None:
    root = logs.written(tmp_path / "root", [3])
    path = logs.path_of(root, name)
    path.unlink()
    if kind == "directory":
        path.mkdir()
    elif kind == "circle":
        path.symlink_to(path.name)
    else:
        os.mkfifo(path)
    for words in (
        ("audit", "verify"),
        ("audit", "mend", "--apply"),
        ("audit", "replay", "--until", "journal:2", "--out", tmp_path / "then"),
        ("keys", "rotate"),
        ("rebuild",),
        ("init",),
    ):
        if words != ("init",) or name == "ledger":
            told = autocapture(*words, "--data-dir", root.path, timeout=20)
            assert (told.returncode, str(path) in told.stderr) == (3, True), (words, told)
