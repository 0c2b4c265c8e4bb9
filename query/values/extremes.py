"""Questions for the row of a table that has the most or the least: the cheapest room, the largest file.

The column is named by the question, or by what its superlative means; the row is told by what stands at its left.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from projections import fields, frames, moment, values
from projections.standing import Line
from query.answers.answer import Answer, Claim
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted, local
from query.inquiries.inquiry import Inquiry, concluded
from query.language import superlatives
from query.language.superlatives import Superlative
from query.language.thesaurus import said_for
from query.language.vocabulary import understand
from query.language.words import forms, tokens
from query.passages.labels import matched
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times import stamps
from query.values import cells, readings, rownouns, scales, tables
from query.values.cells import Cell
from query.values.kinds import Kind, kind_of
from query.values.reading import Reading
from query.values.scales import CLOCK
from query.values.sheets import Sheet, Sheets
from query.values.wanted import Wanted, is_loose, said_in

_PROCESSORS = ("fields", "text")
_DROP = ("which", "me", "have", "use", "last", "screen", "most", "long", "count", "first")
_MOST_TITLED = 10
_FEWEST_ROWS = 2
_MOST_CITED, _MOST_TOLD = 12, 8
# `Fee per day` is a fee, and `Load kW` a load.
_PER = pattern(
    r"\s(?:per|a|an|each) \w+$|\s?/\s?\w+$|\s(?:[km]?g|[kM]?W|[kcm]?m[²³23]?|%|€|\$|£|[A-Z]{3})$|\s\([^()]*\)$"
)
# What is told per day is not what is told per week.
_PER_WHAT = pattern(r"\b(?:per|each|every) (?P<unit>[^\W\d_]+)", re.IGNORECASE)
# Which one of several prices; who asks what is cheapest means that of one.
_QUALIFIERS = {
    word: at
    for at, word in enumerate(
        "unit single item piece net our current sale sales selling gross list retail regular standard".split()  # noqa: SIM905 - a line of words reads better than a column of strings
    )
}
_COUNTS = frozenset({"quantity", "qty", "count", "pieces", "number"})
_LEADING = frozenset({"the", "a", "an", "my", "our"})
# So many of the values of a column must be of one sort: a folder among files has no size.
_OF_ONE_SORT = 0.6
_OF_WHAT = pattern(
    r"\b(?:which|what)(?: (?:kind|sort|type|one)s?)?(?: of)?(?: (?:the|my|our|these|those|all))? (?P<noun>[^\W\d_]+)\b"
)


Row = tuple[Cell, Decimal]
"""A cell, and how much it is."""
_STAMPED = "stamped"


@cued(superlatives.SUPERLATIVE)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the row with the largest or the smallest value; None where no table has the column and what is asked of."""
    found = superlatives.asked(inquiry.rest)
    if found is None or superlatives.ANOTHER.search(inquiry.asked.plain):
        return None
    start, end = found.span
    plain = f"{inquiry.rest[:start]} {inquiry.rest[end:]}"
    sheets = Sheets(inquiry)
    for named, is_named in candidates(inquiry, found, plain, inquiry.rest[end:]):
        noun = _noun(plain, inquiry.rest[end:], named)
        kind = kind_of(noun)
        # What a photo is its name tells.
        rest = tuple(token for token in named.thing if token != noun)
        asked = replace(named, thing=rest) if kind.is_by_looks else named
        has_numbers = False
        for sheet in sheets.of(asked):
            column = column_of(inquiry, found, sheet, kind)
            if column and _is_meant(inquiry, sheet, column, asked, "" if kind.is_by_looks else noun):
                if not kind.is_by_looks and rownouns.is_head(noun, plain, sheet.shown[0].title):
                    column = rownouns.meant(column, [cell for cell, _ in column], noun, sheet.shown[0].title)
                return _told(inquiry, found, asked, column)
            has_numbers = has_numbers or bool(column)
        if is_named and has_numbers and not all(map(is_loose, asked.words)):
            # The largest deposit is no largest total.
            return None
    return None


