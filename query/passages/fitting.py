"""Whether a passage that holds a question's words answers it: what is asked for must stand next to them.

A table of sorts of questions, each with what a passage must have beside the words. Where none has it, the honest
answer is that nothing was found: a passage beside the matter reads as if it were the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from query.answers.answer import Citation, Claim
from query.language.asking import ASKING, LOOSE_WORDS, VALUE_WORDS
from query.language.named import WRITERS
from query.language.talk import is_common
from query.language.words import folded, tokens
from query.passages import changes, conditions, failures
from query.passages.belonging import (
    is_of_file,
    is_of_number,
    is_of_what,
    is_of_whom,
    is_set_together,
    spoken,
    told,
)
from query.passages.block import is_right_above, is_same_row
from query.passages.clocks import has_clocks, tells_the_time
from query.passages.contents import is_of_that_file, says_something
from query.passages.counts import counts
from query.passages.deeds import stands_with_its_noun
from query.passages.expected import expects, shown_by
from query.passages.heads import has_head, is_in_it, tells_of_it
from query.passages.paragraphs import names_what_costs, tells_with_value
from query.passages.reasons import gives_a_reason
from query.passages.rows import is_of_one_row
from query.passages.sayers import is_by
from query.passages.shapes import NO_TIME
from query.passages.valueforms import NOT_OUR_DEED, NUMBER_OF, NUMBERED
from query.passages.verbatim import is_of_more_than_a_day, tells_another_month, tells_another_season
from query.passages.visits import is_of_a_visit
from query.passages.who import names, names_another
from query.patterns.pattern import pattern

_NO_TIME = pattern(NO_TIME)
Fits = Callable[[str, Claim], bool]

_ALL_OF_THEM = pattern(r"\ball of (?:it|them)\b|\bthem all\b", re.IGNORECASE)


def asks_for_all(question: str) -> bool:
    """Say whether all of something is asked for, of which a passage has some, if any."""
    return _ALL_OF_THEM.search(question) is not None


def holds(question: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that answer what a question of its sort asks for; all where it is of none of these sorts."""
    plain = folded(question)
    checks = [fits for asked, fits in _SORTS if asked.search(plain)]
    return [claim for claim in claims if all(fits(plain, claim) for fits in checks) and is_by(question, claim)]


def _lines(claim: Claim) -> list[str]:
    return [citation.text for citation in claim.citations]


def _texts(claim: Claim) -> list[str]:
    return [*_lines(claim), *dict.fromkeys(citation.title for citation in claim.citations)]


def _says_former(_question: str, claim: Claim) -> bool:
    """Say whether a claim tells of the one that was before, where that is asked for: `the old price`."""
    return bool(_FORMERLY & set(tokens(claim.text)))


def _is_numbered(question: str, claim: Claim) -> bool:
    """Say whether what has a number is named beside a number, or a number stands there that can be nothing else.

    `Place order` above a price tells no number of an order.
    """
    match = _NUMBERED_THING.search(question)
    wanted = spoken(match["thing"] or match["numbered"]) if match else frozenset()
    lines, own = _lines(claim), question.casefold()
    # Another container is no seal of the one that is named.
    shapes = {_shape(found) for found in _IDENTIFIER.findall(own.upper())}
    found = {each for line in lines for each in _IDENTIFIER.findall(line) if each.casefold() not in own}
    if any(_shape(each) not in shapes for each in found):
        return True
    is_headed = any(set(tokens(line)) and set(tokens(line)) <= wanted for line in lines)
    # `2. The number of the licence` is the second item.
    plain = [_ITEM.sub("", line) for line in lines]
    return any((is_headed or wanted & set(tokens(line))) and _NO_TIME.search(line) for line in plain)


def _shape(identifier: str) -> str:
    return re.sub("[0-9]", "0", re.sub("[A-Z]", "A", identifier))


def _holds_every_word(question: str, claim: Claim) -> bool:
    """Say whether one row of a passage, or the title over it, has every word that tells whose secret is asked for.

    That of another thing is a wrong answer, however near it is.
    """
    needed = [
        word
        for word in tokens(question)
        if len(word) > 1
        and word not in ASKING | LOOSE_WORDS | VALUE_WORDS | _OPENING
        and (word in _TELL_APART or not is_common(word))
    ]
    shows = shown_by(question) if expects(question) else bool
    return any(_has_all(needed, line, claim) for line in claim.citations if shows(line.text))


