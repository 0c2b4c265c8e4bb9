"""One unit of work as it is handed to whoever does it: a frame for a processor, bytes in, facts out. Pure."""

from __future__ import annotations

import hashlib
import pickle
import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec.structs import replace

from ledger.errors import AutocaptureError
from ledger.exits import Exit
from ledger.facts import Fact
from processors.findings import Earlier, Postponed, Subject, Unfit
from processors.pixels import Undecodable, decode
from processors.processor import Processor

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DETAIL = 500
SAME_RELEASE = "Install the same release of autocapture everywhere."
"""What to do where workers are of another one."""

Kind = TypeVar("Kind")
_PICTURES = 2


class Mismatched(AutocaptureError):
    """Another release of the code is where units are shipped to."""

    exit_code = Exit.NO
    name = "workers_mismatched"


class Task(msgspec.Struct, frozen=True):
    """What a unit is done with: the processor, itself or pickled, and what it asks for of the frame and the one before.

    Pictures travel as the bytes of their files; `subject` and `earlier` come without pixels. `signature` is the
    processor's name and version where the task was made. `inputs` are the events that tell what the subject is known
    to show.
    """

    processor: Processor | bytes
    signature: tuple[str, int]
    subject: Subject
    earlier: Earlier | None = None
    picture: bytes | None = None
    earlier_picture: bytes | None = None
    inputs: tuple[int, ...] = ()


class Outcome(msgspec.Struct, frozen=True):
    """What came of a unit: facts, or the stable word for what went wrong with this frame (`error`), and a sentence.

    `postponed` says why the unit is neither done nor failed: it is left for another run, and so is the rest of its
    processor's work. `ms` is how long it took.
    """

    facts: tuple[Fact, ...] = ()
    against: str = ""
    lacking: tuple[str, ...] = ()
    error: str = ""
    detail: str = ""
    postponed: str = ""
    ms: int = 0


def perform(task: Task) -> Outcome:
    """Do a unit of work. What is wrong with the frame comes back; anything else is raised.

    Raises:
        Mismatched: the processor is of another version here than where the task was made.
        Exception: the processor broke, or what it needs is not to be had here.
    """
    begun = time.monotonic()
    try:
        outcome = _examined(task)
    except (Undecodable, Unfit) as error:
        facts = error.facts if isinstance(error, Unfit) else ()
        outcome = Outcome(facts, error=error.name, detail=spoken(error))
    except Postponed as waiting:
        outcome = Outcome(waiting.facts, postponed=waiting.reason)
    return replace(outcome, ms=round(1000 * (time.monotonic() - begun)))


def perform_packed(packed: bytes) -> bytes:
    """Do a unit of work that comes as bytes, and return what came of it as bytes: `outcome_of` reads them.

    What one release cannot read of another's is so found by us, where it is read, and not on the way, where nobody
    would be told.

    Raises:
        Mismatched: the task, or its processor, is of another release than the program here.
        Exception: as `perform`.
    """
    task = _read(packed, Task)
    return pickle.dumps(perform(task))


def outcome_of(packed: bytes) -> Outcome:
    """Return what came of a unit that was done elsewhere.

    Raises:
        Mismatched: another release of the code did it.
    """
    return _read(packed, Outcome)


def _read(packed: bytes, kind: type[Kind]) -> Kind:
    try:
        read = pickle.loads(packed)  # noqa: S301 - made by this program, see cluster.py
    except Exception as error:
        raise Mismatched(f"A unit of work came that cannot be read here: {spoken(error)}", SAME_RELEASE) from error
    if not isinstance(read, kind):
        raise Mismatched(f"{type(read).__name__} came where {kind.__name__} was expected.", SAME_RELEASE)
    return read


def spoken(error: BaseException) -> str:
    """Return what an error says, short, and so that it can be written into the journal whatever it holds."""
    said = str(error) if isinstance(error, AutocaptureError) else f"{type(error).__name__}: {error}"
    return said.encode("utf-8", "replace").decode()[:_DETAIL]


def _examined(task: Task) -> Outcome:
    processor = _unpacked(task)
    subject = task.subject
    if task.picture is not None:
        subject = replace(subject, pixels=_pixels(task.picture))
    findings = processor.examine(subject, _before(task))
    return Outcome(findings.facts, findings.against, findings.lacking)


def _before(task: Task) -> Earlier | None:
    if task.earlier is None or task.earlier_picture is None:
        return task.earlier
    try:
        return replace(task.earlier, pixels=_pixels(task.earlier_picture))
    except Undecodable:
        return task.earlier


# Each thread has its own: nothing is said of whether processors, and the models in them, may be used by two at once.
_own = threading.local()


def _unpacked(task: Task) -> Processor:
    if not isinstance(task.processor, bytes):
        return task.processor
    made: dict[bytes, Processor] = _own.__dict__.setdefault("processors", {})
    if task.processor not in made:
        processor: Processor = pickle.loads(task.processor)  # noqa: S301 - made by this program, see cluster.py
        if (processor.name, processor.version) != task.signature:
            raise Mismatched(
                f"Processor {task.signature[0]} is of version {processor.version} here, "
                f"and of {task.signature[1]} where it was called.",
                SAME_RELEASE,
            )
        made[task.processor] = processor
    return made[task.processor]


def _pixels(picture: bytes) -> NDArray[np.uint8]:
    """Return the pixels of an image file; the last two are kept, because the next frame is compared with this one."""
    kept: OrderedDict[bytes, NDArray[np.uint8]] = _own.__dict__.setdefault("pictures", OrderedDict())
    key = hashlib.blake2b(picture, digest_size=20).digest()
    if key not in kept:
        decoded = decode(picture)
        while len(kept) >= _PICTURES:
            kept.popitem(last=False)
        kept[key] = decoded
    kept.move_to_end(key)
    return kept[key]
