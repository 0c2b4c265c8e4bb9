"""An eighth corpus, of real programs: three weeks of a cidery's lab, on three different desktops.

    python -m benchmarks.orchard.make DIR [--score ../shared/corpus/score.py]

writes DIR/corpus (handoff/, truth/), and the scorer beside it, as `python -m benchmarks.answers DIR/corpus` expects
them. Nothing is drawn: the programs run on an Xvfb display and are photographed. It needs Xvfb, openbox, xdotool,
xprop, xwininfo, ImageMagick's `display`, dbus, tmux, xterm, xfce4-terminal, vim, git, sqlite3, node, chromium, geany,
mousepad, l3afpad, gnumeric, zathura, evince, thunar, pcmanfm, the themes and icons Arc and Papirus, and the fonts
Lato, Cantarell, Open Sans, Inconsolata, Fira Code and Hack. It needs as well an account `nora` with the home
/home/nora, which it empties, and therefore only where a file `.recorded-here` lies in it: run it as root, which starts
everything as that account, or as that account.

The person's times are set and no program shows a clock; process ids and what a program draws differently each time make
pictures differ a little from run to run. What a question expects is proved by words in the window in front: of pages by
the DOM, of terminals by tmux, of editors by the file. The truth of frames has these words without boxes, so that only
answers can be scored here. The questions were written by somebody who had not seen how they are answered. They are a
measure, and no target: whoever tunes to their wordings makes them useless.
"""

from __future__ import annotations

from benchmarks.orchard.making import make
from benchmarks.orchard.questions import questions
from benchmarks.orchard.recording import ZONE
from benchmarks.orchard.sessions import SESSIONS

if __name__ == "__main__":
    make("orchard", SESSIONS, questions, ZONE, __doc__)
