"""Everyday questions for what was in front: switches, the first and the last thing, breaks, the least, yes or no."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from ledger.dataroot import DataRoot
from projections.views import Views
from query.answer import Answer
from query.ask import ask

NAMES = ("2026-03-02T09-10-00Z_run_81aa", "2026-03-04T09-14-00Z_run_82b3", "2026-03-20T15-02-00Z_run_8b30")
NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)


@pytest.fixture(scope="module")
def views(corpus: Path, tmp_path_factory: pytest.TempPathFactory, reading: ModuleType) -> Iterator[Views]:
    """Three sessions in care, read and understood; the last one has a break in it."""
    root: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("everyday"), NAMES)
    reading.read_all(root, corpus, NAMES)
    reading.understand(root)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


def family_of(answer: Answer) -> str:
    assert answer.plan is not None
    return answer.plan.family


# ---------------------------------------------------------------- switches


@pytest.mark.parametrize(
    "question",
    [
        "How often did I switch between apps on 2 March?",
        "how many times did I switch programs on 2 March",
        "how many app switches were there on 2 March",
        "number of times I jumped back and forth between different applications on 2 March",
        "how often did I go from one program to another on 2 March?",
        "how many switches between programs did I make on 2 March",
    ],
)
def test_switches_between_programs_are_counted_in_all(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert (answer.state, family_of(answer)) == ("ok", "sessions")
    assert answer.summary.startswith("2 switches from one program to another (Monday 2 March 2026)")
    assert [claim.text.partition(":")[0] for claim in answer.claims] == ["xterm → Chromium", "Chromium → xterm"]
    assert all(claim.citations for claim in answer.claims)


def test_switches_of_any_kind_are_told_with_those_between_programs(views: Views) -> None:
    answer = asked(views, "how many times did I change windows on 4 March?")
    assert answer.summary.startswith("5 switches from one thing in front to another")
    assert "2 of them from one program to another" in answer.summary
    sites = asked(views, "how often did I switch between sites on 4 March?")
    assert sites.summary.startswith("3 switches from one site to another")
    assert "mail.google.com → app.slack.com" in {claim.text.partition(":")[0] for claim in sites.claims}


@pytest.mark.parametrize(
    "question",
    [
        "how many context switches were there?",
        "how many switches are there in the rack?",
        "how often did Ana switch between apps?",
        "how many app changes were there in version 2?",
        "how often did I change the window size?",
        "how often did I switch tabs?",
        "how often did I switch between sites on 20 January?",
    ],
)
def test_what_is_no_switch_between_programs_is_not_counted(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state != "ok" or family_of(answer) != "sessions"
