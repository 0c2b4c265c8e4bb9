"""Frames that are passed over for a value: none that has it, whichever way the thing is named there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.dataroot import DataRoot
from ledger.facts import Field, Window
from projections import values
from projections.views import Views
from query.ask import ask
from query.language.words import tokens
from query.passages import expected, verbatim
from query.values import readings

NOW = datetime(2026, 3, 6, 18, tzinfo=UTC)
FRONT = Window((0, 0, 900, 500), "Orders - Desk", focused=True, z=1)
BEHIND = Window((900, 0, 1800, 500), "Almoner return", z=2)


def _status(value: str, left: int = 0) -> Field:
    return Field((left + 120, 40, left + 220, 60), value, (left + 10, 40, left + 110, 60), "Status")


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    said = ["Boreas pump", "Halcyon pump", "Tide on 4 March", *("Nothing else" for _ in range(6))]
    stated = ["ordered", "paid", "high", *(f"filed {number}" for number in range(6))]
    screens = [
        [((10, 40, 110, 60), "Status"), ((120, 40, 220, 60), value), ((240, 40, 500, 60), name)]
        for name, value in zip(said, stated, strict=True)
    ]
    screens.append([((910, 40, 1010, 60), "Status"), ((1020, 40, 1120, 60), "sent")])
    root = written(
        tmp_path_factory.mktemp("framed") / "root",
        *screens,
        window=FRONT,
        behind=(BEHIND,),
        fields=(_status(stated[0]),),
        fields_then={
            **{number: (_status(value),) for number, value in enumerate(stated) if number},
            len(stated): (_status("sent", 900),),
        },
    )
    with Views(root) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("what is the status of the Boreas?", "ordered"),
        ("status of Halcyon", "paid"),
        # The title of a window beside the active one stands in no line.
        ("status of the almoner return", "sent"),
    ],
)
def test_value_is_told_of_the_thing_that_is_named(views: Views, question: str, value: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert answer.claims[0].citations[0].text == value


@pytest.mark.parametrize("question", ["status of the Boreas", "status of Halcyon", "status of the Meridian"])
def test_frames_without_the_thing_are_not_read(views: Views, question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = set[str]()
    held = readings._held

    def counted(inquiry: object, record: str, *rest: object) -> object:
        looked_at.add(record)
        return held(inquiry, record, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(readings, "_held", counted)
    ask(views, question, now=NOW, zone=UTC)
    assert len(looked_at) <= 1


def test_frame_that_is_not_admitted_is_asked_of_once(views: Views) -> None:
    asked: list[str] = []

    everything = values.by_frame(views.facts, ["Status"], (0, 1 << 62), 100, lambda _frame, _title: True, 100)
    [paid] = [frame for frame, rows in everything.items() if [row.value for row in rows] == ["paid"]]

    def admits(frame: str, _title: str) -> bool:
        asked.append(frame)
        return frame == paid

    found = values.by_frame(views.facts, ["Status"], (0, 1 << 62), 100, admits, 5)
    assert [row.value for rows in found.values() for row in rows] == ["paid"]
    assert len(asked) == len(set(asked))


def test_where_the_frames_that_may_show_a_thing_are_known_no_others_are_looked_at(views: Views) -> None:
    everything = values.by_frame(views.facts, ["Status"], (0, 1 << 62), 100, lambda _frame, _title: True, 100)
    one, *_ = everything
    asked: list[str] = []

    def admits(frame: str, _title: str) -> bool:
        asked.append(frame)
        return True

    found = values.by_frame(views.facts, ["Status"], (0, 1 << 62), 100, admits, 100, only=[one])
    assert found == {one: everything[one]}
    assert asked == [one]


DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
WRITTEN = ("%d %b", "%B %d, %Y", "%a %d %b %Y", "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y")


@given(DAYS, st.sampled_from(WRITTEN), st.integers(-1, 1), st.booleans())
def test_row_of_a_day_has_a_word_of_each_group(day: date, form: str, off: int, bare: bool) -> None:
    row = (day + timedelta(days=off)).strftime(form)
    row = row.replace(" 0", " ").removeprefix("0") if bare else row
    there = set(tokens(row))
    if verbatim.is_of_day([row], day):
        assert all(there & words for words in verbatim.words_of_day(day))


@pytest.mark.parametrize(
    ("question", "value"),
    [("actual temperature of the ward", "4 C"), ("what month does the gate open", "June"), ("which year", "2026")],
)
def test_what_the_form_of_a_value_says_is_among_what_any_may_say(question: str, value: str) -> None:
    assert expected.told_by_form(question, value) <= expected.of_forms(question)
    assert expected.told_by_form(question, value)
