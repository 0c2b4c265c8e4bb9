"""What each room says of its work when somebody asks how things stand. A room adds its section; nothing is written."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ledger.dataroot import DataRoot


@dataclass(frozen=True, slots=True)
class Section:
    """One room's part: `fields` for programs (JSON values), `lines` for a person."""

    fields: dict[str, Any]
    lines: tuple[str, ...] = field(default=())


Describe = Callable[[DataRoot, argparse.Namespace], Section]

_sections: dict[str, Describe] = {}


def add_section(name: str, describe: Describe) -> None:
    """Let a room answer under `name`, after those that were added before it. Added again, it answers in that place."""
    _sections[name] = describe


def sections(root: DataRoot, args: argparse.Namespace) -> dict[str, Section]:
    """Ask every room.

    Raises:
        NotADataRoot, Stale: there is nothing to tell of.
    """
    return {name: describe(root, args) for name, describe in _sections.items()}
