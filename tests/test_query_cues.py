"""Cues of families: a family is loaded and asked where one of its patterns may match, and nowhere else."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from query.families import LATE, ROWS
from query.language import story
from query.language.words import tokens
from query.passages import intent
from query.patterns import cues
from query.patterns.needed import cue
from query.patterns.pattern import pattern

_LOADED = {row.asks: row.function for row in (*ROWS, *LATE)}
_NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)
_SETS = sorted((Path(__file__).parent.parent / "benchmarks" / "questions").glob("*.json"))


def test_cues_are_those_of_the_families_that_are_asked() -> None:
    assert _LOADED.keys() >= cues.PATTERNS.keys()
    assert len(cues.PATTERNS) > 15


@pytest.mark.parametrize("path", _SETS, ids=lambda path: path.stem)
def test_no_family_is_passed_over_that_a_recorded_question_may_be_for(path: Path) -> None:
    assert _LOADED
    for each in json.loads(path.read_text("utf-8"))["questions"]:
        question = each["question"]
        rest = story.read(question, now=_NOW, zone=UTC).rest
        texts = (question, rest, intent.unquoted(rest), intent.unquoted(question), " ".join(tokens(rest)))
        for family in cues.PATTERNS:
            if any(of.search(text) for of in cues.PATTERNS[family] for text in texts):
                assert cues.admit(family, question, rest), (family, question)


def test_cue_stands_in_any_order_and_apart() -> None:
    assert json.loads(json.dumps(cue([r"\bhow many mails?\b"]))) == [
        [[[" how "], [" many "], [" mail "]], [[" how "], [" many "], [" mails "]]]
    ]


def test_question_for_one_thing_loads_no_family_for_another() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import sys, query.ask; print(*(name for name in sys.modules if name[:6] == 'query.'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert "query.ask" in ran.stdout
    assert not {"query.foreground.mails", "query.calendar.agenda", "query.seen.colors", "query.code.snippets"} & set(
        ran.stdout.split()
    )


def test_words_of_another_script_are_left_to_the_families() -> None:
    assert not cues.admit("foreground.mails.answered", "which window", "which window")
    assert cues.admit("foreground.mails.answered", "which window – é", "which window – é")
    assert cues.admit("foreground.mails.answered", "which e_mail", "which e_mail")


def test_pattern_that_needs_nothing_leaves_a_family_to_be_asked() -> None:
    assert cue([pattern(r"\w+").pattern, "mail"]) == ()
