"""What people ask for that is written in a form of its own, and how: a table of patterns, a row for a kind of value."""

from __future__ import annotations

import re

from query.passages import measures, shapes
from query.patterns.pattern import pattern

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

_NO_PROGRAM = (
    r"(?! (?:review|block|snippet|example|editor|changes?|line|is in|was in|in|from|stands?|stood|of \w*[_(])\b)"
    r"(?! (?:did|do|have|had) (?:i|we)\b)"
)
# What opens something, or tells a fault; not what a program is written in.
_CODE_TO = (
    r"\b(?:what|which)(?:['’]?s| is| was| are| were)? (?:the |my |our )?(?:(?!the\b|source\b)[\w-]+ ){0,2}?codes?\b"
    rf"{_NO_PROGRAM}|^\W*(?:and )?(?:the )?(?:(?!source\b)[\w-]+ ){{0,2}}codes? (?:for|of|to) (?!\w+[_(.])"
)
_HOW_MANY_UNITS = (
    r"\bhow (?:many|much) (?:(?:more|whole|full) )?(?:ms|millisec\w*|sec\w*|min(?:ute)?s?|h(?:ou)?rs?|days?|nights?|"
    r"weeks?|months?|years?)\b(?! of the week| ago)"
)
MEASURE = (
    r"(?:altitude|capacity|depth|deposit|discount|distance|fare|frequency|height|humidity|length|percentage|pressure|salary|"
    r"score|speed|voltage|volume|weight|width)"
)
"""What a thing has so much of, as a part of a pattern."""

NUMBERED = (
    "account|bag|batch|bill|booking|case|confirmation|contract|customer|flight|invoice|licen[cs]e|lot|membership|model|"
    "order|parcel|part|passport|permit|policy|reference|registration|request|room|seal|serial|shipment|ticket|tracking"
)
"""What has a number of its own, as a part of a pattern."""

NUMBER_OF = (
    r"\b(?:(?:what|which) (?:number|no|nr|id) (?:has|have|had|does|did|is|was) (?:the |my |our |that )?|"
    r"number of (?:the|my|our|that) )"
    rf"(?:\w+ )?(?P<numbered>{NUMBERED})\b(?! (?:lines?|bookings?|orders?)\b)"
)
"""How one asks for the number of a thing that has one, as a pattern: `which number has my order`."""

