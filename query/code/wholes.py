"""Wholes: a file as an editor in front showed it, block by block, and the states that it went through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from projections import code, frames, histories, lifetimes
from projections.code import Showing, SnippetRow
from projections.histories import squeezed
from query.answers.answer import Claim
from query.code.snippet_claims import claim_of
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry


def claims(inquiry: Inquiry, last: Showing, claim: Claim) -> tuple[Claim, ...]:
    """Return all of the file that a block stands in, as far as a frame shows it, from its top: each block a claim.

    Where another window lay above the file at the end, it is told as it was in front.
    """
    frame, at_us = in_front(inquiry, last)
    return standing(inquiry, replace(last, last_frame=frame, last_us=at_us), claim) or (claim,)


def standing(inquiry: Inquiry, showing: Showing, claim: Claim | None = None) -> tuple[Claim, ...]:
    """Return all of the file of a block as the last frame of it shows it; `claim` is what is told of that block."""
    witness = Witness(inquiry.views)
    told = [
        claim
        if claim is not None and row.text == claim.text
        else claim_of(inquiry, witness, replace(showing, snippet=row))
        for row in _blocks(inquiry, showing.last_frame, showing.snippet.name)
    ]
    return tuple(each for each in told if each is not None)


def states(inquiry: Inquiry, shown: Sequence[Showing], name: str) -> list[Showing]:
    """Return the states of a file in their order, each by the topmost block of it that is new, where first shown.

    A file of which more or less is to be seen, as it is scrolled, has no other state: a block of it has another text
    then, or its first lines still stand where they stood.
    """
    found: list[Showing] = []
    before: list[SnippetRow] = []
    for showing, rows in _fronts(inquiry, shown, name):
        if not before or _is_edited(inquiry, before, rows):
            known = {squeezed(row.text) for row in before}
            new = next((row for row in rows if squeezed(row.text) not in known), rows[0])
            found.append(replace(showing, snippet=new))
        before = rows
    return found


def _fronts(inquiry: Inquiry, shown: Sequence[Showing], name: str) -> Iterator[tuple[Showing, list[SnippetRow]]]:
    """Give the frames that show a file in front, in their order, and its blocks there."""
    placed = sorted(
        (placed.captured_us, placed.frame, number)
        for number, each in enumerate(shown)
        for placed in _frames(inquiry, each)
        if _is_in_front(inquiry, each, placed.frame)
    )
    for (at_us, frame), same in groupby(placed, key=lambda each: each[:2]):
        rows = _blocks(inquiry, frame, name)
        if rows:
            [(_, _, number), *_] = same
            yield replace(shown[number], first_us=at_us, last_us=at_us, first_frame=frame, last_frame=frame), rows


def _is_edited(inquiry: Inquiry, before: Sequence[SnippetRow], now: Sequence[SnippetRow]) -> bool:
    one, other = ({squeezed(row.text) for row in rows} for rows in (before, now))
    if one == other:
        return False
    of = histories.of_snippets(inquiry.db, [(row.seq, row.place) for row in (*before, *now)])
    earlier, later = (
        {told[0]: told[1] for row in rows if (told := _version(of, row)) is not None} for rows in (before, now)
    )
    has_changed = any(later[history] != number for history, number in earlier.items() if history in later)
    return has_changed or squeezed(before[0].text) == squeezed(now[0].text)


def _version(of: dict[code.Place, tuple[int, int, int]], row: SnippetRow) -> tuple[int, int] | None:
    told = of.get((row.seq, row.place))
    return told[1:] if told is not None else None


def _blocks(inquiry: Inquiry, frame: str, name: str) -> list[SnippetRow]:
    return [row for row in code.on_frame(inquiry.db, frame) if name and (row.form, row.name) == ("block", name)]


def _frames(inquiry: Inquiry, showing: Showing) -> list[lifetimes.Placed]:
    row = showing.snippet
    return lifetimes.frames_between(inquiry.db, row.chain, row.born, row.gone, inquiry.cut)


def _is_in_front(inquiry: Inquiry, showing: Showing, frame: str) -> bool:
    known = frames.by_id(inquiry.db, frame)
    return known is not None and (known.window_title or "").split() == showing.snippet.title.split()


def in_front(inquiry: Inquiry, last: Showing) -> tuple[str, int]:
    """Return the last frame that shows a version in the window in front, and its time; without any the last one."""
    of = histories.same(inquiry.db, (last.snippet.seq, last.snippet.place))
    shown = code.showings(inquiry.db, inquiry.cut, forms=("block",), only=of)
    fronts = [
        (placed.captured_us, placed.frame)
        for each in shown
        for placed in _frames(inquiry, each)
        if inquiry.scope.admits(placed.frame) and _is_in_front(inquiry, each, placed.frame)
    ]
    at_us, frame = max(fronts, default=(last.last_us, last.last_frame))
    return frame, at_us
