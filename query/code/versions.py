"""Versions of code: the last and the first one of what a question tells, and how many there were."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from projections import code, histories
from projections.code import Showing
from query.answers.answer import Answer
from query.code import titled, wholes, written
from query.code.snippet_claims import LANGUAGE, LANGUAGES, Version, as_said, claim_of, seen, stands, terms_of, texts
from query.code.written import Written
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry, concluded
from query.language.sorts import CODE_ENDING, PROSE
from query.language.words import tokens
from query.passages.intent import ESSENTIAL, Term
from query.passages.match import holds
from query.patterns.pattern import pattern

_PROCESSORS = ("code",)
_ENOUGH = 0.5

_LANGUAGE = pattern(rf"\b(?:{LANGUAGE})\b", re.IGNORECASE)
_SETTLED = pattern(
    rf"\b(?:final|last|latest) (?:{LANGUAGE})\b(?! version)"
    r"|\b(?:land(?:ed)?|settled?) on\b|\b(?:we|i) (?:land|settle)(?:ed|d)?\b|\bend(?:ed)?(?: up)? with\b",
    re.IGNORECASE,
)
# How long one worked on it, and why, and who wants it, tells nothing of what it came to be: `until it stopped choking`.
_AROUND = pattern(
    r"\b(?:until|till|because|so that)\b[^.,;:?!]*|\b(?:that|this) (?:morning|noon|afternoon|evening|day|night)\b|"
    r"\b(?:\w+ )(?:goes|tries|attempts|rounds)\b|"
    r"\b(?:in)?to (?:an?|the|my) (?:e-?mail|mail|message|chat|ticket)\b(?: (?:to|for|with) (?-i:[A-Z])\w+)?|"
    r"\b(?:(?-i:[A-Z])\w+|(?:my|our|the) \w+|they|he|she|someone|somebody) (?:also )?"
    r"(?:wants?|needs?|asks?|asked|would like)\b[^.,;:?!]*|"
    r"\b(?:once|when|after|as soon as) (?:all )?(?:(?:the|my|our) )?(?:\w+ )?(?:it|they|tests?|checks?|build|pipeline) "
    r"(?:had |have |finally |all |did |was |were )*"
    r"(?:compiled?|green|pass(?:ed)?|succeed(?:ed)?|work(?:ed)?|went through)\b|"
    # What is asked of it tells no more: `the first version of the sound script, what format did it make`.
    r"[,;] (?:what|which|how|where|when|who|why)\b[^.;?!]*\b(?:it|they)\b[^.;?!]*",
    re.IGNORECASE,
)
# `What did the first version of the sound script turn the files into`: what it is called says which one is meant.
_VERSION_OF = pattern(
    r"\b(?:version|state|form|draft) of (?:the|my|our|that|this) "
    r"(?P<which>(?:(?!of\b)[\w.-]+ ){1,4}?(?:code|function|method|procedure|query|routine|script|snippet|statement))\b"
    r"(?! (?:that|which|where|about|against|by|for|from|in|i|of|on|to|we|with)\b)",
    re.IGNORECASE,
)
# Nor does what anybody does with code that is written or wanted: `the query I kept changing`, `bring it back`.
_WORKED = frozenset(
    """
    bring change commit copy edit fiddle file finish give goes handover keep leave look need paste play print project
    rewrite reuse round save show stand start stop thing tweak type typed use want way work write
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
# What it was before is asked for as well: `which limit has it now, and what was it before my edit`.
_BEFORE = pattern(
    r"\b(?:before|previous(?:ly)?|formerly|earlier|at first|used to)\b|"
    r"\b(?:and|or) (?:what|which)\b.*\b(?:was|were|did|had)\b|"
    r"\bwhat (?:\w+ )?(?:did|have|had) (?:i|we) (?:\w+ )?change",
    re.IGNORECASE,
)
_WHOLE = pattern(r"\b(?:whole|entire|full|complete)\b|\ball of (?:it|the)\b", re.IGNORECASE)
# All of a script is meant, where no function of it is named.
_SCRIPT = pattern(
    r"\A(?!.*\b(?:class|functions?|methods?|procedures?|routines?|quer(?:y|ies)|statements?)\b).*\b(?:scripts?|program)\b",
    re.IGNORECASE | re.DOTALL,
)
_FILE = pattern(r"\b[\w-]+\.[A-Za-z]{1,5}\b")
_CALLED = pattern(r"\b(?P<name>[\w-]+(?: [\w-]+){0,3}) (?:file|document|text)\b", re.IGNORECASE)
_NAME = pattern(r"\b\w+_\w+\b|\b\w+\(\)")
_CODE_FILE = pattern(rf"\b[\w-]+\.(?:{CODE_ENDING})\b")
_ITS_NAME = pattern(r"\b(?:called|named|names?|where|which (?:file|script))\b", re.IGNORECASE)
# What is written in a file, and not at a prompt.
_WRITTEN = pattern(r"\b(?:scripts?|functions?|methods?|routines?|procedures?|class|helper)\b", re.IGNORECASE)
_STATEMENT = pattern(
    r"\b(?:select|insert|update|delete|create|alter|drop|with|merge|grant|truncate|explain|values|call)\b",
    re.IGNORECASE,
)
# Commands of the client, not of the language.
_CLIENT = pattern(r"^(?:\\|\.\w|quit\b|exit\b|clear\b)", re.IGNORECASE)


