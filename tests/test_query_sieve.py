"""The sieve finds the lines that hold a term, as looking at each line does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from query.passages.intent import read
from query.passages.match import holds
from query.passages.sieve import Lines, Sieve

WORDS = st.sampled_from(
    ["failed", "Failing", "fail", "batch_size", "batchSize", "TypeError", "type", "error", "İstanbul", "größe", "naïve",
     "設定を開く", "設定", "ab-12", "v1.2", "the", "unit", "unittest", "", "a_failed_b", "straße", "FAİL"]
)  # fmt: skip
LINES = st.lists(st.lists(WORDS, max_size=4).map(" ".join) | st.text(max_size=12), max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), LINES)
def test_sieve_finds_what_looking_at_each_line_finds(question: str, lines: list[str]) -> None:
    terms = read(f'"{question}" {question}').terms
    each = {at: [n for n, term in enumerate(terms) if holds(term, line)] for at, line in enumerate(lines)}
    assert Sieve(terms).held(Lines(lines)) == {at: held for at, held in each.items() if held}


@pytest.mark.parametrize(
    ("question", "lines", "found"),
    [
        ("who failed", ["it fails", "nothing", "FAILED"], [0, 2]),
        ("batch size", ["batchSize = 3", "batch_size", "size"], [0, 1, 2]),
        ("設定", ["ファイル", "設定を開く"], [1]),
    ],
)
def test_lines_are_told_by_their_places(question: str, lines: list[str], found: list[int]) -> None:
    assert list(Sieve(read(question).terms).held(Lines(lines))) == found
