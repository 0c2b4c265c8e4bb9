"""A seventh corpus: three weeks of a hydrologist who looks after the river gauges of an irrigation scheme.

    python -m benchmarks.upland.make DIR [--score ../shared/corpus/score.py]

writes DIR/corpus (handoff/, truth/), and the scorer beside it, as `python -m benchmarks.answers DIR/corpus` and
`DIR/score.py ocr DIR/corpus` expect them. The screens are HTML that Chromium renders, on five kinds of desktop, light
and dark; nothing in them is random, so that the same fonts give the same pictures. What a question expects is proved by
words as they stand on the screens: one whose words stand nowhere is refused. Summer time ends within these weeks.

The kinds of questions are those of the recorded corpus, in about its proportions. They were written by somebody who had
not seen how they are answered. They are a measure, and no target: whoever tunes to their wordings makes them useless.
"""

from __future__ import annotations

from benchmarks.upland.questions import questions
from benchmarks.upland.sessions import WORLD
from benchmarks.worlds.making import made

if __name__ == "__main__":
    made(__doc__, WORLD, questions)
