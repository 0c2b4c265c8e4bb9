"""What every operation is given: the DataRoot, the desk that reads it, the clock and the zone of asking."""

from __future__ import annotations

import os
from datetime import datetime, tzinfo

import msgspec

from ledger.clock import Clock
from ledger.dataroot import DataRoot
from ledger.errors import Usage
from query.times.moments import parsed, zone_of
from serve.desk import Desk
from serve.token import Token

TIMEOUT_VARIABLE = "AUTOCAPTURE_POPUP_QUERY_TIMEOUT_S"
DEFAULT_TIMEOUT_S, LEAST_TIMEOUT_S, MOST_TIMEOUT_S = 6.0, 1.0, 30.0


class House(msgspec.Struct, frozen=True):
    """One DataRoot as it is served.

    Attributes:
        clock: gives the moment of asking.
        zone: whose calendar counts where the asker names none.
        timeout_s: how long an asking may take.
        names: the host names by which callers may call this server, lower case.
        allow_remote: whether callers from other machines are let in.
    """

    root: DataRoot
    desk: Desk
    token: Token
    clock: Clock
    zone: tzinfo
    timeout_s: float = DEFAULT_TIMEOUT_S
    names: frozenset[str] = frozenset()
    allow_remote: bool = False

    def asked(self, now: str, zone: str) -> tuple[datetime, tzinfo]:
        """Return the moment of asking and the asker's zone, those of the house where they are empty.

        Raises:
            Usage: one of them is none.
        """
        place = zone_of(zone) if zone else self.zone
        return (parsed(now, place) if now else self.clock()), place


def timeout_of_environment() -> float:
    """Return how long an asking may take, in seconds: 1 to 30, by `AUTOCAPTURE_POPUP_QUERY_TIMEOUT_S`, else 6.

    Raises:
        Usage: the variable holds no number.
    """
    told = os.environ.get(TIMEOUT_VARIABLE, "").strip()
    if not told:
        return DEFAULT_TIMEOUT_S
    try:
        seconds = float(told)
    except ValueError as error:
        raise Usage(f"{TIMEOUT_VARIABLE} is {told!r}, which is no number.", "Name seconds, 1 to 30.") from error
    # Written so that what is no number at all ("nan") ends at the least.
    return min(seconds, MOST_TIMEOUT_S) if seconds > LEAST_TIMEOUT_S else LEAST_TIMEOUT_S
