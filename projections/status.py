"""What each room says of its work when somebody asks how things stand. A room adds its section; nothing is written."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from ledger.dataroot import DataRoot
from ledger.errors import AutocaptureError
from ledger.finding import Finding, Severity
from ledger.head import opening_of

_ORDER: dict[Severity, int] = {"wrong": 0, "soon": 1, "note": 2}


class Section(msgspec.Struct, frozen=True):
    """One room's part: `fields` for programs (JSON values), `lines` for a person."""

    fields: dict[str, Any]
    lines: tuple[str, ...] = ()


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


Check = Callable[[DataRoot], Iterable[Finding]]

_checks: dict[str, Check] = {}


def add_check(name: str, check: Check) -> None:
    """Let a room say what is wrong with its part, after those that were added before it."""
    _checks[name] = check


def findings(root: DataRoot) -> list[Finding]:
    """Ask every room what is wrong; the worst comes first. A room that cannot even look says why.

    Raises:
        NotADataRoot, Damaged: there is nothing to look at.
    """
    opening_of(root)
    found: dict[Finding, None] = {}
    for check in _checks.values():
        try:
            found |= dict.fromkeys(check(root))
        except AutocaptureError as error:
            found[Finding(error.name, "wrong", error.what, error.remedy)] = None
    return sorted(found, key=lambda each: _ORDER[each.severity])
