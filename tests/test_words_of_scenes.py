"""Words of many lines at once are those of each line, and ranges of them are sealed as they were counted by hand."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.facts import AnyFact, Maker, Span, TextRead
from projections import catalogue, database, postings, wording
from projections.engine import SqliteStore
from projections.projection import Folding, Position

SIGNS = "aAbBZz09_  .-\n\x1c\x85éÉ東京AßİK"
TEXTS = st.one_of(st.text(SIGNS, max_size=14), st.text("aAbBZ0_ .\n", max_size=14), st.text(max_size=10))


def slow(text: str) -> list[str]:
    """Return the words of a text as any text has them, however few signs it is made of."""
    plain = [gram for token in wording.tokens(text) for gram in wording.grams(token)]
    others = {*wording.humps(text), *wording.joined(text)}.difference(wording.tokens(text))
    return [*plain, *sorted(others)]


@given(TEXTS)
def test_quick_words_of_plain_text_are_those_of_any_text(text: str) -> None:
    assert list(wording.words(text)) == slow(text)


@given(st.lists(TEXTS, max_size=6))
def test_words_of_all_are_the_words_of_each(texts: list[str]) -> None:
    assert Counter(wording.words_of_all(texts)) == Counter(word for text in texts for word in wording.words(text))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal ranges early."""
    monkeypatch.setattr(postings, "RANGE", 4)
    monkeypatch.setattr(postings, "FANOUT", 3)


def folded(path: Path, lines: list[list[str]], *, at_once: int) -> sqlite3.Connection:
    """Fold screens of lines, each a scene of its own, so many in a transaction."""
    facts: list[AnyFact] = [
        TextRead(f"f{at}", "ocr", Maker("text", 1), "", tuple(Span((0, 0, 9, 9), text, 90) for text in texts))
        for at, texts in enumerate(lines)
    ]
    told = [Folding(seq, "2026-01-01T00:00:00Z", "R", 0, 1, b"", fact) for seq, fact in enumerate(facts)]
    with closing(SqliteStore(path, catalogue.IN_FACTS_DB, "00" * 32)) as store:
        for at in range(0, len(told), at_once):
            store.fold(told[at : at + at_once], Position(min(at + at_once, len(told)), 0, "00" * 32))
    return database.open_for_reading(path, catalogue.IN_FACTS_DB)


def by_hand(lines: list[list[str]]) -> dict[str, dict[int, int]]:
    """Return by word and scene what the word is worth there."""
    found: dict[str, dict[int, int]] = {}
    for scene, texts in enumerate(lines, 1):
        times = Counter(word for text in texts for word in slow(text))
        rest = postings.K1 * (1 - postings.B + postings.B * times.total() / postings.REFERENCE)
        for word, count in times.items():
            found.setdefault(word, {})[scene] = max(1, int(255 * count / (count + rest)))
    return found


SCREENS = [
    [f"the readTide of {at}", "the snake_case", f"Ort {at % 3} 東京", "the the the" * (at % 5)] for at in range(20)
]


@pytest.mark.parametrize("at_once", [1, 2, 7, 20])
def test_sealed_ranges_have_each_word_with_its_worth(tmp_path: Path, at_once: int) -> None:
    found: dict[str, dict[int, int]] = {}
    with closing(folded(tmp_path / "facts.db", SCREENS, at_once=at_once)) as db:
        levels = [level for (level,) in db.execute("SELECT level FROM scene_ranges ORDER BY last_span")]
        for term, scenes, impacts in db.execute("SELECT term, scenes, impacts FROM postings"):
            numbers = array("I", scenes)
            assert list(numbers) == sorted(set(numbers))
            found.setdefault(term, {}).update(zip(numbers, impacts, strict=True))
    assert levels == [2, 2, 0, 0]
    assert found == by_hand(SCREENS)


@pytest.mark.parametrize("at_once", [1, 20])
def test_range_without_a_word_is_sealed_as_well(tmp_path: Path, at_once: int) -> None:
    with closing(folded(tmp_path / "facts.db", [["—", "", "…", "--"]] * 20, at_once=at_once)) as db:
        assert db.execute("SELECT count(*) FROM scene_ranges").fetchone() == (4,)
        assert db.execute("SELECT count(*) FROM postings").fetchone() == (0,)
