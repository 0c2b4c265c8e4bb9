"""What was concluded from the findings of others is given away together with these, down to the pictures."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType
from typing import Any

import msgspec
import pytest

from export import check_trails
from export.contents import Contents
from export.ground import Ground
from export.trail import Follower, Link
from ledger import event
from ledger.clock import new_run_id
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, EvidenceMissing
from ledger.facts import BlobAdmitted, FieldRead, FrameExamined, InputRead, Maker, RecordAdmitted, TextRead
from ledger.writer import Writer
from processors.batch import Batch
from processors.elements import ElementsProcessor
from processors.fields import FieldsProcessor
from processors.idle import OpenGate
from processors.inputlog import InputLogProcessor
from processors.processor import Processor
from projections.engine import catch_up
from projections.views import Views

MARCH_4 = "2026-03-04T09-14-00Z_run_82b3"
MARCH_12 = "2026-03-12T13-11-00Z_run_86a4"
Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def root(corpus: Path, reading: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """One session whose text was read frame after frame, and its fields and controls concluded from that."""
    made: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("concluded"), (MARCH_4,))
    reading.read_all(made, corpus, (MARCH_4,))
    makers: tuple[Processor, ...] = (ElementsProcessor(), FieldsProcessor())
    Batch(made, makers, OpenGate()).run()
    catch_up(made)
    return made


def facts_of(root: DataRoot) -> list[tuple[int, Any]]:
    """Every event of the journal, understood."""
    lines = root.journal.read_bytes().splitlines(keepends=True)
    return [(seq, event.understand(event.read(line))) for seq, line in enumerate(lines)]


def a_field(root: DataRoot) -> tuple[int, FieldRead]:
    """The last event that tells of fields which appeared on a frame that was compared with another one."""
    found = [(seq, fact) for seq, fact in facts_of(root) if isinstance(fact, FieldRead) and fact.appeared]
    return [each for each in found if each[1].against][-1]


def given_away(root: DataRoot, autocapture: Run, seq: int, out: Path) -> Path:
    """A bag with one event and what it rests on."""
    ran = autocapture("export", "--event", f"journal:{seq}", "--out", out, "--data-dir", root.path)
    assert ran.returncode == 0, ran.stderr
    return out


def stranger(bag: Path) -> CompletedProcess[str]:
    """The bag's own script."""
    command = [sys.executable, "-I", str(bag / "verify.py")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_maker_names_what_it_was_given(root: DataRoot) -> None:
    told = dict(facts_of(root))
    done = [fact for fact in told.values() if isinstance(fact, FrameExamined) and fact.processor == "fields"]
    assert done
    for each in done:
        given = [told[seq] for seq in each.inputs]
        assert all(isinstance(word, FrameExamined) and word.frame == each.frame for word in given)
        assert [word.processor for word in given] == ["text", "elements"]
    assert all(
        not fact.inputs for fact in told.values() if isinstance(fact, FrameExamined) and fact.processor == "text"
    )


def test_trail_of_a_field_leads_over_the_readings_of_its_words(
    root: DataRoot, autocapture: Run, tmp_path: Path
) -> None:
    seq, field = a_field(root)
    bag = given_away(root, autocapture, seq, tmp_path / "bag")
    [cited] = json.loads((bag / "data" / "citations.json").read_bytes())["citations"]
    told = dict(facts_of(root))
    on_trail = {int(step["event"].rpartition(":")[2]): step["part"] for step in cited["trail"]}
    read = [told[each] for each in on_trail if isinstance(told[each], TextRead)]
    words = {word for fact in read for span in fact.appeared for word in span.text.split()}
    assert {word for each in field.appeared for word in each.value.split()} <= words
    pictures = [fact.frame for fact in read]
    records = {getattr(told[each], "record", "") for each in on_trail}
    assert records.issuperset(pictures)
    assert stranger(bag).returncode == 0


def test_trail_of_a_click_leads_to_the_log_that_tells_of_it(
    corpus: Path, reading: ModuleType, autocapture: Run, tmp_path: Path
) -> None:
    root: DataRoot = reading.take_in(corpus, tmp_path, (MARCH_12,))
    Batch(root, (InputLogProcessor(),), OpenGate()).run()
    told = dict(facts_of(root))
    seq, clicked = next((seq, fact) for seq, fact in told.items() if isinstance(fact, InputRead) and fact.clicks)
    bag = given_away(root, autocapture, seq, tmp_path / "bag")
    [cited] = json.loads((bag / "data" / "citations.json").read_bytes())["citations"]
    on_trail = [told[int(step["event"].rpartition(":")[2])] for step in cited["trail"]]
    record = next(fact for fact in on_trail if isinstance(fact, RecordAdmitted) and fact.record == clicked.record)
    files = {fact.path for fact in on_trail if isinstance(fact, BlobAdmitted)}
    assert record.blobs
    assert files.issuperset(record.blobs)
    assert stranger(bag).returncode == 0


def test_words_that_were_not_there_when_it_was_made_are_no_input(
    root: DataRoot, autocapture: Run, corpus: Path, reading: ModuleType, tmp_path: Path
) -> None:
    seq, _ = a_field(root)
    copy = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with Views(root) as views:
        before = Follower(Ground(views)).of_event(seq)[0]
    reading.read_all(copy, corpus, (MARCH_4,))
    with Views(copy) as views:
        after = Follower(Ground(views)).of_event(seq)[0]
    assert after == before
    assert Link(seq, "reading") in before


def test_trail_that_lacks_what_a_maker_was_given_is_found(root: DataRoot, autocapture: Run, tmp_path: Path) -> None:
    seq, _ = a_field(root)
    bag = given_away(root, autocapture, seq, tmp_path / "bag")
    page = bag / "data" / "citations.json"
    whole = page.read_bytes()
    trail = json.loads(whole)["citations"][0]["trail"]
    parts = [at for at, step in enumerate(trail) if step["part"] == "made"]
    words = [at for at, step in enumerate(trail) if step["event"] in named_by(root, trail, parts)]
    assert parts
    assert words
    for at in (*parts, *words):
        told = json.loads(whole)
        del told["citations"][0]["trail"][at]
        page.write_text(json.dumps(told))
        with pytest.raises(Damaged):
            check_trails.check(*spread(bag))


def named_by(root: DataRoot, trail: list[dict[str, str]], parts: list[int]) -> set[str]:
    """The events that the words on a trail name."""
    told = dict(facts_of(root))
    words = [told[int(trail[at]["event"].rpartition(":")[2])] for at in parts]
    return {f"journal:{seq}" for word in words for seq in getattr(word, "inputs", ())}


def spread(bag: Path) -> tuple[Any, Any, Any]:
    """What the check of trails is given of a bag."""
    told = msgspec.json.decode((bag / "data" / "citations.json").read_bytes(), type=Contents)
    lines = {each.event: (bag / "data" / each.line).read_bytes() for each in told.events}
    facts = {name: event.understand(event.read(line)) for name, line in lines.items()}
    return told, facts, lambda name: (bag / "data" / name).read_bytes()


def test_word_that_is_missing_is_an_error(root: DataRoot) -> None:
    seq, field = a_field(root)
    with Views(root) as views:
        ground = Ground(views)
        follower = Follower(ground)
        about = follower.about
        word = next(each for each in about(field.frame) if each.seq > seq and isinstance(each.fact, FrameExamined))
        follower.about = lambda record: tuple(each for each in about(record) if each.seq != word.seq)  # type: ignore[method-assign]
        with pytest.raises(EvidenceMissing):
            follower.of_event(seq)


def test_what_names_nothing_that_it_was_concluded_from_cannot_be_given_away(
    root: DataRoot, autocapture: Run, tmp_path: Path
) -> None:
    copy = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    _, field = a_field(copy)
    maker = Maker("fields", 1)
    with Writer(copy).turn() as turn:
        facts = [
            FieldRead(field.frame, "layout", maker, "", field.appeared),
            FrameExamined(field.frame, "fields", 1, 1),
        ]
        commit = turn.commit(facts, run=new_run_id(), stage=2, action="test")
    catch_up(copy)
    words = ("--event", f"journal:{commit.first}", "--out", tmp_path / "bag", "--data-dir", copy.path)
    ran = autocapture("export", *words)
    assert (ran.returncode, "batch run --force --only fields" in ran.stderr) == (5, True), ran.stderr
    assert not (tmp_path / "bag").exists()


def test_fact_that_names_no_inputs_is_found_in_a_bag(root: DataRoot, autocapture: Run, tmp_path: Path) -> None:
    seq, _ = a_field(root)
    told, facts, read = spread(given_away(root, autocapture, seq, tmp_path / "bag"))
    check_trails.check(told, facts, read)
    words = {name for name, fact in facts.items() if isinstance(fact, FrameExamined) and fact.processor == "fields"}
    assert words
    bare = {n: msgspec.structs.replace(f, inputs=()) if n in words else f for n, f in facts.items()}
    with pytest.raises(Damaged, match="names what"):
        check_trails.check(told, bare, read)
