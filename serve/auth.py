"""Letting in: how a program on this machine comes by the token, and what it learns of how it is asked for."""

from __future__ import annotations

import msgspec
from starlette.responses import Response

from serve.house import House
from serve.operation import Operation, reply
from serve.token import place_of


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An operation that takes no parameters."""


class TokenGiven(msgspec.Struct, frozen=True):
    """The token, and when it was made (UTC)."""

    token: str
    created_ts: str


class AuthStatus(msgspec.Struct, frozen=True):
    """Whether a token is asked for (always), whether callers from other machines are let in, where the token lies."""

    token_required: bool
    allow_remote: bool
    token_path: str


async def _token(house: House, _: Nothing) -> Response:
    return reply(TokenGiven(house.token.text, house.token.created_at))


async def _status(house: House, _: Nothing) -> Response:
    path = house.token.path or place_of(house.root)
    return reply(AuthStatus(token_required=True, allow_remote=house.allow_remote, token_path=str(path)))


OPERATIONS = (
    Operation(
        "GET",
        "/api/auth/token",
        "The token, for programs on this machine; no page of a browser but ours gets it.",
        Nothing,
        TokenGiven,
        _token,
        is_open=True,
        own_statuses=(403,),
    ),
    Operation(
        "GET",
        "/api/auth/status",
        "How callers are let in, for programs on this machine.",
        Nothing,
        AuthStatus,
        _status,
        is_open=True,
        own_statuses=(403,),
    ),
)
