"""Vectors: what means the same lies close together, one text has one vector, and views need no encoder."""

from __future__ import annotations

import base64
import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from benchmarks import generated
from ledger.dataroot import DataRoot
from ledger.facts import TextEmbedded
from ledger.head import read_head
from processors import vectors
from processors.findings import Earlier, Known, Subject
from processors.passages import passages_of
from projections import encoder, engine, graphs, passages
from projections.digests import digests_of
from projections.engine import Files, catch_up
from projections.passages import TOPIC
from projections.text import SpanRow
from projections.views import Views
from query.passages import hits, likeness


def cosine(one: str, other: str) -> float:
    a, b = (np.frombuffer(vectors_of(text), np.int8).astype(np.float64) for text in (one, other))
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def vectors_of(text: str) -> bytes:
    return encoder.default().vector(text)


def row(number: int, text: str, x: int, y: int) -> SpanRow:
    return SpanRow(number, 1, number, "ocr", (x, y, x + 8 * len(text), y + 14), text, 9_900, ())


PAGE = tuple(
    row(n, text, 20, 20 + 18 * n)
    for n, text in enumerate(("The price of the crane rose", "by four per cent in March,", "says the harbour office."))
)
MENU = (row(9, "File", 900, 20), row(10, "Edit", 960, 20))


def test_encoder_is_the_one_that_facts_name() -> None:
    assert hashlib.sha256(encoder.FILE.read_bytes()).hexdigest() == encoder.DIGEST
    assert vectors.VERSION == 1, "another encoder comes with another version of the processor, and the other way round"


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("the cost of the machine went up", "price increase of the equipment", "a recipe for apple cake"),
        ("the programme crashed", "fatal error, process terminated", "holidays in the mountains"),
        ("meeting moved to Tuesday", "appointment rescheduled", "SELECT count(*) FROM berth"),
    ],
)
def test_what_means_the_same_is_nearer_than_what_does_not(text: str, near: str, far: str) -> None:
    assert cosine(text, near) > cosine(text, far) + 0.15


def test_vector_of_a_text_does_not_depend_on_its_company() -> None:
    texts = ["the cost of the machine", "x", "a much longer text that fills its row of the batch " * 4, ""]
    together = encoder.default().vectors(texts)
    for text, vector in zip(texts, together, strict=True):
        alone = np.frombuffer(encoder.default().vector(text), np.int8).astype(int)
        # Sums in another order may round a value the other way.
        assert np.abs(alone - np.frombuffer(vector, np.int8).astype(int)).max() <= 1
    assert together[3] == bytes(encoder.DIMENSIONS)


@pytest.mark.parametrize("text", ["", " ", "\x00", "東京都", "ﷺ" * 200, "🙂", "a" * 5_000, "Größe"])
def test_any_text_has_a_vector(text: str) -> None:
    assert len(vectors_of(text)) == encoder.DIMENSIONS


def test_lines_that_stand_together_are_one_passage_and_names_of_buttons_are_none() -> None:
    [(box, text)] = passages_of((*PAGE, *MENU))
    assert text == "The price of the crane rose by four per cent in March, says the harbour office."
    assert box == (20, 20, 236, 70)


def test_line_that_changes_changes_one_passage() -> None:
    page = tuple(row(n, f"line number {n} of this page", 20, 20 + 18 * n) for n in range(16))
    changed = (*page[:5], row(5, "another line stands here", 20, 110), *page[6:])
    before, after = passages_of(page), passages_of(changed)
    assert len(before) == len(after) == 4
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def examined(spans: tuple[SpanRow, ...], earlier: Earlier | None) -> TextEmbedded | None:
    facts = vectors.VectorsProcessor().examine(Subject("run1/frame/2", spans=spans), earlier).facts
    assert len(facts) <= 1
    return facts[0] if facts and isinstance(facts[0], TextEmbedded) else None


def test_what_stands_there_as_before_is_not_told_again() -> None:
    first = examined(PAGE, None)
    assert first is not None
    [passage] = first.appeared
    assert base64.b64decode(passage.vector) == vectors_of(passages_of(PAGE)[0][1])
    assert (first.by.model, first.by.model_digest) == (encoder.NAME, encoder.DIGEST)
    earlier = Earlier("run1/frame/1", {TOPIC: (Known(7, 0, passage.box, passage.digest),)})
    assert examined(PAGE, earlier) is None
    then = examined((*PAGE[:2], row(2, "says nobody at all here.", 20, 56)), earlier)
    assert then is not None
    assert (then.against, [gone.seq for gone in then.vanished], len(then.appeared)) == ("run1/frame/1", [7], 1)


