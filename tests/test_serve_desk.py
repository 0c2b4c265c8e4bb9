"""The desk: questions are answered in turn, and what is soon found does not wait for them."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import pytest

from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.errors import WriteFailed
from projections import frames
from projections.engine import catch_up
from projections.views import Views
from serve.desk import Desk


def test_questions_take_turns_and_a_short_look_does_not_wait(tmp_path: Path) -> None:
    root = DataRoot(tmp_path / "root")
    ensure_born(root)
    catch_up(root)
    going_on, most = 0, 0
    looked = threading.Event()

    def question(views: Views) -> bool:
        nonlocal going_on, most
        going_on += 1
        most = max(most, going_on)
        was_passed = looked.wait(timeout=60)  # by a look that was asked for later
        time.sleep(0.05)
        assert frames.extent(views.facts) is None
        going_on -= 1
        return was_passed

    async def together(desk: Desk) -> list[bool]:
        questions = [desk.look(question, in_turn=True) for _ in range(3)]
        *passed, _ = await asyncio.gather(*questions, desk.look(lambda _: looked.set()))
        return [bool(each) for each in passed]

    desk = Desk(root)
    try:
        passed = asyncio.run(together(desk))
    finally:
        desk.close()
    assert most == 1
    assert passed == [True, True, True]


def test_what_the_system_refuses_is_told_as_that(tmp_path: Path) -> None:
    root = DataRoot(tmp_path / "root")
    ensure_born(root)
    catch_up(root)
    desk = Desk(root)
    try:
        with pytest.raises(WriteFailed, match=r"refused access to .*nowhere: No such file"):
            asyncio.run(desk.look(lambda _: (tmp_path / "nowhere").read_bytes()))
    finally:
        desk.close()
