"""What is wrong, or soon will be, and what to do about it: what `autocapture doctor` tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from ledger import printed
from ledger.exits import Exit
from ledger.wording import numbered

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
_WELL = "✓ Nothing is wrong."


def in_words(found: Sequence[Finding]) -> str:
    """Return findings for a person: what, and below it what to do."""
    lines = []
    for each in found:
        lines.append(f"{MARKS[each.severity]} {each.what}")
        if each.remedy:
            lines.append(f"    {each.remedy}")
    return "\n".join([*lines, _verdict(found)])


def _verdict(found: Sequence[Finding]) -> str:
    wrong, soon = (sum(each.severity == severity for each in found) for severity in ("wrong", "soon"))
    if wrong:
        return f"{numbered(wrong, 'thing is', 'things are')} wrong."
    return f"Nothing is wrong yet; {numbered(soon, 'thing needs', 'things need')} attention." if soon else _WELL


def as_json(found: Sequence[Finding]) -> str:
    """Return findings as one JSON object: `ok` is false where anything is wrong, and then `error` sums up."""
    told: dict[str, object] = {"ok": True, "findings": found}
    if any(each.severity == "wrong" for each in found):
        # As whatever else is not `ok`: a program that knows nothing of findings sees what it is about.
        remedy = "See `findings`, each of which says what to do."
        error = {"name": "findings", "what": _verdict(found), "remedy": remedy, "exit_code": Exit.NO}
        told |= {"ok": False, "error": error}
    return printed.spelled(told)
