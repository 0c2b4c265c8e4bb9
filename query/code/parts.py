"""Parts of code: a line, a limit, an argument of a function or a file that a question names.

`Which expression does saturation(t) return`, `the threshold in the HAVING clause of meters.sql`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from query.answers.answer import Answer
from query.code import versions, written
from query.code.snippet_claims import IDENTIFIER, LANGUAGES, claim_of, seen, stands, terms_of, texts
from query.code.written import Written
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.language.words import forms, tokens
from query.passages.intent import ESSENTIAL, Term
from query.passages.match import holds
from query.patterns.pattern import pattern

_PROCESSORS = ("code",)
_ENOUGH = 0.5
# What code is made of; `return` and `import` stand there by themselves.
_PARTS = frozenset(
    """
    argument bound clause condition constant cutoff default exponent expression factor formula import interval limit
    line literal module parameter pattern regex return statement threshold tolerance value variable
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
# What a name is bound to needs no such word beside it.
_BOUND = frozenset({"default", "value"})
# Which of two it is, or what any part does: no code says so.
_BESIDES = frozenset(
    """
    calculate calculates compute computes get gets has have lower pass passes say says set sets take takes there upper
    use uses
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
GENERIC = _PARTS.union(*map(forms, _PARTS), _BESIDES, ("format", "kind", "per"))
"""Words for parts of code, and for what any part does."""
# What came of it when it ran, and how much of it there is, no part tells.
_OF_RUN = pattern(
    r"\b(?:did|returned|printed|ran|outputs?|results?|how (?:many|much|long|often)|when|who|whom|why|where)\b",
    re.IGNORECASE,
)
_PART = rf"(?:{'|'.join(sorted(_PARTS))})s?"
# Where it lies, or what it is called, no part tells.
_OF_PART = r"\s+(?:files?|folder|names?|numbers?|paths?)\b"
# Which version has it is told by its time: as it was last shown is another one.
_EARLIER = pattern(
    r"\b(?:original(?:ly)?|initial(?:ly)?|earli(?:er|est)|previous(?:ly)?|old|first|former(?:ly)?|to begin with|"
    r"used to|before|until|prior to|back then|began|started)\b",
    re.IGNORECASE,
)
_FIRST = pattern(
    r"\b(?:original(?:ly)?|initial(?:ly)?|earliest|at first|to begin with)\b|\bfirst (?:version|draft)\b|"
    r"\bbefore (?:(?:i|we) (?:changed|edited|rewrote|touched|modified)|(?:my|our|the) (?:change|edit)s?)\b",
    re.IGNORECASE,
)
# It is the part that is asked for, and not what is told of something else: `the commit of the change to the limit`.
_ASKED = pattern(
    rf"(?:\A\W*|\b(?:what|which|whats|what['’]s)\s+(?:(?:is|was|are|were)\s+)?)(?:the\s+)?"
    rf"(?:(?!(?:of|in|to|for|about|on)\b)[\w()]+\s+){{0,3}}?(?P<part>{_PART})\b(?!{_OF_PART})"
    rf"|\b(?:an?|the)\s+(?P<line>{_PART})\s+(?:which|that|with|where)\b",
    re.IGNORECASE,
)
_CALLED = pattern(r"\b(?P<name>\w{3,}) (?:function|method|procedure|routine|class)\b", re.IGNORECASE)
_FILE = pattern(r"\.[a-z]{1,5}$")
# What stands beside any part: all else of a question may be a name in the code, `high` and `used` as well.
_BETWEEN = frozenset(
    """
    a an are at by do does for from i in is its me my of on s the to was were what whats which
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_KEYWORD = pattern(r"\b[A-Z]{4,}\b")


def told(inquiry: Inquiry, plain: str) -> Answer | None:
    """Tell the code that is named, as it was shown last, where it has the part that is asked for; None without.

    What a file had at first is told by its first version.

    Args:
        inquiry: what is asked.
        plain: the question, without what is quoted.
    """
    said = {word for match in _ASKED.finditer(plain) for word in tokens(match["part"] or match["line"])}
    parts = [part for part in _PARTS if forms(part) & said]
    names = [term for term in terms_of(plain) if term.phrase and IDENTIFIER.search(term.text)]
    if not names or not parts or _OF_RUN.search(plain):
        return None
    if _EARLIER.search(plain):
        is_of_file = any(_FILE.search(term.text) for term in names)
        return versions.final(inquiry, plain, at_first=True) if is_of_file and _FIRST.search(plain) else None
    symbols = {match["name"] for match in _CALLED.finditer(plain) if match["name"].casefold() not in LANGUAGES}
    telling = [term for term in terms_of(plain) if term not in names and not _is_besides(term, symbols)]
    named = {word for term in names for word in tokens(term.text)} | {form for part in parts for form in forms(part)}
    rest = {word for word in tokens(plain) if word not in named | _BETWEEN | _BESIDES}
    keywords = {*_KEYWORD.findall(plain)}

    def fits(each: Written) -> bool:
        is_bound = not _BOUND.isdisjoint(parts) and any(_binds(each.text, term) for term in names)
        return _is_named(each, names, symbols) and (is_bound or _has(each.text, telling, parts, keywords, rest))

    found = [each for each in written.showings(inquiry, "block", fits) if inquiry.scope.admits(each.last_frame)]
    if not found:
        return None
    words = set(tokens(plain))
    best = max(found, key=lambda each: (len(words.intersection(tokens(each.snippet.text))), each.last_us))
    claim = claim_of(inquiry, Witness(inquiry.views), best)
    ground, searched = inquiry.ground(_PROCESSORS), texts((*names, *telling))
    if claim is None:
        return concluded(inquiry, ground, (), "", searched=searched, dropped=1)
    where = best.snippet.name or " ".join(best.snippet.title.split())
    return concluded(inquiry, ground, (claim,), f"In {where}, {seen(inquiry, claim)}:\n{claim.text}", searched=searched)


def _is_besides(term: Term, symbols: set[str]) -> bool:
    return not (term.forms.isdisjoint(_BESIDES) and term.forms.isdisjoint(_PARTS)) or term.text in symbols


def _is_named(snippet: Written, names: Sequence[Term], symbols: set[str]) -> bool:
    """Say whether a block is of all files, and defines all functions, that are named."""
    called = f"{snippet.name}\n{snippet.symbol}"
    is_all = all(
        holds(term, called)
        or _defines(snippet.symbol, term)
        or (not _FILE.search(term.text) and stands(term, snippet.text))
        for term in names
    )
    return is_all and (not symbols or snippet.symbol in symbols or not any(map(str.islower, symbols)))


def _binds(text: str, term: Term) -> bool:
    """Say whether code gives a name a value: `limit=12`, `limit: int = 12`."""
    return re.search(rf"(?<![\w.]){re.escape(term.text)}\s*(?::[^=,()\n]{{1,40}})?=(?!=)\s*[\w\"'-]", text) is not None


def _defines(symbol: str, term: Term) -> bool:
    """Say whether a symbol is what a term calls: `saturation(t)`."""
    return bool(symbol) and term.text.partition("(")[0] == symbol


def _has(there: str, telling: Sequence[Term], parts: Sequence[str], keywords: set[str], rest: set[str]) -> bool:
    """Say whether a block has what is told of the part: all names, and most of the words; of none, the part itself."""
    if any(term.kind == ESSENTIAL and not stands(term, there) for term in telling):
        return False
    if any(not re.search(rf"\b{word}\b", there, re.IGNORECASE) for word in keywords):
        return False
    if telling:
        return sum(stands(term, there) for term in telling) > _ENOUGH * len(telling)
    words = set(tokens(there))
    return bool(keywords or rest & words) or (not rest and any(forms(part) & words for part in parts))
