"""Which machine is meant, where somebody has several: `on the Mac`, `the Linux machine`, told by the paths of programs.

Where all that was recorded in the asked time ran on that system, the words say nothing more, and name no program.
"""

from __future__ import annotations

import re

from projections import frames
from query.inquiry import Inquiry
from query.pattern import pattern

_MOST_FRAMES = 5_000
_MACHINE = r"(?:machine|pc|computer|laptop|box|desktop|workstation)"
_NAMED = pattern(
    r"(?:\b(?:on|at|from)\s+)?(?:\b(?:the|my|our)\s+)?"
    rf"\b(?:(?P<linux>linux|ubuntu)|(?P<mac>mac(?:book|os)?)(?!\s+address)|(?P<windows>windows)(?=\s+{_MACHINE}\b))"
    rf"(?:\s+{_MACHINE})?\b",
    re.IGNORECASE,
)
_DRIVE = pattern(r"[a-z]:[\\/]|\\\\", re.IGNORECASE)
_MAC = ("/Applications/", "/System/", "/Users/")


def without(inquiry: Inquiry) -> str:
    """Return a question without the words for the machine on which all of the asked time was recorded."""
    match = _NAMED.search(inquiry.rest)
    if match is None or inquiry.asked.window is None:
        return inquiry.rest
    count, _ = frames.count_between(inquiry.db, *inquiry.between)
    if not 0 < count <= _MOST_FRAMES:
        return inquiry.rest
    seen = {system_of(each.process_path) for each in frames.between(inquiry.db, *inquiry.between) if each.process_path}
    if seen != {match.lastgroup}:
        return inquiry.rest
    return f"{inquiry.rest[: match.start()]} {inquiry.rest[match.end() :]}".strip(" ,")


def system_of(path: str) -> str:
    """Return which system has programs at such a path."""
    if path.startswith(_MAC):
        return "mac"
    if path.startswith("/"):
        return "linux"
    return "windows" if _DRIVE.match(path) else ""
