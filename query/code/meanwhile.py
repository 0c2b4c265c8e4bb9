"""What was being done at a time: what was in front, with the commands that were run meanwhile; or what was written.

`What was I at around twenty past eleven?` A program by itself tells little: of a terminal it is told what was typed.
`What was I writing at 10:18?` is told by the windows in which one writes, the nearest to that moment first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from projections import elements
from projections.appearances import Appearance
from query.answers.answer import Answer
from query.code import commands
from query.code.snippet_claims import claim_of
from query.foreground import appearances, front, machines, usage
from query.foreground.appearances import Thing
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_WROTE = r"(?:writing|composing|drafting|jotting(?: down)?|noting down)"
_CHANGED = r"(?:amending|changing|editing|modifying|working on)"
_WRITING = pattern(
    r"\b(?:what|which) (?:file|script|document|text|note|code) (?:was|were|had) (?:i|we) (?:been )?"
    rf"(?:{_WROTE}|{_CHANGED})\b|"
    rf"\bwhat (?:(?:e-?)?mails? |message |letter |text |file |note )?(?:was|were|had) (?:i|we) (?:been )?{_WROTE}\b|"
    rf"\bwhat (?:did|do) (?:i|we) (?:write|compose|draft|jot down)\b(?=\W*$)",
    re.IGNORECASE,
)
_FILLING = pattern(
    r"\b(?:what|which)(?: (?:application|form|page|request|sheet))? (?:was|were|had) (?:i|we) (?:been )?"
    r"(?:filling|completing)(?: (?:in|out|up))?\b(?! with\b)",
    re.IGNORECASE,
)
_BOXES, _FEWEST_BOXES = frozenset({"CheckBox", "ComboBox", "Edit", "RadioButton"}), 2
_DOING = pattern(r"\b(?:what|which)\b[^.?!]*\b(?:i|we)\b", re.IGNORECASE)
_WRITTEN_IN = frozenset({"chat", "editor", "word processor"})
# What mail programs call the window in which one writes, and editors that run in a terminal call theirs.
_COMPOSED = pattern(
    r"^(?:write|compose|composing|new (?:mail|message)|reply|draft)\b|- (?:message|draft)\b", re.IGNORECASE
)
_EDITED = pattern(r"^(?:n?vim?|nano|emacs|micro|hx|joe|ed)\b \S", re.IGNORECASE)
_MAIL = pattern(r"\b(?:e-?mails?|letter)\b", re.IGNORECASE)
# Of a day one asks for no single command.
_LONGEST = timedelta(hours=1)
_MOST_COMMANDS, _MOST_LETTERS = 4, 80


@cued(_DOING)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell what was being done, or written, at a time; None where neither is asked of a moment, or little is known."""
    window = inquiry.asked.window
    if window is None or window.start is None or window.end - window.start > _LONGEST:
        return None
    if _WRITING.search(inquiry.asked.plain):
        return _written(inquiry)
    if _FILLING.search(inquiry.asked.plain):
        return _filled(inquiry)
    asked = usage.read(machines.without(inquiry))
    if asked is None or asked.measure != "doing" or asked.subject:
        return None
    told = front.answered(inquiry)
    return _with_commands(inquiry, told) if told is not None and told.state == "ok" else None


def _written(inquiry: Inquiry) -> Answer | None:
    is_mail = _MAIL.search(inquiry.asked.plain) is not None
    shown = _shown(inquiry, (*_WRITTEN_IN, "mail", "terminal"))
    return _nearest(inquiry, [each for each in shown if _is_written_in(each, is_mail)], ("window", "windows"), "write")


def _filled(inquiry: Inquiry) -> Answer | None:
    """Tell the pages with boxes to fill in, or to tick."""
    found = [
        each
        for each in _shown(inquiry, ("browser",))
        if sum(row.role in _BOXES for row in elements.on_frame(inquiry.db, each.first)) >= _FEWEST_BOXES
    ]
    return _nearest(inquiry, found, ("page", "pages"), "fill")


def _shown(inquiry: Inquiry, categories: Sequence[str]) -> list[Appearance]:
    rows = inquiry.db.execute(
        "SELECT DISTINCT a.subject FROM activity a JOIN subjects s ON s.id = a.subject WHERE a.ts_us >= ? "
        "AND a.ts_us < ? AND s.category IN (SELECT value FROM json_each(?))",
        (*inquiry.between, json.dumps(sorted(categories))),
    )
    return appearances.of(inquiry, [number for (number,) in rows])


def _nearest(inquiry: Inquiry, found: Sequence[Appearance], nouns: tuple[str, str], deed: str) -> Answer | None:
    if not found:
        return None
    middle = (inquiry.between[0] + inquiry.between[1]) // 2
    nearest = sorted(found, key=lambda each: _off(each, middle))[: inquiry.limit]
    groups = [[_thing(each)] for each in nearest]
    one, several = (f"{noun} to {deed} in" for noun in nouns)
    none = f"Not found: no {one} was in front{appearances.within(inquiry)}."
    return appearances.told(inquiry, groups, one, (), none, plural=several)


def _is_written_in(shown: Appearance, is_mail: bool) -> bool:
    """Say whether a window is one in which something was written; of a mail only one in which one is."""
    category, title = shown.subject.category, " ".join(shown.title.split())
    if category == "mail":
        return _COMPOSED.search(title) is not None
    if is_mail:
        return False
    return category in _WRITTEN_IN or (category == "terminal" and _EDITED.search(title) is not None)


def _off(shown: Appearance, middle: int) -> int:
    """Return how far off a moment a window was in front, microseconds."""
    return max(shown.first_us - middle, middle - shown.last_us, 0)


def _thing(shown: Appearance) -> Thing:
    title = " ".join(shown.title.split())
    return Thing(title, f"“{title}”", appearances.where(shown), shown)


def _with_commands(inquiry: Inquiry, told: Answer) -> Answer:
    """Return an answer with the commands that were run in the asked time, the last of them where there are many."""
    witness = Witness(inquiry.views)
    ran = [each for each in commands.entered(inquiry) if _is_within(inquiry, each.first_us)]
    claims = [claim for each in ran[-_MOST_COMMANDS:] if (claim := claim_of(inquiry, witness, each)) is not None]
    titles = _titles(told)
    said = f" Pages: {titles}." if titles else ""
    if claims:
        said += f" Commands: {'; '.join(_short(claim.text) for claim in claims)}."
    return replace(told, summary=f"{told.summary}{said}", claims=(*told.claims, *claims))


def _is_within(inquiry: Inquiry, us: int) -> bool:
    return inquiry.between[0] <= us < inquiry.between[1]


def _titles(told: Answer) -> str:
    """Return the titles of the pages that claims tell of, each once."""
    pages = (claim.text.partition(" · ")[2].rpartition(", ")[0] for claim in told.claims)
    return "; ".join(dict.fromkeys(f"“{page}”" for page in pages if page))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= _MOST_LETTERS else f'{line[:_MOST_LETTERS]}…'}”"
