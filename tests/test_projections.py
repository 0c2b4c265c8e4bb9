"""The laws of the views, each tried on every one of them: what they hold follows from the log and from nothing else."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import lmdb
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.handoff import HandoffIngestor
from ledger import chain, event, last_seen, seals
from ledger.clock import new_run_id
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, HandoffRefused, Locked, NotFound, Stale, Usage
from ledger.facts import (
    KINDS,
    BatchStarted,
    BlobDamaged,
    BlobHashed,
    Burst,
    Click,
    CodeFound,
    ColoredRegion,
    ColorMeasured,
    Element,
    ElementSeen,
    Fact,
    Field,
    FieldRead,
    FrameExamined,
    FrameFailed,
    FrameSummarized,
    Gone,
    InputRead,
    KeyframeChosen,
    Maker,
    ModelCalled,
    Page,
    PageRecognized,
    Passage,
    Post,
    PostRead,
    RecordAdmitted,
    RecordConflicted,
    Shade,
    Snippet,
    Span,
    StoreAdopted,
    TextEmbedded,
    TextRead,
    Window,
    WindowRecognized,
)
from ledger.head import read_head
from ledger.writer import Writer
from processors.batch import Batch
from processors.idle import OpenGate
from processors.uia import UiaProcessor
from projections import (
    catalogue,
    compare,
    database,
    elements,
    engine,
    frames,
    lifetimes,
    rebuild,
    replay,
    standing,
    text,
)
from projections.digests import digests_of
from projections.engine import Files, SqliteStore, catch_up, fold_until
from projections.locator import LocatorReader
from projections.projection import Folding, Position, Projection
from projections.tables import Tables
from projections.tiles import TilesReader
from projections.views import Views

SQLITE: list[Projection] = [*catalogue.IN_METADATA_DB, *catalogue.IN_FACTS_DB]
NAMES = [*(projection.name for projection in SQLITE), "locator", "tiles"]
OCR = Maker("text", 1, "model", "00" * 32, parameters="p=1")
VLM = Maker("vlm", 1, "internvl", prompt_sha256="77" * 32)
VECTORS = Maker("vectors", 1, "encoder", "33" * 32)
COLOR = Maker("color", 1, parameters="p=1")
CODE = Maker("code", 1, "magika", "11" * 32)
INPUT = Maker("inputlog", 1, parameters="pause_ms=2000")
TYPED = Burst("2026-02-10T12:34:56.789Z", "2026-02-10T12:34:57Z", 3)
GENESIS = "00" * 32
AWAY = '{"input_ref": {"idle_seconds": 400.5}}'


def commit(root: DataRoot, *facts: Fact) -> None:
    with Writer(root).turn() as turn:
        turn.commit(facts, run=new_run_id(), stage=2, action="test")


def span(number: int, words: str = "some words") -> Span:
    return Span((10, 20 * number, 90, 20 * number + 12), f"{words} {number}", 9_000, ((10, 40), (45, 80), (85, 90)))


def post(author: str, text: str, y: int) -> Post:
    box = (20, y, 120, y + 16)
    return Post(
        (20, y + 20, 220, y + 36), text, ((20, y + 20, 220, y + 36),), box, author, (130, y, 160, y + 16), "10:02"
    )


def region(kind: str, red: int = 8) -> ColoredRegion:
    paper, ink = Shade((red, 16, 24), 0, 233), Shade((238, 238, 238), 7, 255)
    return ColoredRegion((0, 0, 50, 40), kind, "Mail", "/usr/bin/mail", paper, 9_000, ink, (((red, 16, 24), 9_000),))


def passage(digest: str, vector: str = "fwEC/YEF+gc=") -> Passage:
    return Passage((10, 20, 90, 60), digest * 16, vector)


def snippet(words: str, y: int = 20) -> Snippet:
    box = (10, y, 90, y + 12)
    return Snippet(box, "block", "editor", "sql", words, (box,), "a.sql - vim", "a.sql")


@pytest.fixture(scope="module")
def story(hypervisor: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DataRoot with every kind of event in its log, its views caught up after each commit. Not to be changed."""
    base = tmp_path_factory.mktemp("story")
    root = DataRoot(base / "root")
    ingestor = HandoffIngestor(root.path)
    variants = hypervisor.Variant(layout="flat", strangers=True), hypervisor.Variant(layout="flat", schema="records")
    built = [hypervisor.build(base / f"h{n}", each, seed=n, run="run1") for n, each in enumerate(variants)]
    built.append(hypervisor.build(base / "h2", run="run2", frames=2))
    for handoff in built:
        ingestor.ingest_handoff_dir(handoff.root)
    (built[2].root / "metadata.db").write_bytes(b"")
    with suppress(HandoffRefused):
        ingestor.ingest_handoff_dir(built[2].root)
    Batch(root, [UiaProcessor()], OpenGate()).run()
    one, two, three = built[0].frames
    for facts in (
        [TextRead(one, "ocr", OCR, "", (span(1), span(2))), FrameExamined(one, "text", 1, 1)],
        [FrameExamined(two, "text", 1, 0, one)],
        [
            TextRead(three, "ocr", OCR, two, (span(3, "Größe naïve"),), (Gone(read_head(root).size - 3, (0,)),)),
            FrameExamined(three, "text", 1, 1, two),
        ],
        [FrameFailed(next(iter(built[2].frames)), "text", 1, "image_undecodable", "no image")],
        [TextRead(two, "ocr", Maker("text", 2), "", ()), FrameExamined(two, "text", 2, 1)],
        [
            FieldRead(
                one, "layout", Maker("fields", 1), "", (Field((90, 20, 150, 32), "Save", (10, 20, 80, 32), "Mode"),)
            ),
            FrameExamined(one, "fields", 1, 1),
        ],
        [
            PostRead(one, Maker("posts", 1), "", (post("Rosa Lind", "The größe is 4", 20), post("", "Thanks", 60))),
            FrameExamined(one, "posts", 1, 1),
        ],
        [FrameExamined(two, "posts", 1, 0, one)],
        [StoreAdopted("adopted/then", ("metadata.db",), 1)],
        [BlobDamaged("h0", "media/x.blob", one, "0" * 64, "1" * 64)],
        [BlobHashed(next(iter(built[2].frames.values())), 10, "2" * 64)],
        [KeyframeChosen(one, Maker("keyframes", 1), "first"), FrameExamined(one, "keyframes", 1, 1)],
        [
            ModelCalled("http://127.0.0.1:8000/v1", "internvl", "answered", 12, "77" * 32, "55" * 32, one),
            WindowRecognized(one, "vlm", VLM, "", (Window((0, 0, 50, 40), "Mail", z=1),)),
            FrameSummarized(one, VLM, "A mail is read."),
            FrameExamined(one, "vlm", 1, 2),
        ],
        [ColorMeasured(one, COLOR, "", (region("page"), region("panel"))), FrameExamined(one, "color", 1, 1)],
        [FrameExamined(two, "color", 1, 0, one)],
        [
            CodeFound(one, CODE, "", (snippet("SELECT größe;"), snippet("SELECT 2;", 60))),
            FrameExamined(one, "code", 1, 1),
        ],
        [
            CodeFound(two, CODE, one, (snippet("SELECT größe, 1;"),), (Gone(read_head(root).size - 3, (0,)),)),
            FrameExamined(two, "code", 1, 1, one),
        ],
        [FrameExamined(three, "code", 1, 0, two)],
        [TextEmbedded(one, VECTORS, "", (passage("a"), passage("b"))), FrameExamined(one, "vectors", 1, 1)],
        [
            TextEmbedded(two, VECTORS, one, (passage("c"),), (Gone(read_head(root).size - 2, (0,)),)),
            FrameExamined(two, "vectors", 1, 1, one),
        ],
        [FrameExamined(three, "vectors", 1, 0, two)],
        [TextEmbedded(one, Maker("vectors", 2, "other", "44" * 32), "", (passage("a"),))],
        [
            ColorMeasured(three, COLOR, two, (region("panel", 9),), (Gone(read_head(root).size - 3, (1,)),)),
            FrameExamined(three, "color", 1, 1, two),
        ],
        [
            WindowRecognized(
                one, "record", Maker("windows", 1), "", (Window((0, 0, 50, 40), "Mail", "Mail", "", True),)
            ),
            FrameExamined(one, "windows", 1, 1),
        ],
        [FrameExamined(two, "windows", 1, 0, one)],
        [
            PageRecognized(one, Maker("pages", 1), "", (Page((0, 0, 9, 9), "a.org/x", "address", "a.org", "a.org/x"),)),
            FrameExamined(one, "pages", 1, 1),
        ],
        [
            InputRead(one, "run1/input/0", INPUT, (TYPED,), (Click(TYPED.end, (4, 5), "left"), Click(TYPED.end)), 1),
            FrameExamined(one, "inputlog", 1, 1),
        ],
        [InputRead(two, "run1/input/0", INPUT, (TYPED,), (Click(TYPED.end, (-4, 5), "left"),), 1)],
        [RecordAdmitted("h4", "metadata", "run4/frame/1", "evidence.capture.frame", None, None, AWAY)],
        [RecordAdmitted("h3", "metadata", "run3/frame/1", "evidence.capture.frame", "yesterday", "run3", "{}")],
    ):
        commit(root, *facts)
        catch_up(root)
    return root.path


