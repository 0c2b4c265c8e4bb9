"""Activity: time, visits and episodes are what the definitions say, in whatever order frames are looked at."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.facts import FrameExamined, Maker, Page, PageRecognized, RecordAdmitted, Window, WindowRecognized
from projections import activity, episodes, moment, sessions, tallies
from projections.sessions import ASIDE_US, FOCUS_US
from projections.subjects import KINDS
from projections.tallies import BIN_US
from tests.folded import Folded

BY = Maker("windows", 1)
START = 1_772_441_000_000_000  # 2026-03-02T08:43:20Z, in the midst of a quarter of an hour
SECOND = 1_000_000
ALL = (0, 1 << 62)


@dataclass(frozen=True)
class Shot:
    """A frame of a made-up session: when, what is in front, how long there was no input."""

    name: str
    run: str
    at_s: float
    app: str = ""
    site: str = ""
    idle_s: float | None = 1.0


class Log(Folded):
    """A log of shots, folded into the tables of facts."""

    def admit(self, shot: Shot) -> None:
        payload = {"width": 100, "height": 100, "input_ref": {"idle_seconds": shot.idle_s}}
        if shot.app:
            payload["window"] = {"title": shot.app}
        at = moment.spell(START + round(shot.at_s * SECOND))
        row = RecordAdmitted("h", "metadata", shot.name, "evidence.capture.frame", at, shot.run, json.dumps(payload))
        self.tell(row)

    def look(self, shot: Shot) -> None:
        """Tell of a frame's window, then of its page, as two processors do."""
        box, shown = (0, 0, 100, 100), tuple[Window, ...]()
        if shot.app:
            category = "browser" if shot.site else "editor"
            document = f"{shot.app}.txt" if not shot.site else f"page of {shot.site}"
            window = Window(box, shot.app, shot.app, focused=True, category=category, document=document)
            shown = (window,)
        self.tell(WindowRecognized(shot.name, "record", BY, "", shown), FrameExamined(shot.name, "windows", 1, 1))
        pages = tuple[Page, ...]()
        if shot.site:
            pages = (Page(box, shot.site, "address", f"www.{shot.site}", shot.site, shot.site),)
        self.tell(PageRecognized(shot.name, Maker("pages", 1), "", pages), FrameExamined(shot.name, "pages", 1, 1))


@contextmanager
def told(shots: Sequence[Shot], order: Sequence[int] | None = None) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as db:
        log = Log(db)
        for shot in shots:
            log.admit(shot)
        for number in order if order is not None else range(len(shots)):
            log.look(shots[number])
        yield db