ROWS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (pattern(asked, re.IGNORECASE), pattern(written, re.IGNORECASE))
    for asked, written in (
        (
            r"\bhow many\b|\bnumber of\b|\bhow long\b|\b(?:the|what|which) figures?\b",
            f"{shapes.NUMBER}|{shapes.NUMBER_WORDS}",
        ),
        (
            r"\bhow many (?!(?:\w+ )?(?:euros?|dollars?|cents?|pounds?|francs?|eur|usd|gbp|chf)\b)",
            f"{shapes.COUNT}|{shapes.NUMBER_WORDS}",
        ),
        (r"\b(?:what|which) (?:number|no|nr) (?:has|have|had|does|did|is|was)\b", shapes.NUMBER),
        (r"\b(?:what|which) commit\b(?! messages?\b)", r"\b(?=[a-f]*\d)[0-9a-f]{7,40}\b"),
        (r"\bwhen (?:is|are|was|were)\b[^?.!]*\bdue\b", rf"{shapes.UNTIL}|{shapes.DAY}"),
        (r"\bhow long\b|\bhow much time\b", rf"{shapes.LASTS}|{shapes.LENGTH}"),
        (
            (
                rf"^\W*(?:(?!how many)[\w'’-]+ ){{0,4}}?{shapes.PAID}\b(?! (?:list|range|form|letter)s?\b)|"
                rf"\b(?:what|which|how (?:much|high))\b.{{0,25}}\b{shapes.PAID}\b|"
                r"\bwhat (?:did|does|do|would|will)\b.*\bcharge\b"
            ),
            shapes.FEE,
        ),
        # Of a lot it is the number, or its like.
        (r"\b(?:what|which) (?:batch|lot)\b", shapes.NO_TIME),
        (r"\bhow old\b", r"\b(?:years?|yrs?|months?|weeks?|days?|hours?|minutes?)\b|\b(?:aged?|born|since)\b"),
        (
            r"\bhow (?:much|heavy)\b.*\bweigh|\bhow heavy\b",
            # In a table the head of its column says so.
            r"\d\s?(?:k?g|t|lbs?|oz|tons?|tonnes?|kilos?|pounds?|ounces?)\b|\bweight k?g\b",
        ),
        *measures.ROWS,
        (
            r"\bhow (?:many|much) (?:euro|dollar|pound|mile|feet|foot|inche?)s?\b",
            f"{shapes.MONEY}|{shapes.NO_CLOCK}|{shapes.NUMBER_WORDS}",
        ),
        # In a table its head has the unit, and the cell a fraction.
        (
            r"\bhow many (?:(?:centi|kilo|milli)?met(?:re|er)s?|miles|feet|foot|inche?s?)\b",
            rf"{shapes.LENGTH}|\bc?m?m\b|(?<![\d:,])\d+\.\d+(?![\d.]|\s?(?:%|[^\W\d_]))",
        ),
        # Nothing is kilometres deep.
        (r"\bhow deep\b", shapes.SHORT_LENGTH),
        (
            r"\b(?:what|which)(?: (?!do|is|was|the)\w+)? percent(?:age)?\b|\bby how many percent|\bpercentage\b",
            r"\d\s?(?:%|percent|pct)|%\W{1,3}\d",
        ),
        (r"\bhow much\b", rf"{shapes.MONEY}|{shapes.NO_CLOCK}|{shapes.NUMBER_WORDS}"),
        # One of a thing has a price.
        (rf"\bhow much (?:is|are|was|were) (?:an?|one)\b(?!.*\b{_NO_PRICE})", shapes.PRICE_OR_CELL),
        (r"\bin (?:m[²³23]|k?wh?|k?pa|km/?h|kg|mm|cm|litres?|metres?)(?!\w)", shapes.NO_CLOCK),
        (r"\b(?:what|which) version\b|^\W*(?:the )?(?:[\w'’-]+ ){0,2}version\b(?! of the)", r"\d\.\d|\bv\.?\s?\d"),
        (
            (
                r"^\W*(?:(?!how many)[\w'’-]+ ){0,4}?prices?\b(?! (?:list|tag|range))|"
                r"\b(?:what|which)\b.{0,25}\bprices?\b|\bprice (?:per|of|for)\b|"
                r"\bhow much (?:is|was|are|were) (?:the|my|our|that|their|his|her) (?:\w+ )?"
                r"(?:bill|breakfast|coffee|deposit|dinner|fare|fee|fine|haircut|hotel|invoice|loan|lunch|meal|order|parking|"
                r"petrol|postage|quote|rent|ride|salary|shipping|subscription|supper|taxi|ticket)\b|"
                r"\bwhat (?:do|does|did) (?:i|we|he|she|they|[a-z]+) (?:still )?owe\b|"
                r"\bhow much\b.*\b(?:costs?|pay|paid|charged?|owed?|(?:sell|sells|sold|go|goes|went) for)\b|"
                r"\bhow much (?:do|does|did|will|would) (?!i\b|we\b|it\b)(?:[\w'’-]+ ){1,3}(?:ask|demand|offer|want)\b|"
                r"\bwhat (?:did|does|do|would|will)\b.*\bcost\b"
            ),
            # `Shunting costs 190 a move.`
            (
                rf"{shapes.PRICE}|\b(?:costs?|charges?|charged|paid|pays?) (?:about |around |only )?{shapes.NO_CLOCK}"
                r"(?! ?(?:minutes?|hours?|days?|people|persons?|times))"
            ),
        ),
        (rf"\b(?:at )?what (?:clock )?time\b{NOT_OUR_DEED}|\b(?:what|which) hour\b|\bo'?clock\b", shapes.CLOCK),
        (
            r"\b(?:on )?(?:what|which) (?:day|date)\b(?! (?:format|string|column|function)\b)",
            rf"{shapes.DAY}|\b\d{{1,2}}/\d{{1,2}}\b|\b\d{{1,2}}\.\d{{1,2}}\.(?!\d)",
        ),
        (r"\bby when\b|\b(?:un)?til+ when\b", shapes.UNTIL),
        (
            r"^\W*(?:since |from )?when (?:does|do|will) (?!i\b|we\b|you\b)|^\W*when (?:do|will) (?:i|we) (?!know\b)",
            rf"{shapes.DAY}|{shapes.CLOCK}|\b\d{{1,2}}/\d{{2,4}}\b|{shapes.YEAR}",
        ),
        (
            (
                r"\b(?:(?:start|starting|end|opening|closing|departure|arrival|meeting|check-?in|check-?out) times?|"
                r"(?:opening|office|visiting|business) hours)\b"
                r"(?! (?:did|have|had) (?:i|we)\b)"
            ),
            shapes.CLOCK,
        ),
        (r"\b(?:expiry|expiration|due|delivery|release) date\b", rf"{shapes.DAY}|\b\d{{1,2}}/\d{{2,4}}\b"),
        (r"\b(?:day|date) and (?:the )?time\b|\btime and (?:the )?(?:day|date)\b", shapes.DAY),
        (r"\b(?:day|date) and (?:the )?time\b|\btime and (?:the )?(?:day|date)\b", shapes.CLOCK),
        (
            (
                r"\b(?:extension|fax) number\b|\b(?:tele)?phone\b|"
                r"^\W*(?:[^\W\d_][\w'’-]* ){1,4}(?:mobile|cell)(?: number| no)?\W*$"
            ),
            shapes.PHONE,
        ),
        (rf"{_NOT_OF_A_FILE}\bextension\b", rf"{shapes.PHONE}|\b\d{{3,5}}\b"),
        (
            r"\b(?:the|what|which|whole|full|exact) amount\b|\bamount (?:of|from|on|due)\b",
            f"{shapes.MONEY}|{shapes.NUMBER}",
        ),
        (r"\bbalance (?:of|on|in)\b|\b(?:what|which) sum\b|\bsum of money\b|\bhow much money\b", shapes.PRICE_OR_SUM),
        (
            r"\b(?:delivery|shipping|billing|postal|street|home|office|mailing) address\b",
            shapes.ADDRESS,
        ),
        (_ADDRESS_OF, shapes.STREET),
        (rf"\be-?mail address\b|{_MAIL_OF}", r"\S@\S"),
        (r"\b(?:passwords?|passphrase|passcode|pin|access code)\b", r"\d|\b(?:pass\w*|pin|code)\s*(?:is|:|=)\s*\S"),
        (
            r"\btemp(?:erature)?\b(?! (?:readings|sensors?|logs?|loggers?)\b)|\bhow (?:hot|cold|warm)\b",
            r"\d\s?(?:°|degrees?\b|[cfk]\b)",
        ),
        (r"\b(?:what|which) room\b", _ROOM),
        (r"\bids?\b(?! (?:like|love|be|rather|want|say|guess|prefer|need|have|also|just)\b)", shapes.ID),
        (r"\b(?:hash|sha(?:-?\d+)?|checksum)\b(?! (?:function|table|map|tag|sign))", r"\b(?=[a-f]*\d)[0-9a-f]{6,64}\b"),
        (r"\burl\b|\bweb address\b", r"\w\.\w{2,}"),
        (rf"\b(?:{NUMBERED}) (?:number|no|nr|code|id)\b|{NUMBER_OF}", shapes.IDENTIFIER),
        (_CODE_TO, shapes.CODE),
        (_HOW_MANY_UNITS, shapes.SO_LONG),
        (
            (
                rf"^\W*(?:what(?:['’]?s| is| was) )?(?:the |my )?(?:(?!how|who|when|where)[\w-]+ ){{0,3}}?{MEASURE}s? "
                r"(?:of|for|in|at|on|from|to)\b"
            ),
            rf"(?<![\w:])\d|{shapes.NUMBER_WORDS}|\bfree\b",
        ),
        (
            # Until then it is not open.
            r"\b(?:from|since) (?:what|which) (?:time|hour)\b|\b(?:from|since) when\b(?! (?:did|do|have|had) (?:i|we))",
            rf"(?<!until )(?<!till )(?<!before )(?<!by )(?<!to )(?:{shapes.UNTIL}|{shapes.YEAR}(?!-))",
        ),
        (
            r"\bhow long (?:would|will|does|do|is|are|must|should|shall)\b",
            rf"\d\s*(?:s|sec|min|h|hrs?|d|w)\b|\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b|\d:\d\d|{shapes.LENGTH}",
        ),
        (r"\bhow loud\b", r"\d\s?(?:db\b|decibels?\b)"),
        (r"\bhow (?:tall|thick)\b", shapes.LENGTH),
        (r"\bhow (?:large|big|strong)\b", shapes.SIZE),
        (
            r"\b(?:what|which|in what|opening|starting) month\b",
            r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b\d{4}-\d\d\b",
        ),
        (r"\b(?:what|which) year\b", shapes.YEAR),
    )
)
"""What asks for a value, in any case, and how such a value is written."""
