"""Keyframes as a vision model sees them: windows, controls, a summary. Its answers are checked first.

The whole frame is shown once, small, for its windows and a summary; then the largest windows, each by itself.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from ledger.facts import Box, Element, ElementSeen, Fact, FrameSummarized, Maker, ModelCalled, Window, WindowRecognized
from processors import prompts
from processors.endpoint import Endpoint
from processors.findings import Earlier, Findings, Postponed, Subject, Unfit
from processors.processor import Traits
from processors.reply import (
    ANSWERED,
    CANCELLED,
    CUT,
    HTTP_ERROR,
    OFF_SCHEMA,
    TIMEOUT,
    TOO_LARGE,
    WRONG_MODEL,
    Reply,
)

if TYPE_CHECKING:
    from processors.gateway import Gateway

NAME = "vlm"
SOURCE = "vlm"
VERSION = 1

WHOLE = 960
PART = 896
"""The longest side of the picture that is sent (px): of a whole frame, and of a window."""

WINDOWS = 4
TOKENS_SCENE, TOKENS_ELEMENTS, TOKENS_PING = 1024, 2048, 8
TRIES = 3
PING_WITHIN_S = 12.0
SHRINK = 0.7
OFF_IN_A_ROW = 3

_TOO_MUCH = (400, 413, 422)
_Read = TypeVar("_Read")


class _Look(msgspec.Struct):
    """One frame under the model's eyes: the requests so far, and what was refused in the answers."""

    frame: str
    pixels: NDArray[np.uint8]
    calls: list[ModelCalled] = msgspec.field(default_factory=list)
    refused: Counter[str] = msgspec.field(default_factory=Counter)

    @property
    def size(self) -> tuple[int, int]:
        return self.pixels.shape[1], self.pixels.shape[0]


class VlmProcessor:
    """Asks a model server about keyframes. That is waiting: it stays in this process, and can be cancelled there."""

    name = NAME
    version = VERSION

    def __init__(self, endpoint: Endpoint) -> None:
        self.traits = Traits(needs=("keyframes",), keyframes_only=True, stays=True, width=endpoint.in_flight)
        self._endpoint = endpoint
        self._lock = Lock()
        self._model = ""
        self._off_in_a_row = 0

    @cached_property
    def _gateway(self) -> Gateway:
        # Nothing that can open a socket is loaded before the gate has let it.
        from processors.gateway import Gateway

        return Gateway(self._endpoint)

    def cancel(self) -> None:
        """Break off the requests that are under way."""
        self._gateway.cancel()

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:  # noqa: ARG002 - a model has no memory
        """Return the requests that were made, and the windows, controls and summary that came of them.

        Raises:
            Postponed: the server is away, or does not work for any frame.
            Unfit: it works, and this frame came to nothing.
        """
        if subject.pixels is None:
            raise ValueError(f"the pixels of {subject.frame} were not given")
        look = _Look(subject.frame, subject.pixels)
        model = self._ready(look)
        whole = (0, 0, *look.size)
        scene = self._answer(look, model, prompts.SCENE, whole, WHOLE, TOKENS_SCENE, prompts.scene_in)
        windows = list(_windows(look, scene, whole))
        elements: dict[Element, None] = {}
        for part in _parts(windows, look.size):
            told = self._answer(look, model, prompts.ELEMENTS, part, PART, TOKENS_ELEMENTS, prompts.elements_in)
            elements.update(dict.fromkeys(_elements(look, told, part)))
        with self._lock:
            self._off_in_a_row = 0
        scene_by, elements_by = (_maker(model, prompt) for prompt in (prompts.SCENE, prompts.ELEMENTS))
        facts: list[Fact] = [*look.calls]
        facts.append(WindowRecognized(look.frame, SOURCE, scene_by, "", tuple(dict.fromkeys(windows))))
        facts.append(ElementSeen(look.frame, SOURCE, elements_by, "", tuple(elements)))
        facts.append(FrameSummarized(look.frame, scene_by, scene.summary.strip()))
        return Findings(tuple(facts), lacking=tuple(look.refused.elements()))

    def _ready(self, look: _Look) -> str:
        """Return the name by which the server knows the model; it is asked once a run."""
        with self._lock:
            if not self._model:
                reply = self._gateway.models()
                found = next((name for name in reply.models if self._endpoint.is_model(name)), "")
                outcome = reply.outcome if found or reply.outcome != ANSWERED else WRONG_MODEL
                look.calls.append(self._called(look, reply, outcome, self._endpoint.model, "", None, None))
                if not found:
                    raise Postponed(_why(outcome, self._endpoint, reply), tuple(look.calls))
                self._model = found
            return self._model

    def _answer(
        self,
        look: _Look,
        model: str,
        prompt: str,
        shown: Box,
        longest: int,
        tokens: int,
        read: Callable[[str], _Read | None],
    ) -> _Read:
        """Show a part of a frame and return the answer; what is too much for the model is shown smaller."""
        reply, outcome = Reply(OFF_SCHEMA, 0), OFF_SCHEMA
        for attempt in range(TRIES):
            picture, size = _picture(look.pixels, shown, longest)
            reply = self._gateway.ask(model, prompt, picture, tokens=tokens)
            found = read(reply.text) if reply.outcome == ANSWERED else None
            outcome = OFF_SCHEMA if reply.outcome == ANSWERED and found is None else reply.outcome
            look.calls.append(self._called(look, reply, outcome, model, prompt, (picture, shown), size))
            if found is not None:
                return found
            if outcome == CANCELLED:
                raise Postponed("it was cancelled", tuple(look.calls))
            if outcome in (OFF_SCHEMA, TOO_LARGE) or reply.status in _TOO_MUCH:
                longest = round(SHRINK * longest)
            elif attempt < TRIES - 1:
                self._gateway.pause(self._endpoint.pause_s)
        raise self._given_up(look, model, outcome, reply)

    def _given_up(self, look: _Look, model: str, outcome: str, reply: Reply) -> Exception:
        """Return whose fault it is that nothing came of a frame: the server's, or the frame's."""
        if outcome in (OFF_SCHEMA, TOO_LARGE):
            with self._lock:
                self._off_in_a_row += 1
                hopeless = self._off_in_a_row >= OFF_IN_A_ROW
            if hopeless:
                return Postponed(f"{model} does not answer as it was asked to", tuple(look.calls))
        elif not self._is_alive(look, model):
            return Postponed(_why(outcome, self._endpoint, reply), tuple(look.calls))
        return Unfit(f"{NAME}_{outcome}", f"{TRIES} requests about this frame came to nothing.", tuple(look.calls))

    def _is_alive(self, look: _Look, model: str) -> bool:
        reply = self._gateway.ask(model, prompts.PING, None, tokens=TOKENS_PING, within_s=PING_WITHIN_S)
        outcome = OFF_SCHEMA if reply.outcome == ANSWERED and not reply.text else reply.outcome
        look.calls.append(self._called(look, reply, outcome, model, prompts.PING, None, None))
        return outcome == ANSWERED

    def _called(
        self,
        look: _Look,
        reply: Reply,
        outcome: str,
        model: str,
        prompt: str,
        sent: tuple[bytes, Box] | None,
        size: tuple[int, int] | None,
    ) -> ModelCalled:
        return ModelCalled(
            self._endpoint.base,
            model,
            outcome,
            reply.ms,
            prompts.sha256_of(prompt) if prompt else "",
            hashlib.sha256(sent[0]).hexdigest() if sent else "",
            look.frame,
            sent[1] if sent else None,
            size,
            reply.prompt_tokens,
            reply.answer_tokens,
            reply.sha256,
        )


