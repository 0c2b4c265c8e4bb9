"""Pages where names stand beside times and nobody wrote a post: what is told of these is false."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

import html
from collections.abc import Sequence

from benchmarks.threads.talk import Talk, ago, clock, face


def _minute(talk: Talk) -> str:
    return clock(talk.chance.randrange(480, 1200), twelve=talk.dark)


def _day(talk: Talk) -> str:
    return f"{talk.chance.randrange(1, 29)} {talk.chance.choice(('Jan', 'April', 'Sep'))} 2026"


def _sentence(talk: Talk) -> str:
    return html.escape(talk.sentence())


def _table(talk: Talk, title: str, head: str, rows: Sequence[tuple[str, ...]]) -> str:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    top = "".join(f"<th>{each}</th>" for each in head.split("|"))
    css = "table{border-collapse:collapse;margin:10px 28px} th,td{padding:6px 22px 6px 0;text-align:left;border-bottom:1px solid #8884}"
    return talk.page(f'<h2 style="margin:18px 28px 4px">{title}</h2><table><tr>{top}</tr>{cells}</table>', css)


def calendar(talk: Talk) -> str:
    """A week: appointments with a time below, or with who it is with."""
    columns = ""
    for day in ("Mon 9", "Tue 10", "Wed 11", "Thu 12", "Fri 13"):
        entries = "".join(
            f'<div style="background:#39f3;border-left:3px solid #39f;margin:8px 4px;padding:4px 8px;height:{talk.chance.choice((56, 80, 120))}px;overflow:hidden"><b>{talk.chance.choice((talk.people(1)[0], "Stand-up", "Dentist", "Review of the draft"))}</b><div>{_minute(talk)} – {_minute(talk)}</div><div>{talk.chance.choice(("Room Lavender, second floor", talk.people(1)[0], "Bring the signed form with you"))}</div></div>'
            for _ in range(talk.chance.randrange(2, 5))
        )
        columns += f'<div style="flex:1;border-left:1px solid #8883;min-width:0"><div style="text-align:center;padding:8px">{day}</div>{entries}</div>'
    return talk.page(
        f'<div style="padding:10px 20px"><b>Calendar</b> &nbsp; Today &nbsp; 9 – 13 March 2026</div><div class=f>{columns}</div>'
    )


def files(talk: Talk) -> str:
    """A list of shared files: name, who changed it, when."""
    rows = [
        (
            f"{talk.chance.choice(('Minutes', 'Plan', 'Offer', 'Scan'))} {number}.{talk.chance.choice(('docx', 'pdf', 'xlsx'))}",
            talk.people(1)[0],
            f"{_day(talk)}, {_minute(talk)}",
            f"{talk.chance.randrange(2, 900)} KB",
        )
        for number in range(14)
    ]
    return _table(talk, "Shared with me", "Name|Changed by|Changed|Size", rows)


def timetable(talk: Talk) -> str:
    """Departures: time, place, platform."""
    rows = [
        (
            _minute(talk),
            talk.chance.choice(("Leeds", "Kassel", "Lyon Part Dieu", "Utrecht")),
            f"Platform {talk.chance.randrange(1, 12)}",
            talk.chance.choice(("on time", "delayed by 10 minutes", "calls at all stations")),
        )
        for _ in range(15)
    ]
    return _table(talk, "Departures", "Time|To|Platform|Remarks", rows)


def rota(talk: Talk) -> str:
    """Names with times of coming and going."""
    rows = [
        (
            name,
            _minute(talk),
            _minute(talk),
            talk.chance.choice(("at the front desk all day long", "", "covers for the night shift")),
        )
        for name in talk.people(14)
    ]
    return _table(talk, "Attendance, Tuesday 10 March", "Name|In|Out|Remark", rows)


def log(talk: Talk) -> str:
    """A log of a server."""
    rows = "".join(
        f"<div>{clock(talk.chance.randrange(60, 1400))}:{talk.chance.randrange(10, 60)} {talk.chance.choice(('INFO', 'WARN', 'ERROR'))} {talk.chance.choice(('Worker', 'Scheduler', 'Gateway'))}: {_sentence(talk)}</div>"
        for _ in range(26)
    )
    return talk.page(f"<div style=\"font:13px/1.4 'DejaVu Sans Mono';padding:10px\">{rows}</div>")


def inbox(talk: Talk) -> str:
    """A list of mails in three rows each: who and when, the subject, how it begins."""
    rows = "".join(
        f'<div style="padding:8px 16px;border-bottom:1px solid #8883;width:400px"><div class=f style="justify-content:space-between"><b>{name}</b><span class=g style="font-size:.85em">{talk.chance.choice((_minute(talk), "Yesterday", "9 Mar"))}</span></div><div>{_sentence(talk)[:44]}</div><div class=g style="white-space:nowrap;overflow:hidden;text-overflow:ellipsis">{_sentence(talk)} {_sentence(talk)} {_sentence(talk)}</div></div>'
        for name in talk.people(9)
    )
    return talk.page(f'<div style="padding:10px 16px"><b>Inbox</b> &nbsp; Unread &nbsp; Sort by date</div>{rows}')


def chats(talk: Talk) -> str:
    """A list of chats alone, each with the beginning of its last message, as on a start page."""
    rows = "".join(
        f'<div class=f style="padding:8px 16px;width:420px">{face(talk, 44, 22)}<div style="flex:1;min-width:0"><div class=f style="justify-content:space-between"><span>{name}</span><span class=g style="font-size:.8em">{talk.chance.choice((_minute(talk), "Yesterday", "Mon"))}</span></div><div class=g style="white-space:nowrap;overflow:hidden;text-overflow:ellipsis">{_sentence(talk)} {_sentence(talk)}</div></div></div>'
        for name in talk.people(9)
    )
    return talk.page(f'<div style="padding:10px 16px"><b>Chats</b></div>{rows}')


def news(talk: Talk) -> str:
    """A newspaper's front: headlines with bylines, a name and when, and how the article begins."""
    cards = "".join(
        f'<div style="width:30%;margin:10px 1.5%"><div style="height:70px;background:hsl({talk.chance.randrange(360)} 30% 60%)"></div><h3 style="margin:8px 0 2px">{_sentence(talk)}</h3><div class=g style="font-size:.87em">{talk.chance.choice(("", "By "))}{name}{talk.chance.choice((" · ", ", ", " | "))}{talk.chance.choice((ago(talk.chance), _day(talk)))}</div><p style="margin:4px 0">{_sentence(talk)} {_sentence(talk)} {_sentence(talk)}</p></div>'
        for name in talk.people(6)
    )
    return talk.page(
        f'<h1 style="text-align:center;font-family:\'Liberation Serif\'">The Merrow Courier</h1><div class=f style="flex-wrap:wrap">{cards}</div>'
    )


