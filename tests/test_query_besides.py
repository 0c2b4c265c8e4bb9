"""Words that no screen need show, because they tell how a question is put or are said by the form of a value."""

from __future__ import annotations

import pytest

from query.language import besides
from query.passages.intent import LOOSE, read


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("how loud is the pump", "loud"),
        ("the sheet that I kept the pumps in", "kept"),
        ("what does the kiln cost altogether", "altogether"),
    ],
)
def test_word_need_not_stand(question: str, word: str) -> None:
    assert word in besides.words(question)
    assert next(term.kind for term in read(question).terms if term.text.casefold() == word) == LOOSE


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("how many pumps were lost", "pumps"),
        ("who kept the pump sheet", "kept"),
        ("what is the fault of kiln 7", "fault"),
        ("which fault code did the kiln show", "fault"),
        ("what does the kiln cost overall", "overall"),
    ],
)
def test_word_stands_where_it_tells_what_is_meant(question: str, word: str) -> None:
    assert word not in besides.words(question)
