"""A label is named by what people say of it: all of a short one, most of a long one, and by no other number."""

from __future__ import annotations

import pytest

from query.forms import labels
from query.language.words import tokens

KNOWN = [
    (label, "CheckBox")
    for label in (
        "Urgent, deliver within 5 days",
        "Send me a receipt by mail",
        "Sealed by two people",
        "Lateberth",
        "Cot",
    )
]


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("did I tick urgent", "Urgent, deliver within 5 days"),
        ("the receipt by mail", "Send me a receipt by mail"),
        ("that two people sealed it", "Sealed by two people"),
        ("a late berth for the boat", "Lateberth"),
        ("the cots", "Cot"),
    ],
)
def test_a_label_is_named_as_people_say_it(said: str, first: str) -> None:
    assert [each.label for each in labels.named(tokens(said), KNOWN)] == [first]


@pytest.mark.parametrize("said", ["was it sealed by three people", "deliver it", "a receipt", "the late boat"])
def test_a_part_or_another_number_names_none(said: str) -> None:
    assert labels.named(tokens(said), KNOWN) == []
