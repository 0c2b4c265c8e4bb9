"""Questions without an answer: of another person, number, day or thing than the screens show."""

from __future__ import annotations

from benchmarks.worlds.asking import Ask

_ASKED = (
    "who is assigned to OPS-388?",
    "what's my passport number",
    "When did I look at reddit.com?",
    "tracking number of the FedEx parcel with the gearbox",
    "Which hotel did I book in Granada?",
    "When was the last time I used Blender?",
    "what did Professor Watanabe say in the chat",
    "show me the final Go code of the scheduler",
)


def negatives() -> list[Ask]:
    """All of them."""
    return [Ask("negative", question, "not found", answer_kind="not_found") for question in _ASKED]
