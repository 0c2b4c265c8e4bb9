"""Pages: the address of the active browser window, read where it stands, and never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Page, PageRecognized, Window
from processors.batch import Batch, Processor
from processors.findings import Earlier, Findings, Known, Subject
from processors.idle import OpenGate
from processors.pages import PagesProcessor
from processors.titles import Programs, shipped
from processors.windows import WindowsProcessor
from projections import pages, standing
from projections.pages import TOPIC
from projections.text import SpanRow
from projections.views import Views

PROGRAMS = Programs(shipped())
PROCESSOR = PagesProcessor(lambda: PROGRAMS)
BROWSER = Window(
    (0, 0, 1200, 800),
    "Tide tables - Harbour - Chromium",
    "Chromium",
    "/usr/bin/chromium",
    focused=True,
    category="browser",
    document="Tide tables - Harbour",
)


def span(words: str, x0: int, y0: int, *, height: int = 15, extents: bool = True) -> SpanRow:
    at, xs = x0, []
    for word in words.split():
        xs.append((at, at + 8 * len(word)))
        at += 8 * len(word) + 8
    return SpanRow(
        1, 1, 0, "ocr", (x0, y0, max(x0 + 1, at - 8), y0 + height), words, 9_900, tuple(xs) if extents else ()
    )


TAB, ABOUT = span("Tide tables - Har", 40, 12), span("See harbour.example.org/about for more", 20, 300)


def page_of(*spans: SpanRow, window: Window = BROWSER, **more: Any) -> Page | None:
    findings = PROCESSOR.examine(Subject("f1", spans=spans, windows=(window,), size=(1200, 800), **more), None)
    [fact] = findings.facts
    assert isinstance(fact, PageRecognized)
    return fact.appeared[0] if fact.appeared else None


def test_address_is_read_under_the_tabs_with_its_box_host_and_domain() -> None:
    page = page_of(TAB, span("harbour.example.co.uk/tides?day=2", 200, 50), ABOUT)
    assert page == Page(
        (200, 50, 200 + 8 * 33, 65),
        "harbour.example.co.uk/tides?day=2",
        "address",
        "harbour.example.co.uk",
        "harbour.example.co.uk/tides?day=2",
        "example.co.uk",
        "Tide tables - Harbour",
    )


def test_label_and_icons_before_the_address_are_left_out() -> None:
    for before in ("Not secure", "C", "<-", "@"):
        page = page_of(TAB, span(f"{before} harbour.example.org/tides", 200, 50))
        assert page is not None
        assert (page.text, page.box[0]) == ("harbour.example.org/tides", 200 + 8 * (len(before) + 1))
    page = page_of(TAB, span("Not secure", 150, 50), span("harbour.example.org/tides", 260, 50))
    assert page is not None
    assert page.box[0] == 260


@pytest.mark.parametrize(
    "spans",
    [
        # A word searched for, an empty bar, and what stands in the page itself.
        (TAB, span("tide tables harbour", 200, 50), ABOUT),
        (TAB, ABOUT),
        (TAB, span("harbour.example.org/tides", 200, 200)),
        # Text before it: a bookmark, a sentence.
        (TAB, span("read more at harbour.example.org/tides", 200, 50)),
        (TAB, span("Search or type", 100, 50), span("harbour.example.org/tides", 400, 50)),
        # No address, for all its dots.
        (TAB, span("e.g. 3.11", 200, 50)),
        # Beside the window.
        (span("harbour.example.org/tides", 1250, 50),),
    ],
)
def test_what_is_not_the_address_is_not_taken_for_it(spans: tuple[SpanRow, ...]) -> None:
    assert page_of(*spans) is None


def test_tab_that_is_named_by_its_address_is_no_address_bar() -> None:
    loading = Window(
        (0, 0, 1200, 800),
        "a.example.org/x - Chromium",
        "Chromium",
        "",
        True,
        category="browser",
        document="a.example.org/x",
    )
    page = page_of(span("a.example.org/x", 40, 12), span("b.example.org/y", 200, 50), window=loading)
    assert page is not None
    assert page.host == "b.example.org"


def test_only_a_title_that_gives_the_site_away_is_marked_as_such() -> None:
    mail = Window(
        (0, 0, 1200, 800),
        "Inbox (3) - Gmail - Chromium",
        "Chromium",
        "",
        True,
        category="browser",
        document="Inbox (3) - Gmail",
    )
    page = page_of(span("Inbox (3)", 40, 12), window=mail)
    assert page == Page(mail.box, mail.title, "title", "mail.google.com", "", "google.com", "Inbox (3) - Gmail")
    about = Window(
        (0, 0, 1200, 800),
        "How Gmail works - Chromium",
        "Chromium",
        "",
        True,
        category="browser",
        document="How Gmail works",
    )
    assert page_of(window=about) is None


def test_windows_that_are_no_browser_or_not_active_have_no_page() -> None:
    bar = span("harbour.example.org/tides", 200, 50)
    for changed in ({"category": "editor"}, {"focused": False}):
        window = Window(**{**{name: getattr(BROWSER, name) for name in BROWSER.__struct_fields__}, **changed})
        assert page_of(TAB, bar, window=window) is None


def snapshot(*nodes: dict[str, Any]) -> dict[str, Any]:
    return {"snapshot": {"record_id": "u1", "operables": list(nodes)}, "record": {"uia_ref": {"record_id": "u1"}}}


def bar(**more: Any) -> dict[str, Any]:
    return {"role": "Edit", "name": "Address and search bar", "rect": [190, 80, 900, 104], **more}


def test_snapshot_says_where_the_address_bar_is() -> None:
    decoy = span("other.example.org/x", 200, 50)
    page = page_of(TAB, decoy, span("intranet/wiki", 200, 85), **snapshot(bar()))
    assert page is not None
    assert (page.text, page.host, page.domain) == ("intranet/wiki", "intranet", "")


def test_value_of_the_address_bar_is_taken_where_a_snapshot_tells_it() -> None:
    page = page_of(TAB, **snapshot(bar(value="https://harbour.example.org/tides")))
    assert page is not None
    assert (page.box, page.url) == ((190, 80, 900, 104), "https://harbour.example.org/tides")


def test_snapshot_of_another_frame_says_nothing() -> None:
    foreign = snapshot(bar(value="https://harbour.example.org/tides"))
    foreign["record"] = {"uia_ref": {"record_id": "u2"}}
    assert page_of(TAB, **foreign) is None


def test_address_that_runs_out_of_sight_is_said_to_be_cut() -> None:
    page = page_of(TAB, span("harbour.example.org/tides/2026…", 200, 50))
    assert page is not None
    assert (page.url, page.cut, page.text) == (
        "harbour.example.org/tides/2026",
        True,
        "harbour.example.org/tides/2026…",
    )


def test_same_page_is_not_told_again_and_another_one_ends_it() -> None:
    address = span("harbour.example.org/tides", 200, 50)
    first = page_of(TAB, address)
    assert first is not None
    before = Earlier("f0", {TOPIC: (Known(7, 0, first.box, first),)})
    same = Subject("f1", spans=(TAB, address), windows=(BROWSER,))
    assert PROCESSOR.examine(same, before) == Findings((), "f0")
    [fact] = PROCESSOR.examine(Subject("f1", spans=(), windows=()), before).facts
    assert isinstance(fact, PageRecognized)
    assert (fact.against, fact.appeared, fact.vanished[0].seq) == ("f0", (), 7)


# ---------------------------------------------------------------- on recorded screens


@pytest.fixture(scope="module")
def read(corpus: Path, tmp_path_factory: pytest.TempPathFactory, reading: ModuleType) -> DataRoot:
    """Sessions with and without UIA, their text as it stood there, windows and pages recognized."""
    names = ("2026-03-02T09-10-00Z_run_81aa", "2026-03-04T09-14-00Z_run_82b3", "2026-03-10T10-05-00Z_run_85e1")
    root: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("pages"), names)
    reading.read_all(root, corpus, names)
    report = Batch(root, [WindowsProcessor(lambda: PROGRAMS), PROCESSOR], OpenGate(), sleep_ms=0).run()
    assert (report.failed, report.pending) == (0, 0)
    return root


@pytest.fixture(scope="module")
def views(read: DataRoot) -> Iterator[Views]:
    with Views(read) as opened:
        yield opened


def test_pages_are_those_of_the_truth(views: Views, corpus: Path, reading: ModuleType) -> None:
    seen = 0
    for (name,) in views.facts.execute("SELECT DISTINCT handoff FROM frames"):
        for truth in reading.truths(corpus, name):
            found = [row.page for row in pages.on_frame(views.facts, truth["frame_id"])]
            url = (truth.get("url") or "").removeprefix("https://").removeprefix("www.").rstrip("/")
            assert [page.url.removeprefix("https://").removeprefix("www.").rstrip("/") for page in found] == (
                [url] if url else []
            )
            seen += bool(url)
    assert seen > 25


def test_box_of_an_address_holds_its_text(views: Views) -> None:
    held = 0
    for (frame,) in views.facts.execute("SELECT id FROM frames"):
        for row in pages.on_frame(views.facts, frame):
            holding = [s for s in standing.on_frame(views.facts, frame) if row.page.text in s.text.split()]
            assert any(s.box[1] <= row.page.box[1] and row.page.box[3] <= s.box[3] for s in holding)
            held += 1
    assert held > 25


def test_frames_wait_for_their_text(corpus: Path, tmp_path: Path, reading: ModuleType) -> None:
    name = "2026-03-04T09-14-00Z_run_82b3"
    root: DataRoot = reading.take_in(corpus, tmp_path, (name,))
    processors: list[Processor] = [WindowsProcessor(lambda: PROGRAMS), PROCESSOR]
    assert Batch(root, processors, OpenGate(), sleep_ms=0).run().examined == 14
    reading.read_all(root, corpus, (name,))
    assert Batch(root, processors, OpenGate(), sleep_ms=0).run().examined == 14
    assert Batch(root, processors, OpenGate(), sleep_ms=0).run().examined == 0
