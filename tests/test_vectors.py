"""docs/vectors: what somebody else's verifier is held against says what ours says, and is made again byte for byte."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import zstandard
from cryptography.exceptions import InvalidSignature

from ledger import audit
from ledger.dataroot import DataRoot
from ledger.event import leaf
from ledger.keyring import every_key_of
from ledger.log import Log
from ledger.note import Signer
from ledger.tlog_proof import TlogProof

ROOT = Path(__file__).resolve().parent.parent
VECTORS = ROOT / "docs" / "vectors"
EXPECTED: dict[str, Any] = json.loads((VECTORS / "expected.json").read_text(encoding="utf-8"))
BROKEN: dict[str, dict[str, Any]] = EXPECTED["broken"]


def _copy(place: Path, case: dict[str, Any]) -> Path:
    """Return a copy of the log with the change made as the page tells a reader to."""
    copied = Path(shutil.copytree(VECTORS / "log", place))
    path = copied / case["file"]
    data = path.read_bytes()
    path.write_bytes(data[: case["begin"]] + base64.b64decode(case["put"]) + data[case["end"] :])
    return copied


def _first(report: audit.Report) -> dict[str, Any] | None:
    return (
        {"log": report.faults[0].log, "first": report.faults[0].seq, "last": report.faults[0].last}
        if report.faults
        else None
    )


def test_vectors_are_made_again_in_the_same_bytes(tmp_path: Path) -> None:
    made = tmp_path / "made"
    subprocess.run([sys.executable, ROOT / "tools" / "vectors.py", made], check=True, cwd=tmp_path)
    files = {path.relative_to(VECTORS) for path in VECTORS.rglob("*") if path.is_file()} - {Path("README.md")}
    assert files == {path.relative_to(made) for path in made.rglob("*") if path.is_file()}
    for file in files:
        assert (made / file).read_bytes() == (VECTORS / file).read_bytes(), file


def test_keys_are_those_of_the_log() -> None:
    ring = every_key_of(DataRoot(VECTORS / "log"))
    assert [reign.key.spelled() for reign in ring.reigns] == [each["public"] for each in EXPECTED["keys"]]
    assert all(Signer.parse(each["private"]).verifier.spelled() == each["public"] for each in EXPECTED["keys"])


def test_proof_leads_to_the_checkpoint() -> None:
    ring = every_key_of(DataRoot(VECTORS / "log"))
    proof = TlogProof.parse(EXPECTED["proof_of_event_5"])
    assert proof.checkpoint == EXPECTED["checkpoint"]
    with Log(VECTORS / "log" / "journal.ndjson") as log:
        lines = list(log.lines(0, log.end))
    assert proof.check(leaf(lines[5]), ring.current).size == len(lines)


def test_whole_log_is_intact_for_us_and_for_the_verifier_of_the_page(page: ModuleType) -> None:
    report = audit.verify(DataRoot(VECTORS / "log"))
    assert {"state": report.state, "events": report.events} == EXPECTED["whole"]
    assert page.verify(VECTORS / "log") == EXPECTED["whole"]["events"]


@pytest.mark.parametrize("name", BROKEN)
def test_broken_copy_is_judged_as_expected(name: str, page: ModuleType, tmp_path: Path) -> None:
    case = BROKEN[name]
    copied = _copy(tmp_path / "copy", case)
    report = audit.verify(DataRoot(copied))
    assert (report.state, report.events, _first(report)) == (case["state"], case["events"], case.get("first_fault"))
    if case["state"] == "damaged":
        with pytest.raises((AssertionError, InvalidSignature, ValueError, LookupError, zstandard.ZstdError)):
            page.verify(copied)


@pytest.fixture(scope="module")
def page() -> ModuleType:
    """The verifier that was written from docs/format.md alone."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("page", ROOT / "tests" / "test_format.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
