"""Finding: screens ranked for words, each with its lines and their evidence. It claims nothing: it says where to look.

A question (`query.ask`) wants one answer; who finds wants to look for himself, at more than what an answer would cite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import datetime, tzinfo

from projections import frames, moment
from projections.views import Views, explained
from query.answers.coverage import Between, survey
from query.answers.findings import Find, Findings
from query.answers.plan import Filters, spellable
from query.inquiries import quoting
from query.inquiries.cite import Witness
from query.inquiries.conclude import said_window
from query.language import spelling
from query.passages import hits
from query.passages.hits import Hit
from query.passages.intent import Term
from query.times import when

MOST_LETTERS = 2_000


def find(
    views: Views,
    words: str,
    *,
    now: datetime,
    zone: tzinfo,
    between: Between | None = None,
    among: Collection[int] | None = None,
    limit: int = 10,
    offset: int = 0,
) -> Findings:
    """Find the screens of words. Nothing is written, decoded, called or scheduled.

    Args:
        views: the views of a DataRoot, open for reading.
        words: any text; what goes beyond 2,000 letters is left aside. Words in quotation marks must stand as they are.
        now: the moment from which relative words of time count, aware.
        zone: the asker's time zone, whose calendar gives days and hours.
        between: only what was captured in this half-open stretch of time (UTC microseconds).
        among: only scenes with one of these subjects in front; None: any.
        limit: finds at the most, after the first `offset`.

    Raises:
        Stale: the views cannot be read.
        Damaged: the end of the ledger cannot be read.
    """
    text = spellable(words)[:MOST_LETTERS]
    db = views.facts
    try:
        meant, slips = spelling.corrected(db, text, lambda: views.terms)
        reading = when.read(meant, now=now, zone=zone)
        most = offset + limit
        ranked = hits.find(db, meant, between=between, among=among, reading=reading, limit=most + 1)
        witness = Witness(views)
        page = [_told(db, witness, hit, ranked.terms, between) for hit in ranked.hits[offset:most]]
        ground = survey(db, between or (0, moment.of(now) + 1))
    except sqlite3.Error as error:
        raise explained(error, views.root) from error
    held = tuple(each for each in page if each is not None)
    return Findings(
        words=words,
        finds=held,
        found=ranked.found,
        out_of=ranked.out_of,
        apps=ranked.apps,
        sites=ranked.sites,
        terms=tuple(term.text for term in ranked.terms),
        windows=tuple(said_window(window, zone) for window in reading.windows),
        corrected=slips,
        dropped=len(page) - len(held),
        more=len(ranked.hits) > most or (ranked.found > hits.RANKED and len(page) < limit),
        coverage=ground.coverage,
        missing=ground.missing,
    )


def bounds(db: sqlite3.Connection, filters: Filters, now: datetime) -> Between | None:
    """Return the stretch of time that filters leave, up to `now`; None where every frame is in it."""
    extent = frames.extent(db)
    latest = moment.of(now) + 1
    if filters.since is None and filters.until is None and (extent is None or extent[1] < latest):
        return None
    start = moment.of(filters.since) if filters.since is not None else 0
    end = min(latest, moment.of(filters.until)) if filters.until is not None else latest
    return start, max(start, end)


def _told(
    db: sqlite3.Connection, witness: Witness, hit: Hit, terms: tuple[Term, ...], between: Between | None
) -> Find | None:
    """Return a hit with the evidence of its lines; None where none of them holds."""
    claim = quoting.of_lines(witness, db, hit.scene, hit.lines, terms, between)
    app, place = hit.subject
    return None if claim is None else Find(claim, app, place, hit.frame.id, hit.alike)
