"""Patterns of `query` are compiled when they are first used: all of them can be."""

from __future__ import annotations

import gc
import importlib
import json
import pkgutil
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import query
from query.needed import needed
from query.pattern import pattern

_ASKED = Path(__file__).parent.parent / "benchmarks" / "questions"


def _waiting() -> list[re.Pattern[str]]:
    for module in pkgutil.iter_modules(query.__path__, "query."):
        importlib.import_module(module.name)
    waiting = [each for each in gc.get_objects() if type(each) is type(pattern(""))]
    assert len(waiting) > 200
    return waiting


def test_all_patterns_of_query_are_proper_ones() -> None:
    for each in _waiting():
        assert each.groups >= 0, each


def test_no_pattern_passes_over_a_question_that_it_matches() -> None:
    sets = [json.loads(path.read_text("utf-8"))["questions"] for path in sorted(_ASKED.glob("*.json"))]
    asked = [each["question"] for questions in sets for each in questions][::11]
    assert len(asked) > 200
    passed = 0
    for each in {(held.pattern, held.flags): held for held in _waiting()}.values():
        compiled = re.compile(each.pattern, each.flags)
        for text in asked:
            found = each.search(text)
            assert (found and found.span()) == ((other := compiled.search(text)) and other.span()), (each, text)
            passed += found is None
    assert passed > len(asked)


@pytest.mark.parametrize(
    ("text", "bits"),
    [
        ("words?", ("word",)),
        (r"\bhow (?:many|much)\b", ("how ",)),
        ("(?:alpha|be+ta)x", ("alpha", "be")),
        ("(?:alpha|beta)?", ()),
        ("(?:alpha|)x", ()),
        ("a|alpha", ()),
        ("(?!alpha)beta", ("beta",)),
        ("(?<=alpha )beta", ("beta",)),
        ("(?P<one>ALPHA)+", ("alpha",)),
        ("alpha{0,2}", ("alph",)),
        ("(?:alpha){2}", ("alpha",)),
        ("(?:alpha){0}beta", ()),
        (r"[^]alpha]\[be", ("be",)),
        ("(?(1)alpha|beta)", ()),
        ("straße", ()),
    ],
)
def test_bits_that_a_pattern_needs(text: str, bits: tuple[str, ...]) -> None:
    assert needed(text) == bits


@pytest.mark.parametrize(
    "word", ["any ", "some ", "the last ", "i ", "did i ", "   ", "to 1 to 2 ", "which ", "a.", "x-"]
)
def test_no_pattern_takes_long_over_one_word_said_many_times(word: str) -> None:
    asked = f"which {(word * 1000)[:1900]} big red mails did I read"
    for each in {(held.pattern, held.flags): held for held in _waiting()}.values():
        begun = time.process_time()
        each.search(asked)
        # Far above what a quiet machine needs: a pattern that tries everything takes minutes.
        assert time.process_time() - begun < 5, each.pattern


_PIECES = st.recursive(
    st.sampled_from(["a", "ab", "B", "ba", ".", "[ab]", "[^a]", r"\b", r"\w", "^", "$", " ", ""]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,1}", "{2}", "{1,2}", "*?", "??"])).map(
            lambda both: f"(?:{both[0]}){both[1]}"
        ),
        st.tuples(st.sampled_from(["(?=", "(?!", "(?i:", "("]), inner).map(lambda both: f"{both[0]}{both[1]})"),
    ),
    max_leaves=12,
)


@given(text=_PIECES, flags=st.sampled_from([0, re.IGNORECASE]), said=st.text("abAB \u017f", max_size=12))
def test_pattern_that_waits_finds_what_a_compiled_one_finds(text: str, flags: int, said: str) -> None:
    held, compiled = pattern(text, flags), re.compile(text, flags)
    for method in ("search", "match", "fullmatch"):
        ours, theirs = getattr(held, method)(said), getattr(compiled, method)(said)
        assert (ours and ours.span()) == (theirs and theirs.span())
    assert [each.span() for each in held.finditer(said)] == [each.span() for each in compiled.finditer(said)]
    assert held.findall(said) == compiled.findall(said)
    assert held.sub("-", said) == compiled.sub("-", said)
    assert held.subn("-", said, 1) == compiled.subn("-", said, 1)
    assert held.split(said) == compiled.split(said)


def test_pattern_is_used_as_a_compiled_one_is() -> None:
    held = pattern(r"(?P<letter>[a-z])\d")
    assert held.sub("-", "a1 b2") == "- -"
    assert [match["letter"] for match in held.finditer("a1 b2")] == ["a", "b"]
    assert held.groupindex == {"letter": 1}
