"""Whether a passage tells of what is asked about: by where its lines are set, and by whose name leads them.

Two lines of one screen that both have words of a question may be of two things: of two appointments, of two people's
messages. What is told of the other one would be a wrong answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from query.answers.answer import Citation, Claim
from query.language.asking import ASKING, FORMS_OF_VALUES, LOOSE_WORDS, PERSONS, UNITS, VALUE_WORDS
from query.language.named import SORTS
from query.language.talk import is_common, is_deed
from query.language.thesaurus import said_for
from query.language.words import forms, tokens
from query.passages.block import is_right_above
from query.passages.together import grouped, has_its_value
from query.patterns.pattern import pattern
from query.times.days import MONTHS, WEEKDAYS

_NAME = r"[A-Z][a-zà-ÿ]+(?:[ -][A-Z][a-zà-ÿ]+)*"
HEADED = pattern(rf"^(?:{_NAME}\s+\S*\d{{1,2}}[:.]\d\d\b.*|[A-Z][a-zà-ÿ]+ [A-Z][a-zà-ÿ]+)$")
"""A line that heads what somebody wrote: a name, and often when."""

# Where something stands is said besides: that may be told far off, or in a picture.
_PLACED = pattern(
    r"\bset (?:to|at)\b|"
    r"\b(?:in|on|at|from) (?:the |my |our )?(?:[\w.-]+\s?){1,3}?"
    r"(?=[^\w\s]|\b(?:in|on|at|from|for|of|to|with|about)\b|$)"
)
# What is somebody's own, and may be another one's a line further on.
_OWN = r"(?:birthday|cell|desk|e-?mail|extension|ext|handle|login|mobile|office|phone|telephone|username)"
_WHOSE = pattern(
    rf"\b(?P<who>[\w-]+)(?:['’]s|(?<=s)['’])\s(?:\w+\s)??(?P<noun>{_OWN}|address|number)\b|"
    rf"\b(?P<of>{_OWN})\s(?:number\s|address\s)?(?:of|has|have|does|for)\s(?:the\s|my\s|our\s)?(?P<whom>[\w-]+)"
)
_HERS = pattern(rf"\b(?:her|his|their) (?:[\w-]+ )?(?P<noun>{_OWN}|number)\b")
# As one writes it in a hurry: `imrans cell number`, `Ines Duarte, phone?`
_CALLED = r"(?P<noun>cell|code|extension|ext|mobile|phone|telephone)"
_WHOSE_BARE = (
    pattern(rf"\b(?P<who>[\w-]{{3,}}s)\s{_CALLED}\b"),
    pattern(rf"^\W*(?P<who>[\w-]+)(?: [\w-]+)?,? {_CALLED}(?: number)?\W*$"),
)
# How one is reached says itself what it is: `Night porter: 555-0162`.
_REACHED = {"address": pattern(r"\S@\S"), "email": pattern(r"\S@\S"), "e-mail": pattern(r"\S@\S")} | dict.fromkeys(
    ("cell", "extension", "mobile", "number", "phone", "telephone"), pattern(r"\d{3}")
)
_NUMBERED = pattern(r"\b(?P<noun>[A-Za-z]{3,}) (?:number |no\.? )?(?P<number>[0-9]{1,4})\b(?![.,:/-]?\w)")
_AT_NUMBER = pattern(
    r"\b(?:at|for|from|in|of|on) (?:the |my |our )?(?P<noun>[A-Za-z]{3,}) [0-9]{1,4}\b(?![.,:/-]?\w)", re.IGNORECASE
)
# `3. Scope` is section 3.
_PARTS = frozenset("chapter heading item paragraph part question section sheet step task".split())  # noqa: SIM905
_BY_ITSELF = pattern(r"(?<![\w.,:/-])[0-9]+(?![.,:/-]?\w)")
_OF_WHAT = pattern(
    rf"(?:\bhow (?:much|many) (?:[\w-]+ ){{1,4}}?|"
    rf"\b(?:what|which|who)(?:['’]?s| is| was| are| were)? (?:the |my |our )?(?:[\w-]+ ){{1,3}}?|"
    rf"\b(?:{'|'.join(sorted(VALUE_WORDS | FORMS_OF_VALUES))}) (?:per \w+ )?|"
    # `Noise in the changing rooms`
    r"^\W*(?:the )?(?:[a-z]{3,} )?[a-z]{3,} (?=(?:in|at|on) the ))"
    r"(?P<of>(?:of|for|in|at|on) [^,.;:?!]+)"
)
# `adrenaline 1 mg`
_MEASURED = pattern(r"\b(?P<noun>[a-z]{4,}) [0-9][0-9.,]* ?(?:[munkµ]?g|[mcd]?l|[mckµ]?m|k?w|k?v|inch|percent)\b")
# `price per box vancomycin`
_PER = pattern(
    r"\b(?:prices?|costs?|fees?|rates?) per [a-z]+ (?!(?:of|for|in|at|on|by|from|with|and|or|is|was|did|does|when)\b)"
    r"(?P<what>[a-z-]{4,})\W*$"
)
_EACH_OF = pattern(r"\b(?:of|for|in|at|on) (?:the |my |our |an? )?(?P<what>[\w-]+(?: (?!of|for|in|at|on)[\w-]+){0,3})")
_OF_SOMEBODY = pattern(r"\b(?!(?:how|it|that|there|what|when|where|who)['’])(?:(?:ms|mrs|mr|dr) )?[\w-]+['’]s ")
_PREPOSITIONS = frozenset({"about", "by", "from", "per", "to", "when", "while", "without"})
_SHORTEST = 3
_NAMED_BY_DEED = pattern(r"\b(?:of|for|in|at|on) (?:the|my|our) (?P<deed>[a-z]+ing) (?P<noun>[a-z]{3,})\b")
_NEED_NOT_STAND = (
    LOOSE_WORDS | VALUE_WORDS | SORTS | UNITS | {"board", "cost", "costs", "query", "function", "snippet"} | PERSONS
)
_UNNUMBERED = frozenset((*ASKING, *UNITS, *MONTHS, *WEEKDAYS, *(name[:3] for name in (*MONTHS, *WEEKDAYS))))
_SORT_OF_FILE = r"(?:\w+ )?(?:document|file|pdf|script|spreadsheet)"
WHICH_FILE = (
    rf"\b(?:name of (?:the|my|our|that)|which|what) {_SORT_OF_FILE}\b|"
    rf"\bwhat(?:['’]?s| is| was) (?:the|my|our|that) {_SORT_OF_FILE} (?:called|named)\b"
)
"""How one asks for the name of a file, as a pattern."""

FILE = pattern(r"[\w-]+\.[A-Za-z]\w{1,5}\b")
"""The name of a file, as it is written with its ending."""

_SENTENCE = pattern(r"(?<=[.!?;])\s+")
# A capital within a sentence is a name's.
_NAMED = pattern(r"(?<=[a-z,;] )[A-Z][a-zà-ÿ]+")
ADDRESS = pattern(r"^(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/\S*$", re.IGNORECASE)
"""The address of a page, alone in its line."""


def spoken(word: str) -> frozenset[str]:
    """Return the forms of a word, and of what people say for it: a passage was found by either."""
    return forms(word).union(*map(forms, said_for(word)))


def telling(question: str) -> frozenset[str]:
    """Return the words of a question that name something, not only ask for it."""
    return frozenset(tokens(question)) - ASKING - LOOSE_WORDS - VALUE_WORDS - SORTS


def titled(claim: Claim) -> frozenset[str]:
    """Return the words of the titles over what a claim cites."""
    return frozenset(tokens(" ".join(dict.fromkeys(citation.title for citation in claim.citations))))


def told(claim: Claim) -> frozenset[str]:
    """Return the words of a claim, and of the titles over it."""
    return titled(claim).union(tokens(claim.text))


def is_set_together(question: str, claim: Claim) -> bool:
    """Say whether what a question tells of a thing stands in one place of the screen, as far as no title says it.

    The room beside one appointment is not that of another, and who heads one message did not write the next.
    """
    cited = [citation for citation in claim.citations if not ADDRESS.match(citation.text.strip())]
    heads = [citation.text for citation in claim.citations if citation not in cited]
    titles = set(tokens(" ".join([*heads, *{citation.title for citation in claim.citations}])))
    lines = [set(tokens(citation.text)) for citation in cited]
    groups = grouped(cited)
    needed = []
    for word in telling(_PLACED.sub(" ", question)) - UNITS:
        said = spoken(word)
        if is_common(word) or said & titles:
            continue
        places = {groups[number] for number, line in enumerate(lines) if said & line}
        if places:
            needed.append(places)
    common = set.intersection(*needed) if needed else set()
    return bool(common) and has_its_value(question, cited, groups, common) if needed else True


def is_of_whom(question: str, claim: Claim) -> bool:
    """Say whether what is asked for of somebody stands in a line with the name, or below a line that is just the name.

    The number of another one, near a name, is a wrong answer. A letter is signed with the name below it.
    """
    match = _WHOSE.search(question)
    who, own = (match["who"] or match["whom"], match["noun"] or match["of"]) if match else ("", "")
    if not who and (bare := next(filter(None, (each.search(question) for each in _WHOSE_BARE)), None)):
        who, own = bare["who"], bare["noun"]
    if not who and (hers := _HERS.search(question)):
        # `Delphine has a new phone, what is her extension`: whose name heads what is there.
        heads = {word for each in claim.citations if HEADED.match(each.text.strip()) for word in tokens(each.text)}
        who, own = next((word for word in tokens(question[: hers.start()]) if word in heads), ""), hers["noun"]
    if not who or who in ASKING | LOOSE_WORDS | SORTS:
        return True
    whose, noun = forms(who), spoken(own)
    if whose & titled(claim):
        return True
    return any(_tells_of(whose, noun, each, claim) for each in claim.citations)


def _tells_of(whose: frozenset[str], noun: frozenset[str], line: Citation, claim: Claim) -> bool:
    said = set(tokens(line.text))
    if HEADED.match(line.text.strip()):
        return False
    if whose & said:
        return bool(noun & said) or any(_REACHED[word].search(line.text) for word in noun if word in _REACHED)
    sentences = [each for each in _SENTENCE.split(line.text) if noun & set(tokens(each))]
    others = {word for each in sentences for name in _NAMED.findall(each) for word in tokens(name)} - noun
    if not sentences or others:
        return False
    beside = [other for other in claim.citations if other.frame == line.frame and whose & set(tokens(other.text))]
    return any(
        is_right_above(other.box, line.box)
        if HEADED.match(other.text.strip())
        # Who signs a letter stands below it.
        else set(tokens(other.text)) <= whose and is_right_above(line.box, other.box)
        for other in beside
    )


def is_of_what(question: str, claim: Claim) -> bool:
    """Say whether what a value is wanted of is named there: the price of glargine is no price of heparin."""
    there = told(claim)
    lines = [set(tokens(text)) for each in claim.citations for text in (each.text, each.title)]
    # A reading room is no room that stands beside `reading`.
    for match in _NAMED_BY_DEED.finditer(question):
        both = [spoken(word) for word in match.groups()] if match["deed"] in LOOSE_WORDS else []
        if match["noun"] not in ASKING and not any(all(word & line for word in both) for line in lines):
            return False
    if any(spoken(match["noun"]).isdisjoint(there) for match in _MEASURED.finditer(question)):
        return False
    if any(spoken(match["what"]).isdisjoint(there) for match in _PER.finditer(question)):
        return False
    asked = _OF_WHAT.search(_OF_SOMEBODY.sub("", question))
    for match in _EACH_OF.finditer(asked["of"]) if asked else ():
        named = [word for word in takewhile(_is_of_a_name, tokens(match["what"])) if not is_deed(word)]
        # Of a heparin order it is the heparin as well. What is as short as `db` may be left out.
        nouns = [word for word in named[:-1] if len(word) >= _SHORTEST] + named[-1:]
        nouns = [word for word in nouns if not is_common(word) and word not in _NEED_NOT_STAND]
        if any(spoken(noun).isdisjoint(there) for noun in nouns):
            return False
    return True


def _is_of_a_name(word: str) -> bool:
    return word not in ASKING and word not in _PREPOSITIONS


def is_of_number(question: str, claim: Claim) -> bool:
    """Say whether no line tells only of another one of the things that a question names by a number: `Pier 3`.

    Berth 7 is one name: a line with `Pier 3` and another line with a 7 tell nothing of pier 7.
    """
    nouns = (
        {match["noun"].casefold() for match in _AT_NUMBER.finditer(question)} - _UNNUMBERED - _PARTS - _NEED_NOT_STAND
    )
    # What is at pier 3 is not at berth 7.
    if nouns and any(forms(noun).isdisjoint(told(claim)) for noun in nouns):
        return False
    texts = [each.text for each in claim.citations]
    return has_number(question, (*texts, *dict.fromkeys(each.title for each in claim.citations)))


def has_number(question: str, texts: Iterable[str]) -> bool:
    """Say whether texts tell of the things that a question names by a number, and not only of others: `Pier 3`."""
    named = [(forms(match["noun"].casefold()), str(int(match["number"]))) for match in _NUMBERED.finditer(question)]
    named = [(noun, number) for noun, number in named if noun.isdisjoint(_UNNUMBERED)]
    # Most questions name nothing so: then no text need be looked at.
    texts = list(texts) if named else []
    there = [tokens(text) for text in texts]
    for noun, number in named:
        numbers = {said for line in there for said in _numbers_behind(noun, line)}
        if numbers and number not in numbers:
            return False
        # `9.4` is no 4.
        told_of = {str(int(found)) for text in texts for found in _BY_ITSELF.findall(text)}
        if any(noun & set(line) for line in there) and number not in told_of:
            return False
    return True


def _numbers_behind(noun: frozenset[str], line: Sequence[str]) -> set[str]:
    """Return the numbers that stand right behind a noun in a line, without leading zeros."""
    return {str(int(after)) for word, after in pairwise(line) if word in noun and after.isascii() and after.isdecimal()}


def is_of_file(question: str, claim: Claim) -> bool:
    """Say whether nothing tells that a line is of another file than the one a question names.

    The name of a file alone in its line is that of a tab, or stands in a list of files: what is open beside it is what
    the title names.
    """
    wanted = {name.casefold() for name in FILE.findall(question)}
    if not wanted:
        return True
    for line in (each.text.strip().casefold() for each in claim.citations):
        if line not in wanted and any(name in line for name in wanted):
            return True
    titled = {name.casefold() for each in claim.citations for name in FILE.findall(each.title)}
    return bool(titled & wanted) or not titled
