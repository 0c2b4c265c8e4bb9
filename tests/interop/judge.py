"""Holds what a verifier answered against what was right, and counts.

A verifier accepts, rejects, or fails: a failure is an error of the few lines of ours that feed it, or a crash that
is no verdict. Only an answer that is the right one counts; everything else is a fault.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tests.interop.cases import Case

Verdict = Literal["accepted", "rejected", "failed"]
ACCEPTED_THOUGH_BAD = "accepted though it is bad"
WHY_WIDTH = 160


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verifier said to one case, and why, in its own words."""

    verdict: Verdict
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A wrong answer."""

    case: Case
    answer: Answer
    says: str

    def __str__(self) -> str:
        """Say it in words."""
        why = textwrap.shorten(self.answer.why, WHY_WIDTH)
        return f"{self.case.kind}, {self.case.what}: {self.says}" + (f" ({why})" if why else "")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The right answers by what was asked, and the faults."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    control_reported: bool = False

    @property
    def holds(self) -> bool:
        """Everything was answered rightly, and the control shows that a wrong answer would have been seen."""
        return not self.faults and self.control_reported and sum(self.asked.values()) > 0


def judge(cases: Sequence[Case], answers: Sequence[Answer]) -> Judgement:
    """Judge one verifier's answers, in the order of the cases.

    Raises:
        ValueError: there are more or fewer answers than cases.
    """
    result, controls = Judgement(), []
    for case, answer in zip(cases, answers, strict=True):
        fault = fault_of(case, answer)
        if case.control:
            controls.append(fault is not None and fault.says == ACCEPTED_THOUGH_BAD)
            continue
        result.asked[case.what] += 1
        if fault is None:
            result.right[case.what] += 1
        else:
            result.faults.append(fault)
    return Judgement(result.right, result.asked, result.faults, bool(controls) and all(controls))


def fault_of(case: Case, answer: Answer) -> Fault | None:
    """Return what is wrong with an answer, or None."""
    if answer.verdict == "failed":
        return Fault(case, answer, "no verdict: what feeds the verifier failed, or it crashed")
    if answer.verdict == "accepted" and not case.accept:
        return Fault(case, answer, ACCEPTED_THOUGH_BAD)
    if answer.verdict == "rejected" and case.accept:
        return Fault(case, answer, "rejected though it is genuine")
    return None
