"""Focus sessions and switches, read out of episodes: staying with one thing, and what is gone to from where.

A focus session is time spent with one thing (a program with the site or document in it) that is left for `ASIDE_US` at
a time at the most; a break ends it. A switch is an episode that begins where another one ended, without a break.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator

import msgspec
from msgspec.structs import replace

from projections import episodes, subjects
from projections.activity import BREAK_US, EPISODE, FULL_US
from projections.episodes import Stretch
from projections.subjects import Subject

ASIDE_US = FULL_US
"""Who comes back after so long at the most was not away from it."""

FOCUS_US = 5 * FULL_US
"""So much time spent with one thing makes a focus session."""


class Session(msgspec.Struct, frozen=True):
    """Time with one thing: `stretch` reaches from its first to its last frame, and has the time spent with it only.

    `asides` counts how often it was left and come back to, `aside_us` is the time of that.
    """

    stretch: Stretch
    asides: int = 0
    aside_us: int = 0


def sessions(db: sqlite3.Connection, start_us: int, end_us: int, *, least_us: int = FOCUS_US) -> list[Session]:
    """Return the focus sessions in a half-open stretch of time (UTC microseconds), in order of their beginning.

    `least_us` is how much time must have been spent with the thing.
    """
    found: list[Session] = []
    begun: dict[tuple[str, tuple[str, str]], Session] = {}
    last: dict[str, int] = {}
    for each in episodes.between(db, start_us, end_us):
        if not each.subject.app:
            continue
        key = (each.run, each.subject.what)
        if _is_broken(db, each.run, last.get(each.run), each.start_us):
            found += [begun.pop(known) for known in [known for known in begun if known[0] == each.run]]
        last[each.run] = each.end_us
        known = begun.get(key)
        aside = each.start_us - known.stretch.end_us if known is not None else 0
        if known is not None and aside <= ASIDE_US:
            begun[key] = _joined(known, each, aside)
            continue
        if known is not None:
            found.append(known)
        begun[key] = Session(each)
    found += begun.values()
    kept = [each for each in found if each.stretch.spent_us >= least_us]
    return sorted(kept, key=lambda each: (each.stretch.start_us, each.stretch.first))


def _is_broken(db: sqlite3.Connection, run: str, ended_us: int | None, start_us: int) -> bool:
    """Say whether there was a break, or the person was away, since the episode before, which ended at `ended_us`."""
    # The last frame before a break has its full time; so what is longer than a break is longer than the rest of it.
    if ended_us is None or start_us - ended_us > BREAK_US - FULL_US:
        return True
    row = db.execute(
        "SELECT 1 FROM activity WHERE run = ? AND ts_us >= ? AND ts_us < ? AND away LIMIT 1",
        (run, ended_us - FULL_US, start_us),
    ).fetchone()
    return row is not None


def _joined(known: Session, more: Stretch, aside_us: int) -> Session:
    whole = replace(
        known.stretch,
        last=more.last,
        end_us=more.end_us,
        spent_us=known.stretch.spent_us + more.spent_us,
        frames=known.stretch.frames + more.frames,
        subject=more.subject,
        number=more.number,
    )
    return Session(whole, known.asides + 1, known.aside_us + aside_us)


class Switch(msgspec.Struct, frozen=True):
    """How often one thing was gone to from another: `frame` is the first frame of the last such episode."""

    before: Subject
    after: Subject
    count: int
    last_us: int
    frame: str


Numbers = Collection[int] | None


def switches(
    db: sqlite3.Connection, start_us: int, end_us: int, *, before: Numbers = None, after: Numbers = None
) -> list[Switch]:
    """Return what was gone to from what in a half-open stretch of time (UTC microseconds), the most frequent first.

    A switch belongs to the time at which what is gone to begins. `before` and `after` are the numbers of the subjects
    that count on either side; None: all.
    """
    grouped: defaultdict[tuple[tuple[str, str], tuple[str, str]], list[Switch]] = defaultdict(list)
    known: dict[int, Subject] = {}
    for one, other, count, last_us, frame in _pairs(db, start_us, end_us):
        if (before is not None and one not in before) or (after is not None and other not in after):
            continue
        left, reached = (known.setdefault(n, subjects.by_number(db, n)) for n in (one, other))
        if left.app and reached.app:
            grouped[left.what, reached.what].append(Switch(left, reached, count, last_us, frame))
    found = []
    for parts in grouped.values():
        latest = max(parts, key=lambda part: (part.last_us, part.frame))
        found.append(replace(latest, count=sum(part.count for part in parts)))
    return sorted(found, key=lambda each: (-each.count, -each.last_us, each.frame))


def _pairs(db: sqlite3.Connection, start_us: int, end_us: int) -> Iterator[tuple[int, int, int, int, str]]:
    # SQLite gives the frame of the row that has the one maximum (https://sqlite.org/lang_select.html#bareagg).
    yield from db.execute(
        "SELECT p.subject, a.subject, count(*), max(a.ts_us), a.frame FROM activity a JOIN activity p ON p.frame = "
        "(SELECT b.frame FROM activity b WHERE b.run = a.run AND (b.ts_us, b.frame) < (a.ts_us, a.frame) "
        "ORDER BY b.ts_us DESC, b.frame DESC LIMIT 1) "
        "WHERE a.begins <> 0 AND a.begins >= :episode AND a.ts_us >= :start AND a.ts_us < :end "
        "AND NOT p.away AND a.ts_us - p.ts_us <= :most GROUP BY p.subject, a.subject",
        {"episode": EPISODE, "start": start_us, "end": end_us, "most": BREAK_US},
    )
