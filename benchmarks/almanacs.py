"""Calendars as HTML, drawn from seeds: weeks, days, months and lists, in many looks, and the entries that they show."""
# ruff: noqa: E501, PERF401 - rules of a style sheet stand on one line each

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from random import Random

from benchmarks.almanac_look import HEIGHT, WIDTH, Look, bar, sheet

VIEWS = ("week", "week", "week", "workdays", "workdays", "day", "month", "month", "agenda", "agenda")
_TITLES = (
    "Dentist", "Choir", "Budget review", "Lunch with Ana", "Call with Petra", "Stand-up", "Car service", "Eye test",
    "Sprint planning", "Parents' evening", "Violin lesson", "Team retro", "Interview Mr. Okafor", "Physio",
    "Board meeting", "Plumber", "Yoga", "Site visit", "Design crit", "One on one with Lena", "Haircut", "Tax adviser",
)  # fmt: skip
_DAYLONG = ("Ana's birthday", "Public holiday", "Bin collection", "Rent due", "Lena on leave", "Report deadline")
_PLACES = ("Room 4", "Hall 2", "Annex", "Video", "12 Mill Lane", "Boardroom")
_COLOURS = ("#1a73e8", "#0b8043", "#8e24aa", "#d50000", "#f4511e", "#3f51b5")


@dataclass(frozen=True)
class Noted:
    """An entry: its day, what it says, the minute of the day at which it begins and how many it lasts; 0: all day."""

    day: date
    title: str
    begins: int
    lasts: int
    place: str = ""


@dataclass(frozen=True)
class Almanac:
    """A calendar to show: its HTML, what stands in it, on which day it is seen, and pixels for each of the page."""

    html: str
    entries: tuple[Noted, ...]
    seen: date
    view: str
    scale: float


def almanac(seed: int) -> Almanac:
    """Return the calendar of a seed."""
    rng = Random(seed)
    is_german = rng.random() < 0.2
    look = Look(rng, is_german, not is_german and rng.random() < 0.5, rng.random() < 0.5, rng.randrange(6),
                 rng.choice(("none", "before", "above", "below", "range")), rng.choice((12, 13, 14)), rng.random() < 0.6)  # fmt: skip
    seen = date(2026, 1, 5) + timedelta(days=rng.randrange(340))
    first = seen + timedelta(days=rng.choice((0, 0, 0, 7, -7, 14)))
    view = rng.choice(VIEWS)
    if view == "month":
        body, entries = _month(look, first.replace(day=1))
    elif view == "agenda":
        body, entries = _agenda(look, first)
    else:
        body, entries = _columns(look, view, first)
    dark = rng.random() < 0.25
    html = f"<!doctype html><meta charset=utf-8><style>{sheet(look, dark)}</style>{body}"
    return Almanac(html, tuple(entries), seen, view, rng.choice((1.0, 1.0, 1.25)))


