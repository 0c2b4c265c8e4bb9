"""A fifth corpus: a week of a location manager who looks for places where a television series can be filmed.

    python -m benchmarks.scouting.make DIR [--score ../shared/corpus/score.py]

writes DIR/corpus (handoff/, truth/), and the scorer beside it, as `python -m benchmarks.answers DIR/corpus` and
`DIR/score.py ocr DIR/corpus` expect them. The screens are HTML that Chromium renders, on six desktops; nothing in them
is random, so that the same fonts give the same pictures. What a question expects is proved by words as they stand on
the screens: one whose words stand nowhere is refused.

The questions were written by somebody who had not seen how they are answered; more than a quarter have no answer. They
are a measure, and no target: whoever tunes to their wordings makes them useless.
"""

from __future__ import annotations

from benchmarks.scouting.questions import questions
from benchmarks.scouting.sessions import WORLD
from benchmarks.worlds.making import made

if __name__ == "__main__":
    made(__doc__, WORLD, questions)
