"""A label means a concept by a whole wording of it, or by one that tells it; what only shares a word means another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from ledger.facts import Box, Field, Window
from projections.values import Shown
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.language import figures, wordings
from query.language.concepts import concept, names
from query.language.implied import _rows
from query.language.words import tokens
from query.values.meanings import is_stretch, meaning, nearest
from tests.written import written

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
WINDOW = Window((0, 0, 1280, 800), "Tickets", "Firefox", "firefox", True, "host", "full", 1, "browser")
PAGES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "RK-31 Lift door jams",
        (
            ("Handled by", "Sanna Kivi"),
            ("Reported by", "Bram Otter"),
            ("Severity", "Major"),
            ("Wanted by", "12 March 2026"),
            ("Estimate", "6:00 h"),
            ("Time logged", "2.5 h"),
        ),
    ),
    ("RK-32 Lamp in the cellar flickers", (("Handled by", "Pim Laan"), ("Cause", "Loose wire"))),
    (
        "Mill Hall",
        (
            ("Largest group", "60 people"),
            ("Price per hour", "38.00 EUR"),
            ("Security deposit", "150.00 EUR"),
            ("Venue", "Mill Lane 8"),
            ("Meeting point", "North gate"),
        ),
    ),
    (
        "Order of tarpaulins",
        (("Ordered on", "2 March 2026"), ("Arrives", "9 March 2026"), ("Your client no.", "K-771")),
    ),
    ("Quote of Varga", (("Start", "2 April 2026"), ("Begins", "3 April 2026"), ("Takes", "3 days"))),
)


def _drawn(page: tuple[str, tuple[tuple[str, str], ...]]) -> tuple[list[tuple[Box, str]], list[Field]]:
    """Return the lines of a page, whose labels stand far from their values below a heading, and its fields."""
    head, rows = page
    lines: list[tuple[Box, str]] = [((200, 80, 200 + 11 * len(head), 106), head)]
    fields = []
    for number, (label, value) in enumerate(rows):
        top = 150 + 34 * number
        named, told = (200, top, 200 + 9 * len(label), top + 18), (520, top, 520 + 9 * len(value), top + 18)
        lines += [(named, label), (told, value)]
        fields.append(Field(told, value, named, label))
    return lines, fields


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """Pages a minute apart, in one window that is called the same."""
    drawn = [_drawn(page) for page in PAGES]
    screens, told = [lines for lines, _ in drawn], {at: fields for at, (_, fields) in enumerate(drawn)}
    root = written(tmp_path_factory.mktemp("concepts"), *screens, window=WINDOW, fields=told[0], fields_then=told)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who is looking after RK-31", "Sanna Kivi"),
        ("who takes care of RK-32 at the moment?", "Pim Laan"),
        ("who complained about RK-31", "Bram Otter"),
        ("how bad is RK-31 rated", "Major"),
        ("by when did RK-31 have to be sorted", "12 March 2026"),
        ("how many hours do they reckon for RK-31", "6:00 h"),
        ("how many hours went into RK-31", "2.5 h"),
        ("what's behind RK-32", "Loose wire"),
        ("biggest party Mill Hall takes", "60 people"),
        ("what do they charge per hour for Mill Hall", "38.00"),
        ("how much do we put down for Mill Hall", "150.00"),
        ("where do we meet at Mill Hall", "North gate"),
        ("when should the order of tarpaulins get here", "9 March 2026"),
        ("what customer number do I have for the order of tarpaulins", "K-771"),
    ],
)
def test_field_is_told_that_is_asked_for_in_other_words(views: Views, question: str, told: str) -> None:
    answer = asked(views, question)
    assert (answer.state, told in answer.summary) == ("ok", True), answer.summary


@pytest.mark.parametrize(
    "question",
    [
        # Another ticket; a label that is not there.
        "who is looking after RK-33",
        "who complained about RK-32",
        "how bad is RK-32 rated",
        "by when did RK-32 have to be sorted",
        "how many hours do they reckon for RK-32",
        "how many hours went into RK-32",
        "who approved RK-31",
        "biggest party the lodge takes",
        "how much do we put down for RK-31",
        "what do they charge per night for Mill Hall",
        # Two labels of a page say it, with different days, and none is nearer.
        "when does the quote of Varga kick off",
    ],
)
def test_what_no_label_of_that_thing_says_is_not_told_from_another(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.plan is not None
    assert (answer.state == "ok" and answer.plan.family == "fields") is False, answer.summary


@pytest.mark.parametrize(
    ("name", "label", "question", "far"),
    [
        ("responsible", "Handled by", "who is on it", 0),
        ("responsible", "Duty owner", "who is on it", 1),
        ("deposit", "Security deposit", "what do they want", 1),
        ("tax", "VAT 20%", "how much tax", 0),
        ("due", "Due date", "by when", 0),
        ("capacity", "Persons max.", "how many fit", 0),
        ("price", "Course fee", "what does the course cost", 0),
        ("maximum", "Max. upload", "biggest upload", 0),
        # What it says besides is of something else.
        ("maximum", "Max. upload", "biggest group", None),
        ("issued", "Issued to", "when was it issued", None),
        ("responsible", "Booked with", "who is on it", None),
        ("start", "Started by", "when does it begin", None),
    ],
)
def test_label_means_a_concept_as_a_whole_or_by_its_telling_word(
    name: str, label: str, question: str, far: int | None
) -> None:
    assert concept(name).far(tokens(label), frozenset(tokens(question))) == far


def test_nearest_labels_are_told_apart_from_farther_ones_and_from_other_sorts() -> None:
    [meant] = meaning("deposit", ["Security deposit", "Deposit", "Deposit paid by"], ("how", "much", "up", "front"))
    assert meant.tiers == (("Deposit",), ("Security deposit",))
    near, far, other = (
        Shown(label, value, "frame", 0, "", (0, 0, 9, 9), 0, 0, 0, 0, None)
        for label, value in (("Deposit", "50 EUR"), ("Security deposit", "80 EUR"), ("Deposit", "see terms"))
    )
    assert nearest(meant.tiers, "sum", [far, near, other]) == [near]
    assert nearest(meant.tiers, "sum", [far, other]) == [far]
    assert nearest(meant.tiers, "sum", [other]) == []


@pytest.mark.parametrize(
    ("sort", "label", "value", "is_one"),
    [
        ("lasting", "Estimated time", "6:00 h", True),
        ("lasting", "Estimate", "3d 4h", True),
        ("lasting", "Estimate", "unknown", False),
        ("text", "Warranty until", "4 May 2026", True),
        ("text", "Warranty", "4 May 2026", False),
    ],
)
def test_length_of_time_is_told_as_trackers_write_it_or_by_its_end(
    sort: str, label: str, value: str, is_one: bool
) -> None:
    assert is_stretch(sort, label, value) is is_one


def test_each_way_of_asking_is_for_concepts_that_labels_have() -> None:
    meant = {name for table in (wordings.TABLE, figures.TABLE) for row, _ in _rows(table) for name in row}
    assert len(meant) > 80
    assert meant <= {*names()}
