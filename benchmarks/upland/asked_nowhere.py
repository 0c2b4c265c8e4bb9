"""Questions without an answer: of another row, person, day or thing than the screens show, or of nothing there."""

from __future__ import annotations

from benchmarks.worlds.asking import Ask

_ASKED = (
    "who's got RIV-79?",
    "priyankas phone number",
    "what was the battery at Kowhai Weir on the 8th of April",
    "price of the VP-100 probe?",
    "how many verticals did Bruce do for gauging 117",
    "what did Winsome write in the chat",
    "wifi password at the shed",
    "How many hectares does Glenfoyle have?",
    "when do I land in Oslo?",
    "fare for the 18:30 ferry",
    "what are Sefa's twins called",
    "What's the fine for taking water during a half cut?",
    "Which pdf did I have open on Monday 5 April?",
    "when was I last on stackoverflow.com",
    "when did i last use Photoshop",
    "show me the final version of export.py",
    "rego of the quad bike?",
)


def negatives() -> list[Ask]:
    """All of them."""
    return [Ask("negative", question, "not found", answer_kind="not_found") for question in _ASKED]