@pytest.fixture
def root(story: Path, tmp_path: Path) -> DataRoot:
    """A copy of the story, to be changed."""
    shutil.copytree(story, tmp_path / "root")
    return DataRoot(tmp_path / "root")


def forget(root: DataRoot, *names: str) -> None:
    for path in (root.path / name for name in names):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def digests(root: DataRoot) -> dict[str, str]:
    return digests_of(Files.of(root)).of


def events_of(root: DataRoot) -> list[Folding]:
    """The committed events, as the engine reads them."""
    found, offset = [], 0
    data = root.journal.read_bytes()[: read_head(root).bytes]
    for line in data.splitlines(keepends=True):
        read = event.read(line)
        fact = event.understand(read)
        found.append(Folding(read.seq, read.at, read.run, offset, len(line), event.leaf(line), fact))
        offset += len(line)
    return found


def test_story_has_every_kind_of_event(story: Path) -> None:
    kinds = {type(folding.fact).__name__ for folding in events_of(DataRoot(story))}
    told = {"DatarootOpened", "HandoffCompleted", "HandoffRefused", "MarkerGranted", "BlobAdmitted", "RecordAdmitted"}
    told |= {"RecordConflicted", "BatchStarted", "BatchFinished", "FrameExamined", "FrameFailed", "TextRead"}
    told |= {"KeyframeChosen", "ModelCalled", "WindowRecognized", "FrameSummarized", "BlobHashed", "PageRecognized"}
    told |= {"ElementSeen", "BlobDamaged", "StoreAdopted", "ColorMeasured", "FieldRead", "CodeFound", "PostRead"}
    told |= {"InputRead", "TextEmbedded"}
    assert kinds == told


