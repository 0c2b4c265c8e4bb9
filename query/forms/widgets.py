"""Controls as screens show them: each once, whatever the sources that tell of it, with its state and its evidence."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ledger.facts import Box, Element
from projections import elements, pages, standing, text, windows
from projections.box import is_in
from projections.elements import ElementRow
from projections.text import SpanRow
from query.answers.answer import Citation
from query.inquiries.cite import Lifetime, Witness
from query.inquiries.inquiry import Inquiry
from query.inquiries.screens import Screen, holds
from query.language.words import forms, tokens
from query.patterns.pattern import pattern

TICKED = frozenset({"checked", "selected"})
BOXES = frozenset({"CheckBox", "RadioButton"})
_OVERLAP = 0.5
# What one can say to an invitation, as its buttons have it.
_ANSWERS = frozenset(
    {"accept", "attend", "decline", "going", "join", "maybe", "no", "not", "propose", "tentative", "yes"}
)
# A popup is so many lines high at the most.
_POPUP = 15
_ROUNDED = pattern(r"[(\[|] (?P<said>[^()\[\]|]+) [)\]|]")


class Seen(msgspec.Struct, frozen=True):
    """A control as a frame shows it. `told` are the rows that tell of it, one of each source that does."""

    role: str
    label: str
    box: Box
    state: frozenset[str]
    told: tuple[ElementRow, ...]


def is_looked_at(seen: Seen) -> bool:
    """Say whether the picture was looked at: UI Automation may leave out whether a box is ticked."""
    return any(row.source == "layout" for row in seen.told)


def on_screen(inquiry: Inquiry, screen: Screen, roles: Sequence[str]) -> list[Seen]:
    """Return the controls of the active window in reading order, each once; of a browser those of the page."""
    record = screen.frame.id
    rows = [row for row in elements.on_frame(inquiry.db, record) if row.role in roles]
    window = next((w for _, _, w in windows.on_frame(inquiry.db, record, windows.RECORD) if w.focused), None)
    bar = next((row.page.box for row in pages.on_frame(inquiry.db, record) if row.page.url), None)
    kept = [row for row in rows if window is None or is_in(row.box, window.box)]
    if bar is not None:
        kept = [row for row in kept if row.box[1] >= bar[3]]
    return _merged(kept)


def of_page(inquiry: Inquiry, screen: Screen) -> list[SpanRow]:
    """Return the lines of the active window; of a browser those of the page: a tab may name another one."""
    record = screen.frame.id
    window = next((w for _, _, w in windows.on_frame(inquiry.db, record, windows.RECORD) if w.focused), None)
    bar = next((row.page.box for row in pages.on_frame(inquiry.db, record) if row.page.url), None)
    lines = standing.on_frame(inquiry.db, record)
    kept = [line for line in lines if window is None or is_in(line.box, window.box)]
    return [line for line in kept if bar is None or line.box[1] >= bar[3]]


def _plainly(label: str) -> str:
    """Return a label without what was read of a round border: `( Empty basket )`."""
    said = " ".join(label.split())
    return match["said"] if (match := _ROUNDED.fullmatch(said)) is not None else said


def _merged(rows: Sequence[ElementRow]) -> list[Seen]:
    """Return one control for the rows of several sources that tell of the same one."""
    found: list[Seen] = []
    # What UI Automation says it is called is right; what a control looks like says what state it is in.
    for row in sorted(rows, key=lambda row: (row.source != "uia", row.box[1], row.box[0])):
        at = next((n for n, seen in enumerate(found) if seen.role == row.role and _overlap(seen.box, row.box)), None)
        if at is None:
            found.append(Seen(row.role, _plainly(row.label), row.box, frozenset(row.state), (row,)))
        else:
            seen = found[at]
            label = seen.label or _plainly(row.label)
            found[at] = Seen(seen.role, label, seen.box, seen.state | frozenset(row.state), (*seen.told, row))
    return sorted(found, key=lambda seen: (seen.box[1], seen.box[0]))


def beneath(inquiry: Inquiry, screen: Screen, shown: Sequence[Seen], words: Sequence[str]) -> list[Seen]:
    """Return the controls that stand below the line that says some words, the tallest of several: a heading.

    All of them, where no line of the screen says all the words, or nothing stands below it.
    """
    lines = [
        span
        for span in standing.on_frame(inquiry.db, screen.frame.id)
        if words and all(forms(word) & set(tokens(span.text)) for word in words)
    ]
    if not lines:
        return list(shown)
    heading = max(lines, key=lambda span: (span.box[3] - span.box[1], -span.box[1]))
    return [seen for seen in shown if seen.box[1] >= heading.box[3]] or list(shown)


def of_popup(inquiry: Inquiry, screen: Screen, shown: Sequence[Seen], words: Sequence[str]) -> list[Seen]:
    """Return controls over which all the words stand, as in a popup; none where the words stand elsewhere."""
    if not shown:
        return []
    left, right = min(seen.box[0] for seen in shown), max(seen.box[2] for seen in shown)
    top = min(seen.box[1] for seen in shown)
    there: set[str] = set()
    for span in standing.on_frame(inquiry.db, screen.frame.id):
        x0, y0, x1, y1 = span.box
        if x0 < right and left < x1 and y1 <= top <= y1 + _POPUP * (y1 - y0):
            there.update(tokens(span.text))
    # `In the calendar` is said of the screen.
    return list(shown) if all(there & forms(word) or holds(screen.subject, word) for word in words) else []


def of_invitation(inquiry: Inquiry, screen: Screen, shown: Sequence[Seen], words: Sequence[str]) -> list[Seen]:
    """Return the controls that answer an invitation, or else those of the row below it: the program has more."""
    answers = [seen for seen in shown if _ANSWERS.intersection(tokens(seen.label)[:1])]
    if found := of_popup(inquiry, screen, answers, words):
        return found
    if all(holds(screen.subject, word) for word in words):
        return []
    rows = ([seen for seen in shown if seen.box[1] < first.box[3] and first.box[1] < seen.box[3]] for first in shown)
    return next((row for row in rows if of_popup(inquiry, screen, row, words)), [])


def _overlap(one: Box, other: Box) -> bool:
    width, height = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return False
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width * height >= _OVERLAP * smaller


def course(inquiry: Inquiry, found: Sequence[Screen], roles: Sequence[str]) -> list[tuple[Screen, list[Seen]]]:
    """Return the states in which the controls of some screens were, the latest first, each as it was seen last."""
    course: list[tuple[Screen, list[Seen]]] = []
    for screen in found:
        shown = [seen for seen in on_screen(inquiry, screen, roles) if seen.label]
        if not shown:
            continue
        told = {(seen.label, seen.state & (TICKED | {"disabled"})) for seen in shown}
        last = course[-1] if course else None
        same = last is not None and {(s.label, s.state & (TICKED | {"disabled"})) for s in last[1]} == told
        if not same or (last is not None and last[0].subject.url != screen.subject.url):
            course.append((screen, shown))
    return course


def cite(inquiry: Inquiry, witness: Witness, screen: Screen, seen: Seen) -> Citation | None:
    """Return the citation of a control: all that its sources say of it must hold."""
    cited = None
    for row in seen.told:
        life = elements.life_of(inquiry.db, row.seq, row.place)
        if life is None:
            return None
        lifetime = Lifetime(row.seq, row.place, *life)
        thing = witness.thing(lifetime, screen.frame)
        if not isinstance(thing, Element) or (thing.role, thing.label) != (row.role, row.label):
            return None
        cited = cited or witness.cited(lifetime, screen.frame, thing.box, thing.label)
    return cited


def lettering(inquiry: Inquiry, witness: Witness, screen: Screen, seen: Seen) -> Citation | None:
    """Return the citation of the line that labels a control and stands beside it; None where it lies in its box.

    A box, a switch: what somebody looks for is what it is called.
    """
    wanted = tokens(seen.label)
    middle = (seen.box[1] + seen.box[3]) / 2
    lines = [
        line
        for line in standing.on_frame(inquiry.db, screen.frame.id)
        if line.box[1] <= middle < line.box[3] and _is_within(wanted, tokens(line.text))
    ]
    if not lines:
        return None
    line = min(lines, key=lambda line: max(line.box[0] - seen.box[2], seen.box[0] - line.box[2]))
    inside = seen.box[0] <= line.box[0] and line.box[2] <= seen.box[2]
    living = text.by_event(inquiry.db, line.seq, line.place) if not inside else None
    return witness.citation(living, screen.frame) if living is not None else None


def _is_within(run: Sequence[str], there: Sequence[str]) -> bool:
    size = len(run)
    return size > 0 and any(tuple(there[at : at + size]) == tuple(run) for at in range(len(there) - size + 1))
