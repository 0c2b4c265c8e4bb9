"""Questions in the order of words of another language are put right, and those in the order of English stay."""

from __future__ import annotations

import pytest

from query.language.courtesy import without


@pytest.mark.parametrize(
    ("asked", "put"),
    [
        ("How much costs the heron print?", "how much does the heron print cost?"),
        ("How much is costing the big frame for a week?", "how much does the big frame cost for a week?"),
        ("How much will cost the crossing in June?", "how much will the crossing cost in June?"),
        ("how much costs paper per ream", "how much does paper cost per ream"),
        ("At what time leaves the night boat?", "At what time does the night boat leave?"),
        ("Where exactly hangs the spare key?", "Where exactly does the spare key hang?"),
        ("Up to which height goes the crane on Fridays?", "Up to which height does the crane go on Fridays?"),
        ("What answered rsync when I started it?", "what did rsync answer when I started it?"),
        ("what gave halve(3) back", "what did halve(3) give"),
        ("What I typed for to see the log?", "What did I type to see the log?"),
        ("Which filter I have used for the portrait?", "Which filter did I use for the portrait?"),
        ("deadline for returning the waders", "by when must I return the waders"),
        ("What's the cut-off to book the hall?", "by when must I book the hall?"),
        ("deadline for submitting it", "by when must I submit it"),
        ("deadline for adding a name", "by when must I add a name"),
        ("which account number do we have with the bank?", "what is our account number with the bank?"),
        ("what did the pump cost, according to Ida's letter?", "what did the pump cost, according to Ida?"),
    ],
)
def test_order_of_another_language_is_put_right(asked: str, put: str) -> None:
    assert without(asked) == put


@pytest.mark.parametrize(
    "asked",
    [
        "how much did it cost",
        "how much cost overrun did we have",
        "which bus leaves the depot at 7",
        "which key opens the shed",
        "what said that the boat was late",
        "what I typed, and what came of it",
        "who runs the shop",
        "last day for paying the fee",
        "which number do I have to ring",
        "according to the mail, who pays",
        "deadline for evening classes",
        "deadline for parking permits",
        "when is the cut-off to Paris",
        "which phone number do I have to call",
        "which error code did I have when the push failed?",
        "according to Monday's mail, what happened",
        "when the boat leaves the pier, where do I sit",
        "where did it say “how much costs the tent”",
    ],
)
def test_order_of_english_stays(asked: str) -> None:
    assert without(asked) == asked
