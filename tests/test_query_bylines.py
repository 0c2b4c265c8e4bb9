"""Who wrote something: by the line on its screen that tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from projections.views import Views
from query.ask import ask
from query.people.bylines import _LINE, _ROLES

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Rosa Lind · 4 min read", "Rosa Lind"),
        ("BY ROSA LIND", "ROSA LIND"),
        ("Prepared by Jan van der Meer, 11 September", "Jan van der Meer"),
        ("— by: O'Hara", "O'Hara"),
        ("Words: Rosa Lind, 4 April 2027", "Rosa Lind"),
        ("Text: Rosa Lind", "Rosa Lind"),
        ("Words in a line: 14", None),
        ("Text colour: Red", None),
        ("by car in an hour", None),
        ("Bypass Road is closed", None),
        ("stand by Rosa", None),
    ],
)
def test_line_that_tells_a_writer(line: str, name: str | None) -> None:
    match = _LINE.match(line)
    assert (match["name"] if match else None) == name


@pytest.mark.parametrize(
    ("question", "line", "tells"),
    [
        ("who checked the valve?", "Checked by: Ines Falk", True),
        ("who checked the valve?", "Checked: Every Friday", False),
        ("who fixed the valve?", "Fixed by Friday", False),
        ("who approved the valve?", "Approved: Yes", False),
        ("who issued the table?", "Issued: Monday 2 March", False),
    ],
)
def test_line_that_tells_who_did_it(question: str, line: str, *, tells: bool) -> None:
    [role] = [each for each in _ROLES if each.asked.search(question)]
    assert bool(role.line.match(line)) is tells


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    paper = ["The Quarry Post", "Swimming hall to stay shut", "By Rosa Lind · 4 min read", "The hall will not open."]
    paper += ["A petition was handed over in March."]
    report = ["Pump test, site report", "Prepared by Tom Ek, 11 September", "1 Flow. The pump reached 94 percent."]
    report += ["Approved by Dr Ines Falk, head of pumps.", "Photos: Jo Brand"]
    with Views(written(tmp_path_factory.mktemp("bylines") / "root", paper, report)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("who wrote the newspaper article on the swimming hall?", "By Rosa Lind · 4 min read"),
        # A verb that stands nowhere asks no less.
        ("who authored the newspaper article on the swimming hall?", "By Rosa Lind · 4 min read"),
        ("I read the paper the other day, who wrote that piece about the swimming hall?", "By Rosa Lind · 4 min read"),
        ("author of the pump test", "Prepared by Tom Ek, 11 September"),
        ("pump test writer", "Prepared by Tom Ek, 11 September"),
        ("who signed off the pump test?", "Approved by Dr Ines Falk, head of pumps."),
        ("who has authorised the site report of the pump test?", "Approved by Dr Ines Falk, head of pumps."),
        ("by whom was the pump test approved", "Approved by Dr Ines Falk, head of pumps."),
        ("who took the pictures for the pump test?", "Photos: Jo Brand"),
    ],
)
def test_writer_of_what_is_named_is_told(views: Views, question: str, line: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert [citation.text for citation in answer.claims[0].citations] == [line]


@pytest.mark.parametrize(
    "question",
    [
        "who wrote the piece on the town library?",
        "who translated the pump test?",
        "who approved the petition?",
        # What a text tells of need not be by who wrote that text.
        "who drafted the petition?",
        "who published the petition?",
    ],
)
def test_writer_of_what_stands_nowhere_or_is_only_told_of_is_not_told(views: Views, question: str) -> None:
    assert ask(views, question, now=NOW, zone=UTC).state == "not_found"
