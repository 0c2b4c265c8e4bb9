"""Accounted: whether what would be quoted, with what leads and heads it, accounts for what a question names.

A passage may hold the words of a question all over the screen; what is told of it are a few lines. The value that is
asked for must stand in these, and that of which it is asked as well: in the lines, their row, their heading, the title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile

import msgspec

from query.answers.answer import Citation, Claim
from query.language.asking import ASKING, LOOSE_WORDS
from query.language.words import folded, tokens
from query.passages.belonging import ADDRESS, FILE, WHICH_FILE, spoken, titled
from query.passages.belonging import told as told_by
from query.passages.block import Headings, is_same_row
from query.passages.called import has_name
from query.passages.compounds import NAMES_NOTHING, before, compounds, is_other, names
from query.passages.expected import expects, shown_by
from query.passages.paragraphs import SENTENCE, paragraph, what_costs
from query.passages.quote import is_question, lines_of, wants_to_be_told
from query.passages.shapes import PAID
from query.passages.valueforms import MEASURE
from query.patterns.pattern import pattern

_SAYING = r"(?:answer|ask|charge|mention|offer|post|promise|propose|reply|say|suggest|tell|want|write)"
_SPEAKER = pattern(rf"\bwhat (?:did|does) (?:the |my |our )?(?P<who>(?:[a-z]+ ){{1,3}}?){_SAYING}\b")
_GREETS = pattern(
    r"^\W*(?:(?:dear|hallo|hello|hey|hi|good (?:morning|evening|afternoon))\s+)?[^\W\d_]+(?: [^\W\d_]+)?,\W*$",
    re.IGNORECASE,
)
_WITH_WHOM = pattern(r"\b(?:what time|when|where)\b.*\bwith (?:the |my |our )?(?P<who>[a-z]+)\b")
_NUMBERED = pattern(r"\b(?P<noun>[a-z]{3,}) (?:(?:number|no\.?|nr\.?) )?(?P<number>\d{1,4})\b(?![.,:/-]?\w)")
_WHICH = pattern(WHICH_FILE)
_SO_MUCH_OF = pattern(
    r"\bhow much (?!(?:could|cubic|less|longer|may|might|money|more|must|per|should|square)\b)(?P<much>[a-z-]{3,})|"
    rf"\b{MEASURE}s? (?:of|for) (?:the |my |our |an? )?(?P<what>(?:[a-z]+ ?){{1,3}})"
)
_FROM_TO = pattern(r"\bfrom (?:the |my |our )?(?P<start>(?:[a-z]+ ){0,2}?[a-z]+) to (?:the |my |our )?(?P<end>[a-z]+)")
_FROM_WHOM = pattern(
    r"\b(?:bill|invoice|letter|mail|message|offer|order|parcel|quote|receipt|refund|reminder|statement) (?:by|from|of) "
    r"(?:the |my |our )?(?P<whom>(?:[a-z]+ ?){1,3})"
)
_DONE_TO = pattern(
    r"\b(?:can|could|did|do|had|have|may|must|shall|should) (?:i|we) (?:now |still )?(?:(?:have|need) to )?[a-z]{3,} "
    r"(?:the|my|our|that) (?P<what>(?:[a-z]+ ?){1,2})"
)
_HOW_DEEP = pattern(
    r"\bhow (?:big|broad|deep|heavy|high|large|long|tall|wide) (?:is|are|was|were) (?:the |my )?(?P<what>[a-z]+)\W*"
    r"(?:$|\b(?:at|for|from|in|of|on)\b)"
)
_PLACED = frozenset("above at behind below beside for in near on over to under".split())  # noqa: SIM905
_WHOM = pattern(r"\b(?:by|for|from|to|with) whom\b|\bwhom? (?:can|could|do|must|shall|should) (?:i|we)\b")
_GROUPED = pattern(r"(?<=\d)[.,](?=\d)")
_PAID_FOR = pattern(
    r"\b(?:asks?|charged?|costs?|fee|fine|paid|pay|price)\b[^.;?!]* "
    r"(?:for (?P<what>[a-z]{3,}ing)|as an? (?P<as>[a-z]{4,}))\b"
)
_POSSESSIVE = pattern(r"['’]s\b")
_RUN = pattern(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)+")
# What is said of a thing in a number, or a mark, that tells nothing without this word.
_RATED = frozenset({"grade", "rank", "rating", "score"})
_WHERE_OR_WHO = pattern(r"^\W*(?:where|who|why)\b")
_FEE = pattern(rf"\b{PAID}\b")
_PAID = frozenset("charge charges charged cost costs pay pays paid payment per price prices rate".split())  # noqa: SIM905


class _Told(msgspec.Struct, frozen=True):
    """A claim, the lines of it that would be quoted, and the words that these, their rows and headings have."""

    claim: Claim
    quote: Sequence[Citation]
    words: frozenset[str]
    stands: Callable[[str], bool]

    @property
    def above(self) -> Iterator[str]:
        """The words of what stands above the quote, and may head it from afar."""
        for line in self.claim.citations:
            if line.frame == self.quote[0].frame and line.box[3] <= self.quote[0].box[1]:
                yield from _words(line.text)


def is_told(asked: str, question: str, claim: Claim, stands: Callable[[str], bool]) -> bool:
    """Say whether what would be quoted of a claim, to a question as it was put, accounts for what of it was looked for.

    `stands` says of a word whether it stands on any screen.
    """
    quote, plain = lines_of(asked, claim), folded(question)
    told = _Told(claim, quote, frozenset(around(quote, claim)), stands)
    return all(fits(plain, told) for fits in _CHECKS)


def around(quote: Sequence[Citation], claim: Claim) -> Iterator[str]:
    """Yield the words of some lines of a claim, of their rows and headings, and of the titles and address over them."""
    lines = [each for each in claim.citations if each.frame == quote[0].frame]
    headings = Headings([each.box for each in lines])
    yield from titled(claim)
    for line in lines:
        if ADDRESS.match(line.text.strip()):
            yield from tokens(line.text)
    for each in quote:
        yield from _words(f"{each.text} {each.app}")
        heads = [lines[number] for number in headings.over(each.box)]
        for line in (*(other for other in lines if is_same_row(other.box, each.box)), *heads):
            yield from _words(line.text)


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text; `4,380` is one, and no 4."""
    return tokens(_GROUPED.sub("", text))


