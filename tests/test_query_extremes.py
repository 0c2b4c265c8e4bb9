"""The row with the most or the least of a column: told with its name and all values that it was found among."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Field, Window
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.language import superlatives
from query.values.scales import measured

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
OFFERS = Window((0, 0, 900, 900), "Roof offers - Calc", process="/usr/bin/soffice", focused=True)
HEADS = ("No.", "Roofer", "Price per day", "Delivery", "Starts", "File", "Saldo", "Sent", "Due", "Rank")
ROWS = (
    ("1", "Slate & Sons", "$1,240", "9 weeks", "08:30", "4.1 MB", "-5", "Yesterday", "2 May", "4"),
    ("2", "Harrow Roofing", "$980", "6 weeks", "07:15", "684 MB", "12", "11:56", "18 Mar", "4"),
    ("3", "Tilecraft", "$1,105", "12 weeks", "09:00", "912 KB", "-40", "3 Feb", "7 Apr", "2"),
)
SUMS = ("", "Total", "$3,325", "", "", "", "", "", "", "")
LEFT = (200, 260, 400, 520, 620, 700, 800, 880, 990, 1080)

Laid = tuple[list[tuple[Box, str]], list[Field]]


def box(column: int, row: int, text: str) -> Box:
    return LEFT[column], 100 + 30 * row, LEFT[column] + 9 * len(text), 118 + 30 * row


@pytest.fixture(scope="module")
def views(
    written: Callable[..., DataRoot], table: Callable[..., Laid], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Views]:
    """A table, of which the layout told two rows and no sum, beside a list that stands in the same rows."""
    lines, fields = table((HEADS, *ROWS, SUMS), LEFT, told=2)
    folders = ("Home", "Archive", "Letters", "Waste")
    lines += [((20, 130 + 30 * at, 90, 148 + 30 * at), folder) for at, folder in enumerate(folders)]
    root = written(tmp_path_factory.mktemp("extremes") / "root", lines, window=OFFERS, fields=fields)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (
            "which roofer was the cheapest?",
            "Harrow Roofing: $980 (Price per day), the lowest of $1,240, $980, $1,105",
        ),
        ("the most expensive of the roof offers", "1, Slate & Sons: $1,240 (Price per day), the highest of"),
        ("which roofer has the highest price per day", "Slate & Sons: $1,240"),
        # A row that was not told as fields counts as well.
        ("who has the longest delivery in the roof offers", "3, Tilecraft: 12 weeks (Delivery), the highest of"),
        ("which roofer starts the earliest", "Harrow Roofing: 07:15 (Starts), the earliest of 08:30, 07:15, 09:00"),
        ("which of the roof offers has the largest file", "2, Harrow Roofing: 684 MB (File), the highest of"),
        ("the second cheapest roofer", "Tilecraft: $1,105 (Price per day), the second lowest of"),
        ("which roofer has the third longest delivery", "Harrow Roofing: 6 weeks (Delivery), the third highest of"),
        ("which roofer is due first", "Harrow Roofing: 18 Mar (Due), the earliest of 2 May, 18 Mar, 7 Apr"),
        ("which roofer sent the latest", "Harrow Roofing: 11:56 (Sent), the latest of Yesterday, 11:56, 3 Feb"),
    ],
)
def test_row_is_told_with_what_it_was_found_among(views: Views, question: str, says: str) -> None:
    answer = asked(views, question)
    assert (answer.state, answer.plan.family if answer.plan else "") == ("ok", "arithmetic")
    assert says in answer.summary
    [claim] = answer.claims
    # The name of the row, with its number where no column is called as a row is, and all three values.
    assert len(claim.citations) in (4, 5)


@pytest.mark.parametrize(
    "question",
    [
        "which plumber was the cheapest?",
        "which roofer was the cheapest for the barn",
        "which roofer is the heaviest?",
        "which roofer has the highest file at Westwick",
        "which roofer came at the latest",
        # The first is not the second, nor is a price per week one per day.
        "which roofer is the cheapest except Harrow",
        "which roofer has the lowest price per week",
        # What stands left of a table tells of other ones.
        "which roofer in Archive has the largest file",
        # What heads the rows calls them roofers.
        "which folder is the cheapest",
        # Two share the first place.
        "which roofer has the second highest rank",
        "the fourth cheapest roofer",
        "the oldest roofer",
    ],
)
def test_what_no_table_has_is_not_told(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.plan is None or answer.plan.family != "arithmetic"


@pytest.mark.parametrize(
    ("question", "said", "is_most"),
    [
        ("the cheapest room", "cheapest", False),
        ("what costs the most per day", "costs the most", True),
        ("who has the fewest boxes", "fewest", False),
        ("which file is the biggest", "biggest", True),
        ("the oldest photo", "oldest", False),
        ("which bill is due last", "last", True),
        ("the most recently modified file", "most recently modified", True),
    ],
)
def test_superlative_is_known_by_its_end(question: str, said: str, is_most: bool) -> None:
    found = superlatives.asked(question)
    assert found is not None
    assert (found.said, found.is_most) == (said, is_most)


@pytest.mark.parametrize(
    "question",
    [
        "at most three rooms",
        "the newest mail",
        "what did I read last",
        "most of the time",
        "which site did I use most often",
        "the most recent mail",
        "a room",
    ],
)
def test_what_asks_for_no_end_is_none(question: str) -> None:
    assert superlatives.asked(question) is None


FILES = Window((0, 0, 900, 900), "quarry - Files", process="/usr/bin/thunar", focused=True)


@pytest.fixture(scope="module")
def files(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """A list of files, one of which is called by what it shows, and a form with a label below another one's value."""
    rows = (("Label", "Size"), ("pump-room.mov", "318.4 MB"), ("roof.jpg", "4.2 MB"), ("stairs.jpg", "66 MB"))
    lines = [(box(2 * column, at, text), text) for at, cells in enumerate(rows) for column, text in enumerate(cells)]
    told = [
        Field(box(2 * column, at, text), text, box(2 * column, 0, rows[0][column]), rows[0][column])
        for at, cells in enumerate(rows)
        for column, text in enumerate(cells)
        if at
    ]
    form = (("Trade", "Duty"), ("Tollefsen", "none"), ("Watch", "Hours"), ("Chaudhry", "6"))
    below = [[(box(2 * column, 10 + at, text), text) for column, text in enumerate(row)] for at, row in enumerate(form)]
    lines += [each for row in below for each in row]
    told += [
        Field(below[at + 1][column][0], form[at + 1][column], below[at][column][0], form[at][column])
        for at in (0, 2)
        for column in (0, 1)
    ]
    root = written(tmp_path_factory.mktemp("files") / "root", lines, window=FILES, fields=told)
    with Views(root) as opened:
        yield opened


