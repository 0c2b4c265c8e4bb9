"""What went wrong in a command or in code: what it printed then."""

from __future__ import annotations

import re
from collections.abc import Sequence

from projections import code
from projections.code import Showing
from query.answers.answer import Answer
from query.code import commands, versions, written
from query.code.snippet_claims import ANY_MACHINE, LANGUAGE, LANGUAGES, claim_of, seen, terms_of, texts
from query.code.written import Written
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.language import complaints, negated
from query.passages import intent
from query.passages.intent import Term
from query.patterns.pattern import pattern

_PROCESSORS = ("code",)
_LANGUAGE = pattern(rf"\b(?:{LANGUAGE})\b", re.IGNORECASE)
ERROR = pattern(
    r"\b(?:errors?|exceptions?|fail(?:ed|ure|s|ing)?|traceback|fatal|refused?|complain(?:ed|ing|s|ts?)?|threw|throw|"
    rf"{'|'.join(sorted(complaints.DONE))}|"
    r"crash(?:ed)?|abort(?:ed)?|(?:went|gone|go) wrong|fell over|(?:blew|blow|blown) up|broke(?: down)?)\b",
    re.IGNORECASE,
)
_FIRST_GO = pattern(r"\bfirst (?:go|run|time|shot)\b", re.IGNORECASE)
# What a statement is put to.
_OF_CLIENTS = frozenset({"client", "database", "databases", "db", "editor"})


def _tracebacks(inquiry: Inquiry) -> list[Showing]:
    """Return the tracebacks that were shown in the asked time, in their order: what was run may not be known."""
    found = code.showings(inquiry.db, inquiry.cut, forms=("traceback",))
    return sorted((each for each in found if inquiry.scope.admits(each.last_frame)), key=lambda each: each.last_us)


def answered(inquiry: Inquiry, plain: str, *, is_named: bool, is_command: bool, is_first: bool) -> Answer | None:
    """Tell what came of a command, or of code, that did not do what it should; None where none is meant.

    Args:
        inquiry: what is asked.
        plain: the question, without what is quoted.
        is_named: code is asked for as such, or by its name.
        is_command: the command itself is asked for, by what came of it.
        is_first: the first of several is meant, not the last.
    """
    # What an option that it did not like tells is that it failed.
    terms = terms_of(negated.positive(ERROR.sub(" ", plain)))
    named = _LANGUAGE.search(plain)
    language = LANGUAGES[named[0].casefold()] if named else None
    # Where a statement was run from an editor, it is of a database, as is any.
    edited = [
        each for each in written.showings(inquiry, "block", _ended_badly) if inquiry.scope.admits(each.last_frame)
    ]
    said = tuple(term for term in terms if term.forms.isdisjoint(_OF_CLIENTS))
    terms = said if said and edited else terms
    were_run = sorted((*commands.entered(inquiry, _ended_badly), *edited), key=lambda each: each.last_us)
    ended_badly = [each for each in were_run if each.snippet.state == "failed"]
    failed = [
        each
        for each in ended_badly
        if (commands.holds_all(each, terms) and not is_command)
        or ((is_named or is_command) and versions.share_of(terms, [each]) is not None)
    ]
    failed = failed or [each for each in _tracebacks(inquiry) if commands.holds_all(each, terms)]
    if not failed and not is_command:
        failed = _complaining(were_run, terms)
    failed = [each for each in failed if terms and commands.holds_all(each, terms)] or failed
    failed = [each for each in failed if commands.is_typed_so(each, plain)] or failed
    # A query may be run by a command of the shell: its language counts only where some of it failed.
    failed = [each for each in failed if each.snippet.language == language] or failed
    # `What did the database complain about`: of the last that it was given.
    failed = failed or (edited if terms and not said else [])
    if not failed or not terms:
        return None
    is_first = is_first or bool(_FIRST_GO.search(plain)) or intent.read(plain).measure == "first"
    return _of_error(inquiry, failed[0] if is_first else failed[-1], terms)


def _complaining(were_run: Sequence[Showing], terms: Sequence[Term]) -> list[Showing]:
    """Return the commands that a question means and that printed an error, though they are not known to have failed.

    Where it was run, and with what, is told as `the machine`, or `the tool`, that nothing is called.
    """
    told = [term for term in terms if term.forms.isdisjoint(ANY_MACHINE)]
    return [each for each in were_run if told and commands.error_of(each.snippet) and commands.holds_all(each, told)]


def _ended_badly(each: Written) -> bool:
    return each.state == "failed" or (each.form == "command" and bool(commands.error_of(each)))


def _of_error(inquiry: Inquiry, chosen: Showing, terms: Sequence[Term]) -> Answer:
    """Tell what a command printed when it did not do what it should, and where that can be seen."""
    error = chosen.snippet.error or (commands.error_of(chosen.snippet) if chosen.snippet.form == "command" else "")
    line = error if chosen.snippet.state != "failed" else ""
    # Which test it was, or which file, may stand in the lines before it.
    all_of_it = commands.complaints_of(chosen)
    if error and error in all_of_it:
        error = line = all_of_it
    claim = claim_of(inquiry, Witness(inquiry.views), chosen, printed=line)
    if claim is None:
        return concluded(inquiry, inquiry.ground(_PROCESSORS), (), "", searched=texts(terms), dropped=1)
    last = claim.text.rstrip().rpartition("\n")[2]
    what = "command" if chosen.snippet.form == "command" else "code"
    came = f"{error}\nIt came of the {what} below" if error else f"{last}\nIt ended what is below"
    summary = f"{came}, {seen(inquiry, claim)}."
    return concluded(inquiry, inquiry.ground(_PROCESSORS), (claim,), summary, searched=texts(terms))