def final(inquiry: Inquiry, plain: str, *, at_first: bool = False, is_prose: bool = False) -> Answer | None:
    """Tell the last version of the code that a question means, or the first; None where none fits it.

    Args:
        inquiry: what is asked.
        plain: the question, without what is quoted.
        at_first: the first version is meant.
        is_prose: a note or list is meant, and no code.
    """
    terms = _telling(plain)
    # `The lua script as it is now`: its language may tell it from all others.
    is_told = terms or _SETTLED.search(plain) or (_LANGUAGE.search(plain) and not _ITS_NAME.search(plain))
    if not is_told and inquiry.asked.window is None:
        return None
    best = _history(inquiry, plain, terms, is_prose=is_prose) or _on_page(inquiry, plain)
    if not best:
        return _not_yet(inquiry, terms)
    last = best[0] if at_first else best[-1]
    claim = claim_of(inquiry, Witness(inquiry.views), last.showing, (last,) if at_first else best)
    if claim is None:
        return concluded(inquiry, inquiry.ground(_PROCESSORS), (), "", searched=texts(terms), dropped=1)
    # A paragraph of a note is not the note, and a function is not the file that is asked for.
    snippet = last.showing.snippet
    is_script = _SCRIPT.search(plain) is not None and not any(holds(term, snippet.symbol) for term in terms)
    is_whole = is_script or _WHOLE.search(plain) is not None or snippet.language in PROSE or _is_of_file(snippet, terms)
    claims = wholes.claims(inquiry, last.showing, claim) if is_whole and not at_first else (claim,)
    shown = "\n\n".join(each.text for each in claims)
    when = seen(inquiry, claim)
    of = f" of {last.number}" if last.number > 1 else ""
    ran = {"failed": ", which failed", "ran": ", as it was run"}.get(last.showing.snippet.state, "")
    where = last.showing.snippet.name or " ".join(last.showing.snippet.title.split())
    if at_first:
        states = _states(inquiry, snippet.name) if is_whole else []
        claims = (states and wholes.standing(inquiry, states[0])) or (claim,)
        count, when = counted(len(states) or len(best), "version"), seen(inquiry, claims[0])
        shown = "\n\n".join(each.text for each in claims)
        summary = f"The first of {count} in {where}{ran}, {when}:\n{shown}"
        return concluded(inquiry, inquiry.ground(_PROCESSORS), claims, summary, searched=texts(terms))
    summary = f"The final version{of and f' (the last{of})'} in {where}{ran}, {when}:\n{shown}"
    if _BEFORE.search(plain) and len(best) > 1:
        earlier = claim_of(inquiry, Witness(inquiry.views), best[-2].showing, (best[-2],))
        if earlier is not None:
            summary = f"{_changed(earlier.text, claim.text)}\n{summary}"
            claims = (*claims, earlier)
    return concluded(inquiry, inquiry.ground(_PROCESSORS), claims, summary, searched=texts(terms))


def _states(inquiry: Inquiry, name: str) -> list[Showing]:
    """Return the states of a file that was edited, in their order."""
    of_file = written.showings(inquiry, "block", lambda each: each.name == name) if name else []
    return wholes.states(inquiry, [each for each in of_file if inquiry.scope.admits(each.last_frame)], name)