def contacts(talk: Talk) -> str:
    """Cards of people: a name, what they do, how to reach them."""
    cards = "".join(
        f'<div class=f style="width:30%;margin:10px 1.5%;border:1px solid #8884;padding:12px">{face(talk, 48, 24)}<div><b>{name}</b><div>Head of the second department</div><div class=g>Room {talk.chance.randrange(100, 400)}, Mon {_minute(talk)}</div><div class=g>0491 570 {talk.chance.randrange(100, 999)}</div></div></div>'
        for name in talk.people(12)
    )
    return talk.page(f'<h2 style="margin:18px">People</h2><div class=f style="flex-wrap:wrap">{cards}</div>')


def videos(talk: Talk) -> str:
    """Search results of videos: a title, a channel, how often seen and when."""
    rows = "".join(
        f'<div class=f style="padding:8px 28px"><div data-ignore style="width:200px;height:84px;background:hsl({talk.chance.randrange(360)} 30% 45%);margin-right:14px"></div><div><div style="font-size:1.15em">{_sentence(talk)}</div><div class=g style="font-size:.87em">{talk.chance.randrange(2, 900)}K views · {ago(talk.chance)}</div><div class=g style="font-size:.87em">{name}</div><div class=g style="font-size:.87em">{_sentence(talk)} {_sentence(talk)}</div></div></div>'
        for name in talk.people(7)
    )
    return talk.page(f'<div style="padding:10px 28px"><b>Results</b></div>{rows}')


def commits(talk: Talk) -> str:
    """Commits or requests: a subject, and below it who made it and when."""
    rows = "".join(
        f'<div style="padding:8px 28px;border-bottom:1px solid #8883"><b>{_sentence(talk)[:60]}</b><div class=g style="font-size:.87em">{html.escape(name)} {talk.chance.choice(("committed", "authored", "opened"))} {ago(talk.chance)}</div></div>'
        for name in talk.people(6, handles=True) + talk.people(5)
    )
    return talk.page(f'<div style="padding:10px 28px"><b>Commits on Mar 9, 2026</b></div>{rows}')


def activity(talk: Talk) -> str:
    """What happened: `Name moved a card, 3 hours ago`, with a notice below each."""
    rows = "".join(
        f'<div class=f style="padding:8px 28px">{face(talk, 32, 16)}<div><div><b>{name}</b> {talk.chance.choice(("moved a card to Done", "changed the due date", "uploaded plan.pdf"))}</div><div class=g style="font-size:.87em">{ago(talk.chance)}</div></div></div>'
        for name in talk.people(10)
    )
    return talk.page(f'<h2 style="margin:14px 28px">Activity</h2>{rows}')


def tracks(talk: Talk) -> str:
    """Music: a title, who plays it below, how long it lasts."""
    rows = "".join(
        f'<div class=f style="padding:6px 28px;width:640px;justify-content:space-between"><div><div>{talk.chance.choice(("Northern Line", "Paper Boats", "Second Winter", "Low Tide"))} {number}</div><div class=g style="font-size:.87em">{name}</div></div><span class=g>{talk.chance.randrange(2, 7)}:{talk.chance.randrange(10, 60)}</span></div>'
        for number, name in enumerate(talk.people(12))
    )
    return talk.page(f'<div style="padding:14px 28px"><b>Playlist of the week</b></div>{rows}')
