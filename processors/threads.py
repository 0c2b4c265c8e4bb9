"""Threads: posts one below the other, as chats, comments and tickets show them; read from where lines of text stand.

Names of one thread begin at one place. What was written stands right below a name, the time beside the name or behind
the last line. That is all that is taken for granted: no program and no look is known by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from ledger.facts import Box, Post
from processors.bylined import Byline, byline_of
from processors.stamps import stamp_in
from projections.text import SpanRow

FEWEST = 2
"""Names with a time beside them make a thread from so many on: one may be anything. `… wrote …` says so by itself."""

FEWEST_WORDS = 3
"""Of the texts of a thread half have so many words, or it is a list of something else."""

# In heights of a line.
_SAME_EDGE = 0.5
_INDENTED = 2.6
_BELOW_NAME = 1.8
_BELOW_LINE = 1.25
_BEHIND = 5.0
_OWN_ASIDE = 4.0
_OWN_BELOW = 6.0
_SAME_ROW = 0.7
_LEAST_HEIGHT = 8


def posts_of(spans: Sequence[SpanRow]) -> tuple[Post, ...]:
    """Return the posts of a frame, from top to bottom of each thread, threads from left to right."""
    lines = sorted(spans, key=lambda span: (span.box[1], span.box[0], span.id))
    bylines = [byline for span in lines if (byline := byline_of(span)) is not None]
    stamps = [(span, said) for span in lines if (said := stamp_in(span.text)) is not None]
    found = (post for column in _columns(bylines) for post in _thread(column, lines, stamps))
    return tuple(dict.fromkeys(found))


def _columns(bylines: Sequence[Byline]) -> Iterator[list[Byline]]:
    """Yield names that begin at one place, from left to right, each column from top to bottom."""
    columns: list[list[Byline]] = []
    for byline in sorted(bylines, key=lambda each: each.box[0]):
        edge = columns[-1][0].box[0] if columns else 0
        if columns and byline.box[0] - edge <= _SAME_EDGE * _height(byline.box):
            columns[-1].append(byline)
        else:
            columns.append([byline])
    for column in columns:
        yield sorted(column, key=lambda each: each.box[1])


def _thread(column: Sequence[Byline], lines: Sequence[SpanRow], stamps: Sequence[tuple[SpanRow, str]]) -> list[Post]:
    """Return the posts under the names of a column; none where they make no thread."""
    timed = [_with_time(byline, lines, stamps) for byline in column]
    marks = frozenset(span.id for span, _ in stamps)
    tops = {byline.span.id: byline.said for byline in timed}
    posts: list[Post] = []
    telling = 0
    for byline in timed:
        written = _written(byline, lines, marks, tops)
        if not written:
            continue
        said = byline if byline.said else _behind(byline, written[-1], stamps)
        if said is not None:
            posts.append(_post(said, written))
            telling += said.tells
    if len(posts) < FEWEST and not telling:
        return []
    if median(len(post.text.split()) for post in posts) < FEWEST_WORDS:
        return []
    return sorted((*posts, *_unnamed(posts, lines, stamps)), key=lambda post: post.box[1])


def _unnamed(posts: Sequence[Post], lines: Sequence[SpanRow], stamps: Sequence[tuple[SpanRow, str]]) -> Iterator[Post]:
    """Yield what stands beside a thread, further right, with a time behind it: one's own posts, which have no name."""
    taken = {box for post in posts for box in (*post.lines, post.author_box)}
    left, top, bottom = posts[0].author_box[0], posts[0].author_box[1], posts[-1].box[3]
    for line in lines:
        height = _height(line.box)
        within = top < line.box[1] < bottom + _OWN_BELOW * height
        if not within or line.box in taken or line.box[0] < left + _OWN_ASIDE * height or byline_of(line) is not None:
            continue
        nobody = Byline(line, line.box, "", line.box, "")
        own = _behind(nobody, line, stamps) if stamp_in(line.text) is None else None
        if own is not None and line.box[0] > max(post.box[0] for post in posts) + _OWN_ASIDE * height:
            yield _post(own, (line,))


def _with_time(byline: Byline, lines: Sequence[SpanRow], stamps: Sequence[tuple[SpanRow, str]]) -> Byline:
    """Return a name with the time that stands in its row, if one does and no other text between."""
    if byline.said:
        return byline
    row = [line for line in lines if line.box[0] >= byline.span.box[2] and _level(line.box, byline.span.box)]
    nearest = min(row, key=lambda line: line.box[0], default=None)
    for span, said in stamps:
        if nearest is not None and span.id == nearest.id:
            return _timed(byline, span, said)
    return byline


def _written(
    byline: Byline, lines: Sequence[SpanRow], marks: frozenset[int], names: Mapping[int, str]
) -> list[SpanRow]:
    """Return the lines that follow right below a name, down to the next of `names` (spans, and the times with them)."""
    written: list[SpanRow] = []
    left, last, near = byline.span.box[0], byline.span.box, _BELOW_NAME
    for line in lines:
        height = _height(line.box)
        if line.box[1] <= last[1] or line.id in marks:
            continue
        if names.get(line.id) or (line.id in names and written):
            break
        if not -_SAME_EDGE * height <= line.box[0] - left <= _INDENTED * height:
            continue
        if line.box[1] - last[3] > near * height:
            break
        written.append(line)
        # What goes on below begins where the first line does.
        left, last, near = written[0].box[0], line.box, _BELOW_LINE
    return written


def _behind(byline: Byline, line: SpanRow, stamps: Sequence[tuple[SpanRow, str]]) -> Byline | None:
    """Return a name with the clock time that stands behind the last of its lines; None where none does."""
    last = line.box
    for span, said in stamps:
        is_clock = ":" in said or "." in said
        if is_clock and -2 <= span.box[0] - last[2] <= _BEHIND * _height(last) and _level(span.box, last):
            return _timed(byline, span, said)
    return None


def _timed(byline: Byline, span: SpanRow, said: str) -> Byline:
    return Byline(byline.span, byline.box, byline.author, span.box, said, byline.tells)


def _post(byline: Byline, written: Sequence[SpanRow]) -> Post:
    boxes = [line.box for line in written]
    around = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    text = "\n".join(" ".join(line.text.split()) for line in written)
    return Post(around, text, tuple(boxes), byline.box, byline.author, byline.said_box, byline.said)


def _level(one: Box, other: Box) -> bool:
    apart = abs((one[1] + one[3]) - (other[1] + other[3])) / 2
    return apart <= _SAME_ROW * min(_height(one), _height(other))


def _height(box: Box) -> int:
    return max(_LEAST_HEIGHT, box[3] - box[1])
