"""The form of the value that a question expects: a number, a time, an amount; a passage without one answers nothing.

A table of what people ask for and how its values are written. What stands in the question itself is no answer to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from query.answers.answer import Claim
from query.language.asking import UNITS
from query.language.words import folded, forms, tokens
from query.passages import measures
from query.passages.shapes import (
    ADDRESS,
    CLOCK,
    COUNT,
    DAY,
    FEE,
    ID,
    LASTS,
    LENGTH,
    MONEY,
    NO_CLOCK,
    NO_TIME,
    NUMBER,
    NUMBER_WORDS,
    PAID,
    PHONE,
    PRICE,
    PRICE_OR_CELL,
    PRICE_OR_SUM,
    SIZE,
    STREET,
    UNTIL,
    YEAR,
)
from query.patterns.pattern import pattern
from query.times.days import MONTHS, WEEKDAYS

_ROOM = (
    r"\b(?:\w*room|where|location|venue|place|hall|office|floor|building|studio|lab|library|theatre|auditorium)\b|"
    r"(?<![\w:.])[a-z]?\d{2,4}[a-z]?(?![\w:.])"
)
_DEALT_WITH = r"(?:accepted|approved|confirmed|placed|received|rejected|saved|sent|submitted)\b(?! (?:by|for)\b)"
_TOLD_ON_SCREEN = (
    rf" (?:was|were) (?:my|our) (?:[\w-]+ ){{1,3}}{_DEALT_WITH}|"
    r" did (?:the|my|that) (?:[\w-]+ ){0,2}(?:app|form|page|portal|program|screen|shop|site|website|window) "
    r"(?:answer|confirm|reply|report|say|show|tell)\b"
    # What something was moved to, or booked for, stands there.
    rf"(?=.*\b(?:was|were|(?:has|had) been) {_DEALT_WITH})"
)
NOT_OUR_DEED = rf"(?!.*\b(?:did|have|had) (?:i|we)\b| (?:was|is) it (?:when|that|as)\b|{_TOLD_ON_SCREEN})"
"""Behind `what time`: who asks when they did it asks when it was on the screen, and for no time that stands there.

