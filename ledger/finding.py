"""What is wrong, or soon will be, and what to do about it: what `autocapture doctor` tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

Severity = Literal["wrong", "soon", "note"]


class Finding(msgspec.Struct, frozen=True):
    """One thing that a person should know of.

    `name` is the stable word that programs match on. `wrong` makes doctor fail: questions are answered worse than they
    could be, or nothing more can be written; `soon` will be wrong if nobody does anything; `note` is only told.
    """

    name: str
    severity: Severity
    what: str
    remedy: str = ""


MARKS: dict[Severity, str] = {"wrong": "✗", "soon": "!", "note": "·"}


def in_words(found: Sequence[Finding]) -> str:
    """Return findings for a person: what, and below it what to do."""
    lines = []
    for each in found:
        lines.append(f"{MARKS[each.severity]} {each.what}")
        if each.remedy:
            lines.append(f"    {each.remedy}")
    wrong = sum(each.severity == "wrong" for each in found)
    verdict = f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong." if wrong else "✓ Nothing is wrong."
    return "\n".join([*lines, verdict])


def as_json(found: Sequence[Finding]) -> str:
    """Return findings as one JSON object: `ok` is false where anything is wrong."""
    told = {"ok": not any(each.severity == "wrong" for each in found), "findings": found}
    return msgspec.json.format(msgspec.json.encode(told)).decode()
