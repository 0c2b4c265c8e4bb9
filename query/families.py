"""The families of questions that have views of their own, in the order in which they are asked.

Each takes an inquiry and returns its answer, or None where the question is not of its kind. What none of them
takes is searched as text.
"""

from __future__ import annotations

from collections.abc import Callable

from query import changes, clicks, colors, front, inputs, messages, sessions, snippets, summaries
from query.answer import Answer
from query.inquiry import Inquiry

Family = Callable[[Inquiry], Answer | None]

FAMILIES: tuple[Family, ...] = (
    colors.answered,
    snippets.answered,
    inputs.answered,
    clicks.answered,
    messages.answered,
    sessions.answered,
    summaries.answered,
    front.answered,
    changes.answered,
)