def _has_all(needed: Sequence[str], line: Citation, claim: Claim) -> bool:
    """Say whether a line, its row and title have all words. That of which the line tells what is new stands in it."""
    if "new" in needed and _is_new(line.text):
        there = set(tokens(f"{line.title} {line.text}"))
        return all(there & spoken(word) for word in needed if word != "new")
    there = set(tokens(" ".join((line.title, *_around(line, claim)))))
    return all(there & spoken(word) for word in needed)


def _is_new(text: str) -> bool:
    """Say whether a line tells what is so from now on: what is new need not be called so."""
    return not _NOW.isdisjoint(tokens(text)) or _CHANGES_TO.search(folded(text)) is not None


def _around(line: Citation, claim: Claim) -> list[str]:
    """Return a line with what stands in its row and right above or below it."""
    return [
        each.text
        for each in claim.citations
        if each.frame == line.frame
        and (
            is_same_row(line.box, each.box) or is_right_above(line.box, each.box) or is_right_above(each.box, line.box)
        )
    ]


def _serves(question: str, claim: Claim) -> bool:
    """Say whether what a command or the like is wanted for stands there: one that makes a copy restores none."""
    match = _WANTED_FOR.search(question)
    deed = match["deed"] or match["done"] or match["to"] if match else ""
    return not deed or deed in ASKING | LOOSE_WORDS or not spoken(deed).isdisjoint(told(claim))


def _never(_question: str, _claim: Claim) -> bool:
    """What is asked for is no passage: a list, a place, a reckoning, a whole function."""
    return False


_SAYS = (
    r"(?:wr[io]te|written|send|sent|post|posted|answer|ask|repl|say|said|tell|told|announce|comment|confirm|mention|"
    r"message|mail)"
)
_NUMBERED = rf"(?P<thing>{NUMBERED}) (?:number|no|nr|id)\b|{NUMBER_OF}"
_WANTED_FOR = pattern(
    r"\bhow (?:did|do|have|had) (?:i|we) (?:\w+ly )?(?P<done>[a-z]{3,})\b|"
    r"\b(?:command|query|script|option|flag)\b.*\bfor (?P<deed>[a-z]{3,}ing)\b(?! (?:of|in|on|at)\b)|"
    r"\b(?:command|option|flag) (?:\w+ ){0,4}?to (?P<to>[a-z]{3,})\b"
)
_NUMBERED_THING = pattern(_NUMBERED)
_NOW = frozenset({"changed", "now", "reset"})
_CHANGES_TO = pattern(r"\bchang(?:es|ing)\b[^.;!?]*\bto\b")
_OPENING = frozenset({"opens", "unlocks"})
_FORMERLY = frozenset("earlier former formerly old previous previously prior".split())  # noqa: SIM905
# A common word that tells one from another: the new code is not the one that stands there.
_TELL_APART = _FORMERLY | {"new", "next"}
_FORMER = r"(?:old|previous|former|prior) (?:price|cost|value|number|name|address|code|rate|limit|date|time|password)"
_AGO = r"\bbefore (?:that|then|it (?:became|was changed|changed)|the (?:rise|change|increase|reset|cut))\b"
_DEARER = r"(?:chang|increas|lower|rais|reduc|went (?:down|up))"
_COMPANY = r"(?:supplier|vendor|company|firm|contractor|manufacturer|maker|customer|client|carrier|courier|insurer)"
_ITEM = pattern(r"^\W*\d{1,2}[.)]\s")
_IDENTIFIER = pattern(r"\b[A-Z]{2,5}-?\d{3,}")

