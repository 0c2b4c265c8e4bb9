"""Questions for how many rows a table has: the items on a quote, the files in a folder; or how many hold some words.

Rows are counted as a screen shows them, and told by name, so that who asks sees what was counted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from projections import fields, frames, moment, values
from projections.fields import FieldRow
from projections.standing import Line
from query.answers.answer import Answer, Claim
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted, local
from query.inquiries.inquiry import Inquiry, concluded
from query.language.words import forms, tokens
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times import stamps
from query.times.days import MONTHS
from query.times.ordinals import CARDINAL, cardinal
from query.values import cells, readings, tables
from query.values.cells import Cell, Mark
from query.values.kinds import Kind, alike, kind_of
from query.values.reading import Reading
from query.values.scales import is_measure
from query.values.sheets import Sheet, Sheets
from query.values.wanted import Wanted, is_loose, said_in

_SORTS = frozenset({"kind", "kinds", "sort", "sorts", "type", "types", "number", "different", "distinct"})
_BESIDE = _SORTS | {"of", "the", "name", "no", "id", "nr", "title"}
_PROCESSORS = ("fields", "text")
_DROP = ("which", "me", "have", "use", "screen", "first", "last", "count")
_MOST_TITLED, _MOST_ROWS = 10, 40
_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 3
_VERB = r"are|were|is|was|do|does|did|have|has|had|in|on|of|there|with|that|which|got"
_HOW_MANY = pattern(
    rf"\b(?:how many|(?:the |what )?number of)(?: different| distinct)?(?: (?:kinds?|types?|sorts?) of)?"
    rf"(?: (?:the|my|our))? (?P<said>(?:(?!(?:{_VERB})\b)[^\W\d_][\w-]*\s+){{0,2}}?(?P<noun>[^\W\d_]+))"
    rf"(?=\W*$|\s+(?:{_VERB}|[^\W\d_]+ed|expire|cost|come|belong|need|stand)\b)",
    re.IGNORECASE,
)
# What somebody did stands in rows with their name: that of a window is of whose it is.
_DOER = pattern(r"\b(?:did|has|have) (?!the\b|it\b|there\b)(?P<who>[^\W\d_]+)(?= (?!have\b)[a-z])")
_DIFFERENT = pattern(r"\b(?:different|distinct|kinds? of|types? of|sorts? of)\b", re.IGNORECASE)
# How rows are: `are paid` may be left aside with what only carries a question, and tells which of them are meant.
_STATE = pattern(
    r"\b(?:are|is|were|was|been)(?: (?:still|currently|already|now|all))? "
    r"(?!(?:in|on|of|at|for|there|the|a|an|my|our)\b)"
    r"(?P<state>[^\W\d_]+)",
    re.IGNORECASE,
)
_SHOWN = frozenset({"listed", "shown", "stored", "saved", "kept", "included", "contained", "offered", "there", "named"})
# What is left, how much more, or what somebody did, is counted elsewhere; and which rows not, nobody looks for here.
_OTHERWISE = pattern(
    r"\b(?:not|no|never|without|except|than|left|free|remaining|available|more|fewer|less|over|under|above|below|"
    r"at (?:least|most)|between|most|altogether|times?|per|each|every|(?:did|do|have|had) (?:i|we)|opened|visited|used)"
    r"\b|n['’]t\b",
    re.IGNORECASE,
)
_MONTH = pattern(rf"^in (?P<month>{'|'.join(MONTHS)})(?: (?P<year>20\d\d))?$", re.IGNORECASE)
_AMOUNT = pattern(r"[-+−]?\W{0,2}\d[\d.,\s]*\W{0,2}")
_TOLD = r"\b(?P<number>\d+|{cardinal})\s+(?:[^\W\d_]+\s+)?(?:{nouns})\b"


@cued(_HOW_MANY)
def answered(inquiry: Inquiry) -> Answer | None:
    """Count the rows that a question has in the plural; None where no table that is meant has them."""
    match = _HOW_MANY.search(inquiry.rest)
    if match is None or _OTHERWISE.search(inquiry.rest):
        return None
    noun = match["noun"].casefold()
    window = inquiry.asked.window
    month = _MONTH.fullmatch(window.words.strip()) if window is not None else None
    if month is not None:
        # What expires in June was not seen in June.
        inquiry = inquiry.anytime()
    kind = kind_of(noun)
    if is_loose(noun) and not kind.is_by_looks:
        return None
    sheets = Sheets(inquiry)
    for asked in _wanted(inquiry, noun, kind):
        for sheet in sheets.of(asked):
            if not tables.is_meant(inquiry, sheet.record, sheet.lines, asked, noun) or not (
                asked.words or _is_titled(sheet.shown[0], noun)
            ):
                continue
            rows = _rows(inquiry, sheet, asked, kind, month)
            if rows:
                is_other = _is_told_otherwise(inquiry, sheet.lines, noun, len(rows))
                return None if is_other else _told(inquiry, asked, rows, kind)
    return None


def _wanted(inquiry: Inquiry, noun: str, kind: Kind) -> Iterator[Wanted]:
    """Yield the columns that may hold such rows: those called so, then what is said for it."""
    said = said_in(inquiry.understood, frozenset(_DROP))
    if sum(token == noun for token, _ in said) < 2:
        # The locations in the locations sheet are in what is called so.
        said = [pair for pair in said if pair[0] != noun]
    said = [pair for pair in said if pair[0] not in _SORTS]
    names = frozenset(token for token, is_name in said if is_name)
    thing = tuple(token for token, _ in said)
    known = values.labels(inquiry.db)
    for word in (*alike(noun), *(("size",) if kind.is_by_looks else ())):
        labels = tuple(label for label in known if _is_called(label, word))
        if labels:
            yield Wanted(labels, min(labels, key=len), thing, names, frozenset({noun}))
    yield from _by_title(inquiry, noun, thing, names) if not kind.is_by_looks else ()


def _is_titled(shown: values.Shown, noun: str) -> bool:
    return not forms(noun).isdisjoint(tokens(shown.title))


def _is_told_beside(inquiry: Inquiry, record: str, noun: str) -> bool:
    """Say whether a screen tells a number of them beside a label of its own: `Containers in yard`."""
    return any(
        forms(noun) & {*tokens(field.label)} and not _is_called(field.label, noun) and _is_amount(field.value)
        for field in fields.on_frame(inquiry.db, record)
    )


def _is_called(label: str, word: str) -> bool:
    """Say whether a label is a word and no more: `Kind of room`, and not `Room rate`."""
    telling = set(tokens(label)) - _BESIDE
    return bool(telling) and telling <= forms(word)


def _by_title(inquiry: Inquiry, noun: str, thing: tuple[str, ...], names: frozenset[str]) -> Iterator[Wanted]:
    """Yield the first column of the one table on a screen that is called so: `Bills`."""
    for screen in screens.showing(inquiry, [noun])[:_MOST_TITLED]:
        if forms(noun).isdisjoint(tokens(screen.frame.window_title or "")):
            continue
        of_label: defaultdict[str, list[FieldRow]] = defaultdict(list)
        for field in fields.on_frame(inquiry.db, screen.frame.id):
            of_label[field.label].append(field)
        columns = [told for told in of_label.values() if len(told) >= _FEWEST_ROWS]
        heads = [told[0].label_box for told in columns]
        if len(heads) >= _FEWEST_COLUMNS and max(box[1] for box in heads) < min(box[3] for box in heads):
            first = min(columns, key=lambda told: told[0].label_box[0])[0].label
            yield Wanted((first,), first, (*thing, noun), names)
            return


def _rows(inquiry: Inquiry, sheet: Sheet, asked: Wanted, kind: Kind, month: re.Match[str] | None) -> list[Cell]:
    """Return the rows of the longest column that hold all that only some hold; none where a word is of no row."""
    record, shown, lines = sheet.record, sheet.shown, sheet.lines
    columns = [
        [each for cell in column if not cell.is_sum and (each := _named(cell, kind)) is not None]
        for column in cells.Table(inquiry, sheet).columns()
    ]
    column = max(columns, key=len, default=[])
    texts = [cell.value.text for cell in column]
    are_amounts = not kind.is_by_looks and (all(map(_is_amount, texts)) or stamps.is_dated(texts))
    if are_amounts or (len(column) < _FEWEST_ROWS and not kind.is_by_looks):
        # How many boxes there are is not how many rows have a number of boxes.
        return []
    in_rows = [{token for line in cells.in_row(cell, lines) for token in tokens(line.text)} for cell in column]
    wanted = _wanted_of_rows(inquiry, record, lines, asked, column, in_rows)
    if wanted is None or (kind.is_by_looks and any(tables.is_in_a_title(inquiry, token) for token in wanted)):
        # A folder stands in a side bar as well, beside some file of another one.
        return []
    if not wanted and month is None and _is_told_beside(inquiry, record, kind.noun):
        return []
    # `Sent` is not `send`: how rows are must stand in some of them word for word, on a screen that shows it.
    states = [token for token in _states(inquiry, kind.noun) if not _is_of_table(inquiry, shown[0], token)]
    if not all(any(token in row for row in in_rows) for token in states):
        return []
    doer = _DOER.search(inquiry.rest)
    if doer is not None and not any(forms(token) & forms(doer["who"].casefold()) for token in wanted):
        return []
    rows = [
        cell
        for cell, row in zip(column, in_rows, strict=True)
        if all(forms(token) & row for token in wanted) and row.issuperset(states)
    ]
    return rows if month is None else [cell for cell in rows if _is_in(cell, lines, month, shown[0], inquiry)]


def _states(inquiry: Inquiry, noun: str) -> list[str]:
    """Return the words for how the rows are, of the question as it was put: some rows hold them, or none is told."""
    plain = inquiry.asked.plain
    counted_so, state = _HOW_MANY.search(plain), _STATE.search(plain)
    said = [*tokens(counted_so["said"])] if counted_so is not None else []
    said += [*tokens(state["state"])] if state is not None else []
    return [token for token in said if token != noun and token not in _SHOWN | _SORTS]


def _is_of_table(inquiry: Inquiry, shown: values.Shown, token: str) -> bool:
    """Say whether a word is one of the title or of a label: `rated` of a column of ratings."""
    labels = {each for field in fields.on_frame(inquiry.db, shown.frame) for each in tokens(field.label)}
    return not forms(token).isdisjoint(labels | {*tokens(shown.title)})


def _wanted_of_rows(
    inquiry: Inquiry,
    record: str,
    lines: Sequence[Line],
    asked: Wanted,
    column: Sequence[Cell],
    in_rows: Sequence[Set[str]],
) -> list[str] | None:
    """Return the words that tell rows apart; None where one is of no row, nor of the table or what stands above it."""
    titled = readings.titled_by(readings.called(inquiry, record, frames.by_id(inquiry.db, record)), asked)
    labels = {token for field in fields.on_frame(inquiry.db, record) for token in tokens(field.label)}
    above = {token for line in lines if line.box[3] <= column[0].value.box[1] for token in tokens(line.text)}
    rest = [token for token in asked.thing if token not in titled]
    wanted = [token for token in rest if any(forms(token) & row for row in in_rows)]
    of_table = labels | above
    of_nothing = [
        token
        for token in rest
        if token not in wanted and not forms(token) & of_table and not tables.is_said_of_a_table(token)
    ]
    return None if of_nothing else wanted


def _is_amount(text: str) -> bool:
    return _AMOUNT.fullmatch(text) is not None or is_measure(text)


def _named(cell: Cell, kind: Kind) -> Cell | None:
    """Return a cell that names a row: itself, or what stands at its left, where only looks tell; None without."""
    if not kind.is_by_looks or kind.has(cell.value.text):
        return cell
    return cell if any(kind.has(head.text) for head in cell.heads) else None


def _name(cell: Cell, kind: Kind) -> Mark:
    if not kind.is_by_looks or kind.has(cell.value.text):
        return cell.value
    return next(head for head in cell.heads if kind.has(head.text))


def _is_in(cell: Cell, lines: Sequence[Line], month: re.Match[str], shown: values.Shown, inquiry: Inquiry) -> bool:
    """Say whether the one day in a row is in a month."""
    seen = moment.datetime_of(shown.captured_us).astimezone(inquiry.asked.zone).date()
    told = stamps.read([line.text for line in cells.in_row(cell, lines)], seen)
    days = [stamp.day for stamp in told if stamp is not None]
    if len(days) != 1:
        return False
    is_year = month["year"] is None or days[0].year == int(month["year"])
    return days[0].month == MONTHS.index(month["month"].casefold()) + 1 and is_year


def _is_told_otherwise(inquiry: Inquiry, lines: Sequence[Line], noun: str, count: int) -> bool:
    """Say whether a line tells another number of them: of fourteen containers a mail may list three."""
    told = re.compile(
        _TOLD.format(cardinal=CARDINAL, nouns="|".join(map(re.escape, sorted(forms(noun))))), re.IGNORECASE
    )
    return not _DIFFERENT.search(inquiry.rest) and any(
        cardinal(match["number"]) != count for line in lines for match in told.finditer(line.text)
    )


def _told(inquiry: Inquiry, asked: Wanted, rows: Sequence[Cell], kind: Kind) -> Answer | None:
    told = next((cell.value.told for cell in rows if isinstance(cell.value.told, Reading)), None)
    if told is None or len(rows) > _MOST_ROWS:
        return None
    witness = Witness(inquiry.views)
    marks = [_name(cell, kind) for cell in rows]
    if _DIFFERENT.search(inquiry.rest):
        marks = list({" ".join(mark.text.split()): mark for mark in marks}.values())
    cited = [citation for mark in marks if (citation := mark.cited(inquiry, witness, told.last)) is not None]
    if len(cited) < len(marks):
        return None
    seen = moment.spell(told.last.captured_us)
    title = " ".join(cited[0].title.split())
    text = f"{counted(len(marks), 'row')}: {'; '.join(' '.join(mark.text.split()) for mark in marks)}"
    claim = Claim(text, tuple(cited), seen, seen, 1)
    summary = f"{text}; as seen {local(seen, inquiry.asked.zone)}{f' in {title}' if title else ''}."
    return concluded(inquiry, inquiry.ground(_PROCESSORS), (claim,), summary, searched=(asked.name, *asked.thing))