def _columns(look: Look, view: str, first: date) -> tuple[str, list[Noted]]:
    rng = look.rng
    monday = first - timedelta(days=first.weekday())
    start = {"day": first, "workdays": monday}.get(view, monday if look.monday else monday - timedelta(days=1))
    count = {"day": 1, "workdays": 5}.get(view, 7)
    days = [start + timedelta(days=n) for n in range(count)]
    side = rng.choice((0, 0, 200))
    left, top, right = side + 70, 140, WIDTH - 16
    from_hour = rng.choice((7, 8))
    step = rng.choice((60, 60, 60, 30))
    hours = (HEIGHT - top - 10) // (70 if step == 60 else 76)
    tall = (HEIGHT - top - 10) / hours
    wide = (right - left) / count
    lower = rng.choice((2, 2, -8))
    parts = [bar(look, _span(look, days), view)]
    parts += [_aside(look, start)] if side else []
    for n, day in enumerate(days):
        said = (
            f"{look.weekday(day)}, {day.day} {look.month(day.month)} {day.year}" if view == "day" else look.headed(day)
        )
        parts.append(f"<div class='abs head' style='left:{left + n * wide}px;width:{wide}px;top:60px'>{said}</div>")
        parts.append(f"<div class=rule style='left:{left + n * wide}px;top:60px;width:1px;bottom:0'></div>")
    for n in range(hours):
        y = top + n * tall
        parts.append(f"<div class=rule style='left:{left}px;right:16px;top:{y}px;height:1px'></div>")
        for half in range(60 // step):
            minute = (from_hour + n) * 60 + half * step
            parts.append(
                f"<div class=abs style='left:{side + 8}px;width:58px;text-align:right;top:{y + half * tall / 2 + lower}px;font-size:11px'>{look.clock(minute)}</div>"
            )
    entries: list[Noted] = []
    titles = rng.sample(_TITLES, len(_TITLES))
    for n, day in enumerate(days):
        if rng.random() < 0.2:
            noted = Noted(day, rng.choice(_DAYLONG), 0, 0)
            entries.append(noted)
            parts.append(
                f"<div class=entry data-e={len(entries) - 1} style='--c:{rng.choice(_COLOURS)};left:{left + n * wide + 2}px;width:{wide - 6}px;top:114px;height:22px'>{escape(noted.title)}</div>"
            )
        at = from_hour * 60 + 30 * rng.randrange(4)
        while at < (from_hour + hours - 1) * 60 and titles:
            lasts = rng.choice((45, 60, 60, 90))
            beside = rng.random() < 0.15 and wide > 150 and len(titles) > 1
            for k in range(2 if beside else 1):
                noted = Noted(
                    day, titles.pop(), at, lasts, rng.choice(_PLACES) if rng.random() < 0.3 and lasts > 45 else ""
                )
                entries.append(noted)
                share = wide / 2 if beside else wide
                y = top + (at - from_hour * 60) * tall / 60
                style = f"--c:{rng.choice(_COLOURS)};left:{left + n * wide + k * share + 2}px;width:{share - 5}px;top:{y + 1}px;height:{lasts * tall / 60 - 2}px"
                parts.append(f"<div class=entry data-e={len(entries) - 1} style='{style}'>{_inside(look, noted)}</div>")
            at += lasts + rng.choice((0, 15, 60, 120, 180, 240))
    timed = [noted for noted in entries if noted.lasts]
    if count > 1 and timed and rng.random() < 0.25:
        noted = rng.choice(timed)
        x, y = left + wide * ((noted.day - start).days + 0.6) % (right - left - 320), top + rng.randrange(40, 400)
        parts.append(f"<div class='abs card' style='left:{x}px;top:{y}px'>{_card(look, noted)}</div>")
    return "".join(parts), entries


def _card(look: Look, noted: Noted) -> str:
    day, ends = noted.day, look.clock(noted.begins + noted.lasts)
    month = look.month(day.month)
    dated = (
        f"{look.weekday(day)}, {month} {day.day}"
        if look.is_twelve
        else f"{look.weekday(day)} {day.day}. {month}"
        if look.is_german
        else f"{look.weekday(day)} {day.day} {month}"
    )
    joined = look.rng.choice((", ", "</div><div>"))
    return f"<b>{escape(noted.title)}</b><div>{dated}{joined}{look.clock(noted.begins)} – {ends}</div><p>Where: {noted.place or 'Annex'}</p><p>Edit &nbsp; &nbsp; &nbsp; Delete</p>"


def _inside(look: Look, noted: Noted) -> str:
    title, begins, ends = (
        f"<b>{escape(noted.title)}</b>",
        look.clock(noted.begins),
        look.clock(noted.begins + noted.lasts),
    )
    place = f"<div>{escape(noted.place)}</div>" if noted.place else ""
    return {
        "none": f"<div>{title}</div>{place}",
        "before": f"<div>{begins} {title}</div>{place}",
        "above": f"<div>{begins}</div><div>{title}</div>{place}",
        "below": f"<div>{title}</div><div>{begins}</div>{place}",
        "range": f"<div>{title}</div><div>{begins} – {ends}</div>{place}",
    }[look.told]


def _span(look: Look, days: list[date]) -> str:
    first, last = days[0], days[-1]
    if look.rng.random() < 0.5:
        return (
            f"{look.month(first.month)} {first.year}"
            if first.month == last.month
            else f"{look.month(first.month)[:3]} – {look.month(last.month)[:3]} {last.year}"
        )
    return f"{first.day} {look.month(first.month)} – {last.day} {look.month(last.month)} {last.year}"


def _aside(look: Look, start: date) -> str:
    """Return a small month beside the calendar, with the calendars that are shown."""
    rows = "".join(
        "<div>"
        + "".join(f"<span style='display:inline-block;width:24px'>{min(31, 7 * w + d + 1)}</span>" for d in range(7))
        + "</div>"
        for w in range(4)
    )
    return f"<div class=abs style='left:14px;top:150px;width:180px;font-size:11px'><b>{look.month(start.month)} {start.year}</b>{rows}<p>My calendars<br>Work<br>Family</p></div>"


def _month(look: Look, first: date) -> tuple[str, list[Noted]]:
    rng = look.rng
    monday = first - timedelta(days=first.weekday() if look.monday else (first.weekday() + 1) % 7)
    weeks = 6 if (first.replace(day=28) - monday).days + 3 > 35 else 5
    wide, tall, top = (WIDTH - 20) / 7, (HEIGHT - 100) / weeks, 92
    parts, entries = [bar(look, f"{look.month(first.month)} {first.year}", "month")], list[Noted]()
    for n in range(7):
        parts.append(
            f"<div class='abs head' style='left:{10 + n * wide}px;width:{wide}px;top:64px'>{look.weekday(monday + timedelta(days=n), 3)}</div>"
        )
    titles = rng.sample(_TITLES, len(_TITLES))
    for n in range(7 * weeks):
        day, chips = monday + timedelta(days=n), ""
        if rng.random() < 0.45 and titles:
            for at in sorted(rng.sample(range(8 * 60, 19 * 60, 30), rng.choice((1, 1, 2)))):
                noted = (
                    Noted(day, titles.pop() if titles else "Errand", at, 60)
                    if rng.random() < 0.8
                    else Noted(day, rng.choice(_DAYLONG), 0, 0)
                )
                entries.append(noted)
                said = (
                    f"{look.clock(at)} {escape(noted.title)}"
                    if noted.lasts and look.told != "none"
                    else escape(noted.title)
                )
                chips += f"<div class=chip data-e={len(entries) - 1} style='--c:{rng.choice(_COLOURS)}'>{said}</div>"
        number = f"<div style='text-align:{('left', 'right', 'center')[look.head % 3]}'>{day.day}</div>"
        parts.append(
            f"<div class=cell style='left:{10 + n % 7 * wide}px;top:{top + n // 7 * tall}px;width:{wide}px;height:{tall}px'>{number}{chips}</div>"
        )
    return "".join(parts), entries


def _agenda(look: Look, first: date) -> tuple[str, list[Noted]]:
    rng = look.rng
    titles, parts, entries = rng.sample(_TITLES, len(_TITLES)), [bar(look, "Schedule", "list")], list[Noted]()
    day = first
    for _ in range(7):
        month = look.month(day.month)
        heads = (f"{look.weekday(day)}, {day.day}. {month} {day.year}", f"{look.weekday(day)} {day.day}. {month}") if look.is_german else (
            f"{look.weekday(day)} {day.day} {month}", f"{look.weekday(day)}, {month} {day.day}", f"{look.weekday(day, 3)} {day.day} {month[:3]}",
            f"{look.weekday(day)}, {month} {day.day}, {day.year}")  # fmt: skip
        parts.append(f"<div class=day>{heads[look.head % len(heads)]}</div>")
        for at in sorted(rng.sample(range(8 * 60, 19 * 60, 30), rng.choice((1, 2, 3)))):
            if not titles:
                break
            noted = Noted(day, titles.pop(), at, 60, rng.choice(_PLACES) if rng.random() < 0.6 else "")
            if rng.random() < 0.15:
                noted = Noted(day, rng.choice(_DAYLONG), 0, 0)
            entries.append(noted)
            told = look.clock(at) + (f" – {look.clock(at + 60)}" if look.told == "range" else "")
            said = told if noted.lasts else ("Ganztägig" if look.is_german else "All day")
            parts.append(
                f"<div class=row data-e={len(entries) - 1}><span class=t>{said}</span><span class=n>{escape(noted.title)}</span><span>{noted.place}</span></div>"
            )
        day += timedelta(days=rng.choice((1, 1, 2, 3)))
    return "".join(parts), entries
