"""When one came to the screen, left it, was away and came back, in whatever words: cues, beside which nothing is left.

`worktime` and `edges` take questions in sentences. Here a question is a bag of cues: each word tells of beginning,
ending, a break, coming back, or of the place and the work as such, or says nothing. One other word, and something else
is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

from projections import breaks, frames, moment
from projections.activity import BREAK_US
from projections.breaks import Break
from query.answers.answer import Answer, Claim
from query.foreground import worktime
from query.inquiries import captures
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry, concluded
from query.language import story
from query.language.asking import ASKING
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times import hours
from query.times.days import spelled as day_spelled
from query.times.durations import clock, spelled

_PROCESSORS = ("windows",)
_PLACE = r"(?:computer|desk|keyboard|laptop|machine|pc|screen|workstation|office)"
_IT = rf"(?:it|work|(?:the|my|our) (?:\w+ )?{_PLACE})"
_DAY = r"(?:(?:the|my|our) )?(?:work(?:ing)?[ -]?)?day"
_SORT = r"(?:lunch|coffee|tea|midday|noon|long(?:est)?|short|big(?:gest)?|first|last)"
_KEPT = (
    r"(?:recorded |captured )?(?:screen(?:shot|s)?|capture|recording|frame|picture)|thing|activity|action|entry|"
    r"sign of life|one"
)
# Cues are taken out of a question in this order; what several words say comes before what one of them does.
_CUES: dict[str, tuple[str, ...]] = {
    "whole": (
        r"(?:from |since )?when (?:and )?(?:to|till|until|til) when",
        r"from what time (?:to|till|until) what time",
    ),
    "back": (
        rf"(?:was |were |am )?(?:i |we )?back (?:again )?(?:at|to|in front of|on|behind) {_IT}",
        rf"(?:come|came|coming|get|got|go|went) back(?: (?:at|to) {_IT})?",
        rf"return(?:ed)?(?: to {_IT})?",
        rf"(?:sit|sat) (?:back )?down (?:at {_IT} )?(?:again|once more|anew)",
        rf"(?:carr(?:y|ied) on|resumed?|continued?|went on)(?: (?:with )?{_IT})?",
        rf"(?:start(?:ed)?|beg[aiu]n) (?:{_IT} )?again",
        r"back(?: again)?(?![ -](?:up|end))",
    ),
    "away": (
        rf"(?:away|gone|absent)(?: from {_IT})?|(?:was|were) (?:i|we) off",
        rf"(?:left|leave|leaving) {_IT}(?: alone)?",
        rf"(?:{_SORT} )*(?:break|pause|interruption|gap)s?(?![ -]in\b)",
        r"not (?:at|there)|idle|stepped out|out for lunch|(?:block|stretch(?:es)?|sitting)s?",
    ),
    "end": (
        rf"(?:stop(?:ped)?|finish(?:ed)?|end(?:ed)?|quit) {_DAY}",
        r"call(?:ed)? it (?:a day|quits)|knock(?:ed)? off|(?:log(?:ged)?|sign(?:ed)?) (?:off|out)|clock(?:ed)? out",
        r"pack(?:ed)? (?:up|it in)|go(?:ing)? home|went home|(?:switch(?:ed)?|turn(?:ed)?) (?:it )?off",
        r"shut (?:it )?down|closed? the lid|how late|(?:till?|until) when",
        r"(?:was|were|am) (?:i|we) done|(?:i|we) (?:was|were) done",
        rf"(?:very )?(?:last|latest|final) (?:{_KEPT})",
        r"last (?:did|was|were|active|there|at)|stop(?:ped)?|finish(?:ed)?|end(?:ed)?|quit|latest|last",
    ),
    "start": (
        rf"(?:start(?:ed)?|beg[aiu]n) {_DAY}",
        r"(?:log(?:ged)?|sign(?:ed)?) (?:on|in)|clock(?:ed)? in|(?:sit|sat) down|arriv(?:e|ed|al)",
        r"(?:get|got) (?:going|in|started|to work)|c[ao]me in|(?:switch(?:ed)?|turn(?:ed)?) (?:it )?on|how early",
        r"(?:from|since) when",
        rf"(?:very )?(?:first|earliest) (?:{_KEPT})",
        r"first (?:did|was|were|active|there|at)|start(?:ed|ing)?|beg[aiu]n(?:ning)?|earliest|first",
    ),
    "there": (
        rf"(?:at|on|in front of|behind|before) {_IT}|{_PLACE}|work(?:ed|ing)?|active|activity|recorded|sitting|sat",
    ),
    "when": (r"when|(?:what|which) (?:local )?(?:time|hour)|clock times?|times?|hours?",),
    "long": (r"how long|how much time|how many (?:hours|minutes)|duration|length",),
}
_PATTERNS = {name: pattern(rf"(?<![\w-])(?:{'|'.join(cues)})(?![\w-])", re.IGNORECASE) for name, cues in _CUES.items()}
# Without one of these bits none of the cues that ask stands in a question, and most questions have none.
_ABOUT = pattern(
    r"start|begin|began|begun|first|earl|last|late|end|stop|finish|final|quit|back|break|pause|gap|away|gone|left|leav|"
    r"return|resum|when (?:to|till?|until)|(?:from|since) when|call|knock|log|sign|clock|pack|home|sat|sit|arriv|"
    r"contin|carr|interrupt|idle|off|going|done|blocks?|stretch|till|until",
    re.IGNORECASE,
)
_WHICH_DAY = pattern(
    r"\b(?:what|which) (?:\w+ )?(?:day|date|morning|evening)\b.*\b(?:earliest|soonest|(?P<late>late(?:st)?))\b",
    re.IGNORECASE,
)
_WORD = pattern(r"\w[\w'’-]*")
_CLOCK = r"(?:(?:exact|local|recorded|clock) )*"
_NOT_WHEN = pattern(
    rf"\b(?:what|which)\b(?! (?:(?:is|was) the )?{_CLOCK}(?:time|hour|day|date)\b)|"
    r"\b(?:who|whom|whose|where|why|how (?:many times|often)|does|will|should|must)\b",
    re.IGNORECASE,
)
# Who is asked of must be oneself: `when did she start`, `when did the laptop arrive`.
_OF_OTHERS = pattern(
    r"(?<!\bi )(?<!\bwe )\b(?:did|was|were|has|had|have|is) (?!(?:i|we|my|our|there|it|this|that|first|last|at|not|"
    rf"the (?:{_SORT} )*(?:breaks?|pauses?|gaps?|interruptions?|blocks?|day|stretch|last|first|end|start)|"
    rf"the {_CLOCK}(?:time|hour|day|date))\b)\w+",
    re.IGNORECASE,
)
_OF_A_THING = pattern(
    # `Our crossing was put off, from when to when?`
    r"\b(?:brought forward|delayed|extended|moved|postponed|pushed back|put (?:off|back)|rescheduled|shifted)\b|"
    r"\b(?:back|front)[ -]?end\b|\b(?:start|finish|end|stop|beg[aiu]n)\w* (?:(?:my|the|our) )?lunch\b",
    re.IGNORECASE,
)
_REFERS = pattern(r"\b(?:it|this|that|them|those)\b", re.IGNORECASE)
# `Of that evening`, `this March`, without their words of time.
_OF_THAT = pattern(
    r"\b(?:of|on|in) (?:that|this)(?=\W*\Z|\W+(?:and|or|,))|\b(?:this|last) (?=(?:did|have|had|was|were) (?:i|we)\b)|"
    r"\b(?:(?:of|on|in) )?(?:that|the same) (?:day|morning|afternoon|evening|night)\b|"
    r"\bafter (?:that|it|this)(?=\W*\Z)",
    re.IGNORECASE,
)
_MYSELF = pattern(r"\b(?:i|we|me|us|my|our)\b", re.IGNORECASE)
_MIDDAY = pattern(r"\b(?:lunch|midday|mid-day|noon|middle of (?:the |that )?day)\b", re.IGNORECASE)
_LONGEST = pattern(r"\b(?:long|longest|big|biggest)\b", re.IGNORECASE)
_SAYS_NOTHING = frozenset(
    """
    actually afternoon alone any approximately around at close day days definitely during each evening every exact
    exactly finally for from guess kindly local me midday middle moment more morning my night noon once our over
    precisely roughly take taken the till to took until work workday again
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_DAY_US = 86_400_000_000
_RECENT_US = 14 * _DAY_US
_LUNCH = (time(11, 0), time(15, 0))


