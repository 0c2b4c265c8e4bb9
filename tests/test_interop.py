"""The interop job itself: its cases are what they say, and it fails where it must. Nothing is installed for this."""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from ledger.event import leaf
from ledger.note import NoteError, Verifier
from ledger.proofs import ProofError
from ledger.tlog_proof import TlogProof
from tests.interop import cases as cases_of
from tests.interop import evidence as evidence_of
from tests.interop import verifiers
from tests.interop.cases import COVERED, FLIPS, SHELL, Case
from tests.interop.evidence import Evidence
from tests.interop.exhibit import Exhibit
from tests.interop.judge import Answer, judge
from tests.interop.run import Outcome, ask
from tests.interop.verifiers import Place, Ready, Skipped, ask_program

INTEROP = Path(__file__).resolve().parent / "interop"

ANSWERS = """
import json, sys
print(json.dumps({"version": "1"}))
for line in sys.stdin:
    print(json.dumps({"id": json.loads(line)["id"], "verdict": sys.argv[1], "why": "it always says so"}))
"""


needs_script = pytest.mark.skipif(
    not all(map(shutil.which, ("openssl", "xxd", "sha256sum"))), reason="openssl, xxd or sha256sum is not there"
)


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    return evidence_of.make(tmp_path_factory.mktemp("interop"), grown=(64,))


@pytest.fixture(scope="module")
def asked(evidence: Evidence) -> list[Case]:
    return cases_of.cases(evidence, seed=1, flips=8)


def _is_good_to_us(case: Case) -> bool:
    proof, key = (case.files[name].decode(errors="surrogateescape") for name in ("proof", "key"))
    try:
        TlogProof.parse(proof).check(leaf(case.files["line"]), Verifier.parse(key))
    except (ProofError, NoteError, UnicodeEncodeError):
        return False
    return True


# ---------------------------------------------------------------- the cases


def test_evidence_has_proofs_of_different_shapes(evidence: Evidence) -> None:
    assert {1, 64} < set(evidence.sizes)
    assert any(size & (size - 1) for size in evidence.sizes)
    assert {len(exhibit.path) for exhibit in evidence.exhibits} > {0, 6}
    assert any(exhibit.checkpoint.others for exhibit in evidence.exhibits)


def test_every_flip_and_forgery_is_bad_to_us_too(asked: Sequence[Case]) -> None:
    proofs = [case for case in asked if case.kind == "proof" and not case.control]
    assert {case.what for case in proofs} > {"genuine", *FLIPS}
    assert [case.what for case in proofs if _is_good_to_us(case) != case.accept] == []


def test_control_is_a_changed_line_that_nobody_can_tell(asked: Sequence[Case], evidence: Evidence) -> None:
    [control] = [case for case in asked if case.control]
    assert control.files["line"] not in evidence.lines
    assert not control.accept
    assert _is_good_to_us(control)


def _bits(exhibit: Exhibit) -> list[bytes]:
    state, key = exhibit.checkpoint, exhibit.key
    numbers = [number.to_bytes(8, "big") for number in (exhibit.index, state.size)]
    values = [exhibit.line, *exhibit.path, state.origin, state.root, state.name, state.digest, state.signature]
    return [*numbers, *values, state.others, key.name, key.digest, key.public]


@pytest.mark.parametrize("what", FLIPS)
def test_flip_turns_exactly_one_bit(evidence: Evidence, what: str) -> None:
    rng = random.Random(what)
    for exhibit in evidence.exhibits:
        if not exhibit.path:
            continue
        flipped = FLIPS[what](exhibit, exhibit.checkpoint, exhibit.key, rng)
        pairs = zip(_bits(exhibit), _bits(flipped), strict=True)
        turned = [int.from_bytes(a, "big") ^ int.from_bytes(b, "big") for a, b in pairs if len(a) == len(b)]
        assert sum(each.bit_count() for each in turned) == 1


def test_every_question_is_asked_of_somebody_and_the_main_ones_of_all(asked: Sequence[Case]) -> None:
    assert {case.what for case in asked} >= set(COVERED)
    assert all(case.asked for case in asked)
    main = ("genuine", "line", "index", "hash of the path", "origin", "size", "root", "signature", "key", "control")
    for what in main:
        assert any(case.asked == cases_of.ALL for case in asked if case.what == what), what


def test_same_seed_asks_the_same(evidence: Evidence) -> None:
    first, again, other = (cases_of.cases(evidence, seed, flips=2) for seed in (5, 5, 6))
    flips = [[case.files for case in each if case.what in FLIPS] for each in (first, again, other)]
    assert flips[0] == flips[1] != flips[2]


# ---------------------------------------------------------------- the judge


def _always(verdict: str, asked: Sequence[Case]) -> list[Answer]:
    return ask_program([sys.executable, "-c", ANSWERS, verdict], asked)


