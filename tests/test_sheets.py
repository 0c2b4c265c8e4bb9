"""Lines on one grid teach each other: a shape is one letter everywhere, and cells that were overlooked are filled."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from processors import lookalikes, refill, shapes
from processors.base import Line
from processors.faces import Read
from processors.heights import Heights
from processors.letters import Letters, Shape
from processors.strokes import angle_of, drawn
from processors.walls import Wall

Pixels = NDArray[np.uint8]

WIDE, TALL, LEFT, TOP = 6, 14, 12, 8
"""A cell of PIL's own bitmap font, a row, and where the first of them begins, px."""

TABLE = (
    "id  | port   | tons",
    "----+--------+------",
    "10  | Lisbon | 2040",
    "201 | Oslo   | 1200",
    "302 | Porto  | 1004",
)


def screen(lines: tuple[str, ...]) -> Pixels:
    """Lines in a bitmap font whose letters all are one cell wide."""
    image = Image.new("RGB", (LEFT + WIDE * 60, 2 * TOP + TALL * len(lines)), (250, 250, 250))
    draw, font = ImageDraw.Draw(image), ImageFont.load_default_imagefont()
    for row, line in enumerate(lines):
        for cell, letter in enumerate(line):
            draw.text((LEFT + WIDE * cell, TOP + TALL * row), letter, fill=(20, 20, 20), font=font)
    return np.asarray(image)


def read(row: int, text: str, first: int = 0) -> Read:
    """A line as a recogniser may have read it, from the cell `first` on."""
    left, top = LEFT + WIDE * first, TOP + TALL * row
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        words.append((left + WIDE * at, left + WIDE * (at + len(word))))
        at += len(word)
    box = (left, top - 1, left + WIDE * len(text), top + TALL - 2)
    return Read(Line(box, text, 9_000, tuple(words)), float(left), float(WIDE))


def told(lines: tuple[str, ...], reads: list[Read], walls: tuple[Wall, ...] = ()) -> list[str]:
    found = refill.settled(screen(lines), reads, walls)
    return [line.text for line in sorted(found, key=lambda line: (line.box[1], line.box[0]))]


def test_what_was_read_well_stays() -> None:
    reads = [read(row, line) for row, line in enumerate(TABLE)]
    assert told(TABLE, reads) == list(TABLE)


def test_letter_is_what_most_readings_of_its_shape_say() -> None:
    reads = [read(row, line) for row, line in enumerate(TABLE)]
    reads[3] = read(3, "201 I Oslo   | 1200")
    assert told(TABLE, reads) == list(TABLE)


def test_bars_that_were_overlooked_connect_what_stands_beside_them() -> None:
    reads = [read(row, line) for row, line in enumerate(TABLE) if row != 3]
    reads += [read(3, "201"), read(3, "Oslo", 6), read(3, "1200", 15)]
    assert told(TABLE, reads) == list(TABLE)


def test_rule_in_which_nothing_was_read_is_told_by_its_strokes() -> None:
    reads = [read(row, line) for row, line in enumerate(TABLE) if row != 1]
    assert told(TABLE, reads) == list(TABLE)


def test_letter_read_in_a_blank_cell_is_the_one_beside_it() -> None:
    reads = [read(row, line) for row, line in enumerate(TABLE)]
    reads[3] = read(3, "201  O slo   | 1200")
    assert told(TABLE, reads) == list(TABLE)


def test_sign_before_a_line_is_found_where_other_lines_begin() -> None:
    diff = ("-    total = 0", "+    total = 1", "     for row in rows:", "+        total += row")
    reads = [read(0, diff[0]), read(1, "total = 1", 5), read(2, "for row in rows:", 5), read(3, "total += row", 9)]
    assert told(diff, reads) == [diff[0], diff[1], diff[2].strip(), diff[3]]


def test_nothing_is_filled_in_behind_a_wall() -> None:
    x = LEFT + WIDE * 12
    reads = [read(row, line) for row, line in enumerate(TABLE) if row != 3]
    reads += [read(3, "201 | Oslo")]
    found = told(TABLE, reads, (Wall(x, 0, 200),))
    assert "201 | Oslo" in found


def test_strange_ink_is_no_row() -> None:
    lines = (*TABLE[:3], "@@@@ &&&&", TABLE[3])
    reads = [read(row, line) for row, line in enumerate(lines) if row != 3]
    assert "@" not in "".join(told(lines, reads))