# ---------------------------------------------------------------- folded whole, in pieces, anew


def whole(root: DataRoot) -> None:
    forget(root, "metadata.db", "derived", "index")
    catch_up(root)


def one_by_one(root: DataRoot) -> None:
    forget(root, "metadata.db", "derived", "index")
    head = read_head(root)
    for until in range(1, head.size + 1):
        fold_until(root, Files.of(root), head, until=until)


def in_pieces(root: DataRoot) -> None:
    forget(root, "metadata.db", "derived", "index")
    head = read_head(root)
    for until in (7, 8, head.size // 2, head.size - 1, head.size, head.size):
        fold_until(root, Files.of(root), head, until=until)


def twice(root: DataRoot) -> None:
    whole(root)
    catch_up(root)


def without(*names: str) -> Callable[[DataRoot], None]:
    def run(root: DataRoot) -> None:
        forget(root, *names)
        catch_up(root)

    return run


def some_behind(root: DataRoot) -> None:
    """As a crash between two files leaves it: each stands at another event."""
    files, head = Files.of(root), read_head(root)
    for name, until in (("metadata.db", 30), ("derived", 11)):
        forget(root, name)
        aside = Files.inside(root.path / "aside")
        fold_until(root, aside, head, until=until)
        made = aside.metadata_db if name == "metadata.db" else aside.facts_db
        live = files.metadata_db if name == "metadata.db" else files.facts_db
        live.parent.mkdir(exist_ok=True)
        made.replace(live)
        forget(root, "aside")
    catch_up(root)


def rebuilt(root: DataRoot) -> None:
    rebuild.rebuild(root)


def rebuilt_from_nothing(root: DataRoot) -> None:
    forget(root, "metadata.db", "derived", "index")
    rebuild.rebuild(root)


WAYS: dict[str, Callable[[DataRoot], None]] = {
    "live": lambda _: None,
    "one by one": one_by_one,
    "in pieces": in_pieces,
    "twice": twice,
    "without metadata.db": without("metadata.db"),
    "without derived": without("derived"),
    "without index": without("index"),
    "some behind": some_behind,
    "rebuilt": rebuilt,
    "rebuilt from nothing": rebuilt_from_nothing,
}


@pytest.fixture(scope="module")
def outcomes(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, str]]:
    """Digests of the views after each way of folding; each way is gone once."""
    known: dict[str, dict[str, str]] = {}

    def outcome(way: str) -> dict[str, str]:
        if way not in known:
            root = DataRoot(tmp_path_factory.mktemp("way") / "root")
            shutil.copytree(story, root.path)
            (WAYS | {"whole": whole})[way](root)
            known[way] = digests(root)
        return known[way]

    return outcome


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_folding_gives_the_same(outcomes: Callable[[str], dict[str, str]], way: str, name: str) -> None:
    assert outcomes(way)[name] == outcomes("whole")[name]


Run = Callable[..., subprocess.CompletedProcess[str]]


@contextmanager
def locator_changed(root: DataRoot) -> Iterator[lmdb.Transaction]:
    environment = lmdb.open(str(root.index / catalogue.LOCATOR), subdir=False, lock=False)
    with closing(environment), environment.begin(write=True) as writing:
        yield writing


def test_place_that_no_log_can_have_is_a_damaged_view(autocapture: Run, root: DataRoot) -> None:
    key = b"e" + struct.pack(">Q", 5)
    data = ("--data-dir", root.path)
    place = struct.Struct(">QI32s")
    bad = [
        place.pack(2**64 - 1, 100, bytes(32)),
        b"abc",
        place.pack(0, 2**32 - 1, bytes(32)),
        place.pack(0, 0, bytes(32)),
    ]
    for value in bad:
        with locator_changed(root) as writing:
            writing.put(key, value)
        for words in (("show", "event", "journal:5"), ("audit", "prove", "journal:5")):
            told = autocapture(*words, *data)
            assert (told.returncode, "is damaged" in told.stderr) == (9, True), (value, words, told.stderr)


@pytest.mark.parametrize("name", NAMES)
def test_digest_sees_one_changed_row(root: DataRoot, name: str) -> None:
    """Else the tests above could not fail."""
    before = digests(root)
    if name == "locator":
        with locator_changed(root) as writing:
            assert writing.delete(b"e" + struct.pack(">Q", 3))
    elif name == "tiles":
        tile = next((root.index / catalogue.TILES / "tile" / "0" / "000.p").iterdir())
        tile.write_bytes(bytes([tile.read_bytes()[0] ^ 1]) + tile.read_bytes()[1:])
    else:
        projection = next(each for each in SQLITE if each.name == name)
        path = root.metadata_db if projection in catalogue.IN_METADATA_DB else root.derived / catalogue.FACTS_DB
        with closing(sqlite3.connect(path)) as db, db:
            table = projection.tables[0]
            (first,) = db.execute(f"SELECT name FROM pragma_table_info('{table}') WHERE cid = 0").fetchone()
            db.execute(f"DELETE FROM {table} WHERE {first} = (SELECT max({first}) FROM {table})")
    after = digests(root)
    assert {each for each in NAMES if after[each] != before[each]} == {name}
    differences = compare.check(root).differences
    assert {each.projection for each in differences} == {name}


