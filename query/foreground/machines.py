"""Which machine is meant, where somebody has several: `on the Mac`, `the Linux machine`, told by the paths of programs.

Where all that was recorded in the asked time ran on that system, the words say nothing more, and name no program.
"""

from __future__ import annotations

import re

from projections import frames
from query.inquiries.inquiry import Inquiry
from query.patterns.pattern import pattern

_MOST_FRAMES = 5_000
_MACHINE = r"(?:machine|pc|computer|laptop|box|desktop|workstation)"
# One works on a machine; without a word for it nothing else is named: `on the Linux wiki`.
_NAMED = pattern(
    r"(?:\A|\b(?:on|at|from)\s+)(?:(?:the|my|our)\s+)?"
    r"(?:(?P<linux>linux|ubuntu)|(?P<mac>mac(?:book|os)?)|(?P<windows>windows))\b"
    rf"(?:\s+{_MACHINE}\b|(?<!windows)(?=\W*\Z|\s*[,;:.!?–—]|\s+(?:did|do|had|have|i|was|we|were)\b|"
    r"\s+(?:at|between|during|from|in|on|since)(?:\s|\W*\Z)))",
    re.IGNORECASE,
)
# What everything is recorded on tells nothing.
_ANY = pattern(
    r"\s*\b(?:on|at)\s+(?:the|my|our|this)\s+(?:machine|pc|computer|laptop|notebook|workstation)\b(?!\s+[\w-])",
    re.IGNORECASE,
)
_DRIVE = pattern(r"[a-z]:[\\/]|\\\\", re.IGNORECASE)
_MAC = ("/Applications/", "/System/", "/Users/")
# Others have paths with strokes as well: Haiku's are `/boot/system/…`.
_LINUX = ("/app/", "/bin/", "/home/", "/nix/", "/opt/", "/snap/", "/usr/", "/var/lib/flatpak/")


def without(inquiry: Inquiry) -> str:
    """Return a question without the words for the machine on which all of the asked time was recorded."""
    rest = _ANY.sub(" ", inquiry.rest)
    match = _NAMED.search(rest)
    if match is None or inquiry.asked.window is None:
        return rest
    count, _ = frames.count_between(inquiry.db, *inquiry.between)
    if not 0 < count <= _MOST_FRAMES:
        return rest
    seen = {system_of(each.process_path) for each in frames.between(inquiry.db, *inquiry.between) if each.process_path}
    if seen != {match.lastgroup}:
        return rest
    return f"{rest[: match.start()]} {rest[match.end() :]}".strip(" ,")


def system_of(path: str) -> str:
    """Return which system has programs at such a path."""
    if path.startswith(_MAC):
        return "mac"
    if path.startswith(_LINUX):
        return "linux"
    return "windows" if _DRIVE.match(path) else ""