Nor does who asks when their order was confirmed.
"""

# Of what one may have so much without paying.
_NO_PRICE = r"(?:degrees?|half|hour|inch|litre|load|mile|minute|percent|point|quarter|second|share|weigh\w*|worth)\b"
# Of a house, and of nothing in a network.
_ADDRESS_OF = (
    r"\b(?:the|what|which|whose|their|his|her|its|full|exact)(?: full| exact)? address (?:of|for|has|have|does|is)\b"
    r"(?!.*\b(?:blogs?|computer|hosts?|links?|machine|network|pages?|printer|router|server|sites?|web\w*|wiki)\b)"
    r"(?!.*\be-?mails?\b)"
)
# In a hurry: `imogen email?`
_NO_MAIL = r"(?!(?:all|any|draft|every|first|last|latest|new|newest|next|no|recent|sent|that|the|unread|which) )"
_MAIL_OF = rf"^\W*{_NO_MAIL}(?:[^\W\d_][\w'’-]* ){{1,2}}e-?mail\W*$|^\W*e-?mail (?:of|for) (?:\w[\w'’-]* ?){{1,2}}\W*$"
_NOT_OF_A_FILE = r"(?<!file )(?<!filename )(?<!browser )(?<!chrome )(?<!firefox )(?<!code )(?<!editor )"

NUMBERED = (
    "account|bag|batch|bill|booking|case|confirmation|contract|customer|flight|invoice|licen[cs]e|lot|membership|model|"
    "order|part|passport|permit|policy|reference|registration|request|room|seal|serial|ticket|tracking"
)
"""What has a number of its own, as a part of a pattern."""

NUMBER_OF = (
    r"\b(?:(?:what|which) (?:number|no|nr|id) (?:has|have|had|does|did|is|was) (?:the |my |our |that )?|"
    r"number of (?:the|my|our|that) )"
    rf"(?:\w+ )?(?P<numbered>{NUMBERED})\b(?! (?:lines?|bookings?|orders?)\b)"
)
"""How one asks for the number of a thing that has one, as a pattern: `which number has my order`."""

_EXPECTED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (pattern(asked, re.IGNORECASE), pattern(written, re.IGNORECASE))
    for asked, written in (
        (
            r"\bhow many\b|\bnumber of\b|\bhow long\b|\b(?:the|what|which) figures?\b",
            f"{NUMBER}|{NUMBER_WORDS}",
        ),
        (
            r"\bhow many (?!(?:\w+ )?(?:euros?|dollars?|cents?|pounds?|francs?|eur|usd|gbp|chf)\b)",
            f"{COUNT}|{NUMBER_WORDS}",
        ),
        (r"\bhow long\b|\bhow much time\b", rf"{LASTS}|{LENGTH}"),
        (
            (
                rf"^\W*(?:(?!how many)[\w'’-]+ ){{0,4}}?{PAID}\b(?! (?:list|range|form|letter)s?\b)|"
                rf"\b(?:what|which|how (?:much|high))\b.{{0,25}}\b{PAID}\b|"
                r"\bwhat (?:did|does|do|would|will)\b.*\bcharge\b"
            ),
            FEE,
        ),
        # Of a lot it is the number, or its like.
        (r"\b(?:what|which) (?:batch|lot)\b", NO_TIME),
        (r"\bhow old\b", r"\b(?:years?|yrs?|months?|weeks?|days?|hours?|minutes?)\b|\b(?:aged?|born|since)\b"),
        (
            r"\bhow (?:much|heavy)\b.*\bweigh|\bhow heavy\b",
            # In a table the head of its column says so.
            r"\d\s?(?:k?g|t|lbs?|oz|tons?|tonnes?|kilos?|pounds?|ounces?)\b|\bweight k?g\b",
        ),
        *measures.ROWS,
        (r"\bhow (?:many|much) (?:euro|dollar|pound|mile|feet|foot|inche?)s?\b", f"{MONEY}|{NO_CLOCK}|{NUMBER_WORDS}"),
        # In a table its head has the unit, and the cell a fraction.
        (
            r"\bhow many (?:(?:centi|kilo|milli)?met(?:re|er)s?|miles|feet|foot|inche?s?)\b",
            rf"{LENGTH}|\bc?m?m\b|(?<![\d:,])\d+\.\d+(?![\d.]|\s?(?:%|[^\W\d_]))",
        ),
        (r"\bhow deep\b", LENGTH),
        (
            r"\b(?:what|which)(?: (?!do|is|was|the)\w+)? percent(?:age)?\b|\bby how many percent|\bpercentage\b",
            r"\d\s?(?:%|percent|pct)|%\W{1,3}\d",
        ),
        (r"\bhow much\b", rf"{MONEY}|{NO_CLOCK}|{NUMBER_WORDS}"),
        # One of a thing has a price.
        (rf"\bhow much (?:is|are|was|were) (?:an?|one)\b(?!.*\b{_NO_PRICE})", PRICE_OR_CELL),
        (r"\bin (?:m[²³23]|k?wh?|k?pa|km/?h|kg|mm|cm|litres?|metres?)(?!\w)", NO_CLOCK),
        (r"\b(?:what|which) version\b|^\W*(?:the )?(?:[\w'’-]+ ){0,2}version\b(?! of the)", r"\d\.\d|\bv\.?\s?\d"),
        (
            (
                r"^\W*(?:(?!how many)[\w'’-]+ ){0,4}?prices?\b(?! (?:list|tag|range))|"
                r"\b(?:what|which)\b.{0,25}\bprices?\b|\bprice (?:per|of|for)\b|"
                r"\bhow much (?:is|was|are|were) (?:the|my|our|that) (?:\w+ )?"
                r"(?:bill|deposit|fare|fee|fine|invoice|loan|order|quote|rent|salary|subscription|ticket)\b|"
                r"\bhow much\b.*\b(?:costs?|pay|paid|charged?|owed?)\b|"
                r"\bhow much (?:do|does|did|will|would) (?!i\b|we\b|it\b)(?:[\w'’-]+ ){1,3}(?:ask|demand|offer|want)\b|"
                r"\bwhat (?:did|does|do|would|will)\b.*\bcost\b"
            ),
            PRICE,
        ),
        (rf"\b(?:at )?what (?:clock )?time\b{NOT_OUR_DEED}|\b(?:what|which) hour\b|\bo'?clock\b", CLOCK),
        (r"\b(?:on )?(?:what|which) (?:day|date)\b", rf"{DAY}|\b\d{{1,2}}/\d{{1,2}}\b|\b\d{{1,2}}\.\d{{1,2}}\.(?!\d)"),
        (r"\bby when\b|\b(?:un)?til+ when\b", UNTIL),
        (
            r"^\W*(?:since |from )?when (?:does|do|will) (?!i\b|we\b|you\b)",
            rf"{DAY}|{CLOCK}|\b\d{{1,2}}/\d{{2,4}}\b|{YEAR}",
        ),
        (
            (
                r"\b(?:(?:start|starting|end|opening|closing|departure|arrival|meeting|check-?in|check-?out) times?|"
                r"(?:opening|office|visiting|business) hours)\b"
                r"(?! (?:did|have|had) (?:i|we)\b)"
            ),
            CLOCK,
        ),
        (r"\b(?:expiry|expiration|due|delivery|release) date\b", rf"{DAY}|\b\d{{1,2}}/\d{{2,4}}\b"),
        (r"\b(?:day|date) and (?:the )?time\b|\btime and (?:the )?(?:day|date)\b", DAY),
        (r"\b(?:day|date) and (?:the )?time\b|\btime and (?:the )?(?:day|date)\b", CLOCK),
        (r"\b(?:extension|fax) number\b|\b(?:tele)?phone\b", PHONE),
        (rf"{_NOT_OF_A_FILE}\bextension\b", rf"{PHONE}|\b\d{{3,5}}\b"),
        (r"\b(?:the|what|which|whole|full|exact) amount\b|\bamount (?:of|from|on|due)\b", f"{MONEY}|{NUMBER}"),
        (r"\bbalance (?:of|on|in)\b|\b(?:what|which) sum\b|\bsum of money\b|\bhow much money\b", PRICE_OR_SUM),
        (
            r"\b(?:delivery|shipping|billing|postal|street|home|office|mailing) address\b",
            ADDRESS,
        ),
        (_ADDRESS_OF, STREET),
        (rf"\be-?mail address\b|{_MAIL_OF}", r"\S@\S"),
        (r"\b(?:passwords?|passphrase|passcode|pin|access code)\b", r"\d|\b(?:pass\w*|pin|code)\s*(?:is|:|=)\s*\S"),
        (r"\btemp(?:erature)?\b|\bhow (?:hot|cold|warm)\b", r"\d\s?(?:°|degrees?\b|[cfk]\b)"),
        (r"\b(?:what|which) room\b", _ROOM),
        (r"\bids?\b(?! (?:like|love|be|rather|want|say|guess|prefer|need|have|also|just)\b)", ID),
        (r"\b(?:hash|sha(?:-?\d+)?|checksum)\b(?! (?:function|table|map|tag|sign))", r"\b(?=[a-f]*\d)[0-9a-f]{6,64}\b"),
        (r"\burl\b|\bweb address\b", r"\w\.\w{2,}"),
        (rf"\b(?:{NUMBERED}) (?:number|no|nr|code|id)\b|{NUMBER_OF}", NO_TIME),
        (
            r"\bhow long (?:would|will|does|do|is|are|must|should|shall)\b",
            rf"\d\s*(?:s|sec|min|h|hrs?|d|w)\b|\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b|\d:\d\d|{LENGTH}",
        ),
        (r"\bhow loud\b", r"\d\s?(?:db\b|decibels?\b)"),
        (r"\bhow (?:tall|thick)\b", LENGTH),
        (r"\bhow (?:large|big|strong)\b", SIZE),
        (
            r"\b(?:what|which|in what|opening|starting) month\b",
            r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b\d{4}-\d\d\b",
        ),
        (r"\b(?:what|which) year\b", YEAR),
    )
)

_WHO_OR_WHY = pattern(
    r"(?:^|[.:;?!]\s)\W*(?:(?:by|for|from|of|to|with)\s+)?(?:who(?:m|['’]?s)?|why)\b|\b(?:by|from|with) whom\W*$",
    re.IGNORECASE,
)
_WHEN = pattern(rf"{DAY}|{CLOCK}|{YEAR}", re.IGNORECASE)
_WHO = pattern(r"(?:^|[.:;?!]\s)\W*who\b", re.IGNORECASE)
# `LOC-112`, as a ticket or a part is called.
_NUMBERED_NAME = pattern(r"[A-Z]{1,6}[-_ ]?\d[\w-]*")
# A name of so many words or more has a capital.
_NAME_WITH_CAPITAL = 3
_NAME_OF = pattern(r"\bname of (?:the|my|our|that|a)\b", re.IGNORECASE)
_CALLED = pattern(r"\bwhat(?:['’]?s| is| was| are| were) [^.?!]{1,60}\b(?:called|named)\b", re.IGNORECASE)
_MEASURES = UNITS.union(WEEKDAYS, MONTHS, (name[:3] for name in (*WEEKDAYS, *MONTHS)))
# What is to be worked out stands in a text only where that says so itself.
_WORKED_OUT = pattern(r"\b(?:grand(?= total)|sum(?= of\b)|total|difference|average|ratio|factor|combined|altogether)\b")


def _wanted(question: str) -> list[re.Pattern[str]]:
    return [written for asked, written in _EXPECTED if asked.search(question)]


def expects(question: str) -> bool:
    """Say whether a question asks for a value that is written in a form of its own."""
    return bool(_wanted(question))


def holds(question: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that hold a value of the form that the question expects; all where it expects none."""
    wanted = _wanted(question)
    worked_out = frozenset(match[0] for match in _WORKED_OUT.finditer(folded(question)))
    claims = [claim for claim in claims if all(forms(word) & set(tokens(claim.text)) for word in worked_out)]
    if not wanted:
        return claims
    own = frozenset(tokens(question))
    return [claim for claim in claims if all(_has(pattern, claim.text, own) for pattern in wanted)]


