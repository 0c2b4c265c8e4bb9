"""The language of the journal: every kind of fact it can hold, and what it says.

Kinds are `realm.thing.done`. `system.` is what the machine did, `evidence.` was given to us (both are here), `derived.`
is what we concluded (from `ledger.derived`). Kinds never change meaning; a field is only ever added, at the end, with a
default, and defaults are not written: so every old line still reads, and still re-encodes to its own bytes. Our own
numbers are integers; foreign text is kept verbatim. Boxes are `(x0, y0, x1, y1)`, pixels of the named frame, x1 and y1
exclusive. Confidence is in basis points, 0..10000. Times are UTC, ISO 8601. See `docs/events.md` and `tests/golden/`.
"""

from __future__ import annotations

from ledger.derived import AnyDerived as AnyDerived
from ledger.derived import Burst as Burst
from ledger.derived import Click as Click
from ledger.derived import CodeFound as CodeFound
from ledger.derived import ColoredRegion as ColoredRegion
from ledger.derived import ColorMeasured as ColorMeasured
from ledger.derived import Element as Element
from ledger.derived import ElementSeen as ElementSeen
from ledger.derived import Excerpt as Excerpt
from ledger.derived import Field as Field
from ledger.derived import FieldRead as FieldRead
from ledger.derived import FrameSummarized as FrameSummarized
from ledger.derived import Gone as Gone
from ledger.derived import InputRead as InputRead
from ledger.derived import KeyframeChosen as KeyframeChosen
from ledger.derived import Maker as Maker
from ledger.derived import Page as Page
from ledger.derived import PageRecognized as PageRecognized
from ledger.derived import Passage as Passage
from ledger.derived import Post as Post
from ledger.derived import PostRead as PostRead
from ledger.derived import Shade as Shade
from ledger.derived import Snippet as Snippet
from ledger.derived import Span as Span
from ledger.derived import TextEmbedded as TextEmbedded
from ledger.derived import TextRead as TextRead
from ledger.derived import Window as Window
from ledger.derived import WindowRecognized as WindowRecognized
from ledger.fact import Box as Box
from ledger.fact import Fact as Fact
from ledger.fact import Part as Part

# ---------------------------------------------------------------- what the machine did


class DatarootOpened(Fact, frozen=True, tag="system.dataroot.opened"):
    """A DataRoot was born. `origin` names its logs; `root_key` is the first verifier key (C2SP signed-note)."""

    format: int
    origin: str
    root_key: str


class TailMended(Fact, frozen=True, tag="system.tail.mended"):
    """Bytes of an unfinished write were moved aside: `length` bytes at `offset` of `file`, now in `quarantined`."""

    file: str
    offset: int
    length: int
    sha256: str
    quarantined: str


class SetbackAccepted(Fact, frozen=True, tag="system.setback.accepted"):
    """A person went on with a log that had been set back: this account had seen another state of it.

    It had seen `seen_size` events with the Merkle root `seen_root` (hex), in the DataRoot `seen_in`; the log
    that goes on had `size` events and `root` (hex). Whatever the other one held behind that is not in this log.
    """

    seen_in: str
    seen_size: int
    seen_root: str
    size: int
    root: str


class Issue(Part, frozen=True):
    """How many frames lack one of the things that should come along with a frame (`projections.contract`)."""

    name: str
    frames: int


class HandoffCompleted(Fact, frozen=True, tag="system.ingest.handoff.completed"):
    """A handoff directory is in our care: every row is in the journal, every blob it names in `media/`.

    `content_digest` identifies its rows and files, `metadata_db_sha256` the database file, `bytes_digest` that and path
    and size of all others (empty where a log beside the database held some of the rows). `rows` counts its rows; of
    these `rows_copied` were new, `rows_held` known, `rows_conflicting` kept beside a first one; `rows_differing` have
    not the hash that they state. `missing` names references that could not be found (non-strict only), `mismatched`
    blobs that are not what their row states (only where that was to be recorded), `left_out` tables and columns that no
    event carries: where one of the three is not empty, no marker follows. Where the database file itself was taken
    along for these, they are named in `kept_whole` instead. `ignored` names files that are no evidence.
    `frames_complete` counts frames that lack nothing, `issues` what the others lack.
    """

    handoff: str
    handoff_root: str
    dest_data_root: str
    content_digest: str
    metadata_db_sha256: str
    mode: str
    strict: bool
    started_utc: str
    ended_utc: str
    rows: int
    rows_copied: int
    rows_held: int
    rows_conflicting: int
    media_linked: int
    media_copied: int
    media_held: int
    bytes_ingested: int
    frames: int
    frames_without_uia: int
    frames_without_input: int
    record_id: str
    missing: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    frames_without_time: int = 0
    frames_complete: int = 0
    issues: tuple[Issue, ...] = ()
    rows_unreadable: int = 0
    kept_whole: tuple[str, ...] = ()
    mismatched: tuple[str, ...] = ()
    bytes_digest: str = ""
    rows_differing: int = 0


