"""The course of a time: what was in front from when to when, and what was so the longest without a break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from projections import episodes
from projections.episodes import Stretch
from query.answers.answer import Answer, Claim
from query.foreground.ranking import overview
from query.foreground.telling import Telling, called
from query.inquiries.conclude import counted
from query.language import named
from query.times.durations import clock, spelled, stretch

_MOST_US = 7 * 86_400_000_000


def doing(telling: Telling) -> Answer | None:
    """Tell what was in front over the asked time, one claim an episode; the longest where there are too many.

    Of many days, what they come to is told instead. None where the question names what was never in front.
    """
    one = named.resolve(telling.db, telling.asked.subject) if telling.asked.subject else None
    if one is None and telling.asked.subject:
        return None
    if telling.between[1] - telling.between[0] > _MOST_US and telling.inquiry.asked.window is not None:
        return overview(telling, one.subjects if one is not None else None)
    found = [each for each in episodes.between(telling.db, *telling.between) if _counts(telling, each)]
    found = [each for each in found if one is None or each.number in one.subjects]
    told = [each for each in found if each.subject.app]
    chosen = sorted(told, key=lambda each: (-each.spent_us, -each.frames, each.start_us))[: telling.limit]
    claims = telling.held([claim_of(telling, each) for each in sorted(chosen, key=lambda each: each.start_us)])
    claims = (*telling.empty(), *claims)
    if not found:
        summary = f"Nothing is known to have been in front{telling.within}."
    elif not claims:
        frames = counted(sum(each.frames for each in found), "frame")
        summary = f"No window was in front{telling.within}: an empty desktop on {frames}."
    else:
        summary = f"{_just_then(telling)}{_course(telling, told)}"
    return telling.concluded("page", claims, summary)


def longest(telling: Telling) -> Answer | None:
    """Tell the longest episodes, of what the question names where it names something."""
    one = named.resolve(telling.db, telling.asked.subject) if telling.asked.subject else None
    if one is None and telling.asked.subject:
        return None
    is_narrowed = telling.among(None) is not None
    if one is None:
        found = episodes.between(telling.db, *telling.between, longest=None if is_narrowed else telling.limit + 1)
        found = sorted((each for each in found if _counts(telling, each)), key=lambda e: (-e.spent_us, e.start_us))
    else:
        visits = episodes.visits(telling.db, telling.among(one.subjects) or frozenset(), *telling.between)
        found = sorted(visits, key=lambda each: (-each.spent_us, each.start_us))
    chosen = [each for each in found if each.subject.app][: telling.limit]
    claims = telling.held([claim_of(telling, each) for each in chosen])
    if not claims:
        return telling.concluded("page", (), f"Not found: nothing was in front on any frame{telling.within}.")
    first = chosen[0]
    when = stretch(first.start_us, first.end_us, telling.zone)
    summary = f"Longest without a break{telling.within}: {called(first.subject)}, {spelled(first.spent_us)}, {when}."
    return telling.concluded("page", claims, summary)


def _counts(telling: Telling, each: Stretch) -> bool:
    among = telling.among(None)
    return among is None or each.number in among


def claim_of(telling: Telling, each: Stretch) -> Claim | None:
    """Return the claim of an episode; None where its evidence does not hold."""
    extent = (each.start_us, each.end_us)
    what = " · ".join(filter(None, (called(each.subject), each.subject.page)))
    text = f"{stretch(*extent, telling.zone)} {what}, {spelled(each.spent_us)}"
    kind = "page" if each.subject.page else "app"
    return telling.claim(text, kind, (each.first, each.last), extent, each.frames, subject=each.subject)


def _just_then(telling: Telling) -> str:
    now = telling.just_then()
    if now is None:
        return ""
    when, subject, title = now
    what = called(subject) if subject.app else "no window was in front, an empty desktop"
    inner = f", “{' '.join(title.split())}”" if title and subject.app else ""
    return f"At {clock(when, telling.zone)}: {what}{inner}. "


def _course(telling: Telling, told: Sequence[Stretch]) -> str:
    sums: Counter[str] = Counter()
    for each in told:
        sums[called(each.subject)] += each.spent_us
    ranked = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = ", ".join(f"{name} {spelled(us)}" for name, us in ranked[: telling.limit])
    more = f" and {len(ranked) - telling.limit} more" if len(ranked) > telling.limit else ""
    return f"In front {stretch(told[0].start_us, max(each.end_us for each in told), telling.zone)}: {shown}{more}."