@cued(_ABOUT)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell when one began, ended, was away or came back; None where that is not asked, or asked of something."""
    # Whole, for what was begun, or done with it, is talk to others.
    whole = " ".join(hours.without(inquiry.asked.plain).split())
    if _ABOUT.search(whole) is None or inquiry.scope.subjects or inquiry.scope.frame is not None:
        return None
    asking, cues = next(_askings(inquiry, whole), ("", frozenset()))
    if (
        not cues
        or _OF_OTHERS.search(asking)
        or _OF_A_THING.search(inquiry.asked.question)
        or not _is_of_oneself(asking, whole.replace(asking, " ", 1))
    ):
        return None
    if _cues(whole[whole.find(asking) + len(asking) :] if asking in whole else "") is None:
        # `When did I start? I mean the migration.`
        return None
    around = _taken(whole.replace(asking, " ", 1))[0]
    if cues & {"back", "away"} or ("whole" in cues and "away" in around):
        return _breaks(inquiry, whole, is_back="back" in cues)
    is_first, is_last = "start" in cues, "end" in cues
    if (ranked := _WHICH_DAY.search(asking)) and is_first != is_last:
        return worktime.ranked(inquiry, is_first=is_first, is_early=ranked["late"] is None)
    if "whole" in cues or is_first == is_last:
        is_first = is_last = True
    return worktime.ends(inquiry, is_first=is_first, is_last=is_last)


def _askings(inquiry: Inquiry, whole: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what of a question asks for one of these times, with its cues: what asks by itself, or all of it."""
    for words in (story.asking_part(whole), whole):
        asking = _OF_THAT.sub(" ", " ".join(words.split()))
        cues = _cues(asking) if asking and not _NOT_WHEN.search(asking) else None
        if cues is not None and (_asks(inquiry, cues) or (cues and _WHICH_DAY.search(asking))):
            yield asking, cues


