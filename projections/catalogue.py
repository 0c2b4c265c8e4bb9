"""Which projections there are, in which file each lies, and in which order they fold."""

from __future__ import annotations

from projections.activity import ACTIVITY
from projections.batches import BATCHES
from projections.code import CODE
from projections.color import COLOR
from projections.contract import CONTRACT
from projections.coverage import COVERAGE
from projections.elements import ELEMENTS
from projections.fields import FIELDS
from projections.frames import FRAMES
from projections.handoffs import HANDOFFS
from projections.histories import HISTORIES
from projections.input import INPUT
from projections.inputlog import INPUTLOG
from projections.keyframes import KEYFRAMES
from projections.lifetimes import LIFETIMES
from projections.pages import PAGES
from projections.passages import PASSAGES
from projections.posts import POSTS
from projections.projection import Projection
from projections.records import RECORDS
from projections.scenes import SCENES
from projections.summary import SUMMARY
from projections.text import TEXT
from projections.titles import TITLES
from projections.windows import WINDOWS
from projections.work import WORK

IN_METADATA_DB: tuple[Projection, ...] = (RECORDS,)

# Titles are read off frames. Scenes are cut where text was read. Frames ask which blobs were damaged before handoffs
# say that they are sound again. Lifetimes grow by frames in which text, passages, elements, fields, posts, windows,
# pages, colours and code found nothing, so they fold after these; what was in front follows from all of that.
# Histories ask what else of code a frame shows. Coverage asks `examined` whether a frame was counted before.
IN_FACTS_DB: tuple[Projection, ...] = (
    FRAMES,
    TITLES,
    HANDOFFS,
    CONTRACT,
    INPUT,
    INPUTLOG,
    TEXT,
    SCENES,
    PASSAGES,
    ELEMENTS,
    WINDOWS,
    PAGES,
    FIELDS,
    POSTS,
    COLOR,
    CODE,
    HISTORIES,
    LIFETIMES,
    ACTIVITY,
    KEYFRAMES,
    SUMMARY,
    BATCHES,
    COVERAGE,
    WORK,
)

FACTS_DB = "facts.db"
LOCATOR = "locator.lmdb"
TILES = "tiles"
