"""Whatever is done to a log, in whatever order, it holds what was acknowledged: a state machine over real files.

Commits, writers killed in a call, torn tails of both logs, seals, changes of keys, views made anew. The model is a list
of names: those acknowledged, and those of a killed writer that turned out to be there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ledger import audit, birth
from ledger.dataroot import DataRoot
from ledger.keyring import every_key_of, keyring_of
from ledger.writer import Writer
from projections import compare, rebuild
from projections.engine import catch_up
from tests import logs
from tests.crash.writing import Server

WHOLE = os.environ.get("AUTOCAPTURE_FAULTS") == "all"
LINES = st.sampled_from([4, 8, 1 << 16])
TAILS = st.one_of(
    st.binary(min_size=1, max_size=40).filter(lambda rest: b"\n" not in rest and not rest.startswith(b"{")),
    st.integers(min_value=1, max_value=2_000).map(bytes),
    st.integers(min_value=1, max_value=60).map(lambda length: (b'{"prev":"' + b"0" * 60)[:length]),
)


class LogMachine(RuleBasedStateMachine):
    server: ClassVar[Server]

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="machine-"))
        self.keys = self.place / "keys"
        os.environ["AUTOCAPTURE_KEY_DIR"] = str(self.keys)
        self.root = DataRoot(self.place / "root")
        birth.ensure_born(self.root)
        self.names: list[str] = []
        self.number = 0
        self.lines = 4
        self.rotations = 0
        self.whole = True

    @initialize(lines=LINES)
    def begin(self, lines: int) -> None:
        """One size of segments for a log, as it is in the program."""
        self.lines = lines

    def fresh(self, count: int) -> list[str]:
        self.number += count
        return [f"n{number}" for number in range(self.number - count, self.number)]

    @rule(count=st.integers(1, 5))
    def append(self, count: int) -> None:
        names = self.fresh(count)
        assert self.server.write(self.root.path, names, keys=self.keys, lines=self.lines) == (names, True)
        self.names += names
        self.whole = True

    @rule(count=st.integers(1, 3), rotated=st.booleans(), die=st.integers(0, 120))
    def append_and_die(self, count: int, rotated: bool, die: int) -> None:
        names = self.fresh(count)
        told, ended = self.server.write(
            self.root.path, names, keys=self.keys, lines=self.lines, rotated=rotated, die=die
        )
        assert told == names[: len(told)]
        found = logs.handoffs(self.root)
        # One more may have been committed, and not yet said so.
        assert found in (self.names + told, self.names + names[: len(told) + 1])
        assert not ended or told == names
        self.names = found
        self.rotations = len(every_key_of(self.root).reigns) - 1
        self.whole = ended

    @rule(rest=TAILS, log=st.sampled_from(["journal", "ledger"]))
    def tear(self, rest: bytes, log: str) -> None:
        with logs.path_of(self.root, log).open("ab") as file:
            file.write(rest)
        self.whole = False

    @rule()
    def reopen(self) -> None:
        with Writer(self.root, segment_lines=self.lines).turn():
            pass
        self.whole = True

    @rule()
    def change_key(self) -> None:
        assert self.server.write(self.root.path, [], keys=self.keys, lines=self.lines, rotated=True) == ([], True)
        self.rotations += 1
        self.whole = True

    @rule()
    def fold(self) -> None:
        catch_up(self.root)

    @precondition(lambda self: self.names)
    @rule()
    def make_views_anew(self) -> None:
        rebuild.rebuild(self.root)
        found = compare.check(self.root)
        assert (found.differences, found.behind) == ((), 0)

    @invariant()
    def holds_what_was_acknowledged(self) -> None:
        assert logs.handoffs(self.root) == self.names
        report = audit.verify(self.root)
        assert not report.faults, audit.in_words(report)
        assert report.state in (("intact",) if self.whole else ("intact", "torn"))
        assert len(every_key_of(self.root).reigns) - 1 == self.rotations
        assert keyring_of(self.root).current == every_key_of(self.root).current

    def teardown(self) -> None:
        # Whatever stands behind the last commit, the next writer goes on, and all holds.
        names = self.fresh(1)
        assert self.server.write(self.root.path, names, keys=self.keys, lines=self.lines) == (names, True)
        assert logs.handoffs(self.root) == self.names + names
        assert audit.verify(self.root).exit_code == 0
        shutil.rmtree(self.place)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="writers are forked")
def test_log_holds_what_was_acknowledged_whatever_is_done_to_it(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOCAPTURE_KEY_DIR", str(base))
    LogMachine.server = Server(Path(audit.__file__).parent.parent)
    few: Any = [HealthCheck.too_slow, HealthCheck.data_too_large]
    chosen = settings(
        max_examples=300 if WHOLE else 8,
        stateful_step_count=30 if WHOLE else 12,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=few,
    )
    try:
        run_state_machine_as_test(LogMachine, settings=chosen)
    finally:
        LogMachine.server.close()
