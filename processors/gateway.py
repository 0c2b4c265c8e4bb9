"""The gateway: the one socket of Stage 2, to a model server that speaks the OpenAI protocol. It is never started by us.

No request takes longer than its limit, whatever the server does; no answer is read further than `MOST_BYTES`;
redirects are not followed, proxies not asked, nothing is unpacked. A request that is under way can be cancelled from
another thread: its connection is closed at once.
"""

from __future__ import annotations

import asyncio
import base64
import threading
import time
from typing import Any

import httpx
import msgspec

from processors.endpoint import Endpoint
from processors.reply import (
    ANSWERED,
    CANCELLED,
    CUT,
    GARBAGE,
    HTTP_ERROR,
    TIMEOUT,
    TOO_LARGE,
    UNREACHABLE,
    WRONG_MODEL,
    Reply,
)

MODELS_WITHIN_S = 4.0
MOST_BYTES = 4 << 20


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    model: str = ""
    usage: _Usage | None = None


class _Listed(msgspec.Struct):
    id: str


class _Models(msgspec.Struct):
    data: list[_Listed]


class _TooLarge(Exception):
    """The answer is longer than is ever read."""


class Gateway:
    """Asks one server. It may be used by several threads at once."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._lock = threading.Lock()
        self._under_way: set[tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]]] = set()
        self._stopped = threading.Event()

    def models(self) -> Reply:
        """Ask which models there are: `models` of the reply."""
        outcome, status, body, ms = self._asked("GET", "/models", None, MODELS_WITHIN_S)
        if outcome != ANSWERED:
            return Reply(outcome, ms, status)
        try:
            listed = msgspec.json.decode(body, type=_Models)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            return Reply(GARBAGE, ms, status)
        return Reply(ANSWERED, ms, status, models=tuple(each.id for each in listed.data))

    def ask(self, model: str, prompt: str, image: bytes | None, *, tokens: int, within_s: float | None = None) -> Reply:
        """Send a prompt, with a picture (a PNG file) where one is given; return what the model said."""
        content: list[dict[str, Any]] = [{"type": "text", "text": prompt}]
        if image is not None:
            url = f"data:image/png;base64,{base64.b64encode(image).decode()}"
            content.append({"type": "image_url", "image_url": {"url": url}})
        asked = {"model": model, "messages": [{"role": "user", "content": content}]}
        body = msgspec.json.encode({**asked, "temperature": 0, "max_tokens": tokens})
        outcome, status, raw, ms = self._asked("POST", "/chat/completions", body, within_s or self.endpoint.within_s)
        if outcome != ANSWERED:
            return Reply(outcome, ms, status)
        try:
            told = msgspec.json.decode(raw, type=_Completion)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            return Reply(GARBAGE, ms, status)
        text = (told.choices[0].message.content or "") if told.choices else ""
        usage = told.usage or _Usage()
        outcome = WRONG_MODEL if told.model and told.model != model else ANSWERED
        if not 0 <= usage.prompt_tokens < 1 << 53 or not 0 <= usage.completion_tokens < 1 << 53:
            usage = _Usage()
        return Reply(outcome, ms, status, text, told.model, usage.prompt_tokens, usage.completion_tokens)

    def cancel(self) -> None:
        """Close what is under way, and let nothing more begin."""
        self._stopped.set()
        with self._lock:
            for loop, task in self._under_way:
                loop.call_soon_threadsafe(task.cancel)

    def pause(self, seconds: float) -> None:
        """Wait, but not for longer than until it is cancelled."""
        self._stopped.wait(seconds)

    def _asked(self, method: str, path: str, body: bytes | None, within_s: float) -> tuple[str, int, bytes, int]:
        """Return outcome, status, body and milliseconds of one exchange."""
        begun = time.monotonic()
        outcome, status, raw = asyncio.run(self._watched(method, path, body, within_s))
        return outcome, status, raw, round(1000 * (time.monotonic() - begun))

    async def _watched(self, method: str, path: str, body: bytes | None, within_s: float) -> tuple[str, int, bytes]:
        task = asyncio.create_task(self._exchange(method, path, body, within_s))
        entry = (asyncio.get_running_loop(), task)
        with self._lock:
            if self._stopped.is_set():
                task.cancel()
            self._under_way.add(entry)
        try:
            return await task
        except asyncio.CancelledError:
            return CANCELLED, 0, b""
        finally:
            with self._lock:
                self._under_way.discard(entry)

    async def _exchange(self, method: str, path: str, body: bytes | None, within_s: float) -> tuple[str, int, bytes]:
        headers = {"Accept-Encoding": "identity", "Content-Type": "application/json"}
        if self.endpoint.key:
            headers["Authorization"] = f"Bearer {self.endpoint.key}"
        try:
            # Each wait has a limit, and all of them together: a server that drips never ends otherwise.
            async with (
                asyncio.timeout(within_s),
                httpx.AsyncClient(timeout=within_s, trust_env=False) as client,
                client.stream(method, self.endpoint.base + path, content=body, headers=headers) as response,
            ):
                if response.status_code != httpx.codes.OK:
                    return HTTP_ERROR, response.status_code, b""
                return ANSWERED, response.status_code, await _read(response)
        except (TimeoutError, httpx.TimeoutException):
            return TIMEOUT, 0, b""
        except _TooLarge:
            return TOO_LARGE, 0, b""
        except httpx.ConnectError:
            return UNREACHABLE, 0, b""
        except httpx.RemoteProtocolError as error:
            ended = "disconnected" in str(error) or "closed" in str(error)
            return CUT if ended else GARBAGE, 0, b""
        except httpx.HTTPError:
            return CUT, 0, b""


async def _read(response: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > MOST_BYTES:
            raise _TooLarge
    return bytes(body)
