"""Comments, tickets, forums and mails one below the other: each function draws one look in HTML of its own."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

import html

from benchmarks.threads.talk import Message, Talk, ago, clock, face


def _body(talk: Talk, message: Message) -> Message:
    paragraphs = "".join(
        f'<p style="margin:0 0 .7em">{talk.body()}</p>' for _ in range(talk.chance.choice((1, 1, 2, 3)))
    )
    return Message(message.author, paragraphs, message.minute, True)


def _tabs(talk: Talk, title: str, tabs: str) -> str:
    line = "#333a" if talk.dark else "#ddd"
    return f'<div style="padding:12px 28px;border-bottom:1px solid {line}"><div style="font-size:1.6em">{title}</div><div class="f g" style="gap:22px;margin-top:8px">{"".join(f"<span>{each}</span>" for each in tabs.split("|"))}</div></div>'


def github(talk: Talk) -> str:
    """GitHub's issue: a box each, `octocat commented 2 weeks ago` in its bar, with a role at the right."""
    line, bar = ("#30363d", "#161b22") if talk.dark else ("#d0d7de", "#f6f8fa")
    posts = ""
    for each in talk.messages(5, talk.people(4, handles=True), groups=False):
        said, post = (
            talk.chance.choice((ago(talk.chance), f"on {talk.date()}", "yesterday", "last week")),
            _body(talk, each),
        )
        role = (
            f'<span style="border:1px solid {line};border-radius:10px;padding:0 7px;font-size:.85em;margin-left:auto">{talk.chance.choice(("Author", "Member", "Contributor"))}</span>'
            if talk.chance.random() < 0.5
            else ""
        )
        edited = " · edited" if talk.chance.random() < 0.2 else ""
        posts += f'<div class=f style="margin:14px 28px">{face(talk, 40, 20)}<div style="flex:1;border:1px solid {line};border-radius:6px"><div class="f" style="background:{bar};padding:7px 14px;border-bottom:1px solid {line}"><span>{talk.head(post, "font-weight:600")} <span class=g>commented {said}{edited}</span></span>{role}</div><div style="padding:12px 14px 4px">{talk.text(post, said=said)}</div></div></div>'
        if talk.chance.random() < 0.3:
            posts += f'<div class=g style="margin:8px 80px;font-size:.9em"><b>{talk.chance.choice(("tanaka-s", "jdoe"))}</b> added the bug label {ago(talk.chance)}</div>'
    return talk.page(
        f'{_tabs(talk, "Reader stops at the third page #214", "Code|Issues 12|Pull requests 3|Actions")}<div data-clip style="max-width:920px">{posts}</div>'
    )


def gitlab(talk: Talk) -> str:
    """GitLab's notes: `Name @handle · 3 days ago`, replies indented under a line."""
    posts, line = "", "#404040" if talk.dark else "#dcdcde"
    for number, each in enumerate(talk.messages(6, talk.people(4), groups=False)):
        said, post = ago(talk.chance), _body(talk, each)
        handle = html.escape("".join(c for c in each.author.casefold() if c.isascii() and c.isalpha()))
        indent = 48 if number and talk.chance.random() < 0.4 else 0
        posts += f'<div class=f style="padding:12px 28px 4px {28 + indent}px;border-top:1px solid {line}">{face(talk, 32, 16)}<div style="flex:1;min-width:0"><div>{talk.head(post, "font-weight:600")} <span class=g>@{handle} · {said}</span></div>{talk.text(post, said=said)}</div></div>'
    return talk.page(
        f'{_tabs(talk, "Draft: drop the old cache", "Overview 6|Commits 3|Pipelines 2|Changes 9")}<div data-clip style="max-width:860px">{posts}</div>'
    )


