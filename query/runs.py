"""Runs of a command: when and how often it was run, how it went, and what was run before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from projections.code import Showing
from query import commands, named
from query.answer import Answer
from query.cite import Witness
from query.conclude import counted
from query.durations import instant
from query.inquiry import Inquiry, concluded
from query.intent import Term
from query.pattern import pattern
from query.snippet_claims import claim_of, stands, terms_of, texts

_ME = r"(?:i|we)"
_RUN = r"(?:run|ran|execute|executed|type|typed|enter|entered|issue|issued|call|called|start|started|launch|launched)"
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
_CALLED = pattern(r"^(?:sudo\s+)?(?P<program>[\w./-]+)")
_ON_FILES = frozenset(
    {
        *(
            "awk",
            "bat",
            "cat",
            "cd",
            "chmod",
            "chown",
            "code",
            "cp",
            "curl",
            "diff",
            "echo",
            "ed",
            "emacs",
            "file",
            "find",
        ),
        *(
            "grep",
            "head",
            "less",
            "ls",
            "mkdir",
            "more",
            "mv",
            "nano",
            "open",
            "rg",
            "rm",
            "scp",
            "sed",
            "sort",
            "stat",
        ),
        *("tail", "touch", "vi", "vim", "wc", "wget"),
    }
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
    """Return the commands that have all of some words, as they were run."""
    were_run = commands.entered(inquiry)
    found = [each for each in were_run if terms and all(stands(term, _run_in(each, term)) for term in terms)]
    said = " ".join(texts(terms)).casefold()
    # `git push` is no `git stash push`.
    return [each for each in found if said in each.snippet.text.casefold()] or found


def _run_in(showing: Showing, term: Term) -> str:
    """Return what of a command may be what was run: a file that is looked at, or changed, by another program is not."""
    text = showing.snippet.text
    called = _CALLED.match(text)
    program = called["program"].rpartition("/")[2] if called is not None else ""
    return program if program in _ON_FILES and not stands(term, program) else text


def _before(inquiry: Inquiry, what: str) -> Answer | None:
    anchor, were_run = terms_of(what), commands.entered(inquiry)
    places = [n for n, each in enumerate(were_run) if anchor and commands.holds_all(each, anchor)]
    if not places or not places[-1]:
        return None
    return commands.told(inquiry, were_run[places[-1] - 1], texts(anchor))


def _went(inquiry: Inquiry, what: str) -> Answer | None:
    """Tell how the last run of a command went, as far as what it printed tells."""
    terms = terms_of(what)
    found = _runs_of(inquiry, terms)
    if not found:
        return None
    chosen = found[-1]
    error = commands.error_of(chosen)
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
    summary = f"{head}, by when it was first seen: {when}." if held else f"Not found: {head}."
    dropped, ground = len(claims) - len(held), inquiry.ground(commands.PROCESSORS)
    return concluded(inquiry, ground, held, summary, searched=texts(terms), dropped=dropped)
