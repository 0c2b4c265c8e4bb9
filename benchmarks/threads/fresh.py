"""Looks that were drawn after the rules were written, and pages that are none: what nobody had in mind."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

import html

from benchmarks.threads.talk import Message, Talk, ago, clock, face


def telegram(talk: Talk) -> str:
    """Telegram's window, a group: a picture beside the last bubble, a coloured name, the hour in the corner."""
    people, posts = (
        talk.people(4),
        '<div style="text-align:center"><span style="background:#8885;border-radius:10px;padding:2px 9px;font-size:.85em">March 9</span></div>',
    )
    colours = {each: f"hsl({talk.chance.randrange(360)} 55% {65 if talk.dark else 40}%)" for each in people}
    for each in talk.messages(11, people, own=True):
        said, ground = (
            clock(each.minute),
            ("#2b5278" if talk.dark else "#effdde") if each.own else ("#182533" if talk.dark else "#fff"),
        )
        head = (
            f'<div style="font-size:.93em">{talk.head(each, f"font-weight:600;color:{colours[each.author]}")}</div>'
            if each.heads and not each.own
            else ""
        )
        hour = f'<span class=g style="font-size:.78em;float:right;margin:5px 0 -3px 12px">{said}</span>'
        posts += f'<div class=f style="padding:0 14px;margin-top:{8 if each.heads else 2}px;justify-content:{"flex-end" if each.own else "flex-start"}"><div style="background:{ground};border-radius:12px;padding:5px 10px 7px;max-width:480px">{head}{talk.text(each, said=said, nameless=each.own, style="display:inline")}{hour}</div></div>'
    return talk.page(
        f'<div style="padding:8px 20px;font-weight:600">Garden project<div class=g style="font-weight:400;font-size:.85em">14 members</div></div><div data-clip style="height:calc(100vh - 60px);overflow:hidden;background:{"#0e1621" if talk.dark else "#c9dcc0"}">{posts}</div>'
    )


def zulip(talk: Talk) -> str:
    """Zulip: a bar with the topic, a name, the hour at the right end of its row; who goes on has only an hour."""
    posts = ""
    for each in talk.messages(9, talk.people(4)):
        said = clock(each.minute, twelve=True)
        head = f"<div>{talk.head(each, 'font-weight:700')}</div>" if each.heads else ""
        posts += f'<div class=f style="padding:{9 if each.heads else 2}px 20px 2px {20 if each.heads else 66}px">{face(talk, 36, 4) if each.heads else ""}<div style="flex:1">{head}{talk.text(each, said=said if each.heads else "")}</div><span class=g style="font-size:.8em">{said if each.heads else ""}</span></div>'
    return talk.page(
        f'<div data-clip style="max-width:820px;margin:0 auto"><div style="background:#8883;padding:5px 12px">design &gt; new icons</div>{posts}</div>'
    )


def facebook(talk: Talk) -> str:
    """Comments as Facebook has them: the name in the bubble over the text, below it `3 h  Like  Reply`."""
    posts = ""
    for each in talk.messages(6, talk.people(5), groups=False):
        said = f"{talk.chance.randrange(2, 23)} h"
        ground = "#3a3b3c" if talk.dark else "#f0f2f5"
        posts += f'<div class=f style="padding:6px 30px">{face(talk, 34, 17)}<div><div style="background:{ground};border-radius:16px;padding:7px 12px;max-width:560px"><div>{talk.head(each, "font-weight:600;font-size:.93em")}</div>{talk.text(each, said=said)}</div><div class=g style="font-size:.82em;padding:2px 12px">{said} &nbsp; Like &nbsp; Reply</div></div></div>'
    return talk.page(f'<h3 style="margin:14px 30px">Comments</h3><div data-clip>{posts}</div>')