def jira(talk: Talk) -> str:
    """Jira's comments: a name, the date further right in the same row, the text below, `Edit · Delete` below that."""
    posts = ""
    for each in talk.messages(5, talk.people(4), groups=False):
        said, post = (
            talk.chance.choice((ago(talk.chance), f"{talk.date()} at {clock(each.minute, twelve=True)}")),
            _body(talk, each),
        )
        posts += f'<div class=f style="padding:10px 28px">{face(talk, 32, 16)}<div style="flex:1"><div>{talk.head(post, "font-weight:600")}<span class=g style="margin-left:14px">{said}</span></div>{talk.text(post, said=said)}<div class=g style="font-size:.9em">Reply &nbsp;·&nbsp; Edit &nbsp;·&nbsp; Delete</div></div></div>'
    fields = "".join(
        f'<div class=f style="padding:5px 0"><span class=g style="width:110px">{a}</span><span>{b}</span></div>'
        for a, b in (
            ("Assignee", talk.people(1)[0]),
            ("Reporter", talk.people(1)[0]),
            ("Priority", "Medium"),
            ("Created", f"{talk.date()} at 9:41 AM"),
            ("Updated", "3 days ago"),
        )
    )
    return talk.page(
        f'<div class=f><div data-clip style="flex:1;height:100vh;overflow:hidden">{_tabs(talk, "Export leaves out the last row", "All|Comments|History|Work log")}{posts}</div><div style="width:320px;padding:60px 20px">{fields}</div></div>'
    )


def hackernews(talk: Talk) -> str:
    """A discussion as Hacker News shows it: a small grey head `name 3 hours ago | prev | next [-]`, indented by depth."""
    rows, depth = "", 0
    for each in talk.messages(8, talk.people(8, handles=True), groups=False):
        said, post = ago(talk.chance), _body(talk, each)
        depth = talk.chance.choice((0, depth, depth + 1)) if depth < 4 else 0
        rows += f'<div class=f style="margin:0 0 10px {10 + depth * 40}px"><span class=g style="font-size:10px;margin-right:6px">▲</span><div><div class=g style="font-size:.84em">{talk.head(post)} {said} | <u>parent</u> | <u>next</u> [–]</div>{talk.text(post, said=said)}<u style="font-size:.8em">reply</u></div></div>'
    return talk.page(
        f'<div style="background:#ff6600;color:#000;padding:3px 8px"><b>Reader News</b> new | past | comments | ask</div><div data-clip style="padding:10px;max-width:1000px">{rows}</div>',
        "p{margin:0 0 .6em}",
    )


def forum(talk: Talk) -> str:
    """A forum of the old kind: who wrote it in a column at the left, the date above the text."""
    posts, line = "", "#444" if talk.dark else "#c8d0da"
    for number, each in enumerate(talk.messages(5, talk.people(2) + talk.people(3, handles=True), groups=False)):
        said, post = f"{talk.date()}, {clock(each.minute, twelve=talk.dark)}", _body(talk, each)
        posts += f'<div class=f style="border:1px solid {line};margin:10px 24px"><div style="width:170px;flex:none;padding:10px;background:#8881">{talk.head(post, "font-weight:700")}<div class=g style="font-size:.85em">Member</div><div class=g style="font-size:.85em">Posts: {talk.chance.randrange(9, 4000)}</div></div><div style="flex:1"><div class="f g" style="padding:6px 12px;border-bottom:1px solid {line};font-size:.87em;justify-content:space-between"><span>{said}</span><span>#{number + 1}</span></div><div style="padding:10px 12px">{talk.text(post, said=said)}</div></div></div>'
    return talk.page(
        f"{_tabs(talk, 'Which oil for the old lathe?', 'Forum|Members|Search|Help')}<div data-clip>{posts}</div>"
    )


def mails(talk: Talk) -> str:
    """A thread of mails: a bold name with an address, the date at the right end, `to me` below, then the text."""
    posts, line = "", "#333" if talk.dark else "#e4e4e4"
    for each in talk.messages(4, talk.people(3), groups=False):
        said, post = (
            f"{talk.chance.choice(('Mon', 'Tue', 'Fri'))}, {talk.date()}, {clock(each.minute, twelve=True)}",
            _body(talk, each),
        )
        address = html.escape("".join(c for c in each.author.casefold() if c.isascii() and c.isalpha()))
        posts += f'<div class=f style="padding:14px 28px;border-bottom:1px solid {line}">{face(talk, 40, 20)}<div style="flex:1"><div class=f style="justify-content:space-between"><span>{talk.head(post, "font-weight:600")} <span class=g style="font-size:.85em">&lt;{address}@example.org&gt;</span></span><span class=g style="font-size:.85em">{said}</span></div><div class=g style="font-size:.85em">to me</div><div style="margin-top:10px">{talk.text(post, said=said)}</div></div></div>'
    return talk.page(
        f'{_tabs(talk, "Keys for the summer house", "Inbox|Starred|Sent")}<div data-clip style="max-width:1000px">{posts}</div>'
    )


