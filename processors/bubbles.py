"""Posts in bubbles: the hour stands behind the last line, the name over the first of several; one's own have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.facts import Box, Post
from processors.bylined import Byline, part, stands_alone
from processors.sight import SAME_EDGE, Sight, height, level, post_of
from projections.text import SpanRow

FEWEST = 2
"""Posts with a name that make a chat: one may be anything."""

# In heights of a line.
_BELOW_LINE = 1.5
_BELOW_BUBBLE = 1.8
_BEHIND = 5.0
_FOOT_BELOW = 0.8
_ASIDE = 4.0
_INDENTED = 2.6
_SPACE = 0.35
_BEYOND = 6.0

_Foot = tuple[str, str, Box]
"""What a last line says, the hour behind it, and where that stands."""


def bubbles_of(sight: Sight) -> Iterator[list[Post]]:
    """Yield the posts of each column of bubbles that has names, from top to bottom."""
    if len(sight.feet) < FEWEST:
        return
    for column in _columns(sight):
        posts = list(_column(sight, column))
        says = sum(" " in post.text for post in posts)
        # One name over much is the head of a column; whoever talks answers someone.
        if len({post.author_box for post in posts}) >= FEWEST and 2 * says >= len(posts):
            yield posts


def _columns(sight: Sight) -> Iterator[list[SpanRow]]:
    """Yield the lines that begin where a name alone does."""
    names = [each.span for each in sight.bylines.values() if stands_alone(each)]
    done: list[int] = []
    for name in sorted(names, key=lambda span: span.box[0]):
        near = SAME_EDGE * height(name.box)
        if done and name.box[0] - done[-1] <= near:
            continue
        done.append(name.box[0])
        yield [line for line in sight.lines if -near <= line.box[0] - name.box[0] <= _INDENTED * 2 * near]


def _column(sight: Sight, column: Sequence[SpanRow]) -> Iterator[Post]:
    """Yield posts while it is known who wrote them: a name stands over them, and no gap between."""
    author: Byline | None = None
    block: list[SpanRow] = []
    bottom = -10_000
    for line in column:
        gap, high = line.box[1] - bottom, max(height(line.box), height(block[-1].box) if block else 0)
        if line.id in sight.stamps or sight.feet.get(line.id, ("x", ""))[0] == "":
            continue
        if gap > _BELOW_BUBBLE * high or (block and gap > _BELOW_LINE * high):
            author, block = None, []
        foot = foot_of(sight, [*block, line])
        name = sight.bylines.get(line.id)
        if name is not None and stands_alone(name) and gap > SAME_EDGE * high:
            # An hour in the row of a name is its own: what follows is of another look.
            author, block, bottom = None if foot is not None else name, [], line.box[3]
            continue
        block.append(line)
        bottom = line.box[3]
        if foot is not None:
            if author is not None and _may_be_of(sight, author, block):
                yield _bubble(author, block, foot)
            bottom, block = max(bottom, foot[2][3]), []


def _may_be_of(sight: Sight, author: Byline, block: Sequence[SpanRow]) -> bool:
    """Say whether lines may be what someone wrote: they begin where the name does, and are no names themselves."""
    names = (sight.bylines.get(line.id) for line in block)
    is_list = all(name is not None and stands_alone(name) for name in names)
    edge = SAME_EDGE * height(block[0].box)
    return not is_list and min(abs(line.box[0] - author.box[0]) for line in block) <= edge


def foot_of(sight: Sight, block: Sequence[SpanRow]) -> _Foot | None:
    """Return the hour that stands behind the last of these lines, in it or at the end of the bubble's last row."""
    last = block[-1]
    told = sight.feet.get(last.id)
    if told is not None and told[0]:
        said = part(last, len(told[0].split()), len(last.words))
        return (told[0], told[1], said) if _is_apart(last, told[0]) else None
    high, right = height(last.box), max(line.box[2] for line in block)
    for each in sight.clocks:
        if not last.box[1] - high <= each.box[1] < last.box[3] + _FOOT_BELOW * high:
            continue
        beside = each.box[0] >= last.box[2] - 2 and level(each.box, last.box)
        below = each.box[1] >= last.box[3] - high / 3 and each.box[0] >= last.box[0]
        if each.box[0] - right <= _BEHIND * high and (beside or (below and not _is_beside(sight, each, last))):
            return last.text, sight.feet[each.id][1], each.box
    return None


def _is_apart(line: SpanRow, told: str) -> bool:
    """Say whether more than a space is between what is said and the hour behind it, as far as that is known."""
    count = len(told.split())
    if len(line.words) != len(line.text.split()) or not 0 < count < len(line.words):
        return True
    return line.words[count][0] - line.words[count - 1][1] > _SPACE * height(line.box)


def _is_beside(sight: Sight, stamp: SpanRow, last: SpanRow) -> bool:
    """Say whether an hour stands in the row of another line that goes on below the last one."""
    high = height(last.box)
    near = sight.between(last.box[3] - high, stamp.box[3])
    edge = SAME_EDGE * high
    others = (each for each in near if each.id != last.id and abs(each.box[0] - last.box[0]) <= edge)
    return any(level(each.box, stamp.box) for each in others)


def _bubble(author: Byline, block: Sequence[SpanRow], foot: _Foot) -> Post:
    texts = [(line.box, line.text) for line in block[:-1]]
    said = Byline(author.span, author.box, author.author, foot[2], foot[1])
    return post_of(said, [*texts, (block[-1].box, foot[0])])


def own_of(sight: Sight, posts: Sequence[Post]) -> Iterator[Post]:
    """Yield what stands beside a thread, further right, with an hour behind it: one's own, without a name."""
    taken = {box for post in posts for box in (*post.lines, post.author_box)}
    left = max(post.box[0] for post in posts)
    top, bottom = min(post.author_box[1] for post in posts), max(post.box[3] for post in posts)
    high = height(posts[0].author_box)
    block: list[SpanRow] = []
    for line in sight.between(top - _BEYOND * high, bottom + _BEYOND * high):
        aside = line.box[0] >= left + _ASIDE * high and line.box not in taken and line.id not in sight.stamps
        if not aside or not sight.feet.get(line.id, ("x", ""))[0]:
            continue
        if block and not _continues(block, line):
            block = []
        block.append(line)
        foot = foot_of(sight, block)
        if foot is not None:
            if not _is_named(sight, block):
                yield _bubble(Byline(line, foot[2], "", foot[2], ""), block, foot)
            block = []


def _continues(block: Sequence[SpanRow], line: SpanRow) -> bool:
    high = height(line.box)
    return (
        -SAME_EDGE * high <= line.box[0] - block[0].box[0] <= _INDENTED * high
        and line.box[1] - block[-1].box[3] <= _BELOW_LINE * high
    )


def _is_named(sight: Sight, block: Sequence[SpanRow]) -> bool:
    """Say whether a name may stand over it, so that it is not one's own."""
    over = sight.bylines.get(block[0].id)
    return over is not None and len(block) > 1 and stands_alone(over)
