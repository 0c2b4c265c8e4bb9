"""Questions without an answer: of another person, number, day or thing than the screens show."""

from __future__ import annotations

from benchmarks.worlds.asking import Ask

_ASKED = (
    "who is handling PRESS-145?",
    "Meredith's mobile number",
    "what's the code of the safe?",
    "price of the refractometer at Quillfeather",
    "free SO2 in tank 8",
    "what did Gwendolyn write in the cellar room?",
    "confirmation number of the September return",
    "when did I open Inkscape",
    "Which pdf was I reading on 25 October?",
    "when was I last on wikipedia.org?",
    "the final version of irrigation.py please",
    "how much did the plumber cost",
    "what flight do I take to Moncton",
)


def negatives() -> list[Ask]:
    """All of them."""
    return [Ask("negative", question, "not found", answer_kind="not_found") for question in _ASKED]
