"""Where everything lies in a DataRoot."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from ledger import plain
from ledger.errors import ReadOnly, Usage
from ledger.statement import Name

FORMAT = 1
SEGMENTS = "segments"
REPLAY = "replay.json"
_OUR_LINE = b'{"prev":"'


class DataRoot(msgspec.Struct, frozen=True):
    """The directory that holds one person's record: the logs (truth), `media/` (truth), and the views."""

    path: Path

    @property
    def journal(self) -> Path:
        """What happened."""
        return self.path / "journal.ndjson"

    @property
    def ledger(self) -> Path:
        """Signed commitments to the journal."""
        return self.path / "ledger.ndjson"

    @property
    def segments(self) -> Path:
        """Sealed stretches of either log."""
        return self.path / SEGMENTS

    @property
    def media(self) -> Path:
        """Evidence blobs."""
        return self.path / "media"

    @property
    def keys(self) -> Path:
        """Public verifier keys. Private ones live elsewhere."""
        return self.path / "keys"

    @property
    def quarantine(self) -> Path:
        """Bytes set aside: never deleted by us."""
        return self.path / "quarantine"

    @property
    def metadata_db(self) -> Path:
        """View: records in the shape that other programs expect."""
        return self.path / "metadata.db"

    @property
    def derived(self) -> Path:
        """Views: tables of facts."""
        return self.path / "derived"

    @property
    def index(self) -> Path:
        """Views: look-ups."""
        return self.path / "index"

    @property
    def writer_lock(self) -> Path:
        """Held by the one process that writes, for the length of one commit."""
        return self.path / ".writer.lock"

    @property
    def ingest_lock(self) -> Path:
        """Held by the one process that puts blobs into `media/`, for the length of one handoff directory."""
        return self.path / ".ingest.lock"

    @property
    def batch_lock(self) -> Path:
        """Held by the one Stage 2 run there may be at a time."""
        return self.path / ".batch.lock"

    @property
    def views_lock(self) -> Path:
        """Held by the one process that folds events into the views."""
        return self.path / ".views.lock"

    @property
    def activity_signals(self) -> tuple[Path, Path]:
        """Where the hypervisor may leave its activity signal, in the order in which they are tried."""
        name = "activity_signal.json"
        return self.path / "activity" / name, self.path / name

    @property
    def spelled(self) -> str:
        """The absolute path as text that any file can hold: bytes of it that are no UTF-8 are escaped (`\\xff`)."""
        return os.fsencode(self.path.absolute()).decode("utf-8", "backslashreplace")

    @property
    def encoded(self) -> str:
        """The absolute path as the system spells it, in hex: what `spelled` cannot give back."""
        return os.fsencode(self.path.absolute()).hex()

    def refuse_replay(self) -> None:
        """Refuse to write where a state of the past is shown.

        Raises:
            ReadOnly: this is a replay of another DataRoot.
        """
        if os.path.lexists(self.path / REPLAY):
            raise ReadOnly(
                f"{self.path} shows another DataRoot as it was at an event; nothing is written there.",
                "Name the DataRoot itself with --data-dir.",
            )

    def outside(self, path: Path) -> Path:
        """Return `path`, absolute, for something that is written out: never into the DataRoot itself.

        Raises:
            Usage: it lies in the DataRoot, by whatever links, or is empty.
        """
        if not path.name:
            raise Usage(f"{str(path)!r} is no file to write to.", "Name a file.")
        # Not `resolve`, which gives up over a circle of links.
        resolved, home = Path(os.path.realpath(path)), Path(os.path.realpath(self.path))
        if resolved == home or home in resolved.parents:
            raise Usage(
                f"{path} lies in the DataRoot, where only the log and its views are.", "Name a place elsewhere."
            )
        return path.absolute()

    def is_born(self) -> bool:
        """Say whether a ledger of ours lies here."""
        return _begins_like_ours(self.ledger)

    def holds_journal(self) -> bool:
        """Say whether a journal of ours lies here, or sealed segments, whatever became of the ledger."""
        return _begins_like_ours(self.journal) or self._holds_segments()

    def _holds_segments(self) -> bool:
        try:
            return any(Name.parse(path.name) for path in self.segments.iterdir())
        except OSError:
            return False

    def holds_foreign_logs(self) -> bool:
        """Say whether a journal or ledger lies here that is not in our format (an older program's)."""
        return any(
            path.is_file() and path.stat().st_size > 0 and not _begins_like_ours(path)
            for path in (self.journal, self.ledger)
        )


def _begins_like_ours(path: Path) -> bool:
    try:
        with plain.opened(path) as handle:
            return handle.read(len(_OUR_LINE)) == _OUR_LINE
    except OSError:
        return False