def reddit(talk: Talk) -> str:
    """Reddit: `name • 3 hours ago` over the text, votes below, answers set in."""
    posts, depth = "", 0
    for each in talk.messages(7, talk.people(7, handles=True), groups=False):
        said, depth = ago(talk.chance), talk.chance.choice((0, depth, depth + 1))
        posts += f'<div style="padding:8px 30px 8px {30 + 34 * depth}px"><div class=f style="align-items:center">{face(talk, 26, 13)}<span>{talk.head(each, "font-weight:600")} <span class=g>• {said}</span></span></div><div style="padding-left:36px">{talk.text(each, said=said)}<div class=g style="font-size:.85em;margin-top:4px">▲ {talk.chance.randrange(2, 900)} ▼ &nbsp; Reply &nbsp; Share</div></div></div>'
    return talk.page(f'<h2 style="margin:14px 30px">Which bread keeps longest?</h2><div data-clip>{posts}</div>')


def skype(talk: Talk) -> str:
    """Skype: `Name, 15:15` in small letters over a bubble."""
    people, posts = talk.people(3), ""
    for each in talk.messages(9, people):
        said = clock(each.minute, twelve=talk.dark)
        head = (
            f'<div class=g style="font-size:.84em;margin:8px 0 2px">{talk.head(each)}, {said}</div>'
            if each.heads
            else ""
        )
        posts += f'<div style="padding:1px 26px">{head}<div style="background:#8883;border-radius:10px;padding:7px 12px;width:fit-content;max-width:620px">{talk.text(each, said=said if each.heads else "")}</div></div>'
    return talk.page(f'<div data-clip style="padding-top:10px">{posts}</div>')


def google_docs(talk: Talk) -> str:
    """Comments in the margin of a shared text: a picture, a name, and in the line below `3:15 PM Mar 3`."""
    cards = ""
    for each in talk.messages(5, talk.people(3), groups=False):
        said = f"{clock(each.minute, twelve=True)} {talk.chance.choice(('Today', 'Yesterday', 'Mar 3', 'Nov 21'))}"
        cards += f'<div style="border:1px solid #8885;border-radius:8px;padding:11px;margin-bottom:12px"><div class=f>{face(talk, 34, 17)}<div style="line-height:1.3"><div>{talk.head(each, "font-weight:600")}</div><div class=g style="font-size:.84em">{said}</div></div></div><div style="margin-top:8px">{talk.text(each, said=said)}</div></div>'
    text = "".join(f"<p>{html.escape(' '.join(talk.sentence() for _ in range(7)))}</p>" for _ in range(6))
    return talk.page(
        f'<div class=f style="padding:24px;gap:40px"><div style="flex:1;padding:0 50px">{text}</div><div data-clip style="width:300px;flex:none">{cards}</div></div>'
    )


def youtube(talk: Talk) -> str:
    """Comments under a video: `@handle 3 weeks ago`, thumbs below, `4 replies`."""
    posts = ""
    for each in talk.messages(6, talk.people(6, handles=True), groups=False):
        said = ago(talk.chance)
        handle = Message(f"@{each.author}", each.body, each.minute, True)
        posts += f'<div class=f style="padding:9px 30px">{face(talk, 40, 20)}<div><div>{talk.head(handle, "font-weight:500;font-size:.93em")} <span class=g style="font-size:.86em">{said}</span></div>{talk.text(handle, said=said)}<div class=g style="font-size:.86em;margin-top:5px">{talk.chance.randrange(2, 99)} &nbsp; Reply</div>{"<div style=color:#3ea6ff;font-size:.9em>4 replies</div>" if talk.chance.random() < 0.3 else ""}</div></div>'
    return talk.page(
        f'<h3 style="margin:12px 30px">{talk.chance.randrange(20, 900)} Comments</h3><div data-clip style="max-width:900px">{posts}</div>'
    )


