"""What a command complained of is told with what it was about: which test failed, as test runners name it."""

from __future__ import annotations

import pytest

from projections.code import Showing, SnippetRow
from query.code.commands import complaints_of


def failed(output: str) -> Showing:
    """A command that printed this and failed."""
    row = SnippetRow(
        id=1, seq=1, place=0, chain=1, born=0, gone=None, box=(0, 0, 9, 9), form="command", where="terminal",
        language="bash", text="make test", title="Terminal", name="", symbol="", prompt="$ ", state="failed",
        error="", output=output, cut=False, behind=False,
    )  # fmt: skip
    return Showing(row, 0, 0, "a", "a")


@pytest.mark.parametrize(
    ("output", "named", "left_out"),
    [
        (
            "..F   [100%]\n=== FAILURES ===\n     __ test_sag_of_a_span __\n>   assert sag(3) == 2\n1 failed",
            "test_sag_of_a_span",
            "[100%]",
        ),
        (
            'Traceback (most recent call last):\n  File "/t/test_span.py", line 4, in test_sag\nTypeError: no\nFAILED',
            "in test_sag",
            "Traceback",
        ),
        (
            "  4 passing\n  1 failing\n  1) colour of a load\n     AssertionError: expected 3 to equal 4",
            "1) colour of a load",
            "4 passing",
        ),
        ("=== RUN TestSag\n    --- FAIL: TestSag (0.00s)\nFAIL", "--- FAIL: TestSag", "=== RUN"),
        ("Compiling\ntest beats_of_a_fifth ... FAILED\nerror: test failed", "beats_of_a_fifth", "Compiling"),
    ],
)
def test_test_that_failed_is_named(output: str, named: str, left_out: str) -> None:
    told = complaints_of(failed(output))
    assert named in told
    assert left_out not in told


def test_what_went_well_complains_of_nothing() -> None:
    assert complaints_of(failed("18 passing (41ms)\nall done")) == ""
