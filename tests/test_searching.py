"""Searching: screens ranked for words, in a terminal and for programs, narrowed by time and by what was in front."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import FrameExamined, Maker, Span, TextRead, Window
from ledger.writer import Writer
from projections import compare
from projections.engine import catch_up
from projections.views import Views
from query.find import find
from query.passages.lookup import Lookup
from tests.written import written

Run = Callable[..., subprocess.CompletedProcess[str]]

NOW = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
MOMENT = ("--now", "2026-03-05T18:00:00Z", "--tz", "UTC")
READER = Window((0, 0, 1600, 900), "Tides", app="Zathura", process="/usr/bin/zathura", focused=True)
TABLES = ["Tide table of Pier 3", "High water at 04:40", "Issued by Runa Eskildsen", "Valid until Thursday 26 March"]
ORDERS = ["Order 4417", "Twelve scanners for the gate", "Delivery on 9 March", "Brightwater Instruments"]
NOTES = ["Shopping", "Bread, milk, and a table for the hall", "Ask Runa for the key", "Water the plants"]


@pytest.fixture
def root(tmp_path: Path) -> DataRoot:
    return written(tmp_path / "root", TABLES, ORDERS, NOTES, window=READER)


def frames_of(root: DataRoot, words: str, **narrowed: Any) -> list[str]:
    with Views(root) as views:
        found = find(views, words, now=NOW, zone=UTC, **narrowed)
    return [each.frame.rpartition("/")[2] for each in found.finds]


def test_each_find_has_its_lines_with_evidence_and_the_best_comes_first(root: DataRoot) -> None:
    with Views(root) as views:
        found = find(views, "tide table Runa", now=NOW, zone=UTC)
    assert found.terms == ("tide", "table", "Runa")
    assert (found.found, found.out_of) == (2, 3)
    best, other = found.finds
    assert best.claim.text == "Tide table of Pier 3\nIssued by Runa Eskildsen"
    assert [each.text for each in best.claim.citations] == best.claim.text.split("\n")
    assert other.frame == "run1/evidence.capture.frame/2"
    assert found.apps == (("Zathura", 2),)


def test_a_page_of_finds_follows_the_one_before(root: DataRoot) -> None:
    every = frames_of(root, "table water")
    assert len(every) == 2
    assert [*frames_of(root, "table water", limit=1), *frames_of(root, "table water", limit=1, offset=1)] == every


def test_screens_of_the_time_that_the_words_name_come_first_and_others_are_not_left_out(root: DataRoot) -> None:
    # Frame 0 was captured at 09:00, frame 2 at 09:02; both hold a form of `water`, the later one comes first.
    assert frames_of(root, "water") == ["2", "0"]
    assert frames_of(root, "water before 9:01") == ["0", "2"]
    with Views(root) as views:
        [window] = find(views, "water today", now=NOW, zone=UTC).windows
    assert (window.words, window.start) == ("today", "2026-03-05T00:00:00.000000Z")


def test_words_of_time_alone_find_what_was_captured_then_the_latest_first(root: DataRoot) -> None:
    with Views(root) as views:
        found = find(views, "today", now=NOW, zone=UTC)
    assert (found.found, [each.frame[-1] for each in found.finds]) == (3, ["2", "1", "0"])


def test_a_slip_of_the_pen_is_read_over_and_told(root: DataRoot) -> None:
    with Views(root) as views:
        found = find(views, "scaners", now=NOW, zone=UTC)
    assert found.corrected == (("scaners", "scanners"),)
    assert [each.frame[-1] for each in found.finds] == ["1"]


def test_nothing_later_than_the_moment_of_asking_is_found(autocapture: Run, root: DataRoot) -> None:
    ended = autocapture(
        "search", "water", "--now", "2026-03-05T09:01:00Z", "--tz", "UTC", "--json", "--data-dir", root.path
    )
    told = json.loads(ended.stdout)
    assert [each["frame"][-1] for each in told["finds"]] == ["0"]
    assert told["out_of"] == 2


def test_the_terminal_tells_lines_places_counts_and_how_to_narrow(autocapture: Run, root: DataRoot) -> None:
    ended = autocapture("search", "water", "--limit", 1, *MOMENT, "--data-dir", root.path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("✓ 2 screens of 3 hold “water”.\n")
    assert "  1  Water the plants\n     2026-03-05 09:02:00 · zathura · " in ended.stdout
    assert "  Programs Zathura 2\n" in ended.stdout
    assert "--limit N shows them" in ended.stdout


def test_what_stands_nowhere_is_said_so_with_an_exit_code_of_its_own(autocapture: Run, root: DataRoot) -> None:
    ended = autocapture("search", '"zyzzyva of Pier 3"', *MOMENT, "--data-dir", root.path)
    assert ended.returncode == 1
    assert "“zyzzyva of Pier 3”" in ended.stdout
    ended = autocapture("search", "water", "--app", "gimp", *MOMENT, "--data-dir", root.path)
    assert ended.returncode == 1
    assert "Nothing called “gimp” was in front on any frame" in ended.stderr


@pytest.mark.parametrize("words", ["", "  ", "?!"])
def test_what_has_no_words_finds_nothing_and_is_told_what_to_name(autocapture: Run, root: DataRoot, words: str) -> None:
    done = autocapture("search", words, "--data-dir", root.path)
    assert done.returncode == 1
    assert "Nothing in this says what to look for. Name a word that stood on the screen." in done.stdout


def test_what_is_not_read_yet_is_told(autocapture: Run, tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "sample" / "handoff", tmp_path / "spool")
    place = ("--data-dir", tmp_path / "root")
    autocapture("handoff", "drain", "--spool-root", tmp_path / "spool", "--quiet", 0, *place)
    ended = autocapture("search", "batch", *MOMENT, *place)
    assert ended.returncode == 1
    assert ended.stdout.startswith("○ Nothing found so far for “batch”, out of 0 screens.")
    assert "frames are not examined yet" in ended.stdout
    told = json.loads(autocapture("search", "batch", *MOMENT, "--json", *place).stdout)
    assert (told["missing"][0]["processor"], told["missing"][0]["pending"] > 0) == ("text", True)


def test_more_finds_than_are_ranked_are_refused(autocapture: Run, root: DataRoot) -> None:
    ended = autocapture("search", "water", "--limit", 101, *MOMENT, "--data-dir", root.path)
    assert (ended.returncode, "101 is more than 100" in ended.stderr) == (2, True)


def test_bounds_leave_only_what_was_captured_between_them(autocapture: Run, root: DataRoot) -> None:
    ended = autocapture("search", "water", "--since", "2026-03-05T09:01:30", *MOMENT, "--json", "--data-dir", root.path)
    told = json.loads(ended.stdout)
    assert [each["frame"][-1] for each in told["finds"]] == ["2"]


def test_what_was_read_anew_since_is_neither_counted_nor_found(root: DataRoot) -> None:
    # A later version of the reader takes the first two frames for other words; the last one it has not read yet.
    frames = [f"run1/evidence.capture.frame/{number}" for number in range(2)]
    later = Maker("text", 2)
    with Writer(root).turn() as turn:
        for frame, lines in zip(frames, (["Tide table of Pier 8"], ["Order 4471", "Twelve scanners"]), strict=True):
            spans = tuple(Span((20, 20 + 40 * at, 400, 44 + 40 * at), text, 9_900, ()) for at, text in enumerate(lines))
            told = [TextRead(frame, "ocr", later, "", spans), FrameExamined(frame, "text", 2, 1)]
            turn.commit(told, run="S", stage=2, action="test")
    catch_up(root)
    with Views(root) as views:
        found = find(views, "Runa table", now=NOW, zone=UTC)
        assert (found.found, found.out_of, found.dropped) == (2, 3, 0)
        assert {each.claim.text for each in found.finds} == {
            "Tide table of Pier 8",
            "Bread, milk, and a table for the hall\nAsk Runa for the key",
        }
        assert Lookup(views.facts).known(("eskildsen", "brightwater", "runa", "scanners")) == {"runa", "scanners"}
        assert find(views, '"Issued by Runa Eskildsen"', now=NOW, zone=UTC).found == 0
        assert find(views, "today", now=NOW, zone=UTC).found == 3
        # Frame by frame a chain is left; one that was left is known, and so is in a rebuild.
        thinned = views.facts.execute("SELECT chain FROM thinned_chains").fetchall()
        assert thinned
    assert compare.check(root).differences == ()
