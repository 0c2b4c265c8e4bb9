"""What a lane knows of a frame that is not committed yet is what the views will say of it."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import get_args

from ingest.handoff import HandoffIngestor
from ledger import event
from ledger.dataroot import DataRoot
from ledger.facts import KINDS, Fact, FrameExamined
from processors import known
from processors.batch import Batch
from processors.behind import BehindProcessor
from processors.color import ColorProcessor
from processors.elements import ElementsProcessor
from processors.engines import VERSION, EmbeddedReader
from processors.fields import FieldsProcessor
from processors.idle import OpenGate
from processors.known import Change, Topics
from processors.pages import PagesProcessor
from processors.processor import Processor
from processors.text import TextProcessor
from processors.titles import Programs, shipped
from processors.uia import UiaProcessor
from processors.windows import WindowsProcessor
from projections.views import Views


def test_every_kind_that_tells_what_vanished_is_known() -> None:
    assert {kind for kind in KINDS if "vanished" in kind.__struct_fields__} == set(get_args(Change))


def test_what_follows_from_facts_is_what_the_views_say(
    hypervisor: ModuleType, screens: ModuleType, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    for number in range(2):
        blobs = [screens.picture(lines) for lines in screens.story(number, 5)]
        size = (screens.WIDTH, screens.HEIGHT)
        handoff = screens.handoff(hypervisor, tmp_path / f"h{number}", f"run{number}", blobs, size)
        HandoffIngestor(root).ingest_handoff_dir(handoff.root)
    programs = Programs(shipped())
    text = TextProcessor(EmbeddedReader, VERSION)
    windows, pages = WindowsProcessor(lambda: programs), PagesProcessor(lambda: programs)
    processors: list[Processor] = [UiaProcessor(), windows, ColorProcessor(), text, pages, BehindProcessor()]
    processors += [ElementsProcessor(), FieldsProcessor()]
    Batch(DataRoot(root), processors, OpenGate()).run()
    topics = {each.name: each.traits.topics for each in processors}
    shown: dict[tuple[str, str], Topics] = {}
    facts: list[Fact] = []
    carried = compared = 0
    with Views(DataRoot(root)) as views:
        for seq, line in enumerate((root / "journal.ndjson").read_bytes().splitlines(keepends=True)):
            fact = event.understand(event.read(line))
            if not isinstance(fact, FrameExamined):
                facts = [*facts, fact] if isinstance(fact, Change) else []
                continue
            numbers = {place: seq - len(facts) + place for place in range(len(facts))}
            before = shown[fact.processor, fact.against] if fact.against else {}
            told = known.after(before, facts, numbers, topics[fact.processor])
            shown[fact.processor, fact.frame] = told
            for topic in topics[fact.processor]:
                assert told.get(topic, ()) == known.in_views(views.facts, fact.frame, topic)
                carried += sum(each in before.get(topic, ()) for each in told.get(topic, ()))
            compared, facts = compared + 1, []
    assert compared == 80
    assert carried > 20
