"""Ways to tamper with a DataRoot, seeded: each changes something, says which line is concerned, and is put back.

`mutations` draws from all kinds; `undone` puts back what one of them changed. `histories` makes honest logs.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import lmdb
import zstandard

from ledger import event, segment
from ledger.chain import own_seq
from ledger.dataroot import DataRoot
from ledger.facts import BlobAdmitted
from ledger.log import Log
from ledger.statement import Name
from projections import catalogue
from projections.projection import Projection

Lines = list[bytes]


@dataclass(frozen=True)
class Expected:
    """What must be said of a mutation. `log` is a log's name, `media`, or `views`; `file` the view concerned.

    The first fault must name a line from `first` to `last`, and no more lines than that where `exact`.
    `outside`: nothing inside the DataRoot can show it; what was kept elsewhere does.
    """

    log: str
    first: int = 0
    last: int = 0
    file: str = ""
    exact: bool = True
    outside: bool = False


@dataclass(frozen=True)
class Mutation:
    """One change: its kind, what must be said of it, and the bytes that files had (None: the file was not there)."""

    kind: str
    expected: Expected
    before: dict[Path, bytes | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Stage:
    """A DataRoot that is whole, its lines, and what it was like some commits ago."""

    root: DataRoot
    journal: Lines
    ledger: Lines
    blobs: dict[int, BlobAdmitted]
    older: Path

    @classmethod
    def of(cls, root: DataRoot, older: Path) -> Stage:
        journal, ledger = _lines(root.journal), _lines(root.ledger)
        facts = {seq: event.understand(event.read(line)) for seq, line in enumerate(journal)}
        blobs = {
            seq: fact for seq, fact in facts.items() if isinstance(fact, BlobAdmitted) and fact.sha256 and fact.size
        }
        return cls(root, journal, ledger, blobs, older)

    def growing(self, log: str) -> tuple[Path, int, Lines]:
        """Return the file of a log that still grows, the number of its first line, and its lines."""
        path = self.root.journal if log == "journal" else self.root.ledger
        lines = path.read_bytes().splitlines(keepends=True)
        return path, own_seq(lines[0]) or 0, lines


def _lines(path: Path) -> Lines:
    with Log(path) as log:
        return list(log.whole().lines(0, log.end))


@contextmanager
def undone(mutation: Mutation) -> Iterator[None]:
    """Put back, after the block, what the mutation changed."""
    try:
        yield
    finally:
        for path, data in mutation.before.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)


def mutate(stage: Stage, chance: random.Random) -> Mutation:
    """Change one thing."""
    kinds, weights = zip(*KINDS.items(), strict=True)
    make = chance.choices(kinds, weights)[0]
    mutation: Mutation | None = make(stage, chance)
    return mutation if mutation is not None else mutate(stage, chance)


def _log(chance: random.Random) -> str:
    return chance.choice(("journal", "ledger"))


def _written(kind: str, path: Path, data: bytes, expected: Expected) -> Mutation | None:
    before = path.read_bytes()
    if before == data:
        return None
    path.write_bytes(data)
    return Mutation(kind, expected, {path: before})


# ---------------------------------------------------------------- bytes and lines of the growing files


def bit(stage: Stage, chance: random.Random) -> Mutation | None:
    log = _log(chance)
    path, first, lines = stage.growing(log)
    data = bytearray(b"".join(lines))
    at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)
    seq = first + b"".join(lines)[:at].count(b"\n")
    return _written("bit", path, bytes(data), Expected(log, seq, seq))


def byte(stage: Stage, chance: random.Random) -> Mutation | None:
    log = _log(chance)
    path, first, lines = stage.growing(log)
    data = bytearray(b"".join(lines))
    at = chance.randrange(len(data))
    data[at] = chance.randrange(256)
    seq = first + b"".join(lines)[:at].count(b"\n")
    return _written("byte", path, bytes(data), Expected(log, seq, seq))


def dropped(stage: Stage, chance: random.Random) -> Mutation | None:
    log = _log(chance)
    path, first, lines = stage.growing(log)
    # The ledger's last line alone is what a crash before the commit leaves: that is `rolled_back`.
    at = chance.randrange(len(lines) - (log == "ledger"))
    return _written("line dropped", path, b"".join(lines[:at] + lines[at + 1 :]), Expected(log, first + at, first + at))


def swapped(stage: Stage, chance: random.Random) -> Mutation | None:
    log = _log(chance)
    path, first, lines = stage.growing(log)
    one, other = sorted(chance.sample(range(len(lines)), 2))
    changed = list(lines)
    changed[one], changed[other] = lines[other], lines[one]
    return _written("lines swapped", path, b"".join(changed), Expected(log, first + one, first + one, exact=False))


def doubled(stage: Stage, chance: random.Random) -> Mutation | None:
    log = _log(chance)
    path, first, lines = stage.growing(log)
    at = chance.randrange(len(lines))
    return _written("line doubled", path, b"".join(lines[: at + 1] + lines[at:]), Expected(log, first + at, first + at))


def truncated(stage: Stage, chance: random.Random) -> Mutation | None:
    log = _log(chance)
    path, first, lines = stage.growing(log)
    data = b"".join(lines)
    # Within its last line a ledger is torn, and within the last two it is rolled back.
    end = len(data) - (len(lines[-1]) + len(lines[-2]) if log == "ledger" else 0)
    cut = chance.randrange(1, end)
    seq = first + data[:cut].count(b"\n")
    return _written("truncated", path, data[:cut], Expected(log, seq, seq, exact=False))


def rechained(stage: Stage, chance: random.Random) -> Mutation | None:
    """One line says something else, and all behind it are chained anew: what anybody can do without the key."""
    log = _log(chance)
    path, first, lines = stage.growing(log)
    at = chance.randrange(len(lines))
    told = lines[at]
    spot = told.find(b'"at":"2') + 6
    changed = told[:spot] + b"3" + told[spot + 1 :]
    result, prev = lines[:at], told[9:73]
    for number, line in enumerate([changed, *lines[at + 1 :]]):
        result.append(line[:9] + prev + line[73:])
        prev = event.leaf(result[-1]).hex().encode()
        assert number or result[-1] != told
    last = first + (len(lines) - 1 if log == "journal" else at)
    # In the journal the signed subtrees tell, which may be of several lines.
    return _written("tail re-chained", path, b"".join(result), Expected(log, first + at, last, exact=False))


def rolled_back(stage: Stage, _: random.Random) -> Mutation | None:
    """Both logs are those of some commits ago: whole in themselves."""
    before: dict[Path, bytes | None] = {}
    for path in (stage.root.journal, stage.root.ledger):
        before[path] = path.read_bytes()
        path.write_bytes((stage.older / path.name).read_bytes())
    return Mutation("rolled back", Expected("ledger", outside=True), before)


# ---------------------------------------------------------------- segments


def _segments(stage: Stage, log: str = "") -> list[tuple[Path, Name]]:
    found = ((path, Name.parse(path.name)) for path in sorted(stage.root.segments.glob(f"{log}*.zst")))
    return [(path, name) for path, name in found if name is not None]


def segment_bit(stage: Stage, chance: random.Random) -> Mutation | None:
    path, name = chance.choice(_segments(stage))
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return _written("segment bit", path, bytes(data), Expected(name.log, name.first, name.end - 1))


def segment_lost(stage: Stage, chance: random.Random) -> Mutation | None:
    path, name = chance.choice(_segments(stage))
    before = path.read_bytes()
    path.unlink()
    return Mutation("segment lost", Expected(name.log, name.first, name.end - 1), {path: before})


def segment_cut(stage: Stage, chance: random.Random) -> Mutation | None:
    path, name = chance.choice(_segments(stage))
    data = path.read_bytes()
    return _written(
        "segment cut", path, data[: chance.randrange(len(data))], Expected(name.log, name.first, name.end - 1)
    )


def segments_swapped(stage: Stage, chance: random.Random) -> Mutation | None:
    log = _log(chance)
    (one, name), (other, _) = sorted(chance.sample(_segments(stage, log), 2))
    before: dict[Path, bytes | None] = {one: one.read_bytes(), other: other.read_bytes()}
    one.write_bytes(before[other] or b"")
    other.write_bytes(before[one] or b"")
    return Mutation("segments swapped", Expected(log, name.first, name.end - 1), before)


def segment_made_anew(stage: Stage, chance: random.Random) -> Mutation | None:
    """A line in a segment says something else, well compressed, with a seek table that fits: no key is needed."""
    path, name = chance.choice(_segments(stage))
    data = path.read_bytes()
    with segment.Segment(path) as opened:
        (frame,) = opened.frames
        lines = segment.lines_in(opened.frame(0))
    at = chance.randrange(len(lines))
    lines[at] = lines[at].replace(b'"at":"2', b'"at":"3', 1)
    text = b"".join(lines)
    packed = zstandard.ZstdCompressor(write_checksum=True).compress(text)
    rest = data[frame.at + frame.size :]
    table = rest.rindex(segment.SEEK_FRAME.to_bytes(4, "little")) + segment.SKIPPABLE_HEAD.size
    entry = segment.ENTRY.pack(len(packed), len(text))
    return _written(
        "segment made anew",
        path,
        packed + rest[:table] + entry + rest[table + len(entry) :],
        Expected(name.log, name.first + at, name.first + at),
    )


# ---------------------------------------------------------------- blobs and views


def blob(stage: Stage, chance: random.Random) -> Mutation | None:
    seq, fact = chance.choice(sorted(stage.blobs.items()))
    path = stage.root.path / fact.path
    before = path.read_bytes()
    match chance.randrange(3):
        case 0:
            path.unlink()
        case 1:
            path.write_bytes(before[: chance.randrange(len(before))])
        case _:
            data = bytearray(before)
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            path.write_bytes(data)
    return Mutation("blob", Expected("media", seq, seq), {path: before})


def tile(stage: Stage, chance: random.Random) -> Mutation | None:
    path = chance.choice(sorted(path for path in (stage.root.index / "tiles" / "tile").rglob("*") if path.is_file()))
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file = path.relative_to(stage.root.path).as_posix()
    return _written("tile", path, bytes(data), Expected("views", file=file))


def row(stage: Stage, chance: random.Random) -> Mutation | None:
    """A row of a view is changed, or gone."""
    inside: list[tuple[Path, Projection]] = [
        *((stage.root.metadata_db, each) for each in catalogue.IN_METADATA_DB),
        *((stage.root.derived / catalogue.FACTS_DB, each) for each in catalogue.IN_FACTS_DB),
    ]
    path, projection = chance.choice(inside)
    before = path.read_bytes()
    with closing(sqlite3.connect(path)) as db, db:
        table = chance.choice(projection.tables)
        columns = [(name, kind) for _, name, kind, *_, key in db.execute(f"PRAGMA table_info({table})") if not key]
        found = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        if not found:
            return None
        if chance.random() < 0.3 or not columns:
            db.execute(
                f"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} LIMIT 1)"
                if _has_rowid(db, table)
                else f"DELETE FROM {table}"
            )
        else:
            name, kind = chance.choice(columns)
            value = f"coalesce({name}, 0) + 1" if kind == "INTEGER" else f"coalesce({name}, '') || 'x'"
            try:
                db.execute(f"UPDATE {table} SET {name} = {value}")
            except sqlite3.IntegrityError:
                return None
    return Mutation("row", Expected("views", file=projection.name), {path: before})


def _has_rowid(db: sqlite3.Connection, table: str) -> bool:
    try:
        db.execute(f"SELECT rowid FROM {table} LIMIT 1")
    except sqlite3.OperationalError:
        return False
    return True


def locator(stage: Stage, chance: random.Random) -> Mutation | None:
    path = stage.root.index / catalogue.LOCATOR
    before = path.read_bytes()
    opened = closing(lmdb.open(str(path), subdir=False, lock=False, map_size=1 << 26))
    with opened as environment, environment.begin(write=True) as writing:
        key = chance.choice([key for key, _ in writing.cursor() if key != b"position"])
        if chance.random() < 0.5:
            writing.delete(key)
        else:
            writing.put(key, (writing.get(key) or b"") + b"x")
    return Mutation("locator", Expected("views", file="locator"), {path: before})


Make = Callable[[Stage, random.Random], Mutation | None]

KINDS: dict[Make, int] = {
    bit: 20,
    byte: 10,
    dropped: 10,
    swapped: 8,
    doubled: 8,
    truncated: 6,
    rechained: 10,
    rolled_back: 2,
    segment_bit: 10,
    segment_lost: 2,
    segment_cut: 2,
    segments_swapped: 3,
    segment_made_anew: 6,
    blob: 5,
    tile: 4,
    row: 3,
    locator: 2,
}


def copied(place: Path, root: DataRoot) -> Path:
    """Keep both logs as they are now."""
    place.mkdir()
    for path in (root.journal, root.ledger):
        shutil.copy(path, place)
    return place