def devops(talk: Talk) -> str:
    """A discussion in a work item: the name and `commented Mar 3` in a head with a ground of its own."""
    posts = ""
    for each in talk.messages(5, talk.people(4), groups=False):
        said = f"{talk.date()} {clock(each.minute)}"
        posts += f'<div class=f style="padding:9px 26px">{face(talk, 32, 16)}<div style="flex:1;border:1px solid #8884"><div style="background:#8882;padding:5px 10px">{talk.head(each, "font-weight:600")} <span class=g>commented {said}</span></div><div style="padding:8px 10px">{talk.text(each, said=said)}</div></div></div>'
    return talk.page(
        f'<h3 style="margin:14px 26px">Discussion</h3><div data-clip style="max-width:800px">{posts}</div>'
    )


def calls(talk: Talk) -> str:
    """A list of calls: who, which way, when."""
    rows = "".join(
        f'<div class=f style="padding:8px 24px;width:460px">{face(talk, 38, 19)}<div style="flex:1"><div>{each}</div><div class=g>{talk.chance.choice(("Missed voice call", "Outgoing call, 4 minutes", "Incoming video call"))}</div></div><span class=g>{clock(talk.chance.randrange(480, 1200), twelve=talk.dark)}</span></div>'
        for each in talk.people(10)
    )
    return talk.page(f'<h3 style="margin:14px 24px">Calls</h3>{rows}')


def notices(talk: Talk) -> str:
    """Notices of a program: its name and when, a headline, a line."""
    rows = "".join(
        f'<div style="padding:10px 20px;width:420px;border-bottom:1px solid #8883"><div class=f style="justify-content:space-between"><b>{each}</b><span class=g>{clock(600 - 7 * number)}</span></div><div>{html.escape(talk.sentence())}</div></div>'
        for number, each in enumerate(("Calendar", "Photos", "Backup", "Weather", "Store", "Bank App", "Updater"))
    )
    return talk.page(f'<h3 style="margin:14px 20px">Notifications</h3>{rows}')


def versions(talk: Talk) -> str:
    """Versions of a file: when, by whom, what was done."""
    rows = "".join(
        f'<div style="padding:8px 24px;width:380px"><b>{talk.date()}, {clock(600 + 9 * number)}</b><div>{each}</div><div class=g>{talk.chance.choice(("Restored an older version", "Renamed the file", "Current version of the file"))}</div></div>'
        for number, each in enumerate(talk.people(9))
    )
    return talk.page(f'<h3 style="margin:14px 24px">Version history</h3>{rows}')


def slots(talk: Talk) -> str:
    """A rota of appointments: the hour, a name, what for, in cards."""
    rows = "".join(
        f'<div class=f style="padding:9px 24px;border-bottom:1px solid #8883"><span style="width:90px">{clock(480 + 20 * number, twelve=talk.dark)}</span><div><div><b>{each}</b></div><div class=g>{talk.chance.choice(("First visit, brings the letter", "Check of the left knee", "Wants a new certificate"))}</div></div></div>'
        for number, each in enumerate(talk.people(10))
    )
    return talk.page(f'<h3 style="margin:14px 24px">Tuesday 10 March</h3>{rows}')


def tasks(talk: Talk) -> str:
    """Cards of tasks: what, who has it, until when."""
    cards = "".join(
        f'<div style="width:29%;margin:10px 1.5%;border:1px solid #8884;padding:11px"><b>{html.escape(talk.sentence())[:50]}</b><div>{each} · {talk.date()}</div><div class=g>{html.escape(talk.sentence())}</div></div>'
        for each in talk.people(9)
    )
    return talk.page(f'<h3 style="margin:14px 24px">Sprint 31</h3><div class=f style="flex-wrap:wrap">{cards}</div>')


def results(talk: Talk) -> str:
    """Results of a search: a page's title, its site and date, how it goes on."""
    rows = "".join(
        f'<div style="padding:9px 30px;width:720px"><div class=g style="font-size:.87em">example.org / wiki / page{number}</div><div style="font-size:1.25em;color:#4a7fd6">{html.escape(talk.sentence())[:44]}</div><div><span class=g>{talk.date()} — </span>{html.escape(talk.sentence())} {html.escape(talk.sentence())} ...</div></div>'
        for number in range(7)
    )
    return talk.page(f'<div style="padding:12px 30px"><b>Search</b></div>{rows}')