@pytest.mark.parametrize("projection", SQLITE, ids=lambda projection: projection.name)
def test_content_looks_through_no_table_for_each_row(root: DataRoot, projection: Projection) -> None:
    path = root.metadata_db if projection in catalogue.IN_METADATA_DB else root.derived / catalogue.FACTS_DB
    with closing(sqlite3.connect(path)) as db:
        steps = db.execute(f"EXPLAIN QUERY PLAN {projection.content}").fetchall()
    assert steps
    inside: set[int] = set()
    for step, parent, _, told in steps:
        if told.startswith("CORRELATED") or parent in inside:
            inside.add(step)
            assert not told.startswith("SCAN"), told


@pytest.mark.parametrize("name", NAMES)
def test_every_event_that_a_row_names_is_in_the_journal(story: Path, name: str) -> None:
    size = read_head(DataRoot(story)).size
    if name == "locator":
        with closing(LocatorReader(DataRoot(story).index / catalogue.LOCATOR)) as locator:
            assert all(locator.place(folding.seq) is not None for folding in events_of(DataRoot(story)))
            assert locator.place(size) is None
            for folding in events_of(DataRoot(story)):
                place = locator.place(folding.seq)
                assert place is not None
                assert (place.offset, place.length, place.leaf) == (folding.offset, folding.length, folding.leaf)
        return
    if name == "tiles":
        tiles = TilesReader(DataRoot(story).index / catalogue.TILES)
        assert [tiles.node_at(0, folding.seq) for folding in events_of(DataRoot(story))] == [
            folding.leaf for folding in events_of(DataRoot(story))
        ]
        assert tiles.position.seq == size
        return
    projection = next(each for each in SQLITE if each.name == name)
    path = Files.of(DataRoot(story)).metadata_db if name == "records" else Files.of(DataRoot(story)).facts_db
    with closing(sqlite3.connect(path)) as db:
        for table in projection.tables:
            columns = [column[1] for column in db.execute(f"PRAGMA table_info({table})")]
            if "seq" in columns:
                seqs = [seq for (seq,) in db.execute(f"SELECT seq FROM {table}")]
                assert seqs
                assert all(0 <= seq < size for seq in seqs)


# ---------------------------------------------------------------- a fold that fails


class Unfit(Exception):
    pass


@pytest.mark.parametrize("projection", SQLITE, ids=lambda each: each.name)
def test_fold_that_fails_moves_neither_rows_nor_position(story: Path, tmp_path: Path, projection: Projection) -> None:
    events = events_of(DataRoot(story))
    family = catalogue.IN_METADATA_DB if projection in catalogue.IN_METADATA_DB else catalogue.IN_FACTS_DB
    third = len(events) // 3

    def failing(tables: Tables, folding: Folding) -> None:
        projection.fold(tables, folding)
        if folding.seq == len(events) - 2:
            raise Unfit

    def position(upto: int) -> Position:
        last = events[upto - 1]
        return Position(upto, last.offset + last.length, last.leaf.hex())

    def dump() -> list[str]:
        with closing(sqlite3.connect(tmp_path / "view.db")) as db:
            return list(db.iterdump())

    swapped = msgspec.structs.replace(projection, kinds=KINDS, fold=failing)
    broken = [swapped if each is projection else each for each in family]
    with closing(SqliteStore(tmp_path / "view.db", broken, GENESIS)) as store:
        store.fold(events[:third], position(third))
        before = dump()
        with pytest.raises(Unfit):
            store.fold(events[third:], position(len(events)))
        assert store.position == position(third)
        assert dump() == before
    with closing(SqliteStore(tmp_path / "view.db", family, GENESIS)) as store:
        assert store.position == position(third)
        store.fold(events[third:], position(len(events)))
    with closing(SqliteStore(tmp_path / "whole.db", family, GENESIS)) as store:
        store.fold(events, position(len(events)))
    after = dump()
    (tmp_path / "whole.db").replace(tmp_path / "view.db")
    # Rows that wait for one another are written in another order: what they are is the same.
    assert sorted(after) == sorted(dump())


@pytest.mark.parametrize("projection", SQLITE, ids=lambda each: each.name)
def test_fold_takes_only_the_kinds_that_it_names(story: Path, tmp_path: Path, projection: Projection) -> None:
    family = catalogue.IN_METADATA_DB if projection in catalogue.IN_METADATA_DB else catalogue.IN_FACTS_DB
    events = events_of(DataRoot(story))
    everything = [msgspec.structs.replace(each, kinds=KINDS) if each is projection else each for each in family]
    end = Position(len(events), 0, events[-1].leaf.hex())
    found = []
    for name, projections in (("named.db", family), ("all.db", everything)):
        with closing(SqliteStore(tmp_path / name, projections, GENESIS)) as store:
            store.fold(events, end)
        with closing(sqlite3.connect(tmp_path / name)) as db:
            found.append([db.execute(f"SELECT * FROM {table}").fetchall() for table in projection.tables])
    assert found[0] == found[1]
    assert any(found[0])


class DreamDreamt(Fact, frozen=True, tag="derived.dream.dreamt"):
    what: str


def test_event_of_a_later_version_stops_the_views_and_moves_nothing(root: DataRoot) -> None:
    before = digests(root)
    size = read_head(root).size
    commit(root, BatchStarted(("text",), 1, True), DreamDreamt("of sheep"))
    for attempt in (catch_up, rebuild.rebuild):
        with pytest.raises(Stale, match=r"derived\.dream\.dreamt.*Upgrade"):
            attempt(root)
        assert digests(root) == before
        with Views(root) as views:
            assert views.position.seq == size
            assert views.head().size == size + 2


