"""What a question asks for: the words to look for, how much each counts, and what is to be said of them.

Tables, no branches per wording: a kind of word that needs another treatment is a row.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Literal

import msgspec
from msgspec.structs import replace

from query.language import besides, english
from query.language.asking import ASKING, FORMS_OF_VALUES, LOOSE_WORDS, UNITS, VALUE_WORDS
from query.language.words import folded, forms, tokens
from query.passages import deeds, expected
from query.patterns.pattern import pattern
from query.times.dates import calendar_forms

Measure = Literal["seen", "first", "last"]

_MOST_TERMS = 24

# What stands before the noun that names the kind of thing wanted: the answer is one of these, and may not say so.
_ASKED = pattern(
    r"\b(?:what|which|whose|how (?:much|many|long))(?P<s>['’]?s)?\s+"
    r"(?P<is>(?:is|was|are|were)\s+)?(?:(?:the|an?|my)\s+)?"
    r"(?P<nouns>[\w-]+(?:\s+[\w-]+){0,3})",
    re.IGNORECASE,
)
_OF = pattern(
    r"^\W*(?:(?:what|who|when|where|which)(?:['’]?s| is| was| are| were)\s+)?(?:the\s+|my\s+)?"
    r"(?:(?!(?:ha[ds]|have|is|was|i|we|am|are|in|on|at|from)\b)\w+\s+){0,3}?"
    r"(?:(?P<of_what>(?!(?:in|on|at|from)\b)\w+)\s+)?(?P<noun>\w+)\s+of\s",
    re.IGNORECASE,
)
# `she'd`, `wouldn't`
_CONTRACTED = pattern(r"(?:i|you|he|she|it|we|they|that|there|who|what|where|how)['’](?:d|s|ll|re|ve|m)|[a-z]+n['’]t")
# `Ondansetron, minimum in the stock sheet`
_NAMED_FIRST = pattern(r"^\W*[A-Z][^\W\d_]{3,}(?: [A-Z][^\W\d_]+)?, ")
_PERIODS = frozenset({"month", "year"})
_COUNTED_IN = UNITS - {"point", "points"}
# A bare `when` wants a moment, of several the last, which is remembered; but when something is to be, no sight tells.
_IS_TO_BE = r"\W+(?:am|are|can|do|does|is|may|must|shall|should|will)\b"
_MEASURES: tuple[tuple[re.Pattern[str], Measure], ...] = (
    (pattern(r"\b(?:first|earliest|originally)\b(?!\s+(?:name|line|row|version))", re.IGNORECASE), "first"),
    (pattern(r"\b(?:last|latest|most recent(?:ly)?|final(?:ly)?|recently|newest)\b", re.IGNORECASE), "last"),
    (pattern(rf"^\W*when\b(?!{_IS_TO_BE})|\bwhen (?:did|was|were|have|had)\b", re.IGNORECASE), "last"),
)

SIGHTED = pattern(
    r"^\W*(?:where|when)\b(?:\W+\w+){0,2}?\W+(?:i|we)\b(?:\W+\w+){0,2}?\W+"
    r"(?:see|seen|saw|read|notice|noticed|find|found|spot|spotted|look at|looked at|come across|came across)\b",
    re.IGNORECASE,
)
"""What asks where or when something was seen, and for nothing that stands beside it."""

# Where the whole question names one thing: `where did I see …`, or no more than `the letter from …`.
_SUBJECT = (
    SIGHTED,
    pattern(r"^\W*where\b.*\w\W+(?:from|by|about|regarding|concerning)\W+\w", re.IGNORECASE | re.DOTALL),
    pattern(
        r"^(?!.*\b(?:who|whom|whose|what|which|when|where|why|how|did|do|does|is|are|was|were|has|have|had|can)\b)"
        r".*\w\W+(?:from|by|about|regarding|concerning)\W+\w",
        re.IGNORECASE | re.DOTALL,
    ),
)

_QUOTED = pattern(r"\"([^\"]+)\"|“([^”]+)”|`([^`]+)`|«([^»]+)»|(?<!\w)'([^']+)'(?!\w)|(?<!\w)‘([^’]+)’(?!\w)")
_EDGES = " \t\r\n.,;:!?¿¡…\"'“”‘’`«»<>{}[]|*~"
_POSSESSIVE = pattern(r"['’]s?$")
_INNER_SIGN = pattern(r"\w[._/\\@:#+=&$%^()-]+\w|\w\(\)|[#@$]\w")
_HUMPED = pattern(r"[a-z0-9][A-Z]")
_PLAIN_HYPHENS = pattern(r"[^\W\d_]+(?:[-–/][^\W\d_]+)+")

ESSENTIAL, ORDINARY, ASKED, VALUE, LOOSE = "essential", "ordinary", "asked", "value", "loose"
_FACTOR = {ESSENTIAL: 1.5, ORDINARY: 1.0, ASKED: 0.5, VALUE: 0.25, LOOSE: 0.25}
WEAK = frozenset({LOOSE, VALUE})


def _string(words: str) -> str:
    """Return words as a string of FTS5, which ends at a NUL and doubles its quotes."""
    return '"' + words.replace("\0", " ").replace('"', '""') + '"'


class Term(msgspec.Struct, frozen=True):
    """One thing to look for.

    Attributes:
        text: as the question has it.
        kind: `essential` must be found; `ordinary` counts in full; `asked` names the kind of answer, `value` the
            form of one, `loose` what was done: these three may be absent.
        phrase: the tokens that must stand side by side, where they must be exactly these.
        forms: the tokens of which any one will do, where `phrase` is empty.
        near: it must stand close to the rest, not just on the same screen.
        said: those of the forms that are other words, which people say for this one.
    """

    text: str
    kind: str
    phrase: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()
    near: bool = False
    said: frozenset[str] = frozenset()

    @property
    def factor(self) -> float:
        """How much the term counts against an ordinary one that is as rare."""
        return _FACTOR[self.kind]

    @property
    def match(self) -> str:
        """The FTS5 expression that finds it."""
        if self.phrase:
            return _string(" ".join(self.phrase))
        return " OR ".join(_string(form) for form in sorted(self.forms))


class Intent(msgspec.Struct, frozen=True):
    """What a question asks: its terms in its own order, and whether the first or the last sighting is wanted.

    `together` says that all of it is the subject: it must stand in one place, not just on one screen.
    """

    terms: tuple[Term, ...]
    measure: Measure
    together: bool = False


def read(question: str) -> Intent:
    """Return what a question, without its words of time, asks for. Any text will do."""
    measure: Measure = next((found for pattern, found in _MEASURES if pattern.search(question)), "seen")
    terms = [_phrase(text) for text in quoted(question)]
    plain = unquoted(question)
    asked = asked_nouns(plain)
    head = _head_of(plain)
    loose = besides.words(plain)
    words = [(number, word) for number, raw in enumerate(plain.split()) if (word := _bare(raw))]
    read_terms = [_term(word, is_first=number == 0, asked=asked, loose=loose) for number, word in words]
    read_terms = [_near(term) if term is not None and folded(term.text) == head else term for term in read_terms]
    if _is_of_nouns(plain):
        # `Halcyon HX 12 warranty`, `warranty halcyon HX 12`
        at = 0 if _is_name(plain.split()[-1]) else len(read_terms) - 1
        read_terms[at : at + 1] = [_near(term) if term is not None else None for term in read_terms[at : at + 1]]
    if words and _NAMED_FIRST.match(plain) and not english.is_common(folded(words[0][1])):
        read_terms[:1] = [_near(term) if term is not None else None for term in read_terms[:1]]
    terms += [term for term in _compounded(read_terms) if term is not None]
    # Who asks for a number, or an amount, from a letter does not ask for that letter.
    together = any(pattern.search(plain) for pattern in _SUBJECT) and not expected.expects(plain)
    kept = _distinct(terms)[:_MOST_TERMS]
    is_bare = deeds.with_a_sort(plain) and all(term.kind in (ASKED, LOOSE) for term in kept)
    is_bare = is_bare or (deeds.is_alone(plain) and len(kept) == 1 and kept[0].kind != ESSENTIAL)
    return Intent(_promoted(kept, asked, is_bare=is_bare), measure, together or is_bare)


def _head_of(question: str) -> str:
    """Return the noun of `the milestone of …`: what is asked for by name must stand there, near the rest."""
    match = _OF.match(question)
    noun = folded(match["noun"]) if match else ""
    if match and noun in VALUE_WORDS and match["of_what"]:
        # Any date has a form: what is asked for is the `due` of a `due date`.
        noun = folded(match["of_what"])
    # `How many hours of effort`, `what became of it`: what is counted in, or done, need not be told; nor an amount.
    is_told = noun in UNITS | {"became", "become", "becomes"}
    # A code has hardly a form: that it is one must be said.
    return "" if is_told or (noun in FORMS_OF_VALUES - {"code"} and expected.expects(question)) else noun


def _is_of_nouns(question: str) -> bool:
    """Say whether a question is a name and what is wanted of it, and nothing else: `Halcyon HX 12 warranty`."""
    words = question.split()
    spoken = {folded(_bare(word)) for word in words}
    return len(words) > 2 and spoken.isdisjoint(ASKING) and any(map(_is_name, words[:-1]))


def _is_name(word: str) -> bool:
    return any(letter.isdigit() for letter in word) or word[:1].isupper()


def _near(term: Term) -> Term:
    if term.kind not in (ORDINARY, ASKED) or term.phrase:
        return term
    return replace(term, kind=ESSENTIAL, near=True)


def quoted(question: str) -> list[str]:
    """Return what a question quotes."""
    return [next(filter(None, match.groups()), "") for match in _QUOTED.finditer(question)]


def unquoted(question: str) -> str:
    """Return a question without what it quotes: quoted words are looked for, whatever they would mean."""
    return _QUOTED.sub(" ", question)


def _bare(raw: str) -> str:
    word = _POSSESSIVE.sub("", raw.strip(_EDGES))
    # A call's brackets belong to it, a remark's do not.
    if word.startswith("(") or word.count("(") != word.count(")"):
        word = word.strip("()")
    return word.strip(_EDGES)


def _phrase(text: str) -> Term | None:
    return Term(text, ESSENTIAL, phrase=found) if (found := tokens(text)) else None


def asked_for(question: str) -> frozenset[str]:
    """Return all nouns that stand behind `what`, `which` and the like, up to a word that only carries the question."""
    return frozenset(word for _, run in _runs(question) for word in run)


def asked_nouns(question: str) -> frozenset[str]:
    """Return the nouns that name the kind of thing wanted: the last of each run after `what`, `which` and the like."""
    # `which container broke the crane`: where no helping verb ends the run, its noun comes first.
    return frozenset(run[-1] if is_ended else run[0] for is_ended, run in _runs(question))


def _runs(question: str) -> list[tuple[bool, list[str]]]:
    found = []
    for match in _ASKED.finditer(question):
        words = [folded(word) for word in match["nouns"].split()]
        run = list(takewhile(lambda word: word not in ASKING, words))
        if run:
            found.append((bool(match["is"] or match["s"]) or len(run) < len(words), run))
    return found


def _term(word: str, *, is_first: bool, asked: frozenset[str], loose: frozenset[str]) -> Term | None:
    found, plain = tokens(word), folded(word)
    if not found or plain.replace("'", "").replace("’", "") in ASKING or _CONTRACTED.fullmatch(plain):
        return None
    if _is_identifier(word):
        return Term(word, ESSENTIAL, phrase=found)
    if len(found) > 1:
        return Term(word, ORDINARY, phrase=found)
    # The token, not the word: that may hold letters that no index takes.
    [token] = found
    is_name = (word[0].isupper() and not is_first) or (len(word) > 2 and word.isupper())
    kinds = (
        (token in LOOSE_WORDS or token in loose, LOOSE),
        (token in VALUE_WORDS or token in _PERIODS, VALUE),
        # What is counted in euros says so by a sign, and minutes are spelled in clock times.
        (token in _COUNTED_IN and token in asked, LOOSE),
        (is_name, ESSENTIAL),
        (token in asked, ASKED),
    )
    kind = next((kind for applies, kind in kinds if applies), ORDINARY)
    return Term(word, kind, forms=_name_forms(token) if kind == ESSENTIAL else forms(token))


def _name_forms(name: str) -> frozenset[str]:
    dated = calendar_forms(name)
    # `Sept` and `Mon` are spelled out elsewhere; `May` and `Mark` are no more than they say.
    spelled = dated if len(dated) > 1 and name != "may" else frozenset()
    return frozenset({name, name + "s", name.removesuffix("s")} - {""}) | spelled


def _is_identifier(word: str) -> bool:
    if _PLAIN_HYPHENS.fullmatch(word):
        return False
    digits = any(letter.isdigit() for letter in word)
    return digits or bool(_INNER_SIGN.search(word)) or bool(_HUMPED.search(word)) or "_" in word


def _compounded(terms: list[Term | None]) -> list[Term | None]:
    """Let two plain words side by side also be found as one: `unit test` as `unittest`."""
    grown = list(terms)
    for at in range(len(terms) - 1):
        one, other = terms[at], terms[at + 1]
        if one is None or other is None or not (one.forms and other.forms) or ESSENTIAL in (one.kind, other.kind):
            continue
        joined = folded(one.text) + folded(other.text)
        for place in (at, at + 1):
            term = grown[place]
            if term is not None:
                grown[place] = Term(term.text, term.kind, forms=term.forms | {joined, joined + "s"}, near=term.near)
    return grown


def _promoted(terms: tuple[Term, ...], asked: frozenset[str], *, is_bare: bool) -> tuple[Term, ...]:
    """Take a loose word in earnest where it is all that a question has: `which pdf was open`.

    Of things of a sort with which somebody did something their sort alone tells nothing: `which settings did I change`.
    """
    if is_bare:
        return tuple(replace(term, kind=ORDINARY) for term in terms) if len(terms) > 1 else ()
    if any(term.kind not in WEAK for term in terms):
        return terms
    return tuple(replace(term, kind=ORDINARY) if folded(term.text) in asked else term for term in terms)


def _distinct(terms: list[Term | None]) -> tuple[Term, ...]:
    found: dict[object, Term] = {}
    for term in terms:
        if term is not None:
            found.setdefault(term.phrase or term.forms, term)
    return tuple(found.values())
