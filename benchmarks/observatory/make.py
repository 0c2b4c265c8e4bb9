"""A ninth corpus, of real programs: three weeks of an observatory's operations, twelve sessions, three desktops.

    python -m benchmarks.observatory.make DIR [--score ../shared/corpus/score.py]

writes DIR/corpus (handoff/, truth/), and the scorer beside it, as `python -m benchmarks.answers DIR/corpus` expects
them. It is recorded as `benchmarks.orchard.make` records, in the same account, which it empties, and needs what that
one needs; besides PostgreSQL (server and client), groff, make, and the manual pages of git and of PostgreSQL's client,
from which pages of two manuals are made. Pages come by https from a certificate made for the run.

The questions are those of the recorded corpus in kind and number, about another person and in other words, by somebody
who had not seen how they are answered. They are a measure, and no target: whoever tunes to their wordings makes them
useless. The truth of frames has words without boxes, so that only answers can be scored here.
"""

from __future__ import annotations

from benchmarks.observatory.questions import questions
from benchmarks.observatory.sessions import SESSIONS, ZONE
from benchmarks.orchard.making import make

if __name__ == "__main__":
    make("observatory", SESSIONS, questions, ZONE, __doc__)
