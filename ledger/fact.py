"""What a fact is: a frozen struct with a kind, made of parts. The kinds are in `ledger.facts` and `ledger.derived`."""

from __future__ import annotations

import msgspec

Box = tuple[int, int, int, int]


class Part(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A value inside a fact; it has no kind of its own."""


class Fact(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="kind"):
    """What one journal line says."""
