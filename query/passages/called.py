"""Called: whether a passage has the name that is asked for, of what it is asked: a name that the question has not.

A capital at the beginning of a sentence makes no name, nor does a weekday, nor where something is: `there is a new
place on Dock Street` does not tell what the place is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from query.answers.answer import Citation, Claim
from query.language.english import is_common
from query.language.talk import is_deed
from query.language.words import tokens
from query.passages.belonging import spoken, telling
from query.passages.block import is_right_above, is_same_row
from query.patterns.pattern import pattern
from query.times.days import MONTHS, WEEKDAYS

# What has a name that is not written like one.
_OTHERWISE = (
    r"(?:files?|folder|directory|document|script|page|site|website|program|app|branch|table|column|\w*sheet|function|"
    r"variable|command|tag|note|list|tab|window|channel|setting|field|label|option|button|pdf|photo|picture|image|"
    r"recording|song|track|method|class|module|package|host|server|machine|computer|user|login|query)\b"
    # A label printer is no label.
    r"(?=\W*$|[^\w ]| (?:about|again|and|as|at|by|called|did|do|does|for|from|i|in|is|it|name|named|of|on|"
    r"that|to|w|was|we|were|where|which|with)\b)"
)
_THE = r"(?:the|my|our|that|this|a|an|her|his|their|some)"
ASKED = (
    rf"^(?!.*\b{_OTHERWISE})(?:.*\bname of (?:{_THE}\b|[\w-]+['’]s\b)|"
    rf".*\bwhat(?:['’]?s| (?:is|was|are|were))\b[^.?!]{{1,80}}\b(?:called|named)\b|"
    r".*\bwhat(?:['’]?s| (?:is|was)) (?:the |my |our )?(?:[\w-]+ ){0,4}?[\w-]+['’]s? name\b|"
    r".*\bforg[eo]t (?:his|her|its|their) name\b|"
    r".*\b(?:what|which) (?:brand|make|model|manufacturer) (?:is|was|are|were|of|has|have|did|do|does)\b)"
)
"""How one asks for a name, as a pattern."""

_KIND = frozenset("brand called calls kind make manufacturer model name named names sort type".split())  # noqa: SIM905
_CALENDAR = frozenset((*MONTHS, *WEEKDAYS, *(name[:3] for name in (*MONTHS, *WEEKDAYS))))
_NO_NAMES = frozenset(
    """
    am csv eu fax gps gmt html http https id ii iii iv ist jpg kg km kw mr mrs ms mb gb no nr ok pdf pin pm re sms
    sql tv uk url us usb utc vat wifi xlsx american british dutch english french german irish italian japanese polish
    scottish spanish swedish swiss welsh chinese danish norwegian portuguese austrian australian canadian european
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_PLACED = frozenset({"at", "in", "near", "on"})
_OF_A_PLACE = pattern(
    r"\b(?:name of the|which|what) (?:\w+ )?"
    r"(?:city|country|county|island|place|port|road|station|street|town|village)\b"
)
_SENTENCE = pattern(r"(?<=[.!?:;])\s+|,\s+(?:and|but)\s+|\s[-–—·|•]\s|^\W+")
_QUOTED = pattern(r"[“\"«‘][A-Z0-9][^”\"»’]{1,60}[”\"»’]")
_LEADING = pattern(r"^[\s*•·|–—-]+")
_FEW_WORDS = 4


def tells(question: str, line: Citation, claim: Claim) -> bool:
    """Say whether a sentence with a word of a question has a name besides, or a cell beside a line of its words alone.

    Args:
        question: in small letters.
        line: of what was found, one line.
        claim: all of it.
    """
    own = frozenset().union(*map(spoken, tokens(question))) | _KIND
    things = frozenset().union(*map(spoken, (word for word in telling(question) - _KIND if not is_deed(word))))
    if not things:
        return True
    if things & set(tokens(line.text)):
        sentences = [each for each in _SENTENCE.split(line.text) if each.strip()]
        about = [number for number, each in enumerate(sentences) if things & set(tokens(each))]
        # `The scaffold is free. Painter is Stan Grealish`: in that sentence, or in the next.
        near = {place for number in about for place in (number, number + 1) if place < len(sentences)}
        of_place = _OF_A_PLACE.search(question) is not None
        return any(has_name(sentences[place], own, of_place=of_place) for place in sorted(near))
    return is_cell(line.text) and has_name(line.text, own, of_place=True) and _is_labelled(line, claim, own, things)


def _is_labelled(line: Citation, claim: Claim, own: frozenset[str], things: frozenset[str]) -> bool:
    """Say whether right of, or right below, a line that says only what is asked for there stands this one."""
    return any(
        (words := set(tokens(other.text)))
        and words & things
        and words <= own
        and ((is_same_row(other.box, line.box) and other.box[0] < line.box[0]) or is_right_above(other.box, line.box))
        for other in claim.citations
        if other.frame == line.frame and other.box != line.box
    )


def is_cell(text: str) -> bool:
    """Say whether a text is no sentence, but the name of something: a few words, all with a capital."""
    words = text.split()
    return len(words) <= _FEW_WORDS and all(word[:1].isupper() or not word[:1].isalpha() for word in words)


def has_name(sentence: str, own: Iterable[str], *, of_place: bool = False) -> bool:
    """Say whether a sentence has a name: what is quoted, an identifier, or a capital that no sentence begins with.

    Args:
        sentence: one sentence, or a cell.
        own: words that are no answer, in small letters.
        of_place: where something is counts as well.
    """
    known = frozenset(own) | _CALENDAR | _NO_NAMES
    if any(not set(tokens(quote)) <= known for quote in _QUOTED.findall(sentence)):
        return True
    mine = frozenset(own)

    def own_name(word: str) -> bool:
        """Say whether a word is a name that the question has: `Dermot`, before `Halloran`."""
        said = set(tokens(word))
        return bool(said) and word[:1].isupper() and said <= mine and not any(map(is_common, said))

    words, placed = _LEADING.sub("", sentence).split(), False
    titled = is_cell(sentence)
    for number, word in enumerate(words):
        placed = (words[number - 1].casefold() in _PLACED if number else False) or (placed and word[:1].isupper())
        bare = word.strip(".,;:!?()[]“”\"'’").removesuffix("’s").removesuffix("'s")
        if not _is_name(bare, is_first=number == 0 or titled) or set(tokens(bare)) <= known:
            continue
        if (of_place or not placed) and not any(map(own_name, words[max(0, number - 1) : number + 2])):
            return True
    return False


def _is_name(word: str, *, is_first: bool) -> bool:
    """Say whether a word is written as a name: with a capital in it, or as an identifier with letters and numbers."""
    if len(word) < 2 or "@" in word or "/" in word or not re.search(r"[^\W\d_]", word):
        return False
    if "_" in word:
        return True
    if len(word) == len("RH") and word.isupper():
        # Initials, as stand in place of a picture.
        return False
    has_digit = any(map(str.isdigit, word))
    if has_digit and not word[0].isdigit() and any(map(str.isupper, word)):
        return True
    if is_first:
        return word[0].isupper() and not is_common(word.casefold())
    # 30.0 °C is no name.
    return word[0].isalnum() and any(map(str.isupper, word)) and not (has_digit and word[0].isdigit())