def _is_of_file(snippet: Written, terms: Sequence[Term]) -> bool:
    """Say whether all that a question tells of code is the name of its file."""
    named = [term for term in terms if holds(term, snippet.name)]
    is_file = any(_FILE.fullmatch(term.text) for term in named)
    return is_file and len(named) == len(terms) and not any(holds(term, snippet.symbol) for term in terms)


def _changed(before: str, after: str) -> str:
    """Return the lines that are not in both of two versions, those that went first."""
    from difflib import ndiff  # seldom needed, and slow to load

    changes = [line for line in ndiff(before.splitlines(), after.splitlines()) if line[:2] in ("- ", "+ ")]
    gone, new = ("\n".join(line[2:] for line in changes if line.startswith(sign)) for sign in "-+")
    return f"Before:\n{gone or '(nothing)'}\nNow:\n{new or '(nothing)'}"


def calls_file(inquiry: Inquiry, plain: str) -> bool:
    """Say whether a question calls a file that was written in by its name without the ending: `the handover file`."""
    called = {tokens(match["name"]) for match in _CALLED.finditer(plain)}
    last = {words[-n:] for words in called for n in range(1, len(words) + 1)}
    named = {each.name for each in written.of_form(inquiry.db, "block") if each.name and each.where == "editor"}
    return any(tokens(name.rpartition(".")[0]) in last for name in named)


def how_many(inquiry: Inquiry, plain: str) -> Answer | None:
    """Count the versions of the code that a question means; None where none fits it."""
    terms = terms_of(plain)
    best = _history(inquiry, plain, terms) if terms else []
    if not best:
        return _not_yet(inquiry, terms)
    witness = Witness(inquiry.views)
    if _is_of_file(best[-1].showing.snippet, terms):
        states = _states(inquiry, best[-1].showing.snippet.name)
        best = [Version(0, number, each) for number, each in enumerate(states, 1)] or best
    claims = [claim for each in best if (claim := claim_of(inquiry, witness, each.showing, [each])) is not None]
    how = "entered" if best[-1].showing.snippet.form == "command" else "seen"
    told = "were {how}, the first and the last of them below" if len(claims) != 1 else "was {how}"
    summary = f"{counted(len(claims), 'version')} {told.format(how=how)}."
    ordered = [claims[-1], *claims[:-1]] if claims else []
    dropped = len(best) - len(claims)
    return concluded(inquiry, inquiry.ground(_PROCESSORS), ordered, summary, searched=texts(terms), dropped=dropped)


def _telling(plain: str) -> tuple[Term, ...]:
    """Return the words that tell the code that is asked for, without those of the work on it."""
    terms = terms_of(_AROUND.sub(" ", plain))
    kept = tuple(term for term in terms if term.phrase or _WORKED.isdisjoint(term.forms))
    called = _VERSION_OF.search(plain)
    named = terms_of(called["which"]) if called else ()
    return named or kept or terms


def _history(inquiry: Inquiry, plain: str, terms: Sequence[Term], *, is_prose: bool = False) -> list[Version]:
    """Return the versions of the code that is asked for, the last one last.

    Of several that fit, what defines a name of the question comes first, then a file that it names, then what was
    shown last.
    """
    named = _LANGUAGE.search(plain)
    language = LANGUAGES[named[0].casefold()] if named else None
    terms = as_said(inquiry.db, terms)
    only = None
    if terms:
        match = " OR ".join(f"({term.match})" for term in terms)
        only = histories.alike(inquiry.db, code.matching(inquiry.db, match)) or None
    # Where no code holds any of the words, the title of its window may: `the SQL I typed in psql`.
    found = _written(inquiry, language, only) or (_written(inquiry, language, None) if only else [])
    numbers = histories.of_snippets(inquiry.db, [(each.snippet.seq, each.snippet.place) for each in found])
    groups: defaultdict[int, dict[int, Version]] = defaultdict(dict)
    for each in found:
        if (told := numbers.get((each.snippet.seq, each.snippet.place))) is not None:
            _, history, number = told
            groups[history][number] = Version(history, number, each)
    typed = [[versions[number] for number in sorted(versions)] for versions in groups.values()]
    known = [*typed, *titled.histories(inquiry, language)]
    meant = [each for each in known if not is_prose or each[-1].showing.snippet.language in PROSE]
    return _best(inquiry, meant, plain, terms) or _only_one(inquiry, plain, language)


