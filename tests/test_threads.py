"""Posts in any look: who stands over what, and when; and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.facts import Post
from processors.stamps import stamp_in
from processors.threads import posts_of
from projections.text import SpanRow

HIGH, WIDE = 18, 8
FIRST = "The second draft is ready."
SECOND = "It still fails on the third step."
THIRD = "Please wait for the vendor to call."

Line = tuple[int, int, str]
Told = tuple[str, str, str]


def page(*lines: Line) -> list[SpanRow]:
    """Lines by their left and top: all letters of one width, words with their extents."""
    return [_span(number, *line) for number, line in enumerate(lines)]


def _span(number: int, x: int, y: int, text: str) -> SpanRow:
    words, at = [], x
    for word in text.split(" "):
        words.append((at, at + WIDE * len(word)))
        at += WIDE * (len(word) + 1)
    return SpanRow(number, 1, number, "ocr", (x, y, x + WIDE * len(text), y + HIGH), text, 9_900, tuple(words))


def told(*lines: Line) -> list[Told]:
    return [(post.author, post.said, post.text) for post in posts_of(page(*lines))]


def test_names_with_the_time_beside_them() -> None:
    lines = (
        (300, 100, "Ana Wu 3:15 PM"),
        (300, 122, FIRST),
        (300, 160, "kofi_m Today at 3:20 PM"),
        (300, 182, SECOND),
    )
    assert told(*lines) == [("Ana Wu", "3:15 PM", FIRST), ("kofi_m", "Today at 3:20 PM", SECOND)]


@pytest.mark.parametrize("day", ["Thu", "Yesterday", "Nov 14,", "12/03"])
def test_a_day_is_of_the_time_and_not_of_the_name(day: str) -> None:
    lines = (
        (300, 100, f"Esperanza Gil Soto {day} 3:15 PM"),
        (300, 122, FIRST),
        (300, 160, f"J. R. Patel {day} 3:20 PM"),
        (300, 182, SECOND),
    )
    assert [post[:2] for post in told(*lines)] == [
        ("Esperanza Gil Soto", f"{day} 3:15 PM"),
        ("J. R. Patel", f"{day} 3:20 PM"),
    ]


def test_who_goes_on_has_no_head_and_links_and_counts_are_not_written() -> None:
    lines = (
        (300, 100, "Ana Wu 3:15 PM"),
        (300, 122, FIRST),
        (300, 146, "2 replies Last reply today at 4:12 PM"),
        (300, 172, SECOND),
        (300, 210, "Teo APP 3:20 PM"),
        (300, 232, THIRD),
        (300, 256, "5"),
    )
    assert told(*lines) == [("Ana Wu", "3:15 PM", f"{FIRST}\n{SECOND}"), ("Teo", "3:20 PM", THIRD)]


def test_comments_that_say_so_and_what_stands_at_the_foot_of_each() -> None:
    lines = (
        (300, 100, "octo-cat commented on Jun 26, 2026 · edited"),
        (300, 130, FIRST),
        (300, 156, "Reply · Quote"),
        (300, 210, "Zsófia Kovács schrieb am 8. Mai 2026 um 11:56 Uhr:"),
        (300, 240, SECOND),
        (300, 266, "Reply · Quote"),
        (300, 320, "Teo a répondu il y a 3 heures"),
        (300, 350, THIRD),
        (300, 376, "Reply · Quote"),
    )
    assert [(author, text) for author, _, text in told(*lines)] == [
        ("octo-cat", FIRST),
        ("Zsófia Kovács", SECOND),
        ("Teo", THIRD),
    ]


def test_replies_are_set_in_and_a_sign_stands_before_names() -> None:
    lines = (
        (60, 100, "▲ MarekK 6 weeks ago | parent | next [-]"),
        (76, 122, FIRST),
        (110, 160, "▲ x0rbit 10 days ago | parent | next [-]"),
        (126, 182, SECOND),
        (60, 220, "▲ jdoe 4 hours ago | parent | next [-]"),
        (76, 242, THIRD),
    )
    assert told(*lines) == [
        ("MarekK", "6 weeks ago", FIRST),
        ("x0rbit", "10 days ago", SECOND),
        ("jdoe", "4 hours ago", THIRD),
    ]


def test_mails_have_the_time_at_the_right_end_and_who_is_written_to_below() -> None:
    lines = (
        (60, 100, "Ana Wu <ana@example.org>"),
        (700, 100, "Mon, Jan 5, 2026, 9:10 AM"),
        (60, 122, "to me"),
        (60, 152, FIRST),
        (60, 220, "Pieter van der Meer <pieter@example.org>"),
        (700, 220, "Tue, Jan 6, 2026, 9:19 AM"),
        (60, 242, "to me"),
        (60, 272, SECOND),
        (60, 292, THIRD),
    )
    assert [(author, text) for author, _, text in told(*lines)] == [
        ("Ana Wu", FIRST),
        ("Pieter van der Meer", f"{SECOND}\n{THIRD}"),
    ]


def test_bubbles_have_the_hour_behind_the_last_line_and_ones_own_no_name() -> None:
    lines = (
        (500, 100, "Ana Wu"),
        (500, 120, "This invoice costs 340 euros more than planned, so please"),
        (500, 140, "wait."),
        (930, 148, "08:56"),
        (1100, 190, SECOND),
        (1400, 194, "09:10 √√"),
        (500, 240, "Teo"),
        (500, 260, FIRST),
        (740, 264, "09:24"),
        (500, 300, THIRD),
        (800, 304, "09:25"),
    )
    assert told(*lines) == [
        ("Ana Wu", "08:56", "This invoice costs 340 euros more than planned, so please\nwait."),
        ("", "09:10", SECOND),
        ("Teo", "09:24", FIRST),
        ("Teo", "09:25", THIRD),
    ]


def test_a_bubble_far_below_is_of_nobody_known() -> None:
    """Its name was not read: it may be anyone's."""
    lines = (
        (500, 100, "Ana Wu"),
        (500, 120, FIRST),
        (740, 124, "08:56"),
        (500, 180, "Teo"),
        (500, 200, SECOND),
        (800, 204, "09:10"),
        (500, 276, THIRD),
        (800, 280, "09:24"),
    )
    assert THIRD not in {text for _, _, text in told(*lines)}


