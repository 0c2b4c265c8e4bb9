"""Blocks of code: runs of a font of one width that stand below each other. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.facts import Box
from processors import fitting, rows, stretches
from processors.placed import words_of
from processors.rows import Sheet
from projections.text import SpanRow

SIDEWAYS, BELOW = 30, 4
"""Beside a run of its row a run stands within SIDEWAYS cells; one below it begins within BELOW cells of its extent."""

FEWEST_LETTERS = 2
"""Beside a block, not below or above it, stands a run of so many letters or digits at least."""

NEXT_ROW = 1.5
"""The row right below: so many times as far down as a row is high, at most."""

FREE_ROW = 2.1
"""Rows that begin more than so many times their height apart have a free row between them."""

ASIDE = 8
"""What is too short to tell belongs to a block beside which it stands no more than so many cells away."""

LEADING = 1.3
"""Rows stand so many times as far apart as they are high, at least, where their block does not tell."""


def found(spans: Sequence[SpanRow], pitch: float, *, apart: int | None, numbers: Sequence[SpanRow] = ()) -> list[Sheet]:
    """Return the runs that are set on a grid, in blocks of rows that stand below each other.

    What is too short to tell goes with the block in whose rows, or right beside whose rows, it stands; what seems to be
    set otherwise goes with the block between whose rows it stands. `apart` is how many lines two rows of a block may be
    apart; None takes all rows as one block. What stands on the grid beside one of the line `numbers` is of the block.
    """
    sure = [span for span in spans if fitting.is_set(span, pitch) is True]
    if not sure:
        return []
    short = [span for span in spans if fitting.is_set(span, pitch) is None]
    other = [span for span in spans if fitting.is_set(span, pitch) is False]
    sheets: list[Sheet] = []
    for core in _columns(sure, short, pitch, apart):
        box = rows.around([span.box for span in core])
        height = box[3] - box[1] if len(core) == 1 else max(span.box[3] - span.box[1] for span in core)
        beside = [span for span in short if _belongs(span.box, box, -0.5 * height, ASIDE * pitch)]
        beside += _aside(core, [span for span in short if span not in beside], height, pitch)
        beside += [span for span in short if span not in beside and _is_numbered(span, numbers, core, pitch)]
        beside += [span for span in other if _belongs(span.box, box, -0.5 * height, pitch)]
        beside += _closing([*core, *beside], [span for span in short if span not in beside], pitch)
        sheet = rows.sheet([*core, *beside], pitch)
        if sheet is not None:
            sheets += [sheet] if apart is None else stretches.of(sheet)
    return sheets


def _is_numbered(span: SpanRow, numbers: Sequence[SpanRow], core: Sequence[SpanRow], pitch: float) -> bool:
    """Say whether a run stands on the grid of a block, right of a line number in its row."""
    left = min(words_of(each)[0].x0 for each in core)
    return (
        span.box[0] >= left - pitch
        and fitting.is_on(words_of(span), left, pitch)
        and any(n.box[0] < span.box[0] and n.box[1] < _middle(span) < n.box[3] for n in numbers)
    )


def _aside(core: Sequence[SpanRow], short: Sequence[SpanRow], height: float, pitch: float) -> list[SpanRow]:
    """Return the runs on the grid of a block that stand beside its rows, right above or below, or beside each other."""
    left = words_of(core[0])[0].x0
    starts = {round((words_of(span)[0].x0 - left) / pitch) for span in core}
    box = rows.around([span.box for span in core])
    # Signs and letters alone are on any grid: beside a block they may be of something else.
    fit = [
        span
        for span in short
        if fitting.is_on(words_of(span), left, pitch)
        and (span.box[0] <= box[2] or sum(letter.isalnum() for letter in span.text) >= FEWEST_LETTERS)
        and (_is_beside(span.box, box) or _begins(span, starts, left, pitch))
    ]
    joined: list[SpanRow] = []
    while True:
        wide = (box[0], box[1], round(box[2] + ASIDE * pitch), box[3])
        more = [s for s in fit if s not in joined and _belongs(s.box, wide, 2.5 * height, ASIDE * pitch)]
        if not more:
            return joined
        joined += more
        # Those further up or down are not looked for: prose may follow there.
        box = (box[0], box[1], max(box[2], *(span.box[2] for span in more)), box[3])


def _closing(block: Sequence[SpanRow], short: Sequence[SpanRow], pitch: float) -> list[SpanRow]:
    """Return the short rows right below a block that close the brackets which it leaves open; none where they do not.

    A brace alone is too short to show its grid, and may stand further down than other short runs are looked for.
    """
    left, box = words_of(block[0])[0].x0, rows.around([span.box for span in block])
    last = max(block, key=_middle)
    middle, height = _middle(last), last.box[3] - last.box[1]
    still_open, more = _open(block), list[SpanRow]()
    while still_open > 0:
        below = [
            span
            for span in short
            if 0 < _middle(span) - middle <= NEXT_ROW * height
            and box[0] - BELOW * pitch <= span.box[0] <= box[2]
            and fitting.is_on(words_of(span), left, pitch)
        ]
        if not below:
            return []
        more.append(min(below, key=_middle))
        middle = _middle(more[-1])
        still_open += _open(more[-1:])
    return more


def _middle(span: SpanRow) -> float:
    return (span.box[1] + span.box[3]) / 2


def _open(spans: Sequence[SpanRow]) -> int:
    """How many more brackets are opened than closed."""
    text = "".join(span.text for span in spans)
    return sum(map(text.count, "([{")) - sum(map(text.count, ")]}"))


def _is_beside(box: Box, block: Box) -> bool:
    return block[1] <= (box[1] + box[3]) / 2 <= block[3]


def _begins(span: SpanRow, starts: set[int], left: float, pitch: float) -> bool:
    """Say whether a run above or below a block begins where a row of it does, or surely stands in its cells."""
    words = words_of(span)
    return round((words[0].x0 - left) / pitch) in starts or fitting.is_exact(words, left, pitch)


def _columns(sure: Sequence[SpanRow], short: Sequence[SpanRow], pitch: float, apart: int | None) -> list[list[SpanRow]]:
    """Return runs in groups: each stands below another one of its group, not too far, and over the same columns.

    Between two of them may stand `short` ones on the grid, row after row: braces, a word alone. Behind a free row, one
    that begins left of all others is prose below the block, unless it shows its grid beyond doubt.
    """
    if apart is None:
        return [list(sure)]
    groups: list[list[SpanRow]] = []
    lows: list[int] = []
    bridges = {span.id for span in short}
    for span in sorted((*sure, *short), key=lambda span: (span.box[1], span.box[0])):
        height = span.box[3] - span.box[1]
        for at, group in enumerate(groups):
            box = rows.around([each.box for each in group])
            near = span.box[1] - lows[at] <= (apart + 0.5) * LEADING * height
            reach = (SIDEWAYS if abs(span.box[1] - group[-1].box[1]) < height / 2 else BELOW) * pitch
            if near and span.box[0] <= box[2] + reach and box[0] <= span.box[2] + reach:
                if span.box[1] - lows[at] > FREE_ROW * height and _stands_out(span, group, pitch):
                    continue
                if span.id not in bridges:
                    group.append(span)
                elif not fitting.is_on(words_of(span), words_of(group[0])[0].x0, pitch):
                    continue
                lows[at] = span.box[1]
                break
        else:
            if span.id not in bridges:
                groups.append([span])
                lows.append(span.box[1])
    return groups


def _stands_out(span: SpanRow, group: Sequence[SpanRow], pitch: float) -> bool:
    """Say whether a run begins left of a group and has too few words to show its grid."""
    words = words_of(span)
    left = min(words_of(each)[0].x0 for each in group)
    return len(words) <= fitting.SURE and words[0].x0 < left - pitch / 2


def _belongs(box: Box, block: Box, above: float, left: float) -> bool:
    """Whether a run begins between the edges of a block and has its middle between its rows.

    It may stand up to `above` px above or below the rows, and begin up to `left` px left of the edge.
    """
    middle = (box[1] + box[3]) / 2
    return block[0] - left <= box[0] <= block[2] and block[1] - above <= middle <= block[3] + above
