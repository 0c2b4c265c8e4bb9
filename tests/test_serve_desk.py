"""The desk: questions are answered in turn, and what is soon found does not wait for them."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from projections import frames
from projections.engine import catch_up
from projections.views import Views
from serve.desk import Desk


def test_questions_take_turns_and_a_short_look_does_not_wait(tmp_path: Path) -> None:
    root = DataRoot(tmp_path / "root")
    ensure_born(root)
    catch_up(root)
    going_on, most = 0, 0
    ended: list[str] = []

    def question(views: Views) -> None:
        nonlocal going_on, most
        going_on += 1
        most = max(most, going_on)
        time.sleep(0.2)
        assert frames.extent(views.facts) is None
        going_on -= 1

    async def asked(desk: Desk) -> None:
        await desk.look(question, in_turn=True)
        ended.append("question")

    async def looked(desk: Desk) -> None:
        await desk.look(lambda views: frames.extent(views.facts))
        ended.append("look")

    async def together(desk: Desk) -> None:
        await asyncio.gather(asked(desk), asked(desk), asked(desk), looked(desk))

    desk = Desk(root)
    try:
        asyncio.run(together(desk))
    finally:
        desk.close()
    assert most == 1
    assert ended == ["look", "question", "question", "question"]
