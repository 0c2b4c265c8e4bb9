"""Telling the colours of windows: the one that was there most first, with the frames that show it first and last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from ledger.facts import ColoredRegion
from projections import frames, moment
from projections.color import ColorRow
from projections.lifetimes import Placed
from query.answers.answer import Answer, Citation, Claim
from query.inquiries.cite import Lifetime, Witness
from query.inquiries.conclude import counted, local
from query.inquiries.inquiry import Inquiry, concluded
from query.language import shades
from query.passages.intent import Intent
from query.passages.search import Find

PROCESSORS = ("color",)


class Seen(msgspec.Struct, frozen=True):
    """A region of one colour, and the frames of the asked time that show it, in order of time."""

    row: ColorRow
    frames: tuple[Placed, ...]
    find: Find | None = None


def told(inquiry: Inquiry, wanted: Intent, seen: Sequence[Seen], *, writing: bool) -> Answer:
    """Tell the colours of the regions that were found, or that none is known."""
    searched = tuple(term.text for term in wanted.terms)
    ground = inquiry.ground(PROCESSORS)
    claims, dropped = _claims(inquiry, _grouped(seen, wanted, writing=writing), wanted, writing=writing)
    if not claims:
        named = " ".join(searched) or "the screen"
        summary = f"Not found: no window{inquiry.within} named by “{named}” has a known colour."
        return concluded(inquiry, ground, (), summary, searched=searched, dropped=dropped)
    first, last = (local(text, inquiry.asked.zone) for text in (claims[0].first_seen, claims[0].last_seen))
    when = f"seen {last}" if first == last else f"seen from {first} to {last}"
    summary = f"{claims[0].text} ({when}, on {counted(claims[0].frames, 'frame')})."
    if len(claims) > 1:
        others = ", ".join(claim.citations[0].text.split(",")[0].split()[-1] for claim in claims[1:3])
        summary += f" Other times it was {others}."
    return concluded(inquiry, ground, claims, summary, searched=searched, dropped=dropped)


def _grouped(seen: Sequence[Seen], wanted: Intent, *, writing: bool) -> list[list[Seen]]:
    """Return the regions by their colour: the one that was there most first, or the first or last one where asked."""
    groups: defaultdict[tuple[int, int, int], list[Seen]] = defaultdict(list)
    for each in seen:
        shade = each.row.foreground if writing else each.row.background
        if shade is not None:
            groups[shade.rgb].append(each)

    def rank(group: list[Seen]) -> tuple[int, int]:
        count = len({placed.frame for each in group for placed in each.frames})
        first, last = min(e.frames[0].captured_us for e in group), max(e.frames[-1].captured_us for e in group)
        return {"first": (-first, count), "last": (last, count), "seen": (count, last)}[wanted.measure]

    return sorted(groups.values(), key=rank, reverse=True)


def _claims(
    inquiry: Inquiry, groups: Sequence[Sequence[Seen]], wanted: Intent, *, writing: bool
) -> tuple[list[Claim], int]:
    if not groups:
        return [], 0
    witness, claims = Witness(inquiry.views), []
    for group in groups[: inquiry.limit]:
        claim = _claim(inquiry, witness, group, wanted, writing=writing)
        if claim is not None:
            claims.append(claim)
    return claims, min(len(groups), inquiry.limit) - len(claims)


def _claim(inquiry: Inquiry, witness: Witness, group: Sequence[Seen], wanted: Intent, *, writing: bool) -> Claim | None:
    """Return what a group says, as its last frame shows it; None where the evidence does not hold."""
    latest = max(group, key=lambda each: (each.frames[-1].captured_us, each.row.seq, each.row.place))
    frame = frames.by_id(inquiry.db, latest.frames[-1].frame)
    row = latest.row
    life = Lifetime(row.seq, row.place, row.chain, row.born, row.gone)
    region = witness.thing(life, frame) if frame is not None else None
    if frame is None or not isinstance(region, ColoredRegion):
        return None
    shade = region.foreground if writing else region.background
    if shade is None:
        return None
    part = "writing" if writing else "background"
    said = f"{part} {shades.hexadecimal(shade)}, {region.region}"
    citations = [witness.cited(life, frame, region.box, said), *_where_first(inquiry, witness, group, latest, writing)]
    if latest.find is not None:
        for claim in witness.cite([latest.find], wanted.terms).claims:
            citations += claim.citations[:1]
    shown = sorted((placed for each in group for placed in each.frames), key=lambda placed: placed.captured_us)
    where = f" of {' '.join(region.title.split())}" if region.title else " of the screen"
    share = "" if writing else f", {region.share / 100:.0f} % of the {region.region}"
    return Claim(
        text=f"The {part}{where} is {shades.spelled(shade)}{share}",
        citations=tuple(citations),
        first_seen=moment.spell(shown[0].captured_us),
        last_seen=moment.spell(shown[-1].captured_us),
        frames=len({placed.frame for placed in shown}),
    )


def _where_first(
    inquiry: Inquiry, witness: Witness, group: Sequence[Seen], latest: Seen, writing: bool
) -> list[Citation]:
    """Cite the frame that showed a colour first, where it is another one than the last."""
    earliest = min(group, key=lambda each: (each.frames[0].captured_us, each.row.seq, each.row.place))
    frame, row = frames.by_id(inquiry.db, earliest.frames[0].frame), earliest.row
    if frame is None or frame.id == latest.frames[-1].frame:
        return []
    life = Lifetime(row.seq, row.place, row.chain, row.born, row.gone)
    region = witness.thing(life, frame)
    shade = (region.foreground if writing else region.background) if isinstance(region, ColoredRegion) else None
    if not isinstance(region, ColoredRegion) or shade is None:
        return []
    part = "writing" if writing else "background"
    return [witness.cited(life, frame, region.box, f"{part} {shades.hexadecimal(shade)}, {region.region}")]
