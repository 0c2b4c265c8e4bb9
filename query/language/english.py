"""Common words of English, by the vocabulary of the encoder: it lists words about as often as they are used.

Only that list is read, not the weights: it is there in milliseconds, without numpy.
"""

from __future__ import annotations

import json
import math
from functools import cache

from projections import encoder

_COMMON = 12_000
_WIDEST = 1 << 16


def is_common(word: str) -> bool:
    """Say whether a word, in small letters, is one of the words that everybody writes: it is no slip of the pen."""
    return word in _words()


@cache
def _words() -> frozenset[str]:
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