def test_what_is_said_in_one_word_is_no_name() -> None:
    lines = (
        (500, 100, "Ana Wu"),
        (500, 120, FIRST),
        (740, 124, "08:56"),
        (500, 180, "Thanks"),
        (500, 200, SECOND),
        (800, 204, "09:10"),
        (500, 260, "Teo"),
        (500, 280, THIRD),
        (800, 284, "09:24"),
    )
    assert "Thanks" not in {author for author, _, _ in told(*lines)}


def test_what_is_answered_stands_over_a_name_and_is_no_end_of_what_is_above() -> None:
    lines = (
        (310, 100, "Ana Wu 3:15 PM"),
        (310, 122, FIRST),
        (310, 160, "@teo Any news from the vendor?"),
        (310, 180, "kofi_m 3:16 PM"),
        (310, 202, SECOND),
        (310, 240, "Teo 3:17 PM"),
        (310, 262, THIRD),
    )
    assert [(post[0], post[2]) for post in told(*lines)] == [("Ana Wu", FIRST), ("kofi_m", SECOND), ("Teo", THIRD)]


def test_text_under_the_picture_beside_a_name() -> None:
    lines: list[Line] = []
    for n, (name, when, text) in enumerate((("Ana Wu", "Yesterday", FIRST), ("Teo", "4 minutes ago", THIRD))):
        top = 120 * n
        lines += [(1132, top, name), (1310, top, when), (1100, top + 30, text), (1100, top + 50, SECOND)]
    lines[-1:] = []
    assert told(*lines) == [("Ana Wu", "Yesterday", f"{FIRST}\n{SECOND}"), ("Teo", "4 minutes ago", THIRD)]


def test_letters_in_the_picture_beside_a_name_are_not_written() -> None:
    lines = (
        (300, 100, "Ana Wu 3:15 PM"),
        (264, 112, "AW"),
        (300, 122, FIRST),
        (300, 160, "Teo 3:20 PM"),
        (266, 172, "T"),
        (300, 182, SECOND),
    )
    assert told(*lines) == [("Ana Wu", "3:15 PM", FIRST), ("Teo", "3:20 PM", SECOND)]


def test_a_day_below_the_name() -> None:
    lines: list[Line] = []
    for n, (name, when, text) in enumerate((("Ana Wu", "3:15 PM Today", FIRST), ("Teo", "9:41 AM Mar 3", THIRD))):
        top = 120 * n
        lines += [(1132, top, name), (1132, top + 20, when), (1100, top + 50, text)]
    assert told(*lines) == [("Ana Wu", "3:15 PM Today", FIRST), ("Teo", "9:41 AM Mar 3", THIRD)]


