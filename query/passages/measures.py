"""Measures: how it is written how long or heavy something is, or how much it holds: a number with a unit of that sort.

`The scaffold is free from the 22nd` does not tell how wide it is, and `2140 mm long` tells it of no crate.
"""

from __future__ import annotations

import re

from query.answers.answer import Citation, Claim
from query.passages.shapes import LARGE, LENGTH, NO_CLOCK, NUMBER_WORDS, SHORT_LENGTH
from query.patterns.pattern import pattern

_SPELT = (
    r"\b(?:half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|thousand|"
    rf"{LARGE})\s(?:and a half\s)?"
)
_LONG = r"(?:(?:centi|milli|kilo)?met(?:re|er)s?|feet|foot|inch(?:es)?|yards?|miles?|km)\b"
# The head of the column or row has the unit.
_CELL = r"(?m:(?:^|[|│])[ \t]*\d[\d.,]*[ \t]*(?:$|[|│]))"
_LENGTH = rf"{LENGTH}|\d\s?yards?\b|{_SPELT}{_LONG}|{_CELL}"
# Nothing is so many miles wide.
_BREADTH = rf"{SHORT_LENGTH}|{_SPELT}{_LONG}|{_CELL}"
# What is high, or far, and no height nor way.
_NO_HEIGHT = (
    r"(?:balance|bid|bill|bonus|budget|charge|chance|consumption|cost|debt|deposit|dos(?:e|age)|fares?|fees?|fever|"
    r"frequency|grant|humidity|lag|level|limit|load|number|offer|percent\w*|premium|pressure|price|pulse|quote|rate|"
    r"rent|reserve|risk|salary|score|share|speed|sum|tax|temp\w*|tip|total|turnover|usage|voltage|wages?)\b"
)
# What has a length that is no time.
_THINGS = (
    r"(?:aisle|bar|beam|bed|bench|board|boat|bookcase|box|bridge|cable|canal|case|ceiling|chain|channel|corridor|crane|"
    r"crate|culvert|dam|desk|ditch|duct|fence|flume|gutter|hedge|jetty|mast|pipeline|runway|trench|weir|wharf|"
    r"field|footbridge|garden|hall|hose|ladder|lane|lead|line|net|path|pier|pipe|plank|pole|pool|quay|rack|rail|ramp|river|"
    r"road|rod|room|rope|route|sail|sofa|screw|shelf|ship|slip|slipway|stage|table|tent|track|trailer|tray|truck|tube|"
    r"tunnel|van|vessel|wall|wire|yard)s?"
)
_OF_LITRES = r"(?:(?:centi|milli|hecto)?lit(?:re|er)|gallon|pint)s?"
_OF_WEIGHT = r"(?:(?:kilo|milli)?gram|kilo|tonne?|ton|ounce)s?"
_OF_POWER = r"(?:(?:kilo|mega)?watts?(?: ?hours?)?|horse ?powers?)"

_OF_A_THING = (
    rf"\bhow long (?:(?:is|are|was|were) )?(?:the |my |our |that |this )?"
    rf"(?:(?!of\b|for\b|in\b)[\w-]+ ){{0,3}}?{_THINGS}"
    r"(?=\W*$|[,;:]| (?:actually|again|exactly|really|altogether|for|in|is|are|at|to|from|on|of|[a-z]?\d+|"
    r"that (?:i|we))\b)"
)
OF_A_THING = pattern(_OF_A_THING, re.IGNORECASE)
"""What asks for the length of a thing, and for no time."""

# Of these the head of a column, or the label, says what a number is.
_UNITS = {
    "voltage": r"[mk]?v(?:olts?)?",
    "pressure": r"(?:m?bar|[hk]?pa|psi)",
    "frequency": r"[kmg]?hz",
}

