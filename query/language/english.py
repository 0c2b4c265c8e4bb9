"""Words of English: the common ones by the vocabulary of the encoder, which lists them by frequency.

Only that list is read, not the weights: it is there in milliseconds, without numpy. Further down it has names and slips
as well, so the rarer words stand in `english.txt`, whose head says where they are from.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

from projections import encoder

_COMMON = 12_000
_WIDEST = 1 << 16
_MORE = Path(__file__).with_name("english.txt")


def is_common(word: str) -> bool:
    """Say whether a word, in small letters, is one of the words that everybody writes."""
    return word in _common()


def is_word(word: str) -> bool:
    """Say whether a word, in small letters, is one of English, however rare: it is no slip of the pen."""
    return word in _common() or word in _more()


@cache
def _more() -> frozenset[str]:
    return frozenset(line for line in _MORE.read_text("ascii").split("\n") if line.isalpha())


@cache
def _common() -> frozenset[str]:
    """Return the common words; none where the file of the encoder cannot be read."""
    try:
        with encoder.FILE.open("rb") as file:
            header = file.readline(_WIDEST)
            _, shape, offset = json.loads(header)["vocabulary"]
            file.seek(len(header) + offset)
            lines = file.read(math.prod(shape)).decode().split("\n")
    except (OSError, ValueError, KeyError):
        return frozenset()
    return frozenset(line for line in lines[:_COMMON] if line.isalpha())