def test_first_frame_is_told_of_where_it_has_no_passage() -> None:
    fact = examined((), None)
    assert fact is not None
    assert (fact.against, fact.appeared) == ("", ())


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = DataRoot(tmp_path_factory.mktemp("generated") / "root")
    generated.generate(root, 300, seed=3)
    return root.path


def test_sealed_graphs_find_what_an_exact_search_finds(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots = [DataRoot(Path(shutil.copytree(log, tmp_path / name))) for name in ("sealed", "tail")]
    monkeypatch.setattr(passages, "FANOUT", 3)
    for root, size in zip(roots, (100, 1 << 20), strict=True):
        monkeypatch.setattr(passages, "RANGE", size)
        catch_up(root)
    with Views(roots[0]) as sealed, Views(roots[1]) as tail:
        # Three small ones became one; what is left are fewer than three.
        levels = [level for _, level, _ in passages.sealed(sealed.facts, 1)]
        assert levels == sorted(levels, reverse=True)
        assert levels.count(1) >= 2
        assert levels.count(0) < 3
        assert passages.sealed(tail.facts, 1) == []
        found = [likeness.nearest(views.facts, "price of the crane", 10) for views in (sealed, tail)]
    assert len({number for number, _ in found[0]} & {number for number, _ in found[1]}) >= 8
    assert found[1] == sorted(found[1], key=lambda each: (-each[1], each[0]))


def test_graphs_are_made_anew_in_the_same_bytes(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages, "RANGE", 100)
    monkeypatch.setattr(passages, "FANOUT", 3)
    found = set()
    # In one go, and in several, as they grow: what was built lies in the file in between.
    for name, ends in (("one", ()), ("two", ()), ("grown", (500, 900, 1500, 2100))):
        root = DataRoot(Path(shutil.copytree(log, tmp_path / name)))
        for until in ends:
            engine.fold_until(root, Files.of(root), read_head(root), until=until)
        catch_up(root)
        with Views(root) as views:
            rows = views.facts.execute("SELECT model, level, last, graph FROM vector_ranges ORDER BY last").fetchall()
        assert {level for _, level, _, _ in rows} == {0, 1}
        found.add((digests_of(Files.of(root)).of["passages"], tuple(rows)))
    assert len(found) == 1


def test_graph_that_a_larger_one_replaces_before_it_is_committed_is_not_built(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passages, "RANGE", 100)
    monkeypatch.setattr(passages, "FANOUT", 3)
    built: list[int] = []
    build = graphs.build

    def counted(rows: Sequence[tuple[int, bytes]], connectivity: int, width: int) -> bytes:
        built.append(len(rows))
        return build(rows, connectivity, width)

    monkeypatch.setattr(graphs, "build", counted)
    root, files = DataRoot(log), Files.inside(tmp_path / "views")
    engine.fold_until(root, files, read_head(root), apart=True)
    with closing(sqlite3.connect(files.facts_db)) as db:
        levels = [level for (level,) in db.execute("SELECT level FROM vector_ranges ORDER BY last")]
    assert sorted(built, reverse=True) == [(100, 300)[level] for level in levels]
    assert levels.count(1) >= 2


def test_vectors_of_another_encoder_are_not_compared(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = DataRoot(Path(shutil.copytree(log, tmp_path / "root")))
    catch_up(root)
    with Views(root) as views:
        assert likeness.nearest(views.facts, "price of the crane", 3)
        monkeypatch.setattr(encoder, "DIGEST", "00" * 32)
        assert likeness.nearest(views.facts, "price of the crane", 3) == []
        assert hits.find(views.facts, "the").found > 0


def test_views_are_made_without_the_encoder(log: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(log, tmp_path / "root"))
    code = f"""
import sys
from pathlib import Path
from ledger.dataroot import DataRoot
from projections.engine import catch_up
catch_up(DataRoot(Path({str(root)!r})))
print(*sorted(name for name in sys.modules))
"""
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "projections.passages" in loaded
    assert not {"projections.encoder", "numpy", "usearch", "onnxruntime"} & set(loaded)
