"""Commands that were run: the last that is meant, the next behind another, and what one printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from projections import code, database, frames
from projections.code import Showing
from projections.kept import Kept
from query.answers.answer import Answer
from query.answers.coverage import Between
from query.code import purposes, written
from query.code.snippet_claims import IDENTIFIER, claim_of, seen, stands, terms_of, texts
from query.code.written import Fits, Written
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.language.asking import ASKING
from query.passages import intent
from query.passages.intent import ESSENTIAL, Term
from query.passages.match import holds
from query.patterns.pattern import pattern

PROCESSORS = ("code",)
AFTER = pattern(r"\b(?:right |just |directly )?after\b(?P<what>.+)$", re.IGNORECASE | re.DOTALL)

# `sed -i …` is called by its name, `git rebase …` by its second word.
_CALLED = pattern(r"^(?:sudo\s+)?(?P<program>[\w./-]+)(?:\s+(?P<verb>[a-z][a-z-]{2,})(?=\s|$))?")
_ENOUGH, _FEWEST = 0.5, 2
_WHICH = pattern(r"\b(?:first|last|latest)\b", re.IGNORECASE)
# `With which command did I shrink it`: it was done.
_DONE = pattern(
    r"\A(?!.*\b(?:last|latest|tr(?:y|ied)|attempt\w*|fail\w*|errors?|wrong|refused|instead)\b).*"
    r"\b(?:(?:with|by|using) (?:what|which)|(?:command|line|typed?|run|ran) (?:to|for|that|which)|"
    r"which command (?!did\b))",
    re.IGNORECASE,
)
_DAYS, _DAY_US = (1, 8, 64), 24 * 3_600_000_000

# What a program prints when it does not do what it was told, whether or not it ends as one that failed.
_COMPLAINS = pattern(
    r"\b(?:fatal|rejected|refused|denied|unrecogni[sz]ed|not recogni[sz]ed|unreachable|timed out|no route to host|"
    r"no such|not found|permission denied|no space left|write failed|does(?: not|n't) exist|"
    r"(?:is|are) not (?:allowed|permitted|supported|valid)|could(?: not|n't) |can(?:not|'t) |unable to|"
    r"(?:unknown|invalid|illegal|bad|missing) (?:option|command|argument|flag|parameter|switch|value|request|file))"
    r"|\berror\b(?:\[\w+\])?:|^\s*error\b|\b[A-Z]\w+Error\b",
    re.IGNORECASE,
)
# Beside the line that says so it may stand what was wrong: `expected i32, found f64`.
_TELLS_MORE = pattern(
    r"\b(?:error|failed|expected|no space|unstaged|overwritten|conflict\w*)\b|^\s*_+ ?\w+ ?_+\s*$|^(?:FAIL|ERROR): \w+|"
    # Which test it was, as unittest, Go, Rust and JavaScript say so.
    r", in test_?\w+\s*$|^\s*--- FAIL: \w+|^\s*\d+\) \w|^\s*● \w",
    re.IGNORECASE,
)
_MOST_LINES = 16


def entered(inquiry: Inquiry, fits: Fits | None = None) -> list[Showing]:
    """Return the commands that were run in the asked time, in their order, each as it was seen last.

    Where it is told which `fits`, all others are left out that never read as one does: who asks looks once more. A
    terminal writes downwards: of what a screen shows at once, the lower came later.
    """
    if fits is not None and not written.is_narrow(inquiry):
        # What one printed later, or when it was run again, may not fit: it is the same one.
        meant = {each.text for each in written.of_form(inquiry.db, "command") if fits(each)}
        return _ordered(inquiry, written.showings(inquiry, "command", lambda each: each.text in meant))
    key = (*database.state_of(inquiry.db), inquiry.cut)
    if inquiry.scope.choice is not None:
        return _entered(inquiry)
    return list(_kept.of(key, lambda: tuple(_entered(inquiry))))


# Several ways of asking for a command look at the same ones, as does the next question.
_kept = Kept[tuple[str, int, str, Between | None], tuple[Showing, ...]](2)


def _entered(inquiry: Inquiry) -> list[Showing]:
    return _ordered(inquiry, code.showings(inquiry.db, inquiry.cut, forms=("command",)))


def _ordered(inquiry: Inquiry, found: Sequence[Showing]) -> list[Showing]:
    runs: defaultdict[tuple[object, ...], list[Showing]] = defaultdict(list)
    for each in sorted(found, key=lambda each: (each.first_us, each.snippet.box[1])):
        if each.snippet.state != "typed" and inquiry.scope.admits(each.last_frame):
            _enter(runs[each.snippet.chain, each.snippet.text, each.snippet.error], each)
    return sorted((run for each in runs.values() for run in each), key=lambda each: (each.last_us, each.snippet.box[1]))


def _enter(runs: list[Showing], showing: Showing) -> None:
    """Put a showing of a command to the run that it goes on with: two that a screen shows at once are two runs.

    What printed the same is told once.
    """
    before = [n for n, run in enumerate(runs) if run.last_us < showing.first_us]
    same = [n for n, run in enumerate(runs) if run.snippet.output == showing.snippet.output]
    if not before and not same:
        runs.append(showing)
        return
    at = (same or before)[0]
    runs[at] = replace(showing, first_us=runs[at].first_us, first_frame=runs[at].first_frame)


def run_last(inquiry: Inquiry, fits: Fits) -> list[Showing]:
    """Return the runs of the command that was run last, of those that fit: the last days are looked through first."""
    extent = frames.extent(inquiry.db)
    end = min(inquiry.between[1], extent[1] + 1) if extent is not None else inquiry.between[0]
    for days in _DAYS:
        since = end - days * _DAY_US
        if since <= inquiry.between[0]:
            break
        lately = [each for each in entered(replace(inquiry, between=(since, end))) if fits(each.snippet)]
        if lately:
            # It may have been to be seen since before these days.
            return entered(inquiry, partial(_says, lately[-1].snippet.text))
    return entered(inquiry)


def _says(text: str, each: Written) -> bool:
    return each.text == text


def run(inquiry: Inquiry, plain: str, *, by_name: bool = False) -> Answer | None:
    """Tell the command that a question names, or that came behind what it names; None where none is known.

    Args:
        inquiry: what is asked.
        plain: the question, without what is quoted.
        by_name: a command that has the names of the question is meant, whatever else is said: `the command for
            expiry.sql on the server`.
    """
    behind = AFTER.search(plain)
    terms = terms_of(plain[: behind.start()] if behind else plain)
    is_first = intent.read(plain).measure == "first"
    if not (terms or behind or _WHICH.search(plain)):
        return None
    # That it was `installed` may stand nowhere, and says all the same which command it was.
    purpose = purposes.of(" ".join(intent.unquoted(inquiry.asked.plain).split()))
    if terms or behind or is_first:
        may = None if behind or not terms else lambda each: any(stands(term, each.text) for term in terms)
        were_run = entered(inquiry, may)
    else:
        were_run = run_last(inquiry, lambda each: purpose.may_be_of(each.text))
    if behind:
        anchor = terms_of(behind["what"])
        places = [n for n, each in enumerate(were_run) if anchor and holds_all(each, anchor)]
        were_run = were_run[places[-1] + 1 :] if places else []
    fitting = [each for each in were_run if all(stands(term, each.snippet.text) for term in terms)]
    if by_name and not fitting and not behind:
        named = [term for term in terms if IDENTIFIER.search(term.text)]
        fitting = [each for each in were_run if named and all(stands(term, each.snippet.text) for term in named)]
    if by_name and not fitting and not behind:
        fitting = [each for each in were_run if _is_called(each, terms)]
    fitting = [each for each in fitting if purpose.may_be_of(each.snippet.text)]
    if not fitting:
        return None
    fitting = that_worked(fitting, plain)
    chosen = fitting[0] if behind or is_first else fitting[-1]
    return told(inquiry, chosen, texts(terms))


def that_worked(ran: Sequence[Showing], plain: str) -> list[Showing]:
    """Return the commands that did not fail, where what was done by one is told: others were only tried; else all."""
    worked = [each for each in ran if not error_of(each.snippet)] if _DONE.search(plain) else []
    return worked or list(ran)


def _is_called(showing: Showing, terms: Sequence[Term]) -> bool:
    """Say whether a command is called by a word of the question, and half of what else is told stands with it.

    Of a program that does many things, what it did is what it is called by: `rebase`, not `git`.
    """
    match = _CALLED.match(showing.snippet.text)
    called = (match["verb"] or match["program"]) if match else ""
    rest = [term for term in terms if not holds(term, called)]
    snippet = showing.snippet
    there = f"{snippet.text}\n{snippet.output}\n{snippet.error}"
    if len(rest) == len(terms) or any(term.kind == ESSENTIAL and not stands(term, there) for term in rest):
        return False
    held = sum(stands(term, there) for term in rest)
    return held >= _FEWEST and held >= _ENOUGH * len(rest)


def error_of(snippet: Written) -> str:
    """Return what a command printed as an error: as it is known to have failed, or else the first line that says so."""
    if snippet.state == "failed":
        return snippet.error
    return next((line.strip() for line in snippet.output.split("\n") if _COMPLAINS.search(line)), "")


def complaints_of(showing: Showing) -> str:
    """Return the lines of its output, one after the other, in which a command complained: not more than a few."""
    lines = showing.snippet.output.split("\n")
    places = [n for n, line in enumerate(lines) if _COMPLAINS.search(line) or _TELLS_MORE.search(line)]
    if not places:
        return ""
    near = [n for n in places if n < places[0] + _MOST_LINES]
    return "\n".join(lines[near[0] : near[-1] + 1])


def printed_by(inquiry: Inquiry, plain: str) -> Answer | None:
    """Tell the last command that ran what a question names, with what it printed; None where none did."""
    names = IDENTIFIER.search(plain)
    terms = [term for term in terms_of(plain) if IDENTIFIER.search(term.text)] if names else []
    if not terms:
        return None

    def ran(each: Written) -> bool:
        return bool(each.output.strip()) and all(stands(term, each.text) for term in terms)

    fitting = [each for each in entered(inquiry, ran) if ran(each.snippet)]
    return told(inquiry, fitting[-1], texts(terms)) if fitting else None


def told(inquiry: Inquiry, chosen: Showing, searched: Sequence[str], *, printed: str = "") -> Answer:
    """Tell a command that was run, where and when, and what it `printed`, or the first line of that."""
    first = chosen.snippet.output.strip().partition("\n")[0] if chosen.snippet.state != "failed" else ""
    printed = printed or first
    claim = claim_of(inquiry, Witness(inquiry.views), chosen, printed=printed)
    if claim is None:
        return concluded(inquiry, inquiry.ground(PROCESSORS), (), "", searched=searched, dropped=1)
    came = f" It failed: {chosen.snippet.error}" if chosen.snippet.state == "failed" else ""
    came = f" It printed: {printed}" if printed else came
    where = f"run in {' '.join(chosen.snippet.title.split())}, {seen(inquiry, claim)}.{came}"
    summary = f"{claim.text}\nIt was {where}" if "\n" in claim.text else f"“{claim.text}” was {where}"
    return concluded(inquiry, inquiry.ground(PROCESSORS), (claim,), summary, searched=searched)


def is_typed_so(showing: Showing, question: str) -> bool:
    """Say whether a question has the first two words of a command side by side: `cargo check` is not `cargo test`."""
    words = showing.snippet.text.split()[:2]
    return len(words) > 1 and re.search(rf"\b{re.escape(' '.join(words))}(?!\w)", question, re.IGNORECASE) is not None


def is_of_another(command: str, question: str) -> bool:
    """Say whether a question tells another thing that this program does: `git push`, where it is `git switch`."""
    program = command.split()[0] if command.split() else ""
    match = re.search(rf"\b{re.escape(program)} (?P<verb>[a-z][a-z-]+)", question, re.IGNORECASE) if program else None
    return match is not None and match["verb"] not in (*command.split(), *ASKING)


def holds_all(showing: Showing, terms: Sequence[Term]) -> bool:
    """Say whether all terms stand in a command, or in what came of it."""
    snippet = showing.snippet
    return all(stands(term, f"{snippet.text}\n{snippet.output}\n{snippet.error}") for term in terms)
