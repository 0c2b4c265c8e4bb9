"""Scenes and their words: cut where the screen changes, kept in sealed ranges, found however words are written."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import generated
from ledger.dataroot import DataRoot
from ledger.facts import Maker
from ledger.head import read_head
from projections import postings, scenes, wording
from projections.digests import digests_of
from projections.engine import Files, catch_up, fold_until
from projections.views import Views
from query.language.words import forms
from query.passages import hits, subjects
from query.passages.intent import ORDINARY, Term
from query.passages.lookup import Lookup, misreadings

OCR = Maker("text", 1)
FRAMES = 400


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated log of two sessions, without views."""
    root = DataRoot(tmp_path_factory.mktemp("generated") / "root")
    generated.generate(root, FRAMES, seed=7)
    return root.path


@pytest.fixture
def root(log: Path, tmp_path: Path) -> DataRoot:
    return DataRoot(Path(shutil.copytree(log, tmp_path / "root")))


def whole_index(db: sqlite3.Connection) -> dict[str, dict[int, int]]:
    """Return for each word its scenes with their impacts, read out of ranges and tail."""
    terms = {row[0] for row in db.execute("SELECT DISTINCT term FROM postings")} | set(postings.tail_of(db))
    lookup = Lookup(db)
    return {term: lookup.word(term) for term in sorted(terms)}


def test_every_word_of_every_span_leads_to_a_scene_that_shows_it(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "RANGE", 512)
    catch_up(root)
    with Views(root) as views:
        db = views.facts
        assert db.execute("SELECT count(*), max(level) FROM scene_ranges").fetchone() >= (1, 0)
        found = whole_index(db)
        for scene in scenes.by_ids(db, range(1, scenes.count(db) + 1)).values():
            rows = db.execute(
                "SELECT text FROM spans WHERE chain = ? AND (? IS NULL OR born < ?) AND (gone IS NULL OR gone > ?)",
                (scene.chain, scene.last, scene.last, scene.first),
            )
            expected = {word for [text] in rows for word in wording.words(text)}
            assert expected == {word for word, holders in found.items() if scene.id in holders}


def test_scenes_follow_each_other_without_a_gap(root: DataRoot) -> None:
    catch_up(root)
    with Views(root) as views:
        rows = views.facts.execute("SELECT chain, first, last FROM scenes ORDER BY chain, first").fetchall()
        assert len(rows) > FRAMES // 40
        for (chain, _, last), (after, first, _) in itertools.pairwise(rows):
            assert (last == first) if chain == after else (last is None)


def test_words_are_found_alike_in_sealed_ranges_and_in_the_tail(
    root: DataRoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "other")))
    catch_up(other)
    monkeypatch.setattr(postings, "RANGE", 64)
    monkeypatch.setattr(postings, "FANOUT", 4)
    catch_up(root)
    with Views(root) as sealed, Views(other) as tail:
        assert {level for [level] in sealed.facts.execute("SELECT level FROM scene_ranges")} >= {1, 2}
        one, other_ = whole_index(sealed.facts), whole_index(tail.facts)
        assert {word: set(held) for word, held in one.items()} == {word: set(held) for word, held in other_.items()}


def test_sealing_does_not_depend_on_how_the_log_is_folded(
    root: DataRoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "RANGE", 256)
    monkeypatch.setattr(postings, "FANOUT", 3)
    catch_up(root)
    head, pieces = read_head(root), Files.inside(tmp_path / "pieces")
    for until in (*range(50, head.size, 701), head.size):
        fold_until(root, pieces, head, until=until)
    whole = digests_of(Files.of(root)).of
    assert digests_of(pieces).of["scenes"] == whole["scenes"]


def found_in(root: DataRoot, words: str) -> list[str]:
    with Views(root) as views:
        return [hit.frame.id.rpartition("/")[2] for hit in hits.find(views.facts, words, by_meaning=False).hits]


@pytest.mark.parametrize(
    ("words", "frames"),
    [
        ("invoice", ["0"]),
        ("INVOICES", ["0"]),
        ("getTideTable", ["1"]),
        ("tide table", ["1"]),
        ("batch_size", ["3", "2"]),
        ("batchSize", ["3", "2"]),
        ("東京", ["4"]),
        ("京都", ["4"]),
        ("都京", []),
        ("서울", ["5"]),
        ("größe", ["6"]),
        ("GROSSE", ["6"]),
        ("QX-7O1", ["7"]),
        ("QX-701", ["7"]),
        ("modem", ["8"]),
        ('"table of tides"', []),
        ("nothing", []),
    ],
)
def test_words_are_found_however_they_are_written(
    tmp_path: Path, words: str, frames: list[str], written: Callable[..., DataRoot]
) -> None:
    root = written(
        tmp_path / "root",
        ("Invoice of March",),
        ("call getTideTable() here",),
        ("BATCH_SIZE = 500",),
        ("the batchSize is set",),
        ("東京都庁の地図",),
        ("서울특별시",),
        ("Die Größe zählt",),
        ("order QX-701 came",),
        ("the rnodem is off",),
    )
    assert found_in(root, words) == frames