def test_row_between_others_is_told_by_letters_that_were_read_elsewhere() -> None:
    lines = ('value = """', "    tons", '"""', 'title = "port"', "tons = None", 'label = """x"""')
    reads = [read(0, lines[0]), read(1, "tons", 4), *(read(row, lines[row]) for row in (3, 4, 5))]
    assert told(lines, reads)[2] == '"""'


def test_line_on_no_grid_is_read_by_its_cells() -> None:
    lines = (*TABLE, "403 | Vigo   | 1350", "504 | Faro   | 2200")
    reads = [read(row, line) for row, line in enumerate(lines) if row != 3]
    strange = read(3, "2O1   Oslo     I200").line
    reads.append(Read(Line(read(3, lines[3]).line.box, strange.text, 4_000, strange.words)))
    assert told(lines, reads) == list(lines)


def test_line_of_other_letters_beside_a_sheet_stays_as_it_was_read() -> None:
    lines = (*TABLE[:3], "&@&@ &@&@", TABLE[3])
    reads = [read(row, line) for row, line in enumerate(lines)]
    reads[3] = Read(reads[3].line)
    assert "&@&@ &@&@" in told(lines, reads)


SHAPES = {
    "plain": (".##.", "#..#", "#..#", "#..#", ".##."),
    "dotted": (".###.", "#...#", "#.#.#", "#...#", ".###."),
    "slashed": (".###.", "#..##", "#.#.#", "##..#", ".###."),
    "bar": ("#",) * 12,
    "dash": ("#####",),
    "plus": ("..#..", "..#..", "#####", "..#..", "..#.."),
    "caret": ("..#..", ".#.#.", "#...#"),
    "roof of an A": ("..#..", ".#.#.", "#####", "#...#"),
    "point": ("##", "##"),
    "comma": (".#", ".#", "#."),
    "colon": ("##", "##", "..", "..", "##", "##"),
    "semicolon": ("##", "##", "..", "..", "##", ".#"),
    "equals": ("#####", ".....", "#####"),
    "quotes": ("#.#", "#.#", "#.#"),
    "apostrophe": ("#", "#", "#"),
    "backtick": ("#.", ".#"),
    "backquote": ("##.", ".#.", ".##", "..#"),
    "blurred quotes": (".##.##", "######", "######", "######", ".##.##"),
    "slash": ("....##", "....##", "...##.", "...##.", "..##..", "..##..", ".##...", ".##...", "##....", "##...."),
    "backslash": ("##....", "##....", ".##...", ".##...", "..##..", "..##..", "...##.", "...##.", "....##", "....##"),
    "seven": ("######", "....##", "...##.", "...##.", "..##..", "..##..", ".##...", ".##...", "##....", "##...."),
}


def shape(name: str, above: int) -> Shape:
    mask = np.array([[letter == "#" for letter in row] for row in SHAPES[name]])
    return Shape(above, mask.shape[0], mask.shape[1], mask.tobytes())


@pytest.mark.parametrize(
    ("name", "above", "character"),
    [
        ("bar", 11, "|"),
        ("dash", 5, "-"),
        ("plus", 7, "+"),
        ("caret", 9, "^"),
        ("roof of an A", 9, ""),
        ("plain", 7, ""),
        ("point", 2, "."),
        ("point", 7, ""),
        ("comma", 2, ""),
        ("colon", 6, ":"),
        ("semicolon", 6, ""),
        ("equals", 6, "="),
        ("quotes", 11, '"'),
        ("apostrophe", 11, "'"),
        ("apostrophe", 3, ""),
        ("backtick", 11, ""),
        ("backquote", 11, "`"),
        ("backquote", 5, ""),
        ("blurred quotes", 11, '"'),
        ("blurred quotes", 5, ""),
        ("slash", 10, "/"),
        ("backslash", 10, "\\"),
        ("seven", 10, ""),
    ],
)
def test_straight_strokes_are_known_by_their_shape(name: str, above: int, character: str) -> None:
    assert drawn(shape(name, above), 8, 16) == character


def test_dash_from_side_to_side_may_be_a_rule() -> None:
    assert drawn(shape("dash", 5), 5, 16) == ""


def test_zero_with_a_mark_is_no_o() -> None:
    assert [lookalikes.is_marked(shape(name, 5)) for name in ("plain", "dotted", "slashed", "dash")] == [
        False,
        True,
        True,
        None,
    ]


