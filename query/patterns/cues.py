"""Cues: what stands in every question that a family answers, so that elsewhere it is neither loaded nor asked.

A family names the patterns of which one matches wherever it has an answer. What these need (`needed.py`) is written
down in `cues.json` by `make needed`, for to ask the patterns themselves the family would have to be loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from query.patterns.flat import Needs, flat, stand

TABLE = Path(__file__).with_name("cues.json")
PATTERNS: dict[str, tuple[re.Pattern[str], ...]] = {}
"""The patterns of each family that was loaded and has some, by its name: `mails.answered`."""

_Family = TypeVar("_Family", bound=Callable[..., object])


def cued(*patterns: re.Pattern[str]) -> Callable[[_Family], _Family]:
    """Say of a family that one of some patterns matches in each question that it answers.

    It may look for them in the question as it was put or as it was understood, in any part of either, and in its words.
    """

    def noted(family: _Family) -> _Family:
        PATTERNS[f"{family.__module__.removeprefix('query.')}.{family.__name__}"] = patterns
        return family

    return noted


def admit(family: str, question: str, understood: str) -> bool:
    """Say whether a question, as it was put and as it was understood, may be one for a family, as far as cues tell."""
    needs = _known().get(family)
    said = f"{question} {understood}"
    if needs is None or not said.isascii():
        return True
    # Names fall apart where the words of a question are looked at.
    return stand(needs, flat(f"{said} {said.replace('_', ' ')}" if "_" in said else said))


@cache
def _known() -> dict[str, Needs]:
    return msgspec.json.decode(TABLE.read_bytes(), type=dict[str, Needs])
