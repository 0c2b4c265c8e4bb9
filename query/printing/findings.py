"""What was found as a person reads it in a terminal: each screen with its lines, then in which programs and sites."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import TextIO

from query.answers.findings import Findings
from query.printing.sheet import Sheet
from query.printing.terminal import coverages, say_claim, spelled

_MOST_NAMES = 8


def show_findings(found: Findings, zone: tzinfo, *, file: TextIO | None = None) -> None:
    """Print what was found: how much, each screen with where its words stand, and what narrows it further."""
    sheet = Sheet(file)
    mark = "✓" if found.found else "≈" if found.finds else "○"
    sheet.say(f"{mark} ", _lead(found), style="bold" if found.found else "bold yellow")
    for number, each in enumerate(found.finds, 1):
        sheet.blank()
        say_claim(sheet, number, each.claim, zone)
        if each.place or each.alike:
            sheet.label("     ", each.place, _alike(each.alike))
    sheet.blank()
    for written, meant in found.corrected:
        sheet.say("  Read as  ", f"“{meant}” for “{written}”, which stands nowhere", style="dim")
    for window in found.windows:
        sheet.say("  Time     ", f"{spelled(window, zone)}; screens of then come first", style="dim")
    for head, names in (("  Programs ", found.apps), ("  Sites    ", found.sites)):
        if names:
            sheet.say(head, _counted(names), style="dim")
    for covered in coverages(found.coverage, zone):
        sheet.say("  Covered  ", covered, style="dim")
    for missing in found.missing:
        sheet.say("  Not yet  ", f"{missing.artifact}: {missing.why}. {missing.remedy}", style="yellow")
    if found.dropped:
        told = f"{found.dropped} more did not hold against the evidence. `autocapture audit verify` says more."
        sheet.say("  Note     ", told, style="yellow")
    if found.more:
        sheet.say(
            "  Note     ", "There are more: --limit N shows them, --app, --site and --since narrow them.", style="dim"
        )
    sheet.flush()


def _lead(found: Findings) -> str:
    if not found.terms and not found.finds:
        return "Nothing in this says what to look for. Name a word that stood on the screen."
    words = ", ".join(f"“{term}”" for term in found.terms) or f"“{found.words}”"
    if not found.finds:
        so_far = " so far" if any(each.pending for each in found.missing) else ""
        return f"Nothing found{so_far} for {words}, out of {_screens(found.out_of)}."
    if not found.found:
        return f"None of {_screens(found.out_of)} holds {words}; these mean about the same:"
    hold = "holds" if found.found == 1 else "hold"
    return (
        f"{_screens(found.found)} of {found.out_of:,} {hold} {words if len(found.terms) == 1 else f'any of {words}'}."
    )


def _screens(count: int) -> str:
    return "1 screen" if count == 1 else f"{count:,} screens"


def _alike(count: int) -> str:
    return f"{count} more like it" if count else ""


def _counted(names: Sequence[tuple[str, int]]) -> str:
    told = [f"{name} {count:,}" for name, count in names[:_MOST_NAMES]]
    if len(names) > _MOST_NAMES:
        told.append(f"{len(names) - _MOST_NAMES} more")
    return " · ".join(told)
