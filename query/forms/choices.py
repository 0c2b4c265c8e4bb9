"""Questions for a choice: which of several radio buttons is selected, below the heading that a question names.

`Which power mode is selected`, `under what kind did I put it in the form`, `the delivery that I chose`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from projections import elements, moment
from projections.text import SpanRow
from query.answers.answer import Answer, Claim
from query.forms.telling import told
from query.forms.widgets import TICKED, Seen, cite, lettering, of_page, on_screen
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.inquiry import Inquiry
from query.inquiries.screens import Screen
from query.language.asking import ASKING
from query.language.words import forms, tokens
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_MOST_SCREENS = 40
# A heading stands so many heights of its line above the first of a group, at the most.
_ABOVE = 3
_BESIDE = 12
# `What power mode`, `under which kind of thing`, `the delivery that I chose`.
_ASKED = pattern(
    r"\b(?:what|which)\s+(?P<what>(?:(?!(?:is|was|are|were|did|do|does|had|have|has|i|we)\b)[\w-]+\s*){1,4})|"
    r"^\W*(?:the\s+|my\s+)?(?P<one>(?:[\w-]+\s+){1,3}?)(?:that\s+)?(?:(?:i|we)\s+)?(?:chose|chosen|picked|selected|took)\b"
)
_CHOSEN = pattern(
    r"\b(?:choose|chose|chosen|choice|option|pick(?:ed)?|selected|select|set to|turned on|active|enabled|ticked|"
    r"did (?:i|we) (?:put|enter|take|tick|mark|give|file|say|state|declare|answer))\b"
)
# `How did I say that it was paid`: the heading is asked word by word, and not by its noun.
_WHOLE = pattern(r"\b(?:how|when|where|who)\b")
_FEWEST = 2
_KINDS = frozenset({"category", "kind", "sort", "type"})
_FILLING = frozenset(
    {"a", "an", "choice", "choose", "of", "option", "options", "pick", "please", "select", "the", "thing", "your"}
)
_TOLD = frozenset({"choose", "choice", "option", "pick", "select", "set", "put", "laptop", "computer", "machine", "pc"})


@cued(_CHOSEN)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell what is selected below the heading that a question names; None where no such group was seen."""
    plain = " ".join(tokens(inquiry.rest))
    match = _ASKED.search(plain)
    # What stands nowhere may have been left aside as talk: `choose`.
    whole = " ".join(tokens(f"{inquiry.asked.plain} {inquiry.rest}"))
    if (match is None and not _WHOLE.search(whole)) or not _CHOSEN.search(whole):
        return None
    asked = tokens(match["what"] or match["one"]) if match is not None else ()
    said = plain if asked else whole
    for screen in _screens(inquiry):
        radios = [seen for seen in on_screen(inquiry, screen, ("RadioButton",)) if seen.label]
        lines = of_page(inquiry, screen)
        for group in _groups(radios):
            heading = next((line for line in _headings(lines, group) if _is_asked(line.text, asked, said)), None)
            chosen = [seen for seen in group if seen.state & TICKED]
            if heading is None or len(chosen) != 1:
                continue
            rest = _rest(plain, heading.text, asked, group)
            if all(_stands(screen, lines, word) for word in rest):
                return _told(inquiry, screen, heading, chosen[0])
    return None


def _screens(inquiry: Inquiry) -> list[Screen]:
    """Return the screens that show a radio button, the latest first."""
    records: dict[str, None] = {}
    for label, _ in elements.labels(inquiry.db, ("RadioButton",)):
        records.update(dict.fromkeys(elements.showing(inquiry.db, label, *inquiry.between, _MOST_SCREENS)))
    found = screens.among(inquiry, list(records), ())
    return sorted(found, key=lambda screen: -screen.frame.captured_us)[:_MOST_SCREENS]


def _groups(radios: Sequence[Seen]) -> list[list[Seen]]:
    """Return radio buttons that stand in one column or one row, near to each other: of these one is selected."""
    groups: list[list[Seen]] = []
    for seen in radios:
        height = seen.box[3] - seen.box[1]
        near = next(
            (
                group
                for group in groups
                if (abs(group[-1].box[0] - seen.box[0]) < height and seen.box[1] - group[-1].box[3] < _ABOVE * height)
                or abs(group[-1].box[1] - seen.box[1]) < height
            ),
            None,
        )
        if near is None:
            groups.append([seen])
        else:
            near.append(seen)
    return groups


def _headings(lines: Sequence[SpanRow], group: Sequence[Seen]) -> Iterator[SpanRow]:
    """Yield the line right above a group, which begins no farther right, and that to the left of its first."""
    left, top, bottom = min(seen.box[0] for seen in group), group[0].box[1], group[0].box[3]
    above, beside = [], []
    for line in lines:
        x0, y0, x1, y1 = line.box
        height = max(y1 - y0, 1)
        if y1 <= top < y1 + _ABOVE * height and left - _BESIDE * height < x0 < left + height:
            above.append(line)
        elif y0 < bottom and top < y1 and 0 <= left - x1 < _BESIDE * height:
            beside.append(line)
    yield from sorted(above, key=lambda line: -line.box[3])[:1]
    yield from sorted(beside, key=lambda line: -line.box[2])[:1]


def _is_asked(heading: str, asked: Sequence[str], plain: str) -> bool:
    """Say whether a heading has just the words that are asked for: `Power mode`, or `Kind` of `what kind of thing`.

    What comes before its noun may be told elsewhere: `what mode did I pick in the power settings`. Where no noun is
    asked for it is the whole heading: `How it was paid`.
    """
    said = [_plainly(token) for token in asked]
    run = [_plainly(token) for token in tokens(heading) if token not in _FILLING]
    told = {*said, *plain.split()}
    if not said:
        telling = [token for token in run if token not in ASKING]
        # `How to pay` is one word with how it is asked.
        is_asked_so = _WHOLE.match(heading.casefold()) is not None and run[0] in told
        return len(telling) + is_asked_so >= _FEWEST and all(forms(token) & told for token in telling)
    if not run or not forms(run[-1]) & set(said) or not all(forms(token) & told for token in run):
        return False
    named = frozenset().union(*map(forms, run))
    return all(word in {*named, *_FILLING, "kind"} for word in said)


def _plainly(token: str) -> str:
    return "kind" if token in _KINDS else token


def _rest(plain: str, heading: str, asked: Sequence[str], group: Sequence[Seen]) -> list[str]:
    """Return what a question tells besides, which must stand on the screen."""
    own = frozenset(tokens(heading)) | frozenset(asked) | frozenset(t for seen in group for t in tokens(seen.label))
    words = screens.naming(plain)
    return [word for word in words if word not in own and not forms(word) & (_TOLD | own)]


def _stands(screen: Screen, lines: Sequence[SpanRow], word: str) -> bool:
    return screens.holds(screen.subject, word) or any(forms(word) & set(tokens(line.text)) for line in lines)


def _told(inquiry: Inquiry, screen: Screen, heading: SpanRow, seen: Seen) -> Answer | None:
    witness = Witness(inquiry.views)
    citation = cite(inquiry, witness, screen, seen)
    if citation is None:
        return None
    at = moment.spell(screen.frame.captured_us)
    text = f"{' '.join(heading.text.split())}: {seen.label}"
    title = " ".join(citation.title.split())
    lettered = lettering(inquiry, witness, screen, seen)
    claim = Claim(text, (citation, lettered) if lettered is not None else (citation,), at, at, 1)
    summary = f"{text} (selected, in {title}, seen {local(at, inquiry.asked.zone)})."
    return told(inquiry, [claim], summary, heading.text, 0)
