"""Controls and fields found by looking: on rendered screens of three looks, on drawn boxes, and through a batch."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyvips
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from ingest.handoff import HandoffIngestor
from ledger.dataroot import DataRoot
from ledger.facts import Element, ElementSeen, FieldRead
from processors import boxes, colour, edges
from processors.batch import Batch
from processors.elements import TOPIC, ElementsProcessor, elements_of
from processors.fields import TOPIC as FIELD_TOPIC
from processors.fields import FieldsProcessor
from processors.findings import Earlier, Known, Subject
from processors.idle import OpenGate
from processors.pixels import decode
from processors.registry import chosen
from processors.screen import of_frame
from projections import compare, elements, fields
from projections.elements import ElementRow
from projections.fields import FieldRow
from projections.text import SpanRow
from projections.views import Views
from query.answers import event, frame
from query.printing.shown import show_frame

SCREENS = Path(__file__).resolve().parent / "sample" / "screens"
LOOKS = ("classic", "dark", "light")

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Page:
    """A rendered page: its pixels, its text as it was read, and what is true of it."""

    pixels: Pixels
    spans: tuple[SpanRow, ...]
    ui: list[dict[str, Any]]
    fields: list[dict[str, Any]]

    def elements(self) -> tuple[Element, ...]:
        return elements_of(of_frame(self.pixels, self.spans))

    def read(self, frame: str = "run1/frame/1", earlier: Earlier | None = None) -> FieldRead | None:
        seen = tuple(ElementRow(0, n, "layout", e.box, e.role, e.label, e.state) for n, e in enumerate(self.elements()))
        subject = Subject(frame, pixels=self.pixels, spans=self.spans, elements=seen)
        facts = FieldsProcessor().examine(subject, earlier).facts
        assert all(isinstance(fact, FieldRead) for fact in facts)
        return facts[0] if facts else None  # type: ignore[return-value]


@pytest.fixture(scope="module", params=LOOKS)
def page(request: pytest.FixtureRequest) -> Page:
    return load(request.param)


def load(look: str) -> Page:
    told = json.loads((SCREENS / f"{look}.json").read_text(encoding="utf-8"))
    spans = tuple(
        SpanRow(n, 0, n, "ocr", tuple(s["box"]), s["text"], s["confidence"], tuple((a, b) for a, b in s["words"]))
        for n, s in enumerate(told["spans"])
    )
    return Page(decode((SCREENS / f"{look}.png").read_bytes()), spans, told["ui"], told["fields"])


def letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def overlap(one: Sequence[float], other: Sequence[float]) -> float:
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    if min(wide, high) <= 0:
        return 0.0
    return (
        wide
        * high
        / ((one[2] - one[0]) * (one[3] - one[1]) + (other[2] - other[0]) * (other[3] - other[1]) - wide * high)
    )


def told_of(page: Page) -> Iterator[dict[str, Any]]:
    """The controls that can be told by looking: a link in the colour of its text cannot."""
    return (each for each in page.ui if each.get("visible", True) and not each.get("picture"))


# ---------------------------------------------------------------- rendered screens


def test_controls_are_found_with_role_label_and_state(page: Page) -> None:
    found = page.elements()
    for there in told_of(page):
        alike = [
            each
            for each in found
            if each.role == there["role"] and max(overlap(each.box, part) for part in there["parts"]) > 0.4
        ]
        assert len(alike) == 1, (there, [each for each in found if overlap(each.box, there["box"]) > 0])
        assert letters(alike[0].label) == letters(there["label"])
        assert set(alike[0].state) == {state for state in ("checked", "selected", "disabled") if there.get(state)}


def test_nothing_is_found_where_there_is_no_control(page: Page) -> None:
    for each in page.elements():
        parts = [part for there in page.ui for part in there["parts"]]
        x, y = (each.box[0] + each.box[2]) / 2, (each.box[1] + each.box[3]) / 2
        assert any(p[0] - 1 <= x <= p[2] + 1 and p[1] - 1 <= y <= p[3] + 1 for p in parts), each


def test_fields_are_read_with_both_boxes(page: Page) -> None:
    fact = page.read()
    assert fact is not None
    for there in page.fields:
        found = [
            each
            for each in fact.appeared
            if letters(each.label) == letters(there["label"])
            and letters(each.value) == letters(there["value"])
            and overlap(each.box, there["box"]) > 0
            and overlap(each.label_box, there["label_box"]) > 0
        ]
        assert len(found) == 1, (there, [each for each in fact.appeared if overlap(each.box, there["box"]) > 0])


def test_no_field_is_read_out_of_prose(page: Page) -> None:
    fact = page.read()
    assert fact is not None
    for each in fact.appeared:
        assert any(overlap(each.box, there["box"]) > 0 for there in page.fields), each


def test_fields_of_a_list_come_from_top_to_bottom(page: Page) -> None:
    fact = page.read()
    assert fact is not None
    at = {(each.label_box, each.box): n for n, each in enumerate(fact.appeared)}
    for one in fact.appeared:
        for other in fact.appeared:
            same_column = one.box[0] == other.box[0] and one.label_box[0] == other.label_box[0]
            if same_column and 0 < other.box[1] - one.box[1] < 60:
                assert at[one.label_box, one.box] < at[other.label_box, other.box]


def test_same_frame_gives_the_same_findings(page: Page) -> None:
    assert page.elements() == page.elements()
    assert page.read() == page.read()


# ---------------------------------------------------------------- processors


def known(fact: ElementSeen | FieldRead) -> tuple[Known, ...]:
    if isinstance(fact, ElementSeen):
        return tuple(Known(7, n, e.box, (e.role, e.label, e.state)) for n, e in enumerate(fact.appeared))
    return tuple(Known(7, n, f.box, (f.value, f.label_box, f.label)) for n, f in enumerate(fact.appeared))


def seen(page: Page, frame: str, earlier: Earlier | None = None) -> ElementSeen | None:
    facts = ElementsProcessor().examine(Subject(frame, pixels=page.pixels, spans=page.spans), earlier).facts
    assert all(isinstance(fact, ElementSeen) for fact in facts)
    return facts[0] if facts else None  # type: ignore[return-value]


def test_a_frame_like_the_one_before_is_told_in_no_fact() -> None:
    page = load("light")
    first, read = seen(page, "one"), page.read("one")
    assert first is not None
    assert read is not None
    assert seen(page, "two", Earlier("one", {TOPIC: known(first)})) is None
    assert page.read("two", Earlier("one", {FIELD_TOPIC: known(read)})) is None


def ticked_at(page: Page, box: Element) -> Pixels:
    """The page's pixels with the look of a ticked box where an empty one is."""
    ticked = next(e for e in page.elements() if e.role == "CheckBox" and e.state)
    (x, y), (a, b) = box.box[:2], ticked.box[:2]
    side = ticked.box[2] - a + 3
    pixels = page.pixels.copy()
    pixels[y - 1 : y - 1 + side, x - 1 : x - 1 + side] = page.pixels[b - 1 : b - 1 + side, a - 1 : a - 1 + side]
    return pixels


