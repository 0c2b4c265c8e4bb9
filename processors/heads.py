"""Posts under names with a time: who stands over what, which of it was written, and what only looks like it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import msgspec

from ledger.facts import Box
from processors.bylined import Byline, is_badge, stands_alone
from processors.dated import goes_on
from processors.furniture import without_furniture
from processors.sight import SAME_EDGE, Sight, around, height
from processors.stamps import closes_with_stamp, is_clock
from projections.text import SpanRow

# In heights of a line.
_INDENTED = 2.6
_BELOW_NAME = 1.8
_BELOW_LINE = 1.5
_TIME_BELOW = 0.9
_TEXT_BELOW = 1.6
_OUTDENTED = 3.5
_NEARER = 0.25
_TALLER = 1.1
_CLEARLY = 0.15
_STEP = 6.0
_FAR = 3.0
_OWN_COLUMN = 4.0
_FEWEST_IN_ORDER = 3
_OFTEN = 2
_ENDS = (".", "!", "?", ":", ")")

Text = tuple[Box, str]
"""A line of a post: its box and what it says."""


class Headed(msgspec.Struct, frozen=True):
    """A name with its time: `last` is the line under which the text begins, `left` where that may begin."""

    byline: Byline
    last: Box
    left: int

    @property
    def is_far(self) -> bool:
        """Whether the time stands in the row of the name, away from it."""
        name, said = self.byline.span.box, self.byline.said_box
        return self.byline.apart and said[0] - name[2] > _FAR * height(name)


class Found(msgspec.Struct, frozen=True):
    """A name with what was written under it; `first` is the first line there, also where that was not written."""

    head: Headed
    texts: list[Text]
    first: Box


def heads_of(sight: Sight) -> list[Headed]:
    """Return all names with a time, from top to bottom."""
    found = []
    for byline in sight.bylines.values():
        head = _head(sight, byline)
        if head is not None:
            found.append(head)
    return found


def _head(sight: Sight, byline: Byline) -> Headed | None:
    box = byline.span.box
    if byline.said:
        return Headed(byline, box, byline.box[0])
    beside = next((each for each in sight.row(byline.span) if not is_badge(each.text)), None)
    if beside is not None:
        said = sight.stamps.get(beside.id)
        if said is None:
            return None
        timed = _timed(byline, beside, said)
        if _under(sight, beside, _TEXT_BELOW) and beside.box[0] - box[2] > _OWN_COLUMN * height(box):
            # Who wrote it stands in a column of its own, and the text under the time.
            return Headed(timed, beside.box, beside.box[0])
        return Headed(timed, box, byline.box[0])
    below = _under(sight, byline.span, _TIME_BELOW)
    said = sight.stamps.get(below.id) if below is not None else None
    if below is None or said is None or is_clock(said) or not stands_alone(byline):
        return None
    return Headed(_timed(byline, below, said), below.box, byline.box[0])


def _timed(byline: Byline, span: SpanRow, said: str) -> Byline:
    return Byline(byline.span, byline.box, byline.author, span.box, said, byline.tells, apart=True)


def _under(sight: Sight, line: SpanRow, reach: float) -> SpanRow | None:
    """Return the line below one, at most so many heights, where it begins at the same place."""
    high = height(line.box)
    for each in sight.between(line.box[1] + high // 2, line.box[3] + reach * high):
        if abs(each.box[0] - line.box[0]) <= SAME_EDGE * high:
            return each
    return None


def written(sight: Sight, head: Headed, stops: Collection[int]) -> list[Text]:
    """Return the lines that follow right below a name, down to the next of `stops`, which are lines with a name."""
    texts: list[Text] = []
    taken: set[int] = set()
    last, near, begins = head.last, _BELOW_NAME, head.left
    for line in sight.between(last[1], float("inf")):
        high, left = max(height(line.box), height(last)), line.box[0]
        if line.box[1] <= (last[1] + last[3]) / 2 or line.id in taken or line.id in sight.stamps:
            continue
        if line.box[1] - last[3] > near * high:
            break
        if line.id in stops and -_OUTDENTED * high <= left - head.left <= _STEP * high:
            return _without_caption(head, texts, line)
        # The first line may begin under the picture beside the name (and is not in it), the others begin where it does.
        edge = _OUTDENTED if not texts and line.box[2] > head.left + high else SAME_EDGE
        if not min(begins, head.left) - edge * high <= left <= begins + _INDENTED * high:
            continue
        if _is_other(sight, line, last if texts else None):
            break
        row = sight.going_on(line)
        taken.update(each.id for each in row)
        last, near, begins = around([each.box for each in row]), _BELOW_LINE, begins if texts else left
        texts.append((last, " ".join(each.text for each in row)))
    return texts


def _without_caption(head: Headed, texts: list[Text], below: SpanRow) -> list[Text]:
    """Return lines without the last one where it is nearer to the name below: it says what is answered there."""
    if not texts:
        return texts
    before = texts[-2][0] if len(texts) > 1 else head.last
    last = texts[-1][0]
    is_of_next = below.box[1] - last[3] < last[1] - before[3] - _NEARER * height(last)
    return texts[:-1] if is_of_next else texts


def _is_other(sight: Sight, line: SpanRow, last: Box | None) -> bool:
    """Say whether a line is the name of someone else, whose time was not read; first of all it is what a list has.

    What stands so often, and has no time, is what can be done with each.
    """
    byline = sight.bylines.get(line.id)
    apart = last is None or line.box[1] - last[3] > SAME_EDGE * height(line.box)
    if byline is None or not stands_alone(byline):
        return last is not None and apart and closes_with_stamp(line.text)
    return apart or sight.alone[byline.author] > _OFTEN


def is_near(sight: Sight, found: Found) -> bool:
    """Say whether a name is nearer to what stands below it than to what stands above."""
    head = found.head
    top = around([head.byline.box, head.byline.said_box, head.last])
    box = head.byline.box[0], top[1], max(top[2], found.first[2]), top[3]
    return sight.gap_above(box) > found.first[1] - head.last[3] + _CLEARLY * height(head.last)


def is_captioned(sight: Sight, found: Found) -> bool:
    """Say whether one line stands over a name that belongs to it, apart from what is above: what is answered."""
    box, first = found.head.byline.span.box, found.first
    high, below = height(box), first[1] - found.head.last[3]
    over = [
        line for line in sight.between(box[1] - 3 * high, box[1] - high / 2)
        if line.box[0] < first[2] and box[0] - SAME_EDGE * high <= line.box[0] and line.box[3] <= box[1] + high / 3
    ]  # fmt: skip
    if not over:
        return False
    caption = max(over, key=lambda line: line.box[3])
    apart = max(below, box[1] - caption.box[3])
    return height(caption.box) <= _TALLER * high and sight.gap_above(caption.box) > apart + _NEARER * high


def is_list(found: Sequence[Found]) -> bool:
    """Say whether names and what stands below them are a list of chats, mails or things, and not a thread."""
    heads, posts = [each.head for each in found], [each.texts for each in found]
    far = sum(head.is_far for head in heads)
    cut = sum(texts[-1][1].rstrip().endswith(("…", "..", " .")) for texts in posts)
    if 2 * cut >= len(posts):
        return True
    high = height(heads[0].byline.span.box)
    tops = [head.byline.span.box[1] for head in heads]
    pitches = [below - above for above, below in pairwise(tops)]
    is_even = len(pitches) > 1 and max(pitches) - min(pitches) <= SAME_EDGE * high
    if 2 * far <= len(heads):
        return is_even and cut > 0
    said = [head.byline.said for head in heads]
    if len(heads) >= _FEWEST_IN_ORDER and goes_on(said[::-1]):
        # Lists begin with what is newest, and talks end with it.
        return True
    is_alike = len({len(texts) for texts in posts}) == 1 or (is_even and len(heads) > _FEWEST_IN_ORDER)
    if not is_alike:
        return cut > 0
    is_whole = all(texts[-1][1].rstrip().endswith(_ENDS) for texts in posts)
    return not goes_on(said) or (len(heads) < _FEWEST_IN_ORDER and not is_whole)


def threads_of(sight: Sight) -> Iterator[list[Found]]:
    """Yield names with what was written under them, thread for thread, from top to bottom each."""
    heads = heads_of(sight)
    stops = frozenset(head.byline.span.id for head in heads)
    for group in _groups(heads):
        found = [(head, texts) for head in group if (texts := written(sight, head, stops))]
        bare = without_furniture([texts for _, texts in found])
        yield [Found(head, texts, raw[0][0]) for (head, raw), texts in zip(found, bare, strict=True) if texts]


def _groups(heads: Sequence[Headed]) -> list[list[Headed]]:
    """Return names that make one column, or that are set in by steps, together."""
    groups: list[list[Headed]] = []
    for head in sorted(heads, key=lambda each: each.byline.box[0]):
        at, high = head.byline.box[0], height(head.byline.span.box)
        for group in groups:
            last = group[-1]
            step = at - last.byline.box[0]
            may_reply = not head.byline.apart and not last.byline.apart and step <= _STEP * high
            if step <= SAME_EDGE * high or may_reply:
                group.append(head)
                break
        else:
            groups.append([head])
    return [sorted(group, key=lambda head: head.byline.span.box[1]) for group in groups]