def _asks(inquiry: Inquiry, cues: frozenset[str]) -> bool:
    """Say whether cues make a question: of a time by its words, or by a day and nothing else (`20 Oct, start`)."""
    if not cues & {"whole", "back", "away", "start", "end"}:
        return False
    window = inquiry.asked.window
    return bool(cues & {"when", "long", "whole"}) or (window is not None and window.start is not None)


def _cues(text: str) -> frozenset[str] | None:
    """Return what the words of a question tell; None where one of them names something else."""
    found, left = _taken(text)
    for word in _WORD.findall(left.casefold()):
        if word not in _SAYS_NOTHING and word not in ASKING:
            return None
    return found


def _is_of_oneself(asking: str, around: str) -> bool:
    """Say whether what is asked refers to nothing but the place and the work, as what is told around it has them.

    `When did I come back to it?` may ask of anything that was told, `what time did it stop` of anything at all, and
    `Backups: first one?` of what is named before.
    """
    is_told = not _WORD.search(around) or bool(_MYSELF.search(around) or "away" in _taken(around)[0])
    if _REFERS.search(_taken(asking)[1]) or any(letter.isdigit() for letter in around) or not is_told:
        return False
    return not _REFERS.search(asking) or "away" in _taken(around)[0] or not _WORD.search(around)


def _taken(text: str) -> tuple[frozenset[str], str]:
    """Return the cues of a text, and what is left of it without them."""
    found: set[str] = set()
    for name, cue in _PATTERNS.items():
        left = cue.sub(" , ", text)
        if left != text:
            found.add(name)
            text = left
    return frozenset(found), text


# ---------------------------------------------------------------- breaks


def _breaks(inquiry: Inquiry, words: str, *, is_back: bool) -> Answer:
    """Tell the breaks of the asked time; where one of them is meant, that one."""
    start, end = inquiry.between
    extent = frames.extent(inquiry.db)
    within = inquiry.within
    if inquiry.asked.window is None and extent is not None:
        # Of all time there are more than anybody asks for.
        start, within = max(start, min(end, extent[1]) - _RECENT_US), " of the last two weeks"
    # One that is of a part of the day may have begun before it, and ended after it. Nobody calls a night a break.
    around = breaks.between(inquiry.db, start - _DAY_US, end + _DAY_US)
    found = [each for each in around if each.start_us < end and start < each.end_us and _is_of_one_day(inquiry, each)]
    meant = [each for each in found if _is_midday(inquiry, each)] if _MIDDAY.search(words) else found
    if (_MIDDAY.search(words) or _LONGEST.search(words)) and meant:
        meant = [max(meant, key=lambda each: each.us)]
    if not meant:
        none = f"Not found: no break of more than {spelled(BREAK_US)} within a day{within}."
        return concluded(inquiry, inquiry.ground(_PROCESSORS), [], none, searched=("breaks",))
    shown = meant[-inquiry.limit :]
    claims = [claim for each in shown for claim in _claim(inquiry, each)]
    told = [f"{_told(inquiry, each, is_back=is_back)} on {day_spelled(_day(inquiry, each.start_us))}" for each in shown]
    head = f"{counted(len(meant), 'break')} of more than {spelled(BREAK_US)}{within}: " if len(meant) > 1 else ""
    summary = f"{head}{'; '.join(told)}."
    ground, dropped = inquiry.ground(_PROCESSORS), len(shown) - len(claims)
    return concluded(inquiry, ground, claims, summary, searched=("breaks",), dropped=dropped)


def _told(inquiry: Inquiry, each: Break, *, is_back: bool) -> str:
    start, end = (clock(us, inquiry.asked.zone) for us in (each.start_us, each.end_us))
    said = f"Back at {end}, away since {start}" if is_back else f"Away from {start} to {end}"
    return f"{said} ({spelled(each.us)})"


def _day(inquiry: Inquiry, us: int) -> date:
    return moment.datetime_of(us).astimezone(inquiry.asked.zone).date()


def _is_of_one_day(inquiry: Inquiry, each: Break) -> bool:
    return _day(inquiry, each.start_us) == _day(inquiry, each.end_us)


def _is_midday(inquiry: Inquiry, each: Break) -> bool:
    start, end = (moment.datetime_of(us).astimezone(inquiry.asked.zone).time() for us in (each.start_us, each.end_us))
    return start < _LUNCH[1] and _LUNCH[0] < end


def _claim(inquiry: Inquiry, each: Break) -> tuple[Claim, ...]:
    """Return the claim of a break, by the records of the frames at its ends."""
    first, last = (frames.by_id(inquiry.db, record) for record in (each.before, each.after))
    if first is None or last is None:
        return ()
    when = f"{clock(each.start_us, inquiry.asked.zone)} to {clock(each.end_us, inquiry.asked.zone)}"
    return captures.claim(inquiry, f"{when}, break of {spelled(each.us)}", first, last, 2)