def test_words_that_stand_somewhere_are_not_taken_for_misread_ones(
    tmp_path: Path, written: Callable[..., DataRoot]
) -> None:
    root = written(tmp_path / "root", ("code A10B5",), ("code AIOB5",))
    assert found_in(root, "A10B5") == ["0"]
    assert found_in(root, "AIOB5") == ["1"]


def test_misreadings_are_the_likeliest_first_and_not_too_many() -> None:
    assert misreadings("10") == ("1o", "i0", "l0", "io", "lo")
    assert "modern" in misreadings("modem")
    assert len(misreadings("lllllllllllllllllllllll")) < 2_000


def test_scene_in_which_all_words_stand_comes_first(tmp_path: Path, written: Callable[..., DataRoot]) -> None:
    root = written(
        tmp_path / "root",
        ("the loader and the berth", "of the port"),
        ("loader of the berth is late",),
        ("berth",),
        *((f"filler number {n} of the rest",) for n in range(20)),
    )
    assert found_in(root, "loader late")[0] == "1"
    with Views(root) as views:
        common = hits.find(views.facts, "the", by_meaning=False, limit=50)
        assert (common.found, common.out_of) == (22, 23)
        assert [hit.frame.id for hit in common.hits] == [hit.frame.id for hit in hits.find(
            views.facts, "the", by_meaning=False, limit=50).hits]  # fmt: skip


def test_window_of_time_leaves_other_scenes_out(tmp_path: Path, written: Callable[..., DataRoot]) -> None:
    root = written(tmp_path / "root", ("tide one",), ("tide two",), ("tide three",))
    with Views(root) as views:
        rows = views.facts.execute("SELECT ts_us FROM frames ORDER BY ts_us").fetchall()
        found = hits.find(views.facts, "tide", between=(rows[1][0], rows[2][0]), by_meaning=False)
        assert "run1/evidence.capture.frame/1" in [hit.frame.id for hit in found.hits]
        assert "run1/evidence.capture.frame/2" not in [hit.frame.id for hit in found.hits]


def test_near_duplicates_of_one_session_are_one_hit(tmp_path: Path, written: Callable[..., DataRoot]) -> None:
    root = written(tmp_path / "root", ("tide table",), ("other",), ("tide table",), ("more",), ("tide table",))
    with Views(root) as views:
        [hit] = hits.find(views.facts, "tide table", by_meaning=False).hits
        assert (hit.alike, hit.frame.id) == (2, "run1/evidence.capture.frame/4")


def test_filters_and_facets_count_the_same(root: DataRoot) -> None:
    catch_up(root)
    with Views(root) as views:
        every = hits.find(views.facts, "the", by_meaning=False)
        assert every.found == sum(count for _, count in every.apps)
        for app, count in every.apps:
            among = subjects.fitting(views.facts, app.upper(), "")
            only = hits.find(views.facts, "the", among=among, by_meaning=False)
            assert (only.found, only.apps) == (count, ((app, count),))
            assert {hit.subject[0] for hit in only.hits} == {app}
        site, count = every.sites[0]
        among = subjects.fitting(views.facts, "", site)
        assert hits.find(views.facts, "the", among=among, by_meaning=False).found == count


def test_what_is_pruned_would_not_have_come_among_the_first(root: DataRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    catch_up(root)
    with Views(root) as views:
        lookup = Lookup(views.facts)
        words = [row[0] for row in views.facts.execute("SELECT text FROM spans ORDER BY id LIMIT 60")]
        assert len(words) == 60
        for text in words:
            wanted = (*wording.tokens(text)[:3], "the", "of")
            terms = [Term(word, ORDINARY, forms=forms(word)) for word in wanted]
            held = [lookup.term(term) for term in terms]
            monkeypatch.setattr(hits, "RANKED", 10_000)
            exact = hits._by_words(held, lookup.total, terms)[:5]
            monkeypatch.setattr(hits, "RANKED", 5)
            assert hits._by_words(held, lookup.total, terms) == exact


def test_scenes_of_a_term_are_those_of_its_forms_each_with_the_most_impact(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "RANGE", 512)
    catch_up(root)
    with Views(root) as views:
        index = whole_index(views.facts)
        first = max(index, key=lambda word: (len(index[word]), word))
        second = next(word for word, held in index.items() if held.keys() != index[first].keys() and len(held) > 1)
        lookup = Lookup(views.facts)
        assert lookup.known([first, second, "zyzzyva"]) == {first, second}
        assert not lookup.knows("zyzzyva")
        found = lookup.term(Term(first, ORDINARY, forms=frozenset({first, second, "zyzzyva"})))
        one, other = index[first], index[second]
        assert found == {scene: max(one.get(scene, 0), other.get(scene, 0)) for scene in one.keys() | other.keys()}
        # What was looked up is remembered, whoever asks, and is the same as it was.
        assert Lookup(views.facts).word(first) is lookup.word(first)
        assert lookup.word(first) == one
