"""Thousands of seeded ways to tamper, each found and named; as many honest logs, and no alarm.

`make test` takes some of them; `make tamper` (AUTOCAPTURE_TAMPER=10000) takes ten thousand of each.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from ingest.handoff import HandoffIngestor
from ledger import audit, birth, memory
from ledger.audit_report import Fault, Report
from ledger.dataroot import DataRoot
from ledger.keyring import keyring_of
from ledger.memory import Remembered
from ledger.note import Checkpoint
from ledger.rotation import rotate
from ledger.writer import Writer
from projections import compare, tiles_watch
from projections.engine import Files, catch_up

COUNT = int(os.environ.get("AUTOCAPTURE_TAMPER", "400"))
STAGES = 4
WALKS = 20


def staged(
    place: Path, hypervisor: ModuleType, logs: ModuleType, tampering: ModuleType, seed: int
) -> tuple[Any, Remembered]:
    """Make a DataRoot with recordings in care, two keys, sealed segments, views; and what was kept of its end."""
    chance = random.Random(seed)
    root = DataRoot(place / "root")
    for name in "ab":
        hypervisor.build(place / "spool" / name, run=name, frames=chance.randrange(2, 5), seed=seed)
        HandoffIngestor(root.path, mode="copy").ingest_handoff_dir(place / "spool" / name)
    rotate(root)
    for number in range(chance.randrange(8, 14)):
        with Writer(root, segment_lines=8).turn() as turn:
            facts = [logs.fact(number * 10 + at) for at in range(chance.randrange(1, 9))]
            turn.commit(facts, run="R", stage=1, action="x")
    older = tampering.copied(place / "older", root)
    for number in range(5):
        logs.commit(root, range(1000 + number * 3, 1003 + number * 3))
    catch_up(root)
    kept = Remembered("kept", keyring_of(root).checkpoint(memory.current_checkpoint(root)), signed=True)
    return tampering.Stage.of(root, older), kept


@dataclass
class Verdict:
    """All that our checks say of a DataRoot."""

    report: Report
    views: list[str]
    contradicted: bool

    @property
    def first(self) -> Fault | None:
        return self.report.faults[0] if self.report.faults else None


def judged(root: DataRoot, kept: Remembered, *, fold: bool) -> Verdict:
    tiles = Files.of(root).tiles
    report = audit.verify(root, blobs="hash", watch=tiles_watch.watch(tiles))
    views = [fault.file for fault in report.views]
    if report.state == "intact" and not report.faults:
        views += [fault.file for fault in tiles_watch.inner_faults(tiles)]
    if fold:
        views += [each.projection for each in compare.check(root).differences]
    contradicted = report.state != "damaged" and bool(memory.contradictions(root, [kept]))
    return Verdict(report, views, contradicted)


def is_named(verdict: Verdict, expected: Any) -> bool:
    """Say whether what was found is what was done, and no other line is blamed first."""
    fault = verdict.first
    if expected.outside:
        return verdict.contradicted and fault is None
    if expected.log == "views":
        return fault is None and expected.file in verdict.views
    if fault is None or fault.log != expected.log:
        return False
    if expected.exact:
        return (fault.seq, fault.last) == (expected.first, expected.last)
    return bool(fault.seq <= expected.last and expected.first <= fault.last)


def test_each_way_to_tamper_is_found_and_named(
    hypervisor: ModuleType, logs: ModuleType, tampering: ModuleType, tmp_path: Path
) -> None:
    chance = random.Random(2026)
    made, wrong = Counter[str](), []
    for number in range(STAGES):
        (tmp_path / str(number)).mkdir()
        stage, kept = staged(tmp_path / str(number), hypervisor, logs, tampering, number)
        root = stage.root
        for _ in range(COUNT // STAGES):
            mutation = tampering.mutate(stage, chance)
            with tampering.undone(mutation):
                fold = mutation.expected.log == "views" and mutation.kind != "tile"
                verdict = judged(root, kept, fold=fold)
            made[mutation.kind] += 1
            if not is_named(verdict, mutation.expected):
                wrong.append((mutation.kind, mutation.expected, verdict.report.faults[:3], verdict.views))
        clean = judged(root, kept, fold=True)
        assert (clean.report.exit_code, clean.views, clean.contradicted) == (0, [], False)
    print(f"{sum(made.values())} mutations: {dict(made)}")
    assert not wrong, (len(wrong), wrong[:10])
    if COUNT >= 400:
        assert len(made) == len(tampering.KINDS)


def test_honest_logs_give_no_alarm(logs: ModuleType, tmp_path: Path) -> None:
    """Random histories of commits of any size, seals, changes of keys and unfinished writes, verified at each step."""
    chance = random.Random(7)
    steps = -(-COUNT // WALKS)
    for walk in range(WALKS):
        root = DataRoot(tmp_path / f"walk{walk}")
        birth.ensure_born(root)
        lines = chance.choice((4, 8, 16, 64))
        kept: list[Remembered] = []
        for _ in range(steps):
            if len(kept) > 60:
                root, kept = DataRoot(tmp_path / f"walk{walk}-{len(list(tmp_path.iterdir()))}"), []
                birth.ensure_born(root)
            step(root, logs, chance, lines)
            report = audit.verify(root)
            assert report.state in ("intact", "torn"), audit.in_words(report)
            assert not report.faults
            assert not kept or memory.contradictions(root, [chance.choice(kept)]) == ()
            if report.good is not None:
                kept.append(
                    Remembered("kept", Checkpoint(report.origin, report.good.size, report.good.root), signed=True)
                )


def step(root: DataRoot, logs: ModuleType, chance: random.Random, lines: int) -> None:
    match chance.randrange(12):
        case 0:
            rotate(root)
        case 1 | 2:
            for path in chance.choice(((root.journal,), (root.ledger,), (root.journal, root.ledger))):
                if path.exists():
                    with path.open("ab") as file:
                        file.write(chance.choice((b"{", b'{"prev":"0', b'{"prev":"00","seq":')))
        case 3:
            with Writer(root, segment_lines=lines).turn():
                pass
        case _:
            with Writer(root, segment_lines=lines).turn() as turn:
                facts = [logs.fact(number) for number in range(chance.choice((0, 1, 1, 2, 5, 17)))]
                turn.commit(facts, run="R", stage=1, action="x")