def shown_by(question: str) -> Callable[[str], bool]:
    """Return what says of a line whether it has a value of the form that a question expects; never where none is."""
    wanted = _wanted(question)
    own = frozenset(tokens(question))
    return lambda line: bool(wanted) and all(_has(pattern, line, own) for pattern in wanted)


def has_form(question: str, value: str, label: str = "") -> bool:
    """Say whether a value has the form that a question expects; any has where it expects none.

    A label may say it: `Where: Cormorant` tells a room. Nobody is called by a number, or by six weeks, and neither is
    a reason.
    """
    own = frozenset(tokens(question))
    if (_WHO_OR_WHY.search(question) or _NAME_OF.search(question)) and all(
        token in _MEASURES or not token.isalpha() for token in tokens(value)
    ):
        return False
    words = value.split()
    if _WHO.search(question) and _NUMBERED_NAME.fullmatch(value.strip()):
        return False
    if _WHO.search(question) and len(words) >= _NAME_WITH_CAPITAL and not any(word[:1].isupper() for word in words):
        return False
    return all(_has(pattern, f"{label}: {value}" if label else value, own) for pattern in _wanted(question))


def may_be_called(question: str, value: str) -> bool:
    """Say whether a value may tell what something is called, where a question, as it was put, asks for that."""
    return _CALLED.search(question) is None or any(token.isalpha() and len(token) > 1 for token in tokens(value))