def test_a_box_that_is_ticked_vanishes_and_appears_ticked() -> None:
    page = load("light")
    first = seen(page, "one")
    assert first is not None
    place, box = next((n, e) for n, e in enumerate(first.appeared) if e.role == "CheckBox" and not e.state)
    pixels = ticked_at(page, box)
    changed = Page(pixels, page.spans, page.ui, page.fields)
    second = seen(changed, "two", Earlier("one", {TOPIC: known(first)}))
    assert second is not None
    assert second.against == "one"
    assert [(e.role, e.label, e.state) for e in second.appeared] == [("CheckBox", box.label, ("checked",))]
    assert overlap(second.appeared[0].box, box.box) > 0.8
    assert [(gone.seq, gone.places) for gone in second.vanished] == [(7, (place,))]


def test_each_fact_names_its_frame_and_its_maker() -> None:
    page = load("dark")
    for fact in (seen(page, "run1/frame/9"), page.read("run1/frame/9")):
        assert fact is not None
        assert (fact.frame, fact.source) == ("run1/frame/9", "layout")
        assert (fact.by.processor, fact.by.version) in {("elements", 3), ("fields", 6)}


def test_a_frame_without_anything_on_it_has_no_controls_and_no_fields() -> None:
    blank = Subject("one", pixels=np.full((400, 600, 3), 250, np.uint8))
    assert ElementsProcessor().examine(blank, None).facts == ()
    assert FieldsProcessor().examine(blank, None).facts == ()


