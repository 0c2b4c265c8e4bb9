"""The popup of the hypervisor, as the wire formats page (section 6.1) describes it, and nothing else of ours.

It sends a question with a bearer token; answered 401 it fetches the token anew and asks once more; what the network
refuses it tries again after 200 and after 600 ms; it waits 12 s at the most. It shows a line, three bullets, how sure
the answer is, and a hint where processing is outstanding.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any

TIMEOUT_S = 12.0
RETRIES_S = (0.2, 0.6)
BULLETS = 3


@dataclass(frozen=True)
class Shown:
    """What a person sees."""

    line: str
    bullets: tuple[str, ...] = ()
    chip: str = ""
    hint: str = ""
    error: str = ""


@dataclass
class PopupClient:
    """A popup that calls `base`, such as `http://127.0.0.1:8787`."""

    base: str
    token: str = ""
    requests: list[str] = field(default_factory=list)
    diagnostics: list[str] = field(default_factory=list)

    def ask(self, query: str, **fields: Any) -> dict[str, Any]:
        """Return the reply to a question; `{}` where there is none, with a row of diagnostics."""
        for attempt in range(2):
            status, body = self._send("POST", "/api/query/popup", json.dumps({"query": query, **fields}).encode())
            if status == 200:
                found: dict[str, Any] = json.loads(body)
                return found
            if status != 401 or attempt:
                self.diagnostics.append(f"{status}: {body[:120]!r}")
                return {}
            self.refresh()
        raise AssertionError("unreachable")

    def refresh(self) -> None:
        """Fetch the token."""
        status, body = self._send("GET", "/api/auth/token", None)
        assert status == 200, body
        told = json.loads(body)
        assert set(told) >= {"token", "created_ts"}
        self.token = told["token"]

    def show(self, query: str) -> Shown:
        """Ask, and lay the reply out."""
        reply = self.ask(query)
        if not reply:
            return Shown("", error=f"The query failed ({self.diagnostics[-1][:40]})")
        sure = reply["confidence_pct"]
        if sure is not None and 0 <= sure <= 1:
            sure *= 100
        return Shown(
            reply["summary"],
            tuple(reply["bullets"][:BULLETS]),
            f"{sure:.0f} %" if sure is not None else "",
            "More is to be processed first." if reply["needs_processing"] else "",
        )

    def _send(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        for pause in (*RETRIES_S, None):
            self.requests.append(f"{method} {path}")
            request = urllib.request.Request(self.base + path, body, method=method)
            request.add_header("Content-Type", "application/json")
            if self.token:
                request.add_header("Authorization", f"Bearer {self.token}")
            try:
                with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answered:
                    return answered.status, answered.read()
            except urllib.error.HTTPError as refused:
                return refused.code, refused.read()
            except OSError:
                if pause is None:
                    raise
                time.sleep(pause)
        raise AssertionError("unreachable")