def test_text_compared_with_no_end_of_a_chain_is_refused(root: DataRoot, hypervisor: ModuleType) -> None:
    before = digests(root)
    one, two = "run1/evidence.capture.frame/0", "run1/evidence.capture.frame/1"
    commit(root, BatchStarted(("text",), 1, True), TextRead(two, "ocr", OCR, one, (span(9),)))
    with pytest.raises(Stale, match="not the end of a chain"):
        catch_up(root)
    after = digests(root)
    facts = {projection.name for projection in catalogue.IN_FACTS_DB}
    assert {name: after[name] for name in facts} == {name: before[name] for name in facts}
    with Views(root) as views:
        assert views.position.seq == read_head(root).size - 2


# ---------------------------------------------------------------- versions, and views of another log


@pytest.mark.parametrize("projection", SQLITE, ids=lambda each: each.name)
def test_view_of_another_version_is_refused_with_the_command_that_rebuilds(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch, projection: Projection
) -> None:
    before = digests(root)
    where = "IN_METADATA_DB" if projection in catalogue.IN_METADATA_DB else "IN_FACTS_DB"
    newer = msgspec.structs.replace(projection, version=projection.version + 1)
    family = tuple(newer if each is projection else each for each in getattr(catalogue, where))
    monkeypatch.setattr(catalogue, where, family)
    for attempt in (catch_up, Views):
        with pytest.raises(Stale, match="autocapture rebuild"):
            attempt(root)
    differences = compare.check(root).differences
    assert {each.projection for each in differences if each.live is None} == {each.name for each in family}
    assert rebuild.rebuild(root).of == before
    catch_up(root)
    Views(root).close()


def test_locator_of_another_version_is_refused_with_the_command_that_rebuilds(root: DataRoot) -> None:
    path = root.index / catalogue.LOCATOR
    before = digests(root)
    with locator_changed(root) as writing:
        known = bytes(writing.get(b"position") or b"")
        writing.put(b"position", struct.pack(">I", 99) + known[4:])
    with pytest.raises(Stale, match="autocapture rebuild"):
        catch_up(root)
    with pytest.raises(Stale, match="autocapture rebuild"):
        LocatorReader(path)
    assert rebuild.rebuild(root).of == before


@pytest.mark.parametrize("name", ["metadata.db", "derived/facts.db", "index/locator.lmdb"])
@pytest.mark.parametrize("harm", ["garbage", "cut short", "emptied", "smeared", "gone"])
def test_harmed_view_is_never_served_and_made_anew(root: DataRoot, name: str, harm: str) -> None:
    before = digests(root)
    path = root.path / name
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(
            {
                "garbage": b"x" * len(data),
                "cut short": data[:8192],
                "emptied": b"",
                "smeared": data[:4096] + bytes(len(data) - 4096),
            }[harm]
        )
    # In a process of its own: a map over a file that was cut short would kill this one.
    program = (
        "import sys; from pathlib import Path; from ledger.dataroot import DataRoot; from ledger.errors import Stale\n"
        "from projections import rebuild; from projections.engine import catch_up\n"
        "root = DataRoot(Path(sys.argv[1]))\n"
        "try: catch_up(root)\n"
        "except Stale as error: assert 'autocapture rebuild' in str(error)\n"
        "print(rebuild.rebuild(root).whole)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(root.path)],
        capture_output=True,
        text=True,
        timeout=60,
        env=importing(),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert digests(root) == before


def importing() -> dict[str, str]:
    """An environment in which a new process imports the rooms from where these tests have them."""
    return {**os.environ, "PYTHONPATH": str(Path(engine.__file__).parent.parent)}


def roll_back(root: DataRoot, commits: int) -> None:
    """Let log and ledger be those of an older backup, some commits ago."""
    lines = root.ledger.read_bytes().splitlines(keepends=True)[:-commits]
    root.ledger.write_bytes(b"".join(lines))
    entry = seals.read(lines[-1]).understood()
    assert isinstance(entry, seals.JournalCommitted)
    root.journal.write_bytes(root.journal.read_bytes()[: entry.bytes])
    last_seen.path_of(read_head(root).origin).unlink(missing_ok=True)


def test_views_that_know_more_than_the_log_are_refused(root: DataRoot, tmp_path: Path) -> None:
    before = digests(root)
    roll_back(root, 3)
    with pytest.raises(Stale, match=r"autocapture rebuild.*audit verify"):
        catch_up(root)
    _, aside = replay.as_of(root, read_head(root).last_event, tmp_path / "then")
    assert digests_of(Files.of(root)).of == before
    assert rebuild.rebuild(root).of == aside.of
    assert aside.of != before


def test_views_of_a_history_that_went_another_way_are_refused(root: DataRoot) -> None:
    size = read_head(root).size
    roll_back(root, 3)
    while read_head(root).size <= size + 3:
        commit(root, BatchStarted(("another way",), 0, False))
    with pytest.raises(Stale, match="autocapture rebuild"):
        catch_up(root)
    assert rebuild.rebuild(root).seq == read_head(root).size
    catch_up(root)


def test_journal_line_that_does_not_follow_is_damage(root: DataRoot) -> None:
    forget(root, "metadata.db", "derived", "index")
    data = root.journal.read_bytes()
    root.journal.write_bytes(data.replace(b"Save", b"Lose", 1))
    for attempt in (catch_up, rebuild.rebuild):
        with pytest.raises(Damaged, match="audit verify"):
            attempt(root)


# ---------------------------------------------------------------- replay


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 1.0])
def test_replay_gives_the_views_of_that_moment(root: DataRoot, tmp_path: Path, share: float) -> None:
    head = read_head(root)
    last = round(share * head.last_event)
    live = digests(root)
    _, then = replay.as_of(root, last, tmp_path / "then")
    assert then.seq == last + 1
    assert digests(root) == live
    files = Files.inside(tmp_path / "other")
    for until in range(1, last + 2, 9):
        fold_until(root, files, head, until=until)
    fold_until(root, files, head, until=last + 1)
    assert digests_of(files).of == then.of
    assert (then.of == live) == (last == head.last_event)


