"""How a drawn calendar looks: its language, its clock, how it heads days, and its style sheet."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

WIDTH, HEIGHT = 1440, 900
_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GERMAN = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONATE = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
_FONTS = ("DejaVu Sans", "Liberation Sans", "Noto Sans", "Ubuntu", "Open Sans", "Roboto")


@dataclass
class Look:
    """What one calendar has throughout; `told` says where an entry tells its time."""

    rng: Random
    is_german: bool
    is_twelve: bool
    is_centred: bool
    head: int
    told: str
    size: int
    monday: bool

    def weekday(self, day: date, letters: int = 0) -> str:
        """Return the name of a weekday, short where letters are counted."""
        name = (_GERMAN if self.is_german else _ENGLISH)[day.weekday()]
        return name[: (2 if self.is_german else 3)] if letters else name

    def month(self, number: int) -> str:
        """Return the name of a month."""
        return (_MONATE if self.is_german else _MONTHS)[number - 1]

    def clock(self, minute: int) -> str:
        """Return a minute of the day as this calendar prints it."""
        hour, rest = divmod(minute, 60)
        if self.is_twelve:
            half = "AM" if hour < 12 else "PM"
            return f"{hour % 12 or 12}:{rest:02} {half}" if rest else f"{hour % 12 or 12} {half}"
        return f"{hour:02}:{rest:02}"

    def headed(self, day: date) -> str:
        """Return the head of a day, as HTML."""
        short, number = self.weekday(day, 3), day.day
        ways = (
            f"{short} {number}",
            f"<div>{short.upper()}</div><div style='font-size:1.6em'>{number}</div>",
            f"{number} {short}",
            f"{short}, {number}. {self.month(day.month)[:3]}"
            if self.is_german
            else f"{short}, {self.month(day.month)[:3]} {number}",
            f"{self.weekday(day)} {number}",
            f"{short} {number}.{day.month}." if self.is_german else f"{short} {day.month}/{number}",
        )
        return ways[self.head]


def sheet(look: Look, dark: bool) -> str:
    """Return the style sheet of a calendar."""
    paper, ink, line = ("#1f1f23", "#e4e4e8", "#43434a") if dark else ("#ffffff", "#222", "#d9d9de")
    solid = look.rng.random() < 0.5
    entry = (
        "color:#fff;background:var(--c)"
        if solid
        else f"background:color-mix(in srgb,var(--c) 15%,{paper});border-left:3px solid var(--c)"
    )
    return f"""
*{{box-sizing:border-box}} body{{margin:0;background:{paper};color:{ink};font:{look.size}px/1.35 '{look.rng.choice(_FONTS)}',sans-serif;position:relative;width:{WIDTH}px;height:{HEIGHT}px;overflow:hidden}}
.bar{{display:flex;gap:24px;align-items:center;padding:12px 20px;height:56px}} .bar b{{font-size:20px;font-weight:600}}
.abs{{position:absolute}} .card{{width:300px;padding:14px 18px;background:{paper};border:1px solid {line};box-shadow:0 3px 12px #0006;z-index:9}} .card b{{font-size:17px}}
.head{{text-align:{"center" if look.is_centred else "left"};padding:2px 6px}}
.entry{{position:absolute;overflow:hidden;border-radius:3px;padding:1px 5px;{entry}}} .rule{{position:absolute;background:{line}}}
.cell{{position:absolute;border:1px solid {line};padding:3px 6px;overflow:hidden}} .chip{{border-radius:3px;padding:0 4px;margin-top:2px;white-space:nowrap;overflow:hidden;{entry}}}
.day{{margin:14px 40px 4px;font-weight:700}} .row{{display:flex;margin:5px 40px}} .row .t{{width:150px}} .row .n{{width:280px}}
"""


def bar(look: Look, said: str, view: str) -> str:
    """Return what stands over a calendar, as HTML."""
    return f"<div class=bar><b>{look.rng.choice(('Calendar', 'Planner', 'Agenda'))}</b><span>Today</span><b>{said}</b><span style='margin-left:auto'>{view.title()}</span></div>"
