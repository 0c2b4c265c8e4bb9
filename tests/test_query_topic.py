"""What a question is led by stands where it refers to that."""

from __future__ import annotations

import pytest

from query.language import topic


@pytest.mark.parametrize(
    ("question", "joined"),
    [
        ("The DuckDB documentation: when was I there last?", "when was I on The DuckDB documentation last"),
        ("Outlook - how often did I open it in May?", "how often did I open Outlook in May"),
        ("tool shop website, when was I last on it", "when was I last on tool shop website"),
        (
            "It is ages since I had that sheet in front of me, when was it the last time?",
            "when was the last time I had that sheet in front of me",
        ),
        ("The basket broke since I opened it. When was that?", "The basket broke since I opened it. When was that?"),
        # It refers to something else, or nothing is led.
        ("In the report, when did I see it?", "In the report, when did I see it?"),
        ("The pump: when did it break?", "The pump: when did it break?"),
        ("when did I open it", "when did I open it"),
        ("it rains since Monday, when was that?", "it rains since Monday, when was that?"),
    ],
)
def test_topic_stands_where_the_question_refers_to_it(question: str, joined: str) -> None:
    assert topic.joined(question) == joined
