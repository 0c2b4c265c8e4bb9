"""Moments as a person reads them."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from ledger import clock


@pytest.fixture(autouse=True)
def in_brussels() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Europe/Brussels")
        time.tzset()
        yield
    time.tzset()


def test_moment_is_shown_as_the_clock_on_the_wall_shows_it() -> None:
    assert clock.shown("2026-03-29T00:59:59.999999Z") == "2026-03-29 01:59:59 CET"
    assert clock.shown("2026-03-29T01:00:00Z") == "2026-03-29 03:00:00 CEST"


def test_moment_without_a_zone_is_utc() -> None:
    assert clock.shown("2026-03-05T09:00:01") == "2026-03-05 10:00:01 CET"


@pytest.mark.parametrize("text", ["", "never", "9999-12-31T23:59:59Z"])
def test_text_that_is_no_moment_stays_as_it_is(text: str) -> None:
    assert clock.shown(text) == text
