"""Patterns of `query` are compiled when they are first used: all of them can be."""

from __future__ import annotations

import gc
import importlib
import json
import pkgutil
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import query
from query.patterns.needed import needed
from query.patterns.pattern import pattern

_ASKED = Path(__file__).parent.parent / "benchmarks" / "questions"


def _waiting() -> list[re.Pattern[str]]:
    for module in pkgutil.walk_packages(query.__path__, "query."):
        importlib.import_module(module.name)
    waiting = [each for each in gc.get_objects() if type(each) is type(pattern(""))]
    assert len(waiting) > 200
    return waiting


def test_all_patterns_of_query_are_proper_ones() -> None:
    for each in _waiting():
        assert each.groups == re.compile(each.pattern, each.flags).groups, each


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
    ("text", "needs"),
    [
        ("words?", [["word"]]),
        (r"\bwords?\b", [[" word ", " words "]]),
        (r"\bhow (?:many|much)\b", [[" how many ", " how much "]]),
        (r"what\s+(?:did|do)\W+(?:I|we)", [["what did i", "what did we", "what do i", "what do we"]]),
        ("(?:alpha|be+ta)x", [["alpha", [["be"], ["eta"]]]]),
        ("(?:alpha|beta)?", []),
        ("(?:alpha|)x", []),
        ("a|alpha", []),
        (r"\ba\b|alpha", [[" a ", "alpha"]]),
        ("(?!alpha)beta", [["beta"]]),
        ("(?<=alpha )beta", [["alpha "], ["beta"]]),
        (r"(?<!\w)beta(?=\s)", [[" beta "]]),
        ("(?P<one>ALPHA)+", [["alpha"]]),
        ("alpha.*beta", [["alpha"], ["beta"]]),
        ("alpha{0,2}", [["alph"]]),
        ("(?:alpha){2}", [["alphaalpha"]]),
        ("(?:alpha){0}beta", [["beta"]]),
        (r"\d{4}-[0-9]+x", [["0000 0"], ["0x"]]),
        ("gr[ae]y", [["gray", "grey"]]),
        (r"[^]alpha]\[be", [[" be"]]),
        (r"alpha[’'\s-]?beta", [["alpha beta", "alphabeta"]]),
        ("(?(1)alpha|beta)", []),
        ("straße|gamma", [["gamma"]]),
        ("straße", [[]]),
        ("\u017fee", [["ee"]]),
    ],
)
def test_what_a_pattern_needs(text: str, needs: list[object]) -> None:
    assert json.loads(json.dumps(needed(text))) == needs


def test_table_of_what_patterns_need_is_up_to_date() -> None:
    ran = subprocess.run([sys.executable, "tools/needed.py", "--check"], cwd=_ASKED.parent.parent, check=False)
    assert ran.returncode == 0, "query/needed.json is out of date: run `make needed`"


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


_PARTS = r"a|ab|B|ba|.|[ab]|[^a]|\b|\w|^|$| ||a |1|\d|\s|\W|-|[a-]|s|é|\B|(?<!\w)|(?!\w)|(?!\S)|(?<!\S)|(?=\s)|(?<=\s)"

_PIECES = st.recursive(
    st.sampled_from([*_PARTS.split("|"), "\u017f"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,1}", "{2}", "{1,2}", "*?", "??", "{1,}"])).map(
            lambda both: f"(?:{both[0]}){both[1]}"
        ),
        st.tuples(st.sampled_from(["(?=", "(?!", "(?i:", "(", "(?>"]), inner).map(lambda both: f"{both[0]}{both[1]})"),
    ),
    max_leaves=12,
)


@given(
    text=_PIECES,
    flags=st.sampled_from([0, re.IGNORECASE, re.MULTILINE]),
    said=st.text("abAB \u017f1s-\n_é", max_size=12),
    end=st.integers(0, 12),
)
def test_pattern_that_waits_finds_what_a_compiled_one_finds(text: str, flags: int, said: str, end: int) -> None:
    held, compiled = pattern(text, flags), re.compile(text, flags)
    for method in ("search", "match", "fullmatch", "search"):
        ours, theirs = getattr(held, method)(said), getattr(compiled, method)(said)
        assert (ours and ours.span()) == (theirs and theirs.span())
        ours, theirs = getattr(held, method)(said, 1, end), getattr(compiled, method)(said, 1, end)
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
