"""Which site, program, document or the like was in front most; and which all were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from projections import activity, episodes, moment, subjects, tallies
from projections.activity import FULL_US
from projections.tallies import Total
from query.answers.answer import Answer, Claim
from query.foreground.telling import NOUNS, Telling
from query.foreground.usage import sides
from query.inquiries.conclude import counted
from query.language import named, sorts
from query.language.named import Named
from query.times.days import spelled as day_spelled
from query.times.durations import spelled, stretch

_SHOWN = 4
_WEEK = timedelta(days=7)


def ranked(telling: Telling) -> Answer | None:
    """Rank the names of a kind, or list them; None where the words that narrow it name nothing."""
    asked, kind = telling.asked, telling.asked.kind or "app"
    among = _among(telling)
    if asked.subject and among is None:
        # What is asked for may be on frames that nobody has looked at yet.
        return telling.concluded(kind, (), "") if telling.is_pending(kind) else None
    totals = _totals(telling, kind, telling.between, among)
    if not totals and asked.subject and (asked.measure == "number" or asked.subject.split()[0] in sorts.PLAYED):
        # The pages of a report that one read are no pages of the web, and a film that was read of is no file.
        return None
    now = telling.just_then() if asked.measure == "list" else None
    if now is not None:
        totals.sort(key=lambda total: total.name != getattr(now[1], kind))
    held = _held(telling, kind, totals[: telling.limit], telling.between, among)
    claims = [claim for _, claim in held]
    summary = _summary(telling, kind, [total for total, _ in held], len(totals))
    if held and asked.measure == "most" and (other := _by_calendar(telling, kind, held[0][0].name, among)):
        summary += other[0]
        claims.insert(1, other[1])
    return telling.concluded(kind, claims, summary)


def compared(telling: Telling) -> Answer | None:
    """Set two things against each other by their time in front; None where one of them never was."""
    pair = sides(telling.inquiry.rest)
    found = [named.resolve(telling.db, side) for side in pair or ()]
    things = [each for each in found if each is not None]
    if len(things) != 2:
        return None
    told: list[tuple[int, str, Claim]] = []
    for thing in things:
        us, visits, claim = measured(telling, thing)
        told += [(us, each.text, each) for each in telling.held([claim] if visits else [])]
    told.sort(key=lambda each: -each[0])
    claims = [claim for _, _, claim in told]
    lacking = [thing.name for thing in things if not any(text.startswith(f"{thing.name}:") for _, text, _ in told)]
    none = f"; {lacking[0]} not at all" if len(lacking) == 1 else ""
    summary = f"Longer in front{telling.within}: {'; then '.join(text for _, text, _ in told)}{none}."
    return telling.concluded("page", claims, summary if claims else f"Neither was in front{telling.within}.")


def measured(telling: Telling, thing: Named) -> tuple[int, int, Claim | None]:
    """Return how long (microseconds) and how often a thing was in front, and the claim of that."""
    visits = episodes.visits(telling.db, telling.among(thing.subjects) or frozenset(), *telling.between)
    if not visits:
        return 0, 0, None
    us, longest = sum(visit.spent_us for visit in visits), max(visits, key=lambda visit: visit.spent_us)
    text = f"{thing.name}: {spelled(us)} in front, {counted(len(visits), 'visit')}"
    extent, shown = (visits[0].start_us, visits[-1].end_us), sum(visit.frames for visit in visits)
    ends = (longest.first, longest.last)
    return us, len(visits), telling.claim(text, thing.kind, ends, extent, shown, subject=longest.subject)


def overview(telling: Telling, among: frozenset[int] | None) -> Answer:
    """Tell which sites, documents and programs were in front most, those with most time first."""
    kinds = ("site", "document", "app")
    found = [(kind, total) for kind in kinds for total in _totals(telling, kind, telling.between, among)]
    found.sort(key=lambda pair: (-pair[1].us, kinds.index(pair[0]), pair[1].name))
    claims = telling.held(
        [_claim(telling, kind, total, telling.between, among) for kind, total in found[: telling.limit]]
    )
    shown = "; ".join(", ".join(claim.text.split(", ")[:2]) for claim in claims[:_SHOWN])
    summary = f"In front most{telling.within}: {shown}." if claims else f"Nothing was in front{telling.within}."
    return telling.concluded("page", claims, summary)


def _among(telling: Telling) -> frozenset[int] | None:
    """Return the subjects that the words of the question narrow it to; None where they name none."""
    first, _, rest = telling.asked.subject.partition(" ")
    sort = named.of_documents(telling.db, first) if telling.asked.kind == "document" else frozenset()
    if sort and not rest:
        return sort
    found = named.resolve(telling.db, rest if sort else telling.asked.subject)
    if found is None:
        return None
    return sort & found.subjects if sort else found.subjects


def _totals(telling: Telling, kind: str, between: tuple[int, int], among: frozenset[int] | None) -> list[Total]:
    """Return what was seen of each name, the longest in front first, or the most often where that is asked."""
    among = telling.among(among)
    if among is None:
        totals = tallies.totals(telling.db, kind, *between)
    else:
        totals = tallies.of_subjects(telling.db, kind, among, *between)
    if telling.asked.by_visits:
        totals.sort(key=lambda total: (-total.visits, -total.us, total.name))
    if telling.asked.measure == "least":
        totals.sort(key=partial(_measure, telling))
    return [total for total in totals if total.frames]


def _measure(telling: Telling, total: Total) -> tuple[int, int]:
    return (total.visits, total.us) if telling.asked.by_visits else (total.us, total.visits)


def _held(
    telling: Telling, kind: str, totals: Sequence[Total], between: tuple[int, int], among: frozenset[int] | None
) -> list[tuple[Total, Claim]]:
    """Return the totals whose evidence holds, each with its claim."""
    claims = [_claim(telling, kind, total, between, among) for total in totals]
    telling.held(claims)
    return [(total, claim) for total, claim in zip(totals, claims, strict=True) if claim is not None]


def _claim(
    telling: Telling, kind: str, total: Total, between: tuple[int, int], among: frozenset[int] | None
) -> Claim | None:
    ends = activity.ends_of(telling.db, kind, total.name, *between, among=telling.among(among))
    if ends is None or total.first_us is None or total.last_us is None:
        return None
    extent = (total.first_us, total.last_us)
    text = f"{total.name}: {_measured(total)}{_peak(telling, kind, total, between)}, {stretch(*extent, telling.zone)}"
    return telling.claim(text, kind, ends, extent, total.frames, name=total.name)


def _peak(telling: Telling, kind: str, total: Total, between: tuple[int, int]) -> str:
    """Say on which day most of it was, where it was seen on more than one."""
    first, last = (
        moment.datetime_of(us or 0).astimezone(telling.zone).date() for us in (total.first_us, total.last_us)
    )
    if first == last:
        return ""
    # From the first frame on: before that nothing is, and a question may ask for all of time.
    within = (max(between[0], total.first_us or 0), min(between[1], (total.last_us or 0) + FULL_US))
    peak = tallies.peaks(telling.db, kind, (total.name,), *within, telling.zone).get(total.name)
    return f", most on {day_spelled(peak.day)} ({spelled(peak.us)})" if peak is not None else ""


def _measured(total: Total) -> str:
    return f"{spelled(total.us)} in front, {counted(total.visits, 'visit')}"


def _summary(telling: Telling, kind: str, totals: Sequence[Total], count: int) -> str:
    noun = NOUNS[kind]
    if not totals:
        return f"Not found: no {noun} was in front on any frame{telling.within}."
    more = f" and {count - len(totals)} more" if count > len(totals) else ""
    names = ", ".join(f"{total.name}{_where(telling, kind, total.name)}" for total in totals)
    if telling.asked.measure == "list":
        return f"In front{telling.within}: {names}{more}."
    if telling.asked.measure == "each":
        return f"In front{telling.within}: {', '.join(f'{each.name} {spelled(each.us)}' for each in totals)}{more}."
    if telling.asked.measure == "number":
        return f"{counted(count, noun)} {'was' if count == 1 else 'were'} in front{telling.within}: {names}{more}."
    if telling.asked.measure == "least":
        return _least(telling, noun, totals, count)
    best, how = totals[0], "most often" if telling.asked.by_visits else "longest"
    then = f"; then {totals[1].name}, {_measured(totals[1])}" if len(totals) > 1 else ""
    return f"{best.name} was the {noun} that was in front {how}{telling.within}: {_measured(best)}{then}."


def _least(telling: Telling, noun: str, totals: Sequence[Total], count: int) -> str:
    """Say what was in front least of all that was at all, with those that were so no more than it."""
    how = "least often" if telling.asked.by_visits else "shortest"
    among = f", of {counted(count, noun)}" if count > 1 else f", and the only {noun}"
    same = [total for total in totals if _measure(telling, total)[0] == _measure(telling, totals[0])[0]]
    names = " and ".join(filter(None, (", ".join(total.name for total in same[:-1]), same[-1].name)))
    more = " and maybe others" if len(same) == len(totals) < count else ""
    was = "were each" if len(same) > 1 else "was"
    then = totals[len(same)] if len(same) < len(totals) else None
    told = _measured(totals[0]) if len(same) == 1 else _common(telling, totals[0])
    next_one = f"; then {then.name}, {_measured(then)}" if then is not None else ""
    return f"{names}{more} {was} in front {how}{among}{telling.within}: {told}{next_one}."


def _common(telling: Telling, total: Total) -> str:
    return counted(total.visits, "visit") if telling.asked.by_visits else f"{spelled(total.us)} in front"


def _where(telling: Telling, kind: str, name: str) -> str:
    """Return the site of a page in brackets, with a space before it; empty for all else, or where it is not known."""
    known = subjects.holding(telling.db, [name]) if kind == "page" and name.isascii() else ()
    hosts = {subject.site for _, subject in known if subject.page == name and subject.site}
    return f" ({hosts.pop()})" if len(hosts) == 1 else ""


def _by_calendar(telling: Telling, kind: str, best: str, among: frozenset[int] | None) -> tuple[str, Claim] | None:
    """Say what was in front most in the calendar week in which a number of weeks ago lies, where it is another.

    `Two weeks ago` can mean that week as well as the days around that day.
    """
    window = telling.inquiry.asked.window
    if window is None or window.start is None or "week" not in window.words or "back" not in window.said:
        return None
    middle = (window.start + (window.end - window.start) / 2).astimezone(telling.zone).date()
    monday = middle - timedelta(days=middle.weekday())
    start, end = (
        datetime.combine(day, datetime.min.time(), telling.zone).astimezone(UTC) for day in (monday, monday + _WEEK)
    )
    between = (moment.of(start), moment.of(min(end, telling.inquiry.asked.now.astimezone(UTC))))
    held = _held(telling, kind, _totals(telling, kind, between, among)[:1], between, among)
    if not held or held[0][0].name == best:
        return None
    total, claim = held[0]
    return f" In the calendar week from {day_spelled(monday)} it was {total.name}: {_measured(total)}.", claim
