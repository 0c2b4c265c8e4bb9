"""One chronicle session, read strictly read-only into a Shipment (wire formats, 5)."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from ingest.batches import MOST_BYTES, from_json, missing, read_batch
from ingest.capacity import some
from ingest.chronicle_pb2 import DetectionBatch, FrameMetaBatch, InputEventBatch, SessionManifest
from ingest.encryption import refuse_encrypted
from ingest.listing import Listing
from ingest.marker import NAME as MARKER
from ingest.media import MEDIA, Reference, unsafe
from ingest.session_rows import Messages, SessionRows, artifact_of
from ingest.shelf import Shelf
from ingest.shipment import Contents, Shipment, content_digest
from ingest.snapshot import in_use
from ingest.survey import survey
from ingest.walk import first_change, listed
from ledger.errors import HandoffRefused

PREFIX = "session_"
COMPLETE = "COMPLETE.json"
PICTURES = "frames"
MANIFEST = "manifest.json"
FRAMES, INPUT, DETECTIONS = "meta/frames.pb.zst", "meta/input.pb.zst", "meta/detections.pb.zst"
VERSION = "chronicle/v0"


def open_session(root: Path) -> Shipment:
    """Read a session and write nothing into it. The caller closes the shipment.

    1. A plain file COMPLETE.json says that the writer is done; without it the session is left alone.
    2. List every file: plain files only, no link followed, nothing opened.
    3. No file begins like an encrypted blob.
    4. `manifest.json` names version 0; the session's id is in the directory's name.
    5. Frames (which must be there), input and detections are read; a frame's picture lies within the session.
    6. The listing is still what it was in 2.

    Every file is taken along as it came, the messages among them; the records are made from these.

    Raises:
        HandoffRefused: by `reason`: `handoff_in_use` (no COMPLETE.json yet), `chronicle_name_invalid`,
            `chronicle_manifest_missing`, `chronicle_manifest_unreadable`, `chronicle_version_unknown`,
            `chronicle_meta_missing`, `chronicle_meta_unreadable`, `chronicle_meta_too_large`, `encrypted_handoff`,
            `unsafe_media_path`, `media_name_not_utf8`, `media_unreadable`.
    """
    root = root.absolute()
    with ExitStack() as closing:
        shelf = Shelf()
        closing.callback(shelf.close)
        listing = listed(root, leave=is_marker, shelf=shelf)
        if COMPLETE not in listing:
            raise in_use(f"{root} has no plain file {COMPLETE}: its writer is not done.")
        refuse_encrypted(root, listing)
        try:
            shipment = _read(root, listing, shelf)
        except HandoffRefused:
            _recheck(root, listing)
            raise
        _recheck(root, listing)
        closing.pop_all()  # whoever has the shipment closes it
    return shipment


def _read(root: Path, listing: Listing, shelf: Shelf) -> Shipment:
    session = root.name.removeprefix(PREFIX)
    if not root.name.startswith(PREFIX) or not session:
        raise HandoffRefused(
            f"{root} is not called {PREFIX}<id>: a session's id comes from its directory's name.",
            "Give the directory its own name back.",
            reason="chronicle_name_invalid",
        )
    raw = _manifest_bytes(root, listing)
    if FRAMES not in listing:
        raise missing(root / FRAMES)
    messages = _messages(root, listing, session, raw)
    _refuse_unsafe(messages, listing)
    home = f"{MEDIA}/chronicle/{root.name}"
    meta = [path for path in (MANIFEST, FRAMES, INPUT, DETECTIONS) if path in listing]
    rows = SessionRows(messages, home, meta)
    answer = partial(_answer, home, listing)
    found = survey(rows, listing, answer, root, shelf)
    ignored = some(f"{each.path} ({each.why})" for each in listing.ignored)
    contents = Contents(found, content_digest(found, listing.files), ignored, None)
    return Shipment(
        kind="chronicle",
        root=root,
        name=root.name,
        rows=rows,
        listing=listing,
        beside=Listing(shelf=shelf),
        shelf=shelf,
        source_sha256=hashlib.sha256(raw).hexdigest(),
        bytes_digest="",
        kept_whole=(),
        read=lambda: contents,
        resolve=answer,
        place=lambda path: f"{home}/{path}",
        recheck=partial(_recheck, root, listing),
    )


def _messages(root: Path, listing: Listing, session: str, raw: bytes) -> Messages:
    return Messages(
        session=session,
        manifest=_manifest(root, raw),
        manifest_text=raw.decode("utf-8-sig"),
        frames=read_batch(root / FRAMES, FrameMetaBatch).items,
        input=read_batch(root / INPUT, InputEventBatch).items if INPUT in listing else None,
        detections=read_batch(root / DETECTIONS, DetectionBatch).items if DETECTIONS in listing else None,
    )


def _manifest_bytes(root: Path, listing: Listing) -> bytes:
    file = listing.get(MANIFEST)
    if file is None:
        raise HandoffRefused(
            f"{root} has no {MANIFEST}.",
            "Have the sidecar write the session again; keep the directory.",
            reason="chronicle_manifest_missing",
        )
    if file.size > MOST_BYTES:
        raise _unreadable(root, "it is too large")
    try:
        return (root / MANIFEST).read_bytes()
    except OSError as error:
        raise _unreadable(root, error.strerror or str(error)) from error


def _manifest(root: Path, raw: bytes) -> SessionManifest:
    try:
        manifest = from_json(root / MANIFEST, raw, SessionManifest)
    except HandoffRefused as error:
        raise HandoffRefused(error.what, error.remedy, reason="chronicle_manifest_unreadable") from error
    if manifest.schema_version != VERSION:
        raise HandoffRefused(
            f"{root / MANIFEST} is of version {manifest.schema_version!r}; this program reads {VERSION}.",
            "Upgrade autocapture, or have the sidecar write that version.",
            reason="chronicle_version_unknown",
        )
    return manifest


def _refuse_unsafe(messages: Messages, listing: Listing) -> None:
    """Refuse where a frame's picture lies elsewhere than in the session."""
    for frame in messages.frames:
        path = artifact_of(frame)
        parts = path.split("/")
        if any(part in ("", ".", "..") for part in parts) or parts[0].endswith(":") or "\0" in path:
            raise unsafe(frame.artifact_path, "is no path within the session")
        if why := listing.special(path):
            raise unsafe(frame.artifact_path, f"leads to a {why}")


def _answer(home: str, listing: Listing, reference: Reference) -> str | None:
    """Return the listed file that a record made here means."""
    path = reference.value.removeprefix(f"{home}/")
    return path if path in listing else listing.alike(path)


def is_marker(path: str) -> bool:
    """Say whether a file is our marker, or was to become it."""
    return path == MARKER or path.startswith(f".{MARKER}")


def _recheck(root: Path, listing: Listing) -> None:
    changed = first_change(root, listing, leave=is_marker)
    if changed is not None:
        raise in_use(f"{changed} in {root} came, went or changed while the session was being read.")


def _unreadable(root: Path, why: str) -> HandoffRefused:
    return HandoffRefused(
        f"{root / MANIFEST} cannot be read: {why}.",
        "Have the sidecar write the session again; keep the directory.",
        reason="chronicle_manifest_unreadable",
    )