class ChronicleCompleted(Fact, frozen=True, tag="system.ingest.chronicle.completed"):
    """A chronicle session is in our care: its records in the journal, its files in `media/`.

    The fields say of the session directory what those of the kind above say of a handoff directory.
    `manifest_sha256` is the hash of its `manifest.json`.
    """

    handoff: str
    handoff_root: str
    dest_data_root: str
    content_digest: str
    manifest_sha256: str
    mode: str
    strict: bool
    started_utc: str
    ended_utc: str
    rows: int
    rows_copied: int
    rows_held: int
    rows_conflicting: int
    media_linked: int
    media_copied: int
    media_held: int
    bytes_ingested: int
    frames: int
    frames_without_uia: int
    frames_without_input: int
    record_id: str
    missing: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    frames_without_time: int = 0
    frames_complete: int = 0
    issues: tuple[Issue, ...] = ()
    rows_unreadable: int = 0
    mismatched: tuple[str, ...] = ()
    rows_differing: int = 0


class HandoffRefused(Fact, frozen=True, tag="system.ingest.handoff.refused"):
    """A handoff directory could not be taken into care, and why; nothing of it was kept, no marker written."""

    handoff: str
    handoff_root: str
    reason: str
    what: str


class ChronicleRefused(Fact, frozen=True, tag="system.ingest.chronicle.refused"):
    """A chronicle session could not be taken into care, and why; nothing of it was kept, no marker written."""

    handoff: str
    handoff_root: str
    reason: str
    what: str


class StoreAdopted(Fact, frozen=True, tag="system.store.adopted"):
    """An older program's DataRoot became this one: its files lie unchanged under `kept`, `names` at its top.

    Its records and media were then taken in from there like a handoff directory: `completed` is that event's number.
    """

    kept: str
    names: tuple[str, ...]
    completed: int


class MarkerGranted(Fact, frozen=True, tag="system.marker.granted"):
    """The hypervisor may delete its copy of a handoff directory: `marker` is the text of `reap_eligible.json`.

    It is fixed here, before the file is written, so that every later writing gives the same bytes.
    `completed` is the number of the event that says all of the directory is in our care.
    """

    handoff: str
    handoff_root: str
    completed: int
    marker: str


class BatchStarted(Fact, frozen=True, tag="system.batch.started"):
    """A Stage 2 run began with `pending` units of work (a unit is one frame for one processor)."""

    processors: tuple[str, ...]
    pending: int
    require_idle: bool


class Worked(Part, frozen=True):
    """What one processor did in a run: units of work examined and failed, and the milliseconds spent on them."""

    processor: str
    examined: int
    failed: int
    ms: int


class BatchYielded(Fact, frozen=True, tag="system.batch.yielded"):
    """A Stage 2 run stopped because the person came back (or may have: `reason`)."""

    reason: str
    examined: int
    failed: int
    work: tuple[Worked, ...] = ()


class BatchFinished(Fact, frozen=True, tag="system.batch.finished"):
    """A Stage 2 run ended by itself, with `pending` units still to do."""

    examined: int
    failed: int
    pending: int
    work: tuple[Worked, ...] = ()


class FrameExamined(Fact, frozen=True, tag="system.frame.examined"):
    """A processor is done with a frame. `facts` derived facts came of it: 0 is a result, too.

    `against` is the earlier frame it was compared with: what was known of that one and is not said
    to have vanished holds for this one as well. `inputs` are the events that tell what else the processor was given:
    that others were done with this frame, or what was seen on earlier ones.
    """

    frame: str
    processor: str
    version: int
    facts: int = 0
    against: str = ""
    inputs: tuple[int, ...] = ()