def tells_when(value: str) -> bool:
    """Say whether a value tells a day, a year, or a clock time."""
    return _WHEN.search(value) is not None


def of_forms(question: str) -> frozenset[str]:
    """Return the tokens of a question that the form of a value may say."""
    return frozenset(token for _, said in _forms_said(question) for token in said)


@lru_cache(maxsize=256)
def _forms_said(question: str) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """Return the forms that a question asks for, each with the tokens that say so."""
    return tuple(
        (written, frozenset(tokens(match[0])))
        for asked, written in _EXPECTED
        for match in asked.finditer(question)
        # Where any number would do, it says nothing.
        if not written.search("1")
    )


def told_by_form(question: str, value: str) -> frozenset[str]:
    """Return the tokens of a question that the form of a value says: of `actual temperature` the last, at 4 C."""
    own = frozenset(tokens(question))
    return frozenset(token for written, said in _forms_said(question) if _has(written, value, own) for token in said)


def _has(pattern: re.Pattern[str], text: str, own: frozenset[str]) -> bool:
    """Say whether a text has a match that is more than words of the question."""
    for match in pattern.finditer(folded(text)):
        start = text.rfind(" ", 0, match.start()) + 1
        end = match.end()
        while end < len(text) and not text[end].isspace():
            end += 1
        if not set(tokens(text[start:end])) <= own:
            return True
    return False
