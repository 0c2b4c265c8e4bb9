"""Lists of commands that were run: all of a time, those that failed, those of one program or place, and how many."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from projections.code import Showing
from query.answers.answer import Answer, Claim
from query.code import commands
from query.code.snippet_claims import ANY_MACHINE, LANGUAGES, claim_of, stands, terms_of, texts
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted, local
from query.inquiries.inquiry import Inquiry, concluded
from query.language.words import tokens
from query.passages import intent
from query.passages.intent import Term
from query.patterns.pattern import pattern

_ME = r"(?:i|we)"
_DID = r"(?:run|ran|execute|executed|enter|entered|issue|issued|type|typed|use|used|give|gave|try|tried)"
_WHERE = (
    r"(?:in|into|at|on|inside|from) (?:(?:the|my|our|a|any) )?(?:\w+ )?"
    r"(?:terminals?|consoles?|command (?:line|prompt)|shell|terminal (?:window|session|emulator))"
)
# Said of commands, it names no place: they are run there, all of them.
_IN_TERMINAL = pattern(rf"\b{_WHERE}(?=\W*\Z|,|\s+(?:and|before|after|when|while|did|was|were)\b)", re.IGNORECASE)
_MANY = pattern(r"\bcommands\b", re.IGNORECASE)
_ONE = pattern(r"\b(?:any |each |every |a |the |which |what )?(?:\w+ )?command\b", re.IGNORECASE)
_RUN = pattern(
    rf"\b{_ME} (?:(?:have|had|did|then|also|just|ever) )*{_DID}\b|\b(?:did|have|had) {_ME} (?:\w+ )?{_DID}\b"
    rf"|\b(?:was|were|got|been) (?:\w+ )?{_DID}\b|\bcommands (?:run|executed|entered|issued|typed)\b",
    re.IGNORECASE,
)
_TYPED = pattern(
    rf"\bwhat (?:all |else )?(?:did|have|had) {_ME} (?:\w+ )?(?:{_DID}|do|done) (?:\w+ )?{_WHERE}", re.IGNORECASE
)
_RAN = pattern(
    rf"\bwhat (?:all |else )?(?:did|have|had) {_ME} (?:\w+ )?(?:run|ran|execute|executed)\b"
    r"(?! (?:across|away|for|into|late|low|off|out|over|short)\b)",
    re.IGNORECASE,
)
_HISTORY = pattern(
    r"\b(?:command|shell|terminal|bash) history\b|\bhistory of (?:(?:my|the|our|all) )?commands\b", re.IGNORECASE
)
_FAILED = pattern(
    r"\b(?:(?:that|which) )?(?:(?:have|has|had|did|ever) )*"
    r"(?:fail(?:ed|s|ing)?|not (?:work|succeed)|(?:go|gone|went) wrong|errored|crash(?:ed)?|"
    r"(?:end(?:ed|s)? (?:in|with)|g[ai]ve|print(?:ed)?|return(?:ed)?|threw|throw) (?:me )?(?:an? )?errors?)\b"
    r"|\b(?:did|do|does)n['’]t (?:work|succeed)\b|\bfailed(?= commands?\b)|\bfailing\b",
    re.IGNORECASE,
)
# Which of them is told by what it was for, or by what came before it: that is another question.
_MEANT = pattern(
    r"\b(?:that|commands? which)\b(?! (?:i|we|was|were|have|had|got)\b)"
    r"|\b(?:to|for|after|before|because|so|when|while|until|since|with which|by which|using)\b"
    r"|\b(?:should|shall|will|can|could|must|may|might|need)\b|\b(?:editor|emacs|keyboard|menu|vim?|voice) commands?\b",
    re.IGNORECASE,
)
_NOT = pattern(r"\b(?:not|never|no)\b|n['’]t\b", re.IGNORECASE)
_ASKS = pattern(
    r"\b(?:what|which|list|show|tell|give|get|all|any|every|each|how many|number of|did|do|does|were|was|the|my|our|"
    rf"me|there|please|different|other|else|{_DID}|i|we|have|had|commands?|last|latest|first|most recent|of|a|an|in|on|"
    r"at|been|got|ever|history|shell|terminals?|consoles?)\b",
    re.IGNORECASE,
)


class Sort(msgspec.Struct, frozen=True):
    """A sort of what is entered: what one is called, and what says whether something is one."""

    noun: str
    has: Callable[[Showing], bool]


COMMANDS = Sort("command", lambda _: True)


def without_terminal(plain: str) -> str:
    """Return a question for commands without saying that they were run in a terminal."""
    return _IN_TERMINAL.sub(" ", plain)


def listed(inquiry: Inquiry, plain: str, sort: Sort = COMMANDS) -> Answer | None:
    """Return the commands that were run, or that failed, as a question for them says; None where it is none.

    A command counts once for each window and outcome, however often it was run there.

    Args:
        inquiry: what is asked.
        plain: the question, without what is quoted; whatever the sort is called, it asks for commands.
        sort: which of them are meant.
    """
    is_typed = bool(_TYPED.search(plain) or _RAN.search(plain) or _HISTORY.search(plain))
    bare = without_terminal(_HISTORY.sub("commands", plain))
    is_failed = bool(_FAILED.search(bare))
    rest = _FAILED.sub(" ", bare)
    is_list = is_typed or (bool(_MANY.search(rest)) and (is_failed or bool(_RUN.search(rest))))
    is_one = not is_list and is_failed and bool(_ONE.search(rest))
    if not (is_list or is_one) or _MEANT.search(rest) or _NOT.search(rest):
        return None
    terms = terms_of(_ASKS.sub(" ", rest))
    if is_one and terms:
        return None
    terms = tuple(term for term in terms if term.forms.isdisjoint(ANY_MACHINE)) or terms
    languages = {word for word in tokens(rest) if word in LANGUAGES} if sort is COMMANDS else set()
    entered = [each for each in _different(commands.entered(inquiry)) if sort.has(each)]
    found = [each for each in entered if not is_failed or _has_failed(each)]
    fitting = [each for each in found if all(_is_of(term, each) for term in terms)]
    fitting = [each for each in fitting if all(_is_in(word, each) for word in languages)]
    if (terms or languages) and not fitting:
        return None
    measure = intent.read(plain).measure
    if is_one and measure in ("first", "last") and fitting:
        chosen = fitting[0 if measure == "first" else -1]
        return commands.told(inquiry, chosen, (), printed=_complaint(chosen))
    return _told(inquiry, fitting, texts(terms), sort.noun, is_failed=is_failed)


def _different(were_run: Sequence[Showing]) -> list[Showing]:
    """Return each command once for each window and outcome, where it was run last, and since when it was seen."""
    once: dict[tuple[str, ...], Showing] = {}
    for each in were_run:
        key = (each.snippet.title, each.snippet.text, each.snippet.state, each.snippet.error)
        earlier = once.pop(key, each)
        once[key] = replace(each, first_us=earlier.first_us, first_frame=earlier.first_frame)
    return list(once.values())


def _has_failed(showing: Showing) -> bool:
    return bool(commands.error_of(showing.snippet)) or showing.snippet.state == "failed"


def _is_in(word: str, showing: Showing) -> bool:
    """Say whether a command is in a language, or has its name as that of a program."""
    snippet = showing.snippet
    return snippet.language == LANGUAGES[word] or word in tokens(f"{snippet.text}\n{snippet.title}")


def _is_of(term: Term, showing: Showing) -> bool:
    """Say whether a command, its prompt or its window has a term: a program, a machine, a folder."""
    snippet = showing.snippet
    return stands(term, f"{snippet.text}\n{snippet.prompt}\n{snippet.title}")


def _told(inquiry: Inquiry, found: Sequence[Showing], searched: Sequence[str], noun: str, *, is_failed: bool) -> Answer:
    ground, witness = inquiry.ground(commands.PROCESSORS), Witness(inquiry.views)
    what = "failed" if is_failed else f"{'was' if len(found) == 1 else 'were'} run"
    shown = found[-inquiry.limit :]
    claims = [_claim(inquiry, witness, each, is_failed=is_failed) for each in shown]
    held = [claim for claim in claims if claim is not None]
    dropped = len(claims) - len(held)
    if not held:
        none = f"Not found: no {noun} that {'failed' if is_failed else 'was run'} stood on any frame{inquiry.within}."
        return concluded(inquiry, ground, (), none, searched=searched, dropped=dropped)
    head = f"{counted(len(found), f'different {noun}' if len(found) > 1 else noun)}{inquiry.within} {what}"
    more = f"; the last {len(held)} are below" if len(held) < len(found) else ""
    last = held[-1]
    when = local(last.last_seen, inquiry.asked.zone)
    summary = f"{head}{more}. The last one: {shown[-1].snippet.text}, last seen {when}."
    return concluded(inquiry, ground, held, summary, searched=searched, dropped=dropped)


def _claim(inquiry: Inquiry, witness: Witness, showing: Showing, *, is_failed: bool) -> Claim | None:
    """Return a command as a claim, with what it failed of where that is asked for."""
    claim = claim_of(inquiry, witness, showing, printed=_complaint(showing))
    error = commands.error_of(showing.snippet).partition("\n")[0]
    if claim is None or not is_failed or all(citation.text.partition("\n")[0] != error for citation in claim.citations):
        return claim
    return replace(claim, text=f"{claim.text}\n{error}")


def _complaint(showing: Showing) -> str:
    """Return what a command printed as an error that is not known to have ended as one that failed."""
    return "" if showing.snippet.error else commands.error_of(showing.snippet)
