"""How an answer came to be, as `--explain` tells it: how the question was read, who was asked, how long it took."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import TextIO

from query.answers.answer import Answer
from query.answers.plan import Candidate, Plan
from query.printing import narrowing
from query.printing.sheet import Sheet, local

_BAR = 20


def show_plan(answer: Answer, zone: tzinfo, opened_ms: float, *, file: TextIO | None = None) -> None:
    """Print the plan of an answer below it. `opened_ms` is how long it took to open the views, in milliseconds."""
    sheet = Sheet(file)
    sheet.blank()
    if answer.plan is not None:
        for label, text in _rows(answer, answer.plan, zone):
            sheet.say(f"  {label:<9}", text, style="dim")
        for index, candidate in enumerate(answer.plan.candidates):
            told = _candidate(candidate, answer.plan.timings_ms.get(candidate.family))
            sheet.say(f"  {'Asked' if index == 0 else '':<9}", told, style=_style(candidate))
    steps = {"open": opened_ms, **answer.timings_ms}
    longest = max((ms for name, ms in steps.items() if name != "total"), default=0.0)
    for index, (name, ms) in enumerate(steps.items()):
        bar = "━" * round(_BAR * ms / longest) if longest and name != "total" else ""
        sheet.say(f"  {'Took' if index == 0 else '':<9}", f"{name:<11}{ms:8.1f} ms  {bar}", style="dim")
    sheet.flush()


def _rows(answer: Answer, plan: Plan, zone: tzinfo) -> Iterator[tuple[str, str]]:
    read = " · ".join(filter(None, (plan.family, plan.measure))) or "no family of questions: a search of all text"
    yield "Read as", read
    if plan.subject:
        yield "Subject", plan.subject
    for wrote, meant in plan.corrected:
        yield "Slip", f"“{wrote}” was read as “{meant}”"
    window = plan.window
    if window is not None:
        start = local(window.start, zone) if window.start else "the beginning"
        said = f"“{window.words}”: " if window.words else ""
        yield "Window", f"{said}{window.said}, {start} to {local(window.end, zone)}"
    else:
        yield "Window", f"none was named: all up to {local(answer.asked_at, zone)}"
    if filters := narrowing.told(plan.filters, zone):
        yield "Filters", filters
    for reading in answer.readings:
        yield "Reading", reading
    if answer.absent:
        yield "Absent", f"{', '.join(answer.absent)}: on no screen at all"
    if answer.dropped:
        yield "Dropped", f"{answer.dropped}, for their evidence did not hold"


def _candidate(candidate: Candidate, ms: float | None) -> str:
    words = f"  “{' '.join(candidate.words)}”" if candidate.words else ""
    measure = f" · {candidate.measure}" if candidate.measure else ""
    took = f"{ms:8.1f} ms" if ms is not None else " " * 11
    return f"{candidate.outcome:<9}{took}  {candidate.family}{measure}{words}"


def _style(candidate: Candidate) -> str:
    return "" if candidate.outcome == "answered" else "dim"