def _has_form(question: str, told: _Told) -> bool:
    """Say whether a value of the form that is asked for is quoted; it may go on in the next line: `USD`, `3,150`."""
    if _WHICH.search(question):
        # The name of a file stands in its title.
        texts = [told.claim.text, *(each.title for each in told.claim.citations)]
        return any(name.casefold() not in question for text in texts for name in FILE.findall(text))
    shows = shown_by(question)
    texts = [each.text for each in told.quote]
    return not expects(question) or shows("\n".join(texts)) or shows(" ".join(texts))


def _has_speaker(question: str, told: _Told) -> bool:
    """Say whether who said, or charged, something is named, or who is with one: what Marek asks Luis did not ask."""
    match = _SPEAKER.search(question) or _WITH_WHOM.search(question)
    # `Bernadette,` at the head of a letter is whom it is for.
    lines = [line.text for line in told.claim.citations]
    greeted = frozenset(word for line in lines if _GREETS.match(line) for word in tokens(line))
    named = greeted & frozenset(word for line in lines if not _GREETS.match(line) for word in tokens(line))
    there = told.words - (greeted - named - titled(told.claim))
    return match is None or all(spoken(word) & there for word in match["who"].split() if names(word))


def _says_something(question: str, told: _Told) -> bool:
    """Say whether more than a name is quoted of what somebody is asked to have said: a word in small letters."""
    return _SPEAKER.search(question) is None or any(
        word[:1].islower() or word[:1].isdigit() for line in told.quote for word in line.text.split()
    )


def _has_rating(question: str, told: _Told) -> bool:
    """Say whether a score is quoted as one, where that is asked for: a number tells nothing without the word."""
    said = frozenset(word for line in told.quote for word in tokens(line.text))
    return all(spoken(word) & said for word in _RATED.intersection(tokens(question)))


def _has_fee(question: str, told: _Told) -> bool:
    """Say whether a fee, or the like, is told to be one: what an invoice comes to is none for delivering."""
    wanted = [spoken(match[0]) | _PAID for match in _FEE.finditer(question)]
    return all(words & told.words.union(told.above) for words in wanted)


def _names_what_costs(question: str, told: _Told) -> bool:
    """Say whether the price is that of what is named: bikes that cost so much are no permit for a dog."""
    return all(not named.isdisjoint(told.words) for named in what_costs(question))


def _has_both_ends(question: str, told: _Told) -> bool:
    """Say whether a way has both the ends that are named: that from here to the church leads to no town hall."""
    match = _FROM_TO.search(question)
    words = [word for end in match.groups() for word in end.split()] if match else []
    return not all(map(names, words)) or all(spoken(word) & told.words for word in words)


def _has_its_thing(question: str, told: _Told) -> bool:
    """Say whether that is named of which it is so much: a limit for the wind is none for rain, reeds are no flute."""
    match = _SO_MUCH_OF.search(question)
    said = told.words if match and match["much"] else told.words.union(told.above)
    return all(spoken(word) & said for word in _named(match[match.lastgroup or 0] if match else ""))


