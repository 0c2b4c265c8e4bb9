"""Sites for travelling: a ferry's bookings, a bus timetable, a map with a route, the weather."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

from benchmarks.afield.facts import say
from benchmarks.afield.pages import buttons, paper, table, tick
from benchmarks.worlds.look import Site


def _sea(site: Site, step: str, body: str) -> str:
    steps = "".join(
        f'<span style="padding:4px 0;border-bottom:3px solid {site.accent if s == step else "transparent"};margin-right:28px">{s}</span>'
        for s in ("Sailings", "Extras", "My booking")
    )
    head = f'<div style="background:{site.panel};border-bottom:1px solid {site.line};padding:14px 48px;display:flex;align-items:center"><b style="font-size:22px;color:{site.accent};margin-right:60px">sealark ferries</b>{steps}<span style="margin-left:auto;color:{site.faint}">Port Ansell · Gull Island</span></div>'
    return paper(
        site,
        f'{head}<div style="padding:22px 48px">{body}<div style="margin-top:34px;border-top:1px solid {site.line};padding-top:14px;color:{site.faint}"><b>Good to know</b><br>Dogs travel on the car deck or on a lead outside. Gas bottles must be shut.<br>Questions? Ring 08 5550 2900, every day from 06:00 to 20:00.</div></div>',
        15,
    )


def sailings(site: Site) -> str:
    """Three departures of one day."""
    rows = [
        tuple(f"{{dep{n}{part}}}" if part != "-" else way for part in ("", "-", "_ship", "_price", "_left"))
        for n, way in ((1, "45 min"), (2, "45 min"), (3, "50 min"))
    ]
    listed = table(site, ("Departs", "Crossing", "Ship", "Van, one way", "Places"), rows, "padding:13px 26px")
    return _sea(site, "Sailings", f'<h2 style="margin:0 0 4px">Thursday 12 November 2026</h2><p style="color:{site.faint};margin:0 0 18px">Port Ansell to Gull Island · 1 van, 2 people</p>{listed}<div style="margin-top:20px">{buttons(site, "sea", ("Choose return", "Earlier day", "Later day"), 20)}</div>')  # fmt: skip


def extras(site: Site) -> str:
    """What one may add to a crossing, some of it ticked."""
    ticked = {"tick_flex", "tick_cabin"}
    ticks = "".join(tick(k, on=k in ticked) for k in ("tick_flex", "tick_cabin", "tick_crane", "tick_news"))
    rows = [("Vehicle", "{ferry_vehicle}"), ("Number plate", "{ferry_plate}"), ("Driver", "Ottilie Varga"), ("Passenger", "Benedikt Oyelaran")]  # fmt: skip
    return _sea(site, "Extras", f'<h2 style="margin:0 0 14px">Who and what travels</h2>{table(site, ("Item", "Entered"), rows)}<div style="margin:20px 0">{ticks}</div>{buttons(site, "sea", ("Pay now", "Back", "Save for later"), 20)}')  # fmt: skip


def booking(site: Site, state: str, out: str, *, why: bool = False) -> str:
    """A booking; `state` and `out` are names of facts."""
    rows = [
        ("Booking code", "{ferry_code}"), ("Status", f"{{{state}}}"), ("Outward", f"{{{out}}}"), ("Return", "{ferry_back}"),
        ("Vehicle", "{ferry_vehicle}, {ferry_plate}"), ("Paid", "{ferry_total}"),
    ]  # fmt: skip
    note = f'<div style="border-left:5px solid #f9a825;background:{site.panel};padding:10px 18px;margin-bottom:18px;width:640px">Your outward crossing was moved because of an {{ferry_why}}. Queue in {{ferry_lane}}.</div>'
    return _sea(site, "My booking", say(f'<h2 style="margin:0 0 14px">Your booking</h2>{note if why else ""}{table(site, ("", ""), rows)}<p>Be at the ramp 30 minutes before departure.</p>{buttons(site, "sea", ("Print ticket", "Change", "Cancel booking"), 20)}'))  # fmt: skip


def bus(site: Site) -> str:
    """A timetable of stops and times."""
    rows = [
        ("Port Ansell Wharf", "06:35", "09:05", "12:35", "16:50"), ("Wirrabilla Post Office", "07:12", "{bus_post}", "13:12", "{bus_last}"),
        ("Quarry Road", "07:28", "{bus_quarry}", "13:28", "17:43"), ("St Brannoc's Church", "07:37", "{bus_church}", "13:37", "17:52"),
        ("Kellerton Town Hall", "07:55", "10:25", "13:55", "18:10"),
    ]  # fmt: skip
    head = f'<div style="background:{site.accent};color:#fff;padding:10px 30px;font-size:20px"><b>Gulf Lines</b> &nbsp; Timetables &nbsp; Fares &nbsp; Lost property</div>'
    return paper(site, say(f'{head}<div style="padding:16px 30px"><h2 style="margin:0 0 2px">Route {{bus_number}} Port Ansell to Kellerton</h2><p style="margin:0 0 14px;color:{site.faint}">Monday to Friday, valid from 12 October 2026</p>{table(site, ("Stop", "Early", "Morning", "Midday", "Evening"), rows)}<p>No buses on public holidays. Bicycles travel free after 09:00.</p><p style="color:{site.faint}">Lost something? Our office at Port Ansell Wharf keeps it for three weeks.</p></div>'))  # fmt: skip


def route(site: Site) -> str:
    """A map with two ways to the same place."""
    roads = '<svg style="position:absolute;inset:0;width:100%;height:100%" viewBox="0 0 1100 760" preserveAspectRatio="xMidYMid slice"><rect width="1100" height="760" fill="#e8efe0"/><path d="M0 520C200 480 260 640 420 600S700 760 1100 640V760H0z" fill="#a5cfe8"/><path d="M380 90C520 160 480 330 640 380S900 420 1010 560" stroke="#1a73e8" stroke-width="8" fill="none"/><path d="M380 90C330 260 480 520 700 520S940 540 1010 560" stroke="#9db8d9" stroke-width="7" fill="none"/><path d="M0 200L1100 330M520 0L600 760" stroke="#fff" stroke-width="6"/></svg>'
    way = f"padding:14px 20px;border-bottom:1px solid {site.line}"
    card = f'<div style="position:absolute;left:18px;top:16px;width:330px;background:#fff;border-radius:10px;overflow:hidden;box-shadow:0 2px 8px rgba(0,0,0,.35)"><div style="{way}">From: Port Ansell, Sailmaker Lane<br>To: Wirrabilla, St Brannoc\'s Church</div><div style="{way};border-left:5px solid #1a73e8"><b>via Gorge Road</b><br>{{road_time}} &nbsp; {{road_km}}</div><div style="{way}"><b>via Coast Highway</b><br>{{coast_time}} &nbsp; {{coast_km}}</div><div style="{way};color:#b3261e">Roadworks: {{roadworks}}, one lane until Friday</div></div>'
    names = ((36.5, 1.5, "Port Ansell"), (94, 79, "Wirrabilla"), (12, 84, "Gulf of Ansell"), (58, 8, "Kellerton"))
    towns = "".join(
        f'<div style="position:absolute;left:{x}%;top:{y}%;font-weight:600;color:#3c4043">{n}</div>'
        for x, y, n in names
    )
    return paper(site, f'<div style="position:relative;height:100%">{roads}{towns}{say(card)}</div>')


def weather(site: Site) -> str:
    """The week's humidity and wind."""
    rows = [
        ("Tuesday 10", "24 °C", "{damp_tue}", "18 km/h", "Clear"), ("Wednesday 11", "{heat_wed}", "{damp_wed}", "22 km/h", "Hazy"),
        ("Thursday 12", "19 °C", "{damp_thu}", "{wind_thu}", "Showers"), ("Friday 13", "18 °C", "71 %", "33 km/h", "Rain"),
    ]  # fmt: skip
    listed = table(site, ("Day", "High", "Humidity", "Wind", "Sky"), rows, "padding:12px 24px")
    return paper(site, f'<div style="padding:24px 60px"><div style="font-size:22px;color:{site.accent};margin-bottom:16px">skyglass</div><h2 style="margin:0 0 16px">Wirrabilla, next four days</h2>{listed}<p style="color:{site.faint}">Updated every three hours</p></div>')  # fmt: skip
