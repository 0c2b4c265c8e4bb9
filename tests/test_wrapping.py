"""Text is broken into lines as wide as the terminal, with all of its letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from query import wrapping


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("crane C4 is down", 10, ["crane C4 ", "is down"]),
        ("crane C4 is down", 5, ["crane ", "C4 is ", "down"]),
        ("a bcdefghij", 4, ["a ", "bcde", "fghi", "j"]),
        ("abcdefgh ij", 4, ["abcd", "efgh ", "ij"]),
        ("中文字符 abc", 5, ["中文", "字符 ", "abc"]),
        ("e\u0301e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301e\u0301"]),
        ("", 5, [""]),
    ],
)
def test_text_is_broken_where_the_terminal_ends(text: str, room: int, lines: list[str]) -> None:
    assert list(wrapping.wrapped(text, room)) == lines


@given(text=st.text("ab 中e\u0301", max_size=60), room=st.integers(3, 20))
def test_wrapped_text_fits_and_is_whole(text: str, room: int) -> None:
    lines = list(wrapping.wrapped(text, room))
    assert "".join(lines) == text
    assert all(wrapping.cells(line.rstrip()) <= room for line in lines)
    assert wrapping.cells(wrapping.cut(text, room)) <= room
