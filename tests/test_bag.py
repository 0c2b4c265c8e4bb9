"""The place of a bag: nothing that is there is replaced, whenever it came."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from export.bag import Bag
from ledger.errors import Usage


def begun(out: Path) -> Bag:
    bag = Bag(out)
    bag.put("note.txt", b"note")
    bag.close_payload()
    return bag


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("name", ["bag", "bag.zip"])
def test_what_came_to_the_place_of_a_bag_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", refusing)
    out = tmp_path / name
    first, second = begun(out), begun(tmp_path / f"other-{name}")
    second.out = out  # as of two processes that began at once
    second.close({})
    before = out.read_bytes() if out.is_file() else sorted(out.rglob("*"))
    with pytest.raises(Usage, match="is there already"):
        first.close({})
    first.discard()
    assert (out.read_bytes() if out.is_file() else sorted(out.rglob("*"))) == before
    assert list(tmp_path.iterdir()) == [out]


def test_file_in_the_place_of_a_bag_stays(tmp_path: Path) -> None:
    bag = begun(tmp_path / "bag")
    (tmp_path / "bag").write_bytes(b"mine")
    with pytest.raises(Usage, match="is there already"):
        bag.close({})
    bag.discard()
    assert (tmp_path / "bag").read_bytes() == b"mine"


def refusing(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.EPERM, "no links here")