def test_form_that_fills_a_wall_of_screens_is_read_in_no_time() -> None:
    places = [(90 * column, 36 * row) for row in range(60) for column in range(40)]
    spans = tuple(
        SpanRow(n, 0, n, "ocr", (x, y + 4, x + 30, y + 18), "Crane", 9000, ((x, x + 30),))
        for n, (x, y) in enumerate(places)
    )
    typed_in = tuple(
        ElementRow(0, n, "layout", (x + 36, y, x + 80, y + 22), "Edit", "", ()) for n, (x, y) in enumerate(places)
    )
    wall = Subject("one", pixels=np.full((2160, 3600, 3), 250, np.uint8), spans=spans, elements=typed_in)
    begun = time.monotonic()
    [fact] = FieldsProcessor().examine(wall, None).facts
    assert isinstance(fact, FieldRead)
    assert {field.box for field in fact.appeared} == {each.box for each in typed_in}
    assert time.monotonic() - begun < 60


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (7, 7), (2, 2)])
def test_slivers_are_looked_at_without_complaint(shape: tuple[int, int]) -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (*shape, 3)).astype(np.uint8)
    span = SpanRow(1, 0, 0, "ocr", (0, 0, shape[1], shape[0]), "A b: c", 9000, ((0, 1), (0, 1), (0, 1)))
    for spans in ((), (span,)):
        subject = Subject("one", pixels=pixels, spans=spans)
        ElementsProcessor().examine(subject, None)
        FieldsProcessor().examine(subject, None)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_text_and_no_pixels_break_a_processor(data: st.DataObject) -> None:
    """Whatever a reader may have read, wherever: boxes beyond the frame, words without extents, signs only."""
    high, wide = data.draw(st.integers(1, 80)), data.draw(st.integers(1, 120))
    shades = data.draw(st.lists(st.integers(0, 255), min_size=1, max_size=4))
    chance = np.random.default_rng(data.draw(st.integers(0, 1000)))
    pixels = chance.choice(np.array(shades, np.uint8), (high, wide, 3))
    spans = []
    for n in range(data.draw(st.integers(0, 5))):
        x0, y0 = data.draw(st.integers(-5, wide)), data.draw(st.integers(-5, high))
        x1, y1 = x0 + data.draw(st.integers(1, 90)), y0 + data.draw(st.integers(1, 30))
        words = data.draw(st.lists(st.text("aZ9:.|√", min_size=1, max_size=4), max_size=4))
        cuts = sorted(data.draw(st.lists(st.integers(x0, x1), min_size=2 * len(words), max_size=2 * len(words))))
        extents = tuple(zip(cuts[::2], cuts[1::2], strict=True)) if data.draw(st.booleans()) else ()
        spans.append(SpanRow(n, 0, n, "ocr", (x0, y0, x1, y1), " ".join(words), 9000, extents))
    page = Page(pixels, tuple(spans), [], [])
    assert page.elements() == page.elements()
    assert page.read() == page.read()


# ---------------------------------------------------------------- drawn boxes

COLOUR = st.tuples(*[st.integers(0, 255)] * 3)


@settings(deadline=None)
@given(
    st.tuples(COLOUR, COLOUR, COLOUR).filter(lambda c: len(set(c)) == 3),
    st.integers(3, 40),
    st.integers(3, 40),
    st.integers(12, 120),
    st.integers(9, 60),
    st.integers(0, 3),
)
def test_a_drawn_box_is_found_with_its_outline(
    colours: tuple[tuple[int, int, int], ...], x: int, y: int, wide: int, high: int, border: int
) -> None:
    ground, line, fill = colours
    pixels = np.empty((120, 200, 3), np.uint8)
    pixels[:] = ground
    pixels[y : y + high, x : x + wide] = line if border else fill
    pixels[y + border : y + high - border, x + border : x + wide - border] = fill
    found = drawn(pixels)
    shown = [each for each in found if each.box == (x, y, x + wide, y + high)]
    assert len(shown) == 1
    inner = min(high, wide) - 2 * border
    if inner >= boxes.LOWEST + 1 and border:
        assert shown[0].bordered
        assert shown[0].fill == fill[0] << 16 | fill[1] << 8 | fill[2]


def drawn(pixels: Pixels) -> tuple[boxes.Drawn, ...]:
    colours = edges.packed(pixels)
    return boxes.drawn(colours, edges.across(colours, 8))


def test_the_gap_between_two_boxes_is_no_box() -> None:
    pixels = np.full((120, 200, 3), 255, np.uint8)
    for y in (10, 50):
        pixels[y : y + 30, 20:150] = 90
        pixels[y + 1 : y + 29, 21:149] = 255
    assert sorted(each.box for each in drawn(pixels)) == [(20, 10, 150, 40), (20, 50, 150, 80)]


def test_lines_above_and_below_without_sides_are_no_box() -> None:
    pixels = np.full((120, 200, 3), 255, np.uint8)
    pixels[[20, 50], 10:190] = 120
    assert drawn(pixels) == ()


# ---------------------------------------------------------------- ink


