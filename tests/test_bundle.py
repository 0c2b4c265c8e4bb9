"""What was exported stands in the ledger, and can be proven to somebody who has nothing but the line."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from types import ModuleType

import pytest

from ledger import audit, bundle, dsse, seals
from ledger.dataroot import DataRoot
from ledger.dsse import EnvelopeError
from ledger.errors import Damaged, KeyUnavailable
from ledger.event import leaf
from ledger.keyring import keyring_of
from ledger.keys import key_path
from ledger.note import Signer
from ledger.proofs import ProofError
from ledger.rotation import rotate
from ledger.seals import BundleExported
from ledger.writer import Writer

ENTRY = BundleExported("ab" * 32, "question", "who?", 6, 2)
STATEMENT = b'{"_type":"https://in-toto.io/Statement/v1"}'


@pytest.fixture
def root(logs: ModuleType, tmp_path: Path) -> DataRoot:
    """A log of a few commits."""
    root: DataRoot = logs.written(tmp_path / "data", [3, 2])
    return root


@pytest.mark.parametrize("commits", [0, 1, 2, 3, 4, 12])
def test_line_of_an_export_is_proven_in_the_ledger(root: DataRoot, logs: ModuleType, commits: int) -> None:
    for number in range(commits):
        logs.commit(root, [number])
    recorded = bundle.record(root, ENTRY, STATEMENT)
    lines = logs.lines_of(root.ledger.read_bytes())
    key = bundle.of_ledger(recorded.key)
    checkpoint = recorded.proof.check(leaf(recorded.line), key)
    assert (lines[-1], checkpoint.size, checkpoint.origin) == (recorded.line, len(lines), f"{recorded.key.name}/ledger")
    assert seals.read(recorded.line).understood() == ENTRY
    with pytest.raises(ProofError):
        recorded.proof.check(leaf(lines[-2]), key)
    with pytest.raises(ValueError, match="signature"):
        keyring_of(root).checkpoint(recorded.proof.checkpoint)


def test_log_with_exports_is_sound_and_goes_on(root: DataRoot, logs: ModuleType) -> None:
    for number in range(40):
        bundle.record(root, ENTRY, STATEMENT)
        if number % 7 == 0:
            logs.commit(root, [number])
    rotate(root)
    recorded = bundle.record(root, ENTRY, STATEMENT)
    assert recorded.key == keyring_of(root).current
    report = audit.verify(root)
    assert (report.state, report.faults) == ("intact", ())


def test_export_of_events_that_are_not_there_is_a_fault(root: DataRoot) -> None:
    with Writer(root).turn() as turn:
        turn.note(BundleExported("ab" * 32, "question", "who?", 7, 2))
    report = audit.verify(root)
    assert report.state == "damaged"
    assert "tells of an export out of 7 events" in report.faults[0].what


def test_key_vouches_for_no_ledger_that_does_not_hold_together(root: DataRoot, logs: ModuleType) -> None:
    logs.commit(root, [7])
    lines = logs.lines_of(root.ledger.read_bytes())
    lines[1] = lines[1].replace(b'"action":"x"', b'"action":"y"')
    root.ledger.write_bytes(b"".join(lines))
    with pytest.raises(Damaged, match="does not follow"):
        bundle.record(root, ENTRY, STATEMENT)
    assert root.ledger.read_bytes() == b"".join(lines)


def test_nothing_is_exported_without_the_key(root: DataRoot) -> None:
    before = root.ledger.read_bytes()
    key_path(keyring_of(root).current).unlink()
    with pytest.raises(KeyUnavailable):
        bundle.record(root, ENTRY, STATEMENT)
    assert root.ledger.read_bytes() == before


def test_segments_of_the_ledger_count_in_its_tree(root: DataRoot, logs: ModuleType) -> None:
    for number in range(40):
        with Writer(root, segment_lines=8).turn() as turn:
            turn.commit([logs.fact(number)], run="R", stage=1, action="x")
    recorded = bundle.record(root, ENTRY, STATEMENT)
    assert recorded.proof.check(leaf(recorded.line), bundle.of_ledger(recorded.key)).size > 40


def test_envelope_is_opened_by_its_key_alone(root: DataRoot) -> None:
    recorded = bundle.record(root, ENTRY, STATEMENT)
    assert dsse.opened(recorded.envelope, recorded.key) == STATEMENT
    with pytest.raises(EnvelopeError, match="not signed"):
        dsse.opened(recorded.envelope, Signer.generate("somebody").verifier)


def test_changed_envelope_is_refused(root: DataRoot) -> None:
    recorded = bundle.record(root, ENTRY, STATEMENT)
    told = json.loads(recorded.envelope)
    other = base64.b64encode(STATEMENT.replace(b"v1", b"v2")).decode()
    spoilt = [
        {**told, "payload": other},
        {**told, "payloadType": "text/plain"},
        {**told, "signatures": []},
        {**told, "payload": "*"},
    ]
    for each in spoilt:
        with pytest.raises(EnvelopeError):
            dsse.opened(json.dumps(each).encode(), recorded.key)
    with pytest.raises(EnvelopeError):
        dsse.opened(b"[]", recorded.key)