_SORTS: tuple[tuple[re.Pattern[str], Fits], ...] = tuple(
    (pattern(asked), fits)
    for asked, fits in (
        # `The phone number of …` counts nothing.
        (r"\bhow many\b|\b(?:the|what|which) number of\b|^\W*number of\b", counts),
        (rf"\b(?:who|whom|{'|'.join(sorted(WRITERS))})\b(?! (?:did|do|am|are|is|was) i\b)", names),
        (rf"\b(?:what|which) {_COMPANY}\b|\b(?:name|names) of the {_COMPANY}\b", names_another),
        (r"^\W*(?:(?:what|which) (?:is|was|were) )?(?:the )?output (?:of|from)\b", _never),
        (r"\bwhat did (?:[a-z]+ ){1,3}?(?:say|write|answer|reply)\b|\bwhat (?:does|did) .* say\b", says_something),
        (rf"\b(?:{_NUMBERED})", _is_numbered),
        # Many things are asked for: one passage has some of them, if any.
        (r"\b(?:what|which)\b.{0,40}\b(?:in|inside|contain)\b.{0,40}\b(?:folder|directory)\b", _never),
        (r"^\W*(?:the |all |which |what )?(?:buttons|check ?boxes|icons|tabs) (?:in|of|on|under)\b", _never),
        (
            r"\b(?:buttons|check ?boxes|icons|links|menu items|menus|radio buttons|tabs)(?:\W*$|[.;] (?:which|what)\b)",
            _never,
        ),
        (r"\b(?:what|which) (?:\w+ )?(?:check ?boxes|icons|tabs)\b", _never),
        (
            r"\bwhere(?: on (?:the|my) screen)?(?: is| was|['’]s)\b.*\b(?:field|button|box|icon|checkbox|tab|menu)\b",
            _never,
        ),
        (r"\b(?:code|source|body) of (?:\w*_\w+|\w+\(\))", _never),
        (
            (
                r"\b(?:password|passcode|passphrase|pin|(?:access|alarm|door|entry|gate) code|api key|secret|token)s?\b"
                r"|\bcode (?:for|to) (?:it|the)\b|\bcode (?:opens|unlocks)\b"
            ),
            _holds_every_word,
        ),
        (
            (
                r"\b(?:who|whom|whose|what|which)\b|(?<!by )\bwhen (?:is|are|was|were|does|will)\b|\w['’]s\b|"
                r"^\W*(?:the )?(?:[a-z-]+ ){1,4}(?:for|of)\b"
            ),
            is_set_together,
        ),
        (
            (
                r"s['’]?\s\w|\w['’]s\s\w|\b(?:phone|telephone|extension|ext|e-?mail|mobile|cell|office|login)"
                r"(?:(?: \w+)? (?:of|has|have|does|for)\b|(?: number)?\W*$)|"
                r"\b(?:her|his|their) "
            ),
            is_of_whom,
        ),
        (rf"\b(?:what|which) time\b(?!.*\b{_SAYS}){NOT_OUR_DEED}", tells_the_time),
        (
            rf"\b{_FORMER}\b|{_AGO}|\b(?:charge|cost|paid|pay|price|rate)\b[^.?!]{{0,60}}\bbefore\b[^.?!]{{0,60}}\b{_DEARER}",
            _says_former,
        ),
        (r"", is_of_more_than_a_day),
        # No line with words of a question is of another month than the one it names.
        (r"", lambda question, claim: not tells_another_month(question, question, claim)),
        (r"\b(?:autumn|summer|winter)\b", lambda question, claim: not tells_another_season(question, claim)),
        (r"", is_of_number),
        (r"\d:\d\d", lambda question, claim: has_clocks(question, _texts(claim))),
        (r"", is_of_one_row),
        (r"\w\.\w", is_of_file),
        (r"\bin\b|\w\.\w", is_of_that_file),
        (r"\bwhen\b", is_of_a_visit),
        (r"\bfor [a-z]+ing\b|\bhow (?:did|do|have|had) (?:i|we)\b|\b(?:command|option|flag)\b.*\bto\b", _serves),
        (r"", is_of_what),
        (r"", tells_with_value),
        (r"\bcosts?\b", names_what_costs),
        (failures.ASKED, failures.tells_of_it),
        (failures.COMPLAINED, failures.tells_of_complaint),
        *changes.ROWS,
        (r"\bwhy\b|\bfor (?:what|which) reason\b|\b(?:what|which) (?:was|is) the (?:reason|cause)\b", gives_a_reason),
        (
            (
                r"\b(?:what|which) [a-z-]+ (?:(?:did|have|had) )?(?:i|we) [a-z]+|"
                r"\b(?:when|what time|where)\b.*\b(?:did|have) (?:i|we)\b"
            ),
            stands_with_its_noun,
        ),
        (conditions.NOT_OF_A_QUERY, conditions.is_told),
        (r"\b(?:what|which) [a-z]+ (?:is|are|was|were)\b", is_in_it),
        # `What is Rui's?` says what of him in another sentence, if at all.
        (r"(?:^|[.;?!]\s)\W*(?:and |but )?(?:what|which)(?: is| was|['’]s| are| about) \w+['’]s\W*$", _never),
        (r"", has_head),
        (r"", tells_of_it),
        # What was run is known as a command, or not at all.
        (
            r"\bcommand (?:did|have|had) (?:i|we)\b|\bcommand (?:i|we)\b|\bwhat did (?:i|we) (?:run|type)\b.*\bto\b",
            _never,
        ),
        # What would be, and what all of several come to, nobody wrote down.
        (r"\bhow (?:much|many)\b.*\bwould\b.*\b(?:without|with|if)\b", _never),
        (r"\b(?:sum|total) of (?:all|both|the two)\b", _never),
    )
)
