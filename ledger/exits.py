"""The exit codes of the command line: the one table from which errors, `--help` and docs/cli.md take them."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """An exit code, what it is called in a line of help (`brief`), and what it means (`means`)."""

    brief: str
    means: str

    def __new__(cls, code: int, brief: str, means: str = "") -> Exit:
        """Make a code of its number and words; where `brief` says it all, it is the meaning, too."""
        made = int.__new__(cls, code)
        made._value_ = code
        made.brief, made.means = brief, means or brief
        return made

    FINE = 0, "success"
    NO = (
        1,
        "the answer is no",
        "the answer is no: not found, not yet, a time stamp fails, the log ends in an unfinished write",
    )
    USAGE = 2, "usage", "the command line is wrong"
    DAMAGED = 3, "damaged log", "the log is damaged, or was set back"
    LOCKED = 4, "locked", "another process holds the lock"
    EVIDENCE_MISSING = 5, "evidence missing", "evidence is missing, or is not what its hash says"
    USER_ACTIVE = 6, "user active", "the person is active, or may be: Stage 2 did not work, or stopped early"
    NOT_A_DATAROOT = 7, "not a DataRoot", "the directory is no DataRoot of ours"
    KEY_UNAVAILABLE = 8, "key unavailable", "the signing key is missing, unreadable or open to others"
    VIEWS_STALE = (
        9,
        "views to be rebuilt",
        "a view is missing, of another version, or not what the log says: run `autocapture rebuild`",
    )
    HANDOFF_REFUSED = 10, "handoff refused", "a handoff directory was refused"
    EXTRA_MISSING = 11, "an extra is not installed", "a library that only this verb needs (an extra) is not installed"
    READ_ONLY = 12, "read-only", "the DataRoot is a replay of an earlier state, and can only be read"
    OUR_BUG = 70, "defect of autocapture", "a defect of autocapture"
    WRITE_FAILED = 74, "write failed", "the disk refused a read or a write"
    INTERRUPTED = 130, "interrupted"
    UNREAD = 141, "nobody reads the output", "whoever read the output had gone before the command ended"


def in_a_line() -> str:
    """Return all codes as one sentence, for help."""
    return "Exit codes: " + ", ".join(f"{each.value} {each.brief}" for each in Exit) + "."


def as_table() -> str:
    """Return all codes as a table in Markdown."""
    return "\n".join(["| exit code | means |", "|---|---|", *(f"| {each.value} | {each.means} |" for each in Exit)])
