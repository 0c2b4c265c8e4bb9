"""What is kept of a state of the views: made once, of a few states, whichever thread asks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from projections.kept import Kept


def test_value_is_made_once_and_the_oldest_is_let_go() -> None:
    kept, made = Kept[str, str](2), list[str]()

    def of(key: str) -> str:
        def make() -> str:
            made.append(key)
            return key.upper()

        return kept.of(key, make)

    assert [of(key) for key in ("a", "b", "a", "c", "b", "a")] == ["A", "B", "A", "C", "B", "A"]
    assert made == ["a", "b", "c", "a"]


def test_threads_do_not_get_in_the_way_of_each_other() -> None:
    kept = Kept[int, tuple[int]](2)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda number: kept.of(number % 7, lambda: (number % 7,)), range(4_000)))
    assert found == [(number % 7,) for number in range(4_000)]