def test_what_stands_in_the_name_of_one_file_calls_no_others(files: Views) -> None:
    assert "318.4 MB" in asked(files, "which file of the quarry is the largest").summary
    assert "318.4 MB" not in asked(files, "which room is the largest").summary


def test_labels_of_a_form_are_no_column(files: Views) -> None:
    assert "Watch" not in asked(files, "which trades are in the quarry").summary


@pytest.mark.parametrize(
    ("question", "text", "may"),
    [
        ("which room is the cheapest", "Room: Garden", False),
        ("which room is the cheapest", "Garden is cheapest", True),
        ("who has the most boxes", "boxes: 4", False),
        # A bound may be told as it is.
        ("minimum size of the backup", "check that it is above 4 GB", True),
        ("what is the most I may spend", "the ceiling is 40", True),
        ("the latest news", "nothing new", True),
        ("lowest draught of the barge", "Maximum draught 2.4 m", False),
        ("lowest draught of the barge", "Maximum draught 2.4 m, wait 17 min", False),
        ("highest draught of the barge", "Maximum draught 2.4 m", True),
        ("which room is the most expensive", "Most expensive 90 EUR, minimum stay 2 nights", True),
        ("maximum load of the bridge", "Load limit 12 t, at least 2 m apart", True),
    ],
)
def test_text_tells_an_end_where_it_says_so(question: str, text: str, may: bool) -> None:
    assert superlatives.may_tell(question, text) is may


@pytest.mark.parametrize(
    ("more", "less"),
    [("684 MB", "912 KB"), ("3 km", "900 m"), ("2 weeks", "9 days"), ("09:00", "08:30"), ("1:05 pm", "11:30")],
)
def test_values_of_one_sort_are_set_in_order(more: str, less: str) -> None:
    one, other = measured(more), measured(less)
    assert one is not None
    assert other is not None
    assert one[0] == other[0]
    assert one[1] > other[1]


def test_value_without_a_known_unit_is_of_the_sort_that_its_unit_is_called() -> None:
    assert measured("$1,240") == ("$", Decimal(1240))
    assert measured("none") is None


def test_rank_is_told_apart_from_the_end() -> None:
    found = superlatives.asked("the second most expensive item")
    assert found is not None
    assert (found.rank, found.end, found.span) == (2, "second highest", (4, 25))
