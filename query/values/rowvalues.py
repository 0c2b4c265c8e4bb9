"""Questions for the row that has a value: which file is 318 MB, which ticket is blocked, whose pick-up is at 06:50.

The column is named by the question, or it is the only one on a screen that has the value as it is asked for. The row is
told by its name, and has to be of what the question calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from projections import fields, moment, values
from query.answers.answer import Answer, Claim
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.inquiry import Inquiry, concluded
from query.language.vocabulary import understand
from query.language.words import forms, tokens
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times.numbers import quantity
from query.values import cells, rownouns, tables
from query.values.cells import Cell
from query.values.kinds import alike, kind_of
from query.values.reading import Reading
from query.values.scales import measured
from query.values.sheets import Sheet, Sheets
from query.values.wanted import Wanted, is_loose, said_in

_PROCESSORS = ("fields", "text")
_DROP = ("which", "me", "have", "use", "screen", "long", "count")
_MOST_TITLED, _MOST_TOLD, _FEWEST_ROWS = 10, 6, 2
_WHICH = pattern(
    r"^\W*(?:(?:and|so|ok|please|hey)\W+)*"
    r"(?:(?:which|what)(?: one)?(?: of (?:the|my|our|these|those))? (?P<noun>[^\W\d_]+)|whose|who)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_VALUE = pattern(
    r"(?<![\w.,:/-])(?P<value>(?:[€$£¥]\s?)?[-+−]?\d[\d.,:]*\d(?![\w-])|(?:[€$£¥]\s?)?[-+−]?\d(?![\w-]))(?P<unit>\s?(?:%|°\s?[CF]|"
    r"[kKMGT]i?[Bb]|[kcm]?m[²³]?|[km]?g|weeks?|days?|hours?|min(?:utes?)?)(?![\w-]))?"
)
_STATE = pattern(
    r"^.{0,40}?\b(?:is|are|was|were)(?: (?:still|currently|already|now|marked(?: as)?|rated|set to|a|an|at|on))* "
    r"(?P<state>[^\W\d_]+(?: [^\W\d_]+){0,2}?)(?: (?:in|on|of|for) (?:the|my|our) .{1,60})?[\s?.!]*$",
    re.IGNORECASE,
)
_PERSONS = ("person", "name", "artist", "contact", "assignee", "client", "payee", "who")
_STATES = frozenset({"status", "state", "priority", "rating", "severity", "stage", "risk", "health"})
_CLOCK = pattern(r"^(?:at|around|from) (?P<clock>\d{1,2}[:.]\d\d(?:\s?[ap]m)?)$", re.IGNORECASE)
_COSTS = pattern(r"\b(?:costs?|charges?|priced)\b", re.IGNORECASE)
_PRICES = frozenset({"price", "cost", "fee", "rate", "fare", "rent", "each", "per"})
_PAST = pattern(r"\b(?:was|were|had|did|used)\b", re.IGNORECASE)
# What is held against a number, or is not so, is no row that has it; what I did is told elsewhere.
_OTHERWISE = pattern(
    r"\b(?:not|no|never|without|except|than|over|under|above|below|least|most|between|about|around|nearly|almost|"
    r"when|why|how|where|i|me|we)\b|n['’]t\b",
    re.IGNORECASE,
)


class _Asked(msgspec.Struct, frozen=True):
    """A value, what a row is called (empty: a person), and what else is said."""

    value: str
    is_state: bool
    noun: str
    said: tuple[tuple[str, bool], ...]


@cued(_WHICH)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the row that has a value; None where no table that is meant has it, or the question names none."""
    inquiry, asked = _read(inquiry)
    if asked is None:
        return None
    sheets = Sheets(inquiry)
    for wanted in _wanted(inquiry, asked):
        for sheet in sheets.of(wanted):
            column = _column(inquiry, asked, sheet)
            if not column or not _is_meant(inquiry, sheet, wanted, asked):
                continue
            if rownouns.is_head(asked.noun, inquiry.rest, sheet.shown[0].title):
                column = rownouns.meant(column, column, asked.noun, sheet.shown[0].title)
            rows = [cell for cell in column if _is_equal(cell.value.text, asked, wanted.name)]
            if rows:
                return _told(inquiry, wanted, rows)
            if wanted.words and not _PAST.search(inquiry.rest):
                # What it is now stands on the latest screen.
                break
    return None


def _read(inquiry: Inquiry) -> tuple[Inquiry, _Asked | None]:
    """Return what is asked, with the inquiry for it: a time of the day may be a value, and not when it was seen."""
    match = _WHICH.search(inquiry.rest)
    if match is None or _OTHERWISE.search(inquiry.rest):
        return inquiry, None
    rest, value, window = match["rest"], "", inquiry.asked.window
    if window is not None:
        clock = _CLOCK.fullmatch(window.words.strip())
        if clock is None:
            return inquiry, None
        inquiry, value = inquiry.anytime(), clock["clock"]
    found = [*_VALUE.finditer(rest)]
    state = _STATE.search(rest) if not found and not value else None
    if state is not None:
        value, rest = state["state"], f"{rest[: state.start('state')]} {rest[state.end('state') :]}"
    elif len(found) == 1 and not value:
        value, rest = found[0][0].strip(), f"{rest[: found[0].start()]} {rest[found[0].end() :]}"
    elif found or not value:
        return inquiry, None
    noun = (match["noun"] or "").casefold()
    said = tuple(pair for pair in said_in(understand(rest), frozenset(_DROP)) if pair[0] != noun)
    return inquiry, _Asked(value, state is not None, noun, said)


