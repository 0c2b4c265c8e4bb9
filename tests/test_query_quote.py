"""The quote of an answer has what was asked for, and not only the label or the half of a sentence beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from query.answers.answer import Claim
from query.passages.quote import quoted

Passage = Callable[..., Claim]
# A main line comes first, whatever stands over it.
BELOW, RIGHT = (100, 130, 400, 150), (420, 100, 600, 120)
MAIN = (100, 100, 400, 120)


@pytest.mark.parametrize(
    ("question", "lines", "boxes", "quote"),
    [
        (
            "what reason was given for the order?",
            ("Reason", "The old ones leak"),
            [MAIN, BELOW],
            "“Reason” · “The old ones leak”",
        ),
        (
            "price of a holster",
            ("Holster", "4", "22.25"),
            [MAIN, RIGHT, (620, 100, 700, 120)],
            "“Holster” · “22.25”",
        ),
        (
            "who approved the order?",
            ("The order was approved by Ines.", "Thanks"),
            [MAIN, BELOW],
            "“The order was approved by Ines.”",
        ),
        (
            "where do we park at the site visit?",
            ("The site visit is moved to noon, we park", "behind the fire hall"),
            [MAIN, BELOW],
            "“The site visit is moved to noon, we park” · “behind the fire hall”",
        ),
        (
            "which damper does not open fully?",
            ("which does not open fully.", "The rest of the air is lost at damper D-06,"),
            [MAIN, (100, 70, 400, 90)],
            "“The rest of the air is lost at damper D-06,” · “which does not open fully.”",
        ),
        (
            "what size is the snapshot?",
            ("2. Check the size of the snapshot", "3. Tell Marek"),
            [MAIN, BELOW],
            "“2. Check the size of the snapshot”",
        ),
        # A file is asked for by what is in it; the name of its window tells it.
        (
            "which file has the heat loads?",
            ("heat loads", "loads.ods — Calc"),
            [MAIN, (900, 20, 1200, 40)],
            "“loads.ods — Calc” · “heat loads”",
        ),
        # Where the row of the foyer meets the column of its area.
        (
            "what area has the foyer?",
            ("Foyer", "Area", "120", "11.3"),
            [(100, 300, 200, 320), (300, 100, 360, 120), (310, 300, 350, 320), (420, 300, 460, 320)],
            "“Foyer” · “Area” · “120”",
        ),
        (
            "phone of the manager",
            ("Manager of the gate", "Lunch", "555-0193"),
            [MAIN, BELOW, (100, 160, 200, 180)],
            "“Manager of the gate” · “555-0193”",
        ),
        # What stands far off belongs to something else.
        ("reason for the order", ("Reason", "The old ones leak"), [MAIN, (100, 900, 400, 920)], "“Reason”"),
    ],
)
def test_lines_that_answer_are_quoted(
    passage: Passage, question: str, lines: tuple[str, ...], boxes: list[tuple[int, ...]], quote: str
) -> None:
    assert quoted(question, passage(*lines, boxes=boxes)) == quote


def test_line_of_another_frame_is_not_quoted(passage: Passage) -> None:
    here, there = passage("Reason", boxes=[MAIN]), passage("The old ones leak", boxes=[BELOW], frame="another")
    both = Claim(here.text, (*here.citations, *there.citations))
    assert quoted("what reason was given?", both) == "“Reason”"
