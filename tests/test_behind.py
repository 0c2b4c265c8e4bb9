"""Windows behind the active one are told of where their titles are seen, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Window, WindowRecognized
from processors.batch import Batch
from processors.behind import TOPIC, BehindProcessor
from processors.findings import Earlier, Findings, Known, Subject
from processors.idle import OpenGate
from projections import windows
from projections.text import SpanRow
from projections.views import Views

PROCESSOR = BehindProcessor()
ACTIVE = Window((100, 100, 700, 600), "Mail - Inbox", "Mail", "mail", focused=True)
NOTES = Window((400, 50, 1000, 500), "/home/ana/notes.txt - Mousepad", "Mousepad", "mousepad", focused=True)


def span(text: str, x0: int, y0: int) -> SpanRow:
    return SpanRow(1, 1, 0, "ocr", (x0, y0, x0 + 8 * len(text), y0 + 16), text, 9_900, ())


def seen(*spans: SpanRow, past: tuple[Window, ...] = (NOTES,), earlier: Earlier | None = None) -> Findings:
    return PROCESSOR.examine(Subject("f1", spans=spans, windows=(ACTIVE,), past=past, size=(1200, 800)), earlier)


def told(findings: Findings) -> tuple[Window, ...]:
    [fact] = findings.facts
    assert isinstance(fact, WindowRecognized)
    assert fact.source == windows.SCREEN
    return fact.appeared


@pytest.mark.parametrize(
    "text", ["/home/ana/notes.txt - Mousepad", "ana/notes.txt - Mousep", "× /home/ana/notes.txt - Mousepad _"]
)
def test_window_whose_title_is_read_at_its_place_is_seen(text: str) -> None:
    [window] = told(seen(span(text, 720, 55)))
    assert (window.title, window.box, window.focused, window.visibility) == (NOTES.title, NOTES.box, False, "partial")


@pytest.mark.parametrize(
    "spans",
    [
        (),
        # Too little of it, another one, too far down, inside the active window, beside its place.
        (span("notes", 720, 55),),
        (span("/home/ana/other.txt - Mousepad", 720, 55),),
        (span("/home/ana/notes.txt - Mousepad", 720, 300),),
        (span("/home/ana/notes.txt - Mousepad", 410, 110),),
        (span("/home/ana/notes.txt - Mousepad", 20, 55),),
    ],
)
def test_window_whose_title_is_not_seen_is_not_told_of(spans: tuple[SpanRow, ...]) -> None:
    assert told(seen(*spans)) == ()


def test_window_that_nothing_covers_is_seen_in_full_and_the_later_of_two_titles_counts() -> None:
    free = Window((720, 50, 1100, 500), "logs of the night", "xterm", "xterm", focused=True)
    older = Window((720, 50, 1100, 500), "build of the day", "xterm", "xterm", focused=True)
    [window] = told(seen(span("logs of the night", 740, 52), span("build of the day", 900, 52), past=(free, older)))
    assert (window.title, window.visibility) == ("logs of the night", "full")


def test_only_what_changed_is_told() -> None:
    first = told(seen(span(NOTES.title, 720, 55)))
    before = Earlier("f0", {TOPIC: tuple(Known(7, n, each.box, each) for n, each in enumerate(first))})
    assert seen(span(NOTES.title, 720, 55), earlier=before) == Findings((), "f0")
    [fact] = seen(earlier=before).facts
    assert isinstance(fact, WindowRecognized)
    assert (fact.against, fact.appeared, fact.vanished[0].places) == ("f0", (), (0,))


def test_on_recorded_screens_no_window_is_told_of_that_is_not_there(
    corpus: Path, tmp_path: Path, reading: ModuleType
) -> None:
    names = ("2026-02-26T09-05-00Z_run_7c1e", "2026-03-20T15-02-00Z_run_8b30")
    root: DataRoot = reading.take_in(corpus, tmp_path, names)
    reading.read_all(root, corpus, names)
    reading.understand(root)
    assert Batch(root, [PROCESSOR], OpenGate(), sleep_ms=0).run().failed == 0
    found = 0
    with Views(root) as views:
        for name in names:
            for truth in reading.truths(corpus, name):
                there = {
                    each["title"] for each in truth["windows"] if not each["active"] and each["visible_fraction"] > 0
                }
                shown = [each.title for _, _, each in windows.on_frame(views.facts, truth["frame_id"], windows.SCREEN)]
                assert set(shown) <= there
                found += len(shown)
    assert found > 10
