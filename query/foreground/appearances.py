"""Appearances: things that were in front, told by titles and addresses, each once, in order of time, with evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import msgspec

from projections import appearances, moment, pages
from projections.appearances import Appearance
from query.answers.answer import Answer, Claim
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted
from query.inquiries.evidence import FrontWitness
from query.inquiries.inquiry import Inquiry, concluded
from query.passages.intent import Term
from query.passages.match import holds
from query.times.durations import instant, stretch

_PROCESSORS = ("windows", "pages")
_BROWSER = "browser"


class Thing(msgspec.Struct, frozen=True):
    """A thing by its name, how it appeared, and what of a title or an address tells it.

    Things with the same `key` are one. `where` is the site or the program in which it was.
    """

    key: str
    name: str
    where: str
    shown: Appearance


def of(inquiry: Inquiry, numbers: Collection[int]) -> list[Appearance]:
    """Return how these subjects appeared in the asked time, as far as filters leave them."""
    among = inquiry.scope.among(frozenset(numbers)) or frozenset()
    return appearances.between(inquiry.db, among, *inquiry.between)


def is_page(shown: Appearance) -> bool:
    """Say whether it was a page in a browser."""
    return shown.subject.category == _BROWSER


def where(shown: Appearance) -> str:
    """Return the site on which a page was, or the program."""
    return shown.subject.site or shown.subject.app


def within(inquiry: Inquiry) -> str:
    """Return the window of time in brackets, with a space before it; empty where none was named."""
    return f" ({inquiry.asked.window.said})" if inquiry.asked.window is not None else ""


def fits(terms: Sequence[Term], thing: Thing) -> bool:
    """Say whether a thing is one of which a question tells all this: by its name, title or address, or where it was."""
    subject = thing.shown.subject
    text = f"{thing.name}\n{thing.shown.title}\n{subject.url}\n{thing.where}\n{subject.app}"
    return all(holds(term, text) for term in terms)


def address_is_cut(inquiry: Inquiry, shown: Appearance) -> bool:
    """Say whether the end of an address was not to be seen on the last frame that shows it."""
    return any(row.page.cut for row in pages.on_frame(inquiry.db, shown.last)[:1])


def once(things: Sequence[Thing]) -> list[list[Thing]]:
    """Return the things by what they are, in the order in which they came to the front for the last time."""
    groups: dict[str, list[Thing]] = {}
    for thing in things:
        groups.setdefault(thing.key, []).append(thing)
    return sorted(groups.values(), key=lambda group: max(each.shown.last_us for each in group))


def told(
    inquiry: Inquiry,
    found: Sequence[list[Thing]],
    noun: str,
    searched: Sequence[str],
    none: str,
    *,
    measure: str = "",
    plural: str = "",
) -> Answer:
    """Tell things that were in front, each with when.

    Args:
        inquiry: what is asked.
        found: the things, in order of time.
        noun: what they are called.
        searched: what was looked for.
        none: what to say where there are none.
        measure: `first` or `last` where only that one is asked for.
        plural: what several are called, where it is not the noun with an s.
    """
    ends = {"first": found[:1], "last": found[-1:]}
    shown = ends.get(measure, found)[-inquiry.limit :]
    witness = FrontWitness(inquiry.db, Witness(inquiry.views))
    claims = [_claim(inquiry, witness, group) for group in shown]
    held = [claim for claim in claims if claim is not None]
    ground = inquiry.ground(_PROCESSORS)
    summary = none
    if held and measure in ends:
        summary = f"The {measure} {noun} in front{within(inquiry)} was {held[0].text}."
    elif held:
        more = f"; the last {len(held)} are below" if len(held) < len(found) else ""
        number = f"{len(found):,} {plural}" if plural and len(found) > 1 else counted(len(found), noun)
        count = f"{number} {'was' if len(found) == 1 else 'were'} in front{within(inquiry)}{more}"
        summary = f"{count}: {'; '.join(claim.text for claim in held)}."
    return concluded(inquiry, ground, held, summary, searched=searched, dropped=len(claims) - len(held))


def titles(shown: Sequence[Appearance], inquiry: Inquiry) -> str:
    """Return the titles under which something appeared, each once, with when it did last."""
    last: dict[str, int] = {}
    for each in shown:
        title = " ".join(each.title.split())
        last[title] = max(last.get(title, 0), each.last_us)
    return "; ".join(
        f"“{title}” ({instant(us, inquiry.asked.zone)})" for title, us in [*last.items()][-inquiry.limit :]
    )


def _claim(inquiry: Inquiry, witness: FrontWitness, group: Sequence[Thing]) -> Claim | None:
    """Return a claim with the last and the first frame as evidence; None where the evidence does not hold."""
    first = min(group, key=lambda thing: thing.shown.first_us)
    last = max(group, key=lambda thing: thing.shown.last_us)
    start, end = first.shown.first_us, last.shown.last_us
    zone = inquiry.asked.zone
    when = instant(start, zone) if start == end else stretch(start, end, zone)
    cited = []
    for thing, frame in dict.fromkeys(((last, last.shown.last), (first, first.shown.first))):
        page, subject = is_page(thing.shown), thing.shown.subject
        citation = witness.cite(frame, "page" if page else "app", subject.page if page else subject.app)
        says: Callable[[str], bool] = thing.shown.title.__eq__ if not page else bool
        if citation is not None and says(citation.text):
            cited.append(citation)
        elif thing is last and frame == last.shown.last:
            return None
    # The same frame may be the first and the last one.
    citations = tuple(dict.fromkeys(cited))
    frames = sum(thing.shown.frames for thing in group)
    text = f"{last.name} ({last.where}), {when}"
    return Claim(text, citations, moment.spell(start), moment.spell(end), frames)
