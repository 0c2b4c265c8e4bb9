"""Pages of other sites: a map, a forum, a shop, a newspaper, huts to book and a calendar."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.scouting.parts import face, icon, paper
from benchmarks.upland.looks import COURIER, DAYBOOK, HEADGATE, HUTS, STILLWELL, TOPO
from benchmarks.upland.parts import box, dim, line, para, press, side, spans
from benchmarks.upland.web import Page

# Name, kind, how far, a note.
Spot = tuple[str, str, str, str]
# When, what, where, colour.
Meeting = tuple[str, str, str, str]
_BUSY = (
    (38, "Radar or bubbler for a muddy creek?"),
    (27, "Show your ugliest weir"),
    (19, "ADCP eats batteries in the cold"),
    (11, "Selling: cableway, 60 m, as new"),
    (6, "Salt dilution, how much salt?"),
)
_LAND = """<svg width="1300" height="1000" style="display:block"><rect width="1300" height="1000" fill="#dbe8cf"/>
<path d="M0 620 C250 560 320 700 560 640 S900 420 1300 470" fill="none" stroke="#8db8dd" stroke-width="20"/>
<path d="M180 0 C260 240 420 420 520 1000" fill="none" stroke="#f2b84b" stroke-width="7"/>
<path d="M520 640 C640 520 600 300 760 0" fill="none" stroke="#ffffff" stroke-width="6"/>
<ellipse cx="900" cy="230" rx="210" ry="120" fill="#c3d6b0"/>
<ellipse cx="300" cy="850" rx="180" ry="90" fill="#c3d6b0"/>
</svg>"""


def chart_of(query: str, spots: Sequence[Spot], names: Sequence[tuple[int, int, str]]) -> Page:
    """A map with what was searched for left of it; `names` are places on the map."""
    found = ""
    for name, kind, far, note in spots:
        found += box(
            "padding:11px 18px;border-bottom:1px solid var(--line)",
            f"<b>{name}</b>",
            box("", f"{kind} · {far}"),
            dim(note, 13),
        )
    pins = ""
    for right, down, name in names:
        dot = "width:11px;height:11px;border-radius:50%;background:#c1121f"
        pins += box(f"position:absolute;left:{right}px;top:{down}px;gap:6px;font-size:13px", box(dot, kind="dot"),
                    f"<b>{name}</b>", kind="line")  # fmt: skip
    find = line("margin:14px;padding:8px 14px;border:1px solid var(--line);border-radius:20px;gap:10px;"
                "background:var(--paper)", icon("search", 14), query)  # fmt: skip
    kinds = line("gap:8px;padding:0 16px 10px", press(("Directions", "Nearby", "Saved"), 14, 4))
    left = box("width:350px;flex:none;background:var(--panel);z-index:2;height:1000px", find, kinds, found)
    land = box("background:#dbe8cf", _LAND, pins, kind="fill")
    page = paper(TOPO, side("height:100%", left, land))
    return f"{query} - Topoloom", f"www.topoloom.org/search?q={query.replace(' ', '+')}", page


def thread(path: str, head: str, tags: Sequence[str], posts: Sequence[tuple[str, str, str, str]]) -> Page:
    """A talk in a forum: who, when, how many votes, what."""
    shown = ""
    for who, when, votes, what in posts:
        count = box("width:64px;flex:none;text-align:center", f'<b style="font-size:19px">{votes}</b>', "<br>",
                    dim("votes", 11))  # fmt: skip
        said = box("flex:1", what, line("gap:8px;margin-top:8px", face(who, 22), f"<b>{who}</b>", dim(when, 12)))
        shown += side(
            "background:var(--panel);padding:13px 16px 13px 0;margin-bottom:10px;max-width:900px", count, said
        )
    named = "".join(f'<span style="background:#d6e2f2;padding:2px 10px;margin-right:7px">{tag}</span>' for tag in tags)
    top = line("padding:11px 26px;gap:24px;border-bottom:4px solid var(--accent);background:var(--panel)",
               '<b style="font-size:17px">The Headgate</b>', spans(("Latest", "Categories", "Unanswered")))  # fmt: skip
    title = f'<h1 style="font-size:22px">{head}</h1>' + box("margin-bottom:12px", named)
    busy = ""
    for replies, topic in _BUSY:
        busy += side("padding:5px 0;gap:14px", box("width:34px;flex:none", f"<b>{replies}</b>"), topic)
    right = box("width:330px;flex:none;padding:14px 20px", "<b>Busy this week</b>", box("height:6px"), busy)
    page = paper(HEADGATE, top + side("", box("padding:14px 26px;flex:1", title, shown), right))
    return f"{head} - The Headgate forum", f"forum.headgate.org/t/{path}", page


def shop(path: str, head: str, body: str) -> Page:
    """A page of a shop for instruments."""
    brand = '<b style="font-size:20px;color:var(--accent)">STILLWELL</b> instruments'
    top = line("padding:12px 30px;gap:26px;background:var(--panel);border-bottom:1px solid var(--line)", box("", brand),
               spans(("Level", "Flow", "Rain", "Cables", "Clearance")), box("margin-left:auto", "Cart"))  # fmt: skip
    foot = box(
        "margin-top:22px;padding-top:10px;border-top:1px solid var(--line)",
        dim("Shops in Dunedin and Hamilton, open 8 to 5. Freight is free from $4,000. Call 0800 555 707."),
    )
    main = box("padding:16px 30px", f'<h1 style="font-size:24px">{head}</h1>', body, foot)
    return f"{head} | Stillwell Instruments", f"shop.stillwell-instruments.com/{path}", paper(STILLWELL, top + main)


def courier(path: str, head: str, by: str, *parts: str) -> Page:
    """An article of the paper of the valley."""
    top = box("background:#0f3d5c;color:#fff;padding:10px 40px;font-size:24px;font-weight:700", "The Basin Courier")
    kinds = line("gap:22px;padding:6px 40px;border-bottom:1px solid var(--line)", spans(("Valley", "Farm", "Sport")))
    body = box("padding:14px 40px;max-width:800px", f'<h1 style="font-size:31px">{head}</h1>', dim(by),
               box("margin-top:12px", para(*parts)))  # fmt: skip
    return f"{head} - The Basin Courier", f"www.basincourier.nz/{path}", paper(COURIER, top + kinds + body, 16)


def huts(path: str, head: str, body: str) -> Page:
    """A page where huts in the hills are booked."""
    top = line("padding:10px 24px;gap:22px;background:#3f5517;color:#fff", "<b>Tussock Huts</b>",
               spans(("Find a hut", "My nights", "Tracks")))  # fmt: skip
    main = box("padding:14px 24px", f'<h1 style="font-size:22px">{head}</h1>', body)
    return f"{head} – Tussock Huts", f"book.tussockhuts.org.nz/{path}", paper(HUTS, top + main)


def agenda(head: str, days: Sequence[tuple[str, Sequence[Meeting]]]) -> Page:
    """A calendar as a list: each day with what is on it."""
    shown = ""
    for day, meetings in days:
        rows = ""
        for when, what, where, tint in meetings:
            bar = box(f"width:5px;height:36px;background:{tint};flex:none", kind="dot")
            rows += line(
                "gap:14px;padding:5px 0",
                box("width:130px;flex:none", when),
                bar,
                box("", f"<b>{what}</b><br>", dim(where, 12)),
            )
        number, name = day.split(" ", 1)
        date = box("width:110px;flex:none", f'<b style="font-size:22px">{number}</b> ', dim(name))
        shown += side("padding:9px 0;border-bottom:1px solid var(--line)", date, box("", rows))
    views = line("gap:6px;margin-left:auto", press(("Day", "Month", "Agenda"), 14, 2))
    top = line("padding:11px 26px;gap:18px;border-bottom:1px solid var(--line)",
               '<b style="font-size:18px;color:var(--accent)">Daybook</b>', icon("back"), icon("on"), f"<b>{head}</b>",
               views)  # fmt: skip
    page = paper(DAYBOOK, top + box("padding:4px 30px", shown))
    return f"{head} – Daybook", f"app.daybook.io/agenda/{head.split(' ')[-1]}", page