def test_an_appointment_has_its_hour_below_and_is_no_post() -> None:
    lines: list[Line] = []
    for n, (title, what) in enumerate((("Dentist", FIRST), ("Review", SECOND), ("Team Lunch", THIRD))):
        lines += [(200, 90 * n, title), (200, 90 * n + 20, f"1{n}:30"), (200, 90 * n + 40, what)]
    assert told(*lines) == []


def test_who_writes_in_a_forum_has_a_column_of_his_own() -> None:
    lines: list[Line] = []
    for n, (name, when, text) in enumerate(
        (("kofi_m", "Oct 9, 2025, 14:39", FIRST), ("Teo", "Dec 6, 2025, 15:01", THIRD))
    ):
        top = 130 * n
        lines += [(204, top, when), (1340, top, f"#{n + 1}"), (30, top + 4, name), (30, top + 24, "Member")]
        lines += [(206, top + 40, text), (206, top + 62, SECOND)][: 2 - n]
    assert told(*lines) == [
        ("kofi_m", "Oct 9, 2025, 14:39", f"{FIRST}\n{SECOND}"),
        ("Teo", "Dec 6, 2025, 15:01", THIRD),
    ]


def test_a_heading_right_above_the_first_name() -> None:
    lines = (
        (74, 100, "Activity"),
        (74, 133, "Ana Wu 3 March 2026, 17:20"),
        (74, 166, FIRST),
        (74, 220, "Teo 4 March 2026, 11:05"),
        (74, 253, SECOND),
    )
    assert [post[0] for post in told(*lines)] == ["Ana Wu", "Teo"]


def test_bubbles_that_tell_how_long_ago_it_was() -> None:
    lines: list[Line] = []
    for n, (name, text) in enumerate((("Ana Wu", FIRST), ("Teo", THIRD))):
        lines += [(500, 90 * n, name), (500, 90 * n + 20, text), (720, 90 * n + 40, f"{5 - n}m")]
    assert told(*lines) == [("Ana Wu", "5m", FIRST), ("Teo", "4m", THIRD)]


def test_a_head_whose_name_is_none_ends_what_is_above() -> None:
    """It is not told who wrote it, and it is nobody else's."""
    lines = (
        (300, 100, "Ana Wu 3:15 PM"),
        (300, 122, FIRST),
        (300, 156, "77 8 months ago"),
        (300, 178, SECOND),
        (300, 220, "Teo 3:20 PM"),
        (300, 242, THIRD),
    )
    assert told(*lines) == [("Ana Wu", "3:15 PM", FIRST), ("Teo", "3:20 PM", THIRD)]


def test_a_name_that_nobody_read_gives_its_text_to_no_other() -> None:
    lines = (
        (300, 100, "Ana Wu 3:15 PM"),
        (300, 122, FIRST),
        (300, 180, SECOND),
        (300, 220, "Teo 3:20 PM"),
        (300, 242, THIRD),
    )
    assert told(*lines) == [("Ana Wu", "3:15 PM", FIRST), ("Teo", "3:20 PM", THIRD)]


@pytest.mark.parametrize("form", ["[{}] <{}> {}", "{} {} | {}"])
def test_talk_line_by_line(form: str) -> None:
    said = (("12:03", "grue", FIRST), ("12:05", "kofi_m", SECOND), ("12:05", "grue", THIRD))
    lines = [(10, 20 * n, form.format(*each)) for n, each in enumerate(said)]
    assert told(*lines) == [(nick, when, text) for when, nick, text in said]


def test_a_log_is_no_talk() -> None:
    lines = [(10, 20 * n, f"12:0{n} {name} | {FIRST}") for n, name in enumerate(("INFO", "WARN", "ERROR", "DEBUG"))]
    assert told(*lines) == []


def test_a_list_of_chats_is_no_thread() -> None:
    lines: list[Line] = []
    for n, (name, when) in enumerate((("Ana Wu", "18:22"), ("Teo", "17:05"), ("Olu Adeyemi", "Yesterday"))):
        lines += [(80, 60 * n, name), (330, 60 * n, when), (80, 60 * n + 24, FIRST)]
    assert told(*lines) == []


def test_notices_with_the_newest_first_are_no_thread() -> None:
    lines: list[Line] = []
    for n, (name, when, text) in enumerate(
        (("Calendar", "10:00", FIRST), ("Photos", "9:53", SECOND), ("Bank", "9:46", THIRD))
    ):
        top = (0, 80, 190)[n]
        lines += [(20, top, name), (440, top, when), (20, top + 28, text), (20, top + 50, FIRST)][: 4 - n % 2]
    assert told(*lines) == []


