"""Labels and values that stand beside or below each other, or on one line with a colon between them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ledger.facts import Field
from processors import neighbours
from processors.base import Box
from processors.labels import plain
from processors.neighbours import ALIGNED, SIGNED
from processors.pieces import Piece, in_rows, level
from processors.screen import Screen
from processors.style import differ, distance, style_of

WORDS = 5
"""A label that stands alone has at most so many words."""

BEFORE_COLON = 4
"""A label before a colon on the same line has at most so many words."""

VALUE = 14
"""What follows a colon is a value as long as it has at most so many words; more are prose."""

PITCH = 3.6
"""Rows of one list are at most so many line heights apart."""

STACKED = 5.6
"""Labels with a value below each are at most so many line heights apart."""

UNLIKE = 2.5
"""Labels that look as different as this are not of one list (1: they can just be told apart)."""

PLAIN = 3
"""So many rows in two columns are a list of names and values although both look the same."""

NAME = re.compile(r"[^\W\d_][\w\s.&/'\u2019+-]*(\([\w\s.,%]*\))?", re.UNICODE)
"""What a label is made of."""

SEPARATORS = frozenset("|\u00b7\u2022\u2013\u2014-/")
"""Signs between fields on one line."""

Group = list[Field]


def field_of(label: Piece, value: Piece) -> Field:
    """Return two pieces as a field; boxes are as high as their lines were read."""
    return Field(line_box(value), value.text, line_box(label), plain(label.text))


def line_box(piece: Piece) -> Box:
    """Return the box of a piece, as high as its line was read."""
    return piece.box[0], piece.line[0], piece.box[2], piece.line[1]


# ---------------------------------------------------------------- with a colon


def with_colons(screen: Screen, free: Set[int]) -> tuple[list[Group], set[int]]:
    """Return the fields whose label ends in a colon, line by line, and the pieces that they are made of."""
    groups: list[Group] = []
    used: set[int] = set()
    for number in sorted(free):
        piece = screen.pieces[number]
        if number in used or not piece.extents:
            continue
        found = list(_in_line(piece))
        last = piece.words[-1]
        if last.endswith(":") and len(piece.words) <= BEFORE_COLON and _names(piece.words) and piece.text[0].isupper():
            value = neighbours.right_of(screen, number, free - used)
            if value is None:
                value = neighbours.below(screen, number, free - used)
            if value is not None and not screen.pieces[value].words[0].endswith(":"):
                found.append(field_of(piece, screen.pieces[value]))
                used.add(value)
        if found:
            groups.append(found)
            used.add(number)
    return _joined(screen, groups), used


def _in_line(piece: Piece) -> Iterator[Field]:
    """Yield the fields within one piece: a few words that end in a colon, and the words up to the next such label."""
    starts = [n for n, word in enumerate(piece.words) if word.endswith(":") and n < BEFORE_COLON]
    marks = [n for n, word in enumerate(piece.words) if word in SEPARATORS]
    spans: list[tuple[int, int]] = []
    for begin in [0, *(n + 1 for n in marks)]:
        colon = next(
            (n for n in range(begin, min(begin + BEFORE_COLON, len(piece.words))) if piece.words[n].endswith(":")), None
        )
        if colon is not None:
            spans.append((begin, colon))
    if not starts and not spans:
        return
    for (begin, colon), stop in zip(spans, [*(s[0] - 1 for s in spans[1:]), len(piece.words)], strict=True):
        words, value = piece.words[begin : colon + 1], piece.words[colon + 1 : stop]
        if not value or len(value) > VALUE or value[0].endswith(":") or not _names(words):
            continue
        label = (piece.extents[begin][0], piece.line[0], piece.extents[colon][1], piece.line[1])
        box = (piece.extents[colon + 1][0], piece.line[0], piece.extents[stop - 1][1], piece.line[1])
        yield Field(box, " ".join(value), label, plain(" ".join(words)))


def _names(words: Sequence[str]) -> bool:
    """Say whether words can be a label before a colon: a name, not code and not an address."""
    text = " ".join(words)[:-1]
    return bool(NAME.fullmatch(text)) and "://" not in text


def _joined(screen: Screen, groups: Sequence[Group]) -> list[Group]:
    """Return groups whose labels stand below each other as one."""
    joined: list[Group] = []
    for group in sorted(groups, key=lambda g: (g[0].label_box[1], g[0].label_box[0])):
        for before in joined:
            last = before[-1].label_box
            close = 0 <= group[0].label_box[1] - last[1] <= PITCH * screen.unit
            if close and abs(group[0].label_box[0] - before[0].label_box[0]) <= ALIGNED:
                before.extend(group)
                break
        else:
            joined.append(list(group))
    return joined


# ---------------------------------------------------------------- side by side, one below the other


def beside(screen: Screen, free: Set[int]) -> tuple[list[Group], set[int]]:
    """Return lists whose labels and values stand in two columns and look different, and the pieces they are made of."""
    pairs = []
    for number in sorted(free):
        value = neighbours.right_of(screen, number, free)
        if value is None or not is_name(screen.pieces[number]):
            continue
        # Exactly two columns: what has more is a table, or none of this.
        if neighbours.left_of(screen, number, free) is None and neighbours.right_of(screen, value, free) is None:
            pairs.append((number, value))
    return _lists(screen, pairs)


def in_turn(screen: Screen, free: Set[int]) -> tuple[list[Group], set[int]]:
    """Return labels and values that take turns along their rows, as tickets have them, and the pieces they are of."""
    columns: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in sorted(in_rows(screen.pieces, free), key=len, reverse=True):
        if len(row) % 2:
            continue
        for a, b in zip(row[::2], row[1::2], strict=True):
            left, right = screen.pieces[a].box[0], screen.pieces[b].box[0]
            near = (at for at in columns if abs(at[0] - left) <= ALIGNED and abs(at[1] - right) <= ALIGNED)
            # A pair that is alone in its row belongs to a column that others make.
            at = next(near, (left, right) if len(row) > len((a, b)) else None)
            if at is not None and is_name(screen.pieces[a]) and neighbours.right_of(screen, a, free) == b:
                columns.setdefault(at, []).append((a, b))
    made: list[Group] = []
    used: set[int] = set()
    # Two columns of pairs at least: one alone stands in a row with something else.
    sure = _abreast(
        screen, [column for column in columns.values() if len(column) >= 2 and _looks_labelled(screen, column)]
    )
    if len(sure) >= 2:
        made = [[field_of(screen.pieces[a], screen.pieces[b]) for a, b in column] for column in sure]
        used = {n for column in sure for pair in column for n in pair}
    return made, used


def _abreast(screen: Screen, columns: Sequence[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """Return the columns of which two pairs or more stand in a row with one of another column.

    Side panels of pages beside running text are no such columns: their lines are level with it now and then.
    """

    def shared(column: Sequence[tuple[int, int]]) -> int:
        others = [pair for other in columns if other is not column for pair in other]
        return sum(any(level(screen.pieces[a], screen.pieces[b]) for b, _ in others) for a, _ in column)

    return [column for column in columns if shared(column) >= 2]


def _looks_labelled(screen: Screen, pairs: Sequence[tuple[int, int]]) -> bool:
    """Say whether in each pair the label looks different from the value, and the labels look alike."""
    labels = style_of(screen, [a for a, _ in pairs])
    own = [(style_of(screen, [a]), style_of(screen, [b])) for a, b in pairs]
    if _on_other_ground(screen, pairs):
        return True
    return all(differ(one, other) and distance(labels, one) < distance(labels, other) for one, other in own)


def _on_other_ground(screen: Screen, pairs: Sequence[tuple[int, int]]) -> bool:
    """Say whether all labels lie on one ground, and none of the values does."""
    labels, values = ({ink.ground for n in side if (ink := screen.inks[n])} for side in zip(*pairs, strict=True))
    return len(labels) == 1 and bool(values) and not labels & values


def abreast(screen: Screen, free: Set[int]) -> tuple[list[Group], set[int]]:
    """Return values below their labels that stand side by side: labels in a row, and values in the next one."""
    return below(screen, free, side_by_side=True)


def below(screen: Screen, free: Set[int], *, side_by_side: bool = False) -> tuple[list[Group], set[int]]:
    """Return values that stand below their labels and look different, where there are several alike."""
    pairs = []
    for number in sorted(free):
        if not is_name(screen.pieces[number]):
            continue
        value = neighbours.below(screen, number, free)
        if value is None:
            continue
        after = neighbours.below(screen, value, free)
        piece, under = screen.pieces[number], screen.pieces[value]
        if after is not None:
            # A text that goes on in the same look, or nearer, is prose below a heading.
            label, own, follows = (style_of(screen, [n]) for n in (number, value, after))
            gap, next_gap = under.middle - piece.middle, screen.pieces[after].middle - under.middle
            if next_gap < gap - 2 or distance(follows, own) <= distance(follows, label):
                continue
        pairs.append((number, value))
    if side_by_side:
        kept = [pair for pair in pairs if _has_company(screen, pair, pairs)]
        pairs = [pair for pair in pairs if pair in kept or any(_belong(screen, pair, k, across=True) for k in kept)]
    return _lists(screen, pairs, across=True)


def _has_company(screen: Screen, pair: tuple[int, int], pairs: Sequence[tuple[int, int]]) -> bool:
    """Say whether a label is level with others, as many as there are two, and its value with theirs."""
    label, value = (screen.pieces[n] for n in pair)
    others = [
        other for other in pairs
        if other != pair and level(label, screen.pieces[other[0]]) and level(value, screen.pieces[other[1]])
    ]  # fmt: skip
    return len(others) >= PLAIN - 1


def _lists(screen: Screen, pairs: Sequence[tuple[int, int]], *, across: bool = False) -> tuple[list[Group], set[int]]:
    """Return the pairs that belong together: aligned below each other or, where asked for, level beside each other."""
    groups: list[list[tuple[int, int]]] = []
    for pair in sorted(pairs, key=lambda p: (screen.pieces[p[0]].box[1], screen.pieces[p[0]].box[0])):
        for group in groups:
            if any(_belong(screen, pair, other, across=across) for other in group):
                group.append(pair)
                break
        else:
            groups.append([pair])
    made: list[Group] = []
    used: set[int] = set()
    for group in groups:
        labels, values = style_of(screen, [a for a, _ in group]), style_of(screen, [b for _, b in group])
        unlike = differ(labels, values) or _on_other_ground(screen, group)
        if len(group) >= 2 and (unlike or (not across and _is_plain_list(screen, group))):
            made.append([field_of(screen.pieces[a], screen.pieces[b]) for a, b in group])
            used |= {n for pair in group for n in pair}
    return made, used


def _is_plain_list(screen: Screen, group: Sequence[tuple[int, int]]) -> bool:
    """Say whether a list is one of names and values although both look the same.

    It has enough rows, and no name has a digit (but for what is in brackets), or all values are amounts that end alike.
    """
    if len(group) < PLAIN:
        return False
    names, values = [screen.pieces[a] for a, _ in group], [screen.pieces[b] for _, b in group]
    ends = {round((piece.box[2] - values[0].box[2]) / ALIGNED) for piece in values}
    if ends == {0} and all(neighbours.AMOUNT.fullmatch(piece.text) for piece in values):
        return True
    return all(len(p.words) <= 3 and not any(c.isdigit() for c in _unbracketed(p.text)) for p in names)


def _unbracketed(text: str) -> str:
    return text.split("(")[0].rstrip()


def _belong(screen: Screen, one: tuple[int, int], other: tuple[int, int], *, across: bool) -> bool:
    (a, b), (c, d) = ((screen.pieces[n] for n in pair) for pair in (one, other))
    values = min(abs(b.box[0] - d.box[0]), abs(b.box[2] - d.box[2])) <= ALIGNED
    labels = abs(a.box[0] - c.box[0]) <= ALIGNED or abs(a.box[2] - c.box[2]) <= ALIGNED
    ends = abs(b.box[2] - d.box[2]) <= ALIGNED
    near = abs(a.box[1] - c.box[1]) <= (STACKED if across or ends else PITCH) * screen.unit
    # A face or a dot may stand before a value, or a badge around it.
    values |= abs(b.box[0] - d.box[0]) <= SIGNED * screen.unit
    if across and distance(style_of(screen, [one[0]]), style_of(screen, [other[0]])) >= UNLIKE:
        return False
    return (values and labels and near) or (across and level(a, c) and abs(b.box[1] - d.box[1]) <= 0.5 * screen.unit)


def is_name(piece: Piece) -> bool:
    """Say whether a text can be a label that stands alone: few words, mostly letters."""
    text, count = piece.text, len(piece.words)
    outside = _unbracketed(text)
    wordy = sum(c.isalpha() for c in outside) >= max(2, len(outside) // 2) and bool(NAME.fullmatch(text.rstrip(" :*")))
    return wordy and count <= WORDS and not text.endswith((",", ";")) and (count <= 2 or not text.endswith("."))
