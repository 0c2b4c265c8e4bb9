"""Words, their forms and slips, by the quick way and by the plain one: what is looked at less must find the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.wording import humps, joined, tokens
from query.language import spelling, vocabulary
from query.language.words import beginnings, forms, parts
from query.passages.intent import read
from query.passages.match import has, holds

LETTERS = st.text("aeinst", min_size=1, max_size=9)
SAID = st.text("abCD_.- 1é", max_size=20)


@pytest.mark.parametrize("word", ["failing", "organisation", "calibrate", "mice", "children", "went", "café", "bus"])
def test_every_form_has_one_of_the_beginnings(word: str) -> None:
    assert all(any(form.startswith(each) for each in beginnings(word)) for form in forms(word))


def test_forms_that_begin_alike_share_what_they_begin_with() -> None:
    assert beginnings("failing") == ("fail",)


@given(LETTERS)
def test_every_form_of_any_word_has_one_of_the_beginnings(word: str) -> None:
    assert all(any(form.startswith(each) for each in beginnings(word)) for form in forms(word))


@given(SAID)
def test_parts_are_words_humps_and_names_put_together(said: str) -> None:
    assert parts(said) == {*tokens(said), *humps(said), *joined(said)}


@given(st.sampled_from(["fail", "type_error", '"a b"', "batchSize"]), SAID)
def test_line_that_lacks_what_a_term_needs_does_not_hold_it(question: str, said: str) -> None:
    for term in read(question).terms:
        assert holds(term, said) == has(term, said)


def _slips(one: str, other: str) -> int:
    """The table of all beginnings of both words, whole."""
    table = [[i + j if not i or not j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            ways = [table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (one[i - 1] != other[j - 1])]
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                ways.append(table[i - 2][j - 2] + 1)
            table[i][j] = min(ways)
    return table[-1][-1]


@given(LETTERS, LETTERS)
def test_slips_are_counted_alike_without_what_two_words_share(one: str, other: str) -> None:
    assert spelling.distance(one, other) == _slips(one, other)


@given(st.sampled_from(sorted(word for word in vocabulary.WORDS if len(word) > 4 and word.isalpha())), st.data())
def test_word_that_was_meant_is_found_by_its_length_and_first_letter(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    ways = (word[:at] + word[at + 1 :], word[:at] + "e" + word[at:], word[:at] + word[at + 1 : at + 2] + word[at:][:1])
    written = data.draw(st.sampled_from(ways))
    known = {each for each in vocabulary.WORDS if len(each) >= spelling._SHORTEST and each.isalpha()}
    near = {each for each in known if spelling._is_slip(written, each, 1)}
    nearest = spelling._nearest(written, vocabulary.WORDS)
    assert nearest in near if len(near) == 1 else nearest is None or nearest in known