def _why(outcome: str, endpoint: Endpoint, reply: Reply) -> str:
    if outcome == WRONG_MODEL:
        return f"{endpoint.base} does not offer the model {endpoint.model}"
    said = {TIMEOUT: "does not answer in time", CUT: "breaks off", CANCELLED: "was cancelled"}
    if outcome == HTTP_ERROR:
        return f"{endpoint.base} answers with HTTP status {reply.status}"
    return f"{endpoint.base} {said.get(outcome, f'does not work ({outcome})')}"


def _maker(model: str, prompt: str) -> Maker:
    sent = f"temperature=0 whole={WHOLE} part={PART} windows={WINDOWS}"
    return Maker(NAME, VERSION, model, prompt_sha256=prompts.sha256_of(prompt), parameters=sent)


def _picture(pixels: NDArray[np.uint8], shown: Box, longest: int) -> tuple[bytes, tuple[int, int]]:
    """Return a part of a frame as a PNG file no longer than `longest` on any side, and its width and height."""
    import cv2

    x0, y0, x1, y1 = shown
    part = pixels[y0:y1, x0:x1]
    scale = min(1.0, longest / max(part.shape[:2]))
    size = (max(1, round(scale * part.shape[1])), max(1, round(scale * part.shape[0])))
    if scale < 1:
        part = cv2.resize(part, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    _, data = cv2.imencode(".png", np.ascontiguousarray(part[:, :, ::-1]))
    return data.tobytes(), size


def _windows(look: _Look, scene: prompts.Scene, shown: Box) -> Sequence[Window]:
    found = []
    for each in scene.windows:
        box = prompts.placed(each.box, shown)
        if box is None:
            look.refused["vlm_box_outside"] += 1
            continue
        context = "" if each.context == "unknown" else each.context
        found.append(
            Window(box, each.title, each.app, "", each.focused, context, each.visibility, each.z),
        )
    return found


def _elements(look: _Look, told: prompts.Elements, shown: Box) -> Sequence[Element]:
    found = []
    for each in told.elements:
        box = prompts.placed(each.box, shown)
        if box is None:
            look.refused["vlm_box_outside"] += 1
        elif prompts.covers_most(box, look.size):
            look.refused["vlm_box_covers_most"] += 1
        else:
            found.append(Element(box, each.role, each.label, each.state))
    return found


def _parts(windows: Sequence[Window], size: tuple[int, int]) -> Sequence[Box]:
    """Return what is shown by itself: the largest windows, the whole frame where the model found none."""
    boxes = sorted({each.box for each in windows}, key=lambda b: ((b[0] - b[2]) * (b[3] - b[1]), b))
    return boxes[:WINDOWS] or [(0, 0, *size)]
