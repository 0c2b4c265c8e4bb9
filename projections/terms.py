"""Terms: the words that stand on screens, looked up by how they are written; read out of the full-text index.

The index can be asked for its words only through a table of its own kind, which is made in memory on a connection that
cannot write to the file.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path


class Terms:
    """The words of the index of text, open for reading."""

    def __init__(self, path: Path) -> None:
        """Open the index in a file of views.

        Raises:
            sqlite3.Error: it cannot be read.
        """
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            self._db.execute("PRAGMA temp_store = MEMORY")
            self._db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'span_text', 'row')")
        except BaseException:
            self._db.close()
            raise

    def beginning(self, letters: str, limit: int) -> list[tuple[str, int]]:
        """Return words that begin with these letters, and in how many spans each stands; in order of the alphabet."""
        rows = self._db.execute(
            "SELECT term, doc FROM temp.words WHERE term >= ? AND term < ? LIMIT ?",
            (letters, letters[:-1] + chr(ord(letters[-1]) + 1), limit),
        )
        return [(term, count) for term, count in rows]

    def close(self) -> None:
        """Close the connection."""
        self._db.close()
