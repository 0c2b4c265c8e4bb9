"""What stands on areas of a colour: the claims that tell it, each with the area and with what is written there."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ledger.facts import Box, ColoredRegion, Shade
from projections import moment, text
from projections.color import ColorRow
from projections.frames import Frame
from projections.text import SpanRow
from query.answers.answer import Answer, Citation, Claim
from query.inquiries.cite import Lifetime, Witness
from query.inquiries.conclude import counted, local
from query.inquiries.inquiry import Inquiry, concluded
from query.language import shades
from query.passages.intent import Term
from query.passages.patches import Areas

PROCESSORS = ("color",)


class Stood(msgspec.Struct, frozen=True):
    """A thing on a frame: how it is called in the answer, the area it stands on, and the line that names it, if any."""

    called: str
    frame: Frame
    area: ColorRow
    title: str = ""
    line: SpanRow | None = None
    edge: ColorRow | None = None

    def has(self, said: str) -> bool:
        """Say whether the area, or its edge, can be called by the name of a colour."""
        colours = [row.background for row in (self.area, self.edge) if row is not None]
        return any(shades.fits(said, each) or said in shades.called(each) for each in colours)


def placed(called: str, frame: Frame, areas: Areas, area: ColorRow, line: SpanRow | None = None) -> Stood:
    """Return a thing on an area of a frame, with the edge of that and the title of its window."""
    title = " ".join(areas.window.title.split()) if areas.window is not None else ""
    return Stood(called, frame, area, title, line, areas.edge_of(area))


def told(inquiry: Inquiry, found: Sequence[Stood], terms: Sequence[Term], said: str, nothing: str) -> Answer:
    """Tell the colours of things, those of the first one first.

    Args:
        found: what was found, the likeliest first.
        terms: what was looked for.
        said: the name of a colour, where it is asked whether it has that one.
        nothing: the summary where nothing was found, or no evidence held.
    """
    ground, witness = inquiry.ground(PROCESSORS), Witness(inquiry.views)
    groups: dict[tuple[int, int, int], list[Stood]] = {}
    for each in found:
        groups.setdefault(each.area.background.rgb, []).append(each)
    claims = [_claim(inquiry, witness, group, terms) for group in [*groups.values()][: inquiry.limit]]
    held = [claim for claim in claims if claim is not None]
    searched = tuple(term.text for term in terms)
    if not held:
        return concluded(inquiry, ground, (), nothing, searched=searched, dropped=len(claims))
    first, last = (local(time, inquiry.asked.zone) for time in (held[0].first_seen, held[0].last_seen))
    when = f"seen {last}" if first == last else f"seen from {first} to {last}"
    summary = f"{held[0].text} ({when}, on {counted(held[0].frames, 'frame')})."
    if said:
        summary = f"{'Yes' if found[0].has(said) else f'No, not {said}'}: {summary}"
    others = [group[0] for group in [*groups.values()][1:3]]
    if len(held) > 1 and others:
        summary += " Elsewhere: " + "; ".join(
            f"{each.called} is {shades.called(each.area.background)}, {shades.hexadecimal(each.area.background)}"
            for each in others
        )
        summary += "."
    return concluded(inquiry, ground, held, summary, searched=searched, dropped=len(claims) - len(held))


def on_ground(called: str, areas: Areas) -> str:
    """Return that a thing stands on no area of its own, and on what it does."""
    title = f" in {' '.join(areas.window.title.split())}" if areas.window is not None else ""
    said = f"Not found: {called} stands on no area with a colour of its own{title}"
    if areas.ground is None:
        return f"{said}."
    shade = areas.ground.background
    return f"{said}; the background there is {shades.called(shade)}, {shades.hexadecimal(shade)}."


def _claim(inquiry: Inquiry, witness: Witness, group: Sequence[Stood], terms: Sequence[Term]) -> Claim | None:
    """Return what a group of one colour says, as its first frame shows it; None where the evidence does not hold."""
    shown = group[0]
    area = _cited(witness, shown.area, shown.frame)
    if area is None:
        return None
    shade, citation = area
    citations = [citation]
    if shown.line is not None:
        living = text.by_id(inquiry.db, shown.line.id)
        line = witness.citation(living, shown.frame, terms) if living is not None else None
        if line is None:
            return None
        citations.append(line)
    said = f"{shown.called} is {shades.called(shade)}: {shades.spelled(shade)}"
    edge = _cited(witness, shown.edge, shown.frame) if shown.edge is not None else None
    if edge is not None:
        said += f"; the strip along its left side is {shades.called(edge[0])}, {shades.hexadecimal(edge[0])}"
        citations.append(edge[1])
    times = sorted({each.frame.captured_us for each in group})
    return Claim(
        text=f"{said}, in {shown.title}" if shown.title else said,
        citations=tuple(citations),
        first_seen=moment.spell(times[0]),
        last_seen=moment.spell(times[-1]),
        frames=len({each.frame.id for each in group}),
    )


def _cited(witness: Witness, row: ColorRow, frame: Frame) -> tuple[Shade, Citation] | None:
    life = Lifetime(row.seq, row.place, row.chain, row.born, row.gone)
    region = witness.thing(life, frame)
    if not isinstance(region, ColoredRegion):
        return None
    box: Box = region.box
    said = f"{region.region} {shades.hexadecimal(region.background)}"
    return region.background, witness.cited(life, frame, box, said)