def test_cards_of_tasks_are_no_thread() -> None:
    lines: list[Line] = []
    for n, name in enumerate(("Ana Wu", "Teo", "Olu Adeyemi")):
        lines += [(80, 150 * n, SECOND), (80, 150 * n + 22, f"{name} · Mar 1{n}, 2025"), (80, 150 * n + 44, FIRST)]
    assert told(*lines) == []


def test_what_is_newest_stands_last_in_a_thread_with_the_hours_at_the_right() -> None:
    lines: list[Line] = []
    said = (("Ana Wu", "8:02", FIRST), ("Teo", "8:05", SECOND), ("Olu Adeyemi", "8:11", THIRD))
    for n, (name, when, text) in enumerate(said):
        lines += [(80, 70 * n, name), (800, 70 * n, when), (80, 70 * n + 24, text)]
    assert told(*lines) == list(said)


def test_a_byline_under_a_headline_is_no_post() -> None:
    lines: list[Line] = []
    for n, name in enumerate(("Ana Wu", "Teo", "Olu Adeyemi")):
        top = 200 * n
        lines += [(80, top, THIRD), (80, top + 20, f"{name} · 3 hours ago"), (80, top + 44, FIRST)]
    assert told(*lines) == []


@pytest.mark.parametrize("cell", ["16:37", "at the front desk all day"])
def test_a_table_with_names_and_times_is_no_thread(cell: str) -> None:
    lines: list[Line] = [(25, 60, "Name"), (200, 60, "In"), (260, 60, "Out")]
    for n, name in enumerate(("Ana Wu", "Sakura Tanaka", "K. Lindqvist", "Teo", "Olu Adeyemi")):
        lines += [(25, 95 + 35 * n, name), (200, 95 + 35 * n, f"1{n}:57"), (260, 95 + 35 * n, cell)]
    assert told(*lines) == []


def test_the_head_of_a_column_of_times_is_nobody() -> None:
    lines: list[Line] = [(100, 40, "Stop"), (300, 40, "Departs")]
    for n, stop in enumerate(("Port Ansell Wharf", "Quarry road east", "Kellerton town hall")):
        lines += [(100, 60 + 22 * n, stop), (300, 60 + 22 * n, f"0{n + 6}:35")]
    assert told(*lines) == []


@pytest.mark.parametrize(
    "text",
    [
        "vor 3 Stunden",
        "il y a 2 jours",
        "hace 5 minutos",
        "3 ore fa",
        "gestern, 10:15 Uhr",
        "hier à 10:15",
        "9:41 AM Today",
    ],
)
def test_times_in_other_languages(text: str) -> None:
    assert stamp_in(text) is not None


@pytest.mark.parametrize("text", ["Python 3.12", "Monica 10:15", "Sam", "May", "12", "Version 22.04", "10:75"])
def test_what_is_no_time(text: str) -> None:
    assert stamp_in(text) is None


_TEXTS = st.sampled_from(
    ("Ana Wu", "Teo 10:15", "10:15", "Yesterday", FIRST, f"{SECOND} 10:16", "[12:03] <grue> hello", "▲ jdoe 3 days ago",
     "Ana Wu wrote 2 days ago", "5", "…", "", " ", "Thanks", "12:03 kofi | so", "√√", "to me", "2 replies")
) | st.text(max_size=30)  # fmt: skip
_LINES = st.tuples(st.integers(0, 900), st.integers(0, 700), _TEXTS, st.integers(1, 60), st.booleans())


@given(st.lists(_LINES, max_size=30))
def test_whatever_stands_where_posts_stand_in_what_was_read(lines: list[tuple[int, int, str, int, bool]]) -> None:
    spans = []
    for number, (x, y, text, high, known) in enumerate(lines):
        span = _span(number, x, y, text)
        box = (x, y, span.box[2], y + high)
        words = span.words if known and len(span.words) == len(text.split()) else ()
        spans.append(SpanRow(number, 1, number, "ocr", box, text, 9_900, words))
    for post in posts_of(spans):
        assert _inside(post, spans)


def _inside(post: Post, spans: list[SpanRow]) -> bool:
    """Each line of a post is within its box, and made of words that were read within it."""
    left, top, right, bottom = post.box
    for (x0, y0, x1, y1), line in zip(post.lines, post.text.split("\n"), strict=True):
        near = [s for s in spans if s.box[0] < x1 + 1 and x0 - 1 < s.box[2] and s.box[1] < y1 + 1 and y0 - 1 < s.box[3]]
        said = " ".join(span.text for span in near)
        if not (left <= x0 <= x1 <= right and top <= y0 <= y1 <= bottom and all(w in said for w in line.split())):
            return False
    return True