def _wanted(inquiry: Inquiry, asked: _Asked) -> Iterator[Wanted]:
    """Yield the columns that may have the value: those that are named, or of states, or the one that has it so."""
    names = frozenset(token for token, is_name in asked.said if is_name)
    words = [token for token, _ in asked.said]
    known = values.labels(inquiry.db)
    found = set[str]()
    for label in known:
        telling = {token for token in tokens(label) if len(token) > 1}
        named = {word for word in words if forms(word) & telling}
        unit = quantity(asked.value)
        is_unit = unit is not None and bool(unit.after) and unit.after in label.split()
        is_price = _COSTS.search(inquiry.rest) is not None and bool(telling & _PRICES)
        if (named and not asked.is_state) or is_unit or is_price or (asked.is_state and telling & _STATES):
            found.add(label)
            thing = tuple(word for word in words if word not in named and not (is_price and _COSTS.fullmatch(word)))
            yield Wanted((label,), label, thing, names, frozenset(named))
    if not asked.is_state and (asked.value[-1:].isalpha() or not asked.value[0].isalnum() or ":" in asked.value):
        yield from (each for each in _by_form(inquiry, asked, tuple(words), names) if each.name not in found)


def _by_form(inquiry: Inquiry, asked: _Asked, words: tuple[str, ...], names: frozenset[str]) -> Iterator[Wanted]:
    """Yield the one label on a screen that has the value in the form in which it is asked for."""
    words = tuple(word for word in words if not _COSTS.fullmatch(word))
    there = [*tokens(asked.value), *(word for word in words if not tables.is_said_of_a_table(word))]
    for screen in screens.showing(inquiry, there)[:_MOST_TITLED]:
        told = fields.on_frame(inquiry.db, screen.frame.id)
        labels = {field.label for field in told if _is_equal(field.value, asked, field.label)}
        if len(labels) == 1:
            [label] = labels
            yield Wanted((label,), label, words, names)
            return


def _column(inquiry: Inquiry, asked: _Asked, sheet: Sheet) -> list[Cell]:
    """Return the longest column of rows whose names are of what is asked for; empty where these are no such rows."""
    kind = kind_of(asked.noun)
    nouns = alike(asked.noun) if asked.noun else _PERSONS
    best: list[Cell] = []
    table = cells.Table(inquiry, sheet)
    for noun in nouns if not kind.is_by_looks else [asked.noun]:
        for column in table.columns(noun):
            rows = [cell for cell in column if cell.heads and not cell.is_sum]
            if kind.is_by_looks:
                rows = [cell for cell in rows if any(kind.has(head.text) for head in cell.heads)]
            elif not _are_called(rows, noun) and not (asked.noun and _is_titled(sheet.shown[0], asked.noun)):
                # Who it is stands below a label for persons; a place is nobody.
                continue
            if len(rows) >= _FEWEST_ROWS and len(rows) > len(best):
                best = rows
    return best


def _are_called(rows: Sequence[Cell], noun: str) -> bool:
    """Say whether the names of rows stand below a label that is a noun: `Kind of room`, and not `Room rate`."""
    heads = [head.told for cell in rows for head in cell.heads]
    return any(isinstance(told, Reading) and forms(noun) & set(tokens(told.label)) for told in heads)


def _is_titled(shown: values.Shown, noun: str) -> bool:
    return not forms(noun).isdisjoint(tokens(shown.title))


def _is_meant(inquiry: Inquiry, sheet: Sheet, wanted: Wanted, asked: _Asked) -> bool:
    """Say whether it is the screen that is meant; the value itself names one where nothing else does."""
    if all(is_loose(token) for token in wanted.thing):
        return True
    return tables.is_meant(inquiry, sheet.record, sheet.lines, wanted, asked.noun)


def _is_equal(text: str, asked: _Asked, label: str) -> bool:
    """Say whether a value is the one that is asked for: the same words, or as much in whatever unit."""
    if asked.is_state:
        return [*tokens(text)] == [*tokens(asked.value)]
    mine, other = measured(asked.value), measured(text)
    if mine is None or other is None:
        return False
    if mine == other:
        return True
    one, two = quantity(asked.value), quantity(text)
    if one is None or two is None or one.number != two.number:
        return False
    is_unit_of_label = not any(two.unit) and not one.before and one.after in label.split()
    # `700` is meant by its column, be it euros; `€700` is no `$700`.
    return is_unit_of_label or not any(one.unit)


def _told(inquiry: Inquiry, wanted: Wanted, rows: Sequence[Cell]) -> Answer | None:
    told = next((cell.value.told for cell in rows if isinstance(cell.value.told, Reading)), None)
    if told is None or len(rows) > _MOST_TOLD:
        return None
    witness = Witness(inquiry.views)
    marks = [mark for cell in rows for mark in (*cell.heads, cell.value)]
    cited = [citation for mark in marks if (citation := mark.cited(inquiry, witness, told.last)) is not None]
    if len(cited) < len(marks):
        return None
    names = " and ".join(", ".join(" ".join(head.text.split()) for head in cell.heads) for cell in rows)
    text = f"{names}: {rows[0].value.text} ({told.label})"
    seen = moment.spell(told.last.captured_us)
    title = " ".join(cited[0].title.split())
    claim = Claim(text, tuple(cited), seen, seen, 1)
    summary = f"{text}; seen {local(seen, inquiry.asked.zone)}{f' in {title}' if title else ''}."
    return concluded(inquiry, inquiry.ground(_PROCESSORS), (claim,), summary, searched=(wanted.name, *wanted.thing))
