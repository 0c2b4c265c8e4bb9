"""Words that no screen need show, because they tell how a question is put or are said by the form of a value."""

from __future__ import annotations

import pytest

from query import besides
from query.intent import LOOSE, read


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("how loud is the pump", "loud"),
        ("the sheet that I kept the pumps in", "kept"),
        ("what did the heritage people ask", "people"),
        ("which box did the parcel guys lose", "guys"),
        ("humidity on Wed 11 Nov", "nov"),
        ("humidity on Wednesday the 11th of November", "november"),
        ("what does the pump cost", "cost"),
    ],
)
def test_word_need_not_stand(question: str, word: str) -> None:
    assert word in besides.words(question)
    assert next(term.kind for term in read(question).terms if term.text.casefold() == word) == LOOSE


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("how many people were at the pump", "people"),
        # The month tells the day where no weekday does.
        ("humidity on 11 Nov", "nov"),
        # No value of a form is asked for.
        ("who sent the size of the pump", "size"),
    ],
)
def test_word_stands_where_it_tells_what_is_meant(question: str, word: str) -> None:
    assert word not in besides.words(question)
