"""Histories of code: the versions of what was edited in a file or at a prompt, from the first to the final one.

Code is edited in one place: a file in an editor, a prompt in a terminal. There a snippet that is new goes on with the
history whose last version it is like. In an editor a history whose last version still stands on the screen is not
gone on with: two statements that are alike are two. What was there before and is there again, while what came after
it is gone, was taken back, and is the last version again.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from itertools import islice

import msgspec

from ledger.facts import CodeFound, Snippet
from projections.code import COLUMNS, OF_SOURCE, TOPIC, Place, SnippetRow, row_of
from projections.edited import Chain, Edited, Known, Where
from projections.lifetimes import Tips
from projections.projection import Folding, Projection
from projections.tables import Tables

ALIKE = 0.5
"""Code is another version of what stood before where it shares this part of its words with it, or defines the same."""

_SCHEMA = """
CREATE TABLE versions (
    id INTEGER PRIMARY KEY, history INTEGER NOT NULL, number INTEGER NOT NULL, chain INTEGER NOT NULL,
    file TEXT NOT NULL, language TEXT NOT NULL, symbol TEXT NOT NULL, text TEXT NOT NULL,
    code TEXT NOT NULL, last INTEGER NOT NULL, seq INTEGER NOT NULL, place INTEGER NOT NULL
);
CREATE UNIQUE INDEX versions_by_history ON versions(history, number);
CREATE INDEX versions_by_code ON versions(chain, code);
CREATE INDEX versions_by_file ON versions(chain, file, language, last, id);
CREATE TABLE version_snippets (
    seq INTEGER NOT NULL, place INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (seq, place)
) WITHOUT ROWID;
CREATE INDEX version_snippets_by_version ON version_snippets(version)
"""

RECENT = 64
"""So many histories of a file are looked at, those that began last first: nobody edits in more places at once."""

# Another program is another command, whatever the file is that both are given.
_SHELLS = frozenset({"bash", "powershell", "batch"})
_FAINT = re.compile(r"[\s_]")
_WORD = re.compile(r"\w+")


class _Moment(msgspec.Struct, frozen=True):
    """The frame that is folded: its event, its chain, and the versions that are on it, old and new."""

    tables: Tables
    seq: int
    number: int
    chain: Chain
    shown: set[int]


def fold(tables: Tables, event: Folding) -> None:
    """Put each new snippet into its history. It runs after `code`, which says where in its chain the frame stands."""
    fact = event.fact
    if not isinstance(fact, CodeFound):
        return
    tip = tables.memory(Tips).of(fact.frame)[TOPIC]
    chain = tables.memory(Edited).chain(tip, event.seq, fact)
    told = ((place, seen, squeezed(seen.text)) for place, seen in enumerate(fact.appeared) if _is_edited(seen))
    edited = [each for each in told if each[2]]
    if not edited:
        return
    # On the frame are the versions that stayed, and those that only moved.
    shown = {version for version, _ in chain.shown.values()}
    shown |= {known.id for _, _, code in edited for known in chain.coded.get(code, ())}
    moment = _Moment(tables, event.seq, tip.chain, chain, shown)
    for place, seen, code in edited:
        version = _version(moment, place, seen, code)
        chain.shown[event.seq, place] = version, seen.box[1]
        tables.insert("INSERT INTO version_snippets VALUES (?, ?, ?)", (event.seq, place, version))


def _is_edited(seen: Snippet) -> bool:
    """Say whether a snippet is something that a person writes here: no page, no traceback, nothing not yet entered."""
    if seen.form == "traceback" or seen.where == "page" or (seen.form == "command" and seen.state == "typed"):
        return False
    # What another window covers on the right is no version of it: all of its lines are cut, and it was seen before.
    return not (seen.behind and seen.cut)


def squeezed(text: str) -> str:
    """Return code without what is read now so, now so, of the same pixels: spaces inside a line, and underscores.

    Blank lines are left out, too; indentation is kept.
    """
    lines = (line.rstrip() for line in text.split("\n"))
    kept = [line[: len(line) - len(line.lstrip())] + _FAINT.sub("", line) for line in lines if line.strip()]
    return "\n".join(kept)


def _version(moment: _Moment, place: int, seen: Snippet, code: str) -> int:
    """Return the version that a new snippet shows; a row is made for one that was not there."""
    where = seen.name or seen.prompt or seen.title, seen.language
    known = moment.chain.at.get(where, [])
    same = [version for version in moment.chain.coded.get(code, ()) if version.where == where]
    if same:
        if any(version.last for version in same):
            return next(version.id for version in same if version.last)
        last = next(version for version in known if version.last and version.history == same[-1].history)
        is_back = _is_back(moment, seen, last)
        return _added(moment, last, where, code, place, seen) if is_back else same[-1].id
    ends = list(islice((version for version in reversed(known) if version.last), RECENT))
    if seen.where != "terminal":
        ends = [each for each in ends if each.id not in moment.shown]
    if seen.cut and (part := next((each for each in ends if code in each.code), None)) is not None:
        return part.id
    nearest = max(ends, key=lambda each: (_likeness(each, seen), each.id), default=None)
    is_new = nearest is None or _likeness(nearest, seen) < ALIKE
    return _added(moment, None if is_new else nearest, where, code, place, seen)


def _is_back(moment: _Moment, seen: Snippet, last: Known) -> bool:
    """Say whether an earlier version stands for the present: what came after it is gone, or stands above it.

    In a terminal an old command that comes into sight again was not entered again; one below the last one was.
    """
    if seen.where != "terminal":
        return last.id not in moment.shown
    tops = [top for version, top in moment.chain.shown.values() if version == last.id]
    return bool(tops) and seen.box[1] > max(tops)


def _likeness(known: Known, seen: Snippet) -> float:
    if seen.symbol and known.symbol == seen.symbol:
        return 1.0
    if seen.form == "command" and seen.language in _SHELLS and known.text.split()[:1] != seen.text.split()[:1]:
        return 0.0
    one, other = (Counter(_WORD.findall(text.casefold())) for text in (known.text, seen.text))
    total = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / total if total else 0.0


def _added(moment: _Moment, last: Known | None, where: Where, code: str, place: int, seen: Snippet) -> int:
    """Add a version behind the last one of its history, or as the first one of a history of its own."""
    made = moment.tables.memory(Edited).number()
    # A history is named after its first version.
    history, number = (made, 1) if last is None else (last.history, last.number + 1)
    if last is not None:
        last.last = False
        moment.tables.change("UPDATE versions SET last = 0 WHERE id = ?", last.id, (last.id,))
    moment.chain.add(Known(made, history, number, where, seen.symbol, seen.text, code, last=True))
    row = (made, history, number, moment.number, *where, seen.symbol, seen.text, code, 1, moment.seq, place)
    moment.tables.insert("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    return made


class Version(msgspec.Struct, frozen=True):
    """A version of some code: its number in its history, from 1 on, and the snippet that showed it first."""

    id: int
    history: int
    number: int
    snippet: SnippetRow


def of_snippets(db: sqlite3.Connection, places: Sequence[Place]) -> dict[Place, tuple[int, int, int]]:
    """Return (version, history, number) for each of these snippets that has a history."""
    rows = db.execute(
        "SELECT m.seq, m.place, v.id, v.history, v.number FROM json_each(?) j JOIN version_snippets m "
        "ON m.seq = j.value ->> 0 AND m.place = j.value ->> 1 JOIN versions v ON v.id = m.version",
        (json.dumps(places),),
    )
    return {(seq, place): (version, history, number) for seq, place, version, history, number in rows}


def alike(db: sqlite3.Connection, places: Sequence[Place]) -> list[Place]:
    """Return all snippets that show any version of the code that these show."""
    histories = sorted({history for _, history, _ in of_snippets(db, places).values()})
    rows = db.execute(
        "SELECT m.seq, m.place FROM json_each(?) j JOIN versions v ON v.history = j.value "
        "JOIN version_snippets m ON m.version = v.id",
        (json.dumps(histories),),
    )
    return [(seq, place) for seq, place in rows]


def same(db: sqlite3.Connection, place: Place) -> list[Place]:
    """Return all snippets that show the version that this one shows; itself alone where it has no history."""
    rows = db.execute(
        "SELECT o.seq, o.place FROM version_snippets m JOIN version_snippets o ON o.version = m.version "
        "WHERE m.seq = ? AND m.place = ?",
        place,
    )
    return [(seq, number) for seq, number in rows] or [place]


def versions_of(db: sqlite3.Connection, history: int) -> list[Version]:
    """Return the versions of a history, the first one first."""
    rows = db.execute(
        f"SELECT {COLUMNS}, v.id, v.history, v.number FROM versions v "
        f"JOIN snippets s ON s.seq = v.seq AND s.place = v.place {OF_SOURCE} WHERE v.history = ? ORDER BY v.number",
        (history,),
    )
    return [Version(row[-3], row[-2], row[-1], row_of(row)) for row in rows]


_CONTENT = """
SELECT b.frame, m.place, v.file, v.language, v.symbol, v.number, v.text, f.text
FROM version_snippets m JOIN versions v ON v.id = m.version JOIN versions f ON f.id = v.history
JOIN snippets s ON s.seq = m.seq AND s.place = m.place
JOIN chain_frames b ON b.chain = s.chain AND b.place = s.born
ORDER BY b.frame, m.place
"""

HISTORIES = Projection("histories", 2, _SCHEMA, ("versions", "version_snippets"), (CodeFound,), fold, _CONTENT)
