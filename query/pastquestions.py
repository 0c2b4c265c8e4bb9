"""The questions of earlier sessions: in this user's own directory, readable by nobody else, never in the DataRoot."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ledger.dataroot import DataRoot
from ledger.errors import Usage
from ledger.keys import user_data_directory

MOST = 1_000


def path_of() -> Path:
    """Return where they are kept."""
    return user_data_directory() / "questions.history"


@contextmanager
def kept(root: DataRoot | None, words: Sequence[str]) -> Iterator[None]:
    """Let lines be edited and recalled inside the block, and remember them behind it, where there is a `root`.

    Where lines cannot be edited (Windows has no readline), or the file cannot be written, that is done without.

    Args:
        root: a DataRoot outside of which the file must lie; None: nothing is recalled or remembered.
        words: what Tab completes.
    """
    try:
        import readline
    except ImportError:
        yield
        return
    readline.set_completer_delims(" ")
    readline.set_completer(lambda text, place: _nth([word for word in words if word.startswith(text)], place))
    # libedit, which macOS has in the place of GNU readline, has its own words for it.
    editor = getattr(readline, "backend", "") or ("editline" if "libedit" in (readline.__doc__ or "") else "readline")
    readline.parse_and_bind("bind ^I rl_complete" if editor == "editline" else "tab: complete")
    path = _private(root) if root is not None else None
    if path is not None:
        with suppress(OSError):
            readline.read_history_file(path)
        readline.set_history_length(MOST)
    try:
        yield
    finally:
        if path is not None:
            with suppress(OSError):
                readline.write_history_file(path)


def _nth(words: Sequence[str], place: int) -> str | None:
    return words[place] if place < len(words) else None


def _private(root: DataRoot) -> Path | None:
    """Return the file, there and readable by its owner alone; None where that cannot be."""
    path = path_of()
    try:
        root.outside(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
        path.chmod(0o600)
    except (OSError, Usage):
        return None
    return path
