"""The guard: who is let in. By name, by origin, by token; nothing of the request is read before that.

1. Host: the server must be called by a name of its own. A page whose name was made to lead here (DNS rebinding) calls
   it by another one.
2. Origin: a page of a browser is let in only if this server gave it out.
3. Token: whatever tells of the record, or of the log, asks for it. The page's own files and the health do not.
4. Without a token programs on this machine may fetch it; no page but ours, and nobody from elsewhere.

Every answer forbids a browser to run, frame or send anything that is not of this server.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serve.house import House
from serve.limits import Bucket
from serve.operation import Fault, refusal

_UNKNOWN = (5.0, 60.0)
_BOOTSTRAP = "/api/auth/"
_API = "/api/"
# What a browser says of a request that its user typed, or that came from a page of the same origin.
_OWN_SITES = frozenset({"same-origin", "none"})

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Guard:
    """An ASGI application around another one."""

    def __init__(self, inner: ASGIApp, house: House, open_paths: Iterable[str]) -> None:
        self._inner = inner
        self._house = house
        self._open = frozenset(open_paths)
        # Who guesses at tokens is slowed down; who has one is not.
        self._unknown = Bucket(*_UNKNOWN)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "lifespan":
            await self._inner(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        refused = self._refused(scope)
        if refused is None:
            await self._inner(scope, receive, sealed)
        else:
            status, fault = refused
            await refusal(status, fault)(scope, receive, sealed)

    def _refused(self, scope: Scope) -> tuple[int, Fault] | None:
        """Return why a request is not let in, with its status; None where it is."""
        headers, path = Headers(scope=scope), str(scope["path"])
        if not self._is_called_by_name(headers):
            remedy = "Call it by the address that `autocapture serve` printed."
            return 421, Fault("wrong_host", "This server has another name.", remedy)
        if not self._is_of_own_page(headers, str(scope["scheme"])):
            return 403, Fault("wrong_origin", "Pages of other origins are not let in.", "Open this server's own page.")
        if path.startswith(_BOOTSTRAP) and path in self._open:
            if not is_same_machine(scope):
                return 403, Fault(
                    "not_local", "The token is given out on the machine itself only.", "See docs/trust.md."
                )
            return None
        if not path.startswith(_API) or path in self._open:
            return None
        if not self._house.token.is_shown_by(headers.get("authorization")):
            if not self._unknown.take():
                return 429, Fault("busy", "Too many requests without the token.", "Ask again in a moment.")
            remedy = "Fetch it from /api/auth/token and ask again with `Authorization: Bearer …`."
            return 401, Fault("no_token", "The token is missing, or is another one.", remedy)
        return None

    def _is_called_by_name(self, headers: Headers) -> bool:
        called = headers.getlist("host")
        return len(called) == 1 and host_of(called[0]) in self._house.names

    def _is_of_own_page(self, headers: Headers, scheme: str) -> bool:
        origins = headers.getlist("origin")
        own = f"{scheme}://{headers['host'].lower()}"
        if any(origin.lower() != own for origin in origins):
            return False
        return all(site in _OWN_SITES for site in headers.getlist("sec-fetch-site"))


def host_of(spelled: str) -> str:
    """Return the name in a `Host` header, lower case and without its port: `[::1]:8787` is `[::1]`."""
    name, colon, port = spelled.strip().lower().rpartition(":")
    return name if colon and port.isascii() and port.isdigit() else spelled.strip().lower()


def is_same_machine(scope: Scope) -> bool:
    """Say whether the other end of the connection lies on this machine."""
    client, server = scope.get("client"), scope.get("server")
    if not client:
        return False
    try:
        address = ipaddress.ip_address(str(client[0]).partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback or bool(server and client[0] == server[0])
