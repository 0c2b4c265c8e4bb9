"""Lines of the window in front of a frame, and the claim that some of them make, each with its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from projections import frames, moment, scenes, standing, subjects, text
from projections.frames import Frame
from projections.text import SpanRow
from query.answers.answer import Claim
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.inquiry import Inquiry
from query.inquiries.screens import Screen
from query.language.words import tokens
from query.passages import panes
from query.passages.intent import ORDINARY, Term
from query.passages.lookup import Lookup

_MOST_SCREENS, _LONG_ENOUGH = 40, 4


def of(inquiry: Inquiry, frame: Frame) -> list[SpanRow]:
    """Return the lines of the window in front of a frame, from top to bottom: what lies beside it is another's."""
    lines = standing.on_frame(inquiry.db, frame.id)
    shown = panes.on_frame(inquiry.db, frame)
    return [line for line in lines if shown.holds(shown.front, line.box)]


def is_beside(one: SpanRow, other: SpanRow) -> bool:
    """Say whether one line stands in the row of another, to the right of it."""
    middle = (other.box[1] + other.box[3]) / 2
    return one.box[1] <= middle < one.box[3] and one.box[0] >= other.box[2]


def have_any(lines: Sequence[SpanRow], wanted: Sequence[str]) -> bool:
    """Say whether any of these words stands in the lines, in one of its forms."""
    there = {token for line in lines for token in tokens(line.text)}
    return any(there & screens.spellings(token) for token in wanted)


def claim_of(inquiry: Inquiry, witness: Witness, frame: Frame, lines: Sequence[SpanRow], said: str) -> Claim | None:
    """Return what some lines of a frame say, in these words; None where the evidence of one does not hold."""
    living = [text.by_id(inquiry.db, line.id) for line in lines]
    cited = [witness.citation(each, frame) for each in living if each is not None]
    held = tuple(each for each in cited if each is not None)
    if not held or len(held) < len(lines):
        return None
    seen = moment.spell(frame.captured_us)
    return Claim(said, held, seen, seen, 1)


def where(inquiry: Inquiry, claim: Claim) -> str:
    """Return in which window a claim stands, and when it was seen, with a comma before it."""
    title = " ".join(claim.citations[0].title.split())
    return f"{f', in {title}' if title else ''}, seen {local(claim.last_seen, inquiry.asked.zone)}"


def having(inquiry: Inquiry, wanted: Sequence[str]) -> list[tuple[Screen, list[SpanRow]]]:
    """Return the screens whose window in front has all words, the latest first, each with its lines."""
    if not wanted:
        return []
    # Said twice, a word is asked for once: what is looked at grows with the square of them.
    wanted = list(dict.fromkeys(wanted))
    for way in (wanted, *([each for each in wanted if each != token] for token in wanted if len(wanted) > 1)):
        found = (*screens.showing(inquiry, way)[:_MOST_SCREENS], *_by_text(inquiry, way, _MOST_SCREENS))
        if having := _with_all(inquiry, found, wanted):
            return having
    return []


def with_text(
    inquiry: Inquiry, wanted: Sequence[str], ways: Sequence[Sequence[str]], most: int
) -> list[tuple[Screen, list[SpanRow]]]:
    """Return the same of the latest few screens on which all words of one of some ways stand: that costs little."""
    for way in ways:
        if having := _with_all(inquiry, _by_text(inquiry, way, most), wanted):
            return having
    return []


def _with_all(inquiry: Inquiry, found: Sequence[Screen], wanted: Sequence[str]) -> list[tuple[Screen, list[SpanRow]]]:
    known = {each.frame.id: each for each in found}
    shown = ((each, of(inquiry, each.frame)) for each in known.values())
    having = [(each, lines) for each, lines in shown if _has_all(each, lines, wanted)]
    return sorted(having, key=lambda pair: -pair[0].frame.captured_us)


def _by_text(inquiry: Inquiry, wanted: Sequence[str], most: int) -> list[Screen]:
    """Return the latest frames of the scenes on which all words stand, whatever the windows are called."""
    if not wanted:
        return []
    lookup = Lookup(inquiry.db)
    held = [lookup.term(Term(token, ORDINARY, forms=screens.spellings(token))) for token in wanted]
    both = set(held[0]).intersection(*held[1:])
    found = []
    for scene in scenes.latest(inquiry.db, both, inquiry.between[1], most):
        placed = inquiry.shown(scene.chain, scene.first, scene.last)
        frame = frames.by_id(inquiry.db, placed[-1].frame) if placed else None
        if frame is not None:
            found.append(Screen(frame, subjects.on_frame(inquiry.db, frame.id), titled=False))
    return found


def _has_all(screen: Screen, lines: Sequence[SpanRow], wanted: Sequence[str]) -> bool:
    """Say whether a window has all words; `hand scanner` is a handheld one, where both stand in one line."""
    said = [set(tokens(line.text)) for line in lines]
    anywhere = set().union(*said)
    lacking = [token for token in wanted if not _is_called(screen, token) and not anywhere & screens.spellings(token)]
    return len(lacking) < len(wanted) and all(
        len(token) >= _LONG_ENOUGH
        and any(
            any(word.startswith(token) or (word.endswith(token) and len(token) > _LONG_ENOUGH) for word in there)
            and any(there & screens.spellings(each) for each in wanted)
            for there in said
        )
        for token in lacking
    )


def _is_called(screen: Screen, token: str) -> bool:
    """Say whether a window, or the site in it, is called by a word: `sealarkferries` by a ferry, a footbridge by it."""
    if screens.holds(screen.subject, token):
        return True
    host, title = screen.subject.site.casefold(), tokens(f"{screen.subject.page} {screen.subject.document}")
    return any(
        len(form) > _LONG_ENOUGH
        and (form in host or any(word.endswith(form) or word.startswith(form) for word in title))
        for form in screens.spellings(token)
    )


def stands(inquiry: Inquiry, token: str) -> bool:
    """Say whether a word stands on any screen, in one of its forms."""
    return bool(Lookup(inquiry.db).known(sorted(screens.spellings(token))))
