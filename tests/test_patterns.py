"""Patterns of `query` are compiled when they are first used: all of them can be."""

from __future__ import annotations

import gc
import importlib
import pkgutil

import query
from query.pattern import pattern


def test_all_patterns_of_query_are_proper_ones() -> None:
    for module in pkgutil.iter_modules(query.__path__, "query."):
        importlib.import_module(module.name)
    waiting = [each for each in gc.get_objects() if type(each) is type(pattern(""))]
    assert len(waiting) > 200
    for each in waiting:
        assert each.groups >= 0, each


def test_pattern_is_used_as_a_compiled_one_is() -> None:
    held = pattern(r"(?P<letter>[a-z])\d")
    assert held.sub("-", "a1 b2") == "- -"
    assert [match["letter"] for match in held.finditer("a1 b2")] == ["a", "b"]
    assert held.groupindex == {"letter": 1}
