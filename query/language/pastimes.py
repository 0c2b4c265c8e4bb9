"""Pastimes: what one does with a sort of program, which need not be named: coding, browsing the web, chatting."""

from __future__ import annotations

import re

from query.patterns.pattern import pattern

_ASKS = pattern(
    r"\bhow (?:long|much time|many (?:hours|minutes)|often|many times)\b|\bwhen did (?:i|we) last\b|\blast time\b",
    re.IGNORECASE,
)
_WEB = r"(?:(?: on)? (?:the )?(?:web|internet|net)| around)?"
_DONE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (
        pattern(
            rf"\b(?:(?P<did>(?:did|do|have|had) (?:i|we)(?: last)?) (?:{verb})|"
            rf"(?P<doing>(?:on )?(?:{doing})))(?=\W*\Z)",
            re.IGNORECASE,
        ),
        program,
    )
    for verb, doing, program in (
        (r"code|program|write code", r"coding|programming|writing code", "editor"),
        (rf"(?:browse|surf){_WEB}", rf"(?:browsing|surfing){_WEB}", "browser"),
        (r"chat", r"chatting", "chat"),
        (r"do (?:my )?e-?mails?|e-?mail", r"(?:doing|reading|writing|answering) (?:my )?e-?mails?|e-?mailing", "mail"),
    )
)


def with_program(question: str) -> str:
    """Return a question for the time or times of a pastime as one for its sort of program; others as they are."""
    if _ASKS.search(question) is None:
        return question
    for read, program in _DONE:
        if (match := read.search(question)) is not None:
            said = f"{match['did']} use the {program}" if match["did"] else f"in the {program}"
            return f"{question[: match.start()]}{said}{question[match.end() :]}"
    return question