class FrameFailed(Fact, frozen=True, tag="system.frame.failed"):
    """A processor could not do its work on a frame; not tried again until its version changes or it is forced."""

    frame: str
    processor: str
    version: int
    error: str
    detail: str = ""


class ModelCalled(Fact, frozen=True, tag="system.model.called"):
    """One request to a model server: what was asked, what was shown, and how it ended.

    `outcome` is `answered`, or the word for why there is no answer that counts. `model` is the name by which the
    server was asked for it. `image_sha256` is of the image file as it was sent, empty where none was: it showed
    `shown` of `frame`, `size` (width, height) pixels large. `answer_sha256` is of the text that came back, tokens are
    as the server counted them; empty and 0 where it did not say. `ms` is how long it took.
    """

    endpoint: str
    model: str
    outcome: str
    ms: int
    prompt_sha256: str
    image_sha256: str = ""
    frame: str = ""
    shown: Box | None = None
    size: tuple[int, int] | None = None
    prompt_tokens: int = 0
    answer_tokens: int = 0
    answer_sha256: str = ""


# ---------------------------------------------------------------- what was given to us


class RecordAdmitted(Fact, frozen=True, tag="evidence.record.admitted"):
    """One metadata row of the hypervisor, verbatim.

    `record`, `record_type`, `ts_utc`, `run_id` are the row's columns; None where they were NULL or absent.
    `payload` is the stored text; where that is no valid UTF-8, `payload_base64` holds its bytes instead.
    `blobs` are the media files it names, where they lie in our `media/`, the main one first.
    """

    handoff: str
    table: str
    record: str
    record_type: str | None = None
    ts_utc: str | None = None
    run_id: str | None = None
    payload: str | None = None
    payload_base64: str | None = None
    blobs: tuple[str, ...] = ()


class RecordConflicted(Fact, frozen=True, tag="evidence.record.conflicted"):
    """A record id came again with another content: the first stays, this one is kept beside it. Fields as above."""

    handoff: str
    table: str
    record: str
    record_type: str | None = None
    ts_utc: str | None = None
    run_id: str | None = None
    payload: str | None = None
    payload_base64: str | None = None
    blobs: tuple[str, ...] = ()


class BlobAdmitted(Fact, frozen=True, tag="evidence.blob.admitted"):
    """A file of the hypervisor is in our `media/`, durable.

    `path` is where it lies, relative to the DataRoot; `source` where it lay, relative to the handoff directory.
    `how` is `linked`, `copied` or `held` (we had these very bytes). `sha256` is empty where nobody has
    hashed it yet. `conflicting` says that its name was not to be had (another file has it), so that it lies elsewhere.
    """

    handoff: str
    path: str
    source: str
    size: int
    how: str
    sha256: str = ""
    conflicting: bool = False


class BlobHashed(Fact, frozen=True, tag="evidence.blob.hashed"):
    """The hash of a blob that was admitted without one: `size` bytes at `path` had `sha256` when this was written."""

    path: str
    size: int
    sha256: str


class BlobDamaged(Fact, frozen=True, tag="evidence.blob.damaged"):
    """A blob is not what it should be: `sha256` is what it has, `stated` what `record` says it should have.

    Said by an ingest, it was admitted all the same, because that was asked for; no marker follows from such an ingest.
    Said later, when blobs are hashed, `sha256` is empty where the file is gone or cannot be read, `stated` where no
    record states a hash, `record` where no frame is about it.
    """

    handoff: str
    path: str
    record: str
    stated: str
    sha256: str


AnyFact = (
    DatarootOpened
    | TailMended
    | SetbackAccepted
    | HandoffCompleted
    | HandoffRefused
    | ChronicleCompleted
    | ChronicleRefused
    | StoreAdopted
    | MarkerGranted
    | BatchStarted
    | BatchYielded
    | BatchFinished
    | FrameExamined
    | FrameFailed
    | ModelCalled
    | RecordAdmitted
    | RecordConflicted
    | BlobAdmitted
    | BlobHashed
    | BlobDamaged
    | AnyDerived
)

KINDS: tuple[type[Fact], ...] = AnyFact.__args__

Completed = HandoffCompleted | ChronicleCompleted
Refused = HandoffRefused | ChronicleRefused