def candidates(inquiry: Inquiry, found: Superlative, plain: str, behind: str) -> Iterator[tuple[Wanted, bool]]:
    """Yield the columns that may be meant, those first that what follows names, with whether it does."""
    by_name: dict[str, list[str]] = {}
    units = _PER_WHAT.findall(plain)
    for label in values.labels(inquiry.db):
        if not _is_per(label, units):
            continue
        by_name.setdefault(_PER.sub(" ", label), []).append(label)
        by_name.setdefault(label, []).append(label)
    words = tokens(plain)
    said = said_in(understand(plain), frozenset(_DROP))
    following = next((token for token in tokens(behind) if token not in _LEADING), "")
    # `Who starts the earliest` names the column by what is done.
    is_any = found.is_of_time and not following
    by_question = [pair for pair in matched(words, list(by_name)) if is_any or following in pair[0]]
    for named, names in by_question:
        yield _of(said, named, by_name, names), True
    if by_question and not found.is_of_itself:
        # The lowest low water is no price.
        return
    if found.is_of_any_sum and following and (match := _OF_WHAT.search(plain)) and match["noun"] != following:
        # Which day has the highest tide: of the tides it is asked, and of no sum.
        return
    for name in found.names:
        for named, names in matched([name, *words], list(by_name)):
            # What `amount` is said for, as a quantity, is no price.
            fitting = [each for each in names if not (found.is_of_price and _COUNTS & {*tokens(each)})]
            if name in named and fitting:
                yield _of(said, named, by_name, fitting), False
        if found.is_of_price:
            yield from ((_of(said, frozenset({name}), by_name, [label]), False) for label in _qualified(name, by_name))
    if found.form is not None:
        yield from ((asked, False) for asked in _by_form(inquiry, found.form, said))


def _qualified(name: str, by_name: Mapping[str, list[str]]) -> list[str]:
    """Return the labels that are a name with no more than which one of it: `Unit price`, then `List price`."""
    found = [(at, label) for label in by_name if (at := _QUALIFIERS.get(" ".join(tokens(label)[:-1]))) is not None]
    return [label for at, label in sorted(found) if name in tokens(label)[-1:]]


def _is_per(label: str, units: Sequence[str]) -> bool:
    """Say whether what a label tells is told per one of some units, as far as both say so."""
    match = _PER_WHAT.search(label)
    return match is None or not units or any(match["unit"].casefold() in forms(unit.casefold()) for unit in units)


def _is_meant(inquiry: Inquiry, sheet: Sheet, column: Sequence[Row], asked: Wanted, noun: str) -> bool:
    """Say whether a table is the one that is asked of, and its rows may be called what a question calls them."""
    if not tables.is_meant(inquiry, sheet.record, _around(column, sheet.lines, noun), asked, noun):
        return False
    subject = readings.called(inquiry, sheet.record, frames.by_id(inquiry.db, sheet.record))
    return _is_called(column, noun) or noun in readings.titled_by(subject, asked)


def _around(column: Sequence[Row], lines: Sequence[Line], noun: str) -> list[Line]:
    """Return the lines that may say what a table is of: nothing left of it, and of its rows what several say.

    The folders beside a list of files are other ones, and `pump-room.mov` among them makes them no rooms.
    """
    left = min((head.box[0] for cell, _ in column for head in cell.heads), default=0)
    names = "|".join(map(re.escape, sorted(forms(noun)))) if noun else ""
    piece = re.compile(rf"(?:[\w~][-/.\\]|/)(?:{names})\b|\b(?:{names})[-/.\\]\w", re.IGNORECASE) if noun else None
    return [line for line in lines if line.box[2] > left and not (piece and piece.search(line.text))]


def _is_called(column: Sequence[Row], noun: str) -> bool:
    """Say whether the rows of a table may be called so: what heads them says so, or one of them, or nothing does."""
    heads = [head for cell, _ in column for head in cell.heads]
    labels = {token for head in heads if isinstance(head.told, Reading) for token in tokens(head.told.label)}
    called = {token for head in heads for token in tokens(head.text)} | labels
    is_so = not (forms(noun) | said_for(noun)).isdisjoint(called) if noun else True
    return is_so or not labels or not cells.NAMES.isdisjoint(labels)


def _by_form(inquiry: Inquiry, form: re.Pattern[str], said: Sequence[tuple[str, bool]]) -> Iterator[Wanted]:
    """Yield the one label whose values have a form, such as money, on a screen that the rest of a question names."""
    thing = tuple(token for token, _ in said)
    for screen in screens.showing(inquiry, [token for token in thing if not tables.is_told(token)])[:_MOST_TITLED]:
        of_label: defaultdict[str, list[str]] = defaultdict(list)
        for field in fields.on_frame(inquiry.db, screen.frame.id):
            of_label[field.label].append(field.value)
        fitting = [
            label
            for label, told in of_label.items()
            if len(told) > _FEWEST_ROWS and sum(form.search(value) is not None for value in told) >= len(told) - 1
        ]
        if len(fitting) == 1:
            names = frozenset(token for token, is_name in said if is_name)
            yield Wanted((fitting[0],), fitting[0], thing, names)
            return


def _of(
    said: Sequence[tuple[str, bool]], named: frozenset[str], by_name: Mapping[str, list[str]], names: Sequence[str]
) -> Wanted:
    labels = dict.fromkeys(label for name in names for label in by_name[name])
    rest = [(token, is_name) for token, is_name in said if token not in named]
    called = frozenset(token for token, is_name in rest if is_name)
    return Wanted(tuple(labels), min(labels, key=len), tuple(token for token, _ in rest), called, named)


