"""A list below a heading: lines that begin where it begins, as far as they follow at one distance."""

from __future__ import annotations

import pytest

from projections.text import SpanRow
from query.inquiries.screens import naming
from query.values.listed import _below, _headings, _is_as_said


def _line(number: int, left: int, top: int, words: str) -> SpanRow:
    return SpanRow(number, 1, number, "ocr", (left, top, left + 90, top + 20), words, 9_000, ())


def test_list_ends_where_the_distance_of_its_lines_grows_and_leaves_out_other_columns() -> None:
    heading = _line(1, 100, 100, "Rooms")
    lines = [_line(2 + at, 100, 128 + 28 * at, name) for at, name in enumerate(("Alpha", "Beta", "Gamma"))]
    others = [_line(7, 300, 128, "elsewhere"), _line(8, 100, 224, "People"), _line(9, 100, 252, "Ines")]
    assert [span.text for span in _below(heading, [heading, *lines, *others])] == ["Alpha", "Beta", "Gamma"]


def test_few_headings_are_looked_for_however_many_plurals_a_question_has() -> None:
    assert len(_headings("list " + " ".join(f"apples{number}s" for number in range(200)))) == 12
    assert _headings("list of due dates, of due dates")[:2] == (("due", "dates"), ("dates",))


def test_name_of_somebody_heads_nothing_that_is_asked_of_them() -> None:
    assert _is_as_said("Reviewers", ["reviewer"])
    assert not _is_as_said("Imran", ["imrans"])


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Gmail divide my inbox", ["gmail"]),
        ("Gmail the list of mails", ["gmail"]),
        ("purchase ledger", ["purchase", "ledger"]),
        # Where nothing else is said, a sort of thing is what is meant.
        ("the note", ["note"]),
    ],
)
def test_what_anybody_does_and_sorts_of_things_name_no_screen(words: str, named: list[str]) -> None:
    assert naming(words) == named
