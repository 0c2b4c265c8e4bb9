"""Flat texts: lower letters, `0` for a digit, one space between words and at both ends; and what must stand in them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeAlias

# Of each of its members one must stand in a text: a bit of it, or again such needs. Read from a file they are lists.
Needs: TypeAlias = tuple[tuple[Any, ...], ...]


def image(sign: str) -> str:
    """Return what stands for a sign of ASCII."""
    if sign.isdigit():
        return "0"
    return sign.lower() if sign.isalpha() or sign == "_" else " "


_IMAGES = "".join(map(image, map(chr, range(128))))


@lru_cache(maxsize=64)
def flat(text: str) -> str:
    """Return a text of ASCII, flat."""
    return f" {' '.join(text.translate(_IMAGES).split())} "


def words_of(needs: Needs) -> tuple[str, ...]:
    """Return words, one of which stands in lower letters in any text in which what is needed does; none if unknown."""
    for bits in needs:
        words = {max(bit.split(), key=len) if type(bit) is str else "0" for bit in bits}
        if words and not any("0" in word for word in words):
            return tuple(sorted(words))
    return ()


def stand(needs: Needs, text: str) -> bool:
    """Say whether what is needed stands in a flat text."""
    for bits in needs:
        for bit in bits:
            if bit in text if type(bit) is str else stand(bit, text):
                break
        else:
            return False
    return True