def test_verifier_that_accepts_everything_is_found(asked: Sequence[Case]) -> None:
    found = judge(asked, _always("accepted", asked))
    assert not found.holds
    assert {fault.says for fault in found.faults} == {"accepted though it is bad"}
    assert len(found.faults) == sum(not case.accept and not case.control for case in asked)


def test_verifier_that_rejects_everything_is_found_and_the_control_with_it(asked: Sequence[Case]) -> None:
    found = judge(asked, _always("rejected", asked))
    assert {fault.says for fault in found.faults} == {"rejected though it is genuine"}
    assert not found.control_reported
    bad = [case for case in asked if not case.accept]
    assert not judge(bad, _always("rejected", bad)).holds


def test_failure_of_what_feeds_a_verifier_is_no_rejection(asked: Sequence[Case]) -> None:
    found = judge(asked, _always("failed", asked))
    assert not found.holds
    assert len(found.faults) == len(asked) - 1


def test_right_answers_hold_and_one_wrong_one_does_not(asked: Sequence[Case]) -> None:
    answers = [Answer("accepted" if case.accept or case.control else "rejected") for case in asked]
    assert judge(asked, answers).holds
    assert sum(judge(asked, answers).right.values()) == len(asked) - 1
    for at in (0, len(asked) // 2):
        wrong = Answer("rejected" if answers[at].verdict == "accepted" else "accepted")
        found = judge(asked, [*answers[:at], wrong, *answers[at + 1 :]])
        assert [fault.case for fault in found.faults] == [asked[at]]


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(1)",
        'print(\'{"version": "1"}\')',
        'print(\'{"version": "1"}\'); print(\'{"id": 1, "verdict": "rejected", "why": ""}\')',
    ],
)
def test_program_that_does_not_answer_each_case_is_no_verdict(asked: Sequence[Case], code: str) -> None:
    with pytest.raises(RuntimeError):
        ask_program([sys.executable, "-c", code], asked)


@needs_script
def test_script_is_asked_like_the_others(asked: Sequence[Case], tmp_path: Path) -> None:
    ready = verifiers.shell(Place(tmp_path))
    first = {case.what: case for case in asked if SHELL in case.asked}
    assert ask(SHELL, ready, list(first.values())).holds


@needs_script
def test_crash_of_the_script_is_no_rejection(
    asked: Sequence[Case], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = verifiers.shell(Place(tmp_path))
    (tmp_path / "sh").symlink_to(str(shutil.which("sh")))
    monkeypatch.setenv("PATH", str(tmp_path))
    [told] = ready.ask([case for case in asked if case.control])
    assert told.verdict == "failed"


# ---------------------------------------------------------------- what is not here


def test_missing_verifier_is_skipped_and_fails_only_where_all_are_required() -> None:
    skipped, broke = Outcome("go", "Go", skipped="not here"), Outcome("go", "Go", broke="does not compile")
    assert skipped.is_good(required=False)
    assert not skipped.is_good(required=True)
    assert not broke.is_good(required=False)


def test_debian_packages_are_not_installed_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Skipped, match=r"golang-go .*INTEROP_INSTALL=1"):
        verifiers.go(Place(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_package_index_that_cannot_be_reached_is_a_reason_to_skip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that fails, as it does without a network."""
    for name in ("npm", "node"):
        (tmp_path / name).write_text("#!/bin/sh\necho 'npm error network' >&2\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(Skipped, match="npm error network"):
        verifiers.npm(Place(tmp_path / "into"))


def test_ready_verifier_that_ends_badly_is_no_skip() -> None:
    def ends(cases: Sequence[Case]) -> list[Answer]:
        return ask_program([sys.executable, "-c", "raise SystemExit(3)"], cases)

    with pytest.raises(RuntimeError, match="ended with 3"):
        ask("npm", Ready("x", ends), [])


# ---------------------------------------------------------------- what is pinned


def test_npm_packages_are_pinned_by_hash_and_name_no_registry() -> None:
    packages = json.loads((INTEROP / "node" / "package-lock.json").read_text())["packages"]
    wanted = json.loads((INTEROP / "node" / "package.json").read_text())["dependencies"]
    assert packages.pop("")["dependencies"] == wanted
    assert f"node_modules/{next(iter(wanted))}" in packages
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert not any("resolved" in package for package in packages.values())


def test_pypi_packages_are_pinned_by_hash_and_name_no_index() -> None:
    text = (INTEROP / "pypi" / "requirements.lock").read_text()
    pinned = [part for part in text.replace("\\\n", "").splitlines() if part and not part.lstrip().startswith("#")]
    assert (INTEROP / "pypi" / "requirements.in").read_text().strip() in text
    assert len(pinned) > 20
    assert all("==" in line and "--hash=sha256:" in line for line in pinned)
    assert "://" not in text
