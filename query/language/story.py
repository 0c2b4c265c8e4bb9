"""A story: what somebody tells of why they ask, beside the sentences that ask.

`Finance keeps chasing me. How much is due on that invoice?` What is told need not stand on any screen; what is asked
stands by itself, or asks of what the story names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, tzinfo

from msgspec.structs import replace

from query.language import english, topic
from query.language.talk import names_something, words_in
from query.patterns.pattern import pattern
from query.times import hours, when

Span = tuple[int, int]

_ABOUT = r"(?:(?:on|in|at|to|from|with|for|of|by|about|after|until)\s+)"
_TELL = r"(?:please\s+)?(?:tell|show|remind|give)\s+me\b"
_WH = r"(?:what|whats|which|who|whom|whose|when|where|why|how)\b"
# A sentence, or what leads to a question: `My boss wants to know, so: what did it say?`
_SENTENCE = pattern(
    # The point behind a title ends none: `when do I meet Mr. Okafor`.
    r"[^\s].*?(?:(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bdr)(?<!\bprof)[.!?…;]+(?=\s)|"
    rf"(?:[,:–—-]|\bso\b|\bbut\b)+[\s:]*(?=\s(?:{_ABOUT}?{_WH}|(?:can|could|would) you\b|{_TELL}))|"
    # What one wants it for: `…, I want to copy it`.
    r",(?=\s(?:i|we)\s(?:am|want|need|have to|would|must|will)\b)|$)",
    re.DOTALL | re.IGNORECASE,
)
_ASKS = pattern(
    r"\W*(?:(?:and|so|but|then|well|now|ok(?:ay)?|please|also)\W+)*(?:(?:on|in|at|to|from|with|for|of|by|about|after|until)\s+)?"
    r"(?:what|whats|what's|which|who|whom|whose|when|where|why|how|is|are|was|were|did|do|does|has|have|had|can|could|"
    r"show|tell|list|give|name|find)\b",
    re.IGNORECASE,
)
_ASKED = pattern(r"\?\W*\Z")
# It is told, and asks only whether it is so: `I was mostly shopping, wasn't I?`
_TAGGED = pattern(
    r",\s+(?:is|was|were|did|do|does|have|has|had|could|would)n['’]?t (?:i|we|it|he|she|they)\b", re.IGNORECASE
)
# Where, or when, is no sentence, and part of what is asked: `in the first draft, what did it say?`
# But `for my time sheet - …` tells why.
_PLACED = pattern(
    r"\W*(?!for (?:my|our)\b[^,]*[–—:-]\W*\Z)"
    r"(?:about|according|after|among|as|at|before|behind|below|between|by|during|for|from|in|into|of|on|over|per|since|"
    r"till|to|under|until|with|within)\b.*[,:–—-]\W*\Z",
    re.IGNORECASE | re.DOTALL,
)
_ENOUGH_NAMED = 2
# `Gate 2 camera job, task 61 - location?`
_ENDING = pattern(r"(?:\s[-–—]|:)\s+(?P<asked>(?:\w+\s){0,2}\w+)\W*\Z")
# `loader.py`, `PR-392`: it names one thing.
_FILE = r"[\w-]+\.[a-z]{1,5}"
_IDENTIFIER = pattern(rf"(?<!\w)(?:{_FILE}|[A-Z]{{2,}}-\d+)(?!\w)")
_HOST = pattern(r"(?<![\w./@-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w@-]|\.\w)")
# A name in the middle of a sentence.
_CALLED = pattern(r"(?<=[a-z,;:] )[A-Z][\w.-]+")
_TIME = r"(?:time|moment|day|week|weekend|month|year|morning|noon|afternoon|evening|night|hour)"
# `How many were there` means no place.
_THERE = r"(?<!was )(?<!were )(?<!is )(?<!are )there(?! (?:was|were|is|are)\b)"
# Words that stand for what was told before; `that day` is a word of time.
_REFERS = pattern(
    rf"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|ones?|{_THERE}|such|same|both|either|neither|each|other|"
    rf"then|afterwards|the (?:former|latter)|(?:this|that|these|those)(?! {_TIME}))\b",
    re.IGNORECASE,
)
# `Those scanners` names them; `that one` does not.
_THOSE = pattern(
    r"\b(?:this|that|these|those) (?!(?:again|and|at|be|can|did|do|does|for|from|had|has|have|i|in|is|of|on|"
    r"ones?|or|same|should|so|then|to|was|we|were|will|with|would|you)\b)(?=[a-z]{3})",
    re.IGNORECASE,
)
_FILES = pattern(rf"(?<![\w.]){_FILE}(?![\w.]\w)")
_IT = pattern(r"\bit\b", re.IGNORECASE)
# `When did I last look at it?`, asked of the one thing that the story names, at its end.
_OF_IT = pattern(
    r"\b(?:when|how (?:long|often|many times)) (?:did|have|had) (?:i|we) (?:\w+ )??"
    r"(?:check|go to|have|look at|open|read|see|use|visit) it(?: open)?(?:\s+so far|\s+yet)?\W*\Z",
    re.IGNORECASE,
)
_ARTICLE = pattern(r"\b(?:an?|her|his|my|our|some|that|the|their|these|this|those)\s", re.IGNORECASE)
_PERSON = pattern(r"\b(?-i:[A-Z])[a-z]{2,}\b")
# `Her mail` is that of hers, `for her` is not.
_OF_PERSON = pattern(
    r"\b(?:(?P<whose>his|hers|her(?= (?!(?:about|and|at|for|from|in|on|or|to|with)\b)\w))|he|him|she|her)\b",
    re.IGNORECASE,
)
# `What was the code for the door`: two nouns tell what is meant, be they as common as these.
_OF_WHAT = pattern(r"\bthe \w{3,} (?:for|of|to) (?:my|our|the|this|that) \w{3,}\W*\Z", re.IGNORECASE)
_LAST_NAMED = pattern(
    r"\b(?:(?:the|my|our) (?P<name>[a-z][\w-]*(?: [a-z][\w-]*){0,2})"
    # `She thinks I live in Slack.`
    r"|(?:i|we)(?:['’]m| am| was| live| lived| sit| sat)(?: \w+)? (?:in|on) (?P<called>(?-i:[A-Z])[\w-]*))[\s.!?…]*\Z",
    re.IGNORECASE,
)
_NAMED = pattern(r"\b(?:the|my|our|an?) (\w+)")
_QUOTES = pattern(r"[\"“”«»`]")
# What is complete without a name, where the time is known.
_OF_USE = pattern(
    r"\b(?:which|what) (?:\w+ )?(?:web ?site|site|domain|program|app|application|page|document|file|window)\b"
    r".*\b(?:most|mostly|mainly|longest|much)\b|"
    r"\bwhat (?:was|were|have|had) i (?:been )?(?:doing|looking at|working on|up to|(?:busy|occupied) with)\b|"
    r"\bwhat did i (?:do|look at|read|work on)\b(?=\W*\Z)",
    re.IGNORECASE,
)
# What refers to the time, which is known, or to nothing: `what was I doing then`, `which site was it mostly`.
_OF_THAT_TIME = pattern(r"\s*\b(?P<then>then)\b|(?<=\bwas )it(?= (?:most|mostly|mainly)\b)", re.IGNORECASE)


def _parted(question: str) -> tuple[list[Span], list[Span]]:
    """Return where a question asks, and where it tells something else."""
    sentences = [match.span() for match in _SENTENCE.finditer(question)]
    asking = [
        span
        for span in sentences
        if _ASKS.match(question, *span)
        or (_ASKED.search(question, *span) and not (len(sentences) > 1 and _TAGGED.search(question, *span)))
        or _PLACED.match(question, *span)
    ]
    return asking, [span for span in sentences if span not in asking]


def read(question: str, *, now: datetime, zone: tzinfo) -> when.Reading:
    """Find what a question says of time; the day of a story is not meant where what asks names a day of its own.

    `Yesterday was awful. What did I read on 3 March?`
    """
    question = topic.joined(question)
    whole = when.read(question, now=now, zone=zone)
    asking, story = _parted(question)
    if not story or not asking:
        return whole
    alone, around = (" ".join(question[start:end] for start, end in spans) for spans in (asking, story))
    own = when.read(alone, now=now, zone=zone)
    names_a_day = any(re.search(r"\w", hours.without(window.words)) for window in own.windows)
    if not names_a_day or own.windows == whole.windows:
        return whole
    return replace(own, rest=f"{when.read(around, now=now, zone=zone).rest} {own.rest}")


def told(question: str, stands: Callable[[str], bool]) -> list[Span]:
    """Return where a question of several sentences tells a story before, or after, it asks: start and end of each.

    What a person tells of why they ask need not stand anywhere.

    Args:
        question: any text.
        stands: says of a word in small letters whether it stands on any screen, in one of its forms.
    """
    asking, story = _parted(question)
    if not story or not asking:
        return []
    if any(names_something(word) for span in asking for word in words_in(question, span)):
        return story
    if any(_CALLED.search(question, *span) for span in asking):
        return story
    # `When is it?` asks of what the story names: enough of that must stand somewhere.
    if any(_IDENTIFIER.search(question, *span) for span in story):
        return story
    named = {word for span in story for word in words_in(question, span) if names_something(word)}
    return story if sum(map(stands, named)) >= _ENOUGH_NAMED else []


def asking_part(question: str) -> str:
    """Return what a question asks, without the story around it; what is behind its last colon or dash; or nothing."""
    if short := _ENDING.search(question):
        return short["asked"]
    asking, story = _parted(question)
    # `When I sent it back, somebody had to sign. Who was it?`
    asked = [span for span in asking if _ASKED.search(question, *span)] or asking
    return " ".join(question[start:end] for start, end in asked) if story or asked != asking else ""


def names_besides(question: str, rest: str) -> bool:
    """Say whether what asks names something, behind an article, that is not in what is left of it without talk.

    A build that stands nowhere may be taken for a verb: who asks when it was finished asks of it all the same.
    """
    asking = asking_part(question) or question
    return not set(_NAMED.findall(asking.casefold())) <= {*re.findall(r"\w+", rest.casefold())}


def asked_by_itself(question: str) -> str:
    """Return what a question asks, without a story before it that may name anything; nothing where it refers to that.

    `Accounting keeps asking. Which cost centre did I put those scanners on?` It names two things at least.
    """
    asking, story = _parted(question)
    alone = " ".join(question[start:end] for start, end in asking)
    if not story or not asking or _QUOTES.search(question) or _REFERS.search(_THOSE.sub(" the ", alone)):
        return ""
    named = {word for span in asking for word in words_in(question, span) if names_something(word)}
    return alone if len(named) >= _ENOUGH_NAMED else ""


def asked_alone(question: str) -> str:
    """Return what a question asks without the story around it, where that says by itself what is meant; or nothing.

    It does where it refers to nothing that the story tells, the story has no name that it lacks, and it names one
    thing, or two, itself. Where the story has one file, that is what `it` refers to.
    """
    asking, story = _parted(question)
    if not story or not asking or _QUOTES.search(question):
        return ""
    alone = " ".join(question[start:end] for start, end in asking)
    if _OF_USE.search(alone):
        alone = _OF_THAT_TIME.sub(lambda match: "" if match["then"] else "in front", alone)
    files = set(_FILES.findall(question))
    if len(files) == 1 and not _IDENTIFIER.search(alone) and _IT.search(alone):
        meant = _IT.sub(lambda _match: next(iter(files)), alone, count=1)
        return "" if _REFERS.search(_IT.sub(" ", meant)) else meant
    if _OF_IT.search(alone) and (meant := _named_last(" ".join(question[start:end] for start, end in story))):
        return _IT.sub(lambda _match: f"the {meant}", alone)
    alone = _with_person(alone, " ".join(question[start:end] for start, end in story))
    if _REFERS.search(alone):
        return ""
    if _HOST.search(alone):
        # A site, or a file, is named in full: nothing of the story is needed.
        return alone
    said = set(_PERSON.findall(alone))
    if any(
        _is_named(_PERSON.sub(lambda name: "" if name[0] in said else name[0], question[start:end]))
        for start, end in story
    ):
        return ""
    named = {word for span in asking for word in words_in(question, span) if names_something(word)}
    is_enough = (
        _is_named(alone) or len(named) >= _ENOUGH_NAMED or any(each.search(alone) for each in (_OF_USE, _OF_WHAT))
    )
    return alone if is_enough else ""


def _with_person(asking: str, story: str) -> str:
    """Return what asks of a person by `she` or `him` with the name that the story has, if that is just one."""
    names = {name for name in _PERSON.findall(story) if not english.is_common(name.casefold())}
    if len(names) != 1 or _CALLED.search(asking):
        return asking
    [name] = names
    return _OF_PERSON.sub(lambda match: f"{name}'s" if match["whose"] else name, asking)


def _named_last(story: str) -> str:
    """Return the one thing that a story names, where it ends with that: `I always forget to look at the tracker`."""
    match = _LAST_NAMED.search(story)
    if match is None or len(_ARTICLE.findall(story)) > 1:
        return ""
    name = match["called"] or match["name"]
    return name if all(map(names_something, name.casefold().split())) else ""


def _is_named(text: str) -> bool:
    """Say whether a text has a name, an identifier or a number: something that is one thing's alone."""
    return bool(_IDENTIFIER.search(text) or _CALLED.search(text) or re.search(r"\d", text))
