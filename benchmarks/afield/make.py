"""A fourth corpus: an organ restorer's screens, with programs and looks that the other three do not have.

    python -m benchmarks.afield.make DIR [--score ../shared/corpus/score.py]

writes DIR/corpus (handoff/, truth/) and puts the scorer beside it, where `python -m benchmarks.answers DIR/corpus` and
`DIR/score.py ocr DIR/corpus` look for it. Pages are HTML rendered by Chromium; a value stands once in `facts.py`, from
where both the page and the question take it, and the browser says where it came to stand. The same pictures come out
on every run with the same fonts; those that are named in `looks.py` and not installed are replaced by others.

The questions were written by somebody who had not seen how they are answered, more than a quarter of them about what
is nowhere on the screens though its words are. How often they are answered is a measure, and no target: whoever tunes
to the wordings here makes it useless.
"""

from __future__ import annotations

from benchmarks.afield.questions import questions
from benchmarks.afield.sessions import WORLD
from benchmarks.worlds.making import made

if __name__ == "__main__":
    made(__doc__, WORLD, questions)
