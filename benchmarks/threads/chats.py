"""Chats as programs show them: each function draws one look, from what is known of the program, in HTML of its own."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

import html

from benchmarks.threads.talk import EMOJI, ROOMS, Message, Talk, clock, face


def _side(width: int, ground: str, entries: list[str]) -> str:
    rows = "".join(f'<div style="padding:5px 14px;white-space:nowrap;overflow:hidden">{each}</div>' for each in entries)
    return f'<div style="width:{width}px;flex:none;background:{ground};padding-top:12px;height:100vh">{rows}</div>'


def _rooms(talk: Talk) -> list[str]:
    return [f"# {each}" for each in talk.chance.sample(ROOMS, 6)] + talk.people(4)


def _frame(talk: Talk, side: str, title: str, posts: str, box: str) -> str:
    line = "#3a3d42" if talk.dark else "#ddd"
    return talk.page(
        f'<div class=f>{side}<div style="flex:1;min-width:0;display:flex;flex-direction:column;height:100vh">'
        f'<div style="padding:10px 18px;border-bottom:1px solid {line};font-weight:700;font-size:1.15em">{title}</div>'
        f'<div data-clip style="flex:1;min-height:0;overflow:hidden;display:flex;flex-direction:column;justify-content:flex-end"><div>{posts}</div></div>'
        f'<div style="margin:8px 18px 14px;border:1px solid {line};border-radius:8px;padding:10px 12px" class=g>{box}</div></div></div>'
    )


def _rule(talk: Talk, text: str) -> str:
    line = "#3a3d42" if talk.dark else "#ddd"
    return f'<div class=f style="align-items:center;margin:10px 18px"><div style="flex:1;height:1px;background:{line}"></div><span style="border:1px solid {line};border-radius:14px;padding:2px 12px;font-size:.87em;font-weight:700">{text}</span><div style="flex:1;height:1px;background:{line}"></div></div>'


def slack(talk: Talk) -> str:
    """Slack: a square picture, bold name, 12-hour clock; who goes on writing has no head; replies and reactions below."""
    people, posts = talk.people(4), ""
    for number, each in enumerate(talk.messages(9, people)):
        said = clock(each.minute, twelve=True)
        if number == 4:
            posts += _rule(talk, "Today")
        below = ""
        if talk.chance.random() < 0.2:
            below += f'<div style="margin-top:4px"><span style="border:1px solid #8884;border-radius:12px;padding:1px 8px">{EMOJI} {talk.chance.randrange(1, 6)}</span></div>'
        if talk.chance.random() < 0.15:
            below += '<div style="font-size:.87em;color:#1d9bd1;margin-top:4px"><b>2 replies</b> <span class=g>Last reply today at 4:12 PM</span></div>'
        if each.heads:
            app = (
                '<span style="font-size:.66em;background:#8884;border-radius:2px;padding:1px 3px;margin:0 4px">APP</span>'
                if talk.chance.random() < 0.1
                else ""
            )
            head = f'<div style="line-height:1.4">{talk.head(each, "font-weight:900")} {app}<span class=g style="font-size:.8em;margin-left:4px">{said}</span></div>'
            posts += f'<div class=f style="padding:8px 18px 4px">{face(talk)}<div style="min-width:0">{head}{talk.text(each, said=said)}{below}</div></div>'
        else:
            posts += f'<div style="padding:4px 18px 4px 64px">{talk.text(each)}{below}</div>'
    side = _side(
        220,
        "#3f0e40" if not talk.dark else "#19171d",
        [f'<span style="color:#cfc3cf">{each}</span>' for each in _rooms(talk)],
    )
    return _frame(talk, side, f"# {talk.chance.choice(ROOMS)}", posts, "Message the channel")


def discord(talk: Talk) -> str:
    """Discord: `Today at 3:15 PM` beside the name; what is answered is quoted above in small letters."""
    talk.dark = True
    people, posts = talk.people(2) + talk.people(2, handles=True), ""
    colours = {each: f"hsl({talk.chance.randrange(360)} 60% 65%)" for each in people}
    for each in talk.messages(9, people):
        said = talk.chance.choice(("Today at ", "Yesterday at ", "")) + clock(each.minute, twelve=True)
        if not each.heads:
            posts += f'<div style="padding:2px 18px 2px 72px">{talk.text(each)}</div>'
            continue
        quoted = ""
        if talk.chance.random() < 0.25:
            other = talk.chance.choice(people)
            quoted = f'<div class=g style="padding:0 18px 0 72px;font-size:.87em;white-space:nowrap;overflow:hidden"><b style="color:{colours[other]}">@{other}</b> {html.escape(talk.sentence())}</div>'
        head = f'{talk.head(each, f"font-weight:600;color:{colours[each.author]}")}<span class=g style="font-size:.75em;margin-left:8px">{said}</span>'
        posts += f'<div style="margin-top:14px">{quoted}<div class=f style="padding:0 18px">{face(talk, 40, 20)}<div style="margin-left:4px;min-width:0"><div>{head}</div>{talk.text(each, said=said)}</div></div></div>'
    side = _side(240, "#2b2d31", [f"<span class=g>{each}</span>" for each in _rooms(talk)])
    return _frame(talk, side, f"# {talk.chance.choice(ROOMS)}", posts, "Message #general")


def _chat_list(talk: Talk, width: int) -> str:
    rows = []
    for name in (*talk.people(5), *talk.chance.sample(ROOMS, 3)):
        when = talk.chance.choice((clock(talk.chance.randrange(480, 1200)), "Yesterday", "Monday", "12/03/2026"))
        rows.append(
            f'<div class=f style="padding:4px 0">{face(talk, 42, 21)}<div style="flex:1;min-width:0"><div class=f style="justify-content:space-between"><span>{name}</span><span class=g style="font-size:.75em">{when}</span></div>'
            f'<div class=g style="font-size:.9em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap">{html.escape(talk.sentence())}</div></div></div>'
        )
    return _side(width, "#111b21" if talk.dark else "#ffffff", rows)


def whatsapp(talk: Talk) -> str:
    """WhatsApp Web, a group: bubbles, the name in colour in the first one, the time inside; own ones right."""
    people, posts = talk.people(4), _pill("TODAY")
    colours = {each: f"hsl({talk.chance.randrange(360)} 60% {65 if talk.dark else 38}%)" for each in people}
    for number, each in enumerate(talk.messages(10, people, own=True)):
        said = clock(each.minute)
        ground = ("#005c4b" if talk.dark else "#d9fdd3") if each.own else ("#202c33" if talk.dark else "#ffffff")
        head = (
            f'<div style="font-size:.9em">{talk.head(each, f"font-weight:500;color:{colours[each.author]}")}</div>'
            if each.heads and not each.own
            else ""
        )
        if number == 5:
            posts += _pill("3 UNREAD MESSAGES")
        ticks = " ✓✓" if each.own else ""
        inner = f'{talk.text(each, said=said, nameless=each.own, style="display:inline")}<span class=g style="font-size:.75em;float:right;margin:6px 0 -4px 10px">{said}{ticks}</span>'
        posts += f'<div class=f style="padding:0 6%;margin-top:{10 if each.heads else 3}px;justify-content:{"flex-end" if each.own else "flex-start"}"><div style="background:{ground};border-radius:8px;padding:6px 9px 8px;max-width:65%">{head}{inner}</div></div>'
    return _frame(
        talk,
        _chat_list(talk, 330),
        talk.chance.choice(ROOMS),
        f'<div style="background:{"#0b141a" if talk.dark else "#efeae2"}">{posts}</div>',
        "Type a message",
    )


def _pill(text: str) -> str:
    return f'<div style="text-align:center;margin:8px"><span style="background:#8882;border-radius:8px;padding:4px 12px;font-size:.8em">{text}</span></div>'


def signal(talk: Talk) -> str:
    """Signal, a group: the name inside the bubble, the time at its foot in small letters; own ones blue and right."""
    people, posts = talk.people(4), _pill("Today")
    for each in talk.messages(9, people, own=True):
        said = talk.chance.choice(
            (clock(each.minute), clock(each.minute, twelve=True), f"{talk.chance.randrange(2, 50)}m")
        )
        ground, ink = ("#2c6bed", "#fff") if each.own else (("#3b3b3b", "#fff") if talk.dark else ("#e9e9e9", "#111"))
        head = (
            f'<div style="font-size:.9em">{talk.head(each, "font-weight:700")}</div>'
            if each.heads and not each.own
            else ""
        )
        foot = f'<div style="font-size:.78em;opacity:.75;text-align:right">{said}</div>'
        bubble = f'<div style="background:{ground};color:{ink};border-radius:18px;padding:7px 12px;max-width:60%">{head}{talk.text(each, said=said, nameless=each.own)}{foot}</div>'
        posts += f'<div class=f style="padding:0 24px;margin-top:{12 if each.heads else 2}px;justify-content:{"flex-end" if each.own else "flex-start"}">{"" if each.own else face(talk, 28, 14)}{bubble}</div>'
    return _frame(talk, _chat_list(talk, 300), talk.chance.choice(ROOMS), posts, "Message")


def teams(talk: Talk) -> str:
    """Teams: the name and the time in one line above a box, own ones right without a name; `Edited`."""
    people, posts, blank = talk.people(4), "", '<div style="width:42px"></div>'
    for each in talk.messages(8, people, own=True):
        said = talk.chance.choice(("", "Yesterday ", "Mon ", "12/03 ")) + clock(each.minute, twelve=talk.size > 14)
        edited = " &nbsp; Edited" if talk.chance.random() < 0.15 else ""
        ground = ("#2f2f4a" if talk.dark else "#e8ebfa") if each.own else ("#292929" if talk.dark else "#f5f5f5")
        name = "" if each.own else f"{talk.head(each)} &nbsp; " if each.heads else ""
        head = f'<div class=g style="font-size:.85em;margin-bottom:2px">{name}{said if each.heads else ""}{edited if each.heads else ""}</div>'
        text = talk.text(each, said=said if each.heads else "", nameless=each.own)
        box = f'<div style="background:{ground};border-radius:6px;padding:8px 14px">{text}</div>'
        posts += f'<div class=f style="padding:0 30px;margin-top:{14 if each.heads else 3}px;justify-content:{"flex-end" if each.own else "flex-start"}">{"" if each.own else face(talk, 32, 16) if each.heads else blank}<div style="max-width:65%">{head if each.heads else ""}{box}</div></div>'
    return _frame(talk, _chat_list(talk, 280), talk.chance.choice(ROOMS), posts, "Type a message")


def mattermost(talk: Talk) -> str:
    """Mattermost: as Slack, with the day set in the middle of a line, `(edited)`, and replies told above a post."""
    people, posts = [*talk.people(2), *talk.people(2, handles=True)], _rule(talk, "Yesterday")
    for each in talk.messages(9, people):
        said = clock(each.minute, twelve=talk.dark)
        edited = ' <span class=g style="font-size:.8em">Edited</span>' if talk.chance.random() < 0.12 else ""
        if each.heads:
            head = f'{talk.head(each, "font-weight:600")} <span class=g style="font-size:.86em;margin-left:5px">{said}</span>'
            above = (
                f'<div class=g style="font-size:.9em">Commented on {html.escape(talk.chance.choice(people))}\'s message: {html.escape(talk.sentence())}</div>'
                if talk.chance.random() < 0.15
                else ""
            )
            posts += f'<div class=f style="padding:8px 24px 2px">{face(talk, 32, 16)}<div style="min-width:0"><div>{head}</div>{above}{talk.text(each, said=said)}{edited}</div></div>'
        else:
            posts += f'<div style="padding:2px 24px 2px 66px">{talk.text(each)}{edited}</div>'
    return _frame(
        talk,
        _side(230, "#1e325c", [f'<span style="color:#ccd">{each}</span>' for each in _rooms(talk)]),
        talk.chance.choice(ROOMS),
        posts,
        "Write to the channel",
    )


def google_chat(talk: Talk) -> str:
    """Google Chat, a space: `Name  10:42 AM` or `Name, Yesterday 10:42 AM`; posts of one row."""
    people, posts = talk.people(4), ""
    for each in talk.messages(9, people):
        said = talk.chance.choice(("", "", "Yesterday ", "Thu ", "Nov 14, ")) + clock(each.minute, twelve=True)
        if not each.heads:
            posts += f'<div style="padding:3px 22px 3px 66px">{talk.text(each)}</div>'
            continue
        head = (
            f'{talk.head(each, "font-weight:500")} <span class=g style="font-size:.82em;margin-left:6px">{said}</span>'
        )
        posts += f'<div class=f style="padding:10px 22px 3px">{face(talk, 34, 17)}<div><div>{head}</div>{talk.text(each, said=said)}</div></div>'
    return _frame(talk, _side(240, "#8881", _rooms(talk)), talk.chance.choice(ROOMS), posts, "History is on")


def messenger(talk: Talk) -> str:
    """Messenger, a group: names small over bubbles, a time only between, in the middle."""
    people, posts = (
        talk.people(4),
        f'<div class=g style="text-align:center;font-size:.8em;margin:8px">Fri {clock(talk.chance.randrange(500, 900), twelve=True)}</div>',
    )
    for number, each in enumerate(talk.messages(10, people, own=True)):
        ground, ink = ("#0a7cff", "#fff") if each.own else (("#303030", "#eee") if talk.dark else ("#f0f0f0", "#111"))
        if number == 6:
            posts += f'<div class=g style="text-align:center;font-size:.8em;margin:12px">{clock(each.minute, twelve=True)}</div>'
        head = (
            f'<div class=g style="font-size:.76em;padding-left:12px">{talk.head(each)}</div>'
            if each.heads and not each.own
            else ""
        )
        bubble = f'<div style="max-width:60%">{head}<div style="background:{ground};color:{ink};border-radius:18px;padding:7px 12px;width:fit-content">{talk.text(each, nameless=each.own)}</div></div>'
        posts += f'<div class=f style="padding:0 16px;margin-top:{10 if each.heads else 2}px;align-items:flex-end;justify-content:{"flex-end" if each.own else "flex-start"}">{"" if each.own else face(talk, 28, 14)}{bubble}</div>'
    return _frame(talk, _chat_list(talk, 320), talk.chance.choice(ROOMS), posts, "Aa")


def _irc(talk: Talk, row: str) -> str:
    people, lines = talk.people(5, handles=True), ""
    for each in talk.messages(20, people, groups=False):
        if talk.chance.random() < 0.1:
            lines += f"<div class=g>{clock(each.minute)} -!- {talk.chance.choice(people)} has joined #chat</div>"
        plain = Message(each.author, html.escape(talk.sentence()), each.minute, True)
        head, said = talk.head(plain), clock(each.minute)
        lines += f'<div class="f r">{row.format(said=said, head=head)}{talk.text(plain, said=said, style="flex:1;min-width:0")}</div>'
    css = "body{font-family:'DejaVu Sans Mono'!important;padding:10px} .r{gap:1ch}"
    return talk.page(f"<div data-clip>{lines}</div>", css)


def irc(talk: Talk) -> str:
    """IRC in a terminal: `[12:03] <nick> text`."""
    return _irc(talk, "<span>[{said}] &lt;{head}&gt;</span>")


def irc_columns(talk: Talk) -> str:
    """IRC in columns, as WeeChat draws it: the time, names to the right, a bar, the text."""
    return _irc(
        talk,
        '<span>{said}</span><span style="width:14ch;text-align:right;color:#3a9">{head}</span><span class=g>|</span>',
    )
