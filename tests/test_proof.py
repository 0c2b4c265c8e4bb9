"""Proofs of single events, made by the command and checked with what any machine has."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType

import pytest

from ledger.dataroot import DataRoot
from ledger.event import leaf
from ledger.keyring import keyring_of
from ledger.proofs import ProofError
from ledger.tlog_proof import TlogProof
from projections.engine import catch_up

Run = Callable[..., CompletedProcess[str]]
SCRIPT = Path(__file__).resolve().parent.parent / "tools" / "verify.sh"


@pytest.fixture
def root(logs: ModuleType, tmp_path: Path) -> DataRoot:
    """A log of a few commits, more than one tile long, its views caught up."""
    root: DataRoot = logs.written(tmp_path / "data", [2, 290, 3, 1])
    catch_up(root)
    return root


def test_every_event_is_proven_by_the_command(root: DataRoot, autocapture: Run, tmp_path: Path) -> None:
    lines = root.journal.read_bytes().splitlines(keepends=True)
    for seq in (0, 1, 255, 256, len(lines) - 1):
        out = tmp_path / f"{seq}.tlog-proof"
        ran = autocapture("audit", "prove", f"journal:{seq}", "--out", out, "--data-dir", root.path)
        assert ran.returncode == 0, ran.stderr
        proof = TlogProof.parse(out.read_text())
        assert proof.check(leaf(lines[seq]), keyring_of(root).current).size == len(lines)
        with pytest.raises(ProofError):
            proof.check(leaf(lines[seq - 1]), keyring_of(root).current)


def test_unknown_event_and_malformed_id_are_told_apart(root: DataRoot, autocapture: Run) -> None:
    assert autocapture("audit", "prove", "journal:99999", "--data-dir", root.path).returncode == 1
    assert autocapture("audit", "prove", "journal:x", "--data-dir", root.path).returncode == 2


def test_changed_tile_gives_no_proof(root: DataRoot, autocapture: Run) -> None:
    tile = root.index / "tiles" / "tile" / "0" / "000"
    data = bytearray(tile.read_bytes())
    data[5 * 32] ^= 1
    tile.write_bytes(data)
    ran = autocapture("audit", "prove", "journal:4", "--data-dir", root.path)
    assert (ran.returncode, ran.stdout) == (3, "")


def test_while_somebody_writes_a_proof_is_to_be_asked_for_again(
    root: DataRoot, autocapture: Run, logs: ModuleType
) -> None:
    logs.written(root.path, [1])
    ran = autocapture("audit", "prove", "journal:4", "--data-dir", root.path)
    assert ran.returncode == 9
    assert ran.stderr.index("Ask again in a moment") < ran.stderr.index("autocapture rebuild")


@pytest.mark.skipif(
    not all(map(shutil.which, ("openssl", "xxd", "sha256sum"))), reason="openssl, xxd or sha256sum is not there"
)
class TestScript:
    """`tools/verify.sh` against one event: POSIX sh, coreutils, xxd, openssl, nothing of ours."""

    def _files(self, root: DataRoot, autocapture: Run, tmp_path: Path, seq: int) -> list[Path]:
        files = [tmp_path / "line", tmp_path / "proof", tmp_path / "key"]
        made = ("--line", files[0], "--out", files[1])
        assert autocapture("audit", "prove", f"journal:{seq}", *made, "--data-dir", root.path).returncode == 0
        files[2].write_text(keyring_of(root).current.spelled() + "\n")
        return files

    def _run(self, files: list[Path]) -> int:
        return subprocess.run(["sh", SCRIPT, *files], capture_output=True, check=False).returncode

    @pytest.mark.parametrize("seq", [0, 3, 256, 296])
    def test_true_proof_is_accepted(self, root: DataRoot, autocapture: Run, tmp_path: Path, seq: int) -> None:
        assert self._run(self._files(root, autocapture, tmp_path, seq)) == 0

    @pytest.mark.parametrize("which", [0, 1, 2])
    def test_flipped_bit_is_rejected(self, root: DataRoot, autocapture: Run, tmp_path: Path, which: int) -> None:
        files = self._files(root, autocapture, tmp_path, 7)
        data = bytearray(files[which].read_bytes())
        for at in range(len(data) // 3, len(data), max(1, len(data) // 7)):
            changed = bytearray(data)
            changed[at] ^= 1
            files[which].write_bytes(changed)
            assert self._run(files) != 0, f"bit 0 of byte {at} of {files[which].name}"