@settings(deadline=None)
@given(COLOUR, COLOUR)
def test_fringes_of_sub_pixel_rendering_do_not_colour_the_ink(
    ink: tuple[int, int, int], ground: tuple[int, int, int]
) -> None:
    """A stem two and a third pixels wide that begins between two pixels: each channel is covered for itself."""
    if max(abs(a - b) for a, b in zip(ink, ground, strict=True)) < 60:
        return
    covered = np.zeros((20, 60, 3))
    for stem in range(6, 54, 9):
        thirds = np.zeros(60 * 3)
        thirds[stem * 3 + 1 : stem * 3 + 8] = 1.0
        covered += np.convolve(thirds, np.ones(3) / 3, "same").reshape(60, 3)
    pixels = np.round(np.array(ground) + covered * (np.array(ink, float) - np.array(ground))).astype(np.uint8)
    found = colour.ink_of(edges.packed(pixels), (0, 0, 60, 20))
    assert found is not None
    assert found.ground == ground
    assert colour.apart(found.colour, ink) <= 24


# ---------------------------------------------------------------- through a batch


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """Two frames of one screen, taken in: on the second one a box is ticked that was not."""
    base = tmp_path_factory.mktemp("controls")
    first = (SCREENS / "light.png").read_bytes()
    page = load("light")
    pixels = ticked_at(page, next(e for e in page.elements() if e.role == "CheckBox" and not e.state))
    height, width = pixels.shape[:2]
    raw = pyvips.Image.new_from_memory(pixels.tobytes(), width, height, 3, "uchar")
    second = bytes(raw.write_to_buffer(".png"))
    handoff = base / "handoff"
    (handoff / "media").mkdir(parents=True)
    with closing(sqlite3.connect(handoff / "metadata.db")) as db, db:
        db.execute("CREATE TABLE metadata (id TEXT, record_type TEXT, ts_utc TEXT, payload TEXT, run_id TEXT)")
        for n, picture in enumerate((first, second)):
            (handoff / "media" / f"{n}.png").write_bytes(picture)
            when, digest = f"2026-03-05T09:00:0{n}Z", hashlib.sha256(picture).hexdigest()
            payload = {"record_type": "evidence.capture.frame", "ts_utc": when, "blob_path": f"media/{n}.png"}
            row = (
                f"run1/frame/{n}",
                payload["record_type"],
                when,
                json.dumps({**payload, "content_hash": digest}),
                "run1",
            )
            db.execute("INSERT INTO metadata VALUES (?, ?, ?, ?, ?)", row)
    HandoffIngestor(base / "root").ingest_handoff_dir(handoff)
    return DataRoot(base / "root")


LOOKING = ("text", "elements", "fields")


def run(root: DataRoot, *names: str, force: bool = False) -> int:
    report = Batch(root, chosen(names), OpenGate(), require_idle=False, force=force, sleep_ms=0).run()
    assert report.failed == 0
    return report.examined


def shown(root: DataRoot, frame: int) -> tuple[list[ElementRow], list[FieldRow]]:
    with Views(root) as views:
        name = f"run1/frame/{frame}"
        return elements.on_frame(views.facts, name, "layout"), fields.on_frame(views.facts, name, "layout")


def test_controls_and_fields_wait_for_the_text_and_live_on(root: DataRoot) -> None:
    assert run(root, "elements", "fields") == 0
    # Two frames each: colours, text, controls, fields.
    assert run(root, *LOOKING) == 6
    (before, read), (after, read_after) = shown(root, 0), shown(root, 1)
    assert len(before) > 15
    assert read == read_after
    lived = [each for each in after if each in before]
    (ticked,) = (each for each in after if each not in before)
    assert (ticked.role, ticked.state, len(lived)) == ("CheckBox", ("checked",), len(before) - 1)
    assert {"Status", "Delivery", "E-mail", "Department"} <= {each.label for each in read}
    assert run(root, *LOOKING) == 0
    assert not compare.check(root).differences


def test_a_shown_frame_has_its_fields_with_both_boxes_and_the_event(root: DataRoot) -> None:
    run(root, *LOOKING)
    with Views(root) as views:
        known = frame.show(views, "run1/frame/1")
        team = next(each for each in known.fields if each.label == "Team")
        assert (team.value, team.source) == ("5,367.69 EUR", "layout")
        assert team.label_box[3] <= team.box[1]
        told = event.show(views, team.event)
        assert told.kind == "derived.field.read"
    shown_on = io.StringIO()
    show_frame(known, UTC, file=shown_on)
    assert "Team: 5,367.69 EUR" in shown_on.getvalue()


def test_what_was_read_again_is_looked_at_again_and_says_the_same(root: DataRoot) -> None:
    run(root, *LOOKING)
    before = [(e.box, e.role, e.label, e.state) for e in shown(root, 1)[0]]
    assert run(root, "text", force=True) == 2
    assert run(root, *LOOKING) == 4
    assert [(e.box, e.role, e.label, e.state) for e in shown(root, 1)[0]] == before
