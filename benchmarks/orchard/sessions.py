"""The seven sessions: when each began, on which desktop, and what was done."""

from __future__ import annotations

from datetime import UTC, datetime

from benchmarks.orchard import home, november, october
from benchmarks.orchard.looks import HOME, LAB, OFFICE
from benchmarks.orchard.recording import Session

# Summer time ends there on Sunday 7 November 2027.
SESSIONS = (
    Session("run_o118", datetime(2027, 10, 18, 11, 44, tzinfo=UTC), OFFICE, october.monday),
    Session("run_o120", datetime(2027, 10, 20, 16, 8, tzinfo=UTC), OFFICE, october.wednesday),
    Session("run_o126", datetime(2027, 10, 26, 23, 57, tzinfo=UTC), HOME, home.evening),
    Session("run_o130", datetime(2027, 10, 30, 13, 5, tzinfo=UTC), HOME, home.saturday),
    Session("run_o204", datetime(2027, 11, 4, 12, 20, tzinfo=UTC), LAB, november.thursday),
    Session("run_o208", datetime(2027, 11, 8, 18, 5, tzinfo=UTC), LAB, november.monday),
    Session("run_o209", datetime(2027, 11, 9, 19, 31, tzinfo=UTC), OFFICE, november.tuesday),
)
