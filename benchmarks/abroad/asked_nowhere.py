"""Questions without an answer: of another row, person, day or thing than the screens show, or of nothing there."""

from __future__ import annotations

from benchmarks.worlds.asking import Ask

_ASKED = (
    "who is the assignee of LN-219?",
    "Teo's phone number",
    "at what time does LN 417 leave Linz in timetable 2.1",
    "how many berths does car 70-322 have?",
    "mean delay of LN 422 on the dashboard",
    "What did Dries write in the chat?",
    "wifi password of the flat in Ljubljana",
    "fee per stop in Straubing?",
    "what do the towels at Wolkwit cost",
    "what's the name of Veerle's cat",
    "Which pdf did I read on Wednesday 27 January?",
    "when did I visit stackoverflow.com?",
    "when did i last have Blender open",
    "Show me the final sort_cars.py",
    "what was the licence plate of the rental car",
)


def negatives() -> list[Ask]:
    """All of them."""
    return [Ask("negative", question, "not found", answer_kind="not_found") for question in _ASKED]
