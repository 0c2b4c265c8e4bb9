"""Questions for where a control is: the button that is named, or that does what is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ledger.facts import Box
from projections import elements, moment
from query.answers import place
from query.answers.answer import Answer, Claim
from query.forms.controls import Asked, is_called, left_of, named_in, with_label
from query.forms.telling import SINGULAR, told
from query.forms.widgets import Seen, cite, of_popup, on_screen
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted, local
from query.inquiries.inquiry import Inquiry
from query.inquiries.screens import Screen
from query.language import negated, pressed
from query.language.thesaurus import said_for
from query.language.vocabulary import understand
from query.language.words import tokens
from query.passages import intent
from query.patterns.pattern import pattern

_ENDED = pattern(r"[.;?!]")
_PRESSED = ("Button", "Hyperlink", "MenuItem")


def placed(inquiry: Inquiry) -> Answer | None:
    """Say where a control is, or None where the question names none that was seen."""
    asked, found = next(((each, shown) for each in _meant(inquiry) if (shown := _shown(inquiry, each))), (None, {}))
    if asked is None:
        return None
    witness = Witness(inquiry.views)
    claims = [claim for group in found.values() if (claim := _place_claim(inquiry, witness, group)) is not None]
    summary = ""
    if claims:
        more = f" Other times it was elsewhere: {counted(len(claims) - 1, 'place')} more below." if claims[1:] else ""
        summary = f"{claims[0].text}.{more}"
    return told(inquiry, claims, summary, asked.label, len(found) - len(claims))


def doing(inquiry: Inquiry) -> list[tuple[Screen, Seen]]:
    """Return where the button was seen that does what a question tells; nothing where it tells of none."""
    found = next((shown for asked in _doing(inquiry) if (shown := _shown(inquiry, asked))), {})
    return [each for group in found.values() for each in group if each[1].role == "Button"]


def _meant(inquiry: Inquiry) -> Iterator[Asked]:
    """Yield what may be meant: the control that is named, else those that do what is told.

    What names more goes first: `the button to print the ticket` is no `Print`.
    """
    asked = named_in(inquiry, needs_role=False)
    does = list(_doing(inquiry))
    if asked is not None:
        own = set(tokens(asked.label))
        yield from (each for each in does if own < set(tokens(each.label)))
        yield asked
        # What is told before the name tells why one asks: `I want to circle the Save draft button on the request`.
        _, label, behind = inquiry.rest.partition(asked.label)
        where = tuple(screens.naming(left_of(understand(_ENDED.split(behind)[0])))) if label else ()
        if where and where != asked.where:
            yield replace(asked, where=where)
    yield from does
    if asked is not None:
        yield from _said_otherwise(asked)


def _said_otherwise(asked: Asked) -> Iterator[Asked]:
    """Yield a control that is named, on what people also call by another word: a lodge, where a hotel is told."""
    for token in asked.where:
        for other in sorted(said_for(token)):
            yield replace(asked, where=tuple(other if each == token else each for each in asked.where))


def _doing(inquiry: Inquiry) -> Iterator[Asked]:
    """Yield the controls that do what is told; none, where it is told what one does not."""
    if negated.has_negation(intent.unquoted(inquiry.asked.question)):
        return
    known = elements.labels(inquiry.db, _PRESSED)
    for each in pressed.meant(intent.unquoted(inquiry.asked.question), inquiry.rest, known):
        where = tuple(screens.naming(left_of(understand(pressed.PRESSED.sub(" ", each.rest)))))
        if not each.by_deed:
            yield Asked((each.role,), each.label, where)
            continue
        # `Send return` is of the return, wherever it stands; a mere `Send` is of what is told, and of nothing without.
        told = tuple(token for token in where if token not in tokens(each.label))
        if where or inquiry.asked.window is not None:
            yield Asked((each.role,), each.label, told, own=True, answers=each.answers)


def _shown(inquiry: Inquiry, asked: Asked) -> dict[Box, list[tuple[Screen, Seen]]]:
    """Return where a control was seen, and on which screens."""
    found: dict[Box, list[tuple[Screen, Seen]]] = {}
    for screen in with_label(inquiry, asked):
        for seen in on_screen(inquiry, screen, asked.roles):
            if is_called(seen.label, asked.label) and (not asked.own or _is_of_it(inquiry, screen, seen, asked)):
                found.setdefault(seen.box, []).append((screen, seen))
    return found


def _is_of_it(inquiry: Inquiry, screen: Screen, seen: Seen, asked: Asked) -> bool:
    """Say whether a control is of what is told: the window is called so, or an invitation over its answers is.

    What is told besides of a thing that has a name need not stand there: `yard task 61`.
    """
    names = [token for token in asked.where if not token.isalpha()] or asked.where
    if all(screens.holds(screen.subject, token) for token in names):
        return True
    return asked.answers and bool(of_popup(inquiry, screen, [seen], asked.where))


def _place_claim(inquiry: Inquiry, witness: Witness, group: Sequence[tuple[Screen, Seen]]) -> Claim | None:
    screen, seen = group[0]
    citation = cite(inquiry, witness, screen, seen)
    if citation is None:
        return None
    where = place.place_of(seen.box, citation.size)
    first, last = moment.spell(group[-1][0].frame.captured_us), moment.spell(screen.frame.captured_us)
    text = (
        f"“{seen.label}”, a {SINGULAR[seen.role]}, is at {place.spelled(seen.box)} px"
        f"{f' ({where})' if where else ''} in {' '.join(citation.title.split())}, "
        f"seen {local(last, inquiry.asked.zone)}"
    )
    earlier = cite(inquiry, witness, *group[-1]) if len(group) > 1 else None
    return Claim(text, tuple(filter(None, (citation, earlier))), first, last, len(group))
