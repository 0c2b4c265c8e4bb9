"""Tampering with the logs: every kind of it is found, and the line concerned is named first."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger import audit, event
from ledger.chain import genesis, own_seq, pieces
from ledger.dataroot import DataRoot
from ledger.walk import Walk

LOGS = ("journal", "ledger")
Change = Callable[[list[bytes]], list[bytes]]
# `make tamper` flips all eight of each byte.
BITS = range(8) if "AUTOCAPTURE_TAMPER" in os.environ else (0, 5, 7)


@pytest.fixture(scope="module")
def small(logs: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """Six journal lines (event 0 opens the DataRoot), three ledger lines. Each test puts back what it changes."""
    root: DataRoot = logs.written(tmp_path_factory.mktemp("small") / "root", [3, 2])
    return root


@pytest.fixture(scope="module")
def larger(logs: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """About 200 events. Each test puts back what it changes."""
    root: DataRoot = logs.written(tmp_path_factory.mktemp("larger") / "root", logs.LARGER)
    return root


# ---------------------------------------------------------------- one flipped bit


@pytest.mark.parametrize("bit", BITS)
@pytest.mark.parametrize("log", LOGS)
def test_flipped_bit_is_found_and_names_its_line_alone(logs: ModuleType, small: DataRoot, log: str, bit: int) -> None:
    """At every byte: no tie is left, because each line is vouched for by the next one or by a signature."""
    path = logs.path_of(small, log)
    data = path.read_bytes()
    seq = 0
    with path.open("rb+", buffering=0) as handle:
        for at, byte in enumerate(data):
            os.pwrite(handle.fileno(), bytes([byte ^ 1 << bit]), at)
            report = audit.verify(small)
            os.pwrite(handle.fileno(), bytes([byte]), at)
            assert report.exit_code == 3
            assert [(fault.log, fault.seq) for fault in report.faults] == [(log, seq)], (at, report.faults)
            seq += byte == 10
    assert audit.verify(small).exit_code == 0


# ---------------------------------------------------------------- lines


def _drop(at: int) -> Change:
    return lambda lines: lines[:at] + lines[at + 1 :]


def _swap(at: int, other: int) -> Change:
    return lambda lines: [lines[{at: other, other: at}.get(place, place)] for place in range(len(lines))]


def _insert(at: int, line: bytes) -> Change:
    return lambda lines: [*lines[:at], line, *lines[at:]]


def test_dropped_line_is_named(logs: ModuleType, larger: DataRoot) -> None:
    for log, at in (*(("journal", at) for at in range(0, 200, 7)), *(("ledger", at) for at in range(17))):
        lines = logs.lines_of(logs.path_of(larger, log).read_bytes())
        assert logs.first_fault(larger, log, b"".join(_drop(at)(lines))) == ("damaged", log, at)


def test_run_of_dropped_lines_is_named_from_its_first(logs: ModuleType, larger: DataRoot) -> None:
    for log, at in (("journal", 0), ("journal", 19), ("journal", 60), ("ledger", 0), ("ledger", 4)):
        lines = logs.lines_of(logs.path_of(larger, log).read_bytes())
        assert logs.first_fault(larger, log, b"".join(lines[:at] + lines[at + 5 :])) == ("damaged", log, at)


def test_dropped_last_ledger_line_leaves_an_unfinished_write(logs: ModuleType, larger: DataRoot) -> None:
    """Nothing inside the DataRoot tells this from a crash between the two files: docs/trust.md says so."""
    lines = logs.lines_of(larger.ledger.read_bytes())
    assert logs.first_fault(larger, "ledger", b"".join(lines[:-1])) == ("torn", "", -1)


def test_two_dropped_last_ledger_lines_are_no_unfinished_write(logs: ModuleType, larger: DataRoot) -> None:
    lines = logs.lines_of(larger.ledger.read_bytes())
    for count in range(2, len(lines)):
        kept = b"".join(lines[:-count])
        assert logs.first_fault(larger, "ledger", kept) == ("damaged", "ledger", len(lines) - count)


def test_swapped_lines_are_named_by_the_earlier_one(logs: ModuleType, larger: DataRoot) -> None:
    for log, last in (("journal", 200), ("ledger", 17)):
        lines = logs.lines_of(logs.path_of(larger, log).read_bytes())
        for at, other in ((0, 1), (1, 2), (3, 9), (5, last), (last - 1, last)):
            assert logs.first_fault(larger, log, b"".join(_swap(at, other)(lines))) == ("damaged", log, at)


def test_doubled_line_is_named(logs: ModuleType, larger: DataRoot) -> None:
    for log, at in (("journal", 0), ("journal", 20), ("journal", 21), ("journal", 100), ("ledger", 0), ("ledger", 9)):
        lines = logs.lines_of(logs.path_of(larger, log).read_bytes())
        assert logs.first_fault(larger, log, b"".join(_insert(at, lines[at])(lines))) == ("damaged", log, at)


def test_line_behind_the_last_commit_that_no_crash_leaves_is_named(logs: ModuleType, larger: DataRoot) -> None:
    lines = logs.lines_of(larger.journal.read_bytes())
    for at in (0, 100, len(lines) - 1):
        assert logs.first_fault(larger, "journal", b"".join([*lines, lines[at]])) == ("damaged", "journal", at)
        # The beginning of one is what a write that was cut short leaves, whatever it would have become.
        assert logs.first_fault(larger, "journal", b"".join([*lines, lines[at][:40]])) == ("torn", "", -1)


def test_old_line_at_the_end_of_the_ledger_is_found(logs: ModuleType, larger: DataRoot) -> None:
    """It is signed and whole: only its place is wrong. Taken at its word it would roll the log back."""
    lines = logs.lines_of(larger.ledger.read_bytes())
    for at in range(len(lines)):
        assert logs.first_fault(larger, "ledger", b"".join([*lines, lines[at]])) == ("damaged", "ledger", at)


def test_inserted_line_that_is_chained_well_is_found(logs: ModuleType, larger: DataRoot) -> None:
    """It names the line before it and has the next number, as far as one can make that without the key."""
    lines = logs.lines_of(larger.journal.read_bytes())
    for at in (1, 2, 21, 22, 23, 100, 199):
        inserted = event.write(event.leaf(lines[at - 1]).hex(), at, "t", "R", logs.fact(0))
        assert logs.first_fault(larger, "journal", b"".join(_insert(at, inserted)(lines))) == ("damaged", "journal", at)


def test_inserted_rubbish_is_found_where_it_stands(logs: ModuleType, larger: DataRoot) -> None:
    for log, at in (("journal", 0), ("journal", 22), ("journal", 100), ("ledger", 0), ("ledger", 9)):
        lines = logs.lines_of(logs.path_of(larger, log).read_bytes())
        for rubbish in (b"rubbish\n", b"\0" * 4096 + b"\n", b"\n", b"{}\n"):
            assert logs.first_fault(larger, log, b"".join(_insert(at, rubbish)(lines))) == ("damaged", log, at)


def test_zeroed_block_is_named_by_its_first_line(logs: ModuleType, larger: DataRoot) -> None:
    for log, at in (("journal", 0), ("journal", 5000), ("journal", 20_000), ("ledger", 3000)):
        data = logs.path_of(larger, log).read_bytes()
        zeroed = data[:at] + bytes(4096) + data[at + 4096 :]
        assert logs.first_fault(larger, log, zeroed) == ("damaged", log, data[:at].count(b"\n"))


@pytest.mark.parametrize("log", LOGS)
def test_log_cut_at_any_line_is_found(logs: ModuleType, small: DataRoot, log: str) -> None:
    lines = logs.lines_of(logs.path_of(small, log).read_bytes())
    for kept in range(len(lines)):
        state, named, seq = logs.first_fault(small, log, b"".join(lines[:kept]))
        if log == "ledger" and kept == len(lines) - 1:
            assert state == "torn"
        else:
            assert (state, named, seq) == ("damaged", log, kept)


def test_line_whose_number_was_changed_is_named(logs: ModuleType, larger: DataRoot) -> None:
    lines = logs.lines_of(larger.journal.read_bytes())
    for at, number in ((0, 7), (5, 4), (22, 100_000_000), (100, 0), (200, 300)):
        told = lines[at].replace(b'"seq":%d' % at, b'"seq":%d' % number)
        changed = [*lines[:at], told, *lines[at + 1 :]]
        assert logs.first_fault(larger, "journal", b"".join(changed)) == ("damaged", "journal", at)


def test_changed_lines_are_all_named_also_side_by_side(logs: ModuleType, larger: DataRoot) -> None:
    """Of two in a row the first looks innocent; the signed root says that it is not."""
    lines = logs.lines_of(larger.journal.read_bytes())
    for changed in ([30, 31], [30, 31, 32], [21, 22, 23, 24], [40, 42], [62, 63], [63, 64], [70, 71, 90, 91, 92]):
        told = [line.replace(b"*J", b"*K") if at in changed else line for at, line in enumerate(lines)]
        before = larger.journal.read_bytes()
        larger.journal.write_bytes(b"".join(told))
        report = audit.verify(larger)
        larger.journal.write_bytes(before)
        named = [seq for fault in report.faults for seq in range(fault.seq, fault.last + 1)]
        assert named == changed


# ---------------------------------------------------------------- what somebody without the key can do


def test_tail_of_the_journal_chained_anew_is_found(logs: ModuleType, larger: DataRoot) -> None:
    """The lines changed are all those from the first one on. Which one that is, a signed subtree tells.

    Nearer than that it cannot be named: nothing in the logs remembers the old hashes.
    """
    lines = logs.lines_of(larger.journal.read_bytes())
    for changed in (1, 21, 22, 23, 40, 64, 100, 150, 199, 200):
        path = larger.journal
        before = path.read_bytes()
        path.write_bytes(b"".join(logs.chained_anew(lines, changed)))
        report = audit.verify(larger)
        path.write_bytes(before)
        assert report.state == "damaged"
        assert report.faults[0].seq <= changed <= report.faults[-1].last == 200
        assert len(report.faults) <= 2
        assert report.good is None or report.good.size <= changed


def test_single_event_commit_chained_anew_is_named_exactly(logs: ModuleType, larger: DataRoot) -> None:
    lines = logs.lines_of(larger.journal.read_bytes())
    anew = b"".join(logs.chained_anew(lines, 22))
    assert logs.first_fault(larger, "journal", anew) == ("damaged", "journal", 22)


def test_tail_of_the_ledger_chained_anew_is_found(logs: ModuleType, larger: DataRoot) -> None:
    lines = logs.lines_of(larger.ledger.read_bytes())
    for changed in range(1, len(lines)):
        anew = b"".join(logs.chained_anew(lines, changed))
        assert logs.first_fault(larger, "ledger", anew) == ("damaged", "ledger", changed)


def test_both_logs_written_anew_with_another_key_show_another_fingerprint(logs: ModuleType, tmp_path: Path) -> None:
    """Such logs are whole in themselves. Only a fingerprint kept elsewhere tells them from ours."""
    ours = audit.verify(logs.written(tmp_path / "ours", [2]))
    theirs = audit.verify(logs.written(tmp_path / "theirs", [2]))
    assert (ours.state, theirs.state) == ("intact", "intact")
    assert ours.fingerprint != theirs.fingerprint


def test_logs_of_two_dataroots_do_not_go_together(logs: ModuleType, tmp_path: Path, small: DataRoot) -> None:
    other = logs.written(tmp_path / "other", [3, 2])
    assert logs.first_fault(small, "journal", other.journal.read_bytes())[:2] == ("damaged", "journal")


def test_another_opening_line_is_found(logs: ModuleType, tmp_path: Path, small: DataRoot) -> None:
    """Line 0 of another ledger, signed by its own key: the lines behind it and event 0 speak against it."""
    other = logs.written(tmp_path / "other", [1])
    lines = logs.lines_of(small.ledger.read_bytes())
    exchanged = logs.lines_of(other.ledger.read_bytes())[:1] + lines[1:]
    assert logs.first_fault(small, "ledger", b"".join(exchanged)) == ("damaged", "ledger", 0)


# ---------------------------------------------------------------- many


def _mutated(rnd: random.Random, logs: ModuleType, root: DataRoot) -> tuple[str, bytes]:
    log = rnd.choice(("journal", "journal", "ledger"))
    data = logs.path_of(root, log).read_bytes()
    lines = logs.lines_of(data)
    at, other, place = rnd.randrange(len(lines)), rnd.randrange(len(lines)), rnd.randrange(len(data))
    changed: list[Callable[[], bytes]] = [
        lambda: data[:place] + bytes([data[place] ^ 1 << rnd.randrange(8)]) + data[place + 1 :],
        lambda: data[:place] + rnd.randbytes(1) + data[place + 1 :],
        lambda: data[:place] + rnd.randbytes(rnd.randrange(1, 40)) + data[place:],
        lambda: data[:place] + data[place + rnd.randrange(1, 400) :],
        lambda: b"".join(_drop(at)(lines)),
        lambda: b"".join(_swap(at, other)(lines)),
        lambda: b"".join(_insert(at, lines[other])(lines)),
        lambda: data[:place],
        lambda: b"".join(logs.chained_anew(lines, max(at, 1))),
        lambda: data + lines[at],
    ]
    return log, rnd.choice(changed)()


@pytest.mark.parametrize("block", range(3))
def test_seeded_mutations_are_all_found(logs: ModuleType, larger: DataRoot, block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        rnd = random.Random(seed)
        log, data = _mutated(rnd, logs, larger)
        before = logs.path_of(larger, log).read_bytes()
        if data == before:
            continue
        state, named, _ = logs.first_fault(larger, log, data)
        only_behind_the_last_commit = log == "journal" and data.startswith(before) and not data.endswith(b"\n")
        only_the_last_line = log == "ledger" and before.startswith(data) and before.count(b"\n") - data.count(b"\n") < 2
        if only_behind_the_last_commit or only_the_last_line:
            assert state == "torn", seed
        else:
            assert (state, named) == ("damaged", log), seed


def test_several_mutations_at_once_are_found(logs: ModuleType, larger: DataRoot, tmp_path: Path) -> None:
    for seed in range(60):
        rnd = random.Random(seed)
        copy = DataRoot(tmp_path / str(seed))
        shutil.copytree(larger.path, copy.path)
        for _ in range(rnd.randrange(2, 6)):
            log, data = _mutated(rnd, logs, copy)
            logs.path_of(copy, log).write_bytes(data or b"\n")
        assert audit.verify(copy).state == "damaged", seed


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes=st.lists(st.integers(0, 9), max_size=6), text=st.text(max_size=40))
def test_clean_log_of_any_shape_gives_no_alarm(
    logs: ModuleType, tmp_path_factory: pytest.TempPathFactory, sizes: list[int], text: str
) -> None:
    root = logs.written(tmp_path_factory.mktemp("clean") / "root", sizes, text)
    report = audit.verify(root, blobs="hash")
    assert (report.state, report.faults, report.exit_code) == ("intact", (), 0)
    assert report.events == (sum(sizes) + 1 if sizes else 0)
    assert report.commits == len(sizes)
    assert report.bytes == sum(path.stat().st_size for path in (root.journal, root.ledger) if path.is_file())
    assert report.good is None if not sizes else report.good is not None and report.good.size == report.events


# ---------------------------------------------------------------- the walk by itself


def test_genesis_differs_for_log_origin_and_key() -> None:
    told = {genesis(log, origin, key) for log in LOGS for origin in ("a", "b") for key in ("k", "l")}
    assert len(told) == 8


def test_number_is_read_only_where_it_is_spelled_plainly() -> None:
    line = b'{"prev":"' + b"0" * 64 + b'","seq":%s,"at":"t"}\n'
    assert own_seq(line % b"17") == 17
    assert own_seq(line % b"0") == 0
    for odd in (b"017", b"+1", b"-1", b"1.0", b"", b"x", b"1" * 30):
        assert own_seq(line % odd) is None


@given(st.lists(st.binary(max_size=30), max_size=5))
def test_pieces_of_a_line_make_the_line(parts: list[bytes]) -> None:
    line = b'{"prev":"'.join(parts)
    assert b"".join(pieces(line)) == line


@given(st.lists(st.binary(max_size=200), max_size=12))
def test_walk_over_any_bytes_ends_with_a_verdict(parts: list[bytes]) -> None:
    walk = Walk("0" * 64)
    for part in parts:
        walk.step(part + b"\n")
    walk.finish()
    assert bool(walk.breaks) == bool(parts)