def test_replay_refuses_what_it_cannot_do(root: DataRoot, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="journal:"):
        replay.as_of(root, read_head(root).size, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    for out in (tmp_path / "file", tmp_path / "full", root.path):
        with pytest.raises(Usage, match="not an empty directory"):
            replay.as_of(root, 3, out)
    assert (tmp_path / "file").read_bytes() == b"mine"


@pytest.mark.parametrize("was_there", [True, False])
def test_replay_that_is_cut_short_is_not_in_the_way_of_the_same_one(
    root: DataRoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, was_there: bool
) -> None:
    out = tmp_path / "out"
    if was_there:
        out.mkdir()

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    before = {path: path.lstat().st_mtime_ns for path in root.path.rglob("*")}
    with monkeypatch.context() as patched:
        patched.setattr(replay, "digests_of", interrupted)
        with pytest.raises(KeyboardInterrupt):
            replay.as_of(root, 3, out)
    assert out.exists() == was_there
    assert list(tmp_path.glob("out/*")) == []
    assert {path: path.lstat().st_mtime_ns for path in root.path.rglob("*")} == before
    assert replay.as_of(root, 3, out)[1].seq == 4


def test_of_two_replays_into_one_directory_one_is_made_and_one_refused(
    root: DataRoot, program: list[str], tmp_path: Path
) -> None:
    for number in range(6):
        out = tmp_path / str(number)
        words = [*program, "audit", "replay", "--until", "journal:3", "--out", str(out), "--data-dir", str(root.path)]
        both = [subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
        assert sorted(each.wait(60) for each in both) == [0, 2]
        assert not list(out.glob("*.tmp"))
        with Views(DataRoot(out)) as views:
            assert views.position.seq == 4


# ---------------------------------------------------------------- readers


def state_of(root: Path) -> dict[str, tuple[int, bytes]]:
    paths = [path for path in root.rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in paths}


def test_reader_cannot_write_and_leaves_every_byte_as_it_was(root: DataRoot) -> None:
    before = state_of(root.path)
    for path, family in (
        (root.metadata_db, catalogue.IN_METADATA_DB),
        (root.derived / catalogue.FACTS_DB, catalogue.IN_FACTS_DB),
    ):
        with closing(database.open_for_reading(path, family)) as db:
            table = family[0].tables[0]
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for statement in (
                f"DELETE FROM {table}",
                f"INSERT INTO {table} DEFAULT VALUES",
                "CREATE TABLE mine (a)",
                "UPDATE autocapture_projection SET seq = 0",
                "PRAGMA user_version = 7",
            ):
                with pytest.raises(sqlite3.OperationalError, match="readonly"):
                    db.execute(statement)
                db.execute("PRAGMA query_only = OFF")
                with pytest.raises(sqlite3.OperationalError, match="readonly"):
                    db.execute(statement)
    with Views(root) as views:
        for folding in events_of(root):
            assert views.event(folding.seq).event.seq == folding.seq
            views.locator.frame_of(folding.seq)
        assert views.locator.events_of("run1/evidence.capture.frame/0")
        with pytest.raises(NotFound):
            views.event(10**9)
    assert state_of(root.path) == before


def test_readers_keep_the_old_files_during_a_rebuild(root: DataRoot) -> None:
    with closing(sqlite3.connect(root.derived / catalogue.FACTS_DB)) as db, db:
        db.execute("DELETE FROM frames")
    with Views(root) as old:
        assert old.locator.place(0) is not None
        rebuild.rebuild(root)
        assert frames.extent(old.facts) is None
        assert old.records.execute("SELECT count(*) FROM metadata").fetchone()[0]
        assert old.locator.events_of("run1/evidence.capture.frame/0")
    with Views(root) as new:
        assert frames.extent(new.facts) is not None


def test_readers_find_whole_views_while_they_are_made_anew(root: DataRoot) -> None:
    program = (
        "import sys; from pathlib import Path; from ledger.dataroot import DataRoot; from projections import frames\n"
        "from projections.views import Views\n"
        "root, looks = DataRoot(Path(sys.argv[1])), 0\n"
        "print('reading', flush=True)\n"
        "while not (root.path / 'enough').exists():\n"
        "    with Views(root) as views:\n"
        "        assert views.records.execute('SELECT count(*) FROM metadata').fetchone()[0] > 20\n"
        "        assert frames.extent(views.facts) is not None\n"
        "        assert views.event(5).seq == 5\n"
        "    looks += 1\n"
        "print(looks)"
    )
    command = [sys.executable, "-c", program, str(root.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=importing()) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"reading\n"
        for _ in range(5):
            rebuild.rebuild(root)
        (root.path / "enough").touch()
        told, failure = reader.communicate(timeout=60)
    assert reader.returncode == 0, failure.decode()
    assert int(told) > 5


def test_rebuild_rolls_back_what_a_killed_writer_left_before_it_swaps(root: DataRoot) -> None:
    """A journal of the old file would be rolled back into the new one."""
    before = digests(root)
    program = (
        "import os, signal, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA cache_size = 1')\n"
        "db.execute('BEGIN')\n"
        "db.execute('CREATE TABLE half AS SELECT randomblob(4000) AS a FROM span_text, spans, frames')\n"
        "db.execute('UPDATE frames SET window_title = hex(randomblob(3000))')\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    path = root.derived / catalogue.FACTS_DB
    subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert path.with_name("facts.db-journal").stat().st_size
    with pytest.raises(Stale, match="autocapture rebuild"):
        Views(root)
    assert rebuild.rebuild(root).of == before
    assert not path.with_name("facts.db-journal").exists()
    assert digests(root) == before


# ---------------------------------------------------------------- lifetimes


@pytest.fixture(scope="module")
def shelf() -> Iterator[Path]:
    """A directory for many short-lived databases, in memory where there is such a place."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as directory:
        yield Path(directory)


class Log:
    """Events folded one by one into a file of views, without a journal behind them."""

    def __init__(self, directory: Path) -> None:
        (directory / "facts.db").unlink(missing_ok=True)
        self.store = SqliteStore(directory / "facts.db", catalogue.IN_FACTS_DB, GENESIS)
        self.db = database.open_for_reading(directory / "facts.db", catalogue.IN_FACTS_DB)
        self.seq = 0

    def tell(self, *facts: Any) -> int:
        """Fold facts as one commit; return the number of the first."""
        first = self.seq
        told = [Folding(first + n, "2026-01-01T00:00:00.000000Z", "R", 0, 1, b"", fact) for n, fact in enumerate(facts)]
        self.seq += len(facts)
        self.store.fold(told, Position(self.seq, 0, GENESIS))
        return first

    def close(self) -> None:
        self.db.close()
        self.store.close()


def screenshot(number: int, second: int) -> RecordAdmitted:
    moment = f"2026-01-01T00:00:{second:02d}Z"
    return RecordAdmitted(
        "h", "metadata", f"f{number}", frames.FRAME_TYPE, moment, "run", "{}", None, (f"media/{number}",)
    )


def shown(mask: int, topic: str) -> dict[tuple[int, int, int, int], str]:
    """What is on a screen: a line for each bit; two of them have the same words, and two share a box."""
    words = ("error", "ok", "error", "total 5", "total 6", "")
    boxes = [(0, 10 * n, 50, 10 * n + 8) for n in range(len(words))]
    return {boxes[n]: f"{words[n]}/{topic}" if words[n] else "" for n in range(len(words)) if mask >> n & 1}


def look(log: Log, frame: str, version: int, masks: Sequence[int]) -> None:
    """Examine a frame as the processors do: compared with the frame before it where its chains end there."""
    subject = frames.by_id(log.db, frame)
    assert subject is not None
    before = frames.before(log.db, subject)
    facts: list[Fact] = []
    compared = ""
    maker = Maker("both", version)
    for topic, mask in zip(("text:uia", "element:uia"), masks, strict=True):
        new = shown(mask, topic)
        tip = before and lifetimes.tip_of(log.db, before.id, topic, "both", version)
        on_frame = standing.on_frame if topic == "text:uia" else elements.on_frame
        known: dict[tuple[Any, str], tuple[int, int]] = {}
        if before is not None and tip is not None:
            compared = before.id
            for row in on_frame(log.db, before.id, "uia"):
                known[row.box, row.text if isinstance(row, text.SpanRow) else row.label] = (row.seq, row.place)
        gone: dict[int, list[int]] = {}
        for key, (seq, place) in known.items():
            if key not in new.items():
                gone.setdefault(seq, []).append(place)
        added = [item for item in new.items() if item not in known]
        vanished = tuple(Gone(seq, tuple(places)) for seq, places in sorted(gone.items()))
        against = before.id if before is not None and tip is not None else ""
        if against and not added and not vanished:
            continue
        if topic == "text:uia":
            spans = tuple(Span(box, words, 1) for box, words in added)
            facts.append(TextRead(frame, "uia", maker, against, spans, vanished))
        else:
            things = tuple(Element(box, "Button", words) for box, words in added)
            facts.append(ElementSeen(frame, "uia", maker, against, things, vanished))
    log.tell(*facts, FrameExamined(frame, "both", version, len(facts), compared))


MASKS = st.tuples(st.integers(0, 63), st.integers(0, 63))


@settings(max_examples=120, deadline=None)
@given(
    screens=st.lists(st.tuples(st.integers(0, 9), MASKS), min_size=1, max_size=7),
    looks=st.lists(st.tuples(st.integers(0, 6), st.integers(1, 2), st.integers(0, 5)), max_size=20),
    in_order=st.booleans(),
)
def test_every_frame_shows_exactly_what_was_read_on_it(
    shelf: Path,
    screens: list[tuple[int, tuple[int, int]]],
    looks: list[tuple[int, int, int]],
    in_order: bool,
) -> None:
    """Whatever the order of looking, frames that came late between others, failures, and a second version."""
    log = Log(shelf)
    try:
        expected: dict[str, tuple[int, int]] = {}
        known: set[int] = set()
        steps = [(n, 1, 1) for n in range(len(screens))] if in_order else []
        for number, version, chance in [*steps, *looks]:
            if number >= len(screens):
                continue
            frame = f"f{number}"
            if number not in known:
                known.add(number)
                log.tell(screenshot(number, screens[number][0]))
            if chance == 0:
                log.tell(FrameFailed(frame, "both", version, "unlucky"))
                continue
            look(log, frame, version, screens[number][1])
            expected[frame] = screens[number][1]
            for each, masks in expected.items():
                spans = {row.box: row.text for row in standing.on_frame(log.db, each)}
                assert spans == shown(masks[0], "text:uia")
                assert len(standing.on_frame(log.db, each)) == len(spans)
                things = {row.box: row.label for row in elements.on_frame(log.db, each, "uia")}
                assert things == shown(masks[1], "element:uia")
    finally:
        log.close()


def test_screen_that_stays_costs_no_rows(shelf: Path) -> None:
    log = Log(shelf)
    try:
        log.tell(*(screenshot(number, number) for number in range(50)))
        for number in range(50):
            look(log, f"f{number}", 1, (63, 63))
        assert log.db.execute("SELECT count(*) FROM spans").fetchone() == (6,)
        assert log.db.execute("SELECT count(*) FROM chains").fetchone() == (2,)
        assert len(standing.on_frame(log.db, "f49")) == 6
    finally:
        log.close()


# ---------------------------------------------------------------- whatever a row says

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=8)
    | st.sampled_from(["2026-01-01T00:00:00Z", "evidence.capture.frame", "evidence.uia.snapshot", "\ud83d", "\0"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
FIELDS = (
    "record_type", "run_id", "ts_utc", "ts_start_utc", "width", "height", "frame_width", "monitor_index",
    "content_hash", "window_ref", "window", "uia_ref", "payload", "title", "record_id",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    fields=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=8),
    kind=st.sampled_from(["evidence.capture.frame", "evidence.uia.snapshot", None]),
    ascii_only=st.booleans(),
    conflicting=st.booleans(),
)
def test_no_row_of_the_hypervisor_can_stop_the_views(
    shelf: Path, fields: dict[str, Any], kind: str | None, ascii_only: bool, conflicting: bool
) -> None:
    told = json.dumps({"ts_utc": "2026-01-01T00:00:00Z"} | fields, ensure_ascii=ascii_only)
    payload = told.encode("utf-8", "replace").decode()
    fact = (RecordConflicted if conflicting else RecordAdmitted)("h", "metadata", "id", kind, None, None, payload)
    log = Log(shelf)
    (shelf / "metadata.db").unlink(missing_ok=True)
    try:
        log.tell(fact)
        folding = Folding(0, "2026-01-01T00:00:00.000000Z", "R", 0, 1, b"", fact)
        with closing(SqliteStore(shelf / "metadata.db", catalogue.IN_METADATA_DB, GENESIS)) as store:
            store.fold([folding], Position(1, 0, GENESIS))
        assert log.db.execute("SELECT count(*) FROM frames").fetchone()[0] <= 1
        frame = frames.by_id(log.db, "id")
        if frame is not None:
            assert json.dumps(msgspec.structs.asdict(frame)).isascii()
    finally:
        log.close()


def test_genesis_of_the_views_is_that_of_the_journal(story: Path) -> None:
    head = read_head(DataRoot(story))
    first = events_of(DataRoot(story))[0]
    line = DataRoot(story).journal.read_bytes()[: first.length]
    assert line.startswith(chain.prefix(chain.genesis("journal", head.origin, head.root_key), 0))


def test_emptied_full_text_index_is_found_and_rebuilt(root: DataRoot) -> None:
    with closing(sqlite3.connect(root.derived / catalogue.FACTS_DB)) as db, db:
        db.execute("INSERT INTO span_text (span_text) VALUES ('delete-all')")
    differences = compare.check(root).differences
    assert [each.projection for each in differences] == ["text"]
    rebuild.rebuild(root)
    assert compare.check(root).differences == ()


def test_frame_without_a_readable_time_is_kept_apart(root: DataRoot) -> None:
    with Views(root) as views:
        assert frames.by_id(views.facts, "run3/frame/1") is None
        assert frames.undated(views.facts, "run3/frame/1") == ("yesterday",)
        assert frames.undated(views.facts, "nothing") is None


def test_writer_killed_in_the_middle_is_told_to_a_reader_and_healed_by_the_next_writer(root: DataRoot) -> None:
    path = root.derived / catalogue.FACTS_DB
    killed = (
        "import os, signal, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA cache_size = 1')\n"
        "db.execute('BEGIN IMMEDIATE')\n"
        'db.execute("UPDATE elements SET label = label || zeroblob(9000)")\n'
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", killed, path], check=False)
    assert path.with_name(f"{path.name}-journal").exists()
    with pytest.raises(Stale, match="stopped in the middle"):
        Views(root)
    catch_up(root)
    Views(root).close()
    assert compare.check(root).differences == ()


@pytest.mark.parametrize("statement", ["BEGIN EXCLUSIVE", "SELECT * FROM metadata"])
def test_view_that_another_program_holds_open_is_told_as_that(
    hypervisor: ModuleType, tmp_path: Path, statement: str
) -> None:
    root = tmp_path / "root"
    HandoffIngestor(root).ingest_handoff_dir(hypervisor.build(tmp_path / "h").root)
    path = root / "metadata.db"
    other, ours = sqlite3.connect(path, isolation_level=None), sqlite3.connect(path, timeout=0)
    with closing(other), closing(ours):
        held = other.execute(statement)
        held.fetchone()
        with pytest.raises(Locked) as caught, database.telling(path), ours:
            ours.execute("DELETE FROM metadata")
    assert str(path) in str(caught.value)
