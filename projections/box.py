"""Boxes (x0, y0, x1, y1, in pixels): where one lies in another."""

from __future__ import annotations

from ledger.facts import Box


def is_in(box: Box, around: Box) -> bool:
    """Say whether the middle of a box lies in another."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return around[0] <= x < around[2] and around[1] <= y < around[3]
