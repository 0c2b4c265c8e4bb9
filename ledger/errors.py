"""The one tree of errors: each class owns its exit code; each instance says what happened and what to do next."""

from __future__ import annotations

from typing import ClassVar

from ledger.exits import Exit

MOST_TOLD = 4_000
"""How many characters of a sentence about somebody else's data are told, and noted: their names have no bound."""


def shortened(text: str, most: int = 200) -> str:
    """Return a text, or where it is longer than `most` characters, its beginning and how long it is."""
    return text if len(text) <= most else f"{text[:most]}… ({len(text):,} characters)"


class AutocaptureError(Exception):
    """A failure that a person can act on.

    `what` says what happened and to what, in one sentence; `remedy` says what to do next.
    `name` is the stable word that programs match on, `exit_code` the process's exit status.
    """

    exit_code: ClassVar[int] = Exit.OUR_BUG
    name: ClassVar[str] = "internal"

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".rstrip()


class NotFound(AutocaptureError):
    """The thing asked for is not there: an answer of "no", not a fault."""

    exit_code = Exit.NO
    name = "not_found"


class Usage(AutocaptureError):
    """The words of the command are off."""

    exit_code = Exit.USAGE
    name = "usage"


class Damaged(AutocaptureError):
    """Bytes that were committed are wrong or gone. Nothing is written until a person has looked."""

    exit_code = Exit.DAMAGED
    name = "damaged"


class SetBack(Damaged):
    """The log is an older or another one than this account has seen. Nothing is written until a person says so."""

    name = "set_back"


class Locked(AutocaptureError):
    """Another process is writing and did not finish in the time allowed."""

    exit_code = Exit.LOCKED
    name = "locked"


class EvidenceMissing(AutocaptureError):
    """A blob that a record names is absent, short or not what its hash says."""

    exit_code = Exit.EVIDENCE_MISSING
    name = "evidence_missing"


class UserActive(AutocaptureError):
    """The person is at the machine (or may be): heavy work does not start."""

    exit_code = Exit.USER_ACTIVE
    name = "user_active"


class NotADataRoot(AutocaptureError):
    """The directory named is not a DataRoot of ours, or not of a format we know."""

    exit_code = Exit.NOT_A_DATAROOT
    name = "not_a_dataroot"


class KeyUnavailable(AutocaptureError):
    """The signing key is missing, unreadable or another one: writing fails closed."""

    exit_code = Exit.KEY_UNAVAILABLE
    name = "key_unavailable"


class Stale(AutocaptureError):
    """A view is missing, of another version, or does not belong to this log: it must be rebuilt."""

    exit_code = Exit.VIEWS_STALE
    name = "views_stale"


class HandoffRefused(AutocaptureError):
    """A handoff directory cannot be taken into care as it is; no marker was written.

    `reason` is the stable word for the kind of refusal (for example `metadata_db_missing`).
    """

    exit_code = Exit.HANDOFF_REFUSED
    name = "handoff_refused"

    def __init__(self, what: str, remedy: str = "", *, reason: str) -> None:
        super().__init__(shortened(what, MOST_TOLD), remedy)
        self.reason = reason


class HandoffEvidenceMissing(HandoffRefused, EvidenceMissing):
    """A handoff names evidence that it does not hold, or holds in another form than its hash says."""

    exit_code = Exit.EVIDENCE_MISSING
    name = "evidence_missing"


class StampRefused(AutocaptureError):
    """A time stamp does not show what it is said to show: an answer of "no", not a fault.

    `reason` is the stable word for the kind of refusal (for example `imprint`).
    """

    exit_code = Exit.NO
    name = "stamp_refused"

    def __init__(self, what: str, remedy: str = "", *, reason: str) -> None:
        super().__init__(what, remedy)
        self.reason = reason


class ExtraMissing(AutocaptureError):
    """A library that only some verbs need, an extra, is not installed."""

    exit_code = Exit.EXTRA_MISSING
    name = "extra_missing"


class ReadOnly(AutocaptureError):
    """The directory is for reading only: it shows a DataRoot as it was at an earlier event."""

    exit_code = Exit.READ_ONLY
    name = "read_only"


class WriteFailed(AutocaptureError):
    """The disk refused a write or a sync. What was not acknowledged may be lost; what was is not."""

    exit_code = Exit.WRITE_FAILED
    name = "write_failed"


class TooLarge(WriteFailed):
    """A fact makes a longer line than a log may hold; nothing of its commit counts."""

    name = "too_large"


class NoRoom(HandoffRefused, WriteFailed):
    """There is no room for what has to be copied of one handoff; others may fit."""

    exit_code = Exit.WRITE_FAILED
    name = "write_failed"