def word(talk: Talk) -> str:
    """A text with comments in its margin, as Word shows them: boxes with a name, a time below it or beside it, the text."""
    cards = ""
    beside = talk.chance.random() < 0.5
    for each in talk.messages(6, talk.people(3), groups=False):
        said = talk.chance.choice((ago(talk.chance), f"{talk.date()}, {clock(each.minute, twelve=True)}", "Yesterday"))
        head = talk.head(each, "font-weight:600")
        when = f'<span class=g style="font-size:.82em">{said}</span>'
        shown = (
            f'<div class=f style="justify-content:space-between">{head}{when}</div>'
            if beside
            else f"<div>{head}</div><div>{when}</div>"
        )
        cards += f'<div style="background:{"#2d2d2d" if talk.dark else "#fff"};border:1px solid #8884;border-radius:6px;padding:9px 11px;margin-bottom:12px"><div class=f>{face(talk, 24, 12)}<div style="flex:1">{shown}</div></div><div style="margin-top:5px">{talk.text(each, said=said)}</div></div>'
    text = "".join(f"<p>{' '.join(html.escape(talk.sentence()) for _ in range(8))}</p>" for _ in range(6))
    return talk.page(
        f'<div class=f style="background:#8882;height:100vh;padding:20px;gap:20px"><div style="flex:1;background:{"#262626" if talk.dark else "#fff"};padding:50px 60px;font-family:\'Liberation Serif\';font-size:1.15em;height:100vh">{text}</div><div data-clip style="width:290px;flex:none;font-size:.93em">{cards}</div></div>'
    )


def german(talk: Talk) -> str:
    """A discussion with German words: `Name schrieb am …:` or `vor 3 Stunden` beside the name."""
    talk.language = "de"
    says = talk.chance.random() < 0.5
    posts = ""
    for each in talk.messages(6, talk.people(4), groups=False):
        said, post = ago(talk.chance, "de"), _body(talk, each)
        if says:
            said = f"{talk.chance.randrange(1, 29)}. {talk.chance.choice(('März', 'Mai', 'Oktober'))} 2026 um {clock(each.minute)}"
        middle = "schrieb am" if says else "·"
        posts += f'<div style="padding:12px 28px;border-top:1px solid #8884"><div>{talk.head(post, "font-weight:700")} <span class=g>{middle} {said}{" Uhr:" if says else ""}</span></div>{talk.text(post, said=said)}<div class=g style="font-size:.87em">Antworten &nbsp; Melden</div></div>'
    return talk.page(
        f'{_tabs(talk, "Welche Farbe für den Zaun?", "Start|Themen|Mitglieder|Hilfe")}<div data-clip style="max-width:900px">{posts}</div>'
    )


def french(talk: Talk) -> str:
    """A discussion with French words: `Nom a répondu il y a 3 heures`, or the name and the time alone."""
    talk.language = "fr"
    posts = ""
    says = talk.chance.random() < 0.5
    for each in talk.messages(6, talk.people(4), groups=False):
        said, post = ago(talk.chance, "fr"), _body(talk, each)
        posts += f'<div class=f style="padding:10px 28px">{face(talk, 36, 18)}<div><div>{talk.head(post, "font-weight:700")} <span class=g>{"a répondu" if says else ""} {said}</span></div>{talk.text(post, said=said)}<div class=g style="font-size:.87em">Répondre &nbsp; Partager</div></div></div>'
    return talk.page(
        f'{_tabs(talk, "Quel bois pour la terrasse ?", "Accueil|Sujets|Membres|Aide")}<div data-clip style="max-width:900px">{posts}</div>'
    )
