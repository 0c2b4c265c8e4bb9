"""Runs of a command: when and how often it was run, how it went, and what was run before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from projections.code import Showing
from query.answers.answer import Answer
from query.code import commands
from query.code.snippet_claims import claim_of, stands, terms_of, texts
from query.code.written import Written
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry, concluded
from query.language import named
from query.passages.intent import Term
from query.patterns.pattern import pattern
from query.times.durations import instant

_ME = r"(?:i|we)"
_RUN = r"(?:run|ran|execute|executed)"
_OFTEN = pattern(
    rf"\A\W*(?:how (?:often|many times)|number of times)(?: (?:did|have|had))? {_ME} {_RUN} (?P<what>.+)", re.IGNORECASE
)
_WHEN = pattern(
    rf"\A\W*(?:when|(?:at )?what time)(?: exactly)? (?:did|have|had) {_ME} (?:(?:last|first) )?{_RUN} (?P<what>.+)"
    rf"|\A\W*(?:the )?(?:last|first) time (?:that )?{_ME} {_RUN} (?P<told>.+)"
    rf"|\A\W*when was (?P<thing>.+?) (?:last |first )?{_RUN}\W*\Z",
    re.IGNORECASE,
)
_WENT = pattern(
    r"\A\W*(?:and )?did (?:my|the|our|that|this) (?P<what>[\w./ -]+?) (?:finally |actually |ever )?"
    r"(?:pass|work|succeed|go (?:through|well|fine|ok)|run (?:through|fine|without errors?)|fail|crash|break)\b",
    re.IGNORECASE,
)
_BEFORE = pattern(
    rf"\bwhat (?:else )?(?:did|had) {_ME} (?:\w+ )?{_RUN} (?:right |just |directly )?before (?P<what>.+)"
    rf"|\b(?:which|what) (?:\w+ )?command (?:did|had) {_ME} {_RUN} (?:right |just |directly )?before (?P<thing>.+)",
    re.IGNORECASE,
)
_WHICH = pattern(r"\b(?:first|last)\b", re.IGNORECASE)
# What is asked of a database is run by it, and named by none of its words.
_QUERIED = frozenset({"sql"})
_RUNNERS = frozenset(
    """
    bash bun bundle cargo deno docker dotnet go gradle java just make mvn node npm npx php pipenv pnpm poetry powershell
    pwsh pytest python python3 ruby sh ssh tox uv yarn zsh
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_TIMES = pattern(
    r"\b(?:the |for the )?(?:last|first) time\b|\b(?:last|first|in the end|altogether|in total|so far)\b", re.IGNORECASE
)


def answered(inquiry: Inquiry, plain: str) -> Answer | None:
    """Return the answer to a question for the runs of a command, or None where it is none, or of none that is known."""
    if (match := _BEFORE.search(plain)) is not None:
        return _before(inquiry, match["what"] or match["thing"])
    if (match := _WENT.match(plain)) is not None:
        return _went(inquiry, match["what"])
    if (match := _OFTEN.match(plain)) is not None:
        return _counted(inquiry, terms_of(_TIMES.sub(" ", match["what"])))
    if (match := _WHEN.match(plain)) is not None:
        return _when(inquiry, plain, terms_of(_TIMES.sub(" ", match["what"] or match["told"] or match["thing"])))
    return None


def _runs_of(inquiry: Inquiry, terms: Sequence[Term]) -> list[Showing]:
    """Return the commands that run what some words name: a program, what it is to do, or the file that runs."""
    if not terms:
        return []

    def is_run(each: Written) -> bool:
        return each.language not in _QUERIED and all(_is_run(each.text, term) for term in terms)

    found = [each for each in commands.entered(inquiry, is_run) if is_run(each.snippet)]
    said = " ".join(texts(terms)).casefold()
    # `git push` is no `git stash push`.
    return [each for each in found if said in each.snippet.text.casefold()] or found


def _is_run(command: str, term: Term) -> bool:
    """Say whether a word is what a command runs: a file that a program only looks at, or changes, is not."""
    words = command.split()
    words = words[1:] if words[:1] == ["sudo"] else words
    program = words[0].rpartition("/")[2] if words else ""
    # Of what does one thing its target is told; of what does many the second word; of what runs files the file.
    runs = words[:2] if program not in _RUNNERS else [each for each in words if not each.startswith("-")][:4]
    return any(
        term.text.casefold() == word.casefold() or stands(term, word) for word in (program, *runs) if len(word) > 1
    )


def _before(inquiry: Inquiry, what: str) -> Answer | None:
    anchor = terms_of(what)
    found = _runs_of(inquiry, anchor)
    if not found:
        return None
    were_run = commands.entered(inquiry)
    place = were_run.index(found[-1])
    return commands.told(inquiry, were_run[place - 1], texts(anchor)) if place else None


def _went(inquiry: Inquiry, what: str) -> Answer | None:
    """Tell how the last run of a command went, as far as what it printed tells."""
    terms = terms_of(what)
    found = _runs_of(inquiry, terms)
    if not found:
        return None
    chosen = found[-1]
    error = commands.error_of(chosen.snippet)
    # What came of it stands at the end of what a program prints.
    last = chosen.snippet.output.strip().rpartition("\n")[2]
    answer = commands.told(inquiry, chosen, texts(terms), printed=last)
    if not answer.claims:
        return answer
    verdict = f"It failed: {error}" if error else "It is not known to have failed."
    return msgspec.structs.replace(answer, summary=f"{answer.summary.rstrip('.')}. {verdict}")


def _counted(inquiry: Inquiry, terms: Sequence[Term]) -> Answer | None:
    found = _runs_of(inquiry, terms)
    if not found and (not terms or named.resolve(inquiry.db, " ".join(texts(terms))) is not None):
        # A program that was started is told by its windows.
        return None
    runs = counted(len(found), "run") if found else "no run"
    return _told(inquiry, found, terms, f"{runs} of it stood on the screen{inquiry.within}")


def _when(inquiry: Inquiry, plain: str, terms: Sequence[Term]) -> Answer | None:
    found = _runs_of(inquiry, terms)
    if not found:
        return None
    if (which := _WHICH.search(plain)) is not None:
        chosen = found[0 if which[0].casefold() == "first" else -1]
        return _told(inquiry, [chosen], terms, f"It was {which[0].casefold()} run{inquiry.within}")
    return _told(inquiry, found, terms, f"It was run{inquiry.within}")


def _told(inquiry: Inquiry, found: Sequence[Showing], terms: Sequence[Term], head: str) -> Answer:
    """Tell runs by when each was first seen: a run that another one has covered up is not known of."""
    witness, shown = Witness(inquiry.views), found[-inquiry.limit :]
    claims = [claim_of(inquiry, witness, each) for each in shown]
    held = [claim for claim in claims if claim is not None]
    when = "; ".join(f"{instant(each.first_us, inquiry.asked.zone)} “{each.snippet.text}”" for each in shown)
    summary = f"{head}; first seen {when}." if held else f"Not found: {head}."
    dropped, ground = len(claims) - len(held), inquiry.ground(commands.PROCESSORS)
    return concluded(inquiry, ground, held, summary, searched=texts(terms), dropped=dropped)