def _noun(plain: str, behind: str, asked: Wanted) -> str:
    """Return what a row is called: `which room is the cheapest`, `the cheapest room`; empty where nothing says so."""
    match = _OF_WHAT.search(plain)
    said = [match["noun"].casefold()] if match else tokens(behind)[:1]
    return next((token for token in said if token in asked.thing), "")


def column_of(inquiry: Inquiry, found: Superlative, sheet: Sheet, kind: Kind) -> list[Row]:
    """Return the rows of the column with the most values of one sort; empty where there is none."""
    kept: list[list[Row]] = [[]]
    for column in cells.Table(inquiry, sheet).columns(kind.noun):
        rows = [cell for cell in column if not cell.is_sum] or column
        if kind.is_by_looks:
            rows = [cell for cell in rows if any(kind.has(head.text) for head in cell.heads)]
        told = _dated(inquiry, found, sheet.shown, rows) if found.is_of_time else []
        if not told:
            read = scales.of_column([cell.value.text for cell in rows], of_time=found.is_of_time)
            told = [(cell, much) for cell, much in zip(rows, read, strict=True) if much is not None]
        sorts = [sort for _, (sort, _) in told if (sort in (CLOCK, _STAMPED)) == found.is_of_time]
        most = max(sorts, key=sorts.count, default=None)
        of_sort = [(cell, number) for cell, (sort, number) in told if sort == most]
        if found.is_of_itself and any(number < 0 for _, number in of_sort):
            # Whether a payment of -500 is larger than one of -100 nobody can say.
            continue
        if len(of_sort) >= max(_FEWEST_ROWS, _OF_ONE_SORT * len(rows)):
            kept.append(_without_sum(of_sort))
    return max(kept, key=len)


def _dated(
    inquiry: Inquiry, found: Superlative, shown: Sequence[values.Shown], rows: Sequence[Cell]
) -> list[tuple[Cell, tuple[str, Decimal]]]:
    """Return the rows with the days that they tell, as minutes; none where these cannot be set in order."""
    texts = [cell.value.text for cell in rows]
    if not stamps.is_dated(texts):
        return []
    seen = moment.datetime_of(shown[0].captured_us).astimezone(inquiry.asked.zone).date()
    read = stamps.read(texts, seen, is_past=found.is_past)
    told = [(cell, stamp) for cell, stamp in zip(rows, read, strict=True) if stamp is not None]
    timed = {stamp.day for _, stamp in told if stamp.minute is not None}
    if any(stamp.minute is None and stamp.day in timed for _, stamp in told):
        # Whether a day by itself is before a time of it nobody can say.
        return []
    return [(cell, (_STAMPED, Decimal(stamp.day.toordinal() * 1440 + (stamp.minute or 0)))) for cell, stamp in told]


def _without_sum(rows: list[Row]) -> list[Row]:
    """Leave out a last row that is the sum of all above it, whatever it is called."""
    *above, (_, last) = rows
    return above if len(above) >= _FEWEST_ROWS and sum(number for _, number in above) == last else rows


def _told(inquiry: Inquiry, found: Superlative, asked: Wanted, column: Sequence[Row]) -> Answer | None:
    """Tell the row, or the rows that are equal, with the values it was found among as evidence."""
    numbers = sorted((number for _, number in column), reverse=found.is_most)
    different = list(dict.fromkeys(numbers))
    if found.rank > len(different) or numbers[found.rank - 1] != different[found.rank - 1]:
        # Of two that share the first place the other one may be the second, or what comes behind them.
        return None
    end = numbers[found.rank - 1]
    best = [cell for cell, number in column if number == end]
    heads = [head for cell in best for head in cell.heads]
    if not all(cell.heads for cell in best) or len(best) == len(column):
        return None
    told = next(cell.value.told for cell, _ in column if isinstance(cell.value.told, Reading))
    witness = Witness(inquiry.views)
    others = [cell.value for cell, _ in column if cell not in best]
    evidence = (*heads, *(cell.value for cell in best), *others)[:_MOST_CITED]
    citations = [citation for mark in evidence if (citation := mark.cited(inquiry, witness, told.last)) is not None]
    if len(citations) < len(evidence):
        return None
    names = " and ".join(", ".join(" ".join(head.text.split()) for head in cell.heads) for cell in best)
    few = ", ".join(cell.value.text for cell, _ in column)
    among = few if len(column) <= _MOST_TOLD else counted(len(column), "value")
    text = f"{names}: {best[0].value.text} ({told.label}), the {found.end} of {among}"
    seen = moment.spell(told.last.captured_us)
    title = " ".join(citations[0].title.split())
    claim = Claim(text, tuple(citations), seen, seen, 1)
    summary = f"{text}; seen {local(seen, inquiry.asked.zone)}{f' in {title}' if title else ''}."
    return concluded(inquiry, inquiry.ground(_PROCESSORS), (claim,), summary, searched=(asked.name, *asked.thing))
