"""Which projections there are, in which file each lies, and in which order they fold."""

from __future__ import annotations

from projections.contract import CONTRACT
from projections.coverage import COVERAGE
from projections.elements import ELEMENTS
from projections.fields import FIELDS
from projections.frames import FRAMES
from projections.handoffs import HANDOFFS
from projections.lifetimes import LIFETIMES
from projections.projection import Projection
from projections.records import RECORDS
from projections.text import TEXT
from projections.work import WORK

IN_METADATA_DB: tuple[Projection, ...] = (RECORDS,)

# Coverage asks `examined` whether a frame was counted before work says so; lifetimes grow by frames
# in which text, elements and fields found nothing, so they fold after these.
IN_FACTS_DB: tuple[Projection, ...] = (HANDOFFS, FRAMES, CONTRACT, TEXT, ELEMENTS, FIELDS, LIFETIMES, COVERAGE, WORK)

FACTS_DB = "facts.db"
LOCATOR = "locator.lmdb"
TILES = "tiles"
