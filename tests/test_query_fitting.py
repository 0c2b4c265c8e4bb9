"""Whether a passage answers: what is asked for stands next to the words, or it is no answer."""

from __future__ import annotations

import pytest

from query import expected, fitting
from query.answer import Checkpoint, Citation, Claim


def passage(*lines: str) -> Claim:
    """A claim of lines that stand one below the other."""
    cited = tuple(
        Citation(
            event="journal:1",
            leaf="00" * 32,
            frame="frame",
            captured_at="2026-03-04T09:14:00.000000Z",
            box=(100, 100 + 30 * at, 400, 120 + 30 * at),
            text=line,
            title="",
            app="",
            source="ocr",
            confidence=9_000,
            size=(1600, 900),
            checkpoint=Checkpoint(1, "00" * 32),
        )
        for at, line in enumerate(lines)
    )
    return Claim("\n".join(lines), cited)


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("how many crates were rejected?", ("14 crates rejected",)),
        ("how many crates were rejected?", ("Crates rejected", "1,204")),
        ("after how many seconds does the pump stop?", ("pump stops, no flow for 30 s",)),
        ("who signed the delivery note?", ("Delivery note", "Signed by Ines Duarte")),
        ("who asked about the pump?", ("Ines Duarte 10:02", "does the pump run again?")),
        ("what reason did I give for the order?", ("Reason", "The old ones leak")),
        ("what did she say about the pump?", ("The pump runs again since noon",)),
        ("password of the guest wifi", ("The wifi password for guests is halyard-27",)),
        ("which pump was ordered?", ("Ordered: pump HX 12",)),
        ("what is the order number of the pumps?", ("Your order 5582-03 is confirmed", "2 pumps")),
        ("what is the batch number of the pump?", ("Batch", "7731H", "Pump")),
        ("what is the order number of the pumps?", ("PO-77310", "2 pumps")),
    ],
)
def test_passage_with_what_is_asked_for_beside_the_words_is_kept(question: str, lines: tuple[str, ...]) -> None:
    claim = passage(*lines)
    assert fitting.holds(question, [claim]) == [claim]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("how many crates were rejected?", ("Crates rejected at 14:05",)),
        ("how many crates were rejected?", ("Crate-7 was rejected on 2026-03-04",)),
        ("how many crates were rejected?", ("The yard has 30 members. Two of the crates were rejected",)),
        ("how many crates were rejected?", ("9 rejected",)),
        ("who signed the delivery note?", ("Delivery note", "to be signed")),
        ("what reason did I give for the order?", ("Order", "Reason", "Why do you need it?")),
        ("what did she say about the pump?", ("Pump", "Reply")),
        ("staging db password", ("The wifi password for guests is halyard-27",)),
        ("which pump was ordered?", ("Pump ordered",)),
        ("what is the order number of the pumps?", ("$658.00", "2 pumps", "Place order")),
        ("what is the serial number of the pump?", ("The pump has part number 4402-K",)),
        ("which files are in the pumps folder?", ("FOLDERS", "pumps")),
        ("crates in the table of rejected ones", ("Crate 7", "Crate 9")),
        ("where is the search box?", ("Search",)),
        ("how much would the order be without freight?", ("Freight 20.00",)),
    ],
)
def test_passage_beside_the_matter_is_left_out(question: str, lines: tuple[str, ...]) -> None:
    assert fitting.holds(question, [passage(*lines)]) == []


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("how loud is the pump?", "Pump: 48 dB(A)", "The pump moved 54 % of it"),
        ("how big is the pump room?", "Pump room 612 m²", "Pump room, axis 4"),
        ("how large is the pump log?", "pump.log 4.2 MB", "pump.log v0.9.2"),
        ("how large is the pump team?", "Pump team, 9 members", "Pump team, 17 Sep"),
        ("how tall is the pump?", "Pump, 640 mm", "Pump, 9 weeks"),
        ("in what year was the pump built?", "Pump built in 1987", "Pump 12"),
    ],
)
def test_measure_that_is_asked_for_has_its_unit(question: str, holds: str, lacks: str) -> None:
    claims = [passage(holds), passage(lacks)]
    assert expected.holds(question, claims) == claims[:1]
