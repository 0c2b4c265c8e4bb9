"""A doing: what people say they did at a prompt, and how that is typed."""

from __future__ import annotations

import re

import msgspec

from query.patterns.pattern import pattern

# PowerShell takes any letters for small ones: `Stop-Process`.
_CMDLET = pattern(r"(?<![\w.-])[A-Z][a-z]+-[A-Z]\w+")
_PARTS = pattern(r"\s*(?:&&|;|\|\|?)\s*")


class Doing(msgspec.Struct, frozen=True):
    """What must be said, one word of each group in any form, and the command line that does it."""

    said: tuple[tuple[str, ...], ...]
    typed: re.Pattern[str]
    names: bool = True
    """Whether what it is done to is called by its name: a machine is woken by the number of its card."""
    unsaid: tuple[str, ...] = ()
    """Words, in any form, none of which is said: who switches a thing off does not switch it on."""
    besides: tuple[str, ...] = ()
    """Words that tell no more of what it is done to: of a share, that it is in the network."""

    def is_done_by(self, command: str) -> bool:
        """Say whether a command line does it, by itself or in one of its parts: `cd sql && wc -l *.sql`."""
        plain = _CMDLET.sub(lambda match: match[0].casefold(), command)
        return any(self.typed.search(part) for part in (plain, *_PARTS.split(plain)))


def doing(
    typed: str,
    *said: tuple[str, ...],
    names: bool = True,
    unsaid: tuple[str, ...] = (),
    besides: tuple[str, ...] = (),
) -> Doing:
    """Return what is said so, one word of each group, and typed as a pattern tells."""
    return Doing(said, pattern(typed), names, unsaid, besides)
