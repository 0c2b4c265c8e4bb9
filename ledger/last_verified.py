"""When this account last verified a log, and with what result: a note beside its keys, outside the DataRoot.

Verifying changes nothing in a DataRoot, so it cannot be noted there. The note is no evidence: it reminds a person, and
where it is missing or unreadable nothing is known.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ledger import durable, plain
from ledger.clock import spell, system_clock
from ledger.dataroot import DataRoot
from ledger.keys import key_directory, stem_of

if TYPE_CHECKING:
    from ledger.memory import Remembered

_MOST = 1 << 18
_PLACES = 64
_CONTRADICTED = 16
# From the least to the closest look at media.
_CLOSENESS = ("none", "size", "hash")


class Verified(msgspec.Struct, frozen=True):
    """One run of `audit verify`: when it ended (UTC), where the log lay, how much of it was looked at, what came of it.

    `whole` says that nothing was left out; `blobs` is how media files were checked (`none`, `size`, `hash`), `views`
    whether the views were compared with the log.
    """

    at: str
    dataroot: str
    events: int
    whole: bool
    blobs: str
    exit_code: int
    views: bool = False

    @property
    def is_failure(self) -> bool:
        """Whether it found something wrong. An unfinished write at the end is no damage: the next writer mends it."""
        return self.exit_code > 1


class Earlier(msgspec.Struct, frozen=True):
    """An earlier state of a log against which it was held: where that was kept, and what it is, wherever it lies."""

    path: str
    state: str

    @classmethod
    def of(cls, remembered: Remembered) -> Earlier:
        """Return it, of what a file remembers."""
        path = os.fsencode(os.path.realpath(remembered.source)).decode("utf-8", "backslashreplace")
        checkpoint = remembered.checkpoint
        return cls(path, f"{checkpoint.origin} {checkpoint.size} {checkpoint.root.hex()}")


class Note(msgspec.Struct, frozen=True):
    """What is known of a log in one place: the last run, the last that looked at all and found it sound, a failure.

    `failed` is the last run that failed, and stands until a whole one ends well in this place that looks at media as
    closely as `needs` says, at the views if `needs_views`, and holds the log against what `contradicted` it: any other
    says nothing of what was found.
    """

    last: Verified
    sound: Verified | None = None
    failed: Verified | None = None
    needs: str = ""
    needs_views: bool = False
    contradicted: tuple[Earlier, ...] = ()

    def after(self, done: Verified, against: Sequence[Earlier] = (), contradicted: Sequence[Earlier] = ()) -> Note:
        """Return the note as it is after one more run, which held the log `against` these."""
        sound = done if done.whole and not done.exit_code else self.sound
        if done.is_failure:
            closest = max(done.blobs, self.needs, key=_closeness)
            wrong = {each.state: each for each in (*self.contradicted, *contradicted)}
            kept = tuple(wrong.values())[:_CONTRADICTED]
            return Note(done, sound, done, closest, done.views or self.needs_views, kept)
        is_close = _closeness(done.blobs) >= _closeness(self.needs) and done.views >= self.needs_views
        held = {each.state for each in self.contradicted} <= {each.state for each in against}
        if self.failed is not None and done.whole and is_close and held:
            return Note(done, sound)
        return Note(done, sound, self.failed, self.needs, self.needs_views, self.contradicted)


class _Kept(msgspec.Struct, frozen=True):
    """What the file holds: notes by the place of the DataRoot, the one that was written last at the end.

    Earlier versions kept the last run and the last sound one alone, wherever the log lay then.
    """

    places: dict[str, Note] = {}
    last: Verified | None = None
    sound: Verified | None = None


def _closeness(blobs: str) -> int:
    return _CLOSENESS.index(blobs) if blobs in _CLOSENESS else -1


def path_of(origin: str) -> Path:
    """Return where the note about a log lies."""
    return key_directory() / f"{stem_of(origin)}.verified"


def recall(root: DataRoot, origin: str) -> Note | None:
    """Return the note about a log where it lies now, or None where nothing is known: another copy is another thing."""
    return _recalled(origin).get(_place(root))


def _place(root: DataRoot) -> str:
    return DataRoot(Path(os.path.realpath(root.path))).spelled


def _recalled(origin: str) -> dict[str, Note]:
    try:
        kept = msgspec.json.decode(plain.read(path_of(origin), _MOST), type=_Kept)
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return {}
    places = dict(kept.places)
    for done in (kept.sound, kept.last):
        if done is not None:
            place = _place(DataRoot(Path(done.dataroot)))
            places[place] = places.get(place, Note(done)).after(done)
    return places


def remember(
    root: DataRoot,
    origin: str,
    *,
    events: int,
    whole: bool,
    blobs: str,
    exit_code: int,
    views: bool = False,
    against: Sequence[Earlier] = (),
    contradicted: Sequence[Earlier] = (),
) -> None:
    """Note a run that ended just now, and which of the earlier states it held the log against contradict it.

    Not synced, and no failure: without it a person is only reminded again.
    """
    done = Verified(spell(system_clock()), root.spelled, events, whole, blobs, exit_code, views)
    path = path_of(origin)
    # An account that only reads has no keys here, and may have no directory for them.
    if path.is_relative_to(root.path.absolute()):
        return
    places = _recalled(origin)
    places[_place(root)] = places.pop(_place(root), Note(done)).after(done, against, contradicted)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = durable.temporary_beside(path)
        try:
            temporary.write_bytes(msgspec.json.encode(_Kept(_few(places))))
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def _few(places: dict[str, Note]) -> dict[str, Note]:
    """Return the notes of the last places: of copies that come and go the oldest are forgotten, sound ones first."""
    while len(places) > _PLACES:
        sound = (place for place, note in places.items() if note.failed is None)
        del places[next(sound, next(iter(places)))]
    return places