def reckoned(shots: Sequence[Shot]) -> dict[tuple[str, str, int], list[int]]:
    """Time and visits by kind, name and quarter of an hour, by the definitions, in one go over all that is there."""
    sums: dict[tuple[str, str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    runs: dict[str, list[Shot]] = defaultdict(list)
    for shot in sorted(shots, key=lambda shot: (shot.at_s, shot.name)):
        runs[shot.run].append(shot)
    for run in runs.values():
        for place, shot in enumerate(run):
            before, after = run[place - 1] if place else None, run[place + 1] if place + 1 < len(run) else None
            if is_away(shot):
                continue
            at = START + round(shot.at_s * SECOND)
            gap = START + round(after.at_s * SECOND) - at if after else None
            spent = 0 if gap is None else min(gap, 60 * SECOND)
            broken = before is None or is_away(before) or at - START - round(before.at_s * SECOND) > 300 * SECOND
            for kind, name in names_of(shot).items():
                other = "" if broken or before is None else names_of(before).get(kind, "")
                here = min(spent, BIN_US - at % BIN_US)
                row = sums[kind, name, at // BIN_US]
                row[0] += here
                row[1] += other != name
                row[2] += 1
                if spent > here:
                    sums[kind, name, at // BIN_US + 1][0] += spent - here
    return sums


def is_away(shot: Shot) -> bool:
    return shot.idle_s is not None and shot.idle_s >= 300


def names_of(shot: Shot) -> dict[str, str]:
    names = {"app": shot.app, "category": ("browser" if shot.site else "editor") if shot.app else ""}
    if shot.site:
        names |= {"site": shot.site, "domain": shot.site, "page": f"page of {shot.site}"}
    elif shot.app:
        names |= {"document": f"{shot.app}.txt"}
    return {kind: name for kind, name in names.items() if name}


def counted(db: sqlite3.Connection) -> dict[tuple[str, str, int], list[int]]:
    """Time, visits and frames as the views give them, by kind, name and quarter of an hour."""
    bins = [number for (number,) in db.execute("SELECT DISTINCT bin FROM tallies")]
    return {
        (kind, total.name, number): [total.us, total.visits, total.frames]
        for number in bins
        for kind in KINDS
        for total in tallies.totals(db, kind, number * BIN_US, (number + 1) * BIN_US)
    }


FRONT = st.sampled_from([("", ""), ("mail", ""), ("mail", ""), ("web", "a.org"), ("web", "a.org"), ("web", "b.org")])
SHOTS = st.lists(
    st.tuples(st.sampled_from("rs"), st.integers(0, 2000), FRONT, st.sampled_from([None, 1.5, 299, 300, float("inf")])),
    max_size=14,
    unique_by=lambda row: (row[0], row[1]),
).map(
    lambda rows: [
        Shot(f"{run}/{at}", run, at / 2 if at % 3 else at, app, site, idle) for run, at, (app, site), idle in rows
    ]
)


@settings(max_examples=60, deadline=None)
@given(SHOTS, st.randoms(use_true_random=False))
def test_tallies_are_what_the_definitions_give_whatever_the_order(shots: list[Shot], chance: object) -> None:
    shots = list({shot.name: shot for shot in shots}.values())
    order = list(range(len(shots)))
    chance.shuffle(order)  # type: ignore[attr-defined]  # hypothesis' own kind of Random
    with told(shots, order) as shuffled, told(sorted(shots, key=lambda shot: shot.at_s)) as straight:
        wanted = {key: row for key, row in reckoned(shots).items() if any(row)}
        assert counted(shuffled) == wanted
        content = activity.ACTIVITY.content
        assert shuffled.execute(content).fetchall() == straight.execute(content).fetchall()


@settings(max_examples=60, deadline=None)
@given(SHOTS, st.randoms(use_true_random=False))
def test_frames_that_are_looked_at_again_count_as_they_are_now(shots: list[Shot], chance: object) -> None:
    shots = list({shot.name: shot for shot in shots}.values())
    other = [Shot(s.name, s.run, s.at_s, "mail" if s.app != "mail" else "", "", s.idle_s) for s in shots]
    with closing(sqlite3.connect(":memory:")) as db:
        log = Log(db)
        for shot in shots:
            log.admit(Shot(shot.name, shot.run, shot.at_s, "", "", shot.idle_s))
        for now in (*other, *shots):
            log.look(now)
        assert counted(db) == {key: row for key, row in reckoned(shots).items() if any(row)}


@settings(max_examples=80, deadline=None)
@given(SHOTS, st.integers(-100, 2200), st.integers(0, 2200), st.integers(1, 4))
def test_last_visits_are_the_last_of_all(shots: list[Shot], start: int, length: int, most: int) -> None:
    shots = list({shot.name: shot for shot in shots}.values())
    with told(shots) as db:
        numbers = [number for (number,) in db.execute("SELECT DISTINCT subject FROM activity")]
        for of in (numbers, numbers[:1], numbers[1:]):
            for between in (ALL, (START + start * SECOND, START + (start + length) * SECOND)):
                everything = episodes.visits(db, of, *between)
                assert episodes.latest_visits(db, of, *between, most) == everything[-most:]


@settings(max_examples=100, deadline=None)
@given(SHOTS, st.integers(-100, 2200), st.integers(0, 2200))
def test_totals_of_any_window_are_the_sum_of_its_halves(shots: list[Shot], start: int, length: int) -> None:
    shots = list({shot.name: shot for shot in shots}.values())
    low, high = START + start * SECOND, START + (start + length) * SECOND
    middle = (low + high) // 2 + 1 if high > low else low
    with told(shots) as db:
        for kind in ("app", "site"):
            sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
            for part in ((low, middle), (middle, high)):
                for total in tallies.totals(db, kind, *part):
                    sums[total.name] = [
                        a + b for a, b in zip(sums[total.name], (total.us, total.visits, total.frames), strict=True)
                    ]
            whole = {t.name: [t.us, t.visits, t.frames] for t in tallies.totals(db, kind, low, high)}
            assert {name: row for name, row in sums.items() if any(row)} == {n: r for n, r in whole.items() if any(r)}


def row_of(db: sqlite3.Connection, frame: str) -> tuple[float, bool]:
    spent, begins = db.execute("SELECT spent_us, begins FROM activity WHERE frame = ?", (frame,)).fetchone()
    return spent / SECOND, begins >= activity.EPISODE


@pytest.mark.parametrize(("gap", "spent"), [(59, 59), (60, 60), (61, 60), (300, 60), (301, 60)])
def test_time_is_full_up_to_a_minute_and_capped_beyond_and_a_long_gap_is_a_break(gap: int, spent: int) -> None:
    with told([Shot("1", "r", 0, "mail"), Shot("2", "r", gap, "mail")]) as db:
        assert row_of(db, "1") == (spent, True)
        assert row_of(db, "2") == (0, gap > 300)


def test_person_who_is_away_ends_the_episode_and_is_not_counted() -> None:
    with told([Shot("1", "r", 0, "mail"), Shot("2", "r", 30, "mail", idle_s=300), Shot("3", "r", 60, "mail")]) as db:
        assert [row_of(db, name) for name in "123"] == [(30, True), (0, False), (0, True)]
        [total] = tallies.totals(db, "app", START, START + 100 * SECOND)
        assert (total.us, total.visits, total.frames) == (30 * SECOND, 2, 2)


def test_window_of_another_screen_leaves_a_visit_whole() -> None:
    elsewhere = Shot("2", "r", 5, "mail")
    with closing(sqlite3.connect(":memory:")) as db:
        log = Log(db)
        shots = [Shot("1", "r", 0, "mail"), elsewhere, Shot("3", "r", 10, "mail")]
        for shot in shots:
            log.admit(shot)
        log.look(shots[0])
        log.tell(FrameExamined("2", "windows", 1, 0))
        log.look(shots[2])
        [total] = tallies.totals(db, "app", START, START + 100 * SECOND)
        assert (total.us, total.visits, total.frames) == (10 * SECOND, 1, 2)


def test_sessions_at_the_same_time_do_not_break_each_other() -> None:
    shots = [Shot("1", "r", 0, "mail"), Shot("2", "s", 1, "web", "a.org"), Shot("3", "r", 2, "mail")]
    with told(shots) as db:
        assert [row_of(db, name) for name in "123"] == [(2, True), (0, True), (0, False)]


# ---------------------------------------------------------------- local days and weeks


def test_local_days_and_weeks_are_those_of_the_zone() -> None:
    """Sunday 22:30 UTC is Monday in Kathmandu, whose offset is 5:45, and still Sunday in New York."""
    at = (moment.parse("2026-03-01T22:30:00Z") or 0) - START
    with told([Shot("1", "r", at / SECOND, "mail"), Shot("2", "r", at / SECOND + 30, "mail")]) as db:
        ends = (START + at - BIN_US, START + at + BIN_US)
        for name, day, week in (
            ("Asia/Kathmandu", date(2026, 3, 2), (2026, 10)),
            ("America/New_York", date(2026, 3, 1), (2026, 9)),
            ("UTC", date(2026, 3, 1), (2026, 9)),
        ):
            days = tallies.by_day(db, "app", *ends, ZoneInfo(name))
            assert {each: [t.us for t in found] for each, found in days.items()} == {day: [30 * SECOND]}
            weeks = tallies.by_week(db, "app", *ends, ZoneInfo(name))
            assert {each: [t.us for t in found] for each, found in weeks.items()} == {week: [30 * SECOND]}


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)])
def test_day_on_which_clocks_change_has_its_own_length(day: date, hours: int) -> None:
    zone = ZoneInfo("Europe/Berlin")
    start = datetime.combine(day, time(), zone).astimezone(UTC)
    begin = (moment.parse(start.isoformat()) or 0) - 2 * 3600 * SECOND
    # One frame a minute, from two hours before the day to two hours after it.
    shots = [Shot(f"{n:04}", "r", (begin - START) / SECOND + 60 * n, "mail") for n in range((hours + 4) * 60)]
    with told(shots) as db:
        days = tallies.by_day(db, "app", begin, begin + (hours + 4) * 3600 * SECOND, zone)
        [total] = days[day]
        assert (total.us, total.frames) == (hours * 3600 * SECOND, hours * 60)


# ---------------------------------------------------------------- focus sessions, switches, peak days


def shots(*seen: tuple[float, str], idle: dict[int, float] | None = None) -> list[Shot]:
    return [Shot(f"R/{n}", "R", at, app, idle_s=(idle or {}).get(n, 1.0)) for n, (at, app) in enumerate(seen)]


def test_short_aside_does_not_end_a_session() -> None:
    seen = [(30.0 * n, "vim") for n in range(8)] + [(240.0, "mail"), (280.0, "vim")]
    seen += [(280.0 + 30 * n, "vim") for n in range(1, 8)]
    with told(shots(*seen)) as db:
        found = sessions.sessions(db, *ALL)
        assert [(each.stretch.subject.app, each.asides, each.aside_us) for each in found] == [("vim", 1, 40 * SECOND)]
        assert found[0].stretch.spent_us == (240 + 210) * SECOND >= FOCUS_US


def test_long_aside_ends_a_session() -> None:
    seen = [(30.0 * n, "vim") for n in range(12)] + [(360.0, "mail"), (400.0, "mail"), (430.0, "vim"), (440.0, "vim")]
    with told(shots(*seen)) as db:
        [found] = sessions.sessions(db, *ALL)
        assert (found.asides, found.stretch.spent_us) == (0, 360 * SECOND)
        assert ASIDE_US < 70 * SECOND


def test_break_ends_a_session() -> None:
    seen = [(30.0 * n, "vim") for n in range(12)] + [(30.0 * n + 640, "vim") for n in range(12)]
    with told(shots(*seen)) as db:
        assert [each.asides for each in sessions.sessions(db, *ALL)] == [0, 0]


def test_being_away_ends_a_session() -> None:
    seen = [(20.0 * n, "vim") for n in range(40)]
    with told(shots(*seen, idle={20: 300.0})) as db:
        assert [each.asides for each in sessions.sessions(db, *ALL)] == [0, 0]


def test_switches_count_what_was_gone_to_from_where() -> None:
    seen = [(0.0, "vim"), (10.0, "mail"), (20.0, "vim"), (30.0, "mail"), (40.0, "chat"), (900.0, "vim")]
    with told(shots(*seen)) as db:
        found = {(each.before.app, each.after.app): each.count for each in sessions.switches(db, *ALL)}
        # What came after a break was not gone to from what was before it.
        assert found == {("vim", "mail"): 2, ("mail", "vim"): 1, ("mail", "chat"): 1}
        first = sessions.switches(db, *ALL)[0]
        assert (first.count, first.frame) == (2, "R/3")


def test_switches_are_the_neighbours_among_episodes() -> None:
    apps = "abacabdbcabbccadda"
    seen = [(7.0 * n, app) for n, app in enumerate(apps)]
    with told(shots(*seen)) as db:
        order = [each.subject.app for each in episodes.between(db, *ALL)]
        pairs = Counter(pairwise(order))
        assert {(each.before.app, each.after.app): each.count for each in sessions.switches(db, *ALL)} == dict(pairs)


def test_switches_of_some_subjects_only() -> None:
    seen = [(0.0, "vim"), (10.0, "mail"), (20.0, "vim"), (30.0, "chat")]
    with told(shots(*seen)) as db:
        numbers = {each.subject.app: each.number for each in episodes.between(db, *ALL)}
        found = sessions.switches(db, *ALL, before={numbers["vim"]})
        assert sorted(each.after.app for each in found) == ["chat", "mail"]
        assert [each.before.app for each in sessions.switches(db, *ALL, after={numbers["vim"]})] == ["mail"]


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "America/New_York", "UTC", "Europe/Berlin"])
def test_peak_day_is_the_day_with_most_time(zone: str) -> None:
    at_s = [60 * n * 7.3 for n in range(900)]
    with told([Shot(f"{n:04}", "r", at, ("mail", "chat", "vim")[n % 7 % 3]) for n, at in enumerate(at_s)]) as db:
        ends = (START + 4 * 3600 * SECOND + 123, START + 90 * 3600 * SECOND + 456)
        found = tallies.peaks(db, "app", ["mail", "chat"], *ends, ZoneInfo(zone))
        spent: dict[tuple[str, date], int] = defaultdict(int)
        for name, begin, us in db.execute(
            "SELECT s.app, a.ts_us, a.spent_us FROM activity a JOIN subjects s ON s.id = a.subject"
        ):
            low, high = max(begin, ends[0]), min(begin + us, ends[1])
            day = moment.datetime_of(begin).astimezone(ZoneInfo(zone)).date()
            over = (
                moment.datetime_of(high).astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
            )
            midnight = round(over.timestamp()) * SECOND
            if low < high and day != over.date():
                spent[name, over.date()] += high - max(low, midnight)
                high = max(low, midnight)
            if low < high:
                spent[name, day] += high - low
        for name in ("mail", "chat"):
            most = max(us for (each, _), us in spent.items() if each == name)
            assert found[name].us == most == spent[name, found[name].day]
        assert set(found) == {"mail", "chat"}
