"""What was found for words: screens with their lines and the evidence of these. It says where to look."""

from __future__ import annotations

import msgspec

from query.answers.answer import Claim, Coverage, Missing
from query.times.window import AskedWindow


class Find(msgspec.Struct, frozen=True):
    """A scene that was found: a stretch of one screen over which most of the text stays.

    Attributes:
        claim: its lines with their evidence, from top to bottom; the times are those of its first and last frame.
        app: the program in front, empty where it is not known.
        place: the site, document or folder in front, empty likewise.
        frame: the record id of its first frame.
        alike: how many other scenes of that session show the same lines of the same thing.
    """

    claim: Claim
    app: str
    place: str
    frame: str
    alike: int


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, the best first.

    Attributes:
        words: what was looked for, as it was given.
        finds: a page of what was found.
        found: how many scenes hold a word.
        out_of: how many scenes were looked through: those of the stretch of time and of what must be in front.
        apps: the programs in front of what was found, with the number of scenes, the most first; `sites` likewise.
        terms: what was searched for, one by one.
        windows: what the words say of time, where they do: scenes of then come before equal ones.
        corrected: words that stand nowhere, each with the one it was read as.
        dropped: finds that are not told, for their evidence did not hold.
        more: whether there are further finds behind this page, or may be: no ranking is longer than `hits.RANKED`.
        coverage: how far the readers of text have come with the frames of that time.
        missing: what is not read yet, why, and how it will be.
    """

    words: str
    finds: tuple[Find, ...]
    found: int
    out_of: int
    apps: tuple[tuple[str, int], ...]
    sites: tuple[tuple[str, int], ...]
    terms: tuple[str, ...]
    windows: tuple[AskedWindow, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    dropped: int = 0
    more: bool = False
    coverage: tuple[Coverage, ...] = ()
    missing: tuple[Missing, ...] = ()