def test_o_is_told_from_zeros_that_have_a_mark() -> None:
    zero, letter = shape("dotted", 5), shape("plain", 5)
    seen = [(zero, "0", "1200"), (zero, "0", "4040"), (letter, "0", "-02"), (zero, "O", "4O40")]
    assert list(lookalikes.zeros(seen)) == ["0", "0", "O", "0"]


def test_o_is_told_from_zeros_that_always_look_the_same() -> None:
    zero, letter = shape("plain", 5), Shape(5, 5, 5, np.ones((5, 5), dtype=np.bool_).tobytes())
    seen = [*[(zero, "0", "1200")] * 3, (letter, "0", "INF0")]
    assert list(lookalikes.zeros(seen)) == ["0", "0", "0", "O"]


def test_zeros_that_are_not_known_are_left_as_they_were_read() -> None:
    seen = [(shape("plain", 5), "0", "INF0"), (shape("plain", 5), "O", "Oslo")]
    assert list(lookalikes.zeros(seen)) == ["0", "O"]


def test_scrap_of_the_row_above_is_no_letter() -> None:
    assert shape("dash", 12).is_of_others(12, 16)
    assert not shape("dash", 5).is_of_others(12, 16)
    assert not shape("bar", 12).is_of_others(12, 16)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("ERR0R", "ERROR"),
        ("N0NNUMERIC", "NONNUMERIC"),
        ("0strava", "Ostrava"),
        ("0SError", "OSError"),
        ("AB0C1", "AB0C1"),
        ("CPU0", "CPU0"),
        ("0xdeadbeef", "0xdeadbeef"),
        ("0badface", "0badface"),
        ("v0rc", "v0rc"),
        ("1200", "1200"),
    ],
)
def test_zero_among_capitals_or_before_a_word_is_an_o(text: str, spelled: str) -> None:
    assert shapes.spelled(text) == spelled


def test_comma_without_a_tail_is_a_point_where_it_was_read_as_one() -> None:
    assert lookalikes.pointed(",", shape("point", 2), frozenset(",.")) == "."
    assert lookalikes.pointed(",", shape("comma", 2), frozenset(",.")) == ","
    assert lookalikes.pointed(",", shape("point", 2), frozenset(",")) == ","


def test_point_with_a_tail_is_a_comma_where_it_was_read_as_one() -> None:
    assert lookalikes.tailed(".", shape("comma", 2), frozenset(",.")) == ","
    assert lookalikes.tailed(".", shape("point", 2), frozenset(",.")) == "."
    assert lookalikes.tailed(".", shape("comma", 2), frozenset(".")) == "."


@pytest.mark.parametrize(
    ("character", "name", "above", "said"),
    [
        ("'", "backquote", 11, "`"),
        (",", "backquote", 11, "`"),
        (",", "apostrophe", 11, ","),
        ("'", "apostrophe", 11, "'"),
        (",", "comma", 2, ","),
        ("w", "backquote", 11, "w"),
    ],
)
def test_mark_that_hangs_and_leans_is_a_backquote(character: str, name: str, above: int, said: str) -> None:
    assert lookalikes.hung(character, shape(name, above), 8.0) == said


def block(high: int) -> Shape:
    return Shape(high, high, 5, np.ones((high, 5), dtype=np.bool_).tobytes())


def test_letters_of_one_shape_are_told_by_their_height() -> None:
    tall = Heights.of([(block(6), letter) for letter in "aen"] + [(block(9), letter) for letter in "EAT"])
    assert tall is not None
    told = [("W", 6, ""), ("w", 9, "A"), ("w", 9, "n"), ("0", 6, ""), ("0", 9, ""), ("w", 8, ""), ("E", 6, "")]
    assert "".join(tall.settled(letter, block(high), before) for letter, high, before in told) == "wWwo0wE"


def test_height_tells_nothing_where_letters_are_few_or_of_several_fonts() -> None:
    few = [(block(6), letter) for letter in "ae"] + [(block(9), letter) for letter in "EAT"]
    several = [(block(high), "a") for high in (4, 6, 8)] + [(block(9), letter) for letter in "EAT"]
    low = [(block(8), letter) for letter in "aen"] + [(block(9), letter) for letter in "EAT"]
    assert [Heights.of(each) for each in (few, several, low)] == [None, None, None]


def test_digits_show_how_tall_capitals_are_where_there_are_none() -> None:
    assert Heights.of([(block(6), letter) for letter in "aen"] + [(block(9), letter) for letter in "247"]) is not None


def test_quotes_alone_below_a_blank_row_are_found() -> None:
    lines = ('title = """x"""', "tons = None", 'label = "port"', "value = 1", "", '    """')
    reads = [read(row, lines[row]) for row in range(4)]
    assert told(lines, reads)[-1] == '"""'


