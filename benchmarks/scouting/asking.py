"""How this corpus' questions are put down: words that stand on the screens are their proof."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.worlds.asking import Ask, Pick

NOW = "2026-09-28T10:00:00Z"


def told(
    kind: str,
    question: str,
    answer: str,
    *quotes: str,
    also: Sequence[str] = (),
    never: Sequence[str] = (),
    where: Pick | None = None,
) -> Ask:
    """One answer, or one of `also`; without quotes it stands on the screen as it is."""
    return Ask(
        kind, question, answer, frames=where, accept=tuple(also), must_not=tuple(never), quotes=quotes or (answer,)
    )


def every(
    kind: str,
    question: str,
    answers: Sequence[str | list[str]],
    *quotes: str,
    never: Sequence[str] = (),
    where: Pick | None = None,
) -> Ask:
    """Several answers, all of which must come; one that is a list may come in any of its ways."""
    return Ask(kind, question, answers, frames=where, must_not=tuple(never), answer_kind="set", quotes=quotes)


def number(kind: str, question: str, answer: str, *quotes: str, where: Pick | None = None) -> Ask:
    """A number."""
    return Ask(kind, question, answer, frames=where, answer_kind="number", quotes=quotes)


def file(question: str, text: str) -> Ask:
    """A whole file as it was left."""
    return Ask("final_code", question, text, answer_kind="code", quotes=(text,))


def ticked(question: str, on: Sequence[str], off: Sequence[str] = (), state: str = "on") -> Ask:
    """What was ticked (or, by `state`, not ticked) among some."""
    marks = tuple(f"{each}:{state}" for each in on)
    return Ask("ui_set", question, list(on), marks, answer_kind="set", must_not=tuple(off))