def _has_object(question: str, told: _Told) -> bool:
    """Say whether that is named which somebody did, or may do, something to: free rooms are no free generator."""
    match = _DONE_TO.search(question)
    words = [*takewhile(lambda word: word not in ASKING | LOOSE_WORDS, match["what"].split() if match else ())][-1:]
    return all(spoken(word) & told.words.union(told.above) for word in words if names(word))


def _is_no_place(question: str, told: _Told) -> bool:
    """Say whether what is so deep is more than where another thing is: the void over the pool is no pool."""
    match = _HOW_DEEP.search(question)
    noun = spoken(match["what"]) if match and names(match["what"]) else frozenset[str]()
    words = [word for line in told.quote for word in ("", *tokens(line.text)) if word not in {"the", "a", "my", "our"}]
    there = [before for before, word in pairwise(words) if word in noun]
    return not there or not _PLACED.issuperset(there)


def _names_somebody(question: str, told: _Told) -> bool:
    """Say whether somebody is named where it is asked whom one is to turn to."""
    own = frozenset().union(*map(spoken, tokens(question)))
    return not _WHOM.search(question) or any(has_name(line.text, own) for line in told.quote)


def _is_from(question: str, told: _Told) -> bool:
    """Say whether a bill, or a letter, is from whom it is asked: who is named in it, or over it.

    In a list of letters with one of them open beside it, any row of the list is at the height of some line of that.
    """
    match, shows = _FROM_WHOM.search(question), shown_by(question)
    values = [each for each in told.quote if len(each.text) >= SENTENCE and shows(each.text)]
    if match is None or not values:
        return True
    lines = [each for each in told.claim.citations if each.frame == told.quote[0].frame]
    headings, titles = Headings([each.box for each in lines]), titled(told.claim)
    for value in values:
        heads = (lines[number] for number in headings.over(value.box))
        said = titles.union(*(tokens(line.text) for line in (*paragraph(value, lines), *heads)))
        if all(spoken(word) & said for word in _named(match["whom"])):
            return True
    return False


def _named(words: str) -> list[str]:
    """Return the words at the beginning of some that name something: of `ballinrea couriers for the` the first two."""
    return [word for word in takewhile(lambda word: word not in ASKING, words.split()) if names(word)]


def _has_number(question: str, told: _Told) -> bool:
    """Say whether the number of a thing is told with it, or over it: the score of all wards is none of Ward 9."""
    numbers = {word.lstrip("0") for word in told.words.union(told.above)}
    return all(
        match["number"].lstrip("0") in numbers
        for match in _NUMBERED.finditer(question)
        if match["noun"] not in NAMES_NOTHING
    )


def _has_no_other(question: str, told: _Told) -> bool:
    """Say whether a thing is not told to be another one of its kind: the staging loader is no production loader."""
    there, text = told_by(told.claim), "\n".join(line.text for line in told.quote)
    runs = [["", *_POSSESSIVE.sub("", run).split(" ")] for run in _RUN.findall(question)]
    pairs = {pair for run in runs for pair in pairwise(run)}
    for kind, noun in (pair for run in runs for pair in compounds(run)):
        if spoken(kind) & told.words or not told.stands(kind):
            continue
        others = [each for line in told.quote for each in before(spoken(noun), line.text)]
        # What has a name is no other one, though that stands elsewhere: the Meridian index is no Vossberg index.
        is_named = all(f" {each.capitalize()} " in text for each in others)
        is_another = all(is_other(each, kind) and (each, noun) not in pairs for each in others)
        if others and is_another and (is_named or not spoken(kind) & there):
            return False
    return True


def _tells(question: str, told: _Told) -> bool:
    """Say whether more than another question is quoted: `Who has the waders?` tells nobody where they are.

    Who asks why it eats 6 GB tells how many it eats.
    """
    is_told = (expects(question) and not _WHERE_OR_WHO.search(question)) or not wants_to_be_told(question)
    return is_told or not all(is_question(line.text) for line in told.quote)


def _is_for(question: str, told: _Told) -> bool:
    """Say whether it is told what for something is paid: what one pays for being late is no charge for storing."""
    match = _PAID_FOR.search(question)
    what = match[match.lastgroup or 0] if match else ""
    return not names(what) or bool(spoken(what) & told.words)


_CHECKS = (
    _has_form,
    _tells,
    _has_speaker,
    _says_something,
    _has_number,
    _has_rating,
    _has_fee,
    _names_what_costs,
    _has_its_thing,
    _has_object,
    _is_no_place,
    _names_somebody,
    _has_both_ends,
    _is_from,
    _is_for,
    _has_no_other,
)
