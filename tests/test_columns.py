"""Columns: what stands below which name, by the white between words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from processors import columns
from processors.columns import Column


def test_numbers_far_right_of_their_name_are_below_it() -> None:
    """As in a sheet: `Qty` begins its column, its numbers end it, over a border that the next name touches."""
    names = [(111, 152), (192, 226), (295, 353), (384, 412)]
    body = [[(115, 195), (274, 288), (335, 378), (418, 468)], [(115, 159), (282, 288), (344, 378), (426, 468)]]
    found = columns.under(names, body, 16.0)
    assert [each.names for each in found] == [(0,), (1,), (2,), (3,)]
    assert found[1].extent == (274, 288)


def test_column_without_a_name_stays_one_of_its_own() -> None:
    found = columns.under([(100, 140), (200, 240)], [[(20, 40), (100, 120), (200, 210)]], 16.0)
    assert [each.names for each in found] == [(), (0,), (1,)]


def test_words_of_one_cell_are_one_column() -> None:
    found = columns.under([(100, 130), (134, 160)], [[(100, 120), (125, 150)], [(100, 118), (124, 160)]], 16.0)
    assert found == [Column((100, 160), (0, 1))]


def test_nothing_below_has_no_columns() -> None:
    assert columns.under([(0, 10)], [], 16.0) == []


extents = st.lists(st.integers(0, 60), min_size=2, max_size=12, unique=True).map(
    lambda edges: [(10 * a, 10 * b - 3) for a, b in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False)]
)


@settings(max_examples=200)
@given(extents, st.lists(extents, min_size=1, max_size=5))
def test_columns_come_in_order_and_share_nothing(
    names: list[tuple[int, int]], body: list[list[tuple[int, int]]]
) -> None:
    found = columns.under(names, body, 16.0)
    over = [word for each in found for word in each.names]
    assert over == list(range(len(names)))
    assert all(one.extent[1] < other.extent[0] for one, other in pairwise(found))
    inside = [word for row in body for word in row]
    assert all(sum(each.extent[0] <= a and b <= each.extent[1] for each in found) == 1 for a, b in inside)