ROWS: tuple[tuple[str, str], ...] = (
    *(
        (rf"\b(?:what|which) {name}\b", rf"\d\s?{unit}\b|\b{name}\b[^\d\n]{{0,12}}\d|{_CELL}")
        for name, unit in _UNITS.items()
    ),
    (r"\bhow (?:wide|broad)\b", _BREADTH),
    (r"\b(?:what|which) (?:depth|height|length|width)\b", rf"{_LENGTH}|(?<![\d:,])\d+\.\d+(?![\d.]|\s?(?:%|[^\W\d_]))"),
    (
        rf"\bhow (?:high|far)\b(?! (?:along|back|off track)\b)(?!.*\b{_NO_HEIGHT})",
        rf"{_LENGTH}|\d\s?(?:%|(?:of|/)\s?\d)",
    ),
    (
        rf"\bhow (?:high|far) (?:along|back)\b|\bhow high\b(?=.*\b{_NO_HEIGHT})|\bhow fast\b",
        f"{NO_CLOCK}|{NUMBER_WORDS}",
    ),
    (
        # Along a way one also is so long.
        _OF_A_THING,
        rf"{_LENGTH}|\d\s?(?:h|hrs?|min(?:ute)?s?)\b",
    ),
    (rf"\bhow (?:many|much) {_OF_LITRES}\b", rf"\d\s?(?:[mch]?l|{_OF_LITRES})\b|{_SPELT}{_OF_LITRES}\b|{_CELL}"),
    (
        rf"\bhow (?:many|much) {_OF_WEIGHT}\b",
        rf"\d\s?(?:[km]?g|t|lbs?|oz|pounds?|{_OF_WEIGHT})\b|{_SPELT}{_OF_WEIGHT}\b|{_CELL}",
    ),
    (rf"\bhow (?:many|much) {_OF_POWER}\b", rf"\d\s?(?:[km]?wh?|hp|ps|{_OF_POWER})\b|{_SPELT}{_OF_POWER}\b|{_CELL}"),
    (r"\bhow (?:many|much) volts?\b", rf"\d\s?(?:k?v|volts?)\b|{_SPELT}volts?\b|{_CELL}"),
    (r"\bhow (?:many|much) (?:amps?|amperes?)\b", rf"\d\s?(?:m?a|amps?|amperes?)\b|{_SPELT}amp(?:ere)?s?\b|{_CELL}"),
    (r"\bhow (?:many|much) degrees?\b", rf"\d\s?(?:°|º|degrees?\b|[cfk]\b)|{_SPELT}degrees?\b|{_CELL}"),
    (r"\bhow (?:many|much) (?:percent|per cent)\b", rf"\d\s?(?:%|percent|per cent|pct)|%\W{{1,3}}\d|{_CELL}"),
)
"""What asks for a measure, as a pattern, and how it is written, as another."""

_DIMENSIONS = {
    "long": r"long|lengths?|lengthways",
    "wide": r"wide|width|breadth|broad|across",
    "high": r"high|height|tall",
    "deep": r"deep|depth",
    "thick": r"thick|thickness",
}
_BEHIND = {name: pattern(rf"^\W*(?:in )?(?:{words})\b", re.IGNORECASE) for name, words in _DIMENSIONS.items()}
_AHEAD = {
    name: pattern(rf"\b(?:{words})\b(?: (?:of|is|was))?[\W\d]*$", re.IGNORECASE) for name, words in _DIMENSIONS.items()
}
_SAME = {"broad": "wide", "tall": "high"}
ASKED = r"\bhow (?P<dimension>long|wide|broad|high|tall|deep|thick)\b"
"""How one asks how long or wide something is, as a pattern."""

_ASKED = pattern(ASKED)
_MEASURE = pattern(r"\d\s?(?:[cdkmnµ]?m\b|(?:centi|milli|kilo)?met(?:re|er)s?\b|feet\b|foot\b|ft\b|inch(?:es)?\b)")
_BEFORE, _AFTER = 24, 16


def tells(question: str, line: Citation, claim: Claim) -> bool:
    """Say whether some measure in a line is not told to be another one: what is 2140 mm long is not so wide."""
    match = _ASKED.search(question)
    if match is None:
        return True
    wanted = _SAME.get(match["dimension"], match["dimension"])
    told = [_dimension(line.text, *measure.span()) for measure in _MEASURE.finditer(line.text)]
    if not told:
        return not any(_MEASURE.search(each.text) for each in claim.citations)
    return any(name in ("", wanted) for name in told)


def _dimension(text: str, start: int, end: int) -> str:
    """Return which dimension a measure is told to be, by a word right behind or before it; empty where none is."""
    behind, before = text[end : end + _AFTER], text[max(0, start - _BEFORE) : start]
    by_word = [name for name, words in _BEHIND.items() if words.search(behind)]
    by_word += [name for name, words in _AHEAD.items() if words.search(before)]
    return by_word[0] if by_word else ""