def _only_one(inquiry: Inquiry, plain: str, language: str | None) -> list[Version]:
    """Return the largest block of the only script in a language that is named: no other can be meant."""
    if language is None or not _SCRIPT.search(plain) or _ITS_NAME.search(plain):
        return []
    found = [each for each in _written(inquiry, language, None) if each.snippet.where == "editor" and each.snippet.name]
    last = max((each.last_us for each in found), default=0)
    left = [each for each in found if each.last_us == last]
    is_one = len({each.snippet.name for each in found}) == 1
    return [Version(0, 1, max(left, key=lambda each: len(each.snippet.text)))] if is_one else []


def _written(inquiry: Inquiry, language: str | None, only: Sequence[code.Place] | None) -> list[Showing]:
    def fits(each: Written) -> bool:
        # Remarks beside the statements of a file are no query.
        is_query = language != "sql" or _STATEMENT.search(each.text) is not None
        return language in (None, each.language) and is_query and not _CLIENT.match(each.text)

    if only is None:
        found = [each for form in ("block", "command") for each in written.showings(inquiry, form, fits)]
    else:
        found = code.showings(inquiry.db, inquiry.cut, forms=("block", "command"), language=language, only=only)
    return [each for each in found if fits(each.snippet) and inquiry.scope.admits(each.last_frame)]


def _best(inquiry: Inquiry, told: Sequence[list[Version]], plain: str, terms: Sequence[Term]) -> list[Version]:
    """Return the versions of the code that has most of the words; of a script or function, none that was typed."""
    is_written, is_of_file = _WRITTEN.search(plain) is not None, _CODE_FILE.search(plain) is not None
    ranked = []
    for ordered in told:
        last = ordered[-1].showing
        share = share_of(terms, [version.showing for version in ordered])
        defined, filed, headed = (
            any(holds(term, name) for term in terms)
            for name in (last.snippet.symbol, last.snippet.name, last.snippet.title)
        )
        # A command that names a file has nothing of what stands in it, and a note is no script.
        if (
            share is None
            or (is_written and last.snippet.language in PROSE)
            or (is_of_file and not (defined or filed or headed))
        ):
            continue
        shown = max(version.showing.last_us for version in ordered)
        # Of a file that is asked for as such, the largest part is what is meant.
        # What is no more in it when it is in front is none of it.
        size = (wholes.in_front(inquiry, last)[1], len(last.snippet.text)) if filed and not defined else (0, 0)
        fits = last.snippet.form == "block" or not is_written
        ranked.append(((fits, share, defined, filed, size, shown, last.snippet.box[1]), ordered))
    return max(ranked, key=lambda each: each[0])[1] if ranked else []


def _on_page(inquiry: Inquiry, plain: str) -> list[Version]:
    """Return the block of code on a page that defines a name of the question, as it was shown last; empty without."""
    names = {name.rstrip("()") for name in _NAME.findall(plain)}
    found = written.showings(inquiry, "block", lambda each: each.symbol in names) if names else []
    defining = [each for each in found if inquiry.scope.admits(each.last_frame)]
    return [Version(0, 1, max(defining, key=lambda each: each.last_us))] if defining else []


def share_of(terms: Sequence[Term], shown: Sequence[Showing]) -> float | None:
    """Return the share of the words that stand in code, or name it; None where that is not enough, or lacks a name."""
    if not terms:
        return 1.0
    # The title may name the program in which it was written; what names the code itself must stand in it.
    text = "\n".join(f"{s.snippet.text}\n{s.snippet.name}\n{s.snippet.symbol}\n{s.snippet.title}" for s in shown)
    # Who names a file says which code is meant, whatever else is told.
    is_file = any(_FILE.fullmatch(term.text) and holds(term, s.snippet.name) for term in terms for s in shown)
    if any(term.kind == ESSENTIAL and not stands(term, text) for term in terms):
        return None
    share = sum(stands(term, text) for term in terms) / len(terms)
    return max(share, _ENOUGH) if is_file else share if share >= _ENOUGH else None


def _not_yet(inquiry: Inquiry, terms: Sequence[Term]) -> Answer | None:
    """Say that not all was looked at; where all was, the question is left to the search for text."""
    ground = inquiry.ground(_PROCESSORS)
    return concluded(inquiry, ground, (), "", searched=texts(terms)) if ground.missing and ground.frames else None