def test_row_between_two_is_found_by_the_distance_of_other_rows() -> None:
    rows_of_two = ('label = """x"""', "", '"""', "tons = None")
    rows_of_five = ("title = 0", "tons = None", 'value = "x"', "total = 1", "port = 2")
    lines = (*rows_of_two, *[""] * 9, *rows_of_five)
    reads = [read(row, lines[row]) for row in (0, 3, *range(13, 18))]
    assert told(lines, reads)[1] == '"""'


def test_spaces_of_a_short_line_are_where_cells_are_free() -> None:
    lines = (*TABLE[:3], "i:i ;", TABLE[3])
    reads = [read(row, line) for row, line in enumerate(lines)]
    words = tuple((LEFT + WIDE * a, LEFT + WIDE * b) for a, b in ((0, 1), (1, 3), (4, 5)))
    reads[3] = Read(Line(reads[3].line.box, "i :i ;", 9_000, words))
    assert "i:i ;" in told(lines, reads)


def test_letters_that_stand_elsewhere_than_in_cells_stay_as_they_were_read() -> None:
    lines = (*TABLE[:3], "i:i ;", TABLE[3])
    reads = [read(row, line) for row, line in enumerate(lines)]
    words = tuple((LEFT + WIDE * a, LEFT + WIDE * b) for a, b in ((0, 1), (2, 4), (5, 6)))
    reads[3] = Read(Line(reads[3].line.box, "i :i ;", 9_000, words))
    assert "i :i ;" in told(lines, reads)


def test_letter_under_a_cursor_is_read() -> None:
    lines = ("select depot", "delete route", "where tons = 2")
    pixels = screen(lines).astype(np.int16)
    x, y = LEFT + WIDE * 5, TOP + TALL
    pixels[y : y + 11, x : x + WIDE] = 270 - pixels[y : y + 11, x : x + WIDE]
    reads = [read(0, lines[0]), read(1, "deletc route"), read(2, lines[2])]
    assert [line.text for line in refill.settled(pixels.astype(np.uint8), reads, ())] == list(lines)


def test_scrap_of_another_row_is_no_underscore() -> None:
    lines = ("____ lower", "depot lower", "route upper", "letter tons")
    reads = [read(0, lines[0]), read(1, "depot_lower"), *(read(row, lines[row]) for row in (2, 3))]
    assert told(lines, reads)[1] == "depot lower"


def test_letter_that_keyboards_have_goes_before_one_that_they_have_not() -> None:
    letters = Letters()
    for character in "\u00d7\u00d7\u00d7xxx":
        letters.learn(shape("plain", 5), character)
    assert letters.says(shape("plain", 5)) == "x"
    letters.learn(shape("slashed", 5), "\u0120")
    assert letters.plain(shape("slashed", 5)) == ""


def test_few_or_divided_readings_say_nothing() -> None:
    letters = Letters()
    for character in "ll1":
        letters.learn(shape("bar", 11), character)
    assert letters.says(shape("bar", 11)) == ""
    for character in "llll":
        letters.learn(shape("bar", 11), character)
    assert letters.says(shape("bar", 11)) == "l"
    assert letters.nearest(shape("caret", 9)) == ""


@pytest.mark.parametrize(
    ("text", "sign"), [("a < b", "<"), ("a > b", ">"), ("a ( b", ""), ("a c b", ""), ("a k b", "")]
)
def test_sign_for_less_or_more_is_known_by_its_strokes(text: str, sign: str) -> None:
    pixels = screen((text,))[:, LEFT + 2 * WIDE : LEFT + 3 * WIDE, 0].astype(np.int16)
    shape = Shape.of(np.asarray(250 - pixels, dtype=np.int16), TOP + 9)
    assert shape is not None
    assert angle_of(shape.mask, 2) == sign


def test_one_sign_read_for_two_is_both() -> None:
    lines = ("where tons >= 1004", "  and port <> 'Oslo'", "  and tons >= 2040", "  and port = 'Porto'")
    reads = [read(row, line) for row, line in enumerate(lines) if row != 1]
    line, left = read(1, "  and port  < 'Oslo'").line, float(LEFT + 2 * WIDE)
    reads.append(Read(line.__class__((round(left), *line.box[1:]), line.text.strip(), 9_000, line.words), left, WIDE))
    assert [each.strip() for each in told(lines, reads)] == [each.strip() for each in lines]
